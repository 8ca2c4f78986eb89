#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Shows that --read-only makes no call that changes anything.

    SHMSH=build/src/shmsh tests/faults/read_only.py [COMMAND...]

Every command is tried on segments that are there, in all ways that its help shows and
some more, with `|`, `>` and `!`, by a shmsh that strace follows. Each system call that
it makes must be known here as one that changes nothing, with the arguments it has; then
the segments must be what they were. Prints TAP.
"""

import json
import os
import re
import shutil
import signal
import subprocess
import sys

from shells import Segment, Skip, Wrong, comment, in_namespace, program_under_test

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from tap import Tap  # noqa: E402

PATIENCE = 5  # seconds for a command that waits for what nobody will do
KEYS = {1: 100, 2: 200, 7: 64, 1234: 4096, 5678: 200}

# Beside what help shows: all that each command may ask of the kernel.
MORE = """
create 99 10; create -o 1234 10; create private 10; create -H default 98 1; create -R 97 1
attach 1234; attach -r 1234; attach -a 0x10000000 1234; attach -r -e 1234; attach; detach -A
attach -r 1234; write 1234 no; use 1234; detach 1234
rm 1234; rm 1 2 id:0; del 1234
chmod 0666 1234; chmod g+r 1 2; chown 0 1234; chown 0:0 1 2; lock 1234; unlock 1234
write 1234 no; write -x 1234 00; w 1234 no; printf 1234 "%d" 5; scanf 1234 %c; read 1234; read -r 1234 5
dump 1234; ls; stat 1 2 1234; ns; ns -; time rm 1234; time write 1234 no; time read 1234
prune; prune -n -a 0; prune -f -a 0; who; who 1234; limits; key 1234; ftok script x; ls -l
touch 1234; fill 1234; load 1234 script; save 1234 copy; copy 1234 5678; scanf 1234 count=%d number
read 1234 > copy; ls >> copy; ls | cat; dump | sh -c 'echo no > copy'
!touch copy
!ipcrm -a
source script; source copy; trace on; read 1234; trace off; set x 5; set output json; ls
help rm; help modes; history; echo $x; unset x; sleep 0
""".strip().splitlines()

# Calls that change nothing but this process, whatever their arguments are.
HARMLESS = set("""
access alarm arch_prctl brk capget clock_gettime clock_nanosleep close dup dup2 dup3 exit exit_group
faccessat faccessat2 fadvise64 fcntl fstat fstatfs futex getcwd getdents64 getegid geteuid getgid
getgroups getpgrp getpid getppid getpriority getrandom getrlimit getrusage getsockname gettid getuid
lseek lstat madvise mincore mmap mprotect mremap munmap nanosleep newfstatat pipe pipe2 poll ppoll
pread64 prlimit64 process_vm_readv pselect6 read readlink readlinkat restart_syscall rseq
rt_sigaction rt_sigprocmask rt_sigreturn rt_sigtimedwait sched_getaffinity sched_yield
select set_robust_list set_tid_address shmdt sigaltstack stat statfs statx sysinfo time
timer_create timer_delete timer_settime times umask uname wait4 waitid write writev
""".split())

# Calls that change nothing as long as their line looks so.
WITH = {
    "open": r"O_RDONLY(?!.*O_CREAT)",
    "openat": r"O_RDONLY(?!.*O_CREAT)",
    "shmget": r"^(?!.*IPC_CREAT)",
    "shmat": r"SHM_RDONLY",
    "shmctl": r", (?:IPC_STAT|IPC_INFO|SHM_INFO|SHM_STAT|SHM_STAT_ANY|IPC_64\|IPC_STAT), ",
    "ioctl": r", (?:TC\w*GET\w*|TIOCG\w+|FIONREAD|NS_GET_\w+|_IOC\(_IOC_NONE, 0xb7, \w+, 0\))",
    "prctl": r"PR_(?:GET|CAPBSET_READ)\w*",
    # a child that only looks: ns counts the segments of other namespaces
    "clone": r"CLONE_CHILD_CLEARTID\|CLONE_CHILD_SETTID\|SIGCHLD",
    # to ask whether there is such a process
    "kill": r", 0\) ",
    # to look elsewhere changes nothing there
    "setns": r", CLONE_NEWIPC\)",
    # for the names of users: a name service that is not running
    "socket": r"AF_UNIX",
    "connect": r'sun_path="/(?:var/)?run/\w*nscd/socket"',
}

CALL = re.compile(r"^\d+\s+(\w+)\((.*)$")


def commands(box):
    """The name of each command, and what its examples type."""
    answer = box.run(args=["-j", "-c", "help"]).out
    pages = [page for page in map(json.loads, answer.splitlines()) if "name" in page]
    return {page["name"]: [line[2:] for example in page["examples"]
                           for line in example["session"].splitlines() if line.startswith("> ")]
            for page in pages}


def make_segments():
    for key, size in KEYS.items():
        Segment.make(key, size, 0o644).fill(b"count=42 name=Ada".ljust(min(size, 40), b"\0"))


def picture(key):
    """All that is to stay as it is; not the times and processes of looking."""
    try:
        segment = Segment.find(key)
    except FileNotFoundError:
        return None
    status = segment.status()
    owner = status.permissions
    return (segment.id, status.size, owner.uid, owner.gid, owner.mode, status.changed,
            status.nattch, segment.contents())


def pictures():
    with open("/proc/sysvipc/shm", encoding="ascii") as file:
        return {key: picture(key) for key in KEYS}, len(file.readlines())


def traced(box, script):
    """The calls that a read-only shmsh makes for SCRIPT."""
    log = box.path("calls")
    env = dict(box.env, ASAN_OPTIONS="detect_leaks=0")
    process = subprocess.Popen(
        ["strace", "-f", "-qq", "-e", "signal=none", "-o", log, box.program, "-r", "-k"],
        cwd=box.top, env=env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.communicate(script.encode(), timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        # it waits, as it was told to: what it did so far is what counts
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
    with open(log, encoding="utf-8", errors="replace") as file:
        return file.read().splitlines()


def complaints_of(lines):
    """The calls that may change something, or are not known."""
    found, started = [], False
    for line in lines:
        match = CALL.match(line)
        if not match:
            continue  # the end of one that was interrupted by another process's
        name, rest = match.groups()
        if name == "execve" and not started:
            started = True
        elif name not in HARMLESS and not (name in WITH and re.search(WITH[name], rest)):
            found.append(line)
    return found if started else ["nothing was traced"]


def check(tap, box, only):
    make_segments()
    with open(box.path("script"), "w", encoding="ascii") as file:
        file.write("rm 1234; write 1234 no\n")
    before = pictures()
    scripts = commands(box)
    scripts |= {f"more {number}": [line] for number, line in enumerate(MORE, 1)}
    for name, typed in scripts.items():
        if only and name not in only:
            continue
        lines = traced(box, "".join(line + "\n" for line in typed))
        wrong = complaints_of(lines)
        after = pictures()
        if after != before:
            wrong.append("the segments are not what they were")
        before = after
        if os.path.exists(box.path("copy")):
            wrong.append("a file was written")
        tap.result(name, wrong)
    if not only:
        check_itself(tap, box)


def check_itself(tap, box):
    """Without -r the same check finds what it should: it can fail."""
    found = []
    for line in ("1  shmget(0x63, 10, IPC_CREAT|IPC_EXCL|0600) = 0", "1  shmctl(0, IPC_RMID, NULL)",
                 "1  shmctl(0, SHM_LOCK, NULL) = 0", "1  shmctl(0, IPC_SET, {...}) = 0",
                 "1  shmat(0, NULL, 0) = 0x7f", "1  unshare(CLONE_NEWIPC) = 0",
                 '1  execve("/bin/sh", ["sh"], 0x7f) = 0', "1  setns(3, CLONE_NEWUSER) = 0",
                 '1  openat(AT_FDCWD, "x", O_WRONLY|O_CREAT, 0666) = 3', '1  unlink("x") = 0',
                 '1  openat(AT_FDCWD, "x", O_RDWR) = 3', "1  kill(1, SIGKILL) = 0"):
        if not complaints_of(['1  execve("shmsh", ["shmsh"], 0x7f) = 0', line])[:1] == [line]:
            found.append(f"not found: {line}")
    tap.result("what changes something is found", found)


def can_trace():
    return shutil.which("strace") and subprocess.run(
        ["strace", "-qq", "-o", os.devnull, "true"], check=False,
        stderr=subprocess.DEVNULL).returncode == 0


def main(arguments):
    def work(box):
        if not can_trace():
            raise Skip("strace can not be had here")
        tap = Tap()
        check(tap, box, arguments)
        print(f"1..{tap.count}", flush=True)
        if tap.failed:
            raise Wrong("a call may change something, or is not known here")

    outcome, text = in_namespace(program_under_test(), work)
    if outcome in ("forbidden", "skip"):
        print(f"1..0 # SKIP {text}")
    elif outcome == "wrong":
        comment(text)
    return 1 if outcome == "wrong" else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
