"""What falls due by itself: a step that cannot be taken stops nobody, and a late holder is never forgotten."""

from __future__ import annotations

import pytest

from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.event import StepDropped
from simulation.exercise.core.settings import Settings
from simulation.exercise.procedures.letter.play import hooks as letter_hooks
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.rules import binding_clock
from simulation.exercise.procedures.letter.statuses import CAME, STATUSES, LetterStatus
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room
from webapp.cli.arguments import scenario_named


def played_by(frozen: FrozenScenario, policy: str) -> Room:
    """An exercise in its first office hours, with one policy in every country."""
    policies = tuple((country.code, policy) for country in frozen.scenario.countries)
    room = open_room(frozen, Settings(preset="half_day_14", seed=7, policies=policies), players())
    room.control(StartExercise(id="", warm_up=False))
    return room


def test_a_step_that_cannot_be_taken_is_left_out_and_control_hears_of_it(blue_current: FrozenScenario) -> None:
    room = played_by(blue_current, "auto")
    state = room.exercise.state
    key, kept = next(
        (key, kept) for key, kept in state.part(Letters).requests.items() if kept.matter.status is LetterStatus.DECIDING
    )
    state.agenda.schedule(state.now + 60, "a step too late", letter_hooks.STAGE, (key, "delivered"))
    events = room.control(Jump(id="", days=10))
    assert room.exercise.now > 10 * DAY
    dropped = [event for event in events if isinstance(event, StepDropped)]
    assert [(each.cause, each.about, each.code) for each in dropped] == [
        ("a step too late", key, "request.not_possible_now")
    ]
    about = [alert.about for alert in room.exercise.control_view().alerts if alert.key.startswith("dropped/")]
    assert about == [key]
    room.control(Jump(id="", days=60))
    assert not any(alert.key.startswith("dropped/") for alert in room.exercise.control_view().alerts)
    assert kept.matter.status is not LetterStatus.RETURNING


@pytest.mark.parametrize("days", [90, 130])
def test_a_late_holder_is_tried_again_and_again(blue_current: FrozenScenario, days: int) -> None:
    room = played_by(blue_current, "none")
    state = room.exercise.state
    for _ in range(days // 10):
        room.control(Jump(id="", days=10))
    waiting = [
        key
        for key, kept in state.part(Letters).requests.items()
        if STATUSES[kept.matter.status].days is not None and kept.matter.status != LetterStatus.DRAFTING
    ]
    late = [key for key in waiting if (state.part(Letters).requests[key].due or 0) < state.now - 40 * DAY]
    assert len(late) > 5
    assert [key for key in waiting if state.agenda.when(f"overdue/{key}") is None] == []


def test_nobody_writes_at_anothers_draft_because_it_is_late(blue_current: FrozenScenario) -> None:
    room = played_by(blue_current, "none")
    drafts = [
        key
        for key, kept in room.exercise.state.part(Letters).requests.items()
        if kept.matter.status is LetterStatus.DRAFTING
    ]
    assert not [key for key in drafts if room.exercise.state.agenda.when(f"overdue/{key}") is not None]


def test_nobody_is_late_with_what_came_while_days_passed(blue_current: FrozenScenario) -> None:
    policies = tuple((country.code, "textbook") for country in blue_current.scenario.countries)
    room = open_room(blue_current, Settings(preset="day_28", seed=1, policies=policies), players())
    room.do(TakeSeat(id="sit", member="dana", country="KES", offices=(Office.FIU,)))
    room.control(StartExercise(id="", warm_up=False))
    room.control(Jump(id="", days=36))
    seen = room.exercise.now
    room.control(Jump(id="", days=36))
    view = room.exercise.team_view("KES")
    opened = room.exercise.state.clock.openings[-1]
    came = [item for item in view.work if Office.FIU in item.offices and item.waiting_since > seen and item.due_day]
    assert any(item.about_kind == "request" for item in came)
    assert any(item.about_kind == "report" for item in came)
    assert [item.key for item in came if (item.due_day or 0) < opened // DAY + 1] == []
    before = [item for item in view.work if item.waiting_since <= seen and item.due_day]
    assert any((item.due_day or 0) < opened // DAY + 1 for item in before)


def test_an_event_of_a_jump_waits_for_the_people_whom_it_asks(blue_current: FrozenScenario) -> None:
    policies = tuple((country.code, "auto") for country in blue_current.scenario.countries)
    inject = next(
        each
        for each in blue_current.scenario.play.injects
        if each.unanswered is not None and each.trigger.day is not None
    )
    assert inject.trigger.day is not None
    country = inject.country or "KES"
    room = open_room(blue_current, Settings(preset="day_28", seed=1, policies=policies), players())
    room.do(TakeSeat(id="sit", member="dana", country=country, offices=tuple(Office)))
    room.control(StartExercise(id="", warm_up=False))
    while room.exercise.state.day <= inject.trigger.day + inject.answer_days:
        room.control(Jump(id="", days=inject.answer_days + 30))
    shown = next(each for each in room.exercise.team_view(country).injects if each.key == inject.key)
    assert shown.answered == ""
    assert shown.answer_due_day == room.exercise.state.day
    room.control(Jump(id="", days=2))
    shown = next(each for each in room.exercise.team_view(country).injects if each.key == inject.key)
    assert shown.answered == inject.unanswered


def test_days_for_a_decision_on_an_order_count_from_its_receipt() -> None:
    """Directive 2014/41 article 12(3): thirty days after receipt, however long the file lay before it was read."""
    room = played_by(freeze(scenario_named("glass-harbour"), 7), "auto")
    state, seen = room.exercise.state, set()
    for _ in range(24):
        room.control(Jump(id="", days=5))
        for key, kept in state.part(Letters).requests.items():
            request = kept.matter
            pair = state.scenario.pair(request.requesting, request.requested)
            clock = binding_clock(request.status, pair, state.law.kind_of(request.sought), request.content.basis)
            if request.status is not LetterStatus.DECIDING or clock is None or clock.what != "decide":
                continue
            came = next(entry.time for entry in request.log if entry.action in CAME)
            assert kept.due == max(came + clock.days * DAY, request.since)
            seen |= {key} if request.since > came + DAY else set()
    assert seen
