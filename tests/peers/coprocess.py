# SPDX-License-Identifier: BSD-2-Clause
"""A shmsh that another program drives."""

import contextlib
import os
import subprocess

MEMORY = 64 << 20  # bytes that a script may take, whatever is in it


class Shell:
    """A shmsh that is driven through pipes; `with` sees to its end."""

    def __init__(self, box, *options, **changes):
        self.process = box.start(box.program, *options, **{
            "stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
            | changes)
        self.pid = self.process.pid
        self.usage = None

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.kill()
        self.process.wait()
        for pipe in (self.process.stdin, self.process.stdout, self.process.stderr):
            if pipe:
                with contextlib.suppress(BrokenPipeError):
                    pipe.close()

    def send(self, data):
        self.process.stdin.write(data)
        self.process.stdin.flush()

    def ask(self, commands):
        """What COMMANDS print; all of them must succeed."""
        self.send(commands.encode() + b"\necho '<done>'\n")
        answer = b""
        while not answer.endswith(b"<done>\n"):
            line = self.process.stdout.readline()
            assert line, f"it ended after {answer!r}"
            answer += line
        return answer.removesuffix(b"<done>\n").decode()

    def end(self):
        """(status, output, errors), when all input is there; then its usage is known."""
        self.process.stdin.close()
        out, errors = self.process.stdout.read(), self.process.stderr.read()
        _, status, self.usage = os.wait4(self.pid, 0)
        self.process.returncode = os.waitstatus_to_exitcode(status)
        return self.process.returncode, out, errors.decode()

    def check_memory(self):
        """It never had much; a sanitizer's own memory would count, too."""
        most = self.usage.ru_maxrss * 1024
        assert most < MEMORY or sanitized(self.process.args[0]), f"it took {most} bytes"


def sanitized(program):
    with open(program, "rb") as file:
        return b"__asan_init" in file.read()
