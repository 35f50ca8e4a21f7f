#!/bin/bash
# overlay.sh LOWER DIR: mounts DIR/root as a throw-away copy of LOWER; what is written lands in DIR/upper.
# Undone by: umount DIR/root; rm -rf DIR. LOWER may name several layers, top:below:base.
set -euo pipefail
mkdir -p "$2"/{upper,work,root}
mount -t overlay overlay -o "lowerdir=$1,upperdir=$2/upper,workdir=$2/work,redirect_dir=on" "$2/root"
