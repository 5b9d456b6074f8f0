"""Values as JSON has them: NamedTuples become objects, facts say whether they are known."""

from __future__ import annotations

from pipwise.model.known import Known, Unknown

Plain = None | bool | int | float | str | list["Plain"] | dict[str, "Plain"]


def plain(value: object) -> Plain:
    r"""Any value of the model as JSON data. Bytes that are no text are kept as escapes (``\\udcXX``)."""
    if isinstance(value, Known):
        return {"known": plain(value.value), "source": plain(value.source)}
    if isinstance(value, Unknown):
        return {"unknown": value.why}
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    fields = getattr(value, "_fields", None)
    if fields is not None:
        return {name: plain(getattr(value, name)) for name in fields}
    if isinstance(value, dict):
        return {str(key): plain(one) for key, one in value.items()}
    if isinstance(value, tuple | list):
        return [plain(one) for one in value]
    return str(value)
