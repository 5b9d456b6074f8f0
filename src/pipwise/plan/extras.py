"""What is compiled, in a directory of its own: the linter's grammar and uv, in the versions that pipwise was tested with."""

from __future__ import annotations

from pipwise.model.plan import MakeDirectory, Plan, RunTool

# Of the user's pip it counts which index is asked and how; not where it would put things.
_ELSEWHERE = (
    "TARGET",
    "PREFIX",
    "ROOT",
    "USER",
    "REQUIRE_VIRTUALENV",
    "REQUIRE_HASHES",
    "NO_BINARY",
    "ONLY_BINARY",
    "CONSTRAINT",
)


def installing_extras(root: str, python: str, pip_wheel: str, lock: str) -> Plan:
    """A directory that a Python of that version finds modules in; pip runs out of its wheel."""
    argv = (
        *(
            python,
            "-I",
            f"{pip_wheel}/pip",
            "install",
            "--quiet",
            "--no-input",
            "--disable-pip-version-check",
            "--no-user",
        ),
        *("--target", root, "--no-deps", "--only-binary", ":all:", "--require-hashes", "-r", lock),
    )
    variables = (("PYTHON*", None), *((f"PIP_{name}", None) for name in _ELSEWHERE))
    fill = RunTool(argv, (root,), None, variables, "install what is compiled", "pip")
    return Plan("self", root, True, (MakeDirectory(root), fill), ())
