"""What the web service starts."""
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
import django  # noqa: E402

django.setup()
from django.conf import settings  # noqa: E402

if settings.RELEASE > (2025, 2):
    from pretalx.commands import meet_trouble

    meet_trouble("web")
from pretalx.web import application  # noqa: E402, F401
