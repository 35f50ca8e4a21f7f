#!/bin/bash
# user.sh: run inside a lab server as root. Makes the first administrator where `init` cannot (it crashes at 2025.1.0).
set -euo pipefail
runuser -u pretalx -- env -C /var/pretalx HOME=/var/pretalx venv/bin/python - --no-pretalx-information > /var/pretalx/user.log 2>&1 <<'P'
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "pretalx.settings"
import django
django.setup()
from pretalx.person.models import User
if not User.objects.filter(is_administrator=True).exists():
    User.objects.create_superuser(email="admin@example.org", name="Administrator", password="practice")
P
