"""What an attestation of a file signs (PEP 740): an in-toto statement that names the file and its sum."""

from __future__ import annotations

import hashlib
import json

from packaging.utils import parse_sdist_filename, parse_wheel_filename

PREDICATE = "https://docs.pypi.org/attestations/publish/v1"


def statement(name: str, content: bytes) -> bytes:
    """The statement of one distribution, without white space, as it is signed. Raises ``ValueError`` for another file's name.

    PEP 740 wants the name of a wheel or of an sdist there, and the predicate of a publisher is null.
    """
    if name.endswith(".whl"):
        parse_wheel_filename(name)
    else:
        parse_sdist_filename(name)
    told = {
        "_type": "https://in-toto.io/Statement/v1",
        "subject": [{"name": name, "digest": {"sha256": hashlib.sha256(content).hexdigest()}}],
        "predicateType": PREDICATE,
        "predicate": None,
    }
    return json.dumps(told, separators=(",", ":")).encode()
