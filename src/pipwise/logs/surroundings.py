"""Where a log comes from: which CI, which image builder, which manager of machines; one literal table of what they print."""

from __future__ import annotations

from collections.abc import Iterable

from pipwise.logs.calls import Found
from pipwise.logs.lines import Line
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import NamedTuple


class Trace(NamedTuple):
    """Words that only this prints, and what they mean: a word of ``--context``, a CI, something finer."""

    words: tuple[str, ...]
    context: str
    ci: str
    finer: str


TRACES = (
    Trace(
        (
            "did not complete successfully: exit code",
            "exporting to image",
            "[internal] load ",
            "load build definition from",
            "transferring dockerfile",
        ),
        "dockerfile",
        "",
        "buildkit",
    ),
    Trace(
        ("Sending build context to Docker", "---> Running in ", "returned a non-zero code"),
        "dockerfile",
        "",
        "docker-build",
    ),
    Trace(("kaniko", "Unpacking rootfs as cmd", "Taking snapshot of"), "dockerfile", "", "kaniko"),
    Trace(("building at STEP", "while running runtime: exit status"), "dockerfile", "", "buildah"),
    Trace(
        ("fatal: [", "TASK [", "PLAY [", "PLAY RECAP", "ansible_facts", "module_stderr", "failed: ["),
        "ansible",
        "",
        "ansible",
    ),
    Trace(("cc_ansible", "cloudinit", "cloud-init"), "script", "", "cloud-init"),
    Trace(
        ("s6-rc:", "cont-init.d", "[services.d]", "s6-overlay", "bashio", "/etc/services.d/"),
        "script",
        "",
        "home-assistant-add-on",
    ),
    Trace(
        (
            "##[group]",
            "##[error]Process completed",
            "/home/runner/work/",
            "/opt/hostedtoolcache",
            "Process completed with exit code",
            "shell: bash",
            "sh -e {0}",
            "sh --noprofile --norc -e",
            "actions/checkout",
        ),
        "github-actions",
        "github-actions",
        "github-actions",
    ),
    Trace(
        (
            "Running with gitlab-runner",
            "section_start:",
            "Cleaning up project directory",
            "Getting source from Git repository",
            "ERROR: Job failed: exit",
        ),
        "gitlab",
        "gitlab",
        "gitlab",
    ),
    Trace(
        ("[Pipeline] ", "Finished: FAILURE", "Started by user", "/var/lib/jenkins/"),
        "ci",
        "jenkins",
        "jenkins",
    ),
    Trace(("##[section]", "##vso[", "Bash exited with code"), "ci", "azure", "azure"),
    Trace(("circleci", "Exited with code exit status"), "ci", "circleci", "circleci"),
    Trace(("travis_", "/home/travis/", 'The command "pip'), "ci", "travis", "travis"),
    Trace(("/opt/atlassian/pipelines",), "ci", "bitbucket", "bitbucket"),
    Trace(("buildkite",), "ci", "buildkite", "buildkite"),
    Trace(("appveyor",), "ci", "appveyor", "appveyor"),
    Trace(("systemd[1]:", ".service: Main process exited"), "service", "", "systemd"),
    Trace(("pi@", "piwheels.org", "rptl.io", "raspberrypi"), "", "", "raspberry-pi"),
    Trace(("kali@", "└─$", "┌──("), "", "", "kali"),
    Trace(("microsoft-standard-WSL", "@DESKTOP-", "@LAPTOP-", "/mnt/c/"), "", "", "wsl"),
    Trace(("ipykernel", "%pip install", "!pip install", "!pip3 install"), "notebook", "", "jupyter"),
    Trace(("thonny",), "terminal", "", "thonny"),
    Trace(("com.termux",), "terminal", "", "termux"),
)
_BY_HOW = {
    "dockerfile": "dockerfile",
    "ansible": "ansible",
    "prompt": "terminal",
    "shell-trace": "script",
    "make": "script",
}
_FIRST = ("dockerfile", "ansible")


class Surroundings(NamedTuple):
    """Context, CI and what is finer, each with the line that told."""

    context: Fact[str]
    ci: Fact[str]
    finer: Fact[str]


def find_traces(lines: Iterable[Line]) -> tuple[tuple[Trace, int], ...]:
    """Every trace that the lines have, each with its first line."""
    found: dict[Trace, int] = {}
    left = list(TRACES)
    for line in lines:
        for trace in left:
            if any(word in line.text for word in trace.words):
                found[trace] = line.number
                left.remove(trace)
                break
    return tuple(found.items())


def surroundings_of(traces: tuple[tuple[Trace, int], ...], found: Found | None, line: int) -> Surroundings:
    """What the traces and the call's own line say together: an image build in a CI is an image build."""
    ci = next(((trace.ci, at) for trace, at in traces if trace.ci), None)
    contexts = {trace.context: at for trace, at in reversed(traces) if trace.context}
    if found is not None and found.call.how in _BY_HOW:
        by_how = _BY_HOW[found.call.how]
        if by_how in _FIRST or not contexts:
            contexts = {by_how: line, **contexts}
    first = next((one for one in (*_FIRST, *contexts) if one in contexts), "")
    finer = sorted(traces, key=lambda one: one[0].context != first)
    return Surroundings(
        _fact(first, contexts.get(first, 0), "the log does not show where it comes from"),
        _fact(ci[0] if ci else "", ci[1] if ci else 0, "the log shows no CI"),
        _fact(
            finer[0][0].finer if finer else "",
            finer[0][1] if finer else 0,
            "the log shows nothing of its surroundings",
        ),
    )


def _fact(value: str, line: int, why: str) -> Fact[str]:
    return Known(value, Source("log", f"line {line}")) if value else Unknown(why)
