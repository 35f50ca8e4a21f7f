#!/bin/sh
# A stand-in of runuser and su: nobody is anybody else on the practice server.
command=
while [ $# -gt 0 ]; do
  case $1 in
    --) shift; break ;;
    -u | -g | -G | -s | --user | --group | --shell) shift 2 ;;
    -c | --command) command=$2; shift 2 ;;
    -*) shift ;;
    *) break ;;
  esac
done
export HOME="$GREENROOM_ROOT/var/pretalx"
if [ -n "$command" ]; then exec sh -c "$command"; fi
case $0 in */su) exit 0 ;; esac
exec "$@"
