#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""The pager: what goes there, what does not, and that the prompt survives it.

Most cases have a pager of their own, which writes down what it gets; some use less.
"""

import os
import shutil
import signal
import subprocess
import sys

from cases import SHMSH, Session, case, descendants_stopped, equal, main, wait_shell
from screen import Terminal

PROMPT = "shmsh 1> "
BYTES_PER_ROW = 16  # of a dump


def script(box, text, name="pager"):
    """A program of the box, which gets text on its standard input; its path."""
    path = os.path.join(box.cwd, name)
    with open(path, "w", encoding="ascii") as file:
        file.write(f"#!/bin/sh\n{text}\n")
    os.chmod(path, 0o755)
    return path


def recorder(box, name="record"):
    """A pager that writes down what it gets, and what its environment is.

    What it gets is what a script answers: without colours.
    """
    box.env["NO_COLOR"] = "1"
    return script(box, f"env > {box.cwd}/{name}.env\ncat > {box.cwd}/{name}.new\n"
                       f"mv {box.cwd}/{name}.new {box.cwd}/{name}\necho shown by it", name + ".sh")


def recorded(box, name="record"):
    """What the recorder got, once; None when it was not started."""
    path = os.path.join(box.cwd, name)
    if not os.path.exists(path):
        return None
    with open(path, encoding="utf-8") as file:
        text = file.read()
    os.remove(path)
    return text


def environment(box, name="record"):
    with open(os.path.join(box.cwd, name + ".env"), encoding="utf-8") as file:
        return dict(line.rstrip("\n").split("=", 1) for line in file)


def run_script(box, commands):
    """What a script's commands answer."""
    return subprocess.run([SHMSH, "-c", commands], env=box.env, cwd=box.cwd, check=True,
                          capture_output=True, text=True).stdout


def lines(text):
    return text.split("\n")[:-1]


def prepared(box, size=4096, pager=None, **options):
    """A session whose current segment, new, has key 1."""
    if pager is not None:
        box.env["SHMSH_PAGER"] = pager
    s = Session(box, "-i", "-c", f"create -R 1 {size}", **options)
    s.wait_prompt(PROMPT)
    return s


def in_less(terminal):
    """less shows its first screen, and waits for a key."""
    return terminal.before_cursor() == ":"


def asks_for_return(terminal):
    """less has something to say first."""
    return terminal.before_cursor().endswith("(press RETURN)")


def attachments(key):
    """How many have the segment attached."""
    with open("/proc/sysvipc/shm", encoding="ascii") as file:
        next(file)
        return sum(int(line.split()[6]) for line in file if int(line.split()[0]) == key)


@case
def what_fits_the_window_goes_to_no_pager(box):
    with prepared(box, pager=recorder(box), rows=24) as s:
        fits = 22 * BYTES_PER_ROW  # and a row with the last offset: one is the prompt's
        equal(s.run(f"dump -v . {fits}", PROMPT), lines(run_script(box, f"dump -v 1 {fits}")))
        equal(recorded(box), None)
        equal(s.run(f"dump -v . {fits + 1}", PROMPT), ["shown by it"])
        equal(recorded(box), run_script(box, f"dump -v 1 {fits + 1}"))
    with Session(box, rows=25) as s:
        s.wait_prompt()
        equal(len(s.run(f"dump -v 1 {fits + 1}")), 24)
        equal(recorded(box), None)


@case
def long_lines_count_as_the_rows_they_take(box):
    with prepared(box, pager=recorder(box), rows=10, columns=40) as s:
        text = "x" * (9 * 40)
        run_script(box, f"write 1 {text}")
        equal("".join(s.run("read", PROMPT)), text)
        run_script(box, f"write 1 {text}y")
        equal(s.run("read", PROMPT), ["shown by it"])
        equal(recorded(box), text + "y\n")
        wide = "漢" * (9 * 20)
        run_script(box, f"write 1 {wide}")
        s.run("read", PROMPT)
        equal(recorded(box), None)
        run_script(box, f"write 1 {wide}字")
        s.run("read", PROMPT)
        equal(recorded(box), wide + "字\n")


@case
def each_command_that_is_read_may_go_there(box):
    run_script(box, "create private 1; create private 1; create private 1")
    with prepared(box, pager=recorder(box), rows=4) as s:
        run_script(box, "write 1 'many\nlines\nare\nnot\nshort\n'")
        for command in ("ls", "stat", "dump -v . 100", "read", "help", "help create", "set"):
            equal(s.run(command, PROMPT), ["shown by it"], command)
            assert recorded(box), command


@case
def json_goes_there_too(box):
    with prepared(box, pager=recorder(box), rows=5) as s:
        s.run("set output json", PROMPT)
        equal(s.run("help", PROMPT), ["shown by it"])
        equal(recorded(box), run_script(box, "set output json; help"))


@case
def colours_go_there_too(box):
    with prepared(box, pager=recorder(box), rows=5) as s:
        s.run("set color always", PROMPT)
        equal(s.run("dump -v . 100", PROMPT), ["shown by it"])
        equal(recorded(box), run_script(box, "set color always; dump -v 1 100"))


@case
def nothing_else_goes_there(box):
    with prepared(box, pager=recorder(box), rows=5) as s:
        with open(os.path.join(box.cwd, "commands"), "w", encoding="ascii") as file:
            file.write("dump -v 1 100\n")
        rows = lines(run_script(box, "dump -v 1 100"))
        equal(s.run("dump -v . 100 | cat", PROMPT), rows)
        equal(s.run("!seq 20", PROMPT), [str(i + 1) for i in range(20)])
        equal(s.run("source commands", PROMPT), rows)
        equal(s.run("dump -v . 100 > file", PROMPT), [])
        equal(s.run("echo '" + "word " * 500 + "' end", PROMPT)[-1].split()[-1], "end")
        equal(recorded(box), None)
    with Session(box, "-c", "dump -v 1 100") as s:
        equal(s.wait_end(), 0)
        equal(s.lines(), rows)
    equal(recorded(box), None)


@case
def set_pager_off_does_without(box):
    with prepared(box, pager=recorder(box), rows=5) as s:
        s.run("set pager off", PROMPT)
        equal(len(s.run("dump -v . 1600", PROMPT)), 101)
        equal(recorded(box), None)
        s.run("unset pager", PROMPT)
        equal(s.run("dump -v . 1600", PROMPT), ["shown by it"])


@case
def the_environment_chooses_it(box):
    own, other = recorder(box), recorder(box, "other")
    for shmsh_pager, pager, record in ((own, other, "record"), (None, other, "other"),
                                       (f"{own} # words", None, "record")):
        box.env.pop("SHMSH_PAGER", None)
        box.env.pop("PAGER", None)
        if shmsh_pager is not None:
            box.env["SHMSH_PAGER"] = shmsh_pager
        if pager is not None:
            box.env["PAGER"] = pager
        with Session(box, rows=5) as s:
            s.wait_prompt()
            equal(s.run("help"), ["shown by it"])
        equal(recorded(box, record), run_script(box, "help"))


@case
def an_empty_name_and_cat_mean_none(box):
    answer = len(lines(run_script(box, "help")))
    for shmsh_pager, pager in (("", recorder(box)), ("cat", recorder(box)), (" ", None),
                               (None, ""), (None, "cat")):
        box.env.pop("SHMSH_PAGER", None)
        box.env.pop("PAGER", None)
        if shmsh_pager is not None:
            box.env["SHMSH_PAGER"] = shmsh_pager
        if pager is not None:
            box.env["PAGER"] = pager
        with Session(box, rows=5) as s:
            s.wait_prompt()
            equal(len(s.run("help")), answer, f"rows with {shmsh_pager!r}, {pager!r}")
    equal(recorded(box), None)


@case
def a_terminal_that_can_do_nothing_has_none(box):
    box.env["SHMSH_PAGER"] = recorder(box)
    with Session(box, rows=5, term="dumb") as s:
        s.wait_prompt()
        assert len(s.run("help")) > 5, s.picture()
    equal(recorded(box), None)


@case
def its_environment_suits_it_unless_the_user_chose(box):
    box.env.pop("LESS", None)
    box.env.pop("LV", None)
    with prepared(box, pager=recorder(box), rows=5) as s:
        s.run("set mine here", PROMPT)
        s.run("help", PROMPT)
        found = environment(box)
        equal((found["LESS"], found["LV"], found["mine"]), ("FRX", "-c", "here"))
        assert "pager" not in found, found
        s.run("set LV -o", PROMPT)
        s.run("help", PROMPT)
        equal(environment(box)["LV"], "-o")
    box.env["LESS"] = ""
    with Session(box, rows=5) as s:
        s.wait_prompt()
        s.run("help")
        equal(environment(box)["LESS"], "")


@case
def less_shows_it_and_q_leaves(box):
    box.env.pop("SHMSH_PAGER", None)
    with prepared(box) as s:
        first = s.cursor_line
        s.type("dump -v\r")
        s.wait_for(in_less)
        rows = lines(run_script(box, "dump -v 1"))
        equal(s.lines()[first + 1:s.cursor_line], rows[:23])
        s.key("page-down")
        s.wait_for(lambda t: in_less(t) and t.lines()[t.cursor_line - 1] == rows[45])
        s.type("q")
        s.wait_prompt(PROMPT)
        assert rows[45] in s.lines(), s.picture()
        equal(s.run("echo $status", PROMPT), ["0"])
        s.run("rm 1", "shmsh> ")
        equal(s.leave(), 0)
        equal(s.settings(), s.initial_settings, "the terminal's settings")


@case
def quitting_early_ends_the_command_and_is_no_failure(box):
    # No disk and no memory could keep this dump.
    with prepared(box, "1T", pager="less") as s:
        for _ in range(3):
            s.type("dump -v\r")
            s.wait_for(in_less)
            s.type("q")
            s.wait_prompt(PROMPT)
            equal(s.run("echo $status", PROMPT), ["0"])
        assert not any("shmsh:" in line for line in s.lines()), s.picture()
        equal(attachments(1), 0)


@case
def quitting_early_ends_a_command_that_writes_nothing_more(box):
    # Rows like the one before are folded: not a byte for hours.
    with prepared(box, "8T", pager="head -n 1") as s:
        run_script(box, "write 1 '" + "enough to start the pager, not to fill the buffer again "
                        * 220 + "'")
        first = s.cursor_line
        s.type("dump\r")
        s.wait_prompt(PROMPT)
        s.wait_for(lambda t: t.cursor_line > first and t.before_cursor() == PROMPT)
        equal(s.run("echo $status", PROMPT), ["0"])


@case
def a_hundred_thousand_rows_arrive_whole(box):
    size = 100_000 * BYTES_PER_ROW
    with prepared(box, size, pager=recorder(box)) as s:
        equal(s.run("dump -v", PROMPT), ["shown by it"])
        equal(recorded(box).count("\n"), 100_001)


@case
def one_that_is_missing_is_told_and_the_answer_shown(box):
    path = script(box, "exit 0", "no-program")
    os.chmod(path, 0o644)
    for pager, status in (("no-such-program", 127), (path, 126)):
        with prepared(box, 32_000, pager=pager, columns=200) as s:
            shown = s.run("dump -v", PROMPT)
            note = shown.index(f"shmsh: dump: note: the pager '{pager}' can not be run (exit "
                               f"status {status}); set pager off does without")
            equal(shown[note + 1:], lines(run_script(box, "dump -v 1")))
            equal(s.run("echo $status", PROMPT), ["0"])
            equal(s.leave(), 0)
            equal(s.settings(), s.initial_settings, "the terminal's settings")
        run_script(box, "rm 1")


@case
def what_is_said_meanwhile_goes_there_too(box):
    with prepared(box, pager=recorder(box)) as s:
        s.run("trace on", PROMPT)
        shown = s.run("dump -v", PROMPT)
        equal(shown[-1], "shown by it")
        assert any(line.startswith("shmat(") for line in shown), shown
        text = recorded(box)
        assert text.startswith("00000000 "), text
        equal(text.split("\n")[-2].split("(")[0], "shmdt")


@case
def errors_that_go_to_a_file_still_do(box):
    box.env["SHMSH_PAGER"] = recorder(box)
    with Terminal(["/bin/sh", "-c", f"'{SHMSH}' 2> errors"], env=box.env, cwd=box.cwd) as t:
        t.wait_for(lambda s: s.before_cursor() == "shmsh> " and s.edits)
        t.type("create 1 4096\r")
        t.wait_for(lambda s: s.before_cursor() == PROMPT and s.edits)
        t.type("trace on; dump -v\r")
        t.wait_for(lambda s: "shown by it" in s.lines() and s.edits)
        equal(recorded(box), run_script(box, "dump -v 1"))
        with open(os.path.join(box.cwd, "errors"), encoding="ascii") as file:
            assert "shmdt(" in file.read()


@case
def nothing_is_attached_while_it_is_read(box):
    with prepared(box, pager="less") as s:
        s.type("dump -v . 800\r")
        s.wait_for(lambda t: in_less(t) and attachments(1) == 0)
        s.type("q")
        s.wait_prompt(PROMPT)


@case
def ctrl_c_belongs_to_less(box):
    with prepared(box, "1T", pager="less") as s:
        s.type("dump -v\r")
        s.wait_for(in_less)
        s.type("G")  # to the end, which is years away
        s.wait_for(lambda t: not in_less(t))
        s.key("ctrl-c")
        s.wait_for(lambda t: in_less(t) or asks_for_return(t))
        if asks_for_return(s):
            s.type("\r")
            s.wait_for(in_less)
        s.type("q")
        s.wait_prompt(PROMPT)
        assert not any("shmsh:" in line for line in s.lines()), s.picture()
        equal(s.run("echo here", PROMPT), ["here"])


@case
def ctrl_c_does_not_end_the_command(box):
    pager = script(box, "trap '' INT\nread -r row\necho \"$row\"\n"
                        "read line < /dev/tty\necho $(wc -l) more")
    with prepared(box, 1_600_000, pager=pager) as s:
        s.type("dump -v\r")
        s.wait_for(lambda t: t.lines()[t.cursor_line - 1].startswith("00000000 "))
        s.key("ctrl-c")
        s.type("\r")
        s.wait_prompt(PROMPT)
        assert "100000 more" in s.lines(), s.picture()


@case
def one_that_dies_of_ctrl_c_leaves_the_prompt(box):
    with prepared(box, pager="head -n 1; exec sleep 1000") as s:
        s.type("dump -v\r")
        s.wait_for(lambda t: t.lines()[t.cursor_line - 1].startswith("00000000 "))
        s.key("ctrl-c")
        s.wait_prompt(PROMPT)
        assert not any("shmsh:" in line for line in s.lines()), s.picture()
        equal(s.run("echo $status", PROMPT), ["0"])
        s.drop(PROMPT)
        equal(s.run("echo here", PROMPT), ["here"])


@case
def one_that_is_killed_leaves_the_terminal_right(box):
    pager = script(box, "stty -echo -icanon -opost -isig < /dev/tty\nhead -n 1\nkill -KILL $$")
    with prepared(box, pager=pager, columns=200) as s:
        shown = s.run("dump -v", PROMPT)
        equal(shown[-1], f"shmsh: dump: note: the pager '{pager}' died of signal 9")
        s.run("rm 1", "shmsh> ")
        equal(s.leave(), 0)
        equal(s.settings(), s.initial_settings, "the terminal's settings")


@case
def ctrl_z_stops_it_and_shmsh_and_fg_goes_on(box):
    run_script(box, "create 1 4096")
    box.env["SHMSH_PAGER"] = "less"
    with Terminal(["/bin/bash", "--norc", "--noprofile", "--noediting", "-i"],
                  env=dict(box.env, PS1="bash> ", PROMPT_COMMAND=""), cwd=box.cwd) as t:
        wait_shell(t)
        t.type(f"'{SHMSH}'\r")
        t.wait_for(lambda s: s.before_cursor() == "shmsh> " and s.edits)
        t.type("dump -v 1\r")
        t.wait_for(in_less)
        t.key("ctrl-z")
        wait_shell(t)
        t.wait_for(lambda s: descendants_stopped(s.pid), what="the job to stop")
        t.type("fg\r")
        t.wait_for(in_less)
        t.type("q")
        t.wait_for(lambda s: s.before_cursor() == "shmsh> " and s.edits)
        first = t.cursor_line
        t.type("echo here\r")
        t.wait_for(lambda s: s.cursor_line > first and s.edits
                   and s.lines()[s.cursor_line - 1] == "here")


@case
def a_window_that_changes_is_the_pagers(box):
    pager = script(box, "head -n 1\nread line < /dev/tty\nstty size < /dev/tty")
    with prepared(box, pager=pager) as s:
        s.type("dump -v\r")
        s.wait_for(lambda t: t.lines()[t.cursor_line - 1].startswith("00000000 "))
        s.resize(12, 70)
        s.type("\r")
        s.wait_for(lambda t: "12 70" in t.lines() and t.before_cursor().endswith(PROMPT)
                   and t.edits)
        s.drop(PROMPT)
        equal(s.run("echo here", PROMPT), ["here"])


@case
def sigterm_waits_for_it_and_ends_the_session(box):
    with prepared(box, pager="less") as s:
        s.type("dump -v\r")
        s.wait_for(in_less)
        os.kill(s.pid, signal.SIGTERM)
        s.type("q")
        equal(s.wait_end(), 128 + signal.SIGTERM)
        equal(s.settings(), s.initial_settings, "the terminal's settings")


if __name__ == "__main__":
    if not shutil.which("less"):
        sys.exit("there is no less (of Debian: less)")
    sys.exit(main())
