"""One door to act: each thing offers what can be done about it, by what it brings; what makes no sense is not there."""

from __future__ import annotations

import re

import pytest

from simulation.casework.file.detention import Right
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from tests.desk.journeys import desk, hidden, target_abroad, view
from tests.desk.procedures.test_every_act import live
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody


@pytest.fixture
def petra(house: House, cast: Cast) -> Person:
    """Somebody at Sorvane's police."""
    found = nobody(house, "Petra", cast.exercise)
    assert found.join("police", "SOV").status_code == 303
    return found


def suspect(house: House, cast: Cast, who: Person) -> tuple[int, str, list[str]]:
    """Number and key of a person at home whom papers name, with these papers."""
    shown = view(house, cast, who)
    for number, entity in enumerate(shown.entities, start=1):
        papers = [filed.label for filed in shown.documents if filed.document.names(entity.key)]
        if entity.kind is EntityKind.PERSON and entity.country == "SOV" and papers:
            return number, entity.key, papers
    raise AssertionError("nobody at home is named")


def labels(page: str) -> list[str]:
    return re.findall(r'<th scope="row">([^<]+)</th>', page)


def test_every_thing_has_its_door_and_each_way_leads_somewhere(house: House, cast: Cast, petra: Person) -> None:
    seen = set()
    for number, entity in enumerate(view(house, cast, petra).entities, start=1):
        if entity.kind in seen:
            continue
        seen.add(entity.kind)
        page = petra.get(desk(cast, f"entities/{number}/acts"))
        assert page.status_code == 200
        body = page.text[page.text.index("r-acts") :]
        for address in set(re.findall(r'href="(/x/[^"#]+)', body[: body.index("</table>")])):
            assert petra.get(address.replace("&amp;", "&")).status_code in {200, 303}, address


def test_an_account_abroad_offers_question_proof_and_freeze_with_their_times(
    house: House, cast: Cast, petra: Person
) -> None:
    number = target_abroad(house, cast, petra, "KES")
    page = petra.get(desk(cast, f"entities/{number}/acts")).text
    found = labels(page)
    assert found.index("Question about an account") < found.index("Bank records") < found.index("Freezing of assets")
    assert "Arrest" not in found
    assert "Freeze" not in found, "what lies abroad is not frozen by a measure at home"
    assert len(re.findall(r"\d+ to \d+ days", page)) >= 3


def test_who_is_held_is_not_offered_for_arrest_and_the_server_says_no(house: House, cast: Cast, petra: Person) -> None:
    number, key, papers = suspect(house, cast, petra)
    assert "Arrest" in labels(petra.get(desk(cast, f"entities/{number}/acts")).text)
    state = live(house, cast).state
    state.countries["SOV"].file.detentions.give(key, "SOV/held", Right.ARREST, state.now, state.now + 2 * DAY)
    house.store._publish(house.store.copies._live[cast.exercise])
    offered = labels(petra.get(desk(cast, f"entities/{number}/acts")).text)
    assert not {"Arrest", "Surveillance"} & set(offered)
    page = petra.get(desk(cast, f"measures?target={number}")).text
    assert 'id="kind-arrest"' not in page
    assert not re.search(r'name="documents"[^>]*checked', page), "papers are chosen, never ticked beforehand"
    values = {**hidden(page, "measures", "command_id"), "kind": "arrest", "documents": papers, "text": "Again"}
    answer = petra.post(desk(cast, "measures"), values)
    assert answer.status_code == 422
    assert "in custody already" in answer.text


def test_nobody_at_large_is_offered_for_release(house: House, cast: Cast) -> None:
    cora = nobody(house, "Cora", cast.exercise)
    assert cora.join("prosecutor", "SOV").status_code == 303
    number, key, _papers = suspect(house, cast, cora)
    where = desk(cast, f"measures?target={number}")
    assert 'id="kind-release"' not in cora.get(where).text
    state = live(house, cast).state
    state.countries["SOV"].file.detentions.give(key, "SOV/held", Right.ARREST, state.now, state.now + 2 * DAY)
    house.store._publish(house.store.copies._live[cast.exercise])
    assert 'id="kind-release"' in cora.get(where).text


def test_records_are_kept_for_an_offence_and_the_facts_and_nobody_is_wanted(cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "procedures/new/preservation")).text
    labels = [" ".join(label.split()) for label in re.findall(r"<label[^>]*>(.*?)</label>", page, re.DOTALL)]
    assert "Offence" in labels
    assert "Summary of the facts" in labels
    assert "wanted" not in page


def test_only_people_are_extradited(house: House, cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "procedures/new/extradition")).text
    about = page[page.index('name="subject"') :].partition("</select>")[0]
    assert "(person" in about.lower()
    first, _others, rest = about.partition('<optgroup label="Others">')
    assert "<option" in rest, "witnesses and officials of the file"
    at_risk = [person for person, _since, _until in view(house, cast, cast.alba).at_risk]
    for key in at_risk:
        number = next(n for n, each in enumerate(view(house, cast, cast.alba).entities, 1) if each.key == key)
        assert f'value="{number}"' not in first
    assert first.count("<option") > 1
    assert "(account" not in about.lower()
    assert "(container" not in about.lower()


def test_a_measure_is_ordered_where_all_that_can_be_done_stands(house: House, cast: Cast, petra: Person) -> None:
    number, _key, papers = suspect(house, cast, petra)
    card = petra.get(desk(cast, f"entities/{number}")).text
    assert "What can be done" in card
    assert f"measures?target={number}" not in card, "one door, not two"
    page = petra.get(desk(cast, f"entities/{number}/acts?origin={papers[0]}")).text
    way = re.search(rf'href="([^"#]*/entities/{number}/acts\?[^"#]*order=search[^"#]*)', page)
    assert way is not None
    assert "a document that names the target" in page
    opened = petra.get(way[1].replace("&amp;", "&")).text
    assert re.search(rf'name="documents"\s+value="{papers[0]}"\s+checked', opened)
    assert re.search(r'type="hidden"\s+name="kind"\s+value="search"', opened)
    values = {"kind": "search", "documents": papers[0], "rests_on": papers[0], "text": "The keys are there."}
    sent = {**hidden(opened, "measures"), **values}
    assert petra.post(desk(cast, "measures"), sent).status_code == 303
    ordered = view(house, cast, petra).measures
    assert [(each.kind, each.target) for each in ordered] == [("search", _key)]
    assert 'id="order"' not in petra.get(desk(cast, f"entities/{number}/acts?order=freeze")).text
    assert 'id="order"' not in petra.get(desk(cast, f"entities/{number}/acts?order=nothing")).text


def test_a_paper_leads_to_what_can_be_done_about_each_that_it_names(house: House, cast: Cast, petra: Person) -> None:
    number, _key, papers = suspect(house, cast, petra)
    page = petra.get(desk(cast, f"documents/{papers[0]}")).text
    assert f"/entities/{number}/acts?origin={papers[0]}" in page


def test_who_has_a_part_can_be_charged_from_the_door_and_nobody_who_suffered_is_offered(
    house: House, cast: Cast
) -> None:
    cora = nobody(house, "Cora", cast.exercise)
    assert cora.join("prosecutor", "SOV").status_code == 303
    number, key, _papers = suspect(house, cast, cora)
    page = cora.get(desk(cast, f"entities/{number}/acts")).text
    assert "Charge" in labels(page)
    (address,) = set(re.findall(r'href="([^"]*/desk/case\?person=\d+[^"]*)"', page))
    form = cora.get(address.replace("&amp;", "&").partition("#")[0]).text
    assert re.search(rf'<option value="{number}"\s+selected', form)
    state = live(house, cast).state
    state.countries["SOV"].file.detentions.give(key, "SOV/held", Right.ARREST, state.now, state.now + 2 * DAY)
    house.store._publish(house.store.copies._live[cast.exercise])
    held = cora.get(desk(cast, f"entities/{number}")).text
    assert address in held, "the box on custody leads to the charge that ends the wait"
    state.countries["SOV"].file.risks.show(key, "D-001", state.now)
    house.store._publish(house.store.copies._live[cast.exercise])
    assert "Charge" not in labels(cora.get(desk(cast, f"entities/{number}/acts")).text)


def test_people_without_a_known_part_stand_after_the_suspects(house: House, cast: Cast) -> None:
    cora = nobody(house, "Cora", cast.exercise)
    assert cora.join("prosecutor", "SOV").status_code == 303
    page = cora.get(desk(cast, "case")).text
    for field in ("plan-person", "person"):
        choices = re.search(rf'<select[^>]*id="{field}".*?</select>', page, re.DOTALL)
        assert choices is not None
        first, _, others = choices.group().partition("<optgroup")
        assert "<option value=" in first
        assert "<option value=" in others


def test_what_a_procedure_is_about_names_the_countries_that_it_is_linked_with(house: House, cast: Cast) -> None:
    seen = view(house, cast, cast.alba)
    page = cast.alba.get(desk(cast, "procedures/new/preservation")).text
    offered = {int(number): set(codes.split()) for number, codes in re.findall(r'"(\d+)" data-countries="(.*?)"', page)}
    country = {each.key: each.country for each in seen.entities}
    said = {seen.entities[number - 1].key: codes for number, codes in offered.items()}
    assert all(country[key] in codes for key, codes in said.items())
    between = [
        each
        for each in seen.board.links
        if country.get(each.a) != country.get(each.b) and {each.a, each.b} <= set(said)
    ]
    assert between
    for link in between:
        assert {country[link.a], country[link.b]} <= said[link.a] & said[link.b]
