"""A letter that wants somebody heard waits while he or she recovers, by the days there; a wish opens the hearing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.casework.documents.document import Document
from simulation.exercise.core.command import Seat
from simulation.exercise.measures import kinds
from simulation.exercise.measures.commands import OrderMeasure
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

type Waiting = Callable[[Sought, int], Correspondence]


def referral(person: Entity, place: Entity, at: int) -> Document:
    """A paper that somebody was seen as a victim."""
    note = a_note(says("identified", CLERK, PORT), key="referral")
    said = tuple(each._replace(subject=person.key, object=place.key, at=at) for each in note.assertions)
    return replace(note, country=ASKED, about=person.key, mentions=(person, place), assertions=said)


@pytest.fixture
def waiting(blue_current: FrozenScenario) -> Waiting:
    """A letter that was accepted, about somebody whom a paper there shows as a victim."""

    def made(sought: Sought, days: int) -> Correspondence:
        frozen = between(blue_current, "UNTOC")
        countries = tuple(
            each.model_copy(update={"reflection_days": days}) if each.code == ASKED else each
            for each in frozen.scenario.countries
        )
        frozen = frozen.model_copy(update={"scenario": frozen.scenario.model_copy(update={"countries": countries})})
        letter = Correspondence(begun(frozen, "none", 7), ASKING, ASKED, sought)
        state = letter.exercise.state
        person = next(
            each
            for each in letter.exercise.team_view(ASKING).entities
            if each.kind is EntityKind.PERSON and questions.whereabouts(state.network, each.key) == ASKED
        )
        letter.open(person.key)
        letter.send(basis="UNTOC")
        letter.until(LetterStatus.DECIDING)
        letter.act("asked", LetterAction.ACCEPT)
        letter.until(LetterStatus.EXECUTING)
        place = next(each for each in state.network.entities.values() if each.kind is EntityKind.PLACE)
        state.countries[ASKED].file.add(referral(person, place, state.now), state.now)
        return letter

    return made


def executed(letter: Correspondence) -> int:
    """The day on which it was executed."""
    letter.until(LetterStatus.RETURNED)
    seen = letter.seen("asked")
    assert seen is not None
    return next(line.at // DAY for line in seen.history if line.action == LetterAction.EXECUTED)


@pytest.mark.parametrize(("sought", "days"), [(Sought.STATEMENT, 180), (Sought.VIDEO_HEARING, 300)])
def test_nobody_is_pressed_while_the_days_of_the_country_run(waiting: Waiting, sought: Sought, days: int) -> None:
    letter = waiting(sought, days)
    seen_on = letter.exercise.now
    letter.until(LetterStatus.RECOVERING)
    for side in ("asking", "asked"):
        seen = letter.seen(side)
        assert seen is not None
        assert (seen.status, seen.time_kind) == (LetterStatus.RECOVERING, "protected")
        assert seen.history[-1].action == LetterAction.AWAIT_RECOVERY
    assert executed(letter) == (seen_on + days * DAY) // DAY


def test_who_wants_to_be_heard_is_heard_now(waiting: Waiting, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kinds, "WANTS_NOW", 1.0)
    letter = waiting(Sought.STATEMENT, 300)
    seen_on = letter.exercise.now // DAY
    letter.until(LetterStatus.RECOVERING)
    asked = OrderMeasure(
        id="wish",
        by=Seat(ASKED, Office.POLICE),
        kind=MeasureKind.WISH,
        target=letter.request.targets[0],
        documents=("referral",),
    )
    letter.exercise.check(asked)
    letter.exercise.perform(asked)
    assert executed(letter) < seen_on + 300


def test_records_do_not_wait_for_anybody(waiting: Waiting) -> None:
    letter = waiting(Sought.TRAVEL_RECORDS, 180)
    assert executed(letter)
    assert LetterAction.AWAIT_RECOVERY not in letter.happened()
