"""Runs in the interpreter of pretalx, as its service user: prints the address of its database behind a mark."""
import json
import os
import sys

MARK = sys.argv[1]
# pretalx looks at the command line: the flag keeps its start-up banner away
sys.argv = ["pretalx", "--no-pretalx-information"]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")

from django.conf import settings  # noqa: E402

database = settings.DATABASES["default"]
wanted = {name: str(database.get(name) or "") for name in ("NAME", "HOST", "PORT", "USER", "PASSWORD")}
wanted["OPTIONS"] = {
    name: value for name, value in (database.get("OPTIONS") or {}).items() if isinstance(value, str)}
print("\n%s %s" % (MARK, json.dumps(wanted)))
