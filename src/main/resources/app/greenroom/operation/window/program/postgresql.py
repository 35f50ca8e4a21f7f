"""A copy of a PostgreSQL database beside it, and putting it back by rename. This program never drops a database."""
import json
import os
import pwd
import subprocess
import time

import dump
from surroundings import Failed, program, say

SUPERUSER = "postgres"
MAINTENANCE = "postgres"  # the database to be in while others are copied and renamed
LOCAL = ("", "localhost", "127.0.0.1", "::1")
LARGE = 256 << 20  # from here on copying files is faster than writing everything to the log as well
LONGEST_NAME = 63
PATIENCE = 30
# settings whose value is a list, kept as it has to be written
LISTS = {"search_path", "local_preload_libraries", "session_preload_libraries", "shared_preload_libraries",
         "temp_tablespaces", "unix_socket_directories"}

# runs in the old version's interpreter, which knows how to sign in: nobody else sees the password
SIGN_IN = """
import json, os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
from django.db import connection
question = json.loads(QUESTION)
parameters = connection.get_connection_params()
name = "dbname" if "dbname" in parameters else "database"
parameters[name] = question["database"] or parameters[name]
rows = []
try:
    database = connection.Database.connect(**{key: value for key, value in parameters.items() if value is not None
        and key not in ("cursor_factory", "context", "prepare_threshold")})
    database.autocommit = True
    cursor = database.cursor()
    for statement in question["statements"]:
        cursor.execute(statement)
        rows = [list(map(str, row)) for row in cursor.fetchall()] if cursor.description else []
    print(MARK + json.dumps({"rows": rows}))
except connection.Database.Error as error:
    print(MARK + json.dumps({"error": str(error).strip() or type(error).__name__}))
"""


def name(text):
    return '"%s"' % text.replace('"', '""')


def literal(text):
    return "'%s'" % text.replace("'", "''")


class Refused(Failed):
    """The database system did not do what it was told; says why."""


class AsSuperuser:
    """Statements by psql as the superuser of a cluster on this machine, who signs in by being that user."""

    def __init__(self, port):
        self.port = port

    def run(self, statements, database=MAINTENANCE):
        account = pwd.getpwnam(SUPERUSER)
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "HOME": account.pw_dir, "PGCONNECT_TIMEOUT": "10"}
        command = ["psql", "-X", "-w", "-q", "-A", "-t", "-F", "\x1f", "-R", "\x1e", "-v", "ON_ERROR_STOP=1", "-d", database]
        if self.port:
            command += ["-p", self.port]
        for statement in statements:
            command += ["-c", statement]
        done = subprocess.run(
            command, env=environment, cwd="/", stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            user=account.pw_uid, group=account.pw_gid, extra_groups=os.getgrouplist(SUPERUSER, account.pw_gid))
        if done.returncode != 0:
            raise Refused(done.stderr.decode("utf-8", "replace").strip()[-1000:])
        text = done.stdout.decode("utf-8", "replace").rstrip("\n")
        return [row.split("\x1f") for row in text.split("\x1e") if row]


class AsPretalx:
    """Statements in the role that pretalx itself has."""

    def __init__(self, change):
        self.change = change

    def run(self, statements, database=""):
        said = self.change.ask(self.change.old_python(), SIGN_IN, {"database": database, "statements": statements})
        if "error" in said:
            raise Refused(said["error"])
        return said["rows"]


# the start of a cluster tells it from every other; as seconds, since roles can live in different time zones
CLUSTER = ("SELECT d.oid, extract(epoch FROM pg_postmaster_start_time())::text, pg_database_size(d.oid), current_setting('server_version_num') "
           "FROM pg_database d WHERE d.datname = ")
RIGHTS = ("SELECT r.rolsuper OR (r.rolcreatedb AND d.datdba = r.oid) FROM pg_roles r, pg_database d "
          "WHERE r.rolname = current_user AND d.datname = current_database()")
FOREIGN_SETTINGS = ("SELECT count(*) FROM pg_db_role_setting s JOIN pg_database d ON d.oid = s.setdatabase "
                    "JOIN pg_roles r ON r.oid = s.setrole WHERE d.datname = current_database() AND r.rolname <> current_user")


def choose_way(change):
    """How the copy will be made: as superuser of this machine, in pretalx' role, else by a dump."""
    database = change.site()["database"]
    mine = AsPretalx(change)
    here = mine.run([CLUSTER + "current_database()"])[0]
    plan = {"oid": here[0], "bytes": int(here[2]), "version": int(here[3]), "port": database["port"]}
    if database["host"] in LOCAL or database["host"].startswith("/"):
        plan["way"] = "superuser"
        why = refusal_of_superuser(plan, database, here)
        if not why:
            return plan
        say("not as superuser: " + why)
    may_copy = mine.run([RIGHTS])[0][0] == "True"
    if may_copy and mine.run([FOREIGN_SETTINGS])[0][0] == "0":
        return dict(plan, way="pretalx")
    if may_copy:
        say("not by a copy: only a superuser can give it the settings that other roles have in the database")
    if not program("pg_dump") or not program("pg_restore"):
        raise Failed("neither may a copy of the database be made here, nor are pg_dump and pg_restore installed")
    return dict(plan, way="dump")


def refusal_of_superuser(plan, database, here):
    """Why the superuser of this machine cannot be used; nothing if he can, and it is the very same database."""
    if os.geteuid() != 0 or not program("psql"):
        return "psql or root is missing"
    try:
        there = AsSuperuser(plan["port"]).run([CLUSTER + literal(database["name"])])
        super_user = AsSuperuser(plan["port"]).run(["SELECT rolsuper FROM pg_roles WHERE rolname = current_user"])
    except (Refused, KeyError) as error:
        return str(error)
    if not there or there[0][:2] != here[:2]:
        return "the superuser signs in to another cluster"
    return "" if super_user == [["t"]] else "%s is no superuser" % SUPERUSER


def session(change):
    plan = change.notes.get("postgresql")
    return AsSuperuser(plan["port"]) if plan["way"] == "superuser" else AsPretalx(change)


def other_name(change, word):
    end = "_%s_%s" % (word, change.stamp)
    return change.site()["database"]["name"].encode()[:LONGEST_NAME - len(end)].decode("utf-8", "ignore") + end


# ---- copying ----


def end_sessions(database):
    return ("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = %s AND pid <> pg_backend_pid()" % literal(database))


def when_unused(connection, database, statements):
    """Statements that need a database without sessions. Who still holds one, an idle pool for example, is ended."""
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            return connection.run([end_sessions(database)] + statements, MAINTENANCE)
        except Refused as error:
            if "being accessed by other users" not in str(error) or time.monotonic() > limit:
                raise
            time.sleep(0.05)


def copy(change):
    plan = change.notes.get("postgresql")
    if plan["way"] == "dump":
        dump.copy(change)
        return
    connection = session(change)
    source, target = change.site()["database"]["name"], other_name(change, "before")
    # few sessions, since visitors wait
    rows = connection.run([traits_of(source, target)], MAINTENANCE)
    if any(row[0] == "there" for row in rows):
        raise Failed("there is a database %s already" % target)
    owner = next(row[1] for row in rows if row[0] == "owner")
    strategy = " STRATEGY FILE_COPY" if plan["version"] >= 150000 and plan["bytes"] > LARGE else ""
    statements = ["CREATE DATABASE %s TEMPLATE %s OWNER %s%s" % (name(target), name(source), name(owner), strategy)]
    for row in rows:
        statements += to_repeat(target, owner, *row)
    statements.append("SELECT oid FROM pg_database WHERE datname = " + literal(target))
    oid = when_unused(connection, source, statements)[-1][0]
    change.notes.put(databaseCopy={"name": target, "oid": oid})
    say("the database %s was copied to %s" % (source, target))


def traits_of(database, copy_name):
    """What CREATE DATABASE ... TEMPLATE leaves behind: owner, grants, comment, connection limit, settings."""
    return (
        "SELECT 'owner', pg_get_userbyid(datdba)::text, '' FROM pg_database WHERE datname = {0} "
        "UNION ALL SELECT 'grants', array_to_json(datacl::text[])::text, '' FROM pg_database WHERE datname = {0} "
        "AND datacl IS NOT NULL "
        "UNION ALL SELECT 'limit', datconnlimit::text, '' FROM pg_database WHERE datname = {0} AND datconnlimit <> -1 "
        "UNION ALL SELECT 'comment', shobj_description(oid, 'pg_database'), '' FROM pg_database WHERE datname = {0} "
        "AND shobj_description(oid, 'pg_database') IS NOT NULL "
        "UNION ALL SELECT 'setting', unnest(s.setconfig), coalesce(r.rolname::text, '') FROM pg_db_role_setting s "
        "JOIN pg_database d ON d.oid = s.setdatabase LEFT JOIN pg_roles r ON r.oid = s.setrole WHERE d.datname = {0} "
        "UNION ALL SELECT 'there', '', '' FROM pg_database WHERE datname = {1}"
    ).format(literal(database), literal(copy_name))


def to_repeat(database, owner, kind, value, role):
    """Statements that give a copy one trait of its original."""
    if kind == "grants":
        return grants(database, owner, json.loads(value))
    if kind == "limit":
        return ["ALTER DATABASE %s CONNECTION LIMIT %s" % (name(database), value)]
    if kind == "comment":
        return ["COMMENT ON DATABASE %s IS %s" % (name(database), literal(value))]
    if kind != "setting":
        return []
    setting, _, wanted = value.partition("=")
    whose = "ROLE %s IN DATABASE %s" % (name(role), name(database)) if role else "DATABASE " + name(database)
    return ["ALTER %s SET %s TO %s" % (whose, name(setting), wanted if setting in LISTS else literal(wanted))]


def grants(database, owner, entries):
    """Grants on a database, from its list of privileges."""
    words = {"C": "CREATE", "c": "CONNECT", "T": "TEMPORARY"}
    statements = ["REVOKE ALL ON DATABASE %s FROM PUBLIC" % name(database),
                  "REVOKE ALL ON DATABASE %s FROM %s" % (name(database), name(owner))]
    for entry in entries:
        grantee, _, rights = entry.rpartition("=")
        given = rights.partition("/")[0]
        role = grantee if grantee.startswith('"') else name(grantee) if grantee else "PUBLIC"
        for position, letter in enumerate(given):
            if letter in words:
                option = " WITH GRANT OPTION" if given[position + 1:position + 2] == "*" else ""
                statements.append("GRANT %s ON DATABASE %s TO %s%s" % (words[letter], name(database), role, option))
    return statements


def make_durable(change):
    """Returns when everything that was committed is on the disk: a commit that waits takes all before it along."""
    if not change.notes.get("postgresql"):
        return  # the job has nothing to do with the database
    own = "" if change.notes.get("postgresql")["way"] != "superuser" else MAINTENANCE
    session(change).run(["SELECT pg_logical_emit_message(true, 'greenroom', 'migrated')"], own)


# ---- putting back ----


def put_back(change):
    """The copy gets the name of the database, the failed one another name, both in one moment; can be done again."""
    if change.notes.get("postgresql")["way"] == "dump":
        wait_for(AsPretalx(change), (change.site()["database"]["name"],), "")
        dump.put_back(change)
        return
    kept = change.notes.get("databaseCopy")
    connection, live = session(change), change.site()["database"]["name"]
    failed = other_name(change, "failed")
    oids = wait_for(connection, (live, kept["name"], failed))
    if oids.get(live) == kept["oid"]:
        say("the former database is at its place")
        return
    if oids.get(kept["name"]) != kept["oid"]:
        raise Failed("the copy %s of the database is not there" % kept["name"])
    back = "ALTER DATABASE %s RENAME TO %s" % (name(kept["name"]), name(live))
    aside = "ALTER DATABASE %s RENAME TO %s" % (name(live), name(failed))
    statements = [end_sessions(kept["name"]), "BEGIN", aside, back, "COMMIT"] if live in oids else [back]
    when_unused(connection, live, statements)
    say("the former database is back at its place; the failed one is kept as " + failed)


def wait_for(connection, names, inside=MAINTENANCE):
    """Databases by name. After a power cut the server can be active and yet refuse everybody until it has recovered."""
    limit = time.monotonic() + 10 * PATIENCE
    while True:
        try:
            rows = connection.run([
                "SELECT datname, oid FROM pg_database WHERE datname IN (%s)" % ", ".join(map(literal, names))], inside)
            return {row[0]: row[1] for row in rows}
        except Failed as error:
            if time.monotonic() > limit:
                raise
            say("waiting for PostgreSQL: %s" % str(error)[:200])
            time.sleep(1)
