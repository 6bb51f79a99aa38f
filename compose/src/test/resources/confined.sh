#!/usr/bin/env bash
# confined.sh IMAGE PROGRAM [ARGUMENT]...: what a container is made of, without an engine. To be called by `unshare --mount`.
# Everything is read-only but /mnt/state and /tmp, where nothing may be executed; user nobody, no home, no capabilities;
# of the environment only JAVA_HOME, JAVA_OPTS and APP_… stay.
set -euo pipefail
image=$1 program=$2
shift 2
mount -t tmpfs -o mode=755 tmpfs /mnt
mkdir /mnt/app /mnt/state
mount --bind "$image" /mnt/app
mount -o remount,bind,ro /mnt/app
mount -t tmpfs -o noexec,nosuid,nodev,size=16m,mode=700,uid=65534,gid=65534 tmpfs /mnt/state
mount -t tmpfs -o noexec,nosuid,nodev,size=64m,mode=1777 tmpfs /tmp
mount -o remount,bind,ro /mnt
mount -o remount,bind,ro /
cd /
kept=()
for name in JAVA_HOME JAVA_OPTS ${!APP_@}; do kept+=("$name=${!name}"); done
exec setpriv --reuid 65534 --regid 65534 --clear-groups --no-new-privs --bounding-set -all --inh-caps -all \
  env -i "PATH=/usr/bin:/bin" "HOME=/nonexistent" "${kept[@]}" "/mnt/app/bin/$program" "$@"
