#!/bin/bash
# sweep.sh CACHE: removes the servers of test runs that were killed. A file CACHE/network-N names the process that uses
# a server, the server's container and its folder.
set -euo pipefail
for file in "$1"/network-*; do
  [ -f "$file" ] || continue
  read -r owner container folder < "$file" || continue # just being made
  if kill -0 "$owner" 2>/dev/null; then continue; fi
  if grep -qz "^$folder/root$" "/proc/$container/cmdline" 2>/dev/null; then # it really is that server
    pkill -KILL -P "$container" || true # its init, and with that all of it
    for _ in $(seq 200); do if ! kill -0 "$container" 2>/dev/null; then break; fi; sleep .1; done
  fi
  if mountpoint -q "$folder/root"; then umount "$folder/root"; fi
  if mountpoint -q "$folder"; then umount "$folder"; fi
  rm -rf "$folder" "$folder.img" "$file"
done
