"""Which packages a new virtual environment needs so that nothing of the old one is missed."""
import re

from surroundings import Failed

LISTING = """
import json
from importlib import metadata
found, folder = [], json.loads(QUESTION)
# what the system itself brings is not looked at where packages lie in the home of a user
for distribution in metadata.distributions(**({"path": [folder]} if folder else {})):
    if distribution.metadata["Name"]:
        direct = distribution.read_text("direct_url.json")
        found.append({
            "name": distribution.metadata["Name"], "requires": distribution.requires or [],
            "direct": json.loads(direct) if direct else None,
        })
print(MARK + json.dumps(found))
"""
# older pretalx imports pkg_resources, which newer setuptools do not have any more
NEEDS_PKG_RESOURCES, OLD_SETUPTOOLS = (2025, 1), "setuptools<81"
# a stray of Debian's tools that no index offers
NEVER = {"pkg-resources"}


def normalized(name):
    return re.sub(r"[-_.]+", "-", name).lower()


def split(requirement):
    """Name of a requirement, and the extra that asks for it; empty for none."""
    name = re.match(r"\s*([A-Za-z0-9][A-Za-z0-9._-]*)", requirement).group(1)
    extra = re.search(r"extra\s*==\s*[\"']([^\"']+)[\"']", requirement.partition(";")[2])
    return normalized(name.rstrip("._-")), normalized(extra.group(1)) if extra else ""


def wanted_by(package, extras=()):
    return {name for name, extra in map(split, package["requires"]) if not extra or extra in extras}


def extras_in_use(pretalx, installed):
    """Extras of pretalx whose packages are all there."""
    groups = {}
    for name, extra in map(split, pretalx["requires"]):
        if extra:
            groups.setdefault(extra, set()).add(name)
    return {extra for extra, names in groups.items() if names <= set(installed)}


def reached(starts, installed, extras):
    """Packages that come with others, whole chains of them."""
    found, todo = set(), list(starts)
    while todo:
        name = todo.pop()
        if name in found or name not in installed:
            continue
        found.add(name)
        todo.extend(wanted_by(installed[name], extras if name == "pretalx" else ()))
    return found


def tops(installed, brought, extras):
    """Packages that nobody brings: all that pretalx does not, less what these bring themselves."""
    left = sorted(set(installed) - brought - NEVER)
    needed = {name for each in left for name in wanted_by(installed[each]) if name != each}
    chosen = [name for name in left if name not in needed]
    covered = reached(chosen, installed, extras)
    for name in left:  # those that need each other in a ring
        if name not in covered:
            chosen.append(name)
            covered |= reached([name], installed, extras)
    return sorted(chosen)


def as_asked(package):
    """A package as pip is asked for it: from where it came."""
    direct = package["direct"]
    if not direct:
        return normalized(package["name"])
    vcs = direct.get("vcs_info")
    if vcs and vcs.get("commit_id"):
        return "%s @ %s+%s@%s" % (package["name"], vcs["vcs"], direct["url"], vcs["commit_id"])
    if "archive_info" in direct and direct["url"].startswith("https://"):
        return "%s @ %s" % (package["name"], direct["url"])
    raise Failed("%s was installed from %s, which cannot be repeated elsewhere" % (package["name"], direct.get("url")))


def needed(packages, wanted_extras, without=()):
    """Extras of pretalx, and the other packages that a new environment is asked for by name, but for those left behind."""
    installed = {}
    for package in packages:
        installed.setdefault(normalized(package["name"]), package)
    if "pretalx" not in installed:
        raise Failed("the former virtual environment does not know which packages it holds")
    extras = extras_in_use(installed["pretalx"], installed) | set(wanted_extras)
    brought = reached(["pretalx"], installed, extras)
    wanted = [name for name in tops(installed, brought, extras) if name not in without]
    held = sorted(reached(wanted, installed, extras) & set(without))
    if held:
        raise Failed("cannot be left behind, because another package needs it: " + ", ".join(held))
    return sorted(extras), [as_asked(installed[name]) for name in wanted]


def for_hop(version, feature, extras, others):
    """What pip is asked for."""
    pretalx = "pretalx%s==%s" % ("[%s]" % ",".join(extras) if extras else "", version)
    if feature <= NEEDS_PKG_RESOURCES:
        others = [name for name in others if name != "setuptools"] + [OLD_SETUPTOOLS]
    return [pretalx] + others
