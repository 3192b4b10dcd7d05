#!/bin/sh
# After a deb or rpm was unpacked. DPKG_ROOT names the root folder that dpkg installs into, where that is not this system's.
set -e

root=$DPKG_ROOT
sandbox="$root/opt/Billfold/chrome-sandbox"
profile="$root/opt/Billfold/resources/apparmor-profile"

# Chromium's sandbox takes user namespaces where the kernel has them, else a helper with the rights of root.
if unshare --user true 2>/dev/null; then
  chmod 0755 "$sandbox"
else
  chmod 4755 "$sandbox"
fi

# Ubuntu 24 and later let only programs with a profile make user namespaces. An older AppArmor cannot read it, and needs none.
if [ -z "$root" ] && apparmor_status --enabled >/dev/null 2>&1 &&
  apparmor_parser --skip-kernel-load --debug "$profile" >/dev/null 2>&1; then
  cp -f "$profile" /etc/apparmor.d/billfold
  if ! ischroot 2>/dev/null; then
    apparmor_parser --replace --write-cache --skip-read-cache /etc/apparmor.d/billfold
  fi
fi
