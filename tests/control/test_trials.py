"""A case that people hear, from the list of trials to the page of the side that charged."""

import re

from simulation.kernel.entities import EntityKind
from tests.control.conftest import Room
from tests.desk.journeys import desk, hidden, view
from tests.webapp.house import House, Person, nobody


def charged(house: House, room: Room) -> Person:
    """The prosecutor who has charged somebody on one paper."""
    pia = nobody(house, "Pia", room.cast.exercise)
    assert pia.join("prosecutor", "SOV").status_code == 303
    shown = view(house, room.cast, pia)
    number, filed = next(
        (number, filed)
        for number, each in enumerate(shown.entities, start=1)
        for filed in shown.documents
        if each.kind is EntityKind.PERSON and filed.document.use.stands and filed.document.names(each.key)
    )
    page = pia.get(desk(room.cast, "case")).text
    values = {**hidden(page, "/case"), "person": str(number), "offence": "trafficking", "documents": [filed.label]}
    assert pia.post(desk(room.cast, "case"), values).status_code == 303
    return pia


def test_a_participant_hears_a_case_and_its_ruling_is_read_with_its_reasons(house: House, room: Room) -> None:
    pia, brava = charged(house, room), room.cast.brava
    charge = view(house, room.cast, pia).charges[0]
    own, paper = house.handle(room.cast.exercise, "trial", charge.key), charge.documents[0]
    case = f"/trials/SOV/{own}"
    label = next(each.label for each in view(house, room.cast, pia).documents if each.document.key == paper)
    assert "Let people decide this case" in room.get("/trials")
    for whole in ("every country", "Sorvane"):
        assert f'data-confirm-title="The trials of {whole}"' in room.get("/trials")
    taken = hidden(room.get("/trials"), "/trials/hear", f'name="charge" value="{own}"')
    assert room.cast.ines.post(room.address("/trials/hear"), taken).status_code == 303
    hers = desk(room.cast, f"hearings/SOV/{house.handle(room.cast.exercise, 'hearing', charge.key, 'KES')}")
    assert brava.get(hers).status_code == 404
    shown = room.get(case)
    assert f'id="paper-{label}"' in shown
    assert shown.count('id="paper-') == 1
    assert room.post(f"{case}/bench", on=case, bench="court", who=brava.member_id).status_code == 303
    raised = room.post(f"{case}/point", on=case, document=label, point="Who <signed> this?")
    assert raised.status_code == 303
    assert "You are the court in a case of" in brava.get(desk(room.cast)).text
    page = brava.get(hers).text
    assert "not in your file" not in page
    assert "Who &lt;signed&gt; this?" in page
    assert "Raise a point as the defence" not in page
    assert "People play the court in this case" in pia.get(desk(room.cast, "case")).text
    raised_field = re.search(r'name="(raised-[0-9a-f]+)"', page)
    assert raised_field is not None
    point = raised_field[1]
    ruling = {**hidden(page, "/judgment"), "outcome": "conviction", "months": "30", point: "uphold"}
    refused = brava.post(f"{hers}/judgment", {**ruling, "reasons": "So <it> is.", f"{point}-why": "Nobody did."})
    assert refused.status_code == 422
    assert "does not support a conviction" in refused.text
    assert "So &lt;it&gt; is." in refused.text
    assert re.search(rf'name="{point}" value="uphold" checked', refused.text)
    given = {**ruling, "outcome": "acquittal", "reasons": "So <it> is.", f"{point}-why": "Nobody did."}
    assert brava.post(f"{hers}/judgment", given).status_code == 303
    assert brava.get(hers).status_code == 404
    read = pia.get(desk(room.cast, "case")).text
    for words in ("So &lt;it&gt; is.", "Nobody did.", "Who &lt;signed&gt; this?", "played by a participant from"):
        assert words in read
    assert "So &lt;it&gt; is." in room.get(case)
    assert "Acquittal, decided by a participant from" in room.get("/trials")
    review = room.cast.ines.get(f"/x/{room.cast.exercise}/review/").text
    assert "decided by a participant from" in review.partition('id="judgments"')[2]


def test_who_has_no_bench_finds_no_form_and_cannot_send_it(house: House, room: Room) -> None:
    charge = view(house, room.cast, charged(house, room)).charges[0]
    hers = f"hearings/SOV/{house.handle(room.cast.exercise, 'hearing', charge.key, 'KES')}"
    for path in ("judgment", "point"):
        sent: dict[str, str | list[str]] = {
            "command_id": "abcdefghij",
            "outcome": "acquittal",
            "reasons": "No.",
            "point": "No.",
            "document": "",
        }
        assert room.cast.brava.post(desk(room.cast, f"{hers}/{path}"), sent).status_code == 404
    assert room.cast.ines.get(room.address("/trials/SOV/0123456789")).status_code == 404
