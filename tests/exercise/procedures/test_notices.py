"""Notices and diffusions: who may ask, when they are published, what comes back, and that it is never evidence."""

from __future__ import annotations

import pytest

from simulation.casework.documents.document import detail
from simulation.casework.file.charges import Charge
from simulation.casework.file.detention import ReleaseRule, Right
from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.procedures.notice.commands import RequestNotice
from simulation.exercise.procedures.notice.events import NoticeChanged
from simulation.exercise.procedures.notice.state import Notices
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.policies import players
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody

COUNTRY = "VAL"


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    made = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    seat_everybody(made, (COUNTRY,))
    made.control(StartExercise(id="", warm_up=False))
    return made


def named(room: Room, *kinds: EntityKind) -> list[tuple[str, str]]:
    """Things of the file with a paper that names them."""
    file = room.exercise.state.countries[COUNTRY].file
    return [(e.key, p.key) for e in file.known.all if e.kind in kinds for p in file.naming(e.key)[:1]]


def ask(notice: str, target: str, paper: str, *, office: Office = Office.POLICE, **more: object) -> RequestNotice:
    member = f"{COUNTRY}-{office}"
    made = {"id": f"{notice}/{target}", "by": Seat(COUNTRY, office), "member": member, **more}
    return RequestNotice(notice=notice, target=target, documents=(paper,), **made)  # type: ignore[arg-type]


def test_what_registers_show_comes_back_as_a_lead(room: Room) -> None:
    for target, paper in named(room, EntityKind.PERSON):
        room.do(ask("blue", target, paper))
    events = room.exercise.advance(120 * DAY)
    changes = {event.change for event in events if isinstance(event, NoticeChanged)}
    assert changes == {"published", "answered", "ended"}
    state = room.exercise.state
    found = [kept for kept in state.part(Notices).notices.values() if kept.found]
    assert found
    for kept in found:
        papers = [
            f.document for f in tuple(state.countries[COUNTRY].file.filed.values()) if f.source == f"notice/{kept.key}"
        ]
        assert len(papers) == len(kept.found)
        assert not any(paper.use.stands for paper in papers)
    told = [line.what.code for line in room.exercise.team_view(COUNTRY).digest if line.about_kind == "notice"]
    assert "digest.notice_found" in told


def test_a_warning_reaches_the_bureaus_with_its_paper_and_a_diffusion_only_those_chosen(room: Room) -> None:
    (target, paper), *_ = named(room, EntityKind.PERSON)
    files = {code: kept.file for code, kept in room.exercise.state.countries.items()}
    had = {code for code, file in files.items() if file.filed.get(paper) is not None}
    room.do(ask("green", target, paper, to=("KES",)))
    room.exercise.advance(room.exercise.now + 2 * DAY)
    now = {code for code, file in files.items() if file.filed.get(paper) is not None}
    assert now - had <= {"KES"}
    filing = files["KES"].filed.get(paper)
    assert filing is not None
    assert not filing.document.use.stands
    assert room.exercise.team_view("KES").notices == ()


def test_each_notice_has_its_conditions(room: Room) -> None:
    (person, paper), *_ = named(room, EntityKind.PERSON)
    for command, code in (
        (ask("red", person, paper), "notice.needs_charged"),
        (ask("yellow", person, paper), "notice.needs_missing"),
        (ask("black", person, paper), "notice.needs_missing"),
        (ask("un", person, paper), "notice.needs_listed"),
        (ask("purple", person, paper), "notice.not_for_this"),
        (ask("blue", "person/nobody", paper), "notice.not_for_this"),
        (ask("blue", person, paper, office=Office.PROSECUTOR), "seat.wrong_office"),
    ):
        with pytest.raises(RuleViolation) as caught:
            room.do(command)
        assert caught.value.code == code
    room.do(ask("blue", person, paper))
    with pytest.raises(RuleViolation) as caught:
        room.do(ask("blue", person, paper, id="again"))
    assert caught.value.code == "notice.asked_before"


def accused(room: Room, person: str, years: int, **decided: object) -> None:
    """The own file has one charge against a person: of an offence with that highest sentence."""
    state = room.exercise.state
    law = state.scenario.country(COUNTRY)
    offence = min(law.offences, key=lambda each: abs(each.max_years - years))
    charges = state.countries[COUNTRY].file.charges
    charges.rows["wanted"] = Charge("wanted", person, offence.key, offence.elements, 0, 900 * DAY, (), **decided)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("decided", "code"),
    [
        ({}, ""),
        ({"outcome": "conviction", "months": 6}, ""),
        ({"outcome": "conviction", "months": 5}, "notice.needs_charged"),
        ({"outcome": "acquittal"}, "notice.needs_charged"),
    ],
)
def test_a_red_notice_is_for_trial_or_for_a_sentence_of_six_months(
    room: Room, decided: dict[str, object], code: str
) -> None:
    person, paper = sought(room)
    accused(room, person, 10, **decided)
    assert refused(room, ask("red", person, paper)) == code


def test_nobody_in_custody_is_sought(room: Room) -> None:
    person, paper = sought(room)
    accused(room, person, 10)
    command = ask("red", person, paper)
    assert refused(room, command) == ""
    PeopleHeld(room.exercise.state, COUNTRY).hold(person, "arrest", Right.ARREST)
    assert refused(room, command) == "notice.needs_charged"


def test_who_has_served_the_sentence_is_sought_no_more(room: Room) -> None:
    person, paper = sought(room)
    accused(room, person, 10, outcome="conviction", months=12)
    assert refused(room, ask("red", person, paper)) == ""
    held = room.exercise.state.countries[COUNTRY].file.detentions
    held.end(held.give(person, "wanted", Right.SENTENCE, 0, DAY), ReleaseRule.SERVED, DAY)
    assert refused(room, ask("red", person, paper)) == "notice.needs_charged"


def sought(room: Room, *, born: bool = True) -> tuple[str, str]:
    """Somebody at large and in no danger, with or without a date of birth in the file, and a paper that names them."""
    file = room.exercise.state.countries[COUNTRY].file
    spared = {each.person for each in file.risks.all}
    for key, paper in named(room, EntityKind.PERSON):
        known = file.known.get(key)
        is_free = key not in spared and not file.detentions.is_held(key)
        if known is not None and is_free and (detail(known, "born") is not None) is born:
            return key, paper
    raise AssertionError(born)


def refused(room: Room, command: RequestNotice) -> str:
    """Why a notice cannot be asked for; "" when it can."""
    try:
        room.exercise.check(command)
    except RuleViolation as violation:
        return violation.code
    return ""


def test_nobody_is_sought_without_a_date_of_birth(room: Room) -> None:
    person, paper = sought(room, born=False)
    accused(room, person, 10)
    assert refused(room, ask("red", person, paper)) == "notice.needs_identity"


def test_every_notice_of_the_law_can_be_told_from_its_row(room: Room) -> None:
    rows = room.exercise.state.law.notices
    assert [row.id for row in rows if row.asks or row.tells or row.needs] == [row.id for row in rows]
    assert all(row.targets for row in rows)
