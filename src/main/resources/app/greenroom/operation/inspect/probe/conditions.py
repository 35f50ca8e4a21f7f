# The part of the look inside that only an upgrade asks for: what works today and would stop an upgrade half-way. Comes
# before the text of inside.py, in one program with it.
import os
import time

ENOUGH_ROWS, ENOUGH_FILES, ENOUGH_SECONDS, EXAMPLES = 20, 20000, 2.0, 5

# what a migration of a later release forbids: rule, table, what must differ, what it is called
UNIQUE = (
    ("EMAIL", "person_user", "lower(email)", "lower(email)"),
    ("SLUG", "event_event", "lower(slug)", "lower(slug)"),
    ("TAG", "submission_tag", "event_id, tag", "tag"),
    ("PREFERENCES", "person_usereventpreferences", "event_id, user_id", "''"),
)
SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'"
POSTGRESQL_TABLES = (
    "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND pg_table_is_visible(c.oid)"
    " AND c.relnamespace NOT IN (SELECT oid FROM pg_namespace WHERE nspname LIKE 'pg\\_%' OR nspname = 'information_schema')"
    " AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')"
)
# columns that refer to a table
POSTGRESQL_REFERENCES = (
    "SELECT r.relname, a.attname FROM pg_constraint k JOIN pg_class r ON r.oid = k.conrelid"
    " JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]"
    " WHERE k.contype = 'f' AND k.confrelid = to_regclass('submission_submission') AND array_length(k.conkey, 1) = 1"
)


def rows(connection, statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchall()


def quoted(name):
    return '"%s"' % name.replace('"', '""')


def tables_of(connection):
    statement = {"sqlite": SQLITE_TABLES, "postgresql": POSTGRESQL_TABLES}[connection.vendor]
    return sorted(name for name, in rows(connection, statement))


def duplicates(connection):
    """Rows that are one for a later release, some of each rule."""
    found, tables = [], tables_of(connection)
    for what, table, different, value in UNIQUE:
        if table in tables:
            statement = (
                "SELECT min(%s), count(*) FROM %s WHERE %s IS NOT NULL GROUP BY %s HAVING count(*) > 1 ORDER BY 1 LIMIT %d"
                % (value, table, different.split(", ")[0], different, ENOUGH_ROWS))
            found += [{"what": what, "value": str(each or "")[:200], "rows": number}
                      for each, number in rows(connection, statement)]
    return found


# ---- tables and who owns them; the apps must be loaded ----


def owners_of_tables():
    """Every table of an installed app, and the plugin's distribution that brings it; empty for pretalx and libraries."""
    from importlib import metadata

    from django.apps import apps

    plugins = {}
    for distribution in metadata.distributions():
        for point in distribution.entry_points:
            if point.group == "pretalx.plugin":
                plugins[point.value.partition(":")[0].partition(".")[0]] = normalized(distribution.metadata["Name"])
    owners = {}
    for model in apps.get_models(include_auto_created=True, include_swapped=True):
        owners[model._meta.db_table] = plugins.get(model.__module__.partition(".")[0], "")
    return owners


def stray_tables(connection):
    """Tables that no installed app knows: of plugins that were removed, or left by a migration that broke off."""
    known = set(owners_of_tables()) | {"django_migrations"}
    found = []
    for name in tables_of(connection):
        if name not in known and len(found) < ENOUGH_ROWS:
            found.append({"name": name, "rows": row(connection, "SELECT count(*) FROM " + quoted(name))[0]})
    return found


def references_to_submissions(connection):
    if connection.vendor == "postgresql":
        return rows(connection, POSTGRESQL_REFERENCES)
    found = []
    for table in tables_of(connection):
        for key in rows(connection, "PRAGMA foreign_key_list(%s)" % quoted(table)):
            if key[2] == "submission_submission":
                found.append((table, key[3]))
    return found


def deleted_proposals(connection):
    """Proposals that pretalx 2026.1 deletes for good, and the rows of plugins that would hold on to them."""
    count = row(connection, "SELECT count(*) FROM submission_submission WHERE state = 'deleted'")[0]
    if not count:
        return {"count": 0, "references": []}
    owners, references = owners_of_tables(), {}
    for table, column in references_to_submissions(connection):
        plugin = owners.get(table)
        if plugin != "":  # a plugin's, or nobody's
            number = row(
                connection,
                "SELECT count(*) FROM %s WHERE %s IN (SELECT id FROM submission_submission WHERE state = 'deleted')"
                % (quoted(table), quoted(column)))[0]
            if number:
                references[table, plugin or ""] = references.get((table, plugin or ""), 0) + number
    return {"count": count, "references": [
        {"table": table, "plugin": plugin, "rows": number} for (table, plugin), number in sorted(references.items())]}


def number_in(name):
    digits = name.split("_")[0]
    return int(digits) if digits.isdigit() else -1


def ahead(connection):
    """Applied migrations that are newer than any that the installed version has: something newer ran here."""
    from django.db.migrations.executor import MigrationExecutor

    loader = MigrationExecutor(connection).loader
    newest = {}
    for label, name in loader.disk_migrations:
        newest[label] = max(newest.get(label, -1), number_in(name))
    return sorted(
        "%s.%s" % (label, name) for label, name in loader.applied_migrations
        if label in newest and (label, name) not in loader.disk_migrations and number_in(name) > newest[label])


def deployment():
    """Errors and warnings of check --deploy, without what the site has silenced."""
    from django.core import checks

    messages = checks.run_checks(include_deployment_checks=True)
    return [
        {"error": message.level >= checks.ERROR, "id": str(message.id or ""), "text": " ".join(str(message.msg).split())[:300]}
        for message in messages if message.level >= checks.WARNING and not message.is_silenced()]


# ---- files ----


def places(settings):
    """Folders that pretalx writes to."""
    found = [settings.DATA_DIR, settings.MEDIA_ROOT, getattr(settings, "LOG_DIR", "")]
    return [os.path.abspath(str(place)) for place in found if str(place)]


def unwritable(settings):
    """What pretalx must write and cannot, as the user that it runs as."""
    wanted = places(settings)
    log = os.path.join(os.path.abspath(str(getattr(settings, "LOG_DIR", settings.DATA_DIR))), "pretalx.log")
    wanted.append(log)
    database = settings.DATABASES["default"]
    if "sqlite" in database["ENGINE"]:
        path = os.path.abspath(str(database["NAME"]))
        wanted += [path, os.path.dirname(path)]
    return sorted({path for path in wanted if os.path.lexists(path) and not os.access(path, os.W_OK)})


def foreign_owners(settings):
    """Files of the site that belong to somebody else; a bounded walk."""
    began, seen, foreign, examples, done = time.monotonic(), 0, 0, [], set()
    todo = places(settings)
    while todo:
        folder = todo.pop()
        real = os.path.realpath(folder)
        if real in done or not os.path.isdir(real):
            continue
        done.add(real)
        try:
            entries = list(os.scandir(real))
        except OSError:
            foreign, examples = foreign + 1, examples + [folder]
            continue
        for entry in entries:
            if entry.name.startswith(".greenroom-"):
                continue  # root's: what a restore brings or set aside
            seen += 1
            if entry.stat(follow_symlinks=False).st_uid != os.geteuid():
                foreign += 1
                examples.append(entry.path)
            if entry.is_dir(follow_symlinks=False):
                todo.append(entry.path)
        if seen > ENOUGH_FILES or time.monotonic() - began > ENOUGH_SECONDS:
            return {"foreign": foreign, "complete": False, "examples": examples[:EXAMPLES]}
    return {"foreign": foreign, "complete": True, "examples": examples[:EXAMPLES]}


def say_conditions(settings, connection):
    """After the migrations, which load the apps. The check comes last: it asks redis and the broker, and can be slow."""
    part("unwritable", unwritable, settings)
    part("owners", foreign_owners, settings)
    part("duplicates", duplicates, connection)
    part("ahead", ahead, connection)
    part("strayTables", stray_tables, connection)
    part("deleted", deleted_proposals, connection)
    part("deployment", deployment)
