"""Names that are most likely not what was meant are questions; a name that is known to be a project never is one."""

import pytest

from pipwise.catalog.names import find_mistake
from pipwise.catalog.names.curated import relations
from pipwise.catalog.names.popular import typed_often
from pipwise.catalog.names.table import load_table


@pytest.mark.parametrize(
    ("asked", "code", "instead"),
    [
        ("python3-requests", "os-package-name", "requests"),
        ("python3-yaml", "os-package-name", "pyyaml"),
        ("py3-yaml", "os-package-name", "pyyaml"),
        ("python311-numpy", "os-package-name", "numpy"),
        ("python3-opencv", "os-package-name", "opencv"),
        ("python3-pip", "os-package-name", "pip"),
        ("python3-venv", "os-package-name", "venv"),
        ("sklearn", "dummy", "scikit-learn"),
        ("bs4", "dummy", "beautifulsoup4"),
        ("cv2", "import-name", "opencv-python"),
        ("PIL", "import-name", "pillow"),
        ("yaml", "import-name", "pyyaml"),
        ("gi", "import-name", "pygobject"),
        ("OpenSSL", "import-name", "pyopenssl"),
        ("dateutil", "import-name", "python-dateutil"),
        ("nacl", "import-name", "pynacl"),
        ("requirements.txt", "requirements-file", "-r"),
        ("requirements-dev.txt", "requirements-file", "-r"),
        ("requirements", "requirements-file", "-r"),
        ("serial", "wrong-project", "pyserial"),
        ("jwt", "wrong-project", "pyjwt"),
        ("docx", "wrong-project", "python-docx"),
        ("websocket", "wrong-project", "websocket-client"),
        ("slugify", "wrong-project", "python-slugify"),
        ("bson", "wrong-project", "pymongo"),
        ("neovim", "deprecated-name", "pynvim"),
        ("asyncio", "standard-library", "asyncio"),
        ("pathlib", "standard-library", "pathlib"),
        ("tkinter", "standard-library", "tkinter"),
        ("reqeusts", "typo", "requests"),
        ("requets", "typo", "requests"),
        ("numpyy", "typo", "numpy"),
        ("pandsa", "typo", "pandas"),
        ("djnago", "typo", "django"),
        ("tensorfow", "typo", "tensorflow"),
        ("scikitlearn", "typo", "scikit-learn"),
        ("matplotlb", "typo", "matplotlib"),
        ("python-opencv", "typo", "opencv-python"),
    ],
)
def test_what_was_probably_meant_is_said(asked: str, code: str, instead: str) -> None:
    found = find_mistake(asked)
    assert found is not None
    assert (found.code, found.instead[0]) == (code, instead)


@pytest.mark.parametrize("asked", ["python3-xyz", "python3-requirements", "xyz", "package-name"])
def test_the_example_of_a_message_is_not_a_name(asked: str) -> None:
    found = find_mistake(asked)
    assert found is not None
    assert found.code == "placeholder"
    assert found.instead == ()


@pytest.mark.parametrize(
    "asked",
    [
        *(
            "requests",
            "numpy",
            "python-dateutil",
            "python3-openid",
            "python3-saml",
            "pyjwt",
            "Flask",
            "zope.interface",
        ),
        *(
            "types-requests",
            "boto3",
            "black",
            "attrs",
            "typing_extensions",
            "ruff",
            "pip",
            "setuptools",
            "py",
            "six",
        ),
        *(
            "my-company-tool",
            "acme-internal",
            "libsass",
            "python-telegram-bot",
            "importlib-metadata",
            "enum34",
        ),
    ],
)
def test_a_right_name_is_no_mistake(asked: str) -> None:
    assert find_mistake(asked) is None


def test_no_project_of_the_table_and_no_popular_one_is_taken_for_a_typo() -> None:
    table = load_table()
    names = [*table.popular.split(), *table.namesakes.split(), *_column(table.projects)]
    slips = [name for name in names if (found := find_mistake(name)) and found.code == "typo"]
    assert [name for name in slips if name not in {one.name for one in relations()}] == []


def test_hardly_a_popular_project_is_taken_for_anything_else() -> None:
    popular = load_table().popular.split()
    asked = [name for name in popular if find_mistake(name)]
    assert len(asked) < len(popular) * 0.02
    assert set(asked[:5]).isdisjoint(popular[:20])


def test_words_of_the_command_are_told_from_names_by_the_whole_request() -> None:
    assert find_mistake("pip") is None
    python = find_mistake("python")
    assert python is not None
    assert (python.code, python.instead) == ("command-word", ())
    words = ("pip", "install", "requests")
    assert [found.code if (found := find_mistake(word, request=words)) else "" for word in words] == [
        "command-word",
        "command-word",
        "",
    ]
    upgrade = find_mistake("upgrade", request=("upgrade", "openai"))
    assert upgrade is not None
    assert upgrade.instead == ("--upgrade",)


@pytest.mark.parametrize(
    ("python", "said"), [("3.11", "already in Python"), ("3.13", "no longer"), ("", "no longer")]
)
def test_what_the_standard_library_has_depends_on_the_python(python: str, said: str) -> None:
    found = find_mistake("cgi", python)
    assert found is not None
    assert said in found.text


def test_a_slip_is_held_against_a_short_list_only() -> None:
    assert len(typed_often()) == load_table().slips


def _column(section: str) -> list[str]:
    return [line.partition("\t")[0] for line in section.splitlines() if line]
