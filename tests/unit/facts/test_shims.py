"""Shims are recognised by where they lie and what they say; nothing of them is ever run."""

from __future__ import annotations

import pytest

from pipwise.facts.resolution import resolve
from tests.recorded.look import Node, RecordedLook, file, link, machine, program

HOME = "/home/alice"
PYENV = f"{HOME}/.pyenv"
MISE = f"{HOME}/.local/share/mise"
ASDF = f"{HOME}/.asdf"
PYENV_SHIM = program('#!/usr/bin/env bash\nexec "/home/alice/.pyenv/libexec/pyenv" exec "$program" "$@"\n')
ASDF_SHIM = program('#!/usr/bin/env bash\nexec asdf exec "python3" "$@"\n')


def on(files: dict[str, Node | str], path: str, variables: dict[str, str] | None = None) -> RecordedLook:
    environment = {"HOME": HOME, "PATH": f"{path}:/usr/bin", **(variables or {})}
    return machine({"/usr/bin/python3": program(), **files}, environment=environment, cwd=f"{HOME}/project")


def behind(look: RecordedLook, word: str = "python3") -> tuple[str | None, str, str]:
    found = resolve(look, word, look.environment, look.cwd)
    assert look.asked == []
    return found.interpreter, found.shim_of, found.problem


def pyenv(*versions: str, **files: Node | str) -> dict[str, Node | str]:
    made = {f"{PYENV}/versions/{version}/bin/python3": program() for version in versions}
    return {f"{PYENV}/shims/python3": PYENV_SHIM, **made, **files}


def test_pyenv_by_its_global_file() -> None:
    look = on({**pyenv("3.12.1"), f"{PYENV}/version": "3.12.1\n"}, f"{PYENV}/shims")
    assert behind(look) == (f"{PYENV}/versions/3.12.1/bin/python3", "pyenv", "")


def test_pyenv_by_the_nearest_file_upward() -> None:
    files = {**pyenv("3.12.1", "3.9.18"), f"{PYENV}/version": "3.12.1", f"{HOME}/.python-version": "3.9.18\n"}
    assert behind(on(files, f"{PYENV}/shims"))[0] == f"{PYENV}/versions/3.9.18/bin/python3"


def test_pyenv_by_its_variable() -> None:
    files = {**pyenv("3.12.1", "3.9.18"), f"{PYENV}/version": "3.12.1"}
    look = on(files, f"{PYENV}/shims", {"PYENV_VERSION": "3.9.18"})
    assert behind(look)[0] == f"{PYENV}/versions/3.9.18/bin/python3"


def test_a_prefix_means_the_newest_by_number() -> None:
    look = on({**pyenv("3.11.9", "3.11.10", "3.1.1"), f"{PYENV}/version": "3.11"}, f"{PYENV}/shims")
    assert behind(look)[0] == f"{PYENV}/versions/3.11.10/bin/python3"


def test_the_first_of_several_versions_that_has_the_program() -> None:
    look = on({**pyenv("3.12.1"), f"{PYENV}/version": "3.13.0 3.12.1 system"}, f"{PYENV}/shims")
    assert behind(look)[0] == f"{PYENV}/versions/3.12.1/bin/python3"


@pytest.mark.parametrize("said", ["system", "", "# nothing\n"])
def test_the_systems_own_is_the_next_on_path(said: str) -> None:
    look = on({**pyenv(), f"{PYENV}/version": said}, f"{PYENV}/shims")
    assert behind(look) == ("/usr/bin/python3", "pyenv", "")


def test_a_version_that_is_not_installed_leaves_the_shim() -> None:
    look = on({**pyenv(), f"{PYENV}/version": "3.8.1"}, f"{PYENV}/shims")
    assert behind(look) == (None, "pyenv", "shim")


def test_a_shim_that_is_linked_to_from_elsewhere() -> None:
    files = {
        **pyenv("3.12.1"),
        f"{PYENV}/version": "3.12.1",
        f"{HOME}/bin/python3": link("../.pyenv/shims/python3"),
    }
    assert behind(on(files, f"{HOME}/bin"))[:2] == (f"{PYENV}/versions/3.12.1/bin/python3", "pyenv")


def test_asdf_by_its_files() -> None:
    files: dict[str, Node | str] = {
        f"{ASDF}/shims/python3": ASDF_SHIM,
        f"{ASDF}/installs/python/3.12.1/bin/python3": program(),
        f"{HOME}/.tool-versions": "nodejs 20\npython 3.12.1 system # two\n",
    }
    assert behind(on(files, f"{ASDF}/shims")) == (f"{ASDF}/installs/python/3.12.1/bin/python3", "asdf", "")


def mise(config: str, where: str) -> dict[str, Node | str]:
    return {
        f"{MISE}/shims/python3": link("/usr/bin/mise"),
        "/usr/bin/mise": program(),
        f"{MISE}/installs/python/3.12.1/bin/python3": program(),
        where: config,
    }


@pytest.mark.parametrize(
    ("config", "where"),
    [
        ('[tools]\npython = "3.12.1"\n', f"{HOME}/project/mise.toml"),
        ('[tools]\npython = ["3.12", "3.11"]\n', f"{HOME}/.mise.toml"),
        ('[tools]\npython = {version = "3.12"}\n', f"{HOME}/.config/mise/config.toml"),
        ('[tools]\npython = "latest"\n', f"{HOME}/.config/mise/config.toml"),
        ("python 3.12.1\n", f"{HOME}/.tool-versions"),
    ],
)
def test_mise_by_its_files(config: str, where: str) -> None:
    look = on(mise(config, where), f"{MISE}/shims")
    assert behind(look) == (f"{MISE}/installs/python/3.12.1/bin/python3", "mise", "")


def test_mise_with_a_broken_file_leaves_the_shim() -> None:
    assert behind(on(mise("[tools\npython", f"{HOME}/mise.toml"), f"{MISE}/shims")) == (None, "mise", "shim")


def test_a_store_alias_on_the_windows_side() -> None:
    folder = "/mnt/c/Users/alice/AppData/Local/Microsoft/WindowsApps"
    assert behind(on({f"{folder}/python3.exe": program(b"")}, folder), "python3.exe") == (
        None,
        "store",
        "shim",
    )


@pytest.mark.parametrize("manager", ["rye", "proto-shim", "snap"])
def test_a_link_to_a_program_that_goes_by_many_names(manager: str) -> None:
    look = on({"/opt/x/python3": link(f"/usr/bin/{manager}"), f"/usr/bin/{manager}": program()}, "/opt/x")
    assert behind(look)[2] == "shim"


def test_a_shims_directory_of_nobody_known() -> None:
    look = on({f"{HOME}/.other/shims/python3": program("#!/bin/sh\n")}, f"{HOME}/.other/shims")
    assert behind(look) == (None, "unknown", "shim")


def mac(files: dict[str, Node | str]) -> RecordedLook:
    return machine(
        {"/usr/bin/python3": program(), **files}, platform="darwin", environment={"PATH": "/usr/bin"}
    )


def test_the_stand_in_of_macos_is_not_run_where_nothing_is_behind_it() -> None:
    assert behind(mac({})) == (None, "xcode", "shim")


def test_the_stand_in_of_macos_leads_to_what_was_selected() -> None:
    tools = "/Library/Developer/CommandLineTools/usr/bin/python3"
    assert behind(mac({tools: program()}))[0] == tools
    xcode = "/Applications/Xcode.app/Contents/Developer"
    chosen: dict[str, Node | str] = {
        "/var/db/xcode_select_link": link(xcode),
        f"{xcode}/usr/bin/python3": program(),
        tools: program(),
    }
    assert behind(mac(chosen))[0] == f"{xcode}/usr/bin/python3"


def test_a_plain_file_below_no_shims_directory_is_no_shim() -> None:
    assert behind(on({"/opt/python3": program(), "/opt/data": file()}, "/opt")) == ("/opt/python3", "", "")
