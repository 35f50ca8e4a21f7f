#!/bin/sh
# A stand-in of crontab: keeps the files and runs nothing.
user=$USER
action=install
file=-
while [ $# -gt 0 ]; do
  case $1 in
    -u) user=$2; shift 2 ;;
    -l) action=list; shift ;;
    -r) action=remove; shift ;;
    -*[a-z]) echo "crontab: the practice server does not know $1" >&2; exit 1 ;;
    *) file=$1; shift ;;
  esac
done
case $user in */* | .*) exit 1 ;; esac
table="$GREENROOM_ROOT/var/spool/cron/crontabs/$user"
case $action in
  list)
    if [ ! -f "$table" ]; then echo "no crontab for $user" >&2; exit 1; fi
    exec cat "$table"
    ;;
  remove) rm -f "$table" ;;
  install)
    umask 077
    if [ "$file" = - ]; then cat > "$table.new"; else cat "$file" > "$table.new"; fi || exit 1
    mv "$table.new" "$table"
    ;;
esac
