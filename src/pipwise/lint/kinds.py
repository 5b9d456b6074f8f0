"""The register of kinds of files: which module reads them, by which names they are known, and how a comment begins."""

from __future__ import annotations

from functools import lru_cache

from pipwise.model.value import NamedTuple


class Kind(NamedTuple):
    """One kind of file."""

    name: str
    module: str
    """In ``pipwise.lint.sources``; it has ``read(text, path) -> Reading``."""
    names: tuple[str, ...] = ()
    """Whole names, in lower case."""
    beginnings: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    """A part of the path that it has to have besides an ending."""
    shells: bool = False
    """Known by a first line that names a shell, too."""
    comment: tuple[bytes, bytes] = (b"#", b"")
    needs: tuple[bytes, ...] = ()
    """One of these has to be in a file, or nothing in it can be a call."""
    document: bool = False
    """Rules on it are opt-in: it tells people what to do, and does nothing itself."""


KINDS = (
    Kind(
        "dockerfile",
        "dockerfile",
        ("dockerfile", "containerfile"),
        ("dockerfile.", "containerfile.", "dockerfile-", "dockerfile_"),
        (".dockerfile", ".containerfile"),
    ),
    Kind(
        "github-actions",
        "github",
        ("action.yml", "action.yaml"),
        (),
        (".yml", ".yaml"),
        (".github/workflows/", ".forgejo/workflows/", ".gitea/workflows/", "/action.y"),
    ),
    Kind(
        "gitlab-ci",
        "gitlab",
        (".gitlab-ci.yml", ".gitlab-ci.yaml"),
        (),
        (".gitlab-ci.yml", ".gitlab-ci.yaml"),
    ),
    Kind("gitlab-ci", "gitlab", (), (), (".yml", ".yaml"), ("/.gitlab/ci/", "/.gitlab-ci/", "/gitlab-ci/")),
    Kind("circleci", "circleci", (), (), (".yml", ".yaml"), ("/.circleci/",)),
    Kind("azure-pipelines", "azure", (), ("azure-pipelines",), (), ("azure-pipelines",)),
    Kind("azure-pipelines", "azure", (), (), (".yml", ".yaml"), ("/.azure-pipelines/", "/.azuredevops/")),
    Kind(
        "ci",
        "other_ci",
        (),
        (
            "bitbucket-pipelines.y",
            ".travis.y",
            ".drone.y",
            ".woodpecker.y",
            ".readthedocs.y",
            "readthedocs.y",
        ),
    ),
    Kind("ci", "other_ci", (), (), (".yml", ".yaml"), ("/.woodpecker/",)),
    Kind("compose", "compose", (), ("docker-compose.y", "compose.y")),
    Kind("compose", "compose", (), (), (".yml", ".yaml"), ("/docker-compose", "/compose-", "/compose.")),
    Kind(
        "cloud-init",
        "cloud_init",
        ("user-data", "cloud-config.yml", "cloud-config.yaml", "cloud-init.yml", "cloud-init.yaml"),
    ),
    Kind("devcontainer", "devcontainer", ("devcontainer.json", ".devcontainer.json"), comment=(b"//", b"")),
    Kind("provisioner", "provisioners", ("vagrantfile",), (), (".pkr.hcl",)),
    Kind(
        "jenkinsfile",
        "jenkinsfile",
        ("jenkinsfile",),
        ("jenkinsfile.",),
        (".jenkinsfile", ".groovy"),
        (),
        comment=(b"//", b""),
    ),
    Kind(
        "shell",
        "shell",
        ("postinst", "preinst", "prerm", "postrm"),
        (),
        (".sh", ".bash", ".dash", ".ksh", ".command"),
        shells=True,
    ),
    Kind(
        "makefile",
        "makefile",
        ("makefile", "gnumakefile", "justfile", ".justfile"),
        ("makefile.",),
        (".mk", ".just"),
    ),
    Kind(
        "python",
        "python",
        (),
        (),
        (".py", ".pyw"),
        needs=(b"subprocess", b"os.system", b"popen", b"pip.main", b"pip._internal"),
    ),
    Kind("notebook", "notebook", (), (), (".ipynb",)),
    Kind(
        "document",
        "document",
        (),
        (),
        (".md", ".markdown", ".rst", ".adoc", ".asciidoc", ".mdx"),
        comment=(b"<!--", b"-->"),
        document=True,
    ),
    Kind("ansible", "ansible", (), (), (".yml", ".yaml")),
)
"""In this order; the first that claims a file has it."""


_NAMES = frozenset(name for kind in KINDS for name in kind.names)
_BEGINNINGS = tuple(beginning for kind in KINDS for beginning in kind.beginnings)
_EXTENSIONS = frozenset(ending.rpartition(".")[2] for kind in KINDS for ending in kind.endings)
_ENDINGS = tuple(ending for kind in KINDS for ending in kind.endings if "." not in ending)


_BY_EXTENSION = {
    extension: [kind for kind in KINDS if any(ending.endswith(f".{extension}") for ending in kind.endings)]
    for extension in _EXTENSIONS
}
_ALONE = {
    extension: kinds[0]
    for extension, kinds in _BY_EXTENSION.items()
    if len(kinds) == 1 and f".{extension}" in kinds[0].endings and not kinds[0].folders
}
"""What an extension alone tells, for most files of most trees."""


def kind_of(path: str, head: bytes = b"") -> Kind | None:
    """The kind of a file by its path below the root, and by its first line where its name has no ending."""
    name = path.rpartition("/")[2].lower()
    if "." in name and name not in _NAMES and not name.startswith(_BEGINNINGS):
        extension = name.rpartition(".")[2]
        if extension in _ALONE:
            return _ALONE[extension]
        if extension not in _EXTENSIONS and not head and not name.endswith(_ENDINGS or ("\0",)):
            return None
    below = f"/{path.lower()}"
    for kind in _by_name(name):
        if not kind.folders or any(folder in below for folder in kind.folders):
            return kind
    if head.startswith(b"#!") and b"sh" in head[:80].partition(b"\n")[0]:
        return next(kind for kind in KINDS if kind.shells)
    return None


@lru_cache(4096)
def _by_name(name: str) -> tuple[Kind, ...]:
    """The kinds that a name may be, in their order, wherever it stands; names repeat from folder to folder."""
    return tuple(
        kind
        for kind in KINDS
        if name in kind.names
        or name.startswith(kind.beginnings or ("\0",))
        or name.endswith(kind.endings or ("\0",))
    )


def may_be(name: str) -> bool:
    """Whether a file of that name can be any kind: one without an ending is known by its first line only."""
    return "." not in name.lstrip(".")
