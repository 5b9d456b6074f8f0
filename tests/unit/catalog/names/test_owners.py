"""The other way round: OS packages, import names and commands."""

import pytest

from pipwise.catalog.names import Where, projects_of_command, projects_of_module, projects_of_package

TRIXIE = Where("apt", "debian", "13", "trixie", "3.13")


@pytest.mark.parametrize(
    ("package", "where", "project"),
    [
        ("python3-requests", TRIXIE, "requests"),
        ("python3-yaml", TRIXIE, "pyyaml"),
        ("python3-serial", TRIXIE, "pyserial"),
        ("python3-jwt", TRIXIE, "pyjwt"),
        ("cookiecutter", TRIXIE, "cookiecutter"),
        ("black", TRIXIE, "black"),
        ("python3-build-hat", TRIXIE, "buildhat"),
        ("python3-dateutil", Where("dnf", "fedora", "43"), "python-dateutil"),
        ("py3-yaml", Where("apk", "alpine", "3.22"), "pyyaml"),
        ("python-requests", Where("pacman", "arch"), "requests"),
        ("aws-cli", Where("pacman", "arch"), "awscli"),
        ("pytorch", Where("conda"), "torch"),
        ("python313-numpy", Where("zypper", "opensuse", python="3.13"), "numpy"),
    ],
)
def test_an_os_package_is_traced_to_its_project(package: str, where: Where, project: str) -> None:
    assert projects_of_package(package, where)[0].project == project


def test_a_package_of_many_projects_names_them_all() -> None:
    assert len(projects_of_package("python3-azure", TRIXIE)) > 50


@pytest.mark.parametrize("package", ["bash", "libc6", "nginx"])
def test_a_package_that_is_no_project_is_none(package: str) -> None:
    assert projects_of_package(package, TRIXIE) == ()


@pytest.mark.parametrize(
    ("module", "project"),
    [
        ("cv2", "opencv-python"),
        ("yaml", "pyyaml"),
        ("PIL.Image", "pillow"),
        ("sklearn", "scikit-learn"),
        ("skimage", "scikit-image"),
        ("gi", "pygobject"),
        ("bs4", "beautifulsoup4"),
        ("serial", "pyserial"),
        ("usb", "pyusb"),
        ("dateutil", "python-dateutil"),
        ("OpenSSL", "pyopenssl"),
        ("docx", "python-docx"),
        ("RPi.GPIO", "rpi-gpio"),
        ("Crypto", "pycryptodome"),
        ("requests", "requests"),
    ],
)
def test_an_import_name_is_traced_to_its_project(module: str, project: str) -> None:
    assert projects_of_module(module)[0].project == project


@pytest.mark.parametrize("module", ["os", "asyncio", "tkinter", "os.path"])
def test_the_standard_library_is_no_project(module: str) -> None:
    assert projects_of_module(module) == ()


@pytest.mark.parametrize(
    ("command", "project"),
    [("black", "black"), ("http", "httpie"), ("aws", "awscli"), ("borg", "borgbackup")],
)
def test_a_command_is_traced_to_its_project(command: str, project: str) -> None:
    assert projects_of_command(command)[0].project == project
