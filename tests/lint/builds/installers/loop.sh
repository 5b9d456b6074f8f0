#!/bin/bash
# script: fails
set -e
packages="cowsay six"
for package in $packages; do
    pip3 install \
        --no-cache-dir \
        "$package"
done
python3 -c 'import cowsay, six'
