"""What real machines printed is read as what it was (recorded by ``tests/logs/record.py``)."""

from pathlib import Path
from typing import NamedTuple

import pytest

from pipwise.logs import Failure, read_log
from pipwise.model.known import Known
from tests.logs.record import CELLS

HERE = Path(__file__).parent / "recorded"
REFUSED = "externally-managed-environment"


class Wanted(NamedTuple):
    codes: tuple[str, ...] = (REFUSED,)
    words: str = ""
    """Of the last failure's command."""
    cause: str = ""
    wrapper: str = ""
    stand: str = ""
    python: str = ""


RICH = "pip3 install rich"
WANTED = {
    "pip-23.0.1-root": Wanted(python="3.11"),
    "pip-23.0.1-user": Wanted(python="3.11"),
    "pip-25.1-root": Wanted(python="3.13"),
    "pip-26.2-root": Wanted(python="3.14"),
    "pip-ascii": Wanted(python="3.11"),
    "pip-silent": Wanted(()),
    "pip-log-file": Wanted(),
    "pip-uninstall": Wanted(),
    "pip-default-text": Wanted(),
    "pip-crash": Wanted(("marker-crash",)),
    "trace": Wanted(words=RICH),
    "script-traced": Wanted(words="pip3 install requests rich", stand="/tmp/install.sh"),
    "script-line": Wanted(("not-found",), stand="/tmp/i.sh:1"),
    "ps4": Wanted(words="pip3 install requests rich", stand="/tmp/install.sh:5"),
    "python-traceback": Wanted(words="/usr/bin/python3 -m pip install rich", stand="/tmp/setup_tools.py:5"),
    "make": Wanted(words=RICH, stand="Makefile:2"),
    "require-virtualenv": Wanted(("require-virtualenv",)),
    "no-such-option": Wanted(("no-such-option",)),
    "no-record": Wanted(("no-record",)),
    "ensurepip-disabled": Wanted(("no-module",)),
    "venv-missing": Wanted(("no-venv-module",), python="3.11"),
    "no-module-pip": Wanted(("no-module",)),
    "user-in-venv": Wanted(("user-site-not-visible",), "v/bin/pip install --user rich"),
    "venv-sudo": Wanted(words="sudo pip3 install rich", cause="sudo-resets-path"),
    "venv-absolute": Wanted(words="/usr/bin/pip3 install rich", cause="absolute-path"),
    "venv-source-dash": Wanted(words=RICH, cause="source-under-dash"),
    "venv-without-pip": Wanted(("no-module", REFUSED), RICH, "venv-without-pip"),
    "venv-moved": Wanted(words=RICH, cause="venv-moved"),
    "uv-system": Wanted(words="uv pip install --system rich", cause="system-flag"),
    "uv-sync": Wanted(words="uv pip sync --system r.txt", cause="system-flag"),
    "uv-no-venv": Wanted(("no-virtual-environment",), "uv pip install rich"),
    "uv-permission": Wanted(("permission-denied",), "uv pip install --system --break-system-packages six"),
    "pip-permission": Wanted(("permission-denied",), python="3.9"),
    "pipenv": Wanted(words="/opt/t/bin/pipenv install --system --deploy", wrapper="pipenv"),
    "poetry": Wanted(wrapper="poetry"),
    "pip-sync": Wanted(wrapper="pip-sync"),
    "nox": Wanted(("session-without-venv",), stand="/w/noxfile.py:5"),
    "nox-run": Wanted(words=RICH),
    "ansible": Wanted(words="/usr/bin/python3 -m pip install rich", wrapper="ansible", stand="/w/play.yml:5"),
    "ansible-verbose": Wanted(words=RICH, wrapper="ansible", stand="/w/play.yml:5"),
    "build-psycopg2": Wanted(("build-need-missing",)),
    "build-without-gcc": Wanted(("build-need-missing",)),
    "build-without-headers": Wanted(("build-need-missing",)),
    "network": Wanted(("network",)),
    "several": Wanted((REFUSED, REFUSED, "no-module"), "python3 -m ensurepip"),
    "not-a-refusal": Wanted(()),
}


def _stand(failure: Failure) -> str:
    if not isinstance(failure.stand, Known):
        return ""
    stand = failure.stand.value
    return f"{stand.path}:{stand.line}" if stand.line else stand.path


@pytest.mark.parametrize("name", WANTED)
def test_a_real_transcript_is_read_as_what_it_was(name: str) -> None:
    wanted = WANTED[name]
    failures = read_log((HERE / f"{name}.log").read_bytes()).failures
    assert tuple(one.code for one in failures) == wanted.codes
    if not failures:
        return
    last = failures[-1]
    call = " ".join(last.call.value.words) if isinstance(last.call, Known) else ""
    assert not wanted.words or call == wanted.words
    assert not wanted.cause or wanted.cause in {one.code for one in last.causes}
    assert not wanted.wrapper or last.wrapper == wanted.wrapper
    assert not wanted.stand or _stand(last) == wanted.stand
    assert not wanted.python or (isinstance(last.python, Known) and last.python.value == wanted.python)


def test_every_transcript_is_one_of_the_table() -> None:
    assert {path.stem for path in HERE.glob("*.log")} == set(CELLS) == set(WANTED)
