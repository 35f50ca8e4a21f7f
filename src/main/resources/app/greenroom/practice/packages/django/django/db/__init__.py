"""The connection to the database of a site; SQLite only."""
import contextlib
import os
import re
import sqlite3

from django.db import utils


class Connection:
    """One connection, opened at first use. Never creates a database."""

    vendor = "sqlite"
    alias = "default"

    def __init__(self):
        self.opened = None
        self.introspection = Introspection(self)

    @property
    def settings_dict(self):
        from django.conf import settings

        return settings.DATABASES["default"]

    def ensure_connection(self):
        if self.opened is None:
            path = os.path.abspath(str(self.settings_dict["NAME"]))
            with translated():
                self.opened = sqlite3.connect(
                    "file:%s?mode=rw" % path.replace("%", "%25").replace("?", "%3f").replace("#", "%23"),
                    uri=True, timeout=10, isolation_level=None, check_same_thread=False)

    def close(self):
        if self.opened is not None:
            self.opened.close()
            self.opened = None

    @contextlib.contextmanager
    def cursor(self):
        self.ensure_connection()
        with translated(), contextlib.closing(self.opened.cursor()) as cursor:
            yield cursor


class Introspection:
    """Which tables there are, and which there should be."""

    def __init__(self, connection):
        self.connection = connection

    def table_names(self):
        with self.connection.cursor() as cursor:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
            return sorted(row[0] for row in cursor.fetchall())

    def django_table_names(self):
        """What is left when all migrations have made, renamed and removed tables."""
        from django.db.migrations.executor import Loader

        names = set()
        for migration in Loader(self.connection).graph.ordered():
            for statement in migration.statements:
                made = re.match(r"CREATE TABLE (?:IF NOT EXISTS )?(\w+)", statement)
                gone = re.match(r"DROP TABLE (\w+)", statement)
                renamed = re.match(r"ALTER TABLE (\w+) RENAME TO (\w+)", statement)
                names |= {made.group(1)} if made else {renamed.group(2)} if renamed else set()
                names -= {gone.group(1)} if gone else {renamed.group(1)} if renamed else set()
        return sorted(names)


@contextlib.contextmanager
def translated():
    try:
        yield
    except sqlite3.InterfaceError as error:
        raise utils.InterfaceError(*error.args) from error
    except sqlite3.IntegrityError as error:
        raise utils.IntegrityError(*error.args) from error
    except sqlite3.OperationalError as error:
        raise utils.OperationalError(*error.args) from error
    except sqlite3.DatabaseError as error:
        raise utils.DatabaseError(*error.args) from error


connection = Connection()
connections = {"default": connection}
