#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""load, save, fill, copy and touch beside cp, cat, dd, xxd and other processes.

Prints TAP.
"""

import os
import random
import sys

from cases import case, equal, main
from coprocess import Shell
from views import kernel, kernel_all

try:
    import sysv_ipc
except ImportError:
    sys.exit("files.py: there is no module sysv_ipc: install the package python3-sysv-ipc")

PAGE = os.sysconf("SC_PAGESIZE")
SIZES = (1, 15, PAGE - 1, PAGE, PAGE + 1, 70000, (1 << 20) + 5)
SPARSE = 8 << 30


def memory(key):
    """The segment, attached here."""
    return sysv_ipc.SharedMemory(key)


def contents(key):
    segment = memory(key)
    try:
        return segment.read()
    finally:
        segment.detach()


def resident(key):
    return {row["key"]: row for row in kernel_all().values()}[key]["resident"]


def mixed(size, seed):
    """Bytes with long runs of zeros among them."""
    generator = random.Random(seed)
    data = bytearray()
    while len(data) < size:
        count = generator.choice([1, 100, PAGE, 3 * PAGE])
        data += generator.choice([bytes, generator.randbytes])(count)
    return bytes(data[:size])


def put(box, name, data):
    with open(os.path.join(box.cwd, name), "wb") as file:
        file.write(data)


def get(box, name):
    with open(os.path.join(box.cwd, name), "rb") as file:
        return file.read()


@case
def files_of_any_size_go_in_and_come_out(box):
    for size in SIZES:
        data = mixed(size, size)
        put(box, "in", data)
        box.shmsh(f"create 1 {size}; load 1 in; save 1 out")
        equal(contents(1) == data, True, f"{size} bytes are in the segment")
        box.peer("cmp", "in", "out")
        box.shmsh("rm 1")


@case
def pipes_go_in_and_come_out(box):
    for size in SIZES:
        data = mixed(size, size)
        put(box, "in", data)
        box.shmsh(f"create 1 {size}")
        box.peer("sh", "-c", "cat in | shmsh -c 'load 1 -'")
        equal(contents(1) == data, True, f"{size} bytes of cat are in the segment")
        box.peer("sh", "-c", f"dd if=in bs=7 status=none | shmsh -c 'fill 1 {size} x; load 1 -'")
        equal(contents(1) == data, True, f"{size} bytes of dd are in the segment")
        box.peer("sh", "-c", "shmsh -c 'save 1 -' | cat > out; cmp in out; "
                 "shmsh -c 'save 1 - > out'; cmp in out; shmsh -c 'save 1 - | cmp - in'")
        box.shmsh("rm 1")


@case
def xxd_shows_what_was_saved_and_changes_it(box):
    put(box, "in", mixed(5000, 3))
    box.shmsh("create 1 5000; load 1 in; save 1 out; save 1 - | xxd > shown")
    equal(get(box, "shown").decode(), box.peer("xxd", "out"), "what xxd shows")
    box.peer("sh", "-c", "sed 's/^00000010: ..../00000010: abcd/' shown | xxd -r > changed")
    box.shmsh("load 1 changed")
    equal(box.shmsh("dump 1+16 2")[10:15], "ab cd", "two bytes")
    equal(contents(1)[18:], get(box, "in")[18:], "the rest")


@case
def parts_are_what_dd_makes_of_them(box):
    data = mixed(300000, 5)
    put(box, "in", data)
    box.shmsh("create 1 300000; load 1 in")
    generator = random.Random(6)
    for _ in range(20):
        offset = generator.randrange(300000)
        length = generator.randrange(300000 - offset)
        box.shmsh(f"save 1+{offset} out {length}")
        box.peer("dd", "if=in", "of=wanted", f"skip={offset}", f"count={length}",
                 "iflag=skip_bytes,count_bytes", "status=none")
        box.peer("cmp", "out", "wanted")


@case
def a_sparse_segment_makes_a_sparse_file(box):
    box.shmsh(f"create -R 1 {SPARSE}")
    other = memory(1)
    marks = {0: b"first", 5 << 30: b"midst", SPARSE - 4: b"last"}
    for offset, text in marks.items():
        other.write(text, offset)
    before = resident(1)
    box.shmsh("save 1 big")
    equal(resident(1), before, "resident after save")
    status = os.stat(os.path.join(box.cwd, "big"))
    equal(status.st_size, SPARSE, "the size")
    assert status.st_blocks * 512 <= 64 * PAGE, f"it has {status.st_blocks} blocks"
    with open(os.path.join(box.cwd, "big"), "rb") as file:
        for offset, text in marks.items():
            file.seek(offset)
            equal(file.read(len(text)), text, f"the bytes at {offset}")
    box.peer("cp", "--sparse=always", "big", "copied")
    box.shmsh(f"create -R 2 {SPARSE}; load 2 copied; copy 2 2+1G 2G; fill 2+6G")
    equal(resident(2) <= 3 * PAGE, True, "few pages were made")
    equal(box.shmsh("read 2+5G; read 2+1G; read 2+7G"), "midst\nfirst\n\n")
    other.detach()


@case
def what_others_touched_is_contents(box):
    box.shmsh("create 1 1M; attach 1; detach 1")
    with Shell(box) as shell:
        shell.ask("attach 1; save 1 out; copy 1 1+512K 512K")
        other = memory(1)
        other.write(b"by another", 300000)
        shell.ask("save 1 out")
        equal(get(box, "out")[300000:300010], b"by another")
        shell.ask("copy 1 1+512K 512K")
        equal(other.read(10, 300000 + (512 << 10)), b"by another", "the copy")
        # what it gave back, it does not take for there
        shell.ask("fill 1; save 1 out")
        equal(resident(1), 0, "resident")
        other.write(b"again", 5)
        equal(shell.ask("read 1+5"), "again\n")
        other.detach()


@case
def zeros_are_zeros_for_those_who_have_it_attached(box):
    box.shmsh("create 1 1M; fill 1 1M x")
    other = memory(1)
    equal(other.read(3, 500000), b"xxx")
    box.shmsh("fill 1+4097 1000000")
    equal(other.read(1 << 20).strip(b"x"), bytes(1000000), "what is zero")
    other.detach()


@case
def touch_makes_pages_and_changes_none(box):
    box.shmsh("create 1 1M; write 1+10000 kept")
    other = memory(1)
    box.shmsh("touch 1+5000 20000")
    equal(resident(1), 6 * PAGE, "resident")
    equal(other.read(4, 10000), b"kept")
    box.shmsh("touch 1")
    equal(resident(1), 1 << 20, "resident")
    equal(kernel(other.id)["last_pid"] != os.getpid(), True)
    other.detach()


@case
def copies_are_those_of_python(box):
    generator = random.Random(8)
    size = 700000
    model = bytearray(mixed(size, 9))
    put(box, "in", model)
    box.shmsh(f"create 1 {size}; load 1 in")
    with Shell(box) as shell:
        for _ in range(40):
            length = generator.randrange(size)
            start, to = (generator.randrange(size - length) for _ in range(2))
            shell.ask(f"copy 1+{start} 1+{to} {length}")
            model[to:to + length] = model[start:start + length]
            equal(contents(1) == model, True, f"{length} bytes from {start} to {to}")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
