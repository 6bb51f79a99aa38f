#!/usr/bin/env bash
# Prints the labels that are there, one JSON object a line, then the dead letters' ids and reasons: labels.sh BROKERS. Needs kcat.
set -euo pipefail
read_all=(kcat -b "$1" -C -q -e -o beginning -X isolation.level=read_committed)
"${read_all[@]}" -t image-labels
"${read_all[@]}" -t image-dead-letters -f '%k\t%h\n'
