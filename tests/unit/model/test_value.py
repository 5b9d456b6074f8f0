"""Values behave as ``typing``'s NamedTuples do, and cost less to declare."""

from __future__ import annotations

import copy
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple as Theirs
from typing import get_args, get_origin, get_type_hints

import pytest

from pipwise.model.facts import Facts
from pipwise.model.interpreter import Environment
from pipwise.model.known import Known, Unknown
from pipwise.model.value import Literal, NamedTuple, choices_of
from tests.architecture.tree import modules

ROOT = Path(__file__).parents[3]
Size = Literal["small", "large"]


class Ours(NamedTuple):
    """Two fields and a default."""

    name: str
    size: Size = "small"
    more: tuple[str, ...] | None = None

    @property
    def loud(self) -> str:
        return self.name.upper()


class Peer(Theirs):
    name: str
    size: str = "small"
    more: tuple[str, ...] | None = None


@pytest.mark.parametrize("values", [("a",), ("a", "large"), ("a", "large", ("b",))])
def test_a_value_is_the_tuple_that_typings_would_be(values: tuple[str, ...]) -> None:
    ours, theirs = Ours(*values), Peer(*values)  # type: ignore[arg-type]
    assert tuple(ours) == tuple(theirs)
    assert ours == tuple(ours)
    assert hash(ours) == hash(theirs)
    assert repr(ours) == repr(theirs).replace("Peer", "Ours")
    assert ours._asdict() == theirs._asdict()
    assert tuple(ours._replace(size="large")) == tuple(theirs._replace(size="large"))
    assert (ours.name, ours.loud) == (theirs.name, "A")
    assert pickle.loads(pickle.dumps(ours)) == copy.deepcopy(ours) == ours
    assert type(Ours._make(ours)) is Ours


def test_the_class_tells_what_typings_tells() -> None:
    assert Ours._fields == Ours.__match_args__ == Peer._fields
    assert Ours._field_defaults == Peer._field_defaults
    assert not hasattr(Ours("a"), "__dict__")


@pytest.mark.parametrize("times", [1, 1100])
def test_wrong_arguments_are_refused_at_the_first_and_when_compiled(times: int) -> None:
    class Fresh(NamedTuple):
        name: str
        size: int = 1

    for _ in range(times):
        assert Fresh("a", size=2) == Fresh(size=2, name="a") == ("a", 2)
    for values, named in (((), {}), (("a", 1, 2), {}), (("a",), {"name": "b"}), (("a",), {"other": 1})):
        with pytest.raises(TypeError):
            Fresh(*values, **named)
    with pytest.raises(ValueError, match="other"):
        Fresh("a")._replace(other=1)  # type: ignore[call-arg]
    with pytest.raises(TypeError):
        Fresh._make(("a",))


def test_types_are_read_from_annotations_as_they_are_written() -> None:
    hints = get_type_hints(Ours)
    assert hints["name"] is str
    assert choices_of(hints["size"]) == ("small", "large")
    assert choices_of(str) == ()
    origin = get_args(get_type_hints(Facts)["target"])
    assert get_origin(origin[0]) is Known
    assert get_args(origin[0]) == (Environment,)
    assert origin[1] is Unknown


def test_neither_typing_nor_what_it_needs_is_imported_for_a_version() -> None:
    code = (
        "import sys; from pipwise.cli.main import main; main(['--version']); print(*sys.modules, sep='\\n')"
    )
    path = f"import sys; sys.path.append({str(ROOT / 'src')!r}); "
    done = subprocess.run([sys.executable, "-I", "-S", "-c", path + code], capture_output=True, check=True)
    names = set(done.stdout.decode().split())
    assert "pipwise.model.value" in names
    assert names & {"typing", "re", "enum", "collections", "functools", "importlib", "subprocess"} == set()


def test_no_module_takes_from_typing_what_is_here_for_less() -> None:
    """docs/decisions/0024: one that does makes every command that imports it pay for all of typing."""
    costly = re.compile(
        r"^from typing import .*\b(NamedTuple|Literal|Protocol|TypeVar|Generic|TYPE_CHECKING)\b", re.MULTILINE
    )
    found = [
        name
        for name, path in modules().items()
        if name not in ("pipwise.model.value", "pipwise.facts._ask_python")
        and costly.search(path.read_text(encoding="utf-8"))
    ]
    assert found == []
