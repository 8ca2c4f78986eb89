# SPDX-License-Identifier: BSD-2-Clause
"""What the tests of the prompt share: shmsh at a terminal, and how cases are run.

Every case has a namespace, a home and a terminal of its own. A file of them ends in
`sys.exit(main())`, which prints TAP.
"""

import os
import sys
import traceback

from screen import Terminal

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import isolate  # noqa: E402

SHMSH = os.environ["SHMSH"]
CASES = []


def case(function):
    CASES.append(function)
    return function


class Session(Terminal):
    """shmsh at a terminal, with the waits that most cases need."""

    def __init__(self, box, *arguments, **options):
        super().__init__([SHMSH, *arguments], env=box.env, cwd=box.cwd, **options)

    def wait_prompt(self, prompt="shmsh> "):
        self.wait_for(lambda s: s.before_cursor() == prompt and s.edits,
                      what=f"the prompt {prompt!r}")

    def run(self, line, prompt="shmsh> "):
        """Types a line; returns what came out before the next prompt."""
        first = self.cursor_line
        self.type(line + "\r")
        self.wait_for(lambda s: s.cursor_line > first and s.edits
                      and s.before_cursor() == prompt, what=f"the prompt after {line!r}")
        return self.lines()[first + 1:self.cursor_line]

    def drop(self, prompt="shmsh> "):
        """Presses Ctrl-C and waits for a prompt on a new row."""
        first = self.cursor_line
        self.key("ctrl-c")
        self.wait_for(lambda s: s.cursor_line > first and s.edits
                      and s.before_cursor() == prompt, what="the prompt after Ctrl-C")

    def leave(self):
        self.key("ctrl-d")
        return self.wait_end()


def wait_shell(terminal, prompt="bash> "):
    """Waits until the shell has prompted, has the terminal, and sleeps in its read.

    What is typed before that may be lost with the settings that it changes.
    """
    def reads(t):
        with open(f"/proc/{t.pid}/stat", encoding="ascii", errors="replace") as file:
            state, _, group, _, _, foreground = file.read().rpartition(")")[2].split()[:6]
        return t.before_cursor() == prompt and state == "S" and group == foreground
    terminal.wait_for(reads, what="the shell's prompt")


def descendants_stopped(pid):
    """Have all processes below PID stopped? One that has not may still read a key."""
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as file:
        children = file.read().split()
    for child in children:
        with open(f"/proc/{child}/stat", encoding="ascii", errors="replace") as file:
            if file.read().rpartition(")")[2].split()[0] != "T":
                return False
        if not descendants_stopped(child):
            return False
    return True


def equal(found, wanted, what="value"):
    assert found == wanted, f"{what} is {found!r}, not {wanted!r}"


def run_alone(function):
    """Runs a case in a process and namespace of its own; the text of its failure."""
    reader, writer = os.pipe()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        text = ""
        try:
            with isolate.Sandbox(SHMSH) as box:
                function(box)
        except isolate.Forbidden as reason:
            text = f"SKIP {reason}"
        except BaseException:  # pylint: disable=broad-except
            text = traceback.format_exc()
        os.write(writer, text.encode("utf-8", "replace")[-60000:])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, "rb") as file:
        text = file.read().decode("utf-8", "replace")
    os.waitpid(pid, 0)
    return text


def main():
    failed = False
    for number, function in enumerate(CASES, 1):
        name = function.__name__.replace("_", " ")
        problem = run_alone(function)
        if problem.startswith("SKIP "):
            print(f"ok {number} - {name} # SKIP {problem[5:]}", flush=True)
            continue
        failed |= bool(problem)
        print(f"{'not ok' if problem else 'ok'} {number} - {name}", flush=True)
        if problem:
            print(f"{name}:\n{problem}", file=sys.stderr, flush=True)
    print(f"1..{len(CASES)}")
    return failed
