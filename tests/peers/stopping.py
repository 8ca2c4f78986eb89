# SPDX-License-Identifier: BSD-2-Clause
"""A command of shmsh that is stopped between two of its calls: what others do then."""

import json
import os
import signal
import subprocess
import tempfile


def stopped(box, command, place):
    """COMMAND, stopped behind its call of shmctl number PLACE; `go_on` continues it."""
    trace = os.path.join(tempfile.mkdtemp(dir=box.cwd), "trace")
    process = box.start("strace", "-qq", "-o", trace, "-e", "trace=shmctl",
                        "-e", f"inject=shmctl:signal=SIGSTOP:when={place}",
                        box.program, "-j", "-c", command,
                        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    while True:
        with open(f"/proc/{process.pid}/task/{process.pid}/children", encoding="ascii") as file:
            child = file.read().split()
        if child and state(child[0]) in ("T", "t") and ready(trace):
            break
    return process, int(child[0])


def state(pid):
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
            return file.read().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return ""


def ready(trace):
    """Has strace seen it stop?"""
    if not os.path.exists(trace):
        return False
    with open(trace, encoding="utf-8") as file:
        return "stopped by SIGSTOP" in file.read()


def go_on(process, child):
    """The objects that it answers, what it says beside them, and its status."""
    os.kill(child, signal.SIGCONT)
    out, err = process.communicate()
    return [json.loads(line) for line in out.splitlines()], err, process.returncode


def take_id(id):
    """The next segment gets this id, as after very many, where the kernel can be told."""
    try:
        with open("/proc/sys/kernel/shm_next_id", "w", encoding="ascii") as file:
            file.write(str(id))
    except OSError:
        pass
