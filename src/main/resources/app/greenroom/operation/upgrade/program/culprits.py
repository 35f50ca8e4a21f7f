"""Names the plugin that makes a step fail: from what the step said, and from what lies in the environment that said it."""
import os
import re
from importlib import metadata

from surroundings import say

ENOUGH = 1 << 18
FRAME = re.compile(r'^\s*File "(?P<packages>/[^"\n]*/(?:site|dist)-packages)/(?P<module>[^/".]+)[/.][^"\n]*", line \d+', re.MULTILINE)
MISSING = re.compile(r"ModuleNotFoundError: No module named '(\w+)")
APPLYING = re.compile(r"^\s*Applying (\w+)\.\w+\.\.\.(.*)$", re.MULTILINE)
CHECK = re.compile(r"^(\w+)\.[\w.]+: \(\w+\.E\d+\) (.*)$", re.MULTILINE)
ERROR = re.compile(r"^([A-Za-z_][\w.]*(?:Error|Exception|Warning|Exit|Configured|Registered)\b.*|[\w.]+: .+)$", re.MULTILINE)


def plugins_in(packages):
    """Distributions of plugins in a folder of packages, by the module that they bring."""
    found = {}
    for distribution in metadata.distributions(path=[packages]):
        for point in distribution.entry_points:
            if point.group == "pretalx.plugin":
                module = point.value.partition(":")[0].partition(".")[0]
                found[module] = (re.sub(r"[-_.]+", "-", distribution.metadata["Name"]).lower(), distribution.version)
    return found


def culprit(text, folders):
    """Name, version and complaint of the plugin that the end of a text blames; none if it blames none.

    folders -- where packages lie that the text could be about, the likeliest last
    """
    trace = text.rpartition("Traceback (most recent call last):")[2] if "Traceback (most" in text else ""
    frames = list(FRAME.finditer(trace))
    for frame in reversed(frames):
        plugin = plugins_in(frame.group("packages")).get(frame.group("module"))
        if plugin:
            return plugin + (complaint_of(trace[frame.end():]),)
    plugins = {}
    for folder in folders:
        plugins.update(plugins_in(folder))
    applying = list(APPLYING.finditer(text))
    blamed = [(match.group(1), match.group(0)) for match in MISSING.finditer(trace)]
    if applying and "OK" not in applying[-1].group(2) and trace:
        blamed.append((applying[-1].group(1), complaint_of(trace)))
    blamed += [(match.group(1), match.group(2)) for match in CHECK.finditer(text)]
    for module, complaint in blamed:
        if module in plugins:
            return plugins[module] + (complaint[:300],)
    return None


def complaint_of(trace):
    """The last line of a traceback that names an error."""
    lines = [match.group(1) for match in ERROR.finditer(trace)]
    return lines[-1][:300] if lines else ""


def packages_of(environment):
    """Folders of packages in a virtual environment."""
    library = os.path.join(environment, "lib")
    if not os.path.isdir(library):
        return []
    return [os.path.join(library, name, "site-packages") for name in sorted(os.listdir(library)) if name.startswith("python")]


def tell(upgrade, version):
    """Says which plugin made this step fail, if it was one. The sentence is read by the program that follows the job."""
    path = os.path.join(os.environ.get("GREENROOM_STEP", ""), "out")
    if not os.path.isfile(path):
        return
    with open(path, "rb") as file:
        file.seek(max(0, os.path.getsize(path) - ENOUGH))
        text = file.read().decode("utf-8", "replace")
    environments = upgrade.notes.get("environments", {})
    folders = [folder for name in environments for folder in packages_of(environments[name])]
    found = culprit(text, folders)
    if found:
        name, release, complaint = found
        say("The plugin %s %s does not work with pretalx %s: %s" % (name, release, version_in(text, version), complaint))


def version_in(text, otherwise):
    """The version whose environment spoke last."""
    named = re.findall(r"^\$ \S*/venvs/(\d+\.\d+\.\d+)\S*/bin/python ", text, re.MULTILINE)
    return named[-1] if named else otherwise
