#!/bin/bash
# boot.sh NAME DIR N: boots the tree DIR as a server NAME at 10.77.N.2, this machine being 10.77.N.1 to it, with a way
# to the outside. Prints the process id of its container once sshd answers. NAME has at most 11 characters, because a
# network interface is named after it. Stopped by: kill -TERM PID. Cut off like by a power failure: kill -KILL of the
# container's init.
set -euo pipefail
name=$1 dir=$2 n=$3
printf '[Match]\nName=host0\n[Network]\nAddress=10.77.%s.2/24\nGateway=10.77.%s.1\n' "$n" "$n" \
  > "$dir/etc/systemd/network/10-host0.network"
echo "$name" > "$dir/etc/hostname"
printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$name" > "$dir/etc/hosts"
sysctl -qw net.ipv4.ip_forward=1
out=$(ip route show default | awk '{print $5; exit}')
nat=(POSTROUTING -s 10.77.0.0/16 -o "$out" -j MASQUERADE)
if [ -n "$out" ] && ! iptables -t nat -C "${nat[@]}" 2>/dev/null; then iptables -t nat -A "${nat[@]}"; fi
SYSTEMD_NSPAWN_UNIFIED_HIERARCHY=1 setsid systemd-nspawn --register=no --keep-unit -D "$dir" -M "$name" --boot \
  --network-veth > "$dir.log" 2>&1 < /dev/null &
pid=$!
for _ in $(seq 100); do
  if ip link show "ve-$name" >/dev/null 2>&1; then break; fi
  if ! kill -0 $pid 2>/dev/null; then cat "$dir.log" >&2; exit 1; fi
  sleep .1
done
ip addr replace "10.77.$n.1/24" dev "ve-$name"
ip link set "ve-$name" up
for _ in $(seq 300); do
  if (exec 3<> "/dev/tcp/10.77.$n.2/22") 2>/dev/null; then echo $pid; exit 0; fi
  sleep .1
done
echo "sshd does not answer in $name" >&2
kill -TERM $pid
exit 1
