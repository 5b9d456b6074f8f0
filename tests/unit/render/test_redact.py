"""What a bug report may not tell is not in it, wherever it stood."""

import pytest

from pipwise.render.redact import clean, private, redacted

SECRETS = private(
    "/home/alice/customer",
    {"/home/alice": "/HOME", "/srv/homes/alice": "/HOME", "/root": "/HOME", "": "/HOME"},
    {"alice": "USER", "build7.corp.example": "HOST", "build7": "HOST", "root": "USER", "a": "USER"},
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("/home/alice/customer/.venv/bin/python", "/CWD/.venv/bin/python"),
        ("/home/alice/.venv:/srv/homes/alice/x", "/HOME/.venv:/HOME/x"),
        ("/home/alicette/x", "/home/alicette/x"),
        ("owned by Alice (alice) on BUILD7", "owned by USER (USER) on HOST"),
        ("malice", "malice"),
        ("https://bob:hunter2@pypi.corp.example/simple?token=1", "https://[host]/[hidden]"),
        ("https://pypi.corp.example", "https://[host]"),
        ("https://tok3n@pypi.org/simple", "https://pypi.org/simple"),
        ("git+ssh://git@git.corp.example/secret.git#egg=x", "git+ssh://[host]/[hidden]"),
        ("https://pypi.org/simple?key=1#x", "https://pypi.org/simple"),
        ("file:///home/alice/wheels", "file:///HOME/wheels"),
        ("mail bob.b@corp.example now", "mail [mail] now"),
        ("/root/x as root", "/root/x as root"),
        ("a text", "a text"),
    ],
)
def test_a_text_is_told_without_what_is_nobodys_business(text: str, told: str) -> None:
    assert clean(text, SECRETS) == told


def test_values_of_every_kind_are_walked_and_names_of_members_too() -> None:
    value = redacted({"/home/alice/x": [1, None, True, {"k": "alice"}]}, SECRETS)
    assert value == {"/HOME/x": [1, None, True, {"k": "USER"}]}
