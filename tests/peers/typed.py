#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Typed values, in both directions: python's struct, a C struct, and races with C.

Prints TAP.
"""

import json
import math
import random
import re
import signal
import struct
import subprocess
import sys

from cases import case, equal, main
from coprocess import Shell

try:
    import sysv_ipc
except ImportError:
    sys.exit("typed.py: there is no module sysv_ipc: install the package python3-sysv-ipc")

# What shmsh calls what struct calls so.
FORMATS = {"i8": "b", "u8": "B", "i16": "h", "u16": "H", "i32": "i", "u32": "I", "i64": "q",
           "u64": "Q", "f32": "f", "f64": "d", "ptr": "Q"}
ORDERS = {"": "=", "le": "<", "be": ">"}
COUNT = 200
OFFSETS = 0, 8, 5  # the last is aligned for nothing but bytes
READS = 2000
# Of struct race in tests/peers/tearing.c:
VALUES = 512
STOP, BEGAN, CHANGES = (VALUES * 8 + at for at in (0, 8, 16))
ALL_ONES = (1 << 64) - 1


def every_type():
    """(name, format) of each type in each order."""
    for name, letter in FORMATS.items():
        for order, sign in ORDERS.items():
            if not order or struct.calcsize(sign + letter) > 1:
                yield name + order, sign + letter


def random_values(generator, code):
    """COUNT values, the ends of their range among them."""
    size = struct.calcsize(code)
    patterns = [b"\0" * size, b"\xff" * size, b"\x80" + b"\0" * (size - 1),
                b"\0" * (size - 1) + b"\x80", b"\x7f" + b"\xff" * (size - 1),
                b"\xff" * (size - 1) + b"\x7f"]
    patterns += [generator.randbytes(size) for _ in range(COUNT - len(patterns))]
    return b"".join(patterns)


def unpacked(data, code):
    return [value for value, in struct.iter_unpack(code, data)]


def said(value):
    """What a person would type for VALUE."""
    return repr(value) if isinstance(value, float) else str(value)


def meant(text, data, code):
    """Does TEXT stand for exactly the bytes DATA?"""
    if code[1] not in "fd":
        return struct.pack(code, int(text, 0)) == data
    if "nan" not in text:
        return struct.pack(code, float(text)) == data
    bits = int.from_bytes(data, "big" if code[0] == ">" else sys.byteorder)
    width = 23 if code[1] == "f" else 52
    payload = int(text[text.index("(") + 1:-1], 0) if "(" in text else 1 << (width - 1)
    return (math.isnan(struct.unpack(code, data)[0]) and bits & ((1 << width) - 1) == payload
            and bits >> (len(data) * 8 - 1) == text.startswith("-"))


def segment_of(key, size):
    return sysv_ipc.SharedMemory(key, sysv_ipc.IPC_CREX, size=size, init_character=b"\0")


@case
def what_struct_packs_shmsh_reads(box):
    generator = random.Random(1)
    for key, (name, code) in enumerate(every_type(), 1):
        data = random_values(generator, code)
        size = struct.calcsize(code)
        segment = segment_of(key, len(data) + max(OFFSETS))
        for offset in OFFSETS:
            segment.write(data, offset)
            texts = box.shmsh(f"read -t {name} -n {COUNT} {key}+{offset}").split("\n")[:-1]
            equal(len(texts), COUNT, f"the number of {name}")
            for at, text in enumerate(texts):
                one = data[at * size:(at + 1) * size]
                assert meant(text, one, code), f"{name} at {offset}: {one.hex()} is not {text}"


@case
def what_struct_packs_is_in_json(box):
    generator = random.Random(2)
    for key, (name, code) in enumerate(every_type(), 1):
        data = random_values(generator, code)
        segment_of(key, len(data)).write(data)
        answer = json.loads(box.shmsh(f"read -t {name} -n all {key}", options=["-j"]))
        native = "le" if sys.byteorder == "little" else "be"
        equal((answer["type"], answer["offset"]), (name.removesuffix(native), 0))
        for value, found in zip(unpacked(data, code), answer["values"], strict=True):
            if name.startswith("ptr"):
                equal(found, hex(value))
            elif isinstance(value, int) or math.isfinite(value):
                equal((type(found), struct.pack(code, found)),
                      (type(value), struct.pack(code, value)), name)
            else:
                assert isinstance(found, str), f"{name}: {value} is {found!r}"


@case
def what_shmsh_writes_struct_unpacks(box):
    generator = random.Random(3)
    for key, (name, code) in enumerate(every_type(), 1):
        values = [value for value in unpacked(random_values(generator, code), code)
                  if value == value]
        data = struct.pack(f"{code[0]}{len(values)}{code[1]}", *values)
        for offset in OFFSETS:
            segment = segment_of(key, len(data) + offset + 8)
            segment.write(b"\xa5" * segment.size)
            box.shmsh(f"write -t {name} {key}+{offset} {' '.join(map(said, values))}")
            equal(segment.read(), b"\xa5" * offset + data + b"\xa5" * 8, f"{name} at {offset}")
            segment.remove()


@case
def what_shmsh_shows_it_takes_for_the_same_bytes(box):
    generator = random.Random(4)
    for key, (name, code) in enumerate(every_type(), 1):
        data = random_values(generator, code)
        segment = segment_of(key, len(data))
        segment.write(data)
        texts = box.shmsh(f"read -t {name} -n all {key}").split()
        segment.write(bytes(len(data)))
        box.shmsh(f"write -t {name} {key} {' '.join(texts)}")
        equal(segment.read(), data, f"the bytes of {name}")


@case
def texts_of_any_bytes_go_both_ways(box):
    generator = random.Random(5)
    for size in 1, 2, 3, 4, 8, 16, 100:
        texts = [generator.randbytes(generator.randrange(size + 1)) for _ in range(COUNT)]
        segment = segment_of(size, size * COUNT + 1)
        segment.write(b"\xa5" * segment.size)
        words = [f'"{"".join(f"{chr(92)}x{byte:02x}" for byte in text)}"' for text in texts]
        name = f"char[{size}]"
        box.shmsh(f"write -t {name} {size} {' '.join(words)}")
        data = b"".join(text.ljust(size, b"\0") for text in texts)
        equal(segment.read(), data + b"\xa5", f"the bytes of {name}")
        lines = box.shmsh(f"read -t {name} {size} {size * COUNT}").split("\n")[:-1]
        shown = [line.encode().decode("unicode_escape").encode("latin-1") for line in lines]
        equal(shown, [text.rstrip(b"\0") for text in texts], f"what is shown of {name}")


@case
def many_values_in_one_command(box):
    """More than shmsh holds at once, over many pages, and at odd places."""
    values = [number * 0x0123456789abcdef % (1 << 64) for number in range(100000)]
    data = struct.pack(f"={len(values)}Q", *values)
    for offset in 0, 3:
        segment = segment_of(1, len(data) + offset)
        script = f"write -t u64 1+{offset} {' '.join(map(str, values))}"
        equal(box.run(box.program, input=script.encode()).status, 0, "the status")
        equal(segment.read() == b"\0" * offset + data, True, "what was written is the same")
        shown = box.shmsh(f"read -t u64 -n all 1+{offset}").split()
        equal(shown == list(map(str, values)), True, "what is read is the same")
        segment.remove()


@case
def an_interrupt_ends_a_long_read(box):
    box.shmsh("create 2 8G")
    shell = box.start(box.program, "-c", "read -t u64 -n all 2", stdout=subprocess.PIPE,
                      stderr=subprocess.PIPE, text=True)
    equal(shell.stdout.read(2), "0\n", "what it begins with")
    shell.send_signal(signal.SIGINT)
    _, errors = shell.communicate()
    equal(shell.returncode, -signal.SIGINT, "the status")
    assert re.search(r": read: interrupted after \d+ of 1073741824 values\n", errors), errors


# A struct of C

def members(box):
    """(type, offset) of each member."""
    return [line.split() for line in box.peer("record").splitlines()]


@case
def a_c_program_stores_a_struct_and_shmsh_reads_it(box):
    box.peer("record", "store", "1234")
    shown = [box.shmsh(f"read -t {name} 1234+{offset}").rstrip("\n")
             for name, offset in members(box)]
    equal(shown, ["#", "-123456", "0.1", "sixteen letters!", "80", "443", "65535", "0.25",
                  "18446744073709551615", "-128", "0x7fff12345678"])


@case
def shmsh_stores_a_struct_and_a_c_program_shows_it(box):
    box.peer("record", "store", "1234")
    values = ["Z", "2147483647", "-0.0625", "Grace", "0", "1", "2", "1e-45", "7", "127", "0xabc"]
    for (name, offset), value in zip(members(box), values, strict=True):
        box.shmsh(f"write -t {name} 1234+{offset} {value}")
    shown = box.peer("record", "show", "1234").splitlines()
    equal(shown, values[:7] + ["1.40129846e-45"] + values[8:])


# Races

class Race:
    """A program of tests/peers/tearing.c, and a shmsh that has its segment attached."""

    def __init__(self, box, side):
        self.segment = segment_of(1234, 8192)
        self.shell = Shell(box)
        self.shell.ask("attach 1234")
        self.peer = box.start("tearing", side, "1234", stdout=subprocess.PIPE, text=True)

    def __enter__(self):
        while not self.number(BEGAN):
            assert self.peer.poll() is None, "it ended"
        return self

    def __exit__(self, *exception):
        self.shell.__exit__()
        self.peer.kill()
        self.peer.wait()
        self.peer.stdout.close()

    def number(self, offset):
        """One of the race's own numbers."""
        return int(self.shell.ask(f"read -t u64 1234+{offset}"))

    def end(self):
        self.shell.ask(f"write -t u64 1234+{STOP} 1")
        equal((self.peer.wait(), self.peer.stdout.read()), (0, ""), "what the C program saw")


@case
def what_a_program_stores_is_never_read_torn(box):
    with Race(box, "store") as race:
        for command, width in (("read -t u64 1234", 1), ("read -t u64be 1234+8 16", 2),
                               (f"read -t u64 -n {VALUES} 1234", VALUES)):
            seen = set()
            rounds = 0
            while rounds < READS or len(seen) < 2:
                answer = race.shell.ask("\n".join([command] * (1000 // width))).split()
                seen |= set(answer)
                rounds += len(answer)
                assert seen <= {"0", str(ALL_ONES)}, f"{command} gave {seen}"
        race.end()


@case
def what_is_written_is_never_seen_torn(box):
    writes = "\n".join(f"write -t u64 1234 {value}\n"
                       f"write -t u64be 1234+8 {' '.join([str(value)] * (VALUES - 1))}"
                       for value in (0, ALL_ONES))
    with Race(box, "load") as race:
        rounds = 0
        while rounds < READS or race.number(CHANGES) < 2:
            race.shell.ask("\n".join([writes] * 10))
            rounds += 20 * VALUES
            assert race.peer.poll() is None, f"it saw {race.peer.stdout.read()}"
        race.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
