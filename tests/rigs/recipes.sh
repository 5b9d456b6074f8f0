# shellcheck shell=bash
# How an image comes to be. Runs inside a disposable copy of the host that has mmdebstrap; sourced by `build` and `enter`.

# make_bare SUITE DIRECTORY PACKAGES: a fresh Debian, as its container images are, but with the documentation.
make_bare() {
    local suite=$1 directory=$2 packages=$3
    # shellcheck disable=SC2016 # for the shell that mmdebstrap starts
    mmdebstrap --quiet --mode=root --variant=minbase --dpkgopt=force-unsafe-io \
        --aptopt='Acquire::Check-Valid-Until "false"' --include="${packages// /,}" \
        --customize-hook='rm "$1/etc/apt/apt.conf.d/99mmdebstrap" "$1/etc/dpkg/dpkg.cfg.d/99mmdebstrap"' \
        "$suite" "$directory"
}

# Every image has an ordinary user, and no trace of the machine that it was built on.
finish_bare() {
    local root=$1
    chroot "$root" useradd --create-home --shell /bin/bash alice
    echo rig >"$root/etc/hostname"
    printf '127.0.0.1 localhost rig\n::1 localhost rig\n' >"$root/etc/hosts"
    : >"$root/etc/resolv.conf"
    # Some mirrors stand still for longer than a release file of sid is valid.
    echo 'Acquire::Check-Valid-Until "false";' >"$root/etc/apt/apt.conf.d/50rig"
}

# make_layer ROOT PACKAGES: what apt adds; the package lists and archives are mounts, so they are not part of it.
make_layer() {
    local root=$1 packages=$2
    printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
    chmod 755 "$root/usr/sbin/policy-rc.d"
    # shellcheck disable=SC2086 # a list of words
    chroot "$root" apt-get install --yes --quiet --no-install-recommends -o Dpkg::Options::=--force-unsafe-io $packages
    rm "$root/usr/sbin/policy-rc.d"
}

finish_venv() {
    echo 'alice ALL=(ALL:ALL) NOPASSWD: ALL' >"$1/etc/sudoers.d/alice"
    chmod 440 "$1/etc/sudoers.d/alice"
}

# One suite speaks German, for the localised keys of a marker.
finish_bookworm-pip() {
    chroot "$1" localedef -i de_DE -f UTF-8 de_DE.UTF-8
}
