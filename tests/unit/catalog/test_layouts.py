"""The layouts that are drawn from the table are those that real interpreters gave when they were asked (recorded)."""

import json
from pathlib import Path
from typing import Any

import pytest

from pipwise.catalog.platforms.layouts import Kind, layout_of, site_directories
from pipwise.model.interpreter import Layout, Scheme

RECORDED: dict[str, dict[str, Any]] = json.loads(
    Path(__file__).with_name("recorded").joinpath("layouts.json").read_text(encoding="utf-8")
)
HOME = "/home/alice"


def _kind(name: str) -> Kind:
    return "debian" if name.startswith("debian") else "cpython"


@pytest.mark.parametrize("name", RECORDED)
def test_a_layout_is_what_the_interpreter_said(name: str) -> None:
    said = RECORDED[name]
    layout, (major, minor, _) = said["layout"], said["version"]
    real = Layout(
        tuple(sorted(Scheme(*scheme) for scheme in layout["schemes"])),
        layout["default"],
        layout["prefix"],
        layout["user"],
        layout["home"],
        said["user_base"],
        said["user_site"],
        tuple((key, path) for key, path in said["distutils"]),
    )
    assert layout_of(_kind(name), said["prefix"], (major, minor), HOME) == real


@pytest.mark.parametrize("name", RECORDED)
def test_the_site_directories_are_what_the_interpreter_said(name: str) -> None:
    said = RECORDED[name]
    major, minor, _ = said["version"]
    assert list(site_directories(_kind(name), said["prefix"], (major, minor))) == said["site_packages"]


def test_fedora_installs_below_usr_local() -> None:
    layout = layout_of("fedora", "/usr", (3, 13), HOME)
    schemes = {scheme.name: scheme for scheme in layout.schemes}
    assert schemes[layout.default].purelib == "{base}/local/lib/python3.13/site-packages"
    assert schemes[layout.default].platlib == "{base}/local/lib64/python3.13/site-packages"
    assert layout.prefix == layout.default
    assert (
        dict(layout_of("fedora", "/usr", (3, 9), HOME).distutils)["default"]
        == "/usr/local/lib/python3.9/site-packages"
    )
