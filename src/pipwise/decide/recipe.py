"""The safe way in the words of the file in which a call stands, and what helps from outside."""

from __future__ import annotations

from pipwise.decide.arguments import for_environment
from pipwise.decide.reasons import in_words, quoted
from pipwise.model.decision import Command, Situation
from pipwise.model.known import Known

_LANGUAGES = {
    "dockerfile": "dockerfile",
    "workflow": "github-actions",
    "action": "github-actions",
    "playbook": "ansible",
    "role": "ansible",
    "cloud-init": "cloud-init",
}


def recipe(situation: Situation) -> tuple[Command, ...]:
    """An environment of the product's own, written for the file that the call stands in."""
    language = _language(situation)
    text = {
        "dockerfile": _dockerfile,
        "github-actions": _workflow,
        "gitlab": _job,
        "ansible": _ansible,
        "cloud-init": _cloud_init,
    }.get(language, _shell)(situation)
    inside = in_words(language, text)
    outside = _outside(situation)
    return (inside, outside) if outside else (inside,)


def environment_recipe(situation: Situation) -> tuple[Command, ...]:
    """The image's or the job's environment, for those who maintain its file; () where the call stands elsewhere."""
    language = _language(situation)
    write = {"dockerfile": _dockerfile, "github-actions": _steps, "gitlab": _job}.get(language)
    return (in_words(language, write(situation)),) if write else ()


def steps_of(situation: Situation, commands: tuple[Command, ...]) -> tuple[Command, ...]:
    """The commands as steps of GitHub's workflows; where the job is of another service, as they are."""
    if _language(situation) != "github-actions":
        return commands
    steps = (f"- run: {text}" for one in commands for _, text in one.display)
    return (in_words("github-actions", "\n".join(steps)),) if commands else ()


def _language(situation: Situation) -> str:
    language = _LANGUAGES.get(situation.facts.call.standing, "sh")
    ci = situation.facts.host.ci
    if language == "github-actions" and isinstance(ci, Known) and ci.value not in ("github-actions", ""):
        return "gitlab" if ci.value == "gitlab" else "sh"
    return language


def _root(situation: Situation) -> str:
    """``/opt/NAME`` for what root installs, below the home directory for others."""
    name = next((one.name for one in situation.intent.requirements if one.name), "app")
    root = situation.facts.asker.uid == 0 or situation.intent.invocation.become
    return f"/opt/{name}/venv" if root else f"$HOME/.local/share/{name}/venv"


def _arguments(situation: Situation) -> str:
    words = for_environment(situation.intent)
    shown = words if words[:1] == ("install",) and len(words) > 1 else ("install", "PACKAGES")
    return " ".join(quoted(word) for word in shown)


def _shell(situation: Situation) -> str:
    root = _root(situation)
    lines = (
        "# in the file, in place of the call of pip:",
        f'python3 -m venv "{root}"',
        f'"{root}/bin/pip" {_arguments(situation)}',
    )
    return "\n".join(lines)


def _dockerfile(situation: Situation) -> str:
    package = _venv_package(situation)
    lines = (
        *((f"RUN apt-get update && apt-get install -y {package}",) if package else ()),
        "RUN python3 -m venv /opt/venv",
        'ENV PATH="/opt/venv/bin:$PATH"',
        f"RUN pip {_arguments(situation)}",
    )
    return "\n".join(lines)


def _venv_package(situation: Situation) -> str:
    """What has to be there before Debian's Python makes environments, or '': its ensurepip is packaged apart."""
    target = situation.facts.target
    if not isinstance(target, Known) or target.value.interpreter.has_ensurepip:
        return ""
    owner = target.value.owner
    return "python3-venv" if isinstance(owner, Known) and owner.value.manager == "apt" else ""


def _job(situation: Situation) -> str:
    package = _venv_package(situation)
    lines = (
        "script:",
        *((f"  - apt-get update && apt-get install -y {package}",) if package else ()),
        "  - python3 -m venv .venv",
        "  - . .venv/bin/activate",
        f"  - pip {_arguments(situation)}",
    )
    return "\n".join(lines)


def _steps(situation: Situation) -> str:
    return (
        '- run: |\n    python3 -m venv .venv\n    echo "$PWD/.venv/bin" >> "$GITHUB_PATH"\n'
        f"- run: pip {_arguments(situation)}"
    )


def _workflow(situation: Situation) -> str:
    step = "- uses: actions/setup-python@v6\n  with:\n    python-version: '3.x'"
    return f"{step}\n- run: python -m pip {_arguments(situation)}"


def _ansible(situation: Situation) -> str:
    names = [one.text for one in situation.intent.requirements] or ["PACKAGES"]
    root = _root(situation)
    return (
        f"- ansible.builtin.pip:\n    name: [{', '.join(names)}]\n"
        f"    virtualenv: {root}\n    virtualenv_command: python3 -m venv"
    )


def _cloud_init(situation: Situation) -> str:
    root = _root(situation)
    return (
        "packages: [python3-venv]\nruncmd:\n"
        f"  - [python3, -m, venv, {root}]\n  - {root}/bin/pip {_arguments(situation)}"
    )


def _outside(situation: Situation) -> Command | None:
    """For a script that cannot be edited: an environment first on the PATH that it gets, so that its pip is that one's."""
    invocation = situation.intent.invocation
    if invocation.tool != "other" or not invocation.arguments:
        return None
    at = len(invocation.words) - len(invocation.arguments) - 1
    script = " ".join(quoted(word) for word in invocation.words[at:])
    become = "sudo " if invocation.become == "root" else ""
    root = _root(situation)
    lines = (
        "# from outside, where the file cannot be edited: its pip is then the environment's",
        f'{become}python3 -m venv "{root}"',
        f'{become}env "PATH={root}/bin:$PATH" {script}',
    )
    return in_words("sh", "\n".join(lines))
