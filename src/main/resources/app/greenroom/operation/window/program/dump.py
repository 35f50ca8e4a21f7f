"""A dump as safety copy, where pretalx' role may not copy its database and there is no superuser at hand.

Putting it back moves what the failed migration left into a schema of its own, in one transaction, and restores the dump
into the emptied one, in another. Everything runs in the old version's interpreter, as the service user: that is where
pretalx' sign-in is known.
"""
import os
import shutil

from surroundings import Failed, say, sync_folder

COMMON = """
import json, os, subprocess, sys
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
from django.db import connection
question = json.loads(QUESTION)
settings = connection.settings_dict
def environment():
    names = {"PGDATABASE": "NAME", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGHOST": "HOST", "PGPORT": "PORT"}
    given = {name: str(settings[key]) for name, key in names.items() if settings.get(key)}
    given.update({"PG" + key.upper(): str(value) for key, value in settings.get("OPTIONS", {}).items() if key.startswith("ssl")})
    return dict(os.environ, **given)
def run(*command):
    done = subprocess.run(command, env=environment(), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    if done.returncode != 0:
        print(MARK + json.dumps({"error": done.stderr.decode("utf-8", "replace")[-1500:]}))
        sys.exit(0)
    return done.stdout.decode("utf-8", "replace")
with connection.cursor() as cursor:
    cursor.execute("SELECT current_schema()")
    schema = cursor.fetchone()[0]
"""
DUMP = COMMON + """
run("pg_dump", "-w", "-Fc", "-Z1", "-n", '"%s"' % schema, "-f", question["file"])
run("pg_restore", "-l", question["file"])
print(MARK + json.dumps({"size": os.path.getsize(question["file"])}))
"""
RESTORE = COMMON + """
from django.db import transaction
quote, failed = connection.ops.quote_name, question["schema"]
KINDS = {"r": "TABLE", "p": "TABLE", "v": "VIEW", "m": "MATERIALIZED VIEW", "S": "SEQUENCE", "f": "FOREIGN TABLE"}
def relations(cursor, name):
    # a sequence that belongs to a column moves with its table
    cursor.execute("SELECT c.relkind::text, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
                   "WHERE n.nspname = %s AND c.relkind IN ('r','p','v','m','S','f') AND NOT EXISTS (SELECT 1 FROM pg_depend d "
                   "WHERE d.objid = c.oid AND d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i', 'e') "
                   "AND d.refclassid = 'pg_class'::regclass) ORDER BY 2", [name])
    return cursor.fetchall()
with connection.cursor() as cursor:
    cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                   "WHERE datname = current_database() AND usename = current_user AND pid <> pg_backend_pid()")
with transaction.atomic(), connection.cursor() as cursor:
    cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", [failed])
    if not cursor.fetchone():
        cursor.execute("CREATE SCHEMA " + quote(failed))
        for kind, name in relations(cursor, schema):
            cursor.execute("ALTER %s %s.%s SET SCHEMA %s" % (KINDS[kind], quote(schema), quote(name), quote(failed)))
with connection.cursor() as cursor:
    present = relations(cursor, schema)
if not present:
    # the schema itself is there, and can belong to somebody else
    lines = [line for line in run("pg_restore", "-l", question["file"]).splitlines() if " SCHEMA " not in line]
    with open(question["list"], "w") as file:
        file.write("\\n".join(lines) + "\\n")
    run("pg_restore", "-w", "-1", "-e", "-L", question["list"], "-d", settings["NAME"], question["file"])
print(MARK + json.dumps({"restored": not present}))
"""


def folder_of(change):
    return os.path.join(change.site()["data"], "database-before-" + change.stamp)


def ask(change, program, **question):
    said = change.ask(change.old_python(), program, question)
    if "error" in said:
        raise Failed(said["error"])
    return said


def copy(change):
    folder = folder_of(change)
    partial = folder + ".partial"
    shutil.rmtree(partial, ignore_errors=True)
    os.mkdir(partial, 0o700)
    change.give(partial)
    size = ask(change, DUMP, file=os.path.join(partial, "database.dump"))["size"]
    os.sync()
    os.rename(partial, folder)
    sync_folder(os.path.dirname(folder))
    change.notes.put(databaseCopy={"folder": folder})
    say("the database was dumped to %s, %d bytes" % (folder, size))


def put_back(change):
    folder, failed = change.notes.get("databaseCopy")["folder"], "failed_" + change.stamp
    file = os.path.join(folder, "database.dump")
    ask(change, RESTORE, file=file, schema=failed, list=os.path.join(folder, "contents"))
    say("the former database was restored; the failed tables are kept in the schema " + failed)
