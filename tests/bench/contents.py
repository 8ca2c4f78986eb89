#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Commands on the contents of large segments beside peers, in one run.

The peers do the same with a file on /dev/shm. Contestants of a row take turns, for
several rounds; shown are the median in milliseconds, the median of shmsh's time by the
peer's in the same round, what is aimed at, and the most memory that shmsh had. As root
all rows come twice: as root, and as an ordinary user. Never a pass or a failure: it only
measures, and other work on the machine shows.

    meson setup build-release --buildtype=release
    meson test -C build-release --benchmark --verbose contents

BENCH_MEGABYTES (512) says how large, BENCH_ROUNDS (7) how often; names of rows, or
parts of them, in BENCH_ROWS choose.
"""

import ctypes
import os
import shlex
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import isolate  # noqa: E402

SHMSH = os.environ["SHMSH"]
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
SIZE = int(os.environ.get("BENCH_MEGABYTES", "512")) << 20
CHOSEN = os.environ.get("BENCH_ROWS", "").split()
USER = 65534  # who is not root
PIECE = "bs=256K"

FULL, SAME, NEW, HOLES = 1, 2, 3, 4  # keys; NEW is gone before each run
IPC_CREAT, IPC_RMID, SHM_NORESERVE = 0o1000, 0, 0o10000
libc = ctypes.CDLL(None, use_errno=True)


@dataclass
class Row:
    """One job: a command of shmsh, and what does the same to files.

    The segments `{full}` and `{same}` and the files `{file}` and `{other}` hold the same
    bytes; of `{holes}` and the file `{void}` nobody touched 1 GiB; the segment `{new}` and the
    files `{out}` and `{disk}` are not there. WARM: shmsh holds the segments, and has run the
    command before.
    """
    name: str
    shmsh: str
    peers: dict = field(default_factory=dict)  # the first one is who is aimed at
    root: float = 0  # goals: this many times the first peer's time
    user: float = 0
    warm: bool = False
    behind: str = ""  # a pipe to it


def looks():
    """What changes nothing; for the rest may leave other bytes in the segments."""
    equal = {"cmp": "cmp {file} {other}"}
    yield Row("cmp", "cmp {full} {same}", equal, root=0.8, user=1.4)
    yield Row("cmp, attached", "cmp {full} {same}", equal, warm=True)
    yield Row("cmp with a file", "cmp {full} file:{other}", equal)
    find, grep = "find -c {full} needle42 > /dev/null", "grep -obaF needle42 {file} || :"
    yield Row("find what is not there", find, {"grep -obaF": grep}, root=0.7, user=1.0)
    yield Row("find what is not there, attached", find, {"grep -obaF": grep}, warm=True)
    yield Row("find in 1 GiB of untouched pages", "find -c {holes} needle42 > /dev/null",
              {"grep -obaF": "grep -obaF needle42 {void} || :"})
    yield Row("strings", "strings {full} > /dev/null",
              {"strings": "strings -a -t d {file} > /dev/null"}, root=0.125, user=0.125)
    yield Row("dump 16 MiB", "dump {full} 16M > /dev/null",
              {"xxd": "xxd -l 16777216 {file} > /dev/null",
               "hexdump": "hexdump -C -n 16777216 {file} > /dev/null"}, root=0.125, user=0.125)
    yield Row("dump 1 GiB of untouched pages", "dump {holes} > /dev/null",
              {"hexdump": "hexdump -C {void} > /dev/null"})
    yield Row("map", "map {full} > /dev/null")


def rows():
    yield from looks()
    dd = "dd status=none " + PIECE
    count = f"iflag=fullblock,count_bytes count={SIZE}"
    yield Row("fill a new segment", f"create {{new}} {SIZE}; fill {{new}} {SIZE} Z",
              {"dd": f"{dd} if=/dev/zero of={{out}} {count}"}, root=1.0, user=1.7)
    yield Row("fill a full one", f"fill {{full}} {SIZE} Z",
              {"dd": f"{dd} if=/dev/zero of={{other}} conv=notrunc {count}"})
    yield Row("fill a full one, attached", f"fill {{full}} {SIZE} Z",
              {"dd": f"{dd} if=/dev/zero of={{other}} conv=notrunc {count}"}, warm=True)
    yield Row("fill a new one with zeros", f"create {{new}} {SIZE}; fill {{new}}")
    yield Row("load into a new segment", f"create {{new}} {SIZE}; load {{new}} {{file}}",
              {"cp": "cp {file} {out}", "cat": "cat {file} > {out}",
               "dd": f"{dd} if={{file}} of={{out}}"}, root=1.0, user=1.7)
    yield Row("load into a full one", "load {full} {file}",
              {"dd": f"{dd} if={{file}} of={{other}} conv=notrunc"})
    yield Row("load into a full one, attached", "load {full} {file}",
              {"dd": f"{dd} if={{file}} of={{other}} conv=notrunc"}, warm=True)
    yield Row("save to tmpfs", "save {full} {out}",
              {"cp": "cp {file} {out}", "dd": f"{dd} if={{file}} of={{out}}"},
              root=1.1, user=1.7)
    yield Row("save to tmpfs, attached", "save {full} {out}", {"cp": "cp {file} {out}"}, warm=True)
    yield Row("save to disk", "save {full} {disk}", {"cp": "cp {file} {disk}"},
              root=1.1, user=1.7)
    yield Row("save to a pipe", "save {full} -", {"cat": "cat {file} | cat > /dev/null"},
              root=0.2, behind="cat > /dev/null")
    yield Row("save 1 GiB of untouched pages", "save {holes} {out}",
              {"cp": "cp --sparse=never {void} {out}"})
    yield Row("copy to a new segment", f"create {{new}} {SIZE}; copy {{full}} {{new}}",
              {"cp": "cp {file} {out}"})
    yield Row("copy to a full one", "copy {full} {same}",
              {"dd": f"{dd} if={{file}} of={{other}} conv=notrunc"})
    yield Row("copy up by a page", f"copy {{full}} {{full}}+4096 {SIZE - 4096}",
              {"dd": f"{dd} if={{file}} of={{other}} conv=notrunc"})
    yield Row("touch a new segment", f"create {{new}} {SIZE}; touch {{new}}",
              {"fallocate": f"fallocate -l {SIZE} {{out}}"})


class Place:
    """The files and segments of one user."""

    def __init__(self, folder, disk, uid):
        self.uid = uid
        self.names = {"full": FULL, "same": SAME, "new": NEW, "holes": HOLES,
                      "file": f"{folder}/file", "other": f"{folder}/other",
                      "out": f"{folder}/out", "void": f"{folder}/void", "disk": f"{disk}/out"}

    def fill(self):
        """Random bytes: what is equal is equal by contents alone."""
        block = os.urandom(1 << 20)
        for name in ("file", "other"):
            with open(self.names[name], "wb") as file:
                for _ in range(SIZE >> 20):
                    file.write(block)
            os.chown(self.names[name], self.uid, -1)
        with open(self.names["void"], "wb") as file:
            file.truncate(1 << 30)
        self.run_shmsh(Row("", f"create {FULL} {SIZE}; load {FULL} {{file}}; create {SAME} {SIZE}; "
                               f"load {SAME} {{file}}; create -R {HOLES} 1G"))

    def clear(self):
        """What the last run made."""
        for name in ("out", "disk"):
            if os.path.exists(self.names[name]):
                os.unlink(self.names[name])
        found = libc.shmget(NEW, 0, 0)
        if found >= 0:
            libc.shmctl(found, IPC_RMID, None)

    def empty(self):
        for key in (FULL, SAME, NEW, HOLES):
            libc.shmctl(libc.shmget(key, 0, 0), IPC_RMID, None)
        for name in ("file", "other", "out", "void", "disk"):
            if os.path.exists(self.names[name]):
                os.unlink(self.names[name])

    def as_user(self):
        if self.uid == os.geteuid():
            return {}
        return {"user": self.uid, "group": self.uid, "extra_groups": []}

    def start(self, command, **options):
        return subprocess.Popen(["sh", "-c", command.format(**self.names)], env=BOX.env,
                                **(self.as_user() | {"stdin": subprocess.DEVNULL} | options))

    def run(self, command):
        """Seconds that it took."""
        self.clear()
        begin = time.perf_counter()
        status = self.start(command).wait()
        seconds = time.perf_counter() - begin
        if status != 0:
            raise RuntimeError(f"{command}: it failed ({status})")
        return seconds

    def run_shmsh(self, row):
        pipe = f" | {row.behind}" if row.behind else ""
        return self.run(f"{shlex.quote(SHMSH)} -c '{row.shmsh}'{pipe}")

    def memory_of(self, row):
        """The most memory that shmsh had, in KiB, as it tells its child."""
        self.clear()
        peak = "!grep VmHWM /proc/$PPID/status >&2"
        process = self.start(f"{shlex.quote(SHMSH)} -c '{row.shmsh}' -c '{peak}' > /dev/null",
                             stderr=subprocess.PIPE)
        return int(process.communicate()[1].split()[-2])

    def run_warm(self, row):
        """The second run of one shmsh that holds what it needs."""
        self.clear()
        process = self.start(shlex.quote(SHMSH), stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        commands = row.shmsh.format(**self.names)
        self.ask(process, f"attach {FULL}; attach {SAME}; attach {HOLES}; {commands}")
        self.clear()
        begin = time.perf_counter()
        self.ask(process, commands)
        seconds = time.perf_counter() - begin
        process.communicate()
        return seconds

    def ask(self, process, commands):
        process.stdin.write(f"{commands}; echo done\n".encode())
        process.stdin.flush()
        while (line := process.stdout.readline()) != b"done\n":
            if not line:
                raise RuntimeError(f"{commands}: it failed")

    def measure(self, row):
        """{name: seconds of each round}, the contestants taking turns."""
        contestants = {"shmsh": lambda: self.run_warm(row) if row.warm else self.run_shmsh(row)}
        for name, command in row.peers.items():
            contestants[name] = lambda command=command: self.run(command)
        times = {name: [] for name in contestants}
        for _ in range(ROUNDS):
            for name, contestant in contestants.items():
                times[name].append(contestant())
        return times

    def show(self, row):
        times = self.measure(row)
        own = times.pop("shmsh")
        goal = row.root if self.uid == 0 else row.user
        text = f"  {row.name:32}{statistics.median(own) * 1e3:8.1f} ms"
        for place, (name, peers) in enumerate(times.items()):
            ratio = statistics.median(mine / peer for mine, peer in zip(own, peers))
            aimed = f" ({goal} aimed at)" if goal and place == 0 else ""
            text += f"   {ratio:5.2f} x {name}{aimed}"
        if not row.warm:
            text += f"   {self.memory_of(row)} KiB"
        self.clear()
        print(text, flush=True)


def measure_as(uid):
    with tempfile.TemporaryDirectory(dir="/dev/shm") as folder, \
            tempfile.TemporaryDirectory(dir="/var/tmp") as disk:
        for path in (folder, disk):
            os.chown(path, uid, -1)
        place = Place(folder, disk, uid)
        print(f"{SIZE >> 20} MiB as {'root' if uid == 0 else f'user {uid}'}")
        try:
            place.fill()
            for row in rows():
                if not CHOSEN or any(name in row.name for name in CHOSEN):
                    place.show(row)
        finally:
            place.empty()


def main():
    for uid in (0, USER) if os.geteuid() == 0 else (os.geteuid(),):
        measure_as(uid)


if __name__ == "__main__":
    try:
        with isolate.Sandbox(SHMSH) as BOX:
            main()
    except isolate.Forbidden as reason:
        print(reason, file=sys.stderr)
        sys.exit(isolate.SKIPPED)
