#!/bin/bash
# image.sh DIR [SUITE]: builds a bootable Debian server tree with what pretalx needs, and with this machine's settings
# of package clients, so that pip and npm work inside as they do outside. Needs root. About two minutes, 1.3 GB.
set -euo pipefail
dir=$1 suite=${2:-trixie}
export DEBIAN_FRONTEND=noninteractive
mirror=$(awk '/^URIs:/{print $2; exit}' /etc/apt/sources.list.d/debian.sources 2>/dev/null || true)
# shellcheck disable=SC2086
debootstrap --variant=minbase \
  --include=systemd,systemd-sysv,dbus,openssh-server,sudo,iproute2,curl,ca-certificates,python3,python3-venv \
  "$suite" "$dir" $mirror
cp /etc/resolv.conf "$dir/etc/resolv.conf"
printf '#!/bin/sh\nexit 101\n' > "$dir/usr/sbin/policy-rc.d" # nothing is started while the tree is no server yet
chmod +x "$dir/usr/sbin/policy-rc.d"
systemd-nspawn --register=no --keep-unit -D "$dir" --pipe sh -ec 'apt-get update -q
  DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends \
    postgresql redis-server nginx-light nodejs npm gettext cron sqlite3 rsync'
rm "$dir/usr/sbin/policy-rc.d"

cp /etc/ssl/certs/ca-certificates.crt "$dir/etc/ssl/certs/ca-certificates.crt"
for rc in "$HOME/.npmrc" /etc/npmrc; do
  if [ -f "$rc" ]; then cp "$rc" "$dir/etc/npmrc"; fi
done
if command -v pip >/dev/null; then
  pip config list | python3 -c '
import sys
values = {}
for line in sys.stdin:
    key, _, value = line.strip().partition("=")
    key = key.replace("global.", "").replace(":env:.", "")
    if key in ("index-url", "cert", "default-timeout"):
        values[key] = value.strip().strip("\x27")
if values:
    print("[global]")
    for key, value in values.items():
        print(key, "=", value)' > "$dir/etc/pip.conf"
fi

mkdir -p "$dir/etc/systemd/network" "$dir/root/.ssh"
chmod 700 "$dir/root/.ssh"
ln -sf /usr/lib/systemd/system/systemd-networkd.service \
  "$dir/etc/systemd/system/multi-user.target.wants/systemd-networkd.service"
