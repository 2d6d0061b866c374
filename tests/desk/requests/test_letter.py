"""The letter: dated when it was sent, only the parts that fit what is sought, persons with birth and nationality."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Holder, Office, TimeKind
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.law.book.law_book import Instrument
from simulation.matters.matter import Segment
from simulation.scenario.schema.play import Route, Sought
from tests.builders.views import ACCOUNT, PERSON, request, team
from webapp.desk.readable import Reader
from webapp.desk.requests.letter import Letter, letter
from webapp.text.law_texts import basis_name, law_book, law_text
from webapp.text.say import say_code

Reading = Callable[[TeamView], Reader]

CONTENT = Content(
    authority_contact="The central authority",
    subject="Laundering",
    persons=("cast/somebody", "account/one"),
    period_from_day=-180,
    period_to_day=1,
    assistance="What we ask.",
    formalities=("F1", "F2"),
    property_text="The balance",
    freeze_facts="Money is leaving",
)
MOSKAL = replace(PERSON, details=(("born", "1979-03-02"), ("nationality", "KES")))


def written(reading: Reading, sought: Sought, **changes: object) -> tuple[Letter, Reader]:
    reader = reading(team(entities=(MOSKAL, ACCOUNT)))
    shown = replace(request(), sought=sought, **changes)  # type: ignore[arg-type]  # a test names fields of the view
    return letter(shown, CONTENT, reader), reader


def parts(sheet: Letter) -> dict[str, str]:
    return {part.heading.partition(". ")[2]: part.text for part in sheet.parts}


def test_a_letter_is_dated_when_it_was_sent_and_a_draft_today(reading: Reading) -> None:
    stays = (
        Segment(Holder.REQUESTING, TimeKind.DECISION, LetterStatus.VETTING, 10 * DAY, 12 * DAY),
        Segment(Holder.REQUESTING, TimeKind.SYSTEM, LetterStatus.PREPARING, 12 * DAY, 14 * DAY),
        Segment(Holder.CHANNEL, TimeKind.SYSTEM, LetterStatus.SENT, 14 * DAY, 20 * DAY),
        Segment(Holder.REQUESTED, TimeKind.DECISION, LetterStatus.RECEIVED, 20 * DAY, 30 * DAY),
    )
    sent, reader = written(reading, Sought.BANK_RECORDS, status="received", stays=stays)
    draft, _ = written(reading, Sought.BANK_RECORDS, status="drafting")
    assert sent.place_date == reader.calendar.long(14 * DAY)
    assert draft.place_date == reader.calendar.long(reader.now)
    assert sent.place_date != draft.place_date


def test_a_question_goes_from_one_asset_office_to_the_other(reading: Reading) -> None:
    """In Valmonte prosecutors are the asset recovery office, in Kestria it is the financial unit."""
    sheet, reader = written(
        reading, Sought.PROPERTY_TRACE, route=Route.FIU, requesting="VAL", requested="KES", status="drafting"
    )
    fiu, prosecutor = (say_code(f"office.{office}") for office in (Office.FIU, Office.PROSECUTOR))
    assert sheet.office == prosecutor
    assert sheet.to == f"To the {fiu} of {reader.country('KES')}"


def test_records_carry_period_with_years_and_certificate_and_no_property(reading: Reading) -> None:
    sheet, reader = written(reading, Sought.BANK_RECORDS)
    said = parts(sheet)
    assert reader.calendar.long_day(-180) in said["Assistance sought"]
    assert "custodian" in said["Formalities"]
    assert not {"Property", "Facts that support the freeze"} & set(said)


def test_records_that_end_after_the_date_of_a_letter_are_still_to_come(reading: Reading) -> None:
    stays = (Segment(Holder.CHANNEL, TimeKind.SYSTEM, LetterStatus.SENT, -20 * DAY, 0),)
    sent, _ = written(reading, Sought.BANK_RECORDS, status="sent", stays=stays)
    assert "also those that are still to come" in parts(sent)["Assistance sought"]


@pytest.mark.parametrize("sought", [Sought.SUBSCRIBER_DATA, Sought.GOVERNMENT_RECORDS, Sought.EXAMINATION])
def test_a_certificate_that_is_wanted_of_papers_without_a_period_is_printed(reading: Reading, sought: Sought) -> None:
    """Extracts of registers come back as records too, and are thrown out without it."""
    assert "custodian" in parts(written(reading, sought)[0])["Formalities"]


def test_a_freeze_carries_property_and_neither_period_nor_certificate(reading: Reading) -> None:
    sheet, _ = written(reading, Sought.FREEZE)
    said = parts(sheet)
    assert said["Property"] == "The balance"
    assert said["Facts that support the freeze"] == "Money is leaving"
    assert said["Assistance sought"] == "What we ask."
    assert "custodian" not in said["Formalities"]


def test_persons_are_persons_and_accounts_are_what_it_concerns(reading: Reading) -> None:
    said = parts(written(reading, Sought.BANK_RECORDS)[0])
    assert said["Persons"] == "Fenorra Underlough (born 2 March 1979, national of Kestria)"
    assert said["Concerns"] == ACCOUNT.label


def test_a_letter_that_is_confidential_and_not_urgent_speaks_of_no_urgency(reading: Reading) -> None:
    reader = reading(team())
    content = replace(CONTENT, persons=(), confidential=True, confidentiality_reason="He would move the money.")
    found = parts(letter(request(), content, reader))
    assert found["Confidentiality"] == "Please keep this request confidential. He would move the money."
    assert "Urgency" not in found
    both = parts(letter(request(), replace(content, urgent=True, urgency_reason="It is leaving."), reader))
    assert "It is leaving." in both["Urgency"]
    assert "confidential" not in both["Urgency"]


@pytest.mark.parametrize(
    ("basis", "sought", "articles"),
    [
        ("UNTOC", Sought.BANK_RECORDS, "article 18"),
        ("UNTOC", Sought.STATEMENT, "article 18"),
        ("UNTOC", Sought.FREEZE, "articles 12, 13 and 18"),
        ("UNTOC", Sought.CONFISCATION, "articles 12, 13 and 18"),
        ("UNTOC", Sought.SURRENDER, "article 16"),
        ("UN88", Sought.BANK_RECORDS, "article 7"),
        ("UN88", Sought.FREEZE, "articles 5 and 7"),
        ("UN88", Sought.SURRENDER, "article 6"),
        ("UNCAC", Sought.BANK_RECORDS, "article 46"),
        ("UNCAC", Sought.FREEZE, "articles 46, 54 and 55"),
        ("UNCAC", Sought.SURRENDER, "article 44"),
        ("CETS198", Sought.FREEZE, "articles 21 and 22"),
        ("TIP", Sought.STATEMENT, "article 1; article 18 of the convention applies"),
        ("ETS30", Sought.BANK_RECORDS, "articles 1 to 5, 14 to 21"),
    ],
)
def test_a_letter_rests_on_the_articles_that_carry_what_it_seeks(
    reading: Reading, basis: str, sought: Sought, articles: str
) -> None:
    """UNTOC 12, 13, 16, 18; 1988 Convention 5, 6, 7; UNCAC 44, 46, 54, 55."""
    reader, shown = reading(team(entities=(MOSKAL, ACCOUNT))), replace(request(), sought=sought)
    sheet = letter(shown, replace(CONTENT, basis=basis), reader)
    said = [sheet.opening, *(line.text for part in sheet.parts for line in part.lines)]
    name = basis_name(basis).removesuffix(f", {law_text(_instrument(basis).article)}")
    (found,) = [text for text in said if name in text]
    assert found.removesuffix(".").endswith(f"{name}, {articles}")


def _instrument(basis: str) -> Instrument:
    found = law_book().instrument(basis)
    assert found is not None
    return found


def test_parts_are_numbered_in_a_row(reading: Reading) -> None:
    for sought in (Sought.BANK_RECORDS, Sought.FREEZE, Sought.STATEMENT, Sought.PHONE_CHECK):
        sheet, _ = written(reading, sought, route=kind_of(sought).route)
        assert [part.heading.partition(".")[0] for part in sheet.parts] == [
            str(n) for n in range(1, len(sheet.parts) + 1)
        ]
