#!/bin/bash
# more.sh NAME: makes a layer that few tests need, unless the cache of the lab holds it already, and prints the layers to stand on
# as overlay.sh takes them. Made anew when its scripts change. Needs root.
#   chain-postgresql, chain-sqlite  pretalx 2025.1.0 of its time, demo events, a soft-deleted proposal, and a plugin that is too old for 2025.2
#   bookworm                        Debian 12 with Python 3.11 and PostgreSQL 15, pretalx 2024.3.1 of its time, demo events
# Everything that pip installs is what the index held before the next feature release of pretalx.
set -euo pipefail
cd "$(dirname "$0")"
cache=$(./layers.sh)
. ./making.sh
exec 9> "$cache/more-$1.lock"
flock 9
name=pretalx-$1-$(cat user.sh chain.sh | sha256sum | cut -c1-8)
{
  case $1 in
    chain-postgresql | chain-sqlite)
      base=$cache/base day=2025-11-30 n=96
      if [ "$1" = chain-sqlite ]; then n=95; fi
      layer "$name" $n "$base" "PIP_UPLOADED_PRIOR_TO=$day bash -s 2025.1.0 ${1#chain-}" pretalx.sh \
        'bash -s' user.sh "PIP_UPLOADED_PRIOR_TO=$day bash -s" demo.sh 'bash -s' chain.sh
      ;;
    bookworm)
      base=$cache/bookworm day=2025-05-28 n=94
      image bookworm bookworm
      layer "$name" $n "$base" "PIP_UPLOADED_PRIOR_TO=$day bash -s 2024.3.1 postgresql" pretalx.sh \
        'bash -s' user.sh "PIP_UPLOADED_PRIOR_TO=$day bash -s" demo.sh
      ;;
    *)
      echo "no such layer: $1"
      exit 1
      ;;
  esac
} >&2
echo "$cache/$name:$base"
