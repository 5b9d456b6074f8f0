"""What uv 0.13.9 said on Debian 12 when it was asked for a dry run."""

from pipwise.facts.uv_dry_run import read_pins
from pipwise.model.known import Unknown
from pipwise.system.look import Answer

SAID = b"""Using Python 3.11.2 environment at: /usr
Resolved 6 packages in 2.16s
Would download 6 packages
Would install 6 packages
 + certifi==2026.10.19.post1
 + charset-normalizer==3.5.3
 - six==1.16.0
 + six==1.17.0
"""
ONLY_SOURCE = b"""error: No solution found when resolving dependencies
  cause: Because all versions of docopt have no usable wheels and you require docopt.

hint: Wheels are required for `docopt` because building from source is disabled for all packages (i.e., with `--no-build`)
"""


def test_lines_with_a_plus_are_what_would_be_installed() -> None:
    pins = ("certifi==2026.10.19.post1", "charset-normalizer==3.5.3", "six==1.17.0")
    assert read_pins(Answer(0, b"", SAID)) == pins


def test_a_refusal_is_unknown_with_uvs_own_reason() -> None:
    found = read_pins(Answer(1, b"", ONLY_SOURCE))
    assert isinstance(found, Unknown)
    assert "no usable wheels" in found.why


def test_what_comes_from_a_url_has_no_pin() -> None:
    assert isinstance(read_pins(Answer(0, b"", b" + demo==1 (from file:///x/demo-1.whl)\n")), Unknown)
