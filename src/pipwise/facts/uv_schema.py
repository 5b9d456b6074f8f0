"""Keys of uv's files: an unknown one, or one of the wrong type, ends uv (uv ``settings.rs``; measured 0.1.45 to 0.13.9)."""

from __future__ import annotations


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_SHARED = _words(
    """
    index-url extra-index-url no-index find-links index-strategy keyring-provider resolution prerelease fork-strategy
    dependency-metadata config-settings config-settings-package no-build-isolation require-build-hashes
    no-build-isolation-package extra-build-dependencies extra-build-variables exclude-newer exclude-newer-package link-mode
    compile-bytecode no-sources no-sources-package upgrade upgrade-package reinstall reinstall-package no-build no-binary
    torch-backend concurrent-downloads concurrent-builds concurrent-installs offline
    """
)
_GLOBAL = _SHARED | _words(
    """
    required-version system-certs native-tls no-cache cache-dir preview preview-features python-preference python-downloads
    index http-proxy https-proxy no-proxy allow-insecure-host prerelease-package no-build-package no-binary-package
    python-install-mirror pypy-install-mirror graalpy-install-mirror pyodide-install-mirror python-downloads-json-url
    publish-url trusted-publishing check-url add-bounds audit pip cache-keys override-dependencies exclude-dependencies
    constraint-dependencies build-constraint-dependencies
    """
)
_PROJECT_ONLY = _words(
    """
    environments required-environments minimum-libc-version conflicts workspace sources managed package default-groups
    dependency-groups dev-dependencies build-backend
    """
)
_PIP = _SHARED | _words(
    """
    python system break-system-packages target prefix only-binary strict extra all-extras no-extra no-deps group
    allow-empty-requirements output-file no-strip-extras no-strip-markers no-annotate no-header custom-compile-command
    generate-hashes legacy-setup-py python-version python-platform universal no-emit-package emit-index-url emit-find-links
    emit-build-options emit-marker-expression emit-index-annotation annotation-style require-hashes verify-hashes
    """
)
_BOOLEAN = _words(
    """
    system break-system-packages no-index strict all-extras no-deps allow-empty-requirements no-strip-extras no-strip-markers
    no-annotate no-header generate-hashes universal emit-index-url emit-find-links emit-build-options
    emit-marker-expression emit-index-annotation compile-bytecode require-hashes verify-hashes upgrade reinstall
    system-certs native-tls offline no-cache managed package
    """
)
_TEXT = _words(
    "python target prefix index-url output-file cache-dir required-version custom-compile-command python-version"
)


def why_invalid(document: dict[str, object], *, project: bool) -> str:
    """What uv finds wrong in a uv.toml, or (``project``) in a ``[tool.uv]`` table; '' where it takes it."""
    known = _GLOBAL | _PROJECT_ONLY if project else _GLOBAL
    for key, value in document.items():
        if key in _PROJECT_ONLY and not project:
            return f"{key} is not allowed in a uv.toml"
        if key not in known:
            return f"unknown field {key}"
        if why := _wrong_type(key, value):
            return why
    pip = document.get("pip", {})
    if not isinstance(pip, dict):
        return "pip is not a table"
    for key, value in pip.items():
        if key not in _PIP:
            return f"unknown field {key}"
        if why := _wrong_type(key, value):
            return why
    return ""


def _wrong_type(key: str, value: object) -> str:
    if key in _BOOLEAN and not isinstance(value, bool):
        return f"{key} is not a boolean"
    if key in _TEXT and not isinstance(value, str):
        return f"{key} is not a string"
    return ""
