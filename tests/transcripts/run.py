#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Runs the examples of documents and compares what comes out, exactly.

    SHMSH=/path/to/shmsh tests/transcripts/run.py [--update] FILE...

Prints TAP. Each FILE, Markdown or mdoc, has an IPC namespace, a home and a working
directory of its own, which its examples share.

In a ```console block (mdoc: a `.Bd -literal` which begins with `$ `):

    $ COMMAND       is run by /bin/sh; a backslash at its end continues it
    > TEXT          right after that: standard input (otherwise /dev/null)
    anything else   what comes out, standard error included
    [N]             the exit status, when it is not 0

Output that does not end in a newline shows as `TEXT (no newline)`. When the first
line of output is a prompt, `shmsh> TEXT`, the command runs on a terminal and the
text after each prompt is typed; `^C` and `^D` are those keys. A session may end at
a bare prompt; its exit status may then be 1 as well, that of its last command.

Placeholders: <pid> <id> <n> <address> <time> <age> <user> <any>, a line `...` for
any lines; <id:a> is the same id everywhere in the file.
"""

import argparse
import os
import signal
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import commands  # noqa: E402
import documents  # noqa: E402
import isolate  # noqa: E402
import matching  # noqa: E402


class Tap:
    """Test Anything Protocol on standard output."""

    def __init__(self):
        self.count = 0
        self.failed = False

    def result(self, passed, name, notes=()):
        self.count += 1
        self.failed |= not passed
        name = visible(name).replace("#", r"\#")
        print(f"{'ok' if passed else 'not ok'} {self.count} - {name}")
        for note in notes:
            print(f"# {visible(note)}")
        sys.stdout.flush()

    def plan(self):
        print(f"1..{self.count}")


def visible(text):
    """Text with what would not show, or do harm on a terminal, written as \\xNN."""
    return "".join(c if c.isprintable() else
                   "".join(f"\\x{byte:02x}" for byte in c.encode("utf-8", "surrogateescape"))
                   for c in text)


def run_file(path, box, options, tap):
    """Runs all examples of a file and reports each."""
    try:
        lines = documents.read(path)
        examples = documents.examples(path, lines)
    except OSError as error:
        return tap.result(False, f"{path}: {error.strerror}")
    except documents.BadDocument as error:
        return tap.result(False, f"{path}:{error.line}: {error}")
    if not examples:
        return tap.result(False, f"{path}: no example in this file")
    bound, changes = {}, []
    for example in examples:
        run_example(path, example, box, options, tap, bound, changes)
    if options.update and changes:
        update(path, lines, changes)


def run_example(path, example, box, options, tap, bound, changes):
    name = f"{path}:{example.line}: $ " + example.command.partition("\n")[0]
    try:
        outcome = commands.run(example, box, options.time_limit)
    except documents.BadDocument as error:
        return tap.result(False, name, [str(error)])
    right = matching.matches(example.expected, outcome.lines, bound, example.interactive)
    seen = example.expected if right else matching.view(
        example.expected, outcome.lines, bound, example.interactive)
    if not right and seen == example.expected:
        seen = outcome.lines
    passed = right and status_is_right(example, outcome) and not outcome.problem
    if passed:
        return tap.result(True, name)
    notes = [outcome.problem] if outcome.problem else []
    if options.update and not outcome.problem and not documents.unwritable(seen):
        changes.append((example, seen + status_lines(outcome.status, seen)))
        notes.append("updated")
    tap.result(False, name, notes + explain(example, outcome, seen))


def status_is_right(example, outcome):
    if example.status is None and example.left_at_prompt:
        return outcome.status in (0, 1)
    return outcome.status == (example.status or 0)


def status_lines(status, lines):
    """The `[N]` line after these lines, where one is needed."""
    mistakable = lines and documents.STATUS.fullmatch(lines[-1])
    return [f"[{status}]"] if status or mistakable else []


def explain(example, outcome, seen):
    """A diff of what must come out and what did, exit status included."""
    expected, actual = list(example.expected), list(seen)
    if outcome.status is not None and not status_is_right(example, outcome):
        expected.append(f"[{example.status or 0}]")
        actual.append(f"[{outcome.status}]")
    return matching.difference(expected, actual)


def update(path, lines, changes):
    """Replaces expected lines in the document; the last first, so that places stay."""
    for example, seen in reversed(changes):
        lines[example.start:example.end] = [(example.indent + line) if line else ""
                                            for line in seen]
    documents.write(path, lines)


def parse(arguments):
    parser = argparse.ArgumentParser(description="run the examples of documents")
    parser.add_argument("--update", action="store_true",
                        help="write what comes out into the (Markdown) files")
    parser.add_argument("--time-limit", type=float, default=60, metavar="SECONDS",
                        help="for each command (60)")
    parser.add_argument("files", nargs="+", metavar="FILE")
    options = parser.parse_args(arguments)
    if options.update and not all(map(documents.is_markdown, options.files)):
        parser.error("only Markdown can be updated")
    return options


def program():
    """The shmsh under test, from the environment."""
    path = os.environ.get("SHMSH", "")
    if not os.access(path, os.X_OK) or os.path.basename(path) != "shmsh":
        sys.exit("run.py: SHMSH must be set to the path of a program shmsh")
    return path


def main(arguments):
    options = parse(arguments)
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, frame: sys.exit(128 + number))
    sys.stdout.reconfigure(encoding="utf-8")
    tap = Tap()
    shmsh, helpers = program(), os.environ.get("SHMSH_TEST_PROGRAMS", "")
    for path in options.files:
        try:
            box = isolate.Sandbox(shmsh, helpers)
        except isolate.Forbidden as error:
            # Not exit status 77: meson takes that for an error of a TAP test.
            print(f"1..0 # SKIP {error}")
            return 0
        with box:
            run_file(path, box, options, tap)
    tap.plan()
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
