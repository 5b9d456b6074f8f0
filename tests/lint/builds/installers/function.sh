#!/usr/bin/env bash
# script: fails
set -euo pipefail

die() { printf '%s\n' "$*" >&2; exit 1; }

install_tool() {
    local name=$1
    python3 -m pip install "$name" || die "cannot install $name"
}

main() {
    install_tool cowsay
    install_tool six
    cowsay -t moo
}
main "$@"
