#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Holds the #include lines of src/ to the layers: who may know whom.

    tests/layers.py            check, as TAP
    tests/layers.py --diagram  print the arrows that are allowed

A folder is a layer. It may include itself and what LAYERS lists behind it, nothing
else; a few headers, of the system and of our own, are for a few files alone.
"""

import os
import re
import sys

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tap import Tap  # noqa: E402

SOURCES = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "src")

# From the top down: no layer stands before one that may include it.
LAYERS = {
    "main.c": ["terminal", "assist", "shell", "session", "shm", "text"],
    "terminal": ["assist", "shell", "session", "text"],
    "assist": ["commands", "help", "command", "session", "shm", "language", "text"],
    "shell": ["commands", "command", "session", "language", "text"],
    "commands": ["help", "command", "session", "memory", "shm", "language", "text"],
    "help": ["command"],
    "session": ["shm", "language", "text"],
    "command": ["language", "text"],
    "memory": ["language", "text"],
    "language": ["text"],
    "shm": ["text"],
    "text": [],
}

# Headers for these files and folders alone.
RESERVED = {
    "sys/shm.h": ["shm/calls.h"],
    "sys/ipc.h": ["shm/calls.h", "session/segments.c"],  # the latter for ftok(3)
    "shm/calls.h": ["shm/", "session/session.h", "session/failure.h"],
    "histedit.h": ["terminal/"],
    "shm/fault.h": ["main.c", "shm/"],
    "commands/commands.h": ["commands/"],
    "commands/table.h": ["assist/", "commands/", "shell/"],
    "language/scanner.h": ["language/"],
}

# Of a layer that knows another one only in part: what it may include of it.
PARTS = {
    ("session", "language"): ["language/filters.h", "language/near.h", "language/owners.h",
                               "language/places.h", "language/words.h"],
    ("memory", "language"): ["language/numbers.h", "language/types.h", "language/words.h"],
    ("main.c", "shm"): ["shm/fault.h"],
}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.MULTILINE)


def sources():
    """The path of every source and header below src/."""
    found = []
    for folder, _, names in os.walk(SOURCES):
        found += [os.path.relpath(os.path.join(folder, name), SOURCES)
                  for name in names if name.endswith((".c", ".h"))]
    return sorted(found)


def includes(path):
    """What a file includes, in order: (path, whether it is ours)."""
    with open(os.path.join(SOURCES, path), encoding="utf-8") as file:
        return [(name, mark == '"') for mark, name in INCLUDE.findall(file.read())]


def layer(path):
    return path.split("/")[0]


def complaints_of(path):
    """What is wrong with the includes of one file."""
    own = os.path.splitext(path)[0] + ".h"
    found = []
    for position, (name, ours) in enumerate(includes(path)):
        if not allowed_for(name, path):
            found.append(f"{name} is not for it")
        if not ours:
            continue
        if not os.path.isfile(os.path.join(SOURCES, name)):
            found.append(f"{name} is not below src/")
        elif name == own and path.endswith(".c") and position > 0:
            found.append(f"{name} comes not first")
        elif not may_include(layer(path), name):
            found.append(f"{layer(path)} may not know {name}")
    if path.endswith(".c") and os.path.isfile(os.path.join(SOURCES, own)) \
            and not declares(includes(path), own):
        found.append(f"it does not include its own {own}")
    return found


def declares(included, own):
    """Is the header among these, or in the first of them?"""
    return (own, True) in included or (
        included[0][1] and (own, True) in includes(included[0][0]))


def allowed_for(name, path):
    return any(path == place or (place.endswith("/") and path.startswith(place))
               for place in RESERVED.get(name, [path]))


def may_include(one, name):
    other = layer(name)
    if one == other:
        return True
    return other in LAYERS.get(one, []) and name in PARTS.get((one, other), [name])


def cycle_from(path, way=()):
    """Headers that include each other, as a path that closes, or nothing."""
    if path in way:
        return way[way.index(path):] + (path,)
    for name, ours in includes(path):
        if ours and os.path.isfile(os.path.join(SOURCES, name)):
            found = cycle_from(name, way + (path,))
            if found:
                return found
    return ()


def unused_rules(paths):
    """Arrows and exceptions that no file needs: they would hide a new one."""
    used = {(layer(path), layer(name)) for path in paths for name, ours in includes(path) if ours}
    unused = [f"{one} > {other}" for one, others in LAYERS.items() for other in others
              if (one, other) not in used]
    unused += [f"{name} for {place}" for name, places in RESERVED.items() for place in places
               if not any(name == included and (path == place or path.startswith(place))
                          for path in paths for included, _ in includes(path))]
    return unused


def upward_arrows():
    """Rules that point to a layer above, or to none at all."""
    order = list(LAYERS)
    return [f"{one} > {other}" for one, others in LAYERS.items() for other in others
            if other not in order or order.index(other) <= order.index(one)]


def print_diagram():
    width = max(map(len, LAYERS))
    for one, others in LAYERS.items():
        print(f"{one:{width}} > {' '.join(others)}" if others else one)


def main(arguments):
    if arguments == ["--diagram"]:
        print_diagram()
        return 0
    tap, paths = Tap(), sources()
    tap.result("src/ has files", [] if paths else [f"none in {SOURCES}"])
    tap.result("its folders are the layers", sorted(set(map(layer, paths)) ^ set(LAYERS)
                                                    - {"meson.build"}))
    tap.result("all arrows point down", upward_arrows())
    for path in paths:
        tap.result(path, complaints_of(path))
    cycles = {cycle_from(path) for path in paths if path.endswith(".h")} - {()}
    tap.result("no headers include each other", [" > ".join(cycle) for cycle in sorted(cycles)])
    tap.result("no rule is unused", unused_rules(paths))
    print(f"1..{tap.count}")
    return 1 if tap.failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
