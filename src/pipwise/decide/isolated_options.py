"""pip's options as pipx and ``uv tool`` take them: where a package comes from, and which versions count."""

from __future__ import annotations

from pipwise.decide.arguments import for_environment
from pipwise.decide.reasons import quoted
from pipwise.model.decision import Situation

# They say how pip talks, or mean only the environment that it was called for.
_LEFT_OUT = (
    "-q",
    "--quiet",
    "-v",
    "--verbose",
    "-U",
    "--upgrade",
    "--no-input",
    "--disable-pip-version-check",
    "--no-cache-dir",
)
_SAME_IN_UV = ("--index-url", "--extra-index-url", "--find-links", "--no-index", "-i", "-f")


def for_pipx(situation: Situation) -> tuple[str, ...]:
    """What pipx hands on to pip."""
    words = _options(situation)
    return (f"--pip-args={' '.join(quoted(word) for word in words)}",) if words else ()


def for_uv(situation: Situation) -> tuple[str, ...]:
    """The options that uv has as well, by pip's names."""
    found: list[str] = []
    words = _options(situation)
    for at, word in enumerate(words):
        name, equals, _ = word.partition("=")
        if name == "--pre":
            found.append("--prerelease=allow")
        elif name in _SAME_IN_UV:
            found += [word] if equals or name == "--no-index" else list(words[at : at + 2])
    return tuple(found)


def _options(situation: Situation) -> tuple[str, ...]:
    """The words of the request that are neither the command nor a requirement."""
    if situation.intent.invocation.tool != "pip":
        return ()
    texts = {one.text for one in situation.intent.requirements}
    return tuple(
        word
        for word in for_environment(situation.intent)[1:]
        if word not in texts and word not in _LEFT_OUT and word != "--"
    )
