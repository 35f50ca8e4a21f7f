#!/bin/bash
# layers.sh: makes what is missing in the cache of the lab (GREENROOM_LAB_CACHE, else /var/cache/greenroom-lab) and
# prints its folder: base/ (a Debian server), pretalx-postgresql/ and pretalx-sqlite/ (on top of it: real pretalx
# 2025.2.2 with demo events), key (signs in as root). Made anew when these scripts change. Needs root.
set -euo pipefail
cd "$(dirname "$0")"
root=${GREENROOM_LAB_CACHE:-/var/cache/greenroom-lab}
cache=$root/$(cat image.sh pretalx.sh demo.sh | sha256sum | cut -c1-12)
mkdir -p "$root"
exec 9> "$root/lock"
flock 9
made() { [ -f "$cache/$1.made" ]; }
if made base && made pretalx-postgresql && made pretalx-sqlite; then echo "$cache"; exit 0; fi

{
  need='debootstrap systemd-container iptables openssh-client iproute2'
  # shellcheck disable=SC2086
  if ! dpkg-query -W $need >/dev/null 2>&1; then
    apt-get update -q
    DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends $need
  fi
  mkdir -p "$cache"
  [ -f "$cache/key" ] || ssh-keygen -q -t ed25519 -N '' -f "$cache/key"
  if ! made base; then
    rm -rf "$cache/base"
    for try in 1 2 3; do
      if ./image.sh "$cache/base"; then break; fi
      echo "the package index did not give everything (try $try of 3)"
      rm -rf "$cache/base"
    done
    install -m 600 "$cache/key.pub" "$cache/base/root/.ssh/authorized_keys"
    touch "$cache/base.made"
  fi
  inside() { # N COMMAND...
    ssh -i "$cache/key" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "root@10.77.$1.2" "${@:2}"
  }
  layer() { # DATABASE N
    local name=pretalx-$1 dir=$cache/making-$1 pid
    if made "$name"; then return; fi
    if mountpoint -q "$dir/root"; then umount "$dir/root"; fi
    rm -rf "$dir" "${cache:?}/$name"
    ./overlay.sh "$cache/base" "$dir"
    pid=$(./boot.sh "gr-$1" "$dir/root" "$2")
    inside "$2" "bash -s 2025.2.2 $1" < pretalx.sh
    inside "$2" 'bash -s' < demo.sh
    inside "$2" systemctl poweroff || true
    for _ in $(seq 200); do if ! kill -0 "$pid" 2>/dev/null; then break; fi; sleep .1; done
    umount "$dir/root"
    mv "$dir/upper" "$cache/$name"
    rm -rf "$dir"
    touch "$cache/$name.made"
  }
  layer postgresql 98
  layer sqlite 99
  # what older versions of these scripts made is of no use any more, unless a server stands on it
  if ! compgen -G "$root/network-*" >/dev/null; then
    for old in "$root"/*/; do [ "$old" = "$cache/" ] || rm -rf "$old"; done
  fi
} >&2
echo "$cache"
