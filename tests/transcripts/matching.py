# SPDX-License-Identifier: BSD-2-Clause
"""Compares what came out with what must come out, placeholders included.

`<id>` stands for any id, `<id:a>` for the same one everywhere in a file, a line
`...` for any number of lines. What the named ones stand for is kept in a dict,
name to text, that the caller holds for the whole file.
"""

import difflib
import re

KINDS = {
    "pid": r"\d+",
    "id": r"\d+",
    "n": r"-?\d+(?:\.\d+)?",
    "address": r"0x[0-9a-f]+",
    "time": r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d",
    "age": r"(?:just now|\d+ [a-z]+(?: \d+ [a-z]+)?)(?: ago)?",
    "user": r"[A-Za-z_][A-Za-z0-9_.-]*\$?",
    "any": r".*",
}
PLACEHOLDER = re.compile(r"<(%s)(?::(\w+))?>" % "|".join(KINDS))
CONTROL = re.compile(r"(shmsh.*>|  \.\.\.>)(.*?) ?\^([CD])")
ANY_LINES = "..."
LARGEST_TABLE = 400_000


def matches(expected, actual, bound, interactive=False):
    """Whether all lines match; then what the named placeholders matched is in `bound`."""
    seen = set()
    parts = [r"(?:.*\n)*?" if line == ANY_LINES
             else pattern(line, bound, seen, interactive) + r"\n" for line in expected]
    found = re.fullmatch("".join(parts), "".join(line + "\n" for line in actual))
    if found:
        bind(found, bound)
    return found is not None


def pattern(line, bound, seen, interactive):
    """A regular expression for one line; `seen` holds the groups it may refer back to.

    Whether a typed ^C or ^D shows is the terminal's business: both are right.
    """
    control = CONTROL.fullmatch(line) if interactive else None
    if control:
        line = (control[1] + control[2]).rstrip()
    text, position = "", 0
    for token in PLACEHOLDER.finditer(line):
        text += re.escape(line[position:token.start()])
        text += placeholder(token[1], token[2], bound, seen)
        position = token.end()
    text += re.escape(line[position:])
    return text + (rf"(?: ?\^{control[3]})?" if control else "")


def placeholder(kind, suffix, bound, seen):
    if suffix is None:
        return f"(?:{KINDS[kind]})"
    name = f"{kind}_{suffix}"
    if name in bound:
        return re.escape(bound[name])
    if name in seen:
        return f"(?P={name})"
    seen.add(name)
    return f"(?P<{name}>{KINDS[kind]})"


def bind(found, bound):
    bound.update(found.groupdict())


def view(expected, actual, bound, interactive=False):
    """The actual lines, written as the expected ones wherever these match.

    What `matches` rejects differs from `expected` here too, in few lines: good for
    a diff, and for a document brought up to date.
    """
    if len(expected) * len(actual) > LARGEST_TABLE:
        return list(actual)
    bound = dict(bound)
    fits = fitting(expected, actual, bound, interactive)
    result = []
    for i, j in alignment(expected, actual, fits):
        if j is None:
            result += [ANY_LINES] if expected[i] == ANY_LINES else []
            continue
        line = actual[j]
        if i is not None and fits[i][j]:
            found = re.fullmatch(pattern(expected[i], bound, set(), interactive), line)
            if found:
                bind(found, bound)
                line = expected[i]
        result.append(line)
    return result


def fitting(expected, actual, bound, interactive):
    """fits[i][j]: expected line i alone matches actual line j."""
    patterns = [re.compile(pattern(line, bound, set(), interactive)) for line in expected]
    return [[line != ANY_LINES and regex.fullmatch(text) is not None for text in actual]
            for line, regex in zip(expected, patterns)]


def alignment(expected, actual, fits):
    """Pairs (i, j) of fewest differences; j None: line missing, i None: line too many.

    Lines which a `...` stands for are left out.
    """
    rows, columns = len(expected), len(actual)
    cost = [[0] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows, -1, -1):
        for j in range(columns, -1, -1):
            if i < rows or j < columns:
                cost[i][j] = min(step[0] for step in steps(i, j, cost, expected, fits))
    i = j = 0
    while i < rows or j < columns:
        _, down, right = min(steps(i, j, cost, expected, fits), key=lambda step: step[0])
        if not (right and i < rows and expected[i] == ANY_LINES):
            yield (i if down else None), (j if right else None)
        i, j = i + down, j + right


def steps(i, j, cost, expected, fits):
    """(cost to the end, lines of expected taken, lines of actual taken), best first."""
    rows, columns = len(cost) - 1, len(cost[0]) - 1
    any_lines = i < rows and expected[i] == ANY_LINES
    if i < rows and j < columns and not any_lines:
        yield cost[i + 1][j + 1] + (not fits[i][j]), 1, 1
    if i < rows:
        yield cost[i + 1][j] + (not any_lines), 1, 0
    if j < columns:
        yield cost[i][j + 1] + (not any_lines), 0, 1


def difference(expected, seen):
    """A unified diff, without its file names."""
    return list(difflib.unified_diff(expected, seen, "expected", "actual", lineterm="", n=5))
