#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""What is shown around the line: hints, the word that is wrong, what Tab lists."""

import sys

from cases import SHMSH, Session, case, equal, main
from screen import Terminal

PROMPT = "shmsh> "
CREATE = "[-o] [-H SIZE] [-R] SEGMENT SIZE [MODE]"


def row(s):
    """The whole row of the cursor."""
    return s.row_text(s.emulator.buffer[s.cursor[0]]).rstrip()


def is_hinted(hint):
    """A condition: behind the cursor there is HINT, dim, and nothing else."""
    def holds(s):
        y, x = s.cursor
        text = row(s)[x:]
        return text.strip() == hint and all(
            s.is_dim(y, x + i) for i, letter in enumerate(text) if letter != " ")
    return holds


@case
def the_rest_of_the_synopsis_is_shown(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("create ")
        s.wait_for(is_hinted(CREATE))
        equal(s.before_cursor(), PROMPT + "create ")
        s.key("home")
        s.wait_for(lambda t: row(t) == PROMPT + "create")
        s.key("end")
        s.wait_for(is_hinted(CREATE))


@case
def a_hint_is_cut_before_the_last_column(box):
    with Session(box, columns=30) as s:
        s.wait_prompt()
        s.type("create ")
        s.wait_for(lambda t: is_hinted(CREATE[:15].rstrip())(t))
        equal(s.cursor, (0, 14))
        s.resize(24, 40)
        s.wait_for(lambda t: is_hinted(CREATE[:25].rstrip())(t))


@case
def nothing_of_a_hint_stays(box):
    with Session(box) as s:
        s.wait_prompt()
        for ending, wanted in (("ctrl-c", PROMPT + "create ^C"), ("enter", PROMPT + "create")):
            s.type("create ")
            s.wait_for(is_hinted(CREATE))
            first = s.cursor_line
            s.key(ending)
            s.wait_for(lambda t: t.cursor_line > first and t.edits
                       and t.before_cursor().startswith("shmsh"))
            equal(s.lines()[first], wanted)


@case
def a_word_that_is_wrong_is_underlined(box):
    with Session(box, columns=20) as s:
        s.wait_prompt()
        s.type("echo; nonsensical 1")
        s.wait_for(lambda t: t.is_underlined(0, 13))
        cells = [(0, x) for x in range(13, 20)] + [(1, x) for x in range(0, 4)]
        assert all(s.is_underlined(*cell) for cell in cells), s.picture()
        assert not s.is_underlined(0, 12) and not s.is_underlined(1, 4)
        s.key("home")
        s.type("#")
        s.key("ctrl-k")
        s.wait_for(lambda t: row(t) == PROMPT + "#")
        assert not any(s.is_underlined(y, x) for y in (0, 1) for x in range(20))
        s.key("ctrl-u")
        s.type("nonsense 1\r")
        s.wait_for(lambda t: t.edits and t.before_cursor() == "shmsh !> ")
        assert not any(s.is_underlined(0, x) for x in range(20)), s.picture()


@case
def tab_lists_at_once_and_the_line_goes_on_below(box):
    with Session(box) as s:
        raw = bytearray()
        feed = s.stream.feed
        s.stream.feed = lambda data: (raw.extend(data), feed(data))
        s.wait_prompt()
        s.type("s")
        s.key("tab")
        s.wait_for(lambda t: t.cursor_line > 0 and t.before_cursor() == PROMPT + "s")
        listed = "\n".join(s.lines()[1:s.cursor_line])
        assert all(name in listed for name in ("scanf", "set", "source", "stat")), s.picture()
        equal(s.lines()[0], PROMPT + "s")
        s.type("ta")
        s.key("tab")
        s.wait_for(lambda t: t.before_cursor() == PROMPT + "stat ")
        assert b"\x07" not in raw, "it beeps"


@case
def tab_in_the_middle_of_rows_lists_below_the_last(box):
    with Session(box, columns=40) as s:
        s.wait_prompt()
        s.type("s" + " " * 50 + "x")
        s.wait_for(lambda t: t.cursor == (1, 19))
        s.key("home")
        s.key("right")
        s.wait_for(lambda t: t.cursor == (0, 8))
        s.key("tab")
        s.wait_for(lambda t: t.cursor[0] > 2 and t.cursor[1] == 8)
        equal(s.lines()[1].strip(), "x")
        equal(s.lines()[s.cursor_line].startswith(PROMPT + "s"), True)


@case
def tab_tells_what_is_wanted_where_there_is_no_choice(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("create 1 ")
        s.key("tab")
        s.wait_for(lambda t: t.cursor_line == 2 and t.before_cursor() == PROMPT + "create 1 ")
        assert "SIZE" in s.lines()[1], s.picture()
        assert s.is_dim(1, 0), s.picture()


@case
def no_color_still_underlines(box):
    with Terminal([SHMSH], env=dict(box.env, NO_COLOR="1"), cwd=box.cwd) as s:
        raw = bytearray()
        feed = s.stream.feed
        s.stream.feed = lambda data: (raw.extend(data), feed(data))
        s.wait_for(lambda t: t.before_cursor() == PROMPT and t.edits)
        s.type("nonsense 1")
        s.wait_for(lambda t: t.is_underlined(0, 7))
        assert b"\x1b[4m" in raw and b"31m" not in raw, bytes(raw)


if __name__ == "__main__":
    sys.exit(main())
