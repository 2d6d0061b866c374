"""What protection did for somebody is told once, whatever it kept from him or her."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simulation.exercise.core.digest import DigestLine
from simulation.exercise.views.stories import news
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Phrase
from tests.builders.views import PERSON, team
from webapp.desk.home.news import headline
from webapp.desk.readable import Reader
from webapp.desk.story_rows import story_rows

SINCE = 20 * DAY
OTHERS = tuple(f"cast/other{number}" for number in range(3))


def kept_safe(day: int, order: str) -> DigestLine:
    """Protection, ordered on day 23, kept the person from harm."""
    facts = (("person", PERSON.key), ("at", 22 * DAY))
    return DigestLine((day - 1) * DAY, Phrase("digest.kept_safe", facts), "measure", order)


@pytest.mark.parametrize(
    ("safe", "title"),
    [
        ((PERSON.key,), f"{PERSON.label} is protected"),
        ((PERSON.key, *OTHERS), "4 people are protected"),
        ((), f"Nothing happened to {PERSON.label}"),
    ],
)
def test_a_protection_that_kept_somebody_safe_twice_is_told_once(
    reading: Callable[[TeamView], Reader], safe: tuple[str, ...], title: str
) -> None:
    digest = (kept_safe(25, "SOV/m1"), kept_safe(27, "SOV/m1"))
    at_risk = tuple((person, 2 * DAY, 23 * DAY) for person in safe)
    view = team(entities=(PERSON,), digest=digest, at_risk=at_risk)
    found = news(view, SINCE)
    (row,) = story_rows(found.stories, reading(view))
    said = headline(found, reading(view))
    assert row.title.startswith(title)
    assert len([part for part in said.split(". ") if part]) == 1, said
    told = " ".join((row.title, *(line.text for line in row.lines)))
    assert told.count("Nothing happened to") == 1
