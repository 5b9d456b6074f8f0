"""Whatever stands in a file: no crash, and it comes to an end."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import KINDS, Kind

_NAMES = {kind.name: kind for kind in KINDS}
_PIECES = st.sampled_from(
    [
        *(
            "FROM debian:12\n",
            "RUN ",
            "ENV A=",
            "pip install ",
            "$A",
            "${B:-c}",
            '"',
            "'",
            "\\\n",
            "\n",
            "<<EOF\n",
            "EOF\n",
        ),
        *(
            "if ",
            "; then ",
            "fi\n",
            "(",
            ")",
            "{",
            "}",
            "&&",
            "||",
            "|",
            "$(",
            "`",
            "#",
            "- run: |\n    ",
            "jobs:\n",
            "  script:\n",
        ),
        *(
            "\t",
            "\0",
            "\xff",
            "{{ x }}",
            "sudo ",
            "python3 -m venv v\n",
            ". v/bin/activate\n",
            "--break-system-packages",
        ),
        *(
            "case x in a) ",
            ";; esac\n",
            "f() {\n",
            "!",
            "%pip ",
            '{"cells": [{"source": ["',
            "```bash\n",
            "```\n",
        ),
        *("subprocess.run([", "])\n", "> /etc/pip.conf", "é", "\r\n", "COPY --from=x / /\n"),
    ]
)


@pytest.mark.parametrize("kind", list(_NAMES.values()), ids=list(_NAMES))
@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=40))
def test_no_text_makes_it_fall(kind: Kind, pieces: list[str]) -> None:
    data = "".join(pieces).encode("utf-8", "surrogatepass")
    report, _ = analyse(Candidate("a", kind, data), Wanted(documents=True))
    if report is not None:
        for finding in report.findings:
            assert 0 <= finding.span.start <= finding.span.end <= len(data)
            assert finding.span.line >= 1


@pytest.mark.parametrize("kind", list(_NAMES.values()), ids=list(_NAMES))
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=200))
def test_no_bytes_make_it_fall(kind: Kind, data: bytes) -> None:
    analyse(Candidate("a", kind, data), Wanted(documents=True))


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "pip list; " * 1_000,
        "(" * 20_000,
        "$(" * 10_000,
        "if true; then " * 1_000,
        "a && " * 4_000,
        "x | " * 5_000,
        '"' * 20_000,
        "${A:-" * 4_000,
        "\\\n" * 10_000,
        "- " * 10_000,
        "[" * 20_000,
        "<<A\n" * 5_000,
        "{{" * 10_000,
    ],
    ids=lambda text: text[:12],
)
@pytest.mark.parametrize("name", ["dockerfile", "shell", "github-actions", "document", "makefile"])
def test_the_odd_comes_to_an_end(name: str, text: str) -> None:
    analyse(Candidate("a", _NAMES[name], text.encode()), Wanted(documents=True))
