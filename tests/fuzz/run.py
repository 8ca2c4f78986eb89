#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""Runs a libFuzzer target for a while, where it can do no harm.

    tests/fuzz/run.py SECONDS TARGET [OPTION...]

TARGET is a program of a build with -Dfuzz=true. It gets an IPC namespace of its own
with small limits, a temporary directory, and as seeds what is typed in the
transcripts and the files of corpus/. What it finds stays in the directory that it was
started in; to see one again give its path as an OPTION.
"""

import os
import subprocess
import sys

sys.dont_write_bytecode = True
HERE = os.path.dirname(os.path.abspath(__file__))
TESTS = os.path.dirname(HERE)
sys.path[:0] = [TESTS, os.path.join(TESTS, "transcripts")]
import documents  # noqa: E402
import isolate  # noqa: E402

LIMITS = {"shmmni": "64", "shmmax": str(1 << 20), "shmall": "4096"}
# The target takes its first byte for options: none, JSON, prompt, all but checking.
HOW = [b"\0", b"\5", b"\x0c", b"\x3d"]


def set_limits():
    """Limits of the namespace, by which the target knows that it is one of ours."""
    for name, value in LIMITS.items():
        try:
            isolate.write(f"/proc/sys/kernel/{name}", value)
        except OSError as error:
            raise isolate.Forbidden(f"kernel.{name} can not be set: {error}") from error


def scripts():
    """What is typed in the transcripts, and the corpus."""
    folder = os.path.join(TESTS, "transcripts")
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".md"):
            continue
        path = os.path.join(folder, name)
        for example in documents.examples(path, documents.read(path)):
            lines = example.input or typed(example)
            if lines:
                yield "".join(line + "\n" for line in lines).encode("utf-8", "surrogateescape")
    folder = os.path.join(HERE, "corpus")
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            yield file.read()


def typed(example):
    """The text behind the prompts of an interactive example."""
    prompts = map(documents.split_prompt, example.expected)
    return [prompt[1] for prompt in prompts if prompt and not prompt[1].startswith("^")]


def write_seeds(folder):
    for number, script in enumerate(scripts()):
        with open(os.path.join(folder, f"{number:04}"), "wb") as file:
            file.write(HOW[number % len(HOW)] + script)


def command(seconds, target, options, seeds):
    replayed = any(not option.startswith("-") for option in options)
    return [target, f"-max_total_time={seconds}", "-close_fd_mask=3", "-rss_limit_mb=1024",
            "-max_len=4096", "-timeout=20", "-print_final_stats=1",
            f"-dict={os.path.join(HERE, 'dictionary')}", f"-artifact_prefix={os.getcwd()}/",
            *options, *([] if replayed else [seeds])]


def main(arguments):
    if len(arguments) < 2 or not arguments[0].isdigit():
        print("usage: run.py SECONDS TARGET [OPTION...]", file=sys.stderr)
        return 2
    seconds, target, *options = arguments
    target = os.path.abspath(target)
    try:
        box = isolate.Sandbox(target)
        set_limits()
    except isolate.Forbidden as error:
        print(f"fuzz: {error}", file=sys.stderr)
        return isolate.SKIPPED
    with box:
        write_seeds(box.cwd)
        return subprocess.run(command(seconds, target, options, box.cwd), env=box.env,
                              check=False).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
