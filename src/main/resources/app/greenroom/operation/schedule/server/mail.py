"""Runs in the interpreter of pretalx, as its service user: sends one mail by pretalx' own settings."""
import os
import sys

TO, SUBJECT, BODY = sys.argv[1:4]
# pretalx looks at the command line: the flag keeps its start-up banner away
sys.argv = ["pretalx", "--no-pretalx-information"]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pretalx.settings")

from django.core.mail import EmailMessage, get_connection  # noqa: E402
from django.conf import settings  # noqa: E402

connection = get_connection(timeout=30) if settings.EMAIL_BACKEND.endswith("smtp.EmailBackend") else get_connection()
EmailMessage(SUBJECT, BODY, None, [TO], connection=connection).send()
