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
_JENKINS = (
    "https://github.com/jenkinsci/docker (docker-bake.hcl at ab3f5e0a: trixie; "
    "debian/bookworm at a1a7316d was the last for 11, 8/debian/bullseye at 84c43c1a for 8)"
)
_DOTNET = (
    "https://github.com/dotnet/dotnet-docker (README.sdk.md and its sisters, the rows of the plain tags: "
    "at 3ed00b611c; 3.1 and 5.0 at 3c17243313, 6.0 at 569867de6c, 7.0 at 81f0bdf669)"
)
_L4T = "https://docs.nvidia.com/jetson/ (the root file system of each L4T release)"
_FRAMEWORKS = "https://docs.nvidia.com/deeplearning/frameworks/support-matrix/ (container OS)"
_TENSORFLOW = "https://github.com/tensorflow/tensorflow (tensorflow/tools/dockerfiles/partials/ubuntu/version.partial.Dockerfile)"
_PYTORCH = "https://github.com/pytorch/pytorch (Dockerfile: ENV PATH /opt/conda/bin)"
_CUDA = (
    "https://developer.nvidia.com/cuda-toolkit-archive "
    "(10.2: November 2019, so Ubuntu 18.04, CentOS 8, UBI 8 or older)"
)
_AGENTS = (
    "https://github.com/jenkinsci/docker-agent (docker-bake.hcl at b066c0a: trixie; "
    "11: bookworm at 3261.v9c670a_4748a_9-7; 8: 8/bullseye at 3046.v38db_38a_b_7a_86-2)"
)
_SSH_AGENT = (
    "https://github.com/jenkinsci/docker-ssh-agent (docker-bake.hcl at 9b06587: trixie; "
    "17: trixie at 7.4.0; 11: bookworm at 5.41.0)"
)
_DEVCONTAINERS = (
    "https://github.com/microsoft/vscode-dev-containers (containers/*/manifest.json at 52784a9f: "
    "Debian 11, Ubuntu 22.04 and Alpine 3.16 are the newest)"
)
_ROCKER = (
    "https://github.com/rocker-org/rocker-versioned2 (dockerfiles/r-ver_4.3.3.Dockerfile at e39cc295^: ubuntu:jammy; "
    "4.0 and 4.1 on focal; 3: https://github.com/rocker-org/rocker-versioned, on Debian 10 and older)"
)
_ADDONS = "https://github.com/hassio-addons/addon-base (base/build.yaml by tag: v14.0.0 Alpine 3.18, v15.0.0 Alpine 3.19)"
_LAMBDA = "https://github.com/lambci/docker-lambda (python3.8/build/Dockerfile: ENV PATH)"
_AWS_LAMBDA = "https://github.com/aws/aws-lambda-base-images (Dockerfile.python3.9: ENV PATH)"
_UBI = (
    "https://github.com/sclorg/s2i-base-container (core/Dockerfile.rhel8: ENV PATH), "
    "https://github.com/sclorg/s2i-python-container (3.12/Dockerfile.rhel9: an environment in /opt/app-root)"
)
_CONDA = "https://github.com/conda-forge/miniforge-images (ubuntu/Dockerfile: ENV PATH)"
_OFFICIAL = "https://github.com/docker-library/official-images"
_JDKS = (
    *(("debian:13", tag) for tag in ("jdk17", "jdk21", "jdk25")),
    ("debian:12", "jdk11"),
    ("debian:11", "jdk8"),
)
"""What the last image of each stood on: a tag of a JDK stays where it was when that JDK went."""
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
        Known(f"jenkins/jenkins:{tag}", "alpine:latest", "", _JENKINS)
        for tag in ("alpine", "lts-alpine", *(f"{lts}alpine-jdk{jdk}" for lts in ("", "lts-") for jdk in (21, 25)))
    ),
    *(
        Known(f"jenkins/jenkins{tag}", "debian:13", "", _JENKINS)
        for tag in ("", ":latest", ":lts", ":slim", ":lts-slim")
    ),
    *(
        Known(f"jenkins/jenkins:{line}{jdk}", base, "", _JENKINS)
        for line in ("", "latest-", "lts-", "slim-", "lts-slim-")
        for base, jdk in _JDKS
    ),
    *(
        Known(f"mcr.microsoft.com/dotnet/{name}:{tag}", base, "", _DOTNET)
        for name in ("sdk", "runtime", "aspnet", "runtime-deps")
        for base, tags in (
            ("debian:12", ("8.0", "9.0")),
            ("ubuntu:24.04", ("10.0",)),
            ("debian:11", ("6.0", "7.0", "6.0.???", "7.0.???")),
            ("debian:10", ("5.0",)),
        )
        for tag in tags
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
    Known("bitnami/spark*", "", "/opt/bitnami/python/bin", "https://github.com/bitnami/containers (bitnami/spark: ENV PATH)"),
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
    Known("docker:stable*", "alpine:3.18", "", f"{_OFFICIAL} (library/docker: 19.03 until 1f9510dce5, December 2020)"),
    Known("openjdk:*alpine", "alpine:3.18", "", f"{_OFFICIAL} (library/openjdk: 3.16 the last, until 39c3fe8092)"),
    Known("mhart/alpine-node*", "alpine:3.18", "", "https://github.com/mhart/alpine-node (README; last tags: July 2021)"),
    *(
        Known(f"nvidia/cuda:{release}.*{system}", base, "", _CUDA)
        for system, base in (("-centos*", "centos:8"), ("-ubi*", "redhat/ubi8"), ("", "ubuntu:18.04"))
        for release in ("[789]", "10")
    ),
    *(
        Known(f"jenkins/{name}{tag}", "debian:13", "", source)
        for name, source in (("agent", _AGENTS), ("inbound-agent", _AGENTS), ("ssh-agent", _SSH_AGENT))
        for tag in ("", ":latest")
    ),
    *(
        Known(f"jenkins/{name}:{line}{jdk}", base, "", source)
        for name, source, jdks in (
            ("agent", _AGENTS, _JDKS),
            ("inbound-agent", _AGENTS, _JDKS[:-1]),
            ("ssh-agent", _SSH_AGENT, _JDKS[:-1]),
        )
        for line in ("", "latest-")
        for base, jdk in jdks
    ),
    *(
        Known(f"mcr.microsoft.com/vscode/devcontainers/{tag}", base, path, _DEVCONTAINERS)
        for tag, base, path in (
            *((f"{name}:0-*", "", "/opt/conda/bin") for name in ("anaconda", "miniconda")),
            ("base:0-alpine*", "alpine:3.18", ""),
            *((f"{name}:0-*{one}*", "ubuntu:22.04", "") for name in ("base", "cpp") for one in ("ubuntu", "jammy", "focal")),
            *((f"{name}:0-*", "debian:11", "") for name in ("base", "cpp", "dotnet", "go", "java", "javascript-node")),
            *((f"{name}:0-*", "debian:11", "") for name in ("jekyll", "php", "ruby", "rust", "typescript-node")),
        )
    ),
    Known("mcr.microsoft.com/dotnet/core/*", "debian:10", "", _DOTNET),
    *(
        Known(f"rocker/{name}:{tag}*", "ubuntu:22.04", "", _ROCKER)
        for name in ("r-ver", "rstudio", "tidyverse", "verse", "geospatial", "shiny", "shiny-verse")
        for tag in ("3.", "4.0", "4.1", "4.2", "4.3")
    ),
    Known("homeassistant/*-base:3.*", "alpine:{tag}", "", _HOME_ASSISTANT),
    *(
        Known(f"*hassio-addons/base{arch}:{tag}", "alpine:3.18", "", _ADDONS)
        for arch in ("", "/*")
        for tag in ("[0-9].*", "1[0-4].*")
    ),
    *(Known(f"*/ubi{release}/python-*", "", "/opt/app-root/bin", _UBI) for release in ("8", "9", "10")),
    Known("amazon/aws-lambda-python*", "", "/var/lang/bin", _AWS_LAMBDA),
    Known("lambci/lambda:*python3*", "", "/var/lang/bin", _LAMBDA),
    *(Known(f"condaforge/{name}*", "", "/opt/conda/bin", _CONDA) for name in ("miniforge", "mambaforge")),
    Known(
        "balenalib/*-python*",
        "",
        "/usr/local/bin",
        "https://github.com/balena-io-library/base-images (balena-base-images/python)",
    ),
    Known("freqtradeorg/freqtrade*", "", "/usr/local/bin", "https://github.com/freqtrade/freqtrade (Dockerfile: FROM python)"),
    Known("python:*", "", "/usr/local/bin", "https://github.com/docker-library/python (every one has its own)"),
    *(
        Known(f"opensuse{tag}", "opensuse/leap:15.3", "", f"{_OFFICIAL} (library/opensuse until 12edf617e2: 42.3)")
        for tag in ("", ":latest", ":leap", ":42*", ":13*", "/leap:42*")
    ),
    *(
        Known(f"gliderlabs/alpine{tag}", "alpine:3.18", "", "https://github.com/gliderlabs/docker-alpine (versions/: up to 3.9)")
        for tag in ("", ":latest", ":3.*")
    ),
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
