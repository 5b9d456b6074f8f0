"""A name as it was typed."""

from __future__ import annotations

from pipwise.model.intent import Requirement


def word_of(requirement: Requirement) -> str:
    """The name as it was typed: without extras, specifier and marker (Gentoo's packages have a slash)."""
    text = requirement.text.strip()
    end = next((index for index, one in enumerate(text) if not (one.isalnum() or one in "-_./")), len(text))
    return text[:end]
