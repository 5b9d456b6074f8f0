"""Commands that a script starts in a container, or gives to another shell."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts

APT = "apt-get update && apt-get install -y python3-pip"


@pytest.mark.parametrize(
    ("line", "verdict"),
    [
        ("docker run --rm -v $PWD:/x -w /x python:3.11 pip install a", "allowed"),
        (f"docker run --rm -i debian:12 bash -c '{APT} && pip3 install a'", "refused"),
        (f'podman run --rm debian:12 sh -c "{APT} && pip3 install a $MORE"', "unknown"),
        (f"docker run -e PIP_BREAK_SYSTEM_PACKAGES=1 debian:12 sh -c '{APT} && pip3 install a'", "risky"),
        (f"sudo docker run --rm debian:11 /init bash -ec '{APT} && pip3 install a'", "risky"),
        ("IMAGE=python:3.9; docker run --rm $IMAGE pip install a", "allowed"),
        ("docker run --rm $IMAGE pip install a", "unknown"),
        ("docker exec -it web pip install a", "unknown"),
        ("docker compose run --rm web pip install a", "unknown"),
        ("docker-compose exec web sh -c 'pip install --break-system-packages a'", "risky"),
    ],
)
def test_the_image_is_the_machine(line: str, verdict: str) -> None:
    assert [v for *_, v in verdicts("ci.sh", f"{line}\n")] == [verdict]


def test_after_the_container_it_is_the_machine_again() -> None:
    text = "docker run --rm python:3.11 pip install a\ndocker pull debian:12\npip install b\n"
    assert [v for *_, v in verdicts("ci.sh", text)] == ["allowed", "unknown"]


def test_a_text_with_variables_keeps_its_lines() -> None:
    text = (
        'bash -c "\\\n  cd \\"$HERE\\" && \\\n  python3 -m venv ${NAME} && \\\n  ${NAME}/bin/pip install a"\n'
    )
    assert [(line, v) for line, _, v in verdicts("ci.sh", text)] == [(4, "allowed")]


def test_a_text_of_a_job_keeps_its_lines() -> None:
    text = 'job:\n  image: debian:12\n  script:\n    - |\n      bash -c "\n        echo $A\n        pip install a"\n'
    assert [line for line, *_ in verdicts(".gitlab-ci.yml", text)] == [7]


PIPELINE = "pipeline {{\n  agent any\n  environment {{\n    {}\n  }}\n  stages {{ stage('a') {{\n    {}\n  }} }}\n}}\n"


@pytest.mark.parametrize(
    ("variable", "stage", "verdict"),
    [
        ("PIP_BREAK_SYSTEM_PACKAGES = 1", "steps { sh 'pip3 install a' }", "risky"),
        ("PIP_BREAK_SYSTEM_PACKAGES = '1'", "steps { sh 'pip3 install a' }", "risky"),
        ("OTHER = '1'", "steps { sh 'pip3 install a' }", "unknown"),
        (
            "PIP_BREAK_SYSTEM_PACKAGES = 'true'",
            f"agent {{ docker {{ image 'debian:12' }} }}\n    steps {{ sh '{APT} && pip3 install a' }}",
            "risky",
        ),
        (
            "A = 'b'",
            f"agent {{ docker {{ image 'debian:12' }} }}\n    steps {{ sh '{APT} && pip3 install a' }}",
            "refused",
        ),
        (
            'PATH = "${env.WORKSPACE}/venv/bin:${env.PATH}"',
            "steps { sh '''python3 -m venv $WORKSPACE/venv\n      pip install a''' }",
            "allowed",
        ),
    ],
)
def test_the_environment_of_a_pipeline(variable: str, stage: str, verdict: str) -> None:
    text = PIPELINE.format(variable, stage)
    assert [v for *_, v in verdicts("Jenkinsfile", text)] == [verdict]


def test_the_environment_of_one_stage_is_not_another_machines() -> None:
    stage = (
        "stage('{}') {{ agent {{ docker {{ image 'debian:12' }} }}\n{}\n"
        f"steps {{{{ sh '{APT} && pip3 install a' }}}} }}}}\n"
    )
    own = "environment {\n PIP_BREAK_SYSTEM_PACKAGES = '1'\n}"
    text = "pipeline {\n agent none\n stages {\n" + stage.format("a", own) + stage.format("b", "") + "}\n}\n"
    assert [v for *_, v in verdicts("Jenkinsfile", text)] == ["risky", "refused"]


def test_a_step_of_a_shared_library() -> None:
    text = (
        "def call() {\n  sh '''\n    python3 -m venv v\n    . v/bin/activate\n    pip install a\n  '''\n}\n"
    )
    assert [v for *_, v in verdicts("vars/install.groovy", text)] == ["allowed"]


def test_a_shell_in_a_container_is_fed_with_a_text() -> None:
    text = (
        "docker exec -i web bash -s <<'EOF'\napt-get install -y python3-venv\n"
        "python3 -m venv /v\n/v/bin/pip install a\npip install b\nEOF\npip install --break-system-packages c\n"
    )
    assert [v for *_, v in verdicts("ci.sh", text)] == ["allowed", "unknown", "risky"]


def test_uv_asks_for_an_environment_wherever_it_is() -> None:
    found = [v for *_, v in verdicts("ci.sh", "uv pip install a\nuv pip install --system b\n")]
    assert found == ["allowed", "unknown"]
