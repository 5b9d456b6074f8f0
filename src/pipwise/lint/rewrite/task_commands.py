"""Tasks of Ansible that call pip by command or shell: an environment is made before them, and its pip is called."""

from __future__ import annotations

from itertools import pairwise

from pipwise.lint.report import Analysis
from pipwise.lint.rewrite.place import in_environment, plain
from pipwise.lint.rewrite.playbook import Placed
from pipwise.lint.rewrite.task_preparation import preparation, root_of, without_variable
from pipwise.lint.sites import Site
from pipwise.lint.sources.yaml_nodes import Document
from pipwise.model.finding import Edit, Fix


def by_command(
    analysis: Analysis, document: Document, placed: Placed, site: Site, prepared: dict[int, Edit]
) -> Fix | None:
    """Unsafe: who starts what it installs, the command does not tell."""
    root = root_of(analysis.path, placed)
    program = site.effect.call.invocation.program
    word = next((one for one in site.effect.call.command.words if plain(one) == program), None)
    if word is None or site.intent.invocation.tool != "pip" or word.end - word.start != len(program):
        return None
    name = "pip" if program.rpartition("/")[2].startswith("pip") else "python"
    edits = [one for one in in_environment(site, root) if one.start != word.start]
    edits.append(Edit(word.start, word.end, f"{root}/bin/{name}".encode("utf-8", "surrogateescape")))
    for before, option in pairwise(site.effect.call.command.words):
        if plain(option).startswith("--break-sys") and before.end < option.end:
            edits.append(Edit(before.end, option.end, b""))
    edits += without_variable(document, placed)
    key = -1 - placed.first
    if key not in prepared:
        made = preparation(document, placed, site, root)
        if made is None:
            return None
        prepared[key] = made
    return Fix(f"make an environment and call its pip: {root}", False, tuple(sorted({*edits, prepared[key]})))
