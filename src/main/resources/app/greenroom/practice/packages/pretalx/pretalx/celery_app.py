"""What the worker starts."""
import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")
import django  # noqa: E402
from celery import Celery  # noqa: E402

django.setup()
app = Celery("pretalx")
