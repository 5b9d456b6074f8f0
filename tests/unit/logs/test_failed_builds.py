"""What installers say when a build fails: which project, and what was missing; from what real ones said on Debian 12."""

import pytest

from pipwise.logs.failed_builds import failed_builds

MYSQL = """\
  error: subprocess-exited-with-error

  × Getting requirements to build wheel did not run successfully.
  │ exit code: 1
  ╰─> [34 lines of output]
      /bin/sh: 1: pkg-config: not found
      Trying pkg-config --exists mysqlclient
      Command 'pkg-config --exists mysqlclient' returned non-zero exit status 127.
      Exception: Can not find valid pkg-config name.
      Specify MYSQLCLIENT_CFLAGS and MYSQLCLIENT_LDFLAGS env vars manually
      [end of output]

  note: This error originates from a subprocess, and is likely not a problem with pip.
ERROR: Failed to build 'mysqlclient' when getting requirements to build wheel
"""
LDAP = """\
      building '_ldap' extension
      error: [Errno 2] No such file or directory: 'x86_64-linux-gnu-gcc'
      [end of output]

  note: This error originates from a subprocess, and is likely not a problem with pip.
  ERROR: Failed building wheel for python-ldap
Failed to build python-ldap
error: failed-wheel-build-for-install

× Failed to build installable wheels for some pyproject.toml based projects
╰─> python-ldap
"""
PIP_23 = """\
  note: This error originates from a subprocess, and is likely not a problem with pip.
  ERROR: Failed building wheel for netifaces
  ERROR: Failed building wheel for RPi.GPIO
Failed to build netifaces RPi.GPIO
ERROR: Could not build wheels for netifaces, RPi.GPIO, which is required to install pyproject.toml-based projects
"""
PIPX = """\
creating virtual environment...
installing uwsgi...
Fatal error from pip prevented installation. Full pip output in file:
    /home/alice/.local/state/pipx/log/cmd_2026-11-26_03.05.25_pip_errors.log

pip failed to build package:
    uwsgi

Some possibly relevant errors from pip install:
    error: subprocess-exited-with-error
    Exception: you need a C compiler to build uWSGI
Error installing uwsgi.
"""
MESON = """\
      Did not find pkg-config by name 'pkg-config'
      ../cairo/meson.build:31:12: ERROR: Dependency lookup for cairo with method 'pkg-config' failed: Giving up.
      [end of output]

  note: This error originates from a subprocess, and is likely not a problem with pip.
error: metadata-generation-failed

× Encountered error while generating package metadata.
╰─> pycairo

note: This is an issue with the package mentioned above, not pip.
hint: See above for details.
"""
UNNAMED = """\
error: metadata-generation-failed

× Encountered error while generating package metadata.
╰─> See above for output.
"""
UV = """\
  × Failed to build `psycopg2==2.9.11`
  ├─▶ The build backend returned an error
  ╰─▶ Call to `setuptools.build_meta:__legacy__.build_wheel` failed (exit status: 1)

      [stderr]
      Error: pg_config executable not found.
"""


@pytest.mark.parametrize(
    ("said", "projects", "missing"),
    [
        (MYSQL, ("mysqlclient",), {"pkg-config", "mysql_config"}),
        (LDAP, ("python-ldap",), {"gcc"}),
        (PIP_23, ("netifaces", "rpi-gpio"), set()),
        (PIPX, ("uwsgi",), {"gcc"}),
        (UV, ("psycopg2",), {"pg_config"}),
        (MESON, ("pycairo",), {"pkg-config", "cairo.h"}),
        ("error: metadata-generation-failed\n", (), set()),
        (UNNAMED, (), set()),
    ],
)
def test_the_project_and_what_it_missed(said: str, projects: tuple[str, ...], missing: set[str]) -> None:
    failed = failed_builds(said.encode())
    assert failed is not None
    assert failed.projects == projects
    assert {need.missing for need in failed.needs} == missing


@pytest.mark.parametrize(
    "said",
    [
        "",
        "ERROR: No matching distribution found for pep668missing\n",
        "Building wheel for six (pyproject.toml): finished with status 'done'\nSuccessfully built six\n",
        "error: externally-managed-environment\n",
    ],
)
def test_what_is_no_failed_build_is_none(said: str) -> None:
    assert failed_builds(said.encode()) is None
