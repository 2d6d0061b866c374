"""A hold that lapsed is told once, and with the own letter that had left and could not keep it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.core.digest import DigestLine, HistoryLine
from simulation.exercise.views.stories import news, told_of
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Phrase
from simulation.law.book.content import Content
from simulation.scenario.schema.play import Sought
from tests.builders.views import ACCOUNT, asset, procedure, request, team
from webapp.desk.readable import Reader
from webapp.desk.story_rows import story_rows

SINCE = 20 * DAY
URGENT = Content(urgent=True, urgency_reason="The money is leaving.", urgent_by_day=30)


def lapsed(content: Content, left: int) -> TeamView:
    """A hold of a financial unit lapsed on day 26; the own freezing request was approved on a day."""
    ended = procedure(status="freeze_lapsed", holder="")
    facts = (("label", ended.label), ("kind", ended.kind), ("status", ended.status), ("action", "freeze_lapses"))
    digest = (
        DigestLine(25 * DAY, Phrase("digest.procedure", facts), "procedure", ended.key),
        DigestLine(25 * DAY, Phrase("digest.freeze_lapsed", (("account", ACCOUNT.key),)), "asset", ACCOUNT.key),
    )
    approved = HistoryLine((left - 1) * DAY, "approve", "sent", "SOV", "authority", "", "")
    letter = request(2, sought=Sought.FREEZE, status="sent", holder="channel", content=content, history=(approved,))
    question = request(1, sought=Sought.POSTPONEMENT, status="answered", holder="", since=21 * DAY)
    return team(entities=(ACCOUNT,), assets=(asset(),), requests=(question, letter), procedures=(ended,), digest=digest)


@pytest.mark.parametrize(
    ("content", "left", "is_named"), [(Content(), 24, True), (URGENT, 24, False), (Content(), 28, False)]
)
def test_a_hold_that_lapsed_is_told_once_with_the_letter_that_could_not_keep_it(
    reading: Callable[[TeamView], Reader], content: Content, left: int, *, is_named: bool
) -> None:
    view = lapsed(content, left)
    rows = story_rows(news(view, SINCE).stories, reading(view))
    told = [row for row in rows if "lapsed" in row.title]
    assert len(told) == 1, [row.title for row in told]
    words = " ".join(line.text for line in told[0].lines)
    assert ("Your request SOV-KES-02 had left before that day, but it was not marked urgent" in words) is is_named


def test_a_hold_that_lapsed_before_this_move_is_told_on_its_own_page() -> None:
    view = lapsed(Content(), 24)
    assert not news(replace(view, digest=()), 30 * DAY).stories
    assert [story.code for story in told_of(view, ACCOUNT.key)] == ["lapsed.unnamed"]
