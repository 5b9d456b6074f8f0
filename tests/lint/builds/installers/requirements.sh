#!/bin/sh
# script: fails
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
cat >"$place/requirements.txt" <<'END'
cowsay>=6
six
END
pip3 install -q -r "$place/requirements.txt"  # what it needs
python3 -c 'import cowsay, six'
