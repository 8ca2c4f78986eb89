# SPDX-License-Identifier: BSD-2-Clause
"""A person at a terminal, for tests: types keys and reads the screen.

    with Terminal(["shmsh"], rows=24, columns=80) as terminal:
        terminal.wait_for(lambda screen: screen.before_cursor() == "shmsh> ")
        terminal.type("ls\r")
        terminal.key("ctrl-c")

The program runs on a pseudo terminal (pexpect), what it writes goes through a
terminal emulator (pyte). Nothing sleeps: every wait ends with its condition, or
raises Timeout with the screen in its text.
"""

import errno
import fcntl
import os
import select
import signal
import sys
import termios
import time

import pexpect
import pyte

sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
import isolate  # noqa: E402

HISTORY = 100_000
LOOK_AGAIN = 0.01
MOST_LAST_READS = 256  # More than a tty holds; others may still be writing.
TIOCGPTPEER = 0x5441  # Opens the other end; not in termios.

KEYS = {
    "enter": "\r", "tab": "\t", "escape": "\x1b", "backspace": "\x7f",
    "up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D",
    "home": "\x1b[H", "end": "\x1b[F", "delete": "\x1b[3~", "insert": "\x1b[2~",
    "page-up": "\x1b[5~", "page-down": "\x1b[6~", "shift-tab": "\x1b[Z",
    "ctrl-left": "\x1b[1;5D", "ctrl-right": "\x1b[1;5C", "ctrl-space": "\0",
    "paste-start": "\x1b[200~", "paste-end": "\x1b[201~",
}


class Timeout(Exception):
    """What was waited for did not come; the text shows the screen."""


def key_bytes(name):
    """The bytes a terminal sends for `ctrl-x`, `alt-x`, `up`, `enter` ..."""
    if name in KEYS:
        return KEYS[name].encode()
    modifier, _, rest = name.partition("-")
    if modifier == "ctrl" and len(rest) == 1 and "@" <= rest.upper() <= "_":
        return bytes([ord(rest.upper()) ^ 0x40])
    if modifier == "alt" and rest:
        return b"\x1b" + (rest.encode() if len(rest) == 1 else key_bytes(rest))
    raise ValueError(f"no such key: {name}")


def settings_of(fd):
    """The settings of a terminal as something that can be compared."""
    *flags, characters = termios.tcgetattr(fd)
    return tuple(flags), tuple(characters)


def settings_of_new_terminal():
    master, slave = os.openpty()
    try:
        return settings_of(slave)
    finally:
        os.close(master)
        os.close(slave)


class Emulator(pyte.HistoryScreen):
    """A pyte screen which answers the questions a program asks its terminal."""

    def __init__(self, columns, rows, answer):
        self.answer = answer
        super().__init__(columns, rows, history=HISTORY)

    def write_process_input(self, data):
        self.answer(data)

    def select_graphic_rendition(self, *attributes, **options):
        """pyte knows no dim: it is shown struck through."""
        super().select_graphic_rendition(*(9 if a == 2 else a for a in attributes), **options)

    def resize(self, lines=None, columns=None):
        """As xterm: rows go from the bottom, and scroll off only to keep the cursor.

        pyte drops rows at the top and leaves the cursor where it was.
        """
        lines, columns = lines or self.lines, columns or self.columns
        row = self.cursor.y
        scrolled = max(0, row + 1 - lines)
        self.set_margins()
        self.cursor.y = self.lines - 1
        for _ in range(scrolled):
            self.index()
        self.cursor.y = row - scrolled
        self.cursor.x = min(self.cursor.x, columns - 1)
        for y in [y for y in self.buffer if y >= lines]:
            del self.buffer[y]
        for line in self.buffer.values():
            for x in [x for x in line if x >= columns]:
                del line[x]
        self.lines, self.columns = lines, columns
        self.dirty.update(range(lines))


class Terminal:
    """A program on a pseudo terminal, and what its screen shows.

    After the program's end `status` is its exit status, 128 + N for a death by
    signal N. `initial_settings` are those the program found.
    """

    def __init__(self, argv, rows=24, columns=80, env=None, cwd=None,
                 term="xterm", timeout=20):
        self.timeout = timeout
        self.status = None
        self.initial_settings = settings_of_new_terminal()
        self.emulator = Emulator(columns, rows, self.answer)
        self.stream = pyte.ByteStream(self.emulator)
        env = dict(os.environ if env is None else env, TERM=term)
        self.child = pexpect.spawn(argv[0], list(argv[1:]), cwd=cwd, env=env,
                                   dimensions=(rows, columns), echo=True,
                                   preexec_fn=isolate.fresh_process)
        self.fd = self.child.child_fd
        self.pid = self.child.pid
        os.set_blocking(self.fd, False)
        # Held open so that settings can be read when the program is gone.
        self.slave = fcntl.ioctl(self.fd, TIOCGPTPEER, os.O_RDWR | os.O_NOCTTY)
        self.pidfd = os.pidfd_open(self.pid)

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        self.close()

    # What the screen shows

    def lines(self):
        """All rows, scrolled off ones first; trailing blanks and empty rows stripped."""
        rows = [*self.emulator.history.top]
        rows += [self.emulator.buffer[y] for y in range(self.emulator.lines)]
        lines = [self.row_text(row).rstrip() for row in rows]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def row_text(self, row):
        return "".join(row[x].data for x in range(max(row, default=-1) + 1))

    def is_dim(self, row, column):
        return self.emulator.buffer[row][column].strikethrough

    def is_underlined(self, row, column):
        return self.emulator.buffer[row][column].underscore

    def undimmed(self, row):
        """The text of a row of the screen without a hint: what is dim at its end."""
        cells = self.emulator.buffer[row]
        end = max(cells, default=-1) + 1
        while end > 0 and (cells[end - 1].strikethrough or cells[end - 1].data == " "):
            end -= 1
        return "".join(cells[x].data for x in range(end))

    def undimmed_rows(self):
        return [self.undimmed(row) for row in range(self.emulator.lines)]

    @property
    def cursor(self):
        """(row, column) on the screen, both from 0."""
        return self.emulator.cursor.y, self.emulator.cursor.x

    @property
    def cursor_line(self):
        """Index into lines() of the row with the cursor; grows as the screen scrolls."""
        return len(self.emulator.history.top) + self.emulator.cursor.y

    def before_cursor(self):
        """The text of the cursor's row up to the cursor, blanks kept."""
        row = self.emulator.buffer[self.emulator.cursor.y]
        return "".join(row[x].data for x in range(self.emulator.cursor.x))

    # What the person does

    def type(self, text):
        """Sends text (or bytes) as typed; Enter is "\\r". Reads on while the tty is full."""
        data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
        deadline = time.monotonic() + self.timeout
        while data and not self.ended:
            readable, writable = self.select([self.fd], deadline)
            if readable:
                self.read()
            if writable:
                data = data[self.write_some(data):]

    def write_some(self, data):
        try:
            return os.write(self.fd, data[:1024])
        except BlockingIOError:
            return 0

    def answer(self, text):
        """What the terminal itself sends, such as the cursor's position when asked."""
        self.write_some(text.encode())

    def key(self, name):
        self.type(key_bytes(name))

    def resize(self, rows, columns):
        """Changes the window's size; the program gets SIGWINCH."""
        self.emulator.resize(rows, columns)
        termios.tcsetwinsize(self.slave, (rows, columns))

    def settings(self):
        """The terminal's settings now; compare with initial_settings."""
        return settings_of(self.slave)

    @property
    def edits(self):
        """The program takes single keys and echoes them itself.

        libedit shows its prompt before it turns the tty's echo off: what is typed
        between the two shows twice.
        """
        modes = termios.tcgetattr(self.slave)[3]
        return not modes & (termios.ICANON | termios.ECHO)

    # Waiting

    @property
    def ended(self):
        return self.status is not None

    def wait_for(self, condition, timeout=None, what="the screen"):
        """Reads until condition(self) holds; Timeout when it does not come to that.

        The condition is looked at after each output, and from time to time without,
        since settings change without a sign.
        """
        deadline = time.monotonic() + (self.timeout if timeout is None else timeout)
        while not condition(self):
            if self.ended:
                raise Timeout(f"{what}: the program has ended\n{self.picture()}")
            self.advance(deadline, what)

    def advance(self, deadline, what):
        """Takes the next thing that happens: output, the program's end, or a pause."""
        readable, _ = self.select([], deadline, what)
        if select.select([self.pidfd], [], [], 0)[0]:
            self.reap()
        elif readable:
            self.read()

    def wait_end(self, timeout=None):
        """Waits for the program to end; its exit status."""
        self.wait_for(lambda screen: screen.ended, timeout, "the program's end")
        return self.status

    def select(self, writing, deadline, what="the terminal"):
        """(output is there, input is taken); neither: the program has ended, or a pause."""
        sources = [fd for fd in (self.fd, self.pidfd) if fd >= 0]
        readable, writable, _ = select.select(sources, writing, [], LOOK_AGAIN)
        if time.monotonic() > deadline:
            raise Timeout(f"{what}: nothing within the time limit\n{self.picture()}")
        if self.pidfd in readable and self.fd not in readable and writing:
            self.reap()
        return self.fd in readable, bool(writable)

    def read(self):
        """Feeds what is there to the emulator; False when there is nothing."""
        try:
            data = os.read(self.fd, 65536)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno != errno.EIO:
                raise
            return False
        self.stream.feed(data)
        return bool(data)

    def reap(self):
        """Takes the status of the ended program, after the last of its output."""
        for _ in range(MOST_LAST_READS):
            if self.fd < 0 or not select.select([self.fd], [], [], 0)[0] or not self.read():
                break
        process = self.child.ptyproc
        process.wait()
        died = process.signalstatus is not None
        self.status = 128 + process.signalstatus if died else process.exitstatus

    def picture(self):
        row, column = self.cursor
        return "\n".join([f"cursor at row {row}, column {column}"]
                         + [f"| {line}" for line in self.lines()[-100:]])

    # The end

    def kill(self, number=signal.SIGKILL):
        """Sends a signal to the program's process group."""
        if not self.ended:
            try:
                os.killpg(self.pid, number)
            except ProcessLookupError:
                pass

    def hang_up(self):
        """What the kernel does to the session when a terminal window is closed."""
        os.close(self.slave)
        self.slave = -1
        self.child.ptyproc.fileobj.close()
        self.fd = -1

    def close(self):
        """Kills what still runs and gives everything back."""
        if self.pidfd < 0:
            return
        self.kill()
        if not self.ended:
            self.child.ptyproc.wait()
        for fd in (self.slave, self.pidfd):
            if fd >= 0:
                os.close(fd)
        self.slave = self.pidfd = -1
        if self.fd >= 0:
            self.child.ptyproc.fileobj.close()
            self.fd = -1
        self.child.closed = self.child.ptyproc.closed = True
