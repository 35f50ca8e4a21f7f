"""Looks at the packages of this server and prints what it found as JSON between two sentinels; changes nothing."""
import json
import os
import sys
import time

import packages
import restarts
from programs import OPTIONS, fact


def look():
    if not packages.there():
        return {"schema": 1, "kind": "", "time": time.time()}
    found, kept = packages.updates()
    names = [each["name"] for each in found]
    return {
        "schema": 1,
        "kind": "apt",
        "time": time.time(),
        "updates": found,
        "kept": kept,
        "held": packages.held(),
        "index": packages.index_time(),
        "interrupted": packages.interrupted(),
        "busy": packages.busy(),
        "downloadBytes": packages.download_bytes(["upgrade", "--with-new-pkgs"]) if found else 0,
        "stale": restarts.stale(),
        "affected": restarts.affected_by(names) if found else [],
        "reboot": restarts.reboot(),
    }


def main(_):
    os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"
    document = json.dumps(fact(look))
    sys.stdout.write("%s\n%s\n%s\n" % (OPTIONS["sentinel"], document, OPTIONS["sentinel"]))
    sys.stdout.flush()
