"""What ends uv before it looks at anything: variables and configuration files that it cannot use."""

from __future__ import annotations

from pipwise.intent.uv_grammar import grammar_of
from pipwise.intent.uv_syntax import validate
from pipwise.intent.uv_values import FALSE, TRUE, why_wrong_in_environment
from pipwise.model.intent import Value
from pipwise.model.known import Known
from pipwise.model.outcome import Outcome
from pipwise.predict.uv_case import Case, fails

_NUMBERS = (
    *("UV_CONCURRENT_DOWNLOADS", "UV_CONCURRENT_BUILDS", "UV_CONCURRENT_INSTALLS"),
    *("UV_HTTP_TIMEOUT", "UV_REQUEST_TIMEOUT", "UV_HTTP_RETRIES"),
)
_BOOLEANS = (
    *(
        "UV_OFFLINE",
        "UV_PREVIEW",
        "UV_NO_PROGRESS",
        "UV_FROZEN",
        "UV_LOCKED",
        "UV_NO_SYNC",
        "UV_MANAGED_PYTHON",
    ),
    *("UV_NO_MANAGED_PYTHON", "UV_NATIVE_TLS", "UV_SYSTEM_CERTS", "UV_ISOLATED", "UV_DEV", "UV_NO_DEV"),
    *("UV_NO_EDITABLE", "UV_NO_INSTALLER_METADATA", "UV_SHOW_RESOLUTION", "UV_NO_ENV_FILE", "UV_GIT_LFS"),
)
"""Read by uv itself, after clap and whatever the command line says."""
_DOWNLOADS = ("auto", "automatic", "true", "1", "manual", "never", "false", "0")


def environment_problem(case: Case) -> Outcome | None:
    """The first variable with a value that uv does not take, or that goes against the command line."""
    variables = {
        setting.where: setting.value for setting in case.settings.values if setting.section == ":env:"
    }
    version = case.target.version
    grammar = grammar_of(case.command, version.value if isinstance(version, Known) else "")
    if grammar is None:
        return None
    arguments = case.intent.arguments
    given: dict[str, Value] = dict(arguments.options)
    for option in dict.fromkeys(grammar.spellings.values()):
        value = variables.get(option.variable) if option.variable else None
        if value is None or option.name in given or option.variable in _BOOLEANS:
            continue
        if why := why_wrong_in_environment(option.kind, value):
            return fails("invalid-option-value", f"invalid value '{value}' for '--{option.name}': {why}")
        if value == "" and option.kind.startswith(("path", "enum:")):
            return fails(
                "invalid-option-value", f"a value is required for '--{option.name}' but none was supplied"
            )
        opposite = option.name[3:] if option.name.startswith("no-") else f"no-{option.name}"
        if opposite in given and opposite in {other.name for other in grammar.spellings.values()}:
            text = f"the argument '--{opposite}' cannot be used with '--{option.name}'"
            return fails("conflicting-options", text)
        given[option.name] = value
    problem = validate(grammar, given, arguments.operands)
    if problem is not None:
        return fails(problem.code, problem.text, problem.exit_status)
    return _own_variables(variables)


def _own_variables(variables: dict[str, str]) -> Outcome | None:
    downloads = variables.get("UV_PYTHON_DOWNLOADS")
    if downloads is not None and downloads.lower() not in _DOWNLOADS:
        return fails("invalid-option-value", "invalid value for UV_PYTHON_DOWNLOADS")
    for name in _BOOLEANS:
        if name in variables and variables[name].lower() not in (*TRUE, *FALSE):
            text = f"Failed to parse environment variable `{name}` with invalid value `{variables[name]}`"
            return fails("invalid-option-value", text)
    for name in _NUMBERS:
        value = variables.get(name)
        if value and not (
            value.isascii() and value.isdigit() and (int(value) > 0 or "CONCURRENT" not in name)
        ):
            return fails("invalid-option-value", f"Failed to parse environment variable `{name}`")
    return None


def configuration_problem(case: Case) -> Outcome | None:
    """A directory that is not there, or a configuration file that uv stumbles over; warnings do not count."""
    for path in directories(case):
        fact = case.fact(path)
        if fact is not None and fact.kind != "directory":
            return fails("not-a-directory", f"{path} is not a directory")
    for path, why in case.settings.problems:
        code, _, text = why.partition(": ")
        if code != "ignored":
            return fails(code, f"{path}: {text}")
    required = [setting for setting in case.settings.values if setting.key == "required-version"]
    version = case.target.version
    if required and isinstance(version, Known) and not _meets(version.value, required[-1].value):
        return fails(
            "version-mismatch", f"Required uv version `{required[-1].value}` does not match {version.value}"
        )
    if case.flag("offline", "UV_OFFLINE") and case.given("refresh"):
        return fails("conflicting-options", "the argument `--offline` cannot be used with `--refresh`")
    return None


def directories(case: Case) -> list[str]:
    """Directories that have to be there: ``--directory``, ``--project``."""
    found = [case.place("directory")] if case.text("directory", "UV_WORKING_DIR") else []
    project = case.text("project", "UV_PROJECT")
    return [*found, case.path(project)] if project else found


def _meets(version: str, specifier: str) -> bool:
    from packaging.specifiers import InvalidSpecifier, SpecifierSet

    try:
        return SpecifierSet(specifier if specifier[:1] in "<>=!~" else f"=={specifier}").contains(version)
    except InvalidSpecifier:
        return False
