#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""`who` and processes that hold segments in every way that there is.

What it says is held against nattch of the kernel and /proc/PID/maps. Prints TAP.
"""

import json
import os
import re
import shutil
import subprocess
import sys

from cases import Unfit, case, equal, main
from holding import Holder, make, names, nattch, who

PAGE = os.sysconf("SC_PAGESIZE")


def agree(id, rows, summary, hidden=0):
    """The sums must be those of the kernel, the addresses those of maps."""
    seen = sum(row["mappings"] for row in rows)
    equal(summary["nattch"], nattch(id), "nattch")
    equal((summary["seen"], summary["unseen"]), (nattch(id) - hidden, hidden), "seen, unseen")
    equal(seen, summary["seen"], "the sum of all mappings")
    equal(summary["processes"], len(rows), "the number of processes")
    for row in rows:
        equal((row["uid"], row["process"]), names(row["pid"]), "user and command")
        equal(sum(one["mappings"] for one in row["attachments"]), row["mappings"], "mappings")
        equal(parts(row["pid"], id), row["mappings"], f"the mappings of {row['pid']}")


def parts(pid, id):
    with open(f"/proc/{pid}/maps", encoding="utf-8") as file:
        return sum(bool(re.search(rf" {id} +/SYSV", line)) for line in file)


def access(row):
    return [one["access"] for one in row["attachments"]]


@case
def nobody_has_it_attached(box):
    id = make(box)
    equal(who(box, "1234"), ([], {id: {
        "command": "who", "key": 1234, "key_hex": "0x000004d2", "id": id, "nattch": 0,
        "processes": 0, "seen": 0, "unseen": 0}}))
    equal(box.shmsh("who 1234"), f"0x000004d2  id {id}: nobody has it attached\n")
    equal(box.shmsh("who"), "nobody has any segment attached\n")


@case
def attachments_parts_and_children(box):
    id = make(box)
    holder = Holder(box, id, "rw", "r", "rw", "split", "fork", "rw", "close")
    rows, summaries = who(box, "1234")
    equal(sorted(row["pid"] for row in rows), sorted(holder.pids), "the pids")
    agree(id, rows, summaries[id])
    mother, = (row for row in rows if row["pid"] == holder.pids[0])
    child, = (row for row in rows if row["pid"] != holder.pids[0])
    equal([one["address"] for one in mother["attachments"]], holder.addresses, "addresses")
    equal({one["size"] for one in mother["attachments"]}, {16384}, "sizes")
    equal({one["offset"] for one in mother["attachments"]}, {0}, "offsets")
    equal(sorted(access(mother)), ["r", "rw", "rw,-", "rw,r"], "access")
    equal(sorted(access(child)), ["r", "rw", "rw,r"], "access of the child")
    equal(sorted(one["mappings"] for one in mother["attachments"]), [1, 1, 2, 3])
    holder.end()
    equal(who(box, "1234")[1][id]["nattch"], 0, "nattch of the end")


@case
def neighbours_are_two_attachments_and_a_hole_ends_one(box):
    """Attachments lie side by side: only parts of one are counted together."""
    id = make(box)
    holder = Holder(box, id, "rw", "rw", "hole")
    rows, summaries = who(box, "1234")
    agree(id, rows, summaries[id])
    shapes = [(one["size"], one["offset"]) for one in rows[0]["attachments"]]
    equal(sorted(shapes), sorted([(16384, 0), (PAGE, 0), (16384 - 2 * PAGE, 2 * PAGE)]))
    holder.end()


@case
def all_segments_in_one_pass(box):
    ids = [make(box, str(key)) for key in range(1, 6)]
    holders = [Holder(box, id, "rw", *["fork"] * turn) for turn, id in enumerate(ids[:4])]
    rows, summaries = who(box)
    equal(sorted(summaries), sorted(ids))
    for id in ids:
        agree(id, [row for row in rows if row["id"] == id], summaries[id])
    trace = os.path.join(box.cwd, "trace")
    box.peer("strace", "-f", "-qq", "-e", "trace=openat", "-o", trace, box.program, "-c", "who")
    with open(trace, encoding="utf-8") as file:
        opened = re.findall(r'"(\d+/maps)"', file.read())
    equal(len(opened), len(set(opened)), "the number of maps, each opened once")
    assert f"{os.getpid()}/maps" in opened, "strace saw nothing"
    for holder in holders:
        holder.end()


@case
def what_is_removed_goes_by_its_id(box):
    id = make(box)
    holder = Holder(box, id, "rw")
    box.shmsh("rm 1234", notes=True)
    rows, summaries = who(box, f"id:{id}")
    agree(id, rows, summaries[id])
    equal(summaries[id]["key"], 0)
    # another segment takes its key, not its holders
    new = make(box)
    equal(who(box, "1234")[1][new]["seen"], 0)
    assert re.search(rf"^removed +{id} +{holder.pids[0]} ", box.shmsh("who"), re.M)
    holder.end()


@case
def rm_names_the_same_processes(box):
    id = make(box)
    holder = Holder(box, id, "rw", "split", "fork")
    said = box.run(box.program, "-c", "rm 1234").err
    assert f"id {id} is removed but lives until 6 mappings are gone: " in said, said
    for pid in holder.pids:
        assert f"{pid} (holder)" in said, said
    assert "not visible" not in said, said
    holder.end()


@case
def the_text_of_maps_tells_the_same(box):
    """Kernels before 6.11 do not know PROCMAP_QUERY, and say ENOTTY."""
    make(box)
    make(box, "5")
    holders = [Holder(box, 0, "rw", "r", "split", "fork"), Holder(box, 1, "r")]
    for commands in "who", "who 1234", "who 5":
        trace = os.path.join(box.cwd, "trace")
        said = box.peer("strace", "-qq", "-o", trace, "-e", "inject=ioctl:error=ENOTTY",
                        box.program, "-j", "-c", commands)
        equal(said, box.shmsh(commands, options=["-j"]), commands)
    for holder in holders:
        holder.end()


@case
def a_file_with_the_name_of_a_segment_is_none(box):
    """Its inode number is an id, and maps shows it just as it shows a segment."""
    # of a file system that is mounted nowhere, names begin at its top
    script = '''mount -t tmpfs none . && cd "$PWD" && touch SYSV000004d2 &&
        umount -l "$PWD" && stat -c %i SYSV000004d2 && exec "$0" 0 SYSV000004d2'''
    holder_path = shutil.which("holder", path=box.env["PATH"])
    place = os.path.join(box.cwd, "place")
    os.mkdir(place)
    process = box.start("unshare", "-m", "sh", "-c", script, holder_path, cwd=place,
                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    inode = process.stdout.readline().strip()
    if not inode:
        raise Unfit("no file system can be mounted here")
    pid = int(process.stdout.readline())
    equal(process.stdout.readline(), "ready\n")
    with open(f"/proc/{pid}/maps", encoding="utf-8") as file:
        name = next(line for line in file if "SYSV" in line).split()
    equal((name[4], name[5]), (inode, "/SYSV000004d2"), "inode and name in maps")
    for key in range(int(inode)):
        make(box, str(key + 1))
    id = make(box)
    equal(str(id), inode, "the id")
    holder = Holder(box, id, "rw")
    for options in (), ("strace", "-qq", "-o", "/dev/null", "-e", "inject=ioctl:error=ENOTTY"):
        said = box.peer(*options, box.program, "-c", "who 1234")
        assert f" {holder.pids[0]} " in said and f" {pid} " not in said, said
    rows, summaries = who(box, "1234")
    agree(id, rows, summaries[id])
    process.stdin.close()
    holder.end()


@case
def ids_of_other_ipc_namespaces_do_not_count(box):
    id = make(box)
    script = f"{box.program} -c 'create 1234 16K' && exec \"$0\" \"$@\""
    other = Holder(box, id, "rw", under=("unshare", "-i", "sh", "-c", script))
    holder = Holder(box, id, "rw")
    equal(parts(other.pids[0], id), 1, "the mappings in the other namespace")
    rows, summaries = who(box, "1234")
    equal([row["pid"] for row in rows], holder.pids)
    agree(id, rows, summaries[id])
    other.end()
    holder.end()


# Makes a segment with the key 77 in another IPC namespace, and comes back with it attached.
ROAMER = """import ctypes, os, sys
call = ctypes.CDLL(None, use_errno=True)
call.shmat.restype = ctypes.c_void_p
home, new_ipc = os.open("/proc/self/ns/ipc", os.O_RDONLY), 0x08000000
assert call.unshare(new_ipc) == 0
id = call.shmget(77, 100, 0o1600)
assert id == int(sys.argv[1]) and call.shmat(id, None, 0) and call.setns(home, new_ipc) == 0
print("ready", flush=True)
sys.stdin.read()
"""


@case
def who_came_with_an_attachment_of_elsewhere_does_not_count(box):
    """Its ids are of the namespace where it was attached: the key tells."""
    id = make(box, "1234")
    holder = Holder(box, id, "rw")
    roamer = box.start(sys.executable, "-c", ROAMER, str(id), stdin=subprocess.PIPE,
                       stdout=subprocess.PIPE, text=True)
    equal(roamer.stdout.readline(), "ready\n", "who roams")
    processes, summaries = who(box, "1234")
    equal(([row["pid"] for row in processes], summaries[id]["unseen"]), (holder.pids[:1], 0), "who")
    for command in ("ls -o pids", "stat 1234", "key 1234", "rm 1234"):
        row = json.loads(box.shmsh(command, options=["-j"], notes=True))
        equal(row["pids"], holder.pids[:1], command)
    roamer.communicate()
    holder.end()


@case
def pid_namespaces_are_seen_from_above_and_not_from_below(box):
    id = make(box)
    inner = Holder(box, id, "rw", under=("unshare", "-pf", "--kill-child"))
    equal(inner.pids, [1], "the pid inside")
    outer = Holder(box, id, "rw")
    rows, summaries = who(box, "1234")
    agree(id, rows, summaries[id])
    equal(len(rows), 2)
    assert all(row["pid"] != 1 for row in rows), rows
    said = box.run("unshare", "-pf", "--mount-proc", box.program, "-c", "who 1234")
    if "mount" in said.err:
        raise Unfit(said.err)
    equal((said.status, said.text),
          (0, f"0x000004d2  id {id}: 2 mappings, of processes that may not be seen\n"))
    outer.end()
    inner.end()


@case
def what_may_not_be_looked_at_is_counted(box):
    """A process with rights that one lacks is closed, as another user's is."""
    id = make(box)
    closed = Holder(box, id, "rw", "rw", "rw")
    weak = ("setpriv", "--bounding-set", "-sys_ptrace,-net_raw",
            "--inh-caps", "-sys_ptrace,-net_raw")
    open_one = Holder(box, id, "r", under=weak)
    said = box.peer(*weak, box.program, "-c", "who 1234")
    lines = said.splitlines()
    assert lines[1].split()[2] == str(open_one.pids[0]), said
    equal(lines[2:], [f"0x000004d2  id {id}: and 3 mappings of processes that may not be seen"])
    rows, summaries = who(box, "1234")
    agree(id, rows, summaries[id])
    said = box.run(*weak, box.program, "-c", "rm 1234").err
    assert f"4 mappings are gone: {open_one.pids[0]} (holder), 3 not visible to you" in said, said
    closed.end()
    open_one.end()


@case
def a_process_whose_first_thread_has_ended(box):
    id = make(box)
    holder = Holder(box, id, "rw", "leave")
    while nattch(id) and b"Z" not in state(holder.pids[0]):
        pass
    rows, summaries = who(box, "1234")
    equal(summaries[id]["unseen"], 0)
    equal([(row["pid"], row["mappings"]) for row in rows], [(holder.pids[0], 1)])
    holder.end()


def state(pid):
    with open(f"/proc/{pid}/stat", "rb") as file:
        return file.read().rpartition(b")")[2].split()[0]


@case
def huge_pages(box):
    made = box.run(box.program, "-v", "-c", "create -H default -R 1234 2M; echo $id")
    if made.status != 0:
        raise Unfit("no segment of huge pages can be made: " + made.err.splitlines()[0])
    id = int(made.out)
    holder = Holder(box, id, "rw", "r")
    rows, summaries = who(box, "1234")
    agree(id, rows, summaries[id])
    equal([one["address"] for one in rows[0]["attachments"]], holder.addresses)
    holder.end()


@case
def names_of_processes_do_not_reach_the_terminal_raw(box):
    id = make(box)
    box.shmsh("attach 1234; rm 1234; !true", notes=True)
    id = make(box)
    evil = os.path.join(box.cwd, "\x1b[31m\nx")
    shutil.copy(shutil.which("holder", path=box.env["PATH"]), evil)
    process = box.start(evil, str(id), "rw", stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    while process.stdout.readline() != b"ready\n":
        pass
    said = box.shmsh("who 1234")
    assert r" \x1b[31m\nx " in said and "\x1b" not in said, said
    equal(who(box, "1234")[0][0]["process"], "\x1b[31m\nx")
    process.stdin.close()
    process.wait()


@case
def processes_that_end_meanwhile_are_left_out(box):
    """Some come, attach and end all the time: what stands is always seen, in full."""
    id = make(box)
    make(box, "5")
    holder = Holder(box, id, "rw", "split", "fork")
    churn = [box.start("sh", "-c", "while :; do holder 1 rw fork < /dev/null; done",
                       stdout=subprocess.DEVNULL) for _ in range(3)]
    for _ in range(20):
        rows, summaries = who(box)
        rows = [row for row in rows if row["id"] == id]
        equal(sorted(row["pid"] for row in rows), sorted(holder.pids))
        agree(id, rows, summaries[id])
    for process in churn:
        process.kill()
        process.wait()
    holder.end()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
