"""A paper on the page: amounts, dates and names in place of cells, nothing of the simulation's keys."""

import re
from collections.abc import Callable
from dataclasses import replace

from simulation.casework.documents.document import Assertion, AssertionKind, Consent, Origin, Use
from simulation.casework.documents.kinds.all_kinds import BY_KIND
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Phrase
from simulation.kernel.traces import TraceKind
from simulation.scenario.schema.play import DocumentKind
from tests.builders.views import ACCOUNT, COMPANY, PERSON, statement, team
from tests.casework.builders import BROKER_PHONE, OWNER, OWNER_PHONE, a_paper, a_trace
from tests.desk.journeys import desk, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.desk.documents.facts import shown, source_of, use_parts
from webapp.desk.documents.row_order import SHORT, Order, arranged
from webapp.desk.documents.search import text_of
from webapp.desk.documents.sheet import parts, printed, table_lines
from webapp.desk.readable import Reader
from webapp.desk.sheets import harmless

Reading = Callable[[TeamView], Reader]

PAID = Assertion(AssertionKind.PAID, COMPANY.key, ACCOUNT.key, 0, 9_650_000, ("trace/1",))


def test_cells_are_printed_as_people_read_them(reading: Reading) -> None:
    paper = printed(statement(1), reading(team(entities=(ACCOUNT, COMPANY))), frozenset({1}))
    (row,) = paper.rows
    assert [cell.text for cell in row.cells] == ["06\u00a0Mar", "Thistlewray Holdings LK", "96,500.00"]
    assert row.marked
    assert row.cells[1].url.endswith("/desk/entities/2?origin=D-001")
    assert [column.numeric for column in paper.columns] == [False, False, True]


def test_what_a_paper_shows_adds_up_the_money_of_a_pair(reading: Reading) -> None:
    filed = statement(1, (PAID, PAID))
    (line,) = shown(filed.document, reading(team()))
    assert (line.origin, line.goal, line.amount) == ("Thistlewray Holdings LK", "XD09 6565 7271 4980", "193,000.00")


def test_pairs_beyond_the_eighth_are_counted_and_shown_on_request(house: House, cast: Cast) -> None:
    papers = view(house, cast, cast.alba).documents
    long = next(
        filed
        for filed in papers
        if len({(s.subject, s.kind, s.object) for s in filed.document.assertions if s.object}) > 8
    )
    pairs = {(s.subject, s.kind, s.object) for s in long.document.assertions if s.subject and s.object}
    page = cast.alba.get(desk(cast, f"documents/{long.label}")).text
    assert f"<summary>{len(pairs) - 8} more</summary>" in page
    assert page.count('<li class="r-row r-row-apart"><span><bdi>') == len(pairs)


def test_what_is_outside_of_the_period_stands_in_a_section_of_its_own(reading: Reading) -> None:
    known = a_trace(TraceKind.SUBSCRIBER, OWNER_PHONE, OWNER, n=-900)
    calls = [a_trace(TraceKind.CALL, OWNER_PHONE, BROKER_PHONE, n=n, seconds=60) for n in range(30)]
    document = a_paper(DocumentKind.CALL_RECORDS, OWNER_PHONE, known, *calls)
    filed, reader = FiledDocument("D-001", 0, "", document), reading(team())
    paper = printed(filed, reader)
    rows = arranged(paper, document, Order(is_short=True), text_of(document, reader))
    main, beside = parts(paper, document, rows)
    assert (len(main.rows), main.title, beside.title) == (SHORT, "", "Subscribers on record")
    assert [column.label for column in beside.columns] == ["Since", "Number", "Subscriber"]
    assert [row.value for row in beside.rows] == [1]
    analysis = replace(document, form=BY_KIND[DocumentKind.ANALYSIS_REPORT])
    assert parts(paper, analysis, rows)[0].title == "The largest payments"


def test_a_paper_has_its_custodians_number_and_a_period_only_where_it_covers_one(reading: Reading) -> None:
    reader, filed = reading(team()), statement(1)
    paper = printed(filed, reader)
    assert re.fullmatch(r"LQB 2031/\d{5}", paper.reference)
    assert paper.reference == printed(replace(filed, label="D-009"), reader).reference
    other = replace(filed.document, key="paper/2")
    assert paper.reference != printed(replace(filed, document=other), reader).reference
    heard = replace(filed.document, form=BY_KIND[DocumentKind.INTERVIEW], country="VAL", custodian="Montevere")
    told = printed(replace(filed, document=heard), reader)
    assert ("Period" in [fact.label for fact in paper.facts], "Period" in [fact.label for fact in told.facts]) == (
        True,
        False,
    )
    assert told.custodian == "National Police of Valmora"
    seized = replace(heard, form=BY_KIND[DocumentKind.SEIZURE_RECORD])
    assert printed(replace(filed, document=seized), reader).custodian == "Customs and Excise of Valmora, Montevere"


def test_a_country_is_not_said_twice_beside_a_name(reading: Reading) -> None:
    one = replace(PERSON, key="cast/one", country="SOV", details=())
    other = replace(one, key="cast/other", country="KES")
    known = reading(replace(team(), entities=(one, other, ACCOUNT))).entities
    assert [(known.told_apart(each), known.country_beside(each)) for each in known.all] == [
        (f"{PERSON.label}, Sorvane", ""),
        (f"{PERSON.label}, Kestria", ""),
        (ACCOUNT.label, "Kestria"),
    ]


def test_namesakes_are_told_apart_and_nobody_else_is(reading: Reading) -> None:
    def person(number: int, name: str, **details: str) -> Entity:
        return Entity(f"person/{number}", EntityKind.PERSON, name, "VAL", tuple(details.items()))

    reader = reading(
        team(
            entities=(
                person(1, "Ina Holm", born="1971-03-02"),
                person(2, "Ada Berg", born="1990-01-01"),
                person(3, "Ina Holm", born="1985-11-30"),
                person(4, "Ola Lund", address="Kai 3, Almare"),
                person(5, "Ola Lund"),
                person(6, "Ola Lund"),
            )
        )
    )
    assert [name for _number, name, _entity in reader.entities.by_name()] == [
        "Ada Berg", "Ina Holm, born 1971", "Ina Holm, born 1985",
        "Ola Lund, Kai 3, Almare", "Ola Lund, Valmora, no. 5", "Ola Lund, Valmora, no. 6",
    ]  # fmt: skip
    assert [number for number, _name, _entity in reader.entities.by_name()] == [2, 1, 3, 4, 5, 6]


def test_use_follows_the_channel_consent_and_the_forum(reading: Reading) -> None:
    def judged(country: str, origin: Origin, consent: Consent, *, is_evidence: bool = False) -> tuple[str, str]:
        part = use_parts(statement(1, use=Use(is_evidence, origin, consent)), reading(team(country)))[0]
        return part.use, part.tag_text

    assert judged("VAL", Origin.HOME, Consent.NONE_NEEDED, is_evidence=True) == ("usable", "")
    assert judged("VAL", Origin.POLICE, Consent.NEEDED)[0] == "lead"
    assert judged("KES", Origin.FIU, Consent.NEEDED)[0] == "lead"
    assert judged("KES", Origin.FIU, Consent.REFUSED)[0] == "lead", "a formal request may still obtain it"
    certificate_missing = {
        country: judged(country, Origin.MLA, Consent.NONE_NEEDED, is_evidence=True) for country in ("KES", "VAL")
    }
    assert certificate_missing == {"KES": ("curable", ""), "VAL": ("usable", "Usable with a second source")}


def test_the_table_for_a_spreadsheet_holds_plain_numbers_and_no_formulas(reading: Reading) -> None:
    assert table_lines(statement(1), reading(team()))[1] == ["2031-03-06", "Thistlewray Holdings LK", "96500.00"]
    assert harmless("=HYPERLINK()") == "'=HYPERLINK()"
    assert harmless("+XD 597") == "'+XD 597"
    assert harmless("-12.50") == "-12.50"


def test_the_list_is_narrowed_and_sorted_by_the_address(house: House, cast: Cast) -> None:
    papers = view(house, cast, cast.alba).documents

    def listed(query: str) -> list[str]:
        return re.findall(r'data-key="(D-\d+)"', cast.alba.get(desk(cast, f"documents?{query}")).text)

    everything = [filed.label for filed in papers]
    assert listed("") == everything[::-1]
    assert listed("sort=number") == listed("sort=-nobody")[::-1] == everything
    dated = [filed.document.dated for filed in papers]
    assert [dated[everything.index(label)] for label in listed("sort=dated")] == sorted(dated)
    kinds = {filed.label: filed.document.kind for filed in papers}
    one = papers[0].document.kind
    assert listed(f"kind={one}&sort=number") == [label for label in everything if kinds[label] is one]
    assert listed("country=NOWHERE") == []
    first = everything[0]
    cast.alba.get(desk(cast, f"documents/{first}"))
    assert first not in listed("unread=me")
    assert first not in listed("unread=team")


def test_the_two_dates_of_a_line_are_written_in_one_way(house: House, cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "documents")).text
    lines = re.findall(r'<td class="r-num r-nowrap r-cell-hide.*?<bdi>(.*?)</bdi>.*?<bdi>(.*?)</bdi>', page, re.DOTALL)
    assert lines
    of_this_year = [date for line in lines for date in line if not re.search(r"\d{4}$", date)]
    assert [date for date in of_this_year if not re.fullmatch(r"[A-Z][a-z]{2} \d{1,2} [A-Z][a-z]{2}", date)] == []


def test_a_paper_says_what_it_came_with(reading: Reading) -> None:
    reader = reading(team(entities=(ACCOUNT, COMPANY)))
    filed = statement(1)
    abroad = replace(filed, document=replace(filed.document, country="KES"))
    at_home = replace(filed, document=replace(filed.document, country=reader.view.country))
    assert source_of(replace(abroad, source="told/KES"), reader)[0] == "spontaneous information"
    assert source_of(replace(abroad, source="notice/3"), reader)[0] == "from another country"
    assert source_of(replace(at_home, source="opening"), reader)[0] == "your own file"


def test_an_answer_that_was_written_at_home_is_none_from_abroad(reading: Reading) -> None:
    note = replace(a_paper(DocumentKind.ANSWER_NOTE, BROKER_PHONE), country="ISA")
    told = Phrase("digest.document_lead", (("kind", "answer_note"), ("country", note.country)))
    for country, title, line in (
        ("ISA", "Answer to another country", "Answer to another country, a lead"),
        ("SOV", "Answer from abroad", "Answer from abroad (Isandre), a lead"),
    ):
        reader = reading(team(country))
        filed = FiledDocument("D-001", 0, "", note)
        assert reader.documents.title_of(filed).startswith(title)
        assert reader.say(told) == line
