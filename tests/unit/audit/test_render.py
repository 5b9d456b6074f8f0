"""What an audit prints, and its JSON by its schema."""

import json

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.render.audit_json import audit_json
from pipwise.render.audit_text import audit_text
from pipwise.render.schemas import schema_text
from tests.unit.audit.debian import OS, Debian


def test_the_text_says_what_is_endangered_and_what_would_mend_it(debian: Debian) -> None:
    debian.pip("six", "1.15.0")
    debian.write(f"{OS}/urllib3.py", "other")
    text = audit_text(debian.report())
    assert text.startswith("looked at Python 3.11 (4 distributions), packages of apt")
    assert text.index("error: of the OS package python3-urllib3") < text.index("warning: six 1.15.0")
    assert "  endangers: python3-urllib3\n" in text
    assert text.endswith("found 1 error, 1 warning")


def test_a_clean_machine_is_said_to_be_clean(debian: Debian) -> None:
    assert audit_text(debian.report()).endswith("nothing is damaged")


def test_the_json_is_what_its_schema_says(debian: Debian) -> None:
    debian.pip("six", "1.15.0")
    debian.pip("black", "1")
    written = json.loads(json.dumps(audit_json(debian.report())))
    assert list(Draft202012Validator(json.loads(schema_text("audit"))).iter_errors(written)) == []
    assert {one["code"] for one in written["findings"]} == {"shadowed", "not-owned"}
