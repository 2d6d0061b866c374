"""The beginner's mistakes: declared in a table, found by the mistakes deck, and dear to the case."""

from __future__ import annotations

from pathlib import Path

import pytest

from simulation.exercise.core.event import FindingMade
from simulation.exercise.procedures.letter.events import RequestMoved
from simulation.exercise.restrained_assets.events import FreezeEnded
from simulation.law.book.law_book import load_law_book
from simulation.players.policies import EXPERT, NOVICE, TEXTBOOK
from simulation.players.turn.parameters import DOES, PolicyMistake
from simulation.scenario.schema.scenario import Scenario
from tests.players.conftest import Played, played

pytestmark = pytest.mark.acceptance("plays two long runs")

SEED = 203
DAYS = 240

ONLY_PEOPLE_CAN_TELL = {PolicyMistake.EMPTY_PROMISE, PolicyMistake.NOT_WITHDRAWN, PolicyMistake.NO_FOLLOW_UP}
"""The deck has no sign for them."""

NEEDS_AN_OCCASION = {
    PolicyMistake.NO_CONSENT,
    PolicyMistake.NO_CONFIDENTIALITY,
    PolicyMistake.URGENT_BY_HABIT,
    PolicyMistake.ONE_OFFENCE,
}
"""Shown only where a note came without consent, a letter leaks, letters outnumber questions for a while,
or a paper would serve another offence than the one that its letter named."""


@pytest.fixture(scope="module")
def novice(shipped: Scenario) -> Played:
    return played(shipped, NOVICE.name, SEED, DAYS)


@pytest.fixture(scope="module")
def textbook(shipped: Scenario) -> Played:
    return played(shipped, TEXTBOOK.name, SEED, DAYS)


def found(run: Played) -> set[str]:
    """Mistakes on requests that the policy began, and those that belong to no request."""
    played_by = {country.code for country in run.exercise.scenario.played}
    codes = {
        event.finding
        for event in run.events
        if isinstance(event, FindingMade) and event.against in played_by
        if not event.request or "/auto/" in event.request
    }
    return {code.removeprefix("mistake.") for code in codes if code.startswith("mistake.")}


def asked_back(run: Played) -> int:
    moved = [event for event in run.events if isinstance(event, RequestMoved)]
    return sum(event.action == "ask_clarification" and "/auto/" in event.request for event in moved)


def confiscated(run: Played) -> int:
    return sum(
        event.amount_minor for event in run.events if isinstance(event, FreezeEnded) and event.how == "confiscated"
    )


def test_every_mistake_is_one_of_the_law_book_and_says_what_it_does() -> None:
    assert set(DOES) == set(PolicyMistake) == NOVICE.parameters.mistakes
    assert {each.value for each in PolicyMistake} <= {row.id for row in load_law_book().mistakes}
    assert not TEXTBOOK.parameters.mistakes | EXPERT.parameters.mistakes


def test_the_manual_lists_what_the_beginner_does() -> None:
    manual = (Path(__file__).parents[2] / "docs" / "cli.md").read_text(encoding="utf-8")
    assert all(f"| {mistake.value} | {does} |" in manual for mistake, does in DOES.items())


def test_the_deck_finds_what_the_beginner_does(novice: Played, textbook: Played) -> None:
    shown = {mistake.value for mistake in PolicyMistake} - ONLY_PEOPLE_CAN_TELL - NEEDS_AN_OCCASION
    assert found(novice) >= shown
    assert not found(textbook) & (shown - {PolicyMistake.NO_PLAN})


def test_a_beginner_is_asked_back_and_gets_less_that_stands(novice: Played, textbook: Played) -> None:
    assert asked_back(textbook) == 0
    assert asked_back(novice) >= 10
    assert stands_certified(novice) == 0 < stands_certified(textbook)


def stands_certified(run: Played) -> int:
    """Papers from abroad that stand in the files of the played countries with a formality that was asked for."""
    countries = run.exercise.state.countries
    return sum(
        paper.use.stands and paper.use.origin == "mla" and "F1" in paper.use.formalities
        for country in run.exercise.scenario.played
        for paper in countries[country.code].file.documents
        if "/auto/" in paper.key
    )


def test_a_beginner_recovers_nothing_where_the_textbook_does(novice: Played, textbook: Played) -> None:
    assert confiscated(novice) == 0 < confiscated(textbook)


def test_a_textbook_gets_as_evidence_what_the_unit_holds_as_a_lead(textbook: Played, novice: Played) -> None:
    """An order brings the account's file although the financial unit has it; a beginner never orders it."""

    def account_files(run: Played) -> list[bool]:
        papers = run.exercise.state.countries["ISA"].file.naming("account/forwarding")
        return [paper.use.stands for paper in papers if paper.kind == "account_file" and paper.use.origin == "home"]

    assert account_files(novice) == [False]
    assert account_files(textbook) == [False, True]
