"""Says what this interpreter can do for a practice server: one JSON document, or why it cannot, with status 1."""
import importlib.util
import json
import os
import pwd
import sys

try:
    if sys.version_info < (3, 9):
        raise ImportError("Python 3.9 or newer")
    for name in ("venv", "_sqlite3", "zlib"):
        if importlib.util.find_spec(name) is None:
            raise ImportError("the module %s of Python" % name.strip("_"))
    print(json.dumps({
        "python": getattr(sys, "_base_executable", "") or sys.executable,
        "version": list(sys.version_info[:3]),
        "user": pwd.getpwuid(os.geteuid()).pw_name,
    }))
except ImportError as error:
    sys.exit(str(error))
except KeyError:
    sys.exit("a name for the user in the list of users")
