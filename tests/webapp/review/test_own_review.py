"""A released review: each team reads the report of its own file, before the release nobody reads anything."""

from __future__ import annotations

import re
from html import unescape

import pytest

from simulation.exercise.clock.commands import EndExercise, Jump
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.papers.forms import FORMS
from webapp.papers.paper import PaperKind, from_json


def end(house: House, cast: Cast) -> None:
    house.store.execute(cast.exercise, EndExercise(id="end000001", member="control"))


def own(cast: Cast, name: str = "") -> str:
    return f"/x/{cast.exercise}/review/own{name}"


def release(cast: Cast, what: str = "release") -> int:
    return int(cast.ines.post(f"/x/{cast.exercise}/review/{what}").status_code)


def test_before_the_release_there_is_nothing(house: House, cast: Cast) -> None:
    end(house, cast)
    page = cast.alba.get(own(cast)).text
    assert "has not opened the review yet" in page
    assert not re.search(r'id="(clock|counted|facts)"', page)
    for form in FORMS:
        assert cast.alba.get(own(cast, f".{form}")).status_code == 404


def test_each_team_reads_its_own_report_alone(house: House, cast: Cast) -> None:
    end(house, cast)
    assert release(cast) == 303
    for person, country, other in ((cast.alba, "SOV", "Kestria"), (cast.brava, "KES", "Sorvane")):
        assert person.country == country
        page = person.get(own(cast)).text
        assert 'id="counted"' in page
        for cells in re.findall(r"<tbody>(.*?)</tbody>", page, re.DOTALL):
            named, empty = cells.count("data-label="), cells.count("r-cell-hide")
            assert cells.count("<td") == named + empty, "each cell says what it is, for a phone"
        paper = from_json(person.get(own(cast, ".json")).get_data())
        assert paper.kind is PaperKind.TEAM
        assert paper.title == house.store.published(cast.exercise).scenario.text(f"country.{country}.name")
        assert paper.title != other
        answer = person.get(own(cast, ".docx"))
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.status_code == 200


def test_the_page_has_the_days_by_holder_and_says_what_no_list_has(house: House, cast: Cast) -> None:
    house.store.execute(cast.exercise, Jump(id="jump000001", member="control", days=10))
    end(house, cast)
    release(cast)
    page = unescape(cast.alba.get(own(cast)).text)
    paper = from_json(cast.alba.get(own(cast, ".json")).get_data())
    clock = next(section for section in paper.sections if section.key == "clock")
    chart = next(block for block in clock.blocks if block.type == "figure")
    assert chart.title in page
    for row in chart.table.rows:
        assert row.cells[2].text in page, "what the chart draws stands there as words"
    assert "A question answered at once counts, and is in no list of days." in page


def test_the_papers_of_the_trainer_stay_closed(house: House, cast: Cast) -> None:
    end(house, cast)
    release(cast)
    for name in ("papers", "paper/after-action.json", "paper/KES/team.json", "paper/SOV/team.json", "decisions", ""):
        assert cast.alba.get(f"/x/{cast.exercise}/review/{name}").headers["Location"].endswith("/after")


def test_it_can_be_closed_again(house: House, cast: Cast) -> None:
    end(house, cast)
    release(cast)
    assert release(cast, "close") == 303
    assert "has not opened" in cast.alba.get(own(cast)).text
    assert cast.alba.get(own(cast, ".json")).status_code == 404


def test_nothing_is_released_in_play(house: House, cast: Cast) -> None:
    assert release(cast) == 303
    assert "has not opened" in cast.alba.get(own(cast)).text
    end(house, cast)
    assert "has not opened" in cast.alba.get(own(cast)).text


@pytest.mark.parametrize("what", ["release", "close"])
def test_only_a_trainer_releases(house: House, cast: Cast, what: str) -> None:
    end(house, cast)
    for person in (cast.alba, cast.brava, cast.otto):
        assert person.post(f"/x/{cast.exercise}/review/{what}").status_code == 403
    assert "has not opened" in cast.alba.get(own(cast)).text


def test_the_way_there(house: House, cast: Cast) -> None:
    """The trainer finds the button with the papers, the team the page where it asks for the review and at its desk."""
    assert "Release the review to the teams" not in cast.ines.get(f"/x/{cast.exercise}/review/papers").text
    end(house, cast)
    assert "Release the review to the teams" in cast.ines.get(f"/x/{cast.exercise}/review/papers").text
    link = f'href="{own(cast)}"'
    desk, after = f"/x/{cast.exercise}/desk/", f"/x/{cast.exercise}/lobby/after"
    assert link not in cast.alba.get(desk).text + cast.alba.get(after).text
    release(cast)
    for where in (desk, after):
        assert link in cast.alba.get(where).text
    assert "Withdraw the review from the teams" in cast.ines.get(f"/x/{cast.exercise}/review/papers").text
