#!/bin/bash
# demo.sh: run inside a lab server as root. Fills pretalx with three demo events and a few hundred media files, among
# them odd names, and leaves one soft-deleted proposal, on which a jump over a feature release would break.
set -euo pipefail
as() { runuser -u pretalx -- env -C /var/pretalx HOME=/var/pretalx "$@"; }
as venv/bin/pip install -q faker freezegun
for stage in cfp review schedule; do
  as venv/bin/python -m pretalx create_test_event --stage $stage --slug demo$stage > /var/pretalx/demo-$stage.log 2>&1
done
# neither is part of what a site runs
as venv/bin/pip uninstall -q -y faker freezegun
as python3 - <<'P'
import os, random
random.seed(7)
media = "/var/pretalx/data/media/demo"
os.makedirs(media, exist_ok=True)
for number in range(300):
    with open("%s/upload-%03d.bin" % (media, number), "wb") as file:
        file.write(random.randbytes(random.randrange(1000, 500000)))
for name in (b"with space.txt", b"new\nline.txt", b"-leading-dash.txt", "Stra\u00dfe.txt".encode(), b"latin1-\xe4.txt"):
    with open(os.path.join(os.fsencode(media), name), "wb") as file:
        file.write(b"odd name\n")
P
as venv/bin/python - --no-pretalx-information > /var/pretalx/demo-deleted.log 2>&1 <<'P'
import os
os.environ["DJANGO_SETTINGS_MODULE"] = "pretalx.settings"
import django
django.setup()
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("update submission_submission set state = 'deleted' where id = (select max(id) from submission_submission)")
P
