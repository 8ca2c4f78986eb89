#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Ctrl-C, Ctrl-Z, resizes, and signals that end it, in every state of the prompt."""

import os
import signal
import sys

from cases import SHMSH, Session, case, descendants_stopped, equal, main, wait_shell
from screen import Terminal


class Shell(Terminal):
    """A bash with job control, to start shmsh in."""

    def __init__(self, box):
        super().__init__(["/bin/bash", "--norc", "--noprofile", "--noediting", "-i"],
                         env=dict(box.env, PS1="bash> ", PROMPT_COMMAND=""), cwd=box.cwd)
        wait_shell(self)

    def start_shmsh(self):
        self.type(f"'{SHMSH}'\r")
        self.wait_for(lambda s: s.before_cursor() == "shmsh> " and s.edits)

    def stop(self):
        self.key("ctrl-z")
        wait_shell(self)
        self.wait_for(lambda s: descendants_stopped(s.pid), what="the job to stop")
        assert not self.edits, "the terminal is still as libedit had it"


def writes(pid):
    """Does it wait in write(2)? That is system call 1, or 64 where numbers are newer."""
    with open(f"/proc/{pid}/syscall", encoding="ascii") as file:
        return file.read().split()[0] in ("1", "64")


@case
def ctrl_c_drops_the_line(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("rm 12")
        s.wait_for(lambda t: t.before_cursor() == "shmsh> rm 12")
        s.drop()
        equal(s.run("echo still here"), ["still here"])
        equal(s.leave(), 0)
        equal(s.settings(), s.initial_settings, "the terminal's settings")


@case
def ctrl_c_ends_a_search_in_the_history(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo needle")
        s.key("ctrl-r")
        s.type("need")
        s.wait_for(lambda t: any("bck:need" in line for line in t.lines()))
        s.drop()
        equal(s.run("echo on"), ["on"])


@case
def ctrl_c_drops_an_open_quote(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo 'half", "  ...> ")
        s.drop()
        equal(s.run("echo whole"), ["whole"])


@case
def sigterm_restores_the_terminal(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("echo unfinished")
        s.wait_for(lambda t: t.before_cursor().endswith("unfinished"))
        os.kill(s.pid, signal.SIGTERM)
        equal(s.wait_end(), 128 + signal.SIGTERM)
        equal(s.settings(), s.initial_settings, "the terminal's settings")


@case
def sigterm_ends_shmsh_alone(box):
    program = f"trap '' INT; '{SHMSH}'; echo parent saw $?; read answer"
    with Terminal(["/bin/sh", "-c", program], env=box.env, cwd=box.cwd) as t:
        t.wait_for(lambda s: s.before_cursor() == "shmsh> " and s.edits)
        child = int(open(f"/proc/{t.pid}/task/{t.pid}/children", encoding="ascii").read())
        os.kill(child, signal.SIGTERM)
        t.wait_for(lambda s: any("parent saw 143" in line for line in s.lines()))
        assert not t.ended


@case
def a_hang_up_ends_it(box):
    with Session(box) as s:
        s.wait_prompt()
        os.kill(s.pid, signal.SIGHUP)
        equal(s.wait_end(), 128 + signal.SIGHUP)


@case
def ctrl_z_stops_and_fg_goes_on(box):
    with Shell(box) as t:
        t.start_shmsh()
        t.type("echo ab")
        t.wait_for(lambda s: s.before_cursor() == "shmsh> echo ab")
        t.stop()
        t.type("fg\r")
        t.wait_for(lambda s: s.before_cursor() == "shmsh> echo ab" and s.edits)
        t.type("c\r")
        t.wait_for(lambda s: "abc" in s.lines() and s.edits)
        equal(t.lines().count("abc"), 1, "times that abc was shown")


@case
def ctrl_z_stops_a_child_and_shmsh_with_it(box):
    with Shell(box) as t:
        t.start_shmsh()
        t.type("!echo started; read line; echo got $line\r")
        t.wait_for(lambda s: "started" in s.lines())
        t.stop()
        t.type("fg\r")
        t.wait_for(lambda s: s.lines()[s.cursor_line - 1].strip("'") == SHMSH)
        t.type("word\r")
        t.wait_for(lambda s: "got word" in s.lines() and s.edits
                   and s.before_cursor() == "shmsh> ")


@case
def ctrl_c_ends_a_command_of_the_shell_only(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("!echo started; exec sleep 1000\r")
        s.wait_for(lambda t: "started" in t.lines())
        s.drop("shmsh !130> ")
        assert any("130" in line for line in s.lines()), s.picture()
        equal(s.run("echo alive"), ["alive"])


@case
def ctrl_c_ends_a_long_dump_with_the_amount_done(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("create -R 1 1T", "shmsh 1> ")
        fifo = os.path.join(box.cwd, "fifo")
        os.mkfifo(fifo)
        reader = os.open(fifo, os.O_RDONLY | os.O_NONBLOCK)
        s.type("dump -v > fifo\r")
        read = 0
        while read < 100_000:  # it is under way
            try:
                read += len(os.read(reader, 65536))
            except BlockingIOError:
                pass
        s.key("ctrl-c")
        s.wait_for(lambda t: any("interrupted" in line for line in t.lines()))
        os.close(reader)
        s.wait_prompt("shmsh 1 !> ")
        equal(s.run("echo alive", "shmsh 1> "), ["alive"])


@case
def a_resize_while_a_hint_is_shown_leaves_nothing_of_it(box):
    with Session(box, columns=80) as s:
        s.wait_prompt()
        s.type("create 12")
        s.wait_for(lambda t: "SIZE [MODE]" in t.lines()[-1])
        s.resize(24, 50)
        s.wait_for(lambda t: t.before_cursor() == "shmsh> create 12"
                   and t.lines()[-1].rstrip().endswith("[MODE]"))
        s.resize(24, 20)
        s.wait_for(lambda t: t.before_cursor() == "shmsh> create 12"
                   and len(t.lines()[-1]) < 20)
        s.drop()
        assert not any("SIZE" in line for line in s.lines()), s.picture()


@case
def a_resize_while_a_command_runs_is_known_to_the_prompt(box):
    for before, after in ((40, 120), (120, 40)):
        with Session(box, columns=before) as s:
            s.wait_prompt()
            first = s.cursor_line
            s.type("!read x; printf 012345\r")
            s.wait_for(lambda t: not t.edits)
            s.resize(24, after)
            s.type("\r")
            s.wait_prompt()
            equal(s.lines()[first + 2:], ["012345", "shmsh>"])


@case
def ctrl_z_while_a_hint_is_shown_leaves_nothing_of_it(box):
    with Shell(box) as t:
        t.start_shmsh()
        t.type("create 12")
        t.wait_for(lambda s: "SIZE [MODE]" in s.lines()[-1])
        t.stop()
        assert not any("SIZE" in line for line in t.lines()), t.picture()
        t.type("fg\r")
        t.wait_for(lambda s: s.before_cursor() == "shmsh> create 12" and s.edits
                   and "SIZE [MODE]" in s.lines()[-1])


@case
def ctrl_z_ends_no_search_and_no_quote(box):
    with Shell(box) as t:
        t.start_shmsh()
        t.type("echo 'one\r")
        t.wait_for(lambda s: s.before_cursor() == "  ...> " and s.edits)
        t.type("two'")
        t.wait_for(lambda s: s.before_cursor() == "  ...> two'")
        t.stop()
        t.type("fg\r")
        t.wait_for(lambda s: s.before_cursor() == "  ...> two'" and s.edits)
        t.type("\r")
        t.wait_for(lambda s: s.lines()[-3:-1] == ["one", "two"] and s.edits)
        t.key("ctrl-r")
        t.type("ec")
        t.wait_for(lambda s: "bck:ec" in s.lines()[-1])
        t.stop()
        t.type("fg\r")
        t.wait_for(lambda s: "bck:ec" in s.lines()[-1] and s.edits)


@case
def sigterm_while_a_hint_is_shown_leaves_nothing_of_it(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("create 12")
        s.wait_for(lambda t: "SIZE [MODE]" in t.lines()[-1])
        os.kill(s.pid, signal.SIGTERM)
        equal(s.wait_end(), 128 + signal.SIGTERM)
        equal(s.lines()[-1], "shmsh> create 12")
        equal(s.settings(), s.initial_settings, "the terminal's settings")


@case
def ctrl_c_does_not_undo_a_sigterm(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("!trap '' INT; echo started; read line; kill -INT $PPID\r")
        s.wait_for(lambda t: "started" in t.lines())
        os.kill(s.pid, signal.SIGTERM)
        s.type("go on\r")
        equal(s.wait_end(), 128 + signal.SIGTERM)


@case
def sigterm_ends_it_while_ctrl_s_holds_the_output(box):
    with Session(box) as s:
        s.wait_prompt()
        s.key("ctrl-s")
        s.type("abc")
        s.wait_for(lambda t: writes(t.pid), what="a write that waits")
        os.kill(s.pid, signal.SIGTERM)
        equal(s.wait_end(), 128 + signal.SIGTERM)
        equal(s.settings(), s.initial_settings, "the terminal's settings")


if __name__ == "__main__":
    sys.exit(main())
