"""Asking a foreign Python what it is, once, and believing the answer only while the files it came from are unchanged."""

from __future__ import annotations

import json

from pipwise.facts.trust import distrust
from pipwise.model.interpreter import Interpreter, Layout, Scheme
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Answer, Look

_MARK = b"pipwise-answer:"
_HOME = "/{home}"
_FORMAT = 1
_TIME_LIMIT = 10.0


def ask_interpreter(look: Look, executable: str) -> Fact[Interpreter]:
    """What an interpreter says of itself; Unknown where it does not run, hangs, or says something else."""
    reason = distrust(look, executable)
    if reason:
        return Unknown(reason)
    key = _key(executable)
    said = _remembered(look, key, executable)
    if said is None:
        asked = _ask(look, executable)
        if isinstance(asked, str):
            return Unknown(f"{executable} {asked}")
        said = asked
        _remember(look, key, executable, said)
    found = _interpreter(said, executable, look.home or "")
    if found is None:
        return Unknown(f"{executable} gave an answer that no Python gives")
    return Known(found, Source("live", executable))


def _ask(look: Look, executable: str) -> dict[str, object] | str:
    """The interpreter's own answer, or why there is none; ``-I`` is unknown before Python 3.4."""
    import pkgutil

    script = (pkgutil.get_data("pipwise.facts", "_ask_python.py") or b"").decode()
    environment = {"HOME": _HOME, "LC_ALL": "C.UTF-8", "PATH": look.environment.get("PATH", "")}
    for flags in (["-I", "-B"], ["-E", "-s", "-B"]):
        answer = look.ask([executable, *flags, "-c", script], environment=environment, timeout=_TIME_LIMIT)
        if answer.status != 2:
            break
    return _understood(answer)


def _understood(answer: Answer) -> dict[str, object] | str:
    if answer.problem:
        return {
            "timeout": f"did not answer within {_TIME_LIMIT:.0f} s",
            "not-found": "is not there",
            "not-permitted": "may not be run",
            "not-executable": "is not something that can be run",
            "too-much-output": "says too much",
        }[answer.problem]
    parts = answer.stdout.split(_MARK)
    if len(parts) < 3:
        last = answer.stderr.decode("utf-8", "replace").strip().splitlines()
        return f"is not a Python that works (exit status {answer.status}{': ' + last[-1][:200] if last else ''})"
    try:
        said = json.loads(parts[-2])
    except ValueError:
        return "answered with rubbish"
    if not isinstance(said, dict):
        return "answered with rubbish"
    if said.get("problem"):
        return f"could not describe itself: {str(said.get('detail') or said['problem'])[:200]}"
    return said


def _key(executable: str) -> str:
    return executable.replace("%", "%25").replace("/", "%2F")[:240]


def _remembered(look: Look, key: str, executable: str) -> dict[str, object] | None:
    kept = look.recall(key)
    if kept is None:
        return None
    try:
        record = json.loads(kept)
        if record["format"] != _FORMAT or record["executable"] != executable:
            return None
        watched, said = record["watch"], record["said"]
        if not isinstance(said, dict) or any(_state(look, path) != state for path, state in watched):
            return None
    except (ValueError, KeyError, TypeError):
        return None
    return said


def _remember(look: Look, key: str, executable: str, said: dict[str, object]) -> None:
    watched = [executable, look.realpath(executable), *_strings(said.get("files")), *_strings(said.get("path"))]
    folder = executable.rpartition("/")[0]
    watched += [f"{folder}/pyvenv.cfg", f"{folder.rpartition('/')[0]}/pyvenv.cfg"]
    record = {
        "format": _FORMAT,
        "executable": executable,
        "watch": [[path, _state(look, path)] for path in dict.fromkeys(watched)],
        "said": said,
    }
    look.remember(key, json.dumps(record).encode("utf-8", "surrogatepass"))


def _state(look: Look, path: str) -> list[int] | None:
    try:
        stat = look.stat(path)
    except OSError:
        return None
    return [stat.device, stat.inode, stat.size, stat.mtime_ns]


def _interpreter(said: dict[str, object], executable: str, home: str) -> Interpreter | None:
    layout = said.get("layout")
    version = said.get("version")
    texts = [said.get(key) for key in ("implementation", "prefix", "base_prefix", "stdlib", "user_base", "user_site")]
    if not isinstance(layout, dict) or not isinstance(version, list) or len(version) != 3:
        return None
    if not all(isinstance(text, str) for text in texts) or not all(isinstance(part, int) for part in version):
        return None
    implementation, prefix, base_prefix, stdlib, user_base, user_site = map(str, texts)
    names = [str(layout.get(key)) for key in ("default", "prefix", "user", "home")]
    return Interpreter(
        executable=executable,
        version=(int(version[0]), int(version[1]), int(version[2])),
        implementation=implementation,
        prefix=prefix,
        base_prefix=base_prefix,
        stdlib=stdlib,
        layout=Layout(
            _schemes(layout.get("schemes")),
            *names,
            user_base=user_base.replace(_HOME, home),
            user_site=user_site.replace(_HOME, home),
            distutils=tuple((a, b.replace(_HOME, home)) for a, b in _rows(said.get("distutils"), 2)),
        ),
        path=_strings(said.get("path")),
        site_packages=_strings(said.get("site_packages")),
        has_venv=bool(said.get("has_venv")),
        has_ensurepip=bool(said.get("has_ensurepip")),
    )


def _schemes(value: object) -> tuple[Scheme, ...]:
    return tuple(Scheme(*row) for row in _rows(value, 5))


def _rows(value: object, width: int) -> list[list[str]]:
    if not isinstance(value, list):
        return []
    return [[str(cell) for cell in row] for row in value if isinstance(row, list) and len(row) == width]


def _strings(value: object) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()
