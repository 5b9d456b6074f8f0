"""Proof is taken from the environment itself: metadata, RECORD, the import system, and one import that may go wrong."""

import time
from pathlib import Path

import pytest

from pipwise.execute import prove
from pipwise.execute.prove import Wanted, what_to_prove
from pipwise.model.intent import Requirement
from pipwise.model.plan import Plan, Proof
from pipwise.system.hands import RealHands
from pipwise.system.real import RealLook
from tests.situations import intent


def install(
    root: Path, name: str, files: dict[str, str], version: str = "1.0", *, requested: bool = True
) -> None:
    """What an installer leaves (PEP 376, PEP 627)."""
    packages = next((root / "lib").iterdir()) / "site-packages"
    info = f"{name}-{version}.dist-info"
    files = {**files, f"{info}/METADATA": f"Name: {name}\nVersion: {version}\n", f"{info}/INSTALLER": "pip\n"}
    if requested:
        files[f"{info}/REQUESTED"] = ""
    files[f"{info}/RECORD"] = "".join(f"{path},,\n" for path in [*files, f"{info}/RECORD"])
    for path, text in files.items():
        (packages / path).parent.mkdir(parents=True, exist_ok=True)
        (packages / path).write_text(text)


def proof_of(root: Path, *projects: str, markers: tuple[tuple[str, str], ...] = ()) -> tuple[Proof, ...]:
    return prove(RealLook(), RealHands(), str(root), Wanted(projects, markers, None))


def test_what_is_there_is_proved(environment: Path) -> None:
    install(environment, "PyYAML", {"yaml/__init__.py": "", "../../../bin/tool": "#!"})
    (proof,) = proof_of(environment, "pyyaml")
    assert (proof.version, proof.missing, proof.modules, proof.imported) == ("1.0", (), ("yaml",), "yes")
    assert sorted(path.name for path in environment.iterdir()) == ["bin", "lib", "pyvenv.cfg"]


def test_what_is_not_there_is_not_proved(environment: Path) -> None:
    assert proof_of(environment, "absent") == (Proof("absent", "", 0, (), (), "not-tried"),)


def test_a_file_of_the_record_that_is_missing_is_named_wherever_it_belongs(environment: Path) -> None:
    install(environment, "tool", {"tool.py": "", "../../../bin/tool": "", "../../../share/man/tool.1": ""})
    (environment / "share/man/tool.1").unlink()
    (proof,) = proof_of(environment, "tool")
    assert proof.missing == ("../../../share/man/tool.1",)


@pytest.mark.parametrize(
    ("code", "imported", "detail"),
    [
        ("raise RuntimeError('no GPIO here')", "no", "RuntimeError: no GPIO here"),
        ("import sys; sys.exit(3)", "no", "SystemExit: 3"),
        ("import os; os._exit(7)", "no", "the Python that imported it ended with status 7"),
        (
            "import os, signal; os.kill(os.getpid(), signal.SIGSEGV)",
            "no",
            "the Python that imported it ended with status -11",
        ),
        ("print('imported\\tdemo' * 1000000)", "yes", ""),
        ("import os; os.close(1); os.close(2)", "yes", ""),
        ("import threading, time; threading.Thread(target=time.sleep, args=(60,)).start()", "yes", ""),
        (
            "raise type('Odd', (BaseException,), {'__str__': lambda self: 'a\\x1b[31m\\nb'})",
            "no",
            "Odd: a?[31m b",
        ),
    ],
)
def test_an_import_that_misbehaves_is_told_and_nothing_more(
    environment: Path, code: str, imported: str, detail: str
) -> None:
    install(environment, "demo", {"demo.py": code})
    started = time.monotonic()
    (proof,) = proof_of(environment, "demo")
    assert (proof.version, proof.missing, proof.imported, proof.detail) == ("1.0", (), imported, detail)
    assert time.monotonic() - started < 4


def test_an_import_that_hangs_is_given_up(environment: Path) -> None:
    install(environment, "demo", {"demo.py": "import time; time.sleep(60)"})
    started = time.monotonic()
    assert proof_of(environment, "demo")[0].imported == "timeout"
    assert time.monotonic() - started < 8


def test_what_an_import_writes_at_home_is_swept_up(environment: Path) -> None:
    code = "import os; os.makedirs(os.path.expanduser('~/.cache/fonts')); open(os.path.expanduser('~/.demorc'), 'w')"
    install(environment, "demo", {"demo.py": code})
    assert proof_of(environment, "demo")[0].imported == "yes"
    assert not (environment / ".pipwise").exists()


def test_the_working_directory_is_not_imported_from(
    environment: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(environment, "demo", {"demo-1.0.data/x": ""})
    (tmp_path / "demo.py").write_text("")
    monkeypatch.chdir(tmp_path)
    assert proof_of(environment, "demo")[0].imported == "not-tried"


def test_bytecode_that_is_not_there_is_no_loss(environment: Path) -> None:
    files = {"pip/__init__.py": "", "pip/one.cpython-313.pyc": "", "pip/sub/__pycache__": ""}
    install(environment, "pip", files)
    for name in ("one.cpython-313.pyc", "sub/__pycache__"):
        next(environment.rglob("pip/__init__.py")).with_name("sub").joinpath("../" + name).unlink()
    (proof,) = proof_of(environment, "pip")
    assert (proof.missing, proof.imported) == ((), "yes")


def test_a_module_of_an_extra_that_nobody_asked_for_is_no_failure(environment: Path) -> None:
    install(environment, "black", {"black/__init__.py": "", "blackd/__init__.py": "import absent_one"})
    (proof,) = proof_of(environment, "black")
    assert (proof.imported, proof.modules) == ("yes", ("black",))


def test_of_several_modules_the_one_that_cannot_be_imported_is_named(environment: Path) -> None:
    install(environment, "pair", {"left/__init__.py": "", "right/__init__.py": "import absent_one"})
    (proof,) = proof_of(environment, "pair")
    assert (proof.imported, proof.modules) == ("no", ("right", "left"))
    assert "absent_one" in proof.detail


def test_modules_that_the_python_does_not_find_are_told(environment: Path) -> None:
    install(environment, "demo", {"demo.py": ""})
    for path in environment.rglob("demo.py"):
        path.unlink()
    (proof,) = proof_of(environment, "demo")
    assert proof.missing == ("demo.py",)
    assert (proof.imported, proof.detail) == ("no", "demo cannot be found by the environment's Python")


@pytest.mark.parametrize(
    ("marker", "proved"), [("python_version < '3'", 0), ("python_version >= '3'", 1), ("not a marker", 1)]
)
def test_a_requirement_that_is_not_for_this_python_is_not_missed(
    environment: Path, marker: str, proved: int
) -> None:
    assert len(proof_of(environment, "absent", markers=(("absent", marker),))) == proved


def test_what_files_and_paths_asked_for_is_proved_by_what_is_new(environment: Path) -> None:
    install(environment, "old", {"old.py": ""})
    asked = intent("pip", "install", "six")._replace(
        requirement_files=("requirements.txt",),
        requirements=(Requirement(".", "", (), "", "", "path", editable=True),),
    )
    wanted = what_to_prove(RealLook(), asked, Plan("existing-venv", str(environment), False, (), ()))
    install(environment, "new", {"new.py": ""})
    install(environment, "dependency", {"dependency.py": ""}, requested=False)
    proofs = prove(RealLook(), RealHands(), str(environment), wanted)
    assert [proof.project for proof in proofs] == ["new"]
