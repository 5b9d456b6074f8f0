"""Images that are no platform of the table, of which it is known what they are made from and whose Python stands first there."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import lru_cache

from pipwise.catalog.platforms import Platform, find_platform
from pipwise.catalog.platforms.table import rows_named
from pipwise.lint.world.expand import is_open
from pipwise.model.value import NamedTuple


class Known(NamedTuple):
    """One family of images."""

    pattern: str
    platform: str
    """``{tag}`` stands for the tag; '' where the image is there for a Python of its own."""
    path: str
    """What their ENV PATH begins with, or ''."""
    source: str


_HOME_ASSISTANT = "https://github.com/home-assistant/docker-base (its Dockerfiles: FROM, ENV PATH)"
_JENKINS = "https://github.com/jenkinsci/docker (docker-bake.hcl, debian/Dockerfile at 2026-08)"
_DOTNET = "https://github.com/dotnet/dotnet-docker (README.sdk.md: the rows of the plain tags)"
_L4T = "https://docs.nvidia.com/jetson/ (the root file system of each L4T release)"
_FRAMEWORKS = "https://docs.nvidia.com/deeplearning/frameworks/support-matrix/ (container OS)"
_TENSORFLOW = "https://github.com/tensorflow/tensorflow tensorflow/tools/dockerfiles"
_PYTORCH = "https://github.com/pytorch/pytorch (Dockerfile: ENV PATH /opt/conda/bin)"
_CUDA = "https://gitlab.com/nvidia/container-images/cuda (unsupported tags: Ubuntu 14.04 to 18.04, CentOS 6 and 7)"
_AGENTS = (
    "https://github.com/jenkinsci/docker-agents (docker-bake.hcl: Debian is what a plain tag stands for)"
)
_DEVCONTAINERS = (
    "https://github.com/microsoft/vscode-dev-containers (archived in November 2022; Debian 11 the newest)"
)
_ROCKER = "https://github.com/rocker-org/rocker-versioned2 (wiki, Versions: 4.3 on Ubuntu 22.04, older ones on older systems)"
_ADDONS = "https://github.com/hassio-addons/addon-base/releases (14: Alpine 3.18, 15: Alpine 3.19)"
_LAMBDA = "https://docs.aws.amazon.com/lambda/latest/dg/python-image.html (its Python is in /var/lang)"
_TIANGOLO = "https://github.com/tiangolo/uvicorn-gunicorn-docker (docker-images/: FROM python)"

IMAGES = (
    Known(
        "*linuxserver/baseimage-alpine:*",
        "alpine:{tag}",
        "/lsiopy/bin",
        "https://github.com/linuxserver/docker-baseimage-alpine (Dockerfile at 00d175e: ENV PATH)",
    ),
    Known(
        "*linuxserver/baseimage-ubuntu:*",
        "ubuntu:{tag}",
        "/lsiopy/bin",
        "https://github.com/linuxserver/docker-baseimage-debian (its sister, Dockerfile at 096b28f)",
    ),
    Known(
        "*linuxserver/baseimage-debian:*",
        "debian:{tag}",
        "/lsiopy/bin",
        "https://github.com/linuxserver/docker-baseimage-debian (Dockerfile at 096b28f: ENV PATH)",
    ),
    Known("*home-assistant/*base-python:*", "", "/usr/local/bin", _HOME_ASSISTANT),
    Known("*homeassistant/*base-python:*", "", "/usr/local/bin", _HOME_ASSISTANT),
    Known("ghcr.io/home-assistant/base:3.*", "alpine:{tag}", "", _HOME_ASSISTANT),
    Known("ghcr.io/home-assistant/*-base:3.*", "alpine:{tag}", "", _HOME_ASSISTANT),
    Known("ghcr.io/home-assistant/*base-debian:*", "debian:{tag}", "", _HOME_ASSISTANT),
    Known("ghcr.io/home-assistant/*base-ubuntu:*", "ubuntu:{tag}", "", _HOME_ASSISTANT),
    *(
        Known(f"jenkins/jenkins:{tag}", base, "", _JENKINS)
        for tag, base in (("lts*alpine*", "alpine:latest"), ("alpine*", "alpine:latest"))
    ),
    *(
        Known(f"jenkins/jenkins:{tag}", "debian:trixie", "", _JENKINS)
        for tag in ("latest", "lts", "slim", "jdk*", "lts-jdk*", "lts-slim*")
    ),
    Known("jenkins/jenkins", "debian:trixie", "", _JENKINS),
    *(
        Known(f"mcr.microsoft.com/dotnet/*:{tag}", base, "", _DOTNET)
        for tag, base in (("8.0", "debian:12"), ("9.0", "debian:12"), ("10.0", "ubuntu:24.04"))
    ),
    Known("nvcr.io/nvidia/l4t-*:*r32*", "ubuntu:18.04", "", _L4T),
    Known("nvcr.io/nvidia/l4t-*:*r3[45]*", "ubuntu:20.04", "", _L4T),
    Known("nvcr.io/nvidia/l4t-*:*r36*", "ubuntu:22.04", "", _L4T),
    Known("nvcr.io/nvidia/*:1[789].??-*py?", "ubuntu:18.04", "", _FRAMEWORKS),
    Known("nvcr.io/nvidia/*:2[012].??-*py3", "ubuntu:20.04", "", _FRAMEWORKS),
    Known("nvcr.io/nvidia/*:23.??-*py3", "ubuntu:22.04", "", _FRAMEWORKS),
    Known("tensorflow/tensorflow:1.*", "ubuntu:18.04", "", _TENSORFLOW),
    Known("tensorflow/tensorflow:2.[0-9].*", "ubuntu:20.04", "", _TENSORFLOW),
    Known("tensorflow/tensorflow:*-py3*", "ubuntu:18.04", "", _TENSORFLOW),
    Known("bitnami/spark*", "", "/opt/bitnami/python/bin", "https://github.com/bitnami/containers (spark: ENV PATH)"),
    Known("pytorch/pytorch:[01].*", "", "/opt/conda/bin", _PYTORCH),
    Known("pytorch/pytorch:2.[0-6].*", "", "/opt/conda/bin", _PYTORCH),
    Known("tiangolo/uvicorn-gunicorn*", "", "/usr/local/bin", _TIANGOLO),
    Known("tiangolo/meinheld-gunicorn*", "", "/usr/local/bin", _TIANGOLO),
    Known("apache/airflow*", "", "/usr/local/bin", "https://github.com/apache/airflow (Dockerfile: link_python)"),
    Known("pypy", "", "/opt/pypy/bin", "https://github.com/docker-library/pypy (Dockerfile-linux.template: ENV PATH)"),
    Known("pypy:*", "", "/opt/pypy/bin", "https://github.com/docker-library/pypy (Dockerfile-linux.template: ENV PATH)"),
    Known(
        "gitpod/workspace-full*",
        "",
        "/home/gitpod/.pyenv/shims",
        "https://github.com/gitpod-io/workspace-images (chunks/lang-python/Dockerfile: ENV PATH)",
    ),
    Known(
        "gcr.io/oss-fuzz-base/base-builder*:v1",
        "ubuntu:20.04",
        "",
        "https://github.com/google/oss-fuzz (infra/base-images/base-image/Dockerfile: FROM)",
    ),
    Known(
        "gcr.io/oss-fuzz-base/base-builde*[a-z]",
        "ubuntu:20.04",
        "",
        "https://github.com/google/oss-fuzz (infra/base-images/base-image/Dockerfile: FROM)",
    ),
    Known(
        "circleci/*",
        "debian:10",
        "",
        "https://circleci.com/docs/guides/execution-managed/circleci-images (the last ones are of December 2021)",
    ),
    Known(
        "ubuntu-2?04:*",
        "",
        "/opt/circleci/.pyenv/shims",
        "https://circleci.com/developer/machine/image/ubuntu-2404 (pyenv's Pythons come first)",
    ),
    *(
        Known(f"quay.io/pypa/manylinux{name}_*", base, "", "https://github.com/pypa/manylinux (README: the images' systems)")
        for name, base in (("2014", "centos:8"), ("2010", "centos:8"), ("_2_28", "almalinux:8"), ("_2_34", "almalinux:9"))
    ),
    Known("docker:stable*", "alpine:3.18", "", "https://hub.docker.com/_/docker (the tag has not moved since 2020)"),
    Known("openjdk:*alpine", "alpine:3.18", "", "https://hub.docker.com/_/openjdk (its Alpine images ended with 18-ea, in 2022)"),
    Known("mhart/alpine-node*", "alpine:3.18", "", "https://github.com/mhart/alpine-node (its README: archived, 2021)"),
    Known("archlinux/base*", "archlinux", "", "https://github.com/archlinux/archlinux-docker (README: the images' names)"),
    *(Known(f"nvidia/cuda{tag}", "ubuntu:18.04", "", _CUDA) for tag in ("", ":latest", ":[789].*", ":10.*")),
    *(
        Known(f"jenkins/{name}{tag}", "debian:13", "", _AGENTS)
        for name in ("agent", "inbound-agent", "ssh-agent")
        for tag in ("", ":latest", ":latest-jdk*", ":jdk*")
    ),
    Known("mcr.microsoft.com/vscode/devcontainers/*:0-*", "debian:11", "", _DEVCONTAINERS),
    *(
        Known(f"mcr.microsoft.com/dotnet/*:{tag}", "debian:11", "", _DOTNET)
        for tag in ("5.0", "6.0", "7.0", "6.0.???", "7.0.???")
    ),
    Known("mcr.microsoft.com/dotnet/core/*", "debian:10", "", _DOTNET),
    *(
        Known(f"rocker/{name}:{tag}*", "ubuntu:22.04", "", _ROCKER)
        for name in ("r-ver", "rstudio", "tidyverse", "verse", "geospatial", "shiny", "shiny-verse")
        for tag in ("3.", "4.0", "4.1", "4.2", "4.3")
    ),
    Known("homeassistant/*-base:3.*", "alpine:{tag}", "", _HOME_ASSISTANT),
    Known("*hassio-addons/base*:[0-9].*", "alpine:3.18", "", _ADDONS),
    Known("*hassio-addons/base*:1[0-4].*", "alpine:3.18", "", _ADDONS),
    *(
        Known(f"*/ubi{release}/python-*", "", "/opt/app-root/bin", "https://github.com/sclorg/s2i-python-container (ENV PATH)")
        for release in ("8", "9", "10")
    ),
    *(Known(name, "", "/var/lang/bin", _LAMBDA) for name in ("amazon/aws-lambda-python*", "lambci/lambda:*python*")),
    Known("condaforge/*", "", "/opt/conda/bin", "https://github.com/conda-forge/miniforge-images (Dockerfile: ENV PATH)"),
    Known("balenalib/*-python*", "", "/usr/local/bin", "https://github.com/balena-io-library/base-images (README: python)"),
    Known("freqtradeorg/freqtrade*", "", "/usr/local/bin", "https://github.com/freqtrade/freqtrade (Dockerfile: FROM python)"),
    Known("python:*", "", "/usr/local/bin", "https://github.com/docker-library/python (every one has its own)"),
    *(
        Known(f"opensuse{tag}", "opensuse/leap:15.3", "", "https://hub.docker.com/_/opensuse (deprecated; the last one is 42.3)")
        for tag in ("", ":latest", ":leap", ":42*", ":13*", "/leap:42*")
    ),
    Known("gliderlabs/alpine:*", "alpine:{tag}", "", "https://github.com/gliderlabs/docker-alpine (its README: archived)"),
    Known("resin/*", "debian:10", "", "https://www.balena.io/blog/ (resin.io has been balena since 2018)"),
)  # fmt: skip


OWN_PYTHON = re.compile(
    r"python|pypy|conda|mamba|jupyter|notebook|pytorch|tensorflow|keras|airflow|superset|django|flask|fastapi|gunicorn|uwsgi"
    r"|poetry|pipenv|pdm|ansible|(?:^|[/-])uv\b|(?:^|[/-])py\d|spark|dbt|ray\b|vllm|sagemaker"
)
"""Names of images that are there for a Python: whose it is cannot be told from the system below. Each is a project of
https://pypi.org, an implementation of Python or a maker of its environments: such an image has a Python for it."""


@lru_cache(1024)
def known_image(text: str) -> Known | None:
    """The family of an image, with its tag put in."""
    for known in IMAGES:
        if _fits(text, known.pattern):
            return known._replace(platform=known.platform.replace("{tag}", text.rpartition(":")[2]))
    return None


def _fits(text: str, pattern: str) -> bool:
    """``fnmatchcase``, which makes a regular expression of each pattern: nearly all are told without."""
    first, star, rest = pattern.partition("*")
    if "?" in pattern or "[" in pattern:
        plain = first.partition("?")[0].partition("[")[0]
        return text.startswith(plain) and fnmatchcase(text, pattern)
    if not star:
        return text == pattern
    *middle, last = rest.split("*")
    at = len(first)
    for piece in middle:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return text.startswith(first) and text.endswith(last) and len(text) - len(last) >= at


def any_tag(text: str) -> Platform | None:
    """The platform of an image whose tag, or whose registry, is given from outside, where that makes no difference."""
    name, colon, tag = text.rpartition(":")
    if colon and "/" not in tag and not is_open(name):
        rows = rows_named(name.removeprefix("docker.io/").removeprefix("library/"))
        return find_platform(name) if rows and all(row.marker == "no" for row in rows) else None
    registry, slash, rest = text.rpartition("/")
    return find_platform(rest) if slash and is_open(registry) and not is_open(rest) else None
