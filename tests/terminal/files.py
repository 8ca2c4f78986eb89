#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""load and save at a real terminal: what is typed, and how far they came."""

import errno
import os
import re
import sys

from cases import Session, case, equal, main

PROGRESS = re.compile(r"load 1: \S+ [KMG]iB  \S+ [KMG]iB/s")


def open_writer(terminal, path):
    """The end of a FIFO that a command waits for."""
    found = []

    def opened(_):
        try:
            found.append(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
        return found
    terminal.wait_for(opened, what="a reader of the FIFO")
    return found[0]


def feed(descriptor, data):
    try:
        return os.write(descriptor, data)
    except BlockingIOError:
        return 0


@case
def load_takes_what_is_typed(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("create 1 64", "shmsh 1> ")
        s.type("echo type; load 1 -\r")
        s.wait_for(lambda t: "type" in t.lines())
        s.type("two\rlines\r")
        s.wait_for(lambda t: t.lines().count("lines") == 1)
        s.key("ctrl-d")
        s.wait_prompt("shmsh 1> ")
        equal(s.lines()[s.cursor_line - 1], "loaded 10 bytes from standard input to 1+0")
        equal(s.run("read 1", "shmsh 1> "), ["two", "lines"])


@case
def load_shows_how_far_it_came(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("create -R 1 1T", "shmsh 1> ")
        first = s.cursor_line
        path = os.path.join(box.cwd, "fifo")
        os.mkfifo(path)
        s.type("load 1 fifo\r")
        fifo = open_writer(s, path)
        s.wait_for(lambda t: feed(fifo, bytes(4096)) is not None and
                   t.cursor_line < len(t.lines()) and PROGRESS.fullmatch(t.lines()[t.cursor_line]),
                   what="the progress")
        os.close(fifo)
        s.wait_prompt("shmsh 1> ")
        said = s.lines()[first + 1:s.cursor_line]
        assert len(said) == 1 and re.fullmatch(r"loaded \d+ bytes from fifo to 1\+0", said[0]), said


@case
def ctrl_c_ends_a_load_that_waits(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("create 1 64", "shmsh 1> ")
        path = os.path.join(box.cwd, "fifo")
        os.mkfifo(path)
        s.type("load 1 fifo\r")
        fifo = open_writer(s, path)
        feed(fifo, b"12345")
        s.key("ctrl-c")
        s.wait_prompt("shmsh 1 !> ")
        said = s.lines()[s.cursor_line - 1].removeprefix("^C")
        assert re.fullmatch(r"shmsh: load: interrupted after [05] bytes", said), said
        os.close(fifo)


if __name__ == "__main__":
    sys.exit(main())
