"""Whether a version of pretalx serves: asked in private before visitors see it, and in public after."""
import html.parser
import http.client
import json
import os
import re
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import urllib.parse

import copies
import maintenance
import services
from programs import ROOT
from surroundings import Failed, number_of, say

HEALTHCHECK_SINCE, API_SINCE, REDIS_SINCE = (2025, 2), (2026, 1), (2026, 2)
PAGES = ("/", "/orga/login/")
LONGEST_SOCKET = 100  # the kernel allows 107 bytes for the path of a socket
PATIENCE, PAUSE, LOOK_EVERY = 120, 0.05, 1.0
MOST_RESTARTS = 3
ROOM_AFTER = 10  # seconds
# with these gunicorn would listen elsewhere, go into the background, or change its user
WITH_VALUE = {"-b", "--bind", "-p", "--pid", "-w", "--workers", "-u", "--user", "-g", "--group"}
ALONE = {"-D", "--daemon", "--reload"}

# where the web service is not gunicorn, the same application behind a small server
SERVE = """
import os, socketserver, sys
from wsgiref.simple_server import ServerHandler, WSGIRequestHandler, WSGIServer
from pretalx.wsgi import application
class Handler(WSGIRequestHandler):
    def address_string(self):
        return "local"
class Server(socketserver.ThreadingMixIn, WSGIServer):
    address_family = 1
    def server_bind(self):
        socketserver.TCPServer.server_bind(self)
        self.server_name, self.server_port = "localhost", 80
        self.setup_environ()
    def get_request(self):
        request, _ = self.socket.accept()
        return request, ("127.0.0.1", 0)
server = Server(%r, Handler)
server.set_app(application)
server.serve_forever()
"""


class Page(html.parser.HTMLParser):
    """The files that a page needs. HTML can be minified, without quotes: hence a parser."""

    def __init__(self):
        super().__init__()
        self.files = []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        wanted = values.get("src") if tag in ("script", "img") else None
        if tag == "link" and {"stylesheet", "icon", "modulepreload", "preload"} & set((values.get("rel") or "").split()):
            wanted = values.get("href")
        if wanted:
            self.files.append(wanted)


# ---- looking at something that answers ----


class MaintenancePage(http.client.HTTPException):
    """It is not the site that answered, but the page that stands in for it."""


class Site:
    """An address of a web service, asked as a visitor of the site's own name."""

    def __init__(self, change, bind):
        self.change, self.bind = change, bind
        self.url = urllib.parse.urlsplit(change.site()["siteUrl"])

    def get(self, path, limit=20):
        connection = http.client.HTTPConnection("localhost", timeout=limit)
        connection.sock = maintenance.connect_past(self.bind, limit)
        try:
            headers = {"Host": self.url.netloc or "localhost", "X-Forwarded-Proto": self.url.scheme or "http",
                       "X-Forwarded-For": "127.0.0.1", "Connection": "close", "User-Agent": "Greenroom"}
            connection.request("GET", path, headers=headers)
            answer = connection.getresponse()
            if answer.getheader("X-Greenroom"):
                raise MaintenancePage()
            return answer.status, answer.read(4 << 20)
        finally:
            connection.close()

    def status(self):
        """Status of the healthcheck; 0 if nothing answers."""
        try:
            return self.get("/healthcheck/", 5)[0]
        except (OSError, http.client.HTTPException):
            return 0


def fitting(change, version, status):
    """Whether a status of the healthcheck is what a healthy site of this version says."""
    feature = number_of(version)
    if feature < HEALTHCHECK_SINCE:
        return status == 404
    without_cache = feature < REDIS_SINCE and not change.site()["redis"]
    return status == (503 if without_cache else 200)


def wait_until_healthy(change, site, version, gone):
    """Waits until the healthcheck is content; ends early if what should answer is gone."""
    begun, last = time.monotonic(), -1
    looked = begun
    while True:
        status = site.status()
        if fitting(change, version, status):
            return
        if status != last:
            say("healthcheck: %s" % (status or "nothing answers"))
            last = status
        now = time.monotonic()
        if now - looked > LOOK_EVERY:  # asking systemd all the time would slow down what is waited for
            looked, reason = now, gone()
            if reason:
                raise Failed(reason)
        if now - begun > PATIENCE:
            raise Failed("the healthcheck still says %s after %d s" % (status or "nothing", PATIENCE))
        time.sleep(PAUSE)


def look(change, site, version, static):
    """Version, pages and the static files that they name."""
    if number_of(version) >= API_SINCE:
        status, body = site.get("/api/")
        said = json.loads(body)["version"] if status == 200 else "status %d" % status
        if said != version:
            raise Failed("/api/ should say %s, says %s" % (version, said))
    files = {}
    for path in PAGES:
        status, body = site.get(path)
        if status >= 400 and not (status == 404 and path != "/"):
            raise Failed("the page %s answers %d" % (path, status))
        page = Page()
        page.feed(body.decode("utf-8", "replace"))
        files.update({file: path for file in page.files})
    found = [require_static(change, static, file, path) for file, path in files.items()]
    say("%s answers: %d pages, %d static files that they name" % (version, len(PAGES), sum(found)))


def require_static(change, static, file, page):
    """Whether something that a page names is a static file; then it must be there, for the web server too."""
    prefix = urllib.parse.urlsplit(change.site()["staticUrl"])
    wanted = urllib.parse.urlsplit(urllib.parse.urljoin(page, file))
    if prefix.netloc or wanted.netloc or not wanted.path.startswith(prefix.path):
        return False
    path = os.path.normpath(os.path.join(static, urllib.parse.unquote(wanted.path[len(prefix.path):])))
    if not path.startswith(os.path.normpath(static) + os.sep):
        return False
    try:
        status = os.stat(path)
    except FileNotFoundError as error:
        raise Failed("the page %s names %s, which is not there" % (page, path)) from error
    if status.st_size == 0 or not status.st_mode & 0o044:
        raise Failed("the web server cannot serve " + path)
    return True


def require_no_pending(process, what):
    if process.wait() != 0:
        raise Failed("migrations are missing for pretalx " + what)


# ---- in private ----


def private_command(change, path):
    """The web unit's own command with the new environment, listening on a socket that nobody else knows."""
    environment = os.path.dirname(os.path.dirname(change.new_python()))
    former = os.path.join(change.user_base, "bin") if change.user_base else change.live
    new = os.path.join(environment, "bin") if change.user_base else environment
    command = [word.replace(former + os.sep, new + os.sep) for word in change.web().command]
    place = next((index for index, word in enumerate(command[:3]) if os.path.basename(word) == "gunicorn"), None)
    if place is None:
        return [change.new_python(), "-c", SERVE % path]
    words, kept = iter(command[place + 1:]), []
    for word in words:
        if word in WITH_VALUE:
            next(words, None)
        elif word.split("=")[0] not in WITH_VALUE | ALONE and not re.fullmatch(r"-[bpwug][^-].*", word):
            kept.append(word)
    return command[:place + 1] + kept + ["--workers", "1", "--bind", "unix:" + path]


def socket_folder(change):
    """A folder that only the service user and root can enter. Below /run, else where names are short enough."""
    os.makedirs(ROOT + "/run", exist_ok=True)
    folder = os.path.join(ROOT + "/run", "greenroom-" + change.stamp)
    if len(folder) > LONGEST_SOCKET:
        folder = tempfile.mkdtemp(prefix="greenroom-")
    else:
        shutil.rmtree(folder, ignore_errors=True)
        os.mkdir(folder, 0o700)
    change.give(folder)
    return folder


def end(process):
    """Ends a private server and everything of its group."""
    # nobody else asks it anything: it need not wait for anybody
    for number, patience in ((signal.SIGQUIT, 1), (signal.SIGKILL, 10)):
        try:
            os.killpg(process.pid, number)
        except ProcessLookupError:
            break
        try:
            process.wait(patience)
        except subprocess.TimeoutExpired:
            continue
    process.wait()


def try_in_private(change, static=None, written=True):
    """The new version must serve on a socket of its own before any visitor gets to it.

    static -- where its static files lie now; written -- whether something was written that must be on the disk first
    """
    pending = change.start_pending_check(change.new_python())
    folder = socket_folder(change)
    path = os.path.join(folder, "s")
    # what lets the web service share its port with the maintenance page cannot be asked of a socket in the file system
    arguments = change.web().setting("GUNICORN_CMD_ARGS").replace("--reuse-port", "")
    process = change.start(
        private_command(change, path), {"GUNICORN_CMD_ARGS": arguments}, stderr=subprocess.STDOUT, preexec_fn=os.setpgrp)
    try:
        gone = lambda: "pretalx ended with status %d" % process.returncode if process.poll() is not None else ""  # noqa: E731
        if written:
            copies.make_durable(change)  # while pretalx starts
        site = Site(change, "unix:" + path)
        wait_until_healthy(change, site, change.after, gone)
        look(change, site, change.after, static or change.notes.get("staticOfTarget") or change.site()["static"])
        require_no_pending(pending, change.after)
    finally:
        end(process)
        pending.kill()
        pending.wait()
        shutil.rmtree(folder, ignore_errors=True)


# ---- in public ----


def gone_of(change):
    """Says that the web unit has failed, or that systemd starts it again and again. A page that seems to keep it from its
    address goes."""
    unit = change.parameters["webUnit"]
    before, limit = services.restarts_of(unit), time.monotonic() + ROOM_AFTER

    def gone():
        if time.monotonic() > limit and not maintenance.web_listens(change):
            maintenance.end(change)
        failed = services.state_of(unit) == "failed" or services.restarts_of(unit) - before >= MOST_RESTARTS
        return "%s has failed" % unit if failed else ""

    return gone


def public(change):
    return Site(change, change.parameters["bind"])


def wait_for_public(change, version):
    wait_until_healthy(change, public(change), version, gone_of(change))


def judge_undone(change):
    """Whether the old version serves with its data, as it did before."""
    version = change.before
    wait_for_public(change, version)
    pending = change.start_pending_check(change.old_python())
    look(change, public(change), version, change.site()["static"])
    require_no_pending(pending, version)
    for worker in services.worker_of(change):
        services.stays(worker)
    say("pretalx %s is healthy" % version)
