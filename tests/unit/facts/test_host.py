"""The machine: distribution, container, CI, WSL, immutability, and proof that it is thrown away."""

from __future__ import annotations

import pytest

from pipwise.facts.host import look_at_host, parse_os_release, read_os_release
from pipwise.model.host import Host, OsRelease
from pipwise.model.known import Known, Unknown
from tests.recorded.look import Node, directory, file, machine

DEBIAN = (
    'PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\nVERSION_ID="12"\nVERSION_CODENAME=bookworm\n'
)
KERNEL = {"/proc/sys/kernel/osrelease": "6.1.0-18-amd64\n"}


def host(files: dict[str, Node | str] | None = None, platform: str = "linux", **variables: str) -> Host:
    look = machine({**KERNEL, **(files or {})}, environment=variables, platform=platform)
    return look_at_host(look, variables)


def value(fact: object) -> object:
    assert isinstance(fact, Known)
    found: object = fact.value
    return found


@pytest.mark.parametrize(
    ("content", "release"),
    [
        (DEBIAN, OsRelease("debian", (), "12", "bookworm", "Debian GNU/Linux 12 (bookworm)")),
        (
            'NAME="Linux Mint"\nID=linuxmint\nID_LIKE="ubuntu debian"\nVERSION_ID="22"\n',
            OsRelease("linuxmint", ("ubuntu", "debian"), "22", "", "Linux Mint"),
        ),
        (
            "ID='rocky'\nID_LIKE='rhel centos fedora'\n",
            OsRelease("rocky", ("rhel", "centos", "fedora"), "", "", ""),
        ),
        ('# comment\nPRETTY_NAME="A \\"B\\" \\$5"\n', OsRelease("linux", (), "", "", 'A "B" $5')),
        ("ID=Arch\nnonsense\n=x\n", OsRelease("arch", (), "", "", "")),
        ("", OsRelease("linux", (), "", "", "")),
    ],
)
def test_an_os_release_file(content: str, release: OsRelease) -> None:
    assert parse_os_release(content) == release


def test_the_vendors_file_stands_in_for_the_administrators() -> None:
    look = machine({"/usr/lib/os-release": DEBIAN})
    found = read_os_release(look)
    assert isinstance(found, Known)
    assert (found.value.id, found.source.where) == ("debian", "/usr/lib/os-release")


def test_an_unreadable_file_is_unknown_and_not_another_system() -> None:
    look = machine({"/etc/os-release": file(DEBIAN, mode=0o600)}, uid=1000)
    assert read_os_release(look) == Unknown("/usr/lib/os-release: No such file or directory")


def test_macos_says_its_version_in_a_property_list() -> None:
    plist = "<key>ProductVersion</key>\n<string>15.1</string>\n"
    path = "/System/Library/CoreServices/SystemVersion.plist"
    found = host({path: plist}, platform="darwin").os
    assert value(found) == OsRelease("macos", (), "15.1", "", "macOS 15.1")


@pytest.mark.parametrize(
    ("files", "variables", "kind"),
    [
        ({}, {}, ""),
        ({"/.dockerenv": ""}, {}, "docker"),
        ({"/run/.containerenv": ""}, {}, "podman"),
        ({"/run/.containerenv": "", "/run/.toolboxenv": ""}, {}, "toolbox"),
        ({"/run/.containerenv": ""}, {"DISTROBOX_ENTER_PATH": "/usr/bin/distrobox-enter"}, "distrobox"),
        ({"/run/host/container-manager": "systemd-nspawn\n"}, {}, "systemd-nspawn"),
        ({"/run/systemd/container": "lxc\n"}, {}, "lxc"),
        ({"/dev/lxd/sock": ""}, {}, "lxc"),
        ({}, {"container": "oci"}, "oci"),
        ({"/.dockerenv": ""}, {"KUBERNETES_SERVICE_HOST": "10.0.0.1"}, "kubernetes"),
        ({"/.flatpak-info": ""}, {}, "flatpak"),
        ({"/.singularity.d": directory()}, {}, "apptainer"),
        (
            {
                "/proc/self/mounts": "overlay / overlay rw,lowerdir=/var/lib/containers/storage/overlay/l/A 0 0\n"
            },
            {},
            "podman",
        ),
        (
            {"/proc/self/mounts": "overlay / overlay rw,lowerdir=/var/lib/docker/overlay2/l/A 0 0\n"},
            {},
            "docker",
        ),
        (
            {
                "/proc/self/mounts": "/dev/sda1 / ext4 rw 0 0\noverlay /var/lib/docker/overlay2/x overlay rw 0 0\n"
            },
            {},
            "",
        ),
        ({"/proc/self/mounts": "overlay / overlay rw,lowerdir=/live 0 0\n"}, {}, ""),
    ],
)
def test_containers(files: dict[str, Node | str], variables: dict[str, str], kind: str) -> None:
    assert value(host(files, **variables).container) == kind


@pytest.mark.parametrize(
    ("variables", "provider"),
    [
        ({}, ""),
        ({"CI": "true"}, "unknown-ci"),
        ({"CI": "false"}, ""),
        ({"CI": "1", "GITHUB_ACTIONS": "true"}, "github-actions"),
        ({"GITHUB_ACTIONS": "true", "GITEA_ACTIONS": "true"}, "gitea"),
        ({"GITHUB_ACTIONS": "true", "FORGEJO_ACTIONS": "true", "GITEA_ACTIONS": "true"}, "forgejo"),
        ({"GITLAB_CI": "true"}, "gitlab"),
        ({"TF_BUILD": "True"}, "azure"),
    ],
)
def test_ci_providers(variables: dict[str, str], provider: str) -> None:
    assert value(host(None, **variables).ci) == provider


def test_wsl_is_told_by_its_kernel_but_not_inside_a_container() -> None:
    kernel: dict[str, Node | str] = {"/proc/sys/kernel/osrelease": "5.15.153.1-microsoft-standard-WSL2\n"}
    assert value(host(kernel).wsl) is True
    assert value(host({**kernel, "/.dockerenv": ""}).wsl) is False
    assert value(host().wsl) is False
    assert value(host(platform="darwin").wsl) is False


def test_a_kernel_that_says_nothing_leaves_wsl_open() -> None:
    assert isinstance(look_at_host(machine({}), {}).wsl, Unknown)


@pytest.mark.parametrize(
    ("files", "kind"),
    [
        ({}, ""),
        ({"/run/ostree-booted": ""}, "ostree"),
        ({"/etc/NIXOS": ""}, "nixos"),
        ({"/usr/bin/steamos-readonly": ""}, "steamos"),
        ({"/etc/os-release": "ID=opensuse-microos\n"}, "transactional-update"),
        # The tool alone does not make a system immutable: it can be installed anywhere.
        ({"/usr/sbin/transactional-update": "", "/etc/os-release": "ID=opensuse-tumbleweed\n"}, ""),
    ],
)
def test_immutable_systems(files: dict[str, Node | str], kind: str) -> None:
    assert value(host(files).immutable) == kind


@pytest.mark.parametrize(
    ("files", "variables", "kind"),
    [
        ({}, {"GITHUB_ACTIONS": "true", "RUNNER_ENVIRONMENT": "github-hosted"}, "hosted-runner"),
        ({}, {"TF_BUILD": "True", "AGENT_ISSELFHOSTED": "0"}, "hosted-runner"),
        ({}, {"GITLAB_CI": "true", "CI_DISPOSABLE_ENVIRONMENT": "true"}, "hosted-runner"),
        ({"/proc/sys/kernel/hostname": "buildkitsandbox\n"}, {}, "image-build"),
        ({"/run/.containerenv": 'engine="buildah-1.28.2"\n'}, {}, "image-build"),
        ({"/kaniko/executor": ""}, {}, "image-build"),
    ],
)
def test_proof_that_it_is_thrown_away(
    files: dict[str, Node | str], variables: dict[str, str], kind: str
) -> None:
    disposable = host(files, **variables).disposable
    assert isinstance(disposable, Known)
    assert (disposable.value.proven, disposable.value.kind) == (True, kind)
    assert disposable.value.evidence


@pytest.mark.parametrize(
    ("files", "variables"),
    [
        ({}, {}),
        ({}, {"CI": "true"}),
        ({}, {"GITHUB_ACTIONS": "true", "RUNNER_ENVIRONMENT": "self-hosted"}),
        ({}, {"GITHUB_ACTIONS": "true"}),
        ({}, {"GITHUB_ACTIONS": "true", "RUNNER_ENVIRONMENT": "github-hosted", "ACT": "true"}),
        ({}, {"GITHUB_ACTIONS": "true", "RUNNER_ENVIRONMENT": "github-hosted", "GITEA_ACTIONS": "true"}),
        ({}, {"RUNNER_ENVIRONMENT": "github-hosted"}),
        ({}, {"TF_BUILD": "True", "AGENT_ISSELFHOSTED": "1"}),
        ({}, {"GITLAB_CI": "true", "CI_DISPOSABLE_ENVIRONMENT": "false"}),
        ({"/.dockerenv": ""}, {}),
        ({"/run/systemd/container": "lxc\n"}, {}),
        ({"/run/.containerenv": 'engine="podman-4.3.1"\n'}, {}),
        ({"/run/.containerenv": ""}, {"REMOTE_CONTAINERS": "true"}),
    ],
)
def test_what_lives_on_is_not_disposable(files: dict[str, Node | str], variables: dict[str, str]) -> None:
    disposable = host(files, **variables).disposable
    assert isinstance(disposable, Known)
    assert not disposable.value.proven
