"""What files of a repository tell of each other: scripts that a build runs, and images that it makes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipwise.lint.analyse import Wanted, analyse
from pipwise.lint.around import with_surroundings
from pipwise.lint.discover import Candidate, Named, discover, examine
from pipwise.lint.produced import produced_by

APT = "RUN apt-get update && apt-get install -y python3-pip\n"
PIP = "#!/bin/sh\npip3 install x\n"


def verdicts(tmp_path: Path, files: Mapping[str, str]) -> dict[str, list[str]]:
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    named = [one for one in discover(str(tmp_path)) if isinstance(one, Named)]
    wanted = with_surroundings(Wanted(), named)
    found = {}
    for one in named:
        candidate = examine(one)
        if isinstance(candidate, Candidate):
            report = analyse(candidate, wanted)[0]
            assert report is not None
            found[one.shown] = [site.verdict for site in report.analysis.sites]
    return found


@pytest.mark.parametrize(
    "lines",
    [
        "COPY install.sh /tmp/install.sh\nRUN /tmp/install.sh\n",
        "COPY install.sh /tmp/\nRUN sh -e /tmp/install.sh\n",
        "COPY . /app\nWORKDIR /app\nRUN chmod +x install.sh && ./install.sh\n",
        "WORKDIR /app\nADD install.sh ./\nRUN bash ./install.sh\n",
        "COPY *.sh /opt/x/\nRUN . /opt/x/install.sh\n",
        'COPY ["install.sh", "/usr/local/bin/"]\nRUN install.sh\n',
        'COPY install.sh /entrypoint.sh\nENTRYPOINT ["/entrypoint.sh"]\n',
    ],
)
def test_a_script_that_a_build_runs_is_judged_in_its_image(tmp_path: Path, lines: str) -> None:
    found = verdicts(tmp_path, {"Dockerfile": f"FROM debian:12\n{APT}{lines}", "install.sh": PIP})
    assert found["install.sh"] == ["refused"]


def test_what_the_build_has_done_before_counts(tmp_path: Path) -> None:
    venv = "RUN apt-get install -y python3-venv && python3 -m venv /v\nENV PATH=/v/bin:$PATH\n"
    lines = "COPY install.sh /\nRUN /install.sh\n"
    found = verdicts(tmp_path, {"Dockerfile": f"FROM debian:12\n{venv}{lines}", "install.sh": PIP})
    assert found["install.sh"] == ["allowed"]
    found = verdicts(tmp_path, {"Dockerfile": f"FROM python:3.12\n{lines}"})
    assert found["install.sh"] == ["allowed"]


def test_a_script_that_nothing_runs_or_that_is_another_one_is_judged_alone(tmp_path: Path) -> None:
    other = f"FROM debian:12\n{APT}COPY --from=x /install.sh /\nRUN /install.sh\nCOPY install.sh /b\nRUN /c\n"
    found = verdicts(tmp_path, {"Dockerfile": other, "install.sh": PIP})
    assert found["install.sh"] == ["unknown"]


def test_a_build_in_a_folder_has_its_context_there_or_above(tmp_path: Path) -> None:
    text = f"FROM debian:12\n{APT}COPY ci/install.sh /\nRUN /install.sh\n"
    assert verdicts(tmp_path, {"docker/Dockerfile": text, "ci/install.sh": PIP})["ci/install.sh"] == [
        "refused"
    ]


def test_of_two_builds_the_worse_one_is_told(tmp_path: Path) -> None:
    lines = "COPY install.sh /\nRUN /install.sh\n"
    files = {
        "a.Dockerfile": f"FROM python:3.12\n{lines}",
        "b.Dockerfile": f"FROM debian:13\n{APT}{lines}",
        "install.sh": PIP,
    }
    assert verdicts(tmp_path, files)["install.sh"] == ["refused"]


BASE = f"FROM debian:12 AS one\n{APT}FROM one\nRUN python3 -m venv --without-pip /v\n"


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("compose.yml", "services:\n  a:\n    image: reg.example.com/base:1\n    build: base\n"),
        (
            "compose.yml",
            "services:\n  a:\n    image: reg.example.com/base:1\n    build: {context: ., dockerfile: base/Dockerfile}\n",
        ),
        ("Makefile", "image:\n\tdocker build -t reg.example.com/base:$(TAG) base\n"),
        (
            "build.sh",
            "#!/bin/sh\npodman build \\\n  --tag reg.example.com/base:1 -f base/Dockerfile . && echo\n",
        ),
        (
            ".github/workflows/ci.yml",
            "jobs:\n  a:\n    steps:\n      - run: docker buildx build --push -t reg.example.com/base:1 ./base\n",
        ),
    ],
)
def test_an_image_that_is_built_here_is_known(tmp_path: Path, name: str, text: str) -> None:
    use = "FROM reg.example.com/base:1\nRUN pip3 install x\n"
    files = {"base/Dockerfile": BASE, name: text, "app/Dockerfile": use}
    assert verdicts(tmp_path, files)["app/Dockerfile"] == ["refused"]
    files = {"base/Dockerfile": f"{BASE}ENV PATH=/venv/bin:$PATH\n"}
    assert verdicts(tmp_path, files)["app/Dockerfile"] == ["allowed"]


def test_another_image_stays_unknown(tmp_path: Path) -> None:
    compose = "services:\n  a:\n    image: reg.example.com/base:1\n    build: base\n"
    use = "FROM reg.example.com/base:2\nRUN pip3 install x\n"
    files = {"base/Dockerfile": BASE, "compose.yml": compose, "app/Dockerfile": use}
    assert verdicts(tmp_path, files)["app/Dockerfile"] == ["unknown"]


def test_a_target_is_the_stage_that_is_tagged() -> None:
    text = b"services:\n  a:\n    image: x\n    build: {context: c, target: dev}\n"
    assert [(one.dockerfile, one.target) for one in produced_by("compose", "d/compose.yml", text)] == [
        ("d/c/Dockerfile", "dev")
    ]
    assert list(produced_by("compose", "compose.yml", b"image: {[build")) == []
    assert list(produced_by("shell", "a.sh", b"docker build -t 'x")) == []


JOB = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n{}    steps:\n{}      - run: {}\n"
CONTAINER = "    container: debian:12\n"
IN_IT = "      - run: apt-get update && apt-get install -y python3-pip\n"


@pytest.mark.parametrize(
    "line",
    [
        "./ci/install.sh",
        "bash ci/install.sh --fast",
        "cd ci && sh -e ./install.sh",
        "source ci/install.sh",
        "$GITHUB_WORKSPACE/ci/install.sh",
        "chmod +x ci/install.sh && ci/install.sh",
        "sudo ./ci/install.sh",
    ],
)
def test_a_script_that_a_job_starts_is_judged_in_its_world(tmp_path: Path, line: str) -> None:
    workflow = ".github/workflows/a.yml"
    found = verdicts(tmp_path, {workflow: JOB.format(CONTAINER, IN_IT, line), "ci/install.sh": PIP})
    assert found["ci/install.sh"] == ["refused"]
    found = verdicts(tmp_path, {workflow: JOB.format("", "", line)})
    assert found["ci/install.sh"] == ["risky"]


def test_what_the_job_has_done_before_counts_and_sudo_drops_it(tmp_path: Path) -> None:
    setup = "      - uses: actions/setup-python@v5\n"
    macos = JOB.replace("ubuntu-24.04", "macos-15")
    files = {".github/workflows/a.yml": macos.format("", setup, "./install.sh"), "install.sh": PIP}
    assert verdicts(tmp_path, files)["install.sh"] == ["allowed"]
    more = "    env: {PIP_BREAK_SYSTEM_PACKAGES: 1}\n"
    files[".github/workflows/a.yml"] = JOB.format(CONTAINER + more, IN_IT, "./install.sh")
    assert verdicts(tmp_path, files)["install.sh"] == ["risky"]
    files[".github/workflows/a.yml"] = JOB.format(CONTAINER + more, IN_IT, "sudo ./install.sh")
    assert verdicts(tmp_path, files)["install.sh"] == ["refused"]


def test_other_jobs_start_scripts_too(tmp_path: Path) -> None:
    lab = "a:\n  image: debian:12\n  script:\n    - apt-get update && apt-get install -y python3-pip\n    - ci/x.sh\n"
    found = verdicts(tmp_path, {".gitlab-ci.yml": lab, "ci/x.sh": PIP, "x.sh": PIP, "other/ci/x.sh": PIP})
    assert [found[path] for path in ("ci/x.sh", "x.sh", "other/ci/x.sh")] == [
        ["refused"],
        ["unknown"],
        ["unknown"],
    ]
    circle = "jobs:\n  a:\n    docker: [{image: 'python:3.12'}]\n    steps:\n      - run: ./x.sh\n"
    assert verdicts(tmp_path, {".circleci/config.yml": circle})["x.sh"] == ["allowed"]


def test_a_script_alone_cannot_put_it_where_the_job_looks_for_it(tmp_path: Path) -> None:
    (tmp_path / ".github/workflows").mkdir(parents=True)
    (tmp_path / ".github/workflows/a.yml").write_text(
        JOB.format(CONTAINER, IN_IT, "./install.sh"), encoding="utf-8"
    )
    (tmp_path / "install.sh").write_text(PIP, encoding="utf-8")
    named = [one for one in discover(str(tmp_path)) if isinstance(one, Named)]
    script = next(one for one in named if one.path.endswith("install.sh"))
    candidate = examine(script)
    assert isinstance(candidate, Candidate)
    alone, job = (
        analyse(candidate, wanted)[0]
        for wanted in (Wanted(on="debian:12"), with_surroundings(Wanted(), named))
    )
    assert alone is not None
    assert job is not None
    fixes = [[one.fix for one in report.findings if one.code == "install-refused"] for report in (alone, job)]
    assert fixes[0][0] is not None
    assert fixes[1] == [None]


def test_a_job_that_starts_no_script_that_is_judged_is_not_folded(tmp_path: Path) -> None:
    job = "on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n      - run: ./ci/a.sh\n"
    files = {".github/workflows/a.yml": job, "ci/a.sh": "#!/bin/sh\necho x\n"}
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    named = [one for one in discover(str(tmp_path)) if isinstance(one, Named)]
    assert not with_surroundings(Wanted(), named).scripts
    (tmp_path / "ci/a.sh").write_text(PIP, encoding="utf-8")
    assert list(with_surroundings(Wanted(), named).scripts) == ["ci/a.sh"]
