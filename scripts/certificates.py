"""Finds the certificates that servers are checked against, and says in one line what to do where there are none."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pipwise.errors import CouldNotLook

if TYPE_CHECKING:
    import ssl

# Looked at where OpenSSL's own place is empty: some Pythons are compiled for another system than the one they run on.
STORES = (
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
)
_INSTALLERS = {
    "/usr/bin/apt-get": "apt install ca-certificates",
    "/usr/bin/dnf": "dnf install ca-certificates",
    "/usr/bin/zypper": "zypper install ca-certificates-mozilla",
    "/usr/bin/pacman": "pacman -S ca-certificates",
    "/sbin/apk": "apk add ca-certificates",
}


class NoStore(CouldNotLook):
    """There is nothing to check a server against: no other server will do better."""


def context(
    named: str, named_by: str, *, client: str = "", check: bool = True, stores: tuple[str, ...] = STORES
) -> ssl.SSLContext:
    """What TLS connections are made with; ``named`` is a file or a directory of certificates, or ''."""
    try:
        import ssl
    except ImportError as error:
        raise NoStore(
            "this Python has no ssl module", str(error), "put another Python first on PATH"
        ) from error
    found = ssl.create_default_context()
    if not check:
        found.check_hostname = False
        found.verify_mode = ssl.CERT_NONE
    elif named:
        _load(found, named, named_by)
    elif not _has_certificates(found, ssl.get_default_verify_paths()):
        _load_any(found, ssl.get_default_verify_paths(), stores)
    if client:
        _load_client(found, client)
    return found


def _load(found: ssl.SSLContext, path: str, named_by: str) -> None:
    try:
        if os.path.isdir(path):
            found.load_verify_locations(capath=path)
        else:
            found.load_verify_locations(path)
    except OSError as error:
        why = error.strerror if error.errno and error.strerror else "it holds no certificate"
        raise NoStore(
            f"the certificates that {named_by} names cannot be read",
            f"{path}: {why}",
            f"mend or unset it{_or_install()}",
        ) from error


def _load_client(found: ssl.SSLContext, path: str) -> None:
    try:
        found.load_cert_chain(path)
    except OSError as error:
        raise NoStore(
            "the certificate that pip's setting client-cert names cannot be read", f"{path}: {error}"
        ) from error


def _has_certificates(found: ssl.SSLContext, paths: ssl.DefaultVerifyPaths) -> bool:
    if found.cert_store_stats()["x509_ca"]:
        return True
    try:
        return bool(paths.capath and any(name.endswith((".0", ".1")) for name in os.listdir(paths.capath)))
    except OSError:
        return False


def _load_any(found: ssl.SSLContext, paths: ssl.DefaultVerifyPaths, stores: tuple[str, ...]) -> None:
    """Look elsewhere for the system's own store, unless the user has said where it is."""
    said = [name for name in (paths.openssl_cafile_env, paths.openssl_capath_env) if os.environ.get(name)]
    for path in stores:
        if not said and os.path.isfile(path):
            return _load(found, path, "this system")
    raise NoStore(
        "there is no certificate store to check the package index against",
        f"{said[0]} is {os.environ[said[0]]}" if said else f"looked in {paths.openssl_capath}",
        f"name a file of certificates in PIP_CERT{_or_install()}",
    )


def _or_install() -> str:
    """The command that brings a store, where it can be told."""
    sudo = "" if os.geteuid() == 0 else "sudo "
    found = [command for tool, command in _INSTALLERS.items() if os.path.exists(tool)]
    return f", or run: {sudo}{found[0]}" if found else ""
