# SPDX-License-Identifier: BSD-2-Clause
"""What the tests of this folder share: named cases, each in a namespace of its own.

    @case
    def name_of_the_case(box): ...

`box` runs shmsh and its peers and has a directory for files. `main` runs all cases, or
those named on the command line, and prints TAP.
"""

import os
import shutil
import signal
import subprocess
import sys
import traceback
from dataclasses import dataclass

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import isolate  # noqa: E402  (found through the line above)

LIMIT = 60  # seconds without an end: a hang
PACKAGES = {"cmp": "diffutils", "hexdump": "bsdextrautils", "ipcmk": "util-linux",
            "ipcrm": "util-linux", "ipcs": "util-linux", "lsipc": "util-linux", "perl": "perl-base",
            "setpriv": "util-linux", "strings": "binutils", "xxd": "xxd"}
CASES = []


def case(function):
    """Makes FUNCTION a case."""
    CASES.append(function)
    return function


class Unfit(Exception):
    """This machine can not run the case; the text says why."""


@dataclass
class Result:
    """What a program left behind; a negative status is a signal."""
    status: int
    out: bytes
    err: str

    @property
    def text(self):
        return self.out.decode()


class Box(isolate.Sandbox):
    """A private namespace, and the programs that meet in it."""

    def __init__(self):
        self.program = os.path.abspath(os.environ["SHMSH"])
        super().__init__(self.program, os.environ.get("SHMSH_TEST_PROGRAMS", ""))

    def run(self, *argv, input=b"", **options):
        """Runs a program to its end."""
        path = shutil.which(argv[0], path=self.env["PATH"])
        assert path, f"there is no {argv[0]}: {where_from(argv[0])}"
        done = subprocess.run([path, *argv[1:]], input=input, capture_output=True,
                              timeout=LIMIT, **self.options(argv, options))
        return Result(done.returncode, done.stdout, done.stderr.decode())

    def start(self, *argv, **options):
        """Starts a program; whatever still runs when the case ends is killed."""
        return subprocess.Popen(argv, **self.options(argv, options))

    def options(self, argv, changes):
        env = self.env
        if argv[0] == "strace":
            # a sanitizer can not look for leaks in what is traced
            env = env | {"ASAN_OPTIONS": env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"}
        return {"cwd": self.cwd, "env": env} | changes

    def peer(self, *argv, **options):
        """The output of another program, which must succeed."""
        result = self.run(*argv, **options)
        assert result.status == 0, f"{argv} fails ({result.status}): {result.err}"
        return result.text

    def shmsh(self, *commands, options=(), notes=False):
        """The output of shmsh, which must succeed, and complain of nothing."""
        words = [word for command in commands for word in ("-c", command)]
        result = self.run(self.program, *options, *words)
        assert result.status == 0, f"{commands} fails ({result.status}): {result.err}"
        assert notes or result.err == "", f"{commands} says: {result.err}"
        return result.text


def where_from(program):
    if program in PACKAGES:
        return f"install the package {PACKAGES[program]}"
    return "SHMSH_TEST_PROGRAMS must name the directory it was built in"


def equal(found, wanted, what="the value"):
    assert found == wanted, f"{what} is {found!r}, not {wanted!r}"


def run_case(function):
    """(outcome, text) of a case, run in a child: leaving a namespace is not possible."""
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        os.write(writer, "\n".join(outcome_of(function)).encode()[:60000])
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader, encoding="utf-8", errors="replace") as pipe:
        outcome, _, text = pipe.read().partition("\n")
    os.waitpid(child, 0)
    return outcome or "wrong", text


def give_up(*_):
    raise TimeoutError(f"not done within {LIMIT} s")


def outcome_of(function):
    # Here and not in a preexec_fn: that makes subprocess fork, and a child that is forked
    # counts as attached, with a last_pid and a detach time of its own.
    isolate.fresh_process()
    signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(LIMIT)
    try:
        with Box() as box:
            function(box)
    except isolate.Forbidden as error:
        return "forbidden", str(error)
    except Unfit as error:
        return "skipped", str(error)
    except BaseException:  # the child must end here, whatever happened
        return "wrong", traceback.format_exc()
    return "ok", ""


def main(arguments):
    sys.stdout.reconfigure(encoding="utf-8", line_buffering=True)
    names = [name for name in arguments if not name.startswith("-")]
    chosen = [one for one in CASES if not names or one.__name__ in names]
    failed = not chosen
    for number, function in enumerate(chosen, 1):
        outcome, text = run_case(function)
        if outcome == "forbidden":
            # Not exit status 77: meson takes that for an error of a TAP test.
            print(f"1..0 # SKIP {text}")
            return 0
        name = function.__name__.replace("_", " ")
        if outcome == "skipped":
            print(f"ok {number} - {name} # SKIP {text}")
            continue
        failed |= outcome != "ok"
        print(f"{'ok' if outcome == 'ok' else 'not ok'} {number} - {name}")
        for line in text.splitlines():
            print(f"# {line}")
    print(f"1..{len(chosen)}")
    return 1 if failed else 0
