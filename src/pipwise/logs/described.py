"""What a failure in a log makes known of the machine that it happened on: partial facts, each with its line."""

from __future__ import annotations

from pipwise.catalog.platforms import Platform, find_platform
from pipwise.facts.platform import CONTEXTS, SCHEMA, Context, call_in, platform_facts
from pipwise.logs.described_python import environment_of, is_vague
from pipwise.logs.report import Failure
from pipwise.logs.standing import standing_of
from pipwise.model.call import Call, Consumer
from pipwise.model.facts import Contradiction, Facts
from pipwise.model.host import Asker, Disposable, Host
from pipwise.model.intent import Intent
from pipwise.model.known import Fact, Known, Source, Unknown

_SILENT = Unknown("the log does not tell")


def context_of(failure: Failure) -> str:
    """The failure's context as ``--context`` has it, or ''."""
    if isinstance(failure.context, Unknown):
        return ""
    word = standing_of(failure).word
    return next((one for one in (word, failure.context.value) if one in CONTEXTS), "")


def platform_of(failure: Failure) -> Platform | None:
    """The platform that the log points to, or None."""
    return find_platform(failure.platform.value) if isinstance(failure.platform, Known) else None


def facts_of(
    failure: Failure, intent: Intent, platform: Platform | None, *, root: bool | None, context: str
) -> Facts:
    """The platform's facts, or none, with what the log itself shows laid over them."""
    base = (
        platform_facts(platform, root=root, context=context, intent=intent)
        if platform is not None
        else nothing_known(root=root, context=context)
    )
    host = base.host
    if isinstance(failure.ci, Known):
        host = host._replace(ci=failure.ci)
    if (
        isinstance(failure.context, Known)
        and failure.context.value == "dockerfile"
        and context == "dockerfile"
    ):
        source = failure.context.source
        proof = Disposable(True, "image-build", f"an image build ({source.where} of the log)")
        host = host._replace(disposable=Known(proof, source), container=Known("docker", source))
    if is_vague(failure, platform) and isinstance(host.os, Known):
        host = host._replace(os=Known(host.os.value._replace(version="", codename=""), host.os.source))
    return base._replace(
        host=host,
        call=_call(failure, base.call),
        target=environment_of(failure, base.target, platform, intent),
        contradictions=(*base.contradictions, *_causes(failure)),
    )


def _call(failure: Failure, given: Call) -> Call:
    """Where the log says that the call stands; what was said of the context goes before it."""
    told = standing_of(failure)
    standing = given.standing if given.standing not in ("unknown", "terminal") else told.word
    consumer = given.consumer
    if standing in ("playbook", "role") and isinstance(consumer, Unknown):
        consumer = Known(Consumer("ansible"), told.source)
    return Call(standing, told.source, told.file, told.line, consumer)


def _causes(failure: Failure) -> tuple[Contradiction, ...]:
    """Why a virtual environment was passed by, as two things that do not fit."""
    told = ("venv-active", "venv-activated-before")
    return tuple(
        Contradiction(cause.code, f"{cause.text} (line {cause.line} of the log)")
        for cause in failure.causes
        if cause.code not in told or len(failure.causes) == 1
    )


def nothing_known(*, root: bool | None, context: str) -> Facts:
    """Nothing but who asks and where it stands."""
    where = CONTEXTS.get(context, Context("unknown"))
    building = where.build
    is_root = bool(root) or (root is None and building)
    given = Source("given", f"--context {context}")
    home = "/root" if is_root else "/home/user"
    disposable: Fact[Disposable] = _SILENT
    if building:
        disposable = Known(Disposable(True, "image-build", "an image build"), given)
    host = Host(
        "linux", _SILENT, Known("docker", given) if building else _SILENT, Known(where.ci, given) if context else _SILENT,
        _SILENT, _SILENT, disposable,
    )  # fmt: skip
    asker = Asker(
        0 if is_root else 1000, "root" if is_root else "user", home, None, "", None, where.terminal, ""
    )
    return Facts(
        schema=SCHEMA,
        host=host,
        asker=asker,
        place=_SILENT,
        project=_SILENT,
        environment=(("HOME", home), *((("CI", "true"),) if where.ci else ())),
        resolution=_SILENT,
        target=_SILENT,
        others=(),
        pip_settings=_SILENT,
        uv_settings=_SILENT,
        tools=(),
        paths=(),
        contradictions=(),
        call=call_in(context),
    )
