"""Because of what an act is begun: what a form sends, what the server takes, what pages name afterwards."""

from __future__ import annotations

import re

import pytest
from sqlalchemy.orm import Session

from simulation.exercise.core.command import Command
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.registry import SHIPPED
from simulation.exercise.trials.commands import ChargePerson
from simulation.kernel.entities import Entity, EntityKind
from tests.desk.journeys import DRAFT, desk, hidden, target_abroad, view, write_section
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody
from webapp.store.exercise_rows import entries

TICKED = re.compile(r'name="rests_on"\s+value="([^"]+)" checked')


@pytest.fixture
def petra(house: House, cast: Cast) -> Person:
    """The prosecutor of Alba's country."""
    found = nobody(house, "Petra", cast.exercise)
    assert found.join("prosecutor", "SOV").status_code == 303
    return found


def latest[C: Command](house: House, cast: Cast, kind: type[C]) -> C:
    """The latest command of a kind in the journal."""
    with Session(house.database.engine) as session:
        done = [entry.command for entry in entries(session, cast.exercise, SHIPPED.codes)]
    return next(command for command in reversed(done) if isinstance(command, kind))


def papers(house: House, cast: Cast) -> dict[str, str]:
    """Keys of the team's papers by their numbers."""
    return {filed.label: filed.document.key for filed in view(house, cast, cast.alba).documents}


def named_by(house: House, cast: Cast, kind: EntityKind) -> tuple[FiledDocument, Entity, int]:
    """Somebody or something at home that evidence names: the paper, the entity, its number."""
    seen = view(house, cast, cast.alba)
    filed, entity = next(
        (each, mention)
        for each in seen.documents
        if each.document.use.stands
        for mention in each.document.mentions
        if mention.kind is kind and mention.country == "SOV"
    )
    return filed, entity, 1 + [each.key for each in seen.entities].index(entity.key)


def charge_form(house: House, cast: Cast, petra: Person, **values: list[str]) -> dict[str, str | list[str]]:
    """A charge against somebody whom evidence names."""
    filed, _person, number = named_by(house, cast, EntityKind.PERSON)
    kept = hidden(petra.get(desk(cast, "case")).text, "case", 'name="person"')
    return {**kept, "person": str(number), "offence": "laundering", "documents": [filed.label], **values}


def words_of(page: str) -> str:
    return re.sub(r"(?:<[^>]+>|\s)+", " ", page)


def test_papers_that_are_ticked_reach_the_command_before_those_put_before_the_court(
    house: House, cast: Cast, petra: Person
) -> None:
    known, values = papers(house, cast), charge_form(house, cast, petra)
    before = values["documents"][0]
    chosen = [label for label in known if label != before][:2]
    assert petra.post(desk(cast, "case"), {**values, "rests_on": chosen}).status_code == 303
    charged = latest(house, cast, ChargePerson)
    assert charged.rests_on == (*(known[label] for label in chosen), known[before])
    assert charged.documents == (known[before],)
    (mine,) = view(house, cast, cast.alba).charges
    assert mine.because == charged.rests_on
    page = words_of(cast.alba.get(desk(cast, "case")).text)
    assert re.search(rf"Because of {chosen[0]} ?, {chosen[1]} ?, {before} ", page)


@pytest.mark.parametrize("word", ["D-999", "message-0123456789", "nobody", "KES-SOV-9:drafting/1"])
def test_a_word_that_names_nothing_of_the_team_is_refused_and_nothing_is_done(
    house: House, cast: Cast, petra: Person, word: str
) -> None:
    values = charge_form(house, cast, petra)
    answer = petra.post(desk(cast, "case"), {**values, "rests_on": [word]})
    assert answer.status_code == 422
    assert TICKED.findall(answer.text) == []
    assert not view(house, cast, cast.alba).charges
    assert petra.post(desk(cast, "case"), values).status_code == 303


def test_a_refused_form_keeps_what_was_ticked_and_no_more(house: House, cast: Cast, petra: Person) -> None:
    first, second = list(papers(house, cast))[:2]
    assert TICKED.findall(petra.get(desk(cast, f"case?origin={first}")).text) == [first]
    values = charge_form(house, cast, petra, rests_on=[second], documents=[])
    answer = petra.post(desk(cast, "case"), values)
    assert answer.status_code == 422
    assert TICKED.findall(answer.text) == [second]


def test_a_lead_is_named_as_the_reason_and_not_put_before_a_court(house: House, cast: Cast) -> None:
    lead = next(each.label for each in view(house, cast, cast.alba).documents if not each.document.use.stands)
    page = cast.alba.get(desk(cast, f"case?origin={lead}")).text
    assert TICKED.findall(page) == [lead]
    assert not re.search(rf'name="documents"\s+value="{lead}" checked', page)


def test_a_measure_rests_on_its_reason_first_and_names_it(house: House, cast: Cast, petra: Person) -> None:
    known, (filed, _account, number) = papers(house, cast), named_by(house, cast, EntityKind.ACCOUNT)
    other = next(label for label in known if label != filed.label)
    page = petra.get(desk(cast, f"measures?target={number}&origin={other}")).text
    assert TICKED.findall(page) == [other]
    values = {**hidden(page, "measures", "command_id"), "kind": "production_order", "documents": [filed.label]}
    assert petra.post(desk(cast, "measures"), {**values, "rests_on": [other]}).status_code == 303
    assert latest(house, cast, OrderMeasure).rests_on == (known[other], known[filed.label])
    assert view(house, cast, petra).measures[-1].because == (known[other], known[filed.label])
    assert f"Because of {other} , {filed.label} " in words_of(petra.get(desk(cast, "measures")).text)


def test_what_a_request_was_opened_because_of_goes_with_it_and_the_other_side_never_learns_it(
    house: House, cast: Cast, petra: Person
) -> None:
    label, key = next(iter(papers(house, cast).items()))
    page = petra.get(desk(cast, f"requests/new?origin={label}")).text
    assert TICKED.findall(page) == [label]
    number = target_abroad(house, cast, cast.alba, "KES")
    sent = {**hidden(page, "requests/new"), "sought": "bank_records", "requested": "KES", "target": [str(number)]}
    assert petra.post(desk(cast, "requests/new"), {**sent, "rests_on": [label]}).status_code == 303
    assert latest(house, cast, OpenDraft).rests_on == (key,)
    own = next(each for each in view(house, cast, petra).requests if key in each.rests_on)
    for path in (f"requests/{own.label}", f"requests/{own.label}/form"):
        assert f"Because of {label} " in words_of(petra.get(desk(cast, path)).text)
    for section, values in DRAFT.items():
        write_section(cast, petra, own.label, section, values)
    assert write_section(cast, petra, own.label, 7, DRAFT[7], action="submit") == 303
    assert latest(house, cast, ActOnRequest).rests_on[:2] == (f"{own.key}/drafting/1", key)
    others = house.store.published(cast.exercise).teams["KES"].requests
    assert not any(key in each.rests_on for each in others)


def test_whom_a_paper_names_is_asked_about_because_of_it(house: House, cast: Cast) -> None:
    """By its one door, *What can be done*: the measures at home and the ways abroad keep the paper as the reason."""
    label = next(iter(papers(house, cast)))
    _filed, _account, at_home = named_by(house, cast, EntityKind.ACCOUNT)
    for number, path in ((at_home, "measures"), (target_abroad(house, cast, cast.alba, "KES"), "requests/new")):
        card = cast.alba.get(desk(cast, f"entities/{number}?origin={label}")).text
        assert re.search(rf"/desk/entities/{number}/acts\?origin={label}", card)
        page = cast.alba.get(desk(cast, f"entities/{number}/acts?origin={label}")).text
        assert any(f"origin={label}" in found for found in re.findall(rf'/desk/{path}\?[^"]+', page)), path
