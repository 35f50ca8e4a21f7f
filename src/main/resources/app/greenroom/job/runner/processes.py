"""Which processes live: by session and start time, and by the control group of a unit."""
import os
import subprocess

PROC = os.path.isdir("/proc/self")
GROUPS = ("/sys/fs/cgroup/system.slice", "/sys/fs/cgroup/systemd/system.slice", "/sys/fs/cgroup/unified/system.slice")


def boot():
    """Tells one run of this machine's kernel from the next: no process lives longer."""
    if PROC:
        with open("/proc/sys/kernel/random/boot_id") as file:
            return file.read().strip()
    return subprocess.run(["sysctl", "-n", "kern.bootsessionuuid"], stdout=subprocess.PIPE).stdout.decode().strip()


def of_proc(pid):
    """Session and start of a process; none if it is gone or has ended and only waits to be noticed."""
    try:
        with open("/proc/%s/stat" % pid, "rb") as file:
            fields = file.read().rpartition(b")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    return None if fields[0] in (b"Z", b"X") else (int(fields[3]), fields[19].decode())


def table():
    """Session and start of every process. Where there is no /proc, the process group stands for the session."""
    if PROC:
        seen = {int(name): of_proc(name) for name in os.listdir("/proc") if name.isdigit()}
        return {pid: facts for pid, facts in seen.items() if facts}
    listing = subprocess.run(["ps", "-axo", "pid=,pgid=,stat=,lstart="], stdout=subprocess.PIPE).stdout.decode()
    rows = (line.split(None, 3) for line in listing.splitlines())
    return {int(row[0]): (int(row[1]), row[3].strip()) for row in rows if len(row) == 4 and "Z" not in row[2]}


def record(pid):
    """What is kept about the leader of a session, so that its members are found again."""
    facts = of_proc(pid) if PROC else table().get(pid)
    return {"boot": boot(), "pid": pid, "start": facts[1] if facts else ""}


def living(records):
    """Pids of what lives of the recorded sessions, also when its leader is gone."""
    now = boot()
    leaders = {each["pid"]: each["start"] for each in records if each["boot"] == now}
    if not leaders:
        return []
    seen = table()

    def ours(session):
        # the kernel gives a number again only when its session is empty
        return session in leaders and (session not in seen or seen[session][1] == leaders[session])

    return sorted(pid for pid, (session, _) in seen.items() if ours(session))


def in_unit(unit):
    """Pids in the control group of a unit, but for this process."""
    found = set()
    for group in GROUPS:
        for folder, _, names in os.walk(os.path.join(group, unit + ".service")):
            if "cgroup.procs" in names:
                with open(os.path.join(folder, "cgroup.procs")) as file:
                    found.update(int(line) for line in file)
    return sorted(found - {os.getpid()})
