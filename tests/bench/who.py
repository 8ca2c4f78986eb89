#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Who is attached, beside grep over /proc and lsof, with few and with many processes.

All contestants take turns, several rounds; the table shows the median of each in
milliseconds a process, and how many times shmsh's that is. Never a pass or a failure: it
only measures. BENCH_ROUNDS says how many rounds; one whose program is missing is left out.

    meson test -C build --benchmark --verbose who
"""

import os
import shutil
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import isolate  # noqa: E402

SHMSH = os.environ["SHMSH"]
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "7"))
HOLDERS = 10
COUNTS = 50, 2000


def run(*argv):
    begin = time.perf_counter()
    subprocess.run(argv, env=BOX.env, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                   stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - begin


def contestants():
    found = {
        "who, one segment": (SHMSH, "-c", "who 1"),
        "who, all segments": (SHMSH, "-c", "who"),
        "who, nobody attached": (SHMSH, "-c", "who 99"),
        "bare start": (SHMSH, "-c", ""),
        "grep -l, one segment": ("sh", "-c", "grep -l SYSV00000001 /proc/[0-9]*/maps"),
        "grep -l, all segments": ("sh", "-c", "grep -l SYSV /proc/[0-9]*/maps"),
    }
    if shutil.which("lsof", path=BOX.env["PATH"]):
        found["lsof | grep SYSV"] = ("sh", "-c", "lsof -n -P 2>/dev/null | grep SYSV")
    return found


def sleeper():
    return subprocess.Popen(["sleep", "infinity"], env=BOX.env, stdin=subprocess.DEVNULL,
                            stdout=subprocess.DEVNULL)


def holder(key):
    """A process that keeps a segment attached."""
    process = subprocess.Popen([SHMSH], env=BOX.env, stdin=subprocess.PIPE,
                               stdout=subprocess.PIPE, text=True)
    process.stdin.write(f"create {key} 64K; attach {key}; echo attached\n")
    process.stdin.flush()
    assert process.stdout.readline() == "attached\n"
    return process


def measure():
    times = {name: [] for name in contestants()}
    for _ in range(ROUNDS):
        for name, argv in contestants().items():
            times[name].append(run(*argv))
    return {name: statistics.median(of_name) for name, of_name in times.items()}


def main():
    subprocess.run([SHMSH, "-c", "create 99 4K"], env=BOX.env, check=True)
    processes = [holder(key) for key in range(1, HOLDERS + 1)]
    for count in COUNTS:
        while len(processes) < count:
            processes.append(sleeper())
        medians = measure()
        own = next(iter(medians.values()))
        print(f"{count} processes of the test, {HOLDERS} attached")
        for name, seconds in medians.items():
            print(f"  {name:24} {seconds * 1e3:10.2f} ms   {seconds / own:8.2f} x shmsh",
                  flush=True)


if __name__ == "__main__":
    try:
        with isolate.Sandbox(SHMSH) as BOX:
            main()
    except isolate.Forbidden as reason:
        print(reason, file=sys.stderr)
        sys.exit(isolate.SKIPPED)
