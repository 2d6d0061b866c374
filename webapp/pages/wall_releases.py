"""What teams let the wall show although theirs is the only file that holds it: rows beside the journal."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

import sqlalchemy as sa

from webapp.live.panels import RELEASES
from webapp.pages.team_rows import touch_team
from webapp.store.tables import MarkRecord
from webapp.visit.visitor import current_exercise, current_member, services

PREFIX = "wall:"
"""Before the name of a thing on the wall: a mark of the team's like those on its papers, whose keys have no colon."""

SHOWN = 1


def release(things: Sequence[str], *, shown: bool) -> None:
    """Keeps what the visitor's team wishes.

    Args:
        things: Names of things on the wall, as `simulation.exercise.views.wall.things` gives them.
        shown: Whether the wall may show them.
    """
    member, marks = current_member(), [PREFIX + thing for thing in things]
    with services().database.writing() as session:
        session.execute(
            sa.delete(MarkRecord).where(
                MarkRecord.exercise_id == member.exercise,
                MarkRecord.country == member.country,
                MarkRecord.document.in_(marks),
            )
        )
        if shown:
            session.add_all(
                MarkRecord(exercise_id=member.exercise, country=member.country, document=mark, line=SHOWN)
                for mark in marks
            )
    touch_team(RELEASES)


def own_releases() -> frozenset[str]:
    """What the visitor's team lets the wall show of its own alone."""
    country = current_member().country
    return _found(MarkRecord.country == country).get(country, frozenset())


def released() -> Mapping[str, frozenset[str]]:
    """What each team lets the wall show, by country."""
    return _found()


def _found(*only: sa.ColumnElement[bool]) -> Mapping[str, frozenset[str]]:
    chosen = sa.select(MarkRecord.country, MarkRecord.document).where(
        MarkRecord.exercise_id == current_exercise().id,
        MarkRecord.document.startswith(PREFIX, autoescape=True),
        *only,
    )
    found: defaultdict[str, set[str]] = defaultdict(set)
    with services().database.reading() as session:
        for country, document in session.execute(chosen):
            found[country].add(document.removeprefix(PREFIX))
    return {country: frozenset(things) for country, things in found.items()}
