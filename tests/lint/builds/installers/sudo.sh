#!/bin/bash
# script: fails
# user: alice
set -e
sudo apt-get -q update
sudo -H pip3 install cowsay
cowsay -t moo
