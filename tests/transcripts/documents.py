# SPDX-License-Identifier: BSD-2-Clause
"""The examples in a document: finds them, and writes them back.

An example is a `$ COMMAND` line in a ```console block (Markdown) or in a
`.Bd -literal` block whose first line begins with `$ ` (mdoc), what is typed into
it, and what must come out of it.
"""

import re
from dataclasses import dataclass, field

PROMPT = re.compile(r"(shmsh(?!:)(?:<[a-z]+(?::\w+)?>|[^>])*>|  \.\.\.>)(?: (.*))?")
CONTINUATION = "  ...>"
STATUS = re.compile(r"\[(\d+)\]")
INPUT = re.compile(r">(?: (.*))?")
FENCE = re.compile(r"([ \t]*)(`{3,}|~{3,})[ \t]*(.*)")

ROFF = re.compile(r"\\(e|&|-| |\(..|\[[^\]]*\]|.?)")
ROFF_CHARACTERS = {
    "e": "\\", "&": "", "-": "-", " ": " ", "(aq": "'", "(dq": '"', "(ti": "~",
    "(ha": "^", "(ga": "`", "(rs": "\\", "(at": "@", "(sh": "#", "(Do": "$", "(ba": "|",
}


class BadDocument(Exception):
    """The document cannot be understood; `line` says where."""

    def __init__(self, line, text):
        super().__init__(text)
        self.line = line


@dataclass
class Example:
    """One command; `start` and `end` are the expected lines' place in the document."""
    line: int
    command: str
    input: list = field(default_factory=list)
    expected: list = field(default_factory=list)
    status: int | None = None
    start: int = 0
    end: int = 0
    indent: str = ""

    @property
    def interactive(self):
        return bool(self.expected) and is_prompt(self.expected[0])

    @property
    def left_at_prompt(self):
        """The last line is a bare prompt: the session is left, not ended by its user."""
        last = split_prompt(self.expected[-1]) if self.interactive else None
        return last is not None and last[1] == ""


def split_prompt(line):
    """(prompt without its last blank, text typed) of a prompt line, or None."""
    found = PROMPT.fullmatch(line)
    return (found[1], found[2] or "") if found else None


def is_prompt(line):
    prompt = split_prompt(line)
    return prompt is not None and prompt[0] != CONTINUATION


def read(path):
    """The lines of a document; any bytes come through. Only newlines end lines."""
    with open(path, encoding="utf-8", errors="surrogateescape", newline="") as file:
        lines = file.read().split("\n")
    if lines[-1] == "":
        lines.pop()
    return lines


def write(path, lines):
    with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write("".join(line + "\n" for line in lines))


def is_markdown(path):
    return path.endswith(".md")


def examples(path, lines):
    """All examples of a document, in order."""
    blocks = markdown_blocks(lines) if is_markdown(path) else mdoc_blocks(lines)
    return [example for first, block, indent in blocks
            for example in block_examples(first, block, indent)]


def markdown_blocks(lines):
    """(index of the first line, lines, indentation) of each console block."""
    index = 0
    while index < len(lines):
        opening = FENCE.fullmatch(lines[index])
        index += 1
        if not opening or "`" in opening[3]:
            continue
        first = index
        while index < len(lines) and not closes(lines[index], opening[2]):
            index += 1
        if index == len(lines):
            raise BadDocument(first, "this block is never closed")
        if opening[3].split()[:1] == ["console"]:
            block = [line.removeprefix(opening[1]) for line in lines[first:index]]
            yield first, block, opening[1]
        index += 1


def closes(line, fence):
    text = line.strip()
    return len(text) >= len(fence) and text == fence[0] * len(text)


def mdoc_blocks(lines):
    """The same for literal displays which begin with a command."""
    index = 0
    while index < len(lines):
        words = lines[index].split()
        index += 1
        if words[:1] != [".Bd"] or "-literal" not in words:
            continue
        first = index
        while index < len(lines) and lines[index].split()[:1] != [".Ed"]:
            index += 1
        if index == len(lines):
            raise BadDocument(first, "this display is never closed")
        if lines[first].startswith("$ "):
            yield first, [plain(lines[i], i + 1) for i in range(first, index)], ""


def plain(line, number):
    """A line of mdoc text without its escapes."""
    if line.startswith((".", "'")):
        raise BadDocument(number, f"a request in a literal example: {line}")

    def character(found):
        name = found[1]
        if name.startswith("["):
            name = "(" + name[1:-1]
        if name not in ROFF_CHARACTERS:
            raise BadDocument(number, f"unknown escape: {found[0]}")
        return ROFF_CHARACTERS[name]

    return ROFF.sub(character, line)


def block_examples(first, block, indent):
    """Splits one block at its `$ ` lines."""
    index = 0
    while index < len(block):
        if not block[index].startswith("$ "):
            raise BadDocument(first + index + 1, "a block begins with a `$ ` line")
        example = Example(first + index + 1, block[index][2:], indent=indent)
        index += 1
        while example.command.endswith("\\") and index < len(block):
            example.command += "\n" + block[index]
            index += 1
        while index < len(block) and (text := INPUT.fullmatch(block[index])):
            example.input.append(text[1] or "")
            index += 1
        example.start = first + index
        while index < len(block) and not block[index].startswith("$ "):
            example.expected.append(block[index])
            index += 1
        example.end = first + index
        if example.expected and (status := STATUS.fullmatch(example.expected[-1])):
            example.status = int(status[1])
            example.expected.pop()
        if example.interactive:
            example.expected = [line.rstrip() for line in example.expected]
            if example.input:
                raise BadDocument(example.line, "input for an interactive command")
        yield example


def unwritable(lines):
    """The first line of output that a document would take for something else, or None."""
    for index, line in enumerate(lines):
        fence = FENCE.fullmatch(line)
        if line.startswith("$ ") or fence or index == 0 and INPUT.fullmatch(line):
            return line
    return None
