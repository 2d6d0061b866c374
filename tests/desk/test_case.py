"""The case page: a look before charging does nothing; more papers go before the court."""

from simulation.records import EntityKind
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House


def test_looking_first_shows_the_elements_and_charges_nobody(house: House, cast: Cast) -> None:
    before = view(house, cast, cast.alba)
    number = next(n for n, each in enumerate(before.entities, start=1) if each.kind is EntityKind.PERSON)
    page = cast.alba.get(desk(cast, "case")).text
    answer = cast.alba.post(
        desk(cast, "case"),
        {
            **hidden(page, "/case"),
            "action": "preview",
            "person": str(number),
            "offence": "trafficking",
            "documents": [before.documents[0].label],
        },
    )
    assert answer.status_code == 200
    assert "On the papers chosen, today" in answer.text
    assert "On the papers chosen, today" not in page
    assert view(house, cast, cast.alba).charges == before.charges


def test_papers_for_a_charge_that_is_not_there_are_not_found(cast: Cast) -> None:
    assert cast.alba.post(desk(cast, "case/99/papers"), {"command_id": "abcdefgh"}).status_code == 404
