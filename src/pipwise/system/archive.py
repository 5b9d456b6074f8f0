"""Files in the start of a compressed archive that is in memory: it is read, and nothing of it is unpacked to disk."""

from __future__ import annotations

from pipwise.model.value import Callable, Iterator

_MOST = 20_000_000
"""Bytes of content after which nothing more is looked at: a small archive may be a large one."""


def files_in_tar(
    data: bytes, wanted: Callable[[str], bool], limit: int = 400_000
) -> Iterator[tuple[str, bytes]]:
    """(path, content) of the wanted files of a ``.tar.gz``, as far as the bytes go; none where it is no such archive."""
    import tarfile
    from io import BytesIO

    size = 0
    try:
        with tarfile.open(fileobj=BytesIO(data), mode="r|gz") as archive:
            for member in archive:
                size += member.size
                if size > _MOST:
                    return
                file = archive.extractfile(member) if member.isfile() and wanted(member.name) else None
                if file is not None:
                    yield member.name, file.read(limit)
    except (tarfile.TarError, OSError, EOFError):
        return
