"""Tasks of Ansible whose library the package manager has: where modules import it, it comes from there."""

from __future__ import annotations

import re

from pipwise.catalog.ansible import is_for_modules, needed_by
from pipwise.catalog.names import Where, look_up
from pipwise.facts.names_described import where_on
from pipwise.lint.rewrite.playbook import Placed, module_of
from pipwise.lint.rewrite.yaml_edits import entry, with_entries, without_entry
from pipwise.lint.sites import Site
from pipwise.lint.sources.yaml_nodes import Document, child, items, kind_of, plain
from pipwise.model.finding import Edit, Fix
from pipwise.model.value import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from yaml import Node

_DEBIAN = (Where("apt", "debian", "12", "bookworm", "3.11"), Where("apt", "debian", "13", "trixie", "3.13"))
_STATES = ("", "present", "latest", "forcereinstall")
_PIPS = ("executable", "extra_args", "break_system_packages", "umask", "chdir", "editable")
_NAME = re.compile(rb"(?:\A|(?<=[\s\"']))name=([\"']?\{\{\s*item\s*\}\}[\"']?|[\w.,-]+(?=\s|[\"']|\Z))")
_LOOPS = ("loop", "with_items", "with_list", "with_flattened")


class Packages(NamedTuple):
    """What stands for the projects of a task."""

    names: tuple[str, ...]
    module: str
    imported: bool
    """Modules of this very file import every one of them."""


def packages_for(site: Site, tasks: list[Placed]) -> Packages | None:
    """The OS packages, where Ansible's modules are who imports the projects, or none of them has a specifier to keep."""
    asked = site.intent.requirements
    plainly = all(one.kind == "named" and not (one.specifier or one.extras or one.marker) for one in asked)
    if not asked or not plainly or site.intent.requirement_files:
        return None
    needed = {project for task in tasks for project in needed_by(module_of(task))}
    imported = all(one.name in needed for one in asked)
    if not imported and not all(is_for_modules(one.name) or one.name in needed for one in asked):
        return None
    places = (where_on(site.platform),) if site.platform is not None else _DEBIAN
    found = [tuple(_package(one.name, place) for one in asked) for place in places]
    if len(set(found)) != 1 or not all(found[0]):
        return None
    only = site.world.managers <= {"apt", "apt-get"} and bool(site.world.managers)
    apt = places[0].manager == "apt" if site.platform is not None else only
    return Packages(found[0], "apt" if apt else "package", imported)


def _package(project: str, where: Where) -> str:
    named = look_up(project, where)
    good = [one.package for one in named.packages if one.relation in ("same", "variant", "rename")]
    return good[0] if good and named.packaged == "yes" else ""


def by_package(
    document: Document, placed: Placed, key: Node, value: Node, found: Packages, *, sure: bool
) -> Fix | None:
    """The task as one of the package manager's."""
    state = _argument(value, "state")
    if state not in _STATES or _argument(value, "version"):
        return None
    named = _named(document, placed, value, found.names)
    if not named:
        return None
    full = key.value.startswith("ansible.builtin.")
    edits = [
        Edit(
            *document.place(key),
            f"{'ansible.builtin.' if full else ''}{found.module}".encode("utf-8", "surrogateescape"),
        ),
        *named,
    ]
    for name in (*_PIPS, *(("state",) if state == "forcereinstall" else ())):
        edits += without_entry(document, value, name)
    if found.module == "apt":
        edits += with_entries(document, value, {"update_cache": "true"}, "name")
    title = f"install what the package manager has: {', '.join(dict.fromkeys(found.names))}"
    return Fix(title, sure and found.imported and found.module == "apt", tuple(edits))


def _argument(value: Node, name: str) -> str:
    if kind_of(value) == "scalar":
        found = re.search(rf"(?:^|\s){name}=(\S*)", plain(value))
        return found[1].strip("\"'") if found else ""
    return plain(child(value, name))


def _named(document: Document, placed: Placed, value: Node, names: tuple[str, ...]) -> list[Edit]:
    """The edits of the names: in a list each of them, in a loop its items."""
    if kind_of(value) == "scalar":
        start, end = document.place(value)
        found = _NAME.search(document.data[start:end])
        if found and b"item" in found[1]:
            return _each(document, _looped(placed), names)
        return (
            [
                Edit(
                    start + found.start(1),
                    start + found.end(1),
                    ",".join(names).encode("utf-8", "surrogateescape"),
                )
            ]
            if found
            else []
        )
    known = entry(value, "name")
    nodes = items(known[1]) if known is not None else ()
    if len(nodes) == 1 and "item" in plain(nodes[0]) and "{{" in plain(nodes[0]):
        nodes = _looped(placed)
    if len(nodes) == 1 and "," in plain(nodes[0]):
        return [Edit(*document.place(nodes[0]), ",".join(names).encode("utf-8", "surrogateescape"))]
    return _each(document, nodes, names)


def _looped(placed: Placed) -> tuple[Node, ...]:
    return next((items(one) for name in _LOOPS if (one := child(placed.node, name)) is not None), ())


def _each(document: Document, nodes: tuple[Node, ...], names: tuple[str, ...]) -> list[Edit]:
    if len(nodes) != len(names) or any(kind_of(one) != "scalar" for one in nodes):
        return []
    return [
        Edit(*document.place(one), name.encode("utf-8", "surrogateescape"))
        for one, name in zip(nodes, names, strict=True)
    ]
