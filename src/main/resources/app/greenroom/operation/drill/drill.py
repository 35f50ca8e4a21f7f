"""A drill: restores a snapshot that comes on standard input into a scratch place, compares, and removes everything.

What comes: frames as in wire.py, O opens a file, D holds a piece, C closes it, Z ends. What goes out: lines of JSON, each
a phase, a check, a note, a refusal, or the end with the list of what could not be removed.
"""
import contextlib
import errno
import hashlib
import json
import os
import struct

import database as databases
import scratch
import website
import wire

LARGEST_FRAME = 1 << 20
PASSED, LIMITED, FAILED = "PASSED", "LIMITED", "FAILED"


def tell(**content):
    wire.OUT.write(json.dumps(content).encode("ascii") + b"\n")
    wire.OUT.flush()


def check(code, outcome, expected="", found="", detail=""):
    tell(check=code, outcome=outcome, expected=str(expected), found=str(found), detail=str(detail)[:1500])
    return outcome == PASSED


# ---- what comes ----


def read_exactly(stream, size):
    content = stream.read(size)
    if len(content) != size:
        raise EOFError("the snapshot ended before its end")
    return content


def frames(stream):
    while True:
        letter, size = struct.unpack(">cI", read_exactly(stream, 5))
        if size > LARGEST_FRAME:
            raise wire.Refused("INTERNAL", "a frame of %d bytes" % size)
        yield letter.decode("latin-1"), read_exactly(stream, size)
        if letter == b"Z":
            return


def receive(stream, place):
    """Writes the files into the scratch folder, reads each again and compares its hash; gives the wrong ones by role."""
    wrong, numbers, open_file, head, path = {}, {}, None, {}, ""
    for letter, payload in frames(stream):
        if letter == "O":
            head = json.loads(payload)
            path = os.fsdecode(head["place"].encode("latin-1"))  # names are bytes
            open_file = place.create(path)
        elif letter == "D" and open_file:
            open_file.write(payload)
        elif letter == "C" and open_file:
            open_file.close()
            role = head["role"]
            numbers[role] = numbers.get(role, 0) + 1
            if hash_of(place.at(path)) != head["sha256"]:
                wrong.setdefault(role, []).append(head["name"])
            open_file = None
        elif letter != "Z":
            raise wire.Refused("INTERNAL", "a frame %s at the wrong place" % letter)
    return numbers, wrong


def hash_of(path):
    digest = hashlib.sha256()
    with open(path, "rb") as file:
        for piece in iter(lambda: file.read(1 << 18), b""):
            digest.update(piece)
    return digest.hexdigest()


# ---- comparing ----


def compare_files(numbers, wrong):
    for role in ("MEDIA", "SECRET"):
        if numbers.get(role):
            bad = wrong.get(role, [])
            check(role, FAILED if bad else PASSED, numbers[role], numbers[role] - len(bad), ", ".join(bad[:5]))
    return not wrong.get("DATABASE")


def compare_counts(database, place, counts):
    for code, table in databases.COUNTS:
        try:
            found = database.count(place, table)
        except databases.Trouble as error:
            check(code, FAILED, counts.get(code, ""), "", error)
            continue
        if code in counts:
            check(code, PASSED if found == counts[code] else FAILED, counts[code], found)
        else:
            check(code, LIMITED, "", found, "it was not counted when the snapshot was taken")


def compare_schema(site):
    found = site.look()
    missing, pending = found["missing"], found["pending"]
    check("TABLES", FAILED if missing else PASSED, found["tables"], found["tables"] - len(missing), ", ".join(missing[:10]))
    check("MIGRATIONS", FAILED if pending else PASSED, found["migrations"], found["migrations"] - len(pending),
          ", ".join(pending[:10]))


def try_site(site):
    site.start()
    expected, status = site.healthcheck()
    check("HEALTHCHECK", PASSED if status == expected else FAILED, expected, status, "" if status == expected else site.complaints())
    path = "/"
    status, body = site.get(path)
    fine = status == 200 and b"<html" in body[:5000].lower()
    check("PAGE", PASSED if fine else FAILED, path, status, "" if fine else site.complaints())


def compare_site(request, place, database):
    site, version = request["site"], request["pretalx"]
    codes = ["TABLES", "MIGRATIONS", "HEALTHCHECK", "PAGE"]
    python = website.python_with(site, request["venv"], version)
    if not python:
        why = "pretalx %s is not installed on this server" % version
        for code in codes:
            check(code, LIMITED, version, "", why)
        return
    for first, action in ((0, compare_schema), (2, try_site)):
        try:
            if first == 0:
                tell(phase="drill-schema")
                running = website.Website(site, python, version, place, database, config_of(request, place))
            else:
                tell(phase="drill-site")
            action(running)
        except (website.Unfit, OSError) as error:
            check(codes[first], FAILED, version, "", error)


def config_of(request, place):
    """Texts of the snapshot's configuration files in the order in which pretalx reads them."""
    texts = []
    for index in range(request["configs"]):
        with open(place.at("config", str(index)), encoding="utf-8") as file:
            texts.append(file.read())
    return texts


# ---- the whole ----


def prepare(request, children):
    """Everything that can be refused is refused here, before anything is made."""
    site = request["site"]
    scratch.require_no_job()
    removed = scratch.remove_leftovers(site)
    if request["database"]["kind"] == "postgresql":
        database = databases.Postgresql(site, request["database"], children, request["dump"])
    else:
        database = databases.Sqlite()
    removed += database.remove_leftovers()
    if removed:
        tell(note="leftovers", names=removed[:8])
    database.require_room(request["dump"]["size"])
    place = scratch.Scratch(site, request["bytes"] - request["dump"]["size"] + database.need(request["dump"]["size"]))
    return database, place


def carry_out(request, stream, database, place):
    numbers, wrong = receive(stream, place)
    tell(phase="drill-database")
    if not compare_files(numbers, wrong):
        check("DATABASE", FAILED, request["dump"]["size"], "", "the dump has other content than when it was taken")
        return
    try:
        size = database.fill(place)
    except databases.Trouble as error:
        check("DATABASE", FAILED, request["dump"]["size"], "", error)
        return
    check("DATABASE", PASSED, request["dump"]["size"], size)
    compare_counts(database, place, request["counts"])
    compare_site(request, place, database)


def main(request, children, stream):
    with contextlib.suppress(OSError):
        os.nice(10)  # visitors come first
    try:
        tell(phase="drill-prepare")
        database, place = prepare(request, children)
        guardian = scratch.Guardian(place, lambda: database.drop(place.database))
        try:
            place.make()
            tell(phase="drill-upload")
            carry_out(request, stream, database, place)
            tell(phase="drill-remove")
        finally:
            left = guardian.finish()
        tell(end=True, left=left)
    except wire.Refused as refused:
        tell(refused=refused.reason, detail=refused.detail[:2000], arguments=list(refused.arguments))
    except databases.Trouble as error:
        tell(refused="COMMAND_FAILED", detail=str(error)[:2000], arguments=["psql", "1"])
    except EOFError as error:
        tell(refused="INTERNAL", detail=str(error), arguments=[])
    except OSError as error:
        if isinstance(error, BrokenPipeError):  # nobody listens any more; what was made is gone all the same
            os._exit(1)
        full = error.errno == errno.ENOSPC
        tell(refused="SERVER_DISK_FULL" if full else "COMMAND_FAILED", detail=str(error)[:2000],
             arguments=[] if full else ["drill", type(error).__name__])
