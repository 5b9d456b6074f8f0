"""Uv's settings files, one at a time: what stands in them, and what uv stumbles over (uv ``crates/uv-settings``)."""

from __future__ import annotations

from pipwise.facts.uv_paths import Table, parse_toml, table
from pipwise.facts.uv_schema import why_invalid
from pipwise.model.facts import Setting
from pipwise.system.look import Look


class SettingsFiles:
    """Settings found so far, highest precedence first, and what uv stumbled over, in its order."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.values: list[Setting] = []
        self.problems: list[tuple[str, str]] = []

    def uv_toml(self, path: str, level: str, *, required: bool = False) -> bool:
        """A whole file of settings: what is wrong in it ends uv. False where there is no such file."""
        try:
            data = self.look.read(path)
        except (FileNotFoundError, NotADirectoryError):
            if required:
                self.problems.append((path, "configuration-missing: there is no such file"))
            return False
        except PermissionError as error:
            if level != "user":
                self.problems.append((path, f"configuration-unreadable: {error.strerror or error}"))
            return False
        except OSError as error:
            self.problems.append((path, f"configuration-unreadable: {error.strerror or error}"))
            return True
        document = parse_toml(data)
        why = "it is not TOML" if document is None else why_invalid(document, project=False)
        if document is None or why:
            code = "configuration-unreadable" if _undecodable(data) else "configuration-malformed"
            self.problems.append((path, f"{code}: {why}"))
        else:
            self._take(document, path, level)
        return True

    def pyproject(self, path: str) -> bool:
        """``[tool.uv]``: what is wrong in it is only warned about, and the search goes on. False where there is none."""
        try:
            data = self.look.read(path)
        except (FileNotFoundError, NotADirectoryError):
            return False
        except OSError as error:
            self.problems.append((path, f"configuration-unreadable: {error.strerror or error}"))
            return True
        if _undecodable(data):
            self.problems.append((path, "configuration-unreadable: it is not UTF-8"))
            return True
        document = parse_toml(data)
        if document is None:
            self.problems.append((path, "ignored: it is not TOML"))
            return False
        uv = table(document, "tool").get("uv")
        if not isinstance(uv, dict):
            return False
        if why := why_invalid(uv, project=True):
            self.problems.append((path, f"ignored: {why}"))
            return False
        self._take(uv, path, "project")
        return True

    def _take(self, document: Table, path: str, level: str) -> None:
        self.values += _settings(table(document, "pip"), "pip", path, level)
        self.values += _settings(document, "global", path, level)


def _settings(values: Table, section: str, path: str, level: str) -> list[Setting]:
    """One setting a scalar, one for each element of a list; tables within are no business of anybody here."""
    found: list[Setting] = []
    for key, value in values.items():
        items = value if isinstance(value, list) else [value]
        found += [
            Setting(section, key, _text(item), path, level) for item in items if not isinstance(item, list)
        ]
    return list(reversed(found))


def _text(item: object) -> str:
    if isinstance(item, bool):
        return "true" if item else "false"
    if isinstance(item, dict):
        return str(item.get("url", ""))
    return str(item)


def _undecodable(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return True
    return False
