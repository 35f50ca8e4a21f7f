"""Runs in the interpreter of one pretalx, as its service user, in its working directory and environment.

Called as: python - MARK PARTS. Says what it sees as lines "MARK {json}" on standard output, each part as soon as it is
known, so that a later part that hangs or dies takes no earlier one along. It changes nothing: a guard refuses to create,
write, rename or remove files, the database session is read-only, and pretalx' own log file is not opened.
"""
import json
import os
import sys

MARK, PARTS = sys.argv[1], sys.argv[2].split(",")
# pretalx looks at the command line: the flag keeps its start-up banner away
sys.argv = ["pretalx", "--no-pretalx-information"]
sys.dont_write_bytecode = True
# what pretalx or a plugin prints must not mix with the answer
ANSWER = os.fdopen(os.dup(1), "w", encoding="ascii")
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)

WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {
    "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.symlink", "os.link",
    "os.truncate", "os.chmod", "os.chown", "os.utime", "shutil.rmtree",
}


def refuse_changes(event, arguments):
    if event == "open":
        path, flags = arguments[0], arguments[2]
        if isinstance(flags, int) and flags & WRITING and not str(path).startswith("/dev/"):
            raise PermissionError(13, "this look changes nothing", path)
    elif event in CHANGES:
        raise PermissionError(13, "this look changes nothing (%s)" % event)


def say(part, answer):
    ANSWER.write("%s %s\n" % (MARK, json.dumps({"part": part, "answer": answer})))
    ANSWER.flush()


def reason(error):
    lines = str(error).strip().splitlines()
    return ("%s: %s" % (type(error).__name__, lines[0]) if lines else type(error).__name__)[:300]


def normalized(name):
    return "-".join(piece for piece in name.lower().replace("_", "-").replace(".", "-").split("-") if piece)


# ---- the installation, without its settings ----


def origin(distribution):
    """Where a distribution came from: empty for an index."""
    text = distribution.read_text("direct_url.json")
    if text:
        direct = json.loads(text)
        url = direct.get("url", "")
        if "://" in url:
            scheme, rest = url.split("://", 1)
            place, slash, path = rest.partition("/")
            url = scheme + "://" + place.rpartition("@")[2] + slash + path
        vcs = direct.get("vcs_info")
        return "%s+%s@%s" % (vcs.get("vcs", "vcs"), url, vcs.get("commit_id", "")) if vcs else url
    place = str(distribution.locate_file(""))
    return "" if "site-packages" in place or "dist-packages" in place else place


def runtime():
    from importlib import metadata, util

    try:
        pip = metadata.version("pip")
    except metadata.PackageNotFoundError:
        pip = ""
    spec = util.find_spec("pretalx")
    folder = os.path.dirname(spec.origin) if spec and spec.origin else ""
    return {
        "version": "%d.%d.%d" % sys.version_info[:3],
        "base": getattr(sys, "_base_executable", "") or sys.executable,
        "pip": pip,
        "packageDirectory": folder,
        "overrideSettings": bool(folder) and os.path.exists(os.path.join(folder, "override_settings.py")),
    }


def installed():
    import pretalx

    return pretalx.__version__


def packages():
    from importlib import metadata

    found = {}
    for distribution in metadata.distributions():
        name = distribution.metadata["Name"]
        if name and normalized(name) not in found:
            found[normalized(name)] = {"version": distribution.version or "", "origin": origin(distribution)}
    plugins = set()
    for distribution in metadata.distributions():
        if any(point.group == "pretalx.plugin" for point in distribution.entry_points):
            plugins.add(normalized(distribution.metadata["Name"]))
    return {
        "packages": [dict(found[name], name=name) for name in sorted(found)],
        "plugins": sorted(plugins),
    }


# ---- what pretalx says about its configuration ----


def kind(engine):
    for word, name in (("postgres", "POSTGRESQL"), ("psycopg", "POSTGRESQL"), ("sqlite", "SQLITE"), ("mysql", "MYSQL")):
        if word in engine:
            return name
    return "OTHER"


def secret_file(settings):
    path = os.path.join(str(settings.DATA_DIR), ".secret")
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError):
        return ""
    return path if settings.SECRET_KEY in (text, text.strip()) else ""


def redis_address(settings):
    """The address of the first cache that is kept in redis; it can hold a password, so it is never said."""
    for cache in settings.CACHES.values():
        place = cache.get("LOCATION", "")
        place = place[0] if isinstance(place, (list, tuple)) and place else place
        if "redis" in cache.get("BACKEND", "").lower() and isinstance(place, str):
            return place
    return ""


def configuration(settings):
    database = settings.DATABASES["default"]
    files = [str(file) for file in getattr(settings, "CONFIG_FILES", None) or []]
    if not files and os.environ.get("PRETALX_CONFIG_FILE"):
        files = [os.environ["PRETALX_CONFIG_FILE"]]
    broker = getattr(settings, "CELERY_BROKER_URL", None) or getattr(settings, "BROKER_URL", None)
    return {
        "siteUrl": str(settings.SITE_URL),
        "debug": bool(settings.DEBUG),
        "dataDirectory": os.path.abspath(str(settings.DATA_DIR)),
        "mediaRoot": os.path.abspath(str(settings.MEDIA_ROOT)),
        "staticRoot": os.path.abspath(str(settings.STATIC_ROOT)),
        "logDirectory": os.path.abspath(str(getattr(settings, "LOG_DIR", ""))),
        "configFiles": [os.path.abspath(file) for file in files],
        "secretFile": secret_file(settings),
        "database": {
            "kind": kind(database["ENGINE"]),
            "name": str(database.get("NAME") or ""),
            "host": str(database.get("HOST") or ""),
            "port": str(database.get("PORT") or ""),
            "user": str(database.get("USER") or ""),
            "passwordSet": bool(database.get("PASSWORD")),
        },
        "redis": bool(redis_address(settings)),
        "celery": bool(broker) and not getattr(settings, "CELERY_TASK_ALWAYS_EAGER", False),
    }


def redis_answers(settings):
    address = redis_address(settings)
    if not address:
        raise LookupError("redis is not configured")
    import redis

    try:
        return bool(redis.Redis.from_url(address, socket_timeout=2, socket_connect_timeout=2).ping())
    except redis.exceptions.RedisError:
        return False


# ---- the database ----


def read_only_connection(settings):
    from django.db import connection

    options = connection.settings_dict.setdefault("OPTIONS", {})
    if connection.vendor == "postgresql":
        options["connect_timeout"] = 3
        options["options"] = (
            options.get("options", "") + " -c default_transaction_read_only=on -c statement_timeout=8000"
        ).strip()
    if connection.vendor == "sqlite":
        path = str(connection.settings_dict["NAME"])
        if not os.path.isfile(path):
            raise FileNotFoundError(2, "no database file", path)
    return connection


def row(connection, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()


def database(connection):
    from django.db.utils import InterfaceError, OperationalError

    try:
        connection.ensure_connection()
    except (OperationalError, InterfaceError) as error:
        return {"answers": False, "error": reason(error)}
    if connection.vendor == "sqlite":
        path = str(connection.settings_dict["NAME"])
        files = [path + end for end in ("", "-wal", "-journal")]
        size = sum(os.path.getsize(file) for file in files if os.path.exists(file))
        version = row(connection, "SELECT sqlite_version()")[0]
        return {"answers": True, "version": version, "bytes": size, "users": 0, "mayCopy": True, "mayCreate": True}
    if connection.vendor != "postgresql":
        return {"answers": True, "version": str(row(connection, "SELECT version()")[0]), "bytes": 0, "users": 0,
                "mayCopy": False, "mayCreate": False}
    version, size, users = row(
        connection,
        "SELECT current_setting('server_version'), pg_database_size(current_database()), "
        "(SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid())",
    )
    may_copy, may_create = row(
        connection,
        "SELECT r.rolsuper OR (r.rolcreatedb AND d.datdba = r.oid), r.rolsuper OR r.rolcreatedb "
        "FROM pg_roles r, pg_database d WHERE r.rolname = current_user AND d.datname = current_database()",
    )
    return {"answers": True, "version": version.split(" ")[0], "bytes": size, "users": users, "mayCopy": may_copy,
            "mayCreate": may_create}


def counts(connection):
    tables = {"events": "event_event", "proposals": "submission_submission", "users": "person_user"}
    return {name: row(connection, "SELECT count(*) FROM " + table)[0] for name, table in tables.items()}


def pending_migrations(settings, connection):
    import django

    settings.LOGGING_CONFIG = None  # else the log file would be opened
    django.setup()
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return ["%s.%s" % (migration.app_label, migration.name) for migration, backwards in plan]


def part(name, function, *arguments):
    """Says one part, or why it is unknown; gives whether it is known."""
    try:
        say(name, {"value": function(*arguments)})
        return True
    except Exception as error:  # whatever a plugin or an odd configuration throws makes this part unknown
        say(name, {"unknown": reason(error)})
        return False
    except SystemExit:
        say(name, {"unknown": "pretalx ended the program"})
        return False


def main():
    sys.addaudithook(refuse_changes)
    part("runtime", runtime)
    part("installed", installed)
    if "packages" in PARTS:
        part("packages", packages)
    if "settings" not in PARTS:
        return
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
    try:
        from django.conf import settings

        settings.DEBUG  # noqa: B018 - loads them
        connection = None
    except BaseException as error:  # a broken configuration ends in any exception, also SystemExit
        say("settings", {"unknown": reason(error)})
        return
    part("settings", configuration, settings)
    if "brief" not in PARTS:
        part("redis", redis_answers, settings)
    try:
        connection = read_only_connection(settings)
    except Exception as error:
        say("database", {"value": {"answers": False, "error": reason(error)}})
        return
    part("database", database, connection)
    if "brief" in PARTS:
        return
    part("counts", counts, connection)
    part("migrations", pending_migrations, settings, connection)
    say_conditions(settings, connection)


main()
