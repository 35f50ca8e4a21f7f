"""What a runner does: begins a job, takes up one whose runner is gone, or takes one back at a boot."""
import os

import files
import service
from job import ENDED, SORRY, Job
from runner import Runner


def refuse(job, why, other):
    """Leaves word of another job that is in the way, and whether it is one of this very instance."""
    here = other is None or other.plan()["lockKey"] == job.plan()["lockKey"]
    files.replace(job.refusal_path, "%s %s" % (why if here else why + "-server", other.id if other else ""))


def begin(job, python):
    others = job.others()
    if others:
        live = [other for other in others if other.locked()]  # of a Greenroom that does not know the lock of the machine
        return refuse(job, "busy" if live else "unfinished", (live or others)[0])
    runner = Runner(job, python)
    if runner.history.began():
        return  # somebody else was faster, or this is the second start of an ended job
    runner.journal.keep_reserve()
    runner.state("running")
    runner.note("JOB_BEGUN")
    runner.forward()


def take_up(job, python, how):
    runner = Runner(job, python)
    history = runner.history
    if not history.began():
        return
    if history.ended in ENDED or history.ended and how == "after":
        job.set_state(history.ended)  # the cut may have come between the journal and the state
        return
    cut_off = history.open and history.open["kind"] == "STEP_BEGUN" and history.open["step"] == history.opening_step()
    if runner.arming.armed():
        runner.arming.take_charge()
    if how == "resume" and not history.undoing:
        runner.resume()
    elif how == "after" and cut_off:
        runner.resume()  # what is being opened was found good: the only way that loses nothing is on
    elif how == "undo" or how == "after" and (history.undoing or not history.opening()):
        runner.state("undoing")
        runner.take_over()
        runner.back()


def at_boot(job, python):
    """Takes back what must not be met by the site when it starts; the rest, and the gate, once it may. Gives the exit
    status: the site starts only after 0."""
    runner = Runner(job, python)
    history = runner.history
    if not history.began() or history.ended in ENDED or history.opening() and not history.undoing:
        runner.arming.disarm()
        return 0
    runner.environment["GREENROOM_BOOT"] = "1"
    runner.state("undoing")
    runner.take_over("boot")
    if not runner.undo_window():
        runner.end("undo-failed")
        if runner.has(SORRY, "run"):
            runner.script(SORRY, "run", runner.output(SORRY))
        return 1
    runner.arming.take_charge()
    return 0


def main(how, folder, python):
    job = Job(folder)
    lock = job.take_lock()
    if lock is None:
        if how == "run" and job.owner() != job.id:
            refuse(job, "busy", Job(os.path.join(os.path.dirname(folder), job.owner())) if job.owner() else None)
        return 0
    # what was cut off is taken back whoever holds the machine: no job of the whole machine begins while one is unfinished
    needed = how in ("run", "resume", "undo")
    machine = job.take_machine(2.0 if needed else 0)
    if machine is None and needed:
        os.close(lock)
        refuse(job, "busy", job.holder())
        return 0
    status = 0
    try:
        if how == "run":
            begin(job, python)
        elif how == "boot":
            status = at_boot(job, python)
        else:
            take_up(job, python, how)
    finally:
        for descriptor in (lock, machine):
            if descriptor is not None:
                os.close(descriptor)
    if how == "boot" and status == 0 and job.last_word() not in ENDED and service.systemd_runs(job.root):
        print(service.run_in_unit(job, "undo", python, wait=False), flush=True)
    return status
