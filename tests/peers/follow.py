#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""watch, wait, atomic and wake beside C programs that race, sleep and store.

Prints TAP.
"""

import json
import os
import random
import re
import signal
import struct
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Event

from cases import case, equal, main
from coprocess import Shell
from views import kernel

try:
    import sysv_ipc
except ImportError:
    sys.exit("follow.py: there is no module sysv_ipc: install the package python3-sysv-ipc")

PAGE = os.sysconf("SC_PAGESIZE")
STATE, READY = 0, 4  # of tests/peers/counting.c
TIMES = 50_000
TRIES = 20
GO, STOP = "attach 1234\natomic store 1234 1\n", "atomic store 1234 2\n"
LINE = re.compile(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z) (\S+)\+(\d+) (\S+) -> (\S+)\n")


def segment_of(key, size):
    return sysv_ipc.SharedMemory(key, sysv_ipc.IPC_CREX, size=size, init_character=b"\0")


def untouched_segment(box, key, size):
    """One of which no page was ever touched."""
    box.shmsh(f"create {key} {size}")
    return sysv_ipc.SharedMemory(key)


def number(segment, offset, code="i"):
    return struct.unpack(code, segment.read(struct.calcsize(code), offset))[0]


def store(segment, offset, value, code="i"):
    segment.write(struct.pack(code, value), offset)


def until(true):
    while not true():
        os.sched_yield()


# atomic

class Race:
    """`counting` with these operands (the third is THREADS), until STOP."""

    def __init__(self, box, segment, *counters):
        self.started = [box.start("counting", "1234", *map(str, words), stdout=subprocess.PIPE)
                        for words in counters]
        until(lambda: number(segment, READY) == sum(int(words[2]) for words in counters))

    def end(self):
        """How often each counted."""
        ends = [(process.communicate()[0], process.returncode) for process in self.started]
        equal([status for _, status in ends], [0] * len(ends), "the exit statuses")
        return [int(text) for text, _ in ends]


def race(box, commands):
    """What COMMANDS print, while the counting goes on."""
    result = box.run(box.program, input="".join([GO, *commands, STOP]).encode())
    equal((result.status, result.err), (0, ""))
    return [int(value) for value in result.out.split()[1:-1]]


@case
def threads_processes_and_shmsh_add_exactly(box):
    segment = segment_of(1234, 64)
    places = ("i32", "i", 16), ("u64", "Q", 24), ("u16", "H", 32), ("u8", "B", 34)
    counting = Race(box, segment, *[(16, 4, threads) for threads in (4, 1, 1)],
                    (24, 8, 1), (32, 2, 1), (34, 1, 1))
    seen = race(box, [f"atomic -t {name} add 1234+{offset} 1\n"
                      for name, _, offset in places] * TIMES)
    *many, u64, u16, u8 = counting.end()
    for (_, code, offset), count in zip(places, (sum(many), u64, u16, u8), strict=True):
        whole = 1 << 8 * struct.calcsize(code)
        equal(number(segment, offset, code) % whole, (count + TIMES) % whole, f"at {offset}")
    equal(segment.read(5, 35), b"\0" * 5, "what is beside")
    equal(len(set(seen[1::4])), TIMES, "the values that were there before u64")


@case
def loops_of_compare_and_swap_lose_nothing(box):
    segment = segment_of(1234, 64)
    counting = Race(box, segment, (16, 8, 2, "cas"))
    race(box, ["atomic -t u64 add 1234+16 1\n"] * TIMES)
    counted = sum(counting.end())
    equal(number(segment, 16, "Q"), counted + TIMES)


def add_by_swaps(box, met):
    """Adds 1 as one does who has only cas, until rivals have met; how often."""
    done = 0
    with Shell(box, stderr=subprocess.DEVNULL) as shell:
        seen = int(shell.ask("atomic load 1234+16"))
        while done < 500 or not met.is_set():
            before, status = map(int, shell.ask(
                f"-atomic cas 1234+16 {seen} {seen + 1}\necho $status").split())
            equal(status == 0, before == seen, "success is that it was there")
            done += status == 0
            seen = before + 1 if status == 0 else before
            if status != 0:
                met.set()
    return done


@case
def shmsh_swaps_beside_shmsh(box):
    segment = segment_of(1234, 64)
    met = Event()
    with ThreadPoolExecutor() as pool:
        rivals = [pool.submit(add_by_swaps, box, met) for _ in range(2)]
        done = sum(rival.result() for rival in rivals)
    equal(number(segment, 16), done)


@case
def bits_of_one_word_belong_to_whom_they_belong(box):
    segment = segment_of(1234, 64)
    counting = Race(box, segment, (16, 1, 2))
    race(box, ["atomic xor 1234+16 0x40000000\natomic or 1234+16 0x100000\n"
               "atomic and 1234+16 0x7fefffff\n"] * (TIMES + 1))
    counted = sum(counting.end())
    # the byte wraps alone; of the rest the last xor is left
    equal(number(segment, 16), counted % 256 | 0x40000000)


# wake

def sleeper(box, value, offset=16):
    """`sleeping wait`, which sleeps now."""
    process = box.start("sleeping", "wait", "1234", str(offset), str(value),
                        stdout=subprocess.PIPE, text=True)
    equal(process.stdout.readline(), "waiting\n")
    until(lambda: state(process.pid) == "S")
    return process


def state(pid):
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:
        return file.read().rpartition(")")[2].split()[0]


def wakes_up(process, value):
    equal((process.stdout.read(), process.wait()), (f"{value}\n", 0), "what the sleeper saw")
    process.stdout.close()


@case
def a_program_that_sleeps_is_woken(box):
    segment = segment_of(1234, 64)
    with Shell(box) as shell:
        for value in range(TRIES):
            process = sleeper(box, value)
            equal(shell.ask(f"atomic store 1234+16 {value + 1}").strip(), str(value))
            equal(shell.ask("wake 1234+16").strip(), "1", "woken")
            wakes_up(process, value + 1)
    equal(number(segment, 16), TRIES)


@case
def so_many_are_woken_as_are_asked_for(box):
    segment_of(1234, 64)
    sleepers = [sleeper(box, 0) for _ in range(5)]
    with Shell(box) as shell:
        shell.ask("atomic add 1234+16 1")
        equal(shell.ask("wake 1234+16 2; wake 1234+16 1; wake 1234+20").split(), ["2", "1", "0"])
        equal(shell.ask("wake 1234+16; wake 1234+16").split(), ["2", "0"])
    for process in sleepers:
        wakes_up(process, 1)


# wait

class Waiter:
    """A `wait` that did not find the value yet; it writes what it waits for, and status."""

    def __init__(self, box, *words, options=()):
        self.process = box.start(box.program, "-x", *options, "-c", " ".join(["wait", *words]),
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.trace = ""
        # attached again to wait, it has looked whether the segment is there
        while not re.search(r"shmat.*shmat.*IPC_STAT", self.trace, re.DOTALL):
            line = self.process.stderr.readline()
            assert line, f"it ended: {self.trace}"
            self.trace += line

    def end(self):
        out, errors = self.process.communicate()
        self.trace += errors
        return self.process.returncode, out

    def ends_well(self):
        status, out = self.end()
        equal(status, 0, f"the status of {self.process.args}: {self.trace}")
        return out


@case
def a_store_with_a_wake_is_seen_by_it(box):
    """The program wakes until somebody waits, so `wait` has waited by futex(2)."""
    segment = segment_of(1234, 64)
    store(segment, 16, 1)
    for value in range(2, 2 + TRIES):
        waiter = Waiter(box, "1234+16", "eq", str(value))
        box.peer("sleeping", "wake", "1234", "16", str(value))
        waiter.ends_well()
        assert re.search(r"FUTEX_WAIT, .*= 0$", waiter.trace, re.MULTILINE), waiter.trace


@case
def a_store_without_a_wake_is_seen_too(box):
    segment = segment_of(1234, 64)
    for value in range(1, 1 + TRIES):
        waiter = Waiter(box, "1234+16", "ge", str(value))
        box.peer("sleeping", "store", "1234", "16", str(value))
        waiter.ends_well()
    for name, code, offset, low, high in (("u8", "B", 33, 1, 2), ("i16be", ">h", 35, -9, -8),
                                          ("f64", "d", 40, 0.25, 0.5), ("u64", "Q", 49, 7, 8),
                                          ("f32", "f", 60, 1, 1.5)):
        store(segment, offset, low, code)
        waiter = Waiter(box, "-t", name, f"1234+{offset}", "gt", str(low))
        store(segment, offset, high, code)
        waiter.ends_well()


@case
def a_wake_that_was_for_another_one_is_passed_on(box):
    """One wake, and the sleeper behind `wait` at the same word must get it."""
    segment = segment_of(1234, 64)
    store(segment, 16, 1)
    waiters = [Waiter(box, "1234+16", "eq", "-1") for _ in range(2)]
    with Shell(box) as shell:
        for value in range(1, 1 + TRIES):
            process = sleeper(box, value)
            store(segment, 16, value + 1)
            shell.ask("wake 1234+16 1")
            wakes_up(process, value + 1)
    store(segment, 16, -1)
    for waiter in waiters:
        waiter.ends_well()


@case
def a_wait_makes_no_page(box):
    segment = untouched_segment(box, 1234, 8 * PAGE)
    box.shmsh("-wait -s 0.02 1234+8192 eq 1", "wake 1234+4096", notes=True)
    equal(kernel(segment.id)["resident"], 0)
    waiter = Waiter(box, "1234+8192", "eq", "1")
    box.peer("sleeping", "store", "1234", "8192", "1")
    waiter.ends_well()
    equal(kernel(segment.id)["resident"], PAGE)


@case
def a_value_that_changes_all_the_time_is_waited_for(box):
    segment = segment_of(1234, 64)
    counting = Race(box, segment, (16, 4, 1))
    waiter = Waiter(box, "-t", "u32", "1234+16", "ge", str(TIMES))
    store(segment, STATE, 1)
    waiter.ends_well()
    store(segment, STATE, 2)
    counting.end()


@case
def a_signal_ends_it_with_the_value(box):
    segment = segment_of(1234, 64)
    store(segment, 16, 77)
    for signum in signal.SIGINT, signal.SIGTERM:
        waiter = Waiter(box, "1234+16", "eq", "1")
        waiter.process.send_signal(signum)
        equal(waiter.end(), (-signum, ""))
        assert "1234+16: interrupted\n    it was 77 when last seen, not eq 1\n" in waiter.trace, \
            waiter.trace


# watch

class Watcher:
    """A `watch` that has had its first look; `changes` replays what it says."""

    def __init__(self, box, *words, options=()):
        self.process = box.start(box.program, "-v", *options, "-c", " ".join(["watch", *words]),
                                 stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.first = (self.process.stdout if "-j" in options else self.process.stderr).readline()
        self.time = ""

    def change(self):
        """(offset, before, now) of the next one."""
        return self.parse(self.process.stdout.readline())

    def parse(self, line):
        match = LINE.fullmatch(line)
        assert match, f"no change: {line!r} {self.process.stderr.read() if not line else ''}"
        assert match[1] >= self.time, "time goes back"
        self.time = match[1]
        return int(match[3]), match[4], match[5]

    def rest(self):
        """All changes up to its end, status and messages."""
        out, errors = self.process.communicate()
        changes = [self.parse(line) for line in out.splitlines(keepends=True)]
        return changes, self.process.returncode, errors


def replay(contents, changes):
    """Makes them in a bytearray; what was there before must be right."""
    for offset, before, now in changes:
        old, new = bytes.fromhex(before), bytes.fromhex(now)
        assert len(old) == len(new) and contents[offset:offset + len(old)] == old, \
            f"at {offset} {old.hex()} was not there"
        assert old[0] != new[0] and old[-1] != new[-1], "it begins and ends with a change"
        contents[offset:offset + len(old)] = new


@case
def each_change_is_shown_when_it_comes(box):
    segment = segment_of(1234, 64)
    watcher = Watcher(box, "-i", "0.001", "-t", "i32", "1234")
    equal(watcher.first, "watching 1234+0  64 bytes\n")
    for value in range(1, 200):
        store(segment, value % 16 * 4, value)
        equal(watcher.change()[0::2], (value % 16 * 4, str(value)))
    segment.remove()
    equal(watcher.rest(), ([], 0, "shmsh: -c:1: watch: note: 1234: it was removed; as id:"
                           f"{segment.id} it lives until 1 attachment elsewhere is gone\n"))


@case
def what_is_shown_adds_up(box):
    """Whatever comes between two looks: all changes together make the last state."""
    generator = random.Random(5)
    for start, end in ((0, 300_000), (4099, 70_000)):
        segment = segment_of(1234, 300_000)
        segment.write(generator.randbytes(segment.size))
        contents = bytearray(segment.read())
        watcher = Watcher(box, "-i", "0.001", f"1234+{start}", str(end - start))
        for _ in range(3000):
            size = generator.choice((1, 3, 16, 100))
            segment.write(generator.randbytes(size), generator.randrange(segment.size - size))
        segment.remove()
        changes, status, errors = watcher.rest()
        assert status == 0 and "it was removed" in errors, errors
        replay(contents, changes)
        assert contents[start:end] == segment.read()[start:end], "it is not the last state"


@case
def the_last_state_is_never_missed(box):
    for value in range(1, 1 + TRIES):
        segment = segment_of(1234, 64)
        watcher = Watcher(box, "1234")
        segment.write(bytes([value] * 3), value % 13)
        segment.detach()
        segment.remove()
        changes, status, errors = watcher.rest()
        equal((changes, status), ([(value % 13, "000000", bytes([value] * 3).hex())], 0))
        equal(errors, "shmsh: -c:1: watch: note: 1234: it was removed\n")


@case
def huge_and_sparse_ones_stay_so(box):
    segment = untouched_segment(box, 1234, 8 << 30)
    segment.write(b"x", 5 << 30)
    watcher = Watcher(box, "-i", "0.001", "1234", "8G")
    equal(kernel(segment.id)["resident"], PAGE)
    segment.write(b"first", (3 << 30) + 7)
    equal(watcher.change(), ((3 << 30) + 7, "00" * 5, b"first".hex()))
    segment.write(b"y", 5 << 30)
    equal(watcher.change(), (5 << 30, b"x".hex(), b"y".hex()))
    segment.write(b"end", (8 << 30) - 3)
    equal(watcher.change(), ((8 << 30) - 3, "000000", b"end".hex()))
    equal(kernel(segment.id)["resident"], 3 * PAGE)
    with open(f"/proc/{watcher.process.pid}/status", encoding="ascii") as file:
        resident = int(re.search(r"VmRSS:\s+(\d+)", file.read())[1])
    assert resident < 64 << 10, f"it takes {resident} KiB"
    watcher.process.kill()
    watcher.rest()


@case
def what_is_seen_of_a_race_is_never_torn(box):
    """Aligned values of 8 bytes that are 0 or all ones, and change all the time."""
    segment = segment_of(1234, 8192)
    peer = box.start("tearing", "store", "1234")
    until(lambda: number(segment, 4096 + 8, "Q"))
    watcher = Watcher(box, "-i", "0.001", "-c", "2000", "-t", "u64", "1234", "4096")
    changes, status, errors = watcher.rest()
    equal((len(changes), status), (2000, 0), errors)
    ends = {"0", str((1 << 64) - 1)}
    assert {change[1:] for change in changes} <= {(a, b) for a in ends for b in ends - {a}}
    peer.kill()
    peer.wait()


@case
def a_reader_that_leaves_ends_it(box):
    segment_of(1234, 64)
    watcher = Watcher(box, "-i", "3600", "1234")
    watcher.process.stdout.close()
    equal(watcher.process.wait(), 1, "the status, as of what can not be written")
    equal(watcher.process.stderr.read(), "")


@case
def objects_say_the_same_as_lines(box):
    segment = segment_of(1234, 64)
    watchers = [Watcher(box, "-c", "3", "-t", "i32", "1234", options=options)
                for options in ((), ("-j",))]
    for offset, value in ((4, 5), (8, -1), (60, 1 << 30)):
        store(segment, offset, value)
    lines, objects = [watcher.process.communicate()[0].splitlines(keepends=True)
                      for watcher in watchers]
    first = json.loads(watchers[1].first)
    equal((first["offset"], first["length"], first["type"]), (0, 64, "i32"))
    for line, text in zip(lines, objects, strict=True):
        offset, before, now = watchers[0].parse(line)
        found = json.loads(text)
        equal((found["offset"], str(found["old"]), str(found["new"])), (offset, before, now))
        equal(struct.unpack("i", bytes.fromhex(found["new_hex"]))[0], found["new"])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
