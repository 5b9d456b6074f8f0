"""Pipelines inside of other texts: in a document's block, and a matrix inside of an expression."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts

APT = "apt-get update && apt-get install -y python3-pip"


@pytest.mark.parametrize(
    ("block", "verdict"),
    [
        ("jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n    - run: pip install a\n", "risky"),
        (
            "pool:\n  vmImage: ubuntu-latest\nsteps:\n- task: UsePythonVersion@0\n- script: pip install a\n",
            "allowed",
        ),
        (f"a:\n  image: debian:12\n  script:\n  - {APT}\n  - pip3 install a\n", "refused"),
        (
            "- hosts: all\n  tasks:\n  - name: a\n    pip:\n      name: a\n      virtualenv: /opt/v\n",
            "allowed",
        ),
    ],
)
def test_a_pipeline_that_a_document_shows(block: str, verdict: str) -> None:
    text = f"# Use\n\n```yaml\n{block}```\n\n```sh\npip install b\n```\n"
    assert [v for *_, v in verdicts("README.md", text)] == [verdict, "unknown"]


def test_other_yaml_in_a_document_is_passed_over() -> None:
    text = "```yaml\nrepos:\n- pip: [a\n```\n\n```yaml\npip: install\n```\n"
    assert verdicts("README.md", text) == []


JOB = (
    "on: push\njobs:\n  a:\n    strategy:\n      matrix:{}\n"
    "    runs-on: ${{{{ matrix.os }}}}\n    steps:\n    - run: pip install a\n"
)


@pytest.mark.parametrize(
    ("matrix", "expected"),
    [
        (
            """ ${{ fromJSON(github.ref == 'a' && '{"os":["ubuntu-22.04"]}' || '{"include":[{"os":"ubuntu-20.04"}]}') }}""",
            2,
        ),
        ("""\n        os: ${{ fromJSON('["ubuntu-22.04", "ubuntu-24.04"]') }}""", 2),
    ],
)
def test_a_matrix_that_an_expression_writes(matrix: str, expected: int) -> None:
    found = [v for *_, v in verdicts(".github/workflows/a.yml", JOB.format(matrix))]
    assert len(found) == expected
    assert "unknown" not in found


@pytest.mark.parametrize("matrix", [" ${{ fromJSON(inputs.matrix) }}", " ${{ fromJSON('{oops') }}"])
def test_a_matrix_that_only_a_run_tells(matrix: str) -> None:
    assert [v for *_, v in verdicts(".github/workflows/a.yml", JOB.format(matrix))] == ["unknown"]


@pytest.mark.parametrize(
    ("block", "line"),
    [
        (
            "build:\n  runs-on: ubuntu-latest\n  steps:\n  - uses: actions/setup-python@v5\n  - run: pip install a\n",
            8,
        ),
        ("steps:\n- uses: actions/setup-python@v5\n- run: |\n    pip install a\n", 7),
        ("- uses: actions/setup-python@v5\n- run: pip install a\n", 5),
    ],
)
def test_a_part_of_a_workflow_keeps_its_lines(block: str, line: int) -> None:
    for text, path in ((f"# A\n\n```yaml\n{block}```\n", "README.md"), (_directive(block), "docs/ci.rst")):
        assert [(at, v) for at, _, v in verdicts(path, text)] == [(line, "allowed")]


def _directive(block: str) -> str:
    return ".. code-block:: yaml\n\n\n" + "".join(f"   {line}\n" for line in block.splitlines())


def test_a_step_of_the_same_condition_has_what_was_set_up() -> None:
    steps = (
        "    - uses: actions/setup-python@v5\n      if: env.PUBLISH == 'true'\n"
        "    - run: pip install a\n      if: env.PUBLISH == 'true'\n"
        "    - run: pip install b\n      if: env.OTHER == 'true'\n"
    )
    text = f"on: push\njobs:\n  a:\n    runs-on: [self-hosted]\n    steps:\n{steps}"
    assert [v for *_, v in verdicts(".github/workflows/a.yml", text)] == ["allowed", "unknown"]


@pytest.mark.parametrize(
    "line", ["py -3.12 -m pip install a", "py -m pip install a", "py -%V% -m pip install a"]
)
def test_windows_launcher_starts_a_python(line: str) -> None:
    text = f"on: push\njobs:\n  a:\n    runs-on: windows-latest\n    steps:\n    - run: {line}\n      shell: cmd\n"
    assert [v for *_, v in verdicts(".github/workflows/a.yml", text)] == ["allowed"]
