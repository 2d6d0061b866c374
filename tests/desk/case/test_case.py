"""The case page: a look before charging does nothing; more papers go before the court."""

import re
from dataclasses import replace

import pytest

from simulation.exercise.trials.views import ChargeView
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody


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
    assert "What the chosen documents prove today" in answer.text
    # The button leads to the answer, and the question before the charge says how much is missing.
    assert re.search(r'formaction="[^"]+/desk/case#preview"', page)
    assert 'id="preview" tabindex="-1"' in answer.text
    said = re.search(r'data-said="(\d) of (\d) elements are not proved by the documents chosen\."', answer.text)
    assert said is not None
    assert int(said[2]) >= int(said[1]) > 0
    assert 'data-confirm="{standing} The charge is served' in answer.text
    assert (
        "With these documents, the court would not confiscate what is on hold or frozen, even after a conviction."
    ) in answer.text
    assert "What the chosen documents prove today" not in page
    assert view(house, cast, cast.alba).charges == before.charges


def test_papers_for_a_charge_that_is_not_there_are_not_found(cast: Cast) -> None:
    assert cast.alba.post(desk(cast, "case/99/papers"), {"command_id": "abcdefgh"}).status_code == 404


def test_who_is_at_risk_is_named_before_anybody_is_charged(house: House, cast: Cast) -> None:
    before = view(house, cast, cast.alba)
    assert before.at_risk
    person = before.at_risk[0][0]
    number, name = next((n, each.label) for n, each in enumerate(before.entities, start=1) if each.key == person)
    other = next(n for n, each in enumerate(before.entities, start=1) if each.kind is EntityKind.PERSON and n != number)
    page = cast.alba.get(desk(cast, "case")).text
    assert "People at risk are not charged for what they were made to do" in page
    assert "CETS 197 art. 26, 28; Directive 2011/36/EU art. 8" in page
    assert "for protection, UNTOC art. 24(1)" in page
    chosen = {**hidden(page, "/case"), "action": "preview", "offence": "trafficking"}
    warned = f"Your file shows that {name} is at risk. Ask first"
    assert warned in cast.alba.post(desk(cast, "case"), {**chosen, "person": str(number)}).text
    assert warned not in cast.alba.post(desk(cast, "case"), {**chosen, "person": str(other)}).text


def test_a_person_for_whom_protection_is_ordered_waits_for_nobody(house: House, cast: Cast) -> None:
    otto = nobody(house, "Otto", cast.exercise)
    assert otto.join("police", "SOV").status_code == 303
    shown = view(house, cast, otto)
    person = shown.at_risk[0][0]
    number, name = next((n, each.label) for n, each in enumerate(shown.entities, start=1) if each.key == person)
    wanted = f"Protect {name}"
    assert wanted in otto.get(desk(cast, "")).text
    form = otto.get(desk(cast, f"measures?kind=protection&target={number}")).text
    assert (
        otto.post(desk(cast, "measures"), hidden(form, "/measures", "command_id") | {"kind": "protection"}).status_code
        == 303
    )
    assert wanted not in otto.get(desk(cast, "")).text
    assert "Protection was ordered on" in otto.get(desk(cast, f"entities/{number}")).text
    assert person in {who for who, _since, until in view(house, cast, otto).at_risk if until is None}


def test_the_points_of_the_defence_stand_under_the_charge_with_their_rules(house: House, cast: Cast) -> None:
    pia = nobody(house, "Pia", cast.exercise)
    assert pia.join("prosecutor", "SOV").status_code == 303
    shown = view(house, cast, pia)
    number, filed = next(
        (n, filed)
        for n, each in enumerate(shown.entities, start=1)
        for filed in shown.documents
        if each.kind is EntityKind.PERSON and filed.document.use.stands and filed.document.names(each.key)
    )
    lead = next(each.label for each in shown.documents if not each.document.use.stands)
    page = pia.get(desk(cast, "case")).text
    assert "The defence will raise" not in page
    papers = [filed.label, lead]
    values = {**hidden(page, "/case"), "person": str(number), "offence": "trafficking", "documents": papers}
    answer = pia.post(desk(cast, "case"), values)
    assert answer.status_code == 303
    address, _, place = answer.headers["Location"].partition("#")
    page = pia.get(address).text
    assert f'id="{place}"' in page
    assert f"The charge against {shown.entities[number - 1].label} is brought." in page.split(f'id="{place}"')[1]
    assert "is brought." not in pia.get(desk(cast, "case")).text
    assert "The defence will raise" in page
    assert "not proved by usable documents before the court" in page
    assert "ICCPR art. 14(2)" in page
    in_time = r"which usually takes \d+ to \d+ days; the trial begins in \d+ days?"
    assert re.search(in_time, page)
    assert re.search(in_time, pia.get(desk(cast, f"documents/{lead}")).text)


def test_a_sentence_stands_under_the_verdict_with_its_reasons(
    house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = view(house, cast, cast.alba)
    person = next(each.key for each in before.entities if each.kind is EntityKind.PERSON)
    charge = ChargeView(
        key="VAL/c",
        person=person,
        offence="trafficking",
        charged=0,
        trial_at=9,
        documents=(),
        elements=(),
        outcome="conviction",
        reasons=(),
        months=38,
        grounds=("takes_part",),
        appeal="term",
        appeal_until=30 * DAY,
    )
    published = house.store.published(cast.exercise)
    after = replace(published, teams={**published.teams, before.country: replace(before, charges=(charge,))})
    monkeypatch.setattr(house.store, "published", lambda _exercise: after)
    page = cast.alba.get(desk(cast, "case")).text
    assert "Sentence: 3 years and 2 months" in page
    assert "Not final: an appeal is possible until" in page
    assert "Took part without leading" in page
    assert "Gave orders to others" not in page
