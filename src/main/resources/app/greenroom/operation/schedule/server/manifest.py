"""The manifest of a set: format 1 of snapshots, the same that a laptop writes."""
import base64
import hashlib
import json
import os
import re
import time

import draft

NAME, HASHES, GUIDE = "manifest.json", "manifest.sha256", "RESTORE.txt"


def moment(seconds):
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(seconds))


def moment_of(name):
    """When a set was begun, by its name."""
    return name[:13] + ":" + name[14:16] + ":" + name[17:20]


def entry_json(entry):
    text, encoded = draft.plain(entry.path)
    source = {"path": text}
    if encoded:
        source["base64"] = True
    source.update({"size": entry.size, "mtimeNs": entry.mtime, "mode": entry.mode, "sha256": entry.sha256})
    return {"role": entry.role, "source": source,
            "stored": {"name": entry.stored, "size": entry.size, "sha256": entry.sha256}}


def totals(entries):
    return {
        "files": len(entries),
        "bytes": sum(each.size for each in entries),
        "newBytes": sum(each.size for each in entries if not each.shared),
    }


def write(new, head, guide):
    """Writes manifest, guide and their hashes; gives the totals."""
    entries = list(new.entries.values())
    head = dict(head, totals=totals(entries))
    text = json.dumps(dict(head, entries=[]))
    body = ",".join("\n" + json.dumps(entry_json(each)) for each in entries)
    files = {NAME: text[:text.rindex("[]")] + "[" + body + "]}", GUIDE: guide(head, entries)}
    files[HASHES] = "".join("%s  %s\n" % (hashlib.sha256(files[name].encode("utf-8")).hexdigest(), name) for name in (NAME, GUIDE))
    for name, content in files.items():
        with draft.Writing(new, os.path.join(new.folder, name)) as file:
            file.write(content.encode("utf-8"))
    return head["totals"]


class Former:
    """A whole set, as far as the next one can share with it."""

    def __init__(self, folder, entries, totals):
        self.folder, self.totals = folder, totals
        self.media, self.database_size = {}, 0
        for each in entries:
            entry = of_json(each)
            if entry.role == "media":
                self.media[entry.path] = entry
            elif entry.role == "database":
                self.database_size = entry.size


def of_json(each):
    source, stored = each["source"], each["stored"]
    path = base64.b64decode(source["path"]) if source.get("base64") else source["path"].encode("utf-8")
    return draft.Entry(each["role"], path, source["size"], source["mtimeNs"], source["mode"], source["sha256"], stored["name"])


def is_whole(folder):
    """Whether a set's manifest is the one that was written."""
    try:
        with open(os.path.join(folder, NAME), "rb") as file:
            digest = hashlib.sha256()
            for piece in iter(lambda: file.read(draft.PIECE), b""):
                digest.update(piece)
        with open(os.path.join(folder, HASHES), encoding="ascii", errors="replace") as file:
            return "%s  %s" % (digest.hexdigest(), NAME) in file.read(4096).splitlines()
    except OSError:
        return False


def newest_whole(base, names):
    """The newest set that can be used, of names in that order."""
    for name in names:
        folder = os.path.join(base, name)
        if is_whole(folder):
            with open(os.path.join(folder, NAME), encoding="utf-8") as file:
                known = json.load(file)
            return Former(folder, known["entries"], known["totals"])
    return None


# ---- RESTORE.txt ----


GAP = re.compile(r"\$\{([a-zA-Z.]+)}")


def guide_of(template, tool):
    """A function that fills the texts that were made when the schedule was set."""

    def guide(head, entries):
        origin, counts = head["origin"], head.get("counts")
        listed = [draft.plain(each.path)[0] for each in entries if each.role == "server" and each.path.startswith(b"/")]
        values = dict(template["values"], **{
            "id": head["id"], "taken": head["taken"], "operatingSystem": origin["operatingSystem"],
            "siteUrl": origin["siteUrl"], "pretalx": origin["pretalx"], "python": origin["python"],
            "databaseVersion": origin["databaseVersion"], "databaseTool": tool,
            "counts": "%(events)d events, %(proposals)d proposals, %(users)d users" % counts if counts else "not counted",
            "files": str(head["totals"]["files"]), "bytes": str(head["totals"]["bytes"]),
            "serverFiles": "".join("  %s\n" % path for path in listed),
        })
        with_crontab = any(each.stored == "server/crontab" for each in entries)
        values["crontab"] = template["crontab"][0 if with_crontab else 1]
        renamed = any(each.stored.startswith("media-renamed/") for each in entries)
        return "".join(GAP.sub(lambda gap: values[gap.group(1)], text) for name, text in template["sections"]
                       if name != "media-renamed" or renamed)

    return guide
