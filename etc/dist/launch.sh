#!/usr/bin/env bash
# Runs @MAIN_CLASS@ of this distribution. JAVA_OPTS is passed to the JVM.
set -euo pipefail
script=${BASH_SOURCE[0]}
while [ -L "$script" ]; do
  target=$(readlink "$script")
  case $target in /*) script=$target ;; *) script=$(dirname "$script")/$target ;; esac
done
home=$(cd "$(dirname "$script")/.." && pwd)
# Java 17 decodes file names in the charset of the locale. Without UTF-8, it cannot open files with other names.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in *[Uu][Tt][Ff]*8*) ;; *) export LC_ALL=C.UTF-8 ;; esac
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" > /dev/null || { echo "Java not found: install JDK 17 or newer, or set JAVA_HOME." >&2; exit 1; }
# Use native libraries that are unpacked in the distribution. Otherwise, each library unpacks its own.
natives=()
if [ -d "$home/natives" ]; then
  export DJL_CACHE_DIR=$home/natives/djl ENGINE_CACHE_DIR=$home/natives/djl
  natives=("-Djava.library.path=$home/natives/lib" -Dorg.bytedeco.javacpp.pathsFirst=true
    "-Dorg.xerial.snappy.lib.path=$home/natives/lib" -Dorg.xerial.snappy.lib.name=libsnappyjava.so)
fi
# shellcheck disable=SC2086  # JAVA_OPTS is a list of words
exec "$java" @JVM_FLAGS@ -Djava.awt.headless=true "-Dimageclassifier.models=$home/models" ${natives[@]+"${natives[@]}"} ${JAVA_OPTS:-} -cp "$home/lib/*" @MAIN_CLASS@ "$@"
