"""The apps of a site: packages that can have migrations."""
import importlib

LOADED = []


def load():
    """Imports every app once; what an app raises reaches the caller, as it would with the real thing."""
    from django.conf import settings

    if not LOADED:
        LOADED.extend(importlib.import_module(name) for name in settings.INSTALLED_APPS)
    return LOADED
