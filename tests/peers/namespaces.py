#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Other IPC namespaces, beside unshare, nsenter, lsns and ipcs; as root and not.

    SHMSH=build/src/shmsh tests/peers/namespaces.py [NAME...]

Each case has an IPC namespace of its own, in which shmsh starts. Prints TAP.
"""

import contextlib
import json
import os
import subprocess
import sys

sys.path[:0] = [os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))),
                             "faults")]
from shells import (OTHER, Segment, Skip, Wrong, comment, in_namespace, isolate,  # noqa: E402
                    need_root, program_under_test)

CASES = []
USER = ["setpriv", f"--reuid={OTHER}", f"--regid={OTHER}", "--clear-groups"]


def case(function):
    CASES.append(function)
    return function


def equal(seen, wanted, what=""):
    if seen != wanted:
        raise Wrong(f"{what}: {seen!r}, not {wanted!r}")


@contextlib.contextmanager
def inhabited(box, script="", before=("unshare", "--ipc")):
    """The pid of a process in a namespace where shmsh has run SCRIPT."""
    # one that ends with the pipe that it reads
    process = subprocess.Popen(
        [*before, "sh", "-c", '"$0" -c "$1" && echo ready && read wait', box.program, script],
        cwd=box.top, env=box.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        preexec_fn=isolate.fresh_process)
    try:
        answer = process.stdout.readline()
        if answer != "ready\n":
            raise Wrong(f"no namespace was made: {answer}")
        yield process.pid
    finally:
        process.stdin.close()
        process.stdout.close()
        process.wait()


def number_of(pid):
    return os.stat(f"/proc/{pid}/ns/ipc").st_ino


def listed(box, script="ns", **options):
    """What ns says in JSON, by number; None for those that are not seen."""
    answers = box.run(script, args=["-j", *options.pop("args", [])], **options)
    equal(answers.err, "", "standard error")
    return {answer["namespace"]: answer for answer in map(json.loads, answers.out.splitlines())
            if "processes" in answer}


def peer(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


@case
def it_is_listed_and_counted(box):
    Segment.make(1, 100)
    with inhabited(box, "create 1 4096; create 2 1M; create 3 10; rm 3") as pid:
        found = listed(box)
        there, here = found[number_of(pid)], found[number_of("self")]
        equal((there["segments"], there["size"]), (2, 4096 + (1 << 20)), "there")
        equal((there["pid"], there["here"], there["began"]), (pid, False, False), "there")
        equal((here["segments"], here["size"], here["here"], here["began"]), (1, 100, True, True),
              "here")
        equal(there["processes"],
              int(peer("lsns", "-n", "-o", "NPROCS", "-t", "ipc", "-p", str(pid))), "processes")
        equal(len(peer("nsenter", "-t", str(pid), "--ipc", "ipcs", "-m").split("0x")) - 1, 2, "ipcs")
    # its number may be another one's by now, its process is none's
    if pid in [namespace["pid"] for namespace in listed(box).values()]:
        raise Wrong("it is listed although it is gone")


@case
def every_number_is_one_of_lsns(box):
    with inhabited(box), inhabited(box) as pid:
        before = set(map(int, peer("lsns", "-n", "-t", "ipc", "-o", "NS").split()))
        found = set(listed(box)) - {None}
        after = set(map(int, peer("lsns", "-n", "-t", "ipc", "-o", "NS").split()))
        if not before & after <= found or number_of(pid) not in found:
            raise Wrong(f"{sorted(before & after - found)} are missing")


@case
def it_is_entered_and_left(box):
    Segment.make(1234, 100).fill(b"outside\0")
    with inhabited(box, "create 1234 64; write . inside") as pid:
        equal(box.run(f"ns {pid}\nread 1234\n!ipcs -m | grep -c 0x\nns -\nread 1234").out,
              "inside\n1\noutside\n", "ns PID")
        equal(box.run("read 1234", args=["-N", str(pid)]).out, "inside\n", "-N")
        equal(box.run("rm 1234", args=[f"--ipc-of={pid}"]).status, 0, "rm there")
        equal(peer("nsenter", "-t", str(pid), "--ipc", "ipcs", "-m").count("0x"), 0, "ipcs")
    equal(Segment.find(1234).contents()[:7], b"outside", "the one of the same key")


@case
def who_is_attached_is_looked_for_there(box):
    with inhabited(box, "create 1234 64") as pid:
        process = subprocess.Popen(
            ["nsenter", "-t", str(pid), "--ipc", box.program], cwd=box.top, env=box.env, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, preexec_fn=isolate.fresh_process)
        process.stdin.write("attach 1234\necho ready\n")
        process.stdin.flush()
        process.stdout.readline()
        said = box.run(f"ns {pid}\nchmod 0400 1234").err
        process.communicate()
        if f"1 mapping keeps the access it has: {process.pid} (" not in said:
            raise Wrong(said)


@case
def nothing_is_entered_while_something_is_attached(box):
    Segment.make(1, 10)
    with inhabited(box) as pid:
        box.run(f"attach 1\nns {pid}").expect("""\
shmsh: <stdin>:2: ns: 1 attachment is held here
    in another IPC namespace its id would mean another segment
    try: detach -A
""")
        box.run(f"read 1; ns {pid}; stat 1").expect("""\
shmsh: <stdin>:1: stat: 1: no segment has this key (ENOENT)
    key 0x1 (1) names nothing in this IPC namespace
    try: ls
""", out="\n")


@case
def a_sandbox_is_empty_and_gone_at_the_end(box):
    Segment.make(1, 10)
    result = box.run("ls | wc -l\ncreate 1 99; stat 1 | grep size\n!readlink /proc/self/ns/ipc",
                     args=["--sandbox"])
    equal(result.err, "", "standard error")
    lines = result.out.splitlines()
    equal(lines[:2], ["1", "size      99 bytes"], "in it")
    # its number may be another one's by now
    if listed(box).get(int(lines[2].strip("ipc:[]")), {}).get("size") == 99:
        raise Wrong("it is still there")
    equal(Segment.find(1).status().size, 10, "outside")


@case
def an_ordinary_user_has_a_sandbox(box):
    need_root()
    result = box.run("create 1 99 0640\nls > made\n!id -u\nstat 1 | grep owner\n-ns -\nls | wc -l",
                     args=["--sandbox", "-v"], user=OTHER)
    if "no namespace can be made" in result.err:
        raise Skip("user namespaces are forbidden")
    equal(result.out.splitlines()[0], str(OTHER), "id")
    equal(result.out.splitlines()[1].endswith(f"({OTHER}:{OTHER})"), True, "the owner")
    equal(os.stat(box.path("made")).st_uid, OTHER, "the owner of a file")
    if "ns: -: there is no way back (EPERM)" not in result.err:
        raise Wrong(result.err)
    equal(result.out.splitlines()[2], "2", "ls")


@case
def an_ordinary_user_sees_and_enters_their_own(box):
    need_root()
    before = [*USER, "unshare", "--user", "--map-current-user", "--ipc"]
    with inhabited(box), inhabited(box, "create 1 99", before) as pid:
        found = listed(box, user=OTHER)
        equal((found[number_of(pid)]["segments"], found[number_of(pid)]["size"]), (1, 99), "theirs")
        if not found[None]["processes"] > 0 or found[None]["segments"] is not None:
            raise Wrong(f"what is not seen: {found[None]}")
        equal(box.run("stat 1 | grep size", args=["-N", str(pid)], user=OTHER).out,
              "size      99 bytes\n", "-N")
        box.run(f"ns {pid}\nns -", user=OTHER).expect("""\
shmsh: <stdin>:1: ns: note: there is no way back from its user namespace: ns - will fail
shmsh: <stdin>:2: ns: -: there is no way back (EPERM)
    in this user namespace there are no rights where shmsh was started
    try: quit
""")
        # root goes in and out
        equal(box.run(f"ns {pid}\nstat 1 | grep size\nns -\nls | wc -l").out,
              "size      99 bytes\n1\n", "root")


@case
def an_ordinary_user_enters_no_other(box):
    need_root()
    with inhabited(box) as pid:
        for args, script, place in ((["-N", str(pid)], "ls", ""),
                                    ([], f"ns {pid}", "<stdin>:1: ns: ")):
            box.run(script, args=args, user=OTHER).expect(f"""\
shmsh: {place}{pid}: its IPC namespace can not be entered (EACCES)
    that takes CAP_SYS_ADMIN here and there, as root has it; your own user namespaces are open to you
""", status=2 if args else 1)


@case
def root_without_rights_enters_no_other(box):
    with inhabited(box) as pid:
        result = box.run("ls", args=["-N", str(pid)],
                         before=["setpriv", "--bounding-set=-sys_admin", "--inh-caps=-sys_admin"])
        if "can not be entered (E" not in result.err:
            raise Wrong(result.err)
        equal(result.status, 2, "the exit status")


@case
def a_sandbox_that_may_not_be_is_explained(box):
    def refused(error):
        return ["strace", "-qq", "-o", "/dev/null", "-e", f"inject=unshare:error={error}"]

    box.run("ls", args=["--sandbox"], before=refused("EPERM"), traced=True).expect("""\
shmsh: --sandbox: no namespace can be made: unshare (EPERM)
    this system keeps user namespaces for root: kernel.unprivileged_userns_clone is 0, its security module says so, or a container does
""", status=2)
    box.run("ls", args=["--sandbox"], before=refused("ENOSPC"), traced=True).expect("""\
shmsh: --sandbox: no namespace can be made: unshare (ENOSPC)
    the limit is reached: user.max_ipc_namespaces or user.max_user_namespaces
""", status=2)


@case
def the_limit_of_namespaces_is_told(box):
    before = ["unshare", "--user", "--map-root-user", "sh", "-c",
              'echo 0 > /proc/sys/user/max_ipc_namespaces && exec "$@"', "sh"]
    result = box.run("ls", args=["--sandbox"], before=before)
    if "user/max_ipc" in result.err:
        raise Skip("the limit can not be set here")
    result.expect("""\
shmsh: --sandbox: no namespace can be made: unshare (ENOSPC)
    the limit is reached: user.max_ipc_namespaces or user.max_user_namespaces
""", status=2)


@case
def names_are_those_of_the_namespace(box):
    """A cached name of a user is forgotten in another user namespace."""
    need_root()
    before = [*USER, "unshare", "--user", "--map-root-user", "--ipc"]
    with inhabited(box, "create 1 99", before) as pid:
        result = box.run(f"create 5 10; stat 5 | grep owner\nrm 5\nns {pid}\nstat 1 | grep owner",
                         user=OTHER)
        equal([line.split()[1] for line in result.out.splitlines()],
              ["nobody:nogroup", "root:root"], "owners")


def whoever_runs_this():
    """--sandbox for the user of the test, outside of any namespace of the test's."""
    program = program_under_test()
    done = subprocess.run([program, "--sandbox", "-c", "create 1 10",
                           "-c", "!id -u", "-c", "ls | wc -l"],
                          capture_output=True, text=True, check=False)
    if "no namespace can be made" in done.stderr:
        return "skip", "user namespaces are forbidden"
    if (done.stdout, done.stderr, done.returncode) != (f"{os.geteuid()}\n2\n", "", 0):
        return "wrong", f"{done.stdout}{done.stderr}{done.returncode}"
    return "ok", ""


def main(arguments):
    failed, count = False, 0
    works = [(whoever_runs_this.__name__, whoever_runs_this)]
    works += [(work.__name__, lambda work=work: in_namespace(program_under_test(), work))
              for work in CASES]
    for name, work in works:
        if arguments and name not in arguments:
            continue
        count += 1
        outcome, text = work()
        failed |= outcome == "wrong"
        skip = f" # SKIP {text}" if outcome in ("skip", "forbidden") else ""
        print(f"{'not ok' if outcome == 'wrong' else 'ok'} {count} - "
              f"{name.replace('_', ' ')}{skip}", flush=True)
        if outcome == "wrong":
            comment(text)
    print(f"1..{count}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
