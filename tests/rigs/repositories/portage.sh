#!/bin/bash
# portage.sh DIRECTORY: the real portage, from PyPI, in a Debian that has pip, and a small repository with one library
# whose metadata names its project, and one that says nothing of it.
set -euo pipefail
repository=$1
# PyPI's portage believes that it is below a prefix.
export PORTAGE_OVERRIDE_EPREFIX=
pip3 install --quiet --break-system-packages --root-user-action ignore portage
ln -s /usr/local/lib/portage /usr/lib/portage
cp -r /usr/local/share/portage /usr/share/
cp -rn /usr/local/etc/. /etc/
rm -f /usr/share/portage/config/repos.conf
ln -s usr/share /share
groupadd --gid 250 portage
useradd --system --uid 250 --gid 250 --home-dir /var/tmp/portage portage

mkdir -p "$repository"/{profiles/default,metadata,licenses,dev-python/{zope-interface,raven}}
echo small >"$repository/profiles/repo_name"
echo amd64 >"$repository/profiles/arch.list"
echo dev-python >"$repository/profiles/categories"
echo 'amd64 default stable' >"$repository/profiles/profiles.desc"
echo 8 >"$repository/profiles/default/eapi"
touch "$repository/licenses/MIT"
printf 'ARCH="amd64"\nACCEPT_KEYWORDS="amd64"\nCHOST="x86_64-pc-linux-gnu"\nUSERLAND="GNU"\nKERNEL="linux"\nELIBC="glibc"\n' \
    >"$repository/profiles/default/make.defaults"
printf 'masters =\nthin-manifests = true\nsign-manifests = false\nprofile-formats = portage-2\ncache-formats =\n' \
    >"$repository/metadata/layout.conf"

recipe() { # PACKAGE VERSION
    cat >"$repository/dev-python/$1/$1-$2.ebuild" <<'EOF'
EAPI=8
DESCRIPTION="made for tests"
HOMEPAGE="https://example.org"
LICENSE="MIT"
SLOT="0"
KEYWORDS="amd64"
S="${WORKDIR}"
src_install() {
    insinto /usr/lib/python3.12/site-packages/${PN/-/_}
    echo >__init__.py
    doins __init__.py
}
EOF
}
recipe zope-interface 6.0-r1
recipe raven 1.1.0
printf '<pkgmetadata><upstream>\n<remote-id type="github">x/y</remote-id>\n<remote-id type="pypi">zope.interface</remote-id>\n</upstream></pkgmetadata>\n' \
    >"$repository/dev-python/zope-interface/metadata.xml"
mkdir -p /etc/portage/repos.conf /var/db/repos
ln -s "$repository" /var/db/repos/small
printf '[DEFAULT]\nmain-repo = small\n[small]\nlocation = %s\nauto-sync = no\n' "$repository" >/etc/portage/repos.conf/small.conf
ln -s "$repository/profiles/default" /etc/portage/make.profile
cat >/etc/portage/make.conf <<'EOF'
FEATURES="-sandbox -usersandbox -userpriv -userfetch -network-sandbox -ipc-sandbox -pid-sandbox -mount-sandbox -news nostrip"
ACCEPT_LICENSE="*"
PORTAGE_USERNAME=portage
PORTAGE_GRPNAME=portage
EOF
for file in "$repository"/dev-python/*/*.ebuild; do ebuild "$file" manifest >/dev/null 2>&1; done
