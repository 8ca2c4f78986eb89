#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Listings beside those of util-linux, with few segments and with many.

With 10, 4096 and 32768 segments each contestant in turn lists them all to a pipe
that is read, several rounds; the table shows the median of each in milliseconds, by
the clock and by the processor (which a busy machine does not change), and how many
times shmsh's that is; below it the most memory that shmsh took.
Never a pass or a failure: it only measures. Where kernel.shmmni of the private namespace
can not be raised, the rows of 32768 are left out, which is said.

    meson test -C build --benchmark --verbose listing
"""

import os
import resource
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import isolate  # noqa: E402

SHMSH = os.environ["SHMSH"]
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "9"))
COUNTS = (10, 4096, 32768)
IPC_CREAT = 0o1000
CONTESTANTS = {
    "table": {
        "shmsh ls": [SHMSH, "-c", "ls"],
        "ipcs -m": ["ipcs", "-m"],
        "lsipc -m": ["lsipc", "-m"],
        "cat /proc/sysvipc/shm": ["cat", "/proc/sysvipc/shm"]},
    "JSON": {
        "shmsh -j ls": [SHMSH, "-j", "-c", "ls"],
        "lsipc -m --json": ["lsipc", "-m", "--json"],
        "cat /proc/sysvipc/shm": ["cat", "/proc/sysvipc/shm"]},
    "memory": {
        "shmsh ls -o id,rss,swap": [SHMSH, "-c", "ls -o id,rss,swap"],
        "shmsh ls -l": [SHMSH, "-c", "ls -l"],
        "cat /proc/sysvipc/shm": ["cat", "/proc/sysvipc/shm"]},
}


def raise_limit():
    """Whether as many segments as the largest count may be made here."""
    try:
        isolate.write("/proc/sys/kernel/shmmni", str(COUNTS[-1]))
    except OSError as error:
        print(f"kernel.shmmni can not be raised: {error}")
        return False
    return True


def make(count):
    """Makes segments until COUNT are there, each with a key."""
    made = 0
    with open("/proc/sysvipc/shm", encoding="ascii") as file:
        made = sum(1 for _ in file) - 1
    for key in range(made + 1, count + 1):
        if isolate.libc.shmget(0x10000 + key, 4096, IPC_CREAT | 0o600) < 0:
            raise OSError(f"segment {key} can not be made")


def processor():
    """Seconds that the children so far took of a processor."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def run(argv):
    """Seconds by the clock and by the processor of a program whose output is read."""
    before, begin = processor(), time.perf_counter()
    subprocess.run(argv, env=BOX.env, check=True, stdout=subprocess.PIPE)
    return time.perf_counter() - begin, processor() - before


def measure(contestants):
    """{name: (median seconds by the clock, and by the processor)}, taking turns."""
    times = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        for name, argv in contestants.items():
            times[name].append(run(argv))
    return {name: [statistics.median(of_kind) for of_kind in zip(*of_name)]
            for name, of_name in times.items()}


def memory(argv):
    """The most MiB that shmsh took, as it tells a program that it runs itself."""
    done = subprocess.run([*argv, "-c", "!grep VmHWM /proc/$PPID/status"], env=BOX.env,
                          check=True, stdout=subprocess.PIPE)
    return int(done.stdout.split()[-2]) / 1024


def main():
    counts = COUNTS if raise_limit() else COUNTS[:-1]
    for count in counts:
        make(count)
        for title, contestants in CONTESTANTS.items():
            found = measure({name: argv for name, argv in contestants.items()
                             if shutil.which(argv[0])})
            own = next(iter(found.values()))
            print(f"{count} segments, {title}")
            for name, (clock, used) in found.items():
                print(f"  {name:24} {clock * 1e3:9.2f} ms   {clock / own[0]:6.2f} x shmsh"
                      f"   processor {used * 1e3:9.2f} ms   {used / own[1]:6.2f} x shmsh",
                      flush=True)
            print(f"  {'most memory of shmsh':24} "
                  f"{memory(next(iter(contestants.values()))):9.2f} MiB")


if __name__ == "__main__":
    try:
        with isolate.Sandbox(SHMSH) as BOX:
            main()
    except isolate.Forbidden as reason:
        print(reason, file=sys.stderr)
        sys.exit(isolate.SKIPPED)
