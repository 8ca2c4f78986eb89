#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Scripted commands and start-up beside peers and limits, in one run.

Every job is run by all its contestants in turn, several rounds; the table shows
the median of each in nanoseconds a command (microseconds a start) and how many
times shmsh's that is. Never a pass or a failure: it only measures. A contestant
whose program is missing is said to be missing.

    meson test -C build --benchmark --verbose scripts
"""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import isolate  # noqa: E402

SHMSH = os.environ["SHMSH"]
PROGRAMS = os.environ["BENCH_PROGRAMS"]
LOOP = os.path.join(PROGRAMS, "bench-loop")
NOTHING = os.path.join(PROGRAMS, "bench-nothing")
ROUNDS = int(os.environ.get("BENCH_ROUNDS", "5"))
KEY = 0x62656E63

PERL_WRITE = """
my ($count) = @ARGV; my $id = shmget(%d, 1 << 20, 0600 | 01000) // die $!;
for my $i (0 .. $count - 1) {
  shmwrite($id, "hello world 12345", $i * 64 %% 1000000, 18) || die $!; }
shmctl($id, 0, 0);
""" % KEY
PERL_READ = """
my ($count) = @ARGV; my $id = shmget(%d, 4096, 0600 | 01000) // die $!; my $text;
shmwrite($id, "hello world 12345", 0, 18) || die $!;
for my $i (0 .. $count - 1) {
  shmread($id, $text, 0, 18) || die $!; print unpack("Z*", $text), "\\n"; }
shmctl($id, 0, 0);
""" % KEY
PERL_CYCLE = """
my ($count) = @ARGV; my $text;
for my $i (1 .. $count) {
  my $id = shmget(%d, 4096, 0600 | 01000 | 02000) // die $!;
  shmwrite($id, "hello world 12345", 0, 18) || die $!;
  shmread($id, $text, 0, 18) || die $!; print unpack("Z*", $text), "\\n";
  my $status = ""; shmctl($id, 2, $status) || die $!; print length($status), "\\n";
  shmctl($id, 0, 0) || die $!; }
""" % KEY
PYTHON_WRITE = """
import sys, sysv_ipc
m = sysv_ipc.SharedMemory(%d, sysv_ipc.IPC_CREX, size=1 << 20)
for i in range(int(sys.argv[1])): m.write(b"hello world 12345\\0", i * 64 %% 1000000)
m.detach(); m.remove()
""" % KEY
PYTHON_READ = """
import sys, sysv_ipc
m = sysv_ipc.SharedMemory(%d, sysv_ipc.IPC_CREX, size=4096)
m.write(b"hello world 12345\\0")
for i in range(int(sys.argv[1])): print(m.read(18).split(b"\\0")[0].decode())
m.detach(); m.remove()
""" % KEY
PYTHON_CYCLE = """
import sys, sysv_ipc
for i in range(int(sys.argv[1])):
    m = sysv_ipc.SharedMemory(%d, sysv_ipc.IPC_CREX, size=4096)
    m.write(b"hello world 12345\\0"); print(m.read(18).split(b"\\0")[0].decode())
    print(m.size, m.mode, m.number_attached, m.last_attach_time); m.detach(); m.remove()
""" % KEY


def script(lines):
    """A file with these lines, for standard input."""
    file = tempfile.TemporaryFile()
    file.write("".join(lines).encode())
    return file


def write_script(count, attach):
    return script([f"create {KEY} 1M\n", f"attach {KEY}\n" if attach else "",
                   *(f'write {KEY}+{i * 64 % 1000000} "hello world 12345"\n'
                     for i in range(count)),
                   f"detach {KEY}\n" if attach else "", f"rm {KEY}\n"])


def read_script(count):
    return script([f"create {KEY} 4096\n", f"attach {KEY}\n",
                   f'write {KEY} "hello world 12345"\n',
                   *[f"read {KEY}\n"] * count, f"detach {KEY}\n", f"rm {KEY}\n"])


def cycle_script(count):
    return script([f"create {KEY} 4096\n", f'write {KEY} "hello world 12345"\n',
                   f"read {KEY}\n", f"stat {KEY}\n", f"rm {KEY}\n"] * count)


def run(argv, stdin=None):
    """Seconds that the program took; its output goes to a pipe that is read."""
    if stdin:
        stdin.seek(0)
    begin = time.perf_counter()
    result = subprocess.run(argv, stdin=stdin or subprocess.DEVNULL, env=BOX.env,
                            stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
    seconds = time.perf_counter() - begin
    if result.returncode != 0:
        raise RuntimeError(f"{argv[0]}: {result.stderr.decode(errors='replace')[-500:]}")
    return seconds


def measure(contestants):
    """{name: median seconds}, the contestants taking turns."""
    times = {name: [] for name in contestants}
    for _ in range(ROUNDS):
        for name, contestant in contestants.items():
            times[name].append(contestant())
    return {name: statistics.median(of_name) for name, of_name in times.items()}


def program(count, *argv, stdin=None):
    """A contestant that does COUNT commands: seconds for each of them."""
    return lambda: run([*argv], stdin) / count


def loop(job, count, commands):
    def contestant():
        result = subprocess.run([LOOP, job, str(count)], env=BOX.env, check=True,
                                stdout=subprocess.PIPE)
        return int(result.stdout) / 1e9 / count / commands
    return contestant


def ipc_tools():
    """One create, stat and remove, a process each: three commands."""
    def contestant():
        seconds = run(["ipcmk", "-M", "4096"])
        ident = subprocess.run(["ipcs", "-m"], env=BOX.env, check=True, text=True,
                               stdout=subprocess.PIPE).stdout.split("\n")[3].split()[1]
        return (seconds + run(["ipcs", "-m", "-i", ident]) + run(["ipcrm", "-m", ident])) / 3
    return contestant


def jobs():
    perl, python = shutil.which("perl"), "/usr/bin/python3"
    wrote, few, cycles = 1_000_000, 100_000, 10_000
    yield "write, attached", "ns", 1e9, {
        "shmsh": program(wrote, SHMSH, stdin=write_script(wrote, True)),
        "C loop (limit)": loop("write_attached", 10 * wrote, 1),
        "python3 sysv_ipc": program(few, python, "-c", PYTHON_WRITE, str(few)),
        "perl shmwrite": program(few, perl, "-e", PERL_WRITE, str(few))}
    yield "write by key", "ns", 1e9, {
        "shmsh": program(wrote, SHMSH, stdin=write_script(wrote, False)),
        "C loop, attach each": loop("write_by_key", few, 1),
        "perl shmwrite": program(few, perl, "-e", PERL_WRITE, str(few))}
    yield "read, to a pipe", "ns", 1e9, {
        "shmsh": program(wrote, SHMSH, stdin=read_script(wrote)),
        "python3 sysv_ipc": program(few, python, "-c", PYTHON_READ, str(few)),
        "perl shmread": program(few, perl, "-e", PERL_READ, str(few))}
    yield "create write read stat rm, each", "ns", 1e9, {
        "shmsh": program(5 * cycles, SHMSH, stdin=cycle_script(cycles)),
        "C loop (limit)": loop("cycle", cycles, 5),
        "python3 sysv_ipc": program(5 * cycles, python, "-c", PYTHON_CYCLE, str(cycles)),
        "perl": program(5 * cycles, perl, "-e", PERL_CYCLE, str(cycles)),
        "ipcmk, ipcs -i, ipcrm": ipc_tools()}
    yield "start-up", "us", 1e6, {
        "shmsh -c ''": lambda: sum(run([SHMSH, "-c", ""]) for _ in range(50)) / 50,
        "nothing (limit)": lambda: sum(run([NOTHING]) for _ in range(50)) / 50,
        "ipcs -m": lambda: sum(run(["ipcs", "-m"]) for _ in range(50)) / 50,
        "sh -c :": lambda: sum(run(["sh", "-c", ":"]) for _ in range(50)) / 50}


def main():
    for title, unit, scale, contestants in jobs():
        medians = measure(contestants)
        own = next(iter(medians.values()))
        print(title)
        for name, seconds in medians.items():
            print(f"  {name:24} {seconds * scale:12.1f} {unit}   {seconds / own:8.2f} x shmsh",
                  flush=True)


if __name__ == "__main__":
    try:
        with isolate.Sandbox(SHMSH) as BOX:
            main()
    except isolate.Forbidden as reason:
        print(reason, file=sys.stderr)
        sys.exit(isolate.SKIPPED)
