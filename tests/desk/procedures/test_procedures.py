"""Procedures at the desk: two teams play one to its end with the pages' own forms, and each sees what it may."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.clock.commands import Jump
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.extradition.table import RULES as EXTRADITION
from simulation.exercise.procedures.joint_team.table import ITEMS
from simulation.exercise.procedures.joint_team.table import RULES as JOINT_TEAM
from simulation.exercise.procedures.preservation.table import RULES as PRESERVATION
from simulation.exercise.procedures.restraint.table import RULES as FREEZING
from simulation.exercise.views.team_view import TeamView
from simulation.matters.proceeding import ProceedingRules
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person
from tests.webapp.text.test_pseudo_locale import data_words, strange
from webapp.desk.readable import Reader
from webapp.text.say import say_code, sentence

PERSON = "cast/coordinator"
PLAYED = frozenset({"extradition", "joint_team"})
MOST_JUMPS, QUICK_JUMPS = 14, 3
CHANCES = ("first", "fourth")
"""With the one the court takes too long, with the other it decides; the test follows either way, and any other."""


def number_of(house: House, cast: Cast, person: Person, key: str) -> str:
    entities = view(house, cast, person).entities
    return next(str(number) for number, entity in enumerate(entities, start=1) if entity.key == key)


def paper_on(house: House, cast: Cast, person: Person, key: str) -> str:
    documents = view(house, cast, person).documents
    return next(each.label for each in documents if each.document.names(key) and each.document.use.stands)


def begin(
    house: House,
    cast: Cast,
    person: Person,
    kind: str,
    requested: str,
    chance: str = "first",
    **values: str | list[str],
) -> str:
    """Begins a procedure with its form; whether and when a court decides hangs on the id of the command."""
    path = f"procedures/new/{kind}"
    page = person.get(desk(cast, path))
    assert page.status_code == 200
    form: dict[str, str | list[str]] = {
        "command_id": f"{chance}{kind.replace('_', '')}to{requested.lower()}",
        "requested": requested,
        "subject": number_of(house, cast, person, PERSON),
        **values,
    }
    answer = person.post(desk(cast, path), form)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].rpartition("/")[2]


def charge(house: House, cast: Cast, person: Person, key: str = PERSON) -> None:
    """Whom the surrender is about is charged, as a warrant wants it: by hand, for nobody sits as the prosecutor."""
    live = house.store.copies._live[cast.exercise].exercise
    assert live is not None
    file, law = live.state.countries[person.country].file, live.state.scenario.country(person.country)
    papers = tuple(paper.key for paper in file.naming(key))
    offence = law.offence("laundering")
    assert offence is not None
    file.bring_charge("charged/first", key, offence, papers, live.now, live.now + 400 * 86_400)


def test_what_the_other_side_names_in_a_procedure_has_its_name(
    house: House, cast: Cast, reading: Callable[[TeamView], Reader]
) -> None:
    """Though the own file knows nothing of it: work list and digest say what a joint team is about."""
    begin(house, cast, cast.brava, "joint_team", "SOV", text="Our cases are linked.")
    (subject,) = shown(house, cast, cast.alba).subjects
    of_nothing_else = reading(replace(view(house, cast, cast.alba), entities=(), requests=()))
    assert of_nothing_else.thing(subject.key) == subject.label
    assert PERSON not in cast.alba.get(desk(cast)).text


def shown(house: House, cast: Cast, person: Person) -> ProcedureView:
    (procedure,) = (each for each in view(house, cast, person).procedures if each.kind in PLAYED)
    return procedure


def act(house: House, cast: Cast, person: Person, action: str, **values: str | list[str]) -> int:
    label = shown(house, cast, person).label
    page = person.get(desk(cast, f"procedures/{label}")).text
    kept = hidden(page, f"procedures/{label}/act", f'value="{action}"')
    return person.post(desk(cast, f"procedures/{label}/act"), {**kept, **values}).status_code


def jump(house: House, cast: Cast, number: int, days: int) -> None:
    house.store.execute(cast.exercise, Jump(id=f"jumpnumber{number}", member="control", days=days))


def follow_to_an_end(house: House, cast: Cast, paper: str) -> str:
    """Plays an extradition on from the order of arrest, whatever comes of it; gives the end that was reached."""
    asking, asked = cast.brava, cast.alba
    for number in range(MOST_JUMPS):
        status = shown(house, cast, asking).status
        offered = {offer.action for offer in shown(house, cast, asking).offers}
        if "send_papers" in offered:
            assert act(house, cast, asking, "send_papers") == 422  # without papers nothing is sent
            assert act(house, cast, asking, "send_papers", documents=[paper], text="Enclosed") == 303
        elif status == "papers_received":
            assert act(house, cast, asked, "bring_to_court") == 303
        elif status == "surrender_deciding":
            page = asked.get(desk(cast, "procedures/KES-SOV-E1")).text
            assert "UNTOC 16(10)" in page
            assert act(house, cast, asked, "refuse_national", text="Our law does not surrender nationals.") == 303
            assert act(house, cast, asked, "submit_case") == 303
        elif not shown(house, cast, asking).is_open:
            return status
        else:
            jump(house, cast, number, 8 if number < QUICK_JUMPS else 40)
    assert act(house, cast, asking, "withdraw_extradition", text="It takes too long.") == 303
    return shown(house, cast, asking).status


@pytest.mark.parametrize("chance", CHANCES)
def test_an_extradition_between_two_desks(house: House, cast: Cast, chance: str) -> None:
    asking, asked = cast.brava, cast.alba
    paper = paper_on(house, cast, asking, PERSON)
    charge(house, cast, asking)
    label = begin(house, cast, asking, "extradition", "SOV", chance, offence="laundering", documents=[paper])
    assert label == "KES-SOV-ED1"
    assert view(house, cast, asked).procedures == ()
    assert asked.get(desk(cast, "procedures/KES-SOV-ED1")).status_code == 404
    assert act(house, cast, asking, "ask_arrest", text="A warrant is issued.", presence_there="Seen there") == 303
    assert asking.get(desk(cast, "procedures/KES-SOV-ED1")).status_code == 200
    listed = asked.get(desk(cast, "procedures")).text
    assert "KES-SOV-E1" in listed
    assert "KES-SOV-ED1" not in listed
    assert "KES-SOV-E1" in asked.get(desk(cast)).text
    assert act(house, cast, asked, "order_arrest") == 303
    end = follow_to_an_end(house, cast, paper)
    assert EXTRADITION.statuses[end].is_final
    for person in (asking, asked):
        assert shown(house, cast, person).status == end
        text = person.get(desk(cast, "procedures/KES-SOV-E1")).text
        assert PERSON not in text
        assert "procedure_" not in text


def test_a_joint_team_between_two_desks(house: House, cast: Cast) -> None:
    asking, asked = cast.brava, cast.alba
    begin(house, cast, asking, "joint_team", "SOV", text="Our cases are linked.")
    assert act(house, cast, asked, "accept_talks") == 303
    terms: dict[str, str | list[str]] = dict.fromkeys(ITEMS, "as the model has it")
    terms.update(duration_days="90", leader="KES")
    assert act(house, cast, asked, "propose_terms", **{**terms, "costs": ""}) == 422
    assert act(house, cast, asked, "propose_terms", **terms) == 303
    page = asking.get(desk(cast, f"procedures/{shown(house, cast, asking).label}")).text
    assert "as the model has it" in page
    for person, action in ((asking, "agree_terms"), (asking, "sign"), (asked, "sign")):
        assert act(house, cast, person, action) == 303
    assert shown(house, cast, asked).status == "operating"
    assert act(house, cast, asking, "close_team", text="It has done its work.") == 303
    assert shown(house, cast, asked).status == "team_closed"


@pytest.mark.parametrize("table", [EXTRADITION, JOINT_TEAM, FREEZING, PRESERVATION], ids=lambda table: table.code)
def test_every_code_has_words(table: ProceedingRules) -> None:
    codes = [f"procedure_kind.{table.code}", f"procedure_intro.{table.code}"]
    codes += [f"procedure_status.{status}" for status in table.statuses]
    for row in (table.begins, *table.transitions):
        codes.append(f"procedure_done.{row.action}")
        if row.offices:
            codes.append(f"procedure_action.{row.action}")
        codes += [f"procedure_term.{name}" for name in (*row.needs, *row.may) if name not in {"text", "documents"}]
    codes += [f"procedure_term.{name}" for name in table.inputs]
    assert sorted({code for code in codes if sentence(code) is None}) == []


def test_every_text_of_the_pages_goes_through_gettext(house: House, cast: Cast) -> None:
    asking, asked = cast.brava, cast.alba
    paper = paper_on(house, cast, asking, PERSON)
    charge(house, cast, asking)
    begin(house, cast, asking, "extradition", "SOV", offence="laundering", documents=[paper])
    assert act(house, cast, asking, "ask_arrest", text="A", presence_there="Seen there") == 303
    begin(house, cast, asking, "joint_team", "SOV", text="A")
    known = data_words(house, cast.exercise)
    left = {}
    for person, paths in (
        (asking, ("procedures/new/extradition", "procedures/new/joint_team", "procedures/KES-SOV-E1")),
        (asked, ("procedures", "procedures/KES-SOV-E1", "procedures/KES-SOV-J1")),
    ):
        person.client.set_cookie("language", "xx")
        for path in paths:
            answer = person.get(desk(cast, path))
            assert answer.status_code == 200
            if words := strange(answer.text, known):
                left[person.name, path] = words[:20]
    assert left == {}


def test_a_letter_that_has_not_arrived_is_not_said_to_have(house: House, cast: Cast) -> None:
    """Records are kept on for a draft that was shared, as for a letter that came."""
    with house.app.test_request_context():
        said = say_code("procedure_done.content_asked")
    assert "arrived" not in said
    assert "kept until it is decided" in said
