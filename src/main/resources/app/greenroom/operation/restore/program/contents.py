"""What a site on an empty server holds: configuration, database role and database, uploaded files, secret."""
import os
import pwd
import subprocess
import time

import databases
import foundations
import postgresql
import secretfile
import siteconfig
import staging
import uploads
from programs import ROOT
from surroundings import SETTINGS, Failed, say

PATIENCE = 120


def configure(change):
    """The configuration with all else but units; schedules and the web server's site follow when everything works."""
    siteconfig.prepare(change)
    items = change.notes.get("configuration", [])
    siteconfig.put_some(change, [item for item in items if is_config(change, item)])
    change.notes.put(site=change.ask(change.old_python(), SETTINGS))
    site = change.site()
    for name in ("data", "media", "static"):
        folder = os.path.dirname(site[name]) if name == "media" else site[name]
        if not os.path.isdir(folder):
            foundations.note_made(change, "folder", folder)
            staging.make_way(change, folder)


def is_config(change, item):
    later = ("/etc/cron.d/", "/etc/nginx/", "/etc/apache2/", "/etc/httpd/", "/etc/caddy/")
    return not item["crontab"] and not item["place"].startswith(tuple(ROOT + each for each in later))


def undo_configure(change):
    siteconfig.put_back(change, False)
    siteconfig.remove_prepared(change)


def role(change):
    """The role and its password are those of the configuration; the password goes through standard input."""
    database = change.site()["database"]
    if database["kind"] != "postgresql":
        return
    if database["host"] not in postgresql.LOCAL and not database["host"].startswith("/"):
        raise Failed("the configuration leads to the database server %s, which may be that of the original" % database["host"])
    user = database["user"] or change.web().user
    here = postgresql.AsSuperuser(database["port"])
    wait_for_server(here)
    present = here.run(["SELECT datname FROM pg_database WHERE datname = " + postgresql.literal(database["name"])])
    if present:
        raise Failed("there is a database %s already" % database["name"])
    if here.run(["SELECT 1 FROM pg_roles WHERE rolname = " + postgresql.literal(user)]):
        say("the role %s is there already" % user)
        return
    foundations.note_made(change, "role", user)
    here.run(["CREATE ROLE %s LOGIN" % postgresql.name(user)])
    password = change.ask(change.old_python(), PASSWORD)
    if password:
        set_password(database["port"], user, password)
    say("the role %s was made" % user)


PASSWORD = """
import json, os
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
from django.conf import settings
print(MARK + json.dumps(str(settings.DATABASES["default"].get("PASSWORD") or "")))
"""


def set_password(port, user, password):
    entry = pwd.getpwnam(postgresql.SUPERUSER)
    statement = "SET log_statement = 'none';\nALTER ROLE %s PASSWORD %s;\n" % (postgresql.name(user), postgresql.literal(password))
    done = subprocess.run(
        ["psql", "-X", "-w", "-q", "-v", "ON_ERROR_STOP=1", "-d", "postgres"] + (["-p", port] if port else []),
        input=statement.encode(), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd="/",
        user=entry.pw_uid, group=entry.pw_gid, extra_groups=os.getgrouplist(postgresql.SUPERUSER, entry.pw_gid),
        env={"PATH": os.environ["PATH"], "HOME": entry.pw_dir, "LC_ALL": "C.UTF-8"})
    if done.returncode:
        raise Failed("the password of the database role could not be set")


def wait_for_server(session):
    limit = time.monotonic() + PATIENCE
    while True:
        try:
            return session.run(["SELECT 1"])
        except Failed:
            if time.monotonic() > limit:
                raise
            time.sleep(0.5)


def undo_role(change):
    for user in foundations.made(change, "role"):
        here = postgresql.AsSuperuser(change.site()["database"]["port"])
        if here.run(["SELECT 1 FROM pg_roles WHERE rolname = " + postgresql.literal(user)]):
            here.run(["DROP ROLE " + postgresql.name(user)])


def database(change):
    databases.choose(change)
    databases.prepare(change)
    databases.put(change)


def undo_database(change):
    databases.put_back(change, False)
    databases.remove_prepared(change)


def media(change):
    uploads.build(change)
    uploads.put(change)


def undo_media(change):
    uploads.put_back(change, False)
    uploads.remove_built(change)


def secret(change):
    if not any(True for _ in staging.entries(change, "SECRET")):
        say("the configuration holds the secret")
        return
    secretfile.prepare(change)
    secretfile.put(change)


def undo_secret(change):
    secretfile.put_back(change, False)
    secretfile.remove_prepared(change)
