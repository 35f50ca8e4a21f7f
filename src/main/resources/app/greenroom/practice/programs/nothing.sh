#!/bin/sh
# A stand-in for programs that have nothing to do on the practice server.
case ${0##*/} in
  apt | apt-get) [ "$1" = list ] && echo "Listing... Done"; exit 0 ;;
  node) echo "v22.0.0"; exit 0 ;;
  npm) echo "10.0.0"; exit 0 ;;
  msgfmt) echo "msgfmt (stand-in of the practice server) 0.22"; exit 0 ;;
  loginctl | hostnamectl | systemd-tmpfiles) exit 0 ;;
esac
echo "${0##*/}: not on the practice server" >&2
exit 1
