#!/bin/sh
# script: works
# fix: unsafe
set -e
pip3 install --break-system-packages cowsay
cowsay -t moo
