"""The bytecode of all of pipwise in one file: to find and open 200 modules is a third of a look (docs/decisions/0025).

It holds what Python has compiled, and lies beside that: each module with the time and the size of its source, as a ``.pyc`` has
them (PEP 552). A module whose source is another one now, or that is not in the file, is imported as ever, and the file is made
anew when the work is done. So nobody has to think of it, and whoever could change it could change the ``.pyc`` files as well.
"""

from __future__ import annotations

import marshal
import os
import sys
from _frozen_importlib import ModuleSpec
from _frozen_importlib_external import MAGIC_NUMBER, SourceFileLoader, cache_from_source
from _imp import _fix_co_filename  # type: ignore[attr-defined]

from pipwise.model.value import TYPE_CHECKING, Iterable, Iterator, Sequence

if TYPE_CHECKING:
    from types import CodeType

_HEADER = 16
"""Bytes of a ``.pyc`` before its code: the magic number, flags, the source's time and size, four each."""
_FRONT = len(MAGIC_NUMBER) + 4
"""Bytes of the file before its index: the magic number, and the index' length."""
_Part = tuple[bool, bytes, int, int]
"""Whether a module is a package, the time and size of its source, and where its code begins and how long it is, in bytes."""


class Packed:
    """Finds the modules of one package in its file (a meta path finder, PEP 302 and 451)."""

    def __init__(self, package: str) -> None:
        """``package``: the directory of the package. Without a file, or with one of another Python, nothing is found."""
        self.package = package
        self.name = package.rpartition("/")[2]
        self.path = cache_from_source(f"{package}/all.py").removesuffix(".pyc") + ".packed"
        self.missed: list[str] = []
        self.parts: dict[str, _Part] = {}
        self.file = self.begin = -1
        try:
            self.file = _above_streams(os.open(self.path, os.O_RDONLY | os.O_CLOEXEC))
            self.parts, self.begin = _index(self.file)
        except (OSError, ValueError, EOFError, TypeError):
            pass

    def find_spec(
        self, name: str, path: Sequence[str] | None = None, target: object = None
    ) -> ModuleSpec | None:
        """The module, if the file has the code of its source as it is now."""
        part = self.parts.get(name)
        if part is None:
            if name.startswith(f"{self.name}."):
                self.missed.append(name)
            return None
        is_package, stamp, offset, length = part
        folder = self.package + name.removeprefix(self.name).replace(".", "/")
        source = f"{folder}/__init__.py" if is_package else f"{folder}.py"
        if _stamp_of(source) != stamp:
            self.missed.append(name)
            return None
        spec = ModuleSpec(name, _Loader(name, source, self.file, self.begin + offset, length), origin=source)
        spec.has_location = True
        if is_package:
            spec.submodule_search_locations = [folder]
        return spec

    def keep(self) -> None:
        """Make the file anew if it lacked something that Python has compiled since; where that cannot be, it stays as it is."""
        if sys.dont_write_bytecode or not any(self._is_compiled(name) for name in self.missed):
            return
        new = f"{self.path}.{os.getpid()}"
        try:
            file = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o644)
        except OSError:
            return
        try:
            with open(file, "wb") as out:
                out.write(_packed(_compiled(self.package)))
            os.replace(new, self.path)
        except BaseException as error:  # whatever ends it: half a file is of no use
            os.unlink(new)
            if not isinstance(error, OSError | KeyboardInterrupt):
                raise

    def _is_compiled(self, name: str) -> bool:
        source = getattr(sys.modules.get(name), "__file__", None)
        return source is not None and _pyc_of(source) != b""


class _Loader(SourceFileLoader):
    """A module of source whose code is read from the file of all."""

    def __init__(self, name: str, source: str, file: int, offset: int, length: int) -> None:
        super().__init__(name, source)
        self._where = (file, length, offset)

    def get_code(self, fullname: str) -> CodeType | None:
        """Its code; as Python would compile it where the file cannot be read after all."""
        data = os.pread(*self._where)
        if len(data) != self._where[1]:
            return super().get_code(fullname)
        code: CodeType = marshal.loads(data)  # noqa: S302 - as much to be trusted as a .pyc
        _fix_co_filename(code, self.path)
        return code


def use(package: str) -> Packed:
    """Have modules of this package come from its file from now on."""
    found = Packed(package)
    sys.meta_path.insert(0, found)
    return found


def _above_streams(file: int) -> int:
    """The file by another number, where a caller has closed a standard stream and it got that one's."""
    if file > 2:
        return file
    from fcntl import F_DUPFD_CLOEXEC, fcntl

    other = fcntl(file, F_DUPFD_CLOEXEC, 3)
    os.close(file)
    return other


def _index(file: int) -> tuple[dict[str, _Part], int]:
    """What the file says that it holds, and where the first code begins.

    Raises ``ValueError``, ``EOFError``, ``TypeError`` where it is not whole.
    """
    front = os.pread(file, _FRONT, 0)
    if not front.startswith(MAGIC_NUMBER):
        return {}, 0
    length = int.from_bytes(front[len(MAGIC_NUMBER) :], "little")
    index = marshal.loads(os.pread(file, length, _FRONT))  # noqa: S302 - likewise
    return (index if isinstance(index, dict) else {}), _FRONT + length


def _packed(modules: Iterable[tuple[str, bool, bytes]]) -> bytes:
    """The file's content: the front, the index, then the code of each module."""
    parts: dict[str, _Part] = {}
    codes: list[bytes] = []
    at = 0
    for name, is_package, pyc in modules:
        codes.append(pyc[_HEADER:])
        parts[name] = (is_package, pyc[_HEADER - 8 : _HEADER], at, len(codes[-1]))
        at += len(codes[-1])
    index = marshal.dumps(parts)
    return b"".join((MAGIC_NUMBER, len(index).to_bytes(4, "little"), index, *codes))


def _compiled(package: str) -> Iterator[tuple[str, bool, bytes]]:
    """Name, whether it is a package, and ``.pyc`` of each module that Python has compiled as it is now."""
    for folder, _, names in os.walk(package):
        above = package.rpartition("/")[2] + folder[len(package) :].replace("/", ".")
        for name in names:
            stem, _, ending = name.rpartition(".")
            if ending == "py" and (pyc := _pyc_of(f"{folder}/{name}")):
                yield (above, True, pyc) if stem == "__init__" else (f"{above}.{stem}", False, pyc)


def _pyc_of(source: str) -> bytes:
    """What Python has compiled of a source, if that is the source as it is now; else nothing."""
    try:
        with open(cache_from_source(source), "rb") as file:
            pyc = file.read()
    except OSError:
        return b""
    expected = MAGIC_NUMBER + bytes(4) + _stamp_of(source)
    return pyc if pyc.startswith(expected) else b""


def _stamp_of(source: str) -> bytes:
    """The time and size of a source as a ``.pyc`` has them; nothing where there is no such file."""
    try:
        found = os.stat(source)
    except OSError:
        return b""
    return b"".join((int(one) & 0xFFFF_FFFF).to_bytes(4, "little") for one in (found.st_mtime, found.st_size))
