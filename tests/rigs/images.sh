# shellcheck shell=bash
# shellcheck disable=SC2034 # it is sourced for its variables
# Which rig images there are, what each stands on, and where its file lies. Sourced by `build` and `enter`.

RIG_CACHE=${PIPWISE_RIG_CACHE:-/var/cache/pipwise-test-rigs}
RIG_MOUNT=$RIG_CACHE/mnt # only ever mounted on in private namespaces: on the machine itself it stays empty

# image         stands on      Debian packages
RIG_TABLE='
bullseye-bare   -              python3
bullseye-pip    bullseye-bare  python3-pip ca-certificates
bullseye-venv   bullseye-pip   python3-venv sudo
bookworm-bare   -              python3
bookworm-pip    bookworm-bare  python3-pip ca-certificates locales
bookworm-venv   bookworm-pip   python3-venv sudo
bookworm-shells bookworm-venv  zsh fish strace man-db groff
bookworm-pipx   bookworm-venv  pipx
bookworm-pkgs   bookworm-pip   python3-six python3-yaml python3-blinker python3-requests
trixie-bare     -              python3
trixie-pip      trixie-bare    python3-pip ca-certificates
trixie-venv     trixie-pip     python3-venv sudo
trixie-pipx     trixie-venv    pipx
trixie-pkgs     trixie-pip     python3-six python3-yaml python3-blinker python3-requests
sid-bare        -              python3
sid-pip         sid-bare       python3-pip ca-certificates
sid-venv        sid-pip        python3-venv sudo
sid-pipx        sid-venv       pipx
bookworm-dnf    bookworm-bare  dnf rpm createrepo-c
sid-dnf         sid-bare       dnf5 rpm createrepo-c
bookworm-zypper bookworm-bare  zypper rpm createrepo-c
bookworm-pacman bookworm-bare  pacman-package-manager makepkg libarchive-tools zstd
trixie-pacman   trixie-bare    pacman-package-manager makepkg libarchive-tools zstd
bookworm-nix    bookworm-bare  nix-bin
bullseye-base   -              apt
bookworm-base   -              apt
trixie-base     -              apt
trixie-buildah  trixie-bare    buildah netavark
'

declare -A RIG_PARENT RIG_PACKAGES RIG_PATH
RIG_IMAGES=()

# A key covers the row, the commands that make the image and the key below it: what is changed is built anew,
# and so is everything that stands on it.
load_images() {
    local image parent packages recipe key
    while read -r image parent packages; do
        [ -n "$image" ] || continue
        if [ "$parent" = - ]; then recipe=make_bare; else recipe=make_layer; fi
        recipe=$(declare -f "$recipe" "finish_${image#*-}" "finish_$image" || true)
        parent=${parent#-}
        key=$(printf '%s\n' "$image" "$packages" "$recipe" "${parent:+${RIG_PATH[$parent]##*/}}" | sha256sum)
        RIG_IMAGES+=("$image")
        RIG_PARENT[$image]=$parent
        RIG_PACKAGES[$image]=$packages
        RIG_PATH[$image]=$RIG_CACHE/$image.${key:0:12}.sqfs
    done <<<"$RIG_TABLE"
}

# The image and all below it, uppermost first.
stack_of() {
    local image=$1
    while [ -n "$image" ]; do
        echo "$image"
        image=${RIG_PARENT[$image]}
    done
}

# What a machine may take over from the host, as directories to lie uppermost over the images: no copying at each start.
host_files() { # DIRECTORY
    mkdir -p "$1"/{resolver/etc,certificates/etc/ssl/certs}
    [ ! -e /etc/resolv.conf ] || cat /etc/resolv.conf >"$1/resolver/etc/resolv.conf"
    [ ! -e /etc/ssl/certs/ca-certificates.crt ] || cp /etc/ssl/certs/ca-certificates.crt "$1/certificates/etc/ssl/certs/"
}

die() {
    echo "${0##*/}: $*" >&2
    exit 1
}
