"""Where a web service listens, and asking it there."""
import contextlib
import http.client
import os
import re
import socket

from programs import Unknown, output_of
from units import words_of


def bind_of(web):
    """Where gunicorn listens: host:port or unix:/path; as its arguments say, else its sockets, else its default."""
    words = words_of(web.setting("GUNICORN_CMD_ARGS")) + web.command
    found = [place for place in binds_in(words) if not place.startswith("fd://")]
    found = found or sockets_of(web) or listening(web.unit.get("MainPID") or "0")
    if not found:
        port = web.setting("PORT")
        return "127.0.0.1:" + (port if port.isdigit() else "8000")
    return "unix:" + found[0] if found[0].startswith("/") else found[0]


def binds_in(words):
    for index, word in enumerate(words):
        if word in ("-b", "--bind") and index + 1 < len(words):
            yield words[index + 1]
        elif word.startswith("--bind="):
            yield word[7:]
        elif re.fullmatch(r"-b[^-].*", word):
            yield word[2:]


def sockets_of(web):
    """Addresses of the socket units that start a web service."""
    found = []
    for name in web.unit.get("TriggeredBy", "").split():
        if name.endswith(".socket"):
            with contextlib.suppress(Unknown):
                text = output_of(["systemctl", "show", "--no-pager", "--property=Listen", "--", name])
                found += re.findall(r"^Listen=(\S+) \(Stream\)", text, re.MULTILINE)
    return found


def listening(pid):
    """Addresses on which a process of this machine listens, from the kernel's tables."""
    inodes = set()
    with contextlib.suppress(OSError):
        for entry in os.scandir("/proc/%s/fd" % pid):
            with contextlib.suppress(OSError):
                inodes.update(re.findall(r"^socket:\[(\d+)\]$", os.readlink(entry.path)))
    found = []
    for table, host in (("tcp", "127.0.0.1"), ("tcp6", "[::1]")):
        for fields in rows("/proc/net/" + table):
            if len(fields) > 9 and fields[3] == "0A" and fields[9] in inodes:
                found.append("%s:%d" % (host, int(fields[1].rsplit(":", 1)[1], 16)))
    unix = [fields for fields in rows("/proc/net/unix") if len(fields) > 7]
    return found + ["unix:" + fields[7] for fields in unix if fields[3] == "00010000" and fields[6] in inodes]


def rows(path):
    with contextlib.suppress(OSError):
        with open(path, encoding="ascii", errors="replace") as file:
            return [line.split() for line in file]
    return []


def get(bind, path, limit=5):
    """Status and beginning of the answer to a request on a service's own address."""
    if not bind:
        raise Unknown("the address of the web service is not known")
    connection = http.client.HTTPConnection("localhost", timeout=limit)
    connection.sock = connect(bind, limit)
    with contextlib.closing(connection):
        connection.request("GET", path, headers={"Accept": "application/json, text/html", "Connection": "close"})
        response = connection.getresponse()
        return response.status, response.read(1 << 14)


def connect(bind, limit, port_of_ours=0):
    """A connection to a service's own address; over TCP from a certain port, if one is given."""
    if bind.startswith("unix:"):
        client = socket.socket(socket.AF_UNIX)
        client.settimeout(limit)
        client.connect(bind[5:])
        return client
    host, _, port = bind.rpartition(":")
    host = host.strip("[]")
    host = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)
    ours = ("", port_of_ours) if port_of_ours else None
    return socket.create_connection((host, int(port) if port.isdigit() else 8000), limit, ours)
