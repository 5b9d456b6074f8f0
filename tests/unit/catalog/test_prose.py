"""Platforms in the words of people, who say more than the name, and seldom in the same order."""

import pytest

from pipwise.catalog.platforms import find_platform
from pipwise.catalog.platforms.prose import platform_in, platform_meant


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("Ubuntu 24.04, Python 3.12, pip 24.0", "ubuntu-24.04"),
        ("a Pi 4 with Raspberry Pi OS 64-bit (Bookworm)", "raspios-12"),
        ("Raspberry Pi 3 Model B+, bookworm", "raspios-12"),
        ("Raspberry Pi 4 running Ubuntu 24.04", "ubuntu-24.04"),
        ("RPi 5", "raspios-13"),
        ("GitHub Actions, ubuntu-24.04", "runner-ubuntu-24.04"),
        ("GitHub Actions macos-15 with Homebrew's Python", "runner-macos"),
        ("self-hosted GitHub runner on Debian 12", "debian-12"),
        ("macOS 15.1, Homebrew Python 3.13", "homebrew"),
        ("Windows 11 with WSL2, Debian 13", "debian-13"),
        ("Linux Mint 22.1 (based on Ubuntu 24.04)", "mint-22"),
        ("Zorin OS 17.2", "ubuntu-22.04"),
        ("MX Linux 23", "debian-12"),
        ("Arch Linux with uv-managed Python 3.13", "uv"),
        ("Garuda Linux", "arch"),
        ("Debian 12", "debian-12"),
        ("debian:12", "debian-12"),
    ],
)
def test_the_system_is_found_among_what_else_is_said(text: str, row: str) -> None:
    found = platform_meant(text)
    assert found is not None
    assert found.row.id == row


def test_what_is_said_to_be_an_image_is_one() -> None:
    found = platform_meant("Docker image based on Ubuntu 24.04")
    assert found is not None
    assert (found.row.kind, found.row.user, found.os[2]) == ("image", "root", "24.04")
    machine = platform_meant("Ubuntu 24.04 on a laptop")
    assert machine is not None
    assert machine.row.kind == "os"


def test_words_that_say_nothing_find_nothing() -> None:
    assert platform_meant("my old laptop") is None
    assert platform_in("Python 3.12, pip 24.0") is None


def test_a_name_with_spaces_is_no_image() -> None:
    found = find_platform("Raspberry Pi OS 64-bit bookworm")
    assert found is not None
    assert found.row.id == "raspios-12"
    assert find_platform("some machine bookworm") is None
    image = find_platform("golang:1.27-bookworm")
    assert image is not None
    assert image.row.kind == "image"
