"""What this program is asked: by a client on its standard input, or as the runner of a job by its arguments."""
import errno
import json
import os
import signal
import sys

import course
import files
import launch
import look
from job import History, home


def program(payload):
    """This program as a file of its own, without what a client asked."""
    kept = {"modules": payload["modules"], "bootstrap": payload["bootstrap"]}
    return "PAYLOAD = %s\n%s" % (json.dumps(kept), payload["bootstrap"])


def follow(request, root):
    job = launch.known_job(home(root), request)
    if not History(job).began():
        raise launch.Refused("unknown", request["job"])
    look.say({"plan": job.plan()})
    return {"state": look.Follower(job, request["journal"], request["outputs"]).follow()}


def answer(request, payload, root):
    what = request["do"]
    if what == "start":
        return launch.start(request, root, program(payload))
    if what == "list":
        return {"jobs": look.jobs(home(root))}
    if what == "follow":
        return follow(request, root)
    if what == "stop":
        return launch.stop(request, root)
    if what == "end":
        return launch.end(request, root)
    return launch.again(request, root)


def serve(payload):
    request, root = json.loads(payload["request"]), os.environ.get("GREENROOM_ROOT", "")
    os.umask(0o077)
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # a client that is gone ends this, and only this
    print(request["sentinel"], flush=True)
    try:
        look.say({"answer": answer(request, payload, root)})
    except launch.Refused as refused:
        look.say(dict({"refused": refused.code, "argument": refused.argument}, **look.who(home(root), refused.argument)))
    except OSError as error:
        denied = error.errno in (errno.EACCES, errno.EPERM)
        code = "full" if error.errno in files.NO_ROOM else "denied" if denied else "failed"
        look.say({"refused": code, "argument": str(error)[:500]})
    print(request["sentinel"], flush=True)


def main(payload):
    if "request" in payload:
        serve(payload)
    else:
        how, folder = sys.argv[1:3]
        sys.exit(course.main(how, folder, sys.executable))
