"""One job on this server: its folder, plan, journal, state and lock."""
import contextlib
import fcntl
import hashlib
import json
import os
import time

import files
import journal

HOME = "/var/lib/greenroom"
ENDED = ("done", "undone", "undone-unhealthy")
LIVE = ("running", "undoing")
GONE = "runner gone"
STEP_ENDS = ("STEP_DONE", "STEP_FAILED", "STEP_ENDED", "STEP_UNDONE", "STEP_UNDO_FAILED")
MACHINE = "machine"  # what all instances of a server share: packages, services, the web server, PostgreSQL
GATE, SORRY = -1, -2  # scripts of the job itself: what judges the undone state, what speaks if the undo failed at a boot


def home(root):
    return root + HOME


def lock_path(base, key):
    return os.path.join(base, "locks", hashlib.sha256(key.encode()).hexdigest()[:32])


class Job:
    def __init__(self, folder):
        self.folder = folder
        self.id = os.path.basename(folder)
        self.base = os.path.dirname(os.path.dirname(folder))
        self.root = self.base[:-len(HOME)]
        self.journal_path = os.path.join(folder, "journal")
        self.records = os.path.join(folder, "processes")
        self.stop_path = os.path.join(folder, "stop")
        self.end_path = os.path.join(folder, "end")
        self.room_path = os.path.join(folder, "room")
        self.skip_path = os.path.join(folder, "skip")
        self.refusal_path = os.path.join(folder, "refused")
        self.known_plan = None

    def plan(self):
        if self.known_plan is None:
            self.known_plan = json.loads(files.text_of(os.path.join(self.folder, "plan.json")))
        return self.known_plan

    def step_folder(self, index):
        if index < 0:
            return os.path.join(self.folder, "gate" if index == GATE else "sorry")
        return os.path.join(self.folder, "steps", self.plan()["steps"][index]["folder"])

    def state_word(self):
        text = files.text_of(os.path.join(self.folder, "state"))
        return text.strip() if text else ""

    def last_word(self):
        """The state; what the journal says of the end counts if a cut came between the two."""
        word = self.state_word()
        return History(self).ended or word if word in LIVE else word

    def set_state(self, word):
        files.replace(os.path.join(self.folder, "state"), word + "\n")

    def index_of(self, name):
        """Index of the step of a name; none if there is none."""
        return next((index for index, step in enumerate(self.plan()["steps"]) if step["name"] == name), None)

    def unit(self):
        return "greenroom-" + self.id

    # ---- the lock: one job at a time for an instance ----

    def owner_path(self):
        return lock_path(self.base, self.plan()["lockKey"]) + ".owner"

    def owner(self):
        """Id of the job that holds the lock, or held it last; it only informs."""
        text = files.text_of(self.owner_path())
        try:
            return json.loads(text)["job"] if text else ""
        except (ValueError, KeyError, TypeError):
            return ""

    def take_lock(self, patience=2.0):
        """The descriptor that holds the lock, or none. Whoever only looks holds it for an instant: hence the patience."""
        descriptor = hold(lock_path(self.base, self.plan()["lockKey"]), fcntl.LOCK_EX, patience)
        if descriptor is not None:
            files.replace(self.owner_path(), json.dumps({"job": self.id, "pid": os.getpid(), "since": time.time()}))
        return descriptor

    # ---- the lock of the machine: held together by jobs of instances, alone by one that changes what they share ----

    def machine_wide(self):
        return bool(self.plan().get("machineWide"))

    def take_machine(self, patience=2.0):
        """The descriptor that holds the machine, or none."""
        return hold(lock_path(self.base, MACHINE), fcntl.LOCK_EX if self.machine_wide() else fcntl.LOCK_SH, patience)

    def in_the_way(self, other):
        """Whether this job and another one must not be under way at the same time."""
        same = other.plan()["lockKey"] == self.plan()["lockKey"]
        return other.id != self.id and (same or self.machine_wide() or other.machine_wide())

    def holder(self):
        """A job that lives and is in the way of this one; none if there is none any more."""
        return next((other for other in all_jobs(self.base) if self.in_the_way(other) and other.locked()), None)

    def locked(self):
        """Whether the runner of this job lives: the kernel frees the lock of a dead one."""
        try:
            descriptor = os.open(lock_path(self.base, self.plan()["lockKey"]), os.O_RDWR)
        except FileNotFoundError:
            return False
        with contextlib.closing(os.fdopen(descriptor)):
            try:
                fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
                return False
            except BlockingIOError:
                return self.owner() == self.id

    def others(self):
        """Jobs in the way of this one that began and did not end for good."""
        return [other for other in all_jobs(self.base)
                if self.in_the_way(other) and other.last_word() not in ("",) + ENDED]


def hold(path, how, patience):
    """The descriptor that holds a lock, shared or alone; none if it is not to be had in time."""
    os.makedirs(os.path.dirname(path), mode=0o700, exist_ok=True)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    limit = time.monotonic() + patience
    while True:
        try:
            fcntl.flock(descriptor, how | fcntl.LOCK_NB)
            return descriptor
        except BlockingIOError:
            if time.monotonic() > limit:
                os.close(descriptor)
                return None
            time.sleep(0.05)


def all_jobs(base):
    """Every job of this server, whole ones only: a folder gets its name when it is complete."""
    folder = os.path.join(base, "jobs")
    names = os.listdir(folder) if os.path.isdir(folder) else []
    return [Job(os.path.join(folder, name)) for name in sorted(names) if not name.startswith(".")]


class History:
    """What the journal says about a job: which steps began, which were done, which were taken back."""

    def __init__(self, job, events=None):
        self.job = job
        self.events = journal.read(job.journal_path)[0] if events is None else events
        self.begun, self.done, self.open, self.ended, self.undoing = [], set(), None, "", False
        self.opened = False
        for event in self.events:
            self.add(event)

    def add(self, event):
        kind, step = event["kind"], event["step"]
        if kind == "STEP_BEGUN":
            self.begun = [each for each in self.begun if each != step] + [step]
        elif kind in ("STEP_DONE", "STEP_SKIPPED"):
            self.done.add(step)
        elif kind == "STEP_UNDONE":
            self.begun = [each for each in self.begun if each != step]
            self.done.discard(step)
        elif kind == "UNDO_BEGUN":
            self.undoing = True
        if step == self.opening_step() and step is not None and (
                kind == "STEP_DONE" or kind == "STEP_FAILED" and (event["detail"] == GONE or (event["exit"] or 0) < 0)):
            self.opened = True  # what was killed cannot have said that nothing has answered yet
        if kind in ("STEP_BEGUN", "STEP_UNDO_BEGUN"):
            self.open = event
        elif kind in STEP_ENDS:
            self.open = None
        self.ended = event["detail"] if kind == "JOB_ENDED" else "" if kind != "SILENT" else self.ended

    def began(self):
        return bool(self.events)

    def opening_step(self):
        """Index of the step that opens the site to visitors; none if the plan names none."""
        wanted = self.job.plan().get("bootUndo")
        return self.job.index_of(wanted["until"]) if wanted else None

    def opening(self):
        """The site is being opened, or was: whoever was cut off since then cannot know whether visitors have written."""
        return self.past_the_window() or self.opening_step() in self.begun

    def past_the_window(self):
        """Visitors may have written: nothing is taken back by itself any more. An opening that says itself that it failed
        is none: nothing has answered yet."""
        steps = self.job.plan()["steps"]
        return self.opened or any(steps[index]["phase"] == "AFTER" for index in self.begun)
