"""A letter that wants somebody heard waits while he or she recovers, by the days there; a wish opens the hearing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.casework.documents.document import Document
from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.measures import kinds
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter import workflow
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office
from simulation.network import questions
from simulation.scenario.schema.play import MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.casework.builders import CLERK, PORT, a_note, says
from tests.exercise.correspondence import Correspondence
from tests.exercise.procedure_play import between

ASKING, ASKED = "VAL", "ISA"

type Waiting = Callable[..., Correspondence]


def referral(person: Entity, place: Entity, at: int, key: str) -> Document:
    """A paper that somebody was seen as a victim."""
    note = a_note(says("identified", CLERK, PORT), key=key)
    said = tuple(each._replace(subject=person.key, object=place.key, at=at) for each in note.assertions)
    return replace(note, country=ASKED, about=person.key, mentions=(person, place), assertions=said)


def show_as_victim(letter: Correspondence, number: int) -> None:
    """A paper on the file of the country that is asked shows one of the letter's persons as a victim, from now on."""
    state = letter.exercise.state
    place = next(each for each in state.network.entities.values() if each.kind is EntityKind.PLACE)
    person = state.network.entities[letter.request.targets[number]]
    key = f"referral{number or ''}"
    state.countries[ASKED].file.add(referral(person, place, state.now, key), state.now)


@pytest.fixture
def waiting(blue_current: FrozenScenario) -> Waiting:
    """A letter that was accepted, about somebody whom a paper there shows as a victim."""

    def made(sought: Sought, days: int, *, of_two: bool = False, victim: int = 0) -> Correspondence:
        frozen = between(blue_current, "UNTOC")
        countries = tuple(
            each.model_copy(update={"reflection_days": days}) if each.code == ASKED else each
            for each in frozen.scenario.countries
        )
        frozen = frozen.model_copy(update={"scenario": frozen.scenario.model_copy(update={"countries": countries})})
        letter = Correspondence(begun(frozen, "none", 7), ASKING, ASKED, sought)
        state = letter.exercise.state
        person, other = [
            each
            for each in letter.exercise.team_view(ASKING).entities
            if each.kind is EntityKind.PERSON and questions.whereabouts(state.network, each.key) == ASKED
        ][:2]
        letter.open(person.key, *[other.key] * of_two)
        letter.send(basis="UNTOC")
        letter.until(LetterStatus.DECIDING)
        letter.act("asked", LetterAction.ACCEPT)
        letter.until(LetterStatus.EXECUTING)
        show_as_victim(letter, victim)
        return letter

    return made


def ask_for_wish(letter: Correspondence, number: int) -> None:
    """One of the letter's persons is asked whether he or she wants to be heard now."""
    asked = OrderMeasure(
        id="wish",
        by=Seat(ASKED, Office.POLICE),
        kind=MeasureKind.WISH,
        target=letter.request.targets[number],
        documents=(f"referral{number or ''}",),
    )
    letter.exercise.check(asked)
    letter.exercise.perform(asked)


def digest(letter: Correspondence) -> list[DigestLine]:
    """What whoever asks was told of the letter."""
    return [line for line in letter.exercise.team_view(ASKING).digest if line.about == letter.key]


def executed(letter: Correspondence) -> int:
    """The day on which it was executed."""
    while LetterAction.EXECUTED not in letter.happened():
        letter.wait(1)
        assert letter.exercise.now < 900 * DAY
    seen = letter.seen("asked")
    assert seen is not None
    return next(line.at // DAY for line in seen.history if line.action == LetterAction.EXECUTED)


@pytest.mark.parametrize(("sought", "days"), [(Sought.STATEMENT, 180), (Sought.VIDEO_HEARING, 300)])
def test_nobody_is_pressed_while_the_days_of_the_country_run(waiting: Waiting, sought: Sought, days: int) -> None:
    letter = waiting(sought, days)
    seen_on = letter.exercise.now
    letter.until(LetterStatus.RECOVERING)
    seen = letter.seen("asked")
    assert seen is not None
    assert (seen.status, seen.time_kind) == (LetterStatus.RECOVERING, "protected")
    assert seen.history[-1].action == LetterAction.AWAIT_RECOVERY
    last_day = (seen_on + days * DAY) // DAY
    assert seen.due_day == last_day + 1
    assert executed(letter) == last_day
    assert letter.request.until is None


def test_who_asks_does_not_learn_that_somebody_recovers(waiting: Waiting) -> None:
    letter = waiting(Sought.STATEMENT, 180)
    before = letter.seen("asking")
    told = digest(letter)
    letter.until(LetterStatus.RECOVERING)
    letter.act("asking", LetterAction.QUERY_STATUS)
    seen = letter.seen("asking")
    assert before is not None
    assert seen is not None
    assert (seen.status, seen.time_kind, seen.since) == (LetterStatus.EXECUTING, "system", before.since)
    assert seen.due_day is None
    assert seen.stays[:-1] == before.stays[:-1]
    assert (seen.version, len(seen.history)) == (before.version + 1, len(before.history) + 1)
    assert seen.history[-1].status == LetterStatus.EXECUTING
    assert digest(letter) == told
    executed(letter)
    ended = letter.seen("asking")
    assert ended is not None
    assert {"recovering", "await_recovery"}.isdisjoint(
        {*(each.status for each in ended.stays), *(line.action for line in ended.history)}
    )


def test_nobody_is_pressed_after_an_appeal(waiting: Waiting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workflow, "appeal_seconds", lambda *_about: 5 * DAY)
    letter = waiting(Sought.STATEMENT, 180)
    seen_on = letter.exercise.now
    letter.until(LetterStatus.APPEALED)
    letter.until(LetterStatus.RECOVERING)
    seen = letter.seen("asking")
    assert seen is not None
    assert seen.status == LetterStatus.EXECUTING
    assert executed(letter) == seen_on // DAY + 180


def test_two_who_recover_are_heard_when_the_later_days_are_over(waiting: Waiting) -> None:
    letter = waiting(Sought.STATEMENT, 180, of_two=True)
    letter.until(LetterStatus.RECOVERING)
    letter.wait(30)
    show_as_victim(letter, 1)
    seen_on = letter.exercise.now
    assert executed(letter) == seen_on // DAY + 180


def test_who_speaks_leaves_the_days_of_the_other(waiting: Waiting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "WANTS_NOW", 1.0)
    letter = waiting(Sought.STATEMENT, 180, of_two=True, victim=1)
    first = letter.exercise.now
    letter.wait(30)
    show_as_victim(letter, 0)
    letter.until(LetterStatus.RECOVERING)
    ask_for_wish(letter, 0)
    assert executed(letter) == first // DAY + 180


def test_who_wants_to_be_heard_is_heard_now(waiting: Waiting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "WANTS_NOW", 1.0)
    letter = waiting(Sought.STATEMENT, 300)
    seen_on = letter.exercise.now // DAY
    letter.until(LetterStatus.RECOVERING)
    ask_for_wish(letter, 0)
    assert executed(letter) < seen_on + 300


def test_records_do_not_wait_for_anybody(waiting: Waiting) -> None:
    letter = waiting(Sought.TRAVEL_RECORDS, 180)
    assert executed(letter)
    assert LetterAction.AWAIT_RECOVERY not in letter.happened()
