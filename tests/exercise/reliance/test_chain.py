"""A chain of three across a border: the answer names an account, its statement the next one, and that one is frozen."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest

from simulation.exercise.clock.commands import EndExercise, Jump, StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.journal import replay
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.reliance.acts import ActKind, CameBy, Reliance, Shares
from simulation.exercise.reliance.reading import RelianceReader
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.money import PlantedTransfer
from simulation.scenario.schema.play import DocumentKind, MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody
from tests.exercise.reliance.test_planted_papers import is_refused
from tests.review.planted import GROUND, HIDDEN, JUMPS, Desks, planted_world

NEXT = "account/next"
PROSECUTOR = Seat("ALV", Office.PROSECUTOR)


def with_a_next_account(frozen: FrozenScenario) -> FrozenScenario:
    """The planted world, in which the hidden account has paid another one at home."""
    crime = frozen.scenario.crime
    hidden = next(each for each in crime.accounts if each.key == HIDDEN)
    paid = PlantedTransfer(
        key="transfer/next", day=-5, origin=HIDDEN, destination=NEXT, amount_minor=1_000_000, purpose="goods"
    )
    update = {
        "accounts": (*crime.accounts, hidden.model_copy(update={"key": NEXT})),
        "transfers": (*crime.transfers, paid),
    }
    scenario = frozen.scenario.model_copy(update={"crime": crime.model_copy(update=update)})
    return frozen.model_copy(update={"scenario": scenario})


@dataclass
class Played:
    """The played chain, and what was refused on the way."""

    room: Room
    asked: str
    freeze: str = ""
    refused_before: bool = False
    refused_without: bool = False


def statement_of(room: Room, account: str) -> str:
    """Key of the statement of an account in Alvenport's file, "" while there is none."""
    filed = room.exercise.team_view("ALV").documents
    ours = (each.document for each in filed if each.document.kind is DocumentKind.BANK_STATEMENT)
    return next((each.key for each in ours if each.about == account), "")


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """Nobody names the papers on which an act rests: what is found is implied alone."""
    frozen = with_a_next_account(planted_world(tmp_path_factory.mktemp("chain") / "planted"))
    room = open_room(frozen, Settings(preset="planted", seed=3), players())
    seat_everybody(room, ("ALV", "BRO"))
    room.control(StartExercise(id="", warm_up=False))
    desks = Desks(room, uses_the_statement=False)
    found = Played(room, desks.ask())
    produced = False
    for days in JUMPS:
        desks.answer(found.asked)
        answer, own = statement_of(room, "account/front"), statement_of(room, HIDDEN)
        look = OrderMeasure(id="", by=PROSECUTOR, kind=MeasureKind.PRODUCTION_ORDER, target=HIDDEN, documents=(answer,))
        hold = OrderMeasure(id="", by=PROSECUTOR, kind=MeasureKind.FREEZE, target=NEXT, documents=(own,))
        if answer and not produced:
            desks.do(look, PROSECUTOR)
            produced = True
            early = replace(hold, id="early", member="ALV-prosecutor", documents=(answer,))
            found.refused_before = is_refused(room, early, "measure.unknown_target")
        if own and not found.freeze:
            file = room.exercise.state.countries["ALV"].file
            room.exercise.state.countries["ALV"].file = file.without({own})
            without = replace(hold, id="without", member="ALV-prosecutor", documents=(answer,))
            found.refused_without = is_refused(room, without, "measure.unknown_target")
            room.exercise.state.countries["ALV"].file = file
            desks.do(hold, PROSECUTOR)
            found.freeze = f"ALV/c{desks.number}"
        room.control(Jump(id="", days=days))
    room.control(EndExercise(id=""))
    return found


@pytest.fixture(scope="module")
def reliance(played: Played) -> Reliance:
    """What a replay of the journal tells."""
    reading, room = RelianceReader(), played.room
    exercise, _ = replay(room.frozen, room.settings, room.entries, players(), watcher=reading)
    return reading.reliance(exercise)


def test_the_freeze_leads_back_to_the_first_question_and_the_paper_on_which_it_was_asked(
    played: Played, reliance: Reliance
) -> None:
    steps = reliance.way_back(played.freeze)
    kinds = [(step.act.kind, step.act.what, step.paper and step.paper.came) for step in steps]
    assert kinds == [
        (ActKind.MEASURE, "freeze", CameBy.HOME),
        (ActKind.MEASURE, "production_order", CameBy.ASKED),
        (ActKind.REQUEST, "bank_records", CameBy.OPENING),
    ]
    assert steps[-1].act.key == played.asked
    assert steps[-1].paper is not None
    assert steps[-1].paper.key == GROUND


def test_the_engine_refused_the_freeze_before_its_paper_was_there_and_when_it_was_taken_away(played: Played) -> None:
    assert played.refused_before
    assert played.refused_without


def test_both_measures_rest_on_the_answer_by_implied_links_alone(reliance: Reliance) -> None:
    assert [act.rests_on for act in reliance.acts.values()] == [(), (), ()]
    assert reliance.shares(("ALV", "BRO")) == Shares(acts=2, either=2, implied=2)
    assert reliance.shares(("BRO",)) == Shares(acts=0, either=0, implied=0)


def test_reading_along_changes_nothing_of_what_happens(played: Played) -> None:
    room = played.room
    _, plain = replay(room.frozen, room.settings, room.entries, players())
    _, watched = replay(room.frozen, room.settings, room.entries, players(), watcher=RelianceReader())
    assert watched == plain
    assert list(watched) == room.events
