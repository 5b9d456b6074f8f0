"""The register of commands: help, docs and completion are derived from it."""

from __future__ import annotations

from pipwise.model.value import NamedTuple


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
        ("plan", "plan-out", "via", "env", "for", "yes", "offline", "explain", "json"),
        (
            "pipwise install requests",
            "pipwise install -r requirements.txt",
            "pipwise install --plan 'rich>=13'",
            "pipwise install --for script.py requests",
        ),
    ),
    "apply": CommandEntry(
        "pipwise.cli.commands.apply",
        "carry out a plan that install --plan-out has written, if it still holds",
        "pipwise apply FILE",
        ("yes", "json"),
        ("pipwise install --plan-out plan.json requests", "pipwise apply plan.json"),
    ),
    "why": CommandEntry(
        "pipwise.cli.commands.why",
        "explain what an installer would do here, and where it belongs",
        "pipwise why [options] [--] COMMAND | REQUIREMENT … | LOG | -",
        ("explain", "blast-radius", "json", "offline", "facts", "from-log", "on", "as", "context"),
        (
            "pipwise why pip install requests",
            "pipwise why --json -- sudo pip3 install -U six",
            "pipwise why requests",
            "pipwise why build.log",
            "pip3 install x 2>&1 | pipwise why -",
            "pipwise why --blast-radius -- sudo pip3 install -U requests",
            "pipwise why --context ./job.service pip3 install requests",
        ),
    ),
    "run": CommandEntry(
        "pipwise.cli.commands.run",
        "run a file or a command in the environment that install uses here",
        "pipwise run [--env NAME] FILE|COMMAND …",
        ("env",),
        ("pipwise run script.py", "pipwise run python -m http.server", "pipwise run --env tools httpx"),
    ),
    "uninstall": CommandEntry(
        "pipwise.cli.commands.uninstall",
        "uninstall where it is installed; takes pip's own arguments",
        "pipwise uninstall [options] [pip's arguments]",
        ("plan", "via", "env", "for", "yes", "json"),
        (
            "pipwise uninstall requests",
            "pipwise uninstall --via user black",
            "pipwise uninstall --for script.py requests",
        ),
    ),
    "undo": CommandEntry(
        "pipwise.cli.commands.undo",
        "take the last run back, or the one of that number",
        "pipwise undo [RUN | --last]",
        ("last", "yes", "json"),
        ("pipwise undo", "pipwise undo 3"),
    ),
    "resume": CommandEntry(
        "pipwise.cli.commands.resume",
        "go on with a run that was interrupted",
        "pipwise resume [RUN]",
        ("yes", "json"),
        ("pipwise resume", "pipwise resume 3"),
    ),
    "history": CommandEntry(
        "pipwise.cli.commands.history",
        "list what pipwise has done, or the steps of one run and what undo would do",
        "pipwise history [RUN]",
        ("json",),
        ("pipwise history", "pipwise history 3"),
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
    "marker": CommandEntry(
        "pipwise.cli.commands.marker",
        "show, check, remove, restore or write the marker that makes pip refuse",
        "pipwise marker [show|check|remove|restore|write] [--python PYTHON] [--contact TEXT] [FILE]",
        ("plan", "yes", "insist", "json"),
        (
            "pipwise marker",
            "pipwise marker check --python /usr/bin/python3",
            "pipwise marker check ./EXTERNALLY-MANAGED",
            "pipwise marker write --python /opt/python/bin/python3 --contact it@example.org",
            "pipwise marker remove --plan",
            "pipwise marker restore",
        ),
    ),
    "guard": CommandEntry(
        "pipwise.cli.commands.guard",
        "keep pip from being asked for what it refuses: in the shell, in pip.conf, before a commit",
        "pipwise guard [show|install|remove] [shell|bash|zsh|fish|require-virtualenv|pre-commit] …",
        ("plan", "yes", "json"),
        (
            "pipwise guard",
            "pipwise guard install shell",
            "pipwise guard install --plan require-virtualenv",
            "pipwise guard install pre-commit",
            "pipwise guard remove shell",
        ),
    ),
    "audit": CommandEntry(
        "pipwise.cli.commands.audit",
        "find what has been done to the operating system's Pythons, and what it endangers",
        "pipwise audit [--root DIR] [--format text|json|sarif|html] [--thorough]",
        ("json",),
        (
            "pipwise audit",
            "pipwise audit --root /mnt/image --json",
            "pipwise audit --format html >audit.html",
        ),
    ),
    "repair": CommandEntry(
        "pipwise.cli.commands.repair",
        "bring the operating system's Pythons back to what their package manager says",
        "pipwise repair [--only NAME,…] [--keep NAME,…]",
        ("plan", "yes", "json"),
        (
            "pipwise repair --plan",
            "sudo pipwise repair --only six,marker",
            "sudo pipwise repair --keep black",
        ),
    ),
    "lint": CommandEntry(
        "pipwise.cli.commands.lint",
        "find where pip meets a Python that is not its own in the files of a repository",
        "pipwise lint [--fix | --diff | --forecast | --summary] [--format FORMAT] [--select CODE,…] [--ignore CODE,…]"
        " [--documents] [--baseline FILE] [PATH … | -]",
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
    "self": CommandEntry(
        "pipwise.cli.commands.self",
        "make pipwise itself an application of yours, bring it up to date, or take it away",
        "pipwise self [show | install [FILE] | update [FILE] | extras | uninstall]",
        ("plan", "offline", "json"),
        (
            "python3 pipwise.pyz self install",
            "pipwise self update ./pipwise.pyz",
            "pipwise self extras",
            "pipwise self uninstall",
        ),
    ),
    "man": CommandEntry(
        "pipwise.cli.commands.man",
        "print the manual page of pipwise or of one command",
        "pipwise man [COMMAND]",
        (),
        ("pipwise man | man -l -", "pipwise man install > pipwise-install.1"),
    ),
    "completion": CommandEntry(
        "pipwise.cli.commands.completion",
        "print what completes pipwise's words in bash, zsh, fish or PowerShell",
        "pipwise completion bash | zsh | fish | powershell",
        (),
        ("pipwise completion bash", "pipwise completion fish > ~/.config/fish/completions/pipwise.fish"),
    ),
    "bug-report": CommandEntry(
        "pipwise.cli.commands.bug_report",
        "write a file for a bug report, without names, hosts and passwords",
        "pipwise bug-report [FILE | -]",
        ("plan",),
        ("pipwise bug-report", "pipwise bug-report -"),
    ),
    "schema": CommandEntry(
        "pipwise.cli.commands.schema",
        "print the published schema of a JSON output",
        "pipwise schema [NAME]",
        (),
        ("pipwise schema", "pipwise schema why"),
    ),
}
