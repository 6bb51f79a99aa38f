#!/usr/bin/env bash
# Starts @MAIN_CLASS@ from the directory it lies in. JAVA_OPTS reaches the JVM.
set -euo pipefail
script=${BASH_SOURCE[0]}
while [ -L "$script" ]; do
  target=$(readlink "$script")
  case $target in /*) script=$target ;; *) script=$(dirname "$script")/$target ;; esac
done
home=$(cd "$(dirname "$script")/.." && pwd)
# Java 17 reads file names in the locale's charset: without UTF-8 it cannot name half of the world's files.
case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in *[Uu][Tt][Ff]*8*) ;; *) export LC_ALL=C.UTF-8 ;; esac
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
command -v "$java" > /dev/null || { echo "No Java found: install a JDK 17 or newer, or point JAVA_HOME at one." >&2; exit 1; }
# Native libraries that lie unpacked beside the jars are used as they lie; without them each library unpacks its own.
natives=()
if [ -d "$home/natives" ]; then
  export DJL_CACHE_DIR=$home/natives/djl ENGINE_CACHE_DIR=$home/natives/djl
  natives=("-Djava.library.path=$home/natives/lib" -Dorg.bytedeco.javacpp.pathsFirst=true
    "-Dorg.xerial.snappy.lib.path=$home/natives/lib" -Dorg.xerial.snappy.lib.name=libsnappyjava.so)
fi
# shellcheck disable=SC2086  # JAVA_OPTS is a list of words
exec "$java" @JVM_FLAGS@ -Djava.awt.headless=true "-Dimageclassifier.models=$home/models" ${natives[@]+"${natives[@]}"} ${JAVA_OPTS:-} -cp "$home/lib/*" @MAIN_CLASS@ "$@"
