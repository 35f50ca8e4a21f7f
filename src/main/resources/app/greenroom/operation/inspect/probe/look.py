"""Looks at this server and at every pretalx on it, and prints one JSON document between two sentinels.

Runs as root, or as the signed-in user, who then sees less. Standard library only, Python 3.9 or newer. It changes and
installs nothing. Every wait and every answer is bounded; what cannot be read becomes {"unknown": why}, never a crash of
the whole.
"""
import json
import os
import pwd
import shutil
import socket
import sys
import time

import instance
import machine
import units
from programs import OPTIONS, ROOT, background, fact, not_asked, settle

TOOLS = ("pg_dump", "pg_restore", "psql", "redis-cli", "msgfmt", "crontab", "sqlite3", "systemd-run", "systemctl", "nginx")
MOST_INSTANCES = 20


def instances(services, containers, inside):
    """Every pretalx; services first, what runs without any, containers."""
    running = [unit for unit in services if units.role_of(units.command_of(unit))] or units.loose_processes()
    found = [instance.Instance(web, worker, services, inside)
             for web, worker in units.pairs([units.Service(unit) for unit in running])]
    found += [instance.Container(each["name"], each["port"]) for each in containers]
    return found[:MOST_INSTANCES]


MACHINE = ("interpreters", "node", "npm", "packageManager")


def look(inside):
    questions = (machine.interpreters, machine.node, machine.npm, machine.package_manager)
    asked = {name: background(fact, not_asked if OPTIONS["brief"] else question)
             for name, question in zip(MACHINE, questions)}
    containers = background(fact, machine.containers)
    services = fact(units.service_units)
    found = instances(services.get("value", []), settle(containers).get("value", []), inside)
    reports = [background(fact, each.report) for each in found]
    answer = {
        "schema": 1,
        "operatingSystem": machine.operating_system(),
        "hostName": socket.gethostname(),
        "systemd": os.path.isdir("/run/systemd/system") or bool(ROOT and shutil.which("systemctl")),
        "elevated": os.geteuid() == 0 or bool(ROOT),
        "user": pwd.getpwuid(os.geteuid()).pw_name,
        "units": {"value": len(services["value"])} if "value" in services else services,
        "tools": [tool for tool in TOOLS if shutil.which(tool)],
    }
    answer.update({name: settle(task) for name, task in asked.items()})
    answer["packageManager"] = answer["packageManager"].get("value", machine.NO_PACKAGE_MANAGER)
    answer["instances"] = [settle(report) for report in reports]
    answer["time"] = time.time()
    return answer


def main(inside):
    if not ROOT:
        os.environ["PATH"] = os.environ.get("PATH", "") + ":/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin"
    document = json.dumps(look(inside))
    sys.stdout.write("%s\n%s\n%s\n" % (OPTIONS["sentinel"], document, OPTIONS["sentinel"]))
    sys.stdout.flush()
    os._exit(0)  # no thread of ours may keep the connection open
