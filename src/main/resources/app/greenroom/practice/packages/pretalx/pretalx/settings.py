"""Settings of the stand-in, read where the real pretalx reads its own: pretalx.cfg, then PRETALX_SECTION_KEY."""
import configparser
import os
from importlib import metadata
from pathlib import Path

import pretalx

CONFIG_FILES = [os.environ.get("PRETALX_CONFIG_FILE") or os.environ.get("GREENROOM_ROOT", "") + "/etc/pretalx/pretalx.cfg"]
if not os.environ.get("GREENROOM_ROOT") and not os.environ.get("PRETALX_CONFIG_FILE"):
    raise SystemExit("This stand-in of pretalx works on the practice server only.")
_file = configparser.RawConfigParser()
CONFIG_FILES = _file.read(CONFIG_FILES, encoding="utf-8")


def _setting(section, key, default=""):
    return os.environ.get("PRETALX_%s_%s" % (section.upper(), key.upper())) or _file.get(section, key, fallback=default)


_home = os.environ.get("GREENROOM_ROOT", "") + "/var/pretalx"
DATA_DIR = Path(_setting("filesystem", "data", _home + "/data"))
MEDIA_ROOT = Path(_setting("filesystem", "media", str(DATA_DIR / "media")))
STATIC_ROOT = Path(_setting("filesystem", "static", _home + "/static"))
LOG_DIR = Path(_setting("filesystem", "logs", str(DATA_DIR / "logs")))
SITE_URL = _setting("site", "url", "http://localhost")
DEBUG = _setting("site", "debug", "False").lower() in ("true", "1", "yes")
STATIC_URL, MEDIA_URL = "/static/", "/media/"
LOGGING_CONFIG = "logging.config.dictConfig"

_secret = DATA_DIR / ".secret"
SECRET_KEY = _setting("site", "secret") or (_secret.read_text(encoding="utf-8") if _secret.exists() else "")

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends." + _setting("database", "backend", "sqlite3"),
        "NAME": _setting("database", "name", str(DATA_DIR / "db.sqlite3")),
        "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {},
    }
}

HAS_REDIS = bool(_setting("redis", "location"))
CACHES = {"default": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}
if HAS_REDIS:
    CACHES["redis"] = {
        "BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": _setting("redis", "location")}
CELERY_BROKER_URL = _setting("celery", "broker") or None
CELERY_TASK_ALWAYS_EAGER = not CELERY_BROKER_URL
HAS_CELERY = not CELERY_TASK_ALWAYS_EAGER

RELEASE = tuple(int(part) for part in pretalx.__version__.split(".")[:2])
PLUGINS = sorted(
    point.value.partition(":")[0]
    for distribution in metadata.distributions()
    for point in distribution.entry_points
    if point.group == "pretalx.plugin"
)
INSTALLED_APPS = ["pretalx." + name for name in ("common", "event", "mail", "person", "submission")] + PLUGINS
