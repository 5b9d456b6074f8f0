"""The same situation with a part of what was asked for."""

from __future__ import annotations

from collections.abc import Collection

from pipwise.model.decision import Situation


def narrowed(situation: Situation, texts: Collection[str]) -> Situation:
    """As if only these requirements had been asked for, with the same options.

    Files stay: what they name beside it, and is there by then, an installer passes over.
    """
    intent = situation.intent
    dropped = {one.text for one in intent.requirements if one.text not in texts and not one.origin}
    invocation, arguments = intent.invocation, intent.arguments
    return situation._replace(
        intent=intent._replace(
            requirements=tuple(one for one in intent.requirements if one.text in texts),
            invocation=invocation._replace(
                words=_without(invocation.words, dropped), arguments=_without(invocation.arguments, dropped)
            ),
            arguments=arguments._replace(operands=_without(arguments.operands, dropped)),
        )
    )


def _without(words: tuple[str, ...], dropped: Collection[str]) -> tuple[str, ...]:
    return tuple(word for word in words if word not in dropped)
