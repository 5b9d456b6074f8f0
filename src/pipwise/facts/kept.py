"""Applications that pipx or uv keep already, read from what they write beside each."""

from __future__ import annotations

import json

from pipwise.facts.distributions import normalise, read_distributions
from pipwise.facts.glance import is_file, names, text
from pipwise.facts.satisfaction import satisfies
from pipwise.model.applications import Application, Keeper
from pipwise.model.intent import Requirement
from pipwise.system.look import Look

PIPX_METADATA = "pipx_metadata.json"
UV_RECEIPT = "uv-receipt.toml"


def root_of(keeper: Keeper, project: str) -> str:
    """The environment of an application, there or not."""
    return f"{keeper.home}/{'venvs/' if keeper.name == 'pipx' else ''}{project}"


def how_many(look: Look, home: str, name: str) -> int:
    """How many applications a home has."""
    folder, file = (f"{home}/venvs", PIPX_METADATA) if name == "pipx" else (home, UV_RECEIPT)
    return sum(1 for one in names(look, folder) if is_file(look, f"{folder}/{one}/{file}"))


def find_kept(look: Look, keeper: Keeper, project: str, wanted: Requirement | None) -> Application | None:
    """The application of that name, or None; ``wanted`` is what it is compared with."""
    root = root_of(keeper, project)
    file = PIPX_METADATA if keeper.name == "pipx" else UV_RECEIPT
    if not is_file(look, f"{root}/{file}"):
        return None
    installed = read_distributions(look, site_of(look, root))
    version = next((one.version for one in installed if one.name == project), "")
    fits = wanted is not None and satisfies(installed, project, wanted)
    with_ = _receipt(text(look, f"{root}/{file}")) if keeper.name == "uv" else ()
    return Application(project, version, root, with_, fits and bool(version))


def site_of(look: Look, root: str) -> list[str]:
    """The directories of an environment that distributions stand in."""
    return [
        f"{root}/lib/{one}/site-packages" for one in names(look, f"{root}/lib") if one.startswith("python")
    ]


def commands_of(look: Look, root: str) -> tuple[str, ...]:
    """The commands that an application has brought, by what pipx or uv wrote down."""
    try:
        main = json.loads(text(look, f"{root}/{PIPX_METADATA}") or "{}").get("main_package", {})
        every = ("apps", "apps_of_dependencies") if main.get("include_dependencies") else ("apps",)
        found = [str(one) for kind in every for one in main.get(kind, ())]
    except (ValueError, AttributeError, TypeError):
        found = []
    entries = _tool(text(look, f"{root}/{UV_RECEIPT}")).get("entrypoints", ())
    if isinstance(entries, list):
        found += [str(one.get("name", "")) for one in entries if isinstance(one, dict)]
    return tuple(one for one in found if one)


def _receipt(content: str) -> tuple[str, ...]:
    """The requirements of a receipt as they are written on a command line; none where one of them cannot be."""
    requirements = _tool(content).get("requirements", ())
    found = (
        [_written(one) for one in requirements if isinstance(one, dict)]
        if isinstance(requirements, list)
        else []
    )
    return tuple(found) if all(found) else ()


def _written(one: dict[str, object]) -> str:
    if set(one) - {"name", "extras", "specifier", "marker"}:
        return ""
    extras = one.get("extras")
    inner = f"[{','.join(str(extra) for extra in extras)}]" if isinstance(extras, list) and extras else ""
    marker = f"; {one['marker']}" if one.get("marker") else ""
    return f"{normalise(str(one.get('name', '')))}{inner}{one.get('specifier', '')}{marker}"


def _tool(content: str) -> dict[str, object]:
    import tomllib

    try:
        tool = tomllib.loads(content).get("tool", {})
    except (tomllib.TOMLDecodeError, UnicodeEncodeError):
        return {}
    return tool if isinstance(tool, dict) else {}
