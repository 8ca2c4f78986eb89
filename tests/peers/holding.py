# SPDX-License-Identifier: BSD-2-Clause
"""The program `holder` at work: what it has attached, and what shmsh says of that."""

import json
import os
import shutil
import subprocess


class Holder:
    """A process that keeps segment ID attached, as ACTIONS say, until `end`."""

    def __init__(self, box, id, *actions, under=()):
        program = shutil.which("holder", path=box.env["PATH"])
        assert program, "SHMSH_TEST_PROGRAMS must name the directory of holder"
        self.process = box.start(*under, program, str(id), *actions, stdin=subprocess.PIPE,
                                 stdout=subprocess.PIPE, text=True)
        self.words = []
        for line in self.process.stdout:
            if line == "ready\n":
                break
            self.words.append(line.strip())
        else:
            raise AssertionError(f"holder {id} {actions} ends with {self.process.wait()}")

    @property
    def pids(self):
        """Its own as it sees it, and those of its children."""
        return [int(word) for word in self.words if word.isdigit()]

    @property
    def addresses(self):
        return sorted((word for word in self.words if word.startswith("0x")),
                      key=lambda word: int(word, 16))

    def end(self):
        """Lets it, and its children, detach and end."""
        self.process.stdin.close()
        self.process.stdout.read()
        self.process.wait()


def who(box, *segments, options=()):
    """What `who` says: the processes by pid, and the summaries by id."""
    rows = [json.loads(line) for line in
            box.shmsh(" ".join(("who", *segments)), options=["-j", *options]).splitlines()]
    return ([row for row in rows if "pid" in row],
            {row["id"]: row for row in rows if "pid" not in row})


def nattch(id):
    with open("/proc/sysvipc/shm", encoding="ascii") as file:
        names, *rows = [line.split() for line in file]
    for row in rows:
        if int(row[names.index("shmid")]) == id:
            return int(row[names.index("nattch")])
    return None


def make(box, segment="1234", size="16K", mode="0600"):
    """Makes a segment with shmsh, which then is gone; the id."""
    return int(box.shmsh(f"create {segment} {size} {mode}; echo $id"))


def names(pid):
    """(user id, command) of a process, as /proc has them."""
    with open(f"/proc/{pid}/comm", encoding="utf-8") as file:
        return os.stat(f"/proc/{pid}").st_uid, file.read().rstrip("\n")
