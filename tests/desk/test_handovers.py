"""A matter handed from one seat of a team to another, by the pages."""

from __future__ import annotations

from simulation.exercise.clock.commands import EndExercise
from simulation.exercise.handovers.views import HandOverView
from tests.desk.journeys import desk, form_at, hidden, open_draft, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody


def seated(house: House, cast: Cast) -> Person:
    """Alba's colleague with the police."""
    person = nobody(house, "Aron", cast.exercise)
    assert person.join("police", "SOV").status_code == 303
    return person


def handed(house: House, cast: Cast, about: str, text: str = "Please look into the holder.") -> HandOverView:
    page = cast.alba.get(desk(cast, f"handovers?about={about}")).text
    values = {**hidden(page, "handovers"), "to": "police", "text": text}
    assert cast.alba.post(desk(cast, "handovers"), values).status_code == 303
    return view(house, cast, cast.alba).handovers[-1]


def test_what_is_handed_over_waits_in_the_others_list_and_opens_when_it_is_taken(house: House, cast: Cast) -> None:
    aron = seated(house, cast)
    label = open_draft(house, cast, cast.alba).label
    for about, place in (("entity:1", "entities/1"), (f"request:{label}", f"requests/{label}"), ("document:D-001", "")):
        if place:
            assert f"handovers?about={about}" in cast.alba.get(desk(cast, place)).text.replace("%3A", ":")
        handed(house, cast, about)
    assert aron.get(desk(cast)).text.count("Please look into the holder.") == 3
    assert "Please look into the holder." not in cast.alba.get(desk(cast, "parts/work")).text
    assert "Please look into the holder." not in cast.brava.get(desk(cast, "handovers")).text
    page = aron.get(desk(cast, "handovers")).text
    third, second, first = form_at(page, "handovers/*/settle")
    assert len({first, second, third}) == 3
    taken = aron.post(desk(cast, first), {**hidden(page, first), "word": "taken"})
    assert taken.status_code == 303
    assert taken.headers["Location"].endswith("/entities/1")
    back = {**hidden(page, second), "word": "returned", "text": "It needs a basis first."}
    assert aron.post(desk(cast, second), back).status_code == 303
    assert "It needs a basis first." in cast.alba.get(desk(cast, "parts/work")).text
    assert [each.stands for each in view(house, cast, aron).handovers] == ["taken", "returned", "handed"]


def test_every_kind_of_matter_is_named_by_what_the_page_calls_it(house: House, cast: Cast) -> None:
    seated(house, cast)
    shown = view(house, cast, cast.alba)
    request = shown.requests[0].label
    for about, text in (
        (f"request:{request}", request),
        ("document:D-001", "D-001"),
        ("entity:2", shown.entities[1].label),
    ):
        assert text in cast.alba.get(desk(cast, f"handovers?about={about}")).text
    for about in ("request:KES-VAL-98", "procedure:", "measure:1", "entity:0", "inject:1", "x"):
        assert 'id="hand-over"' not in cast.alba.get(desk(cast, f"handovers?about={about}")).text


def test_who_sits_alone_has_nobody_to_hand_to(house: House, cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "handovers?about=entity:1")).text
    assert "Nobody has a seat in another office" in page
    assert (
        cast.alba.post(desk(cast, "handovers"), {"about": "entity:99999", "command_id": "nothing"}).status_code == 404
    )
    assert cast.alba.post(desk(cast, "handovers/1/settle"), {"command_id": "nothing1"}).status_code == 404
    forced: dict[str, str | list[str]] = {"about": "entity:1", "command_id": "forced12", "to": "fiu", "text": "Yours."}
    assert "Nobody else at that seat" in cast.alba.post(desk(cast, "handovers"), forced).text


def test_after_the_end_nothing_is_offered(house: House, cast: Cast) -> None:
    handed_to = seated(house, cast)
    handed(house, cast, "entity:1")
    label = next(each.label for each in view(house, cast, cast.alba).requests if each.offers)
    assert 'id="act"' in cast.alba.get(desk(cast, f"requests/{label}")).text
    house.store.execute(cast.exercise, EndExercise(id="theend", member="control"))
    for person in (cast.alba, handed_to):
        page = person.get(desk(cast)).text
        assert "The exercise has ended" in page
        assert ">Protect<" not in page
    assert 'id="act"' not in cast.alba.get(desk(cast, f"requests/{label}")).text
