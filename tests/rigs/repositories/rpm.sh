#!/bin/bash
# rpm.sh DIRECTORY: a small repository of real noarch packages, made in a machine that has rpm and createrepo-c. Some of
# them tell rightly which Python project they hold, some wrongly, some not at all.
set -euo pipefail
repository=$1
work=$(mktemp -d)
mkdir -p "$repository"

# spec PACKAGE VERSION MODULE PROJECT PROJECT_VERSION PYTHON [LINE…]: further lines of its head, such as Provides
spec() {
    local package=$1 version=$2 module=$3 project=$4 project_version=$5 python=$6
    shift 6
    cat >"$work/$package.spec" <<EOF
Name: $package
Version: $version
Release: 3%{?dist}
Summary: the Python project $project
License: MIT
BuildArch: noarch
AutoReqProv: no
$(printf '%s\n' "$@")
%description
Made for tests.
%install
site=%{buildroot}/usr/lib/python$python/site-packages
mkdir -p \$site/$module \$site/$module-$project_version.dist-info
echo '__version__ = "$project_version"' >\$site/$module/__init__.py
printf 'Metadata-Version: 2.1\nName: $project\nVersion: $project_version\n' >\$site/$module-$project_version.dist-info/METADATA
echo rpm >\$site/$module-$project_version.dist-info/INSTALLER
%files
/usr/lib/python$python/site-packages/$module
/usr/lib/python$python/site-packages/$module-$project_version.dist-info
EOF
}

# provides PROJECT VERSION PYTHON: as rpm's own generator writes them
provides() {
    printf 'Provides: python3dist(%s) = %s\nProvides: python%sdist(%s) = %s\n' "$1" "$2" "$3" "$1" "$2"
}

# right
spec python3-requests 2.31.0 requests requests 2.31.0 3.12 "$(provides requests 2.31 3.12)"
spec python3-pyyaml 6.0.1 yaml PyYAML 6.0.1 3.12 "$(provides pyyaml 6.0.1 3.12)"
spec python3-rich 14.0.0~rc1 rich rich 14.0.0rc1 3.12 "$(provides rich 14~rc1 3.12)"
spec python3-zope-interface 6.0 zope_interface zope.interface 6.0 3.12 "$(provides zope.interface 6 3.12)"
spec black 24.1.0 black black 24.1.0 3.12 "$(provides black 24.1 3.12)"
spec python3-dateutil 2.8.2 dateutil python-dateutil 2.8.2 3.12 'Epoch: 1' "$(provides python-dateutil 2.8.2 3.12)"
# one package for each Python, as openSUSE has them
spec python311-attrs 23.2.0 attr attrs 23.2.0 3.11 "$(provides attrs 23.2 3.11)"
spec python313-attrs 24.1.0 attr attrs 24.1.0 3.13 "$(provides attrs 24.1 3.13)"
# wrong: named as one project, and holding another
spec python3-raven 1.1.0 raven raven-server 1.1.0 3.12 "$(provides raven-server 1.1 3.12)"
# missing: no word of a project
spec python3-six 1.16.0 six six 1.16.0 3.12

rpmbuild -bb --quiet --define "_topdir $work/build" --define "_rpmdir $repository" --define '__os_install_post %{nil}' \
    --define '_build_id_links none' --define 'debug_package %{nil}' "$work"/*.spec 2>/dev/null
createrepo_c --quiet "$repository"
rm -r "$work"
