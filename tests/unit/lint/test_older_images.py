"""Images whose tag is of an older system than the newest one of that name."""

from __future__ import annotations

import pytest

from tests.unit.lint.judging import verdicts

APT = "RUN apt-get update && apt-get install -y python3-pip\n"
APK = "RUN apk add --no-cache python3 py3-pip\n"


def said(image: str, install: str) -> list[str]:
    return [v for *_, v in verdicts("Dockerfile", f"FROM {image}\n{install}RUN pip3 install a\n")]


@pytest.mark.parametrize(
    "image",
    [
        *("ros:melodic", "ros:kinetic-ros-base", "osrf/ros:foxy-desktop", "ros:galactic"),
        *(
            "node:8",
            "node:10",
            "node:12-slim",
            "node:12-buster",
            "node:lts-stretch",
            "php:5.6",
            "postgres:9.6",
        ),
        *(
            "nvidia/cuda:9.0-cudnn7-devel-ubuntu16.04",
            "nvidia/cuda:10.2-base-ubuntu18.04",
            "example/app:bionic",
        ),
        *("example/app:ubuntu-18.04", "example/app:1-jessie", "rocker/r-ver:4.2.1"),
        *("mcr.microsoft.com/dotnet/sdk:6.0", "mcr.microsoft.com/vscode/devcontainers/javascript-node:0-16"),
        *("mcr.microsoft.com/dotnet/sdk:5.0", "mcr.microsoft.com/vscode/devcontainers/base:0-jammy"),
        *("nvidia/cuda:10.2-devel-centos7", "opensuse:latest", "rocker/rstudio:3.6.3"),
    ],
)
def test_no_system_before_the_first_mark_refuses(image: str) -> None:
    assert said(image, APT) == ["risky"]


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        ("golang:1.14-alpine", "risky"),
        ("golang:1.22-alpine", "refused"),
        ("ruby:2.6-alpine", "risky"),
        ("openjdk:8-jdk-alpine", "risky"),
        ("mhart/alpine-node:12", "risky"),
        ("docker:stable", "risky"),
        ("ghcr.io/hassio-addons/base:13.2.2", "risky"),
        ("ghcr.io/hassio-addons/base/amd64:14.3.3", "risky"),
        ("ghcr.io/hassio-addons/base:15.0.0", "unknown"),
        ("ghcr.io/hassio-addons/base-python:13.0.0", "unknown"),
        ("gliderlabs/alpine:latest", "risky"),
        ("gliderlabs/alpine:3.4", "risky"),
        ("gliderlabs/alpine:edge", "unknown"),
        ("nginx:alpine", "refused"),
        ("golang:1.22-alpine3.20", "refused"),
        ("example/app:alpine", "unknown"),
        ("example/app:2.1-alpine", "unknown"),
        ("example/app:alpine-5.0-latest", "unknown"),
        ("example/app:alpine3.12", "risky"),
    ],
)
def test_alpine_is_the_newest_one_only_where_the_tag_moves_with_it(image: str, verdict: str) -> None:
    assert said(image, APK) == [verdict]


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        ("python:2", "allowed"),
        ("python:3.4-jessie", "allowed"),
        ("python:3.6-stretch", "allowed"),
        ("registry.access.redhat.com/ubi8/python-38", "allowed"),
        ("lambci/lambda:build-python3.8", "allowed"),
        ("condaforge/mambaforge:4.9", "allowed"),
        ("condaforge/linux-anvil-cos7-x86_64", "unknown"),
        ("mcr.microsoft.com/vscode/devcontainers/miniconda:0-3", "allowed"),
        ("balenalib/raspberrypi3-python:3.7", "allowed"),
        ("jenkins/agent", "unknown"),
        ("example/app:bionic", "risky"),
        ("example/ubuntu-trusty", "risky"),
        ("example/build-xenial:3", "risky"),
        ("example/disco-bot:3", "unknown"),
        ("example/precise", "unknown"),
    ],
)
def test_an_image_with_a_python_of_its_own(image: str, verdict: str) -> None:
    assert said(image, "") == [verdict]


def test_a_name_without_a_package_is_told_by_the_systems_name() -> None:
    text = "FROM ubuntu:24.04\nRUN apt-get update && apt-get install -y python-pip && pip install a\n"
    assert [v for *_, v in verdicts("Dockerfile", text)] == ["unknown"]
