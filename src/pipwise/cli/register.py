"""The register of commands: help, docs and completion are derived from it."""

from __future__ import annotations

from typing import NamedTuple


class CommandEntry(NamedTuple):
    """One verb: its module (imported only when it is called), how it is used, and what it is for."""

    module: str
    summary: str
    usage: str
    options: tuple[str, ...]
    examples: tuple[str, ...]


COMMANDS = {
    "install": CommandEntry(
        "pipwise.cli.commands.install",
        "install where it belongs; takes pip's own arguments",
        "pipwise [options] install [pip's arguments]",
        ("plan", "via", "env", "yes", "offline", "explain", "json"),
        (
            "pipwise install requests",
            "pipwise install -r requirements.txt",
            "pipwise install --plan 'rich>=13'",
        ),
    ),
    "why": CommandEntry(
        "pipwise.cli.commands.why",
        "explain what an installer would do here, and where it belongs",
        "pipwise why [options] [--] COMMAND | REQUIREMENT … | LOG | -",
        ("explain", "json", "offline", "facts", "from-log", "on", "as", "context"),
        (
            "pipwise why pip install requests",
            "pipwise why --json -- sudo pip3 install -U six",
            "pipwise why requests",
            "pipwise why build.log",
            "pip3 install x 2>&1 | pipwise why -",
        ),
    ),
    "run": CommandEntry(
        "pipwise.cli.commands.run",
        "run a file or a command in the environment that install uses here",
        "pipwise run [--env NAME] FILE|COMMAND …",
        ("env",),
        ("pipwise run script.py", "pipwise run python -m http.server", "pipwise run --env tools httpx"),
    ),
    "undo": CommandEntry(
        "pipwise.cli.commands.undo",
        "take the last run back, or the one of that number",
        "pipwise undo [RUN]",
        ("yes", "json"),
        ("pipwise undo", "pipwise undo 3"),
    ),
    "history": CommandEntry(
        "pipwise.cli.commands.history",
        "list what pipwise has done",
        "pipwise history",
        ("json",),
        ("pipwise history",),
    ),
    "doctor": CommandEntry(
        "pipwise.cli.commands.doctor",
        "show every Python here, whose it is, and what pip would do with it",
        "pipwise doctor",
        ("json",),
        ("pipwise doctor", "pipwise doctor --json > facts.json"),
    ),
    "name": CommandEntry(
        "pipwise.cli.commands.name",
        "tell which OS package provides a project, whether it fits, and what kind of thing it is",
        "pipwise name [--on PLATFORM,…] NAME …",
        ("on", "json"),
        (
            "pipwise name requests",
            "pipwise name 'rich>=13' black cv2",
            "pipwise name --on debian:13,fedora,arch,alpine,brew,conda pyyaml",
        ),
    ),
    "lint": CommandEntry(
        "pipwise.cli.commands.lint",
        "find where pip meets a Python that is not its own in the files of a repository",
        "pipwise lint [--fix | --diff | --forecast] [--format FORMAT] [--documents] [--baseline FILE] [PATH … | -]",
        ("on", "json"),
        (
            "pipwise lint",
            "pipwise lint Dockerfile",
            "pipwise lint --on debian:13 .",
            "pipwise lint --json . > report.json",
            "pipwise lint --fix .",
        ),
    ),
    "snippet": CommandEntry(
        "pipwise.cli.commands.snippet",
        "print the safe way to install as code, for installers, images, jobs and roles",
        "pipwise snippet [sh|dockerfile|github|gitlab|ansible|python] [--package NAME] [--command NAME] [--prefix DIR]",
        (),
        (
            "pipwise snippet sh --package httpie --command http --command https > install.sh",
            "pipwise snippet dockerfile --package flask",
        ),
    ),
    "schema": CommandEntry(
        "pipwise.cli.commands.schema",
        "print the published schema of a JSON output",
        "pipwise schema [NAME]",
        (),
        ("pipwise schema", "pipwise schema why"),
    ),
}
