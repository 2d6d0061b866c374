"""The trainer's hand on the event list: held, released, moved to another day, left to be fired by hand."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from simulation.casework.documents.document import CellKind
from simulation.casework.file.restrained_assets import AssetAction
from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import EVENTS, Event
from simulation.exercise.core.settings import Settings
from simulation.exercise.evidence import risks
from simulation.exercise.evidence.events import ExposureKnown, UninvolvedAffected
from simulation.exercise.injects import coming
from simulation.exercise.injects.commands import AnswerInject, EditInject, FireInject, HoldInject
from simulation.exercise.injects.state import Injects
from simulation.exercise.injects.triggers import happened
from simulation.exercise.injects.views import InjectLine
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.measures.events import MeasureCompleted, ReportTriaged
from simulation.exercise.measures.kinds import HomeMeasures, home_measure, is_done
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.reactions.outcomes import HELD
from simulation.exercise.registry import load_scenario
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.exercise.restrained_assets.events import AssetsFrozen, FreezeEnded
from simulation.exercise.views.reaction_stories import OUTCOME_TITLE
from simulation.exercise.views.stories import news, told_of
from simulation.exercise.views.story import Label
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.network import authorities
from simulation.network.questions import key_of
from simulation.players.policies import AUTO, players
from simulation.players.tasks.protection import protection_at_home
from simulation.scenario.checks.play import CASE_EVENTS, REQUEST_EVENTS, TRIGGER_EVENTS
from simulation.scenario.load import directory_of, for_rooms
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import MeasureKind, Trigger
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    made = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    made.control(StartExercise(id="", warm_up=False))
    return made


def add(room: Room, day: int | None) -> None:
    room.control(EditInject(id="", inject="added/one", title="A call", text="Call back.", country="KES", day=day))


def fired_at(room: Room) -> int | None:
    return room.exercise.state.part(Injects).injects["added/one"].fired_at


def test_an_event_whose_day_passed_while_it_was_held_comes_when_it_is_released(room: Room) -> None:
    add(room, 5)
    room.control(HoldInject(id="", inject="added/one", held=True))
    room.control(Jump(id="", days=10))
    assert fired_at(room) is None
    room.control(HoldInject(id="", inject="added/one", held=False))
    assert fired_at(room) == room.exercise.now > 5 * DAY


def test_an_event_released_before_its_day_waits_for_it(room: Room) -> None:
    add(room, 5)
    room.control(HoldInject(id="", inject="added/one", held=True))
    room.control(HoldInject(id="", inject="added/one", held=False))
    assert fired_at(room) is None
    room.control(Jump(id="", days=10))
    assert fired_at(room) == 4 * DAY


def test_an_event_without_a_day_any_more_waits_for_the_trainer(room: Room) -> None:
    add(room, 5)
    add(room, None)
    room.control(Jump(id="", days=10))
    assert fired_at(room) is None


def with_line(frozen: FrozenScenario, key: str, document: str | None = None, **trigger: object) -> Room:
    """The scenario with another trigger, and paper, for one line of its event list."""
    play = frozen.scenario.play
    change = {"trigger": Trigger.model_validate(trigger), "document": document}
    lines = tuple(line.model_copy(update=change) if line.key == key else line for line in play.injects)
    return opened_with(frozen, injects=lines)


def opened_with(frozen: FrozenScenario, **parts: object) -> Room:
    """The scenario with other parts of its play, in the first office hours."""
    play = frozen.scenario.play.model_copy(update=parts)
    changed = frozen.model_copy(update={"scenario": frozen.scenario.model_copy(update={"play": play})})
    made = open_room(changed, Settings(preset="half_day_14", seed=7), players())
    made.control(StartExercise(id="", warm_up=False))
    return made


def test_new_words_do_not_move_a_delayed_event(blue_current: FrozenScenario) -> None:
    key = "inject/invitation"
    room = with_line(blue_current, key, day=5, delay_days=6)
    shown = next(line for line in room.exercise.control_view().injects if line.key == key)
    assert shown.day == 11
    room.control(HoldInject(id="", inject=key, held=True))
    held = next(line for line in room.exercise.control_view().injects if line.key == key)
    room.control(EditInject(id="", inject=key, title="Invitation", text="Please come.", day=held.day))
    room.control(HoldInject(id="", inject=key, held=False))
    room.control(Jump(id="", days=20))
    assert room.exercise.state.part(Injects).injects[key].fired_at == 10 * DAY


def test_an_event_that_was_triggered_while_held_comes_when_it_is_released(blue_current: FrozenScenario) -> None:
    key = "inject/invitation"
    room = with_line(blue_current, key, event="DocumentReceived", delay_days=1)
    room.control(HoldInject(id="", inject=key, held=True))
    room.control(Jump(id="", days=20))
    assert room.exercise.state.part(Injects).injects[key].fired_at is None
    room.exercise.state.agenda.cancel(f"inject/{key}")
    room.control(HoldInject(id="", inject=key, held=False))
    assert room.exercise.state.part(Injects).injects[key].fired_at == room.exercise.now


def test_the_paper_of_an_event_holds_what_an_opening_paper_would(blue_current: FrozenScenario) -> None:
    """Payments of its last day included."""
    statement = "opening/sov/quay_services_statement"
    opening = opened_with(blue_current).exercise.state.countries["SOV"].file.filed.get(statement)
    assert opening is not None
    last = max(cell.value for row in opening.document.rows for cell in row.cells if cell.kind is CellKind.DATE)
    assert isinstance(last, int)
    play = blue_current.scenario.play
    papers = tuple(
        paper.model_copy(update={"to_day": last // DAY + 1}) if paper.key == statement else paper
        for paper in play.documents
    )
    carrying = {"document": statement, "trigger": Trigger(day=5)}
    lines = tuple(
        line.model_copy(update=carrying) if line.key == "inject/invitation" else line for line in play.injects
    )
    room = opened_with(blue_current, documents=papers, injects=lines)
    file = room.exercise.state.countries["SOV"].file
    assert file.filed.get(statement) is None
    room.control(Jump(id="", days=10))
    later = file.filed.get(statement)
    assert later is not None
    assert later.document.rows == opening.document.rows


def test_what_a_bank_reports_stays_a_lead_when_an_event_brings_it(room: Room) -> None:
    room.control(FireInject(id="", inject="inject/money_leaving"))
    paper = room.exercise.state.countries["KES"].file.filed["opening/kes/report_holdings"].document
    assert not paper.use.is_evidence


def test_what_a_scenario_may_wait_for_can_happen() -> None:
    statuses = {"Request" + "".join(map(str.capitalize, each.split("_"))) for each in LetterStatus}
    assert statuses >= REQUEST_EVENTS
    assert CASE_EVENTS - {"PersonArrested"} <= set(EVENTS)


@pytest.mark.parametrize("says", [Trigger.__doc__, happened.__doc__])
def test_the_examples_may_be_waited_for(says: str | None) -> None:
    named = set(re.findall(r"`([A-Z][a-z]+[A-Z]\w+)`", says or ""))
    assert named
    assert named <= TRIGGER_EVENTS


@pytest.mark.parametrize(
    ("kind", "result", "is_arrest"),
    [
        (MeasureKind.ARREST, "done", True),
        (MeasureKind.ARREST, "person_gone", False),
        (MeasureKind.SEARCH, "done", False),
    ],
)
def test_a_line_may_wait_for_an_arrest(room: Room, kind: MeasureKind, result: str, *, is_arrest: bool) -> None:
    ended = MeasureCompleted(at=0, cause="", country="KES", measure="m", kind=kind, target="cast/x", result=result)
    assert happened(room.exercise.state, Trigger(event="PersonArrested", country="KES"), ended) is is_arrest
    assert not happened(room.exercise.state, Trigger(event="PersonArrested", country="SOV"), ended)


@pytest.mark.parametrize(
    ("event", "about"),
    [
        (
            FreezeEnded(at=0, cause="", country="KES", account="account/trading_main", amount_minor=1, how="lapsed"),
            "account",
        ),
        (UninvolvedAffected(at=0, cause="", country="KES", entity="person/neighbour", measure="KES-M-1"), "entity"),
        (ReportTriaged(at=0, cause="", country="KES", report="report/1", decision="filed", to=""), "report"),
        (ExposureKnown(at=0, cause="", country="KES", person="person/one", document="KES/1"), "person"),
    ],
    ids=lambda value: getattr(value, "wire", value),
)
def test_an_event_of_a_file_is_about_what_it_names(room: Room, event: Event, about: str) -> None:
    state = room.exercise.state
    assert happened(state, Trigger(event=event.wire, about=getattr(event, about)), event)
    assert not happened(state, Trigger(event=event.wire, about="account/another"), event)


CHALLENGE = "inject/owner_challenge"


@pytest.mark.parametrize(("days", "state"), [(3, "waiting"), (None, "fired")])
def test_nobody_challenges_a_hold_that_has_lapsed(room: Room, days: int | None, state: str) -> None:
    """A short hold of three days is over when the owner's lawyer would write, on the eighth."""
    seat_everybody(room, ("KES",))
    exercise = room.exercise
    until = None if days is None else exercise.now + days * DAY
    action = AssetAction.FREEZE if days is None else AssetAction.POSTPONE
    account = key_of(exercise.state.network, "account/trading_main")
    amount = restrained_assets.block(exercise.state, "KES", "KES", account, action, "order", until)
    blocked = AssetsFrozen(
        at=exercise.now,
        cause="",
        country="KES",
        for_country="KES",
        account=account,
        amount_minor=amount,
        until=until,
        source="order",
    )
    coming.notice(exercise.state, (blocked,))
    room.control(Jump(id="", days=14))
    assert next(line for line in exercise.control_view().injects if line.key == CHALLENGE).state == state


@pytest.mark.parametrize("name", for_rooms())
@pytest.mark.parametrize(("is_frozen", "status"), [(True, "fired"), (False, "not_needed")])
def test_the_court_asks_of_frozen_money_only_where_money_is_frozen(name: str, *, is_frozen: bool, status: str) -> None:
    scenario = load_scenario(directory_of(name))
    asked = next(inject for inject in scenario.play.injects if inject.key == "inject/court_date")
    lifted = next(row.target for row in asked.consequences if row.answer == "lift")
    room = open_room(freeze(scenario, 1), Settings(preset="half_day_14", seed=7), players())
    room.control(StartExercise(id="", warm_up=False))
    seat_everybody(room, tuple(country.code for country in scenario.played))
    state, country, day = room.exercise.state, str(asked.country), asked.trigger.day or 0
    room.control(Jump(id="", days=day - 10))
    if is_frozen:  # ten days before: over a longer time of silence the court may lift it by itself
        account = key_of(state.network, str(lifted))
        restrained_assets.block(state, country, country, account, AssetAction.FREEZE, "order", None)
    room.control(Jump(id="", days=11))
    assert next(line for line in room.exercise.control_view().injects if line.key == asked.key).state == status


HELPLINE = "inject/helpline"
TENANT = "cast/flat_tenant"


def helpline(room: Room) -> InjectLine:
    return next(line for line in room.exercise.control_view().injects if line.key == HELPLINE)


def protect(room: Room) -> None:
    """The police of Valmora protect the tenant before the helpline calls."""
    seat_everybody(room, ("VAL",))
    papers = tuple(paper.key for paper in room.exercise.state.countries["VAL"].file.naming(TENANT))
    room.do(
        OrderMeasure(
            id="protect",
            member=f"VAL-{Office.POLICE}",
            by=Seat("VAL", Office.POLICE),
            kind=MeasureKind.PROTECTION,
            target=TENANT,
            documents=papers[:1],
        )
    )


def test_nobody_asks_to_protect_somebody_who_is_safe(room: Room) -> None:
    protect(room)
    room.control(Jump(id="", days=30))
    assert risks.is_protected(room.exercise.state.countries, TENANT)
    assert not [each for each in room.exercise.team_view("VAL").injects if each.key == HELPLINE]
    assert helpline(room).state == "not_needed"
    told = [each for each in news(room.exercise.team_view("VAL"), 0).stories if each.about == TENANT]
    assert [[line.code for label, line in each.lines if label is Label.FOLLOWED] for each in told] == [
        ["story.kept_safe"]
    ]


@pytest.mark.parametrize("protects", [True, False])
def test_whom_the_team_has_protected_nothing_happens_to_whatever_it_answered(room: Room, *, protects: bool) -> None:
    clerk, note, prosecutor = "cast/quay_clerk", "inject/clerk_note", Seat("SOV", Office.PROSECUTOR)
    seat_everybody(room, ("SOV",))
    room.control(Jump(id="", days=10))
    assert [each.key for each in room.exercise.team_view("SOV").injects if each.key == note]
    answer = AnswerInject(id="wait", member="SOV-prosecutor", by=prosecutor, inject=note, choice="wait")
    room.do(answer)
    if protects:
        papers = tuple(paper.key for paper in room.exercise.state.countries["SOV"].file.naming(clerk))[:1]
        order = OrderMeasure(id="house", kind=MeasureKind.PROTECTION, target=clerk, documents=papers)
        room.do(replace(order, member="SOV-prosecutor", by=prosecutor))
    room.control(Jump(id="", days=10))
    (story,) = [each for each in told_of(room.exercise.team_view("SOV"), note) if each.code == OUTCOME_TITLE]
    codes = [phrase.code for _label, phrase in story.lines]
    assert (HELD in codes) is protects
    assert (f"{note}.outcome.wait" in codes) is not protects


def test_without_protection_the_helpline_calls(room: Room) -> None:
    """People sit there and do nothing: an automatic office would have protected the tenant."""
    seat_everybody(room, ("VAL",))
    room.control(Jump(id="", days=30))
    assert helpline(room).state == "fired"


def test_the_trainer_can_still_fire_what_is_not_needed(room: Room) -> None:
    protect(room)
    room.control(Jump(id="", days=30))
    room.control(FireInject(id="", inject=HELPLINE))
    assert helpline(room).state == "fired"


@pytest.mark.parametrize(
    ("order", "target", "when"),
    [
        (MeasureKind.ARREST, "cast/flat_tenant", (False, True)),
        (MeasureKind.RELEASE, "cast/flat_tenant", (True, False)),
        (MeasureKind.FREEZE, "account/harbour_holdings", (False, True)),
        (MeasureKind.LIFT_FREEZE, "account/harbour_holdings", (True, False)),
        (MeasureKind.SEIZURE, "container/quay", (False, True)),
        (MeasureKind.INTERVIEW, "cast/flat_tenant", (False, False)),
    ],
)
def test_what_a_measure_is_for_counts_whoever_brought_it_about(
    room: Room, order: MeasureKind, target: str, when: tuple[bool, bool]
) -> None:
    state = room.exercise.state
    files, record = (
        [country.file for country in state.countries.values()],
        home_measure(state.part(HomeMeasures), order),
    )
    before = is_done(record, target, state.network, files)
    authorities.arrest(state.network, "cast/flat_tenant", state.now)
    authorities.freeze(state.network, "account/harbour_holdings", state.now)
    authorities.seize(state.network, "container/quay", state.now)
    assert (before, is_done(record, target, state.network, files)) == when


def test_what_silence_orders_happens_on_its_day_and_does_not_wait_for_office_hours(room: Room) -> None:
    """The harbour master's second call comes while days pass: whoever reads it later reads what happened."""
    seat_everybody(room, ("ISA",))
    room.control(Jump(id="", days=22))
    shown = next(each for each in room.exercise.team_view("ISA").injects if each.key == "inject/quay_reminder")
    assert shown.at < room.exercise.now
    assert (shown.answered, shown.answer_due_day) == ("seize_now", shown.at // DAY + 3)
    ordered = next(each for each in room.exercise.team_view("ISA").measures if each.target == "container/quay")
    assert ordered.ordered // DAY == shown.at // DAY + 3
    first = next(each for each in room.exercise.team_view("ISA").injects if each.key == "inject/quay_call")
    assert not first.answered, "a question that orders nothing by itself waits for office hours"


ENGINEER = "cast/ship_engineer"


@pytest.mark.parametrize("is_safe", [True, False])
def test_an_answer_protects_nobody_a_second_time(blue_current: FrozenScenario, *, is_safe: bool) -> None:
    """The ambassador's question is answered with an order of protection, unless the engineer is safe already."""
    answers = replace(AUTO, answering=tuple(line for line in AUTO.answering if line is not protection_at_home))
    room = open_room(blue_current, Settings(preset="half_day_14", seed=7), {**players(), "auto": answers})
    room.control(StartExercise(id="", warm_up=False))
    if is_safe:
        assert authorities.protect(room.exercise.state.network, ENGINEER, "ISA", room.exercise.now)
    room.control(Jump(id="", days=22))
    view = room.exercise.team_view("ISA")
    assert next(each for each in view.injects if each.key == "inject/ambassador").answered == "ask_assurance"
    ordered = [each.kind for each in view.measures if each.target == ENGINEER]
    assert ordered == ([] if is_safe else ["protection"])
