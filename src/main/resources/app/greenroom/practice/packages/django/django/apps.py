"""The apps of a site: packages that can have migrations."""
import importlib
import re
import types

LOADED = []


def load():
    """Imports every app once; what an app raises reaches the caller, as it would with the real thing."""
    from django.conf import settings

    if not LOADED:
        LOADED.extend(importlib.import_module(name) for name in settings.INSTALLED_APPS)
    return LOADED


class Apps:
    """What the apps hold: a model is no more than the table that a migration makes for it."""

    def get_models(self, include_auto_created=False, include_swapped=False):
        from django.db.migrations import executor

        for app in load():
            for migration in executor.migrations_of(app):
                for name in re.findall(r"CREATE TABLE (\w+)", "\n".join(migration.statements)):
                    yield types.SimpleNamespace(__module__=app.__name__, _meta=types.SimpleNamespace(db_table=name))


apps = Apps()
