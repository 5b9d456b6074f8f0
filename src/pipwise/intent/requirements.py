"""One requirement as it is written, told apart as pip does, without touching the disk.

Source: pip ``_internal/req/constructors.py`` (``parse_req_from_line``, ``parse_editable``), PEP 508, PEP 440.
"""

from __future__ import annotations

from pipwise.catalog.spelling import normalise
from pipwise.intent.pip_callbacks import without_extras
from pipwise.model.intent import Requirement
from pipwise.model.value import NamedTuple
from pipwise.system.caching import lru_cache

_ARCHIVES = (".zip", ".whl", ".tar", ".tgz", ".tbz", ".txz", ".tlz")
_TAR_ENDS = (".bz2", ".gz", ".xz", ".lz", ".lzma")
_VCS = ("bzr", "git", "hg", "svn")
_VCS_SCHEMES = frozenset(
    (
        *("bzr+http", "bzr+https", "bzr+ssh", "bzr+sftp", "bzr+ftp", "bzr+lp", "bzr+file"),
        *("git+http", "git+https", "git+ssh", "git+git", "git+file"),
        *("hg+file", "hg+http", "hg+https", "hg+ssh", "hg+static-http"),
        *("svn+ssh", "svn+http", "svn+https", "svn+svn", "svn+file"),
    )
)
_STRICT_SINCE = (24, 1)
_DIRECT_EDITABLE_SINCE = (26,)
_PLAIN_SCHEMES = ("http", "https", "file", "ftp")

# The common forms, so that packaging (54 ms) is imported for the others only.
_VERSION = r"\d+(?:\.\d+)*(?:(?:a|b|rc)\d+)?(?:\.post\d+)?(?:\.dev\d+)?"
_CLAUSE = (
    rf"(?:(?:==|!=)\s*{_VERSION}(?:(?<![a-z\d]\d)\.\*)?|(?:<=|>=|<|>)\s*{_VERSION}|~=\s*\d+\.{_VERSION})"
)
_SPECIFIER = rf"{_CLAUSE}(?:\s*,\s*{_CLAUSE})*"
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?"
_EXTRAS = rf"\[\s*(?:{_NAME}(?:\s*,\s*{_NAME})*)?\s*\]"
_COMMON = rf"({_NAME})\s*({_EXTRAS})?\s*({_SPECIFIER})?"
_REFERENCE = rf"({_NAME}) *({_EXTRAS})? *@ *(\S+)"
_SIMPLE_MARKER = r"\s*[a-z_]+\s*(?:===|==|!=|<=|>=|<|>|~=)\s*(\"[^\"']*\"|'[^\"']*')\s*"
_MARKER_NAMES = (
    *("python_version", "python_full_version", "sys_platform", "platform_system", "platform_machine"),
    *("platform_release", "platform_version", "platform_python_implementation", "implementation_name"),
    *("implementation_version", "os_name", "extra"),
)
# Seldom needed, and compiled then. Before pip 24.1 (packaging 22) versions that PEP 440 does not know were taken as they are.
_LEGACY_CLAUSE = r"(?:===|~=|<=|<|!=|==|>=|>)\s*[^,;\s)]*"
_LEGACY = rf"({_NAME})\s*({_EXTRAS})?\s*\(?\s*({_LEGACY_CLAUSE}(?:\s*,\s*{_LEGACY_CLAUSE})*)?\s*\)?(?:\s*@\s*([a-z+]+://\S+))?"


class _Parts(NamedTuple):
    name: str
    extras: tuple[str, ...]
    specifier: str
    url: str


def read_requirement(
    text: str, *, editable: bool = False, origin: str = "", version: tuple[int, ...] = (999,)
) -> Requirement:
    """What pip of that version takes the text for; ``invalid`` where it would say "Invalid requirement" from the text alone.

    A path that is not there is a matter of the disk, not of the text: its kind is ``path`` or ``archive``.
    """
    return _read(text, editable, origin, version >= _STRICT_SINCE, version >= _DIRECT_EDITABLE_SINCE)


@lru_cache(2048)
def _read(text: str, editable: bool, origin: str, strict: bool, direct: bool) -> Requirement:
    """Read once for all versions of pip that read it in the same way."""
    if editable:
        return _read_editable(text, origin, strict=strict, direct=direct)
    separator = "; " if is_url(text) else ";"
    body, found, marker = text.partition(separator)
    body, marker = body.strip(), marker.strip()
    if found and marker and not _is_marker(marker):
        return _made(text, "invalid", origin, marker=marker)
    if is_url(body):
        return _of_url(text, body, marker, origin)
    place, extras = _split_extras(body)
    if is_archive(place) and not _is_direct_reference(body):
        return _of_archive(text, place, extras, marker, origin)
    if looks_like_path(body) and not _is_direct_reference(body):
        return Requirement(text, "", extras, "", marker, "path", False, origin)
    parts = _parts(body, strict=strict)
    if parts is None:
        return _made(text, "invalid", origin)
    kind = "named" if not parts.url else "vcs" if _is_vcs(parts.url) else "url"
    return _made(text, kind, origin, parts, marker)


def is_url(text: str) -> bool:
    """pip's ``vcs.is_url``: a scheme that it downloads from or checks out."""
    scheme, colon, _ = text.partition(":")
    scheme = scheme.lower()
    return bool(colon) and (scheme in _PLAIN_SCHEMES or _is_vcs(f"{scheme}:"))


def is_archive(path: str) -> bool:
    """pip's ``is_archive_file``."""
    stem, dot, end = path.rpartition(".")
    end = f".{end}".lower() if dot else ""
    return end in _ARCHIVES or (end in _TAR_ENDS and stem.lower().endswith(".tar"))


def looks_like_path(text: str) -> bool:
    """pip's ``_looks_like_path``: a separator in it, or a dot in front."""
    return "/" in text or text.startswith(".")


def path_of(requirement: Requirement) -> str:
    """The path that a ``path`` or ``archive`` requirement names, without extras and marker."""
    body = requirement.text if requirement.editable else requirement.text.partition(";")[0]
    path = without_extras(body.strip())
    return path[5:].removeprefix("//") if path.lower().startswith("file:") else path


def local_path(requirement: Requirement) -> str:
    """The file behind ``NAME @ file:///…``; '' where the requirement names none."""
    if requirement.kind != "url":
        return ""
    body = requirement.text.partition("; ")[0].strip()
    url = body.rpartition(" @ ")[2].partition("#")[0].partition("?")[0]
    scheme, _, rest = url.partition("://")
    host, slash, path = rest.partition("/")
    return _unquoted(f"{slash}{path}") if scheme.lower() == "file" and host in ("", "localhost") else ""


def _unquoted(text: str) -> str:
    """Percent-encoding taken away (RFC 3986); urllib would come with the network."""
    from re import sub

    octets = sub(rb"%([0-9a-fA-F]{2})", lambda found: bytes.fromhex(found[1].decode()), text.encode())
    return octets.decode("utf-8", "surrogateescape")


def _read_editable(text: str, origin: str, *, strict: bool, direct: bool) -> Requirement:
    if direct:
        parts = _parts(text.partition(";")[0].strip(), strict=strict) if "@" in text else None
        if parts and parts.url and (_is_vcs(parts.url) or parts.url.startswith("file:")):
            return _made(text, "vcs" if _is_vcs(parts.url) else "url", origin, parts)._replace(editable=True)
    url = (
        f"{text.partition(':')[0]}+{text}"
        if text.lower().startswith(tuple(f"{name}:" for name in _VCS))
        else text
    )
    if _is_vcs(url):
        name = _egg(url)
        return Requirement(text, normalise(name), (), "", "", "vcs" if name else "invalid", True, origin)
    _, extras = _split_extras(text)
    return Requirement(text, "", extras, "", "", "path", True, origin)


def _of_url(text: str, url: str, marker: str, origin: str) -> Requirement:
    kind = "vcs" if _is_vcs(url) else "url"
    file = url.partition("#")[0].partition("?")[0].rpartition("/")[2]
    if kind == "url" and file.endswith(".whl"):
        return (
            _of_archive(text, file, (), marker, origin)._replace(kind="url")
            if _wheel(file)
            else _made(text, "invalid", origin)
        )
    return Requirement(text, normalise(_egg(url)), (), "", marker, kind, False, origin)  # type: ignore[arg-type]


def _of_archive(text: str, path: str, extras: tuple[str, ...], marker: str, origin: str) -> Requirement:
    file = path.rpartition("/")[2]
    if file.endswith(".whl"):
        known = _wheel(file)
        if known is None:
            return _made(text, "invalid", origin)
    else:
        stem = (
            file[: -len(".tar.gz")]
            if file.endswith(".tar.gz")
            else file.rpartition(".")[0].removesuffix(".tar")
        )
        name, dash, number = stem.rpartition("-")
        known = (name, number) if dash and number[:1].isdigit() else ("", "")
    specifier = f"=={known[1]}" if known[1] else ""
    return Requirement(text, normalise(known[0]), extras, specifier, marker, "archive", False, origin)


def _wheel(file: str) -> tuple[str, str] | None:
    """(name, version) of a wheel's file name; None for what is not one (the wheel specification)."""
    parts = file.removesuffix(".whl").split("-")
    if len(parts) not in (5, 6) or not all(parts) or (len(parts) == 6 and not parts[2][0].isdigit()):
        return None
    return parts[0], parts[1].replace("_", "-")


def _made(text: str, kind: str, origin: str, parts: _Parts | None = None, marker: str = "") -> Requirement:
    name, extras, specifier, _ = parts or _Parts("", (), "", "")
    return Requirement(text, normalise(name), extras, specifier, marker, kind, False, origin)  # type: ignore[arg-type]


def _is_vcs(url: str) -> bool:
    return ":" in url and url.partition(":")[0].lower() in _VCS_SCHEMES


def _egg(url: str) -> str:
    from re import search

    found = search(r"[#&]egg=([^&\[]*)", url)
    return found.group(1) if found else ""


def _is_direct_reference(text: str) -> bool:
    """``name @ url``: what stands before the @ does not look like a path."""
    before, at, _ = text.partition("@")
    return bool(at) and not looks_like_path(before)


def _split_extras(path: str) -> tuple[str, tuple[str, ...]]:
    plain = without_extras(path)
    inside = path[len(plain) :].strip().strip("[]")
    return plain, tuple(normalise(extra.strip()) for extra in inside.split(",") if extra.strip())


def _parts(text: str, *, strict: bool) -> _Parts | None:
    if text.isascii() and text.replace("-", "a").isalnum() and text[0] != "-" != text[-1]:
        return _Parts(text, (), "", "")
    from re import fullmatch

    found = fullmatch(_COMMON, text)
    if found:
        name, extras, specifier = found.groups()
        return _Parts(name, _split_extras(f"x{extras}")[1] if extras else (), specifier or "", "")
    if not strict:
        found = fullmatch(_LEGACY, text)
        return (
            _Parts(
                found[1], _split_extras(f"x{found[2]}")[1] if found[2] else (), found[3] or "", found[4] or ""
            )
            if found
            else None
        )
    found = fullmatch(_REFERENCE, text)
    if found:
        extras = {extra.strip() for extra in (found[2] or "")[1:-1].split(",")} - {""}
        return _Parts(found[1], tuple(sorted(map(normalise, extras))), "", found[3])
    if "$" in text and "@" not in text and "===" not in text:
        # Neither a name nor a version may have it.
        return None
    from packaging.requirements import InvalidRequirement
    from packaging.requirements import Requirement as Parsed

    try:
        parsed = Parsed(text)
    except InvalidRequirement:
        return None
    return _Parts(
        parsed.name, tuple(sorted(map(normalise, parsed.extras))), str(parsed.specifier), parsed.url or ""
    )


def _is_marker(text: str) -> bool:
    from re import fullmatch

    if fullmatch(_SIMPLE_MARKER, text) and text.lstrip().startswith(_MARKER_NAMES):
        return True
    from packaging.markers import InvalidMarker, Marker

    try:
        Marker(text)
    except InvalidMarker:
        return False
    return True
