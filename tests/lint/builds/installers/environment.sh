#!/bin/sh
# script: works
# fix: none
set -e
apt-get update && apt-get install -y python3-venv
python3 -m venv /opt/moo
/opt/moo/bin/pip install cowsay
/opt/moo/bin/cowsay -t moo
