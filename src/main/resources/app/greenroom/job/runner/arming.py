"""Undo at the next boot: while a job is armed, a unit takes it back before anything of the site starts.

    /var/lib/greenroom/armed/ID                      the job is armed
    /run/greenroom/window-ID                         its runner is in charge; gone after a reboot
    /etc/systemd/system/greenroom-undo-ID.service    undoes if the first is there and the second is not
    .../UNIT.requires/, multi-user.target.wants/     units of the site start only after that, and only if it succeeded

So a start of the site by hand, too, comes after the undo once nobody is in charge: no visitor ever meets a state in
between, and trying the undo again never loses what a visitor wrote. Every name is durable before anything relies on it.
"""
import os

import files
import service

SYSTEM = "/etc/systemd/system"
FLAGS = "/run/greenroom"
CRON = ("cron.service", "crond.service", "cronie.service")  # what they start must not meet a state in between either
STORES = service.DATABASES + ("redis-server.service", "redis.service", "valkey-server.service", "network-online.target")
TEXT = """# Takes back a job of Greenroom that a power cut interrupted. Removed when the job ends.
[Unit]
Description=Greenroom takes back the interrupted job {id}
ConditionPathExists={armed}
ConditionPathExists=!{flag}
RequiresMountsFor={mounts}
After=local-fs.target {stores}
Before={before}
[Service]
Type=oneshot
ExecStart={command}
TimeoutStartSec=infinity
UMask=0077
Environment=LC_ALL=C.UTF-8
StandardOutput={log}
StandardError={log}
[Install]
RequiredBy={holds}
WantedBy=multi-user.target
"""


class Arming:
    """Arming one job; does nothing where its plan does not ask for it or no systemd runs."""

    def __init__(self, job):
        self.job = job
        self.wanted = job.plan().get("bootUndo")
        self.armed_path = os.path.join(job.base, "armed", job.id)
        self.flag_path = os.path.join(FLAGS, "window-" + job.id)
        self.unit = "greenroom-undo-%s.service" % job.id
        self.unit_path = os.path.join(SYSTEM, self.unit)

    def links(self):
        folders = [name + ".requires" for name in self.wanted["holds"]] + ["multi-user.target.wants"]
        return [os.path.join(SYSTEM, folder, self.unit) for folder in folders]

    def text(self, python):
        holds = self.wanted["holds"]
        return TEXT.format(
            id=self.job.id, armed=self.armed_path, flag=self.flag_path, stores=" ".join(STORES),
            mounts=" ".join(service.quoted(path) for path in [self.job.base] + self.wanted["mounts"]),
            before=" ".join(holds + list(CRON)), holds=" ".join(holds), log=service.log_of(self.job),
            command=service.command_of(self.job, "boot", python))

    def armed(self):
        return os.path.exists(self.armed_path)

    def arm(self, python):
        """Whether the job is armed now; all of it is on the disk."""
        if not self.wanted or not service.systemd_runs(self.job.root):
            return False
        self.take_charge()
        made = os.path.dirname(self.armed_path)
        os.makedirs(made, mode=0o700, exist_ok=True)
        files.sync_folder(self.job.base)
        files.replace(self.unit_path, self.text(python))
        os.chmod(self.unit_path, 0o644)
        for link in self.links():
            os.makedirs(os.path.dirname(link), mode=0o755, exist_ok=True)
            if not os.path.lexists(link):
                os.symlink(self.unit_path, link)
            files.sync_folder(os.path.dirname(link))
        files.sync_folder(SYSTEM)
        files.replace(self.armed_path, self.job.folder + "\n")
        if not service.reload():
            raise OSError("systemd does not read its units again")
        return True

    def take_charge(self):
        """A runner is in charge: the site may be started without the undo."""
        os.makedirs(FLAGS, mode=0o755, exist_ok=True)
        with open(self.flag_path, "w", encoding="utf-8"):
            pass

    def leave(self):
        """Nobody is in charge, but the job stays armed: the site starts after a successful undo only."""
        if self.armed() and os.path.exists(self.flag_path):
            os.unlink(self.flag_path)

    def disarm(self):
        """From here on nothing undoes by itself at a boot."""
        if self.armed():
            os.unlink(self.armed_path)
            files.sync_folder(os.path.dirname(self.armed_path))

    def clean(self):
        """Disarms, and removes the unit. Its links go first: a unit that requires a missing one does not start."""
        if not self.wanted:
            return
        self.disarm()
        if os.path.exists(self.unit_path):
            for link in self.links():
                if os.path.lexists(link):
                    os.unlink(link)
                    files.sync_folder(os.path.dirname(link))
                if os.path.isdir(os.path.dirname(link)) and not os.listdir(os.path.dirname(link)):
                    os.rmdir(os.path.dirname(link))
            os.unlink(self.unit_path)
            files.sync_folder(SYSTEM)
            service.reload()
        if os.path.exists(self.flag_path):
            os.unlink(self.flag_path)
