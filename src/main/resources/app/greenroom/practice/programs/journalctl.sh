#!/bin/sh
# A stand-in of journalctl: the last lines of what the services of the practice server said.
unit=
lines=50
while [ $# -gt 0 ]; do
  case $1 in
    -u | --unit) unit=$2; shift 2 ;;
    --unit=*) unit=${1#*=}; shift ;;
    -n | --lines) lines=$2; shift 2 ;;
    --lines=*) lines=${1#*=}; shift ;;
    -S | -U | -o | -p | -t | -g | --since | --until | --output) shift 2 ;;
    *) shift ;;
  esac
done
case $unit in */*) exit 1 ;; esac
folder="$GREENROOM_ROOT/var/log/journal"
if [ -z "$unit" ]; then cat "$folder"/*.log 2>/dev/null | tail -n "$lines"; exit 0; fi
case $unit in *.service) ;; *) unit=$unit.service ;; esac
if [ -f "$folder/$unit.log" ]; then tail -n "$lines" "$folder/$unit.log"; else echo "-- No entries --"; fi
