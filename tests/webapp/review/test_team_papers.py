"""Papers of one team: made from its own file alone."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

import pytest
from flask import Flask

from simulation.exercise.clock.events import PhaseChanged
from simulation.exercise.core.event import Event
from simulation.exercise.journal import encode_event
from simulation.exercise.procedures.letter.events import RequestMoved, RequestOpened
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of
from simulation.review.record_reading import RecordReading
from tests.webapp.house import House, build
from tests.webapp.review.finished import finished_example, reading_of
from webapp.papers.paper import Paper, PaperKind, json_text
from webapp.review.papers.after_action import Held
from webapp.review.papers.choice import Wanted, paper_of
from webapp.review.papers.team_file import own_requests
from webapp.review.play.profile_said import profiles_of

pytestmark = pytest.mark.acceptance("plays an exercise")

HELD = Held("Tuesday group", None, None, 0)
TEAMS = ("SOV", "ISA", "VAL", "KES")
KINDS = (PaperKind.TEAM, PaperKind.HOT_WASH)


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = build(tmp_path_factory.mktemp("team-papers"), languages=("en",))
    yield made
    made.close()


@pytest.fixture(scope="module")
def reading(house: House) -> RecordReading:
    exercise = finished_example(house.database, scenario="blue-current", seed=7, title=HELD.title)
    return reading_of(house, exercise)[0]


@pytest.fixture
def words(house: House) -> Iterator[Flask]:
    with house.app.test_request_context():
        yield house.app


def made(reading: RecordReading, kind: PaperKind, team: str, move: int = 0) -> Paper:
    return paper_of(reading, HELD, Wanted(kind, team, move))


def is_of(team: str, event: Event, requests: dict[str, bool]) -> bool:
    """Whether a team has a part in what happened: it names the country, or one of its requests."""
    if isinstance(event, RequestOpened | RequestMoved):
        return requests[event.request]
    return isinstance(event, PhaseChanged) or f'"{team}"' in encode_event(event)


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("team", TEAMS)
def test_nothing_is_read_but_the_own_file(reading: RecordReading, kind: PaperKind, team: str) -> None:
    """The paper is the same, byte for byte, when everything of the world and of other teams is taken away."""
    paper = made(reading, kind, team)
    events = reading.record.events
    requests = {
        event.request: team in {event.requesting, event.requested}
        for event in events
        if isinstance(event, RequestOpened)
    }
    last = end_of_play(events)
    own = tuple(event for event in events if is_of(team, event, requests) or event is last)
    kept = {"record", "scenario", "span", "files"}
    rest: dict[str, Any] = {each.name: getattr(reading, each.name) for each in fields(reading) if each.name not in kept}
    empty: dict[str, Any] = {
        name: type(value)() if isinstance(value, tuple | dict) else None for name, value in rest.items()
    }
    alone = replace(
        reading,
        **empty,
        record=replace(reading.record, events=own),
        files={team: reading.files[team]},
    )
    assert len(own) < len(events) / 2
    assert told(made(alone, kind, team)) == told(paper)


def end_of_play(events: tuple[Event, ...]) -> Event:
    """The event with which play ended; days run up to it."""
    return next(event for event in events if isinstance(event, PhaseChanged) and event.phase == "ended")


def told(paper: Paper) -> str:
    return json_text(paper)


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize("team", TEAMS)
def test_no_request_of_others_stands_in_a_team_paper(reading: RecordReading, team: str) -> None:
    text = "".join(told(made(reading, kind, team)) for kind in KINDS)
    others = [line.label for line in reading.lines if team not in {line.requesting, line.requested} and line.label]
    assert others
    assert [label for label in others if label in text] == []


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize("team", TEAMS)
def test_no_column_of_reference_results_stands_empty(reading: RecordReading, team: str) -> None:
    (table,) = (table for table in made(reading, PaperKind.TEAM, team).tables() if table.name == "par")
    heads = [column.label for column in table.columns]
    for place, head in enumerate(heads[:-1]):
        assert any(row.cells[place].text for row in table.rows), head
    if "This scenario has no reference results" in table.note:
        assert "reference" not in f"{table.title} {heads}"


@pytest.mark.usefixtures("words")
def test_days_are_those_of_the_file(reading: RecordReading) -> None:
    paper, view = made(reading, PaperKind.TEAM, "VAL"), reading.files["VAL"]
    known = {each.view.label: each for each in own_requests(view, reading.span.end)}
    rows = [row for table in paper.tables() if table.name in {"asked", "answered"} for row in table.rows]
    assert {row.cells[0].text for row in rows} == known.keys()
    for row in rows:
        each = known[row.cells[0].text]
        assert row.cells[4].value == pytest.approx(each.days, abs=0.01)
        assert row.cells[5].value == pytest.approx(each.own_days, abs=0.01)
        assert 0 <= each.own_days <= each.days <= reading.span.end / DAY + 0.01


@pytest.mark.usefixtures("words")
def test_people_are_counted_apart_and_never_named(reading: RecordReading) -> None:
    for team in TEAMS:
        view = reading.files[team]
        tables = [table for table in made(reading, PaperKind.TEAM, team).tables() if table.name == "people"]
        assert bool(tables) is bool(view.at_risk)
        for table in tables:
            safe = sum(end is not None for _person, _since, end in view.at_risk)
            assert table.rows[0].cells[1].text == f"{safe} of {len(view.at_risk)}"
            names = {reading.names[person] for person, _since, _end in view.at_risk}
            assert not any(
                name in json.dumps([cell.text for row in table.rows for cell in row.cells]) for name in names
            )


@pytest.mark.usefixtures("words")
def test_a_hot_wash_is_of_one_move(reading: RecordReading) -> None:
    paper = made(reading, PaperKind.HOT_WASH, "KES", 2)
    assert paper.subtitle.startswith("The jump to move 2 and its office hours: days ")
    assert [section.key for section in paper.sections] == ["facts", "questions", "words"]
    assert paper != made(reading, PaperKind.HOT_WASH, "KES", 3)


@pytest.mark.usefixtures("words")
@pytest.mark.parametrize("team", TEAMS)
def test_every_request_of_the_file_is_counted_those_answered_at_once_too(reading: RecordReading, team: str) -> None:
    paper, view = made(reading, PaperKind.TEAM, team), reading.files[team]
    told = {row.cells[0].text: row.cells[1].text for table in paper.tables() for row in table.rows}
    asked = [line for line in reading.lines if line.requesting == team]
    assert told["Your requests that have ended"] == f"{sum(not line.is_open for line in asked)} of {len(asked)}"
    came = [line for line in reading.lines if line.key in {each.key for each in view.requests if each.incoming}]
    assert told["Requests that reached you and have ended"] == f"{sum(not e.is_open for e in came)} of {len(came)}"
    (profile,) = (each for each in profiles_of(reading) if each.country == team)
    begun = sum(fact.among for fact in profile.facts if fact.kind.key.startswith("answered_"))
    country = reading.record.frozen.scenario.country(team)
    property_too = [each for each in asked if kind_of(each.sought).office_in(country) is Office.PROSECUTOR]
    taken_over = sum(line.inherited for line in asked)
    assert begun + taken_over + len(property_too) == len(asked), "as the facts on the next page count"
    at_once = {line.label for line in asked if not line.days}
    assert at_once
    assert not at_once & {row.cells[0].text for table in paper.tables() if table.name == "asked" for row in table.rows}
