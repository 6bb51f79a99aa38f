#!/usr/bin/env bash
# healthy PORT PATH: exits with 0 if localhost:PORT responds to GET PATH with status 200. The container images have no HTTP client.
set -euo pipefail
exec 3<> "/dev/tcp/127.0.0.1/$1"
printf 'GET %s HTTP/1.0\r\nHost: localhost:%s\r\n\r\n' "$2" "$1" >&3
read -r status <&3
case $status in *' 200 '*) ;; *) echo "$status" >&2; exit 1 ;; esac
