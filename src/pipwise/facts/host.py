"""The machine: its operating system, what it runs inside of, and whether what is changed here is thrown away."""

from __future__ import annotations

from pipwise.facts.containers import container_of
from pipwise.facts.glance import stands, text
from pipwise.model.host import Disposable, Host, OsRelease
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import Mapping
from pipwise.system.look import Look

# What stands further up also sets what stands further down: Forgejo and Gitea set GITHUB_ACTIONS.
_CI = (
    ("FORGEJO_ACTIONS", "forgejo"),
    ("GITEA_ACTIONS", "gitea"),
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
    ("CIRRUS_CI", "cirrus"),
    ("APPVEYOR", "appveyor"),
    ("NETLIFY", "netlify"),
    ("VERCEL", "vercel"),
)
_IMMUTABLE = (
    ("/run/ostree-booted", "ostree"),
    ("/etc/NIXOS", "nixos"),
    ("/usr/bin/steamos-readonly", "steamos"),
)
_IMMUTABLE_IDS = {
    "opensuse-microos": "transactional-update",
    "opensuse-leap-micro": "transactional-update",
    "opensuse-aeon": "transactional-update",
    "opensuse-kalpa": "transactional-update",
    "sle-micro": "transactional-update",
    "nixos": "nixos",
    "steamos": "steamos",
    "ubuntu-core": "snap",
    "flatcar": "flatcar",
    "bottlerocket": "bottlerocket",
    "vanilla": "abroot",
}
_MAC_VERSION = "/System/Library/CoreServices/SystemVersion.plist"


def look_at_host(look: Look, environment: Mapping[str, str]) -> Host:
    """Everything about the machine that a decision may stand on."""
    release = read_os_release(look)
    container = container_of(look, environment)
    contained = isinstance(container, Known) and container.value not in ("", "wsl")
    return Host(
        platform=look.platform,
        os=release,
        container=container,
        ci=_ci(environment),
        wsl=_wsl(look, contained),
        immutable=_immutable(look, release),
        disposable=_disposable(look, environment),
    )


def read_os_release(look: Look) -> Fact[OsRelease]:
    """``/etc/os-release``, else ``/usr/lib/os-release`` (os-release(5)); on macOS what its own property list says."""
    why = "no os-release"
    for path in ("/etc/os-release", "/usr/lib/os-release"):
        try:
            content = look.read(path, 100_000).decode("utf-8", "replace")
        except OSError as error:
            why = f"{path}: {error.strerror}"
            continue
        return Known(parse_os_release(content), Source("live", path))
    if look.platform == "darwin":
        version = text(look, _MAC_VERSION).partition("<key>ProductVersion</key>")[2]
        number = version.partition("<string>")[2].partition("</string>")[0]
        if number:
            return Known(OsRelease("macos", (), number, "", f"macOS {number}"), Source("live", _MAC_VERSION))
    return Unknown(why)


def parse_os_release(content: str) -> OsRelease:
    """The keys of an os-release file that matter here."""
    values: dict[str, str] = {}
    for line in content.splitlines():
        key, equals, value = line.strip().partition("=")
        if equals and not key.startswith("#"):
            values[key] = _unquoted(value.strip())
    return OsRelease(
        id=values.get("ID", "linux").lower(),
        like=tuple(values.get("ID_LIKE", "").lower().split()),
        version=values.get("VERSION_ID", ""),
        codename=values.get("VERSION_CODENAME", ""),
        name=values.get("PRETTY_NAME", values.get("NAME", "")),
    )


def family(look: Look) -> frozenset[str]:
    """The distribution's ID with everything that it is like; empty where that is unknown."""
    release = read_os_release(look)
    return frozenset((release.value.id, *release.value.like)) if isinstance(release, Known) else frozenset()


def _unquoted(value: str) -> str:
    """A value as a shell would assign it: in quotes or bare, with escaped quotes, dollars and backslashes."""
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    for escaped in '"$`\\':
        value = value.replace(f"\\{escaped}", escaped)
    return value


def _ci(environment: Mapping[str, str]) -> Fact[str]:
    for variable, provider in _CI:
        if environment.get(variable):
            return Known(provider, Source("live", variable))
    if environment.get("CI", "").lower() not in ("", "0", "false", "no"):
        return Known("unknown-ci", Source("live", "CI"))
    return Known("", Source("live", "CI"))


def _wsl(look: Look, contained: bool) -> Fact[bool]:
    """Microsoft's kernel also runs the containers of Docker Desktop, which are not WSL themselves."""
    if look.platform != "linux":
        return Known(False, Source("live", "sys.platform"))
    where = "/proc/sys/kernel/osrelease"
    try:
        kernel = look.read(where, 1000).decode("utf-8", "replace").lower()
    except OSError as error:
        return Unknown(f"{where}: {error.strerror}")
    return Known("microsoft" in kernel and not contained, Source("live", where))


def _immutable(look: Look, release: Fact[OsRelease]) -> Fact[str]:
    for path, kind in _IMMUTABLE:
        if stands(look, path):
            return Known(kind, Source("live", path))
    if isinstance(release, Known) and release.value.id in _IMMUTABLE_IDS:
        return Known(_IMMUTABLE_IDS[release.value.id], release.source)
    return Known("", Source("live", "/run/ostree-booted, os-release"))


def _disposable(look: Look, environment: Mapping[str, str]) -> Fact[Disposable]:
    """Proof only: CI=true, LXC, distrobox and devcontainers live on, and a self-hosted runner is somebody's machine.

    A look-alike that sets its model's variables (act, Forgejo, Gitea) runs on somebody's machine, too.
    """
    pretends = any(environment.get(name) for name in ("ACT", "FORGEJO_ACTIONS", "GITEA_ACTIONS"))
    hosted = (
        ("GITHUB_ACTIONS", "RUNNER_ENVIRONMENT", "github-hosted"),
        ("TF_BUILD", "AGENT_ISSELFHOSTED", "0"),
        ("GITLAB_CI", "CI_DISPOSABLE_ENVIRONMENT", "true"),
    )
    for provider, variable, value in hosted:
        if environment.get(provider) and environment.get(variable) == value and not pretends:
            return _thrown_away("hosted-runner", f"{variable}={value}")
    if text(look, "/proc/sys/kernel/hostname").strip() == "buildkitsandbox":
        return _thrown_away("image-build", "the host name is BuildKit's: buildkitsandbox")
    if 'engine="buildah' in text(look, "/run/.containerenv"):
        return _thrown_away("image-build", "/run/.containerenv names Buildah as its engine")
    if stands(look, "/kaniko/executor"):
        return _thrown_away("image-build", "/kaniko/executor")
    return Known(
        Disposable(False, "", "nothing here proves that it is thrown away"),
        Source("live", "environment, /run"),
    )


def _thrown_away(kind: str, evidence: str) -> Fact[Disposable]:
    return Known(Disposable(True, kind, evidence), Source("live", evidence))  # type: ignore[arg-type]  # two literals above
