"""What a name alone suggests of a project that no table has: never more than a library, mostly nothing."""

from __future__ import annotations

from pipwise.catalog.kinds.plugins import fits

# Families whose members are imported, by the rules of whoever publishes them: typeshed's stubs (PEP 561), the generated
# clients of the clouds, backports, namespace packages of frameworks.
LIBRARY_FAMILIES = (
    *(
        "types-*",
        "*-stubs",
        "*-sdk",
        "*-python-sdk",
        "*-api-client",
        "backports-*",
        "azure-mgmt-*",
        "azure-*-client",
    ),
    *(
        "google-cloud-*",
        "mypy-boto3-*",
        "alibabacloud-*",
        "aliyun-python-sdk-*",
        "aws-cdk-*",
        "tencentcloud-sdk-*",
    ),
    *(
        "opentelemetry-instrumentation-*",
        "opentelemetry-exporter-*",
        "langchain-*",
        "llama-index-*",
        "xstatic-*",
    ),
    *(
        "apache-airflow-providers-*",
        "django-*",
        "flask-*",
        "fastapi-*",
        "pyobjc-framework-*",
        "nvidia-*",
        "odoo-addon-*",
    ),
    *("odoo*-addon-*", "zope-*", "collective-*", "oslo-*", "trytond-*", "adafruit-circuitpython-*", "aio*"),
)
_PROGRAMS = ("*-cli", "*-tui", "*-gui", "*-tool", "*-tools")
INTERFACES = ("-cli", "-tui", "-gui")
"""What is called so is an interface for people, whatever else can be told of it."""


def sounds_like_a_program(name: str) -> bool:
    """Whether a (normalised) name says that it is a program: ``frida-tools``, ``chatgpt-cli``."""
    return any(fits(name, pattern) for pattern in _PROGRAMS)


def library_family(name: str) -> str:
    """The family of libraries that a (normalised) name belongs to, or '' where it is in none or sounds like a program too."""
    if sounds_like_a_program(name):
        return ""
    return next((pattern for pattern in LIBRARY_FAMILIES if fits(name, pattern)), "")
