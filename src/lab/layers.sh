#!/bin/bash
# layers.sh: makes what is missing in the cache of the lab (GREENROOM_LAB_CACHE, else /var/cache/greenroom-lab) and
# prints its folder: base/ (a Debian server), pretalx-postgresql/ and pretalx-sqlite/ (on top of it: real pretalx
# 2025.2.2 with demo events), pretalx-hops/ (on top of the first: newer releases beside it), key (signs in as root). Made anew when these scripts change. Needs root.
# Others are made on demand, by more.sh.
set -euo pipefail
cd "$(dirname "$0")"
root=${GREENROOM_LAB_CACHE:-/var/cache/greenroom-lab}
cache=$root/$(cat image.sh pretalx.sh demo.sh | sha256sum | cut -c1-12)
mkdir -p "$root"
exec 9> "$root/lock"
flock 9
. ./making.sh
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
  image base
  layer pretalx-postgresql 98 "$cache/base" 'bash -s 2025.2.2 postgresql' pretalx.sh 'bash -s' demo.sh
  layer pretalx-sqlite 99 "$cache/base" 'bash -s 2025.2.2 sqlite' pretalx.sh 'bash -s' demo.sh
  layer pretalx-hops 97 "$cache/pretalx-postgresql:$cache/base" 'bash -s' hops.sh
  # what older versions of these scripts made is of no use any more, unless a server stands on it
  if ! compgen -G "$root/network-*" >/dev/null; then
    for old in "$root"/*/; do [ "$old" = "$cache/" ] || rm -rf "$old"; done
  fi
} >&2
echo "$cache"
