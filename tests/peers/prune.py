#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""`prune` and what other processes do meanwhile: it never removes what is attached.

Prints TAP.
"""

import fcntl
import json
import os
import re
import subprocess
import sys

from cases import Unfit, case, equal, main
from holding import Holder, make, nattch
from stopping import go_on, stopped, take_id

NOW = "-a 0"  # segments of tests are young


def prune(box, *options, status=0, under=()):
    """The objects that prune answers, and what it says beside them."""
    result = box.run(*under, box.program, "-j", "-c", " ".join(("prune", *options)))
    equal(result.status, status, f"the status of prune {options}, which says {result.err}")
    return [json.loads(line) for line in result.text.splitlines()], result.err


def outcomes(rows):
    return {row["id"]: row["outcome"] for row in rows}


@case
def orphans_are_found_and_nothing_else(box):
    orphan = make(box, "1")
    attached = make(box, "2")
    holder = Holder(box, attached, "rw")
    box.shmsh("attach 1")  # was used, and is not any more
    rows, said = prune(box, NOW)
    equal((outcomes(rows), said), ({orphan: "shown"}, ""))
    row, = rows
    assert row["creator_gone"] and not row["creator_pid_taken"] and row["mine"], row
    equal((row["nattch"], row["size"], row["resident"], row["swapped"]), (0, 16384, 0, 0))
    # the creator of this one lives: it is shmsh itself
    said = box.run(box.program, "-c", f"create 3 1; prune -n {NOW}; rm 3").text
    assert "0x00000001" in said and "0x00000003" not in said, said
    equal(outcomes(prune(box, "-f", NOW)[0]), {orphan: "removed"})
    equal((nattch(orphan), nattch(attached)), (None, 1))
    holder.end()
    equal(outcomes(prune(box, "-f", NOW)[0]), {attached: "removed"})


@case
def what_is_young_stays(box):
    id = make(box)
    equal(prune(box, "-f"), ([], ""))
    said = box.run(box.program, "-c", "prune -f")
    equal((said.status, said.text), (0, "no orphans\n"))
    assert "note: 1 more was made or used a moment ago (-a 0 takes it, too)" in said.err, said.err
    equal(nattch(id), 0)


@case
def without_a_terminal_nothing_goes_but_with_f(box):
    id = make(box)
    said = box.run(box.program, "-c", f"prune {NOW}", input=b"y\n")
    equal(said.status, 0)
    assert "nothing was removed: prune -f removes 1 segment (16.0 KiB)" in said.err, said.err
    said = box.run(box.program, "-c", f"prune -n {NOW}")
    equal((said.status, said.err), (0, ""))
    said = box.run(box.program, "-r", "-c", f"prune -f {NOW}")
    assert said.status == 1 and "--read-only" in said.err, said.err
    equal(nattch(id), 0)


@case
def filters_choose_among_them(box):
    small, large = make(box, "1", "4K"), make(box, "2", "4M")
    equal(outcomes(prune(box, "-f", NOW, "size>1M")[0]), {large: "removed"})
    equal((nattch(small), nattch(large)), (0, None))
    rows, said = prune(box, "-f", NOW, "size>", status=1)
    assert not rows and "size" in said, said
    equal(nattch(small), 0)


PRUNE = f"prune -f {NOW}"  # it lists all segments without a call of shmctl
BEFORE_SECOND_LOOK = 3  # the calls of the first removal: look, remove, look again
BEFORE_REMOVAL = 1


@case
def attached_before_the_second_look_it_stays(box):
    first, second = make(box, "1"), make(box, "2")
    pruning = stopped(box, PRUNE, BEFORE_SECOND_LOOK)
    holder = Holder(box, second, "rw")
    rows, said, status = go_on(*pruning)
    equal(outcomes(rows), {first: "removed", second: "attached"})
    equal(status, 1, "the exit status")
    assert "prune: 2: somebody attached it meanwhile: kept" in said, said
    equal(nattch(second), 1)
    holder.end()
    equal(nattch(second), 0, "it must not have been removed")


@case
def used_or_changed_before_the_second_look_it_stays(box):
    first, second = make(box, "1"), make(box, "2")
    pruning = stopped(box, PRUNE, BEFORE_SECOND_LOOK)
    Holder(box, second, "rw").end()
    rows, said, status = go_on(*pruning)
    equal(outcomes(rows), {first: "removed", second: "used"})
    assert status == 1 and "2: it was used or changed meanwhile: kept" in said, said
    equal(nattch(second), 0)


@case
def removed_and_made_anew_before_the_second_look(box):
    """The new one has the old key, and the old id, too: it is another one."""
    first, second = make(box, "1"), make(box, "2")
    pruning = stopped(box, PRUNE, BEFORE_SECOND_LOOK)
    box.peer("ipcrm", "-m", str(second))
    take_id(second)
    new = make(box, "2", "8K")
    rows, said, status = go_on(*pruning)
    equal((outcomes(rows), status), ({first: "removed", second: "gone"}, 0))
    assert "2: somebody else removed it meanwhile" in said, said
    equal(nattch(new), 0)


@case
def attached_in_the_very_moment_it_is_said(box):
    """The kernel has no call that would spare it: its holder keeps it, without the key."""
    first = make(box, "1")
    pruning = stopped(box, PRUNE, BEFORE_REMOVAL)
    holder = Holder(box, first, "rw")
    rows, said, status = go_on(*pruning)
    equal((outcomes(rows), status), ({first: "lives"}, 0))
    assert f"keeps it, as id:{first}, until it is detached" in said, said
    equal(nattch(first), 1)
    holder.end()
    equal(nattch(first), None)


@case
def what_is_shown_is_out_before_the_first_is_removed(box):
    """Into a pipe that is full: prune waits there, and nothing may be gone yet."""
    id = make(box, "1")
    reader, writer = os.pipe()
    fcntl.fcntl(writer, fcntl.F_SETPIPE_SZ, 4096)
    os.write(writer, b"x" * 4096)
    process = box.start(box.program, "-c", f"prune -f {NOW}", stdout=writer,
                        stderr=subprocess.PIPE, text=True)
    os.close(writer)
    while not waits_in_write(process.pid):
        pass
    holder = Holder(box, id, "rw")
    with os.fdopen(reader, "rb") as pipe:
        shown = pipe.read()[4096:].decode()
    assert "0x00000001" in shown and "nobody has it attached" in shown, shown
    said = process.communicate()[1]
    equal(process.returncode, 1)
    assert "1: somebody attached it meanwhile: kept" in said, said
    holder.end()
    equal(nattch(id), 0)


def waits_in_write(pid):
    with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as file:
        sleeps = file.read().rpartition(")")[2].split()[0] == "S"
    with open(f"/proc/{pid}/wchan", encoding="ascii") as file:
        return sleeps and "pipe_write" in file.read()


@case
def creators_of_other_pid_namespaces_may_live(box):
    id = make(box)
    said = box.run("unshare", "-pf", box.program, "-c", f"prune -f {NOW}")
    equal((said.status, said.text), (0, "no orphans\n"))
    assert "1 more is attached by nobody, but made in another pid namespace" in said.err, said.err
    equal(nattch(id), 0)


# Whether pid 100 was taken by a later process, or is the creator's after the clock was set,
# nobody can tell.
TAKEN = """next() { echo 99 > /proc/sys/kernel/ns_last_pid; }
next; shmsh -c 'create 1 1'
until [ "$taken" = orphan ]; do
    test "$taken" && { kill 100; wait 100; } 2> /dev/null
    next; cat wait &
    exec 3> wait
    taken=$(shmsh -c 'ls -o key,orphan' | awk 'NR == 2 { print $2 == "orphan" ? $2 : "no" }')
done
shmsh -c 'prune -f -a 0'
kill 100
"""


@case
def who_has_the_creators_pid_may_be_the_creator(box):
    os.mkfifo(os.path.join(box.cwd, "wait"))
    said = box.run("unshare", "-pf", "--mount-proc", "sh", "-c", TAKEN)
    if "ns_last_pid" in said.err:
        raise Unfit("the kernel gives no pid that one asks for")
    assert said.text.endswith("no orphans\n"), (said.text, said.err)
    assert "1 more is attached by nobody, but a process has the pid of its creator" in said.err, \
        said.err
    assert "0x00000001" in box.shmsh("ls"), "it must not have been removed"


@case
def numbers_of_another_proc_are_not_believed(box):
    """A new pid namespace in which /proc is the old one's: its process 1 is another."""
    said = box.run("unshare", "-pf", box.program, "-c",
                   "create 1 1; !shmsh -c 'ls -o cmd; stat 1; prune -f -a 0'", "-c", "rm 1")
    equal((said.status, said.err), (0, ""))
    assert "CMD\n?\n" in said.text and "made by   1 (?)\n" in said.text, said.text
    assert "no orphans\n" in said.text, said.text
    said = box.run("unshare", "-pf", box.program, "-c",
                   "create 1 1; attach 1; chmod 0400 1; detach; rm 1")
    assert re.search(r"1 mapping keeps the access it has: \d+ \(shmsh\)", said.err), said.err


@case
def what_is_not_ones_own_is_shown_and_marked(box):
    id = make(box, "1")
    weak = ("setpriv", "--reuid", "65534", "--clear-groups")
    if box.run(*weak, box.program, "-V").status != 0:
        raise Unfit("nobody else may run the program here")
    said = box.run(*weak, box.program, "-c", f"prune {NOW}")
    equal(said.status, 0)
    assert "    not yours: only root may remove it (EPERM)\n" in said.text, said.text
    assert "removed: prune -f" not in said.err, said.err
    rows, said = prune(box, "-f", NOW, status=1, under=weak)
    equal([(row["mine"], row["outcome"]) for row in rows], [(False, "refused")])
    assert "(EPERM)" in said, said
    equal(nattch(id), 0)


@case
def others_come_and_go_and_nothing_attached_is_removed(box):
    """Some make, attach, detach and leave segments while prune runs without a pause."""
    keep = make(box, "1")
    holder = Holder(box, keep, "rw")
    loop = "while :; do ipcmk -M 4096 > /dev/null; shmsh -c 'create private 4096'; done"
    churn = [box.start("sh", "-c", loop) for _ in range(2)]
    removed = 0
    while removed < 50:
        rows, said = prune(box, "-f", NOW)
        equal(set(outcomes(rows).values()) - {"removed", "gone"}, set(), said)
        assert keep not in outcomes(rows), rows
        removed += len(rows)
    for process in churn:
        process.kill()
        process.wait()
    equal(nattch(keep), 1)
    holder.end()


@case
def rest_of_the_words(box):
    make(box, "1", "4096")
    make(box, "2", "100")
    text = box.shmsh(f"prune -n {NOW}")
    assert re.fullmatch(r"""0x00000001  id \d+  root  4096 bytes \(4.0 KiB\), 0 bytes resident
    its creator, \d+, is gone; made or changed \d+ s ago
    nobody has it attached; never attached
0x00000002  id \d+  root  100 bytes, 0 bytes resident
    its creator, \d+, is gone; made or changed \d+ s ago
    nobody has it attached; never attached
""", text), text
    box.shmsh("write 1 x")
    text = box.shmsh(f"prune -n {NOW} key=1")
    assert re.search(r"\(4.0 KiB\), 4096 bytes \(4.0 KiB\) resident\n", text), text
    assert re.search(r"; last used \d+ s ago by \d+ \(gone\)\n", text), text


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
