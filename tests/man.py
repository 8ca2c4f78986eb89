#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Holds the manual page to what the program says of itself.

    SHMSH=/path/to/shmsh tests/man.py [PAGE]

Every command with exactly its synopsis, its options and aliases, every option of the
process and every JSON field is documented, and nothing that does not exist; every
command has an example; mandoc has nothing to say. Prints TAP.
"""

import json
import os
import re
import subprocess
import sys

sys.dont_write_bytecode = True
TESTS = os.path.dirname(os.path.abspath(__file__))
sys.path[:0] = [TESTS, os.path.join(TESTS, "transcripts")]
import documents  # noqa: E402
import isolate  # noqa: E402
from tap import Tap  # noqa: E402

PAGE = os.path.join(os.path.dirname(TESTS), "man/shmsh.1")
OPTION = re.compile(r"\s+(-\w(?:, --[a-z-]+)?(?: [A-Z]+)?|--[a-z-]+=[A-Z]+)(?:\s{2,}.*)?")
ALIASES = re.compile(r"Also called (.*?)\.(?:\s|$)")

# Commands whose answers hold every field that there is.
ANSWERS = """\
create 1 10
write 1 abc
read 1
attach 1
attach
read -t char 1
printf 1 "%d" 5
scanf 1 %d
scanf 1 %s text
echo a b
set
trace
time echo a
!umask 077; mkdir -p $XDG_STATE_HOME/shmsh; echo ls > $XDG_STATE_HOME/shmsh/history
history
dump 1 4
cmp 1 1
find 1 5
find -c 1 5
strings 1
map 1
fill 1 4
save 1 saved
load 1 saved
copy 1 1 2
touch 1
stat 1
ls
who 1
limits
key 1
ftok / A
atomic add 1 1
wait 1 ge 0
wake 1
!(while shmsh -c 'atomic add 1+4 1'; do :; done) > /dev/null 2>&1 &
watch -c 1 -t u8 1
use 1
detach -A
chmod 600 1
chown 0 1
lock 1
ns
rm 1
!shmsh -c 'create 2 1'
prune -n -a 0
rm 2
help create
help keys
"""


class Page(Tap):
    """What is said of the page."""

    def same(self, name, documented, real):
        """Two sets of words are one."""
        self.result(name, [f"not documented: {word}" for word in sorted(real - documented)]
                    + [f"does not exist: {word}" for word in sorted(documented - real)])


# What the page says

def rendered(page):
    """The page as plain text in wide lines, by section."""
    text = subprocess.run(["mandoc", "-Tascii", "-O", "width=500", page], check=True,
                          capture_output=True, text=True).stdout
    sections, current = {}, []
    for line in re.sub(".\b", "", text).splitlines():
        if line and not line.startswith(" "):
            current = sections.setdefault(line, [])
        else:
            current.append(line)
    return sections


def indent(line):
    return len(line) - len(line.lstrip())


def items(lines):
    """{head: lines below it} of the outermost list in each subsection."""
    found, current, within = {}, [], False
    for line in lines:
        if line and indent(line) == 3:
            within = True
        elif line and indent(line) == 5 and within:
            current = found.setdefault(line.strip(), [])
        else:
            current.append(line)
    return found


def options_in(lines):
    """Options that have an item of their own: `-o, --or-open`, `-H, --huge SIZE`."""
    return {match[1] for line in lines if (match := OPTION.fullmatch(line))}


def aliases_in(lines):
    """The names behind "Also called", separated by commas and "and"."""
    match = ALIASES.search(" ".join(line.strip() for line in lines))
    return set(re.split(r", and |, | and ", match[1])) if match else set()


def fields_in(page):
    """Names of JSON fields: what the items of the section on JSON are about."""
    section = re.search(r"^\.Sh OUTPUT AND JSON$(.*?)^\.Sh ", page, re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^\.It Li (.*)$", section[1] if section else "", re.MULTILINE)
    return {name for head in heads for name in re.split(r" , ", head)}


def examples_in(path):
    """All that is typed in the examples."""
    typed = []
    for example in documents.examples(path, documents.read(path)):
        typed += [example.command, *example.input]
        typed += [prompt[1] for prompt in map(documents.split_prompt, example.expected) if prompt]
    return "\n".join(typed)


# What the program says

class Program:
    """The shmsh under test."""

    def __init__(self, path, box):
        self.path = path
        self.box = box

    def run(self, *arguments, script=""):
        return subprocess.run([self.path, *arguments], input=script, env=self.box.env,
                              cwd=self.box.cwd, check=True, capture_output=True,
                              text=True).stdout

    def answers(self, script):
        return [json.loads(line) for line in self.run("-j", script=script).splitlines()]

    def options(self, *arguments):
        """The options in a help text."""
        return options_in(self.run(*arguments).splitlines())


def fields_of(value):
    """All names in an answer."""
    if isinstance(value, dict):
        return set(value).union(*map(fields_of, value.values()))
    if isinstance(value, list):
        return set().union(*map(fields_of, value))
    return set()


# The checks

def check_commands(tap, program, lines):
    documented = items(lines)
    commands = [answer for answer in program.answers("help") if "name" in answer]
    tap.result("there are commands", [] if commands else ["help tells of none"])
    tap.same("synopses", set(documented), {command["synopsis"] for command in commands})
    for command in commands:
        name, below = command["name"], documented.get(command["synopsis"], [])
        tap.same(f"options of {name}", options_in(below), program.options("-c", f"help {name}"))
        tap.same(f"aliases of {name}", aliases_in(below), set(command["aliases"]))
    return commands


def check_process(tap, program, sections):
    real = program.options("--help")
    tap.same("options of the process", options_in(sections.get("DESCRIPTION", [])), real)
    letters = {option[1] for option in real if option[1] != "-"}
    synopsis = " ".join(sections.get("SYNOPSIS", []))
    groups = re.findall(r"(?<![-\w])-(\w+)", synopsis)
    tap.same("its letters in the synopsis", set("".join(groups)), letters)
    tap.same("its options without a letter there", set(re.findall(r"--[a-z-]+=[A-Z]+", synopsis)),
             {option for option in real if option[1] == "-"})


def check_examples(tap, commands, typed):
    for command in commands:
        names = "|".join(map(re.escape, [command["name"], *command["aliases"]]))
        found = re.search(rf"(?:^|[\s'\";-])(?:{names})(?:$|[\s'\";|])", typed, re.MULTILINE)
        tap.result(f"an example of {command['name']}", [] if found else ["there is none"])


def check_lint(tap, page):
    lint = subprocess.run(["mandoc", "-Tlint", "-W", "warning", page], check=False,
                          capture_output=True, text=True)
    tap.result("mandoc has nothing to say", (lint.stdout + lint.stderr).splitlines())


def check(tap, program, page):
    with open(page, encoding="utf-8") as file:
        source = file.read()
    sections = rendered(page)
    commands = check_commands(tap, program, sections.get("COMMANDS", []))
    check_process(tap, program, sections)
    tap.same("fields of JSON", fields_in(source), fields_of(program.answers(ANSWERS)))
    check_examples(tap, commands, examples_in(page))
    check_lint(tap, page)


def main(arguments):
    program = os.environ.get("SHMSH", "")
    if not os.access(program, os.X_OK):
        sys.exit("man.py: SHMSH must be set to the path of shmsh")
    try:
        box = isolate.Sandbox(program)
    except isolate.Forbidden as error:
        print(f"1..0 # SKIP {error}")
        return 0
    tap = Page()
    with box:
        check(tap, Program(program, box), arguments[0] if arguments else PAGE)
    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
