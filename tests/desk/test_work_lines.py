"""What waits is said once, for whom it waits, and in whole words."""

import re

import pytest

from simulation.exercise.injects.commands import FireInject
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.views.work_list import waiting
from simulation.kernel.terms import Office
from tests.desk.journeys import DRAFT, act, desk, open_draft, view, write_section
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody


def plain(page: str) -> str:
    """The words of a page, a space between them."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]*>", " ", page))


@pytest.fixture
def vetted(house: House, cast: Cast) -> str:
    """The number of a draft that waits for the central authority, which its prosecutor wrote."""
    label = open_draft(house, cast, cast.alba).label
    for section in (1, 2, 5, 6):
        assert write_section(cast, cast.alba, label, section, DRAFT[section]) == 303
    assert write_section(cast, cast.alba, label, 7, DRAFT[7], "submit") == 303
    return label


def test_who_cannot_decide_reads_who_can(house: House, cast: Cast, vetted: str) -> None:
    assert "With you since Mon 3 Mar. Decision needed." in cast.alba.get(desk(cast, f"requests/{vetted}")).text
    petra = nobody(house, "Petra", cast.exercise)
    assert petra.join("police", "SOV").status_code == 303
    page = plain(petra.get(desk(cast, f"requests/{vetted}")).text)
    assert "With your team (Central authority) since Mon 3 Mar. Decision needed." in page
    assert "With you since" not in page


def test_what_waits_for_vetting_waits_for_who_vets(house: House, cast: Cast, vetted: str) -> None:
    pia = nobody(house, "Pia", cast.exercise)
    assert pia.join("prosecutor", "SOV").status_code == 303
    assert vetted in cast.alba.get(desk(cast, "parts/work")).text
    assert vetted not in pia.get(desk(cast, "parts/work")).text
    counted = re.search(r"Desk\s+(\d+)", plain(pia.get(desk(cast)).text))
    rows = pia.get(desk(cast, "parts/work")).text.count("<li")
    assert (int(counted[1]) if counted else 0) == rows


def test_the_days_of_holders_are_a_list_with_commas(house: House, cast: Cast) -> None:
    shown = max(view(house, cast, cast.alba).requests, key=lambda each: len(each.stays))
    page = re.sub(r"\s+", " ", cast.alba.get(desk(cast, f"requests/{shown.label}")).text)
    assert re.search(r">\s?requesting \d+, [a-z]+", page)
    assert not re.search(r"\d ,", re.sub(r"<(svg|style|script).*?</\1>", "", page))


def test_two_sentences_stay_two(house: House, cast: Cast, vetted: str) -> None:
    page = plain(cast.alba.get(desk(cast, f"requests/{vetted}/letter")).text)
    assert "The statement. Records from 1 January 2031" in page


def test_a_request_that_waits_and_is_asked_about_is_one_line(house: House, cast: Cast) -> None:
    asked = next(
        each
        for each in view(house, cast, cast.alba).requests
        if each.requested == "KES" and each.status == LetterStatus.DECIDING
    )
    before = plain(cast.brava.get(desk(cast, "parts/work?scope=team")).text)
    assert act(cast, cast.alba, asked.label, "query_status", text="Where does it stand?") == 303
    team = view(house, cast, cast.brava)
    assert sum(item.about == asked.key for item in team.work) == 2
    assert sum(item.about == asked.key for item in waiting(team.work, tuple(Office))) == 1
    page = cast.brava.get(desk(cast, "parts/work?scope=team")).text
    rows = [row for row in page.split("<li")[1:] if asked.label in row]
    assert len(rows) == 1
    assert "has asked for the status." in plain(rows[0])
    counted = re.compile(r"(\d+) items? (?:is|are) waiting for your team")
    assert counted.findall(plain(page)) == counted.findall(before)


def test_what_the_check_and_the_finding_both_say_stands_once(house: House, cast: Cast) -> None:
    label = open_draft(house, cast, cast.alba).label
    wrong = {**DRAFT[5], "period_from_day": "2031-03-01", "period_to_day": "2030-09-01"}
    for section, values in ((1, DRAFT[1]), (2, DRAFT[2]), (5, wrong), (6, DRAFT[6])):
        assert write_section(cast, cast.alba, label, section, values) == 303
    assert write_section(cast, cast.alba, label, 7, DRAFT[7], "submit") == 303
    assert act(cast, cast.alba, label, "return_for_repair", text="Turn the period round.", items=["C4"]) == 303
    form = cast.alba.get(desk(cast, f"requests/{label}/form?section=5")).text
    beside = form.partition('for="assistance"')[0].rpartition("<h1")[2]
    assert beside.count("The period ends before it begins.") == 1


def test_no_letter_of_the_opening_asks_for_records_after_its_own_date(house: House, cast: Cast) -> None:
    team = view(house, cast, cast.alba)
    told = [plain(cast.alba.get(desk(cast, f"requests/{each.label}/letter")).text) for each in team.requests]
    periods = [found for page in told for found in re.findall(r"Records from [^.]*\.", page)]
    assert periods
    assert not any("still to come" in each for each in periods)
    drafted = plain(cast.alba.get(desk(cast, f"requests/{open_draft(house, cast, cast.alba).label}/letter")).text)
    assert "still to come" not in drafted


def test_a_report_is_filed_by_the_words_of_its_own_page(house: House, cast: Cast) -> None:
    finn = nobody(house, "Finn", cast.exercise)
    assert finn.join("fiu", "SOV").status_code == 303
    assert "keep it, or file it without action." in plain(finn.get(desk(cast)).text)


def test_who_waits_for_an_answer_is_called_as_the_case_calls_them(house: House, cast: Cast) -> None:
    """That exercise control plays them stands with the text itself."""
    published = house.store.published(cast.exercise)
    planned = {each.key: each for each in published.scenario.play.injects if each.sender != "control" and each.choices}
    line = next(
        each
        for each in published.control.injects
        if each.fired_at is None
        and each.key in planned
        and Office.AUTHORITY in planned[each.key].offices
        and "SOV" in (each.countries or ("SOV",))
    )
    house.store.execute(cast.exercise, FireInject(id="fireachoice00", member="control", inject=line.key))
    waits = [each for each in view(house, cast, cast.alba).work if each.why.code == "work.inject.why"]
    assert waits
    page = plain(cast.alba.get(desk(cast, "parts/work")).text)
    assert "is waiting for your answer" in page
    assert "(exercise control)" not in page
    where = f"injects/{house.handle(cast.exercise, 'inject', waits[0].about, 'SOV')}"
    assert "(exercise control)" in plain(cast.alba.get(desk(cast, where)).text)
