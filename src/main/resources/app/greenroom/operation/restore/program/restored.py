"""A PostgreSQL database of a snapshot: restored beside the present one, then both change names in one transaction.

Everything in it is made by pretalx' own role, so that a dump can do no more than pretalx itself may. Only the empty
database is made by the superuser of this machine, where pretalx' role may not.
"""
import json
import os
import subprocess

import postgresql
import staging
from postgresql import AsPretalx, AsSuperuser, Refused, literal, name
from surroundings import MARK, Failed, program, say

# runs as the service user in an interpreter that knows how to sign in; the dump comes as an open file
RESTORE = """
import json, os, subprocess, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
from django.db import connection
question = json.loads(QUESTION)
settings = connection.settings_dict
names = {"PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
environment = dict(os.environ, **{name: str(settings[key]) for name, key in names.items() if settings.get(key)})
environment.update({"PG" + key.upper(): str(value) for key, value in settings.get("OPTIONS", {}).items() if key.startswith("ssl")})
def run(arguments, **more):
    os.lseek(question["dump"], 0, os.SEEK_SET)
    return subprocess.run(["pg_restore"] + arguments, env=environment, stdin=question["dump"], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, **more)
def chosen(lines):
    # in memory only: a list of what is to be restored
    descriptor = os.memfd_create("contents", 0)
    os.write(descriptor, ("\\n".join(lines) + "\\n").encode())
    os.lseek(descriptor, 0, os.SEEK_SET)
    return descriptor
def say(**what):
    print(MARK + json.dumps(what))
    sys.exit(0)
listed = run(["-l"])
if listed.returncode:
    say(error=listed.stderr.decode("utf-8", "replace")[-1500:])
lines = listed.stdout.decode("utf-8", "replace").splitlines()
# what every new database has: it belongs to somebody else and can neither be made nor described
common = (" SCHEMA - public ", " COMMENT - SCHEMA public ", " EXTENSION - plpgsql ", " COMMENT - EXTENSION ")
wanted = [line for line in lines if line.startswith(";") or not any(each in line for each in common)]
contents = chosen(wanted)
done = run(["-w", "-e", "-O", "-x", "-L", "/proc/self/fd/%d" % contents, "-d", question["database"]], pass_fds=[contents])
if done.returncode:
    say(error=done.stderr.decode("utf-8", "replace")[-1500:])
rights = [line for line in lines if line.startswith(";") or " ACL " in line]
said = ""
if any(not line.startswith(";") for line in rights):
    contents = chosen(rights)
    said = run(["-w", "-O", "-L", "/proc/self/fd/%d" % contents, "-d", question["database"]], pass_fds=[contents]).stderr
    said = said.decode("utf-8", "replace")[-1500:]
say(error="", rights=said)
"""

# how a database writes its texts
SHAPE = "SELECT pg_encoding_to_char(encoding), datcollate, datctype, {provider}, {locale} FROM pg_database WHERE datname = {database}"
STARTED = "SELECT extract(epoch FROM pg_postmaster_start_time())::text, current_setting('server_version_num')"
MAY_CREATE = "SELECT rolsuper OR rolcreatedb, rolname FROM pg_roles WHERE rolname = current_user"


def sign_in(change):
    """A session in pretalx' own role that works: with its database, or with one that every cluster has."""
    mine, last = AsPretalx(change), None
    for database in ("", postgresql.MAINTENANCE, "template1"):
        try:
            return mine, database, mine.run([STARTED], database)[0]
        except Refused as error:
            last = error
    raise Failed("pretalx cannot sign in to its database server: %s" % last)


def choose_way(change):
    """Who makes and renames databases: the superuser of this machine, else pretalx' own role."""
    database = change.site()["database"]
    mine, entrance, here = sign_in(change)
    may_create, role = mine.run([MAY_CREATE], entrance)[0]
    plan = {"version": int(here[1]), "port": database["port"], "role": role, "bytes": 0}
    if database["host"] in postgresql.LOCAL or database["host"].startswith("/"):
        why = refusal_of_superuser(plan, here)
        if not why:
            return dict(plan, way="superuser")
        say("not as superuser: " + why)
    if may_create != "True":
        raise Failed("neither may the role %s make databases, nor can a superuser of this machine be used" % role)
    return dict(plan, way="pretalx")


def refusal_of_superuser(plan, here):
    if os.geteuid() != 0 or not program("psql"):
        return "psql or root is missing"
    try:
        there = AsSuperuser(plan["port"]).run([STARTED])
        power = AsSuperuser(plan["port"]).run(["SELECT rolsuper FROM pg_roles WHERE rolname = current_user"])
    except (Refused, KeyError) as error:
        return str(error)
    if there[0][0] != here[0]:
        return "the superuser signs in to another cluster"
    return "" if power == [["t"]] else "%s is no superuser" % postgresql.SUPERUSER


def session(change):
    return postgresql.session(change)


# ---- beside the present one ----


def prepare(change):
    connection, plan = session(change), change.notes.get("postgresql")
    live = change.site()["database"]["name"]
    swap = {"live": live, "coming": postgresql.other_name(change, "coming"), "before": postgresql.other_name(change, "before"),
            "failed": postgresql.other_name(change, "failed"), "new": None}
    change.notes.put(databaseSwap=swap)
    present = postgresql.wait_for(connection, (live, swap["coming"]))
    if swap["coming"] in present:
        remove_prepared(change)
    owner = name(plan["role"])
    statements = ["CREATE DATABASE %s OWNER %s TEMPLATE template0%s" % (
        name(swap["coming"]), owner, shape(connection, plan, live) if live in present else " ENCODING 'UTF8'")]
    if live in present:
        for row in connection.run([postgresql.traits_of(live, swap["coming"])], postgresql.MAINTENANCE):
            statements += postgresql.to_repeat(swap["coming"], plan["role"], *row)
    connection.run(statements, postgresql.MAINTENANCE)
    swap["new"] = postgresql.wait_for(connection, (swap["coming"],))[swap["coming"]]
    change.notes.put(databaseSwap=swap)
    say("the database %s was made" % swap["coming"])
    fill(change, swap["coming"])


def shape(connection, plan, database):
    """The same encoding and sorting as the present one."""
    provider, locale = "'c'", "''"
    if plan["version"] >= 150000:
        provider = "datlocprovider::text"
        locale = "coalesce(%s, '')" % ("datlocale" if plan["version"] >= 170000 else "daticulocale")
    question = SHAPE.format(provider=provider, locale=locale, database=literal(database))
    encoding, collate, kind, which, other = connection.run([question], postgresql.MAINTENANCE)[0]
    said = " ENCODING %s LC_COLLATE %s LC_CTYPE %s" % (literal(encoding), literal(collate), literal(kind))
    if which == "i":
        return said + " LOCALE_PROVIDER icu ICU_LOCALE " + literal(other)
    return said + " LOCALE_PROVIDER builtin BUILTIN_LOCALE " + literal(other) if which == "b" else said


def fill(change, database):
    if not program("pg_restore"):
        raise Failed("pg_restore is not installed on this server")
    entry = staging.the_one(change, "DATABASE")
    descriptor = os.open(entry.staged(change), os.O_RDONLY)
    try:
        said = ask_with_file(change, RESTORE, {"dump": descriptor, "database": database}, descriptor)
    finally:
        os.close(descriptor)
    if said["error"]:
        raise Failed("pg_restore: " + said["error"])
    if said["rights"].strip():
        say("not every right of other roles could be given again: " + said["rights"].strip())
    # a new database knows nothing about what is in it, and would answer slowly at first
    AsPretalx(change).run(["ANALYZE"], database)
    say("the snapshot was restored to the database " + database)


def ask_with_file(change, text, question, descriptor):
    """What a program of the service user says that is handed an open file, which that user could not open."""
    program_text = "QUESTION = %r\nMARK = %r\n%s" % (json.dumps(question), MARK, text)
    with change.start([change.old_python(), "-", "--no-pretalx-information"], stdin=subprocess.PIPE,
                      stdout=subprocess.PIPE, stderr=subprocess.PIPE, pass_fds=[descriptor]) as process:
        output, complaint = process.communicate(program_text.encode())
    for line in reversed(output.decode("utf-8", "replace").splitlines()):
        if line.startswith(MARK):
            return json.loads(line[len(MARK):])
    last = (complaint.decode("utf-8", "replace").strip().splitlines() or ["it said nothing"])[-1]
    raise Failed("the database could not be restored: " + last[:300])


def waiting(change):
    return change.notes.get("databaseSwap")["coming"]


def count(change, table):
    try:
        return int(AsPretalx(change).run(["SELECT count(*) FROM " + table], waiting(change))[0][0])
    except Refused as error:
        return str(error)


def remove_prepared(change):
    """Removes the database that this very job made, under the name and with the number that it gave it, and no other."""
    swap, connection = change.notes.get("databaseSwap"), session(change)
    present = postgresql.wait_for(connection, (swap["coming"],))
    number = present.get(swap["coming"])
    if number is None:
        return
    if swap["new"] not in (None, number):
        raise Failed("the database %s is not the one that this job made" % swap["coming"])
    postgresql.when_unused(connection, swap["coming"], ["DROP DATABASE " + name(swap["coming"])])


# ---- in the window ----


def rename(old, new):
    return "ALTER DATABASE %s RENAME TO %s" % (name(old), name(new))


def put(change):
    swap, connection = change.notes.get("databaseSwap"), session(change)
    oids = postgresql.wait_for(connection, (swap["live"], swap["coming"], swap["before"]))
    if oids.get(swap["live"]) == swap["new"]:
        return
    if oids.get(swap["coming"]) != swap["new"]:
        raise Failed("the restored database %s is not there" % swap["coming"])
    statements = [rename(swap["coming"], swap["live"])]
    change.notes.put(databaseKept=swap["before"] if swap["live"] in oids else "")
    if swap["live"] in oids:
        statements = ["BEGIN", rename(swap["live"], swap["before"])] + statements + ["COMMIT"]
    alone(connection, (swap["live"], swap["coming"]), statements)
    say("the restored database is at its place" + (
        "; the former one is kept as " + swap["before"] if swap["live"] in oids else ""))


def put_back(change, keep):
    swap, connection = change.notes.get("databaseSwap"), session(change)
    oids = postgresql.wait_for(connection, (swap["live"], swap["before"]))
    statements = []
    if swap["new"] and oids.get(swap["live"]) == swap["new"]:
        statements.append(rename(swap["live"], swap["failed"] if keep else swap["coming"]))
    elif swap["live"] in oids and swap["before"] in oids:
        raise Failed("the databases %s and %s are both there" % (swap["live"], swap["before"]))
    if swap["before"] in oids:
        statements.append(rename(swap["before"], swap["live"]))
    if statements:
        alone(connection, (swap["live"], swap["before"]), ["BEGIN"] + statements + ["COMMIT"])
    say("the former database is at its place")


def alone(connection, databases, statements):
    """Statements that want nobody in some databases."""
    first, second = databases
    postgresql.when_unused(connection, first, [postgresql.end_sessions(second)] + statements)
