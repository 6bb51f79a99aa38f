#!/usr/bin/env bash
# Prints all results, one JSON object per line, then the keys and headers of all dead letters: labels.sh BROKERS. Needs kcat.
set -euo pipefail
read_all=(kcat -b "$1" -C -q -e -o beginning -X isolation.level=read_committed)
"${read_all[@]}" -t image-labels
"${read_all[@]}" -t image-dead-letters -f '%k\t%h\n'
