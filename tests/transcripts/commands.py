# SPDX-License-Identifier: BSD-2-Clause
"""Runs the command of an example, on a pipe or on a terminal, and takes what comes out."""

import os
import select
import signal
import subprocess
import sys
import time
from dataclasses import dataclass

sys.path[:0] = [os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                             "terminal")]
import documents  # noqa: E402
import isolate  # noqa: E402
import screen  # noqa: E402

ROWS, COLUMNS = 200, 200
MOST_INPUT = 65536
MOST_OUTPUT = 16 << 20
NO_NEWLINE = " (no newline)"


@dataclass
class Outcome:
    """Lines that came out, the exit status as a shell says it, and what went wrong."""
    lines: list
    status: int | None
    problem: str = ""


def run(example, box, limit):
    if example.interactive:
        return run_on_terminal(example, box, limit)
    return run_on_pipe(example, box, limit)


# On a pipe

def run_on_pipe(example, box, limit):
    """Standard output and error go into one pipe, in the order they are written."""
    source = input_of(example)
    process = subprocess.Popen(
        ["/bin/sh", "-c", example.command], stdin=source, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, cwd=box.cwd, env=box.env, start_new_session=True,
        preexec_fn=isolate.fresh_process)
    os.close(source)
    with process.stdout:
        data, problem = collect(process, limit)
    if problem:
        os.killpg(process.pid, signal.SIGKILL)
    status = process.wait()
    return Outcome(split_lines(data), status if status >= 0 else 128 - status, problem)


def input_of(example):
    """A descriptor to read the example's input from; a pipe holds all of it at once."""
    if not example.input:
        return os.open("/dev/null", os.O_RDONLY)
    data = "".join(line + "\n" for line in example.input).encode("utf-8", "surrogateescape")
    if len(data) > MOST_INPUT:
        raise documents.BadDocument(example.line, "more input than a pipe holds")
    reader, writer = os.pipe()
    os.write(writer, data)
    os.close(writer)
    return reader


def collect(process, limit):
    """(output, problem): all output until the process has ended, or too long or much of it.

    Processes left in the background may hold the pipe open: that is not waited for.
    """
    deadline = time.monotonic() + limit
    output, pidfd = process.stdout.fileno(), os.pidfd_open(process.pid)
    data, waiting = bytearray(), {output, pidfd}
    try:
        while waiting:
            left = deadline - time.monotonic()
            ready = select.select(waiting, [], [], max(0, left))[0]
            if left <= 0 or not ready:
                return data, f"killed: not done within {limit:g} s"
            if output in ready:
                piece = os.read(output, 65536)
                data += piece
                if not piece:
                    waiting.discard(output)
                if len(data) > MOST_OUTPUT:
                    return data[:4096], "killed: more than 16 MiB of output"
            else:
                return data, ""
        return data, ""
    finally:
        os.close(pidfd)


def split_lines(data):
    lines = data.decode("utf-8", "surrogateescape").split("\n")
    if lines[-1] == "":
        lines.pop()
    else:
        lines[-1] += NO_NEWLINE
    return lines


# On a terminal

def run_on_terminal(example, box, limit):
    """Types what follows the prompts of the expected lines, each at its prompt.

    The shell waits in the terminal's foreground too: without the trap it dies of Ctrl-C.
    """
    argv = ["/bin/sh", "-c", "trap : INT\n" + example.command]
    with screen.Terminal(argv, ROWS, COLUMNS, box.env, box.cwd, timeout=limit) as terminal:
        session = Session(terminal, time.monotonic() + limit)
        try:
            lines, problem = session.play(example)
        except screen.Timeout:
            return Outcome(terminal.lines(), None, f"killed: not done within {limit:g} s")
        return Outcome(lines, terminal.status, problem)


class Session:
    """One interactive example being typed."""

    def __init__(self, terminal, deadline):
        self.terminal = terminal
        self.deadline = deadline
        self.typed_at = -1

    def play(self, example):
        """(lines of the final screen, problem)."""
        typed = [prompt for prompt in map(documents.split_prompt, example.expected) if prompt]
        if example.left_at_prompt:
            typed.pop()
        for _, text in typed:
            self.wait(self.at_prompt)
            if self.terminal.ended:
                break
            self.answer(text)
        self.wait(self.at_prompt)
        lines = self.terminal.lines()
        if self.terminal.ended:
            return lines, ""
        if not example.left_at_prompt:
            return lines, "the program still waits at a prompt"
        return lines, self.leave()

    def wait(self, condition):
        self.terminal.wait_for(lambda terminal: terminal.ended or condition(),
                               self.deadline - time.monotonic())

    def at_prompt(self):
        """A new prompt is shown, the cursor behind it, and keys are taken.

        A wrong one counts too: the comparison shows it, sooner than a time limit would.
        """
        before = self.terminal.before_cursor()
        prompt = documents.split_prompt(before)
        return (prompt is not None and prompt[1] == "" and before.endswith("> ")
                and self.terminal.cursor_line > self.typed_at and self.terminal.edits)

    def answer(self, text):
        self.typed_at = self.terminal.cursor_line
        if text == "^D":
            self.terminal.key("ctrl-d")
        elif text.endswith("^C"):
            self.interrupt(text.removesuffix("^C").rstrip())
        else:
            self.terminal.type(text + "\r")

    def interrupt(self, text):
        """Ctrl-C drops what the tty holds unread, so the text must have been read first."""
        before = self.terminal.before_cursor()
        self.terminal.type(text)
        self.wait(lambda: self.terminal.before_cursor() == before + text)
        self.terminal.key("ctrl-c")

    def leave(self):
        """Ends a session that the example leaves at its prompt; a complaint, or nothing."""
        self.typed_at = self.terminal.cursor_line
        self.terminal.key("ctrl-d")
        self.wait(self.at_prompt)
        if not self.terminal.ended:
            return "Ctrl-D at the last prompt does not end the program"
        return ""
