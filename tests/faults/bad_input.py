#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Runs the catalogue of bad input: each entry must be refused as it says.

    SHMSH=build/src/shmsh tests/faults/bad_input.py [NAME...]

Each entry of bad_input.txt, which explains its own notation, runs in an IPC namespace
of its own. A guard lives there, a segment that no entry may change: its contents, mode,
id and number of attachments are compared afterwards. Whatever the input is, shmsh must
end by itself, in time, with the status and the words that the entry gives, and must not
send a control byte to anybody.
"""

import ctypes
import os
import re
import shlex
import subprocess
import sys

from shells import (LIMIT, Segment, Wrong, comment, difference, in_namespace, isolate,
                    libc, matches, program_under_test)

CATALOGUE = os.path.join(os.path.dirname(os.path.abspath(__file__)), "bad_input.txt")
GUARD_KEY = 0x6775
GUARD_SIZE = 100
GUARD_MODE = 0o640
GUARD_TEXT = b"guard \x1b[31m\x07 \x80\xff \xc2\x9b \xe2\x80\xae \xc3\xa9 end\0"
GUARD = GUARD_TEXT.ljust(GUARD_SIZE - 4, b"g") + b"\0end"
PR_SET_NAME = 15
MARKS = "~@$<>!?"


class Entry:
    """One bad input, and what must come of it."""

    def __init__(self, name, line):
        self.name = name
        self.line = line
        self.circumstances = set()
        self.words = []
        self.files = {}
        self.script = b""
        self.out = ""
        self.err = ""
        self.status = 1
        self.target = None

    def take(self, mark, rest):
        """What a line of the catalogue says."""
        if mark == "~":
            self.circumstances |= set(rest.split())
        elif mark == "@":
            self.target = rest or None
            if rest:
                self.files[rest] = b""
        elif mark == "$":
            self.words += [spell(word) for word in shlex.split(rest)]
        elif mark == "<":
            self.take_input(spell_line(rest))
        elif mark == ">":
            self.out += text_of(spell_line(rest))
        elif mark == "!":
            self.err += text_of(spell_line(rest))
        else:
            self.status = int(rest)

    def take_input(self, line):
        if self.target is None:
            self.script += line
        else:
            self.files[self.target] += line


def spell(text):
    """{xHH} is a byte, {N*TEXT} a text N times."""
    raw = text.encode("utf-8", "surrogateescape")
    raw = re.sub(rb"\{([0-9]+)\*((?:[^{}]|\{x[0-9a-f]{2}\})+)\}",
                 lambda found: found[2] * int(found[1]), raw)
    return re.sub(rb"\{x([0-9a-f]{2})\}",
                  lambda found: bytes([int(found[1], 16)]), raw)


def text_of(raw):
    """As text in which each byte that is no UTF-8 still differs from all others."""
    return raw.decode("utf-8", "surrogateescape")


def shown(text):
    """TEXT for a report: no byte of it acts on a terminal."""
    return text.encode("unicode_escape").decode("ascii").replace("\\n", "\n")


def spell_line(text):
    """A line of {end} has no newline behind it."""
    if text.endswith("{end}"):
        return spell(text[:-len("{end}")])
    return spell(text) + b"\n"


def catalogue():
    """All entries of the file, in order."""
    entries = []
    names = set()
    with open(CATALOGUE, encoding="utf-8") as file:
        for number, line in enumerate(file, 1):
            line = line.rstrip("\n")
            if not line or line.startswith("#"):
                continue
            mark, rest = line[0], line[2:]
            if mark == ":":
                entries.append(Entry(rest, number))
            elif mark in MARKS and entries and line[1:2] in ("", " "):
                entries[-1].take(mark, rest)
            else:
                raise SystemExit(f"Bail out! {CATALOGUE}:{number}: {line}")
    for entry in entries:
        if entry.name in names:
            raise SystemExit(f"Bail out! two entries are named '{entry.name}'")
        names.add(entry.name)
    return entries


def make_guard():
    guard = Segment.make(GUARD_KEY, GUARD_SIZE, GUARD_MODE)
    guard.fill(GUARD)
    return guard


def check_guard(guard):
    """No entry may have touched it."""
    status = guard.status()
    said = (Segment.find(GUARD_KEY).id, status.permissions.mode, status.size,
            status.nattch, guard.contents())
    meant = (guard.id, GUARD_MODE, GUARD_SIZE, 0, GUARD)
    if said != meant:
        raise Wrong(f"the guard was {meant}\nand is {said}")


def prepare(entry):
    """For preexec_fn: what the shell is born with."""
    def run():
        isolate.fresh_process()
        for number, name in enumerate(("stdin", "stdout", "stderr")):
            if f"closed-{name}" in entry.circumstances:
                os.close(number)
    return run


def gone_reader():
    """The end of a pipe that nobody reads."""
    reader, writer = os.pipe()
    os.close(reader)
    return writer


def stream(entry, name):
    """Where standard output or error goes; most are read by the test."""
    if f"full-{name}" in entry.circumstances:
        return os.open("/dev/full", os.O_WRONLY)
    if f"gone-{name}" in entry.circumstances:
        return gone_reader()
    return subprocess.PIPE


def start(entry, box):
    env = dict(box.env)
    if "locale-C" in entry.circumstances:
        env["LC_ALL"] = "C"
    for name, contents in entry.files.items():
        with open(box.path(spell(name).decode("utf-8", "surrogateescape")), "wb") as file:
            file.write(contents)
    return subprocess.Popen(
        [box.program.encode(), *entry.words], cwd=box.top, env=env, stdin=subprocess.PIPE,
        stdout=stream(entry, "stdout"), stderr=stream(entry, "stderr"),
        preexec_fn=prepare(entry))


def run(entry, box):
    """The exit status, standard output and standard error."""
    process = start(entry, box)
    try:
        out, err = process.communicate(entry.script, timeout=LIMIT)
    except subprocess.TimeoutExpired:
        process.kill()
        process.communicate()
        raise Wrong(f"no end within {LIMIT} s") from None
    return process.returncode, out or b"", err or b""


def check(entry, status, out, err):
    """All that an entry says, and what holds for every one."""
    faults = []
    if status < 0:
        faults.append(f"signal {-status} killed it")
    elif status != entry.status:
        faults.append(f"the exit status should be {entry.status}, it is {status}")
    for what, meant, said in (("standard output", entry.out, out),
                              ("standard error", entry.err, err)):
        text = text_of(said)
        if not matches(meant, text):
            faults.append(difference(what, shown(meant), shown(text)))
        controls = re.findall(rb"[\x00-\x09\x0b-\x1f\x7f]|\xc2[\x80-\x9f]", said)
        if controls and "raw" not in entry.circumstances:
            faults.append(f"{what} holds raw {controls[0]!r}")
    if faults:
        raise Wrong(f"bad_input.txt:{entry.line}\n" + "\n".join(faults))


def run_entry(entry):
    """For in_namespace: the entry between two looks at the guard."""
    def work(box):
        if "hostile-name" in entry.circumstances:
            libc.prctl(PR_SET_NAME, ctypes.c_char_p(b"\x1b]0;x\x07\n(\xff"), 0, 0, 0)
        guard = make_guard()
        result = run(entry, box)
        check_guard(guard)
        check(entry, *result)
    return work


def main(wanted):
    program = program_under_test()
    outcome, text = in_namespace(program, lambda box: None)
    if outcome == "forbidden":
        print(f"1..0 # SKIP {text}")
        return 0
    entries = [entry for entry in catalogue()
               if not wanted or any(part in entry.name for part in wanted)]
    failed = 0
    print(f"1..{len(entries)}")
    for number, entry in enumerate(entries, 1):
        outcome, text = in_namespace(program, run_entry(entry))
        print(f"{'ok' if outcome == 'ok' else 'not ok'} {number} - {entry.name}", flush=True)
        if outcome != "ok":
            comment(text)
            failed += 1
    comment(f"{len(entries) - failed} of {len(entries)} inputs were refused as they should be")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
