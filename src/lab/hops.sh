#!/bin/bash
# hops.sh: run as root inside a booted lab server with pretalx 2025.2.2 on PostgreSQL. Installs the releases of an upgrade
# beside it, and builds the static files of the last one, so that tests of the window need neither pip nor the index.
set -euo pipefail
as() { runuser -u pretalx -- env -C /var/pretalx HOME=/var/pretalx "$@"; }
as mkdir -p /var/pretalx/venvs
for version in 2026.1.2 2026.2.1; do
  as python3 -m venv --without-pip "/var/pretalx/venvs/$version"
  as /var/pretalx/venv/bin/python -m pip --python "/var/pretalx/venvs/$version/bin/python" install -q gunicorn celery redis \
    "pretalx[postgres]==$version"
done
as mkdir -p /var/pretalx/static-built
as env PRETALX_FILESYSTEM_STATIC=/var/pretalx/static-built /var/pretalx/venvs/2026.2.1/bin/python -m pretalx rebuild >/dev/null
