#!/usr/bin/env python3
"""Write what tags of official images stand on, by the history of docker-library/official-images: ``official_images.py CLONE``.

For each version of an image, the last commit in which a tag without the name of a system stood beside one with it says what the
tag means today (for a version that is built no more: what it meant when it was built last).
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "src/pipwise/catalog/platforms/official.txt"
IMAGES = (
    *(
        "golang",
        "rust",
        "ruby",
        "php",
        "nginx",
        "postgres",
        "redis",
        "httpd",
        "perl",
        "julia",
        "docker",
        "node",
        "eclipse-temurin",
    ),
    *(
        "openjdk",
        "maven",
        "gradle",
        "mariadb",
        "mysql",
        "rabbitmq",
        "memcached",
        "haproxy",
        "traefik",
        "tomcat",
        "buildpack-deps",
    ),
    *(
        "gcc",
        "drupal",
        "wordpress",
        "composer",
        "caddy",
        "influxdb",
        "telegraf",
        "bash",
        "ghost",
        "swift",
        "r-base",
        "haskell",
    ),
)
_BASE = re.compile(
    r"(?:^|-)(trixie|bookworm|bullseye|buster|stretch|jessie|alpine3\.\d+|resolute|noble|jammy|focal|bionic|xenial)(?=-|$)"
)
_TAG = re.compile(r"(\d+(?:\.\d+){0,2}|latest|lts|stable|mainline|current)(-[a-z-]+)?\Z|([a-z-]+)\Z")


def main(arguments: list[str]) -> None:
    """Read the history of each image and write the table."""
    clone, lines = arguments[0], []
    date = _git(clone, "log", "-1", "--format=%cs").strip()
    for image in IMAGES:
        found = _history(clone, image)
        lines += [
            f"{image} {tag} {base}" for tag, base in sorted(found.items()) if is_wanted(image, tag, found)
        ]
        print(image, len(found), file=sys.stderr)
    head = f"# image, tag, system below it: github.com/docker-library/official-images, {date}; by scripts/official_images.py\n"
    TABLE.write_text(head + "".join(f"{line}\n" for line in lines), encoding="utf-8")


_PATCH = re.compile(r"(\d+\.\d+)\.\d+((?:-[a-z-]+)?)\Z")
_ODD = re.compile(
    r"rc|beta|perl|otel|zts|onbuild|rootless|git|windows|experimental|nightly|enterprise|buildpack"
)


def is_wanted(image: str, tag: str, found: dict[str, str]) -> bool:
    """Tags that people build on; a patch release where it stood on something else than its minor one does now."""
    if _ODD.search(tag):
        return False
    patch = _PATCH.match(tag)
    if patch:
        minor = found.get(f"{patch[1]}{patch[2]}", found[tag])
        return not _same(minor, found[tag])
    return not (image == "node" and re.match(r"(?:[4-9]|1[0-7])\.\d+", tag))


def _same(one: str, other: str) -> bool:
    """Of Alpine the line between 3.18 and 3.19 is what matters."""
    if one.startswith("alpine") and other.startswith("alpine"):
        return (int(one.partition(".")[2]) >= 19) == (int(other.partition(".")[2]) >= 19)
    return one == other


def _history(clone: str, image: str) -> dict[str, str]:
    """Tag → system, the oldest commit first, so that the last word stands."""
    commits = _git(clone, "log", "--reverse", "--format=%H", "--", f"library/{image}").split()
    wanted = "".join(f"{commit}:library/{image}\n" for commit in commits)
    blobs = subprocess.run(
        ["/usr/bin/git", "--git-dir", clone, "cat-file", "--batch"],
        input=wanted.encode(),
        capture_output=True,
        check=True,
    ).stdout.decode("utf-8", "replace")
    found: dict[str, str] = {}
    for text in re.split(r"^[0-9a-f]{40} blob \d+$", blobs, flags=re.MULTILINE):
        now: dict[str, set[str]] = {}
        for block in text.split("\n\n"):
            _read(block, now)
        found |= {tag: next(iter(bases)) for tag, bases in now.items() if len(bases) == 1}
    return found


def _read(block: str, now: dict[str, set[str]]) -> None:
    tags = [
        tag.strip()
        for line in re.findall(r"^(?:Shared)?Tags:(.*)$", block, re.MULTILINE)
        for tag in line.split(",")
    ]
    if "windowsservercore" in block.partition("Architectures")[0]:
        return
    bases = {found[1] for tag in tags if (found := _BASE.search(tag))}
    if len(bases) == 1:
        for tag in tags:
            if not _BASE.search(tag) and _TAG.match(tag) and len(tag) < 40:
                now.setdefault(tag, set()).add(next(iter(bases)))


def _git(clone: str, *arguments: str) -> str:
    return subprocess.run(
        ["/usr/bin/git", "--git-dir", clone, *arguments], capture_output=True, text=True, check=True
    ).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
