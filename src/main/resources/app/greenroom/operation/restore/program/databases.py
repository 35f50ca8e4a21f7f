"""The database of a snapshot: restored under another name while the site works, then it takes the place of the present one."""
import postgresql
import restored
import scratchfile
from surroundings import Failed, say

SYSTEMS = {"postgresql": restored, "sqlite": scratchfile}

# what a database holds, asked as pretalx itself would; the names of the tables have been these since 1.0
COUNTS = (("events", "event_event"), ("proposals", "submission_submission"), ("users", "person_user"))


def system_of(change):
    kind = change.site()["database"]["kind"]
    if kind not in SYSTEMS:
        raise Failed("no snapshot can be restored to a database of the kind " + kind)
    if kind != change.parameters["databaseKind"]:
        raise Failed("the snapshot holds a database of the kind %s, the site uses %s" % (change.parameters["databaseKind"], kind))
    return SYSTEMS[kind]


def choose(change):
    """How a new database can be made and renamed; known before anything is done."""
    if system_of(change) is restored:
        change.notes.put(postgresql=restored.choose_way(change))


def prepare(change):
    system = system_of(change)
    system.prepare(change)
    compare(change, system)


def compare(change, system):
    """What was restored is what the snapshot's manifest says, before the site gets it."""
    wanted = change.parameters.get("counts") or {}
    for name, table in COUNTS:
        if name not in wanted:
            continue
        found = system.count(change, table)
        if found != wanted[name]:
            raise Failed("the restored database holds %s %s, the snapshot says %d" % (found, name, wanted[name]))
        say("%d %s" % (found, name))


def beside(change):
    """What leads pretalx to the restored database while the site works with the present one."""
    return {"PRETALX_DB_NAME": system_of(change).waiting(change)}


def migrate(change, version):
    """Takes the restored database one release forward, beside the running site."""
    change.must_run(
        [change.python_of(version), "-m", "pretalx", "migrate", "--noinput", "--skip-checks"], beside(change))


def check_migrations(change):
    """The version that will run must have nothing to migrate in the restored database."""
    process = change.start(
        [change.new_python(), "-m", "pretalx", "migrate", "--check", "--skip-checks", "--noinput"], beside(change))
    if process.wait() != 0:
        raise Failed("the restored database does not belong to pretalx " + change.after)


def remove_prepared(change):
    if change.notes.get("databaseSwap"):
        system_of(change).remove_prepared(change)


def put(change):
    system_of(change).put(change)


def put_back(change, keep):
    if change.notes.get("databaseSwap"):
        system_of(change).put_back(change, keep)


def wait(change):
    """After a power cut the database can still recover when everything else works again."""
    if change.notes.get("databaseSwap") and system_of(change) is restored:
        postgresql.wait_for(restored.session(change), (postgresql.MAINTENANCE,))
