"""Where uv keeps applications, or is all there is, it keeps the new ones too; what was put into one stays in it."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from tests.end_to_end.conftest import Desk, kept_as_it_was

# uv reads none of pip's settings; pipwise tells it what they say.
SETTINGS: dict[str, str | None] = {"PIP_NO_INDEX": "1", "PIP_FIND_LINKS": "/payload/wheels"}
WITH_UV: dict[str, str | None] = {"PATH": "/home/alice/tools:/usr/local/bin:/usr/bin:/bin"}
BIN = "/home/alice/.local/bin"
TOOLS = "/home/alice/.local/share/uv/tools"


@pytest.fixture(scope="module", params=["trixie-bare", "bookworm-pip", "sid-bare"])
def desk(
    request: pytest.FixtureRequest, desks: Callable[[str], AbstractContextManager[Desk]]
) -> Iterator[Desk]:
    with desks(request.param) as one:
        one.machine.run("mkdir /home/alice/tools && ln -s /uv /home/alice/tools/uv")
        yield one


def test_uv_keeps_it_and_undo_leaves_nothing(desk: Desk) -> None:
    with kept_as_it_was(desk):
        done = desk.pipwise("install", "--via", "app", "pep668app==1.0", cwd="/tmp", env=WITH_UV | SETTINGS)
        assert done.status == 0, done.stderr
        assert desk.machine.exists(f"{TOOLS}/pep668app/uv-receipt.toml")
        assert "pep668app --version says pep668app 1.0" in done.stderr
        upgraded = desk.pipwise(
            "install", "--via", "app", "-U", "pep668app", cwd="/tmp", env=WITH_UV | SETTINGS
        )
        assert "pep668app --version says pep668app 2.0" in upgraded.stderr
        assert desk.pipwise("undo").status == 0
        assert desk.machine.run([f"{BIN}/pep668app"], user="alice").stdout == "pep668app 1.0\n"
        assert desk.pipwise("undo").status == 0


def test_a_second_plug_in_leaves_the_first_where_it_is(desk: Desk) -> None:
    with kept_as_it_was(desk):
        for project in ("httpie", "httpie-pep668", "httpie-pep668more"):
            done = desk.pipwise("install", project, cwd="/tmp", env=WITH_UV | SETTINGS)
            assert done.status == 0, done.stderr
        python = f"{TOOLS}/httpie/bin/python"
        both = desk.machine.run([python, "-c", "import httpie_pep668, httpie_pep668more"], user="alice")
        assert both.status == 0, both.stderr
        for _ in range(3):
            assert desk.pipwise("undo").status == 0


def test_what_cannot_be_an_application_is_taken_back_and_explained(desk: Desk) -> None:
    with kept_as_it_was(desk):
        for project, said in (
            ("pep668needs", "it is a library, not an application"),
            ("pep668new", "does not run on this Python"),
        ):
            done = desk.pipwise("install", "--via", "app", project, cwd="/tmp", env=WITH_UV | SETTINGS)
            assert (done.status, said in done.stderr) == (1, True), done.stderr


def test_what_uv_cannot_be_given_is_kept_by_a_pipx(desk: Desk) -> None:
    """A second index in pip's settings: uv would take it for something else."""
    with kept_as_it_was(desk):
        settings = {**WITH_UV, **SETTINGS, "PIP_EXTRA_INDEX_URL": "https://index.invalid/"}
        done = desk.pipwise("install", "--plan", "--via", "app", "pep668app", cwd="/tmp", env=settings)
        assert "uv cannot be given all of pip's settings" in done.stdout


def test_root_installs_for_all_users(desk: Desk) -> None:
    with kept_as_it_was(desk, "root"):
        desk.machine.run("ln -s /uv /usr/local/bin/uv")
        done = desk.pipwise("install", "--via", "app", "httpie", user="root", cwd="/root", env=SETTINGS)
        assert done.status == 0, done.stderr
        assert desk.machine.run(["http"], user="alice").stdout == "httpie 0.0.668\n"
        assert desk.machine.exists("/opt/uv/tools/httpie/uv-receipt.toml")
        assert desk.pipwise("undo", user="root").status == 0
        desk.machine.run(["rm", "/usr/local/bin/uv"])


def test_httpie_from_the_index(desk: Desk) -> None:
    with kept_as_it_was(desk):
        done = desk.pipwise("install", "httpie", cwd="/tmp", env=WITH_UV)
        assert done.status == 0, done.stderr
        assert "httpie --version says 3." in done.stderr
        assert desk.pipwise("undo").status == 0
