"""Damaged machines: what somebody typed there, and what an audit has to find. One row each; nothing needs the network.

``{pip}`` is an upstream pip of that machine (``PYTHONPATH=/wheels/pip-X``), ``{uv}`` a uv, ``{site}`` the directory that
root's pip installs into, ``{user}`` alice's, ``{os}`` the packages' own, ``{lib}`` the standard library.
"""

from __future__ import annotations

from typing import NamedTuple

from tests.rigs.payload import Payload

# Versions that the suites do not have; the modules are tiny, the names are what matters.
PAYLOADS = (
    Payload("six", "1.15.0"),
    Payload("PyYAML", "5.3"),
    Payload("requests", "2.20.0"),
    Payload("urllib3", "3.0.0"),
    Payload("setuptools", "50.0"),
    Payload("blinker", "9.0"),
    Payload("tool668", "1.0", ("lib668",), ("tool668",)),
    Payload("lib668", "1.0"),
    # What the OS's six (1.16 and 1.17) will not do for.
    Payload("app669", "1.0", ("six<1.16",), ("app669",)),
    Payload("lib669", "1.0", ("six<1.16",)),
    Payload("resolvelib", "9.0"),
)


class Row(NamedTuple):
    """One machine."""

    name: str
    how: str
    """Bash, as root; ``alice`` runs its words as alice."""
    finds: tuple[tuple[str, str], ...]
    """(code, how the path ends) of every error and warning, and of no other."""
    suites: tuple[str, ...] = ("bookworm", "trixie")
    layer: str = "pkgs"


PIP = "python3 -m pip install -q --no-index --find-links /payload/wheels --root-user-action ignore"
BREAK = f"{PIP} --break-system-packages"
SHADOW = "-{version}.dist-info"
SETUP = (
    "mkdir /tmp/p && cd /tmp/p && printf 'from setuptools import setup\\n"
    'setup(name="six", version="1.15.0", py_modules=["six"])\' >setup.py && touch six.py'
)


def _shadow(*names: str, place: str = "{site}") -> tuple[tuple[str, str], ...]:
    return tuple(("shadowed", f"{place}/{name}.dist-info") for name in names)


ROWS = (
    Row("six by the OS's pip", f"{BREAK} -I six", _shadow("six-1.15.0")),
    Row("PyYAML by the OS's pip", f"{BREAK} -I PyYAML", _shadow("PyYAML-5.3")),
    Row("requests by the OS's pip", f"{BREAK} -I --no-deps requests", _shadow("requests-2.20.0")),
    Row(
        "urllib3, which requests cannot do with",
        f"{BREAK} -I urllib3",
        _shadow("urllib3-3.0.0"),
    ),
    Row("setuptools by the OS's pip", f"{BREAK} -I setuptools", _shadow("setuptools-50.0"), ("bookworm",)),
    Row(
        "three at once", f"{BREAK} -I six PyYAML blinker", _shadow("six-1.15.0", "PyYAML-5.3", "blinker-9.0")
    ),
    Row("six by upstream pip, told to leave the old one", f"{{pip}} {BREAK} -I six", _shadow("six-1.15.0")),
    Row(
        "six by uv",
        "{uv} pip install -q --system --break-system-packages --no-index --find-links /payload/wheels six",
        _shadow("six-1.15.0"),
    ),
    Row(
        "six by setup.py install",
        f"{SETUP} && python3 setup.py -q install",
        (("shadowed", "{site}/six-1.15.0-*.egg"),),
        ("bookworm",),
    ),
    Row("six in alice's own", f"alice {BREAK} --user -I six", _shadow("six-1.15.0", place="{user}")),
    Row(
        "six in root's own",
        f"{BREAK} --user -I six",
        _shadow("six-1.15.0", place="/root/.local/lib/{py}/site-packages"),
    ),
    Row(
        "urllib3 in alice's own", f"alice {BREAK} --user -I urllib3", _shadow("urllib3-3.0.0", place="{user}")
    ),
    Row(
        "pip upgraded",
        f"{BREAK.replace('/payload/wheels', '/wheels')} -I pip==26.3",
        _shadow("pip-26.3"),
    ),
    Row(
        "the two steps: pip upgraded, which then removes what is apt's",
        f"{BREAK.replace('/payload/wheels', '/wheels')} -I pip==26.3; hash -r; {BREAK} -U blinker",
        (*_shadow("pip-26.3"), ("changed-file", "{os}/blinker")),
        ("bookworm",),  # Debian 13's own have no RECORD that any pip accepts
    ),
    Row(
        "uninstalled what is apt's",
        "{pip} python3 -m pip uninstall -y --break-system-packages blinker six",
        (("changed-file", "{os}/blinker"), ("changed-file", "{os}/six")),
        ("bookworm",),
    ),
    Row(
        "into apt's own directory",
        f"{PIP} --target {{os}} lib668",
        (("not-owned", "{os}/lib668-1.0.dist-info"),),
    ),
    Row("a file of an OS package edited", "echo >>{os}/six.py", (("changed-file", "{os}/six.py"),)),
    Row("a file of an OS package deleted", "rm {os}/six.py", (("changed-file", "{os}/six.py"),)),
    Row(
        "a file of the standard library edited", "echo >>{lib}/this.py", (("changed-file", "{lib}/this.py"),)
    ),
    Row("marker deleted", "rm {lib}/EXTERNALLY-MANAGED", (("marker", "{lib}/EXTERNALLY-MANAGED"),)),
    Row(
        "marker renamed",
        "mv {lib}/EXTERNALLY-MANAGED {lib}/EXTERNALLY-MANAGED.old",
        (("marker", "{lib}/EXTERNALLY-MANAGED"),),
    ),
    Row(
        "marker diverted",
        "dpkg-divert --quiet --local --rename --add {lib}/EXTERNALLY-MANAGED",
        (("marker", "{lib}/EXTERNALLY-MANAGED"),),
    ),
    Row(
        "pip.conf of the machine",
        "printf '[global]\\nbreak-system-packages = true\\n' >/etc/pip.conf",
        (("lasting-override", "/etc/pip.conf:2"),),
    ),
    Row(
        "pip config of alice",
        "alice pip3 config set install.break-system-packages true",
        (("lasting-override", "/home/alice/.config/pip/pip.conf:2"),),
    ),
    Row(
        "variable in a profile",
        "echo 'export PIP_BREAK_SYSTEM_PACKAGES=1' >>/home/alice/.bashrc; echo PIP_BREAK_SYSTEM_PACKAGES=1 >>/etc/environment",
        (("lasting-override", "/home/alice/.bashrc:*"), ("lasting-override", "/etc/environment:*")),
    ),
    Row(
        "an interrupted pip",
        f"{BREAK} lib668 && mv {{site}}/lib668-1.0.dist-info {{site}}/~ib668-1.0.dist-info",
        (("broken-distribution", "{site}/~ib668-1.0.dist-info"),),
    ),
    Row(
        "no RECORD",
        f"{BREAK} lib668 && rm {{site}}/lib668-1.0.dist-info/RECORD",
        (("broken-distribution", "{site}/lib668-1.0.dist-info"),),
    ),
    Row(
        "no METADATA",
        f"{BREAK} lib668 && rm {{site}}/lib668-1.0.dist-info/METADATA",
        (("broken-distribution", "{site}/lib668-1.0.dist-info"),),
    ),
    Row(
        "a command of a Python that is gone",
        f"{BREAK} tool668 && sed -i '1s/.*/#!\\/usr\\/bin\\/python3.9/' /usr/local/bin/tool668",
        (("command", "/usr/local/bin/tool668"),),
    ),
    Row(
        "a path file that runs code",
        "mkdir -p {site}; echo 'import os; os.environ.pop(\"x\", 0)' >{site}/evil.pth",
        (("path-file", "{site}/evil.pth"),),
    ),
    Row(
        "sitecustomize",
        "mkdir -p {site}; touch {site}/sitecustomize.py",
        (("path-file", "{site}/sitecustomize.py"),),
    ),
    Row("a place that everybody writes into", "mkdir -p {site}; chmod 777 {site}", (("writable", "{site}"),)),
    Row("a place that is alice's", "mkdir -p {site}; chown alice {site}", (("writable", "{site}"),)),
    Row("a file that everybody writes", "chmod 666 {os}/six.py", (("writable", "{os}/six.py"),)),
    Row(
        "an environment whose Python is gone",
        "python3 -m venv --without-pip /opt/app && ln -sf /usr/bin/python3.9 /opt/app/bin/python3",
        (("broken-environment", "/opt/app"),),
        layer="venv",
    ),
    Row(
        "an application of pipx's whose Python is gone",
        "alice python3 -m venv --without-pip /home/alice/.local/share/pipx/venvs/black && "
        "ln -sf /usr/bin/python3.9 /home/alice/.local/share/pipx/venvs/black/bin/python3",
        (("broken-environment", "/home/alice/.local/share/pipx/venvs/black"),),
        layer="venv",
    ),
    Row(
        "an editable copy",
        "mkdir -p /srv/six-1.15.0.dist-info {site}; touch /srv/six.py; "
        "printf 'Metadata-Version: 2.1\\nName: six\\nVersion: 1.15.0\\n' >/srv/six-1.15.0.dist-info/METADATA; "
        "printf 'six.py,,\\n' >/srv/six-1.15.0.dist-info/RECORD; echo /srv >{site}/dev.pth",
        _shadow("six-1.15.0", place="/srv"),
    ),
    Row(
        "six by setup.py install, the old way",
        f"{SETUP} && python3 setup.py -q install --single-version-externally-managed --record /tmp/record",
        (("shadowed", "{site}/six-1.15.0*.egg-info"),),
        ("bookworm",),
    ),
    Row(
        "six by setup.py develop",
        f"{SETUP} && python3 setup.py -q develop",
        (("shadowed", "/tmp/p/six.egg-info"),),
        ("bookworm",),
    ),
    Row("beside the OS, harming nobody", f"{BREAK} tool668", ()),
    *(
        Row(
            f"six by pip {version}",
            f"PYTHONPATH=/wheels/pip-{version} {BREAK} -I six",
            _shadow("six-1.15.0"),
            suites,
        )
        for version, suites in (
            ("23.0.1", ("bookworm",)),
            ("24.0", ("bookworm", "trixie")),
            ("25.3", ("bookworm", "trixie")),
        )
    ),
    Row(
        "past the marker by --root",
        f"{PIP} --root / -I six",
        _shadow("six-1.15.0"),
    ),
    Row(
        "past the marker by --prefix",
        f"{PIP} --prefix /usr -I six",
        _shadow("six-1.15.0"),
    ),
    Row(
        "years of it at once",
        f"{BREAK} -I six PyYAML tool668; alice {BREAK} --user -I blinker; rm {{lib}}/EXTERNALLY-MANAGED; "
        "printf '[install]\\nbreak_system_packages: yes\\n' >/etc/pip.conf; chmod 777 {site}",
        (
            *_shadow("six-1.15.0", "PyYAML-5.3"),
            *_shadow("blinker-9.0", place="{user}"),
            ("marker", "{lib}/EXTERNALLY-MANAGED"),
            ("lasting-override", "/etc/pip.conf:2"),
            ("writable", "{site}"),
        ),
    ),
    Row(
        "a unit that switches it off",
        "mkdir -p /etc/systemd/system; printf '[Service]\\nEnvironment=PIP_BREAK_SYSTEM_PACKAGES=1\\n' "
        ">/etc/systemd/system/app.service",
        (("lasting-override", "/etc/systemd/system/app.service:2"),),
    ),
    Row(
        "uv told so for good",
        "echo 'export UV_BREAK_SYSTEM_PACKAGES=true' >/etc/profile.d/uv.sh",
        (("lasting-override", "/etc/profile.d/uv.sh:1"),),
    ),
)
