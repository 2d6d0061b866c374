"""Events that control writes in the room: sender, seats, choices with their outcome, hints, and what they wait for."""

from __future__ import annotations

from typing import Any

import pytest

from simulation.exercise.clock.commands import Jump, StartExercise
from simulation.exercise.core.settings import Settings
from simulation.exercise.injects.commands import (
    EnclosedPaper,
    FireInject,
    ReleaseEarly,
    SendHint,
    WriteInject,
    WrittenOutcome,
)
from simulation.exercise.injects.state import Injects, InjectState
from simulation.exercise.injects.views import InjectLine, InjectView
from simulation.exercise.journal import decode_command, encode_command
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.time.stage_times import OfficeQueue
from simulation.players.policies import players
from simulation.scenario.schema.play import DocumentKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody

CHOICES = ("We house them tonight. Then we call.", "We wait")


def opened(frozen: FrozenScenario) -> Room:
    """An exercise in its first office hours, all of whose countries play by themselves."""
    made = open_room(frozen, Settings(preset="half_day_14", seed=7), players())
    made.control(StartExercise(id="", warm_up=False))
    return made


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    return opened(blue_current)


def write(room: Room, key: str = "added/one", **more: Any) -> None:  # noqa: ANN401  # any field of the command
    given = {"title": "A call", "text": "Two people stand at the door.", "country": "KES", **more}
    room.control(WriteInject(id=f"write/{key}", inject=key, **given))


def kept(room: Room, key: str = "added/one") -> InjectState:
    return room.exercise.state.part(Injects).injects[key]


def line(room: Room, key: str = "added/one") -> InjectLine:
    return next(each for each in room.exercise.control_view().injects if each.key == key)


def seen(room: Room, country: str = "KES", key: str = "added/one") -> InjectView | None:
    return next((each for each in room.exercise.team_view(country).injects if each.key == key), None)


def test_it_reaches_the_seats_that_were_chosen_from_the_sender_that_was_chosen(room: Room) -> None:
    write(room, sender="press", offices=(Office.POLICE,), answer_days=5, choices=CHOICES, hints=("Who is at risk?",))
    room.control(FireInject(id="", inject="added/one"))
    room.control(SendHint(id="", inject="added/one", number=1, country="KES"))
    got = seen(room)
    assert got is not None
    assert (got.sender, got.offices, got.choices) == ("press", (Office.POLICE,), CHOICES)
    assert got.hint_texts == ("Who is at risk?",)
    assert seen(room, "SOV") is None
    with pytest.raises(RuleViolation, match=r"inject\.no_hint"):
        room.control(SendHint(id="", inject="added/one", number=2, country="KES"))


def test_on_its_day_and_on_another_when_it_is_written_anew(room: Room) -> None:
    write(room, day=5)
    write(room, day=9)
    room.control(Jump(id="", days=6))
    assert kept(room).fired_at is None
    room.control(Jump(id="", days=6))
    assert kept(room).fired_at == 8 * DAY


def test_a_choice_brings_work(blue_current: FrozenScenario) -> None:
    rooms = [opened(blue_current) for _ in range(2)]
    work = tuple(WrittenOutcome(choice=choice, desk="lawyers", days=20) for choice in CHOICES)
    for made, outcomes in zip(rooms, (work, ()), strict=True):
        write(made, answer_days=3, choices=CHOICES, unanswered="We wait", outcomes=outcomes)
        made.control(FireInject(id="", inject="added/one"))
        made.control(Jump(id="", days=6))
        assert kept(made).answers["KES"] in CHOICES
    busy, free = (
        made.exercise.state.desks.finish("KES", OfficeQueue.LAWYERS, "a matter", made.exercise.now, DAY)
        for made in rooms
    )
    assert busy > free


def test_it_follows_the_answer_to_another(room: Room) -> None:
    write(room, "added/first", answer_days=3, choices=("Yes", "No"), unanswered="No")
    write(room, "added/other", event="InjectAnswered", about="added/first", choice="Yes", from_country="KES")
    write(
        room, "added/then", event="InjectAnswered", about="added/first", choice="No", from_country="KES", delay_days=2
    )
    write(room, "added/any", event="InjectAnswered", about="added/first")
    room.control(FireInject(id="", inject="added/first"))
    room.control(Jump(id="", days=15))
    answer = kept(room, "added/first").answers["KES"]
    fired = {key: kept(room, f"added/{key}").fired_at is not None for key in ("other", "then", "any")}
    assert fired == {"other": answer == "Yes", "then": answer == "No", "any": True}


def test_nobody_is_called_silent_before_anybody_could_read(room: Room) -> None:
    """People sit in Kestria; the event and the day of its reminder both come while days pass."""
    seat_everybody(room, ("KES",))
    write(room, "added/first", day=5)
    write(room, "added/late", about="added/first", by_day=8)
    room.control(Jump(id="", days=12))
    assert seen(room, key="added/first") is not None
    assert seen(room, key="added/late") is None
    room.control(Jump(id="", days=5))
    assert seen(room, key="added/late") is not None


def test_it_follows_silence(room: Room) -> None:
    write(room, "added/first")
    write(room, "added/late", about="added/first", by_day=8)
    room.control(Jump(id="", days=10))
    assert kept(room, "added/late").fired_at is None, "nobody can be silent on what has not come"
    write(room, "added/second")
    write(room, "added/later", about="added/second", by_day=18)
    room.control(FireInject(id="", inject="added/second"))
    assert line(room, "added/later").trigger.code == "trigger.silence"
    assert dict(line(room, "added/later").trigger.params)["about"] == "A call"
    room.control(Jump(id="", days=10))
    silent = not kept(room, "added/second").answers
    assert (kept(room, "added/later").fired_at is not None) == silent


def test_it_follows_what_happens_and_no_more_once_it_is_written_anew(room: Room) -> None:
    write(room, event="RequestReceived")
    write(room, "added/two", event="RequestReceived")
    write(room, "added/two")
    room.control(Jump(id="", days=20))
    assert kept(room).fired_at is not None
    assert kept(room, "added/two").fired_at is None


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": " "}, "text"),
        ({"country": "XXX"}, "country.unknown"),
        ({"offices": ("harbour",)}, "inject.no_seat"),
        ({"choices": ("Yes", "Yes")}, "inject.odd_choices"),
        ({"choices": ("Yes", " ")}, "inject.odd_choices"),
        ({"choices": tuple("abcdefg")}, "inject.odd_choices"),
        ({"choices": ("Yes",), "unanswered": "No", "answer_days": 2}, "inject.odd_unanswered"),
        ({"choices": ("Yes",), "unanswered": "Yes"}, "inject.no_time"),
        ({"outcomes": (WrittenOutcome(choice="Yes", desk="lawyers", days=2),)}, "inject.choice"),
        ({"choices": ("Yes",), "outcomes": (WrittenOutcome(choice="Yes", desk="bar", days=2),)}, "inject.odd_outcome"),
        ({"hints": ("a", "b", "c", "d")}, "inject.no_hint"),
        ({"event": "SunRises"}, "inject.waits_for_what"),
        ({"event": "InjectAnswered", "about": "added/none"}, "inject.waits_for_what"),
        ({"about": "added/one", "by_day": 9}, "inject.waits_for_what"),
        ({"about": "inject/quay_call"}, "inject.until_when"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_on_the_list(room: Room, more: dict[str, Any], code: str) -> None:
    with pytest.raises(RuleViolation, match=code):
        write(room, **more)
    assert "added/one" not in room.exercise.state.part(Injects).injects


def test_only_controls_own_events_and_only_before_they_come(room: Room) -> None:
    with pytest.raises(RuleViolation, match=r"inject\.unknown"):
        write(room, "inject/quay_call")
    write(room)
    room.control(FireInject(id="", inject="added/one"))
    with pytest.raises(RuleViolation, match=r"inject\.fired"):
        write(room)


def test_the_command_comes_back_from_the_journal() -> None:
    command = WriteInject(
        id="a",
        inject="added/one",
        title="A call",
        text="…",
        offices=(Office.POLICE,),
        choices=CHOICES,
        outcomes=(WrittenOutcome(choice=CHOICES[0], desk="lawyers", days=2),),
    )
    assert decode_command(encode_command(command)) == command


def test_a_copy_goes_on_as_the_exercise_does(room: Room) -> None:
    write(room, event="RequestReceived", answer_days=3, choices=("Yes", "No"), unanswered="No")
    copy = room.exercise.copy()
    room.control(Jump(id="", days=20))
    assert copy.state.part(Injects).injects["added/one"].fired_at is None
    assert kept(room).fired_at is not None


def test_what_is_enclosed_is_read_with_it_and_its_paper_is_what_the_custodians_hold(room: Room) -> None:
    account = next(each.key for each in room.exercise.state.scenario.crime.accounts if each.country == "KES")
    paper = EnclosedPaper(kind=DocumentKind.BANK_STATEMENT, about=account)
    write(room, enclosure="Dear colleagues, the tower stays open.", paper=paper)
    before = len(room.exercise.team_view("KES").documents)
    others = room.exercise.team_view("SOV").documents
    room.control(FireInject(id="", inject="added/one"))
    got, view = seen(room), room.exercise.team_view("KES")
    assert got is not None
    assert got.enclosure == "Dear colleagues, the tower stays open."
    filed = view.document(got.document)
    assert filed is not None
    assert filed.document.kind is DocumentKind.BANK_STATEMENT
    assert filed.document.about == account
    assert len(view.documents) == before + 1
    assert room.exercise.team_view("SOV").documents == others


def test_no_paper_comes_where_nobody_holds_anything(room: Room) -> None:
    account = next(each.key for each in room.exercise.state.scenario.crime.accounts if each.country == "KES")
    paper = EnclosedPaper(kind=DocumentKind.BANK_STATEMENT, about=account)
    write(room, country="SOV", paper=paper)
    before = len(room.exercise.team_view("SOV").documents)
    room.control(FireInject(id="", inject="added/one"))
    got = seen(room, "SOV")
    assert got is not None
    assert got.document == ""
    assert len(room.exercise.team_view("SOV").documents) == before


@pytest.mark.parametrize(
    "more",
    [
        {"enclosure": "x" * 6001},
        {"paper": EnclosedPaper(kind=DocumentKind.BANK_STATEMENT, about="nothing/there")},
        {"paper": EnclosedPaper(kind=DocumentKind.COMPANY_EXTRACT, about="cast/quay_clerk")},
        {"paper": EnclosedPaper(kind=DocumentKind.BANK_STATEMENT, about="cast/quay_clerk")},
        {"paper": EnclosedPaper(kind=DocumentKind.INTERVIEW, about="company/quay_agents")},
    ],
)
def test_what_cannot_be_enclosed_is_refused_and_nothing_is_written(room: Room, more: dict[str, Any]) -> None:
    with pytest.raises(RuleViolation, match=r"inject\.(long_enclosure|odd_paper)"):
        write(room, **more)
    assert "added/one" not in room.exercise.state.part(Injects).injects


def test_interpreters_have_it_ahead_until_it_comes_or_is_taken_back(room: Room) -> None:
    write(room, choices=CHOICES, enclosure="A letter.")
    assert room.exercise.team_view("KES").ahead == ()
    room.control(ReleaseEarly(id="", injects=("added/one",), early=True))
    (ahead,) = room.exercise.team_view("KES").ahead
    assert (ahead.title, ahead.choices, ahead.enclosure, ahead.day) == ("A call", CHOICES, "A letter.", None)
    assert room.exercise.team_view("SOV").ahead == ()
    assert seen(room) is None
    assert line(room).is_early
    room.control(ReleaseEarly(id="", injects=("added/one",), early=False))
    assert room.exercise.team_view("KES").ahead == ()
    room.control(ReleaseEarly(id="", injects=("added/one",), early=True))
    room.control(FireInject(id="", inject="added/one"))
    assert room.exercise.team_view("KES").ahead == ()
    assert seen(room) is not None
    with pytest.raises(RuleViolation, match=r"inject\.fired"):
        room.control(ReleaseEarly(id="", injects=("added/one",), early=False))


def test_reading_ahead_changes_nothing_that_happens(blue_current: FrozenScenario) -> None:
    plain, early = opened(blue_current), opened(blue_current)
    coming = tuple(each.key for each in plain.exercise.control_view().injects if each.fired_at is None)
    early.control(ReleaseEarly(id="", injects=coming, early=True))
    for one in (plain, early):
        one.control(Jump(id="", days=20))
    told = [
        [encoded for each in one.exercise.control_view().injects for encoded in (each.key, each.fired_at, each.state)]
        for one in (plain, early)
    ]
    assert told[0] == told[1]
    assert plain.exercise.team_view("KES").documents == early.exercise.team_view("KES").documents
