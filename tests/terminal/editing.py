#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Keys that edit, recall, search and paste; lines of several rows; other windows."""

import os
import sys

from cases import Session, case, equal, main
from line import Line

PROMPT = "shmsh> "


def shows(text, prompt=PROMPT):
    """A condition: the cursor's row, up to the cursor, is prompt and text."""
    return lambda s: s.before_cursor() == prompt + text


@case
def keys_of_other_terminals_work(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("echo one two")
        for sequence, column in (("\x1b[1~", 0), ("\x1b[4~", 12), ("\x1b[H", 0), ("\x1b[F", 12),
                                 ("\x1bOH", 0), ("\x1bOF", 12), ("\x1b[7~", 0), ("\x1b[8~", 12),
                                 ("\x1b[1;5D", 9), ("\x1b[1;3D", 5), ("\x1b[1;5C", 8),
                                 ("\x1b[1;3C", 12), ("\x1b[D", 11), ("\x1bOC", 12)):
            s.type(sequence)
            s.wait_for(lambda t: t.cursor[1] == len(PROMPT) + column, what=repr(sequence))


@case
def keys_that_do_nothing_leave_no_text(box):
    with Session(box) as s:
        s.wait_prompt()
        for key in ("\x1bOP", "\x1b[15~", "\x1b[24~", "\x1b[5~", "\x1b[2~", "\x1b[1;2A",
                    "\x1b[[A", "\x1b[<0;10;10M", "\x1b[I", "\x1b\x1b[5~", "\x1b[3;1R"):
            s.type("a" + key + "b")
            s.wait_for(shows("ab"))
            s.key("ctrl-u")
            s.wait_for(shows(""))


@case
def words_are_deleted(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("echo one two three")
        s.key("alt-backspace")
        s.wait_for(shows("echo one two "))
        s.key("home")
        s.type("\x1b[3;5~")
        s.wait_for(lambda t: t.undimmed(t.cursor[0]) == PROMPT + " one two")
        s.key("alt-d")
        s.wait_for(lambda t: t.undimmed(t.cursor[0]) == PROMPT + " two")
        s.key("delete")
        s.wait_for(lambda t: t.undimmed(t.cursor[0]) == PROMPT + "two")


@case
def ctrl_l_clears_all_but_the_line(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo gone")
        s.type("echo kept")
        s.wait_for(shows("echo kept"))
        s.key("ctrl-l")
        s.wait_for(lambda t: t.cursor == (0, 16) and shows("echo kept")(t))
        equal([s.undimmed(row) for row in (0, 1)], [PROMPT + "echo kept", ""])


@case
def alt_p_and_alt_n_search_by_what_was_typed(box):
    with Session(box) as s:
        s.wait_prompt()
        for line in "echo first", "set x 1", "echo second", "set y 2":
            s.run(line)
        s.type("echo")
        s.key("alt-p")
        s.wait_for(shows("echo second"))
        s.key("alt-p")
        s.wait_for(shows("echo first"))
        s.key("alt-n")
        s.wait_for(shows("echo second"))


@case
def other_keys_leave_a_search_and_do_their_work(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo needle here")
        for sequence, column in (("\x1b[D", None), ("\x1b[H", 0), ("\x1b[F", 16), ("\x1bOH", 0),
                                 ("\x1b[1;5C", None), ("\x1b[3~", None), ("\x1b[24~", None)):
            s.key("ctrl-r")
            s.type("needle")
            s.wait_for(lambda t: any("bck:needle" in line for line in t.lines()))
            s.type(sequence)
            if sequence == "\x1b[24~":  # no key of ours: the search goes on
                s.key("escape")
            s.wait_for(lambda t: not any("bck:" in line for line in t.lines()),
                       what=repr(sequence))
            text = s.undimmed(s.cursor[0])
            assert text in (PROMPT + "echo needle here", PROMPT + "echo eedle here"), text
            if column is not None:
                equal(s.cursor[1], len(PROMPT) + column, repr(sequence))
            s.drop()


@case
def escape_takes_what_was_found_and_ctrl_g_does_not(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo needle")
        s.key("ctrl-r")
        s.type("need")
        s.wait_for(lambda t: any("bck:need" in line for line in t.lines()))
        s.key("escape")
        s.wait_for(lambda t: t.undimmed(t.cursor[0]) == PROMPT + "echo needle"
                   and not any("bck:" in line for line in t.lines()))
        s.drop()
        s.key("ctrl-r")
        s.type("need")
        s.wait_for(lambda t: any("bck:need" in line for line in t.lines()))
        s.key("ctrl-g")
        s.wait_for(lambda t: shows("")(t) and not any("bck:" in line for line in t.lines()))


@case
def a_dropped_line_stays_to_be_seen(box):
    with Session(box, columns=40) as s:
        s.wait_prompt()
        text = "echo " + "x" * 60
        s.type(text)
        s.wait_for(lambda t: t.cursor == (1, 32))
        s.key("home")
        s.wait_for(lambda t: t.cursor == (0, 7))
        s.key("ctrl-c")
        s.wait_for(lambda t: t.cursor == (2, 7) and t.edits)
        equal(s.lines()[:3], [(PROMPT + text)[:40], text[33:] + "^C", PROMPT.rstrip()])


@case
def nothing_pasted_runs_before_enter(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("\x1b[200~echo one\r\necho two\recho three\x1b[201~")
        s.wait_for(lambda t: t.before_cursor() == "echo three")
        equal(s.undimmed_rows()[:4], [PROMPT + "echo one", "echo two", "echo three", ""])
        s.type("\r")
        s.wait_for(lambda t: t.edits and t.cursor_line > 3 and shows("")(t))
        equal(s.lines()[3:6], ["one", "two", "three"])
        s.key("up")
        s.wait_for(lambda t: t.before_cursor() == "echo three")
        s.key("backspace")
        for _ in range(14):
            s.key("left")
        s.type("X")
        s.wait_for(lambda t: t.before_cursor() == "echoX")
        s.key("backspace")
        first = s.cursor_line
        s.type("\r")
        s.wait_for(lambda t: t.edits and t.cursor_line > first + 4 and shows("")(t))
        equal(s.lines()[-4:-1], ["one", "two", "thre"])


@case
def what_is_no_text_in_a_paste_is_dropped(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type(b"\x1b[200~echo 'a\x01\x1b[31mb\xff\xc3c\x07\xc2\x9b\xc3\xa4'\x00\x1b[201~")
        s.wait_for(shows("echo 'a[31mbcä'"))
        equal(s.run(""), ["a[31mbcä"])


@case
def ctrl_c_ends_a_paste_without_an_end(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("\x1b[200~echo lost")
        s.drop()
        equal(s.run("echo kept"), ["kept"])


@case
def a_large_paste_arrives_whole(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("create 1 100K", "shmsh 1> ")
        text = "".join(chr(ord("a") + i % 26) for i in range(100_000))
        s.type(f"\x1b[200~write 1 {text}\x1b[201~")
        s.wait_for(lambda t: t.before_cursor().endswith(text[-10:]))
        s.type("\r")
        s.wait_for(lambda t: "wrote 100001 bytes to 1+0" in t.lines() and t.edits)
        s.run("read 1 > out", "shmsh 1> ")
        with open(os.path.join(box.cwd, "out"), encoding="ascii") as file:
            equal(file.read().strip() == text, True)


@case
def the_terminal_is_told_when_a_paste_is_marked(box):
    with Session(box) as s:
        raw = bytearray()
        feed = s.stream.feed
        s.stream.feed = lambda data: (raw.extend(data), feed(data))
        s.wait_prompt()
        s.run("echo x")
        s.key("ctrl-d")
        s.wait_end()
        equal((raw.count(b"\x1b[?2004h"), raw.count(b"\x1b[?2004l")), (2, 2))


@case
def a_line_higher_than_the_window_can_be_edited(box):
    with Session(box, rows=6, columns=20) as s:
        s.wait_prompt()
        line = Line("echo " + "".join(chr(ord("a") + i % 26) for i in range(150)))
        s.type(line.text)
        for key in ["home"] + ["ctrl-right"] + ["right"] * 50 + ["backspace", "end", "left"]:
            line.press(key)
            s.key(key)
            rows, (row, column) = line.rows(PROMPT, 20)
            s.wait_for(lambda t: t.cursor[1] == column and t.undimmed(t.cursor[0]) == rows[row])
            top = row - s.cursor[0]
            assert 0 <= top <= len(rows) - 6, s.picture()
            equal([s.undimmed(y) for y in range(6)], rows[top:top + 6])
        first = s.cursor_line
        s.type("\r")
        s.wait_for(lambda t: t.cursor_line > first and t.edits and shows("")(t))
        assert line.text[5:] in "".join(s.lines()), s.picture()


@case
def wide_and_narrow_windows_in_turn_leave_no_row_behind(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo above")
        line = Line("echo " + "word " * 25 + "end")
        s.type(line.text)
        for rows, columns in (24, 80), (24, 37), (24, 80), (12, 33), (24, 100), (24, 30):
            s.resize(rows, columns)
            wanted, place = line.rows(PROMPT, columns)

            def right(t):
                shown = [t.undimmed(y) for y in range(rows)]
                top = t.cursor[0] - place[0]
                return t.cursor[1] == place[1] and shown[top:] == \
                    wanted + [""] * (rows - top - len(wanted)) and shown[top - 1] == "above"
            s.wait_for(right, what=f"the line in {columns} columns")


@case
def a_key_typed_while_the_window_changes_is_kept(box):
    with Session(box, columns=40) as s:
        s.wait_prompt()
        s.type("echo " + "x" * 60)
        s.wait_for(lambda t: t.cursor == (1, 32))
        s.resize(24, 57)
        s.type("y")
        s.wait_for(lambda t: t.before_cursor().endswith("xy") and t.cursor == (1, 16))


@case
def a_dumb_terminal_gets_no_sequences(box):
    with Session(box, term="dumb") as s:
        raw = bytearray()
        feed = s.stream.feed
        s.stream.feed = lambda data: (raw.extend(data), feed(data))
        s.wait_prompt()
        s.type("sta")
        s.key("left")
        s.key("end")
        s.key("tab")
        s.wait_for(shows("stat "))
        s.key("ctrl-u")
        s.type("create 1 100\r")
        s.wait_for(lambda t: t.edits and t.before_cursor() == "shmsh 1> ")
        assert b"\x1b" not in raw, bytes(raw)


@case
def an_unknown_terminal_is_noted_with_no_byte_of_its_name_raw(box):
    for term in ("unknown", "\x1b]0;owned"):
        with Session(box, term=term) as s:
            raw = bytearray()
            feed = s.stream.feed
            s.stream.feed = lambda data, feed=feed, raw=raw: (raw.extend(data), feed(data))
            s.wait_prompt()
            assert any("is not known" in line for line in s.lines()), s.picture()
            equal(s.run("echo on"), ["on"])
            assert b"\x1b]" not in raw and b"No entry" not in raw, raw


if __name__ == "__main__":
    sys.exit(main())
