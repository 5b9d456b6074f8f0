"""Mistakes that the reviewed relations tell, each kind with its sentence."""

from __future__ import annotations

from pipwise.catalog.names.curated import Relation, relation_of
from pipwise.catalog.spelling import normalise
from pipwise.model.names import Mistake
from pipwise.model.value import Callable


def find_reviewed(asked: str) -> Mistake | None:
    """What a reviewed relation says of a name that is not what was meant."""
    relation = relation_of(normalise(asked))
    speak = _SENTENCES.get(relation.relation) if relation else None
    return speak(asked, relation) if speak and relation else None


def _wrong_project(asked: str, relation: Relation) -> Mistake:
    said = f" ({relation.note})" if relation.note else ""
    text = f"{asked} is another project than {relation.projects[0]}{said}: was {relation.projects[0]} meant?"
    return Mistake("wrong-project", text, relation.projects)


def _module(asked: str, relation: Relation) -> Mistake:
    meant = relation.projects[0]
    return Mistake(
        "import-name", f"{asked} is what {meant} is imported as: was {meant} meant?", relation.projects
    )


def _dummy(asked: str, relation: Relation) -> Mistake:
    meant = relation.projects[0]
    return Mistake(
        "dummy", f"{asked} is an empty stand-in for {meant}: was {meant} meant?", relation.projects
    )


def _deprecated(asked: str, relation: Relation) -> Mistake:
    meant = relation.projects[0]
    said = f" ({relation.note})" if relation.note else ""
    return Mistake(
        "deprecated-name",
        f"{asked} is given up, and goes on as {meant}{said}: was {meant} meant?",
        relation.projects,
    )


def _placeholder(asked: str, relation: Relation) -> Mistake:
    return Mistake(
        "placeholder", f"{asked} stands for a name: put the name of what you want in its place", ()
    )


def _misnomer(asked: str, relation: Relation) -> Mistake:
    meant = relation.projects[0]
    return Mistake("typo", f"there is no project called {asked}: was {meant} meant?", relation.projects)


_SENTENCES: dict[str, Callable[[str, Relation], Mistake]] = {
    "wrong-project": _wrong_project,
    "import-name": _module,
    "dummy": _dummy,
    "deprecated": _deprecated,
    "placeholder": _placeholder,
    "misnomer": _misnomer,
}
