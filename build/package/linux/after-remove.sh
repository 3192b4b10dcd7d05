#!/bin/sh
# After a deb or rpm was removed. While one takes the place of another the profile stays: rpm runs this of the old package
# after the new one is there.
set -e

case $1 in
  0 | remove | purge) ;;
  *) exit 0 ;;
esac

profile="$DPKG_ROOT/etc/apparmor.d/billfold"
if [ -f "$profile" ]; then
  if [ -z "$DPKG_ROOT" ] && apparmor_status --enabled >/dev/null 2>&1 && ! ischroot 2>/dev/null; then
    apparmor_parser --remove "$profile" || true
  fi
  rm -f "$profile"
fi
