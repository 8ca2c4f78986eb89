#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""What looks at contents, against the programs of the same purpose on the same bytes.

find and grep -obUa, strings and strings -t d, cmp and cmp -l, dump and hexdump -C; and
that none of them changes what it looks at, as root or not. Prints TAP.
"""

import json
import os
import random
import re
import struct
import sys

from cases import case, equal, main
from views import kernel

try:
    import sysv_ipc
except ImportError:
    sys.exit("looks.py: there is no module sysv_ipc: install the package python3-sysv-ipc")

PAGE = os.sysconf("SC_PAGESIZE")
PIECE = 262144  # what shmsh reads at a time
SIZES = (1, PAGE + 1, PIECE + 4097)
SPARSE = 8 << 30
TOUCHED = (0, 5 << 30, SPARSE - 1)  # offsets of the bytes that are written
KEY = 1234
FILE = "contents"


def segment(box, data):
    """Makes segment KEY, and a file, with these bytes."""
    box.shmsh(f"create {KEY} {len(data)} 0666")
    memory = sysv_ipc.SharedMemory(KEY)
    memory.write(data)
    memory.detach()
    with open(os.path.join(box.cwd, FILE), "wb") as file:
        file.write(data)


def contents(size, seed):
    """Noise, text, zeros with small numbers, and few letters: what programs keep."""
    chance = random.Random(seed)
    yield "noise", chance.randbytes(size)
    yield "text", (b"name=Ada count=42\tpath=C:\\tmp \0\n\xc3\xbc" * (size // 34 + 1))[:size]
    yield "numbers", struct.pack("<100q", *range(100)).ljust(size, b"\0")[:size]
    yield "letters", bytes(chance.choice(b"ab\0") for _ in range(size))


def each_contents(box):
    """Each of them in a segment and a file, one after the other."""
    for size in SIZES:
        for name, data in contents(size, size):
            segment(box, data)
            yield f"{name} of {size} bytes", data
            box.shmsh(f"rm {KEY}")


# find

def grep(box, pattern):
    """The offsets that grep tells, a pattern without newlines given."""
    text = "".join(f"\\x{byte:02x}" for byte in pattern)
    result = box.run("grep", "-obUaP", text, FILE, env=box.env | {"LC_ALL": "C"})
    return [int(place) for place in re.findall(rb"^(\d+):", result.out, re.MULTILINE)]


def find(box, arguments):
    """The offsets that find tells; a failure is that it found nothing."""
    result = box.run(box.program, "-c", f"find {arguments}")
    assert result.status == (0 if result.out else 1), result.err
    return [int(place) for place in re.findall(rb"^%d\+(\d+)" % KEY, result.out, re.MULTILINE)]


def patterns(data):
    """Some that are there, some that are nearly, from one byte up; none with a newline."""
    chance = random.Random(len(data))
    chosen = [b"a", b"ab", b"aa", b"\0\0", b"\0" * 7, b"count=42"]
    for length in (1, 3, 9, 40):
        at = chance.randrange(len(data))
        chosen.append(data[at:at + length])
        chosen.append(data[at:at + length - 1] + b"~")
    return [pattern for pattern in chosen if pattern and b"\n" not in pattern]


@case
def find_agrees_with_grep(box):
    for name, data in each_contents(box):
        for pattern in patterns(data):
            wanted = grep(box, pattern)
            if len(wanted) < 3000:
                equal(find(box, f"-x {KEY} {pattern.hex()}"), wanted, f"{pattern} in {name}")
            equal(box.shmsh(f"find -c -x {KEY} {pattern.hex()}"), f"{len(wanted)}\n",
                  f"the number of {pattern} in {name}")


@case
def find_of_a_type_agrees_with_struct(box):
    size = PIECE + 100
    data = bytearray(size)
    for at, type, value in ((3, "<i", -5), (PIECE - 2, "<i", -5), (size - 8, ">d", 2.5)):
        data[at:at + struct.calcsize(type)] = struct.pack(type, value)
    segment(box, bytes(data))
    equal(find(box, f"-t i32 {KEY} -5"), [3, PIECE - 2], "an i32")
    equal(find(box, f"-t f64be {KEY} 2.5"), [size - 8], "an f64be")


@case
def what_is_longer_than_a_piece_is_found(box):
    """The pattern goes over several pieces, and over a hole between them."""
    size = 4 * PIECE
    box.shmsh(f"create {KEY} {size}")
    memory = sysv_ipc.SharedMemory(KEY)
    memory.write(b"begin", PIECE - 5)
    memory.write(b"end", 3 * PIECE)
    memory.detach()
    pattern = b"begin" + bytes(2 * PIECE) + b"end"
    script = f"find -x {KEY} {pattern.hex()}\necho $match\n".encode()
    text = box.run(box.program, input=script).text
    equal(text.splitlines()[-1], str(PIECE - 5), "where it was found")


# strings

def unescaped(text):
    return re.sub(rb"\\(.)", lambda found: b"\t" if found[1] == b"t" else found[1], text)


@case
def strings_agrees_with_strings(box):
    for name, data in each_contents(box):
        for least in 1, 4, 17, 3 * PAGE:
            peer = box.run("strings", "-t", "d", "-n", str(least), FILE)
            wanted = [line.lstrip(b" ").split(b" ", 1) for line in peer.out.splitlines()]
            seen = [json.loads(line) for line in
                    box.shmsh(f"strings -n {least} {KEY}", options=["-j"]).splitlines()]
            equal([(b"%d" % text["offset"], text["text"].encode()) for text in seen],
                  [(offset, text) for offset, text in wanted], f"-n {least} in {name}")
            if least == 4:
                lines = box.run(box.program, "-c", f"strings {KEY}").out.splitlines()
                width = len(b"%d+%d  " % (KEY, len(data) - 1))
                equal([unescaped(line[width:]) for line in lines],
                      [text for _, text in wanted], f"the texts in {name}")


@case
def a_text_of_many_pieces_is_one_line(box):
    size = 3 * PIECE + 17
    segment(box, b"\0" + b"x" * (size - 2) + b"\n")
    text = box.shmsh(f"strings -n {size - 2} {KEY}")
    equal(text, f"{KEY}+1       " + "x" * (size - 2) + "\n", "the line")
    pieces = [json.loads(line) for line in
              box.shmsh(f"strings {KEY}", options=["-j"]).splitlines()]
    equal(sum(piece["length"] for piece in pieces), size - 2, "bytes of all objects")
    assert all(piece["length"] <= 32768 for piece in pieces)


# cmp

@case
def cmp_agrees_with_cmp(box):
    chance = random.Random(1)
    for name, data in each_contents(box):
        for share in 0, 1, 5, len(data):
            other = bytearray(data)
            for _ in range(share):
                other[chance.randrange(len(data))] = chance.randrange(256)
            with open(os.path.join(box.cwd, "other"), "wb") as file:
                file.write(other)
            listed = box.run("cmp", "-l", FILE, "other").text.splitlines()
            result = box.run(box.program, "-j", "-c", f"cmp {KEY} file:other")
            seen = json.loads(result.out)
            equal(result.status, 1 if listed else 0, f"the status for {name}")
            equal((seen["equal"], seen["different"], seen["length"]),
                  (not listed, len(listed), len(data)), name)
            if listed:
                equal(seen["first"], int(listed[0].split()[0]) - 1, f"the first in {name}")


@case
def cmp_of_two_segments_counts_what_differs_over_holes(box):
    for key, offset in (1, 10 * PIECE), (2, 20 * PIECE + 3):
        box.shmsh(f"create {key} {32 * PIECE}", f"write {key}+{offset} 'some text'")
    result = box.run(box.program, "-j", "-c", "cmp 1 2")
    seen = json.loads(result.out)
    equal((seen["different"], seen["first"]), (18, 10 * PIECE), "what differs")


# dump

@case
def dump_agrees_with_hexdump(box):
    for name, data in each_contents(box):
        for offset in {0, 5, len(data) // 2 + 3} & set(range(len(data))):
            for length in {1, 16, 4099, len(data) - offset} & set(range(len(data) - offset + 1)):
                verbose = "-v" if offset == 5 else ""
                wanted = box.peer("hexdump", "-C", *verbose.split(), "-s", str(offset),
                                  "-n", str(length), FILE)
                equal(box.shmsh(f"dump {verbose} {KEY}+{offset} {length}") == wanted, True,
                      f"what {length} bytes from {offset} of {name} come to")


@case
def dump_of_holes_agrees_with_hexdump(box):
    """Pieces and holes end where no row does."""
    size = 8 << 20
    box.shmsh(f"create {KEY} {size}")
    memory = sysv_ipc.SharedMemory(KEY)
    for at in 2 * PIECE - 3, 2 * PIECE + 5 * PAGE, size - 1:
        memory.write(b"!", at)
    memory.detach()
    for offset in 0, 1, 4095, 2 * PIECE - 9:
        raw = box.run(box.program, "-c", f"read -r {KEY}+{offset}").out
        wanted = box.run("hexdump", "-C", input=bytes(offset % 16) + raw).out
        rows = box.run(box.program, "-c", f"dump {KEY}+{offset}").out
        if offset % 16 == 0:
            shifted = re.sub(rb"^[0-9a-f]{8}", lambda found: b"%08x" % (
                int(found[0], 16) + offset), wanted, flags=re.MULTILINE)
            equal(rows, shifted, f"the rows from {offset}")
        else:
            with open(os.path.join(box.cwd, "whole"), "wb") as file:
                file.truncate(offset)
                file.seek(offset)
                file.write(raw)
            equal(rows.decode(), box.peer("hexdump", "-C", "-s", str(offset), "whole"),
                  f"the rows from {offset}")


@case
def dump_of_a_sparse_segment_is_exact(box):
    sparse(box)
    zeros = "00 " * 8 + " " + "00 " * 8 + " |................|"
    wanted = [f"00000000  41 {zeros[3:-17]}A...............|", f"00000010  {zeros}", "*",
              f"140000000  41 {zeros[3:-17]}A...............|", f"140000010  {zeros}", "*",
              f"1fffffff0  {zeros[:46]}41  |...............A|", "200000000"]
    equal(box.shmsh(f"dump {KEY}").splitlines(), wanted, "the rows")


# Looking changes nothing

def sparse(box):
    """A segment of 8 GiB of which three pages were touched, by another process."""
    box.shmsh(f"create -R {KEY} {SPARSE} 0666")
    memory = sysv_ipc.SharedMemory(KEY)
    for offset in TOUCHED:
        memory.write(b"A", offset)
    memory.detach()


LOOKS = (f"find {KEY} A", f"find -c -x {KEY} 00", f"find -l 3 -x {KEY} 000000", f"strings {KEY}",
         f"cmp {KEY} {KEY}+1", f"cmp {KEY}+5G {KEY} 2G", f"cmp {KEY} file:sparse", f"map {KEY}",
         f"dump {KEY}", f"dump -v {KEY}+4G 1M", f"attach -r {KEY}; dump; map; strings; detach")


def looks(box, prefix):
    """All of them; their output."""
    outputs = []
    for command in LOOKS:
        result = box.run(*prefix, box.program, "-c", command)
        assert result.status in (0, 1), f"{command}: {result.status}"
        outputs.append((command, result.status, result.out, result.err))
    return outputs


@case
def looking_makes_no_page(box):
    """Also for one who has no right to the file behind the segment; both see the same."""
    sparse(box)
    with open(os.path.join(box.cwd, "sparse"), "wb") as file:
        file.truncate(SPARSE)
    id = json.loads(box.shmsh(f"stat {KEY}", options=["-j"]))["id"]
    equal(kernel(id)["resident"], 3 * PAGE, "resident before")
    users = [[]]
    if os.geteuid() == 0 and box.run("setpriv", "--reuid=65534", "true").status == 0:
        os.chmod(box.cwd, 0o755)
        os.chmod(os.path.dirname(box.cwd), 0o755)
        users.append(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"])
    seen = [looks(box, user) for user in users]
    equal(kernel(id)["resident"], 3 * PAGE, "resident after")
    equal(seen[0], seen[-1], "what is seen with and without rights")
    found = dict((command, out) for command, _, out, _ in seen[0])
    equal(found[f"find {KEY} A"].decode().split()[::2], [f"{KEY}+{at}" for at in TOUCHED],
          "what others wrote")
    equal(found[f"find -c -x {KEY} 00"], b"%d\n" % (SPARSE - 3), "the zeros")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
