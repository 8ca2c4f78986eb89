#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Types the examples that help shows, and looks for the failures that it explains.

    SHMSH=/path/to/shmsh tests/help.py [--show] [NAME...]

Each example is typed at a prompt, in an IPC namespace of its own. What help shows
must come out, but for addresses and ages; the last command must succeed; no segment
and no file may be left. What `What can go wrong` quotes must stand in the source.
Prints TAP; with --show, what really comes out.
"""

import json
import os
import re
import shutil
import subprocess
import sys

sys.dont_write_bytecode = True
TESTS = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [TESTS, os.path.join(TESTS, "transcripts")]
import commands  # noqa: E402
import documents  # noqa: E402
import isolate  # noqa: E402
import matching  # noqa: E402
from tap import Tap  # noqa: E402

SOURCES = os.path.join(os.path.dirname(TESTS), "src")
MARK = "> "
TIME_LIMIT = 60

# What differs from run to run, as help shows it.
VARYING = [(re.compile(r"0x7[0-9a-f]{11}"), "<address>"), (re.compile(r"\b\d+ s ago\b"), "<age>"),
           (re.compile(r"^time: .*s  \(user .*s, system .*s\)$"),
            "time: <any>s  (user <any>s, system <any>s)")]
# A string in C goes on after its quote.
JOINT = re.compile(r'"\s*(?:PRI\w+\s*)?"')
TROUBLES = re.compile(r"struct trouble \w+\[\] = \{.*?\n\};", re.DOTALL)
WORD = re.compile(r"(.*?)s?(\W*)")
ERRNO = re.compile(r" \(E[A-Z0-9]+\)$")


def pages(box):
    """Everything that help tells, by name."""
    answer = subprocess.run(["shmsh", "-j", "-c", "help"], env=box.env, cwd=box.cwd, check=True,
                            capture_output=True, text=True).stdout
    found = map(json.loads, answer.splitlines())
    return {page.get("name", page.get("topic")): page for page in found}


def played(session, box):
    """(lines, exit status, problem) of a session, its prompts as help shows them."""
    typed = [line[len(MARK):] for line in session if line.startswith(MARK)]
    example = documents.Example(0, "shmsh", expected=[f"shmsh> {text}" for text in typed])
    example.expected.append("shmsh>")
    # each as a first session: history counts its lines
    shutil.rmtree(os.path.join(box.env["XDG_STATE_HOME"], "shmsh"), ignore_errors=True)
    outcome = commands.run_on_terminal(example, box, TIME_LIMIT)
    return [as_shown(line) for line in outcome.lines][:-1], outcome.status, outcome.problem


def as_shown(line):
    prompt = documents.split_prompt(line)
    return MARK + prompt[1] if prompt else line


def expected(session):
    """The lines to come, with placeholders where they may differ."""
    for shape, placeholder in VARYING:
        session = [shape.sub(placeholder, line) for line in session]
    return session


def segments_left():
    with open("/proc/sysvipc/shm", encoding="ascii") as file:
        return [f"left: {line}" for line in file.read().splitlines()[1:]]


def files_left(box):
    return [f"left: {name}" for name in os.listdir(box.cwd)]


def complaints_of(session, box):
    lines, status, problem = played(session, box)
    found = [problem] if problem else []
    if not matching.matches(expected(session), lines, {}):
        found += matching.difference(session, lines)
    if status != 0:
        found.append(f"exit status {status}")
    return found + segments_left() + files_left(box)


def literals():
    """All strings of the source but those of help, each whole."""
    text = ""
    for folder, _, names in os.walk(SOURCES):
        for name in sorted(names):
            if name.endswith(".c") and os.path.basename(folder) != "help":
                with open(os.path.join(folder, name), encoding="utf-8") as file:
                    text += TROUBLES.sub("", file.read())
    return JOINT.sub("", text)


def unknown(said, text):
    """The parts of a quoted failure that no message has."""
    parts = ERRNO.sub("", said).removeprefix("note: ").split("...")
    return [f"nothing says '{part.strip()}'" for part in parts
            if part.strip() and not re.search(pattern(part.strip()), text)]


def pattern(part):
    """For it in a format, where a %s may be what makes a plural."""
    words = [WORD.fullmatch(word) for word in part.split(" ")]
    return " ".join(rf"{re.escape(word[1])}(?:s|%s)?{re.escape(word[2])}" for word in words)


def check(tap, box, names):
    text = literals()
    for name, page in pages(box).items():
        if names and name not in names:
            continue
        for trouble in page.get("wrong", []):
            tap.result(f"{name}: {trouble['said']}", unknown(trouble["said"], text))
        for example in page["examples"]:
            isolate.enter()
            tap.result(f"{name}: {example['shows']}",
                       complaints_of(example["session"].splitlines(), box))


def show(box, names):
    for name, page in pages(box).items():
        if names and name not in names:
            continue
        for example in page["examples"]:
            isolate.enter()
            lines, status, problem = played(example["session"].splitlines(), box)
            print(f"{name}: {example['shows']} [{status}] {problem}")
            print("".join(f"    {line}\n" for line in lines))


def main(arguments):
    program = os.environ.get("SHMSH", "")
    if not os.access(program, os.X_OK) or os.path.basename(program) != "shmsh":
        sys.exit("help.py: SHMSH must be set to the path of a program shmsh")
    try:
        box = isolate.Sandbox(program)
    except isolate.Forbidden as error:
        print(f"1..0 # SKIP {error}")
        return 0
    tap = Tap()
    with box:
        if arguments[:1] == ["--show"]:
            show(box, arguments[1:])
            return 0
        check(tap, box, arguments)
    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
