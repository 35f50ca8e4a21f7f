"""A plugin for practice. As with real plugins, an old release of it stops every command of a pretalx that is too new."""
from importlib import metadata

import pretalx

LABEL = "pages"
__version__ = metadata.version("pretalx-pages-practice")
if __version__.startswith("1.8.") and pretalx.__version__ >= "2026.2":
    raise RuntimeError("pretalx-pages-practice %s does not fit pretalx %s" % (__version__, pretalx.__version__))
