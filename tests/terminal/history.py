#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""The history at a real terminal: what was typed is there the next time, whatever happens."""

import os
import resource
import signal
import stat
import sys

from cases import Session, case, equal, main

SESSIONS, LINES = 8, 100


def path_of(box):
    return os.path.join(box.env["XDG_STATE_HOME"], "shmsh/history")


def put(path, text):
    """Makes the file, as the user would have it."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    with open(path, "wb", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
        file.write(text)


def kept(box):
    """The lines of the file."""
    with open(path_of(box), "rb") as file:
        return file.read().decode().splitlines()


def type_and_leave(box, *lines):
    with Session(box) as s:
        s.wait_prompt()
        for line in lines:
            s.run(line)
        equal(s.leave(), 0)


def recalled(session, prompt="shmsh> "):
    """What the arrow up brings, a row that it takes alone."""
    before = session.before_cursor()
    session.key("up")
    session.wait_for(lambda s: s.before_cursor() not in (before, prompt),
                     what="a line recalled")
    return session.before_cursor().removeprefix(prompt)


def notes(session):
    return [line for line in session.lines() if "note:" in line]


@case
def lines_are_there_the_next_time(box):
    type_and_leave(box, "echo one", "echo two", "echo two", "echo 'b\\n'")
    equal(kept(box), ["echo one", "echo two", "echo 'b\\\\n'"])
    equal(stat.S_IMODE(os.stat(path_of(box)).st_mode), 0o600, "the mode")
    equal(stat.S_IMODE(os.stat(os.path.dirname(path_of(box))).st_mode), 0o700, "the folder's")
    with Session(box) as s:
        s.wait_prompt()
        equal(recalled(s), "echo 'b\\n'")
        equal(recalled(s), "echo two")
        equal(recalled(s), "echo one")
        equal(s.run(""), ["one"])
        equal(notes(s), [])


@case
def a_quote_over_lines_is_one_entry(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo 'a", "  ...> ")
        s.run("b'")
        s.leave()
    equal(kept(box), ["echo 'a\\nb'"])
    with Session(box) as s:
        s.wait_prompt()
        s.key("up")
        s.wait_for(lambda t: t.before_cursor().endswith("b'"))
        first = s.cursor_line
        s.type("\r")
        s.wait_for(lambda t: t.cursor_line > first + 1 and t.edits
                   and t.before_cursor() == "shmsh> ")
        equal(s.lines()[-3:-1], ["a", "b"])


@case
def a_line_with_a_blank_before_it_is_not_kept(box):
    type_and_leave(box, "echo open", " echo secret")
    equal(kept(box), ["echo open"])


@case
def the_last_line_and_quit_are_kept(box):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo one")
        s.type("quit\r")
        equal(s.wait_end(), 0)
    equal(kept(box), ["echo one", "quit"])


@case
def what_was_interrupted_is_not_kept(box):
    with Session(box) as s:
        s.wait_prompt()
        s.type("echo never")
        s.wait_for(lambda t: t.before_cursor().endswith("never"))
        s.drop()
        s.run("echo 'half", "  ...> ")
        s.drop()
        s.run("echo whole")
        s.leave()
    equal(kept(box), ["echo whole"])


@case
def history_lists_what_was_found_and_then_its_own(box):
    type_and_leave(box, "echo before")
    with Session(box) as s, Session(box) as other:
        s.wait_prompt()
        other.wait_prompt()
        other.run("echo beside")
        s.run("echo own")
        equal(s.run("history echo")[:2], ["1  echo before", "2  echo own"])
        equal(s.run("history OWN")[:1], ["2  echo own"])
        equal(s.run("history -n 0"), [])
    equal(kept(box)[:3], ["echo before", "echo beside", "echo own"])


@case
def of_sessions_side_by_side_no_line_is_lost(box):
    sessions = [Session(box) for _ in range(SESSIONS)]
    for s in sessions:
        s.wait_prompt()
    for line in range(LINES):
        rows = [s.cursor_line for s in sessions]
        for number, s in enumerate(sessions):
            s.type(f"echo {number} {line}\r")
        for row, s in zip(rows, sessions):
            s.wait_for(lambda t, row=row: t.cursor_line > row + 1 and t.edits
                       and t.before_cursor() == "shmsh> ")
    for s in sessions:
        s.key("ctrl-d")
    for s in sessions:
        equal(s.wait_end(), 0)
        s.close()
    found = kept(box)
    equal(len(found), SESSIONS * LINES, "lines in the file")
    for number in range(SESSIONS):
        equal([line for line in found if line.startswith(f"echo {number} ")],
              [f"echo {number} {line}" for line in range(LINES)], "lines of one session")
    with Session(box) as s:
        s.wait_prompt()
        equal(s.run("history -n 2")[0], f"{SESSIONS * LINES}  {found[-1]}")


def keeps_when_ended_by(box, number):
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo kept")
        os.kill(s.pid, number)
        equal(s.wait_end(), 128 + number)
    equal(kept(box), ["echo kept"])


@case
def kill_9_loses_no_line(box):
    keeps_when_ended_by(box, signal.SIGKILL)


@case
def sigterm_loses_no_line(box):
    keeps_when_ended_by(box, signal.SIGTERM)


@case
def sighup_loses_no_line(box):
    keeps_when_ended_by(box, signal.SIGHUP)


def is_left_alone(box, reason):
    """The session says so once, and goes on without a file."""
    before = os.lstat(path_of(box))
    said = [f"shmsh: note: {path_of(box)} is left alone: {reason}; what is typed is remembered "
            "in this session only"]
    with Session(box, columns=200) as s:
        s.wait_prompt()
        equal(notes(s), said)
        s.run("echo one")
        s.run("echo two")
        equal(recalled(s), "echo two")
        equal(recalled(s), "echo one")
        equal(notes(s), said)
        s.drop()
        equal(s.leave(), 0)
    after = os.lstat(path_of(box))
    equal((after.st_ino, after.st_mode, after.st_size),
          (before.st_ino, before.st_mode, before.st_size), "the file")


@case
def a_symbolic_link_is_left_alone(box):
    precious = os.path.join(box.cwd, "precious")
    put(precious, b"precious\n")
    put(path_of(box), b"")
    os.unlink(path_of(box))
    os.symlink(precious, path_of(box))
    is_left_alone(box, "it is a symbolic link")
    with open(precious, "rb") as file:
        equal(file.read(), b"precious\n")


@case
def a_fifo_is_left_alone(box):
    put(path_of(box), b"")
    os.unlink(path_of(box))
    os.mkfifo(path_of(box), 0o600)
    is_left_alone(box, "it is no regular file")


@case
def what_others_may_write_is_left_alone(box):
    put(path_of(box), b"rm 1234\n")
    os.chmod(path_of(box), 0o602)
    is_left_alone(box, "others could have written it")


@case
def with_an_empty_name_there_is_none(box):
    box.env["SHMSH_HISTORY"] = ""
    with Session(box) as s:
        s.wait_prompt()
        s.run("echo one")
        equal(recalled(s), "echo one")
        equal(notes(s), [])
        s.drop()
        s.leave()
    equal(os.listdir(box.env["HOME"]), [])


@case
def another_place_may_be_chosen(box):
    box.env["SHMSH_HISTORY"] = os.path.join(box.cwd, "deep/lines")
    type_and_leave(box, "echo one")
    with open(os.path.join(box.cwd, "deep/lines"), "rb") as file:
        equal(file.read(), b"echo one\n")
    equal(os.listdir(box.env["HOME"]), [])


@case
def a_place_that_can_not_be_written_is_noted_once(box):
    box.env["SHMSH_HISTORY"] = "/proc/nothing/lines"
    with Session(box, columns=200) as s:
        s.wait_prompt()
        s.run("echo one")
        s.run("echo two")
        equal(notes(s), ["shmsh: note: /proc/nothing/lines can not be made: No such file or "
                         "directory (ENOENT); what is typed is remembered in this session only"])
        equal(recalled(s), "echo two")
        s.drop()
        equal(s.leave(), 0)


@case
def a_full_disk_is_noted_once_and_lines_are_kept_for_later(box):
    put(path_of(box), b"echo before\n")
    with Session(box) as s:
        s.wait_prompt()
        soft, hard = resource.prlimit(s.pid, resource.RLIMIT_FSIZE, (20, -1))
        s.run("echo first")
        s.run("echo second")
        equal(len(notes(s)), 1, "number of notes")
        equal(kept(box), ["echo before"])
        resource.prlimit(s.pid, resource.RLIMIT_FSIZE, (soft, hard))
        s.run("echo third")
        equal(kept(box), ["echo before", "echo first", "echo second", "echo third"])
        equal(s.leave(), 0)


@case
def what_a_file_holds_never_reaches_the_terminal_raw(box):
    put(path_of(box), b"echo \x1b]0;raw\x07\necho \x9b\necho \\x1b]0;escaped\\x07\n")
    with Session(box) as s:
        raw = bytearray()
        feed = s.stream.feed
        s.stream.feed = lambda data: (raw.extend(data), feed(data))
        s.wait_prompt()
        assert "escaped" in recalled(s), s.picture()
        while "raw" not in recalled(s):
            pass
        s.drop()
        equal(s.run("history echo")[:3], ["1  echo \\x1b]0;raw\\x07", "2  echo \\x9b",
                                          "3  echo \\x1b]0;escaped\\x07"])
        assert b"\x1b]0" not in raw and b"\x07" not in raw and b"\x9b" not in raw, raw


if __name__ == "__main__":
    sys.exit(main())
