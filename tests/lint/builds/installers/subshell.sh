#!/bin/bash
# script: fails
set -e
(
    cd /tmp
    pip3 install cowsay
)
cowsay -t moo
