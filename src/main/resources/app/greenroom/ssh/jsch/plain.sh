# Runs one command where there is no Python: good enough to look, without a watcher. The line before sets MARK, LIMIT
# (seconds), FOLDER, NAME (of another user, else empty) and the command as positional parameters.
printf '%s' "$MARK"
printf '%s' "$MARK" >&2
if [ -n "$FOLDER" ]; then cd "$FOLDER" || exit 126; else cd 2>/dev/null || cd /; fi
if [ -n "$NAME" ]; then
  home=$(getent passwd "$NAME" | cut -d: -f6)
  set -- runuser -u "$NAME" -- env HOME="${home:-/}" USER="$NAME" LOGNAME="$NAME" "$@"
fi
if command -v timeout >/dev/null 2>&1; then set -- timeout -k 5 "$LIMIT" "$@"; fi
unset MARK LIMIT FOLDER NAME home
exec "$@"
