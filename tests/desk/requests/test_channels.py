"""The page of channels: what each is for, how fast with whom, a notice asked for from the file; a forum in minutes."""

from simulation.kernel.entities import EntityKind
from tests.desk.journeys import desk, form_at, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody


def test_the_police_ask_for_a_notice(house: House, cast: Cast) -> None:
    petra = nobody(house, "Petra", cast.exercise)
    assert petra.join("police", "SOV").status_code == 303
    page = petra.get(desk(cast, "channels")).text
    assert "INTERPOL I-24/7" in page
    assert "Letters lost per hundred" in page
    shown = view(house, cast, cast.alba)
    number, label = next(
        (number, filed.label)
        for number, entity in enumerate(shown.entities, start=1)
        if entity.kind is EntityKind.PERSON
        for filed in shown.documents
        if filed.document.names(entity.key)
    )
    values = {**hidden(page, "channels"), "notice": "blue", "target": str(number), "documents": [label]}
    assert petra.post(desk(cast, "channels"), values).status_code == 303
    assert "requested" in petra.get(desk(cast, "channels")).text
    assert [notice.kind for notice in view(house, cast, cast.alba).notices] == ["blue"]
    again = petra.post(desk(cast, "channels"), {**values, "command_id": "anothernotice1", "notice": "red"})
    assert again.status_code == 422
    assert "needs a charge" in again.text
    assert not view(house, cast, cast.brava).notices


def test_two_countries_agree_who_tries_somebody(house: House, cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "meetings")).text
    values = {**hidden(page, "meetings"), "seats": ["KES.authority"], "agenda": ["forum"], "text": "Who tries whom?"}
    assert cast.alba.post(desk(cast, "meetings"), values).status_code == 303
    page = cast.alba.get(desk(cast, "meetings")).text
    known = view(house, cast, cast.alba).entities
    number, person = next((n, each) for n, each in enumerate(known, start=1) if each.kind is EntityKind.PERSON)
    (write,) = form_at(page, "meetings/*/minutes")
    minutes = {
        **hidden(page, write),
        "minutes": "One trial",
        "forum_person": str(number),
        "forum_country": "KES",
    }
    assert cast.alba.post(desk(cast, write), minutes).status_code == 303
    theirs = cast.brava.get(desk(cast, "meetings")).text
    assert f"{person.label} is to be tried in" in theirs
    (agree,) = form_at(theirs, "meetings/*/agree")
    agreed = {**hidden(theirs, agree), "word": "agreed"}
    assert cast.brava.post(desk(cast, agree), agreed).status_code == 303
    assert all(word == "agreed" for _, word in view(house, cast, cast.alba).meetings[0].sides)
