#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Every error that the kernel can give, provoked for real, and what shmsh says of it.

    SHMSH=build/src/shmsh tests/faults/errors.py [NAME...]

The catalogue has a row for each errno of each system call, for each surprising
success, and for what has no errno. A case provokes one of them, in an IPC namespace
of its own, and compares all that was said: the first line with the errno's name, the
cause with its numbers, the command that helps. The name of a case is that of its row,
then, behind a slash, which of several ways into the row it is. What the kernel does not
do of its own accord (ENFILE, ENOSYS, the races behind EIDRM) is provoked by strace.
"""

import contextlib
import os
import pty
import pwd
import grp
import re
import resource
import select
import shutil
import subprocess
import sys

from shells import (LIMIT, Live, OTHER, PAGE, Segment, Skip, Wrong, comment,
                    in_namespace, isolate, isolate_mapped, kernel_set, need_root,
                    number_of, program_under_test, same)

CASES = []
ROWS = """
shmget ENOENT
shmget EEXIST
shmget EACCES
shmget EINVAL, key exists
shmget EINVAL, new
shmget EINVAL, huge
shmget ENOSPC, ids
shmget ENOSPC, pages
shmget ENOMEM
shmget EPERM
shmget ENFILE, ENOSYS
shmget success, key 0
shmget success, mode 0
shmget success, opened
shmat EINVAL, id
shmat EINVAL, address
shmat EACCES
shmat EPERM
shmat ENOMEM
shmat EIDRM
shmdt EINVAL
shmdt success, last, dest
shmctl any, EINVAL
shmctl IPC_STAT, EACCES
shmctl IPC_RMID, EPERM
shmctl IPC_RMID, success, attached
shmctl IPC_SET, EPERM
shmctl IPC_SET, EINVAL
shmctl IPC_SET, success
SHM_LOCK, EPERM
SHM_LOCK, ENOMEM
SHM_LOCK, success, huge
no errno: past the end
no errno: SIGBUS and SIGSEGV
no errno: ftok
no errno: leaving
""".strip().splitlines()

# What is no row, and must be told as well as one.
OTHERS = """
kernel.shm_rmid_forced
-a page 0
-a without room
-f over shmsh itself
-f over an attachment
key taken over
removed while attached
""".strip().splitlines()


def case(name):
    """The function provokes NAME: a row, or `row / variant`."""
    assert name.partition(" / ")[0] in ROWS + OTHERS, name

    def register(function):
        CASES.append((name, function))
        return function
    return register


def owner():
    """Who the cases run as, as shmsh puts it."""
    user = pwd.getpwuid(0).pw_name
    group = grp.getgrgid(0).gr_name
    return user, group


def other():
    return pwd.getpwuid(OTHER).pw_name


def strace(error, call, when="1+"):
    """Words that make CALL fail so."""
    if not shutil.which("strace"):
        raise Wrong("strace is not installed")
    return ["strace", "-qq", "-o", "/dev/null",
            "-e", f"inject={call}:error={error}:when={when}"]


# --- shmget -----------------------------------------------------------------

@case("shmget ENOENT")
def no_such_key(box):
    box.run("stat 1234").expect("""\
shmsh: <stdin>:1: stat: 1234: no segment has this key (ENOENT)
    key 0x4d2 (1234) names nothing in this IPC namespace
    try: ls
""")


@case("shmget ENOENT / removed while attached")
def no_such_key_any_more(box):
    box.run("create 1234 100; attach 1234; rm 1234\nstat 1234").expect("""\
shmsh: <stdin>:1: rm: note: id 0 is removed but lives until 1 mapping is gone: this shmsh
shmsh: <stdin>:1: rm: note: key 0x000004d2 is free: a new create makes a different segment
shmsh: <stdin>:2: stat: 1234: no segment has this key (ENOENT)
    the one with key 0x4d2 that is attached here was removed; it lives on as id 0 until it is detached
    try: id:0 in place of 1234
""")


@case("shmget EEXIST")
def key_exists(box):
    user, _ = owner()
    segment = Segment.make(1234, 4096)
    with segment.attached(), segment.attached():
        box.run("create 1234 100").expect(f"""\
shmsh: <stdin>:1: create: 1234: a segment has this key already (EEXIST)
    key 0x4d2 names id 0 (4096 bytes, {user}, 0600, 2 mappings)
    try: attach 1234, or create -o 1234 100
""")


@case("shmget EEXIST / also when the size is 0")
def key_exists_first(box):
    user, _ = owner()
    Segment.make(-1, 1, 0o444)
    box.run("create -- -1 0").expect(f"""\
shmsh: <stdin>:1: create: -1: a segment has this key already (EEXIST)
    key 0xffffffff names id 0 (1 byte, {user}, 0444, 0 mappings)
    try: attach -- -1, or create -o -- -1 0
""")


@case("shmget EACCES")
def closed_to_others(box):
    need_root()
    user, group = owner()
    Segment.make(1234, 100)
    box.run("create -o 1234 100", user=OTHER).expect(f"""\
shmsh: <stdin>:1: create: 1234: the segment that is there is closed to you (EACCES)
    id 0 belongs to {user}:{group} with mode 0600; you ({other()}) ask for read and write and are given nothing
""")


@case("shmget EACCES / one's own")
def closed_to_owner(box):
    user, group = owner()
    Segment.make(1234, 100, 0o400)
    box.run("create -o 1234 100 0060", powerless=True).expect(f"""\
shmsh: <stdin>:1: create: 1234: the segment that is there is closed to you (EACCES)
    id 0 belongs to {user}:{group} with mode 0400; you ({user}) ask for read and write and are given read
    try: attach -r 1234
""")


@case("shmget EINVAL, key exists")
def too_small(box):
    Segment.make(1234, 100)
    box.run("create -o 1234 200").expect("""\
shmsh: <stdin>:1: create: 1234: the segment that is there is smaller (EINVAL)
    id 0 has 100 bytes, you asked for 200, and a segment can not grow
    try: attach 1234, or rm 1234 and create it anew
""")


@case("shmget EINVAL, new / size 0")
def size_zero(box):
    box.run("create 1234 0").expect("""\
shmsh: <stdin>:1: create: 1234: the size can not be had (EINVAL)
    size 0 is below the least, 1 (SHMMIN)
""")


@case("shmget EINVAL, new / above shmmax")
def above_shmmax(box):
    kernel_set("shmmax", 32 << 20)
    box.run("create 1234 8G").expect("""\
shmsh: <stdin>:1: create: 1234: the size can not be had (EINVAL)
    8589934592 bytes are above kernel.shmmax = 33554432 in this IPC namespace
""")


@case("shmget EINVAL, huge")
def unknown_huge_pages(box):
    if os.path.exists("/sys/kernel/mm/hugepages/hugepages-8kB"):
        raise Skip("there are huge pages of 8 KiB")
    if not os.path.exists("/sys/kernel/mm/hugepages"):
        raise Skip("this kernel has no huge pages")
    box.run("create -H 8K 1234 8K").expect("""\
shmsh: <stdin>:1: create: 1234: the size can not be had (EINVAL)
    this kernel has no huge pages of 8192 bytes; it has: <SIZES>
""")


@case("shmget ENOSPC, ids")
def ids_used_up(box):
    kernel_set("shmmni", 2)
    box.run("create 1 1; create 2 1\ncreate 3 1").expect("""\
shmsh: <stdin>:2: create: 3: the system's limit is reached (ENOSPC)
    not disk space: 2 of 2 segment ids are used (kernel.shmmni)
    try: prune, or rm what nobody needs
""")


@case("shmget ENOSPC, pages")
def pages_used_up(box):
    kernel_set("shmall", 16)
    script = f"create 1 {16 * PAGE}\ncreate 2 {PAGE + 1}"
    box.run(script).expect("""\
shmsh: <stdin>:2: create: 2: the system's limit is reached (ENOSPC)
    not disk space: 16 pages in use and 2 more asked exceed kernel.shmall = 16
    try: prune, or rm what nobody needs
""")


def need_overcommit_check():
    if number_of("/proc/sys/vm/overcommit_memory") == 1:
        raise Skip("vm.overcommit_memory is 1: the kernel reserves anything")


@case("shmget ENOMEM / not reserved")
def no_memory(box):
    need_overcommit_check()
    box.run("create 1234 64T").expect("""\
shmsh: <stdin>:1: create: 1234: the kernel will not reserve the memory (ENOMEM)
    70368744177664 bytes (64.0 TiB) are more than vm.overcommit_memory allows at once
    try: create -R, which reserves nothing
""")


@case("shmget ENOMEM / huge pages")
def no_huge_pages(box):
    need_root()
    need_empty_pool()
    human = f"{huge_page() >> 20}.0 MiB"
    box.run(f"create -H default 1234 {huge_page()}").expect(f"""\
shmsh: <stdin>:1: create: 1234: the kernel will not reserve the memory (ENOMEM)
    0 of 0 huge pages of {human} are free (vm.nr_hugepages)
""")


def meminfo(name):
    with open("/proc/meminfo", encoding="ascii") as file:
        found = re.search(rf"^{name}:\s*([0-9]+)", file.read(), re.MULTILINE)
    return int(found[1]) if found else 0


def huge_page():
    return meminfo("Hugepagesize") * 1024


def need_empty_pool():
    if not huge_page():
        raise Skip("this kernel has no huge pages")
    if meminfo("HugePages_Total") or number_of("/proc/sys/vm/nr_overcommit_hugepages"):
        raise Skip("the pool of huge pages is not empty")


@case("shmget EPERM")
def huge_pages_forbidden(box):
    if not huge_page():
        raise Skip("this kernel has no huge pages")
    user = None if isolate_mapped() else OTHER
    box.run(f"create -H default 1234 {huge_page()}", user=user).expect("""\
shmsh: <stdin>:1: create: 1234: huge pages are not for you (EPERM)
    they need CAP_IPC_LOCK, or the group that vm.hugetlb_shm_group names
""")


@case("shmget ENFILE, ENOSYS / ENFILE")
def file_table_full(box):
    box.run("create 1234 100", before=strace("ENFILE", "shmget"), traced=True).expect("""\
shmsh: <stdin>:1: create: 1234: the system's file table is full (ENFILE)
""")


@case("shmget ENFILE, ENOSYS / ENOSYS")
def no_shared_memory(box):
    box.run("create 1234 100", before=strace("ENOSYS", "shmget"), traced=True).expect("""\
shmsh: <stdin>:1: create: 1234: this kernel has no System V shared memory (ENOSYS)
""")


@case("shmget success, key 0")
def key_zero(box):
    box.run("create 0 100; create private 100").expect("""\
shmsh: <stdin>:1: create: note: key 0 is IPC_PRIVATE, a new segment every time; reach this one as id:0
""", status=0)


@case("shmget success, mode 0")
def mode_zero(box):
    box.run("create 1234 100 0").expect("""\
shmsh: <stdin>:1: create: note: with mode 0 nobody but root can attach it
""", status=0)


@case("shmget success, opened")
def opened(box):
    Segment.make(1234, 100, 0o640)
    box.run("create -o 1234 50 0600").expect(f"""\
shmsh: <stdin>:1: create: note: opened id 0 that was there (100 bytes, mode 0640, changed <AGE>, made by pid {os.getpid()} (<COMMAND>)); the size and the mode asked for were not applied
""", status=0)
    if Segment.find(1234).status().size != 100:
        raise Wrong("the segment has another size")


# --- shmat, shmdt -----------------------------------------------------------

@case("shmat EINVAL, id")
def attach_unknown_id(box):
    box.run("attach id:7").expect("""\
shmsh: <stdin>:1: attach: id:7: no segment has this id (EINVAL)
    there is no id 7 here: it was removed, is of another IPC namespace, or the number is a key
    try: ls
""")


@case("shmat EINVAL, id / removed in between")
def attach_lost_id(box):
    Segment.make(1234, 100)
    box.run("attach 1234", before=strace("EINVAL", "shmat"), traced=True).expect("""\
shmsh: <stdin>:1: attach: 1234: Invalid argument (EINVAL)
""")


@case("shmat EINVAL, address / unaligned")
def unaligned(box):
    Segment.make(1234, 100)
    box.run("attach -a 0x10000001 1234").expect(f"""\
shmsh: <stdin>:1: attach: 1234: the address can not be used (EINVAL)
    0x10000001 is no multiple of SHMLBA ({PAGE})
    try: -d, which rounds it down to 0x10000000
""")


@case("shmat EINVAL, address / rounded down")
def rounded_down(box):
    Segment.make(1234, 100)
    box.run("attach -a 0x10000001 -d 1234; echo $address").expect(
        out="0x10000000\n", status=0)


@case("shmat EINVAL, address / taken")
def taken(box):
    Segment.make(1234, 100)
    with Live(box) as shell:
        first, last, _, name = mapping(shell, libc_code)
        shell.ask(f"attach -a {first:#x} 1234").expect(f"""\
shmsh: <stdin>:{shell.line}: attach: 1234: the address can not be used (EINVAL)
    {first:#x}-{last:#x} is taken by {name}
    try: another ADDRESS, or none
""")
        alive(shell)


@case("shmat EINVAL, address / taken by an attachment")
def taken_by_attachment(box):
    Segment.make(1234, 100)
    with Live(box) as shell:
        shell.ask("attach -a 0x10000000 1234").expect(status=0)
        shell.ask("attach -a 0x10000000 1234").expect(f"""\
shmsh: <stdin>:{shell.line}: attach: 1234: the address can not be used (EINVAL)
    0x10000000-{0x10000000 + PAGE:#x} is taken by an attachment of shmsh
    try: another ADDRESS, or -f, which replaces an attachment
""")


@case("shmat EINVAL, address / -f and no address")
def replace_without_address(box):
    Segment.make(1234, 100)
    box.run("attach -f 1234").expect("""\
shmsh: <stdin>:1: attach: -f needs -a too
    usage: attach [-r] [-e] [-a ADDRESS [-d] [-f]] [SEGMENT]
""")


@case("shmat EACCES / to write")
def attach_for_writing(box):
    user, group = owner()
    Segment.make(1234, 100, 0o400)
    box.run("attach 1234", powerless=True).expect(f"""\
shmsh: <stdin>:1: attach: 1234: you may not attach it so (EACCES)
    id 0 belongs to {user}:{group} with mode 0400; you ({user}) ask for read and write and are given read
    try: attach -r 1234
""")
    box.run("attach -r 1234", powerless=True).expect(status=0)


@case("shmat EACCES / to run")
def attach_for_running(box):
    user, group = owner()
    Segment.make(1234, 100, 0o600)
    box.run("attach -e 1234", powerless=True).expect(f"""\
shmsh: <stdin>:1: attach: 1234: you may not attach it so (EACCES)
    id 0 belongs to {user}:{group} with mode 0600; you ({user}) ask for read, write and execute and are given read and write
    try: attach 1234
""")


@case("shmat EACCES / as another user")
def attach_of_another(box):
    need_root()
    user, group = owner()
    Segment.make(1234, 100, 0o640)
    box.run("read 1234", user=OTHER).expect(f"""\
shmsh: <stdin>:1: read: 1234: you may not attach it so (EACCES)
    id 0 belongs to {user}:{group} with mode 0640; you ({other()}) ask for read and are given nothing
""")


@case("shmat EACCES / a command that writes")
def write_of_another(box):
    need_root()
    user, group = owner()
    Segment.make(1234, 100, 0o644)
    box.run("write 1234 x", user=OTHER).expect(f"""\
shmsh: <stdin>:1: write: 1234: you may not attach it so (EACCES)
    id 0 belongs to {user}:{group} with mode 0644; you ({other()}) ask for read and write and are given read
""")


@case("shmat EPERM / below vm.mmap_min_addr")
def low_address(box):
    least = number_of("/proc/sys/vm/mmap_min_addr")
    if least <= PAGE:
        raise Skip(f"vm.mmap_min_addr is {least}, and page 0 is refused before")
    segment = Segment.make(1234, 100, 0o666)
    user = None if isolate_mapped() else OTHER
    box.run(f"attach -a {PAGE:#x} 1234", user=user).expect(f"""\
shmsh: <stdin>:1: attach: 1234: it may not be attached there (EPERM)
    {PAGE:#x} is below vm.mmap_min_addr = {least}, where only root may attach
""")
    if segment.status().nattch:
        raise Wrong("it was attached all the same")


@case("shmat EPERM / for another reason")
def forbidden_address(box):
    Segment.make(1234, 100)
    box.run("attach -a 0x10000000 1234", before=strace("EPERM", "shmat"),
            traced=True).expect("""\
shmsh: <stdin>:1: attach: 1234: it may not be attached there (EPERM)
""")


@case("shmat ENOMEM / two at a time")
def no_room_for_both(box):
    """What was left attached makes way, for both or in vain."""
    need_no_sanitizer(box)
    for key, size in (1, 4096), (2, 600 << 20), (3, 500 << 20):
        Segment.make(key, size)
    limits = [(resource.RLIMIT_AS, 1 << 30)]
    box.run("read 2; -cmp 1 3; read 2; copy 3 1 100", limits=limits).expect("""\
shmsh: <stdin>:1: cmp: 1: ends after 4096 bytes, so far like 3, which goes on
""", out="\n\n", status=0)
    for command in "cmp 2 3", "copy 2 3 1", "copy 3 2 1":
        box.run(command, limits=limits).expect(f"""\
shmsh: <stdin>:1: {command[:4].strip()}: the two segments can not be attached at the same time (ENOMEM)
""")


@case("shmat ENOMEM / RLIMIT_AS")
def no_address_space(box):
    need_no_sanitizer(box)
    box.run("create -R 1234 256M\nattach 1234",
            limits=[(resource.RLIMIT_AS, 64 << 20)]).expect("""\
shmsh: <stdin>:2: attach: 1234: there is no room for it in the address space (ENOMEM)
    268435456 bytes do not fit in RLIMIT_AS = 67108864 bytes
""")


def need_no_sanitizer(box):
    with open(box.program, "rb") as file:
        if b"__asan_init" in file.read():
            raise Skip("a sanitizer needs the whole address space")


@case("shmat ENOMEM / mappings")
def too_many_mappings(box):
    need_no_sanitizer(box)
    most = number_of("/proc/sys/vm/max_map_count")
    if not 0 < most <= 70000:
        raise Skip(f"vm.max_map_count is {most}")
    Segment.make(1234, 1)
    result = box.run("attach 1234\n" * most)
    line = len(result.err) and int(result.err.split(":")[2])
    result.expect(f"""\
shmsh: <stdin>:{line}: attach: 1234: there is no room for it in the address space (ENOMEM)
    {line - 1} attachments are held; a process has vm.max_map_count = {most} mappings at most
""")


@case("shmat EIDRM")
def removed_while_attaching(box):
    Segment.make(1234, 100)
    box.run("attach 1234", before=strace("EIDRM", "shmat"), traced=True).expect("""\
shmsh: <stdin>:1: attach: 1234: it was removed while it was being attached (EIDRM)
    try: the same by key: a new segment may have it
""")


@case("shmdt EINVAL")
def detach_wrong_address(box):
    Segment.make(1234, 100)
    box.run("attach -a 0x200000000000 1234\ndetach 0x100000000").expect("""\
shmsh: <stdin>:2: detach: 0x100000000: nothing is attached at this address (EINVAL)
    0x100000000 is the start of no attachment; attached last is 1234 at 0x200000000000
    try: attach, which lists them all
""")


@case("shmdt EINVAL / inside an attachment")
def detach_inside(box):
    Segment.make(1234, 2 * PAGE)
    inside = 0x200000000000 + PAGE
    box.run(f"attach -a 0x200000000000 1234\ndetach {inside:#x}").expect(f"""\
shmsh: <stdin>:2: detach: {inside:#x}: nothing is attached at this address (EINVAL)
    {inside:#x} is the start of no attachment; attached last is 1234 at 0x200000000000
    try: attach, which lists them all
""")


@case("shmdt success, last, dest")
def last_detach(box):
    Segment.make(1234, 100)
    box.run("attach 1234; rm 1234\ndetach").expect("""\
shmsh: <stdin>:1: rm: note: id 0 is removed but lives until 1 mapping is gone: this shmsh
shmsh: <stdin>:1: rm: note: key 0x000004d2 is free: a new create makes a different segment
shmsh: <stdin>:2: detach: note: id 0: that was its last mapping; the segment and its contents are gone
""", status=0)


# --- shmctl -----------------------------------------------------------------

UNKNOWN_ID = """\
shmsh: <stdin>:1: {command}: id:7: no segment has this id (EINVAL)
    there is no id 7 here: it was removed, is of another IPC namespace, or the number is a key
    try: ls
"""


@case("shmctl any, EINVAL")
def unknown_id(box):
    for command in ("stat", "rm", "read", "dump"):
        box.run(f"{command} id:7").expect(UNKNOWN_ID.format(command=command))


@case("shmctl any, EINVAL / EIDRM in a race")
def removed_in_between(box):
    Segment.make(1234, 100)
    box.run("rm 1234", before=strace("EIDRM", "shmctl", "2+"), traced=True).expect("""\
shmsh: <stdin>:1: rm: 1234: no segment has this id (EIDRM)
    there is no id 0 here: it was removed, is of another IPC namespace, or the number is a key
    try: ls
""")


CLOSED = """\
shmsh: <stdin>:1: stat: note: 1234: its contents are closed to you (EACCES); what the system shows of it to everyone follows
"""


def closed_status(mode):
    user, group = owner()
    return f"""\
key       0x000004d2 (1234)
id        0
size      100 bytes
mode      {mode}
owner     {user}:{group} (0:0)
creator   {user}:{group} (0:0)
<TEXT>
<TEXT>
<TEXT>
<TEXT>
<TEXT>
<TEXT>
<TEXT>
<TEXT>
flags     none
orphan    <TEXT>
"""


@case("shmctl IPC_STAT, EACCES")
def stat_of_another(box):
    need_root()
    Segment.make(1234, 100)
    box.run("stat 1234", user=OTHER).expect(
        CLOSED, out=closed_status("0600 rw-------"), status=0)


@case("shmctl IPC_STAT, EACCES / one's own")
def stat_of_own(box):
    Segment.make(1234, 100, 0)
    box.run("stat 1234", powerless=True).expect(
        CLOSED, out=closed_status("0000 ---------"), status=0)


@case("shmctl IPC_RMID, EPERM")
def remove_of_another(box):
    need_root()
    creator, _ = owner()
    segment = Segment.make(1234, 100, 0o666)
    segment.give(1)
    box.run("rm 1234", user=OTHER).expect(f"""\
shmsh: <stdin>:1: rm: 1234: it is not yours (EPERM)
    id 0 is owned by {pwd.getpwuid(1).pw_name} and was created by {creator}; only they or root may do this, you are {other()}; its mode does not matter here
""")
    segment.status()


@case("shmctl IPC_RMID, EPERM / one of several")
def remove_several(box):
    need_root()
    user, _ = owner()
    box.run("create 1 100", user=OTHER).expect(status=0)
    Segment.make(2, 100, 0o666)
    box.run("rm 1 2", user=OTHER).expect(f"""\
shmsh: <stdin>:1: rm: 2: it is not yours (EPERM)
    id 1 is owned by {user} and was created by {user}; only they or root may do this, you are {other()}; its mode does not matter here
shmsh: <stdin>:1: rm: note: none of the 2 was removed
""")
    Segment.find(1)
    Segment.find(2)


@case("shmctl IPC_RMID, success, attached")
def remove_attached(box):
    segment = Segment.make(1234, 100)
    with segment.attached(), Live(box) as shell:
        shell.ask("attach 1234; attach -r 1234").expect(status=0)
        result = box.run("rm 1234")
        pids = sorted([os.getpid(), shell.process.pid])
        result.expect(f"""\
shmsh: <stdin>:1: rm: note: id 0 is removed but lives until 3 mappings are gone: {pids[0]} (<COMMAND>), {pids[1]} (<COMMAND>)
shmsh: <stdin>:1: rm: note: key 0x000004d2 is free: a new create makes a different segment
""", status=0)
        box.run("create 1234 10; echo $id").expect(out="<NUMBER>\n", status=0)
        if Segment.find(1234).id == segment.id:
            raise Wrong("create made no different segment")


@case("shmctl IPC_RMID, success, attached / by hidden processes")
def remove_attached_by_hidden(box):
    need_root()
    box.run("create 1234 100", user=OTHER).expect(status=0)
    with Segment.find(1234).attached():
        box.run("rm 1234", user=OTHER).expect("""\
shmsh: <stdin>:1: rm: note: id 0 is removed but lives until 1 mapping is gone: 1 not visible to you
shmsh: <stdin>:1: rm: note: key 0x000004d2 is free: a new create makes a different segment
""", status=0)


@case("shmctl IPC_RMID, success, attached / and once more")
def remove_twice(box):
    Segment.make(1234, 100)
    box.run("attach 1234; rm 1234\nrm id:0").expect("""\
shmsh: <stdin>:1: rm: note: id 0 is removed but lives until 1 mapping is gone: this shmsh
shmsh: <stdin>:1: rm: note: key 0x000004d2 is free: a new create makes a different segment
shmsh: <stdin>:2: rm: note: id 0 had been removed before
shmsh: <stdin>:2: rm: note: id 0 is removed but lives until 1 mapping is gone: this shmsh
""", status=0)


@case("shmctl IPC_SET, EPERM")
def set_of_another(box):
    need_root()
    user, _ = owner()
    segment = Segment.make(1234, 100, 0o666)
    reason = (f"    id 0 is owned by {user} and was created by {user}; only they or root may do "
              f"this, you are {other()}; its mode does not matter here\n")
    box.run("chmod 0600 1234", user=OTHER).expect(
        "shmsh: <stdin>:1: chmod: 1234: it is not yours (EPERM)\n" + reason)
    box.run(f"chown {OTHER} 1234", user=OTHER).expect(
        "shmsh: <stdin>:1: chown: 1234: it is not yours (EPERM)\n" + reason)
    status = segment.status().permissions
    if (status.mode, status.uid) != (0o666, 0):
        raise Wrong(f"it was changed all the same: {status.mode:o} {status.uid}")


@case("shmctl IPC_SET, EPERM / one of several")
def set_several(box):
    need_root()
    user, _ = owner()
    box.run("create 1 100 0640", user=OTHER).expect(status=0)
    Segment.make(2, 100, 0o666)
    box.run("chmod 0600 1 2", user=OTHER).expect(f"""\
shmsh: <stdin>:1: chmod: 2: it is not yours (EPERM)
    id 1 is owned by {user} and was created by {user}; only they or root may do this, you are {other()}; its mode does not matter here
shmsh: <stdin>:1: chmod: note: none of the 2 was changed
""")
    if Segment.find(1).status().permissions.mode != 0o640:
        raise Wrong("the first was changed")


@case("shmctl IPC_SET, EPERM / when the kernel has the last word")
def set_refused(box):
    user, _ = owner()
    Segment.make(1, 100)
    Segment.make(2, 100)
    box.run("chmod 0640 1 2", before=strace("EPERM", "shmctl", "6+"), traced=True).expect(f"""\
shmsh: <stdin>:1: chmod: 2: it is not yours (EPERM)
shmsh: <stdin>:1: chmod: note: 1 of the 2 was changed
""")


@case("shmctl IPC_SET, EINVAL")
def set_unmapped(box):
    Segment.make(1234, 100)
    before = ["unshare", "--user", "--map-root-user", "--ipc"]
    box.run("create 1 10; chown 4711:0 1", before=before).expect("""\
shmsh: <stdin>:1: chown: 1: the user or the group has no meaning here (EINVAL)
    this user namespace does not map its number: see /proc/self/uid_map and gid_map
""")


@case("shmctl IPC_SET, success")
def give_away(box):
    need_root()
    user, group = owner()
    segment = Segment.make(1234, 100, 0o640)
    name, staff = pwd.getpwuid(1).pw_name, grp.getgrgid(2).gr_name
    box.run(f"chown {name}:{staff} 1234", args=["-v"]).expect(f"""\
changed 0x000004d2  id 0  {user}:{group} -> {name}:{staff}
""", status=0)
    box.run("chown :1 1234; chmod g+w 1234").expect(status=0)
    status = segment.status().permissions
    if (status.uid, status.gid, status.cuid, status.mode) != (1, 1, 0, 0o660):
        raise Wrong(f"it is {status.uid}:{status.gid}, made by {status.cuid}, {status.mode:o}")
    box.run("write 1234 yes", user=1).expect(status=0)


@case("shmctl IPC_SET, success / what the creator may do")
def give_away_as_creator(box):
    need_root()
    box.run("create 1234 100", user=OTHER).expect(status=0)
    box.run("chown 1 1234; chmod 0644 1234; chown :1 1234", user=OTHER).expect(f"""\
shmsh: <stdin>:1: chown: note: id 0: {other()} created it, and may remove it and change it as its owner does
""", status=0)
    box.run("rm 1234", user=OTHER).expect(status=0)


@case("shmctl IPC_SET, success / yours no longer")
def give_away_for_good(box):
    need_root()
    segment = Segment.make(1234, 100)
    segment.give(OTHER)
    name = pwd.getpwuid(1).pw_name
    box.run("chown 1 1234; rm 1234", user=OTHER).expect(f"""\
shmsh: <stdin>:1: chown: note: id 0: it is yours no longer: you can not take it back
shmsh: <stdin>:1: rm: 1234: it is not yours (EPERM)
    id 0 is owned by {name} and was created by {owner()[0]}; only they or root may do this, you are {other()}; its mode does not matter here
""")


@case("shmctl IPC_SET, success / attached")
def change_attached(box):
    need_root()
    box.run("create 1234 100", user=OTHER).expect(status=0)
    segment = Segment.find(1234)
    with segment.attached():
        box.run("chmod 0400 1234", user=OTHER).expect("""\
shmsh: <stdin>:1: chmod: note: id 0: 1 mapping keeps the access it has: 1 not visible to you
""", status=0)
        box.run("chmod 0000 1234").expect("""\
shmsh: <stdin>:1: chmod: note: id 0: 1 mapping keeps the access it has: <PID> (<COMMAND>)
shmsh: <stdin>:1: chmod: note: id 0: with mode 0 nobody but root can attach it
""", status=0)


@case("SHM_LOCK, EPERM")
def lock_without_limit(box):
    Segment.make(1234, 100)
    box.run("lock 1234", powerless=True, limits=[(resource.RLIMIT_MEMLOCK, 0)]).expect("""\
shmsh: <stdin>:1: lock: 1234: it can not be locked (EPERM)
    it is yours, but RLIMIT_MEMLOCK is 0 (ulimit -l), and you have no CAP_IPC_LOCK
""")


@case("SHM_LOCK, EPERM / not yours")
def lock_of_another(box):
    need_root()
    user, _ = owner()
    Segment.make(1234, 100, 0o666)
    for command in ("lock", "unlock"):
        box.run(f"{command} 1234", user=OTHER).expect(f"""\
shmsh: <stdin>:1: {command}: 1234: it is not yours (EPERM)
    id 0 is owned by {user} and was created by {user}; only they or root may do this, you are {other()}; its mode does not matter here
""")


@case("SHM_LOCK, ENOMEM")
def lock_too_much(box):
    Segment.make(1, 5 * PAGE)
    Segment.make(2, 4 * PAGE)
    limits = [(resource.RLIMIT_MEMLOCK, 8 * PAGE)]
    box.run("lock 1\nlock 2", powerless=True, limits=limits).expect(f"""\
shmsh: <stdin>:2: lock: 2: more than may be locked (ENOMEM)
    {4 * PAGE} bytes, and {5 * PAGE} in segments that are locked here already: all that you lock may be {8 * PAGE} (<SIZES>) (RLIMIT_MEMLOCK)
    try: unlock one; ls shows which are locked
""")
    box.run("unlock 1; lock 2; unlock 2", powerless=True, limits=limits).expect(status=0)


@case("SHM_LOCK, success, huge")
def lock_huge(box):
    before = []
    if box.run("create -H default 1234 1").status != 0:
        # what the kernel says of them: that it went well, without doing a thing
        Segment.make(1234, 1)
        before = ["strace", "-qq", "-o", "/dev/null", "-e", "inject=shmctl:retval=0:when=2"]
    box.run("lock 1234", before=before, traced=bool(before)).expect("""\
shmsh: <stdin>:1: lock: note: id 0: huge pages are never swapped: nothing changed
""", status=0)


# --- no errno at all --------------------------------------------------------

@case("no errno: past the end / write")
def write_past_end(box):
    segment = Segment.make(1234, 100)
    box.run("write 1234+96 four").expect("""\
shmsh: <stdin>:1: write: 1234: 5 bytes at offset 96 do not fit: the segment has 100 bytes
    4 bytes are there from offset 96 on; nothing was read or written
""")
    box.run("read 1234+101").expect("""\
shmsh: <stdin>:1: read: 1234: offset 101 is past the end: the segment has 100 bytes
    0 bytes are there from offset 101 on; nothing was read or written
""")
    if segment.contents() != bytes(100):
        raise Wrong("it was written all the same")


@case("no errno: past the end / printf")
def printf_past_end(box):
    segment = Segment.make(1234, 8)
    box.run("printf 1234 %08d 1").expect("""\
shmsh: <stdin>:1: printf: FORMAT: the text and its NUL take 9 bytes, 8 are there
""")
    if segment.contents() != bytes(8):
        raise Wrong("it was written all the same")


@case("no errno: SIGBUS and SIGSEGV / huge pages")
def no_page_at_touch(box):
    need_root()
    need_empty_pool()
    Segment.make(1, 10)
    with Live(box) as shell:
        shell.ask(f"create -H default -R 1234 {2 * huge_page()}").expect(status=0)
        # whether others have made a page is not told: a look needs one, too
        for before, verb, what in (("", "write", "x"), ("attach 1234; ", "write", "x"),
                                   ("", "read", "")):
            shell.ask(f"{before}{verb} 1234+{huge_page()} {what}").expect(f"""\
shmsh: <stdin>:{shell.line}: {verb}: id:1: the memory at offset {huge_page()} can not be reached (EFAULT)
    0 of 0 huge pages are free (vm.nr_hugepages); shmat does not reserve them
""")
        shell.ask("write 1 good").expect(status=0)
        shell.ask("read 1").expect(out="good\n", status=0)


@case("no errno: SIGBUS and SIGSEGV / read-only")
def write_to_read_only(box):
    Segment.make(1234, 100)
    box.run("attach -r 1234\nwrite 1234 x").expect("""\
shmsh: <stdin>:2: write: 1234: it is attached read-only (EACCES)
    try: detach 1234, then attach it without -r
""")


@case("no errno: ftok / nothing has the key")
def no_such_ftok_key(box):
    path = box.path("file")
    with open(path, "w", encoding="ascii"):
        status = os.stat(path)
    device, inode = status.st_dev & 0xff, status.st_ino & 0xffff
    key = ord("S") << 24 | device << 16 | inode
    box.run("stat ftok:file:S").expect(f"""\
shmsh: <stdin>:1: stat: ftok:file:S: no segment has this key (ENOENT)
    key {key:#x}, of ID 0x53, device 0x..{device:02x} and inode 0x..{inode:04x}, names nothing in this IPC namespace; a file made anew gives another key
    try: ls, or create ftok:file:S SIZE
""")


@case("no errno: ftok / no file")
def no_ftok_file(box):
    box.run("create ftok:nothing:S 100").expect("""\
shmsh: <stdin>:1: create: ftok:nothing:S: no key is made of the file: No such file or directory (ENOENT)
""")


def converse(box, script, *args):
    """What shmsh shows on a terminal when SCRIPT is typed."""
    ours, theirs = pty.openpty()
    env = dict(box.env, TERM="dumb")
    process = subprocess.Popen([box.program, *args], cwd=box.top, env=env, stdin=theirs,
                               stdout=theirs, stderr=theirs, close_fds=True,
                               preexec_fn=isolate.fresh_process, start_new_session=True)
    os.close(theirs)
    os.write(ours, script.encode())
    shown = b""
    with contextlib.suppress(OSError):  # EIO: the other side is gone
        while select.select([ours], [], [], LIMIT)[0]:
            shown += os.read(ours, 65536)
    os.close(ours)
    process.kill()
    return shown.decode("utf-8", "backslashreplace").replace("\r\n", "\n"), process.wait()


@case("no errno: leaving")
def leaving(box):
    shown, _ = converse(box, "create 1234 100\ncreate private 10\nattach 1234\nquit\n")
    note = shown.splitlines()[-1] if shown else ""
    same("shmsh: note: made here and still there: 1234 id:1 (rm removes a segment, "
         "leaving does not)", note)
    if Segment.find(1234).status().nattch:
        raise Wrong("leaving did not detach")


# --- no rows ----------------------------------------------------------------

@case("kernel.shm_rmid_forced / reading would destroy")
def forced_removal(box):
    kernel_set("shm_rmid_forced", 1)
    segment = Segment.make(1234, 100)
    for command in ("read", "dump"):
        box.run(f"{command} 1234").expect(f"""\
shmsh: <stdin>:1: {command}: 1234: detaching it afterwards would destroy it
    kernel.shm_rmid_forced is 1 and nobody has it attached: the last detach removes a segment
    try: attach 1234, and it lasts until detach
""")
    segment.status()


@case("kernel.shm_rmid_forced / what is attached lasts")
def forced_but_attached(box):
    kernel_set("shm_rmid_forced", 1)
    segment = Segment.make(1234, 100)
    with segment.attached():
        box.run("write 1234 text; read 1234").expect(out="text\n", status=0)
    try:
        segment.status()
    except OSError:
        return
    raise Wrong("kernel.shm_rmid_forced does nothing here")


@case("kernel.shm_rmid_forced / create, attach and detach say so")
def forced_removal_told(box):
    kernel_set("shm_rmid_forced", 1)
    box.run("create 1234 100\nattach 1234\ndetach").expect("""\
shmsh: <stdin>:1: create: note: kernel.shm_rmid_forced is 1: it vanishes when shmsh ends, or when it was attached and is no longer
shmsh: <stdin>:2: attach: note: kernel.shm_rmid_forced is 1: detaching it will destroy it
shmsh: <stdin>:3: detach: note: id 0: that was its last mapping; the segment and its contents are gone
""", status=0)


@case("-a page 0")
def page_zero(box):
    Segment.make(1234, 100)
    for options, shown in (("-a 0", "0x0"), ("-a 1 -d", "0x0"), ("-a 1", "0x1"),
                           ("-a 0 -f", "0x0")):
        box.run(f"attach {options} 1234").expect(f"""\
shmsh: <stdin>:1: attach: {shown} is in page 0, which null pointers must not reach
""")


@case("-a without room")
def end_of_addresses(box):
    Segment.make(1234, 100)
    top = (1 << 64) - PAGE
    box.run(f"attach -a {top:#x} 1234").expect(f"""\
shmsh: <stdin>:1: attach: {top:#x} leaves no room for 100 bytes
""")


@case("-a without room / the kernel's part")
def kernel_addresses(box):
    Segment.make(1234, 100)
    box.run("attach -a 0x8000000000000000 1234").expect("""\
shmsh: <stdin>:1: attach: 1234: there is no room for it at this address (ENOMEM)
""")


def libc_code(access, name):
    return "x" in access and re.search(r"/libc[.-]", name)


def mapping(shell, wanted):
    """The first mapping for which WANTED(access, name) is true."""
    for found in shell.mappings():
        if wanted(found[2], found[3]):
            return found
    raise Skip("shmsh has no such mapping")


def alive(shell):
    shell.ask("attach -r 1234; detach 1234; echo alive").expect(out="alive\n", status=0)


def replace_own(box, wanted):
    """-f over a mapping of shmsh itself is refused with its name."""
    Segment.make(1234, 100)
    with Live(box) as shell:
        first, last, _, name = mapping(shell, wanted)
        shell.ask(f"attach -a {first:#x} -f 1234").expect(f"""\
shmsh: <stdin>:{shell.line}: attach: -f replaces only shmsh's own attachments
    {first:#x}-{last:#x} is {name}
""")
        alive(shell)


@case("-f over shmsh itself / the C library")
def replace_libc(box):
    replace_own(box, libc_code)


@case("-f over shmsh itself / its code")
def replace_code(box):
    replace_own(box, lambda access, name: "x" in access and name == box.program)


@case("-f over shmsh itself / its data")
def replace_data(box):
    replace_own(box, lambda access, name: "w" in access and name == box.program)


def replace_growing(box, name, part):
    """-f and -a alone are refused where NAME is or grows."""
    Segment.make(1234, 100)
    with Live(box) as shell:
        first, last, _, _ = mapping(shell, lambda _, found: found == name)
        free = last + 16 * PAGE if name == "[heap]" else first - 64 * PAGE
        for address, options in ((first, "-f "), (free, "-f "), (free, "")):
            shell.ask(f"attach -a {address:#x} {options}1234").expect(f"""\
shmsh: <stdin>:{shell.line}: attach: {address:#x} is where shmsh's {part} grows
""")
        alive(shell)


@case("-f over shmsh itself / the heap")
def replace_heap(box):
    replace_growing(box, "[heap]", "heap")


@case("-f over shmsh itself / the stack")
def replace_stack(box):
    replace_growing(box, "[stack]", "stack")


@case("-f over an attachment / the whole")
def replace_attachment(box):
    Segment.make(1, PAGE).fill(b"old")
    Segment.make(2, PAGE).fill(b"new")
    with Live(box) as shell:
        shell.ask("attach -a 0x10000000 1").expect(status=0)
        shell.ask("attach -a 0x10000000 -f 2; read 2").expect(out="new\n", status=0)
        shell.ask("attach").expect(out=f"""\
KEY         ID  ADDRESS     SIZE  ACCESS
0x00000002   1  0x10000000  {PAGE}  rw
""", status=0)
        if Segment.find(1).status().nattch != 0 or Segment.find(2).status().nattch != 1:
            raise Wrong("the wrong one is attached")


@case("-f over an attachment / a part")
def replace_part(box):
    Segment.make(1, 2 * PAGE).fill(b"old")
    Segment.make(2, PAGE).fill(b"new")
    last = 0x10000000 + 2 * PAGE
    middle = 0x10000000 + PAGE
    with Live(box) as shell:
        shell.ask("attach -a 0x10000000 1").expect(status=0)
        shell.ask(f"attach -a {middle:#x} -f 2").expect(f"""\
shmsh: <stdin>:{shell.line}: attach: -f must cover the whole of what it replaces
    the attachment at 0x10000000 goes up to {last:#x}; this one would take {middle:#x} to {last:#x}
""")
        shell.ask("read 1").expect(out="old\n", status=0)


@case("key taken over")
def taken_over(box):
    old = Segment.make(1234, 100)
    old.fill(b"old")
    with Live(box) as shell:
        shell.ask("attach 1234").expect(status=0)
        old.remove()
        new = Segment.make(1234, 100)
        new.fill(b"new")
        for command in ("read 1234", "write 1234 x", "rm 1234"):
            shell.ask(command).expect(f"""\
shmsh: <stdin>:{shell.line}: {command.split()[0]}: 1234: the key names another segment now
    key 0x000004d2 is attached here as id {old.id}, which was removed meanwhile; the key was taken anew by id {new.id}
    try: id:{old.id} for the one attached, id:{new.id} for the new one
""")
        shell.ask(f"read id:{old.id}").expect(out="old\n", status=0)
        shell.ask(f"read id:{new.id}").expect(out="new\n", status=0)


@case("removed while attached")
def removed_by_another(box):
    segment = Segment.make(1234, 100)
    segment.fill(b"still here")
    with Live(box) as shell:
        shell.ask("attach 1234").expect(status=0)
        segment.remove()
        shell.ask("read 1234").expect(f"""\
shmsh: <stdin>:{shell.line}: read: 1234: no segment has this key (ENOENT)
    the one with key 0x4d2 that is attached here was removed; it lives on as id 0 until it is detached
    try: id:0 in place of 1234
""")
        shell.ask("read").expect(out="still here\n", status=0)
        shell.ask("detach 1234").expect(f"""\
shmsh: <stdin>:{shell.line}: detach: note: id 0: that was its last mapping; the segment and its contents are gone
""", status=0)


# --- the report -------------------------------------------------------------

def run_case(program, number, name, function):
    """Prints the case's line; its outcome."""
    outcome, text = in_namespace(program, function)
    if outcome == "forbidden":
        print(f"Bail out! {text}")
        sys.exit(1)
    if outcome == "skip":
        print(f"ok {number} - {name} # SKIP {text}")
    elif outcome == "ok":
        print(f"ok {number} - {name}")
    else:
        print(f"not ok {number} - {name}")
        comment(text)
    sys.stdout.flush()
    return outcome


def main(wanted):
    program = program_under_test()
    outcome, text = in_namespace(program, lambda box: None)
    if outcome == "forbidden":
        print(f"1..0 # SKIP {text}")
        return 0
    cases = [(name, function) for name, function in CASES
             if not wanted or any(part in name for part in wanted)]
    print(f"1..{len(cases)}")
    outcomes = {}
    for number, (name, function) in enumerate(cases, 1):
        outcome = run_case(program, number, name, function)
        outcomes.setdefault(name.partition(" / ")[0], []).append(outcome)
    provoked = [row for row in ROWS if "ok" in outcomes.get(row, [])]
    for row in ROWS:
        if row not in provoked:
            comment(f"not provoked: {row}")
    comment(f"{len(provoked)} of {len(ROWS)} rows of the catalogue provoked")
    return 1 if any("wrong" in found for found in outcomes.values()) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
