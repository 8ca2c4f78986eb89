# SPDX-License-Identifier: BSD-2-Clause
"""A model of the line that libedit edits: what keys do to it, where it stands.

Keys that libedit answers by a beep change nothing, here as there.
"""

import unicodedata

WORD_TOO = "*?_-.[]~="


def width(character):
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def is_word(character):
    return character.isalnum() or character in WORD_TOO


class Line:
    """The text, the cursor in it, and what was killed last."""

    def __init__(self, text="", cursor=None):
        self.text = text
        self.cursor = len(text) if cursor is None else cursor
        self.killed = ""

    def insert(self, text):
        self.text = self.text[:self.cursor] + text + self.text[self.cursor:]
        self.cursor += len(text)

    def remove(self, start, end):
        removed = self.text[start:end]
        self.text = self.text[:start] + self.text[end:]
        self.cursor = start
        return removed

    def word_before(self):
        place = self.cursor
        while place > 0 and not is_word(self.text[place - 1]):
            place -= 1
        while place > 0 and is_word(self.text[place - 1]):
            place -= 1
        return place

    def word_behind(self):
        place = self.cursor
        while place < len(self.text) and not is_word(self.text[place]):
            place += 1
        while place < len(self.text) and is_word(self.text[place]):
            place += 1
        return place

    def press(self, key):
        """One of KEYS below."""
        KEYS[key](self)

    def left(self):
        self.cursor = max(0, self.cursor - 1)

    def right(self):
        self.cursor = min(len(self.text), self.cursor + 1)

    def home(self):
        self.cursor = 0

    def end(self):
        self.cursor = len(self.text)

    def previous_word(self):
        self.cursor = self.word_before()

    def next_word(self):
        self.cursor = self.word_behind()

    def backspace(self):
        if self.cursor > 0:
            self.remove(self.cursor - 1, self.cursor)

    def delete(self):
        # libedit keeps what Delete took, but not what Backspace did.
        if self.cursor < len(self.text):
            self.killed = self.remove(self.cursor, self.cursor + 1)

    def kill_word_before(self):
        if self.cursor > 0:
            self.killed = self.remove(self.word_before(), self.cursor)

    def kill_word_behind(self):
        if self.cursor < len(self.text):
            self.killed = self.remove(self.cursor, self.word_behind())

    def kill_rest(self):
        self.killed = self.remove(self.cursor, len(self.text))

    def kill_all(self):
        self.killed = self.remove(0, len(self.text))

    def yank(self):
        self.insert(self.killed)

    def transpose(self):
        if self.cursor < len(self.text):
            if len(self.text) <= 1:
                return
            self.cursor += 1
        if self.cursor > 1:
            before, at = self.text[self.cursor - 2:self.cursor]
            start = self.cursor - 2
            self.text = self.text[:start] + at + before + self.text[self.cursor:]

    def rows(self, prompt, columns):
        """(the rows of prompt and text, row and column of the cursor)."""
        rows, used, place = [""], 0, None
        for index, character in enumerate(prompt + self.text):
            size = 0 if character == "\n" else width(character)
            if used + size > columns:
                rows.append("")
                used = 0
            if index == len(prompt) + self.cursor:
                place = len(rows) - 1, used
            if character != "\n":
                rows[-1] += character
                used += size
            if character == "\n" or used == columns:
                rows.append("")
                used = 0
        return [row.rstrip() for row in rows], place or (len(rows) - 1, used)


KEYS = {
    "left": Line.left, "right": Line.right, "home": Line.home, "end": Line.end,
    "ctrl-left": Line.previous_word, "ctrl-right": Line.next_word,
    "backspace": Line.backspace, "delete": Line.delete,
    "ctrl-w": Line.kill_word_before, "alt-d": Line.kill_word_behind,
    "ctrl-k": Line.kill_rest, "ctrl-u": Line.kill_all, "ctrl-y": Line.yank,
    "ctrl-t": Line.transpose,
}
