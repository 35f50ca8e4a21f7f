"""Finds migrations, says which are missing, applies them. A migration module has DEPENDENCIES and STATEMENTS."""
import importlib
import pkgutil
import re

from django.apps import load


class Migration:
    def __init__(self, app_label, name, module):
        self.app_label, self.name = app_label, name
        self.dependencies = [tuple(each) for each in module.DEPENDENCIES]
        self.statements = list(module.STATEMENTS)

    def __str__(self):
        return "%s.%s" % (self.app_label, self.name)


class Graph:
    def __init__(self, nodes):
        self.nodes = nodes

    def leaf_nodes(self, app=None):
        newest = {}
        for label, name in sorted(self.nodes):
            newest[label] = name
        return sorted(newest.items())

    def ordered(self):
        """Every migration after those that it depends on."""
        done = {}

        def visit(key, way):
            if key in way:
                raise ValueError("migrations depend on each other in a circle: %s" % (key,))
            if key not in self.nodes:
                raise ValueError("Migration %s.%s is asked for and not there" % key)
            if key not in done:
                for each in self.nodes[key].dependencies:
                    visit(each, way | {key})
                done[key] = self.nodes[key]

        for key in sorted(self.nodes):
            visit(key, frozenset())
        return list(done.values())


class Loader:
    def __init__(self, connection):
        self.graph = Graph({(each.app_label, each.name): each for app in load() for each in migrations_of(app)})
        self.applied_migrations = applied(connection)
        self.disk_migrations = self.graph.nodes


def migrations_of(app):
    label = getattr(app, "LABEL", app.__name__.rpartition(".")[2])
    try:
        package = importlib.import_module(app.__name__ + ".migrations")
    except ModuleNotFoundError as error:
        if error.name != app.__name__ + ".migrations":
            raise
        return
    previous = None
    for name in sorted(found.name for found in pkgutil.iter_modules(package.__path__)):
        if re.match(r"\d{4}_", name):
            migration = Migration(label, name, importlib.import_module(package.__name__ + "." + name))
            if previous:
                migration.dependencies.append(previous)
            previous = (label, name)
            yield migration


def applied(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND name = 'django_migrations'")
        if not cursor.fetchone()[0]:
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


class MigrationExecutor:
    def __init__(self, connection, progress_callback=None):
        self.connection = connection
        self.loader = Loader(connection)

    def migration_plan(self, targets, clean_start=False):
        """What is missing, in order, each with whether it is taken back: never."""
        done = self.loader.applied_migrations
        return [(each, False) for each in self.loader.graph.ordered() if (each.app_label, each.name) not in done]

    def apply(self, migration):
        """Applies one, whole or not at all."""
        with self.connection.cursor() as cursor:
            cursor.execute("BEGIN IMMEDIATE")
            try:
                for statement in migration.statements:
                    cursor.execute(statement)
                cursor.execute(
                    "INSERT INTO django_migrations (app, name, applied) VALUES (?, ?, datetime('now'))",
                    (migration.app_label, migration.name))
                cursor.execute("COMMIT")
            except BaseException:
                cursor.execute("ROLLBACK")
                raise
        self.loader.applied_migrations.add((migration.app_label, migration.name))

    def prepare(self):
        with self.connection.cursor() as cursor:
            cursor.execute(
                "CREATE TABLE IF NOT EXISTS django_migrations (id integer PRIMARY KEY AUTOINCREMENT, "
                "app varchar(255) NOT NULL, name varchar(255) NOT NULL, applied datetime NOT NULL)")
