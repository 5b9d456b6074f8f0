#!/bin/sh
# script: fails
set -e
. /etc/os-release
case "$ID" in
debian | ubuntu)
    apt-get update
    apt-get install -y --no-install-recommends python3-pip
    ;;
fedora)
    dnf install -y python3-pip
    ;;
*)
    echo "unknown system: $ID" >&2
    exit 1
    ;;
esac
if ! python3 -c 'import cowsay' 2>/dev/null; then
    pip3 install cowsay
fi
python3 -m cowsay -t moo
