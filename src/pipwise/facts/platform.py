"""Partial facts from the table of platforms: what a row says is Known with the row as its source, everything else Unknown."""

from __future__ import annotations

from pipwise.catalog.platforms import Platform
from pipwise.catalog.platforms.versions import numbers
from pipwise.errors import UsageError
from pipwise.facts.platform_python import python_of
from pipwise.model.call import Call, Consumer, Standing
from pipwise.model.facts import Facts, Setting, Settings, Tool
from pipwise.model.host import Asker, Disposable, Host, OsRelease
from pipwise.model.intent import Intent
from pipwise.model.known import Fact, Known, Source, Unknown
from pipwise.model.value import Literal, NamedTuple
from pipwise.system.caching import lru_cache

SCHEMA = "pipwise/facts/1"


class Context(NamedTuple):
    """Where a command stands, as far as that is a fact about the machine."""

    standing: Standing
    ci: str = ""
    build: bool = False
    terminal: bool = False
    consumer: Literal["person", "service", "ansible", "kernel", "os-program", ""] = ""


CONTEXTS = {
    "terminal": Context("terminal", terminal=True),
    "dockerfile": Context("dockerfile", build=True),
    "ci": Context("workflow", ci="unknown-ci"),
    "github-actions": Context("workflow", ci="github-actions"),
    "action": Context("action", ci="github-actions"),
    "gitlab": Context("workflow", ci="gitlab"),
    "script": Context("script"),
    "installer": Context("installer"),
    "service": Context("service", consumer="service"),
    "start-up": Context("start-up"),
    "cloud-init": Context("cloud-init"),
    "ansible": Context("playbook", consumer="ansible"),
    "role": Context("role", consumer="ansible"),
    "notebook": Context("notebook", consumer="kernel"),
    "documentation": Context("documentation"),
    "editor": Context("editor"),
    "maintainer-script": Context("maintainer-script", consumer="os-program"),
}
"""Words of ``--context``. An image build is the one place of which it is certain that what is changed is thrown away."""


def call_in(context: str) -> Call:
    """Where a command stands, by a word of ``--context``; nothing is known where none was given.

    Raises ``UsageError`` for a word that there is not.
    """
    if not context:
        return Call()
    where = CONTEXTS.get(context)
    if where is None:
        raise UsageError(f"--context {context}: there is no such place", f"there are {', '.join(CONTEXTS)}")
    given = Source("given", f"--context {context}")
    if where.consumer:
        return Call(where.standing, given, consumer=Known(Consumer(where.consumer), given))
    return Call(where.standing, given)


def platform_facts(platform: Platform, *, root: bool | None, context: str, intent: Intent) -> Facts:
    """What the table says of a platform, for somebody who runs this command there.

    Without ``root``: root in an image and in an image build, as the row has it on a runner, else a user.
    """
    where = CONTEXTS.get(context, Context("unknown"))
    asker = _asker(platform, _is_root(platform, where, root), where)
    source = Source("catalogue", platform.where)
    variables = (("HOME", asker.home or ""), *((("CI", "true"),) if where.ci else ()))
    return Facts(
        schema=SCHEMA,
        host=_host(platform, where, context),
        asker=asker,
        place=Unknown("nothing was said of the working directory"),
        project=Unknown("nothing was said of a project"),
        environment=variables,
        resolution=Unknown("nothing was said of PATH"),
        target=python_of(platform, intent, asker.home or ""),
        others=(),
        pip_settings=Known(Settings(tuple(Setting(*one, "global") for one in platform.row.settings)), source),
        uv_settings=_uv_settings(intent, source),
        tools=_tools(platform, source),
        paths=(),
        contradictions=(),
        call=call_in(context),
    )


def _uv_settings(intent: Intent, source: Source) -> Fact[Settings]:
    if intent.invocation.tool == "uv" and intent.arguments.command in (
        "add",
        "lock",
        "remove",
        "run",
        "sync",
    ):
        return Unknown("nothing was said of a project")
    return Known(Settings(()), source)


def _tools(platform: Platform, source: Source) -> tuple[Tool, ...]:
    """The pipx of the distribution, where the row says which it is: ``apt install pipx (1.1.0 …``."""
    version = ".".join(map(str, numbers(platform.row.pipx.partition("pipx (")[2])))
    return (Tool("pipx", "pipx", Known(version, source)),) if version else ()


def _is_root(platform: Platform, where: Context, root: bool | None) -> bool:
    if root is not None:
        return root
    return platform.row.user == "root" or (where.build and platform.row.user != "user")


@lru_cache(256)
def _asker(platform: Platform, root: bool, where: Context) -> Asker:
    """Somebody who was not described is called ``user``."""
    homes = "/Users" if platform.row.system == "darwin" else "/home"
    home = "/root" if root and homes == "/home" else f"{homes}/user"
    return Asker(0 if root else 1000, "root" if root else "user", home, None, "", None, where.terminal, "")


@lru_cache(256)
def _host(platform: Platform, where: Context, context: str) -> Host:
    source = Source("catalogue", platform.where)
    given = Source("given", f"--context {context}")
    identity, like, version, codename = platform.os
    not_said: Fact[str] = Unknown("nothing was said about it")
    return Host(
        platform=platform.row.system,
        os=Known(OsRelease(identity, like, version, codename, platform.row.title), source)
        if identity
        else Unknown(platform.where),
        container=Known("docker", given if where.build else source)
        if where.build or platform.row.kind == "image"
        else not_said,
        ci=Known(where.ci, given) if context else not_said,
        wsl=Unknown("nothing was said about it"),
        immutable=not_said,
        disposable=_disposable(platform, where),
    )


def _disposable(platform: Platform, where: Context) -> Fact[Disposable]:
    if where.build:
        return Known(
            Disposable(True, "image-build", "an image build"), Source("given", "--context dockerfile")
        )
    if platform.row.disposable:
        return Known(
            Disposable(True, platform.row.disposable, platform.row.title), Source("catalogue", platform.where)
        )
    return Unknown("nothing was said of whether the machine is kept")
