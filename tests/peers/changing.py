#!/usr/bin/python3
# SPDX-License-Identifier: BSD-2-Clause
"""`chmod`, `chown` and `rm` of several, and what others do to these meanwhile.

Prints TAP.
"""

import sys

from cases import Unfit, case, equal, main
from holding import make, nattch
from stopping import go_on, stopped, take_id

LOOKED_AT_BOTH = 2  # the calls of shmctl before the first of two is changed


def status_of(box, id):
    """(owner, mode) of a segment."""
    owner, mode = box.shmsh(f"ls -o owner,mode key={id}").splitlines()[1].split()
    return owner, mode


def need_users(box):
    box.shmsh("create 9 1")
    if box.run(box.program, "-c", "chown 65533:65533 9").status != 0:
        raise Unfit("there is nobody else that a segment could be given to")


@case
def chmod_does_not_take_back_a_new_owner(box):
    need_users(box)
    make(box, "1"), make(box, "2")
    changing = stopped(box, "chmod g+r 1 2", LOOKED_AT_BOTH)
    box.shmsh("chown 65533:65533 1", "chmod 0606 2")
    rows, said, status = go_on(*changing)
    equal((len(rows), said, status), (2, "", 0))
    equal(status_of(box, 1), ("65533", "rw-r-----"))
    equal(status_of(box, 2), ("root", "rw-r--rw-"), "what was set meanwhile is kept")
    equal(rows[1]["old_mode"], "0606")


@case
def chown_does_not_take_back_a_new_mode(box):
    need_users(box)
    make(box, "1"), make(box, "2")
    changing = stopped(box, "chown 65533 1 2", LOOKED_AT_BOTH)
    box.shmsh("chmod 0640 2")
    rows, _, status = go_on(*changing)
    equal((len(rows), status), (2, 0))
    equal(status_of(box, 2), ("65533", "rw-r-----"))


@case
def an_id_that_is_taken_anew_is_another_segment(box):
    for command in ("chmod 0666 1 2", "rm 1 2"):
        make(box, "1"), (second := make(box, "2"))
        changing = stopped(box, command, LOOKED_AT_BOTH)
        box.peer("ipcrm", "-m", str(second))
        take_id(second)
        new = make(box, "2", "8K")
        if new != second:
            box.shmsh("rm 2")
            go_on(*changing)
            raise Unfit("the kernel gives no id that one asks for")
        rows, said, status = go_on(*changing)
        equal((len(rows), status), (1, 1), command)
        assert f"2: id {second} is another segment by now" in said, said
        equal((nattch(new), status_of(box, 2)[1]), (0, "rw-------"), command)
        box.shmsh("rm 2")
        if command.startswith("chmod"):
            box.shmsh("rm 1")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
