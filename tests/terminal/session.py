#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""The interactive session at a real terminal: keys are typed, the screen is read."""

import os
import sys

from cases import SHMSH, Session, case, equal, main
from screen import Terminal


@case
def changes_are_confirmed_and_the_prompt_shows_what_is_held(box):
    with Session(box) as s:
        s.wait_prompt()
        equal(s.run("create 1234 4096 0644", "shmsh 1234> "),
              ["created 0x000004d2  id 0  4096 bytes  rw-r--r--"])
        s.run("attach -r 1234", "shmsh 1234 r> ")
        s.run("create private 100", "shmsh id:1 +1> ")
        s.run("attach id:1", "shmsh id:1 rw +1> ")
        s.run("detach -A", "shmsh id:1> ")
        equal(s.leave(), 0)
        assert any("made here and still there: 1234 id:1" in line for line in s.lines()), \
            s.picture()


@case
def a_session_that_only_reads_says_so(box):
    with Session(box, "--read-only") as s:
        s.wait_prompt("shmsh read-only> ")
        s.run("create 1 100", "shmsh read-only !> ")


@case
def ctrl_d_leaves_with_the_status_of_the_last_command(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo good")
        s.run("rm 99", "shmsh !> ")
        equal(s.leave(), 1)
        equal(s.settings(), s.initial_settings, "the terminal's settings")


@case
def quit_leaves_with_the_status_it_is_told(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("quit 7\r")
        equal(s.wait_end(), 7)
        equal(s.settings(), s.initial_settings, "the terminal's settings")


@case
def ctrl_d_on_a_line_with_text_stays(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("echo stay")
        s.wait_for(lambda t: t.before_cursor() == "shmsh> echo stay")
        s.key("ctrl-d")
        equal(s.run(""), ["stay"])


@case
def open_quotes_go_on_and_are_recalled_whole(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("create 1 100", "shmsh 1> ")
        s.run('write 1 "one', "  ...> ")
        s.run("two", "  ...> ")
        s.run('three"', "shmsh 1> ")
        equal(s.run("read", "shmsh 1> "), ["one", "two", "three"])
        s.run("write 1 gone", "shmsh 1> ")
        s.key("up")
        s.wait_for(lambda t: t.before_cursor() == "shmsh 1> write 1 gone")
        s.key("up")
        s.wait_for(lambda t: t.before_cursor() == "shmsh 1> read")
        s.key("up")
        s.wait_for(lambda t: t.before_cursor().endswith('three"'))
        s.run("", "shmsh 1> ")
        equal(s.run("read", "shmsh 1> "), ["one", "two", "three"])


@case
def arrows_recall_and_edit(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo abd")
        s.key("up")
        s.wait_for(lambda t: t.before_cursor() == "shmsh> echo abd")
        s.key("left")
        equal(s.run("c"), ["abcd"])
        s.type(" echo not kept\r")
        s.wait_for(lambda t: t.edits and t.before_cursor() == "shmsh> "
                   and "not kept" in t.lines()[t.cursor_line - 1])
        s.key("up")
        s.wait_for(lambda t: t.before_cursor() == "shmsh> echo abcd")


@case
def a_wrapped_line_can_be_edited_in_its_middle(box):
    with Session(box, columns=40) as s:
        s.wait_prompt()
        text = "echo " + "".join(chr(ord("a") + i % 26) for i in range(80))
        s.type(text)
        s.wait_for(lambda t: "".join(t.undimmed_rows()).endswith(text[-10:]))
        for _ in range(60):
            s.key("left")
        s.type("XYZ")
        edited = text[:-60] + "XYZ" + text[-60:]
        s.wait_for(lambda t: "".join(t.undimmed_rows()) == "shmsh> " + edited)
        s.key("end")
        assert edited[5:] in "".join(s.run("")), s.picture()


@case
def a_resize_redraws_the_line(box):
    with Session(box, columns=80) as s:
        s.wait_prompt()
        text = "echo " + "word " * 12 + "end"
        s.type(text)
        s.wait_for(lambda t: t.before_cursor() == "shmsh> " + text)
        s.resize(24, 50)
        s.wait_for(lambda t: t.before_cursor().endswith("end") and t.cursor[1] < 50)
        first = s.cursor_line
        s.type("\r")
        s.wait_for(lambda t: t.cursor_line > first + 1 and t.edits
                   and t.before_cursor() == "shmsh> ")
        assert "".join(s.lines()).count("end") >= 2, s.picture()
        equal(s.run("echo after"), ["after"])


@case
def ctrl_d_in_an_open_quote_drops_the_quote_alone(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo 'half", "  ...> ")
        first = s.cursor_line
        s.key("ctrl-d")
        s.wait_for(lambda t: t.cursor_line > first and t.edits
                   and t.before_cursor() == "shmsh !> ")
        assert any("quote is open" in line for line in s.lines()), s.picture()
        equal(s.run("echo still here"), ["still here"])


@case
def control_bytes_of_a_segment_never_reach_the_terminal(box):
    with Session(box) as s:
        raw = bytearray()
        feed = s.stream.feed
        s.stream.feed = lambda data: (raw.extend(data), feed(data))
        s.wait_prompt()
        s.run("create 1 100", "shmsh 1> ")
        s.run('write 1 "\\x1b]0;owned\\x07\\x9b31m\\xc2\\x9b"', "shmsh 1> ")
        equal(s.run("read", "shmsh 1> "), ["\\x1b]0;owned\\x07\\x9b31m\\xc2\\x9b"])
        s.run('scanf 1 "%s" title', "shmsh 1> ")
        equal(s.run("echo $title", "shmsh 1> "), ["\\x1b]0;owned\\x07\\x9b31m\\xc2\\x9b"])
        for command in ("set title", "dump"):
            s.run(command, "shmsh 1> ")
        for command in ("read -r", "use $title", "$title", "rm $title"):
            s.run(command, "shmsh 1 !> ")
        assert b"\x1b]0" not in raw and b"\x07" not in raw and b"\x9b" not in raw
        assert any("raw bytes could take over" in line for line in s.lines()), s.picture()


@case
def a_line_that_libedit_would_cut_is_refused_or_whole(box):
    with Session(box, rows=60) as s:
        s.wait_prompt()
        text = "".join(chr(ord("a") + i % 26) for i in range(1500))
        s.type("echo " + text)
        s.wait_for(lambda t: "".join(t.undimmed_rows()).endswith(text))
        s.key("up")
        s.key("down")
        output = "".join(s.run(""))
        assert text in output or "it was not run" in output or not output, output


@case
def key_bindings_that_others_could_write_are_left_alone(box):
    home = box.env["HOME"]
    path = os.path.join(home, ".editrc")
    with open(path, "w", encoding="ascii") as file:
        file.write('bind -s l "rm 0x1234"\n')
    env = {name: value for name, value in box.env.items() if name != "EDITRC"}
    for name, mode, typed in ((path, 0o666, "l"), (home, 0o777, "l"),
                              (path, 0o600, "rm 0x1234")):
        before = os.stat(name).st_mode & 0o7777
        os.chmod(name, mode)
        with Terminal([SHMSH], env=env, cwd=box.cwd) as t:
            t.wait_for(lambda s: s.before_cursor() == "shmsh> " and s.edits)
            assert any("left alone" in line for line in t.lines()) == (typed == "l"), \
                t.picture()
            t.type("l")
            t.wait_for(lambda s, typed=typed: s.before_cursor() == "shmsh> " + typed)
        os.chmod(name, before)


@case
def a_script_given_with_i_goes_on_at_the_prompt(box):
    with Session(box, "-i", "-c", "create 7 100") as s:
        s.wait_prompt("shmsh 7> ")
        s.run("rm 7", "shmsh> ")
        equal(s.leave(), 0)


@case
def prefixes_work_at_the_prompt(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("cr 1 100", "shmsh 1> ")
        s.run("wr 1 text", "shmsh 1> ")
        equal(s.run("rea", "shmsh 1> "), ["text"])
        assert "several commands" in s.run("s", "shmsh 1 !> ")[0]


@case
def utf8_is_shown_and_edited(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("create 1 100", "shmsh 1> ")
        s.type("write 1 häx€")
        s.wait_for(lambda t: t.before_cursor().endswith("häx€"))
        s.key("backspace")
        s.run("ß", "shmsh 1> ")
        equal(s.run("read", "shmsh 1> "), ["häxß"])


if __name__ == "__main__":
    sys.exit(main())
