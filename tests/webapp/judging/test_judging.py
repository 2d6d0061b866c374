"""Evaluators see and judge, and do nothing else; nothing measured becomes a rating; the room's answers reach paper."""

from __future__ import annotations

import json
import re
from io import BytesIO

import pytest
from openpyxl import load_workbook

from simulation.exercise.clock.commands import EndExercise, Jump, TakeOver
from simulation.exercise.core.command import CONTROL, Seat
from simulation.exercise.injects.commands import AnswerInject, FireInject
from simulation.kernel.terms import Office
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody
from webapp.judging.records import MOST_NOTES, judgements, observations

JUDGE = "/x/{exercise}/judge"
HOSTILE = '=1+1 <b>&"\u202e x'


def base(cast: Cast) -> str:
    return JUDGE.format(exercise=cast.exercise)


@pytest.fixture
def karin(house: House, cast: Cast) -> Person:
    """An observer with Sorvane."""
    person = nobody(house, "Karin", cast.exercise)
    assert person.join("observer", "SOV").status_code == 303
    return person


def written(house: House, cast: Cast) -> tuple[int, int]:
    with house.database.reading() as session:
        return len(observations(session, cast.exercise)), len(judgements(session, cast.exercise))


def fields_of(page: str, action: str) -> dict[str, str | list[str]]:
    """The empty fields of a sheet."""
    form = page[page.index(f'action="{action}"') :]
    form = form[: form.index("</form>")]
    names = re.findall(r'<select class="form-select" name="([^"]+)"', form)
    fields: dict[str, str | list[str]] = dict.fromkeys([*names, "mark", "note"], "")
    return fields


def test_an_observer_pins_a_note_to_what_the_own_table_reads(house: House, cast: Cast, karin: Person) -> None:
    before = house.store.published(cast.exercise).control.clock
    page = karin.get(f"{base(cast)}/observe").text
    token = re.findall(r'<option value="(request-[^"]+)"', page)[0]
    assert karin.post(f"{base(cast)}/notes", {"about": token, "text": HOSTILE}).status_code == 303
    with house.database.reading() as session:
        (noted,) = observations(session, cast.exercise)
    assert (noted.country, noted.said, noted.at) == ("SOV", f"Request {token.removeprefix('request-')}", before.now)
    assert "<b>" not in karin.get(f"{base(cast)}/observe").text.partition("r-card r-details")[2].partition("</ul>")[0]
    told = cast.ines.get(f"{base(cast)}/notes").text
    assert "Karin, observer of SOV" in told
    assert "=1+1" in told
    assert karin.post(f"{base(cast)}/notes", {"about": token, "text": " "}).status_code == 422
    foreign = house.store.published(cast.exercise).teams["KES"].documents[0].label
    karin.post(f"{base(cast)}/notes", {"about": f"document-{foreign}-x", "text": "elsewhere"})
    with house.database.reading() as session:
        assert observations(session, cast.exercise)[-1].about == ""
    assert house.store.published(cast.exercise).control.clock == before


def test_who_plays_sees_and_keeps_nothing(house: House, cast: Cast, karin: Person) -> None:
    head = nobody(house, "Hedda", cast.exercise)
    assert head.join("head", "SOV").status_code == 303
    for person in (cast.alba, cast.brava, head):
        assert person.get(f"{base(cast)}/observe").status_code == 403
        assert person.post(f"{base(cast)}/notes", {"text": "x"}).status_code == 403
        assert person.post(f"{base(cast)}/sheets/quality", {"mark": "P"}).status_code == 403
        for page in ("/", "/notes", "/survey/answers"):
            assert person.get(f"{base(cast)}{page}").status_code == 403
    assert cast.otto.get(f"{base(cast)}/observe").status_code == 403
    assert karin.get(f"{base(cast)}/").status_code == 403
    assert karin.post(f"{base(cast)}/scale", {"scale": "hseep"}).status_code == 403
    assert written(house, cast) == (0, 0)
    for where in (f"/x/{cast.exercise}/desk/", f"/x/{cast.exercise}/desk/requests"):
        assert "/judge/observe" not in cast.alba.get(where).text
        assert "/judge/observe" in karin.get(where).text


def test_a_rating_is_kept_changed_and_taken_back_for_the_own_table_alone(
    house: House, cast: Cast, karin: Person
) -> None:
    where = f"{base(cast)}/sheets/answering"
    fields = fields_of(karin.get(f"{base(cast)}/observe").text, where)
    assert "task/acknowledge" in fields
    chosen = {**fields, "mark": "M", "note": "nobody owned the pile", "task/acknowledge": "S", "team": "KES"}
    assert karin.post(where, chosen).status_code == 303
    with house.database.reading() as session:
        given = judgements(session, cast.exercise)
    assert {(each.country, each.about, each.mark) for each in given} == {
        ("SOV", "objective/answering", "M"),
        ("SOV", "task/acknowledge", "S"),
    }
    told = cast.ines.get(f"{base(cast)}/").text
    assert "Karin, observer of SOV: done in part, with much to improve. nobody owned the pile" in told
    assert cast.ines.post(f"{base(cast)}/scale", {"scale": "hseep"}).status_code == 303
    assert "M: performed with major challenges" in cast.ines.get(f"{base(cast)}/").text
    assert karin.post(where, {**fields, "mark": "Z"}).status_code == 422
    assert karin.post(where, dict(fields)).status_code == 303
    with house.database.reading() as session:
        assert [each.about for each in judgements(session, cast.exercise)] == ["scale"]


def test_what_was_measured_is_filled_in_and_rates_nothing(house: House, cast: Cast) -> None:
    house.store.execute(cast.exercise, Jump(id="jump000001", member=CONTROL, days=30, ends_move=True))
    page = cast.ines.get(f"{base(cast)}/?team=SOV").text
    sheet = page[page.index('id="sheet-protection"') :].partition("</section>")[0]
    assert re.search(r"Known to be at risk since day \d+; (not protected, [\d.]+|protected after [\d.]+) days", sheet)
    answering = page[page.index('id="sheet-answering"') :].partition("</section>")[0]
    assert re.search(
        r"decisions on letters from abroad taken within a day of reading the letter: \d+ of \d+", answering
    )
    assert "decided within a day of reading the letter" in answering
    assert re.search(r"\d of \d within the reference", answering)
    assert page.count('value="" checked') == page.count('name="mark"') // 5
    assert written(house, cast) == (0, 0)


def test_no_evaluator_fills_the_disk(house: House, cast: Cast, karin: Person) -> None:
    for number in range(MOST_NOTES):
        karin.post(f"{base(cast)}/notes", {"text": f"note {number}"}) if number < 3 else None
    assert karin.post(f"{base(cast)}/notes", {"text": "x" * 2001}).status_code == 422
    assert karin.post(f"{base(cast)}/notes", {"text": "note 1"}).status_code == 303
    assert written(house, cast)[0] == 3


def test_the_survey_comes_at_the_end_and_stands_in_the_paper(house: House, cast: Cast, karin: Person) -> None:
    survey = f"{base(cast)}/survey"
    filled: dict[str, str | list[str]] = {
        "task": "4", "true": "5", "use": "", "pages": "2", "change": "Call first.", "next": HOSTILE
    }  # fmt: skip
    assert "appear here when play has ended" in cast.alba.get(survey).text
    assert cast.alba.post(survey, filled).status_code == 422
    karin.post(f"{base(cast)}/notes", {"text": "They looked for a treaty article."})
    sheet = f"{base(cast)}/sheets/quality"
    fields = fields_of(cast.ines.get(f"{base(cast)}/").text, sheet)
    assert cast.ines.post(sheet, {**fields, "mark": "S", "note": "second reader"}).status_code == 303
    house.store.execute(cast.exercise, EndExercise(id="end0000001", member=CONTROL))
    assert cast.alba.post(survey, filled).status_code == 303
    assert cast.alba.post(survey, {**filled, "task": "3"}).status_code == 303
    assert karin.post(survey, {**filled, "true": "1", "change": "", "next": ""}).status_code == 303
    assert cast.alba.post(survey, {**filled, "task": "9"}).status_code == 422
    told = cast.ines.get(f"{base(cast)}/survey/answers").text
    assert "2 people have answered." in told
    assert "Call first." in told
    assert "Alba" not in told
    body = json.loads(cast.ines.get(f"/x/{cast.exercise}/review/paper/after-action.json").get_data())
    sections = {each["key"]: each for each in body["sections"]}
    tables = {
        block["name"]: block for each in sections.values() for block in each["blocks"] if block["type"] == "table"
    }
    assert any("done, with something to improve (evaluator" in str(row) for row in tables["objectives"]["rows"])
    assert any("second reader" in str(row) for row in tables["objectives"]["rows"])
    assert "They looked for a treaty article." in str(tables["notes"]["rows"])
    rows = {row["key"]: [cell["value"] for cell in row["cells"]] for row in tables["survey"]["rows"]}
    assert rows["task"] == [None, 2, 0, 0, 1, 1, 0]
    assert rows["true"] == [None, 2, 1, 0, 0, 0, 1]
    assert "Karin" not in json.dumps(body)
    book = load_workbook(BytesIO(cast.ines.get(f"/x/{cast.exercise}/review/paper/after-action.xlsx").get_data()))
    cells = [str(cell) for sheet_ in book for row in sheet_.iter_rows(values_only=True) for cell in row if cell]
    assert any("They looked for a treaty article." in cell for cell in cells)
    assert cast.ines.get(f"/x/{cast.exercise}/review/paper/after-action.pdf").status_code == 200


def test_reasons_that_people_wrote_have_a_rubric(house: House, cast: Cast) -> None:
    planned = house.store.published(cast.exercise).scenario.play.injects
    inject = next(each for each in planned if each.choices and each.country == "SOV")
    house.store.execute(cast.exercise, FireInject(id="fire000001", member=CONTROL, inject=inject.key))
    house.store.execute(cast.exercise, TakeOver(id="take000001", member=CONTROL, country="SOV"))
    office = (inject.offices or (Office.AUTHORITY,))[0]
    done = AnswerInject(
        id="answer0001", member=CONTROL, by=Seat("SOV", office), inject=inject.key, choice=inject.choices[0],
        text="We ask first, because nobody is in danger.",
    )  # fmt: skip
    house.store.execute(cast.exercise, done)
    handle = house.handle(cast.exercise, "event", inject.key)
    event = f"/x/{cast.exercise}/control/events/{handle}"
    assert "Judge the reasons" in cast.ines.get(event).text
    marks: dict[str, str | list[str]] = {"facts": "3", "rule": "", "people": "4", "next": "1"}
    assert cast.ines.post(f"{base(cast)}/words/{handle}/SOV", marks).status_code == 303
    assert cast.ines.get(event).text.count('value="3" selected') == 1
    assert cast.ines.post(f"{base(cast)}/words/{handle}/XXX", marks).status_code == 404
    assert cast.ines.post(f"{base(cast)}/words/0123456789/SOV", marks).status_code == 404
