#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Tab in bash, zsh and fish on the command line of shmsh: what is installed, sourced.

A shell that is not installed is skipped, with that as the reason. Prints TAP.
"""

import os
import shutil
import subprocess
import sys

from cases import case, equal, main
from screen import Terminal
import isolate  # cases has its folder on the path

FILES = os.path.join(os.path.dirname(os.path.dirname(os.path.dirname(
    os.path.abspath(__file__)))), "src/assist/shells")

# How each is started bare, and what it reads to know shmsh.
SHELLS = {
    "bash": (["bash", "--norc", "-i"],
             f"source {FILES}/shmsh.bash; PS1='ready> '"),
    "zsh": (["zsh", "-f", "-i"],
            f"fpath=({FILES} $fpath); autoload -U compinit; compinit -u -D; PS1='ready> '"),
    "fish": (["fish", "--private"],
             f"source {FILES}/shmsh.fish; function fish_prompt; echo -n 'ready> '; end; "
             "function fish_greeting; end"),
}


class Shell(Terminal):
    def __init__(self, name, box):
        if not shutil.which(name):
            raise isolate.Forbidden(f"{name} is not installed")
        argv, first = SHELLS[name]
        super().__init__(argv, rows=40, columns=100, env=box.env, cwd=box.cwd)
        self.type(first + "\r")
        self.wait_ready()

    def wait_ready(self):
        self.wait_for(lambda s: s.before_cursor() == "ready> " and s.edits, what="the prompt")

    def complete(self, typed, wanted, tabs=1):
        """Types, presses Tab, and waits until the line and the list below say it."""
        self.type(typed)
        self.wait_for(lambda s: s.before_cursor() == "ready> " + typed, what=typed)
        for _ in range(tabs):
            self.key("tab")
        self.wait_for(lambda s: all(any(part in line for line in s.lines()) for part in wanted),
                      what=f"{wanted} after {typed!r}")
        self.key("ctrl-u")
        self.wait_ready()


def completes(name, box):
    subprocess.run(["shmsh", "-c", "create 1234 4K; create 1299 10"], env=box.env, check=True)
    with open(os.path.join(box.cwd, "lesson.shmsh"), "w", encoding="ascii"):
        pass
    with Shell(name, box) as s:
        s.complete("shmsh --keep", ["shmsh --keep-going"])
        s.complete("shmsh --color=al", ["shmsh --color=always"])
        s.complete("shmsh -c cre", ["shmsh -c create"])
        s.complete("shmsh -c 'rm 123", ["shmsh -c 'rm 1234"])
        s.complete("shmsh -c 'rm 12", ["rm 1234", "rm 1299"], tabs=2)
        s.complete("shmsh les", ["shmsh lesson.shmsh"])


@case
def bash_completes(box):
    completes("bash", box)


@case
def zsh_completes(box):
    completes("zsh", box)


@case
def fish_completes(box):
    completes("fish", box)


@case
def what_a_shell_might_run_is_not_offered_inside_c(box):
    for name in ("h'&echo taken&'", "h`echo taken`", "h$(echo taken)", "h o", "hers"):
        with open(os.path.join(box.cwd, name), "w", encoding="ascii"):
            pass
    for quote in ("'", '"'):
        found = subprocess.run(["shmsh", "--complete", f"shmsh -c {quote}source h"],
                               env=box.env, cwd=box.cwd, check=True, capture_output=True)
        equal(found.stdout, b"source hers\t\n")


if __name__ == "__main__":
    sys.exit(main())
