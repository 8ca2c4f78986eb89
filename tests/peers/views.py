# SPDX-License-Identifier: BSD-2-Clause
"""One segment as seen by the kernel, by shmsh and by its peers, field by field.

Each view is a function of (box, id) that gives a dict of the fields it shows: id, key
(unsigned, 0 for private), mode, removed, size, nattch, uid, gid, creator_uid,
creator_gid, creator_pid, last_pid, attached, detached and changed (seconds, 0 for
never), resident, swapped. `agree` compares all of them with the kernel's.
"""

import calendar
import grp
import json
import pwd
import re
import time

from cases import equal

PROC = {"perms": None, "key": "key", "shmid": "id", "size": "size", "cpid": "creator_pid",
        "lpid": "last_pid", "nattch": "nattch", "uid": "uid", "gid": "gid",
        "cuid": "creator_uid", "cgid": "creator_gid", "atime": "attached",
        "dtime": "detached", "ctime": "changed", "rss": "resident", "swap": "swapped"}
REMOVED = 0o1000


def kernel_all():
    """{id: fields} of all segments in this namespace."""
    with open("/proc/sysvipc/shm", encoding="ascii") as file:
        names, *rows = [line.split() for line in file]
    return {found["id"]: found for found in (kernel_row(names, row) for row in rows)}


def kernel_row(names, row):
    raw = dict(zip(names, row, strict=True))
    fields = {PROC[name]: int(value) for name, value in raw.items() if PROC[name]}
    mode = int(raw["perms"], 8)
    return fields | {"key": fields["key"] & 0xffffffff, "mode": mode & 0o777,
                     "removed": bool(mode & REMOVED)}


def kernel(id):
    return kernel_all()[id]


def json_fields(row):
    """Of an object of shmsh; times must be the same in both of their forms."""
    for name in "attach_time", "detach_time", "change_time":
        iso, seconds = row[name + "_iso"], row[name]
        equal(iso and calendar.timegm(time.strptime(iso, "%Y-%m-%dT%H:%M:%SZ")), seconds, name)
    equal(int(row["key_hex"], 16), row["key"] & 0xffffffff, "key_hex")
    fields = {"id": row["id"], "key": row["key"] & 0xffffffff, "mode": int(row["mode"], 8),
              "removed": "removed" in row["flags"], "attached": row["attach_time"] or 0,
              "detached": row["detach_time"] or 0, "changed": row["change_time"] or 0}
    for name in ("size", "nattch", "uid", "gid", "creator_uid", "creator_gid", "creator_pid",
                 "last_pid"):
        fields[name] = row[name]
    return fields


def shmsh_ls_json(box, id):
    rows = map(json.loads, box.shmsh("ls", options=["-j"]).splitlines())
    return json_fields({row["id"]: row for row in rows}[id])


def shmsh_stat_json(box, id):
    row = json.loads(box.shmsh(f"stat id:{id}", options=["--json"]))
    return json_fields(row) | {"resident": row["resident"], "swapped": row["swapped"]}


def shmsh_ls(box, id):
    heading, *rows = box.shmsh("ls").splitlines()
    equal(heading.split(), ["KEY", "ID", "OWNER", "MODE", "SIZE", "NATTCH", "CHANGED", "FLAGS"])
    row = {int(row.split()[1]): row.split() for row in rows}[id]
    return {"id": id, "key": 0 if row[0] in ("private", "removed") else int(row[0], 16),
            "mode": mode_of_letters(row[3]), "size": int(row[4]), "nattch": int(row[5]),
            "removed": "removed" in row[-1]}


def shmsh_ls_columns(box, id):
    """All columns that show a field of the kernel's, chosen by a filter."""
    columns = ("id", "size", "rss", "swap", "nattch", "cpid", "lpid", "key", "mode", "owner",
               "group", "creator", "flags")
    heading, *rows = box.shmsh(f"ls -o {','.join(columns)} id={id}").splitlines()
    equal(heading.split(), [name.upper() for name in columns])
    equal(len(rows), 1, f"the number of rows of id {id}")
    row = dict(zip(columns, rows[0].split()))
    return {"id": int(row["id"]), "size": int(row["size"]), "nattch": int(row["nattch"]),
            "resident": int(row["rss"]), "swapped": int(row["swap"]),
            "creator_pid": number(row["cpid"]), "last_pid": number(row["lpid"]),
            "key": 0 if row["key"] in ("private", "removed") else int(row["key"], 16),
            "mode": mode_of_letters(row["mode"]), "uid": uid_of(row["owner"]),
            "gid": gid_of(row["group"]), "creator_uid": uid_of(row["creator"]),
            "removed": "removed" in row.get("flags", "")}


def uid_of(name):
    return int(name) if name.isdigit() else pwd.getpwnam(name).pw_uid


def gid_of(name):
    return int(name) if name.isdigit() else grp.getgrnam(name).gr_gid


def mode_of_letters(letters):
    """0640 of rw-r-----."""
    assert re.fullmatch("([r-][w-][x-]){3}", letters), letters
    return int("".join("0" if letter == "-" else "1" for letter in letters), 2)


def shmsh_stat(box, id):
    rows = {row[:9].rstrip(): row[10:] for row in box.shmsh(f"stat id:{id}").splitlines()}
    uid, gid = re.fullmatch(r".*\((\d+):(\d+)\)", rows["owner"]).groups()
    creator_uid, creator_gid = re.fullmatch(r".*\((\d+):(\d+)\)", rows["creator"]).groups()
    octal, letters = rows["mode"].split()
    equal(mode_of_letters(letters), int(octal, 8), "the mode in letters")
    return {"id": int(rows["id"]), "key": key_of_stat(rows["key"]), "mode": int(octal, 8),
            "size": number(rows["size"]), "uid": int(uid), "gid": int(gid),
            "creator_uid": int(creator_uid), "creator_gid": int(creator_gid),
            "nattch": int(rows["nattch"]), "resident": number(rows["resident"]),
            "swapped": number(rows["swapped"]), "creator_pid": number(rows["made by"]),
            "last_pid": number(rows["last pid"]), "attached": seconds(rows["attached"]),
            "detached": seconds(rows["detached"]), "changed": seconds(rows["changed"]),
            "removed": rows["flags"] == "removed"}


def key_of_stat(text):
    """0xffffffff of `0xffffffff (-1)`, whose two forms must be the same key."""
    if text in ("private", "removed"):
        return 0
    hexadecimal, decimal = re.fullmatch(r"(0x[0-9a-f]{8}) \((-?\d+)(?:, .*)?\)", text).groups()
    equal(int(decimal) & 0xffffffff, int(hexadecimal, 16), "the key in decimal")
    return int(hexadecimal, 16)


def number(text):
    return 0 if text in ("none", "") else int(text.split()[0])


def seconds(text):
    """Of `2026-11-24 22:50:37, 3 s ago`; the tests run in UTC."""
    if text == "never":
        return 0
    return calendar.timegm(time.strptime(text.split(",")[0], "%Y-%m-%d %H:%M:%S"))


def ipcs_list(box, id):
    rows = [row.split() for row in box.peer("ipcs", "-m").splitlines() if row.startswith("0x")]
    key, _, owner, mode, size, nattch, *status = {int(row[1]): row for row in rows}[id]
    return {"id": id, "key": int(key, 16), "mode": int(mode, 8), "size": int(size),
            "nattch": int(nattch), "removed": "dest" in status}


def ipcs_one(box, id):
    text = box.peer("ipcs", "-m", "-i", str(id))
    values = dict(re.findall(r"(\w+)=([^\t\n]*)", text))
    names = {"uid": "uid", "gid": "gid", "cuid": "creator_uid", "cgid": "creator_gid",
             "bytes": "size", "lpid": "last_pid", "cpid": "creator_pid", "nattch": "nattch"}
    times = {"att_time": "attached", "det_time": "detached", "change_time": "changed"}
    fields = {names[name]: int(values[name]) for name in names}
    fields |= {times[name]: ctime_seconds(values[name].strip()) for name in times}
    return fields | {"mode": int(values["access_perms"], 8),
                     "removed": bool(int(values["mode"], 8) & REMOVED)}


def ctime_seconds(text):
    if text in ("", "Not set"):
        return 0
    return calendar.timegm(time.strptime(text, "%a %b %d %H:%M:%S %Y"))


def lsipc(box, id):
    columns = {"ID": "id", "SIZE": "size", "NATTCH": "nattch", "UID": "uid", "GID": "gid",
               "CUID": "creator_uid", "CGID": "creator_gid", "CPID": "creator_pid",
               "LPID": "last_pid"}
    times = {"ATTACH": "attached", "DETACH": "detached", "CTIME": "changed"}
    text = box.peer("lsipc", "-m", "--json", "--bytes", "--numeric-perms", "--time-format=full",
                    "-o", ",".join([*columns, *times, "KEY", "PERMS", "STATUS"]))
    row = {int(row["id"]): row for row in json.loads(text)["sharedmemory"]}[id]
    fields = {columns[name]: int(row[name.lower()]) for name in columns}
    fields |= {times[name]: ctime_seconds(row[name.lower()] or "") for name in times}
    return fields | {"key": int(row["key"], 16), "mode": int(row["perms"], 8),
                     "removed": "dest" in (row["status"] or "")}


VIEWS = (shmsh_ls, shmsh_ls_json, shmsh_ls_columns, shmsh_stat, shmsh_stat_json, ipcs_list, ipcs_one,
         lsipc)


def agree(box, id, **expected):
    """All views of segment ID show what the kernel shows, and that is as EXPECTED."""
    truth = kernel(id)
    for name, value in expected.items():
        equal(truth[name], value, f"{name} of id {id}")
    for view in VIEWS:
        for name, value in view(box, id).items():
            equal(value, truth[name], f"{name} of id {id} in {view.__name__}")
    equal(kernel(id), truth, f"the status of id {id} after it was looked at")
    return truth
