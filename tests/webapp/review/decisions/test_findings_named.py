"""Findings on legality in lists, where no single request gives them their values: whole sentences on every page."""

from __future__ import annotations

import html
from dataclasses import replace

import pytest

from simulation.exercise.core.event import FindingMade
from simulation.review.lessons import Lesson
from simulation.review.profile import LegalityGate, Profile
from simulation.review.record_reading import RecordReading
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from tests.webapp.review.test_prices_shown import finished
from webapp.review.cards import lessons
from webapp.review.play import teams_page
from webapp.review.play.profile_said import profiles_of
from webapp.text.say import AREAS

CODES = tuple(code.partition(".")[2] for words in AREAS for code in words if code.startswith("finding."))
PAGES = (
    "", "delay", "decisions", "epilogue", "case", "replay", "teams", "debrief", "papers", "paper/after-action.json"
)  # fmt: skip

ITEM = "C5"


@pytest.mark.acceptance("plays an exercise")
def test_no_page_of_the_review_shows_a_placeholder(house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every finding that has words, as if it had been made against the first team."""
    exercise, reading, _sequence = finished(house, "blue-current")
    country = reading.scenario.played[0].code
    made = tuple(Lesson(0, country, code, False, "settled", "", "", "", None) for code in CODES)
    thing = next(key for key in reading.names if "/" not in key)
    made += (Lesson(0, country, CODES[0], False, "settled", "", f"thing/{thing}", ITEM, None),)

    def gated(reading: RecordReading) -> tuple[Profile, ...]:
        findings = tuple(
            FindingMade(at=0, cause="", request="", finding=code, verdict="settled", against=country, facts=())
            for code in CODES
        )
        return tuple(replace(each, gate=LegalityGate(0, findings)) for each in profiles_of(reading))

    monkeypatch.setattr(lessons, "lessons", lambda *_: made)
    monkeypatch.setattr(teams_page, "profiles_of", gated)
    for name in PAGES:
        page = html.unescape(cast.ines.get(f"/x/{exercise}/review/{name}").text)
        assert "%(" not in page, name
        assert f"({ITEM})" not in page, "an item is said by its name"
        if name in {"", "teams", "paper/after-action.json"}:
            assert "The refusal did not give full reasons" in page, name
            assert "refused without reasons" not in page, name
