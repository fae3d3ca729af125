#!/bin/sh
# Installs the Debian packages of the tests where it may; otherwise says the one command that does.
# Tests that lack their program are skipped loudly, and .ci/run counts a skipped test as a failure.
here=$(dirname "$0")
missing=""
for name in $(cat "$here/packages.txt"); do
  dpkg-query -W -f='${Status}' "$name" 2>/dev/null | grep -q "install ok installed" || missing="$missing $name"
done
[ -n "$missing" ] || exit 0
command="apt-get update && apt-get install -y --no-install-recommends$missing"
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  echo "Installing:$missing"
  apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null && exit 0
fi
echo "Some tests will be skipped. To run them, install with root rights:  $command"
exit 0
