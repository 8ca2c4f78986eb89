#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Listings while other processes create and remove segments all the time.

What stands from the beginning to the end is listed exactly once in every listing,
with its own fields; nothing is listed twice; no line is torn; and nothing fails
because a segment is gone when it is looked at again. Prints TAP.
"""

import json
import os
import re
import sys

from cases import case, equal, isolate, main

CHURNING = 4
STANDING = 300
ROUNDS = 60
IPC_CREAT, IPC_RMID = 0o1000, 0
ROW = re.compile(r"(0x[0-9a-f]{8}|private|removed) +(\d+)  (\S+) +([r-][w-][x-]){3} +(\d+) +(\d+)"
                 r"  (\d+ (s|min) ago|in the future)(  removed)?")


def stand(first):
    """{id: size} of segments that stay, with some holes between their indices."""
    made = {}
    for number in range(2 * STANDING):
        id = isolate.libc.shmget(0x5000 + number, first + number, IPC_CREAT | 0o600)
        assert id >= 0, "shmget"
        made[id] = first + number
    for id in list(made)[::2]:
        isolate.libc.shmctl(id, IPC_RMID, None)
        del made[id]
    return made


def churn(seed):
    """Creates and removes, up to 40 at a time, until it is killed."""
    mine, number = [], 0
    while True:
        number += 1
        mine.append(isolate.libc.shmget(0, 4096 + number % 7, IPC_CREAT | 0o600))
        if len(mine) > (seed + number) % 40:
            isolate.libc.shmctl(mine.pop(number % len(mine)), IPC_RMID, None)


def start_churning():
    for seed in range(CHURNING):
        if os.fork() == 0:
            churn(seed)


def listings(box, command, options=()):
    """The lines of each of ROUNDS listings by one shmsh."""
    text = box.shmsh(*[command, "echo end"] * ROUNDS, options=options)
    end = '{"command":"echo","words":["end"]}\n' if options else "end\n"
    found = text.split(end)
    equal(len(found), ROUNDS + 1, "the number of listings")
    return [listing.splitlines() for listing in found[:-1]]


def check(found, standing):
    """FOUND is [(id, size)] of one listing."""
    ids = [id for id, _ in found]
    equal(len(ids), len(set(ids)), "the number of different ids")
    sizes = dict(found)
    equal({id: sizes.get(id) for id in standing}, standing, "what stands")


@case
def a_table_is_whole(box):
    standing = stand(10000)
    start_churning()
    for heading, *rows in listings(box, "ls"):
        equal(heading.split()[:2], ["KEY", "ID"])
        matches = [ROW.fullmatch(row) for row in rows]
        assert all(matches), [row for row, match in zip(rows, matches) if not match]
        check([(int(match[2]), int(match[5])) for match in matches], standing)


@case
def objects_are_whole(box):
    standing = stand(20000)
    start_churning()
    for rows in listings(box, "ls", ["-j"]):
        found = [json.loads(row) for row in rows]
        check([(row["id"], row["size"]) for row in found], standing)
        for row in found:
            equal(row["key"] == 0x5000 + row["size"] - 20000, row["id"] in standing, "the key")


@case
def a_listing_with_memory_is_whole(box):
    standing = stand(30000)
    start_churning()
    for heading, *rows in listings(box, "ls -o id,size,rss,swap,cmd"):
        equal(heading.split(), ["ID", "SIZE", "RSS", "SWAP", "CMD"])
        found = [row.split() for row in rows]
        check([(int(row[0]), int(row[1])) for row in found], standing)
        equal({row[2] for row in found}, {"0"}, "the memory of what nobody touched")


@case
def filters_and_order_hold_meanwhile(box):
    standing = stand(40000)
    start_churning()
    for _, *rows in listings(box, "ls -o id,size -s -size size>=40000 !unreadable owner=0 rss=0"):
        found = [tuple(map(int, row.split())) for row in rows]
        equal(found, sorted(standing.items(), key=lambda one: -one[1]), "those of this size")


@case
def limits_and_stat_never_fail_of_what_is_gone(box):
    standing = stand(50000)
    start_churning()
    one = next(iter(standing))
    text = box.shmsh(*["limits > /dev/null", f"stat id:{one} > /dev/null"] * ROUNDS)
    equal(text, "", "the output")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
