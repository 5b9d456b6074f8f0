#!/bin/bash
# script: fails
# user: alice
set -e
export PATH="$HOME/.local/bin:$PATH"
pip3 install --user --upgrade cowsay
cowsay -t moo
