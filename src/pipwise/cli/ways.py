"""What was meant by a way out that there is none of: people name the tool that they know."""

from __future__ import annotations

from pipwise.decide.options import OPTIONS

_TOOLS = {
    **dict.fromkeys(("pipx", "uv", "tool", "uv-tool", "application"), "app"),
    **dict.fromkeys(("virtualenv", ".venv", "env", "environment", "virtual-environment"), "venv"),
    **dict.fromkeys(("os", "system", "distribution", "package-manager"), "os-package"),
    **dict.fromkeys(("break-system-packages", "--break-system-packages", "force"), "override"),
    **dict.fromkeys(("poetry", "pdm", "hatch", "pipenv", "rye"), "project-manager"),
    **dict.fromkeys(("script", "pep723"), "script-env"),
}


def ways_for(word: str) -> str:
    """The way that was probably meant, as a question; else all of them."""
    from pipwise.backends import BACKENDS
    from pipwise.cli.mistyped import nearest

    names = [option.name for option in OPTIONS]
    known = {**dict.fromkeys((*BACKENDS, "apt-get", "yum"), "os-package"), **_TOOLS}
    meant = known.get(word.lower()) or nearest(word, names)
    return f"was {meant} meant?" if meant else f"the ways are {', '.join(names)}"
