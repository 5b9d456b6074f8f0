#!/bin/bash
# pacman.sh DIRECTORY: a small repository of real packages, made in a machine that has makepkg and repo-add, and put
# into pacman.conf. Some of them hold the Python project that they are named after, some another. makepkg does not run as
# root, so alice makes them; several packages of one recipe, since each run takes its seconds.
set -euo pipefail
repository=$1
work=$(mktemp -d)
mkdir -p "$repository" "$work"/{many,epoch}

head() { # VERSION PACKAGE…
    printf "pkgver=%s\npkgrel=2\npkgdesc='made for tests'\narch=(any)\nlicense=(MIT)\npkgname=(%s)\n" "$1" "${*:2}"
}

# body PACKAGE MODULE PROJECT VERSION [LINE]: a function of the recipe, with further lines such as provides
body() {
    local package=$1 module=$2 project=$3 version=$4
    shift 4
    cat <<EOF
package_$package() {
    $(printf '%s\n' "$@")
    local site=\$pkgdir/usr/lib/python3.12/site-packages
    install -d "\$site/$module" "\$site/$module-$version.dist-info"
    echo '__version__ = "$version"' >"\$site/$module/__init__.py"
    printf 'Metadata-Version: 2.1\nName: $project\nVersion: $version\n' >"\$site/$module-$version.dist-info/METADATA"
}
EOF
}

{
    echo pkgbase=many
    head 6.0.1 python-requests python-yaml python-raven black
    body python-requests requests requests 6.0.1
    body python-yaml PyYAML PyYAML 6.0.1 'provides=(python-pyyaml)'
    body black black black 6.0.1
    # named as one project, and holding another
    body python-raven raven_server raven-server 6.0.1
} >"$work/many/PKGBUILD"
{
    head 2.9.0 python-dateutil
    echo epoch=1
    body python-dateutil python_dateutil python-dateutil 2.9.0.post0
} >"$work/epoch/PKGBUILD"

chown -R alice "$work"
sed -i 's/^OPTIONS=.*/OPTIONS=(!strip docs !libtool staticlibs emptydirs !zipman purge !debug)/' /etc/makepkg.conf
for recipe in many epoch; do
    # Nothing is to be installed first, and pacman's own database is empty.
    runuser -u alice -- bash -c 'cd "$0" && makepkg --nodeps --nosign' "$work/$recipe" >"$work/$recipe.log" 2>&1 &
done
wait -n || { cat "$work"/*.log >&2; exit 1; }
wait -n || { cat "$work"/*.log >&2; exit 1; }
cp "$work"/*/*.pkg.tar* "$repository"
repo-add -q "$repository/small.db.tar.gz" "$repository"/*.pkg.tar* >"$work/many.log" 2>&1
cat >/etc/pacman.conf <<EOF
[options]
Architecture = auto
SigLevel = Never
[small]
Server = file://$repository
EOF
rm -r "$work"
