"""Folders that matter and the space below them."""
import contextlib
import glob
import os

from programs import ROOT, Unknown, background, run, settle

MEASURED = ("data", "media", "static", "venv")


def disks(settings, venv):
    """Space of every folder that matters; those that the settings name are missing where these are unknown."""
    folders = {
        "data": settings.get("dataDirectory"),
        "media": settings.get("mediaRoot"),
        "static": settings.get("staticRoot"),
        "venv": venv,
        "database": database_folder(settings.get("database", {})),
        "jobs": ROOT + "/var/lib/greenroom",
    }
    asked = [background(space, path, purpose) for purpose, path in folders.items() if path]
    found = [settle(answer) for answer in asked]
    return [each for each in found if "path" in each]


def space(path, purpose):
    """Space below a folder, or below the nearest one that is there."""
    place = path
    while place != "/" and not os.path.exists(place):
        place = os.path.dirname(place)
    try:
        system = os.statvfs(place)
    except OSError:
        return {}
    return {
        "path": path,
        "purpose": purpose,
        "totalBytes": system.f_blocks * system.f_frsize,
        "freeBytes": system.f_bavail * system.f_frsize,
        "usedBytes": used(path) if purpose in MEASURED and place == path else -1,
        "freeInodes": system.f_favail if system.f_files else -1,
    }


def used(path):
    """Bytes below a folder, -1 where counting them takes too long."""
    with contextlib.suppress(Unknown, ValueError, IndexError, OSError):
        return int(run(["du", "-skx", "--", os.path.realpath(path)], 3)[1].split()[0]) * 1024
    return -1


def database_folder(database):
    """The folder of the database, where it lies on this machine and may be seen."""
    if database.get("kind") == "SQLITE":
        return os.path.dirname(database.get("name", ""))
    host = database.get("host", "")
    local = host in ("", "localhost", "127.0.0.1", "::1") or host.startswith("/")
    if database.get("kind") != "POSTGRESQL" or not local:
        return ""
    for process in glob.glob("/proc/[0-9]*"):
        with contextlib.suppress(OSError, IndexError):
            with open(process + "/comm", encoding="ascii", errors="replace") as file:
                if file.read().strip() not in ("postgres", "postmaster"):
                    continue
            folder = os.readlink(process + "/cwd")  # the server lives in its data directory
            with open(folder + "/postmaster.pid", encoding="utf-8", errors="replace") as file:
                if file.read().splitlines()[3] == (database.get("port") or "5432"):
                    return folder
    return ""
