"""The connection to the database of a site; SQLite only."""
import contextlib
import os
import sqlite3

from django.db import utils


class Connection:
    """One connection, opened at first use. Never creates a database."""

    vendor = "sqlite"
    alias = "default"

    def __init__(self):
        self.opened = None

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
