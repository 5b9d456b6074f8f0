"""Fuzzes lint: ``python -m tests.lint.fuzz DIRECTORY [options of libFuzzer]``, with atheris in a Python of its own.

Held is what ``target`` says: nothing raises, nothing uses up its patience, and after ``--fix`` and ``--unsafe-fixes`` a file that
could be parsed can be parsed still. DIRECTORY keeps the inputs that reached something new; what breaks is written to the
working directory, and wants to become a test.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

WORDS = (
    *("pip install ", "pip3 ", "python3 -m venv /opt/venv", " --break-system-packages", "EXTERNALLY-MANAGED"),
    *(
        "uv pip install --system ",
        "pipx ",
        "poetry ",
        "sudo ",
        "FROM debian:12\n",
        "RUN ",
        "ENV PATH=",
        "COPY --from=",
    ),
    *(
        "<<EOF\n",
        "EOF\n",
        "\\\n",
        "${A:-",
        "$(",
        " && ",
        " || ",
        "if ",
        "; then ",
        "; fi\n",
        "for i in ",
        "; do ",
        "; done\n",
    ),
    *(
        "jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n",
        "      - run: |\n          ",
        "container: debian:12\n",
    ),
    *(
        "- hosts: all\n  tasks:\n",
        "    - pip:\n        name: ",
        "      become: true\n",
        "script:\n  - ",
        "image: debian:12\n",
    ),
    *(
        "```bash\n",
        "```\n",
        "subprocess.run(",
        '{"cells": [{"cell_type": "code", "source": ["!pip install x"]}]}',
    ),
    *(
        "apt-get install -y python3-pip",
        ". venv/bin/activate\n",
        "> /etc/pip.conf",
        "PIP_BREAK_SYSTEM_PACKAGES=1 ",
        "{{ x }}",
    ),
)


def main() -> None:
    """Instrument lint alone, and begin from the examples of the rules."""
    atheris = import_module("atheris")
    with atheris.instrument_imports(include=["pipwise.lint"]):
        target = import_module("tests.lint.fuzz.target")
        for kind in target.KINDS:
            import_module(f"pipwise.lint.sources.{kind.module}")
    place = Path(sys.argv[1])
    seeds(place)
    words = place.parent / "words"
    words.write_text("".join(f'"{_escaped(word)}"\n' for word in WORDS))
    atheris.Setup([sys.argv[0], f"-dict={words}", str(place), *sys.argv[2:]], target.one_input)
    atheris.Fuzz()


def seeds(directory: Path) -> None:
    """The examples of the rules, and the words, as first inputs."""
    from pipwise.lint.kinds import KINDS
    from pipwise.lint.rules import RULES

    directory.mkdir(parents=True, exist_ok=True)
    for rule in RULES:
        number = next(at for at, kind in enumerate(KINDS) if kind.name == rule.example.kind)
        for when, text in (("before", rule.example.before), ("after", rule.example.after)):
            (directory / f"{rule.code}-{when}").write_bytes(bytes((number,)) + text.encode())


def _escaped(word: str) -> str:
    return "".join(one if one.isalnum() or one in " -/=.:" else f"\\x{ord(one):02x}" for one in word)


if __name__ == "__main__":
    main()
