"""Who keeps applications, where, and what stands in the way: read from trees like those that pipx and uv make."""

from pathlib import Path

import pytest

from pipwise.facts.keeper_places import pipx_home, pipx_writes, uv_home
from pipwise.facts.keepers import Tools, choose_keeper
from pipwise.facts.kept import commands_of, find_kept, how_many
from pipwise.facts.old_copies import find_copies
from pipwise.facts.shell_profile import comes_at_login, is_on_path, line_for, profile_for, with_line
from pipwise.model.applications import Keeper, Profile
from pipwise.model.facts import Tool
from pipwise.system.real import RealLook
from tests.situations import facts, known, requirement

LOOK = RealLook()
RECEIPT = """
[tool]
requirements = [
    { name = "httpie", specifier = ">=3", extras = ["socks"] },
    { name = "httpie-jwt-auth" },
]
entrypoints = [
    { name = "http", install-path = "/home/alice/.local/bin/http", from = "httpie" },
    { name = "https", install-path = "/home/alice/.local/bin/https", from = "httpie" },
]
"""
METADATA = (
    '{"main_package": {"package": "httpie", "apps": ["http", "httpie"]}, "pipx_metadata_version": "0.5"}'
)


def make(root: Path, file: str, content: str, version: str = "3.2.4") -> None:
    site = root / "lib/python3.13/site-packages" / f"httpie-{version}.dist-info"
    site.mkdir(parents=True)
    (root / file).write_text(content)


def tool(name: str, path: Path, version: str) -> Tool:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return Tool(name, str(path), known(version))


@pytest.mark.parametrize(
    ("version", "old", "home"),
    [
        ((1, 1), False, ".local/pipx"),
        ((1, 7), False, ".local/share/pipx"),
        ((1, 7), True, ".local/pipx"),
        ((99,), False, ".local/share/pipx"),
    ],
)
def test_pipx_has_its_home_by_version_and_by_what_is_there(
    tmp_path: Path, version: tuple[int, ...], home: str, *, old: bool
) -> None:
    if old:
        (tmp_path / ".local/pipx").mkdir(parents=True)
    variables = {"HOME": str(tmp_path)}
    found, commands = pipx_home(LOOK, variables, version, everybody=False)
    assert found == f"{tmp_path}/{home}"
    assert commands == f"{tmp_path}/.local/bin"
    own = {**variables, "PIPX_HOME": "~/x", "PIPX_BIN_DIR": "/y"}
    assert pipx_home(LOOK, own, version, everybody=False) == (f"{tmp_path}/x", "/y")


def test_for_all_users_there_is_one_place_whatever_the_version() -> None:
    for version in ((1, 1), (1, 7)):
        assert pipx_home(LOOK, {"HOME": "/root"}, version, everybody=True) == ("/opt/pipx", "/usr/local/bin")
    assert uv_home({"HOME": "/root"}, everybody=True) == ("/opt/uv/tools", "/usr/local/bin")
    assert pipx_home(LOOK, {"PIPX_GLOBAL_HOME": "/srv/p"}, (1, 7), everybody=True)[0] == "/srv/p"


def test_uv_heeds_its_variables_and_those_of_xdg() -> None:
    assert uv_home({"HOME": "/h"}, everybody=False) == ("/h/.local/share/uv/tools", "/h/.local/bin")
    assert uv_home({"HOME": "/h", "XDG_DATA_HOME": "/d/share"}, everybody=False) == (
        "/d/share/uv/tools",
        "/d/bin",
    )
    assert uv_home({"HOME": "/h", "UV_TOOL_DIR": "/t", "UV_TOOL_BIN_DIR": "/b"}, everybody=False) == (
        "/t",
        "/b",
    )


def test_of_directories_that_are_there_only_what_pipx_adds_is_named(tmp_path: Path) -> None:
    variables = {"HOME": str(tmp_path)}
    home = f"{tmp_path}/.local/share/pipx"
    fresh = pipx_writes(LOOK, variables, (1, 18), everybody=False)
    assert {f"{home}/py", f"{home}/.cache", f"{home}/logs", f"{home}/trash"} < set(fresh)
    assert f"{tmp_path}/.local/share/bash-completion" in fresh
    (tmp_path / ".local/share/bash-completion/completions").mkdir(parents=True)
    Path(home, "py").mkdir(parents=True)
    later = pipx_writes(LOOK, variables, (1, 18), everybody=False)
    assert f"{home}/py/CACHEDIR.TAG" in later
    assert f"{tmp_path}/.local/share/bash-completion/completions" in later
    assert not [one for one in pipx_writes(LOOK, variables, (1, 1), everybody=False) if "completion" in one]


def test_what_is_kept_is_read_from_what_pipx_and_uv_wrote(tmp_path: Path) -> None:
    make(tmp_path / "pipx/venvs/httpie", "pipx_metadata.json", METADATA)
    make(tmp_path / "tools/httpie", "uv-receipt.toml", RECEIPT)
    pipx = Keeper("pipx", "/p", (1, 7), "", f"{tmp_path}/pipx", "/b")
    uv = Keeper("uv", "/u", (0, 9), "", f"{tmp_path}/tools", "/b")
    found = find_kept(LOOK, pipx, "httpie", requirement("httpie>=3"))
    assert found is not None
    assert (found.version, found.fits, found.with_) == ("3.2.4", True, ())
    by_uv = find_kept(LOOK, uv, "httpie", requirement("httpie>=4"))
    assert by_uv is not None
    assert (by_uv.fits, by_uv.with_) == (False, ("httpie[socks]>=3", "httpie-jwt-auth"))
    assert find_kept(LOOK, pipx, "black", None) is None
    assert (how_many(LOOK, pipx.home, "pipx"), how_many(LOOK, uv.home, "uv")) == (1, 1)
    assert commands_of(LOOK, f"{tmp_path}/pipx/venvs/httpie") == ("http", "httpie")
    assert commands_of(LOOK, f"{tmp_path}/tools/httpie") == ("http", "https")


def test_a_receipt_that_cannot_be_said_again_says_nothing(tmp_path: Path) -> None:
    receipt = '[tool]\nrequirements = [{ name = "httpie", git = "https://x/" }]\n'
    make(tmp_path / "tools/httpie", "uv-receipt.toml", receipt)
    found = find_kept(LOOK, Keeper("uv", "/u", (0, 9), "", f"{tmp_path}/tools", "/b"), "httpie", None)
    assert found is not None
    assert found.with_ == ()


@pytest.mark.parametrize("content", ["", "[", "[tool]\nrequirements = 1\n", "{", "[]", '{"main_package": 7}'])
def test_damaged_records_are_no_commands_and_no_error(tmp_path: Path, content: str) -> None:
    for file in ("pipx_metadata.json", "uv-receipt.toml"):
        (tmp_path / file).write_text(content)
    assert commands_of(LOOK, str(tmp_path)) == ()


def test_the_keeper_is_the_one_that_has_it_then_the_one_in_use_then_the_one_there(tmp_path: Path) -> None:
    variables = {"HOME": str(tmp_path), "UV_TOOL_DIR": f"{tmp_path}/tools", "PIPX_HOME": f"{tmp_path}/pipx"}
    variables |= {"PIPX_GLOBAL_HOME": f"{tmp_path}/pipx"}
    pipx, uv = tool("pipx", tmp_path / "bin/pipx", "1.18.4"), tool("uv", tmp_path / "bin/uv", "0.13.9")

    def chosen(tools: Tools, *projects: str) -> tuple[str, str]:
        keeper = choose_keeper(LOOK, variables, tools, projects)
        return keeper.name, keeper.path

    assert chosen(Tools(None, None, None, True), "black") == ("pipx", "")
    assert chosen(Tools(None, None, uv, True), "black") == ("uv", uv.path)
    assert chosen(Tools(None, None, uv, False), "black") == ("pipx", "")
    assert chosen(Tools(pipx, None, uv, True), "black") == ("pipx", pipx.path)
    make(tmp_path / "tools/httpie", "uv-receipt.toml", RECEIPT)
    assert chosen(Tools(pipx, None, uv, True), "black") == ("uv", uv.path)
    assert chosen(Tools(pipx, None, uv, False), "black") == ("pipx", pipx.path)
    assert chosen(Tools(pipx, None, uv, False), "httpie") == ("uv", uv.path)
    make(tmp_path / "pipx/venvs/httpie", "pipx_metadata.json", METADATA)
    assert chosen(Tools(pipx, None, uv, True), "black") == ("pipx", pipx.path)
    assert chosen(Tools(pipx, None, uv, True), "httpie") == ("pipx", pipx.path)


def test_copies_of_an_old_pip_are_noticed_in_the_user_site(tmp_path: Path) -> None:
    site = tmp_path / ".local/lib/python3.11/site-packages"
    (site / "httpie-2.6.0.dist-info").mkdir(parents=True)
    (site / "six-1.16.0.dist-info").mkdir()
    found = [one for one in find_copies(LOOK, str(tmp_path), ("httpie",)) if one.place == str(site)]
    assert [(one.project, one.version, one.base) for one in found] == [
        ("httpie", "2.6.0", f"{tmp_path}/.local")
    ]


def test_a_login_leads_to_the_commands_where_a_profile_names_their_directory(tmp_path: Path) -> None:
    home, folder = str(tmp_path), f"{tmp_path}/.local/bin"
    assert not comes_at_login(LOOK, home, "bash", folder)
    (tmp_path / ".profile").write_text('PATH="$HOME/.local/bin:$PATH"\n')
    assert comes_at_login(LOOK, home, "bash", folder)
    assert not comes_at_login(LOOK, home, "zsh", folder)
    (tmp_path / ".bash_profile").write_text("# bash reads this one instead\n")
    assert not comes_at_login(LOOK, home, "bash", folder)
    assert is_on_path({"PATH": f"/bin:{folder}/"}, folder)
    assert not is_on_path({"PATH": "/bin"}, folder)


@pytest.mark.parametrize(
    ("shell", "line"),
    [
        ("bash", 'export PATH="$HOME/.local/bin:$PATH"'),
        ("fish", 'fish_add_path "$HOME/.local/bin"'),
        ("tcsh", 'setenv PATH "$HOME/.local/bin:$PATH"'),
    ],
)
def test_the_line_is_in_the_words_of_the_shell(shell: str, line: str) -> None:
    assert line_for(shell, "/home/alice", "/home/alice/.local/bin") == line
    assert "$HOME" not in line_for(shell, "/home/alice", "/opt/bin")


def test_a_profile_keeps_what_it_has_and_gets_one_line(tmp_path: Path) -> None:
    asker = facts().asker._replace(home=str(tmp_path), shell="zsh")
    found = profile_for(LOOK, facts(asker=asker), f"{tmp_path}/.local/bin")
    assert found is not None
    assert (found.path, found.content) == (f"{tmp_path}/.zshrc", None)
    assert with_line(Profile("/p", "a=1", "line")).startswith("a=1\n\n#")
    assert with_line(Profile("/p", "a=1\n", "line")).endswith("\nline\n")
    assert profile_for(LOOK, facts(asker=asker._replace(shell="csh")), "/x") is None
