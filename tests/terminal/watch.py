#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""watch at a real terminal: what changes is drawn in place, and marked for a while."""

import os
import re
import sys

import sysv_ipc

from cases import SHMSH, Session, case, equal, main
from screen import Terminal

ZEROS = "00 00 00 00 00 00 00 00  00 00 00 00 00 00 00 00  |................|"


def segment_of(size):
    return sysv_ipc.SharedMemory(1, sysv_ipc.IPC_CREX, size=size, init_character=b"\0")


def rows(terminal):
    """The rows of the view that stand on the screen, up to the cursor."""
    top = len(terminal.emulator.history.top)
    return [line for line in terminal.lines()[top:top + terminal.cursor[0]]
            if re.match(r"[0-9a-f]{8}  ", line)]


def offsets(terminal):
    return [int(row[:8], 16) for row in rows(terminal)]


def marked(terminal):
    """{row of the screen: the text on it that is marked}"""
    found = {}
    for y, row in terminal.emulator.buffer.items():
        text = "".join(row[x].data for x in range(terminal.emulator.columns) if row[x].reverse)
        if text:
            found[y] = text
    return found


def view(terminal):
    """The line above the rows."""
    return [line for line in terminal.lines() if "(Ctrl-C ends)" in line][-1]


class Watching(Session):
    """A session that has begun to watch."""

    def __init__(self, box, command, **options):
        super().__init__(box, **options)
        self.wait_prompt()
        self.type(command + "\r")
        self.wait_for(lambda s: any("no change yet" in line for line in s.lines()),
                      what="the first view")

    def wait_rows(self, wanted):
        self.wait_for(lambda s: rows(s) == wanted, what=f"the rows {wanted}")


@case
def a_change_is_marked_and_then_is_not(box):
    segment = segment_of(40)
    with Watching(box, "watch 1") as s:
        s.wait_rows([f"00000000  {ZEROS}", f"00000010  {ZEROS}",
                     "00000020  00 00 00 00 00 00 00 00                           |........|"])
        equal(view(s), "1+0  40 bytes  no change yet  (Ctrl-C ends)")
        equal((s.cursor[1], marked(s)), (0, {}))
        top = s.cursor_line
        segment.write(b"hi", 17)
        s.wait_for(lambda s: s.cursor_line == top and marked(s), what="marks")
        equal(marked(s), {s.cursor[0] - 2: "6869hi"})
        equal(rows(s)[1], "00000010  00 68 69 00 00 00 00 00  00 00 00 00 00 00 00 00"
                          "  |.hi.............|")
        assert re.fullmatch(r"1\+0  40 bytes  1 change, the last at \d\d:\d\d:\d\d  "
                            r"\(Ctrl-C ends\)", view(s)), view(s)
        s.wait_for(lambda s: not marked(s), what="the end of the marks")
        segment.write(b"H", 17)
        segment.write(b"!", 39)
        s.wait_for(lambda s: "3 changes" in view(s) and s.cursor_line == top and marked(s),
                   what="two more changes where the view was")
        equal(len([line for line in s.lines() if "(Ctrl-C ends)" in line]), 1, "views")


@case
def ctrl_c_returns_to_the_prompt(box):
    segment_of(16)
    with Watching(box, "watch 1") as s:
        assert not s.edits, "keys are read"
        s.type("never seen")
        s.key("ctrl-c")
        s.wait_prompt()
        equal(s.run("echo $status"), ["0"])
        equal(s.lines()[1:3], ["1+0  16 bytes  no change yet  (Ctrl-C ends)",
                               f"00000000  {ZEROS}"])
        assert "never seen" not in s.picture(), s.picture()
        s.leave()
        equal(s.settings(), s.initial_settings, "the terminal's settings")


@case
def a_script_dies_of_ctrl_c(box):
    segment_of(16)
    with Terminal([SHMSH, "-c", "watch 1; echo never"], env=box.env, cwd=box.cwd) as t:
        t.wait_for(lambda t: rows(t), what="the view")
        t.type("not shown\r")
        t.key("ctrl-c")
        equal(t.wait_end(), 130)
        equal(t.lines(), ["1+0  16 bytes  no change yet  (Ctrl-C ends)", f"00000000  {ZEROS}"])
        equal(t.settings(), t.initial_settings, "the terminal's settings")


@case
def what_changed_last_stands_in_a_short_window(box):
    segment = segment_of(1 << 20)
    with Watching(box, "watch 1", rows=8) as s:
        s.wait_for(lambda s: len(rows(s)) == 6, what="six rows")
        equal(offsets(s), [0, 16, 32, 48, 64, 80])
        for offset, wanted in ((0x80000, [0, 16, 32, 48, 64, 0x80000]),
                               (0x20, [0, 16, 32, 48, 64, 0x80000]),
                               (0xfffff, [0, 16, 32, 48, 0x80000, 0xffff0]),
                               (0x100, [0, 16, 32, 0x100, 0x80000, 0xffff0])):
            segment.write(b"x", offset)
            s.wait_for(lambda s: marked(s) and offsets(s) == wanted
                       and any("x|" in text or "x" in text for text in marked(s).values()),
                       what=f"the rows {wanted}")
        equal(s.cursor[0], 7, "the row of the cursor")


@case
def the_window_may_change(box):
    segment = segment_of(4096)
    with Watching(box, "watch 1", rows=10, columns=100) as s:
        segment.write(b"far", 0x800)
        s.wait_for(lambda s: offsets(s)[-1:] == [0x800] and len(rows(s)) == 8, what="the row")
        s.resize(6, 100)
        s.wait_for(lambda s: offsets(s) == [0, 16, 32, 0x800], what="four rows")
        s.resize(12, 60)
        s.wait_for(lambda s: offsets(s) == [*range(0, 72, 8), 0x800], what="narrow rows")
        equal(rows(s)[-1], "00000800  66 61 72 00 00 00 00 00  |far.....|")
        s.resize(12, 100)
        s.wait_for(lambda s: offsets(s) == [*range(0, 144, 16), 0x800], what="wide rows")
        s.resize(5, 20)
        s.wait_for(lambda s: rows(s) == ["00000800  66  |f|", "00000801  61  |a|",
                                         "00000802  72  |r|"], what="bytes alone")
        s.resize(5, 10)
        s.wait_for(lambda s: not rows(s) and s.cursor == (4, 0), what="no rows")
        s.resize(24, 80)
        s.wait_for(lambda s: 0x800 in offsets(s), what="the row")
        s.key("ctrl-c")
        s.wait_prompt()


@case
def values_stand_in_columns(box):
    segment = segment_of(24)
    with Watching(box, "watch -t i32 1") as s:
        first = "00000000            0            0            0            0"
        s.wait_rows([first, "00000010            0            0"])
        segment.write(b"\xff" * 4, 20)
        s.wait_rows([first, "00000010            0           -1"])
        equal(list(marked(s).values()), ["-1"])


@case
def it_ends_with_the_segment_and_its_last_state(box):
    segment = segment_of(16)
    with Watching(box, "watch -i 0.2 1") as s:
        segment.write(b"the last state!!")
        segment.detach()
        segment.remove()
        s.wait_prompt()
        equal(s.lines()[2:-1], [
            "00000000  74 68 65 20 6c 61 73 74  20 73 74 61 74 65 21 21  |the last state!!|",
            "shmsh: watch: note: 1: it was removed"])
        equal(s.run("echo $status"), ["0"])


@case
def it_ends_after_so_many_changes(box):
    segment = segment_of(64)
    with Watching(box, "watch -c 2 1 32") as s:
        segment.write(b"a", 0)
        s.wait_for(lambda s: "1 change," in view(s), what="a change")
        segment.write(b"b", 16)
        s.wait_prompt()
        assert "2 changes" in view(s), s.picture()
        equal([row[-18:-16] for row in rows(s)], ["|a", "|b"])


@case
def a_terminal_that_can_not_draw_gets_lines(box):
    segment = segment_of(64)
    with Terminal([SHMSH, "-v", "-c", "watch -c 1 1"], env=box.env, cwd=box.cwd,
                  term="dumb") as t:
        t.wait_for(lambda t: t.lines() == ["watching 1+0  64 bytes"], what="its beginning")
        segment.write(b"x", 5)
        equal(t.wait_end(), 0)
        assert re.fullmatch(r"\S+Z 1\+5 00 -> 78", t.lines()[1]), t.picture()


@case
def a_job_in_the_background_ends_there(box):
    segment = segment_of(16)
    program = f"set -m; '{SHMSH}' -c 'watch -c 1 1'; read line; bg; wait; echo end"
    with Terminal(["/bin/bash", "-c", program], env=box.env, cwd=box.cwd) as t:
        t.wait_for(rows, what="the view")
        t.key("ctrl-z")
        t.wait_for(lambda t: any("Stopped" in line for line in t.lines()), what="it to stop")
        segment.write(b"x", 5)
        t.type("in the background\r")
        equal(t.wait_end(), 0)
        equal(t.lines()[-1], "end")


@case
def no_colour_is_needed(box):
    segment = segment_of(16)
    with Terminal([SHMSH, "--color=never", "-c", "watch 1"], env=box.env, cwd=box.cwd) as t:
        t.wait_for(rows, what="the view")
        segment.write(b"x", 5)
        t.wait_for(lambda t: list(marked(t).values()) == ["78x"], what="the marks")


@case
def a_job_that_was_stopped_draws_anew(box):
    segment = segment_of(16)
    program = f"set -m; '{SHMSH}' -c 'watch 1'; read line; bg; read line; fg"
    with Terminal(["/bin/bash", "-c", program], env=box.env, cwd=box.cwd) as t:
        t.wait_for(rows, what="the view")
        t.key("ctrl-z")
        t.wait_for(lambda t: any("Stopped" in line for line in t.lines()), what="it to stop")
        t.type("in the background\r")
        t.wait_for(lambda t: any("&" in line for line in t.lines()), what="bg")
        segment.write(b"x", 5)
        before = t.lines()
        t.type("in the foreground\r")
        t.wait_for(lambda t: rows(t) and rows(t)[-1].endswith("|.....x..........|"),
                   what="a new view")
        equal(t.lines()[:len(before)], before, "what stood there before")
        t.key("ctrl-c")
        t.wait_end()


if __name__ == "__main__":
    sys.exit(main())
