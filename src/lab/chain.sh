#!/bin/bash
# chain.sh: run as root inside a lab server with pretalx 2025.1.0 and demo events. Installs a plugin in a release that fits 2025.1
# and breaks 2025.2, and uses it for one page.
set -euo pipefail
as() { runuser -u pretalx -- env -C /var/pretalx HOME=/var/pretalx "$@"; }
as venv/bin/pip install -q pretalx-pages==1.6.1
as venv/bin/python -m pretalx migrate --noinput > /var/pretalx/migrate-pages.log 2>&1
as venv/bin/python -m pretalx rebuild > /var/pretalx/rebuild-pages.log 2>&1
as venv/bin/python - --no-pretalx-information > /var/pretalx/demo-page.log 2>&1 <<'P'
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "pretalx.settings"
import django
django.setup()
from django_scopes import scopes_disabled
from pretalx.event.models import Event
from pretalx_pages.models import Page
with scopes_disabled():
    event = Event.objects.get(slug="demoschedule")
    event.enable_plugin("pretalx_pages")
    event.save()
    Page.objects.create(event=event, slug="travel", title="Getting there", text="By train.")
P
systemctl restart pretalx-web pretalx-worker
