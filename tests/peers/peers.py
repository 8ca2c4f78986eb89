#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""shmsh and other people's programs on the same segments, in both directions.

The C programs of the lesson, ipcs, lsipc, ipcmk, ipcrm, perl, python's sysv_ipc and
hexdump, as they are installed; one that is missing is a failure. Prints TAP.
"""

import ctypes
import json
import os
import random
import re
import sys

from cases import case, equal, isolate, main
from views import agree, kernel, kernel_all

try:
    import sysv_ipc
except ImportError:
    sys.exit("peers.py: there is no module sysv_ipc: install the package python3-sysv-ipc")

PAGE = os.sysconf("SC_PAGESIZE")
KEYS = (1, 1234, 0x7fffffff, 0x80000000, 0xdeadbeef, 0xffffffff)
SIZES = (1, PAGE, PAGE + 1, 1 << 20)
MODES = (0o600, 0o644, 0, 0o222, 0o777)


def signed(key):
    """The key as C and its friends hold it."""
    return key - (1 << 32) if key > 0x7fffffff else key


def create(box, segment, size, mode=0o600):
    """Makes a segment with shmsh; its id."""
    notes = mode == 0  # it is told that nobody can attach it
    return int(box.shmsh(f"create -- {segment} {size} {mode:04o}; echo $id", notes=notes))


def python_segment(key, size=0, mode=0o600):
    """A segment that sysv_ipc makes, or finds when SIZE is 0; attached."""
    flags = sysv_ipc.IPC_CREX if size else 0
    return sysv_ipc.SharedMemory(signed(key) if key else sysv_ipc.IPC_PRIVATE, flags,
                                 mode=mode, size=size)


# The lesson

@case
def the_writer_writes_and_shmsh_reads(box):
    box.peer("writer", "1234", "42", "Ada")
    equal(box.shmsh("read 1234"), "count=42 name=Ada\n")
    equal(box.shmsh('scanf 1234 "count=%d name=%s"'), "42\nAda\n")
    equal(box.shmsh('scanf 1234 "count=%d name=%s" count name', "echo $name $count"), "Ada 42\n")
    equal(box.shmsh("dump 1234 17"),
          "00000000  63 6f 75 6e 74 3d 34 32  20 6e 61 6d 65 3d 41 64  |count=42 name=Ad|\n"
          "00000010  61                                                |a|\n00000011\n")
    id, = kernel_all()
    agree(box, id, key=1234, size=4096, mode=0o644, nattch=0)


@case
def shmsh_creates_and_prints_and_the_reader_reads(box):
    before = box.run("reader")
    equal((before.status, before.out), (1, b""), "the reader before there is a segment")
    box.shmsh("create 1234 4096 0644", 'printf 1234 "count=%d name=%s" 7 Grace')
    equal(box.peer("reader"), "reader: count is 7, name is Grace\n")
    equal(box.run("reader", "4321").status, 1, "the status of a reader with another key")
    box.shmsh("rm 1234")
    equal(box.run("reader").status, 1, "the status of a reader of what was removed")


@case
def the_lesson_with_keys_above_two_to_the_31(box):
    for key in KEYS[3:]:
        box.peer("writer", str(key), "1", "high")
        equal(box.shmsh(f"read {key}", f"read 0x{key:x}", f"read -- {signed(key)}"),
              "count=1 name=high\n" * 3)
        box.shmsh(f'printf 0x{key:x} "count=%d name=%s" -2 "low"')
        equal(box.peer("reader", f"0x{key:x}"), "reader: count is -2, name is low\n")


@case
def the_writer_finds_the_segment_that_shmsh_made(box):
    id = create(box, 1234, 4096, 0o644)
    box.peer("writer", "1234", "3", "Linus")
    equal(list(kernel_all()), [id], "the ids")
    equal(box.shmsh(f"read id:{id}"), "count=3 name=Linus\n")


# shmsh makes segments, and everybody sees the same

@case
def everybody_agrees_on_each_key(box):
    for key in KEYS:
        id = create(box, key, 100)
        agree(box, id, key=key, size=100, mode=0o600, nattch=0, uid=os.geteuid(),
              gid=os.getegid(), creator_uid=os.geteuid(), attached=0, detached=0, last_pid=0)
    equal(len(kernel_all()), len(KEYS), "the number of segments")


@case
def everybody_agrees_on_each_size(box):
    for size in SIZES:
        agree(box, create(box, size, size), key=size, size=size, resident=0)


@case
def everybody_agrees_on_each_mode(box):
    for key, mode in enumerate(MODES, 1):
        agree(box, create(box, key, 64, mode), key=key, mode=mode)


@case
def everybody_agrees_on_private_segments(box):
    ids = [create(box, word, 64) for word in ("private", "private")]
    assert ids[0] != ids[1], ids
    for id in ids:
        agree(box, id, key=0, size=64)


@case
def everybody_agrees_on_contents_of_any_size(box):
    for size in SIZES:
        id = create(box, size, size)
        box.shmsh(f"write -n id:{id}+{size - 1} x")
        agree(box, id, nattch=0)
        equal(python_segment(size).read(), b"\0" * (size - 1) + b"x", f"{size} bytes")


@case
def looking_changes_nothing(box):
    id = create(box, 1234, 4 * PAGE)
    before = kernel(id)
    box.shmsh("ls", "stat 1234", "ls", options=["-j"])
    box.shmsh("ls", "stat 1234")
    equal(kernel(id), before, "the status")


@case
def all_of_many_segments_are_listed(box):
    for key in range(1, 301):
        sysv_ipc.SharedMemory(key, sysv_ipc.IPC_CREX, size=1).detach()
    box.shmsh(*[f"rm {key}" for key in range(1, 301, 3)])
    left = set(kernel_all())
    equal(len(left), 200, "the number of segments left")
    rows = box.shmsh("ls").splitlines()[1:]
    equal({int(row.split()[1]) for row in rows}, left, "the ids in ls")
    equal(len(rows), len(left), "the number of rows")


@case
def rows_that_differ_in_one_column_differ(box):
    """What is the same as in the row before is not asked for again."""
    made = {}
    for uses in (1, 1, 2):
        segment = python_segment(None, 64)
        made[segment.id] = [segment] + [sysv_ipc.attach(segment.id) for _ in range(uses - 1)]
    removed = python_segment(77, 64)
    removed.remove()
    private = python_segment(None, 65)
    rows = [row.split() for row in box.shmsh("ls -o id,key,nattch,pids,flags").splitlines()[1:]]
    wanted = [[str(id), "private", str(len(segments)), str(os.getpid())]
              for id, segments in made.items()]
    wanted += [[str(removed.id), "removed", "1", str(os.getpid()), "removed"],
               [str(private.id), "private", "1", str(os.getpid())]]
    equal(rows, wanted, "the rows")


@case
def the_limits_are_those_of_the_kernel_and_of_peers(box):
    for key in range(1, 11):
        sysv_ipc.SharedMemory(key, sysv_ipc.IPC_CREX, size=key * PAGE).detach()
    sysctl = {}
    for name in "shmmni", "shmall", "shmmax":
        with open(f"/proc/sys/kernel/{name}", encoding="ascii") as file:
            sysctl[name] = int(file.read())
    answer = json.loads(box.shmsh("limits", options=["-j"]))
    equal({name: answer[name] for name in sysctl}, sysctl, "the limits")
    equal((answer["segments"], answer["pages"], answer["largest"]), (10, 55, 10 * PAGE),
          "what is used")
    peer = json.loads(box.peer("lsipc", "-g", "-m", "--json", "--bytes"))
    peer = {row["resource"]: row for row in peer[next(iter(peer))]}
    for name, used in ("SHMMNI", "segments"), ("SHMALL", "pages"):
        equal((int(peer[name]["limit"]), int(peer[name]["used"])),
              (answer[name.lower()], answer[used]), name)


@case
def what_is_nearly_full_is_said(box):
    """Where a private namespace's limits can not be set there is nothing to see."""
    try:
        isolate.write("/proc/sys/kernel/shmmni", "10")
        isolate.write("/proc/sys/kernel/shmall", "20")
    except PermissionError:
        return
    for key in range(1, 10):
        sysv_ipc.SharedMemory(key, sysv_ipc.IPC_CREX, size=2 * PAGE).detach()
    answer = box.shmsh("limits").splitlines()
    equal([row.split()[-3:] for row in answer[1:3]], [["9", "10", "90%"], ["18", "20", "90%"]],
          "the use")
    equal(answer[-2:],
          ["few segments are left: ls orphan shows which may go; sysctl -w kernel.shmmni=20",
           "few pages are left: ls -s -size shows the largest; sysctl -w kernel.shmall=40"],
          "the advice")


# ipcmk and ipcrm

@case
def ipcmk_makes_and_shmsh_uses(box):
    text = box.peer("ipcmk", "-M", str(PAGE + 1), "-p", "0640")
    id = int(re.search(r"\d+", text)[0])
    found = agree(box, id, size=PAGE + 1, mode=0o640)
    equal(box.shmsh(f"write 0x{found['key']:x} from shmsh", f"read id:{id}"), "from shmsh\n")
    box.shmsh(f"rm 0x{found['key']:x}")
    equal(kernel_all(), {}, "what is left")


@case
def ipcrm_removes_what_shmsh_made(box):
    first, second = create(box, 1234, 64), create(box, 0xdeadbeef, 64)
    box.peer("ipcrm", "-m", str(first))
    equal(list(kernel_all()), [second], "the ids after ipcrm -m")
    gone = box.run(box.program, "-c", f"read id:{first}")
    equal(gone.status, 1, "the status of reading what was removed")
    assert "(EINVAL)" in gone.err, gone.err
    box.peer("ipcrm", "-M", "0xdeadbeef")
    equal(kernel_all(), {}, "what is left after ipcrm -M")
    gone = box.run(box.program, "-c", "read 0xdeadbeef")
    assert gone.status == 1 and "(ENOENT)" in gone.err, gone.err


@case
def ipcrm_of_an_attached_segment_leaves_it_to_its_id(box):
    segment = python_segment(0x4d2, 64)
    segment.write(b"still here\0")
    box.peer("ipcrm", "-m", str(segment.id))
    agree(box, segment.id, removed=True, key=0, nattch=1, size=64)
    equal(box.shmsh(f"read id:{segment.id}"), "still here\n")
    box.shmsh(f"write id:{segment.id} and written")
    equal(segment.read(12), b"and written\0", "the bytes")
    by_key = box.run(box.program, "-c", "read 1234")
    assert by_key.status == 1 and "(ENOENT)" in by_key.err, by_key.err
    new = create(box, 1234, 100)
    assert new != segment.id, new
    agree(box, new, key=1234, removed=False)
    agree(box, segment.id, key=0, removed=True)
    segment.detach()
    equal(list(kernel_all()), [new], "the ids after the last detach")


@case
def ipcrm_behind_the_back_of_an_attached_shmsh(box):
    id = create(box, 1234, 64)
    text = box.shmsh("attach 1234; write . mine", f"!ipcrm -m {id}", "read .",
                     "!ipcs -m | grep dest | wc -l", "-read 1234", notes=True)
    equal(text, "mine\n1\n")
    equal(kernel_all(), {}, "what is left")


@case
def shmsh_removes_what_others_attached(box):
    segment = python_segment(1234, 64)
    result = box.run(box.program, "-c", "rm 1234")
    equal(result.status, 0, "the status")
    assert str(os.getpid()) in result.err, f"not named in: {result.err}"
    agree(box, segment.id, removed=True, key=0, nattch=1)


# perl

@case
def perl_makes_and_writes_and_shmsh_reads(box):
    box.peer("perl", "-e", '$id = shmget(1234, 100, 0644 | 01000) // die $!;'
             'shmwrite($id, "hello from perl", 0, 100) or die $!')
    id, = kernel_all()
    agree(box, id, key=1234, size=100, mode=0o644)
    equal(box.shmsh("read 1234"), "hello from perl\n")


@case
def shmsh_writes_and_perl_reads_and_answers(box):
    for key in (1234, 0xdeadbeef):
        create(box, key, 32)
        box.shmsh(f"write 0x{key:x} hello from shmsh")
        text = box.peer("perl", "-e", f'$id = shmget({signed(key)}, 0, 0) // die $!;'
                        'shmread($id, $text, 0, 16) or die $!; print $text;'
                        'shmwrite($id, "\\xff\\x00answer", 16, 9) or die $!')
        equal(text, "hello from shmsh")
        equal(box.shmsh(f"dump 0x{key:x}+16 9"), "00000010  ff 00 61 6e 73 77 65 72  00"
              "                       |..answer.|\n00000019\n")


# python's sysv_ipc

@case
def python_makes_and_shmsh_sees_the_same(box):
    for key, size, mode in zip(KEYS, (*SIZES, 2, 3), (*MODES[:2], 0o666, 0o700, 0o640, 0o606)):
        segment = python_segment(key, size, mode)
        agree(box, segment.id, key=key, size=size, mode=mode, nattch=1, creator_pid=os.getpid(),
              last_pid=os.getpid())


@case
def shmsh_makes_and_python_sees_the_same(box):
    for key in KEYS:
        id = create(box, key, PAGE + 1, 0o640)
        segment = python_segment(key)
        truth = kernel(id)
        equal((segment.id, segment.size, segment.mode & 0o777, segment.number_attached),
              (id, PAGE + 1, 0o640, 1), f"what python sees of key {key}")
        equal((segment.uid, segment.gid, segment.cuid, segment.cgid, segment.creator_pid),
              tuple(truth[name] for name in ("uid", "gid", "creator_uid", "creator_gid",
                                             "creator_pid")), "its owner and creator")
        equal((segment.last_attach_time, segment.last_detach_time, segment.last_change_time),
              (truth["attached"], truth["detached"], truth["changed"]), "its times")


@case
def bytes_go_both_ways(box):
    segment = python_segment(1234, 256)
    segment.write(bytes(range(256)))
    hexadecimal = box.shmsh("dump -v 1234")
    values = [int(word, 16) for row in hexadecimal.splitlines()[:16] for word in row.split()[1:17]]
    equal(values, list(range(256)), "the bytes in the dump")
    equal(box.run(box.program, "-c", "read -r 1234").out, bytes(range(256)), "the raw bytes")
    digits = "".join(f"{255 - value:02x}" for value in range(256))
    box.shmsh(f"write -x 1234 {digits}")
    equal(segment.read(), bytes(range(255, -1, -1)), "the bytes written in hex")
    escapes = "".join(f"\\x{value:02x}" for value in range(256))
    box.shmsh(f'write -n 1234 "{escapes}"')
    equal(segment.read(), bytes(range(256)), "the bytes written in quotes")


@case
def a_mebibyte_goes_both_ways(box):
    content = random.Random(1).randbytes(1 << 20)
    segment = python_segment(1234, len(content))
    segment.write(content)
    equal(box.run(box.program, "-c", "read -r 1234").out == content, True, "read -r is the same")
    equal(box.run(box.program, "-c", "read -r 1234+1000001 1000").out,
          content[1000001:1001001], "a piece of it")
    script = b"write -x 1234 " + content[::-1].hex().encode()
    equal(box.run(box.program, input=script).status, 0, "the status of the long write")
    equal(segment.read() == content[::-1], True, "what was written is the same")


@case
def python_changes_the_mode_and_removes_and_shmsh_sees_it(box):
    id = create(box, 1234, 64)
    segment = python_segment(1234)
    segment.mode = 0o640
    agree(box, id, mode=0o640, nattch=1)
    segment.detach()
    agree(box, id, mode=0o640, nattch=0)
    segment.remove()
    equal(kernel_all(), {}, "what is left")


@case
def a_removed_segment_and_its_successor_are_told_apart(box):
    old = python_segment(1234, 64)
    old.write(b"old\0")
    old.remove()
    new = python_segment(1234, 64)
    new.write(b"new\0")
    equal(box.shmsh("read 1234", f"read id:{old.id}", f"read id:{new.id}"), "new\nold\nnew\n")


@case
def nothing_behind_the_end_is_written(box):
    """The last page is longer than the segment: its rest must stay as it was."""
    size = PAGE + 1
    id = create(box, 1234, size)
    isolate.libc.shmat.restype = ctypes.c_void_p
    memory = isolate.libc.shmat(id, None, 0)
    rest = (ctypes.c_char * (PAGE - 1)).from_address(memory + size)
    rest.raw = b"\xa5" * (PAGE - 1)
    box.shmsh(f"write -n 1234+{PAGE - 3} 1234", f"write 1234+{PAGE} ''",
              f"printf 1234+{PAGE - 4} %d 1234")
    for command in (f"write -n 1234+{PAGE - 3} 12345", f"write 1234+{PAGE} x",
                    f"printf 1234+{PAGE - 4} %d 12345", f"write -x 1234+{PAGE} 1122"):
        equal(box.run(box.program, "-c", command).status, 1, f"the status of {command}")
    equal(rest.raw, b"\xa5" * (PAGE - 1), "the rest of the page")
    for command in ("dump 1234", "read -r 1234", f"read 1234+{PAGE - 1}", f"scanf 1234+{PAGE} %c"):
        assert b"\xa5" not in box.run(box.program, "-c", command).out, command
        assert "a5" not in box.run(box.program, "-j", "-c", command).text, command


@case
def what_only_reads_needs_no_right_to_write(box):
    """Root may do anything, so it is run without that privilege."""
    segment = python_segment(1234, 64)
    segment.write(b"count=7\0")
    segment.mode = 0o444
    for command in "read 1234", "dump 1234 7", "scanf 1234 count=%d", "attach -r 1234":
        box.peer("setpriv", "--bounding-set", "-ipc_owner", box.program, "-c", command)
    for command in "write 1234 x", "write -x 1234 00", "printf 1234 x", "attach 1234":
        result = box.run("setpriv", "--bounding-set", "-ipc_owner", box.program, "-c", command)
        assert result.status == 1 and "(EACCES)" in result.err, f"{command}: {result}"
    equal(segment.read(8), b"count=7\0", "the bytes")


# Several at once

@case
def attachments_of_several_are_counted(box):
    id = create(box, 1234, 64)
    agree(box, id, nattch=0)
    first, second = python_segment(1234), python_segment(1234)
    agree(box, id, nattch=2)
    with box.start(box.program, stdin=-1, stdout=-1, text=True) as shell:
        ask(shell, "attach 1234; attach -r 1234")
        agree(box, id, nattch=4)
        ask(shell, "detach")
        agree(box, id, nattch=3)
        shell.stdin.close()
        shell.wait()
    agree(box, id, nattch=2)
    first.detach()
    second.detach()
    agree(box, id, nattch=0)


def ask(shell, commands):
    """Has a co-process run COMMANDS, and waits until it has."""
    shell.stdin.write(commands + "; echo done\n")
    shell.stdin.flush()
    equal(shell.stdout.readline(), "done\n", "the answer")


@case
def attachments_of_forked_processes_are_counted(box):
    segment = python_segment(1234, 64)
    stop, go_on = os.pipe()
    children = []
    for _ in range(3):
        child = os.fork()
        if child == 0:
            os.close(go_on)
            os.read(stop, 1)
            os._exit(0)
        children.append(child)
    os.close(stop)
    agree(box, segment.id, nattch=4)
    os.close(go_on)
    for child in children:
        os.waitpid(child, 0)
    agree(box, segment.id, nattch=1)


@case
def what_shmsh_starts_attaches_nothing(box):
    id = create(box, 1234, 64)
    text = box.shmsh("write 1234 hello", "-!grep -c SYSV /proc/self/maps",
                     f"!ipcs -m -i {id} | grep -c nattch=0", notes=True)
    equal(text, "0\n1\n")


# hexdump

@case
def dump_is_what_hexdump_makes_of_the_bytes(box):
    generator = random.Random(2)
    for key, size in enumerate((1, 15, 16, 17, 31, 32, 33, 48, 4097, 70000), 1):
        segment = python_segment(key, size)
        for content in (bytes(size), b"\xff" * size, generator.randbytes(size),
                        runs(generator, size)):
            segment.write(content)
            same_dump(box, f"dump {key}", content)
            same_dump(box, f"dump -v {key}", content, "-v")


def runs(generator, size):
    """Rows of which many are like the one before."""
    rows = [generator.choice((b"0123456789abcdef", bytes(16), b"\x7f\x80 ~" * 4))
            for _ in range(size // 16 + 1)]
    return b"".join(rows)[:size]


def same_dump(box, command, content, *options):
    wanted = box.run("hexdump", "-C", *options, input=content).text
    equal(box.shmsh(command), wanted, f"{command} of {len(content)} bytes")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
