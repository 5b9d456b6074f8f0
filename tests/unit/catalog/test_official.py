"""Official images whose tag does not name the system below, as the history of their library files has it."""

from __future__ import annotations

import pytest

from pipwise.catalog.platforms.official import official_base


@pytest.mark.parametrize(
    ("image", "base"),
    [
        ("golang:1.20", "debian:bookworm"),
        ("golang:1.20.3", "debian:bullseye"),
        ("golang:1.20.14", "debian:bookworm"),
        ("docker.io/library/golang:1.22-alpine", "alpine:3.21"),
        ("golang", "debian:trixie"),
        ("rust:1.70", "debian:bullseye"),
        ("php:7.4-apache", "debian:bullseye"),
        ("docker:20.10", "alpine:3.18"),
        ("docker:dind", "alpine:3.24"),
        ("golang:1.2", ""),
        ("golang:no-such-tag", ""),
        ("golang@sha256:0123", ""),
        ("somebody/golang:1.22", ""),
        ("registry.example.com:5000/golang:1.22", ""),
        ("", ""),
    ],
)
def test_a_tag_stands_on_what_it_was_built_on_last(image: str, base: str) -> None:
    assert official_base(image) == base
