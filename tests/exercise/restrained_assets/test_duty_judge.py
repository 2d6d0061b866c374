"""A hold abroad can be kept in the move in which it is granted: a duty judge hears the letter that is announced."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.file.restrained_assets import AssetAction, AssetState
from simulation.exercise.clock.commands import Jump, StartExercise, TakeOver
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.matters import handlers as matters
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.opening import open_request
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, LetterStatus
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of
from simulation.law.periods.restraint import RestraintGround, restraint_row
from simulation.matters.machine import stay_in
from simulation.players.policies import players
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    made = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    made.control(StartExercise(id="", warm_up=False))
    for country in made.exercise.scenario.played:
        made.control(TakeOver(id="", country=country.code))
    return made


def held_and_asked(room: Room, hold_comes: int = 0, /, **content: object) -> str:
    """An account in Kestria on hold for Valmora's case, and a letter for its freeze that the authority lets go.

    With `hold_comes` the unit there takes so many days, and the letter has left by then.
    """
    state = room.exercise.state
    account = next(
        key for key, each in sorted(state.network.money.accounts.items()) if each.country == "KES" and not each.frozen
    )

    def hold() -> None:
        restrained_assets.block(state, "KES", "VAL", account, AssetAction.POSTPONE, "hold", state.now + 3 * DAY)

    if not hold_comes:
        hold()
    drafted = open_request("VAL/freeze", kind_of(Sought.FREEZE), "VAL", "KES", (account,), state.now)
    there = stay_in(STATUSES[LetterStatus.VETTING], state.now, "submit")
    written = replace(drafted.content, **content)  # type: ignore[arg-type]  # names of its fields
    letter = drafted._replace(stays=(*drafted.stays, there), content=written)
    state.part(Letters).requests[letter.key] = RequestState(letter, letter.key)
    seat, text = Seat("VAL", Office.AUTHORITY), "Let it go"
    action = LetterAction.APPROVE
    room.do(ActOnRequest(id="go", by=seat, member="control", request=letter.key, action=action, text=text))
    if hold_comes:
        room.control(Jump(id="", days=hold_comes))
        mark = len(state.log.pending)
        hold()
        matters.follow(state, tuple(state.log.pending[mark:]))
    return account


def test_an_urgent_letter_with_reason_and_day_keeps_the_hold_past_the_jump(room: Room) -> None:
    account = held_and_asked(room, urgent=True, urgency_reason="The hold ends", urgent_by_day=4)
    told = [line for line in room.exercise.team_view("VAL").digest if line.what.code == "digest.hold_announced"]
    assert [line.about for line in told] == [account]
    assert not [line for line in room.exercise.team_view("KES").digest if line.what.code == "digest.hold_announced"]
    room.control(Jump(id="", days=22))
    asset = room.exercise.state.countries["VAL"].file.assets.get(account)
    assert asset is not None
    assert (asset.state, asset.ground) == (AssetState.POSTPONED, RestraintGround.ANNOUNCED)
    assert asset.until == (restraint_row(RestraintGround.ANNOUNCED).days or 0) * DAY + asset.since


def test_the_letter_that_left_first_keeps_the_hold_that_came_after_it(room: Room) -> None:
    account = held_and_asked(room, 2, urgent=True, urgency_reason="The money leaves", urgent_by_day=4)
    told = [line for line in room.exercise.team_view("VAL").digest if line.what.code == "digest.hold_announced"]
    assert [line.about for line in told] == [account]
    asset = room.exercise.state.countries["VAL"].file.assets.get(account)
    assert asset is not None
    assert (asset.state, asset.ground) == (AssetState.POSTPONED, RestraintGround.ANNOUNCED)


@pytest.mark.parametrize("content", [{}, {"urgent": True}, {"urgent": True, "urgency_reason": "Soon"}])
def test_without_reason_and_day_it_lapses_as_before(room: Room, content: dict[str, object]) -> None:
    account = held_and_asked(room, **content)
    room.control(Jump(id="", days=22))
    asset = room.exercise.state.countries["VAL"].file.assets.get(account)
    assert asset is not None
    assert asset.state is AssetState.LAPSED
