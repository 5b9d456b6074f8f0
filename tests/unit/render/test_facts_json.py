"""Facts that are handed on hold no passwords."""

import pytest

from pipwise.facts.schema import facts_from_json
from pipwise.model.facts import Setting, Settings
from pipwise.model.known import Known
from pipwise.render.facts_json import facts_json, without_passwords
from tests.situations import facts, known


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("https://alice:secret@pypi.example/simple", "https://[hidden]@pypi.example/simple"),
        ("https://token@pypi.example/simple", "https://[hidden]@pypi.example/simple"),
        ("a https://u:p@x/ b http://v:q@y", "a https://[hidden]@x/ b http://[hidden]@y"),
        ("https://pypi.org/simple?mail=a@b", "https://pypi.org/simple?mail=a@b"),
        ("https://u:p@ss@host/", "https://[hidden]@host/"),
        ("git@github.com:a/b", "git@github.com:a/b"),
        ("", ""),
        ("://", "://"),
    ],
)
def test_an_address_loses_its_credentials(text: str, said: str) -> None:
    assert without_passwords(text) == said


def test_settings_and_variables_lose_their_secrets_and_nothing_else() -> None:
    values = (
        Setting("global", "index-url", "https://u:p@host/simple", "/etc/pip.conf"),
        Setting("global", "client-cert", "/etc/cert.pem", "/etc/pip.conf"),
    )
    variables = (("UV_PUBLISH_TOKEN", "abc"), ("PIP_INDEX_URL", "https://t@h/"), ("PATH", "/usr/bin:/bin"))
    before = facts(environment=variables, pip_settings=known(Settings(values)))
    after = facts_from_json(facts_json(before))
    assert after.environment == (
        ("UV_PUBLISH_TOKEN", "[hidden]"),
        ("PIP_INDEX_URL", "https://[hidden]@h/"),
        ("PATH", "/usr/bin:/bin"),
    )
    assert isinstance(after.pip_settings, Known)
    assert [one.value for one in after.pip_settings.value.values] == [
        "https://[hidden]@host/simple",
        "/etc/cert.pem",
    ]
    assert after._replace(environment=variables, pip_settings=before.pip_settings) == before
