"""Where a project is installed: in environments, among a project's dependencies, as an application, beside the system's."""

from typing import Any

from pipwise.facts.kept_applications import links_into
from pipwise.facts.whereabouts import find_lives
from pipwise.model.decision import Seen, Situation, Wishes
from pipwise.model.host import Project
from pipwise.model.known import Known
from pipwise.model.lives import Lives
from pipwise.system.look import Answer
from tests.recorded.look import Node, RecordedLook, link, machine
from tests.situations import ENVS, HOME, environment, facts, intent, known, situation

SYSTEM = "/usr/lib/python3/dist-packages"
LOCAL = "/usr/local/lib/python3.11/dist-packages"
USER = f"{HOME}/.local/lib/python3.11/site-packages"


def distribution(folder: str, name: str = "six", version: str = "1.16.0") -> dict[str, Node | str]:
    return {f"{folder}/{name}-{version}.dist-info/METADATA": f"Name: {name}\nVersion: {version}\n"}


def venv(root: str) -> dict[str, Node | str]:
    return {f"{root}/pyvenv.cfg": "home = /usr/bin\n", f"{root}/bin/python": link("/usr/bin/python3")}


def look(files: dict[str, Node | str]) -> RecordedLook:
    path = f"{SYSTEM}/six-1.16.0.dist-info"
    owners = Answer(0, f"python3-six: {path}\n".encode(), b"")
    other = ("dpkg-query", "-S", f"{USER}/six-1.16.0.dist-info", f"{LOCAL}/six-1.16.0.dist-info", path)
    answers = {("dpkg-query", "-S", path): owners, other: owners}
    dpkg: dict[str, Node | str] = {"/var/lib/dpkg/status": "", "/usr/bin/dpkg-query": ""}
    return machine(
        {**dpkg, **files},
        environment={"PATH": "/usr/bin", "HOME": HOME},
        cwd=HOME,
        uid=1000,
        answers=answers,
    )


def wanted(name: str = "six", **changes: Any) -> Situation:
    target = environment()
    layout = target.interpreter.layout._replace(user_site=USER)
    target = target._replace(
        interpreter=target.interpreter._replace(layout=layout), import_path=(USER, LOCAL, SYSTEM)
    )
    one = situation(
        facts=facts(target=known(target)), intent=intent("pip", "uninstall", name, purpose="uninstall")
    )
    return one._replace(**changes)


def places(found: tuple[Lives, ...]) -> list[tuple[str, str, str]]:
    return [(one.where, one.place, one.owner) for one in found]


def test_copies_of_a_system_python_are_told_apart_in_the_order_of_import() -> None:
    here = look({**distribution(USER), **distribution(LOCAL), **distribution(SYSTEM)})
    assert places(find_lives(here, wanted(seen=()))) == [
        ("user", USER, ""),
        ("override", LOCAL, ""),
        ("os-package", SYSTEM, "python3-six"),
    ]


def test_a_python_of_the_callers_own_is_no_operating_systems() -> None:
    target = environment("pyenv", "", "absent", "/home/alice/.pyenv/versions/3.11.2")._replace(
        import_path=(LOCAL,)
    )
    one = wanted(seen=())
    here = look(distribution(LOCAL))
    found = find_lives(here, one._replace(facts=one.facts._replace(target=known(target))))
    assert [lives.where for lives in found] == ["own-python"]


def test_environments_and_their_order() -> None:
    root, tools = f"{HOME}/v", f"{ENVS}/tools"
    files = {
        **venv(root),
        **distribution(f"{root}/lib/python3.11/site-packages"),
        **venv(tools),
        **distribution(f"{tools}/lib/python3.11/site-packages", version="2.0"),
    }
    seen = (Seen("active", root, "works"), Seen("personal", f"{ENVS}/default", "absent"))
    found = find_lives(look(files), wanted(seen=seen))
    assert [(one.role, one.place, one.version) for one in found] == [
        ("active", root, "1.16.0"),
        ("personal", tools, "2.0"),
    ]
    only = find_lives(look(files), wanted(seen=seen[:1], wishes=Wishes(env="v")))
    assert [one.place for one in only] == [root]


def test_a_dependency_of_a_managed_project_is_the_managers() -> None:
    root = f"{HOME}/p"
    one = wanted(seen=())
    project: Known[Project | None] = known(Project(root, f"{root}/pyproject.toml", ("poetry",)))
    one = one._replace(facts=one.facts._replace(project=project))
    here = look({f"{root}/pyproject.toml": '[dependency-groups]\ndev = ["Six"]\n'})
    assert find_lives(here, one) == (Lives("project-manager", "six", "", root, "poetry", role="dev"),)


def test_applications_of_both_tools_with_the_links_into_them() -> None:
    pipx, uv = f"{HOME}/.local/share/pipx/venvs/six", f"{HOME}/.local/share/uv/tools/six"
    files: dict[str, Node | str] = {
        **venv(pipx),
        **venv(uv),
        **distribution(f"{pipx}/lib/python3.11/site-packages"),
        f"{pipx}/bin/six": "",
        f"{HOME}/.local/bin/six": link(f"{pipx}/bin/six"),
        f"{HOME}/.local/bin/other": "",
    }
    here = look(files)
    assert places(find_lives(here, wanted(seen=()))) == [("app", pipx, "pipx"), ("app", uv, "uv")]
    assert links_into(here, pipx) == (f"{HOME}/.local/bin/six",)


def test_a_script_is_looked_into_alone() -> None:
    path = f"{HOME}/s.py"
    here = look({path: "# /// script\n# dependencies = ['six>=1']\n# ///\n", **distribution(USER)})
    found = find_lives(here, wanted(wishes=Wishes(script="s.py")))
    assert found == (Lives("script-env", "six", ">=1", path),)
    assert find_lives(here, wanted("rich", wishes=Wishes(script="s.py"))) == ()
