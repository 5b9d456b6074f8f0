"""Messages as the tools print them, each with what has to be found in it: the markers' own texts in pip's and uv's frames."""

# ruff: noqa: E501  # messages stand as the tools print them

from typing import NamedTuple


class Specimen(NamedTuple):
    signature: str
    """The id that has to be among those found."""
    text: str
    code: str
    tool: str = "pip"
    family: str = ""
    wrapper: str = ""


NOTE = (
    "note: If you believe this is a mistake, please contact your Python installation or OS distribution provider. You can "
    "override this, at the risk of breaking your Python installation or OS, by passing --break-system-packages.\n"
    "hint: See PEP 668 for the detailed specification."
)
REFUSED = "externally-managed-environment"


def pip_says(text: str, kind: str = "error") -> str:
    lines = text.split("\n")
    body = "\n".join([f"╰─> {lines[0]}", *(f"    {line}" for line in lines[1:])])
    return f"{kind}: externally-managed-environment\n\n× This environment is externally managed\n{body}\n\n{NOTE}"


def uv_says(text: str) -> str:
    body = "\n".join(f"  {line}".rstrip() for line in text.split("\n"))
    return (
        f"error: The interpreter at `/usr` is externally managed, and indicates the following:\n\n{body}\n\n"
        "hint: Virtual environments were not considered due to the `--system` flag"
    )


DEBIAN = """To install Python packages system-wide, try apt install
python3-xyz, where xyz is the package you are trying to
install.

If you wish to install a non-Debian-packaged Python package,
create a virtual environment using python3 -m venv path/to/venv.
Then use path/to/venv/bin/python and path/to/venv/bin/pip. Make
sure you have python3-full installed.

If you wish to install a non-Debian packaged Python application,
it may be easiest to use pipx install xyz, which will manage a
virtual environment for you. Make sure you have pipx installed.

See /usr/share/doc/python3.12/README.venv for more information."""
PYPY = DEBIAN.replace("python3-full", "pypy3-venv").replace("python3.12", "python3.*")
RASPBERRY = (
    DEBIAN.partition("If you wish to install a non-Debian packaged")[0]
    + "For more information visit http://rptl.io/venv"
)
ARCH = """To install Python packages system-wide, try 'pacman -S
python-xyz', where xyz is the package you are trying to
install.

If you wish to install a non-Arch-packaged Python package,
create a virtual environment using 'python -m venv path/to/venv'.
Then use path/to/venv/bin/python and path/to/venv/bin/pip.

If you wish to install a non-Arch packaged Python application,
it may be easiest to use 'pipx install xyz', which will manage a
virtual environment for you. Make sure you have python-pipx
installed via pacman."""
ALPINE = """
The system-wide python installation should be maintained using the system
package manager (apk) only.

If the package in question is not packaged already (and hence installable via
"apk add py3-somepackage"), please consider installing it inside a virtual
environment, e.g.:

python3 -m venv /path/to/venv
. /path/to/venv/bin/activate
pip install mypackage

To exit the virtual environment, run:

deactivate

The virtual environment is not deleted, and can be re-entered by re-sourcing
the activate file.

To automatically manage virtual environments, consider using pipx (from the
pipx package)."""
ALPINE_SHORT = """The system-wide Python installation in Alpine is managed
by using the system package manager (apk).
Please use a virtual environment."""
GENTOO = """The system-wide Python installation in Gentoo should be maintained
using the system package manager (e.g. emerge).

If the package in question is not packaged for Gentoo, please
consider installing it inside a virtual environment, e.g.:

python -m venv /path/to/venv
. /path/to/venv/bin/activate
pip install mypackage"""
VOID = """This system-wide Python installation is managed by the Void Linux package
manager, XBPS.  Installation of Python packages from other sources is not
normally allowed."""
SUSE = """To install Python packages system-wide, try
zypper install python311-xyz, where xyz is the package
you are trying to install.

If you wish to install a non-rpm packaged Python package,
create a virtual environment using python3.11 -m venv path/to/venv.
Then use path/to/venv/bin/python and path/to/venv/bin/pip.

If you wish to install a non-rpm packaged Python application,
it may be easiest to use `pipx install xyz`, which will manage a
virtual environment for you. Install pipx via `zypper install python311-pipx` ."""
BREW = """To install Python packages system-wide, try brew install
xyz, where xyz is the package you are trying to
install.

If you wish to install a Python library that isn't in Homebrew,
use a virtual environment:

python3 -m venv path/to/venv
source path/to/venv/bin/activate
python3 -m pip install xyz

If you wish to install a Python application that isn't in Homebrew,
it may be easiest to use 'pipx install xyz', which will manage a
virtual environment for you. You can install pipx with

brew install pipx

You may restore the old behavior of pip by passing
the '--break-system-packages' flag to pip, or by adding
'break-system-packages = true' to your pip.conf file. The latter
will permanently disable this error.

If you disable this error, we STRONGLY recommend that you additionally
pass the '--user' flag to pip, or set 'user = true' in your pip.conf
file. Failure to do this can result in a broken Homebrew installation.

Read more about this behavior here: <https://peps.python.org/pep-0668/>"""
BREW_2023 = """To install Python packages system-wide, try brew install
xyz, where xyz is the package you are trying to install.

If you wish to install a non-brew-packaged Python package,
create a virtual environment using python3 -m venv path/to/venv."""
NIX = """This command has been disabled as it tries to modify the immutable
`/nix/store` filesystem.

To use Python with Nix and nixpkgs, have a look at the online documentation:
<https://nixos.org/manual/nixpkgs/stable/#python>."""
MSYS = ARCH.replace("Arch", "MSYS2")
MINGW = MSYS.replace("python-xyz", "$MINGW_PACKAGE_PREFIX-python-xyz")
UV_OWN = "This Python installation is managed by uv and should not be modified."
CONDA = """You are trying to modify a conda environment!

It is possible that the environment's consistency is broken by this:
consider using 'conda pypi install ...' instead."""
CONDA_MANAGED = """This conda environment has been marked as externally managed.
Please use conda to install packages, or
remove the conda-managed-env package."""
FEDORA = """To install Python packages system-wide, try dnf install
python3-xyz, where xyz is the package you are trying to install.

If you wish to install a non-RPM-packaged Python package,
create a virtual environment."""
DEFAULT = """The Python environment under /usr is managed externally, and may not be
manipulated by the user. Please use specific tooling from the distributor of
the Python installation to interact with this environment instead."""

SPECIMENS = (
    Specimen("pip.frame", "error: externally-managed-environment", REFUSED),
    Specimen("pip.frame.note", NOTE, REFUSED),
    Specimen("pip.frame.hint", "hint: See PEP 668 for the detailed specification.", REFUSED),
    Specimen("pip.warning.frame", pip_says(MINGW, "warning"), "marker-warns", family="msys2"),
    Specimen(
        "pip.log.frame",
        "2026-11-22T10:00:00,100 ERROR: [present-rich] <ExternallyManagedEnvironment: externally-managed-environment>\n"
        "2026-11-22T10:00:00,101 Exception information:",
        REFUSED,
    ),
    Specimen("pip.default_text", pip_says(DEFAULT), REFUSED),
    Specimen("uv.frame", uv_says(DEBIAN), REFUSED, "uv", "debian"),
    Specimen(
        "uv.frame.nomsg",
        "error: The interpreter at /usr is externally managed and cannot be modified.",
        REFUSED,
        "uv",
    ),
    Specimen(
        "uv.hint.system",
        "hint: This happens because the `--system` flag was used, which selected the system Python interpreter.",
        REFUSED,
        "uv",
    ),
    Specimen("uv.hint.venv", "Consider creating a virtual environment with `uv venv`.", REFUSED, "uv"),
    Specimen(
        "uv.novenv",
        "error: No virtual environment found; run `uv venv` to create an environment, or pass `--system` to install into a non-virtual environment",
        "no-virtual-environment",
        "uv",
    ),
    Specimen("debian", pip_says(DEBIAN), REFUSED, family="debian"),
    Specimen("debian.pypy", pip_says(PYPY), REFUSED, family="debian"),
    Specimen("raspberrypi", pip_says(RASPBERRY), REFUSED, family="debian"),
    Specimen("arch", pip_says(ARCH), REFUSED, family="arch"),
    Specimen("alpine.long", pip_says(ALPINE), REFUSED, family="alpine"),
    Specimen("alpine.short", pip_says(ALPINE_SHORT), REFUSED, family="alpine"),
    Specimen("gentoo", pip_says(GENTOO), REFUSED, family="gentoo"),
    Specimen("void", pip_says(VOID), REFUSED, family="void"),
    Specimen("opensuse", pip_says(SUSE), REFUSED, family="suse"),
    Specimen("homebrew.2024", pip_says(BREW), REFUSED, family="homebrew"),
    Specimen("homebrew.2023", pip_says(BREW_2023), REFUSED, family="homebrew"),
    Specimen("nix", pip_says(NIX), REFUSED, family="nix"),
    Specimen("msys2.msys", pip_says(MSYS), REFUSED, family="msys2"),
    Specimen("msys2.mingw", pip_says(MINGW), REFUSED, family="msys2"),
    Specimen("uv-managed", uv_says(UV_OWN), REFUSED, "uv", "uv"),
    Specimen("conda-pypi", pip_says(CONDA), REFUSED, family="conda"),
    Specimen("conda-managed-env", pip_says(CONDA_MANAGED), REFUSED, family="conda"),
    Specimen("fedora.draft", pip_says(FEDORA), REFUSED, family="rpm"),
    Specimen(
        "second.norecord",
        "error: uninstall-no-record-file\n\n× Cannot uninstall blinker 1.9.0\n"
        "╰─> The package's contents are unknown: no RECORD file was found for blinker.\n\n"
        "hint: The package was installed by debian. You should check if it can uninstall the package.",
        "no-record",
    ),
    Specimen(
        "second.norecord.old",
        "ERROR: Cannot uninstall blinker 1.7.0, RECORD file not found. Hint: The package was installed by debian.",
        "no-record",
    ),
    Specimen(
        "second.distutils",
        "ERROR: Cannot uninstall 'PyYAML'. It is a distutils installed project and thus we cannot accurately determine which "
        "files belong to it which would lead to only a partial uninstall.",
        "distutils-installed",
    ),
    Specimen(
        "second.perm", "Defaulting to user installation because normal site-packages is not writeable", ""
    ),
    Specimen(
        "look.requirevenv", "ERROR: Could not find an activated virtualenv (required).", "require-virtualenv"
    ),
    Specimen(
        "look.user-in-venv",
        "ERROR: Can not perform a '--user' install. User site-packages are not visible in this virtualenv.",
        "user-site-not-visible",
    ),
    Specimen(
        "look.nosuchoption",
        "Usage:   \n  pip install [options] <requirement specifier> ...\n\nno such option: --break-system-packages",
        "no-such-option",
    ),
    Specimen(
        "look.ensurepip.venv",
        "The virtual environment was not created successfully because ensurepip is not\n"
        "available.  On Debian/Ubuntu systems, you need to install the python3-venv\npackage using the following command.\n\n"
        "    apt install python3.12-venv\n\nYou may need to use sudo with that command.",
        "no-venv-module",
        "venv",
        "debian",
    ),
    Specimen(
        "look.ensurepip.system",
        "ensurepip is disabled in Debian/Ubuntu for the system python.\n\nPython modules for the system python are usually handled by dpkg and apt-get.",
        "ensurepip-disabled",
        "ensurepip",
        "debian",
    ),
    Specimen(
        "look.termux",
        "ERROR: Installing pip is forbidden, this will break the python-pip package (termux).",
        "pip-upgrade-forbidden",
        family="termux",
    ),
    Specimen(
        "look.gentoo.old",
        "ERROR: (Gentoo) Please run pip with the --user option to avoid breaking python-exec",
        "user-option-required",
        family="gentoo",
    ),
    Specimen(
        "look.conda.frozen",
        "EnvironmentIsFrozenError: Cannot modify '/opt/conda'. The environment is marked as frozen.\n"
        "You can bypass these protections with the `--override-frozen` flag, at your own risk.",
        "environment-frozen",
        "conda",
        "conda",
    ),
    Specimen(
        "look.poetry",
        "  EnvCommandError\n\n  Command ['/usr/bin/python3.11', '-m', 'pip', 'uninstall', 'six', '-y'] errored with the following return code 1\n\n"
        f"  Error output:\n{pip_says(DEBIAN)}",
        REFUSED,
        wrapper="poetry",
    ),
    Specimen(
        "look.piptools",
        f"{pip_says(DEBIAN)}\nTraceback (most recent call last):\n"
        "subprocess.CalledProcessError: Command '['/usr/bin/python3', '-m', 'pip', 'uninstall', '-y', 'attrs', 'blinker']' returned non-zero exit status 1.",
        REFUSED,
        wrapper="pip-sync",
    ),
    Specimen(
        "look.nox",
        "ValueError: Session tests does not have a virtual environment, so use of session.install() is no longer allowed since it would modify the global Python environment.",
        "session-without-venv",
        "nox",
    ),
)
