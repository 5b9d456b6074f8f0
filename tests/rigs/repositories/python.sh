#!/bin/bash
# python.sh rpm|pacman DIRECTORY: this machine's own Python, as Fedora or Arch lay it out, and a few projects for it, as
# packages of that manager in a repository. It is installed over Debian's, so that a real pip can do real harm to it.
set -euo pipefail
manager=$1 repository=$2
work=$(mktemp -d)
mkdir -p "$repository"
version=$(python3 -c 'import sys; print("%d.%d" % sys.version_info[:2])')
lib=usr/lib/python$version
site=$lib/site-packages
tree=$work/tree

# Debian's patches look for dist-packages; Fedora's pip goes to /usr/local, Arch's among what pacman owns.
mkdir -p "$tree/$lib" "$tree/usr/bin"
cp -a "/$lib/." "$tree/$lib/"
find "$tree" -name __pycache__ -prune -exec rm -r {} +
schemes=$tree/$lib/sysconfig.py
[ -e "$schemes" ] || schemes=$tree/$lib/sysconfig/__init__.py
sed -i 's/dist-packages/site-packages/g' "$schemes"
# site is frozen into the program, so its path is set right a moment later.
rm -f "$tree/$lib/sitecustomize.py"
cat >"$tree/$lib/sitecustomize.py" <<END
import site, sys
sys.path[:] = [one for one in sys.path if not one.endswith("dist-packages")]
site.getsitepackages = lambda prefixes=None: ["/usr/local/${site#usr/}", "/$site"][$([ "$manager" = rpm ] && echo 0 || echo 1):]
for one in site.getsitepackages():
    site.addsitedir(one)
END
[ "$manager" = rpm ] || sed -i "s/prefix_scheme = 'posix_local'/prefix_scheme = 'posix_prefix'/" "$schemes"
printf '[externally-managed]\nError=use the package manager\n' >"$tree/$lib/EXTERNALLY-MANAGED"
mkdir -p "$tree/$site"
# dnf 4 is a program of this very Python.
[ ! -d /usr/lib/python3/dist-packages/dnf ] || cp -a /usr/lib/python3/dist-packages/. "$tree/$site/"
rm -rf "$tree/$site"/{six,blinker,requests}*
find "$tree" -name __pycache__ -prune -exec rm -r {} +

# project PROJECT VERSION [REQUIREMENT]: with a RECORD, as both distributions keep it, so that a pip removes it gladly
project() {
    local place=$work/$1 info=$site/$1-$2.dist-info
    mkdir -p "$place/$info"
    echo "__version__ = '$2'" >"$place/$site/$1.py"
    printf 'Metadata-Version: 2.1\nName: %s\nVersion: %s\n' "$1" "$2" >"$place/$info/METADATA"
    [ -z "${3:-}" ] || echo "Requires-Dist: $3" >>"$place/$info/METADATA"
    [ "$manager" = rpm ] && echo rpm >"$place/$info/INSTALLER" || echo installer >"$place/$info/INSTALLER"
    printf '%s,,\n' "$1.py" "$1-$2.dist-info/"{METADATA,INSTALLER,RECORD} >"$place/$info/RECORD"
}
project six 1.16.0
project blinker 1.5
project requests 2.31.0 'six<2,>=1.16'

case $manager in
rpm)
    # spec PACKAGE VERSION TREE [NEEDS]
    spec() {
        cat >"$work/$1.spec" <<END
Name: $1
Version: $2
Release: 1
Summary: made for tests
License: MIT
BuildArch: noarch
AutoReqProv: no
${4:+Requires: $4}
%description
Made for tests.
%install
cp -a $3/. %{buildroot}/
%files
$(cd "$3" && find . \( -type f -o -type l \) -printf '"/%P"\n')
END
    }
    spec python3 "$version.0" "$tree"
    spec python3-six 1.16.0 "$work/six" python3
    spec python3-blinker 1.5 "$work/blinker" python3
    spec python3-requests 2.31.0 "$work/requests" python3-six
    rpmbuild -bb --quiet --define "_topdir $work/build" --define "_rpmdir $repository" --define '__os_install_post %{nil}' \
        --define '_build_id_links none' --define 'debug_package %{nil}' --define '_binaries_in_noarch_packages_terminate_build 0' \
        "$work"/*.spec
    createrepo_c --quiet "$repository"
    ;;
pacman)
    # body PACKAGE TREE [LINE]
    body() {
        printf 'package_%s() {\n    %s\n    cp -a "%s/usr" "$pkgdir/"\n}\n' "$1" "${3:-:}" "$2"
    }
    mkdir "$work/recipe"
    {
        echo 'pkgbase=python'
        echo "pkgver=1 pkgrel=1 pkgdesc='made for tests' arch=(any) license=(MIT)"
        echo 'pkgname=(python python-six python-blinker python-requests)'
        body python "$tree"
        body python-six "$work/six" 'depends=(python)'
        body python-blinker "$work/blinker" 'depends=(python)'
        body python-requests "$work/requests" 'depends=(python-six)'
    } >"$work/recipe/PKGBUILD"
    chown -R alice "$work"
    chmod 755 "$work"
    sed -i 's/^OPTIONS=.*/OPTIONS=(!strip docs !libtool staticlibs emptydirs !zipman !purge !debug)/' /etc/makepkg.conf
    runuser -u alice -- bash -c 'cd "$0" && makepkg --nodeps --nosign' "$work/recipe"
    cp "$work"/recipe/*.pkg.tar* "$repository"
    repo-add -q "$repository/small.db.tar.gz" "$repository"/*.pkg.tar*
    printf '[options]\nArchitecture = auto\nSigLevel = Never\n[small]\nServer = file://%s\n' "$repository" >/etc/pacman.conf
    ;;
esac
rm -r "$work"
