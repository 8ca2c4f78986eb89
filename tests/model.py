#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Drives one long-lived shmsh with random commands and holds it to a model.

    SHMSH=/path/to/shmsh tests/model.py [--steps N] [--seed N]

Commands go in through one pipe, JSON comes out of another, in batches, as a program
would drive shmsh. The model knows what each must answer and which must fail; at the
end another library reads all segments, and nothing may be attached. Prints TAP; the
seed repeats a run.
"""

import argparse
import contextlib
import json
import operator
import os
import random
import re
import struct
import subprocess
import sys
import tempfile

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import isolate  # noqa: E402
import sysv_ipc  # noqa: E402

KEYS = [1234, 0x4d20001, 0xffffffff, 7]
SIZES = [0, 1, 4095, 4096, 4096, 4097, 4097, 20000]
TYPES = {"i8": "=b", "u8": "=B", "i16": "=h", "u16be": ">H", "i32le": "<i", "u32": "=I",
         "i64be": ">q", "u64": "=Q", "f64": "=d", "f64be": ">d"}
BATCH = 8
WIDTH = 400
TABLE = "/proc/sysvipc/shm"


class Wrong(Exception):
    """shmsh and the model do not agree."""


class Segment:
    """What the model holds of one segment."""

    def __init__(self, number, key, size):
        self.id = number
        self.key = key
        self.size = size
        self.data = bytearray(size)
        self.removed = False


class Model:
    """All segments and attachments as they must be; None stands for a failure."""

    def __init__(self, folder):
        self.folder = folder
        self.files = 0
        self.segments = {}
        self.attached = []  # (key when attached, id, writable), the latest last
        self.current = None

    def new_path(self):
        """Of a file that is not there yet; those of long ago are removed."""
        self.files += 1
        with contextlib.suppress(FileNotFoundError):
            os.unlink(f"{self.folder}/{self.files - 5 * BATCH}")
        return f"{self.folder}/{self.files}"

    def by_key(self, key):
        return next((segment for segment in self.segments.values()
                     if segment.key == key and not segment.removed), None)

    def nattch(self, segment):
        return sum(number == segment.id for _, number, _ in self.attached)

    def latest(self, **wanted):
        """Position of the latest attachment with this key or id, or None."""
        for position in range(len(self.attached) - 1, -1, -1):
            key, number, _ = self.attached[position]
            if wanted in ({"key": key}, {"id": number}):
                return position
        return None

    def choose(self, name):
        """The segment of a name: a key, id:N or the dot."""
        if name == ".":
            return self.segments.get(self.current)
        if name.startswith("id:"):
            return self.segments.get(int(name[3:]))
        # what this session removed itself is no longer meant by its key
        return self.by_key(int(name))

    def writable(self, segment):
        access = [writable for _, number, writable in self.attached if number == segment.id]
        return not access or any(access)

    def forget_gone(self):
        gone = [segment.id for segment in self.segments.values()
                if segment.removed and self.nattch(segment) == 0]
        for number in gone:
            del self.segments[number]

    def place(self, name, offset, length):
        """The segment, when LENGTH bytes at the place are inside of it."""
        segment = self.choose(name)
        if segment and offset <= segment.size and length <= segment.size - offset:
            return segment
        return None


# Commands: each gives the text to type, and a check of what is answered, which also
# changes the model. The check takes a function that gives the next answer.

def create(model, chance):
    key, size = chance.choice(KEYS), chance.choice(SIZES)
    good = size > 0 and not model.by_key(key)

    def check(answer):
        if good:
            seen = expect(answer(), "create", key=signed(key), size=size, opened=False,
                          nattch=0, flags=[])
            model.segments[seen["id"]] = Segment(seen["id"], key, size)
            model.current = seen["id"]
    return f"create {key} {size}", check, good


def attach(model, chance):
    name, read_only = some_name(model, chance), chance.random() < 0.3
    segment = model.choose(name)

    def check(answer):
        if segment:
            expect(answer(), "attach", id=segment.id, size=segment.size,
                   access="r" if read_only else "rw")
            key = 0 if segment.removed else segment.key
            model.attached.append((key, segment.id, not read_only))
            model.current = segment.id
    return f"attach {'-r ' if read_only else ''}-- {name}", check, segment is not None


def detach(model, chance):
    name = some_name(model, chance)
    if name == ".":
        position = model.latest(id=model.current)
    elif name.startswith("id:"):
        position = model.latest(id=int(name[3:]))
    else:
        position = model.latest(key=int(name))

    def check(answer):
        if position is not None:
            segment = model.segments[model.attached.pop(position)[1]]
            expect(answer(), "detach", id=segment.id,
                   gone=segment.removed and model.nattch(segment) == 0)
            model.forget_gone()
    return f"detach -- {name}", check, position is not None


def detach_all(model, _):
    def check(answer):
        while model.attached:
            segment = model.segments[model.attached.pop()[1]]
            expect(answer(), "detach", id=segment.id,
                   gone=segment.removed and model.nattch(segment) == 0)
        model.forget_gone()
    return "detach -A", check, True


def rm(model, chance):
    name = some_name(model, chance)
    segment = model.choose(name)

    def check(answer):
        if segment:
            count = model.nattch(segment)
            expect(answer(), "rm", id=segment.id, nattch=count, gone=count == 0)
            segment.removed = True
            model.forget_gone()
    return f"rm -- {name}", check, segment is not None


def stat(model, chance):
    name = some_name(model, chance)
    segment = model.choose(name)

    def check(answer):
        if segment:
            expect(answer(), "stat", id=segment.id, size=segment.size, mode="0600",
                   key=0 if segment.removed else signed(segment.key),
                   nattch=model.nattch(segment),
                   flags=["removed"] if segment.removed else [])
    return f"stat -- {name}", check, segment is not None


def write(model, chance):
    name, offset = some_place(model, chance)
    bare, in_hex = chance.random() < 0.3, chance.random() < 0.4
    text = some_bytes(model, chance, name, offset)
    data = text if bare or in_hex else text + b"\0"
    if in_hex:
        words = f"-x -- {name}+{offset} '{text.hex()}'"
    else:
        words = f"{'-n ' if bare else ''}-- {name}+{offset} {quoted(text)}"
    return changing(model, "write", f"write {words}", name, offset, data)


def printf(model, chance):
    name, offset = some_place(model, chance)
    text = some_bytes(model, chance, name, offset).replace(b"\0", b"0")
    number = chance.randrange(-2**31, 2**31)
    data = text + b" %d " % number + b"%08x" % (number & 0xffffffff) + b"\0"
    return changing(model, "printf", f'printf -- {name}+{offset} "%s %d %08x" {quoted(text)} '
                    f"{number} {number & 0xffffffff}", name, offset, data)


def write_typed(model, chance):
    name, offset = some_place(model, chance)
    kind, code = chance.choice(list(TYPES.items()))
    size = struct.calcsize(code)
    count = chance.choice([1, 1, 2, room(model, name, offset) // size + chance.randrange(2)]) or 1
    values = [value for value, in struct.iter_unpack(code, chance.randbytes(size * count))]
    if "d" in code:
        values = [value if value == value else -0.0 for value in values]
    data = b"".join(struct.pack(code, value) for value in values)
    return changing(model, "write", f"write -t {kind} -- {name}+{offset} "
                    f"{' '.join(map(repr, values))}", name, offset, data)


def changing(model, command, text, name, offset, data):
    """A command that puts DATA at a place, or does nothing."""
    segment = model.place(name, offset, len(data))
    if segment and not model.writable(segment):
        segment = None

    def check(answer):
        if segment:
            expect(answer(), command, id=segment.id, offset=offset, length=len(data))
            segment.data[offset:offset + len(data)] = data
    return text, check, segment is not None


def read(model, chance):
    name, offset = some_place(model, chance)
    command = chance.choice(["read", "read -r", "dump"])
    length = chance.choice([None, 0, 1, chance.randrange(5000), room(model, name, offset),
                            room(model, name, offset) + 1])
    segment = model.place(name, offset, length or 0)
    end = "" if length is None else f" {length}"

    def check(answer):
        if not segment:
            return
        data = bytes(segment.data[offset:])
        data = data if length is None else data[:length]
        if command == "read":
            data = data.partition(b"\0")[0]
        pieces(answer, command.partition(" ")[0], segment, offset, data)
    return f"{command} -- {name}+{offset}{end}", check, segment is not None


def pieces(answer, command, segment, offset, data):
    """The contents of one answer, which may come in several objects."""
    done = 0
    while True:
        seen = expect(answer(), command, id=segment.id, offset=offset + done)
        part = data[done:done + seen["length"]]
        if bytes.fromhex(seen["hex"]) != part or len(part) != seen["length"]:
            raise Wrong(f"{seen} is not {part.hex()}")
        if "text" in seen and seen["text"].encode() != part:
            raise Wrong(f"the text of {seen} is not its hex")
        done += len(part)
        if done >= len(data):
            return
        if not part:
            raise Wrong(f"{seen} makes no progress")


def read_typed(model, chance):
    name, offset = some_place(model, chance)
    kind, code = chance.choice(list(TYPES.items()))
    size = struct.calcsize(code)
    most = room(model, name, offset) // size
    count = chance.choice([None, 0, 1, 3, "all", most, most + 1, chance.randrange(5000)])
    segment = model.place(name, offset, 0 if count == "all" else size * (1 if count is None
                                                                        else count))
    length = chance.random() < 0.5 and count not in (None, "all")
    option = "" if count is None or length else f" -n {count}"
    end = f" {size * count}" if length else ""

    def check(answer):
        if not segment:
            return
        left = {None: 1, "all": (segment.size - offset) // size}.get(count, count)
        data = bytes(segment.data[offset:offset + left * size])
        done = 0
        while True:
            seen = expect(answer(), "read", id=segment.id, offset=offset + done)
            values = map(number_of, seen["values"])
            part = b"".join(struct.pack(code, value) for value in values)
            same_numbers(code, part, data[done:done + len(part)])
            done += len(part)
            if done >= len(data):
                return
            if not part:
                raise Wrong(f"{seen} makes no progress")
    return f"read -t {kind}{option} -- {name}+{offset}{end}", check, segment is not None


def number_of(value):
    """What JSON has no number for is a string; the bits of a NaN are for other tests."""
    return float(value.partition("(")[0]) if isinstance(value, str) else value


def same_numbers(code, one, other):
    """The same bytes, or two NaNs."""
    size = struct.calcsize(code)
    for at in range(0, len(one), size):
        left, right = one[at:at + size], other[at:at + size]
        values = struct.unpack(code, left) + struct.unpack(code, right)
        if left != right and not all(value != value for value in values):
            raise Wrong(f"{values} are not the same")


def fill(model, chance):
    name, offset = some_place(model, chance)
    length = chance.choice([None, 0, 1, chance.randrange(9000), room(model, name, offset),
                            room(model, name, offset) + 1])
    pattern = chance.choice([None, b"\0", b"\0\0\0", chance.randbytes(chance.randrange(1, 9)),
                             chance.randbytes(5000)]) if length is not None else None
    count = room(model, name, offset) if length is None else length
    words = f"-- {name}+{offset}" + (f" {length}" if length is not None else "")
    if pattern is None:
        text = f"fill {words}"
    elif len(pattern) == 8 and chance.random() < 0.5:
        text = f"fill -t u64 {words} {int.from_bytes(pattern, sys.byteorder)}"
    else:
        text = chance.choice([f"fill -x {words} {pattern.hex()}",
                              f"fill {words} {quoted(pattern)}"])
    data = ((pattern or b"\0") * (count // len(pattern or b"\0") + 1))[:count]
    return changing(model, "fill", text, name, offset, data)


def copy(model, chance):
    name, offset = some_place(model, chance)
    other, start = some_place(model, chance)
    source, left = model.choose(other), room(model, other, start)
    length = chance.choice([None, 0, 1, chance.randrange(9000), left, left + 1])
    source = model.place(other, start, length or 0)
    count = left if length is None else length
    segment = model.place(name, offset, count) if source else None
    if segment and not model.writable(segment):
        segment = None

    def check(answer):
        if segment:
            expect(answer(), "copy", id=segment.id, offset=offset, length=count,
                   from_id=source.id, from_offset=start)
            segment.data[offset:offset + count] = source.data[start:start + count]
    return (f"copy -- {other}+{start} {name}+{offset}" + (f" {length}" if length is not None
                                                            else ""),
            check, segment is not None)


def load(model, chance):
    name, offset = some_place(model, chance)
    data = chance.choice([bytes, chance.randbytes])(
        chance.choice([0, 1, chance.randrange(9000), room(model, name, offset),
                       room(model, name, offset) + 1]))
    path = model.new_path()
    with open(path, "wb") as file:
        file.write(data)
    return changing(model, "load", f"load -- {name}+{offset} {path}", name, offset, data)


def save(model, chance):
    name, offset = some_place(model, chance)
    left = room(model, name, offset)
    length = chance.choice([None, 0, 1, chance.randrange(9000), left, left + 1])
    segment = model.place(name, offset, length or 0)
    count = left if length is None else length
    path = model.new_path()

    def check(answer):
        if segment:
            expect(answer(), "save", id=segment.id, offset=offset, length=count, file=path)
            with open(path, "rb") as file:
                if file.read() != segment.data[offset:offset + count]:
                    raise Wrong(f"{path} is not what was saved")
        elif os.path.exists(path):
            raise Wrong(f"{path} was written")
    return (f"save -- {name}+{offset} {path}" + (f" {length}" if length is not None else ""),
            check, segment is not None)


def touch(model, chance):
    name, offset = some_place(model, chance)
    length = chance.choice([None, 0, 1, chance.randrange(9000)])
    segment = model.place(name, offset, length or 0)
    count = room(model, name, offset) if length is None else length

    def check(answer):
        if segment:
            expect(answer(), "touch", id=segment.id, offset=offset, length=count)
    return (f"touch -- {name}+{offset}" + (f" {length}" if length is not None else ""),
            check, segment is not None)


def find(model, chance):
    name, offset = some_place(model, chance)
    length = chance.choice([None, 0, 1, 100, room(model, name, offset)])
    segment = model.place(name, offset, length or 0)
    data = window(segment, offset, length)
    pattern = some_pattern(chance, data)
    limit = chance.choice([1, 2, 40])
    places = matches(data, pattern)[:limit]
    counts = chance.random() < 0.4
    good = segment is not None and bool(counts or places)

    def check(answer):
        if good and counts:
            expect(answer(), "find", id=segment.id, offset=offset, length=len(data),
                   count=len(places))
        elif good:
            for place in places:
                seen = expect(answer(), "find", id=segment.id, offset=offset + place)
                shown = bytes.fromhex(seen["hex"])
                if not shown.startswith(pattern[:16]) or not data[place:].startswith(shown):
                    raise Wrong(f"{seen} does not stand there")
    end = "" if length is None else f" {length}"
    return (f"find {'-c ' if counts else ''}-l {limit} -x -- {name}+{offset} "
            f"{pattern.hex()}{end}", check, good)


def some_pattern(chance, data):
    """Bytes that may be in DATA."""
    if data and chance.random() < 0.7:
        at = chance.randrange(len(data))
        return data[at:at + chance.choice([1, 2, 5, 20])]
    return chance.choice([b"\0", b"\0\0\0", b"a", b"ab", b"nobody"])


def matches(data, pattern):
    """Where PATTERN stands, each behind the end of the one before."""
    return [found.start() for found in re.finditer(re.escape(pattern), data, re.DOTALL)]


def window(segment, offset, length):
    """The bytes of a place."""
    data = bytes(segment.data[offset:]) if segment else b""
    return data if length is None else data[:length]


def strings(model, chance):
    name, offset = some_place(model, chance)
    least = chance.choice([1, 3, 4, 10])
    segment = model.place(name, offset, 0)

    def check(answer):
        data = window(segment, offset, None)
        for found in re.finditer(rb"[\t -~]{%d,}" % least, data):
            expect(answer(), "strings", id=segment.id, offset=offset + found.start(),
                   text=found[0].decode())
    return f"strings -n {least} -- {name}+{offset}", check, segment is not None


def cmp(model, chance):
    names, offsets = zip(some_place(model, chance), some_place(model, chance))
    length = chance.choice([None, None, 0, 1, 100])
    segments = [model.place(name, offset, length or 0)
                for name, offset in zip(names, offsets)]
    there = None not in segments
    left, right = (window(segment, offset, length)
                   for segment, offset in zip(segments, offsets))
    different = [at for at, pair in enumerate(zip(left, right)) if pair[0] != pair[1]]

    def check(answer):
        if there:
            expect(answer(), "cmp", id=segments[0].id, offset=offsets[0],
                   length=min(len(left), len(right)), equal=left == right,
                   different=len(different), first=different[0] if different else None)
    end = "" if length is None else f" {length}"
    places = " ".join(f"{name}+{offset}" for name, offset in zip(names, offsets))
    return f"cmp -- {places}{end}", check, there and left == right


def map_whole(model, chance):
    name = some_name(model, chance)
    segment = model.choose(name)

    def check(answer):
        if not segment:
            return
        seen = expect(answer(), "map", id=segment.id, size=segment.size)
        sizes = [seen[sort] for sort in ("untouched", "zeros", "numbers", "text", "other")]
        runs = [run["length"] for run in seen["runs"]]
        zeros = all(run["class"] not in ("untouched", "zeros") or
                    not any(segment.data[run["offset"]:run["offset"] + run["length"]])
                    for run in seen["runs"])
        if sum(sizes) != segment.size or sum(runs) != segment.size or not zeros:
            raise Wrong(f"{seen} is no picture of it")
    return f"map -- {name}", check, segment is not None


ATOMIC = {"load": lambda old, _: old, "store": lambda _, new: new, "swap": lambda _, new: new,
          "add": lambda old, new: old + new, "sub": lambda old, new: old - new,
          "and": lambda old, new: old & new, "or": lambda old, new: old | new,
          "xor": lambda old, new: old ^ new}


def atomic(model, chance):
    name, offset = some_place(model, chance)
    kind, code = some_integer(chance)
    size = struct.calcsize(code)
    offset -= offset % size if chance.random() < 0.8 else 0
    operation = chance.choice(list(ATOMIC))
    segment = model.place(name, offset, size)
    new, = struct.unpack(code, chance.randbytes(size))
    good = segment and offset % size == 0
    good = good and (operation == "load" or model.writable(segment))
    good = good and not (code[0] == ">" and operation in ("add", "sub"))

    def check(answer):
        if good:
            old, = struct.unpack_from(code, segment.data, offset)
            expect(answer(), "atomic", id=segment.id, offset=offset, type=kind,
                   operation=operation, value=old)
            segment.data[offset:offset + size] = wrapped(code, ATOMIC[operation](old, new))
    value = "" if operation == "load" else f" {new}"
    return f"atomic -t {kind} -- {operation} {name}+{offset}{value}", check, bool(good)


def some_integer(chance):
    return chance.choice([(kind.removesuffix("le"), code) for kind, code in TYPES.items()
                          if "d" not in code])


def wrapped(code, value):
    """The bytes of a value modulo its size."""
    size = struct.calcsize(code)
    order = "big" if code[0] == ">" else "little" if code[0] == "<" else sys.byteorder
    return (value % (1 << 8 * size)).to_bytes(size, order)


def compare_and_swap(model, chance):
    """What it does depends on what is there: it is never in a batch."""
    name, offset = some_place(model, chance)
    kind, code = some_integer(chance)
    size = struct.calcsize(code)
    offset -= offset % size
    segment = model.place(name, offset, size)
    expected, new = struct.unpack(f"{code[0]}2{code[1]}", chance.randbytes(2 * size))
    old = struct.unpack_from(code, segment.data, offset)[0] if segment else None
    expected = expected if old is None or chance.random() < 0.3 else old
    there = segment is not None and model.writable(segment)

    def check(answer):
        if not there:
            return
        expect(answer(), "atomic", id=segment.id, offset=offset, type=kind, operation="cas",
               value=old)
        if old == expected:
            segment.data[offset:offset + size] = struct.pack(code, new)
    return (f"atomic -t {kind} -- cas {name}+{offset} {expected} {new}", check,
            there and old == expected)


def wait(model, chance):
    """No time is given: it is so, or it fails."""
    name, offset = some_place(model, chance)
    kind, code = chance.choice(list(TYPES.items()))
    segment = model.place(name, offset, struct.calcsize(code))
    value, = struct.unpack(code, chance.randbytes(struct.calcsize(code)))
    value = value if value == value else 0.5
    seen = struct.unpack_from(code, segment.data, offset)[0] if segment else 0
    value = seen if seen == seen and chance.random() < 0.3 else value
    comparison = chance.choice(["eq", "ne", "lt", "le", "gt", "ge"])
    good = segment is not None and getattr(operator, comparison)(seen, value)

    def check(answer):
        if good:
            found = expect(answer(), "wait", id=segment.id, offset=offset)
            same_numbers(code, struct.pack(code, number_of(found["value"])),
                         struct.pack(code, seen))
    return f"wait -s 0 -t {kind} -- {name}+{offset} {comparison} {value!r}", check, good


def wake(model, chance):
    name, offset = some_place(model, chance)
    good = model.place(name, offset, 4) is not None and offset % 4 == 0

    def check(answer):
        if good:
            expect(answer(), "wake", offset=offset, woken=0)
    return f"wake -- {name}+{offset}", check, good


CONTENTS = [write, write, read, read, printf, write_typed, read_typed, fill, fill, copy, copy,
            load, save, touch, strings, map_whole, atomic, wake]
# What find, cmp, cas and wait come to depends on what was written before.
OTHERS = [create, create, create, attach, attach, detach, detach, detach_all, rm, stat, stat,
          find, find, find, cmp, cmp, compare_and_swap, wait]


# What is typed

def some_name(model, chance):
    """A key, sometimes an id that is or is not there, or the dot."""
    kind = chance.random()
    there = [key for key in KEYS if model.by_key(key)]
    if kind < 0.6 and there:
        return str(chance.choice(there))
    if kind < 0.65 or (kind < 0.75 and model.current is None):
        return str(chance.choice(KEYS))
    if kind < 0.75:
        return "."
    if kind < 0.95 and model.segments:
        return f"id:{chance.choice(list(model.segments))}"
    return "id:2147483647"


def some_place(model, chance):
    """A name and an offset, most of them at a border."""
    name = some_name(model, chance)
    segment = model.choose(name)
    size = segment.size if segment else 4096
    offset = chance.choice([0, 1, size // 2, size - 1, size, size + 1, 4095,
                            chance.randrange(size), chance.randrange(size)])
    return name, offset


def room(model, name, offset):
    segment = model.choose(name)
    return max(0, segment.size - offset) if segment else 1


def some_bytes(model, chance, name, offset):
    """Bytes of any value, often just so many that they fit, or that they do not."""
    left = room(model, name, offset)
    length = chance.choice([0, 1, 1, 5, 30, min(left, 300), left, max(0, left - 1), left + 1])
    if chance.random() < 0.5:
        return bytes(chance.choice(b"abc \t\n\"'$\\;#|>") for _ in range(length))
    return chance.randbytes(length)


def quoted(data):
    """A word in double quotes that stands for these bytes."""
    return '"' + "".join(f"\\x{byte:02x}" if not 0x20 <= byte < 0x7f or byte in b'"\\$'
                         else chr(byte) for byte in data) + '"'


def signed(key):
    return key - 2**32 if key >= 2**31 else key


def expect(seen, command, **fields):
    """An answer that has these fields."""
    wanted = {"command": command, **fields}
    wrong = {name: value for name, value in wanted.items()
             if name not in seen or seen[name] != value}
    if wrong:
        raise Wrong(f"{seen} has not {wrong}")
    return seen


class Shell:
    """shmsh on two pipes."""

    def __init__(self, program, environment, errors):
        self.process = subprocess.Popen([program, "-j", "-k"], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, stderr=errors,
                                        env=environment)

    def type(self, lines):
        self.process.stdin.write("".join(lines).encode())
        self.process.stdin.flush()

    def answer(self):
        line = self.process.stdout.readline()
        if not line:
            raise Wrong("shmsh has ended")
        return json.loads(line)


def play_batch(shell, model, chance, history):
    """A few commands at once: those on contents keep a segment attached between them.

    The model must know each outcome before the next is chosen, so a batch is made of
    commands whose success does not change what the next one is checked against, or
    of one.
    """
    if chance.random() < 0.5:
        make = chance.choice(OTHERS)
        moves = [make(model, chance)]
    else:
        moves = [chance.choice(CONTENTS)(model, chance)
                 for _ in range(chance.randrange(1, BATCH + 1))]
    separator = chance.choice(["\n", " ; "])
    text = separator.join(f"-{command}" for command, _, _ in moves)
    history.append(text)
    shell.type([text, "\necho done $status\n"])
    for _, check, _ in moves:
        check(shell.answer)
    status = "0" if moves[-1][2] else "1"
    expect(shell.answer(), "echo", words=["done", status])
    return [good for _, _, good in moves]


def play(shell, folder, steps, chance, history):
    """Plays STEPS commands; returns the model and how many had to fail."""
    model, played, failed = Model(folder), 0, 0
    while played < steps:
        outcomes = play_batch(shell, model, chance, history)
        played += len(outcomes)
        failed += outcomes.count(False)
    return model, failed


def count_failures(errors):
    """Failures that shmsh told of on standard error."""
    errors.seek(0)
    return sum(line.startswith(b"shmsh: <stdin>:") and b": note: " not in line
               for line in errors)


def kernel_table():
    """{id: nattch} of this namespace."""
    with open(TABLE, encoding="ascii") as file:
        rows = [line.split() for line in file.readlines()[1:]]
    return {int(row[1]): int(row[6]) for row in rows}


def compare_contents(model):
    """What another library reads of the segments, against the model."""
    for segment in model.segments.values():
        if segment.removed:
            continue
        memory = sysv_ipc.SharedMemory(signed(segment.key))
        seen = memory.read()
        memory.detach()
        if memory.id != segment.id or seen != bytes(segment.data):
            raise Wrong(f"the contents of id {segment.id} differ")


def run(program, environment, steps, seed):
    """One run; what it did, in words, or raises Wrong."""
    history, chance = [], random.Random(seed)
    with tempfile.TemporaryFile() as errors:
        shell = Shell(program, environment, errors)
        try:
            model, failed = play(shell, environment["TMPDIR"], steps, chance, history)
            shell.process.stdin.close()
            rest, status = shell.process.stdout.read(), shell.process.wait()
            if rest or status != 0:
                raise Wrong(f"at the end {rest!r}, exit status {status}")
            if count_failures(errors) != failed:
                raise Wrong(f"{count_failures(errors)} failures were told of, not {failed}")
            model.attached.clear()
            model.forget_gone()
            if kernel_table() != dict.fromkeys(model.segments, 0):
                raise Wrong(f"left are {kernel_table()}, not {list(model.segments)}")
            compare_contents(model)
        except Wrong as error:
            errors.seek(0, os.SEEK_END)
            errors.seek(max(0, errors.tell() - 2000))
            told = errors.read().decode(errors="replace")
            lines = [str(error), "after", *history[-12:], "told", *told.splitlines()]
            raise Wrong("\n".join(line[:WIDTH] for line in lines)) from None
        finally:
            shell.process.kill()
            shell.process.wait()
    return f"{steps} steps, of which {failed} had to fail"


def parse(arguments):
    parser = argparse.ArgumentParser(description="random commands against a model")
    parser.add_argument("--steps", type=int, default=5000, metavar="N")
    parser.add_argument("--seed", type=int, default=int.from_bytes(os.urandom(4), "big"), metavar="N")
    return parser.parse_args(arguments)


def main(arguments):
    options = parse(arguments)
    program = os.environ.get("SHMSH", "")
    if not os.access(program, os.X_OK):
        sys.exit("model.py: SHMSH must be set to the path of shmsh")
    try:
        box = isolate.Sandbox(program)
    except isolate.Forbidden as error:
        print(f"1..0 # SKIP {error}")
        return 0
    print(f"1..1\n# seed {options.seed}", flush=True)
    with box:
        try:
            print(f"ok 1 - {run(program, box.env, options.steps, options.seed)}")
        except Wrong as error:
            print(f"not ok 1 - seed {options.seed}")
            print("\n".join(f"# {line}" for line in ascii(str(error)).split(r"\n")))
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
