"""What is kept of the state before a job, and what came into the site since: all of it would be set aside by going back.

Standard input: this program, then a request as JSON behind its length. Changes nothing. The job's own modules sign in to its
database, so this works for jobs of every earlier Greenroom.
"""
import json
import os
import sys

INPUT = sys.stdin.buffer
# by the word for them: the table, a column, and what it says in rows that count; a proposal that somebody deleted does
# not, since newer releases remove it
COUNTED = {
    "EVENTS": ("event_event", "", ""),
    "PROPOSALS": ("submission_submission", "state", "<> 'deleted'"),
    "USERS": ("person_user", "", ""),
    "REVIEWS": ("submission_review", "", ""),
    "MAILS": ("mail_queuedmail", "sent", "IS NOT NULL"),
}
# of a proposal: columns that no migration rewrites
COMPARED = ("title", "abstract", "description", "notes", "state")
# runs as the service user, to whom the files belong
SQLITE = """
import hashlib, json, sqlite3
question = json.loads(QUESTION)
def quoted(path):
    return "".join(letter if letter.isalnum() and letter.isascii() or letter in "/._-" else
                   "".join("%%%02x" % byte for byte in letter.encode()) for letter in path)
database = sqlite3.connect("file:" + quoted(question["database"]) + "?mode=ro", uri=True, timeout=20)
database.create_function("md5", 1, lambda text: hashlib.md5(str(text).encode()).hexdigest())
print(MARK + json.dumps([list(map(str, row)) for row in database.execute(question["statement"])]))
"""


class Asked:
    """One of the two databases: the live one, or the one that was kept."""

    def __init__(self, change, postgresql, place):
        self.change, self.postgresql, self.place = change, postgresql, place
        self.columns = {}
        for table, column in self.rows(self.shape()):
            self.columns.setdefault(table, set()).add(column)

    def rows(self, statement):
        if self.postgresql is not None:
            return self.postgresql.AsPretalx(self.change).run([statement], self.place)
        return self.change.ask(self.change.old_python(), SQLITE, {"database": self.place, "statement": statement})

    def shape(self):
        tables = ", ".join("'%s'" % table for table, _, _ in COUNTED.values())
        if self.postgresql is not None:
            return ("SELECT table_name, column_name FROM information_schema.columns "
                    "WHERE table_schema = current_schema() AND table_name IN (%s)" % tables)
        return "SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.name IN (%s)" % tables

    def content(self, compared):
        """By word, the keys of all rows that count, each with what is compared of it; one question for all of it."""
        selects, found = [], {}
        for word, (table, column, counts) in COUNTED.items():
            if table not in self.columns or column and column not in self.columns[table]:
                continue
            found[word] = {}
            value = "md5(%s)" % " || '|' || ".join("coalesce(%s, '')" % each for each in compared)
            selects.append("SELECT '%s', cast(id AS text), %s FROM %s%s" % (
                word, value if word == "PROPOSALS" and compared else "''", table,
                " WHERE %s %s" % (column, counts) if column else ""))
        for word, key, value in self.rows(" UNION ALL ".join(selects)) if selects else []:
            found[word][key] = value
        return found


def new_rows(now, then):
    """By word, how many rows are in the live database that are not in the kept one; EDITED are proposals that differ."""
    both = [each.columns.get(COUNTED["PROPOSALS"][0], set()) for each in (now, then)]
    compared = [column for column in COMPARED if column in both[0] & both[1]]
    rows, former = now.content(compared), then.content(compared)
    found = {word: len(set(keys) - set(former.get(word, {}))) for word, keys in rows.items()}
    before = former.get("PROPOSALS", {})
    found["EDITED"] = len([key for key, value in rows.get("PROPOSALS", {}).items() if before.get(key, value) != value])
    return found


def newer_files(live, kept):
    """Number and bytes of uploaded files that are new, or another content under the same name."""
    number, size, folders = 0, 0, [""]
    while folders:
        folder = folders.pop()
        try:
            with os.scandir(os.path.join(live, folder)) as entries:
                for entry in entries:
                    relative = os.path.join(folder, entry.name)
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(relative)
                        continue
                    status = entry.stat(follow_symlinks=False)
                    try:
                        former = os.lstat(os.path.join(kept, relative))
                        same = (former.st_ino, former.st_size, former.st_mtime_ns) == (
                            status.st_ino, status.st_size, status.st_mtime_ns)
                    except OSError:
                        same = False
                    if not same:
                        number, size = number + 1, size + status.st_size
        except OSError:
            continue
    return number, size


def compare(folder, former):
    """What came since, asked with the job's own modules; the reason where that cannot be told."""
    os.environ["GREENROOM_JOB"] = folder
    sys.path.insert(0, folder)
    sys.dont_write_bytecode = True
    import surroundings
    change = (getattr(surroundings, "Change", None) or surroundings.Upgrade)()
    try:
        site = change.site()
        if former.kind() == "sqlite":
            live = os.path.realpath(site["database"]["name"])
            now = Asked(change, None, live)
            then = Asked(change, None, os.path.join(former.database(), os.path.basename(live)))
        else:
            import postgresql
            if not postgresql.wait_for(postgresql.session(change), (former.database(),)):
                return {"gone": [["database", former.database()]]}
            now, then = Asked(change, postgresql, ""), Asked(change, postgresql, former.database())
        number, size = newer_files(os.path.realpath(site["media"]), former.media()) if former.media() else (0, 0)
        return {"rows": new_rows(now, then), "files": number, "bytes": size}
    except (surroundings.Failed, OSError, ValueError) as error:
        return {"unknown": str(error)[:300]}


def main():
    request = json.loads(INPUT.read(int(INPUT.readline())))
    folder = os.path.join(request["home"], "jobs", request["job"])
    space = {}
    exec(compile(request["former"], "former.py", "exec"), space)
    former = space["Former"](folder)
    answer = {
        "from": former.later, "to": former.version, "since": former.closed, "data": bool(former.database()),
        "gone": former.gone(), "dump": former.database() if former.dumped() else "",
        "userBase": bool(former.parameters.get("userBase")), "rows": {}, "files": 0, "bytes": 0, "unknown": "",
    }
    if former.database() and not former.dumped() and not answer["gone"]:
        answer.update(compare(folder, former))
    print(json.dumps(answer))


main()
