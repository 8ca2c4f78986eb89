#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""How soon watch and wait see what a C program stores, and what following costs.

    meson test -C build --benchmark --verbose follow

Latencies are from before the store to when the program has read shmsh's line; use of the
processor is that of the whole shmsh, beginning and end included. Only measured.
"""

import os
import re
import resource
import signal
import statistics
import subprocess
import sys
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import isolate  # noqa: E402

SHMSH = os.environ["SHMSH"]
LATENCY = os.path.join(os.environ["BENCH_PROGRAMS"], "bench-latency")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "100"))
SECONDS = 4
KEY = 1


def latency(*words):
    done = subprocess.run([LATENCY, *words, str(ROUNDS)], capture_output=True, text=True,
                          check=True, env=dict(os.environ, SHMSH=SHMSH))
    samples = sorted(int(line) / 1000 for line in done.stdout.split())
    print(f"  {' '.join(words):24} {statistics.median(samples):10.0f} "
          f"{samples[len(samples) * 95 // 100]:10.0f} {samples[-1]:10.0f}", flush=True)


def resident_of(pid):
    """The most that a process had, KiB."""
    with open(f"/proc/{pid}/status", encoding="ascii") as file:
        return int(re.search(r"VmHWM:\s+(\d+)", file.read())[1])


def use(command):
    """Runs COMMAND for a while; its share of a processor, and its memory."""
    process = subprocess.Popen([SHMSH, "-c", command], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    time.sleep(SECONDS)
    memory = resident_of(process.pid)
    process.send_signal(signal.SIGINT)
    _, _, used = os.wait4(process.pid, 0)
    share = (used.ru_utime + used.ru_stime) / SECONDS * 100
    print(f"  {command:44} {share:7.2f} % {memory / 1024:8.1f} MiB", flush=True)


def resident():
    with open("/proc/sysvipc/shm", encoding="ascii") as file:
        return int(file.read().splitlines()[1].split()[14])


def shmsh(*commands):
    subprocess.run([SHMSH, *(word for command in commands for word in ("-c", command))],
                   check=True)


def main():
    try:
        isolate.enter()
    except isolate.Forbidden as error:
        print(f"skipped: {error}")
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    print(f"{'microseconds until it is seen':26} {'median':>10} {'95 %':>10} {'most':>10}")
    for words in (("watch", "0.001"), ("watch", "0.01"), ("watch", "0.1"), ("wait",),
                  ("wake",)):
        latency(*words)
    print(f"{'while nothing changes':46} {'processor':>9} {'memory':>12}")
    shmsh(f"create {KEY} 64M", f"write -t i32 {KEY} 0")
    for command in (f"wait {KEY} eq 1", f"wait -t u64 {KEY}+8 eq 1", f"watch {KEY} 4096",
                    f"watch -i 0.001 {KEY} 4096", f"watch {KEY}", f"watch -t u32 {KEY}"):
        use(command)
    shmsh(f"touch {KEY}")
    use(f"watch {KEY}")
    use(f"watch {KEY} 64M")
    shmsh(f"rm {KEY}", f"create -R {KEY} 64G", f"write {KEY}+10G x", f"write {KEY}+40G x")
    before = resident()
    use(f"watch {KEY} 64G")
    print(f"a segment of 64 GiB with two pages: resident {before} before, {resident()} after")
    shmsh(f"rm {KEY}")


if __name__ == "__main__":
    main()
