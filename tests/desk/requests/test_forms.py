"""Forms by kind and instrument: each can be filled, printed and taken away, and says what its instrument asks for."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from docx import Document
from pypdf import PdfReader

from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of, load_kinds
from simulation.law.book.content import Content
from simulation.law.book.forms import block_of, form_of, load_blocks, load_forms, room_for
from simulation.law.book.governance import regime_of
from simulation.law.book.rules import load_rules
from simulation.scenario.schema.country import Channel, CountryPair, DualCriminality
from simulation.scenario.schema.play import Route, Sought
from simulation.scenario.schema.scenario import Scenario
from tests.builders.views import ACCOUNT, PERSON, request, team
from tests.desk.journeys import DRAFT, act, desk, hidden, view, write_section
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person
from webapp.desk.readable import Reader
from webapp.desk.requests.fields import hint_of
from webapp.desk.requests.form_paper import HANDED_OUT
from webapp.desk.requests.letter import Letter, letter, line_label
from webapp.text.say import wording_of

CONTENT = Content(
    authority_contact="The central authority, by day",
    subject="Laundering, before charges",
    offences=("laundering",),
    persons=("cast/somebody",),
    facts="Money went to this account.",
    freeze_facts="It leaves within days.",
    property_text="The balance",
    assistance="What we ask.",
    purpose="Evidence",
    particulars=(
        ("person_status", "Witness"),
        ("questions", "1. Who paid you?"),
        ("rights_notice", "May refuse to testify"),
        ("consent", "Given on 2 March before counsel"),
        ("custody_terms", "Returned by 1 May"),
        ("necessity", "No milder measure would do"),
        ("data", "All records of the number"),
        ("preserve_need", "Deleted after 30 days"),
        ("request_follows", "A request will follow"),
    ),
)


USUAL = "Usual in a request of this kind; no article requires it in the letter."


def bound_by(instrument: str) -> CountryPair:
    """Two countries that one instrument binds; the own law binds nobody."""
    return CountryPair(
        a="AAA",
        b="BBB",
        instruments=(instrument,) if instrument != "reciprocity" else (),
        channel=Channel.CENTRAL,
        dual_criminality=DualCriminality.COERCIVE,
    )


def sheet(
    scenario: Scenario, sought: Sought, *instruments: str, agreed: Channel = Channel.CENTRAL, channel: str = ""
) -> Letter:
    """A letter between two countries that are bound by these instruments and have agreed a channel."""
    shown = replace(request(), sought=sought, route=Route.MLA)
    pairs = tuple(
        pair.model_copy(update={"instruments": instruments, "channel": agreed})
        if {pair.a, pair.b} == {shown.requesting, shown.requested}
        else pair
        for pair in scenario.pairs
    )
    reader = Reader(
        scenario.model_copy(update={"pairs": pairs}), "en", team(entities=(PERSON, ACCOUNT)), (Office.AUTHORITY,)
    )
    return letter(shown, replace(CONTENT, basis=instruments[0], channel=channel), reader)


def text_of(made: Letter) -> str:
    """All that a form says."""
    lines = [f"{line.label} {line.text} {line.source}" for part in made.parts for line in part.lines]
    return "\n".join((made.title, *(f"{part.heading} {part.text}" for part in made.parts), *lines))


def test_every_form_names_what_there_is() -> None:
    known = {*load_kinds(), "extradition", "provisional_arrest", *(k for r in load_forms() for k in r.kinds)}
    for row in load_forms():
        assert set(row.kinds) <= known
        assert set(row.instruments) <= set(load_rules().instruments)
        assert all(part.text or part.lines or part.ticks for part in row.parts), row.id
        ticked = [each for part in row.parts for tick in part.ticks for each in tick.kinds]
        assert set(ticked) <= set(row.kinds)
    for block in load_blocks():
        assert set(block.kinds) <= set(load_kinds())
        assert set(block.lines) <= set(load_rules().particulars)


def test_every_line_has_a_label(reading: Callable[[TeamView], Reader]) -> None:
    reading(team())
    for row in load_forms():
        for part in row.parts:
            for name in part.lines:
                known = [wording_of(f"{each}.{name}") for each in ("form_line", "field", "procedure_term")]
                assert name in load_rules().particulars or any(known), name
                assert line_label(name)


@pytest.mark.parametrize(
    ("sought", "instrument", "form"),
    [
        (Sought.BANK_RECORDS, "EIO", "eio"),
        (Sought.VIDEO_HEARING, "EIO", "eio"),
        (Sought.PRESERVATION, "EIO", "eio_provisional"),
        (Sought.PRESERVATION, "BUD", "preservation"),
        (Sought.FREEZE, "FRZ", "freezing_certificate"),
        (Sought.CONFISCATION, "FRZ", "confiscation_certificate"),
        (Sought.SURRENDER, "EAW", "eaw"),
        (Sought.SURRENDER, "ETS24", "extradition"),
        (Sought.SURRENDER, "UNTOC", "extradition"),
        (Sought.SUBSCRIBER_DATA, "EPO", "production_order"),
        (Sought.BANK_RECORDS, "UNTOC", ""),
    ],
)
def test_the_instrument_that_governs_gives_the_form(sought: Sought, instrument: str, form: str) -> None:
    pair = bound_by(instrument)
    regime = regime_of(pair, kind_of(sought), instrument)
    assert regime.instrument == instrument
    found = form_of(sought, regime.instrument)
    assert (found.id if found is not None else "") == form


@pytest.mark.parametrize("sought", [each for each in Sought if kind_of(each).route is Route.MLA])
def test_a_form_has_room_for_what_the_instrument_wants(sought: Sought) -> None:
    """A certificate prints each line that its instrument wants; a letter has a block or a heading for it."""
    for instrument in load_rules().instruments:
        pair = bound_by(instrument)
        regime = regime_of(pair, kind_of(sought), instrument)
        assert set(regime.wanted) <= set(room_for(sought, regime))
        form = form_of(sought, regime.instrument)
        if form is not None and form.instruments:
            printed = {name for part in form.parts for name in part.lines}
            assert set(regime.wanted) <= printed, (sought, instrument)


def test_a_freezing_certificate_has_its_nine_boxes(reading: Callable[[TeamView], Reader], scenario: Scenario) -> None:
    reading(team())
    made = sheet(scenario, Sought.FREEZE, "FRZ")
    assert made.title == "Freezing certificate (Annex I)"
    assert [part.heading[0] for part in made.parts[:9]] == list("ABCDEFGHI")
    assert "It leaves within days." in text_of(made)
    assert "Regulation 2018/1805, Annex I C" in text_of(made), "what is wanted carries its article, empty or not"


@pytest.mark.parametrize(
    ("sought", "instrument", "article"),
    [
        (Sought.BANK_RECORDS, "EIO", "art. 7(3)"),
        (Sought.PRESERVATION, "EIO", "art. 7(3)"),
        (Sought.FREEZE, "FRZ", "art. 24(2)"),
        (Sought.CONFISCATION, "FRZ", "art. 24(2)"),
    ],
)
def test_an_order_is_issued_by_the_prosecutor_and_goes_to_the_prosecutor_there(
    reading: Callable[[TeamView], Reader], scenario: Scenario, sought: Sought, instrument: str, article: str
) -> None:
    """Directive 2014/41 art. 2(c), 7(1), (3); Regulation 2018/1805 art. 2(8), 4(1), 14(1), 24(2)."""
    reading(team())
    made = sheet(scenario, sought, instrument, agreed=Channel.DIRECT)
    assert made.office == "Prosecutor"
    assert made.closing == "Prosecutor of Sorvane"
    assert made.to == "To the Prosecutor of Kestria"
    assert {line.label: line.text for part in made.parts for line in part.lines}["Issuing authority"] == made.closing
    assert f"only transmits and receives it ({article})" in text_of(made)


@pytest.mark.parametrize(
    ("agreed", "channel"), [(Channel.CENTRAL, ""), (Channel.DIRECT, "central"), (Channel.CENTRAL, "electronic")]
)
def test_an_order_that_goes_through_central_authorities_is_still_issued_by_the_prosecutor(
    reading: Callable[[TeamView], Reader], scenario: Scenario, agreed: Channel, channel: str
) -> None:
    reading(team())
    made = sheet(scenario, Sought.BANK_RECORDS, "EIO", agreed=agreed, channel=channel)
    assert made.closing == "Prosecutor of Sorvane"
    assert made.to == "To the Central authority of Kestria"


def test_a_letter_under_a_convention_stays_with_the_central_authorities(
    reading: Callable[[TeamView], Reader], scenario: Scenario
) -> None:
    reading(team())
    made = sheet(scenario, Sought.BANK_RECORDS, "UNTOC")
    assert made.closing == "Central authority of Sorvane"
    assert made.to == "To the Central authority of Kestria"


def test_an_investigation_order_ticks_its_measure_and_no_other(
    reading: Callable[[TeamView], Reader], scenario: Scenario
) -> None:
    reading(team())
    made = sheet(scenario, Sought.VIDEO_HEARING, "EIO")
    ticked = [text for part in made.parts for text, is_ticked in part.ticks if is_ticked]
    assert ticked == ["A measure of section H", "H2 Hearing by video or other audiovisual transmission"]
    assert "No milder measure would do" in text_of(made)


@pytest.mark.parametrize(
    ("sought", "ticked"),
    [
        (Sought.BANK_RECORDS, "H4 Information on bank and other financial accounts"),
        (Sought.ACCOUNT_MONITORING, "H5 Evidence in real time: monitoring of an account"),
        (Sought.CONTROLLED_DELIVERY, "H5 Evidence in real time: controlled delivery"),
        (Sought.COVERT_INVESTIGATION, "H6 Covert investigation"),
        (Sought.INTERCEPTION, "H7 Interception of telecommunications"),
    ],
)
def test_an_investigation_order_has_its_measures_in_the_sections_of_annex_a(
    reading: Callable[[TeamView], Reader], scenario: Scenario, sought: Sought, ticked: str
) -> None:
    """Directive 2014/41, Annex A, section H, in the order of articles 22 to 31."""
    reading(team())
    made = sheet(scenario, sought, "EIO")
    assert [text for part in made.parts for text, is_ticked in part.ticks if is_ticked and text[:1] == "H"][
        -1
    ] == ticked


@pytest.mark.parametrize(
    ("sought", "instrument", "marks"),
    [
        (Sought.SUBSCRIBER_DATA, "EPO", "a b c d e f g h i j"),
        (Sought.PRESERVATION, "EPO", "a b c d e f g"),
        (Sought.CONFISCATION, "FRZ", "A B C D E F G H I J"),
    ],
)
def test_a_certificate_has_the_points_of_its_regulation(
    reading: Callable[[TeamView], Reader], scenario: Scenario, sought: Sought, instrument: str, marks: str
) -> None:
    """Regulation 2023/1543 art. 5(5), 6(4), 9(2), (3); Regulation 2018/1805, Annex II."""
    reading(team())
    made = sheet(scenario, sought, instrument)
    headings = [part.heading for part in made.parts]
    assert [each.split(". ")[0] for each in headings if each.split(". ")[0] in marks.split()] == marks.split()
    grounds = next((each for each in made.parts if "necessity and proportionality" in each.heading), None)
    if grounds is not None:
        assert grounds.heading[0] == marks[-1 if sought is Sought.PRESERVATION else -3]
        assert "The provider gets points" in grounds.text


def test_an_extradition_under_the_united_nations_convention_promises_no_days_of_another(
    reading: Callable[[TeamView], Reader], scenario: Scenario
) -> None:
    """45 days are those of ETS 24 article 14, 30 those of CETS 212; UNTOC sets none."""
    reading(team())
    made = sheet(scenario, Sought.SURRENDER, "UNTOC")
    (promised,) = [part.text for part in made.parts if "before the surrender" in part.text]
    assert "45" not in promised
    assert "ETS 24" not in promised
    assert "although free to leave" in promised


@pytest.mark.parametrize("instrument", ["UNTOC", "ETS24", "EAW"])
def test_a_surrender_speaks_of_no_property(
    instrument: str, reading: Callable[[TeamView], Reader], scenario: Scenario
) -> None:
    reading(team())
    assert "The balance" not in text_of(sheet(scenario, Sought.SURRENDER, instrument))


def test_a_preservation_has_six_fields_and_nothing_else(
    reading: Callable[[TeamView], Reader], scenario: Scenario
) -> None:
    reading(team())
    made = sheet(scenario, Sought.PRESERVATION, "BUD")
    assert [part.heading[0] for part in made.parts] == list("abcdef")
    assert "Purpose" not in text_of(made)
    assert "Deleted after 30 days" in text_of(made)


def test_a_prisoner_is_asked_for_with_consent_custody_and_return(
    reading: Callable[[TeamView], Reader], scenario: Scenario
) -> None:
    reading(team())
    made = sheet(scenario, Sought.DETAINEE_TRANSFER, "UNTOC")
    said = text_of(made)
    assert made.title == "Request for the temporary transfer of a prisoner"
    assert "Given on 2 March before counsel" in said
    assert "Returned by 1 May" in said
    assert "follows from the treaty" in said
    assert "originals" not in said.lower()


def test_what_is_promised_of_a_person_is_missed_only_without_a_treaty() -> None:
    """UNTOC 18(11), (12): custody, return, credit and safe conduct follow from the treaty."""
    for kind in load_kinds().values():
        assert "return" not in kind.undertakings, "originals are returned, people are not originals"
    assert {"custody", "return_person", "time_credit", "no_earlier_acts"} <= set(
        kind_of(Sought.DETAINEE_TRANSFER).undertakings
    )


def hearing_draft(house: House, cast: Cast, person: Person) -> str:
    """A request for the statement of somebody in Kestria, from its page."""
    return draft_of(house, cast, person, "statement", "person")


def draft_of(house: House, cast: Cast, person: Person, sought: str, target: str) -> str:
    """A request about the first of such entities in Kestria, from its page."""
    page = person.get(desk(cast, "requests/new")).text
    entities = view(house, cast, person).entities
    number = next(n for n, each in enumerate(entities, start=1) if each.kind == target and each.country == "KES")
    answer = person.post(
        desk(cast, "requests/new"),
        {**hidden(page, "requests/new"), "sought": sought, "requested": "KES", "target": [str(number)]},
    )
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"].split("/requests/")[1].split("/")[0]


def test_a_hearing_is_written_sent_refused_and_its_form_taken_away_by_both(house: House, cast: Cast) -> None:
    alba, brava = cast.alba, cast.brava
    label = hearing_draft(house, cast, alba)
    short = alba.get(desk(cast, f"requests/{label}/form")).text
    assert "List of questions or topics" in short
    assert "right to silence" in short, "the rights notice is filled in"
    for section in (1, 4, 6, 7):
        assert write_section(cast, alba, label, section, DRAFT[section]) == 303
    values = {"assistance": "The statement", "purpose": "Evidence", "particular_questions": "1. Who paid you?"}
    assert write_section(cast, alba, label, 5, {**values, "formalities": ["F2"]}) == 303
    assert write_section(cast, alba, label, 7, DRAFT[7], "submit") == 303
    assert act(cast, alba, label, "approve") == 303
    sent = next(each for each in view(house, cast, alba).requests if label in {each.label, each.draft})
    assert dict(sent.content.particulars)["questions"] == "1. Who paid you?"
    page = alba.get(desk(cast, f"requests/{sent.label}/letter")).text
    for ending in HANDED_OUT:
        address = desk(cast, f"requests/{sent.label}/letter.{ending}")
        assert address in page
        first, second = alba.get(address), alba.get(address)
        assert first.status_code == 200
        assert first.data == second.data, "the same exercise gives the same bytes"
        assert brava.get(address).status_code == 404, "it has not arrived"
        if ending == "pdf":
            made = PdfReader(io.BytesIO(first.data))
            assert "/StructTreeRoot" in made.root_object, "tagged"
            said = " ".join(page.extract_text() for page in made.pages)
        else:
            document = Document(io.BytesIO(first.data))
            cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
            said = " ".join((*cells, *(each.text for each in document.paragraphs)))
        assert "Who paid you?" in said
        assert "Request for the hearing of a person" in said
    assert alba.get(desk(cast, f"requests/{sent.label}/letter.exe")).status_code == 404


@pytest.mark.parametrize(
    ("sought", "instrument", "name", "said"),
    [
        (Sought.FREEZE, "UNTOC", "max_amount", USUAL),
        (Sought.FREEZE, "FRZ", "max_amount", "Required if it applies: Regulation 2018/1805, Annex I D."),
        (Sought.FREEZE, "CETS198", "max_amount", "Required if it applies: CETS 198 art. 37(2)."),
        (
            Sought.FREEZE,
            "CETS198",
            "own_law_measure",
            "Required for this request: CETS 198 art. 37(1)(d)(i); CETS 198 art. 37(1)(d)(ii).",
        ),
        (Sought.CONFISCATION, "UNTOC", "order_extent", "Required for this request: UNTOC art. 13(3)(b)."),
        (Sought.DETAINEE_TRANSFER, "UNTOC", "consent", "Useful in the letter: UNTOC art. 18(10)(a), (b)."),
    ],
)
def test_a_particular_is_required_only_where_the_instrument_asks_for_it(
    reading: Callable[[TeamView], Reader], sought: Sought, instrument: str, name: str, said: str
) -> None:
    """UNTOC 13(3)(c) wants facts and the action sought; a maximum amount is one of CETS 198 and of the certificate."""
    reading(team())
    assert hint_of(name, sought, regime_of(bound_by(instrument), kind_of(sought), instrument)) == said


def test_a_freeze_requires_no_maximum_amount_that_its_treaty_does_not_know(house: House, cast: Cast) -> None:
    alba = cast.alba
    label = draft_of(house, cast, alba, "freeze", "account")
    page = " ".join(alba.get(desk(cast, f"requests/{label}/form?section=4")).text.split())
    assert "Maximum amount" in page
    assert "Required for this request" not in page
    assert "no article requires it in the letter" in page


def test_a_block_is_of_the_kind() -> None:
    for sought in Sought:
        block = block_of(sought)
        assert block is None or sought in block.kinds
