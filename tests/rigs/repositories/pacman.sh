#!/bin/bash
# pacman.sh DIRECTORY: a small repository of real packages, made in a machine that has makepkg and repo-add, and put
# into pacman.conf. makepkg does not run as root, so alice makes them.
set -euo pipefail
repository=$1
work=$(mktemp -d)
mkdir -p "$repository"

# recipe PACKAGE VERSION MODULE PROJECT PROJECT_VERSION [LINE…]: further lines, such as provides
recipe() {
    local package=$1 version=$2 module=$3 project=$4 project_version=$5
    shift 5
    mkdir "$work/$package"
    cat >"$work/$package/PKGBUILD" <<EOF
pkgname=$package
pkgver=$version
pkgrel=2
pkgdesc='the Python project $project'
arch=(any)
license=(MIT)
$(printf '%s\n' "$@")
package() {
    local site=\$pkgdir/usr/lib/python3.12/site-packages
    install -d "\$site/$module" "\$site/$module-$project_version.dist-info"
    echo '__version__ = "$project_version"' >"\$site/$module/__init__.py"
    printf 'Metadata-Version: 2.1\nName: $project\nVersion: $project_version\n' >"\$site/$module-$project_version.dist-info/METADATA"
}
EOF
}

recipe python-requests 2.31.0 requests requests 2.31.0
recipe python-yaml 6.0.1 PyYAML PyYAML 6.0.1 'provides=(python-pyyaml)'
recipe python-dateutil 2.9.0 python_dateutil python-dateutil 2.9.0.post0 'epoch=1'
recipe black 24.1.0 black black 24.1.0
# named as one project, and holding another
recipe python-raven 1.1.0 raven_server raven-server 1.1.0

chown -R alice "$work"
sed -i 's/^OPTIONS=.*/OPTIONS=(!strip docs !libtool staticlibs emptydirs !zipman purge !debug)/' /etc/makepkg.conf
for directory in "$work"/*; do
    # Nothing is to be installed first, and pacman's own database is empty.
    runuser -u alice -- bash -c 'cd "$0" && makepkg --nodeps --nosign' "$directory" >"$work/log" 2>&1 || cat "$work/log"
done
cp "$work"/*/*.pkg.tar* "$repository"
repo-add -q "$repository/small.db.tar.gz" "$repository"/*.pkg.tar* >"$work/log" 2>&1 || cat "$work/log"
cat >/etc/pacman.conf <<EOF
[options]
Architecture = auto
SigLevel = Never
[small]
Server = file://$repository
EOF
rm -r "$work"
