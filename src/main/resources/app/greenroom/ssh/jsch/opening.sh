# What Greenroom wants to know about a host when it signs in. Read by /bin/sh from its standard input; MARK and SEARCH
# are set by the line before. Writes nothing to disk.
printf '%s\n' "$MARK"
printf 'uid %s\n' "$(id -u)"
printf 'user %s\n' "$(id -un)"
printf 'root %s\n' "$GREENROOM_ROOT"
if [ "$(id -u)" = 0 ]; then
  printf 'sudo root\n'
elif ! command -v sudo >/dev/null 2>&1; then
  printf 'sudo none\n'
elif sudo -n true </dev/null >/dev/null 2>&1; then
  printf 'sudo free\n'
else
  printf 'sudo password\n'
fi
for name in $SEARCH python3.14 python3.13 python3.12 python3.11 python3.10 python3.9; do
  path=$(command -v "$name" 2>/dev/null)
  case $path in
    /*)
      if "$path" -I -S -c 'import sys; sys.exit(sys.version_info < (3, 9))' </dev/null >/dev/null 2>&1; then
        printf 'python %s\n' "$path"
        break
      fi
      ;;
  esac
done
printf 'end\n'
