"""GitHub Actions as they run: runners and containers, three levels of env, a shell a step, what a step hands on."""

import pytest

from tests.unit.lint.judging import verdicts

PATH = ".github/workflows/ci.yml"
HEAD = "on: push\njobs:\n  a:\n"


def job(text: str) -> list[str]:
    return [verdict for _, _, verdict in verdicts(PATH, HEAD + text)]


@pytest.mark.parametrize(
    ("runner", "verdict"),
    [
        ("ubuntu-latest", "risky"),  # the image's /etc/pip.conf lifts the refusal
        ("ubuntu-24.04", "risky"),
        ("ubuntu-22.04", "risky"),  # no marker
        ("macos-latest", "refused"),
        ("windows-latest", "allowed"),
        ("self-hosted", "unknown"),
        ("[self-hosted, linux]", "unknown"),
        ("${{ inputs.runner }}", "unknown"),
    ],
)
def test_the_runner_decides(runner: str, verdict: str) -> None:
    assert job(f"    runs-on: {runner}\n    steps:\n      - run: pip3 install six\n") == [verdict]


def test_a_matrix_is_every_one_of_its_runners() -> None:
    text = """    runs-on: ${{ matrix.os }}
    strategy:
      matrix:
        os: [ubuntu-22.04, macos-15]
        include:
          - os: windows-latest
    steps:
      - run: pip3 install six
"""
    assert job(text) == ["risky", "refused", "allowed"]


@pytest.mark.parametrize("container", ["debian:12", "\n      image: debian:12\n      options: --init"])
def test_in_a_container_the_images_python_counts_and_no_pip_conf(container: str) -> None:
    text = f"""    runs-on: ubuntu-latest
    container: {container}
    steps:
      - run: apt-get update && apt-get install -y python3-pip
      - run: pip3 install six
"""
    assert job(text) == ["refused"]


def test_env_counts_at_three_levels_and_a_steps_ends_with_it() -> None:
    text = """    runs-on: ubuntu-latest
    container: debian:12
    steps:
      - run: apt-get update && apt-get install -y python3-pip
      - run: pip3 install six
        env:
          PIP_BREAK_SYSTEM_PACKAGES: 1
      - run: pip3 install six
"""
    assert job(text) == ["risky", "refused"]
    assert job("    env: {PIP_BREAK_SYSTEM_PACKAGES: 1}\n" + text) == ["risky", "risky"]
    assert [
        verdict for _, _, verdict in verdicts(PATH, "env: {PIP_BREAK_SYSTEM_PACKAGES: 1}\n" + HEAD + text)
    ] == ["risky", "risky"]


def test_a_shell_ends_with_its_step_and_what_was_handed_on_stays() -> None:
    text = """    runs-on: macos-latest
    steps:
      - run: |
          python3 -m venv venv
          . venv/bin/activate
          pip install six
      - run: pip3 install six
      - run: echo "$PWD/venv/bin" >> "$GITHUB_PATH"
      - run: pip install six
      - run: echo PIP_BREAK_SYSTEM_PACKAGES=1 >> $GITHUB_ENV
      - run: /opt/homebrew/bin/pip3 install six
"""
    assert job(text) == ["allowed", "refused", "allowed", "allowed"]


def test_setup_python_brings_a_python_of_its_own_but_sudo_does_not_find_it() -> None:
    text = """    runs-on: macos-latest
    steps:
      - uses: actions/setup-python@v5
      - run: pip install six
"""
    assert job(text) == ["allowed"]


def test_a_step_that_may_not_run_leaves_the_rest_uncertain() -> None:
    text = """    runs-on: macos-latest
    steps:
      - uses: actions/setup-python@v5
        if: matrix.python != ''
      - run: pip install six
"""
    assert job(text) != ["refused"]


def test_places_are_those_of_the_command_in_every_way_to_write_it() -> None:
    text = """    runs-on: macos-latest
    steps:
      - run: pip3 install é a
      - run: "pip3 install \\"b>=1\\""
      - run: 'pip3 install ''c'''
      - run: |
          true
          pip3 install d
      - run: >-
          pip3 install
          e
"""
    found = verdicts(PATH, HEAD + text)
    assert [(line, words) for line, words, _ in found] == [
        (6, "pip3 install é a"),
        (7, "pip3 install b>=1"),
        (8, "pip3 install c"),
        (11, "pip3 install d"),
        (13, "pip3 install e"),
    ]


def test_a_composite_action_runs_on_whatever_its_caller_has() -> None:
    text = """name: x
runs:
  using: composite
  steps:
    - run: pip install six
      shell: bash
    - run: |
        python -m venv v
        . v/bin/activate
        pip install six
      shell: bash
"""
    assert [verdict for _, _, verdict in verdicts("action.yml", text)] == ["unknown", "allowed"]


def test_run_on_arch_is_a_machine_inside_a_step() -> None:
    text = """    runs-on: ubuntu-latest
    steps:
      - uses: uraimo/run-on-arch-action@v2
        with:
          distro: ubuntu22.04
          run: pip3 install six
      - uses: uraimo/run-on-arch-action@v2
        with:
          distro: bookworm
          install: apt-get update && apt-get install -y python3-pip
          run: pip3 install six
      - run: pip3 install six
"""
    assert job(text)[1:] == ["refused", "risky"]


MATRIX = """    runs-on: ${{{{ matrix.os }}}}
    strategy:
      matrix:
        os: [ubuntu-24.04, macos-15, windows-2025]
    steps:
      - uses: actions/setup-python@v5
        if: {}
      - run: pip3 install six
"""
ALL = ["allowed", "allowed", "allowed"]
NONE = ["risky", "refused", "allowed"]


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ("runner.os == 'macOS'", ["risky", "allowed", "allowed"]),
        ("${{ runner.os != 'Linux' }}", ["risky", "allowed", "allowed"]),
        ("matrix.os == 'Ubuntu-24.04' || startsWith(matrix.os, 'macos')", ALL),
        ("\"!(contains(matrix.os, 'windows'))\"", ALL),
        ("success() && endsWith(matrix.os, '24.04')", ["allowed", "refused", "allowed"]),
        ("false && github.event_name == 'push'", NONE),
        ("github.event_name == 'push'", ["risky", "unknown", "allowed"]),
        ("runner.os == 'macOS' && github.ref == 'x'", ["risky", "unknown", "allowed"]),
        ("runner.os == 'macOS' && ((", ["risky", "unknown", "allowed"]),
    ],
)
def test_what_the_machine_decides_of_a_condition(condition: str, expected: list[str]) -> None:
    assert job(MATRIX.format(condition)) == expected


def test_a_matrix_of_images() -> None:
    text = """    runs-on: ubuntu-latest
    container: {}
    strategy:
      matrix:
        image: ['debian:12', 'python:3.12']
        release: [11, 13]
    steps:
      - run: apt-get update && apt-get install -y python3-pip
      - run: pip3 install six
"""
    assert job(text.format("${{ matrix.image }}")) == ["refused", "allowed"]
    assert job(text.format("debian:${{ matrix.release }}-slim")) == ["risky", "refused"]


def test_a_path_that_a_branch_changes_counts_both_ways() -> None:
    build = "FROM debian:{}\nRUN apt-get update && apt-get install -y python3-pip python3-venv\n{}\n"
    run = 'RUN if [ -n "$X" ]; then python3 -m venv /v; . /v/bin/activate; fi; pip3 install a'
    for release, verdict in (("11", "risky"), ("12", "unknown")):
        assert [v for *_, v in verdicts("Dockerfile", build.format(release, run))] == [verdict]


def test_a_step_that_no_known_machine_runs_is_judged_all_the_same() -> None:
    text = """    runs-on: ${{ matrix.runner }}
    strategy:
      matrix:
        include:
          - runner: ubuntu-24.04
          - runner: [self-hosted, linux]
    steps:
      - run: pip3 install a
      - run: pip3 install b
        if: contains(matrix.runner, 'self-hosted')
"""
    assert job(text) == ["risky", "unknown", "unknown"]
    assert job(text.replace("[self-hosted, linux]", "macos-15")) == ["risky", "refused", "unknown"]


UV = "    runs-on: ubuntu-24.04\n    steps:\n      - uses: astral-sh/setup-uv@v6\n{}      - run: uv pip install --system a\n"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", "refused"),
        ("        with: {python-version: '3.9'}\n", "unknown"),
        ("        with: {python-version: '3.12'}\n", "refused"),
    ],
)
def test_setup_uv_and_what_it_is_asked_for(given: str, expected: str) -> None:
    assert job(UV.format(given)) == [expected]


def test_the_environment_that_setup_uv_makes() -> None:
    version = "        with: {python-version: '3.12'}\n      - run: uv venv\n"
    assert job(UV.format(version).replace("--system ", "")) == ["allowed"]
    given = "        with: {activate-environment: true}\n"
    assert job(UV.format(given).replace("--system ", "")) == ["allowed"]


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (
            "uses: addnab/docker-run-action@v3\n        with: {image: 'python:3.12', run: pip install a}",
            ["allowed"],
        ),
        (
            "uses: vmactions/freebsd-vm@v1\n        with: {prepare: pkg install -y py311-pip, run: pip install a}",
            ["unknown"],
        ),
        ("run: pip install a\n        shell: msys2 {0}", ["unknown"]),
        ("run: brew install python@3.11 && pip3.11 install a", ["allowed"]),
        ("run: brew install python@3.13 && python3.13 -m pip install a", ["refused"]),
        ("run: python3.13 -m pip install a", ["unknown"]),
    ],
)
def test_another_machine_or_another_python(step: str, expected: list[str]) -> None:
    assert job(f"    runs-on: macos-15\n    steps:\n      - {step}\n") == expected


def test_an_old_runner_is_no_bare_image() -> None:
    assert job("    runs-on: ubuntu-20.04\n    steps:\n      - run: pip3 install a\n") == ["risky"]
