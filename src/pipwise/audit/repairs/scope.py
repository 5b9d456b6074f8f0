"""Whose a thing is, and so who mends it: root writes into nobody's home, and nobody else into what is root's."""

from __future__ import annotations

from pipwise.audit.survey import Survey


def beyond(survey: Survey, path: str) -> str:
    """Why the caller does not mend what stands there; '' where they do."""
    uid = survey.look.uid
    homes = [one for one in survey.people if path.startswith(f"{one.home}/")]
    owner = max(homes, key=lambda one: len(one.home), default=None)
    if owner is None:
        return "" if uid == 0 else "it is the operating system's: root mends it"
    if owner.uid == uid:
        return ""
    return f"it is {owner.name}'s own: pipwise repair, as {owner.name}, mends it"
