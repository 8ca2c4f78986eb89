#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Long commands at a real terminal: how far they came is shown, and Ctrl-C ends them."""

import os
import re
import sys
import time

from cases import SHMSH, Session, case, equal, main
from screen import Terminal

LINE = re.compile(r"dump 1: \S+ [KMG]iB of \S+ [MT]iB  \d+ %  \S+ [KMG]iB/s  .* left")
WRITTEN = re.compile(rb"\r(dump 1: [^\r]*)\r")
LONG_ENOUGH = 1.0  # seconds in which a line would have come, twice as long as it takes
MAKE_HUGE = "create -R 1 1T"


class Fifo:
    """What a command writes to the file `fifo`, taken as slowly as the test likes."""

    def __init__(self, box):
        path = os.path.join(box.cwd, "fifo")
        os.mkfifo(path)
        self.fd = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
        self.taken = 0

    def take(self, most=65536):
        """Takes some of it; the number of bytes, 0 at the end or when nothing is there."""
        try:
            count = len(os.read(self.fd, most))
        except BlockingIOError:
            return 0
        self.taken += count
        return count

    def close(self):
        os.close(self.fd)


def record(terminal):
    """All bytes that reach the terminal from now on."""
    raw = bytearray()
    feed = terminal.stream.feed
    terminal.stream.feed = lambda data: (raw.extend(data), feed(data))
    return raw


def cursor_row(terminal):
    """The row with the cursor, and what stands behind the cursor too."""
    lines = terminal.lines()
    return lines[terminal.cursor_line] if terminal.cursor_line < len(lines) else ""


def wait_line(terminal, line=LINE):
    """Waits for the line of progress; its text."""
    terminal.wait_for(lambda t: line.fullmatch(cursor_row(t)), what="the progress")
    return cursor_row(terminal)


def take_long_enough(terminal, fifo):
    """Takes what comes until a line of progress would surely have been shown."""
    terminal.wait_for(lambda t: fifo.take(), what="the first bytes")
    end = time.monotonic() + LONG_ENOUGH
    terminal.wait_for(lambda t: not fifo.take() or time.monotonic() > end)
    while time.monotonic() < end:
        terminal.wait_for(lambda t: fifo.take() or time.monotonic() > end)


@case
def it_is_rewritten_in_place_and_erased_by_ctrl_c(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run(MAKE_HUGE, "shmsh 1> ")
        first = s.cursor_line
        s.type("dump -v > /dev/null\r")
        shown = wait_line(s)
        equal(s.cursor, (first + 1, 0), "where the cursor stays")
        s.wait_for(lambda t: LINE.fullmatch(cursor_row(t)) and cursor_row(t) != shown,
                   what="another line")
        equal(s.cursor, (first + 1, 0), "where the cursor stays")
        s.key("ctrl-c")
        s.wait_prompt("shmsh 1 !> ")
        said = s.lines()[first + 1:s.cursor_line]
        equal(len([line for line in said if "interrupted" in line]), 1, "messages")
        assert re.fullmatch(r"shmsh: dump: interrupted after \d+ of 1099511627776 bytes",
                            said[-1]), s.picture()
        assert not any("left" in line for line in s.lines()), s.picture()
        equal(s.run("echo alive", "shmsh 1> "), ["alive"])


@case
def it_is_gone_at_the_end(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("create -R 1 8M", "shmsh 1> ")
        fifo = Fifo(box)
        first = s.cursor_line
        s.type("time dump -v > fifo\r")
        s.wait_for(lambda t: fifo.take() and LINE.fullmatch(cursor_row(t)),
                   what="the progress")
        s.wait_for(lambda t: [1 for _ in range(64) if fifo.take()] and False
                   or t.before_cursor() == "shmsh 1> " and t.edits, what="the prompt")
        while fifo.take():
            pass
        equal(fifo.taken, (8 << 20) // 16 * 79 + 9, "bytes that came")
        said = s.lines()[first + 1:s.cursor_line]
        assert len(said) == 1 and re.fullmatch(r"time: \S+ s  \(user .*s\)", said[0]), said
        fifo.close()


@case
def it_is_cut_to_the_window(box):
    with Session(box, columns=60) as s:
        s.wait_prompt()
        s.run(MAKE_HUGE, "shmsh 1> ")
        first = s.cursor_line
        raw = record(s)
        s.type("dump -v > /dev/null\r")
        for columns in (60, 30, 12):
            s.resize(24, columns)
            raw.clear()
            s.wait_for(lambda t: len(WRITTEN.findall(raw)) > 2, what="some lines")
            written = WRITTEN.findall(raw)[-1]
            assert 8 < len(written) < columns, written
            equal(s.cursor, (first + 1, 0), "where the cursor stays")
        s.resize(24, 5)
        raw.clear()
        end = time.monotonic() + LONG_ENOUGH
        s.wait_for(lambda t: time.monotonic() > end)
        assert raw.count(b"dump 1: ") <= 1, "it does not fit"


@case
def a_text_whose_end_is_unknown_has_no_share(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("create 1 1M", "shmsh 1> ")
        s.run(f"!head -c 1000000 /dev/zero | tr '\\0' x > text; echo write -n 1 > script;"
              " truncate -s -1 script; printf ' ' >> script; cat text >> script", "shmsh 1> ")
        s.run("source script", "shmsh 1> ")
        fifo = Fifo(box)
        s.type("read > fifo\r")
        line = re.compile(r"read 1: \S+ KiB  \S+ [KM]iB/s")
        s.wait_for(lambda t: fifo.take(5000) and line.fullmatch(cursor_row(t)),
                   what="the progress")
        s.wait_for(lambda t: fifo.take() is None or t.before_cursor() == "shmsh 1> " and t.edits)
        fifo.close()


@case
def an_answer_on_the_terminal_is_not_disturbed(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run(MAKE_HUGE, "shmsh 1> ")
        raw = record(s)
        s.type("set pager off; dump -v\r")
        s.wait_for(lambda t: b"00000010" in raw)
        end = time.monotonic() + LONG_ENOUGH
        s.wait_for(lambda t: time.monotonic() > end)
        s.key("ctrl-c")
        s.wait_prompt("shmsh 1 !> ")
        assert b"TiB" not in raw, "progress among the rows"


@case
def what_has_taken_the_keys_draws_alone(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run(MAKE_HUGE, "shmsh 1> ")
        fifo = Fifo(box)
        raw = record(s)
        s.type("dump -v | stty -icanon < /dev/tty; cat > fifo; stty icanon < /dev/tty\r")
        take_long_enough(s, fifo)
        fifo.close()
        s.wait_prompt("shmsh 1> ")
        assert b"TiB" not in raw, "progress over somebody's screen"


@case
def a_job_in_the_background_shows_none(box):
    program = f"set -m; '{SHMSH}' -c '{MAKE_HUGE}; dump -v 1' > fifo & read line; fg"
    fifo = Fifo(box)
    with Terminal(["/bin/bash", "-c", program], env=box.env, cwd=box.cwd) as t:
        raw = record(t)
        take_long_enough(t, fifo)
        assert b"TiB" not in raw, "progress from the background"
        t.type("\r")
        t.wait_for(lambda t: fifo.take() and LINE.fullmatch(cursor_row(t)),
                   what="the progress in the foreground")
        t.key("ctrl-c")
        t.wait_for(lambda t: any("interrupted" in line for line in t.lines()))
        fifo.close()


@case
def no_progress_goes_to_a_file(box):
    program = f"'{SHMSH}' -c '{MAKE_HUGE}; dump -v 1' > fifo 2> said"
    fifo = Fifo(box)
    with Terminal(["/bin/sh", "-c", program], env=box.env, cwd=box.cwd) as t:
        take_long_enough(t, fifo)
        t.key("ctrl-c")
        t.wait_end()
        equal([line.strip("^C") for line in t.lines()], [""] * len(t.lines()), "the screen")
    with open(os.path.join(box.cwd, "said"), encoding="ascii") as file:
        said = file.read()
    assert re.fullmatch(r"shmsh: -c:1: dump: interrupted after \d+ of 1099511627776 bytes\n",
                        said), said
    fifo.close()


@case
def ctrl_c_ends_a_sleep(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("create 1 100", "shmsh 1> ")
        s.type("echo asleep; sleep 30000000\r")
        s.wait_for(lambda t: "asleep" in t.lines())
        s.key("ctrl-c")
        s.wait_prompt("shmsh 1 !> ")
        equal(s.lines()[s.cursor_line - 1].removeprefix("^C"), "shmsh: sleep: interrupted",
              "the message")
        equal(s.run("echo awake", "shmsh 1> "), ["awake"])


if __name__ == "__main__":
    sys.exit(main())
