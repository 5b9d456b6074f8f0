"""Whether a Python can still import something after it was taken away, and from where."""

from __future__ import annotations

from pipwise.execute.modules import modules_of
from pipwise.execute.prove import record_of
from pipwise.facts.distributions import read_distributions
from pipwise.model.interpreter import Distribution
from pipwise.model.lives import Lives
from pipwise.system.look import Look

_ASK = """
import importlib.util, sys
for name in sys.argv[1:]:
    try: found = importlib.util.find_spec(name)
    except BaseException: found = None
    places = [found.origin or "", *(found.submodule_search_locations or ())] if found else []
    print(next((one for one in places if one and one != "namespace"), "") if found else "")
"""


def modules_at(look: Look, one: Lives) -> tuple[str, ...]:
    """The modules that a project brings there, told before it goes."""
    found = next((each for each in _distributions(look, one) if each.name == one.project), None)
    return modules_of(record_of(look, found), found.name)[:1] if found else ()


def files_at(look: Look, one: Lives) -> tuple[str, ...]:
    """What its RECORD names outside of the site directory: commands, manual pages, data."""
    from os.path import normpath

    found = next((each for each in _distributions(look, one) if each.name == one.project), None)
    paths = [normpath(f"{one.place}/{path}") for path in record_of(look, found)] if found else []
    return tuple(path for path in paths if not path.startswith(f"{one.place}/"))


def imported_from(look: Look, one: Lives, modules: tuple[str, ...]) -> str | None:
    """The file or directory, '' where it cannot be imported, None where that is not known."""
    if not modules or not one.python:
        return None
    flags = () if one.where == "user" else ("-I",)
    variables = {key: value for key, value in look.environment.items() if not key.startswith("PYTHON")}
    answer = look.ask([one.python, *flags, "-B", "-c", _ASK, *modules], environment=variables)
    return answer.stdout.decode("utf-8", "surrogateescape").split("\n")[0] if answer.status == 0 else None


def _distributions(look: Look, one: Lives) -> tuple[Distribution, ...]:
    try:
        folders = [f"{one.place}/lib/{name}/site-packages" for name in look.list(f"{one.place}/lib")]
    except OSError:
        folders = []
    return read_distributions(look, [one.place, *folders])
