"""What a task of Ansible needs before it can use an environment: a place for it, and what makes it on Debian and Ubuntu."""

from __future__ import annotations

import re

from pipwise.lint.rewrite.place import has_venv, is_debian, sees_system
from pipwise.lint.rewrite.playbook import Placed
from pipwise.lint.rewrite.yaml_edits import line_of, lines_at, without_entry
from pipwise.lint.sites import Site
from pipwise.lint.sources.yaml_nodes import Document, child, pairs, plain
from pipwise.model.finding import Edit

_ROLE = re.compile(r"(?:^|/)roles/([\w.-]+)/")
_IMPORTED = ("python3-packaging", "python3-setuptools")
"""One of them has to be there for the module itself."""


def root_of(path: str, placed: Placed) -> str:
    """The environment of a role, or of the plays that this user runs."""
    role = _ROLE.search(path)
    if role is not None:
        return f"/opt/{role[1]}"
    return "/opt/venv" if placed.root or placed.become or placed.play is None else "~/.local/share/venv"


def without_variable(document: Document, placed: Placed) -> list[Edit]:
    """The override as a variable of the task, with ``environment`` where nothing else is in it."""
    held = child(placed.node, "environment")
    names = [name for name, _ in pairs(held)]
    if held is None or "PIP_BREAK_SYSTEM_PACKAGES" not in names:
        return []
    if len(names) == 1:
        return without_entry(document, placed.node, "environment")
    return without_entry(document, held, "PIP_BREAK_SYSTEM_PACKAGES")


def preparation(document: Document, placed: Placed, site: Site, root: str = "") -> Edit | None:
    """Tasks before the first of a list: what makes environments and, for commands, the one at ``root``."""
    data, at = document.data, placed.start
    begin = line_of(data, at)
    if data[begin:at].strip() != b"-":
        return None
    indent = data[begin:at].partition(b"-")[0].decode()
    become = ["  become: true"] if not placed.root and (placed.play is not None or placed.become) else []
    lines = _packages(placed, site, become, module=not root)
    if root:
        own = become if placed.become else []
        lines += [
            "- name: Make an environment",
            "  ansible.builtin.command:",
            f"    cmd: /usr/bin/python3 -m venv {sees_system(site)}{root}",
            f"    creates: {root}/bin/python",
            *own,
        ]
    while begin and data[line_of(data, begin - 1) : begin].lstrip().startswith(b"#"):
        begin = line_of(data, begin - 1)
    return lines_at(data, begin, [f"{indent}{line}" for line in lines]) if lines else None


def _packages(placed: Placed, site: Site, become: list[str], *, module: bool) -> list[str]:
    """What Debian and Ubuntu package apart; where nothing says that it is one of them, only there."""
    known = site.platform is not None or is_debian(site)
    facts = plain(child(placed.play, "gather_facts")).lower() not in ("false", "no", "off", "0")
    if (known and not is_debian(site)) or (not known and not facts):
        return []
    wanted = [] if known and has_venv(site) else ["python3-venv"]
    # Debian 12's python3-pip brings setuptools, 13's packaging: the module needs the one or the other.
    there = site.world.packages & {"python3-pip", *_IMPORTED}
    wanted += ["python3-packaging"] if module and not there else []
    return (
        [
            "- name: Install what makes environments",
            "  ansible.builtin.apt:",
            f"    name: [{', '.join(wanted)}]",
            "    update_cache: true",
            *become,
            *([] if known else ['  when: ansible_facts.os_family == "Debian"']),
        ]
        if wanted
        else []
    )
