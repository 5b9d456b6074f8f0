"""Requirements that are not meant for a Python: their markers (PEP 508) asked of that Python itself."""

from __future__ import annotations

import json

from pipwise.system.look import Look

_TIME_LIMIT = 10.0
# The variables of PEP 508, as packaging's default_environment() has them.
_ASK = """
import json, os, platform, sys
implementation = getattr(sys, "implementation", None)
version = "{0.major}.{0.minor}.{0.micro}".format(implementation.version) if implementation else "0"
if implementation and implementation.version.releaselevel != "final":
    version += implementation.version.releaselevel[0] + str(implementation.version.serial)
print(json.dumps({
    "implementation_name": implementation.name if implementation else "", "implementation_version": version,
    "os_name": os.name, "platform_machine": platform.machine(), "platform_release": platform.release(),
    "platform_system": platform.system(), "platform_version": platform.version(),
    "python_full_version": platform.python_version(), "platform_python_implementation": platform.python_implementation(),
    "python_version": ".".join(platform.python_version_tuple()[:2]), "sys_platform": sys.platform, "extra": "",
}))
"""


def not_meant(look: Look, python: str, marked: list[tuple[str, str]]) -> list[str]:
    """The projects whose marker leaves this Python out; where that cannot be told, none."""
    from packaging.markers import InvalidMarker, Marker, UndefinedComparison, UndefinedEnvironmentName

    answer = look.ask([python, "-I", "-B", "-c", _ASK], timeout=_TIME_LIMIT)
    try:
        values = {str(key): str(value) for key, value in json.loads(answer.stdout).items()}
        return [project for project, marker in marked if not Marker(marker).evaluate(values)]
    except (ValueError, AttributeError, InvalidMarker, UndefinedComparison, UndefinedEnvironmentName):
        return []
