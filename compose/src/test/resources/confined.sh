#!/usr/bin/env bash
# confined.sh DIRECTORY PROGRAM [ARGUMENT]...: runs a program with the restrictions of a container, without an engine.
# Call it with `unshare --mount`. The file system is read-only except /mnt/state and /tmp, which are not executable.
# The program runs as user nobody without a home directory and capabilities. It inherits JAVA_HOME, JAVA_OPTS and APP_… only.
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
