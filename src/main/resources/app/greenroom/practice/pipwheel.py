"""The newest pip of this computer as a wheel: the one that ensurepip carries, or the one that is installed."""
import glob
import importlib.util
import os
import re
import sysconfig
import zipfile
from importlib import metadata


def place(folder):
    """Puts it into a folder and gives its path; raises where this computer has none."""
    os.makedirs(folder, exist_ok=True)
    found = list(carried())
    newest = max(found, key=version_of, default=None)
    try:
        installed = metadata.distribution("pip")
    except metadata.PackageNotFoundError:
        installed = None
    if installed and (newest is None or numbers(installed.version) > version_of(newest)):
        return pack(installed, folder)
    if newest is None:
        raise SystemExit("pip")
    path = os.path.join(folder, os.path.basename(newest))
    with open(newest, "rb") as source, open(path, "wb") as target:
        target.write(source.read())
    return path


def carried():
    places = ["/usr/share/python-wheels", sysconfig.get_config_var("WHEEL_PKG_DIR") or ""]
    spec = importlib.util.find_spec("ensurepip")
    if spec and spec.submodule_search_locations:
        places += [os.path.join(each, "_bundled") for each in spec.submodule_search_locations]
    for each in filter(None, places):
        yield from glob.glob(each + "/pip-*-py3-none-any.whl")


def version_of(path):
    return numbers(os.path.basename(path).split("-")[1])


def numbers(version):
    return [int(part) for part in re.findall(r"\d+", version)[:3]]


def pack(distribution, folder):
    """A wheel of an installed pip: its files are those of a wheel, but for what the installer wrote itself."""
    path = os.path.join(folder, "pip-%s-py3-none-any.whl" % distribution.version)
    information = "pip-%s.dist-info/" % distribution.version
    skipped = {information + name for name in ("RECORD", "INSTALLER", "REQUESTED", "direct_url.json", "WHEEL")}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as wheel:
        names = []
        for file in distribution.files or []:
            name = file.as_posix()
            if name.startswith(("pip/", information)) and not name.endswith(".pyc") and name not in skipped:
                wheel.write(str(file.locate()), name)
                names.append(name)
        wheel.writestr(information + "WHEEL", "Wheel-Version: 1.0\nGenerator: practice\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        names += [information + "WHEEL", information + "RECORD"]
        wheel.writestr(information + "RECORD", "".join("%s,,\n" % name for name in names))
    return path
