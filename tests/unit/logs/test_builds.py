"""Builds that failed for want of a header, a compiler or a program, and what the operating system calls it."""

# ruff: noqa: E501  # messages stand as the tools print them

import pytest

from pipwise.catalog.markers import load_needs
from pipwise.logs import read_log

AROUND = "Collecting x\n  Building wheel for x (pyproject.toml): finished with status 'error'\n  error: subprocess-exited-with-error\n{}\n  ERROR: Failed building wheel for x\n"
CASES = {
    "psutil/_psutil_common.c:9:10: fatal error: Python.h: No such file or directory": (
        "Python.h",
        "python3-dev",
    ),
    "      fatal error: 'libxml/xmlversion.h' file not found": ("libxml/xmlversion.h", "libxml2-dev"),
    "schwerwiegender Fehler: Python.h: Datei oder Verzeichnis nicht gefunden": ("Python.h", "python3-dev"),
    "erreur fatale : ffi.h : Aucun fichier ou dossier de ce type": ("ffi.h", "libffi-dev"),
    "致命的错误：Python.h：没有那个文件或目录": ("Python.h", "python3-dev"),
    "Error: pg_config executable not found.": ("pg_config", "libpq-dev"),
    "/bin/sh: 1: mysql_config: not found": ("mysql_config", "default-libmysqlclient-dev"),
    "error: command 'gcc' failed: No such file or directory": ("gcc", "build-essential"),
    "error: command 'x86_64-linux-gnu-gcc' failed: No such file or directory": ("gcc", "build-essential"),
    "unable to execute 'gcc': No such file or directory": ("gcc", "build-essential"),
    "error: can't find Rust compiler": ("rust", "rustc"),
    "Cargo, the Rust package manager, is not installed or is not on PATH.": ("rust", "rustc"),
    "Dependency lookup for cairo with method 'pkgconfig' failed": ("cairo.h", "libcairo2-dev"),
    "../meson.build:3:0: ERROR: Did not find pkg-config by name 'pkg-config'": ("pkg-config", "pkg-config"),
    "Could not run curl-config: [Errno 2] No such file or directory: 'curl-config'": (
        "curl-config",
        "libcurl4-openssl-dev",
    ),
    "src/_portaudiomodule.c:29:10: fatal error: portaudio.h: No such file or directory": (
        "portaudio.h",
        "portaudio19-dev",
    ),
    "Modules/common.h:15:10: fatal error: lber.h: No such file or directory": ("lber.h", "libldap-dev"),
}


@pytest.mark.parametrize("line", CASES)
def test_what_a_build_wants(line: str) -> None:
    missing, package = CASES[line]
    failures = read_log("$ pip install x\n" + AROUND.format(line)).failures
    assert [failure.code for failure in failures] == ["build-need-missing"]
    found = {need.missing: dict(need.packages).get("debian", "") for need in failures[0].needs}
    assert package in found[missing].split()
    assert failures[0].verdict == "fails"


def test_an_unknown_header_is_named_all_the_same() -> None:
    failure = read_log(
        AROUND.format("x.c:1:10: fatal error: oddity/thing.h: No such file or directory")
    ).failures[0]
    assert [(need.missing, need.packages) for need in failure.needs] == [("oddity/thing.h", ())]


def test_a_build_of_something_else_is_not_ours() -> None:
    assert (
        read_log(
            "make all\ncc -c main.c\nmain.c:1:10: fatal error: oddity.h: No such file or directory\n"
        ).failures
        == ()
    )


def test_a_compiler_that_only_failed_is_not_missing() -> None:
    log = AROUND.format(
        "x.c:1:10: fatal error: Python.h: No such file\nerror: command 'gcc' failed with exit code 1"
    )
    assert [need.missing for need in read_log(log).failures[0].needs] == ["Python.h"]


def test_every_row_names_packages_of_debian_and_of_another() -> None:
    for row in load_needs():
        families = dict(row.packages)
        assert families["debian"], row.missing
        assert len(families) > 2, row.missing
        assert row.phrases or row.missing.endswith((".h", ".hpp")) or "/" in row.missing, row.missing
