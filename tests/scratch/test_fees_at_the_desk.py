"""A kind of document, a measure and a type of assistance that nobody has heard of, on the pages of a desk."""

import re
from pathlib import Path

from simulation.exercise.clock.commands import Jump
from simulation.kernel.entities import EntityKind
from tests.desk.journeys import act, desk, hidden, view
from tests.scratch.fees.assistance import FEE_RECORDS
from tests.scratch.fees.document import FEE_NOTE
from tests.scratch.fees.measure import FEE_INQUIRY
from tests.webapp.conftest import Cast
from tests.webapp.house import House, build, nobody
from webapp.text.law_texts import chapter_lines

NOTE = "Note of bank fees"


def account(house: House, cast: Cast, country: str) -> int:
    """The number of an account of a country in the file of Alba's team, which a paper of it names."""
    seen = view(house, cast, cast.alba)
    return next(
        number
        for number, entity in enumerate(seen.entities, start=1)
        if (entity.kind, entity.country) == (EntityKind.ACCOUNT, country)
        and any(filed.document.names(entity.key) for filed in seen.documents)
    )


def test_the_measure_is_ordered_and_its_document_printed_and_found(house: House, cast: Cast) -> None:
    petra = nobody(house, "Petra", cast.exercise)
    assert petra.join("police", "SOV").status_code == 303
    number = account(house, cast, "SOV")
    page = petra.get(desk(cast, f"measures?target={number}")).text
    card = page.partition(f'id="kind-{FEE_INQUIRY}"')[2].partition("</tr>")[0]
    assert "Inquiry about fees" in card
    assert f"{NOTE}. What the bank charged" in card
    papers = re.findall(r'name="documents" value="(D-\d+)"', page)
    values = {**hidden(page, "measures", "command_id"), "kind": FEE_INQUIRY, "documents": papers, "text": "What for?"}
    assert petra.post(desk(cast, "measures"), values).status_code == 303
    assert "running since" in petra.get(desk(cast, "measures")).text
    house.store.execute(cast.exercise, Jump(id="jumpafterorder", member="control", days=7))
    assert "fees told" in petra.get(desk(cast, "measures")).text
    filed = next(each for each in view(house, cast, petra).documents if each.document.kind == FEE_NOTE)
    sheet = petra.get(desk(cast, f"documents/{filed.label}")).text
    assert NOTE in sheet
    assert "Fee of the year" in sheet
    assert "1,234.56" in sheet
    for query in ("q=bank+fees", f"kind={FEE_NOTE}"):
        found = petra.get(desk(cast, f"documents?{query}")).text
        assert re.findall(r'data-key="(D-\d+)"', found) == [filed.label]
    assert NOTE in petra.get(desk(cast, "documents")).text.partition('name="kind"')[2].partition("</select>")[0]
    assert NOTE in petra.get(desk(cast, "digest")).text
    told = petra.get(desk(cast)).text
    assert "Inquiry about fees brought documents" in told
    assert "Your reason for the order: What for?" in told


def test_the_type_of_assistance_is_asked_for(house: House, cast: Cast) -> None:
    alba = cast.alba
    page = alba.get(desk(cast, "requests/new")).text
    assert "Records of bank fees" in page
    answer = alba.post(
        desk(cast, "requests/new"),
        {
            **hidden(page, "requests/new"),
            "sought": FEE_RECORDS,
            "requested": "KES",
            "target": [str(account(house, cast, "KES"))],
        },
    )
    assert answer.status_code == 303, answer.text
    form = alba.get(answer.headers["Location"]).text
    assert "Records of bank fees" in form
    assert "Basis and offences" in form
    assert "Records of bank fees" in alba.get(desk(cast, "requests")).text
    assert "What a bank charged for an account." in alba.get(desk(cast, "law/kinds")).text


def test_the_ground_is_offered_and_refused_on(house: House, cast: Cast) -> None:
    alba = cast.alba
    asked = next(
        each
        for each in view(house, cast, alba).requests
        if each.incoming and any(offer.action == "refuse" for offer in each.offers)
    )
    page = alba.get(desk(cast, f"requests/{asked.label}")).text
    assert "G77 Costs of the bank" in page
    assert act(cast, alba, asked.label, "refuse", ground="G77", text="Nobody pays.") == 303
    page = alba.get(desk(cast, f"requests/{asked.label}")).text
    assert "Costs of the bank" in page
    assert "Costs of the bank" in alba.get(desk(cast, "law/safeguards")).text


def test_what_is_not_known_is_not_taken(house: House, cast: Cast) -> None:
    alba = cast.alba
    page = alba.get(desk(cast, "requests/new")).text
    form = {**hidden(page, "requests/new"), "sought": "tea_leaves", "requested": "KES", "target": ["1"]}
    assert alba.post(desk(cast, "requests/new"), form).status_code == 422
    assert alba.post(desk(cast, "measures"), {"kind": "tea_leaves", "target": "1"}).status_code == 422


def test_each_application_of_a_process_has_a_law_book_of_its_own(house: House, tmp_path: Path) -> None:
    (tmp_path / "shipped").mkdir()
    shipped = build(tmp_path / "shipped")
    with shipped.app.test_request_context():
        known = {line.id for line in chapter_lines("kinds")}
    shipped.close()
    with house.app.test_request_context():
        assert {line.id for line in chapter_lines("kinds")} - known == {FEE_RECORDS}
