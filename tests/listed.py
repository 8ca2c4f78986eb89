#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Finds files that somebody forgot to list in a meson.build. Prints TAP."""

import os
import re
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))

# A folder, how its files end, the meson.build that lists them, and as what.
LISTS = [
    ("src", ".c", "src/meson.build", "'{path}'"),
    ("tests/unit", ".c", "tests/meson.build", "'{name}'"),
    ("tests/fuzz", ".c", "tests/meson.build", "'{name}'"),
    ("tests/transcripts", ".md", "tests/meson.build", "'{name}'"),
]


def files(folder, ending):
    """Paths below a folder, relative to it."""
    top = os.path.join(ROOT, folder)
    return sorted(os.path.relpath(os.path.join(path, name), top)
                  for path, _, names in os.walk(top) for name in names if name.endswith(ending))


def forgotten(folder, ending, build, form):
    """Files that the meson.build does not name."""
    with open(os.path.join(ROOT, build), encoding="utf-8") as file:
        named = set(re.findall(r"'[^'\n]*'", file.read()))
    return [path for path in files(folder, ending)
            if form.format(path=path, name=path.removesuffix(ending)) not in named]


def main():
    failed = False
    print(f"1..{len(LISTS)}")
    for number, (folder, ending, build, form) in enumerate(LISTS, 1):
        missing = forgotten(folder, ending, build, form)
        good = not missing and files(folder, ending)
        failed |= not good
        print(f"{'ok' if good else 'not ok'} {number} - {build} lists all {ending} of {folder}")
        for path in missing:
            print(f"# {path} is missing")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
