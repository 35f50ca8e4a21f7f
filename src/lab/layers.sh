#!/bin/bash
# layers.sh: makes what is missing in the cache of the lab (GREENROOM_LAB_CACHE, else /var/cache/greenroom-lab) and
# prints its folder: base/ (a Debian server), pretalx-postgresql/ and pretalx-sqlite/ (on top of it: real pretalx
# 2025.2.2 with demo events), pretalx-hops/ (on top of the first: newer releases beside it), key (signs in as root). Made anew when these scripts change. Needs root.
set -euo pipefail
cd "$(dirname "$0")"
root=${GREENROOM_LAB_CACHE:-/var/cache/greenroom-lab}
cache=$root/$(cat image.sh pretalx.sh demo.sh | sha256sum | cut -c1-12)
mkdir -p "$root"
exec 9> "$root/lock"
flock 9
made() { [ -f "$cache/$1.made" ]; }
if made base && made pretalx-postgresql && made pretalx-sqlite && made pretalx-hops; then echo "$cache"; exit 0; fi

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
  layer() { # NAME N LOWER [COMMAND SCRIPT]...
    local name=pretalx-$1 dir=$cache/making-$1 pid
    if made "$name"; then return; fi
    if mountpoint -q "$dir/root"; then umount "$dir/root"; fi
    rm -rf "$dir" "${cache:?}/$name"
    ./overlay.sh "$3" "$dir"
    # the server must not keep the lock of the cache, should this script be ended
    pid=$(./boot.sh "gr-$1" "$dir/root" "$2" 9>&-)
    # shellcheck disable=SC2064
    trap "pkill -KILL -P $pid" EXIT
    for ((i = 4; i < $#; i += 2)); do inside "$2" "${!i}" < "${@:i + 1:1}"; done
    inside "$2" systemctl poweroff || true
    for _ in $(seq 200); do if ! kill -0 "$pid" 2>/dev/null; then break; fi; sleep .1; done
    trap - EXIT
    umount "$dir/root"
    mv "$dir/upper" "$cache/$name"
    rm -rf "$dir"
    touch "$cache/$name.made"
  }
  layer postgresql 98 "$cache/base" 'bash -s 2025.2.2 postgresql' pretalx.sh 'bash -s' demo.sh
  layer sqlite 99 "$cache/base" 'bash -s 2025.2.2 sqlite' pretalx.sh 'bash -s' demo.sh
  layer hops 97 "$cache/pretalx-postgresql:$cache/base" 'bash -s' hops.sh
  # what older versions of these scripts made is of no use any more, unless a server stands on it
  if ! compgen -G "$root/network-*" >/dev/null; then
    for old in "$root"/*/; do [ "$old" = "$cache/" ] || rm -rf "$old"; done
  fi
} >&2
echo "$cache"
