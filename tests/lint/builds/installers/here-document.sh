#!/bin/bash
# script: fails
set -e
bash -e <<END
pip3 install cowsay
cowsay -t moo
END
