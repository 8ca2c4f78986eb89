#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Random edits: after each the screen must show the model's line, and the cursor too.

    SHMSH_FUZZ_STEPS=100000 SHMSH_FUZZ_SEED=1 SHMSH=... tests/terminal/fuzz.py

What libedit can not do is left out: lines that fill the window, and characters
that combine with the one before.
"""

import os
import random
import sys

from cases import Session, case, equal, main
from line import KEYS, Line
from screen import Timeout

STEPS = int(os.environ.get("SHMSH_FUZZ_STEPS", "2400"))
SEED = int(os.environ.get("SHMSH_FUZZ_SEED", "1752910904"))  # a test is the same each time
PROMPT = "shmsh> "
ABOVE = "above"
WINDOWS = (24, 80), (24, 40), (10, 20)
ASCII = "".join(map(chr, range(0x20, 0x7f)))
WIDE = "äß€漢字かなｗ한글éЖ"
STARTS = "create ", "read 1 ", "write . ", "nonsense ", "echo 'one "


class Fuzz:
    """One session with its line, its window and its dice."""

    def __init__(self, session, seed, rows, columns):
        self.session = session
        self.dice = random.Random(seed)
        self.line = Line()
        self.window = rows, columns
        self.done = []

    def fits(self, line, window):
        rows, _ = line.rows(PROMPT, window[1])
        return len(rows) < window[0]

    def step(self):
        """One edit, sent and modelled; one that would fill the window empties the line."""
        choice = self.dice.random()
        if choice < 0.02:
            self.resize()
        elif choice < 0.06:
            self.paste()
        elif choice < 0.10 and not self.line.text:
            self.type(self.dice.choice(STARTS))
        elif choice < 0.55:
            self.type(self.dice.choice(WIDE if self.dice.random() < 0.2 else ASCII))
        else:
            self.press(self.dice.choice(list(KEYS)))

    def type(self, text):
        self.change(lambda line: line.insert(text), text, text)

    def press(self, key):
        self.change(lambda line: line.press(key), key, None)

    def paste(self):
        text = "".join(self.dice.choice(ASCII + WIDE + "\n")
                       for _ in range(self.dice.randrange(1, 120)))
        self.change(lambda line: line.insert(text), f"paste {text!r}",
                    f"\x1b[200~{text}\x1b[201~".replace("\n", "\r"))

    def change(self, edit, what, sent):
        new = Line(self.line.text, self.line.cursor)
        new.killed = self.line.killed
        edit(new)
        if not self.fits(new, self.window):
            if what != "ctrl-u":
                self.press("ctrl-u")
            return
        self.line = new
        self.done.append(what)
        if sent is None:
            self.session.key(what)
        else:
            self.session.type(sent)

    def resize(self):
        window = self.dice.choice(WINDOWS)
        if not self.fits(self.line, window):
            return
        self.done.append(f"resize {window}")
        self.window = window
        self.session.resize(*window)

    def is_right(self, session):
        """Does the screen show the line, its cursor, and nothing else below or above?"""
        rows, (row, column) = self.line.rows(PROMPT, self.window[1])
        top = session.cursor[0] - row
        if top < 0 or session.cursor[1] != column:
            return False
        shown = [session.undimmed(y) for y in range(top, self.window[0])]
        if shown[:len(rows)] != rows or any(shown[len(rows):]):
            return False
        return top == 0 or session.undimmed(top - 1) == ABOVE

    def learn(self):
        """A first resize which tells shmsh that this terminal wraps nothing anew.

        Until then it can not know where both come to the same column.
        """
        self.type("x" * (self.window[1] + 10))
        for window in (WINDOWS[0], (23, 31), self.window):
            self.session.wait_for(self.is_right, what="the line")
            self.window = window
            self.session.resize(*window)
        self.session.wait_for(self.is_right, what="the line")
        self.press("ctrl-u")

    def run(self, steps):
        """Ends with the first wrong screen, which is shown."""
        self.learn()
        for number in range(steps):
            self.step()
            try:
                self.session.wait_for(self.is_right, what="the line")
            except Timeout as wrong:
                rows, place = self.line.rows(PROMPT, self.window[1])
                print(f"# step {number}, window {self.window}, last edits: {self.done[-8:]}",
                      f"# wanted, cursor at {place}:", *(f"# | {row}" for row in rows),
                      *(f"# {row}" for row in str(wrong).splitlines()), sep="\n", flush=True)
                raise AssertionError(f"seed {SEED}: a wrong screen after {number} steps") \
                    from None


def run_window(box, index):
    rows, columns = WINDOWS[index]
    with Session(box, rows=rows, columns=columns, timeout=10) as s:
        s.wait_prompt()
        equal(s.run(f"echo {ABOVE}"), [ABOVE])
        Fuzz(s, f"{SEED} {index}", rows, columns).run(STEPS // len(WINDOWS))


@case
def a_line_of_80_columns(box):
    run_window(box, 0)


@case
def a_line_of_40_columns(box):
    run_window(box, 1)


@case
def a_line_of_20_columns(box):
    run_window(box, 2)


if __name__ == "__main__":
    print(f"# seed {SEED}, {STEPS} steps", flush=True)
    sys.exit(main())
