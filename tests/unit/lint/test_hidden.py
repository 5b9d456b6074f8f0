"""Failures that nobody notices: what passes them over, in each kind of shell and file."""

from __future__ import annotations

import pytest

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.discover import Candidate
from pipwise.lint.kinds import kind_of

PIPE = "a pipe has the status of its last command"
NEXT = "the shell runs the next command all the same (no set -e)"
HEAD = "FROM debian:12\nRUN apt-get update && apt-get install -y python3-pip\n"
JOB = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n{}    steps:\n      - run: pip3 install x | cat\n{}"


def swallowed(path: str, text: str) -> list[str]:
    kind = kind_of(path, text[:80].encode())
    assert kind is not None
    report, unread = analyse(Candidate(path, kind, text.encode()), Wanted(on="debian:12"))
    assert report is not None
    assert unread == ()
    found = [one.swallowed for one in report.analysis.sites if one.verdict == "refused"]
    hidden = [one for one in report.findings if one.code == "hidden-failure"]
    assert len(hidden) == sum(map(bool, found))
    return found


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("RUN pip3 install x | cat", PIPE),
        ("RUN pip3 install x 2>&1 | tee log && echo ok", PIPE),
        ("RUN set -o pipefail && pip3 install x | cat", ""),
        ("RUN set -euxo pipefail; pip3 install x | cat", ""),
        ("RUN set -o pipefail; set +o pipefail; pip3 install x | cat", PIPE),
        ('SHELL ["/bin/bash", "-o", "pipefail", "-c"]\nRUN pip3 install x | cat', ""),
        ('SHELL ["/bin/bash", "-c"]\nRUN pip3 install x | cat', PIPE),
        ("RUN echo x | pip3 install x", ""),
        ("RUN pip3 install x || true", "|| true goes on"),
        ("RUN pip3 install x || echo never mind", "|| echo goes on"),
        ("RUN cd / && pip3 install x || :", "|| : goes on"),
        ("RUN pip3 install x || exit 1", ""),
        ("RUN pip3 install x || { echo no; exit 1; }", ""),
        ("RUN if pip3 install x; then echo; fi", ""),
        ("RUN <<END\npip3 install x | cat\nEND", PIPE),
        ("RUN pip3 install x; echo", NEXT),
        ("RUN pip3 install x && echo; true", NEXT),
        ("RUN echo; pip3 install x", ""),
        ("RUN pip3 install x || exit 1; echo", ""),
        ("RUN if pip3 install x; then echo; fi; echo", ""),
        ("RUN set -eux; pip3 install x; echo", ""),
        ("RUN set -o errexit; pip3 install x; echo", ""),
        ("RUN set -e; set +e; pip3 install x; echo", NEXT),
        ("RUN if true; then pip3 install x; echo; fi", NEXT),
        ("RUN (pip3 install x; echo) && echo", NEXT),
        ("RUN sh -c 'pip3 install x; echo' && echo", NEXT),
        ("RUN set -e; sh -c 'pip3 install x; echo'", NEXT),
        ("RUN sh -ec 'pip3 install x; echo'", ""),
        ("RUN <<END\npip3 install x\necho\nEND", NEXT),
        ("RUN <<END\n#!/bin/bash -e\npip3 install x\necho\nEND", ""),
        ('SHELL ["/bin/bash", "-ec"]\nRUN pip3 install x; echo', ""),
    ],
)
def test_in_a_dockerfile(text: str, by: str) -> None:
    assert swallowed("Dockerfile", f"{HEAD}{text}\n") == [by]


def test_a_stage_has_the_shell_of_the_stage_that_it_stands_on() -> None:
    text = HEAD.replace("12\n", "12 AS one\n") + 'SHELL ["bash", "-eo", "pipefail", "-c"]\n'
    assert swallowed("Dockerfile", f"{text}FROM one\nRUN pip3 install x | cat\n") == [""]


@pytest.mark.parametrize(
    ("job", "step", "by"),
    [
        ("", "", PIPE),
        ("", "        shell: bash\n", ""),
        ("    defaults: {run: {shell: bash}}\n", "", ""),
        ("    defaults: {run: {shell: bash}}\n", "        shell: sh\n", PIPE),
        ("", "        shell: bash -eo pipefail {0}\n", ""),
    ],
)
def test_in_a_workflow(job: str, step: str, by: str) -> None:
    assert swallowed(".github/workflows/ci.yml", JOB.format(job, step)) == [by]


def test_a_step_or_a_task_that_is_told_to_go_on() -> None:
    step = JOB.format("", "        continue-on-error: true\n").replace(" | cat", "")
    assert swallowed(".github/workflows/ci.yml", step) == ["continue-on-error goes on"]
    play = "- hosts: all\n  tasks:\n    - pip: name=x\n      {}\n    - pip: name=y\n"
    assert swallowed("playbooks/a.yml", play.format("ignore_errors: yes")) == ["ignore_errors goes on", ""]
    assert swallowed("playbooks/a.yml", play.format("failed_when: false")) == ["ignore_errors goes on", ""]
    assert swallowed("playbooks/a.yml", play.format("become: yes")) == ["", ""]


def test_the_runner_of_gitlab_sets_pipefail_and_a_script_may() -> None:
    packages = "apt-get update && apt-get install -y python3-pip"
    job = f"a:\n  image: debian:12\n  script:\n    - {packages}\n    - pip3 install x | cat\n"
    assert swallowed(".gitlab-ci.yml", job) == [""]
    assert swallowed("a.sh", "#!/bin/bash\npip3 install x | cat\n") == [PIPE]
    assert swallowed("a.sh", "#!/bin/bash\nset -euo pipefail\npip3 install x | cat\n") == [""]


def test_what_was_tried_first_may_fail() -> None:
    text = f"{HEAD}RUN pip3 install x || pip3 install --break-system-packages x; echo\n"
    assert swallowed("Dockerfile", text) == [""]


def test_a_step_ends_where_a_command_fails_and_a_shell_inside_of_it_does_not() -> None:
    step = "pip3 install x; bash -c 'pip3 install y; echo'; echo"
    job = f"on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: {step}\n"
    assert swallowed(".github/workflows/a.yml", job) == ["", NEXT]
