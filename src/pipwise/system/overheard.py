"""A tool's standard error, passed on to our own as it comes, and its end kept."""

from __future__ import annotations

import os
from collections.abc import Callable
from threading import Thread

_KEPT = 20_000
_AFTER_THE_END = 1.0
"""Seconds for what is still in the pipe; something that the tool left behind may hold it open for ever."""


def overheard(run: Callable[[int], int]) -> tuple[int, bytes]:
    """Run something that writes to a descriptor: its status, and the end of what it wrote."""
    way_out, entrance = os.pipe()
    said = bytearray()
    thread = Thread(target=_pass_on, args=(way_out, said), daemon=True)
    thread.start()
    try:
        status = run(entrance)
    finally:
        os.close(entrance)
        thread.join(_AFTER_THE_END)
    return status, bytes(said[-_KEPT:])


def _pass_on(way_out: int, said: bytearray) -> None:
    while chunk := os.read(way_out, 65_536):
        said += chunk
        del said[:-_KEPT]
        try:
            os.write(2, chunk)
        except OSError:
            continue
    os.close(way_out)
