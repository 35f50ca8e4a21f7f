"""What jobs set aside on this server: lists it, and removes for good what is asked for.

Standard input: this program, then a request as JSON behind its length. A job's own notes name what it set aside, and its
own modules know how to speak to its database. Nothing that the site uses is ever named: neither where a link of the site
leads, nor what a process runs from, nor a database that somebody is connected to.
"""
import datetime
import fcntl
import glob
import hashlib
import json
import os
import shutil
import subprocess
import sys

INPUT = sys.stdin.buffer
ENDED = ("done", "undone", "undone-unhealthy")
DATABASES = """
import json, sys, surroundings, postgresql
change = (getattr(surroundings, "Change", None) or surroundings.Upgrade)()
names = json.loads(sys.argv[1])
session = postgresql.session(change)
if sys.argv[2] == "drop":
    for name in names:
        session.run(["DROP DATABASE " + postgresql.name(name)], postgresql.MAINTENANCE)
    names = []
rows = session.run(["SELECT datname, pg_database_size(datname), (SELECT count(*) FROM pg_stat_activity a WHERE a.datname = d.datname) "
                    "FROM pg_database d WHERE datname IN (%s)" % ", ".join(map(postgresql.literal, names))], postgresql.MAINTENANCE) if names else []
print("greenroom " + json.dumps(rows))
"""


class Refused(Exception):
    pass


def text_of(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""


def json_of(path):
    text = text_of(path)
    return json.loads(text) if text else {}


class Job:
    def __init__(self, folder, home):
        self.folder, self.home, self.id = folder, home, os.path.basename(folder)
        self.plan, self.notes = json_of(folder + "/plan.json"), json_of(folder + "/notes.json")
        self.parameters = json_of(folder + "/change.json") or json_of(folder + "/upgrade.json")
        self.state = text_of(folder + "/state").strip()
        self.stamp = self.parameters.get("created", "")[:19].replace("-", "").replace(":", "").replace("T", "")

    def paths(self):
        """Every path that it can have left; whether it is there is another question."""
        notes, found = self.notes, [os.path.join(self.home, "kept", self.id)]
        if notes.get("switching"):
            found.append(notes["old"]["kept"])
        found += list((notes.get("environments") or {}).values())  # those that the site is on are in use
        found.append(notes.get("staticAside"))
        media = notes.get("media") or {}
        found += [media.get("copy"), media.get("failed")]
        for name in ("mediaSwap", "secretSwap"):
            found += [(notes.get(name) or {}).get(word) for word in ("before", "failed")]
        copy = notes.get("databaseCopy") or {}
        found += [copy.get("folder"), notes.get("databaseAside")]
        if self.stamp:  # of a restore to an empty server that was taken back
            found += ["%s-undone-%s" % (name.rstrip("/"), self.stamp) for kind, name in notes.get("made", []) if kind in ("folder", "venv")]
        site = notes.get("site") or {}
        if site.get("media") and self.stamp:
            found.append("%s-before-%s" % (os.path.realpath(site["media"]), self.stamp))
            found.append("%s/.greenroom-before-%s" % (os.path.realpath(site["media"]), self.stamp))
        if (site.get("database") or {}).get("kind") == "sqlite":
            swap = notes.get("databaseSwap") or {}
            found += [swap.get("before"), swap.get("failed")]
        return [path for path in dict.fromkeys(found) if path and path.startswith("/")]

    def databases(self):
        site = self.notes.get("site") or {}
        if (site.get("database") or {}).get("kind") != "postgresql" or not self.notes.get("postgresql"):
            return []
        swap, copy = self.notes.get("databaseSwap") or {}, self.notes.get("databaseCopy") or {}
        found = [swap.get("before"), swap.get("failed"), copy.get("name")]
        if self.stamp:
            end = "_failed_" + self.stamp
            found.append(site["database"]["name"][:63 - len(end)] + end)
        live = site["database"]["name"]
        return [name for name in dict.fromkeys(found) if name and name != live]

    def ask_databases(self, names, what):
        environment = dict(os.environ, GREENROOM_JOB=self.folder, PYTHONPATH=self.folder)
        done = subprocess.run(
            [sys.executable, "-B", "-c", DATABASES, json.dumps(names), what], env=environment, cwd="/",
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for line in done.stdout.decode("utf-8", "replace").splitlines():
            if line.startswith("greenroom "):
                return json.loads(line[len("greenroom "):])
        raise Refused(done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or ["no answer"])


def uploads(home, key):
    """What restores brought here that never began, and that nobody writes to now."""
    for folder in sorted(glob.glob(os.path.join(home, "staging", "*")), reverse=True):
        name = os.path.basename(folder)
        try:
            with open(os.path.join(folder, "coming"), encoding="utf-8") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                note = json.load(file)
        except (OSError, ValueError):
            continue
        if note.get("lockKey") != key or os.path.isdir(os.path.join(home, "jobs", name)):
            continue
        media = note.get("mediaFolder") or ""
        paths = [folder] + ([media] if os.path.basename(media).startswith(".greenroom-") and os.path.isdir(media) else [])
        at = datetime.datetime.fromtimestamp(os.stat(folder).st_mtime, datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        yield {"job": name, "at": at, "things": [{"kind": "PATH", "name": path, "bytes": size_of(path)} for path in paths]}


class Used:
    """What the site and the processes of this server use."""

    def __init__(self, live):
        self.paths = {os.path.realpath(path) for path in live if path}
        for process in glob.glob("/proc/[0-9]*"):
            self.paths.update(self.of_process(process))

    @staticmethod
    def of_process(folder):
        for name in ("exe", "cwd"):
            try:
                yield os.readlink(os.path.join(folder, name))
            except OSError:
                continue
        try:
            with open(folder + "/cmdline", "rb") as file:
                words = file.read(1 << 14).split(b"\0")
        except OSError:
            return
        for word in words[:2]:
            if word.startswith(b"/"):
                yield os.path.realpath(os.fsdecode(word))

    def has(self, path):
        """Whether something lies at or below a path that is in use."""
        real = os.path.realpath(path)
        return any(each == real or each.startswith(real + os.sep) for each in self.paths)


def size_of(path):
    """Bytes on disk that would be free without it: files with a second name elsewhere stay."""
    total, folders = 0, []
    status = os.lstat(path)
    if not os.path.isdir(path) or os.path.islink(path):
        return status.st_blocks * 512 if status.st_nlink == 1 else 0
    folders.append(path)
    while folders:
        try:
            with os.scandir(folders.pop()) as entries:
                for entry in entries:
                    status = entry.stat(follow_symlinks=False)
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(entry.path)
                        total += status.st_blocks * 512
                    elif status.st_nlink == 1:
                        total += status.st_blocks * 512
        except OSError:
            continue
    return total


def things_of(job, used):
    found = []
    for path in job.paths():
        if os.path.lexists(path) and not used.has(path):
            found.append({"kind": "PATH", "name": path, "bytes": size_of(path)})
    names = job.databases()
    if names:
        try:
            found += [{"kind": "DATABASE", "name": name, "bytes": int(size)}
                      for name, size, sessions in job.ask_databases(names, "list") if int(sessions) == 0]
        except Refused:
            pass  # a database that cannot be asked is not offered
    return found


def remove(job, things):
    databases = [thing["name"] for thing in things if thing["kind"] == "DATABASE"]
    if databases:  # first, while the environment that signs in is there
        job.ask_databases(databases, "drop")
    for thing in things:
        if thing["kind"] == "PATH":
            path = thing["name"]
            shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)


def lock(home, key):
    """Held while something is removed: no job of the instance begins meanwhile."""
    folder = os.path.join(home, "locks")
    os.makedirs(folder, mode=0o700, exist_ok=True)
    path = os.path.join(folder, hashlib.sha256(key.encode()).hexdigest()[:32])
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        raise Refused("running") from error
    return descriptor


def main():
    request = json.loads(INPUT.read(int(INPUT.readline())))
    home = request["home"]
    jobs = [Job(folder, home) for folder in glob.glob(os.path.join(home, "jobs", "[!.]*"))]
    jobs.sort(key=lambda job: job.plan.get("created", ""), reverse=True)
    mine = [job for job in jobs if job.plan.get("lockKey") == request["lockKey"]]
    wanted = request["remove"]
    used, answer, held = Used(request["live"]), [], None
    if wanted:
        held = lock(home, request["lockKey"])
        if any(job.state not in ENDED for job in mine if job.state):
            raise Refused("unfinished")
    claimed = set()
    for job in mine:  # newest first: what a way back set aside again is that one's, no longer the upgrade's
        if job.state not in ENDED:
            continue
        things = [thing for thing in things_of(job, used) if (thing["kind"], thing["name"]) not in claimed]
        claimed.update((thing["kind"], thing["name"]) for thing in things)
        if things and (not wanted or job.id in wanted):
            answer.append({"job": job.id, "at": job.plan.get("created", ""), "things": things})
            if wanted:
                remove(job, things)
    for upload in uploads(home, request["lockKey"]):
        if wanted and upload["job"] not in wanted:
            continue
        answer.append(upload)
        if wanted:
            for thing in upload["things"]:
                shutil.rmtree(thing["name"])
    if held is not None:
        os.close(held)
    print(json.dumps({"kept": answer}))


try:
    main()
except Refused as refused:
    print(json.dumps({"refused": str(refused.args[0])}))
