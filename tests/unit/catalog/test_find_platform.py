"""What people write for a platform is understood; what is not known is None, with what may have been meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipwise.catalog.platforms import find_platform, similar_platforms


@pytest.mark.parametrize(
    ("text", "row", "python", "marker"),
    [
        ("debian:12", "debian-12", "3.11.2", "yes"),
        ("debian:bookworm", "debian-12", "3.11.2", "yes"),
        ("debian:12-slim", "debian-12", "3.11.2", "yes"),
        ("debian:12.15", "debian-12", "3.11.2", "yes"),
        ("debian:bookworm-20260803-slim", "debian-12", "3.11.2", "yes"),
        ("Debian 12", "debian-12", "3.11.2", "yes"),
        ("debian-12", "debian-12", "3.11.2", "yes"),
        ("debian12", "debian-12", "3.11.2", "yes"),
        ("  DEBIAN:12 ", "debian-12", "3.11.2", "yes"),
        ("bookworm", "debian-12", "3.11.2", "yes"),
        ("debian", "debian-13", "3.13.5", "yes"),
        ("debian:stable", "debian-13", "3.13.5", "yes"),
        ("debian:testing", "debian-sid", "3.14", "yes"),
        ("debian:11", "debian-11", "3.9.2", "no"),
        ("ghcr.io/acme/mirror/debian:12", "debian-12", "3.11.2", "yes"),
        ("localhost:5000/debian:11", "debian-11", "3.9.2", "no"),
        ("docker.io/library/debian:bookworm-slim@sha256:0123abcd", "debian-12", "3.11.2", "yes"),
        ("docker://debian:12", "debian-12", "3.11.2", "yes"),
        ("ubuntu:24.04", "ubuntu-24.04", "3.12", "yes"),
        ("ubuntu:25.10", "ubuntu-24.04", "3.13", "yes"),
        ("ubuntu:noble-20260810", "ubuntu-24.04", "3.12", "yes"),
        ("ubuntu:22.04", "ubuntu-22.04", "3.10", "no"),
        ("ubuntu-24.04", "runner-ubuntu-24.04", "3.12", "yes"),
        ("ubuntu-latest", "runner-ubuntu-24.04", "3.12", "yes"),
        ("macos-15", "runner-macos", "3.14", "yes"),
        ("python:3.12-slim", "image-python-slim", "3.12", "no"),
        ("python:3.12.4-slim-bookworm", "image-python-slim", "3.12.4", "no"),
        ("python:3.13-alpine3.23", "image-python-alpine", "3.13", "no"),
        ("python:3", "image-python", "3.14", "no"),
        ("python", "image-python", "3.14", "no"),
        ("alpine:3.20", "alpine", "3.12", "yes"),
        ("alpine:3.20.3", "alpine", "3.12", "yes"),
        ("alpine:3.18", "alpine-3.18", "3.11", "no"),
        ("alpine:3.30", "alpine", "", "yes"),
        ("fedora:41", "fedora", "3.13", "no"),
        ("fedora:rawhide", "fedora", "3.15", "no"),
        ("arch", "arch", "", "yes"),
        ("archlinux:base-devel", "arch", "", "yes"),
        ("raspios:bookworm", "raspios-12", "3.11.2", "yes"),
        ("Raspberry Pi OS Bookworm", "raspios-12", "3.11.2", "yes"),
        ("homebrew", "homebrew", "", "yes"),
        ("homebrew:3.11", "homebrew-3.11", "3.11", "no"),
        ("python@3.13", "homebrew", "3.13", "yes"),
        ("node:22", "image-node", "3.11.2", "yes"),
        ("node:20-bullseye-slim", "image-node-slim", "3.9.2", "no"),
        ("node:22-alpine", "image-node-alpine", "3.14", "yes"),
        ("ros:jazzy", "image-ros", "3.12", "yes"),
        ("ros:humble-ros-base", "image-ros", "3.10", "no"),
        ("nvidia/cuda:12.4.1-devel-ubuntu22.04", "image-cuda", "3.10", "no"),
        ("mcr.microsoft.com/devcontainers/python:1-3.12-bullseye", "devcontainer-python", "3.12", "no"),
        ("mcr.microsoft.com/devcontainers/base:debian-12", "devcontainer-base", "3.11.2", "yes"),
        ("ghcr.io/astral-sh/uv:python3.12-bookworm", "image-uv-python", "3.12", "no"),
        ("cimg/base:2026.08-22.04", "cimg", "3.10", "no"),
        ("cimg/base:2025.05", "cimg", "3.10", "no"),
        ("cimg/base:2025.06", "cimg", "3.12", "yes"),
        ("cimg/node:22.11", "cimg-language", "", "unknown"),
        ("registry.access.redhat.com/ubi9/ubi:9.4", "ubi-9", "3.9", "no"),
        ("almalinux:8", "el-8-9", "3.6", "no"),
        ("golang:1.27-bookworm", "debian-12 (base of golang)", "3.11.2", "yes"),
        ("gcr.io/distroless/python3-debian12", "distroless-python", "3.11.2", "yes"),
    ],
)
def test_a_platform_is_found(text: str, row: str, python: str, marker: str) -> None:
    found = find_platform(text)
    assert found is not None
    assert (found.row.id, found.python_version, found.marker) == (row, python, marker)
    assert found.asked == text


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("debain:12", ("debian",)),
        ("ubuntuu", ("ubuntu",)),
        ("fedora:50", ("fedora:45", "fedora:44", "fedora:36")),
        ("debian:9", ("debian:10", "debian:11", "debian:12", "debian:13")),
        ("ubuntu:16.04", ("ubuntu:20.04", "ubuntu:22.04", "ubuntu:23.04", "ubuntu:23.10")),
        ("acme/application:1.0", ()),
        ("xyzzy", ()),
        ("", ()),
        (":", ()),
    ],
)
def test_what_is_not_known_is_none_with_what_may_have_been_meant(text: str, meant: tuple[str, ...]) -> None:
    assert find_platform(text) is None
    assert similar_platforms(text) == meant


def test_a_mirror_is_less_certain_than_the_image_itself() -> None:
    mirrored, own = find_platform("ghcr.io/acme/debian:12"), find_platform("registry.example:5000/debian:12")
    assert mirrored is not None
    assert own is not None
    assert (mirrored.confidence, own.confidence) == ("inferred", "verified")


def test_the_tag_says_what_lies_below_an_image() -> None:
    texts = ("python:3.12-slim-bookworm", "python:3.12", "python:3.12-alpine3.20", "cimg/python:3.12.4")
    below = [(found.os[0], found.os[2]) for found in map(find_platform, texts) if found]
    assert below == [("debian", "12"), ("debian", "13"), ("alpine", "3.20"), ("ubuntu", "22.04")]


def test_the_evidence_names_the_row() -> None:
    found = find_platform("fedora:41")
    assert found is not None
    assert found.where == "table of platforms (2026-11-22), row fedora 41"


@given(
    st.text(max_size=60)
    | st.from_regex(r"[a-z]{0,8}[:/@-]?[a-z0-9.]{0,8}[:/@-]?[a-z0-9.-]{0,12}", fullmatch=True)
)
def test_any_text_is_taken(text: str) -> None:
    if find_platform(text) is None:
        similar_platforms(text)


def test_a_text_without_end_is_no_platform() -> None:
    assert find_platform("debian:12" + "-" * 100_000) is None
