"""Uv's settings outside the command line."""

from __future__ import annotations

from pipwise.facts.surroundings import Surroundings
from pipwise.facts.uv_configuration import read_uv_settings
from pipwise.facts.uv_options import configured, environment_value, flag
from pipwise.intent.command_line import read_invocation
from pipwise.intent.uv_intent import uv_intent
from pipwise.model.facts import Settings
from pipwise.model.intent import Arguments
from tests.matrix.uv_look import TreeLook

BREAK = "[pip]\nbreak-system-packages = true\n"


def read(files: dict[str, str | None], command: str = "uv pip install x", **environment: str) -> Settings:
    look = TreeLook({"/w": None, **files}, **environment)
    intent = uv_intent(read_invocation(tuple(command.split())))
    return read_uv_settings(look, intent, Surroundings(look.environment, look.home, look.cwd, look.uid))


def broken(settings: Settings) -> bool:
    return configured(settings, "break-system-packages") == "true"


def test_the_nearest_file_upward_counts_alone() -> None:
    assert broken(read({"/uv.toml": BREAK}))
    assert not broken(read({"/uv.toml": BREAK, "/w/uv.toml": ""}))
    assert broken(read({"/uv.toml": BREAK, "/w/pyproject.toml": "[tool.black]\n"}))
    assert not broken(read({"/uv.toml": BREAK, "/w/pyproject.toml": "[tool.uv]\n"}))


def test_a_uv_toml_masks_the_table_beside_it() -> None:
    assert not broken(read({"/w/uv.toml": "", "/w/pyproject.toml": BREAK.replace("pip", "tool.uv.pip")}))


def test_project_stands_over_user_over_system() -> None:
    user, system = "/home/alice/.config/uv/uv.toml", "/etc/uv/uv.toml"
    off = BREAK.replace("true", "false")
    assert broken(read({user: BREAK}))
    assert broken(read({system: BREAK}))
    assert not broken(read({user: off, system: BREAK}))
    assert not broken(read({"/w/uv.toml": off, user: BREAK}))
    assert not broken(read({user: BREAK}, XDG_CONFIG_HOME="/nowhere"))
    assert not broken(read({system: BREAK}, UV_NO_SYSTEM_CONFIG="1"))


def test_a_project_hides_the_files_below_its_root() -> None:
    project = '[project]\nname = "a"\nversion = "1"\n'
    assert not broken(read({"/pyproject.toml": project, "/w/uv.toml": BREAK}))
    assert broken(read({"/pyproject.toml": f"{project}[tool.uv]\nmanaged = false\n", "/w/uv.toml": BREAK}))


def test_the_search_can_be_switched_off_and_one_file_named() -> None:
    assert not broken(read({"/w/uv.toml": BREAK}, "uv pip install --no-config x"))
    assert not broken(read({"/w/uv.toml": BREAK}, UV_NO_CONFIG="1"))
    assert broken(read({"/w/x.toml": BREAK}, "uv pip install --no-config --config-file x.toml x"))
    assert read({}, UV_CONFIG_FILE="/nosuch").problems[0][1].startswith("configuration-missing")


def test_commands_for_tools_do_not_read_the_project() -> None:
    assert not broken(read({"/w/uv.toml": BREAK}, "uv tool install x"))


def test_a_broken_uv_toml_ends_uv_and_a_broken_pyproject_does_not() -> None:
    assert read({"/w/uv.toml": "zzz = 1"}).problems[0][1] == "configuration-malformed: unknown field zzz"
    assert read({"/w/uv.toml": "[pip]\nsystem = 'yes'"}).problems[0][1].startswith("configuration-malformed")
    assert read({"/w/uv.toml": "managed = true"}).problems[0][1].startswith("configuration-malformed")
    assert read({"/w/uv.toml": None}).problems[0][1].startswith("configuration-unreadable")
    assert read({"/w/pyproject.toml": "[tool.uv.pip]\nzzz = 1"}).problems[0][1].startswith("ignored")
    settings = read({"/w/pyproject.toml": "[tool.uv", "/uv.toml": BREAK})
    assert broken(settings)
    assert settings.problems[0][1].startswith("ignored")


def test_lists_become_one_setting_an_element() -> None:
    settings = read(
        {"/w/uv.toml": 'extra-index-url = ["https://a", "https://b"]\n[[index]]\nurl = "https://c"\n'}
    )
    pairs = [(setting.key, setting.value) for setting in settings.values if setting.level == "project"]
    assert pairs == [
        ("extra-index-url", "https://a"),
        ("extra-index-url", "https://b"),
        ("index", "https://c"),
    ]


def test_a_variable_that_says_no_is_as_good_as_none() -> None:
    arguments = Arguments("pip install", (), (), None)
    settings = read({"/w/uv.toml": BREAK}, UV_BREAK_SYSTEM_PACKAGES="0")
    assert environment_value(settings, "UV_BREAK_SYSTEM_PACKAGES") == "0"
    assert flag(arguments, settings, "break-system-packages", "UV_BREAK_SYSTEM_PACKAGES", pip=True)


def test_lines_of_requirements_files_are_read() -> None:
    files: dict[str, str | None] = {
        "/w/r.txt": "# c\n\n-r more.txt\nsix>=1  # why\n--nosuch\n",
        "/w/more.txt": "-e ./d\n-c gone.txt\n",
    }
    settings = read(files, "uv pip install -r r.txt")
    lines = [
        (setting.key, setting.value.partition(":")[0])
        for setting in settings.values
        if setting.section == ":file:"
    ]
    assert lines == [
        ("editable", "./d"),
        ("problem", "requirements-file-missing"),
        ("requirement", "six>=1"),
        ("problem", "requirements-file-malformed"),
    ]
