"""What the desk says to somebody who sits alone among automatic colleagues, and to somebody who does not."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape

import pytest

from tests.desk.journeys import desk, open_draft, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody, trainer

RADIO = re.compile(r'<input[^>]*name="sought"[^>]*>')
HANDED = re.compile(r'href="[^"]*/handovers\?about=')
FORM = re.compile(r"<form[^>]*action=\"([^\"]+)\"[^>]*>(.*?)</form>", re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')


@pytest.fixture
def kira(house: House) -> Person:
    """Somebody at police and financial unit of Kesteren in the first move, where a country has two seats."""
    exercise = house.new_exercise(preset="half_day_14")
    person = nobody(house, "Kira", exercise)
    assert person.join("police+fiu", "KES").status_code == 303
    opened = trainer(house).post(f"/x/{exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    assert opened.status_code == 303
    return person


def page(person: Person, path: str = "") -> str:
    return person.get(f"/x/{person.exercise}/desk/{path}").text


def sits_as_well(person: Person) -> None:
    action, body = next(found for found in FORM.findall(page(person)) if "Take this seat as well" in found[1])
    assert person.post(unescape(action), dict(HIDDEN.findall(body))).status_code == 303


def test_where_nobody_else_sits_nothing_is_handed_over(house: House, cast: Cast) -> None:
    label = open_draft(house, cast, cast.alba).label
    pages = (f"requests/{label}", "entities/1", "entities/1/part", "entities/1/acts", "documents/D-001")
    for path in pages:
        answer = cast.alba.get(desk(cast, path))
        assert answer.status_code == 200, path
        assert not HANDED.search(answer.text), path
        assert "Hand over" not in answer.text.partition('id="main"')[2], path
    nobody(house, "Aron", cast.exercise).join("police", "SOV")
    for path in pages:
        assert HANDED.search(cast.alba.get(desk(cast, path)).text), path


def test_whom_to_talk_to_links_only_where_somebody_sits(house: House, cast: Cast) -> None:
    assert "/desk/handovers" not in cast.alba.get(desk(cast, "start")).text.partition('id="main"')[2]
    nobody(house, "Aron", cast.exercise).join("police", "SOV")
    assert "/desk/handovers" in cast.alba.get(desk(cast, "start")).text.partition('id="main"')[2]


def test_the_page_of_handovers_says_what_somebody_alone_can_do(house: House, kira: Person) -> None:
    shown = page(kira, "handovers?about=entity:1")
    assert "nobody can take a handover" in shown
    assert "take its free seat as well" in shown
    sits_as_well(kira)
    shown = page(kira, "handovers?about=entity:1")
    assert "take its free seat as well" not in shown
    assert "Ask your trainer" not in shown, "there is no other office"


def test_what_only_another_office_asks_for_is_shown_so_before_it_is_chosen(kira: Person) -> None:
    boxes = {re.findall(r'value="(\w+)"', box)[0]: box for box in RADIO.findall(page(kira, "requests/new"))}
    assert "disabled" in boxes["bank_records"]
    assert any("disabled" not in box for box in boxes.values()), "the own office's questions can be chosen"
    shown = page(kira, "requests/new?sought=bank_records")
    assert "played automatically. Take that seat as well to ask." in shown
    assert not re.search(r'value="bank_records"[^>]* checked', shown)
    sits_as_well(kira)
    boxes = {re.findall(r'value="(\w+)"', box)[0]: box for box in RADIO.findall(page(kira, "requests/new"))}
    assert not any("disabled" in box for box in boxes.values())
    assert "Take that seat as well" not in page(kira, "requests/new")


def test_a_question_of_another_office_names_it(house: House, cast: Cast) -> None:
    number = next(
        number
        for number, each in enumerate(view(house, cast, cast.alba).entities, start=1)
        if each.kind.value == "account"
    )
    shown = cast.alba.get(desk(cast, f"entities/{number}/ask")).text
    assert "Your office cannot ask questions on this channel" in shown
    assert "played automatically. Take that seat as well to ask." in shown
    assert "Hand the matter over" not in shown


def test_a_matter_that_waits_for_an_automatic_colleague_says_so(house: House, kira: Person) -> None:
    shown = next(
        each
        for each in house.store.published(kira.exercise).teams["KES"].requests
        if each.deciding_offices == ("authority",) and each.time_kind == "decision"
    )
    text = page(kira, f"requests/{shown.label}")
    assert "The automatic colleague at that office answers it." in text
    assert "Decision needed" not in text
    assert "Others in your team can" not in text
    assert "Played automatically:" in text
    sits_as_well(kira)
    text = page(kira, f"requests/{shown.label}")
    assert "With you since" in text
    assert "Played automatically:" not in text


def test_a_matter_that_waits_for_another_person_of_the_team_says_so(house: House, kira: Person) -> None:
    other = nobody(house, "Oren", kira.exercise)
    assert other.join("authority+prosecutor", "KES").status_code == 303
    shown = next(
        each
        for each in house.store.published(kira.exercise).teams["KES"].requests
        if each.deciding_offices == ("authority",) and each.time_kind == "decision"
    )
    text = page(kira, f"requests/{shown.label}")
    assert "Decision needed" in text
    assert "Others in your team can:" in text
    assert "automatic colleague" not in text


def test_an_event_for_automatic_colleagues_offers_no_answer(house: House, cast: Cast) -> None:
    ivo = nobody(house, "Ivo", cast.exercise)
    assert ivo.join("authority", "ISA").status_code == 303
    inject = next(each for each in house.store.published(cast.exercise).teams["ISA"].injects if each.choices)
    address = desk(cast, f"injects/{house.handle(cast.exercise, 'inject', inject.key, 'ISA')}")
    text = ivo.get(address).text
    assert "the automatic colleague at that office answers this message" in text
    assert 'name="choice"' not in text
    assert "pen holder" not in text
    nobody(house, "Petra", cast.exercise).join("prosecutor", "ISA")
    text = ivo.get(address).text
    assert "Only the pen holder of this office can answer" in text
    assert "automatic colleague" not in text


def test_an_answered_event_is_no_more_answered_by_an_automatic_colleague(
    house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A standing one, whose answer could be changed."""
    ivo = nobody(house, "Ivo", cast.exercise)
    assert ivo.join("authority", "ISA").status_code == 303
    live = house.store.copies._live[cast.exercise]
    published = house.store.published(cast.exercise)
    view = published.teams["ISA"]
    inject = next(each for each in view.injects if each.choices)
    answered = replace(inject, is_standing=True, answered=inject.choices[0], answered_at=inject.at, words="My words.")
    shown = tuple(answered if each is inject else each for each in view.injects)
    teams = {**published.teams, "ISA": replace(view, injects=shown)}
    monkeypatch.setattr(live, "published", replace(published, teams=teams))
    text = ivo.get(desk(cast, f"injects/{house.handle(cast.exercise, 'inject', inject.key, 'ISA')}")).text
    assert "answer</h2>" in text
    assert "automatic colleague" not in text
    assert 'name="choice"' not in text
    assert ': <q class="r-words"><bdi>My words.' in ivo.get(desk(cast, "messages")).text


def test_the_team_says_what_its_automatic_colleagues_do(kira: Person) -> None:
    foot = page(kira).partition("Your team")[2].partition(">Reference<")[0]
    assert "protects people at home, begins nothing else" in foot
