#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""What a transcript can not show of scripts: huge lines, pipes, signals, full disks.

Prints TAP.
"""

import contextlib
import os
import signal
import subprocess
import sys

from cases import LIMIT, case, equal, main
from coprocess import Shell, sanitized
from views import kernel, kernel_all

PAGE = os.sysconf("SC_PAGESIZE")
MIB = 1 << 20
LONGEST = 16 * MIB  # bytes in a line
ROUNDS = 1000
ENDINGS = 30  # so that a signal comes between a look for signals and a read, too


def script(box, data, *options):
    return box.run(box.program, *options, input=data)


def fails(result, text, status=1):
    """It failed with one message, which holds TEXT."""
    equal(result.status, status, "the status")
    assert text in result.err, f"{text!r} is not in: {result.err}"


# Lines

@case
def a_line_of_ten_megabytes_is_written(box):
    size = 10_000_000
    text = b"x" * (size - 1)
    result = script(box, b"create 1 %d\nwrite 1 '" % size + text + b"'\nread 1\n")
    equal((result.status, result.err), (0, ""), "the outcome")
    equal(result.out == text + b"\n", True, "what was written is read")


@case
def a_line_of_ten_megabytes_that_does_not_fit_changes_nothing(box):
    result = script(box, b"create 1 64\nwrite 1 hello\n-write 1 '" + b"x" * 10_000_000
                    + b"'\nread 1\n")
    equal((result.status, result.out), (0, b"hello\n"), "the outcome")
    assert "10000001 bytes at offset 0 do not fit: the segment has 64 bytes" in result.err
    equal(len(result.err.splitlines()), 2, "the number of lines of the message")


@case
def a_line_of_the_limit_is_read_and_one_more_byte_is_not(box):
    longest = b"#" + b"x" * (LONGEST - 1)
    result = script(box, longest + b"\necho a\n#" + longest + b"\necho b\n", "-k")
    equal((result.status, result.out), (1, b"a\nb\n"), "the outcome")
    equal(result.err, "shmsh: <stdin>:3: the line is longer than 16 MiB; it was skipped\n")


@case
def a_line_of_a_gigabyte_is_refused_without_holding_it(box):
    with Shell(box, "-k") as shell:
        shell.send(b"echo before\nwrite 1 '")
        for _ in range(1024):
            shell.send(b"x" * MIB)
        shell.send(b"'\necho next\n")
        status, out, errors = shell.end()
    equal((status, out), (1, b"before\nnext\n"), "the outcome")
    equal(errors, "shmsh: <stdin>:2: the line is longer than 16 MiB; it was skipped\n")
    shell.check_memory()


@case
def a_gigabyte_without_an_end_is_refused(box):
    with Shell(box) as shell:
        with contextlib.suppress(BrokenPipeError):
            for _ in range(1024):
                shell.send(b"x" * MIB)
        status, out, errors = shell.end()
    equal((status, out), (1, b""), "the outcome")
    equal(errors, "shmsh: <stdin>:1: the line is longer than 16 MiB; it was skipped\n")
    shell.check_memory()


@case
def a_quote_that_is_never_closed_holds_no_more_than_a_line(box):
    with Shell(box) as shell:
        with contextlib.suppress(BrokenPipeError):
            shell.send(b"echo '")
            for _ in range(64):
                shell.send((b"x" * 99 + b"\n") * 10_000)
        status, out, errors = shell.end()
    equal((status, out), (1, b""), "the outcome")
    assert "longer than 16 MiB" in errors, errors
    shell.check_memory()


@case
def a_text_of_a_hundred_thousand_lines_is_quick(box):
    """Each line is looked at once: otherwise this takes minutes."""
    text = (b"x" * 79 + b"\n") * 100_000
    for quote in b"'", b'"':
        result = script(box, b"create -o 1 16M\nwrite 1 " + quote + text + quote + b"\nread 1\n")
        equal(result.status, 0, "the status")
        equal(result.out == text, True, "what was written is read")
        box.shmsh("rm 1")


@case
def a_million_lines_take_no_memory(box):
    with Shell(box) as shell:
        shell.send(b"create 1 64\n")
        for _ in range(100):
            shell.send(b"write 1 hello # and a comment\n" * 10_000)
        shell.send(b"read 1\n")
        status, out, errors = shell.end()
    equal((status, out, errors), (0, b"hello\n", ""), "the outcome")
    shell.check_memory()


@case
def a_nul_is_an_error_and_the_next_line_is_read(box):
    bad = b"echo a\necho b\0c\necho d\n"
    result = script(box, bad)
    fails(result, "<stdin>:2: there is a NUL byte in the line")
    equal(result.out, b"a\n", "the output")
    equal(script(box, bad, "-k").out, b"a\nd\n", "the output with -k")
    for line in b"'b\0c'", b'"b\0c"', b"\\\0", b"!echo b\0c", b"echo | cat\0", b"\0":
        fails(script(box, line + b"\n"), "NUL")


@case
def the_last_line_needs_no_newline(box):
    equal(script(box, b"echo a\necho b").out, b"a\nb\n", "the output")
    path = os.path.join(box.cwd, "script")
    for text, wanted in (b"echo a", b"a\n"), (b"echo 'a\nb'", b"a\nb\n"), (b"", b""), (b"\n", b""):
        with open(path, "wb") as file:
            file.write(text)
        equal(box.run(box.program, path).out, wanted, f"the output of {text!r}")


@case
def bytes_that_are_no_text_are_bytes(box):
    every = bytes(byte for byte in range(1, 256) if byte not in b"'\n\r")
    result = script(box, b"create 1 300\nwrite 1 '" + every + b"'\nread -r 1 %d\n" % len(every))
    equal((result.status, result.out), (0, every), "the outcome")


# Two pipes

@case
def each_answer_is_out_before_the_next_command_is_read(box):
    with Shell(box) as shell:
        shell.send(b"create 1 64\n")
        for number in range(ROUNDS):
            shell.send(b"printf 1 %%d %d; read 1\n" % number)
            equal(shell.process.stdout.readline(), b"%d\n" % number, "the answer")
        equal(shell.end(), (0, b"", ""), "the outcome")


@case
def messages_and_answers_come_in_order(box):
    with Shell(box, "-k", stderr=subprocess.STDOUT) as shell:
        for number in range(ROUNDS):
            shell.send(b"echo %d; nonsense%d\n" % (number, number))
            equal(shell.process.stdout.readline(), b"%d\n" % number, "the answer")
            assert b"nonsense%d" % number in shell.process.stdout.readline(), number
            assert b"try" in shell.process.stdout.readline(), number


@case
def nothing_stays_attached_between_two_commands(box):
    with Shell(box) as shell:
        id = int(shell.ask("create 1 64; echo $id"))
        for command in ("write 1 count=7", "read 1", "dump 1", "scanf 1 count=%d",
                        "scanf 1 count=%d n", "printf 1 %d 1", "write -x 1 00", "stat 1", "ls",
                        "read -r 1 4 | od -c", "dump 1 > out", "!true", "set n 1", "echo $n"):
            shell.ask(command)
            equal(kernel(id)["nattch"], 0, f"nattch after {command}")
        shell.ask("attach 1")
        for command in ("write 1 a", "read 1", "dump 1", "attach -r 1", "detach 1"):
            shell.ask(command)
            equal(kernel(id)["nattch"], 2 if command == "attach -r 1" else 1,
                  f"nattch after {command}")
        equal(shell.ask("detach -A; read 1"), "a\n", "what was written")
        equal(kernel(id)["nattch"], 0, "nattch at the end")


@case
def nothing_is_attached_while_a_reader_goes_on(box):
    """Behind the end of what it reads a pager may be looked at for long."""
    for command in "read 1", "dump -v 1", "stat 1", "ls":
        text = box.shmsh(f"create -o 1 100K; {command} | cat > /dev/null; ipcs -m -i $id",
                         notes=True)
        assert "nattch=0" in text, f"{command}: {text}"


@case
def a_kill_leaves_nothing_attached(box):
    with Shell(box) as shell:
        id = int(shell.ask("create 1 64; attach 1; echo $id"))
        equal(kernel(id)["nattch"], 1, "nattch before")
        shell.process.kill()
        shell.process.wait()
        equal(kernel(id)["nattch"], 0, "nattch after")


# Looking makes no pages

@case
def what_only_looks_makes_no_pages(box):
    with Shell(box) as shell:
        id = int(shell.ask("create 1 16M; echo $id"))
        for command in ("read 1", "dump 1", "dump -v 1 64K", "-scanf 1 %d", "read -r 1 | wc -c",
                        "read 1+8M", "stat 1", "ls", "-find 1 a", "find -c -x 1 00",
                        "strings 1", "map 1", "cmp 1 1", "-cmp 1 1+1", "attach 1; dump 1; read 1; detach",
                        "attach -r 1; dump 1; detach", "read -r 1 > out",
                        "set output json; dump 1 > out; read -r 1 > out; set output text"):
            shell.ask(command)
            equal(kernel(id)["resident"], 0, f"resident after {command}")


@case
def what_writes_makes_the_pages_it_writes_to(box):
    with Shell(box) as shell:
        id = int(shell.ask("create 1 16M; echo $id"))
        for command, pages in (("write 1+8M hello", 1), ("dump 1", 1), ("read 1+8M", 1),
                               (f"write -n 1+{PAGE - 1} ab", 3), ("read -r 1 | wc -c", 3),
                               ("-write 1+16777215 ab", 3), ("-printf 1+16777214 %d 123", 3)):
            shell.ask(command)
            equal(kernel(id)["resident"], pages * PAGE, f"resident after {command}")


# Signals

@case
def a_signal_ends_a_script_that_waits_for_input(box):
    """On one processor the answer wakes this test before shmsh comes to its next read."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP) * ENDINGS:
        with Shell(box) as shell:
            shell.send(b"echo before\n")
            equal(shell.process.stdout.readline(), b"before\n", "the answer")
            shell.process.send_signal(number)
            equal(shell.process.wait(LIMIT), -number, "the status")
            equal(shell.process.stdout.read() + shell.process.stderr.read(), b"", "the rest")


@case
def a_signal_ends_a_script_and_what_was_printed_is_out(box):
    for name in "INT", "TERM", "HUP":
        text = f"echo before\n!kill -{name} $PPID\necho after\n".encode()
        for options in ((), ("-k",)):
            result = script(box, text, *options)
            equal((result.status, result.out), (-getattr(signal, "SIG" + name), b"before\n"),
                  f"the outcome of SIG{name} with {options}")


@case
def a_calling_shell_sees_130(box):
    result = box.run("sh", "-c", "shmsh -c 'echo before' -c '!kill -INT $PPID' -c 'echo after'; "
                     "echo status $?")
    equal(result.out, b"before\nstatus 130\n", "the output")


@case
def a_signal_ends_long_output(box):
    """The reader takes a little and waits; then what comes is the beginning of it all."""
    whole = script(box, b"create 1 2M\ndump -v 1\n").out
    with Shell(box) as shell:
        shell.send(b"dump -v 1\necho after\n")
        out = shell.process.stdout.read(100_000)
        shell.process.send_signal(signal.SIGINT)
        out += shell.process.stdout.read()
        equal(shell.process.wait(LIMIT), -signal.SIGINT, "the status")
    assert len(out) < len(whole), "all of it came"
    equal(whole.startswith(out), True, "it is the beginning")


@case
def an_ignored_signal_stays_ignored(box):
    """A shell without job control starts its background jobs so."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    with Shell(box) as shell:
        equal(shell.ask("echo before"), "before\n")
        shell.process.send_signal(signal.SIGINT)
        shell.process.send_signal(signal.SIGHUP)
        equal(shell.ask("echo after"), "after\n")
        equal(shell.ask("!sh -c 'kill -INT $$; echo alive'"), "alive\n",
              "what a child of it does with an ignored SIGINT")
        equal(shell.end(), (0, b"", ""), "the outcome")


# Output that does not arrive

@case
def a_closed_output_is_an_error(box):
    result = box.run("sh", "-c", 'exec "$0" -c "echo a" >&-', box.program)
    fails(result, "standard output: Bad file descriptor (EBADF)")
    equal(box.run("sh", "-c", 'exec "$0" -c "set a 1" >&-', box.program).status, 0,
          "the status of a script that prints nothing")


@case
def a_closed_input_is_an_error(box):
    fails(box.run("sh", "-c", 'exec "$0" <&-', box.program), "(EBADF)")
    equal(box.run("sh", "-c", 'exec "$0" -c "echo a" <&-', box.program).out, b"a\n", "the output")


@case
def closed_errors_do_not_end_in_a_file(box):
    result = box.run("sh", "-c", 'exec "$0" -c "echo a > out" -c nonsense 2>&-', box.program)
    equal(result.status, 1, "the status")
    with open(os.path.join(box.cwd, "out"), encoding="ascii") as file:
        equal(file.read(), "a\n", "the file")


@case
def a_full_disk_is_told_once(box):
    for text in b"echo a\n", b"echo a\n" * 100_000:
        with open("/dev/full", "wb") as full, Shell(box, stdout=full) as shell:
            _, errors = shell.process.communicate(text)
        equal(shell.process.returncode, 1, "the status")
        equal(errors, b"shmsh: standard output: No space left on device (ENOSPC)\n", "the errors")


@case
def a_script_does_not_go_on_when_its_output_fails(box):
    """What it would do next nobody would see."""
    result = box.run("sh", "-c", 'exec "$0" -k -c "echo a; !true" -c "create 1 64" > /dev/full',
                     box.program)
    equal(result.status, 1, "the status")
    equal(kernel_all(), {}, "the segments")


@case
def a_reader_that_left_needs_no_message(box):
    for text in b"echo a\n", b"echo a\n" * 100_000, b"create 1 4M\ndump -v 1\n":
        with Shell(box) as shell:
            shell.process.stdout.close()
            with contextlib.suppress(BrokenPipeError):
                shell.send(text)
            with contextlib.suppress(BrokenPipeError):
                shell.process.stdin.close()
            equal(shell.process.stderr.read(), b"", "the errors")
            equal(shell.process.wait(LIMIT), 1, "the status")


@case
def a_file_that_can_not_take_it_fails_the_command(box):
    result = script(box, b"create 1 1M\n-dump -v 1 > /dev/full\necho $status\nread 1 > /dev/full\n")
    fails(result, "(ENOSPC)")
    equal(result.out, b"1\n", "the output")
    equal(result.err.count("ENOSPC"), 2, "the number of messages")


# Shell commands

@case
def a_shell_command_does_not_eat_the_script(box):
    for command in b"!cat", b"!read line; echo $line; exit 0", b"echo a | cat; cat":
        result = script(box, command + b"\necho still here\n")
        equal(result.status, 0, "the status")
        assert result.out.endswith(b"still here\n"), result.out
    path = os.path.join(box.cwd, "script")
    with open(path, "wb") as file:
        file.write(b"!cat\necho still here\n")
    equal(box.run(box.program, path, input=b"input\n").out, b"input\nstill here\n",
          "the output of a file, whose commands have the standard input")


@case
def a_shell_command_starts_with_fresh_signals(box):
    text = box.shmsh("!grep -E '^Sig(Blk|Ign)' /proc/self/status | cut -f 2")
    library = 1 << 31 | 1 << 32  # signals 32 and 33, which are the C library's own
    for mask in text.split():
        equal(int(mask, 16) & ~library, 0, "the signals that are blocked or ignored")


@case
def a_shell_command_has_no_other_descriptors(box):
    path = os.path.join(box.cwd, "script")
    with open(path, "wb") as file:
        file.write(b"!ls /proc/self/fd | wc -l\necho a | ls /proc/self/fd | wc -l\n")
    equal(box.run(box.program, path).out, b"4\n4\n", "descriptors: 0, 1, 2 and that of ls")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
