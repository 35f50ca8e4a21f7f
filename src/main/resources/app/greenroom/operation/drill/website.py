"""The snapshot's own pretalx on the scratch data: asked for tables and migrations, started on a socket of its own.

It knows no mail server, no queue and no redis of the site, and none of its folders: all these are replaced in a
configuration that lies in the scratch folder, and once more in the settings that it is started with.
"""
import configparser
import glob
import http.client
import json
import os
import socket
import subprocess
import time
import urllib.parse

import account

PATIENCE = 90
HEALTHCHECK_SINCE = (2025, 2)
# variables that would lead to the live site
LIVE = ("PRETALX_CONFIG_FILE", "PRETALX_DATA_DIR", "PRETALX_FILESYSTEM_", "PRETALX_DB_", "PRETALX_REDIS",
        "PRETALX_CELERY_", "PRETALX_MAIL_", "PRETALX_LOGGING_EMAIL", "DJANGO_SETTINGS_MODULE")

SETTINGS = '''
from pretalx.settings import *
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
ADMINS = MANAGERS = []
_MEMORY = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
CACHES = {name: dict(_MEMORY, LOCATION="greenroom-drill-" + name) for name in globals().get("CACHES", {"default": {}})}
HAS_REDIS = HAS_CELERY = False
SESSION_ENGINE = "django.contrib.sessions.backends.db"
CELERY_TASK_ALWAYS_EAGER = True
CELERY_BROKER_URL, CELERY_RESULT_BACKEND = "memory://", "cache+memory://"
ALLOWED_HOSTS = ["*"]
STORAGES = dict(globals().get("STORAGES", {}), staticfiles={"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"})
if "default" not in STORAGES:
    del STORAGES
    STATICFILES_STORAGE = "django.contrib.staticfiles.storage.StaticFilesStorage"
VITE_IGNORE, VITE_DEV_MODE = True, False
'''

SERVE = '''
import os, smtplib, socketserver, sys
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer
def refuse(*arguments, **named):
    raise OSError("a drill sends no mail")
smtplib.SMTP.connect = smtplib.SMTP.sendmail = refuse
from pretalx.wsgi import application
class Handler(WSGIRequestHandler):
    def address_string(self):
        return "local"
class Server(socketserver.ThreadingMixIn, WSGIServer):
    address_family, daemon_threads = 1, True
    def server_bind(self):
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", 80
        self.setup_environ()
    def get_request(self):
        request, _ = self.socket.accept()
        return request, ("127.0.0.1", 0)
os.chdir(sys.argv[-1])  # the name of a socket may not be long
server = Server("s", Handler)
server.set_app(application)
server.serve_forever()
'''

LOOK = '''
import json, sys
MARK = sys.argv[1]
sys.argv = ["pretalx", "--no-pretalx-information"]
import django
django.setup()
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
executor = MigrationExecutor(connection)
graph = executor.loader.graph
plan = executor.migration_plan(graph.leaf_nodes())
found = {"migrations": len(graph.nodes), "pending": ["%s.%s" % (step.app_label, step.name) for step, _ in plan]}
there = set(connection.introspection.table_names())
wanted = set(connection.introspection.django_table_names())
found.update(tables=len(wanted), missing=sorted(wanted - there))
print("\\n" + MARK + " " + json.dumps(found))
'''

SLUGS = "SELECT slug FROM event_event WHERE is_public ORDER BY date_from DESC LIMIT 1"


class Unfit(Exception):
    """pretalx does not run on the scratch data; says why."""


def interpreters(site, venv):
    """Interpreters that may hold a version of pretalx: the live one, then those of kept environments."""
    found = [site["python"]]
    if venv:
        beside = os.path.dirname(venv)
        for pattern in ("venvs/*", os.path.basename(venv) + "*"):
            found += sorted(glob.glob(os.path.join(glob.escape(beside), pattern, "bin", "python")))
    return [path for path in dict.fromkeys(found) if path and os.path.exists(path)]


def python_with(site, venv, version):
    """The interpreter whose pretalx is of that version; none if none has it."""
    question = "import importlib.metadata as m; print(m.version('pretalx'))"
    for python in interpreters(site, venv):
        status, output, _ = account.ask(site, [python, "-c", question])
        if status == 0 and output.decode("utf-8", "replace").strip() == version:
            return python
    return ""


class Website:
    """One version of pretalx on the scratch data."""

    def __init__(self, site, python, version, place, database, config):
        self.site = dict(site, environment={
            key: value for key, value in site["environment"].items() if not key.startswith(LIVE)})
        self.python, self.version, self.place = python, version, place
        self.url = urllib.parse.urlsplit("")
        place.write("pretalx.cfg", self.config(database.settings(place), config).encode("utf-8"))
        place.write("settings/greenroom_drill.py", SETTINGS.encode("ascii"))
        for name in ("data/media", "data/logs", "data/static"):
            os.close(place.folder(name.split("/")))

    def config(self, database, texts):
        """The site's configuration with everything replaced that leads to the live site."""
        parser = configparser.RawConfigParser(strict=False)
        for text in texts:
            parser.read_string(text)
        data = self.place.at("data")
        replaced = {
            "filesystem": {"data": data, "media": data + "/media", "logs": data + "/logs", "static": data + "/static",
                           "htmlexport": data + "/htmlexport"},
            "database": {key: value for key, value in database.items()},
            "mail": {"from": "drill@localhost", "host": "127.0.0.1", "port": "9", "user": "", "password": "", "tls": "off", "ssl": "off"},
            "celery": {"broker": "", "backend": ""},
            "redis": {"location": "False", "session": "false"},
            "logging": {"email": ""},
        }
        for section, values in replaced.items():
            parser.remove_section(section)
            parser.read_dict({section: values})
        self.url = urllib.parse.urlsplit(parser.get("site", "url", fallback="http://localhost"))
        parser.read_dict({"site": {"debug": "False"}})
        text = ""
        for section in parser.sections():
            text += "[%s]\n" % section
            for key, value in parser.items(section):
                text += "%s = %s\n" % (key, value.replace("\n", "\n\t"))
        return text

    def environment(self):
        return dict(self.place.mark(), PRETALX_CONFIG_FILE=self.place.at("pretalx.cfg"),
                    DJANGO_SETTINGS_MODULE="greenroom_drill", PYTHONPATH=self.place.at("settings"))

    def look(self):
        """What its models and migrations want, and what of that is there."""
        mark = os.urandom(12).hex()
        process = account.start(self.site, [self.python, "-", mark], self.environment())
        try:
            output, complaint = process.communicate(LOOK.encode("ascii"), PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            raise Unfit("it took longer than %d s to look at the database" % PATIENCE) from None
        for line in output.decode("utf-8", "replace").splitlines():
            if line.startswith(mark + " "):
                return json.loads(line[len(mark) + 1:])
        raise Unfit(last_line(complaint.decode("utf-8", "replace")) or "it said nothing")

    def start(self):
        self.process = account.start(
            self.site, [self.python, "-c", SERVE, "--no-pretalx-information", self.place.path], self.environment())
        self.process.stdin.close()
        self.complaint = account.Complaint(self.process.stderr)
        self.chatter = account.Complaint(self.process.stdout)

    def get(self, path, limit=20):
        connection = http.client.HTTPConnection("localhost", timeout=limit)
        connection.sock = socket.socket(socket.AF_UNIX)
        try:
            connection.sock.settimeout(limit)
            connection.sock.connect("/proc/self/fd/%d/s" % self.place.descriptor)
            connection.request("GET", path, headers={
                "Host": self.url.netloc or "localhost", "X-Forwarded-Proto": self.url.scheme or "http",
                "X-Forwarded-For": "127.0.0.1", "Connection": "close", "User-Agent": "Greenroom"})
            answer = connection.getresponse()
            return answer.status, answer.read(4 << 20)
        finally:
            connection.close()

    def healthcheck(self):
        """Status that it should answer, and the one it answers as soon as it answers at all."""
        feature = tuple(int(part) for part in self.version.split(".")[:2])
        expected = 200 if feature >= HEALTHCHECK_SINCE else 404
        limit = time.monotonic() + PATIENCE
        while True:
            if self.process.poll() is not None:
                raise Unfit("it ended with status %d: %s" % (self.process.returncode, last_line(self.complaint.text())))
            try:
                return expected, self.get("/healthcheck/")[0]
            except (OSError, http.client.HTTPException) as error:
                if time.monotonic() > limit:
                    raise Unfit("it does not answer after %d s: %s" % (PATIENCE, error)) from None
                time.sleep(0.1)

    def complaints(self):
        """The end of its log, for the details of a failure."""
        try:
            with open(self.place.at("data", "logs", "pretalx.log"), "rb") as file:
                return last_line(file.read()[-20000:].decode("utf-8", "replace"))
        except OSError:
            return ""


def last_line(text):
    lines = [line for line in text.strip().splitlines() if line.strip()]
    return lines[-1].strip()[:300] if lines else ""
