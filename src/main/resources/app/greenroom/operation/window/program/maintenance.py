"""The 503 page that visitors see while the site is down: started before, and gone when the site answers again.

It is a process of its own (page.py) that outlives the step that starts it: a unit, or a session where there is no systemd.
How it and the web service follow each other on one address:

    shared    gunicorn on a port: both listen on it for a moment (SO_REUSEPORT, which a drop-in below /run asks for), and
              the page gets all visitors until it goes
    replaced  gunicorn on a socket in the file system: it takes the name over (the drop-in keeps the folder)
    plain     anything else: the page ends just before the service starts
"""
import errno
import html
import json
import os
import random
import signal
import subprocess
import sys
import time
import urllib.parse

import address
import units
from programs import ROOT
from surroundings import JOB, say, unit_named, write_durably

RETRY_AFTER = 20
PATIENCE = 3.0
TRIES = 20
# upper byte of the ports from which this program reaches the site past the page; above those that systems give by themselves
OWN_PORTS = 0xEF
DROP_INS = "/run/systemd/system"
LISTENING = "0A"
LAYOUT = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">%(again)s<title>%(title)s</title>
<style>body{font-family:system-ui,sans-serif;line-height:1.5;max-width:34em;margin:18vh auto 0;padding:0 1.5em;color:#222;background:#fff}
h1{font-size:1.5em;font-weight:600}p{margin:.8em 0}@media (prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1b}}</style></head>
<body><main><h1>%(title)s</h1><p>%(text)s</p>%(sent)s</main></body></html>
"""
TEXT = "This site is being updated. It takes a few minutes, and nothing that was saved is lost. Please come back shortly."
SENT = ("<p><strong>What you just sent has not been received.</strong> "
        "Go back in your browser to keep it, and send it again later.</p>")
AGAIN = '<meta http-equiv="refresh" content="%d">' % RETRY_AFTER


# ---- what it says, and where ----


def given_words():
    """The organiser's words for this server, each part shown as plain text; empty parts are left to the page."""
    path = os.path.join(JOB, "words.json")
    if os.path.exists(path):
        with open(path, encoding="utf-8") as file:
            return json.load(file)
    title, text = "", given_text().strip()
    if text.startswith("#"):
        title, _, text = text.lstrip("#").strip().partition("\n")
    return {"title": title, "text": text}


def given_text():
    """The organiser's own words for all servers, if there are any; the first line is the title if it begins with #."""
    path = os.path.join(JOB, "page.txt")
    if not os.path.exists(path):
        return ""
    with open(path, encoding="utf-8") as file:
        return file.read()


def words(change):
    """The two pages: for who asks, and for who sends something."""
    site = urllib.parse.urlsplit(change.site()["siteUrl"]).netloc or "This site"
    given = given_words()
    title = html.escape(given.get("title", "").strip() or "%s will be back shortly" % site)
    text = (given.get("text", "").strip() or TEXT).replace("\r\n", "\n")
    text = "</p><p>".join(html.escape(part.strip()) for part in text.split("\n\n") if part.strip())
    if given.get("until", "").strip():
        text += "</p><p>Expected back: <strong>%s</strong>" % html.escape(given["until"].strip())
    text += contact(given.get("contact", "").strip())
    page = LAYOUT % {"title": title, "text": text, "again": AGAIN, "sent": ""}
    return {"page": page, "sent": LAYOUT % {"title": title, "text": text, "again": "", "sent": SENT}}


def contact(place):
    """Where to ask: a link only to what can do no harm, everything else is shown as it is."""
    if not place:
        return ""
    shown = html.escape(place)
    if place.startswith(("https://", "http://")):
        shown = '<a href="%s" rel="noreferrer">%s</a>' % (shown, shown)
    elif "@" in place and not set(place) & set(" :/?&"):
        shown = '<a href="mailto:%s">%s</a>' % (shown, shown)
    return "</p><p>Questions: " + shown


def runs_gunicorn(change):
    return any(os.path.basename(word) == "gunicorn" for word in change.web().command[:3])


def way(change):
    """How page and web service follow each other."""
    web = change.web()
    # a file of the environment wins over a drop-in, and would lose its own words to it otherwise
    set_elsewhere = "GUNICORN_CMD_ARGS" in web.environment and "GUNICORN_CMD_ARGS" not in units.assignments(
        web.unit.get("Environment", ""))
    if not systemd_runs() or not runs_gunicorn(change) or set_elsewhere or web.unit.get("TriggeredBy"):
        return "plain"
    return "replaced" if change.parameters["bind"].startswith("unix:") else "shared"


def systemd_runs():
    return not ROOT and os.geteuid() == 0 and os.path.isdir("/run/systemd/system")


def facts(change, how):
    return dict(
        words(change), bind=change.parameters["bind"], shared=how == "shared", ownPorts=OWN_PORTS, retryAfter=RETRY_AFTER,
        user=change.web().user if change.switch() else "root", group=change.web().unit.get("Group", ""))


# ---- the drop-in ----


def drop_in(change):
    return os.path.join(DROP_INS, change.parameters["webUnit"] + ".d", "greenroom.conf")


def prepare_service(change, how):
    """Lets the web service share its address with the page, from its next start on."""
    if how == "plain":
        return
    if how == "shared":
        former = change.web().setting("GUNICORN_CMD_ARGS")
        value = (former + " --reuse-port").strip().replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
        line = 'Environment="GUNICORN_CMD_ARGS=%s"' % value
    else:
        line = "RuntimeDirectoryPreserve=yes"
    os.makedirs(os.path.dirname(drop_in(change)), exist_ok=True)
    with open(drop_in(change), "w", encoding="utf-8") as file:
        file.write("# of Greenroom, while the site changes hands with its maintenance page\n[Service]\n%s\n" % line)
    reload()


def forget_service(change):
    path = drop_in(change)
    if os.path.exists(path):
        os.unlink(path)
        if not os.listdir(os.path.dirname(path)):
            os.rmdir(os.path.dirname(path))
        reload()


def reload():
    subprocess.run(["systemctl", "daemon-reload"], stdin=subprocess.DEVNULL)


# ---- the process ----


def unit_of(change):
    return "greenroom-page-%s.service" % change.parameters["job"]


def command():
    return [sys.executable, "-I", "-u", os.path.join(JOB, "page.py"), os.path.join(JOB, "page.json")]


def begin(change, how=None):
    """Starts the page; it gets the address as soon as nobody listens there."""
    end(change)
    how = how or way(change)
    prepare_service(change, how)
    change.notes.put(page={"way": how})
    write_durably(os.path.join(JOB, "page.json"), json.dumps(facts(change, how)))
    if systemd_runs():
        properties = ["Type=exec", "KillMode=mixed", "TimeoutStopSec=10", "StandardInput=null", "UMask=0022",
                      "OOMScoreAdjust=-200", "Nice=-10", "Description=Maintenance page of " + change.parameters["webUnit"]]
        words_of = ["systemd-run", "--quiet", "--collect", "--no-block", "--unit=" + unit_of(change)]
        for each in properties:
            words_of += ["-p", each]
        status = subprocess.run(words_of + command(), stdin=subprocess.DEVNULL).returncode
        if status != 0:
            say("the maintenance page could not be started: visitors will see an error page of the web server")
        return
    process = subprocess.Popen(
        command(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    change.notes.put(page={"way": how, "pid": process.pid, "start": started(process.pid)})


def started(pid):
    """When a process started, by the kernel's clock; none if it is gone. Tells it from a later one of its number."""
    try:
        with open("/proc/%d/stat" % pid, "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        said = subprocess.run(["ps", "-o", "stat=,lstart=", "-p", str(pid)], stdout=subprocess.PIPE).stdout.decode()
        return None if not said.strip() or said.startswith("Z") else " ".join(said.split()[1:])
    return None if fields[0] in (b"Z", b"X") else fields[19].decode()


def lives(page):
    return bool(page.get("pid")) and started(page["pid"]) is not None and started(page["pid"]) == page["start"]


def runs(change):
    """Whether there is a page, shown or not."""
    if systemd_runs():
        return unit_named(unit_of(change)).unit.get("ActiveState") in ("active", "activating")
    return lives(change.notes.get("page") or {})


def end(change):
    """Ends the page, wherever it runs; it answers who waits already."""
    if systemd_runs():
        if runs(change):
            subprocess.run(["systemctl", "stop", "--", unit_of(change)], stdin=subprocess.DEVNULL)
        return
    page = change.notes.get("page") or {}
    if not lives(page):
        return
    for number in (signal.SIGTERM, signal.SIGKILL):
        os.kill(page["pid"], number)
        limit = time.monotonic() + PATIENCE
        while lives(page) and time.monotonic() < limit:
            time.sleep(0.01)
        if not lives(page):
            return


def shows(change):
    """Whether visitors see the page now."""
    try:
        with address.connect(change.parameters["bind"], 2) as client:
            client.sendall(b"HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n")
            return b"X-Greenroom: window" in client.recv(4096)
    except OSError:
        return False


def connect_past(bind, limit):
    """A connection to the site itself, also while the page answers everybody else on a port that both share."""
    for port in random.sample(range(OWN_PORTS << 8, (OWN_PORTS + 1) << 8), TRIES):
        try:
            return address.connect(bind, limit, port)
        except OSError as error:
            if error.errno not in (errno.EADDRINUSE, errno.EADDRNOTAVAIL):
                raise
    return address.connect(bind, limit)


def wait_until_shown(change):
    limit = time.monotonic() + PATIENCE
    while not shows(change):
        if time.monotonic() > limit:
            say("the maintenance page does not answer: visitors see an error page of the web server")
            return
        time.sleep(0.02)
    say("visitors see the maintenance page")


def way_of(change):
    return (change.notes.get("page") or {}).get("way")


def make_room(change):
    """Ends the page before the web service starts, where both cannot have the address at once."""
    if way_of(change) not in ("shared", "replaced") or not os.path.exists(drop_in(change)):
        end(change)


def leave(change):
    """The site answers: the page goes, and what let both have the address."""
    end(change)
    forget_service(change)


def apologize(change):
    """After an undo that failed at a boot: the site does not start, but visitors get an answer."""
    begin(change, "plain")


def web_listens(change):
    """Whether somebody beside the page listens on a shared port; true where that cannot be told."""
    place = change.parameters["bind"].rpartition(":")[2]
    if way_of(change) != "shared" or not place.isdigit():
        return True
    wanted = ":%04X" % int(place)
    rows = [fields for table in ("tcp", "tcp6") for fields in address.rows("/proc/net/" + table) if len(fields) > 3]
    return len([fields for fields in rows if fields[3] == LISTENING and fields[1].endswith(wanted)]) > 1
