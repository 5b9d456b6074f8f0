"""What is said of what was taken away: where it belongs, who used it, and the JSON of it."""

import json

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]  # it has no types

from pipwise.audit import Report, audit
from pipwise.audit.repairs import Mending, Wanted, mend
from pipwise.audit.repairs.homes import homes_of
from pipwise.audit.repairs.users import users_of
from pipwise.render.repair_json import Outcome, repair_json
from pipwise.render.repair_text import homes_text, mending_text, users_text
from pipwise.render.schemas import schema_text
from tests.unit.audit.debian import OS, Debian
from tests.unit.audit.test_repairs import As


def damaged(debian: Debian) -> tuple[Report, Mending]:
    """Among the OS's own an application that was asked for, and a library; beside them a copy of what the OS has."""
    entry = {"tool-2.0.dist-info/entry_points.txt": "[console_scripts]\ntool = tool:main\n"}
    debian.pip("tool", "2.0", OS, more={"../../../bin/tool": "", **entry})
    debian.pip("lib", "1", OS)
    debian.pip("six", "1.15.0", more={"../../../bin/six-tool": ""})
    report = audit(As(debian.root, 0))
    return report, mend(report, Wanted("/state/r"))


def test_an_application_comes_back_as_one_and_the_rest_by_a_file(debian: Debian) -> None:
    report, mending = damaged(debian)
    homes = homes_of(report.survey, mending, ())
    assert {one.project: (one.application, one.package) for one in homes} == {
        "tool": (True, ""),
        "lib": (False, ""),
        "six": (False, "python3-six"),
    }
    said = homes_text(homes, "/state/r.txt", "pipwise")
    assert "used again:   six (python3-six)" in said
    assert said.endswith("pipwise install --env NAME -r /state/r.txt")
    assert homes_text((), "", "pipwise") == ""


def test_services_cron_jobs_and_scripts_that_use_it_are_named_with_their_lines(debian: Debian) -> None:
    debian.write(
        "/etc/systemd/system/a.service", "[Service]\n# /usr/bin/tool\nExecStart=/usr/bin/tool --serve\n"
    )
    debian.write("/etc/systemd/system/b.service", "[Service]\nExecStart=/usr/bin/tool2\n")
    debian.write("/etc/cron.d/job", "0 1 * * * root /usr/local/bin/six-tool\n")
    debian.write("/usr/local/bin/mine", "#!/usr/bin/python3\nimport os\nfrom lib import x\n", 0o755)
    debian.write("/usr/local/bin/env", "#!/usr/bin/env python3\nimport tool.inner\n", 0o755)
    debian.write("/usr/local/bin/venv", "#!/opt/app/bin/python\nimport lib\n", 0o755)
    debian.write("/usr/local/bin/library", "#!/usr/bin/python3\nimport library\n", 0o755)
    report, mending = damaged(debian)
    users = users_of(report.survey, mending.removed)
    assert {(one.path, one.line, one.needs) for one in users} == {
        ("/etc/systemd/system/a.service", 3, "tool 2.0"),
        ("/etc/cron.d/job", 1, "six 1.15.0"),
        ("/usr/local/bin/mine", 3, "lib 1"),
        ("/usr/local/bin/env", 2, "tool 2.0"),
    }
    said = users_text(users, "/opt/pipwise/libraries")
    assert "/etc/cron.d/job:1 starts six 1.15.0; python3-six will do" in said
    assert (
        "/usr/local/bin/mine:3 imports lib 1, which goes: let it run with /opt/pipwise/libraries/bin/python"
        in said
    )
    assert users_text((), "") == ""


def test_the_json_is_what_its_schema_says_before_and_after(debian: Debian) -> None:
    debian.write("/usr/local/bin/mine", "#!/usr/bin/python3\nimport lib\n", 0o755)
    debian.write(f"{OS}/evil.pth", "import os\n")
    report, mending = damaged(debian)
    users = users_of(report.survey, mending.removed)
    homes = homes_of(report.survey, mending, users)
    check = Draft202012Validator(json.loads(schema_text("repair")))
    nothing = mend(report, Wanted("/state/r", only=("nothing",)))
    for document in (
        repair_json(mending, homes, users, Outcome(None, None)),
        repair_json(mending, homes, users, Outcome(3, report.damage)),
        repair_json(nothing, (), (), Outcome(None, None)),
    ):
        assert list(check.iter_errors(json.loads(json.dumps(document)))) == []
    assert [one.path for one, _ in mending.left] == [f"{OS}/evil.pth"]


def test_the_text_says_what_is_done_and_what_is_left(debian: Debian) -> None:
    debian.write(f"{OS}/evil.pth", "import os\n")
    report, mending = damaged(debian)
    said = mending_text(mending)
    assert f"left alone: {OS}/evil.pth runs code at every start" in said
    assert "  1. write /state/r.txt" in said
    assert "remove six 1.15.0: " in said
    nothing = mend(report, Wanted("/state/r", only=("nothing",)))
    assert mending_text(nothing) == "there is nothing to repair"
