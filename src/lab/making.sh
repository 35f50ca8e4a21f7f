#!/bin/bash
# making.sh: sourced by what makes layers in $cache. layer NAME N LOWER [COMMAND SCRIPT]...: boots a copy of LOWER at
# 10.77.N.2, runs there each COMMAND with a SCRIPT of this folder on its standard input, and keeps what that wrote as $cache/NAME.
made() { [ -f "$cache/$1.made" ]; }
inside() { # N COMMAND...
  ssh -i "$cache/key" -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o LogLevel=ERROR "root@10.77.$1.2" "${@:2}"
}
layer() {
  local name=$1 dir=$cache/making-$1 pid
  if made "$name"; then return; fi
  if mountpoint -q "$dir/root"; then umount "$dir/root"; fi
  rm -rf "$dir" "${cache:?}/$name"
  ./overlay.sh "$3" "$dir"
  # the server must not keep the lock of the cache, should this script be ended
  pid=$(./boot.sh "gr-$2" "$dir/root" "$2" 9>&-)
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
image() { # NAME [SUITE]
  if made "$1"; then return; fi
  rm -rf "${cache:?}/$1"
  for try in 1 2 3; do
    if ./image.sh "$cache/$1" "${@:2}"; then break; fi
    echo "the package index did not give everything (try $try of 3)"
    rm -rf "${cache:?}/$1"
  done
  install -m 600 "$cache/key.pub" "$cache/$1/root/.ssh/authorized_keys"
  touch "$cache/$1.made"
}
