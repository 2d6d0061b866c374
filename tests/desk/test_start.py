"""The first five minutes: what stands on a seat's first page, and how much is read and pressed before the first act."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest
from pydantic import ValidationError

from simulation.casework.documents.document import Assertion, AssertionKind, Origin, Use
from simulation.exercise.clock.commands import StartExercise
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.exercise.views.start import PEOPLE, first_page
from simulation.exercise.views.team_view import WorkItem
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Office, Phrase
from simulation.players.policies import players
from simulation.scenario.checks.play import check_play
from simulation.scenario.checks.problems import Findings
from simulation.scenario.load import directory_of, for_rooms
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import DocumentKind, OpeningDocument, Start
from simulation.scenario.schema.scenario import Scenario, start_words
from tests.builders.bots import open_room, seat_everybody
from tests.builders.views import request, statement, team
from tests.desk.journeys import desk
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody
from tests.webapp.words_seen import words_seen

MOST_WORDS = 350
"""Words from the join page to the first useful act."""

MOST_CLICKS = 6

MOST_IN_A_LINE = 25
"""Words of a line on a first page (guide to the desk's texts: reasons of at most 25 words)."""

PLAYED = ("SOV", "ISA", "VAL", "KES")

PEOPLE_OF = tuple(
    Entity(f"cast/p{n}", EntityKind.PERSON, f"Person{n} {'Alike' if n in {1, 9} else f'Name{n}'}", "SOV")
    for n in range(1, 10)
)


def naming(number: int, *people: Entity, evidence: bool = True) -> object:
    """A paper that says something of each of these people, of the first the most."""
    said = tuple(
        Assertion(AssertionKind.AT, each.key, "place/x", DAY, 0, ())
        for place, each in enumerate(people)
        for _turn in range(len(people) - place)
    )
    filed = statement(number, said, Use(is_evidence=evidence, origin=Origin.HOME))
    return replace(filed, document=replace(filed.document, mentions=people))


def test_people_at_risk_come_first_then_whom_the_file_says_most_about_and_a_namesake_last() -> None:
    view = team(
        entities=PEOPLE_OF,
        documents=(naming(1, *PEOPLE_OF[:7]), naming(2, PEOPLE_OF[8], evidence=False)),
        at_risk=((PEOPLE_OF[6].key, 0, None), (PEOPLE_OF[5].key, 0, DAY)),
    )
    people = first_page(view, (Office.POLICE,), (), PLAYED).people
    assert [each.person[-2:] for each in people] == ["p7", "p1", "p2", "p3", "p4", "p9"]
    assert len(people) == PEOPLE
    assert [each.is_at_risk for each in people] == [True, *[False] * 5]
    assert [each.by_evidence for each in people] == [*[True] * 5, False]
    assert people[-1].is_namesake


def test_papers_of_the_own_office_come_first_and_partners_are_where_most_is_in_flight() -> None:
    def opening(number: int, office: Office, country: str = "SOV") -> OpeningDocument:
        return OpeningDocument(
            key=f"paper/{number}", country=country, office=office, kind=DocumentKind.BANK_STATEMENT,
            target="account/one", from_day=-9, to_day=0, evidence=True,
        )  # fmt: skip

    view = team(
        documents=tuple(statement(number) for number in (1, 2, 3, 4)),
        requests=(request(1), request(2, requested="ISA"), request(3, requested="ISA")),
    )
    papers = (
        opening(1, Office.FIU),
        opening(2, Office.POLICE),
        opening(3, Office.FIU),
        opening(9, Office.POLICE, "KES"),
    )
    found = first_page(view, (Office.POLICE,), papers, PLAYED)
    assert found.papers == ("paper/2", "paper/1", "paper/3")
    assert found.partners == (Seat("ISA", Office.POLICE), Seat("KES", Office.POLICE))
    assert found.first is None


def test_the_one_thing_to_do_is_about_people_first() -> None:
    def waits(key: str, kind: str, office: Office) -> WorkItem:
        return WorkItem(key, (office,), Phrase("work.x"), Phrase("work.x"), 3, 0, kind, key, "open", False, ())

    items = tuple(waits(*each) for each in (("a", "request", Office.POLICE), ("b", "person", Office.POLICE)))
    view = team(work=(*items, waits("c", "person", Office.FIU)))
    first = first_page(view, (Office.POLICE,), (), PLAYED).first
    assert first is not None
    assert first.key == "b"


def test_a_scenario_may_name_people_and_papers(scenario: Scenario) -> None:
    start = Start(country="SOV", office=Office.POLICE, people=("cast/p3", "cast/unknown"), papers=("paper/2",))
    view = team(entities=PEOPLE_OF, documents=(statement(1), statement(2)))
    found = first_page(view, (Office.POLICE,), (), PLAYED, (start,))
    assert [each.person for each in found.people] == ["cast/p3"]
    assert found.papers == ("paper/2",)
    with pytest.raises(ValidationError):
        Start(country="SOV", office=Office.POLICE, papers=("a/1", "a/2", "a/3", "a/4"))
    assert found.partners == (), "nothing is in flight"


@pytest.mark.parametrize("name", for_rooms())
def test_each_shipped_seat_has_a_first_page_of_its_own_that_holds_in_its_first_second(name: str) -> None:
    """The first thing waits, people and papers are on file, every line is written, and each is short."""
    shipped = load_scenario(directory_of(name))
    room = open_room(freeze(shipped, 1), Settings(preset="day_28", seed=1), players())
    seat_everybody(room, tuple(country.code for country in shipped.played))
    room.control(StartExercise(id="", warm_up=False))
    played = [country.code for country in shipped.played]
    seats = {(start.country, start.office) for start in shipped.play.starts}
    assert seats == {(country.code, office) for country in shipped.played for office in country.offices}
    for start in shipped.play.starts:
        view = room.exercise.team_view(start.country)
        found = first_page(view, (start.office,), shipped.play.documents, played, shipped.play.starts)
        where = (start.country, start.office)
        assert found.first is not None, where
        assert found.first.about == start.first, where
        assert tuple(each.person for each in found.people) == start.people, where
        assert found.papers == start.papers, where
        assert [(each.country, each.office) for each in found.partners] == [
            (each.country, each.office) for each in start.talk
        ]
        lines = [start_words(start.country, "now", start.office)]
        lines += [start_words(start.country, "person", key) for key in start.people]
        lines += [start_words(start.country, "paper", key) for key in start.papers]
        lines += [start_words(start.country, "talk", each.country) for each in start.talk]
        for words in shipped.texts.values():
            assert {key for key in lines if not words.get(key)} == set(), where
            assert max(len(words[key].split()) for key in lines) <= MOST_IN_A_LINE


def test_what_a_scenario_names_first_is_shown_until_it_is_settled_and_then_what_waits() -> None:
    def waits(key: str) -> WorkItem:
        said = Phrase("work.x")
        return WorkItem(key, (Office.FIU,), said, said, None, 0, "report", key, "open", False, ())

    start = Start(country="SOV", office=Office.FIU, first="b")
    for left, first in ((("a", "b"), "b"), (("a",), "a"), ((), None)):
        view = team(work=tuple(map(waits, left)))
        found = first_page(view, (Office.FIU,), (), PLAYED, (start,)).first
        assert (found.about if found else None) == first


def test_a_seat_of_two_offices_begins_as_the_first_of_them_in_the_file() -> None:
    starts = tuple(
        Start(country="SOV", office=office, people=(person,))
        for office, person in ((Office.POLICE, "cast/p1"), (Office.FIU, "cast/p2"))
    )
    view = team(entities=PEOPLE_OF)
    for offices in ((Office.FIU, Office.POLICE), (Office.POLICE, Office.FIU)):
        found = first_page(view, offices, (), PLAYED, starts)
        assert [each.person for each in found.people] == ["cast/p1"]


def test_from_the_join_page_to_the_first_useful_act_little_is_read_and_pressed(house: House, cast: Cast) -> None:
    code = house.join_code(cast.exercise)
    for office in ("prosecutor", "police", "fiu"):
        guest = nobody(house, f"New {office}", cast.exercise)
        read = [words_seen(guest.get(f"/join/{code}").text)]
        guest.post(f"/join/{code}", {"name": guest.name})
        read.append(words_seen(guest.get(f"/join/{code}/seat").text))
        assert guest.join(office, "VAL").status_code == 303
        welcome = guest.get(f"/x/{cast.exercise}/lobby/welcome").text
        read.append(words_seen(welcome))
        begin = re.search(r'class="btn btn-primary"[^>]* href="([^"]+)"', welcome)
        assert begin is not None
        page = guest.get(unescape(begin[1])).text
        read.append(words_seen(page, until="r-now"))
        act = re.search(r'r-now.*?class="btn btn-primary"[^>]* href="([^"]+)"', page, re.DOTALL)
        assert act is not None
        assert guest.get(unescape(act[1])).status_code == 200
        clicks = ("name", "seat", "begin", "act")
        assert sum(read) <= MOST_WORDS, (office, read)
        assert len(clicks) <= MOST_CLICKS


def test_the_first_page_names_the_seat_and_leads_to_briefing_and_desk(cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "start")).text
    assert "You are the central authority of Sorvane" in page
    assert "One thing to do now" in page
    for path in ("briefing", "", "documents/"):
        assert f'href="{desk(cast, path)}' in page
    assert page.count('class="r-reading-number"') == 3
    assert page.count('data-next="paper"') == 1
    first = re.search(r'r-reading-number.*?href="([^"]+/documents/[^"]+)"', page, re.DOTALL)
    assert first is not None
    before = page.index('data-next="paper"')
    cast.alba.get(unescape(first[1]))
    assert cast.alba.get(desk(cast, "start")).text.index('data-next="paper"') > before
    assert 1 < page.count('class="r-face') <= PEOPLE
    assert "if something is missing, it comes back only after weeks" in page, "the scenario's own reason"
    assert "Asks for the clerk" in page, "and what a partner has"


def test_a_first_page_that_names_what_is_not_there_does_not_pass(scenario: Scenario) -> None:
    wrong = Start(
        country="SOV",
        office=Office.POLICE,
        first="matter/none",
        people=("cast/nobody",),
        papers=("opening/val/cell_calls",),
    )
    play = scenario.play.model_copy(update={"starts": (wrong,)})
    findings = Findings()
    check_play(scenario.model_copy(update={"play": play}), SHIPPED.allowed_names, findings)
    told = str(findings.problems())
    assert "cast/nobody" in told
    assert "matter/none" in told
    assert "opening/val/cell_calls" in told
