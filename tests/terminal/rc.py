#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""The rc file: what an interactive session begins with, and when it does not."""

import os
import signal
import subprocess
import sys

from cases import SHMSH, Session, case, equal, main


def write_rc(box, text, folder=None, mode=0o600):
    """The rc file in FOLDER, below which nothing needs to be there; its path."""
    folder = folder or os.path.join(box.env["XDG_CONFIG_HOME"], "shmsh")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, "rc")
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    os.chmod(path, mode)
    return path


def before_prompt(box, *arguments, prompt="shmsh> ", **options):
    """What a session shows before its first prompt, and how it ends."""
    with Session(box, *arguments, columns=200, **options) as s:
        s.wait_prompt(prompt)
        shown = s.lines()[:s.cursor_line]
        equal(s.leave(), 0)
        return shown


@case
def its_commands_are_run_before_the_first_prompt(box):
    write_rc(box, "# mine\nset hints off\nset greeting 'hello\nworld'\n"
                  "create 77 100; attach -r .\n")
    with Session(box, columns=200) as s:
        s.wait_prompt("shmsh 77 r> ")
        equal([line.split("  ")[0] for line in s.lines()[:s.cursor_line]],
              ["created 0x0000004d", "attached 0x0000004d"])
        equal(s.run("set hints", "shmsh 77 r> ")[0].split("#")[0].strip(), "set hints off")
        equal(s.run("echo $greeting $status", "shmsh 77 r> "), ["hello", "world 0"])


@case
def without_one_nothing_is_said(box):
    equal(before_prompt(box), [])
    os.makedirs(os.path.join(box.env["XDG_CONFIG_HOME"], "shmsh"))
    equal(before_prompt(box), [])


@case
def home_is_where_it_is_without_an_absolute_folder(box):
    path = write_rc(box, "echo from home", os.path.join(box.env["HOME"], ".config/shmsh"))
    write_rc(box, "echo relative", os.path.join(box.cwd, "relative/shmsh"))
    for base in (None, "", "relative"):
        box.env.pop("XDG_CONFIG_HOME")
        if base is not None:
            box.env["XDG_CONFIG_HOME"] = base
        equal(before_prompt(box), ["from home"], f"with {base!r}")
        box.env["XDG_CONFIG_HOME"] = ""
    write_rc(box, "echo elsewhere", os.path.join(box.cwd, "shmsh"))
    box.env["XDG_CONFIG_HOME"] = box.cwd
    equal(before_prompt(box), ["elsewhere"])
    os.remove(path)
    box.env["XDG_CONFIG_HOME"] = ""
    for home in (None, "", ".", "/nowhere"):
        box.env.pop("HOME", None)
        if home is not None:
            box.env["HOME"] = home
        equal(before_prompt(box), [], f"with HOME {home!r}")


@case
def a_failure_names_its_place_and_stops_nothing(box):
    path = write_rc(box, "rm 99\n\nwirte 1 x\nset pager of\nset pagr off\necho $nobody\n"
                         "echo 'still\nrunning'\n'open")
    shown = before_prompt(box)
    for line, what in ((1, "rm: 99: no segment has this key (ENOENT)"),
                       (3, "there is no command 'wirte'"),
                       (4, "set: pager: 'of' is neither on nor off"),
                       (5, "set: note: 'pagr' is a variable of your own; did you mean the "
                           "setting pager?"),
                       (6, "$nobody is not set"), (9, "a ' quote is open at the end")):
        assert f"shmsh: {path}:{line}: {what}" in shown, f"{path}:{line}: {what} of {shown}"
    assert "still" in shown and "running" in shown, shown


@case
def one_that_others_could_have_written_is_left_alone(box):
    path = write_rc(box, "echo trusted")
    folder = os.path.dirname(path)
    equal(before_prompt(box), ["trusted"])
    for mode in (0o620, 0o602):
        os.chmod(path, mode)
        equal(before_prompt(box),
              [f"shmsh: note: {path} is left alone: others could have written it"])
    os.chmod(path, 0o644)
    for mode in (0o720, 0o702, 0o1777):
        os.chmod(folder, mode)
        equal(before_prompt(box),
              [f"shmsh: note: {path} is left alone: others could write in its folder"])
    os.chmod(folder, 0o755)
    equal(before_prompt(box), ["trusted"])


@case
def one_of_another_user_is_left_alone(box):
    path = write_rc(box, "echo trusted")
    for foreign, why in ((path, "others could have written it"),
                         (os.path.dirname(path), "others could write in its folder")):
        try:
            os.chown(foreign, 65534, -1)
        except OSError:  # one user alone is known in this namespace
            return
        equal(before_prompt(box), [f"shmsh: note: {path} is left alone: {why}"])
        os.chown(foreign, os.geteuid(), -1)
    equal(before_prompt(box), ["trusted"])


@case
def one_that_another_user_led_to_is_left_alone(box):
    write_rc(box, "echo trusted")
    link = os.path.join(box.cwd, "link")
    os.symlink(box.env["XDG_CONFIG_HOME"], link)
    box.env["XDG_CONFIG_HOME"] = link
    equal(before_prompt(box), ["trusted"])
    path = os.path.join(link, "shmsh/rc")
    why = "others could have led the way to it"
    try:
        os.chown(link, 65534, -1, follow_symlinks=False)
    except OSError:  # one user alone is known in this namespace
        pass
    else:
        equal(before_prompt(box), [f"shmsh: note: {path} is left alone: {why}"])
        os.chown(link, os.geteuid(), -1, follow_symlinks=False)
    os.chmod(box.cwd, 0o777)
    equal(before_prompt(box), [f"shmsh: note: {path} is left alone: {why}"])
    os.chmod(box.cwd, 0o1777)
    equal(before_prompt(box), ["trusted"])


@case
def what_is_no_file_is_left_alone(box):
    path = write_rc(box, "")
    os.remove(path)
    os.mkfifo(path)
    equal(before_prompt(box), [f"shmsh: note: {path} is left alone: it is no file"])
    os.remove(path)
    os.mkdir(path)
    equal(before_prompt(box), [f"shmsh: note: {path} is left alone: it is no file"])


@case
def a_link_to_ones_own_file_is_followed(box):
    path = write_rc(box, "")
    target = write_rc(box, "echo from afar", os.path.join(box.cwd, "dotfiles"))
    os.remove(path)
    os.symlink(target, path)
    equal(before_prompt(box), ["from afar"])
    os.chmod(target, 0o666)
    equal(before_prompt(box),
          [f"shmsh: note: {path} is left alone: others could have written it"])


@case
def a_script_does_not_read_it(box):
    write_rc(box, "echo not for scripts")
    for argv, text in (([], "echo a script\n"), (["-c", "echo a script"], ""),
                       (["-i"], "echo a script\n"), (["-"], "echo a script\n")):
        done = subprocess.run([SHMSH, *argv], input=text, env=box.env, cwd=box.cwd,
                              capture_output=True, text=True, check=False)
        equal((done.stdout, done.stderr), ("a script\n", ""), f"{argv}")


@case
def no_rc_leaves_it_out(box):
    write_rc(box, "echo not wanted")
    equal(before_prompt(box, "--no-rc"), [])
    with Session(box, "-n", "--no-rc") as s:
        equal(s.leave(), 0)


@case
def what_is_on_the_command_line_has_the_last_word(box):
    write_rc(box, "set output text; set pager on; set n rc\n")
    with Session(box, "-j", "-i", "-c", "set pager off; set n line", columns=200) as s:
        s.wait_prompt()
        equal(s.run("echo $output $pager $n"),
              ['{"command":"echo","words":["json","off","line"]}'])


@case
def it_may_leave_and_choose_the_status(box):
    write_rc(box, "quit 7\necho not reached\n")
    with Session(box) as s:
        equal(s.wait_end(), 7)
        equal(s.lines(), [])
    with Session(box, "-i", "-c", "echo not reached") as s:
        equal(s.wait_end(), 7)
        equal(s.lines(), [])


@case
def its_failures_are_not_the_sessions(box):
    write_rc(box, "rm 99\n")
    assert before_prompt(box), "nothing was said"
    before_prompt(box, "-i", "-c", "echo after")


@case
def ctrl_c_ends_it_and_not_the_session(box):
    write_rc(box, "!echo waiting; exec sleep 1000\necho not reached\n")
    with Session(box) as s:
        s.wait_for(lambda t: "waiting" in t.lines())
        s.key("ctrl-c")
        s.wait_prompt()
        assert "not reached" not in s.lines(), s.picture()
        equal(s.run("echo here"), ["here"])
        equal(s.leave(), 0)


@case
def sigterm_ends_it_and_the_session(box):
    write_rc(box, "!echo waiting; read line\necho not reached\n")
    with Session(box) as s:
        s.wait_for(lambda t: "waiting" in t.lines())
        os.kill(s.pid, signal.SIGTERM)
        s.type("line\r")
        equal(s.wait_end(), 128 + signal.SIGTERM)
        assert "not reached" not in s.lines(), s.picture()


@case
def it_may_be_sourced_again_but_not_by_itself(box):
    path = write_rc(box, "set n again\nsource $XDG\n".replace("$XDG", "rc-link"))
    os.symlink(path, os.path.join(box.cwd, "rc-link"))
    shown = before_prompt(box)
    assert any("it is being run already" in line for line in shown), shown


if __name__ == "__main__":
    sys.exit(main())
