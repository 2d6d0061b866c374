"""Trials that people play: points ruled on, a judgment that carries itself, benches, and the rule at the day's end."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.file.charges import Appeal, Charge, PointRuling
from simulation.casework.proof.defence import PointKind
from simulation.casework.proof.proof import witnesses_of
from simulation.casework.proof.sentencing import sentence_range
from simulation.exercise.clock.commands import Jump, StartExercise, TakeOver
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.journal import decode_command, encode_command, encode_event, replay
from simulation.exercise.judgments.events import VerdictGiven
from simulation.exercise.seats.commands import TakeSeat
from simulation.exercise.trials import appeals
from simulation.exercise.trials import handlers as trials
from simulation.exercise.trials.commands import (
    Bench,
    ChargePerson,
    GiveBench,
    GiveJudgment,
    HearByVideo,
    HearCases,
    RaisePoint,
)
from simulation.exercise.trials.events import HearingSet, JudgmentGiven
from simulation.exercise.trials.views import HearingView
from simulation.kernel.agenda import Entry
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room

HOME, ABROAD = "SOV", "KES"
JUDGE = "judge"


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    """A person is charged in one country, on one paper, and somebody of another country sits in the exercise."""
    room = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    room.do(TakeSeat(id="sit", member=JUDGE, country=ABROAD, offices=(Office.POLICE,)))
    room.control(StartExercise(id="", warm_up=False))
    room.control(TakeOver(id="", country=HOME))
    view = room.exercise.team_view(HOME)
    person, paper = next(
        (each.key, filed.document.key)
        for each in view.entities
        if each.kind is EntityKind.PERSON
        for filed in view.documents
        if filed.document.use.stands and filed.document.names(each.key)
    )
    by = Seat(HOME, Office.PROSECUTOR)
    room.control(
        ChargePerson(id="", by=by, person=person, offence="trafficking", documents=(paper,), rests_on=(paper,))
    )
    return room


def charge(room: Room) -> Charge:
    return room.exercise.state.countries[HOME].file.charges.all[-1]


def hear(room: Room) -> HearingView:
    room.control(HearCases(id="", country=HOME, charge=charge(room).key))
    return room.exercise.control_view().hearings[0]


def judgment(
    room: Room, outcome: str, *points: PointRuling, months: int = 0, text: str = "For these reasons."
) -> GiveJudgment:
    return GiveJudgment(id="", charge=charge(room).key, outcome=outcome, text=text, points=points, months=months)


def dismissed(shown: HearingView) -> tuple[PointRuling, ...]:
    """Every point dismissed, but that witnesses are to be examined."""
    return tuple(
        PointRuling(each.kind.value, each.about, each.detail, upheld=False, reasons="Not so.")
        for each in shown.points
        if each.kind is not PointKind.WITNESS
    )


def refused(room: Room, command: Command) -> str:
    with pytest.raises(RuleViolation) as found:
        room.exercise.check(replace(command, id="x", member=command.member or "control"))
    return found.value.code


def test_a_conviction_follows_from_the_ruling_and_stands_on_appeal(room: Room) -> None:
    shown = hear(room)
    assert shown.rule == "acquittal"
    lowest, highest = shown.months
    assert refused(room, judgment(room, "conviction", months=lowest)) == "hearing.not_carried"
    assert refused(room, judgment(room, "conviction", *dismissed(shown), months=highest + 1)) == "hearing.months"
    assert refused(room, judgment(room, "acquittal", text=" ")) == "hearing.reasons_missing"
    stranger = PointRuling("defect", "no/such/paper", "", upheld=True, reasons="So.")
    assert refused(room, judgment(room, "acquittal", stranger)) == "hearing.no_such_point"
    events = room.control(judgment(room, "conviction", *dismissed(shown), months=lowest))
    assert [each.by_country for each in events if isinstance(each, JudgmentGiven)] == [""]
    assert [(each.outcome, each.months) for each in events if isinstance(each, VerdictGiven)] == [
        ("conviction", lowest)
    ]
    given = room.exercise.team_view(HOME).charges[-1]
    assert (given.appeal, given.reasons) == ("term", ("ruled",))
    assert given.ruling is not None
    assert given.ruling.text == "For these reasons."
    assert all(state == "proved" for _, state in given.elements)
    state = room.exercise.state
    state.countries[HOME].file.charges.move_appeal(given.key, Appeal.LODGED, None)
    appeals.come_due(state, Entry(state.now, "appeal", trials.APPEAL, (given.key,)))
    assert (charge(room).outcome, charge(room).appeal) == ("conviction", Appeal.DISMISSED)


def test_a_point_of_the_defence_takes_its_paper_out_of_the_case(room: Room) -> None:
    shown = hear(room)
    paper = charge(room).documents[0]
    room.control(RaisePoint(id="", charge=charge(room).key, document=paper, text="Who signed this?"))
    upheld = PointRuling("raised", "1", "", upheld=True, reasons="Nobody knows.")
    against = judgment(room, "conviction", *dismissed(shown), upheld, months=shown.months[0])
    assert refused(room, against) == "hearing.not_carried"
    room.control(judgment(room, "acquittal", *dismissed(shown), upheld))
    assert charge(room).outcome == "acquittal"
    assert room.exercise.control_view().hearings == ()


def test_what_nobody_decides_is_decided_by_the_rule_on_the_day(room: Room) -> None:
    hear(room)
    state, open_charge = room.exercise.state, charge(room)
    assert state.agenda.when(f"trial/{open_charge.key}") == open_charge.trial_at
    trials.try_case(state, open_charge.key)
    assert (charge(room).outcome, charge(room).ruling) == ("acquittal", None)
    assert room.exercise.control_view().hearings == ()


def test_all_trials_of_a_country_are_those_to_come_too(room: Room) -> None:
    room.control(HearCases(id="", country=HOME))
    assert charge(room).heard
    first, file = charge(room), room.exercise.state.countries[HOME].file
    by = Seat(HOME, Office.PROSECUTOR)
    offence = next(each.key for each in room.exercise.scenario.country(HOME).offences if each.key != first.offence)
    events = room.control(ChargePerson(id="", by=by, person=first.person, offence=offence, documents=first.documents))
    assert [each.charge for each in events if isinstance(each, HearingSet)] == [file.charges.all[-1].key]
    room.control(HearCases(id="", heard=False))
    assert not any(each.heard for each in file.charges.all)
    assert room.exercise.control_view().heard == ()


def test_a_bench_is_for_somebody_of_another_country(room: Room) -> None:
    key = charge(room).key
    assert refused(room, GiveBench(id="", charge=key, bench=Bench.COURT, who=JUDGE)) == "hearing.not_heard"
    hear(room)
    room.do(TakeSeat(id="home", member="accuser", country=HOME, offices=(Office.POLICE,)))
    assert refused(room, GiveBench(id="", charge=key, bench=Bench.COURT, who="accuser")) == "hearing.has_a_stake"
    assert refused(room, replace(judgment(room, "acquittal"), member=JUDGE)) == "hearing.not_yours"
    room.control(GiveBench(id="", charge=key, bench=Bench.COURT, who=JUDGE))
    assert refused(room, GiveBench(id="", charge=key, bench=Bench.DEFENCE, who=JUDGE)) == "hearing.both_benches"
    assert refused(room, RaisePoint(id="", member=JUDGE, charge=key, text="No.")) == "hearing.not_yours"
    assert room.exercise.team_view(HOME).hearings == ()
    (shown,) = room.exercise.team_view(ABROAD).hearings
    assert shown.court == JUDGE
    before_court = {paper.document.key for paper in shown.papers}
    assert before_court == set(charge(room).documents)
    mentioned = {each.key for paper in shown.papers for each in paper.document.mentions}
    assert {each.key for each in shown.entities} <= mentioned | {charge(room).person}
    assert "open" not in {state for _, state in shown.charge.elements}
    room.do(replace(judgment(room, "acquittal"), id="judged", member=JUDGE))
    given = charge(room).ruling
    assert given is not None
    assert given.by == ABROAD
    assert room.exercise.team_view(ABROAD).hearings == ()


def test_a_court_never_sees_because_of_what_a_charge_was_brought(room: Room) -> None:
    (mine,) = room.exercise.team_view(HOME).charges
    assert mine.because == mine.documents
    assert hear(room).charge.because == ()


def test_hearings_replay_to_the_same_events(room: Room) -> None:
    shown = hear(room)
    room.control(GiveBench(id="", charge=charge(room).key, bench=Bench.DEFENCE, who=JUDGE))
    room.do(RaisePoint(id="raised", member=JUDGE, charge=charge(room).key, text="It was not so."))
    answer = PointRuling("raised", "1", "", upheld=False, reasons="It was.")
    room.control(judgment(room, "conviction", *dismissed(shown), answer, months=shown.months[1]))
    room.control(Jump(id="", days=2))
    entries = [replace(each, command=decode_command(encode_command(each.command))) for each in room.entries]
    again, events = replay(room.frozen, room.settings, entries, room.players)
    assert [*map(encode_event, events)] == [*map(encode_event, room.events)]
    assert again.team_view(HOME).charges == room.exercise.team_view(HOME).charges


def test_the_range_of_a_sentence_is_that_of_the_table(room: Room) -> None:
    offence = room.exercise.scenario.country(HOME).offence("trafficking")
    assert offence is not None
    longest = offence.max_years * 12
    assert sentence_range(offence) == (longest // 3 * 2 // 3, longest // 2)


def test_a_witness_is_heard_by_video_link_on_the_prosecutors_motion(room: Room) -> None:
    (witness,) = witnesses_of(charge(room), room.exercise.state.countries[HOME].file)
    by = Seat(HOME, Office.PROSECUTOR)
    video = HearByVideo(id="", by=by, charge=charge(room).key, witness=witness)
    assert refused(room, replace(video, witness=charge(room).person)) == "charge.no_such_witness"
    room.control(video)
    assert charge(room).by_video == (witness,)
    assert refused(room, video) == "charge.no_such_witness"
    state, before = room.exercise.state, replace(charge(room), by_video=())
    chances = [trials.attendance(state, each, witness) for each in (charge(room), before)]
    assert chances == [trials.VIDEO_ATTENDANCE, trials.ATTENDANCE]
