"""No word for longer than nine of ten wait is a finding on the day on which it is so."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.core.event import FindingMade
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.correspondence import Correspondence, written


def silences(letter: Correspondence) -> list[FindingMade]:
    return [
        event
        for event in letter.events
        if isinstance(event, FindingMade) and event.finding == "silence" and event.request == letter.key
    ]


def arrived(frozen: FrozenScenario, help_level: str = "practice") -> tuple[Correspondence, int]:
    letter = written(frozen, "VAL", "KES")
    state = letter.exercise.state
    state.settings = replace(state.settings, help_levels=(("KES", help_level),))
    letter.seat("KES", Office.POLICE)  # nobody acts for the central authority
    letter.seat("KES")
    letter.send()
    letter.until("registering")
    archetype = letter.exercise.scenario.country("KES").archetype
    return letter, letter.request.since + (letter.exercise.state.law.answered_within(archetype) + 1) * DAY


def test_it_is_found_on_the_day_and_not_before_and_once(blue_current: FrozenScenario) -> None:
    letter, day = arrived(blue_current)
    letter.events += letter.exercise.advance(day - 1)
    assert silences(letter) == []
    letter.events += letter.exercise.advance(day)
    (found,) = silences(letter)
    assert found.against == "KES"
    assert found.at == day
    for side in ("asking", "asked"):
        shown = letter.seen(side)
        assert shown is not None
        assert "silence" in {each.code for each in shown.findings}
    assert any(line.what.code == "digest.silence" for line in letter.exercise.team_view("KES").digest)
    letter.wait(40)
    letter.act("asking", LetterAction.QUERY_STATUS)
    letter.act("asked", LetterAction.ANSWER_QUERY, member="KES-authority")
    assert len(silences(letter)) == 1
    shown = letter.seen("asked")
    assert shown is not None
    assert "silence" not in {each.code for each in shown.findings}


def test_a_word_in_time_ends_it(blue_current: FrozenScenario) -> None:
    letter, day = arrived(blue_current)
    letter.wait(60)
    letter.act("asking", LetterAction.QUERY_STATUS)
    letter.act("asked", LetterAction.ANSWER_QUERY, member="KES-authority")
    letter.events += letter.exercise.advance(day + 30 * DAY)
    assert silences(letter) == []


def test_a_receipt_is_no_word(blue_current: FrozenScenario) -> None:
    letter, day = arrived(blue_current)
    assert "acknowledge" in letter.happened()
    letter.events += letter.exercise.advance(day + DAY)
    assert len(silences(letter)) == 1


@pytest.mark.parametrize("after", [LetterAction.POSTPONE, LetterAction.ACCEPT])
def test_what_follows_a_word_is_never_counted(blue_current: FrozenScenario, after: LetterAction) -> None:
    letter, day = arrived(blue_current)
    letter.until("deciding")
    state = letter.exercise.state
    if after is LetterAction.POSTPONE:
        filed = state.countries["KES"].file.documents
        target = next(paper.about for paper in filed if paper.use.origin == "home" and paper.about)
        kept = state.part(Letters).requests[letter.key]
        kept.matter = kept.matter._replace(targets=(target,))
    letter.act(
        "asked", after, member="KES-authority", until_day=state.day + 500 if after is LetterAction.POSTPONE else None
    )
    letter.events += letter.exercise.advance(day + 100 * DAY)
    assert silences(letter) == []


def test_at_exam_level_whoever_is_silent_is_not_told_in_play(blue_current: FrozenScenario) -> None:
    letter, day = arrived(blue_current, "exam")
    letter.events += letter.exercise.advance(day)
    assert len(silences(letter)) == 1
    shown, theirs = letter.seen("asked"), letter.seen("asking")
    assert shown is not None
    assert theirs is not None
    assert "silence" not in {each.code for each in shown.findings}
    assert "silence" in {each.code for each in theirs.findings}
    assert not any(line.what.code == "digest.silence" for line in letter.exercise.team_view("KES").digest)
