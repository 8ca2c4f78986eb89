#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""load, save, fill, copy and touch that end half way, and what is left behind.

    SHMSH=build/src/shmsh tests/faults/files.py [NAME...]

Files that shrink or can not be read on, disks that are full, signals, memory that
faults. What comes half way must say exactly how far; an old file stays whole. Prints
TAP.
"""

import contextlib
import os
import resource
import signal
import shutil
import subprocess
import sys

from shells import (LIMIT, Live, PAGE, Segment, Skip, Wrong, comment, decode, in_namespace,
                    isolate_mapped, need_root, number_of, program_under_test, same)

CASES = []
PIECE = 256 << 10  # bytes that shmsh reads at once
SIZE = 4 * PIECE
BYTES = bytes(range(1, 251)) * (SIZE // 250 + 1)


def case(function):
    CASES.append(function)
    return function


def put(path, data):
    with open(path, "wb") as file:
        file.write(data)


def get(path):
    with open(path, "rb") as file:
        return file.read()


def wait_for(condition, process):
    """Until CONDITION holds; a process that ends before is wrong."""
    while not condition():
        if process.poll() is not None:
            raise Wrong(f"it ended ({process.returncode}): {decode(process.stderr.read())}")


def strace(*words):
    if not shutil.which("strace"):
        raise Wrong("strace is not installed")
    return ["strace", "-qq", "-f", "-o", "/dev/null", *words]


def start(box, script, before=()):
    """shmsh with SCRIPT, which another end drives on."""
    env = dict(box.env)
    env["ASAN_OPTIONS"] = env.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    return subprocess.Popen([*before, box.program, "-c", script], cwd=box.top, env=env,
                            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                            stderr=subprocess.PIPE,
                            preexec_fn=box.preparation(None, False, ()))


def end(process):
    """(status, what was said) of one that ends by itself."""
    _, err = process.communicate(timeout=LIMIT)
    return process.returncode, decode(err)


def expect_bytes(key, *parts):
    """The segment begins with these."""
    wanted = b"".join(parts)
    if Segment.find(key).contents()[:len(wanted)] != wanted:
        raise Wrong(f"segment {key} holds other bytes")


def nothing_new(box, *names):
    """No other file is in the folder."""
    left = set(os.listdir(box.top)) - {"shmsh", "home", "run", "tmp", *names}
    if left:
        raise Wrong(f"left behind: {left}")


def reader_of(tracer, path):
    """(pid, position) of the child of TRACER that has PATH open; else (0, 0)."""
    with contextlib.suppress(OSError, LookupError):
        with open(f"/proc/{tracer.pid}/task/{tracer.pid}/children", encoding="ascii") as file:
            pid = int(file.read().split()[0])
        for name in os.listdir(f"/proc/{pid}/fd"):
            if os.readlink(f"/proc/{pid}/fd/{name}") == path:
                with open(f"/proc/{pid}/fdinfo/{name}", encoding="ascii") as file:
                    return pid, int(file.readline().split()[1])
    return 0, 0


def shrink(box, size):
    """Its last of SIZE bytes are gone when two pieces have been loaded."""
    Segment.make(1, size)
    process = start(box, "load 1 data",
                    strace("-P", box.path("data"), "-e", "inject=read:signal=SIGSTOP:when=2"))
    wait_for(lambda: reader_of(process, box.path("data"))[1] == 2 * PIECE, process)
    os.truncate(box.path("data"), 1000)
    while process.poll() is None:  # it may not have stopped yet
        with contextlib.suppress(ProcessLookupError):
            os.kill(reader_of(process, box.path("data"))[0] or process.pid, signal.SIGCONT)
    status, said = end(process)
    same(f"""\
shmsh: -c:1: load: data: it became shorter while it was read; {2 * PIECE} of {size} bytes were written
""", said)
    same("1", str(status), "the status")
    expect_bytes(1, BYTES[:2 * PIECE], bytes(2 * PIECE))


@case
def a_file_that_shrinks(box):
    put(box.path("data"), BYTES[:SIZE])
    shrink(box, SIZE)


@case
def a_file_with_a_hole_that_shrinks(box):
    put(box.path("data"), BYTES[:SIZE])
    os.truncate(box.path("data"), 4 * SIZE)
    shrink(box, 4 * SIZE)


@case
def a_file_that_can_not_be_read_on(box):
    put(box.path("data"), BYTES[:SIZE])
    Segment.make(1, SIZE)
    box.run("load 1 data", traced=True,
            before=strace("-P", box.path("data"), "-e", "inject=read:error=EIO:when=3")).expect(f"""\
shmsh: <stdin>:1: load: data: Input/output error (EIO); {2 * PIECE} of {SIZE} bytes were written
""")
    expect_bytes(1, BYTES[:2 * PIECE], bytes(2 * PIECE))


@case
def ctrl_c_while_load_waits(box):
    Segment.make(1, SIZE)
    os.mkfifo(box.path("fifo"))
    process = start(box, "load 1 fifo")
    with open(box.path("fifo"), "wb", buffering=0) as fifo:
        fifo.write(BYTES[:5000])
        wait_for(lambda: Segment.find(1).contents()[4999], process)
        process.send_signal(signal.SIGINT)
        status, said = end(process)
    same("shmsh: -c:1: load: interrupted after 5000 bytes\n", said)
    same(str(-signal.SIGINT), str(status), "the status")
    expect_bytes(1, BYTES[:5000], bytes(PAGE))


@case
def ctrl_c_while_load_waits_for_a_writer(box):
    Segment.make(1, SIZE)
    os.mkfifo(box.path("fifo"))
    process = start(box, "load 1 fifo")
    # nothing is attached while it waits
    wait_for(lambda: waits(process) and Segment.find(1).status().nattch == 0
             and Segment.find(1).status().attached, process)
    process.send_signal(signal.SIGINT)
    status, said = end(process)
    same("shmsh: -c:1: load: interrupted\n", said)
    same(str(-signal.SIGINT), str(status), "the status")


def waits(process):
    """Does it sleep?"""
    with open(f"/proc/{process.pid}/stat", encoding="utf-8", errors="replace") as file:
        return file.read().rpartition(")")[2].split()[0] == "S"


def interrupted(box, script):
    """SIGINT comes with the first piece that is written."""
    call = "madvise" if isolate_mapped() else "pwrite64"
    result = box.run(script, traced=True,
                     before=strace("-e", f"inject={call}:signal=SIGINT:when=1"))
    if not result.err and call == "madvise":
        raise Skip("something else advises before")
    return result


@case
def ctrl_c_while_it_fills(box):
    Segment.make(1, SIZE)
    result = interrupted(box, f"fill 1 {SIZE} x")
    same(f"shmsh: <stdin>:1: fill: interrupted after <NUMBER> of {SIZE} bytes\n", result.err)
    done = int(result.err.split()[5])
    expect_bytes(1, b"x" * done, bytes(PAGE))
    if not 0 < done < SIZE:
        raise Wrong(f"it was not interrupted but did {done} bytes")


@case
def ctrl_c_while_it_copies_up(box):
    Segment.make(1, SIZE).fill(BYTES[:SIZE])
    Segment.make(2, SIZE)
    result = interrupted(box, f"copy 1 1+{PAGE} {SIZE - PAGE}")
    same(f"shmsh: <stdin>:1: copy: interrupted after the last <NUMBER> of {SIZE - PAGE} bytes\n",
         result.err)
    done = int(result.err.split()[7])
    expect_bytes(1, BYTES[:SIZE - done], BYTES[SIZE - done - PAGE:SIZE - PAGE])


@case
def a_disk_that_is_full(box):
    Segment.make(1, SIZE).fill(BYTES[:SIZE])
    room = SIZE // 2
    script = (f"mkdir small && mount -t tmpfs -o size={room} none small && echo old > small/file"
              ' && "$@"; cat small/file; ls -A small')
    result = box.run("save 1 small/file", before=["unshare", "-m", "sh", "-c", script, "sh"])
    if "mount" in result.err or "unshare" in result.err:
        raise Skip(result.err.strip())
    result.expect(f"""\
shmsh: <stdin>:1: save: small/file: can not be written: No space left on device (ENOSPC), after <NUMBER> of {SIZE} bytes
""", out="old\nfile\n", status=0)
    done = int(result.err.split()[-4])
    if not 0 < done <= room - PAGE:
        raise Wrong(f"{done} bytes are not what fits beside the old file")


@case
def a_file_that_may_not_grow(box):
    Segment.make(1, SIZE).fill(BYTES[:SIZE])
    put(box.path("file"), b"old")
    box.run("save 1 file", limits=[(resource.RLIMIT_FSIZE, PIECE + 100)]).expect(f"""\
shmsh: <stdin>:1: save: file: can not be written: File too large (EFBIG), after {PIECE + 100} of {SIZE} bytes
""")
    if get(box.path("file")) != b"old":
        raise Wrong("the old file was changed")
    nothing_new(box, "file")


@case
def a_file_that_can_not_get_its_name(box):
    Segment.make(1, 100)
    put(box.path("file"), b"old")
    box.run("save 1 file", traced=True,
            before=strace("-e", "inject=rename:error=EBUSY:when=1+")).expect("""\
shmsh: <stdin>:1: save: file: can not be written: Device or resource busy (EBUSY)
    it is made under another name in its folder first
    try: save PLACE - > FILE, which writes to the file itself
""")
    if get(box.path("file")) != b"old":
        raise Wrong("the old file was changed")
    nothing_new(box, "file")


@case
def ctrl_c_while_a_hole_goes_to_a_pipe(box):
    process = start(box, "create -R 1 1T; save 1 -")
    process.stdout.read(10)
    process.send_signal(signal.SIGINT)
    status, said = end(process)
    same("shmsh: -c:1: save: interrupted after <NUMBER> of 1099511627776 bytes\n", said)
    if int(said.split()[5]) < 10:
        raise Wrong("what was taken was not counted")
    same(str(-signal.SIGINT), str(status), "the status")


@case
def kill_while_it_saves(box):
    Segment.make(1, 8 * SIZE).fill(BYTES[:SIZE] * 8)
    for _ in range(10):
        put(box.path("file"), b"old")
        process = start(box, "save 1 file")
        while process.poll() is None and not any(name.startswith(".shmsh-")
                                                 for name in os.listdir(box.top)):
            pass
        process.kill()
        process.communicate()
        if get(box.path("file")) not in (b"old", BYTES[:SIZE] * 8):
            raise Wrong("the file is neither old nor new")


@case
def a_reader_that_leaves(box):
    Segment.make(1, 8 * SIZE)
    process = start(box, "save 1 -; echo not reached; write 1 x")
    process.stdout.read(10)
    process.stdout.close()
    process.wait(timeout=LIMIT)
    same("1", str(process.returncode), "the status")
    same("", decode(process.stderr.read()))
    expect_bytes(1, bytes(1))


@case
def huge_pages_of_others(box):
    """mincore(2) tells only those that were used here."""
    need_root()
    if not number_of("/sys/kernel/mm/hugepages/hugepages-2048kB/free_hugepages"):
        raise Skip("there is no huge page")
    with Live(box) as first:
        if first.ask("create -H 2M 1 2M 666; write -n 1+4096 hello").status:
            raise Skip("no huge pages here")
        with Live(box) as second:
            second.ask("read 1+4096").expect(out="hello\n", status=0)
            second.ask("find -c 1 hello").expect(out="1\n", status=0)
            second.ask("fill 1").expect(status=0)
        first.ask("read 1+4096").expect(out="\n", status=0)
        first.ask("rm 1").expect(status=0)


@case
def no_huge_page(box):
    need_root()
    if number_of("/proc/sys/vm/nr_hugepages"):
        raise Skip("there are huge pages")
    put(box.path("data"), BYTES[:PAGE])
    with Live(box) as shell:
        if shell.ask("create -H default -R 1 4M").status:
            raise Skip("no huge pages here")
        for command, after in (("touch 1", ""), ("fill 1 1M x", "; nothing was written"),
                               ("load 1 data", "; nothing was written"), ("read 1", ""),
                               ("fill 1", "; nothing was written"), ("save 1 zeros", "")):
            shell.ask(command).expect(f"""\
shmsh: <stdin>:{shell.line}: {command.split()[0]}: id:<NUMBER>: the memory at offset 0 can not be reached (EFAULT){after}
    0 of 0 huge pages are free (vm.nr_hugepages); shmat does not reserve them
""")
    if any(name == "zeros" or name.startswith(".shmsh-") for name in os.listdir(box.top)):
        raise Wrong("something is left of what could not be saved")


def main(wanted):
    program = program_under_test()
    cases = [one for one in CASES if not wanted or one.__name__ in wanted]
    failed = False
    for number, function in enumerate(cases, 1):
        outcome, text = in_namespace(program, function)
        if outcome == "forbidden":
            print(f"1..0 # SKIP {text}")
            return 0
        name = function.__name__.replace("_", " ")
        skip = f" # SKIP {text}" if outcome == "skip" else ""
        print(f"{'not ok' if outcome == 'wrong' else 'ok'} {number} - {name}{skip}", flush=True)
        if outcome == "wrong":
            comment(text)
        failed |= outcome == "wrong"
    print(f"1..{len(cases)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
