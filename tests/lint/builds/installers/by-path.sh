#!/bin/sh
# script: fails
set -e
/usr/bin/pip3 install cowsay
/usr/bin/env cowsay -t moo
