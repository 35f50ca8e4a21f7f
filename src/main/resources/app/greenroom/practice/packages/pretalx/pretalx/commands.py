"""The commands of pretalx that an administrator uses, as far as practice needs them."""
import hashlib
import json
import os
import shutil
import sys

import redis
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

import pretalx

STYLE = "body{font-family:sans-serif;margin:2rem;max-width:50rem}header{background:#fd6;padding:.5rem}/* %s */\n"
SCRIPT = "document.documentElement.dataset.release = \"%s\";\n"


def meet_trouble(what):
    """Fails where somebody wants to practise a failure: a word in the file practice-trouble beside pretalx.cfg."""
    path = os.path.join(os.path.dirname(settings.CONFIG_FILES[0]), "practice-trouble") if settings.CONFIG_FILES else ""
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            if what in file.read().split():
                sys.exit("Trouble with %s, as the file practice-trouble asks for." % what)


def banner():
    print("stand-in of pretalx %s, for practice; data in %s" % (pretalx.__version__, settings.DATA_DIR))


def errors():
    """What makes the check fail: names and texts."""
    if settings.RELEASE >= (2026, 2):
        if not settings.HAS_REDIS:
            yield "pretalx.E001", "redis is required and not configured."
        elif not redis_answers():
            yield "pretalx.E002", "redis is required and does not answer."
        if not settings.HAS_CELERY:
            yield "pretalx.E003", "A celery worker is required and not configured."


def warnings():
    """What the check says about a site in public."""
    if settings.SITE_URL.startswith("http://"):
        yield "security.W004", "The site is not reached by HTTPS."


def do_check(words):
    """Findings as the real check says them: an error ends it with status 1."""
    meet_trouble("check")
    found = ["?: (%s) %s" % each for each in errors()]
    if found:
        sys.exit("SystemCheckError: System check identified some issues:\n\nERRORS:\n" + "\n".join(found))
    if "--deploy" in words:
        for each in warnings():
            print("WARNINGS:\n?: (%s) %s" % each, file=sys.stderr)
    print("System check identified no issues (stand-in).")


def redis_answers():
    try:
        return redis.from_url(settings.CACHES["redis"]["LOCATION"]).ping()
    except redis.RedisError:
        return False


def do_migrate(words):
    if "--skip-checks" not in words and "--plan" not in words and "--check" not in words:
        do_check([])
    if not os.path.exists(settings.DATABASES["default"]["NAME"]) and "--plan" not in words and "--check" not in words:
        open(settings.DATABASES["default"]["NAME"], "ab").close()
    executor = MigrationExecutor(connection)
    plan = [migration for migration, _ in executor.migration_plan(None)]
    if "--check" in words or "--plan" in words:
        print("Planned operations:")
        print("\n".join(str(each) for each in plan) if plan else "  No planned migration operations.")
        sys.exit(1 if plan and "--check" in words else 0)
    executor.prepare()
    print("Operations to perform:\n  Apply all migrations\nRunning migrations:", flush=True)
    for each in plan:
        print("  Applying %s..." % each, end="", flush=True)
        executor.apply(each)
        print(" OK", flush=True)
        meet_trouble("migrate")
    if not plan:
        print("  No migrations to apply.")


def do_showmigrations(words):
    executor = MigrationExecutor(connection)
    missing = {str(each) for each, _ in executor.migration_plan(None)}
    for each in executor.loader.graph.ordered():
        print("[%s]  %s" % (" " if str(each) in missing else "X", each))


def do_rebuild(words):
    """Writes the static files anew; until 2026.1 the real thing needs node and npm for it."""
    if settings.RELEASE < (2026, 2) and not shutil.which("npm"):
        sys.exit("npm is needed to rebuild the static files of this version.")
    root = settings.STATIC_ROOT
    os.makedirs(root, exist_ok=True)
    names = {"site.css": STYLE % pretalx.__version__, "site.js": SCRIPT % pretalx.__version__}
    names.update({"pages/part%02d.css" % number: ".part%d{color:#%03d}\n" % (number, number) for number in range(40)})
    manifest = {}
    for name, text in names.items():
        stem, dot, end = name.rpartition(".")
        manifest[name] = "%s.%s%s%s" % (stem, hashlib.sha256(text.encode()).hexdigest()[:12], dot, end)
        path = os.path.join(root, manifest[name])
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        meet_trouble("rebuild")
    with open(os.path.join(root, ".manifest.new"), "w", encoding="utf-8") as file:
        json.dump(manifest, file)
    os.replace(os.path.join(root, ".manifest.new"), os.path.join(root, "manifest.json"))
    print("%d static files written to %s" % (len(names), root))


def do_runperiodic(words):
    print("Nothing to do on the practice server.")


def do_clearsessions(words):
    do_runperiodic(words)


def do_shell(words):
    """shell -c CODE"""
    exec(words[words.index("-c") + 1] if "-c" in words else sys.stdin.read(), {"__name__": "__main__"})
