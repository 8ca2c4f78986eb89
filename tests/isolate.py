#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Keeps tests away from the machine: a private IPC namespace and a private home.

    tests/isolate.py COMMAND...      run COMMAND in a fresh IPC namespace

Exits 77, with the reason on standard error, where namespaces are forbidden.
Imported, `with Sandbox(program) as box:` moves this process into a fresh namespace
and gives it a temporary directory (`box.cwd`) and an environment (`box.env`) for
the programs under test; at the end every process started meanwhile is killed.
"""

import ctypes
import os
import resource
import shutil
import signal
import sys
import tempfile

SKIPPED = 77
CLONE_NEWIPC = 0x08000000
CLONE_NEWUSER = 0x10000000
PR_SET_CHILD_SUBREAPER = 36

SYSTEM_PATH = "/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"
PASSED_ON = ("ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS", "TSAN_OPTIONS",
             "LLVM_PROFILE_FILE", "GCOV_PREFIX", "GCOV_PREFIX_STRIP")

libc = ctypes.CDLL(None, use_errno=True)


class Forbidden(Exception):
    """No private namespace can be had here; the text says why."""


def enter():
    """Moves this process into a fresh IPC namespace, or raises Forbidden."""
    before = namespace()
    try:
        unshare(CLONE_NEWIPC)
    except PermissionError:
        enter_as_user()
    except OSError as error:
        raise Forbidden(f"no private IPC namespace: {error}") from error
    if namespace() == before:
        raise Forbidden("the IPC namespace is still that of the parent")


def enter_as_user():
    """The same without privileges: as root of a user namespace of our own."""
    user, group = os.geteuid(), os.getegid()
    try:
        unshare(CLONE_NEWUSER | CLONE_NEWIPC)
        write("/proc/self/setgroups", "deny")
        write("/proc/self/uid_map", f"0 {user} 1")
        write("/proc/self/gid_map", f"0 {group} 1")
    except OSError as error:
        raise Forbidden(f"no private IPC namespace: {error}") from error


def namespace():
    """What tells the IPC namespace of this process from all others."""
    try:
        status = os.stat("/proc/self/ns/ipc")
    except OSError as error:
        raise Forbidden(f"the IPC namespace cannot be told: {error}") from error
    return status.st_dev, status.st_ino


def unshare(flags):
    if libc.unshare(flags) != 0:
        number = ctypes.get_errno()
        raise OSError(number, f"unshare: {os.strerror(number)}")


def write(path, text):
    with open(path, "w", encoding="ascii") as file:
        file.write(text)


def fresh_process():
    """For preexec_fn: nothing inherited by chance changes how a program behaves.

    Python ignores SIGPIPE, a shell's `&` ignores SIGINT, and exec keeps both.
    """
    for number in signal.valid_signals() - {signal.SIGKILL, signal.SIGSTOP}:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.umask(0o022)


def adopt_orphans():
    """Makes processes whose parent dies children of this one, so that they are found."""
    if libc.prctl(PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


def kill_descendants():
    """Kills and reaps every child, and the orphans that this makes, until none is left."""
    while True:
        for pid in children():
            os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return


def children():
    found = []
    for name in filter(str.isdigit, os.listdir("/proc")):
        try:
            with open(f"/proc/{name}/stat", "rb") as file:
                parent = file.read().rpartition(b")")[2].split()[1]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(parent) == os.getpid():
            found.append(int(name))
    return found


def environment(top, program, helpers=""):
    """A small, fixed environment: home under `top`, the program first on PATH."""
    home = os.path.join(top, "home")
    directories = [os.path.dirname(os.path.abspath(program))]
    directories += [os.path.abspath(path) for path in helpers.split(":") if path]
    env = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    env |= {
        "PATH": ":".join(directories + [SYSTEM_PATH]),
        "HOME": home,
        "XDG_CONFIG_HOME": os.path.join(home, ".config"),
        "XDG_DATA_HOME": os.path.join(home, ".local/share"),
        "XDG_STATE_HOME": os.path.join(home, ".local/state"),
        "XDG_CACHE_HOME": os.path.join(home, ".cache"),
        "XDG_RUNTIME_DIR": os.path.join(top, "run"),
        "TMPDIR": os.path.join(top, "tmp"),
        "SHELL": "/bin/sh",
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
        "EDITRC": "/dev/null",
        "TERM": "dumb",
    }
    return env


class Sandbox:
    """A private namespace, directory and environment; `with` cleans all of it up."""

    def __init__(self, program, helpers=""):
        adopt_orphans()
        enter()
        self.top = tempfile.mkdtemp(prefix="shmsh-test-")
        for name in ("home", "run", "tmp", "work"):
            os.mkdir(os.path.join(self.top, name), 0o700)
        self.cwd = os.path.join(self.top, "work")
        self.env = environment(self.top, program, helpers)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        kill_descendants()
        shutil.rmtree(self.top, ignore_errors=True)


def main(arguments):
    if not arguments:
        print("usage: isolate.py COMMAND [ARGUMENT...]", file=sys.stderr)
        return 2
    try:
        enter()
    except Forbidden as error:
        print(f"isolate: {error}", file=sys.stderr)
        return SKIPPED
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    try:
        os.execvp(arguments[0], arguments)
    except OSError as error:
        print(f"isolate: {arguments[0]}: {error.strerror}", file=sys.stderr)
        return 127


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
