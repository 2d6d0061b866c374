"""A question on a fast channel speaks as a question, also where a scenario has nothing but its words for letters."""

import re

import pytest

from simulation.scenario.schema.play import Route
from tests.desk.journeys import desk, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House

OF_LETTERS = re.compile(r"central authority named|public prosecutor who|certified by its custodian|[Aa]s evidence in")


@pytest.mark.parametrize("where", ["", "/letter"])
def test_a_question_of_the_police_has_no_words_of_a_letter(house: House, cast: Cast, where: str) -> None:
    asked = next(
        each
        for each in view(house, cast, cast.alba).requests
        if each.route is Route.POLICE and OF_LETTERS.search(each.content.purpose)
    )
    page = re.sub(r"<[^>]*>|\s+", " ", cast.alba.get(desk(cast, f"requests/{asked.label}{where}")).text)
    assert not OF_LETTERS.search(page), OF_LETTERS.findall(page)
    assert "Asked by. Police" in re.sub(r" +", " ", page)
    assert "For intelligence only. The information will not be used as evidence." in page
