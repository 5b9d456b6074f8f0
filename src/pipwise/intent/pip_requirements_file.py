"""The text of a requirements or constraints file, as pip reads it; reading the file itself is the caller's.

Source: pip ``_internal/req/req_file.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from pipwise.intent.pip_encoding import decoded
from pipwise.intent.pip_groups import group_path, read_group
from pipwise.intent.pip_table import Option, Parser, Version
from pipwise.intent.pip_words import sort_words
from pipwise.intent.requirements import read_requirement
from pipwise.model.intent import Intent, Requirement
from pipwise.model.value import NamedTuple

_COMMENT = r"(^|\s+)#.*$"
_VARIABLE = r"\$\{([A-Z0-9_]+)\}"


class RequirementsText(NamedTuple):
    """What a file asks for: requirements, and the files that it names in turn, as paths beside it."""

    requirements: tuple[Requirement, ...]
    requirement_files: tuple[str, ...]
    constraint_files: tuple[str, ...]
    hashes: bool
    """Whether a line has --hash, or the file says --require-hashes: then every requirement needs one."""


def read_requirements_text(
    text: str,
    path: str,
    *,
    version: Version = (999,),
    variables: Mapping[str, str] | None = None,
    constraint: bool = False,
) -> RequirementsText:
    """Read the lines of a file that stands at ``path``; a line that pip cannot parse is an ``invalid`` requirement."""
    requirements: list[Requirement] = []
    files: list[str] = []
    constraints: list[str] = []
    hashes = False
    for line in _lines(text, variables or {}):
        body, words = _broken_up(line)
        read = sort_words(_parser(), words, version, interspersed=True) if words is not None else None
        if read is None or read.problem:
            requirements.append(Requirement(line, "", (), "", "", "invalid", False, path))
            continue
        values = {hit.option.dest: hit.value for hit in reversed(read.hits)}
        hashes = hashes or bool(values.keys() & {"hashes", "require_hashes"})
        if body:
            requirements.append(read_requirement(body, origin=path, version=version))
        elif "editables" in values:
            requirements.append(
                read_requirement(values["editables"], editable=True, origin=path, version=version)
            )
        elif "requirements" in values:
            (constraints if constraint else files).append(_beside(path, values["requirements"]))
        elif "constraints" in values:
            constraints.append(_beside(path, values["constraints"]))
    return RequirementsText(tuple(requirements), tuple(files), tuple(constraints), hashes)


def with_files(
    intent: Intent,
    read: Callable[[str], bytes | None],
    files: tuple[str, ...],
    constraints: tuple[str, ...],
    groups: tuple[str, ...] = (),
    *,
    version: Version = (999,),
    variables: Mapping[str, str] | None = None,
) -> Intent:
    """An intent with what its files ask for, nested ones included; ``read`` gives a file's bytes, or None where it cannot."""
    wanted = [(path, False) for path in files] + [(path, True) for path in constraints]
    seen: dict[str, bool] = {}
    opened: list[str] = []
    odd: list[str] = []
    found = _of_groups(read, groups, opened)
    while wanted:
        path, constraint = wanted.pop(0)
        data = None if path in seen else read(path)
        seen[path] = constraint
        if data is None:
            continue
        opened.append(path)
        text = decoded(data)
        if text is None:
            odd.append(path)
            continue
        said = read_requirements_text(text, path, version=version, variables=variables, constraint=constraint)
        found += [] if constraint else said.requirements
        wanted += [(nested, constraint) for nested in said.requirement_files]
        wanted += [(nested, True) for nested in said.constraint_files]
    return intent._replace(
        requirements=(*intent.requirements, *found),
        requirement_files=tuple(path for path, constraint in seen.items() if not constraint),
        constraint_files=tuple(path for path, constraint in seen.items() if constraint),
        files_read=tuple(opened),
        files_odd=tuple(odd),
    )


def _of_groups(
    read: Callable[[str], bytes | None], groups: tuple[str, ...], opened: list[str]
) -> list[Requirement]:
    found: list[Requirement] = []
    for group in groups:
        path, name = group_path(group)
        data = read(path)
        if data is not None:
            opened.append(path)
            found += read_group(data, path, name)
    return found


def _lines(text: str, variables: Mapping[str, str]) -> Iterator[str]:
    """Continued lines joined, comments and empty lines taken out, ``${NAME}`` filled in where it is set."""
    from re import sub

    waiting = ""
    for raw in [*text.removeprefix("\ufeff").splitlines(), ""]:
        comment = raw.lstrip().startswith("#")
        if raw.endswith("\\") and not comment:
            waiting += raw.strip("\\")
            continue
        line = sub(_COMMENT, "", waiting + (f" {raw}" if comment else raw)).strip()
        waiting = ""
        if line:
            yield sub(_VARIABLE, lambda found: variables.get(found[1]) or found[0], line)


def _broken_up(line: str) -> tuple[str, tuple[str, ...] | None]:
    """The requirement and the words of the options after it; None for options that no shell could split."""
    tokens = line.split(" ")
    place = next((place for place, token in enumerate(tokens) if token.startswith("-")), len(tokens))
    rest = " ".join(tokens[place:])
    if not rest:
        return line, ()
    import shlex

    try:
        return " ".join(tokens[:place]), tuple(shlex.split(rest))
    except ValueError:
        return line, None


def _beside(path: str, named: str) -> str:
    """A nested file's path: relative to the directory of the file that names it, unless it has a scheme."""
    if "://" in named or named.startswith("/") or "/" not in path:
        return named
    return f"{path.rpartition('/')[0]}/{named}"


_VALUED = (
    (("-i", "--index-url", "--pypi-url"), "index_url"),
    (("--extra-index-url",), "extra_index_urls"),
    (("-c", "--constraint"), "constraints"),
    (("-r", "--requirement"), "requirements"),
    (("-e", "--editable"), "editables"),
    (("-f", "--find-links"), "find_links"),
    (("--no-binary",), "format_control"),
    (("--only-binary",), "format_control"),
    (("--all-releases",), "release_control"),
    (("--only-final",), "release_control"),
    (("--trusted-host",), "trusted_hosts"),
    (("--use-feature",), "features_enabled"),
    (("--hash",), "hashes"),
    (("-C", "--config-settings"), "config_settings"),
    (("--global-option",), "global_options"),
    (("--install-option",), "install_options"),
)
_FLAGS = (
    ("--no-index", "no_index"),
    ("--prefer-binary", "prefer_binary"),
    ("--require-hashes", "require_hashes"),
    ("--no-require-hashes", "no_require_hashes"),
    ("--pre", "pre"),
)
_built: list[Parser] = []


def _parser() -> Parser:
    """The options that may stand in a file (``SUPPORTED_OPTIONS``), those of all releases together."""
    if not _built:
        options = [Option(names, dest, "append", "string", (), "") for names, dest in _VALUED]
        options += [Option((name,), dest, "store_true", "", (), "") for name, dest in _FLAGS]
        names = [(name, option) for option in options for name in option.names]
        short = {name: option for name, option in names if not name.startswith("--")}
        _built.append(Parser(short, {name: option for name, option in names if name.startswith("--")}))
    return _built[0]
