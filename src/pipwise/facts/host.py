"""The machine: its operating system, what it runs inside of, and whether what is changed here is thrown away."""

from __future__ import annotations

from collections.abc import Mapping

from pipwise.model.host import Disposable, Host, OsRelease
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.system.look import Look

_CI = (
    ("GITHUB_ACTIONS", "github-actions"),
    ("GITLAB_CI", "gitlab"),
    ("CIRCLECI", "circleci"),
    ("TF_BUILD", "azure"),
    ("TRAVIS", "travis"),
    ("JENKINS_URL", "jenkins"),
    ("BITBUCKET_BUILD_NUMBER", "bitbucket"),
    ("DRONE", "drone"),
    ("BUILDKITE", "buildkite"),
    ("READTHEDOCS", "readthedocs"),
    ("TEAMCITY_VERSION", "teamcity"),
    ("CODEBUILD_BUILD_ID", "codebuild"),
    ("SEMAPHORE", "semaphore"),
    ("FORGEJO_ACTIONS", "forgejo"),
    ("GITEA_ACTIONS", "gitea"),
)


def look_at_host(look: Look, environment: Mapping[str, str]) -> Host:
    """Everything about the machine that a decision may stand on."""
    return Host(
        platform=look.platform,
        os=read_os_release(look),
        container=_container(look, environment),
        ci=_ci(environment),
        wsl=_wsl(look),
        immutable=_immutable(look),
        disposable=_disposable(look, environment),
    )


def read_os_release(look: Look) -> Fact[OsRelease]:
    """``/etc/os-release``, else ``/usr/lib/os-release`` (os-release(5))."""
    why = "no os-release"
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            text = look.read(path, 100_000).decode("utf-8", "replace")
        except OSError as error:
            why = f"{path}: {error.strerror}"
            continue
        return Known(parse_os_release(text), Source("live", path))
    return Unknown(why)


def parse_os_release(text: str) -> OsRelease:
    """The keys of an os-release file that matter here; Raspberry Pi OS calls itself debian and is told by its name."""
    values: dict[str, str] = {}
    for line in text.splitlines():
        key, equals, value = line.strip().partition("=")
        if equals and not key.startswith("#"):
            values[key] = value.strip().strip("\"'")
    return OsRelease(
        id=values.get("ID", "linux").lower(),
        like=tuple(values.get("ID_LIKE", "").lower().split()),
        version=values.get("VERSION_ID", ""),
        codename=values.get("VERSION_CODENAME", ""),
        name=values.get("PRETTY_NAME", values.get("NAME", "")),
    )


def _container(look: Look, environment: Mapping[str, str]) -> Fact[str]:
    for path, kind in (
        ("/run/.toolboxenv", "toolbox"),
        ("/run/host/container-manager", "distrobox"),
        ("/run/.containerenv", "podman"),
        ("/.dockerenv", "docker"),
    ):
        if _there(look, path):
            if kind in ("podman", "docker") and environment.get("DISTROBOX_ENTER_PATH"):
                kind = "distrobox"
            return Known(kind, Source("live", path))
    if environment.get("KUBERNETES_SERVICE_HOST"):
        return Known("kubernetes", Source("live", "KUBERNETES_SERVICE_HOST"))
    if environment.get("container"):
        return Known(environment["container"], Source("live", "container"))
    for path in ("/run/systemd/container",):
        text = _text(look, path).strip()
        if text:
            return Known(text, Source("live", path))
    return Known("", Source("live", "/.dockerenv, /run/.containerenv"))


def _ci(environment: Mapping[str, str]) -> Fact[str]:
    for variable, provider in _CI:
        if environment.get(variable):
            return Known(provider, Source("live", variable))
    if environment.get("CI", "").lower() not in ("", "0", "false", "no"):
        return Known("unknown-ci", Source("live", "CI"))
    return Known("", Source("live", "CI"))


def _wsl(look: Look) -> Fact[bool]:
    try:
        text = look.read("/proc/sys/kernel/osrelease", 1000).decode("utf-8", "replace").lower()
    except OSError as error:
        return Unknown(f"/proc/sys/kernel/osrelease: {error.strerror}") if look.platform == "linux" else _no_wsl()
    return Known("microsoft" in text, Source("live", "/proc/sys/kernel/osrelease"))


def _no_wsl() -> Fact[bool]:
    return Known(False, Source("live", "sys.platform"))


def _immutable(look: Look) -> Fact[str]:
    for path, kind in (
        ("/run/ostree-booted", "ostree"),
        ("/usr/sbin/transactional-update", "transactional-update"),
        ("/usr/bin/steamos-readonly", "steamos"),
        ("/etc/NIXOS", "nixos"),
    ):
        if _there(look, path):
            return Known(kind, Source("live", path))
    return Known("", Source("live", "/run/ostree-booted"))


def _disposable(look: Look, environment: Mapping[str, str]) -> Fact[Disposable]:
    """Proof only: CI=true, LXC, distrobox and devcontainers live on, and a self-hosted runner is somebody's machine."""
    hosted = (
        ("GITHUB_ACTIONS", "RUNNER_ENVIRONMENT", "github-hosted"),
        ("TF_BUILD", "AGENT_ISSELFHOSTED", "0"),
    )
    for provider, variable, value in hosted:
        if environment.get(provider) and environment.get(variable) == value:
            return _thrown_away("hosted-runner", f"{variable}={value}")
    if _text(look, "/proc/sys/kernel/hostname").strip() == "buildkitsandbox":
        return _thrown_away("image-build", "the host name is BuildKit's: buildkitsandbox")
    if 'engine="buildah' in _text(look, "/run/.containerenv"):
        return _thrown_away("image-build", "/run/.containerenv names Buildah as its engine")
    if _there(look, "/kaniko/executor"):
        return _thrown_away("image-build", "/kaniko/executor")
    return Known(Disposable(False, "", "nothing here proves that it is thrown away"), Source("live", "environment, /run"))


def _thrown_away(kind: str, evidence: str) -> Fact[Disposable]:
    return Known(Disposable(True, kind, evidence), Source("live", evidence))  # type: ignore[arg-type]  # two literals above


def _there(look: Look, path: str) -> bool:
    try:
        look.stat(path)
    except OSError:
        return False
    return True


def _text(look: Look, path: str) -> str:
    try:
        return look.read(path, 20_000).decode("utf-8", "replace")
    except OSError:
        return ""
