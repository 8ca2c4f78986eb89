#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Colour on a real terminal: what has which, and where there is none. Prints TAP."""

import os
import re
import sys

import sysv_ipc

from cases import SHMSH, Session, case, equal, main
from screen import Terminal

STYLE = re.compile(rb"\x1b\[[0-9;]*m")
PLAIN = ("default", False)
COMMANDS = "create 1 32; ls; stat; dump; attach 1; attach; help ls; rm 1; rm 1"


class Recorded(Terminal):
    """A terminal that also keeps the bytes it was sent."""

    def __init__(self, *arguments, **options):
        self.bytes = bytearray()
        super().__init__(*arguments, **options)
        self.show = self.stream.feed
        self.stream.feed = self.keep

    def keep(self, data):
        self.bytes += data
        self.show(data)


class RecordedSession(Session, Recorded):
    """shmsh at such a terminal."""


def looks(screen, line):
    """[(character, (colour, bold))] of a line of the screen."""
    row = screen.emulator.buffer[line - len(screen.emulator.history.top)]
    return [(row[x].data, (row[x].fg, row[x].bold)) for x in range(len(screen.lines()[line]))]


def line_with(screen, text):
    """The number of the last line that holds TEXT."""
    found = [number for number, line in enumerate(screen.lines()) if text in line]
    assert found, f"no line with {text!r}\n{screen.picture()}"
    return found[-1]


def look_of(screen, line, text):
    """How TEXT looks in that line: the same all over."""
    start = screen.lines()[line].index(text)
    found = {look for character, look in looks(screen, line)[start:start + len(text)]
             if character != " "}
    equal(len(found), 1, f"looks of {text!r}")
    return found.pop()


def run_at_terminal(box, command, term="xterm", **variables):
    """What a command of /bin/sh writes to its terminal."""
    with Recorded(["/bin/sh", "-c", command], env=dict(box.env, **variables), cwd=box.cwd,
                  term=term) as t:
        t.show = lambda data: None
        t.wait_end()
        return t.bytes


@case
def an_error_is_red_and_what_helps_green(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("read 99", "shmsh !> ")
        first = line_with(s, "shmsh: read:")
        equal(look_of(s, first, "shmsh: read:"), ("red", True), "the prefix")
        equal(look_of(s, first, "99: no segment has this key (ENOENT)"), PLAIN, "what happened")
        equal(look_of(s, first + 1, "names nothing"), PLAIN, "the cause")
        equal(look_of(s, first + 2, "try:"), PLAIN, "its label")
        equal(look_of(s, first + 2, "create 99 SIZE"), ("green", False), "what helps")
        equal(look_of(s, s.cursor_line, ">"), PLAIN, "the end of the prompt")


@case
def a_note_is_marked_and_a_confirmation_plain(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("create private 10", "shmsh id:0> ")
        s.run("create 0 10", "shmsh id:1> ")
        equal(look_of(s, line_with(s, "note:"), "note:"), ("magenta", True), "note")
        equal(look_of(s, line_with(s, "note:"), "shmsh: create:"), PLAIN, "its prefix")
        equal(look_of(s, line_with(s, "created"), "created private"), PLAIN, "a confirmation")


@case
def tables_and_help_have_headings_and_keys(box):
    with Session(box, rows=80) as s:
        s.wait_prompt()
        s.run("create 1 10", "shmsh 1> ")
        s.run("ls", "shmsh 1> ")
        line = line_with(s, "NATTCH")
        equal(look_of(s, line, "KEY"), ("default", True), "a heading")
        equal(look_of(s, line + 1, "0x00000001"), ("cyan", False), "a key")
        equal(look_of(s, line + 1, "rw-------"), PLAIN, "a mode")
        s.run("help dump", "shmsh 1> ")
        equal(look_of(s, line_with(s, "dump [-v]"), "dump [-v]"), ("default", True), "a synopsis")
        line = line_with(s, "--verbose")
        equal(look_of(s, line, "-v, --verbose"), ("cyan", False), "an option")
        equal(look_of(s, line, "show repeated rows"), PLAIN, "its meaning")


@case
def a_dump_shows_bytes_by_class_in_both_columns(box):
    with RecordedSession(box) as s:
        s.wait_prompt()
        s.run("create 1 16", "shmsh 1> ")
        s.run(r'write -n 1 "a~\t \x01\x7f\x80\xfe\xff"', "shmsh 1> ")
        s.run("dump", "shmsh 1> ")
        line = line_with(s, "00000000")
        text = s.lines()[line]
        seen = looks(s, line)
        wanted = [("green", False)] * 2 + [("cyan", False)] * 2 + [("magenta", False)] * 2
        wanted += [PLAIN] * 2 + [("default", True)]
        for number, look in enumerate(wanted):
            column = 10 + 3 * number + (number >= 8)
            equal(seen[column][1], look, f"the look of byte {number} in hex")
            equal(seen[text.index("|") + 1 + number][1], look, f"and as text, {number}")
        equal(seen[text.index("|")][1], PLAIN, "the bar")
        assert b"\x1b[0;2m00 00 00 00 00 00 00" in s.bytes, "NULs are not dim"
        assert b"\x1b[0;2m00000000\x1b[m" in s.bytes, "the offset is not dim"


@case
def no_colour_where_it_is_not_wanted(box):
    quoted = f"'{SHMSH}'"
    for name, output in {
            "TERM=dumb": run_at_terminal(box, f"{quoted} -xc '{COMMANDS}'", term="dumb"),
            "NO_COLOR": run_at_terminal(box, f"{quoted} -xc '{COMMANDS}'", NO_COLOR="1"),
            "--color=never": run_at_terminal(box, f"{quoted} --color=never -xc '{COMMANDS}'"),
            "a pipe": run_at_terminal(box, f"{quoted} -xc '{COMMANDS}' 2>&1 | cat"),
            "JSON": run_at_terminal(box, f"{quoted} -jc '{COMMANDS}' 2>/dev/null"),
            "redirected": run_at_terminal(box, f"{quoted} -c 'create 1 9; ls | cat' -c 'dump | cat' "
                                          "-c 'ls > f; rm 1; !cat f'")}.items():
        assert b"1" in output, f"{name}: there is no output"
        equal(output.count(b"\x1b"), 0, f"escapes with {name}")


@case
def no_escape_at_all_in_a_session_on_a_dumb_terminal(box):
    with RecordedSession(box, term="dumb") as s:
        s.wait_prompt()
        s.run("help")
        s.run("read 99", "shmsh !> ")
        equal(s.leave(), 1)
        equal(s.bytes.count(b"\x1b"), 0, "escapes")


@case
def colour_where_it_is_wanted(box):
    quoted = f"'{SHMSH}'"
    for name, output in {
            "auto": run_at_terminal(box, f"{quoted} --color=auto -c '{COMMANDS}'"),
            "NO_COLOR empty": run_at_terminal(box, f"{quoted} -c '{COMMANDS}'", NO_COLOR=""),
            "always": run_at_terminal(box, f"{quoted} --color=always -c '{COMMANDS}' 2>&1 | cat",
                                      term="dumb", NO_COLOR="1"),
            "always, redirected": run_at_terminal(
                box, f"{quoted} --color=always -c 'ls | cat'")}.items():
        assert STYLE.search(output), f"{name}: no colour in {output!r}"


@case
def each_output_decides_for_itself(box):
    output = run_at_terminal(box, f"'{SHMSH}' -kc 'ls' -c 'read 9' | tr A-Z a-z")
    assert b"key" in output and b"\x1b[0;1mkey" not in output, f"the pipe: {output!r}"
    assert b"\x1b[0;1;31mshmsh:" in output, f"the terminal: {output!r}"


@case
def no_byte_of_a_segment_reaches_the_terminal_raw(box):
    segment = sysv_ipc.SharedMemory(1, sysv_ipc.IPC_CREX, size=1 << 17)
    pairs = b"".join(bytes([first, second]) for first in range(256) for second in range(256))
    segment.write(pairs)
    segment.detach()
    dumped = run_at_terminal(box, f"'{SHMSH}' -c 'dump -v 1 128K'")
    segment.remove()
    lines = STYLE.sub(b"", dumped).splitlines()
    equal(len(lines), 8193, "rows")
    assert dumped.count(b"\x1b") > len(lines), "there is no colour"
    strange = [line for line in lines if re.search(rb"[^ -~]", line)]
    equal(strange, [], "rows with raw bytes")
    seen = bytes.fromhex("".join(line[10:58].decode() for line in lines[:-1]))
    equal(seen, pairs, "the bytes shown")


@case
def ctrl_c_in_a_dump_leaves_no_colour_behind(box):
    segment = sysv_ipc.SharedMemory(1, sysv_ipc.IPC_CREX, size=8 << 20)
    segment.write(b"\1" * (8 << 20))
    segment.detach()
    # errors go elsewhere: the message about it would end the colour, too
    command = f"exec '{SHMSH}' 2>/dev/null"
    with Recorded(["/bin/sh", "-c", command], env=box.env, cwd=box.cwd) as t:
        t.wait_for(lambda t: t.before_cursor() == "shmsh> " and t.edits)
        t.type("set pager off; dump -v 1\r")
        t.wait_for(lambda t: len(t.bytes) > 20_000)
        t.key("ctrl-c")
        t.wait_for(lambda t: t.before_cursor().endswith("shmsh !> ") and t.edits)
        t.type("e")
        t.wait_for(lambda t: t.before_cursor().endswith("shmsh !> e"))
        equal(looks(t, t.cursor_line)[9:10], [("e", PLAIN)], "what is typed")
    with Recorded(["/bin/sh", "-c", command.replace("2>", "-c 'dump -v 1' 2>")],
                  env=box.env, cwd=box.cwd) as t:
        t.wait_for(lambda t: len(t.bytes) > 20_000)
        t.key("ctrl-c")
        equal(t.wait_end(), 130)
        assert t.bytes.endswith(b"\x1b[m"), f"it ends in {bytes(t.bytes[-40:])!r}"
    segment.remove()


if __name__ == "__main__":
    sys.exit(main())
