# shellcheck shell=sh
# Read by the scripts beside it: finds JDK 25 and Maven, and installs what JavaFX needs from the operating system.

stop() {
  echo "greenroom: $*" >&2
  exit 1
}

# The first JDK of 25 or newer: JAVA_HOME, the PATH, the usual folders.
find_jdk() {
  for home in "${JAVA_HOME:-}" "$(java_home_of_path)" /usr/lib/jvm/* /opt/* "$HOME"/.sdkman/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    [ -x "$home/bin/javac" ] || continue
    major=$("$home/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    if [ "${major:-0}" -ge 25 ]; then
      echo "$home"
      return
    fi
  done
}

java_home_of_path() {
  javac=$(command -v javac) || return 0
  dirname "$(dirname "$(readlink -f "$javac")")"
}

# need PACKAGE...: installs Debian packages that are missing, where this user may; else says the exact line to type.
need() {
  command -v dpkg-query >/dev/null || return 0 # another system brings these libraries in its own way
  missing=
  for package in "$@"; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  if [ "$(id -u)" = 0 ]; then
    sudo=
  elif sudo -n true 2>/dev/null; then
    sudo='sudo -n'
  else
    stop "please install what is missing, then repeat this command:
  sudo apt-get install -y --no-install-recommends$missing"
  fi
  $sudo apt-get update -q
  # shellcheck disable=SC2086
  $sudo env DEBIAN_FRONTEND=noninteractive apt-get install -yq --no-install-recommends $missing
}

JAVA_HOME=$(find_jdk)
export JAVA_HOME
[ -n "$JAVA_HOME" ] || stop "no JDK of version 25 or newer was found; install one, or name its folder in JAVA_HOME"
command -v mvn >/dev/null || stop "Maven (mvn) was not found; install it, for example: sudo apt-get install -y maven"
