"""The site of the stand-in: a start page, a page for each event, static files, media, a healthcheck and an API root."""
import html
import json
import mimetypes
import os
import threading
import traceback

import redis
from django.conf import settings
from django.db import Connection
from django.db.utils import Error

import pretalx

NOTE = "This is a stand-in for practice. It is not pretalx."
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>%(title)s</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="%(css)s"><script src="%(js)s" defer></script></head>
<body><header><strong>Practice server</strong> %(note)s</header><main><h1>%(title)s</h1>%(body)s</main>
<footer>Stand-in %(version)s</footer></body></html>
"""


class NotFound(Exception):
    pass


class Site:
    """Answers requests; a connection to the database for each thread."""

    def __init__(self):
        self.local = threading.local()

    def __call__(self, environ, start_response):
        try:
            status, kind, body = self.answer(environ.get("PATH_INFO", "/"))
        except NotFound:
            status, kind, body = "404 Not Found", "text/html; charset=utf-8", b"<h1>Not found</h1>"
        except Exception:  # what a page meets on a database of another version: the real thing says 500 as well
            traceback.print_exc()
            status, kind, body = "500 Internal Server Error", "text/html; charset=utf-8", b"<h1>Server error</h1>"
        start_response(status, [("Content-Type", kind), ("Content-Length", str(len(body)))])
        return [] if environ.get("REQUEST_METHOD") == "HEAD" else [body]

    def answer(self, path):
        if path == "/healthcheck/" and settings.RELEASE >= (2025, 2):
            return self.health()
        if path == "/api/" and settings.RELEASE >= (2026, 1):
            said = {"name": "pretalx", "version": pretalx.__version__, "practice": True}
            return "200 OK", "application/json", json.dumps(said).encode()
        if path.startswith(settings.STATIC_URL):
            return self.file(settings.STATIC_ROOT, path[len(settings.STATIC_URL):])
        if path.startswith(settings.MEDIA_URL):
            return self.file(settings.MEDIA_ROOT, path[len(settings.MEDIA_URL):])
        return "200 OK", "text/html; charset=utf-8", self.page(path.strip("/")).encode()

    def health(self):
        try:
            self.rows("SELECT 1")
        except Error:
            return "503 Service Unavailable", "text/plain", b"Database not available."
        if "locmem" in settings.CACHES["default"]["BACKEND"]:
            return "200 OK", "text/html; charset=utf-8", b""
        try:
            redis.from_url(settings.CACHES.get("redis", {}).get("LOCATION", "")).ping()
        except redis.RedisError:
            return "503 Service Unavailable", "text/plain", b"Cache not available."
        return "200 OK", "text/html; charset=utf-8", b""

    def rows(self, statement, *parameters):
        if not hasattr(self.local, "connection"):
            self.local.connection = Connection()
        with self.local.connection.cursor() as cursor:
            cursor.execute(statement, parameters)
            return cursor.fetchall()

    def file(self, root, name):
        path = os.path.realpath(os.path.join(root, name))
        if not path.startswith(os.path.realpath(root) + os.sep) or not os.path.isfile(path):
            raise NotFound
        with open(path, "rb") as file:
            return "200 OK", mimetypes.guess_type(path)[0] or "application/octet-stream", file.read()

    def page(self, slug):
        if slug == "":
            events = self.rows(newest("SELECT slug, name%s FROM event_event ORDER BY name"))
            items = ['<li><a href="/%s/">%s</a></li>' % (html.escape(each[0]), html.escape(each[1])) for each in events]
            return framed("Events", "<ul>%s</ul>" % "".join(items))
        if slug in ("orga/login", "orga"):
            return framed("Sign in", "<p>Nobody can sign in to the stand-in.</p>")
        found = self.rows("SELECT id, name FROM event_event WHERE slug = ?", slug)
        if not found:
            raise NotFound
        proposals = self.rows(
            "SELECT title, state FROM submission_submission WHERE event_id = ? AND state <> 'deleted' ORDER BY title",
            found[0][0])
        items = ["<li>%s <em>%s</em></li>" % (html.escape(title), html.escape(state)) for title, state in proposals]
        return framed(found[0][1], "<p>%d proposals</p><ul>%s</ul>" % (len(items), "".join(items)))


def newest(statement):
    """The statement with the columns that this release works with; each exists only after its migration."""
    columns = [name for release, name in (
        ((2025, 2), "header_pattern"), ((2026, 1), "contact"), ((2026, 2), "signup_open")) if settings.RELEASE >= release]
    return statement % "".join(", " + name for name in columns)


def framed(title, body):
    if getattr(settings, "VITE_IGNORE", False):
        names = {"site.css": "site.css", "site.js": "site.js"}
    else:
        with open(settings.STATIC_ROOT / "manifest.json", encoding="utf-8") as file:
            names = json.load(file)
    return PAGE % {
        "title": html.escape(title), "body": body, "note": NOTE, "version": pretalx.__version__,
        "css": settings.STATIC_URL + names["site.css"], "js": settings.STATIC_URL + names["site.js"],
    }


application = Site()
