#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""A PostgreSQL server and its segment: found, explained, left alone, offered when crashed.

The server is the one that is installed (Debian: postgresql), with a database and a
socket of its own. It runs only as another user than root. Prints TAP.
"""

import glob
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys

from cases import Unfit, case, equal, main
from holding import nattch, who

NOW = "-a 0"
USERS = "postgres", "nobody"


def programs():
    """The directory of the newest server."""
    found = glob.glob("/usr/lib/postgresql/*/bin/postgres")
    if not found and shutil.which("postgres"):
        found = [shutil.which("postgres")]
    if not found:
        raise Unfit("no PostgreSQL is installed: install the package postgresql")
    return os.path.dirname(max(found, key=lambda path: os.path.getmtime(path)))


class Server:
    """PostgreSQL in the namespace of the case."""

    def __init__(self, box):
        self.box, self.programs = box, programs()
        self.user = next((name for name in USERS if has_user(name)), None)
        self.place = os.path.join(box.top, "postgres")
        os.mkdir(self.place, 0o700)
        os.chmod(box.top, 0o711)
        try:
            os.chown(self.place, pwd.getpwnam(self.user).pw_uid, -1)
        except OSError as error:
            raise Unfit(f"no other user can be had here: {error}") from error
        self.data = os.path.join(self.place, "data")
        self.run("initdb", "-D", self.data, "-A", "trust", "-N", "-U", self.user)
        self.process = None

    def command(self, program, *arguments):
        as_user = ("setpriv", "--reuid", self.user, "--clear-groups")
        return (*as_user, os.path.join(self.programs, program), *arguments)

    def run(self, program, *arguments):
        return self.box.peer(*self.command(program, *arguments), cwd="/")

    def start(self):
        """Returns when it takes connections."""
        self.process = self.box.start(
            # what it shares beside the segment goes with its folder, after kill -9 too
            *self.command("postgres", "-D", self.data, "-k", self.place, "-h", "", "-F",
                          "-c", "dynamic_shared_memory_type=mmap"),
            cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        log = []
        for line in self.process.stderr:
            log.append(line)
            if "ready to accept connections" in line:
                return
        raise AssertionError("the server does not start:\n" + "".join(log))

    def answers(self):
        equal(self.run("psql", "-h", self.place, "-U", self.user, "-d", "postgres", "-Atc",
                       "select 6 * 7"), "42\n", "what the server answers")

    def stop(self):
        self.process.send_signal(signal.SIGINT)
        self.process.stderr.read()
        equal(self.process.wait(), 0, "the status of the server")


def has_user(name):
    try:
        return pwd.getpwnam(name).pw_uid != 0
    except KeyError:
        return False


def segments(box):
    return [json.loads(line) for line in box.shmsh("ls", options=["-j"]).splitlines()]


def prune(box, *options):
    return [json.loads(line) for line in
            box.shmsh(" ".join(("prune", NOW, *options)), options=["-j"]).splitlines()]


def crash(server, rows):
    """The server ends before those that it started, which would end by themselves."""
    children = [row["pid"] for row in rows if row["pid"] != server.process.pid]
    for pid in children:
        os.kill(pid, signal.SIGSTOP)
    kill(server.process.pid)
    yield
    for pid in children:
        kill(pid)
    server.process.stderr.close()
    server.process.returncode = -signal.SIGKILL


def kill(pid):
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)


@case
def its_segment_is_found_and_left_alone_while_it_runs(box):
    server = Server(box)
    server.start()
    segment, = segments(box)
    id = segment["id"]
    equal(segment["owner"], server.user, "the owner")
    equal(segment["creator_pid"], server.process.pid, "the creator")
    rows, summaries = who(box)
    assert len(rows) > 1 and server.process.pid in [row["pid"] for row in rows], rows
    equal({(row["user"], row["process"]) for row in rows}, {(server.user, "postgres")})
    equal((summaries[id]["seen"], summaries[id]["unseen"]), (nattch(id), 0))
    table = box.shmsh(f"who {segment['key']}").splitlines()
    equal(len(table), 1 + len(rows), "the lines of who")
    equal(table[1].split()[:5], [segment["key_hex"], str(id), str(rows[0]["pid"]), server.user,
                                 "postgres"])
    equal(prune(box, "-f"), [], "what is pruned while it runs")
    equal(nattch(id), summaries[id]["nattch"], "nattch after all looks")
    server.answers()
    server.stop()
    equal(segments(box), [], "what it leaves at an orderly end")


@case
def its_segment_is_offered_after_a_crash(box):
    server = Server(box)
    server.start()
    segment, = segments(box)
    rows, _ = who(box)
    killing = crash(server, rows)
    next(killing)
    equal(prune(box, "-f"), [], "what is pruned while a part of the server lives")
    equal(list(killing), [])
    equal(nattch(segment["id"]), 0, "nattch of what is left")
    row, = prune(box, "-n")
    equal((row["id"], row["owner"], row["outcome"]), (segment["id"], server.user, "shown"))
    said = box.shmsh(f"prune -n {NOW} owner={server.user}")
    assert f"its creator, {server.process.pid}, is gone" in said, said
    equal([one["outcome"] for one in prune(box, "-f")], ["removed"])
    equal(segments(box), [])
    # nothing that it needs was taken
    server.start()
    server.answers()
    server.stop()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
