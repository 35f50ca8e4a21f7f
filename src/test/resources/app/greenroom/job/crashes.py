"""Carries out jobs with a runner that dies, or finds the disk full, at every single journal line."""
import errno
import json
import os
import sys

import course
import files
import job
import journal
import launch

REQUEST = json.loads(PAYLOAD["request"])
TOP = os.environ["GREENROOM_ROOT"]
WRITE = files.write_all


class Case:
    """One job below a root of its own."""

    def __init__(self, name):
        self.name = name
        self.root = os.path.join(TOP, name)
        self.base = job.home(self.root)
        os.makedirs(os.path.join(self.base, "jobs"))
        open(os.path.join(self.root, "story"), "w").close()
        launch.lay_out(self.base, REQUEST, "")
        self.job = job.Job(os.path.join(self.base, "jobs", REQUEST["plan"]["id"]))

    def lines(self, name):
        with open(os.path.join(self.root, name)) as file:
            return file.read().split("\n")[:-1]

    def run(self, how, spoil):
        """Runs the runner in a process of its own, with a disk that is spoiled; gives its exit status."""
        child = os.fork()
        if child == 0:
            files.write_all = spoil
            try:
                course.main(how, self.job.folder, sys.executable)
                os._exit(0)
            except OSError as error:
                os._exit(100 + error.errno)
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])

    def verdict(self):
        """Checks what must hold whatever happened, and says how it ended."""
        events, size = journal.read(self.job.journal_path)
        assert size == files.size_of(self.job.journal_path), self.name
        assert events[-1]["kind"] == "JOB_ENDED", (self.name, events)
        state = self.job.state_word()
        assert state == events[-1]["detail"], (self.name, state, events)
        world = self.lines("world") if os.path.exists(os.path.join(self.root, "world")) else []
        assert world == ([] if state == "undone" else [str(i) for i in range(len(REQUEST["scripts"]))]), (self.name, world)
        lock = self.job.take_lock(0.0)
        assert lock is not None, self.name
        os.close(lock)
        return state

    def nothing_ran_ahead(self):
        """No step ran before its beginning, and the end of the one before it, were durable."""
        events, _ = journal.read(self.job.journal_path)
        begun = [event["step"] for event in events if event["kind"] == "STEP_BEGUN"]
        done = [event["step"] for event in events if event["kind"] == "STEP_DONE"]
        ran = [int(line[4:]) for line in self.lines("story") if line.startswith("run ")]
        assert ran in (begun, begun[:-1]), (self.name, ran, begun)
        assert done[:len(begun) - 1] == begun[:-1], (self.name, begun, done)


def number_of(data):
    data = bytes(data)
    return json.loads(data)["number"] if data.startswith(b'{"number"') else 0


def dying_at(number, when):
    def write(descriptor, data):
        if number_of(data) != number:
            return WRITE(descriptor, data)
        if when != "before":
            WRITE(descriptor, data if when == "after" else data[:len(data) // 2])
        os._exit(9)
    return write


def full_from(case, number):
    reserve = case.job.journal_path + ".reserve"
    seen = []

    def write(descriptor, data):
        if number_of(data) == number or seen:
            seen.append(number)
            if os.path.exists(reserve):
                WRITE(descriptor, data[:7])
                raise OSError(errno.ENOSPC, "no room")
        return WRITE(descriptor, data)
    return write


def length_of_a_good_run():
    case = Case("good")
    assert case.run("run", WRITE) == 0
    assert case.verdict() == "done"
    return len(journal.read(case.job.journal_path)[0])


def killed(total):
    said = []
    for number in range(1, total + 1):
        for when in ("before", "torn", "after"):
            case = Case("killed-%d-%s" % (number, when))
            assert case.run("run", dying_at(number, when)) == 9, case.name
            case.nothing_ran_ahead()
            if not journal.read(case.job.journal_path)[0]:
                assert number == 1 and case.run("run", WRITE) == 0  # nothing had begun: it is simply started
            elif number % 2:  # and the undo dies, too, a little later
                assert case.run("undo", dying_at(number + 3, when)) in (0, 9), case.name
                assert case.run("after", WRITE) == 0, case.name
            else:
                assert case.run("after", WRITE) == 0, case.name
            said.append(case.verdict())
    return said


def full(total):
    said = []
    for number in range(2, total + 1):
        case = Case("full-%d" % number)
        assert case.run("run", full_from(case, number)) == 0, case.name
        case.nothing_ran_ahead()
        said.append(case.verdict())
    return said


steps = length_of_a_good_run()
print(json.dumps({"events": steps, "killed": killed(steps), "full": full(steps)}))
