"""How uv reads the marker of PEP 668, and what it says then (uv ``Interpreter::is_externally_managed``)."""

from __future__ import annotations

from pipwise.model.interpreter import Marker
from pipwise.model.known import Known
from pipwise.model.outcome import Evidence, Outcome
from pipwise.predict.uv_case import Case
from pipwise.predict.uv_codes import UV_CODES


def managed(marker: Marker) -> bool:
    """Whether uv takes the Python for managed: a file that it can read as UTF-8, whatever stands in it.

    A BOM, bad INI, another section or key all count; what cannot be read or decoded does not (fails open).
    """
    return marker.state == "present" or (marker.state == "malformed" and marker.problem != "encoding")


def refusal(case: Case, marker: Marker) -> Outcome:
    """Uv's refusal, with the marker's own text where it has one."""
    code = "externally-managed-environment"
    return Outcome(
        "refused", code, 2, None, (Evidence(UV_CODES[code], marker.path),), (), _message(case, marker)
    )


def text_of(marker: Marker) -> str | None:
    """The marker's own text as uv finds it, be it empty: under ``Error`` to the letter, whatever else stands there."""
    return dict(marker.errors).get("Error")


def _message(case: Case, marker: Marker) -> str:
    prefix = case.target.prefix
    where = prefix.value if isinstance(prefix, Known) else ""
    text = text_of(marker)
    if text is None:
        return f"error: The interpreter at `{where}` is externally managed and cannot be modified."
    indented = "\n".join(f"  {line}" if line else "" for line in text.splitlines())
    return f"error: The interpreter at `{where}` is externally managed, and indicates the following:\n\n{indented}\n"
