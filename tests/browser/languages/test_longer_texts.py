"""Longer words fit: main pages in French, and in English with every text two fifths longer, on a phone and a laptop."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import NewContext
from tests.browser.geometry import lengthened, misfits
from tests.browser.languages.served_inside import ADDRESS, read_by, stored_visit
from tests.webapp.house import trainer

WINDOWS = {390: 844, 1280: 800}
FIRST_READING = 120_000
"""Milliseconds for a page: the first of a review reads the whole exercise."""

TEAM, CONTROL, REVIEW = "team", "control", "review"

PAGES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    TEAM: (
        "blue-mid-move",
        ("desk/", "desk/requests", "desk/requests/new", "desk/documents", "desk/board?show=table", "desk/measures",
         "desk/messages", "desk/money", "desk/case", "desk/law", "lobby/"),
    ),
    CONTROL: (
        "blue-mid-move",
        ("control/", "control/events", "control/requests", "control/people", "control/end", "control/journal",
         "control/messages", "control/prepare", "control/projector", "lobby/"),
    ),
    REVIEW: (
        "blue-finished",
        ("review/", "review/delay", "review/decisions", "review/teams", "review/papers", "review/debrief"),
    ),
}  # fmt: skip
"""By whose they are: the stored exercise, and its pages."""


def ill_fitting(page: Page, address: str, language: str) -> Iterator[str]:
    """What does not fit: of the French as it stands, of the English two fifths longer."""
    answer = page.goto(address, timeout=FIRST_READING)
    assert answer is not None
    assert answer.status == 200, address
    assert page.evaluate("document.documentElement.lang") == language, address
    if language == "en":
        lengthened(page)
    yield from misfits(page, WINDOWS, {}, {})  # what is one row in English may take two


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("whose", PAGES)
def test_longer_words_fit(whose: str, language: str, tmp_path: Path, new_context: NewContext) -> None:
    exercise, names = PAGES[whose]
    with stored_visit(exercise, tmp_path / "house", language) as visit:
        person = next(iter(visit.people.values())) if whose == TEAM else trainer(visit.house)
        context = new_context()
        read_by(person, context, language)
        page = context.new_page()
        problems = [
            line for name in names for line in ill_fitting(page, f"{ADDRESS}/x/{visit.exercise}/{name}", language)
        ]
    assert not problems, "\n".join(problems)
