#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Shows that the transcript runner can fail: wrong documents fail, right ones pass.

Each case is a small document, run by run.py against a stand-in for shmsh, with the
verdict that every example of it must get. Prints TAP.
"""

import os
import re
import subprocess
import sys
import tempfile
from dataclasses import dataclass

sys.dont_write_bytecode = True
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import isolate  # noqa: E402

HERE = os.path.dirname(os.path.abspath(__file__))
RUN = os.path.join(HERE, "run.py")
ISOLATE = os.path.join(os.path.dirname(HERE), "isolate.py")

SHMSH = r'''#!/usr/bin/python3
import os, select, signal, sys, termios, tty
prompt, status = "shmsh> ", 0
interrupts, interrupted = os.pipe2(os.O_NONBLOCK)
signal.signal(signal.SIGINT, lambda *_: None)
signal.set_wakeup_fd(interrupted)
def say(text, end="\n"):
    print(text, end=end, flush=True)
def ask():
    # As libedit does it: first the prompt, then raw; cooked between two lines.
    say(prompt, end="")
    settings = termios.tcgetattr(0)
    tty.setcbreak(0, termios.TCSADRAIN)
    try:
        return keys()
    finally:
        termios.tcsetattr(0, termios.TCSADRAIN, settings)
def keys():
    line = b""
    while True:
        if interrupts in select.select([0, interrupts], [], [])[0]:
            os.read(interrupts, 1)
            say("^C")
            return ""
        key = os.read(0, 1)
        if key in (b"\4", b""):
            sys.exit(status)
        os.write(1, key)
        if key == b"\n":
            return line.decode()
        line += key
while True:
    line = ask()
    word, _, rest = line.strip().partition(" ")
    prompt, status = "shmsh> ", 0
    if word == "quit": sys.exit(int(rest or 0))
    elif word == "echo": say(rest)
    elif word == "pid": say(f"pid {os.getpid()}")
    elif word == "many": [say(f"line {n}") for n in range(int(rest))]
    elif word == "use": prompt = f"shmsh[{rest}]> "
    elif word == "open": prompt = "  ...> "
    elif word == "hang": signal.pause()
    elif word: status = 1; say(f"shmsh: {word}: no such command > help")
'''


@dataclass
class Case:
    """A document and what the runner must make of it."""
    name: str
    text: str
    verdicts: list
    shows: str = ""
    suffix: str = ".md"
    options: tuple = ()
    becomes: str | None = None


def console(*lines):
    return "".join(line + "\n" for line in ("```console", *lines, "```"))


P, F = True, False
TALK = ("$ shmsh", "shmsh> echo hello", "hello")
CASES = [
    Case("right output passes", console("$ echo a; echo b >&2", "a", "b"), [P]),
    Case("wrong output fails", console("$ echo a", "b"), [F], "# -b"),
    Case("a missing line fails", console("$ printf 'a\\nb\\n'", "a"), [F], "# +b"),
    Case("a line too many fails", console("$ echo a", "a", "b"), [F], "# -b"),
    Case("output where none is expected fails", console("$ echo a", "$ true"), [F, P]),
    Case("a trailing blank counts", console("$ echo 'a '", "a"), [F]),
    Case("an empty line counts", console("$ echo a", "a", "", "$ true"), [F, P]),
    Case("a missing last newline counts", console("$ printf a", "a"), [F], "(no newline)"),
    Case("a missing last newline can be told", console("$ printf a", "a (no newline)"), [P]),
    Case("a form feed ends no line", console(r"$ printf 'a\fb\n'", "a\fb"), [P]),
    Case("bytes that are no UTF-8", console(r"$ printf '\377\n'", "\udcff"), [P]),
    Case("other such bytes fail", console(r"$ printf '\376\n'", "\udcff"), [F], r"\xfe"),
    Case("right status passes", console("$ exit 3", "[3]"), [P]),
    Case("wrong status fails", console("$ exit 3", "[4]"), [F], "# +[3]"),
    Case("failure where success is expected fails", console("$ false"), [F], "# +[1]"),
    Case("success where failure is expected fails", console("$ true", "[1]"), [F], "# +[0]"),
    Case("death by a signal", console("$ kill -9 $$", "[137]", "$ kill -9 $$"), [P, F]),
    Case("standard input", console("$ cat; echo", "> a", ">", "> b", "a", "", "b", ""), [P]),
    Case("no standard input", console("$ cat"), [P]),
    Case("a continued command", console("$ echo a \\", "b", "a b"), [P]),
    Case("placeholders match",
         console("$ echo 7 0x1f 2026-11-24 22:50:37 3 s root x y",
                 "<id> <address> <time> <age> <user> <any>"), [P]),
    Case("a missing placeholder fails", console("$ echo id 7", "id 8"), [F], "# +id 7"),
    Case("a placeholder of the wrong kind fails", console("$ echo id x", "id <id>"), [F]),
    Case("the same id twice", console("$ echo 7; echo 7", "<id:a>", "<id:a>"), [P]),
    Case("two ids for one name fail",
         console("$ echo 7; echo 8", "<id:a>", "<id:a>"), [F], "# +8"),
    Case("a name holds for the whole file",
         console("$ echo 7", "<id:a>") + console("$ echo 8", "<id:a>", "$ echo 7", "<id:a>"),
         [P, F, P], "# +8"),
    Case("any lines", console("$ seq 9", "1", "...", "8", "9", "$ seq 3", "1", "..."), [P, P]),
    Case("any lines do not hide the next", console("$ seq 9", "1", "...", "7"), [F]),
    Case("prose and other blocks are not run", "$ false\n```sh\n$ false\n```\n"
         + console("$ true"), [P]),
    Case("an indented block", "- text\n\n  ```console\n  $ echo a\n  a\n  ```\n", [P]),
    Case("no example fails", "```sh\n$ true\n```\n", [F], "no example"),
    Case("an unclosed block fails", "```console\n$ true\n", [F], "never closed"),
    Case("a block without a command fails", console("true"), [F], "begins with"),
    Case("mdoc", ".Bd -literal -offset indent\n$ printf \\(aq%s\\en\\(aq a\\-b\n"
         "a\\-b\n.Ed\n.Bd -literal\nnot run\n.Ed\n", [P], suffix=".1"),
    Case("mdoc quotes", ".Bd -literal\n$ cat; echo \\(aqa  b\\(aq \\(dqc\\(dq\n> \\&.x\n"
         "\\&.x\n"
         "a  b c\n.Ed\n", [P], suffix=".1"),
    Case("wrong mdoc fails", ".Bd -literal\n$ echo a\nb\n.Ed\n", [F], "# -b", suffix=".1"),
    Case("a fresh directory", console("$ ls", "$ touch x; ls", "x"), [P, P]),
    Case("a command over its time is killed", console("$ echo a; sleep 99", "a"), [F],
         "killed", options=("--time-limit", "0.5")),
    Case("its status does not excuse it", console("$ sleep 99", "[137]"), [F],
         "killed", options=("--time-limit", "0.5")),
    Case("a process in the background is not waited for",
         console("$ sleep 4321 & echo a", "a"), [P]),

    Case("a session that quits", console(*TALK, "shmsh> quit"), [P]),
    Case("a session left at its prompt", console(*TALK, "shmsh> "), [P]),
    Case("the same, blanks trimmed", console(*TALK, "shmsh>"), [P]),
    Case("a session ended by Ctrl-D", console(*TALK, "shmsh> ^D"), [P]),
    Case("Ctrl-C", console("$ shmsh", "shmsh> ech^C", *TALK[1:], "shmsh> ^C", "shmsh>"), [P]),
    Case("an empty command", console("$ shmsh", "shmsh>", *TALK[1:], "shmsh>"), [P]),
    Case("a failed command, then left",
         console("$ shmsh", "shmsh> x", "shmsh: x: no such command > help", "shmsh>"), [P]),
    Case("a failed command, then left, status told",
         console("$ shmsh", "shmsh> x", "shmsh: x: no such command > help", "shmsh>", "[0]"),
         [F], "# +[1]"),
    Case("wrong screen fails", console("$ shmsh", "shmsh> echo a", "b", "shmsh> quit"), [F],
         "# +a"),
    Case("a screen with too much fails", console("$ shmsh", "shmsh> echo a", "shmsh> quit"),
         [F], "# +a"),
    Case("a wrong prompt fails", console("$ shmsh", "shmsh> use 1", "shmsh[2]> quit"), [F],
         "# +shmsh[1]> quit"),
    Case("another prompt", console("$ shmsh", "shmsh> use 7", "shmsh[<id>]> quit"), [P]),
    Case("a continuation", console("$ shmsh", "shmsh> open", "  ...> echo a", "a", "shmsh>"),
         [P]),
    Case("a session's wrong status fails", console("$ shmsh", "shmsh> quit 3"), [F], "# +[3]"),
    Case("a session's status", console("$ shmsh", "shmsh> quit 3", "[3]"), [P]),
    Case("a session that ends too early fails",
         console("$ shmsh", "shmsh> quit", "shmsh> echo a", "a", "shmsh>"), [F], "# -a"),
    Case("a session that does not end fails", console(*TALK), [F], "still waits"),
    Case("a session that hangs is killed", console("$ shmsh", "shmsh> hang", "shmsh>"), [F],
         "killed", options=("--time-limit", "1.5")),
    Case("more lines than the screen has",
         console("$ shmsh", "shmsh> many 500", *[f"line {n}" for n in range(500)],
                 "shmsh> quit"), [P]),
    Case("placeholders on the screen",
         console("$ shmsh", "shmsh> pid", "pid <pid:a>", "shmsh> pid", "pid <pid:a>",
                 "shmsh> quit", "$ echo 0", "<pid:a>"), [P, F]),

    Case("update", "  " + console("$ echo 5 a; echo b; exit 2", "<id> a", "old")
         .replace("\n", "\n  ").rstrip() + "\nend\n" + console("$ echo '[1]'"), [F, F],
         options=("--update",),
         becomes="  " + console("$ echo 5 a; echo b; exit 2", "<id> a", "b", "[2]")
         .replace("\n", "\n  ").rstrip() + "\nend\n" + console("$ echo '[1]'", "[1]", "[0]")),
    Case("update of a session", console("$ shmsh", "shmsh> many 3", "line 0", "...", "shmsh>")
         + console("$ shmsh", "shmsh> echo a", "b", "shmsh> quit 1"), [P, F],
         options=("--update",),
         becomes=console("$ shmsh", "shmsh> many 3", "line 0", "...", "shmsh>")
         + console("$ shmsh", "shmsh> echo a", "a", "shmsh> quit 1", "[1]")),
]


def run(arguments, top):
    """Runs the runner; it gives up on a command well before it is given up on itself."""
    arguments = ["--time-limit", "10", *arguments]
    environment = dict(os.environ, SHMSH=os.path.join(top, "bin/shmsh"), TMPDIR=top)
    return subprocess.run([sys.executable, RUN, *arguments], env=environment, cwd=top,
                          stdin=subprocess.DEVNULL, capture_output=True, timeout=60,
                          encoding="utf-8", errors="surrogateescape", check=False)


def write(path, text):
    with open(path, "w", encoding="utf-8", errors="surrogateescape", newline="") as file:
        file.write(text)


def check(case, top):
    """Complaints about what the runner made of a case."""
    path = os.path.join(top, "case" + case.suffix)
    write(path, case.text)
    result = run([*case.options, path], top)
    verdicts = [not found for found in re.findall(r"^(not )?ok ", result.stdout, re.M)]
    complaints = []
    if verdicts != case.verdicts:
        complaints.append(f"verdicts {verdicts} instead of {case.verdicts}")
    if result.returncode != (0 if all(case.verdicts) else 1):
        complaints.append(f"exit status {result.returncode}")
    if f"\n1..{len(case.verdicts)}\n" not in result.stdout:
        complaints.append("no plan")
    if case.shows not in result.stdout:
        complaints.append(f"does not show {case.shows!r}")
    if case.becomes is not None and open(path, encoding="utf-8").read() != case.becomes:
        complaints.append("updated wrongly:\n" + open(path, encoding="utf-8").read())
    return complaints + [result.stdout + result.stderr] if complaints else []


# What is not about one document

def namespaces_are_private(top):
    ours = os.readlink("/proc/self/ns/ipc")
    show = "$ readlink /proc/self/ns/ipc"
    paths = [os.path.join(top, name) for name in ("a.md", "b.md")]
    for path in paths:
        write(path, console(show, "ipc:[<n:space>]", show, "ipc:[<n:space>]", show))
    seen = re.findall(r"^# \+(ipc:.*)", run(paths, top).stdout, re.M)
    return [] if len({ours, *seen}) == 3 else [f"namespaces: {ours} {seen}"]


def nothing_is_left_behind(top):
    """Also of processes that leave their session; their pids come out in a diff."""
    path = os.path.join(top, "left.md")
    write(path, console("$ setsid sleep 4321 >/dev/null 2>&1 & echo $!",
                        "$ (setsid setsid sleep 4321 & echo $!) 2>&1 | head -1"))
    pids = re.findall(r"^# \+(\d+)", run([path], top).stdout, re.M)
    alive = [pid for pid in pids if os.path.exists(f"/proc/{pid}")]
    alive += [name for name in os.listdir(top) if name.startswith("shmsh-test-")]
    return [] if len(pids) == 2 and not alive else [f"started {pids}, left {alive}"]


def isolate_runs_a_command(top):
    show = ["readlink", "/proc/self/ns/ipc"]
    result = subprocess.run([sys.executable, ISOLATE, *show], capture_output=True,
                            text=True, check=False, cwd=top)
    inside, ours = result.stdout.strip(), os.readlink("/proc/self/ns/ipc")
    right = result.returncode == 0 and inside.startswith("ipc:[") and inside != ours
    return [] if right else [f"status {result.returncode}, {inside!r}, ours {ours}"]


def main():
    try:
        isolate.enter()
    except isolate.Forbidden as error:
        print(f"1..0 # SKIP {error}")
        return 0
    tests = [(case.name, lambda top, case=case: check(case, top)) for case in CASES]
    tests += [(test.__name__.replace("_", " "), test) for test in
              (namespaces_are_private, nothing_is_left_behind, isolate_runs_a_command)]
    failed = False
    print(f"1..{len(tests)}")
    for number, (name, test) in enumerate(tests, 1):
        with tempfile.TemporaryDirectory(prefix="shmsh-selftest-") as top:
            os.mkdir(os.path.join(top, "bin"))
            write(os.path.join(top, "bin/shmsh"), SHMSH)
            os.chmod(os.path.join(top, "bin/shmsh"), 0o755)
            try:
                complaints = test(top)
            except subprocess.TimeoutExpired:
                complaints = ["the runner hangs"]
        failed |= bool(complaints)
        print(f"{'not ok' if complaints else 'ok'} {number} - {name}", flush=True)
        for line in "\n".join(complaints).splitlines():
            print(f"# {line}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
