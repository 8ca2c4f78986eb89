#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Keys at the prompt, measured: how long until the screen has settled, what it costs.

Each contestant runs on a pseudo terminal of 80 by 24. A key is written, and the clock
stops when the screen shows what it should; then all bytes are counted that follow
within QUIET seconds. Peers that are not installed are left out.
"""

import os
import select
import shutil
import statistics
import subprocess
import sys
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [os.path.join(os.path.dirname(HERE), "terminal"), os.path.dirname(HERE)]
import isolate  # noqa: E402
from screen import Terminal  # noqa: E402

SHMSH = os.environ["SHMSH"]
ROUNDS = 10
QUIET = 0.003
LINE = "create 1234 4096 0644"

CONTESTANTS = {
    "shmsh, hints on": ([SHMSH], "shmsh> ", []),
    "shmsh, hints off": ([SHMSH], "shmsh> ", ["set hints off"]),
    "sftp": (["sftp", "-D", "/usr/lib/openssh/sftp-server"], "sftp> ", []),
    "sqlite3": (["sqlite3"], "sqlite> ", []),
    "redis-cli": (["redis-cli", "-s", "/nonexistent"], "not connected> ", []),
    "bash": (["bash", "--norc"], None, []),
}


class Keys(Terminal):
    """Feeds the emulator and counts the bytes."""

    def __init__(self, argv, **options):
        self.count = 0
        super().__init__(argv, **options)

    def read(self):
        try:
            data = os.read(self.fd, 65536)
        except OSError:
            return False
        self.count += len(data)
        self.stream.feed(data)
        return bool(data)

    def press(self, text, settled):
        """(seconds until SETTLED holds, bytes written until it is quiet)."""
        self.count = 0
        begin = time.perf_counter()
        os.write(self.fd, text.encode())
        while not settled(self):
            select.select([self.fd], [], [])
            self.read()
        seconds = time.perf_counter() - begin
        while select.select([self.fd], [], [], QUIET)[0] and self.read():
            pass
        return seconds, self.count


def percentile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(len(values) * share))]


def wait_prompt(terminal, prompt):
    terminal.wait_for(lambda t: (t.before_cursor() == prompt if prompt
                                 else t.before_cursor().endswith("# ")
                                 or t.before_cursor().endswith("$ ")) and t.edits)
    return terminal.before_cursor()


def measure(box, argv, prompt, first):
    times, sizes = [], []
    with Keys(argv, env=box.env | {"SHMSH_HISTORY": ""}, cwd=box.cwd) as terminal:
        prompt = wait_prompt(terminal, prompt)
        for line in first:
            terminal.type(line + "\r")
            row = terminal.cursor_line
            terminal.wait_for(lambda t, row=row: t.cursor_line > row)
            wait_prompt(terminal, prompt)
        for _ in range(ROUNDS):
            for end in range(1, len(LINE) + 1):
                wanted = prompt + LINE[:end]
                seconds, size = terminal.press(
                    LINE[end - 1], lambda t, wanted=wanted: t.before_cursor() == wanted)
                times.append(seconds)
                sizes.append(size)
            for end in range(len(LINE) - 1, -1, -1):
                wanted = prompt + LINE[:end]
                seconds, size = terminal.press(
                    "\x7f", lambda t, wanted=wanted: t.before_cursor() == wanted)
                times.append(seconds)
                sizes.append(size)
    return times, sizes


def show_keys(box):
    print(f"{'keys on ' + repr(LINE):34}{'median':>9}{'99 %':>9}{'bytes':>8}{'99 %':>7}")
    for name, (argv, prompt, first) in CONTESTANTS.items():
        program = shutil.which(argv[0])
        if not program:
            print(f"  {name:32} is not installed")
            continue
        times, sizes = measure(box, [program, *argv[1:]], prompt, first)
        print(f"  {name:32}{statistics.median(times) * 1e6:7.0f}us"
              f"{percentile(times, 0.99) * 1e6:7.0f}us"
              f"{statistics.median(sizes):8.0f}{percentile(sizes, 0.99):7.0f}")


def show_tab(box):
    """Tab where a key may stand, with as many segments as there may be."""
    count = 4096
    commands = "".join(f"create {key} 1\n" for key in range(10001, 10001 + count))
    subprocess.run([SHMSH], input=commands, text=True, env=box.env, check=True)
    listed, found = [], []
    with Keys([SHMSH], env=box.env | {"SHMSH_HISTORY": ""}, cwd=box.cwd) as terminal:
        prompt = wait_prompt(terminal, "shmsh> ")
        for _ in range(ROUNDS):
            row = terminal.cursor_line
            os.write(terminal.fd, b"rm ")
            terminal.wait_for(lambda t: t.before_cursor() == prompt + "rm ")
            listed.append(terminal.press(
                "\t", lambda t, row=row: t.before_cursor() == prompt + "rm 1"
                and t.cursor_line > row)[0])
            os.write(terminal.fd, b"409")
            terminal.wait_for(lambda t: t.before_cursor() == prompt + "rm 1409")
            os.write(terminal.fd, b"6")
            terminal.wait_for(lambda t: t.before_cursor() == prompt + "rm 14096")
            found.append(terminal.press(
                "\t", lambda t: t.before_cursor() == prompt + "rm 14096 ")[0])
            terminal.type("\x15")
            terminal.wait_for(lambda t: t.before_cursor() == prompt)
    print(f"Tab with {count} segments: a list in {statistics.median(listed) * 1e3:.1f} ms, "
          f"one of them in {statistics.median(found) * 1e3:.1f} ms")


def main():
    with isolate.Sandbox(SHMSH) as box:
        show_keys(box)
        show_tab(box)


if __name__ == "__main__":
    main()
