# SPDX-License-Identifier: BSD-2-Clause
"""What the tests of this folder share: a namespace for each case, and shmsh in it.

`in_namespace(work)` runs `work(box)` in a child process that has an IPC namespace of
its own. `Box.run` runs shmsh there and says what came out, `Live` talks with one
through pipes, `Segment` is the kernel's view of a segment, and `matches` compares what
was said with what should have been said.
"""

import contextlib
import ctypes
import json
import os
import re
import resource
import select
import shutil
import subprocess
import sys
import tempfile
import traceback

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))

import isolate  # noqa: E402  (found through the line above)

LIMIT = 20  # seconds without an end: a hang
PAGE = resource.getpagesize()
OTHER = 65534

IPC_CREAT = 0o1000
IPC_RMID = 0
IPC_SET = 1
IPC_STAT = 2
SHM_RDONLY = 0o10000
PR_SET_SECUREBITS = 28
SECBIT_NOROOT = 1

PLACEHOLDERS = {
    "PID": r"[1-9][0-9]*",
    "ADDRESS": r"0x[0-9a-f]+",
    "NUMBER": r"[0-9]+",
    "COMMAND": r"[^ ()\n]+",
    "SIZES": r"[0-9.]+ [KMGT]iB(?:, [0-9.]+ [KMGT]iB)*",
    "AGE": r"[0-9]+ s ago",
    "TEXT": r"[^\n]*",
}

libc = isolate.libc
libc.shmat.restype = ctypes.c_void_p
libc.shmat.argtypes = (ctypes.c_int, ctypes.c_void_p, ctypes.c_int)
libc.shmdt.argtypes = (ctypes.c_void_p,)
libc.shmget.argtypes = (ctypes.c_int, ctypes.c_size_t, ctypes.c_int)


class Skip(Exception):
    """This case can not be provoked here; the text says why."""


class Wrong(Exception):
    """What came out is not what should have."""


def matches(expected, said):
    """Is SAID what EXPECTED says, `<PID>` and the like standing for what varies?"""
    parts = re.split(r"<([A-Z]+)>", expected)
    pattern = ""
    for position, part in enumerate(parts):
        if position % 2 == 0:
            pattern += re.escape(part)
        else:
            pattern += PLACEHOLDERS[part]
    return re.fullmatch(pattern, said) is not None


def difference(what, expected, said):
    """Both texts, for a person to see where they part."""
    shown = [f"{what} should be:"]
    shown += [f"  |{line}" for line in expected.splitlines()]
    shown += [f"{what} is:"]
    shown += [f"  |{line}" for line in said.splitlines()]
    return "\n".join(shown)


def same(expected, said, what="the text"):
    if not matches(expected, said):
        raise Wrong(difference(what, expected, said))


class Permissions(ctypes.Structure):
    """struct ipc_perm of glibc on 64-bit Linux."""

    _fields_ = [("key", ctypes.c_int), ("uid", ctypes.c_uint), ("gid", ctypes.c_uint),
                ("cuid", ctypes.c_uint), ("cgid", ctypes.c_uint), ("mode", ctypes.c_uint),
                ("seq", ctypes.c_ushort), ("pad", ctypes.c_ushort),
                ("reserved", ctypes.c_ulong * 2)]


class Status(ctypes.Structure):
    """struct shmid_ds of glibc on 64-bit Linux."""

    _fields_ = [("permissions", Permissions), ("size", ctypes.c_size_t),
                ("attached", ctypes.c_long), ("detached", ctypes.c_long),
                ("changed", ctypes.c_long), ("creator", ctypes.c_int),
                ("last", ctypes.c_int), ("nattch", ctypes.c_ulong),
                ("reserved", ctypes.c_ulong * 2)]


def checked(result):
    if result == -1:
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))
    return result


class Segment:
    """A segment that the test itself makes or looks at."""

    def __init__(self, id):
        self.id = id

    @classmethod
    def make(cls, key, size, mode=0o600):
        return cls(checked(libc.shmget(key, size, IPC_CREAT | mode)))

    @classmethod
    def find(cls, key):
        return cls(checked(libc.shmget(key, 0, 0)))

    def status(self):
        status = Status()
        checked(libc.shmctl(self.id, IPC_STAT, ctypes.byref(status)))
        return status

    def give(self, uid):
        """Another owner; the creator stays."""
        status = self.status()
        status.permissions.uid = uid
        checked(libc.shmctl(self.id, IPC_SET, ctypes.byref(status)))

    def remove(self):
        checked(libc.shmctl(self.id, IPC_RMID, None))

    @contextlib.contextmanager
    def attached(self, flags=0):
        address = libc.shmat(self.id, None, flags)
        if address == ctypes.c_void_p(-1).value:
            checked(-1)
        try:
            yield address
        finally:
            libc.shmdt(address)

    def contents(self):
        size = self.status().size
        with self.attached(SHM_RDONLY) as address:
            return ctypes.string_at(address, size)

    def fill(self, contents):
        with self.attached() as address:
            ctypes.memmove(address, contents, len(contents))


class Result:
    """How one run of shmsh ended."""

    def __init__(self, status, out, err):
        self.status = status
        self.out = out
        self.err = err

    def expect(self, err="", out="", status=1):
        """All three are so, or Wrong; both texts may hold placeholders."""
        same(err, self.err, "standard error")
        same(out, self.out, "standard output")
        if self.status != status:
            raise Wrong(f"the exit status should be {status}, it is {self.status}")


def become(uid):
    os.setgroups([])
    os.setgid(uid)
    os.setuid(uid)


def become_powerless():
    """User 0 without a capability from the next exec on: as an ordinary owner."""
    if libc.prctl(PR_SET_SECUREBITS, SECBIT_NOROOT, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "prctl")


class Box:
    """A case's namespace, directory and shmsh."""

    def __init__(self, program, top):
        self.program = program
        self.top = top
        self.env = isolate.environment(top, program)
        self.env["GCOV_PREFIX"] = top
        self.env["HOME"] = top

    def path(self, name):
        return os.path.join(self.top, name)

    def preparation(self, user, powerless, limits):
        def prepare():
            isolate.fresh_process()
            for limit, value in limits:
                resource.setrlimit(limit, (value, value))
            if powerless:
                become_powerless()
            if user is not None:
                become(user)
        return prepare

    def run(self, script="", args=(), user=None, powerless=False, limits=(), before=(),
            traced=False):
        """Runs SCRIPT; BEFORE are words in front of the program."""
        env = dict(self.env)
        if traced:
            # a leak checker can not trace what is traced
            env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
        process = subprocess.Popen(
            [*before, self.program, *args], cwd=self.top, env=env,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            preexec_fn=self.preparation(user, powerless, limits))
        try:
            out, err = process.communicate(script.encode(), timeout=LIMIT)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Wrong(f"no end within {LIMIT} s") from None
        return Result(process.returncode, decode(out), decode(err))


def decode(raw):
    return raw.decode("utf-8", "backslashreplace")


class Live:
    """A running shmsh that goes on after failures, driven through pipes."""

    END = "-the end of an answer-"

    def __init__(self, box):
        self.process = subprocess.Popen(
            [box.program, "-k"], cwd=box.top, env=box.env, text=True, bufsize=1,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            preexec_fn=isolate.fresh_process)
        self.asked = 0
        self.ask("")  # it has started when it answers

    @property
    def line(self):
        """The number of the line that was sent last."""
        return 2 * self.asked - 1

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.process.kill()
        for stream in (self.process.stdin, self.process.stdout, self.process.stderr):
            with contextlib.suppress(OSError):
                stream.close()
        self.process.wait()

    def ask(self, line):
        """Sends LINE; the Result has what was said until the answer's end."""
        self.asked += 1
        try:
            self.process.stdin.write(f"{line}\necho $status '{self.END}'\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Wrong(f"shmsh died before: {line}") from None
        out = ""
        for answer in self.process.stdout:
            if answer.endswith(f"{self.END}\n"):
                said = os.read(self.process.stderr.fileno(), 65536) if self.pending() else b""
                return Result(int(answer.split()[0]), out, decode(said))
            out += answer
        raise Wrong(f"shmsh died ({self.process.wait()}) at: {line}")

    def pending(self):
        return bool(select.select([self.process.stderr], [], [], 0)[0])

    def mappings(self):
        """(from, to, access, name) of each mapping."""
        found = []
        with open(f"/proc/{self.process.pid}/maps", encoding="utf-8") as file:
            for line in file:
                words = line.split(None, 5)
                first, last = words[0].split("-")
                name = words[5].strip() if len(words) > 5 else ""
                found.append((int(first, 16), int(last, 16), words[1], name))
        return found


def kernel_set(name, value):
    """Sets a sysctl of this namespace."""
    try:
        with open(f"/proc/sys/kernel/{name}", "w", encoding="ascii") as file:
            file.write(str(value))
    except OSError as error:
        raise Skip(f"kernel.{name} can not be set here: {error.strerror}") from error


def number_of(path):
    try:
        with open(path, encoding="ascii") as file:
            return int(file.read())
    except (OSError, ValueError):
        return 0


def in_namespace(program, work):
    """Runs WORK(box) in a child with a namespace of its own.

    Gives (outcome, text): "ok", "skip", "wrong" or "forbidden", and why.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        try:
            outcome = work_in_box(program, work)
        except BaseException:  # the child must end here, whatever happened
            outcome = ("wrong", traceback.format_exc())
        with os.fdopen(writer, "w", encoding="utf-8", errors="backslashreplace") as pipe:
            json.dump(outcome, pipe)
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8", errors="backslashreplace") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    if not text:
        return "wrong", f"the test itself died ({status})"
    return json.loads(text)


def work_in_box(program, work):
    isolate.adopt_orphans()
    try:
        isolate.enter()
    except isolate.Forbidden as error:
        return "forbidden", str(error)
    top = tempfile.mkdtemp(prefix="shmsh-fault-")
    os.chmod(top, 0o777)
    try:
        work(Box(copy_for_all(program, top), top))
    except Skip as reason:
        return "skip", str(reason)
    except Wrong as reason:
        return "wrong", str(reason)
    finally:
        isolate.kill_descendants()
        shutil.rmtree(top, ignore_errors=True)
    return "ok", ""


def copy_for_all(program, top):
    """The program may lie where another user may not look."""
    if os.geteuid() != 0 or isolate_mapped():
        return program
    copied = os.path.join(top, "shmsh")
    shutil.copyfile(program, copied)
    os.chmod(copied, 0o755)
    return copied


def isolate_mapped():
    """Is this the root of a user namespace only?"""
    with open("/proc/self/uid_map", encoding="ascii") as file:
        return file.read().split() != ["0", "0", "4294967295"]


def need_root():
    if isolate_mapped():
        raise Skip("only root can run programs as another user")


def program_under_test():
    program = os.environ.get("SHMSH")
    if not program:
        print("Bail out! SHMSH must name the program")
        sys.exit(1)
    return os.path.abspath(program)


def comment(text):
    for line in text.rstrip().splitlines():
        print(f"# {line}")
