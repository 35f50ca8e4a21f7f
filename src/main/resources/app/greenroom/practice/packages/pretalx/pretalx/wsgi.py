"""What the web service starts."""
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
import django  # noqa: E402

django.setup()
from pretalx.web import application  # noqa: E402, F401
