"""What is known of the jobs of this server; following one from any offset on."""
import base64
import json
import os
import re
import subprocess
import sys
import time

import arming
import files
import journal
from job import GATE, LIVE, STEP_ENDS, all_jobs
from output import cut_of

TICK = 0.2
HEARTBEAT = 5.0
PIECE = 48 << 10
MOST_JOBS = 100
MOST_HISTORY = 1 << 20
WORKING = tuple("ActiveState=" + word for word in ("activating", "active", "deactivating", "reloading"))


def unit_works(job):
    """Whether systemd still has something to do for a job: the undo after a killed runner, or the one at a boot, which can
    still wait for the database."""
    if job.root or not os.path.isdir("/run/systemd/system"):
        return False
    said = subprocess.run(["systemctl", "show", "--property=ActiveState,Job", job.unit() + ".service", arming.Arming(job).unit],
                          stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return any(line in WORKING or re.fullmatch(r"Job=[1-9]\d*", line) for line in said.stdout.decode().splitlines())


def standing(job):
    """The word for where a job stands. A live word without a runner means interrupted, unless the journal has its end."""
    alive = job.locked()
    word = job.state_word() or "running"
    if word == "undo-failed" and not alive and unit_works(job):
        return "undoing"  # a boot tries it again
    if word not in LIVE or alive or unit_works(job):
        return word
    word = job.last_word()  # it may have ended while we looked
    return word if word and word not in LIVE else "interrupted"


def who(base, name):
    """Of whom and of which instance a job is, for somebody whom it keeps from beginning; nothing if it is no job."""
    job = next((each for each in all_jobs(base) if each.id == name), None)
    return {"by": job.plan().get("by", ""), "target": job.plan()["target"]} if job else {}


def say(document):
    sys.stdout.write(json.dumps(document) + "\n")
    sys.stdout.flush()


def times(events):
    """When a job began and ended, and how many seconds each step took that was done."""
    begun, steps, ended = {}, {}, None
    for event in events:
        if event["kind"] == "STEP_BEGUN":
            begun[event["step"]] = event["at"]
        elif event["kind"] == "STEP_DONE" and event["step"] in begun:
            # by the server's clock, which may have been set meanwhile
            steps[str(event["step"])] = round(max(0, event["at"] - begun[event["step"]]), 3)
        elif event["kind"] == "JOB_ENDED":
            ended = event["at"]
    return {"began": events[0]["at"], "ended": ended, "steps": steps}


def lines(base):
    """The history of this server, by job; a line that is torn or none of ours is left out."""
    found = {}
    try:
        with open(os.path.join(base, "history.jsonl"), "rb") as file:
            file.seek(max(0, os.path.getsize(file.name) - MOST_HISTORY))
            written = file.read().splitlines()
    except FileNotFoundError:
        return found
    for each in written:
        try:
            line = json.loads(each)
        except ValueError:
            continue
        if isinstance(line, dict) and isinstance(line.get("job"), str):
            found[line["job"]] = {"windowSeconds": line.get("windowSeconds"), "kept": line.get("kept", [])}
    return found


def jobs(base):
    """Every job that began, newest first, each with its last event, its times and its line in the history."""
    found, history = [], lines(base)
    for job in all_jobs(base):
        events = journal.read(job.journal_path)[0]
        if events:
            found.append({"plan": job.plan(), "state": standing(job), "last": events[-1],
                          "times": times(events), "line": history.get(job.id)})
    found.sort(key=lambda each: (each["plan"]["created"], each["plan"]["id"]), reverse=True)
    return found[:MOST_JOBS]


class Follower:
    """Says events and output of one job from given offsets on, in order, each byte once."""

    def __init__(self, job, journal_offset, outputs):
        self.job = job
        self.offset = journal_offset
        self.outputs = {int(step): offset for step, offset in outputs.items()}
        self.open = None
        self.gate = False
        for event in journal.read(job.journal_path)[0]:
            if event["number"] <= self.said():
                self.note(event)

    def said(self):
        """How many events lie before the offset."""
        with open(self.job.journal_path, "rb") as file:
            return file.read(self.offset).count(b"\n")

    def note(self, event):
        if event["kind"] in ("STEP_BEGUN", "STEP_UNDO_BEGUN"):
            self.open = event["step"]
        elif event["kind"] in STEP_ENDS:
            self.open = None
        elif event["kind"] == "UNDO_BEGUN":
            self.gate = True

    def path(self, step):
        return os.path.join(self.job.step_folder(step), "out")

    def output(self, step, limit):
        """Says the output of a step up to an offset. A cut that came while reading makes it read again."""
        at = self.outputs.get(step, 0)
        while at < limit:
            begin, end = cut_of(self.path(step))
            if begin <= at < end:
                at = end
                say({"cut": step, "to": at})
                continue
            until = min(limit, at + PIECE, begin if at < begin else limit)
            with open(self.path(step), "rb") as file:
                file.seek(at)
                data = file.read(until - at)
            if cut_of(self.path(step)) != (begin, end) or not data:
                if not data:
                    break
                continue
            say({"output": step, "at": at, "data": base64.b64encode(data).decode()})
            at += len(data)
        self.outputs[step] = at

    def events(self):
        with open(self.job.journal_path, "rb") as file:
            file.seek(self.offset)
            data = file.read()
        for line in data.splitlines(keepends=True):
            if not line.endswith(b"\n"):
                break
            event = json.loads(line)
            if event["step"] >= 0 or event["kind"] == "GATE":
                self.output(event["step"], event["offset"])
            self.note(event)
            self.offset += len(line)
            say({"event": event, "next": self.offset})

    def everything(self):
        self.events()
        if self.open is not None:
            self.output(self.open, files.size_of(self.path(self.open)))
        if self.gate:
            self.output(GATE, files.size_of(self.path(GATE)))

    def follow(self):
        beat = time.monotonic()
        while True:
            word = standing(self.job)  # before reading: what a runner that is gone has written is all there
            self.everything()
            if word not in LIVE:
                return word
            if time.monotonic() - beat > HEARTBEAT:
                say({"alive": True})  # a reader that is gone ends this
                beat = time.monotonic()
            time.sleep(TICK)
