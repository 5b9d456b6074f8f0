#!/bin/sh
# script: fails
set -e
mkdir -p /tmp/project && cd /tmp/project
cat >pyproject.toml <<'END'
[project]
name = "mooing"
version = "1"
dependencies = ["cowsay"]
[project.scripts]
moo = "mooing:main"
END
printf 'import cowsay\ndef main():\n    cowsay.cow("moo")\n' >mooing.py
pip3 install .
moo
