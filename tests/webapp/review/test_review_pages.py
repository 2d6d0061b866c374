"""The review's pages: for trainers alone, without styles that the security policy blocks, with every table as CSV."""

from __future__ import annotations

import html
import json
import re

import pytest
import sqlalchemy as sa

from simulation.exercise.clock.commands import EndExercise, Jump, StartExercise
from simulation.exercise.core.command import CONTROL, Seat
from simulation.exercise.core.settings import RULES_VERSION
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.review.record_reading import read
from simulation.review.tables import NAMES
from simulation.scenario.schema.play import Sought
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, trainer
from webapp.review import after_action
from webapp.review.cards.leaks import LeakRow
from webapp.review.charts.charts import shown_days
from webapp.store.exercise_rows import record_of
from webapp.store.tables import ExerciseRecord


def test_pages_open_for_the_trainer_alone(cast: Cast) -> None:
    for page in ("", "decisions", "epilogue", *(f"table/{name}.csv" for name in NAMES)):
        address = f"/x/{cast.exercise}/review/{page}"
        assert cast.ines.get(address).status_code == 200, page
        for person in (cast.alba, cast.brava, cast.otto):
            assert person.get(address).status_code in {303, 403}, page


def test_before_the_first_move_nothing_is_counted_and_nobody_is_named(house: House) -> None:
    exercise = house.new_exercise()
    page = html.unescape(trainer(house).get(f"/x/{exercise}/review/").text)
    assert "The first move has not been opened yet." in page
    assert "Of all days" not in page, "no day has passed that anybody could have held"
    assert not re.search(r"\b(0 moves|1 days)\b", page)
    assert "price" not in page.partition("<main")[2].lower(), "there is no decision to price"


def test_papers_say_in_a_few_words_that_nothing_was_played(house: House) -> None:
    exercise, ines = house.new_exercise(), trainer(house)
    assert "not yet, seed 1" in played(ines, exercise, "after-action")
    house.store.execute(exercise, StartExercise(id="startwarmup1", member=CONTROL, warm_up=True))
    house.store.execute(exercise, EndExercise(id="endexercise1", member=CONTROL))
    assert "No move was played." in ines.get(f"/x/{exercise}/review/").text
    assert played(ines, exercise, "after-action").startswith("no move, seed 1")
    assert played(ines, exercise, "SOV/team") == "no move"


def played(ines: Person, exercise: str, paper: str) -> str:
    """What a paper says of how much was played."""
    told = json.loads(ines.get(f"/x/{exercise}/review/paper/{paper}.json").text)
    return str(next(fact["text"] for fact in told["facts"] if fact["label"] == "Played"))


def test_a_price_is_offered_where_there_is_a_decision_that_can_be_played_again(house: House, cast: Cast) -> None:
    home = f"/x/{cast.exercise}/review/"
    jump(house, cast, 1)
    assert "Calculate the price" in html.unescape(cast.ines.get(home).text)
    assert "Choose a decision" in cast.ines.get(home).text
    with house.database.writing() as session:
        session.execute(sa.update(ExerciseRecord).values(rules_version=RULES_VERSION + 1))
    page = html.unescape(cast.ines.get(home).text)
    assert "Calculate the price" not in page
    assert "Choose a decision" not in page


def test_the_charts_of_an_exercise_that_ended_on_its_first_day_show_that_day_alone(house: House, cast: Cast) -> None:
    house.store.execute(cast.exercise, EndExercise(id="endexercise1", member=CONTROL))
    with house.database.reading() as session:
        record = record_of(session, session.get_one(ExerciseRecord, cast.exercise))
    reading = read(record, 10 * DAY, None)
    assert reading.span.has_epilogue
    assert [each.day for each in shown_days(reading)] == [1]


def test_charts_carry_no_style_and_are_the_same_each_time(cast: Cast) -> None:
    first = cast.ines.get(f"/x/{cast.exercise}/review/").text
    assert "<svg" in first
    assert not re.search(r"<style|\sstyle=", first)
    assert first == cast.ines.get(f"/x/{cast.exercise}/review/").text


def test_an_unknown_decision_or_table_is_not_found(cast: Cast) -> None:
    assert cast.ines.get(f"/x/{cast.exercise}/review/table/other.csv").status_code == 404
    asked = cast.ines.post(f"/x/{cast.exercise}/review/decisions/price", {"decision": "measure/none"})
    assert asked.status_code == 404


def jump(house: House, cast: Cast, number: int) -> None:
    """Some days pass."""
    house.store.execute(cast.exercise, Jump(id=f"jumpnumber{number}", member="control", days=15))


def test_no_key_stands_on_a_page_or_in_a_table(house: House, cast: Cast) -> None:
    """A typed request and a measure, so that there are decisions to list; then every page and table of the review."""
    jump(house, cast, 1)
    view = house.store.published(cast.exercise).teams["SOV"]
    draft = OpenDraft(
        id="opendraft001",
        by=Seat("SOV", Office.AUTHORITY),
        member=cast.alba.member_id,
        sought=Sought.BANK_RECORDS,
        requested="KES",
        targets=(view.entities[0].key,),
    )
    incoming = next(each for each in view.requests if any(offer.action == "direct_execution" for offer in each.offers))
    told = ActOnRequest(
        id="direct1",
        by=draft.by,
        member=cast.alba.member_id,
        request=incoming.key,
        action=LetterAction.DIRECT,
    )
    for command in (draft, told):
        house.store.execute(cast.exercise, command)
    jump(house, cast, 2)
    control = house.store.published(cast.exercise).control
    keys = {request.key for request in control.requests} | {entity.key for entity in view.entities}
    pages = ("", "decisions", "epilogue", *(f"table/{name}.csv" for name in (*NAMES, "prices")))
    texts = {page: cast.ines.get(f"/x/{cast.exercise}/review/{page}").text for page in pages}
    one = re.search(rf'href="/x/{cast.exercise}/review/(decisions/[^"/?]+)"', texts["decisions"])
    assert one is not None
    texts[one[1]] = cast.ines.get(f"/x/{cast.exercise}/review/{one[1]}").text
    found = [(page, key) for page, text in texts.items() for key in sorted(keys) if len(key) > 5 and key in text]
    assert found == []


def test_the_stages_of_a_request_open_by_its_number(house: House, cast: Cast) -> None:
    jump(house, cast, 1)
    page = cast.ines.get(f"/x/{cast.exercise}/review/").text
    links = re.findall(r'href="([^"]*[?&;]request=([^"&#]*)[^"]*)"', page)
    assert links
    assert all(re.fullmatch(r"[A-Z]{3}-[A-Z]{3}-D?\d+", label) for _, label in links)
    assert cast.ines.get(links[0][0].replace("&amp;", "&")).status_code == 200
    assert "Protected time and days between office hours do not count." in page


def test_a_leak_is_told_as_teams_could_learn_of_it(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    """A team may hear in its news that people talk of its letter."""
    row = LeakRow(3, "AAA-BBB-01", "a desk was careless", "confidentiality was not asked for", ("money was moved",))
    monkeypatch.setattr(after_action, "leak_rows", lambda _reading: (row,))
    page = cast.ines.get(f"/x/{cast.exercise}/review/").text
    assert "no team was told" not in page
    assert "during play, teams could only hear people talk of it, or see what followed" in page
