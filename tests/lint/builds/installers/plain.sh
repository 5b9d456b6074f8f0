#!/bin/sh
# script: fails
set -e
apt-get update && apt-get install -y python3-pip
pip3 install cowsay
cowsay -t "$(whoami)"
