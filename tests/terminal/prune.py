#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""The question of `prune`: only a yes that is typed after it removes anything."""

import os
import sys

from cases import SHMSH, Session, case, equal, main
from screen import Terminal

QUESTION = "remove 2 segments (12.0 KiB)? [y/N] "


def orphans(box):
    """Two segments whose creator is gone."""
    make = Terminal([SHMSH, "-c", "create 1 4K; create 2 8K"], env=box.env, cwd=box.cwd)
    equal(make.wait_end(), 0)


def ids():
    with open("/proc/sysvipc/shm", encoding="ascii") as file:
        return len(file.readlines()) - 1


def ask(session, command="prune -a 0"):
    session.type(command + "\r")
    wait_question(session)


def wait_question(terminal):
    terminal.wait_for(lambda t: t.before_cursor() == QUESTION.rstrip()
                      or t.before_cursor() == QUESTION, what="the question")


def begin(box):
    orphans(box)
    session = Session(box)
    session.wait_prompt()
    return session


def answered(session, answer):
    """What comes out behind the question, up to the next prompt."""
    first = session.cursor_line
    session.type(answer)
    session.wait_for(lambda s: s.cursor_line > first and s.edits
                     and s.before_cursor() == "shmsh> ", what="the prompt")
    return session.lines()[first + 1:session.cursor_line]


@case
def yes_removes_what_was_shown(box):
    session = begin(box)
    ask(session)
    equal(ids(), 2, "segments before the answer")
    said = answered(session, "y\r")
    equal([line.split("  id")[0] for line in said],
          ["removed 0x00000001", "removed 0x00000002"])
    equal(ids(), 0)
    session.leave()


@case
def yes_in_full_and_in_capitals(box):
    session = begin(box)
    ask(session)
    answered(session, " YES \r")
    equal(ids(), 0)
    session.leave()


@case
def anything_else_is_no(box):
    session = begin(box)
    for answer in ("\r", "n\r", "yess\r", "yes please\r", "x" * 500 + "y\r"):
        ask(session)
        said = answered(session, answer)
        equal(said[-1], "shmsh: prune: note: nothing was removed", f"after {answer!r}")
        equal(ids(), 2)
    equal(session.run("echo $status"), ["0"])
    session.leave()


@case
def the_end_of_the_input_is_no(box):
    session = begin(box)
    ask(session)
    said = answered(session, "\x04")
    equal(said[-1], "shmsh: prune: note: nothing was removed")
    equal(ids(), 2)
    session.leave()


@case
def ctrl_c_leads_back_to_the_prompt(box):
    session = begin(box)
    ask(session)
    session.drop("shmsh !> ")
    equal(ids(), 2)
    equal(session.run("echo fine"), ["fine"])
    session.leave()


@case
def what_was_typed_before_the_question_is_no_answer(box):
    """A paste that holds the next lines too must not agree to what nobody has seen."""
    session = begin(box)
    fifo = os.path.join(box.cwd, "fifo")
    os.mkfifo(fifo)
    with open(os.path.join(box.cwd, "lines"), "w", encoding="ascii") as file:
        file.write("!cat fifo\nprune -a 0\n")
    session.type("source lines\r")
    with open(fifo, "w", encoding="ascii"):  # cat runs now
        session.type("y\r")
        session.wait_for(lambda s: s.lines()[-1] == "y", what="the echo of the early answer")
    wait_question(session)
    said = answered(session, "\r")
    equal(said[-1], "shmsh: lines:2: prune: note: nothing was removed")
    equal(ids(), 2)
    session.leave()


@case
def without_a_script_the_terminal_is_asked(box):
    orphans(box)
    terminal = Terminal([SHMSH, "-c", "prune -a 0"], env=box.env, cwd=box.cwd)
    wait_question(terminal)
    terminal.type("y\r")
    equal(terminal.wait_end(), 0)
    equal(ids(), 0)


@case
def ctrl_c_ends_it_without_a_prompt(box):
    orphans(box)
    terminal = Terminal([SHMSH, "-c", "prune -a 0; rm 1"], env=box.env, cwd=box.cwd)
    wait_question(terminal)
    terminal.key("ctrl-c")
    equal(terminal.wait_end(), 130, "the status")
    equal(ids(), 2)


@case
def nobody_is_asked_in_a_read_only_session(box):
    orphans(box)
    session = Session(box, "-r")
    session.wait_prompt("shmsh read-only> ")
    said = session.run("prune -a 0", "shmsh read-only> ")
    assert said[-1].startswith("shmsh: prune: note: nothing was removed: "), said
    equal(ids(), 2)
    session.leave()


if __name__ == "__main__":
    sys.exit(main())
