"""No kind of assistance is a dead end: each is carried out, and a paper says what was done or found."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.casework.documents.document import Document
from simulation.casework.file.restrained_assets import AssetAction
from simulation.exercise.core.settings import Settings
from simulation.exercise.core.state import State
from simulation.exercise.meetings.state import Meetings
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.opening import open_request
from simulation.exercise.procedures.letter.play import execution
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import Trace, TraceKind
from simulation.law.book.assistance_types import kind_of, load_kinds
from simulation.law.book.content import Content
from simulation.network import authorities, questions
from simulation.players.policies import players
from simulation.scenario.schema.play import DocumentKind, Route, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room

ABROAD = "KES"


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    return open_room(blue_current, Settings(preset="half_day_14", seed=7), players())


def asked(state: State, sought: Sought, target: str, requested: str = ABROAD, **named: object) -> Letter:
    made = open_request(f"VAL/{sought}", kind_of(sought), "VAL", requested, (target,), state.now)
    return made._replace(content=replace(Content(), **named))  # type: ignore[arg-type]


def outcome(paper: Document) -> str:
    return next((str(cell.value) for code, cell in paper.heading if code == "outcome"), "")


def somebody(state: State, wanted: Callable[[str], bool]) -> str:
    people = (each.key for each in state.network.entities.values() if each.kind is EntityKind.PERSON)
    return next(key for key in people if questions.whereabouts(state.network, key) == ABROAD and wanted(key))


def known(state: State, person: str) -> tuple[Trace, ...]:
    return state.network.traces.about(person, (TraceKind.KNOWLEDGE,), -(10**9), state.now, state.now)


def test_each_kind_of_the_law_can_be_asked_for() -> None:
    assert set(load_kinds()) == {str(sought) for sought in Sought}
    assert all(row.targets for row in load_kinds().values())


def test_each_kind_brings_a_paper_about_each_thing_it_fits(room: Room) -> None:
    state = room.exercise.state
    state.now = 100 * DAY
    first = {each.kind: each.key for each in reversed(state.network.entities.values())}
    for row in load_kinds().values():
        for kind in row.targets if row.route is Route.MLA else ():
            if kind in first:
                papers = execution.execute(state, asked(state, Sought(row.id), first[kind]))
                assert papers, (row.id, kind)
                assert all(paper.rows or outcome(paper) for paper in papers), (row.id, kind)


def test_service_proves_itself_or_says_that_nobody_was_found(room: Room) -> None:
    state = room.exercise.state
    here = somebody(state, lambda key: questions.is_free(state.network, key))
    (paper,) = execution.execute(state, asked(state, Sought.SERVICE, here))
    assert (paper.kind, outcome(paper), paper.rows) == (DocumentKind.ANSWER_NOTE, "served", ())
    assert paper.use.stands
    (paper,) = execution.execute(state, asked(state, Sought.SERVICE, here, "SOV"))
    assert (outcome(paper), paper.use.stands) == ("not_found", False)


def test_a_prisoner_testifies_abroad_only_when_held_and_willing(room: Room) -> None:
    state = room.exercise.state
    person = somebody(state, lambda key: any(trace.subjects[0] == key for trace in known(state, key)))
    request = asked(state, Sought.DETAINEE_TRANSFER, person)
    assert outcome(execution.execute(state, request)[0]) == "not_in_custody"
    assert authorities.arrest(state.network, person, state.now)
    heard = [execution.execute(state, request._replace(key=f"VAL/{n}"))[0] for n in range(12)]
    kinds = {paper.kind if paper.kind is not DocumentKind.ANSWER_NOTE else outcome(paper) for paper in heard}
    assert kinds == {DocumentKind.INTERVIEW, "no_consent"}
    assert all({"F2", "F6"} <= set(p.use.formalities) for p in heard if p.kind is DocumentKind.INTERVIEW)


def test_preserved_records_outlive_their_retention(room: Room) -> None:
    state = room.exercise.state
    phones = sorted(
        e.key for e in state.network.entities.values() if e.kind is EntityKind.PHONE and e.country == ABROAD
    )
    phone, trace = next(
        (key, found[0])
        for key in phones
        if (found := state.network.traces.about(key, (TraceKind.CALL,), -(10**9), state.now, state.now))
        and found[0].expires is not None
    )
    assert trace.expires is not None
    gone = trace.expires + DAY
    state.now = trace.expires - DAY
    assert outcome(execution.execute(state, asked(state, Sought.PRESERVATION, phone))[0]) == "preserved"
    assert trace in state.network.traces.about(phone, (TraceKind.CALL,), trace.time, trace.time, gone)
    assert trace not in state.network.traces.about(phone, (TraceKind.CALL,), trace.time, trace.time, gone + 90 * DAY)


def test_a_foreign_judgment_takes_what_is_held_and_nothing_without_one(room: Room) -> None:
    state = room.exercise.state
    account = max(
        (each for each in state.network.money.accounts.values() if each.country == ABROAD),
        key=lambda each: each.balance,
    ).key
    request = asked(state, Sought.CONFISCATION, account)
    assert outcome(execution.execute(state, request)[0]) == "nothing_held"
    restrained_assets.block(state, ABROAD, "VAL", account, AssetAction.FREEZE, request.key, 90 * DAY)
    assert outcome(execution.execute(state, request._replace(key="VAL/second"))[0]) == "no_judgment"
    assert state.network.money.is_frozen(account)


def test_what_is_tapped_is_what_is_said_from_then_on(room: Room) -> None:
    state = room.exercise.state
    phones = sorted(
        e.key for e in state.network.entities.values() if e.kind is EntityKind.PHONE and e.country == ABROAD
    )
    phone = next(k for k in phones if state.network.traces.about(k, (TraceKind.CALL,), -(10**9), state.now, state.now))
    stored = execution.execute(state, asked(state, Sought.CONTENT_DATA, phone))
    tapped = execution.execute(state, asked(state, Sought.INTERCEPTION, phone))
    assert stored[0].kind is DocumentKind.CALL_RECORDS
    assert outcome(tapped[0]) == "nothing_known"


def test_transferred_proceedings_come_with_their_evidence_and_a_task(room: Room) -> None:
    state = room.exercise.state
    file = state.countries["VAL"].file
    papers = tuple(each for each in file.documents if each.use.stands)
    person = somebody(state, lambda key: questions.is_free(state.network, key))
    request = asked(state, Sought.TRANSFER_OF_PROCEEDINGS, person, grounds=tuple(each.key for each in papers))
    assert papers
    assert outcome(execution.execute(state, request)[0]) == "taken_over"
    assert all(state.countries[ABROAD].file.filed.get(each.key) is not None for each in papers)
    assert any(key.startswith(request.key) for key in state.part(Meetings).tasks)
