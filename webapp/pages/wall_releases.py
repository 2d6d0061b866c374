"""What teams let the wall show although theirs is the only file that holds it: rows beside the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import sqlalchemy as sa

from webapp.pages.team_rows import marks, set_marks
from webapp.store.tables import MarkRecord
from webapp.visit.visitor import current_exercise, services

PREFIX = "wall:"
"""Before the name of a thing on the wall: a mark of the team's like those on its papers, whose keys have no colon."""

SHOWN = 1


def is_released(thing: str) -> bool:
    """Whether the visitor's team lets the wall show this of its own alone."""
    return SHOWN in marks(PREFIX + thing)


def release(thing: str, *, shown: bool) -> None:
    """Keeps what the visitor's team wishes.

    Args:
        thing: Name of a thing on the wall, as `simulation.exercise.views.wall.things` gives it.
        shown: Whether the wall may show it.
    """
    set_marks(PREFIX + thing, (SHOWN,) if shown else ())


def released() -> Mapping[str, frozenset[str]]:
    """What each team lets the wall show, by country."""
    chosen = sa.select(MarkRecord.country, MarkRecord.document).where(
        MarkRecord.exercise_id == current_exercise().id,
        MarkRecord.document.startswith(PREFIX, autoescape=True),
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    with services().database.reading() as session:
        for country, document in session.execute(chosen):
            found[country].add(document.removeprefix(PREFIX))
    return {country: frozenset(things) for country, things in found.items()}
