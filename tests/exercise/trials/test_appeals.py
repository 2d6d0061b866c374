"""Until a conviction is final nothing is taken; a higher court applies the same rule to the papers as they are then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.file.charges import Appeal, Charge
from simulation.casework.file.restrained_assets import AssetAction
from simulation.casework.proof.finality import term_seconds
from simulation.casework.proof.judged import JUDGED_ALREADY
from simulation.casework.proof.proof import CourtOutcome, CourtVerdict
from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.state import State
from simulation.exercise.judgments.events import AppealMoved, VerdictGiven
from simulation.exercise.restrained_assets import confiscation, court_review
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.exercise.restrained_assets.events import FreezeEnded
from simulation.exercise.trials import appeals as appealing
from simulation.exercise.trials import handlers as trials
from simulation.exercise.trials.commands import GiveJudgment, HearCases
from simulation.kernel.agenda import DAY, Entry
from simulation.law.time.durations import contested_seconds
from tests.builders.bots import Room
from tests.exercise.restrained_assets.test_blocked_money import certified, room, straw_account

__all__ = ["room"]


def convicted(room: Room, *, appeals: bool) -> Charge:
    """A conviction within its term, in a case that reaches a blocked account, of somebody who will appeal or not."""
    state = room.exercise.state
    straw = straw_account(state)
    home, file = straw.country, state.countries[straw.country].file
    restrained_assets.block(state, home, home, straw.key, AssetAction.FREEZE, "order", 900 * DAY)
    paper = certified(state, straw.key)
    file.add(paper, state.now, "test")
    law = state.scenario.country(home)
    offence = law.offence("laundering")
    assert offence is not None
    key = next(key for key in (f"{home}/charge{n}" for n in range(999)) if (time(state, home, key) > 0) is appeals)
    file.bring_charge(key, straw.owner, offence, (paper.key,), state.now, state.now)
    file.charges.decide(key, CourtOutcome.CONVICTION, (), state.now, 12, ("takes_part",))
    file.charges.move_appeal(key, Appeal.TERM, state.now + term_seconds())
    state.drained()
    charge = file.charges.get(key)
    assert charge is not None
    assert charge.is_pending
    assert straw.key in confiscation.reached(state, home, charge)
    assert not confiscation.is_ordered(state, home, straw.key)
    assert court_review.ground_of(state, home, straw.key) == "shown"
    return charge


def time(state: State, country: str, key: str) -> int:
    law = state.scenario.country(country)
    return contested_seconds(state.times, state.draws, law, f"verdict/{key}", state.now) or 0


def fired(room: Room, charge: Charge) -> tuple[list[str], list[str], list[str]]:
    """Stages, how freezes ended and outcomes that come of the next step."""
    state = room.exercise.state
    appealing.come_due(state, Entry(state.now, "appeal", trials.APPEAL, (charge.key,)))
    events = state.drained()
    return (
        [each.stage for each in events if isinstance(each, AppealMoved)],
        [each.how for each in events if isinstance(each, FreezeEnded)],
        [each.outcome for each in events if isinstance(each, VerdictGiven)],
    )


def test_when_nobody_appeals_the_money_is_taken_after_the_term(room: Room) -> None:
    charge = convicted(room, appeals=False)
    assert fired(room, charge) == (["lapsed"], ["confiscated"], [])
    assert fired(room, charge) == ([], [], [])


def test_a_conviction_that_no_longer_holds_is_set_aside_and_the_money_goes_back(room: Room) -> None:
    """The paper proves whose the account is and nothing of the offence."""
    charge = convicted(room, appeals=True)
    assert fired(room, charge) == (["lodged"], [], [])
    assert fired(room, charge) == (["allowed"], ["lifted"], ["acquittal"])
    after = room.exercise.state.countries[charge.key.partition("/")[0]].file.charges.get(charge.key)
    assert after is not None
    assert (after.outcome, after.months, after.is_pending) == ("acquittal", 0, False)


@pytest.mark.parametrize("appeals", [True, False])
def test_what_became_final_elsewhere_first_ends_the_case_and_gives_the_money_back(room: Room, *, appeals: bool) -> None:
    """Both countries have convicted; the term here ends last, whether anybody would have appealed or not."""
    charge = convicted(room, appeals=appeals)
    state = room.exercise.state
    home = charge.key.partition("/")[0]
    other = next(code for code in state.countries if code != home)
    theirs = next(
        found
        for n in range(999)
        if time(state, other, (found := replace(charge, key=f"{other}/charge{n}", documents=())).key) == 0
    )
    state.countries[other].file.charges.rows[theirs.key] = theirs
    if appeals:
        assert fired(room, charge) == (["lodged"], [], [])
    assert fired(room, theirs) == (["lapsed"], [], [])
    assert fired(room, charge) == (["allowed"] if appeals else ["lodged", "allowed"], ["lifted"], ["dismissal"])
    after = state.countries[home].file.charges.get(charge.key)
    assert after is not None
    assert (after.outcome, after.reasons, after.is_pending) == ("dismissal", (JUDGED_ALREADY,), False)


def on_trial(room: Room, *, is_judged_elsewhere: bool) -> Charge:
    """The same case before its first verdict; another country may have judged the person for the same facts."""
    charge = replace(convicted(room, appeals=False), outcome="", months=0, reasons=(), appeal=Appeal.NONE)
    countries = room.exercise.state.countries
    home = charge.key.partition("/")[0]
    countries[home].file.charges.rows[charge.key] = charge
    other = next(code for code in countries if code != home)
    if is_judged_elsewhere:
        theirs = replace(charge, key=f"{other}/judged", outcome=CourtOutcome.CONVICTION, appeal=Appeal.LAPSED)
        countries[other].file.charges.rows[theirs.key] = replace(theirs, documents=())
    return charge


def ended(room: Room, charge: Charge) -> tuple[list[str], str, tuple[str, ...]]:
    """How freezes ended just now, and how the case did."""
    after = room.exercise.state.countries[charge.key.partition("/")[0]].file.charges.get(charge.key)
    assert after is not None
    events = room.exercise.state.drained()
    return [each.how for each in events if isinstance(each, FreezeEnded)], after.outcome, after.reasons


def test_a_court_that_finds_the_person_judged_elsewhere_lets_the_money_go(room: Room) -> None:
    charge = on_trial(room, is_judged_elsewhere=True)
    trials.try_case(room.exercise.state, charge.key)
    assert ended(room, charge) == (["lifted"], "dismissal", (JUDGED_ALREADY,))


@pytest.mark.parametrize("is_judged_elsewhere", [True, False])
def test_people_who_end_a_case_let_the_money_go_only_where_nobody_can_bring_it_again(
    room: Room, *, is_judged_elsewhere: bool
) -> None:
    charge = on_trial(room, is_judged_elsewhere=is_judged_elsewhere)
    room.control(StartExercise(id="", warm_up=False))
    room.control(HearCases(id="", country=charge.key.partition("/")[0], charge=charge.key))
    events = room.control(GiveJudgment(id="", charge=charge.key, outcome="dismissal", text="So it ends."))
    assert [each.how for each in events if isinstance(each, FreezeEnded)] == ["lifted"] * is_judged_elsewhere
    file = room.exercise.state.countries[charge.key.partition("/")[0]].file
    assert (JUDGED_ALREADY in file.charges.rows[charge.key].reasons) is is_judged_elsewhere


def test_an_appeal_that_changes_nothing_is_dismissed(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    charge = convicted(room, appeals=True)
    assert fired(room, charge) == (["lodged"], [], [])
    monkeypatch.setattr(appealing, "verdict", lambda _assessed: CourtVerdict(CourtOutcome.CONVICTION, (), ()))
    assert fired(room, charge) == (["dismissed"], ["confiscated"], [])
