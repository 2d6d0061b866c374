"""The law book: every chapter opens, every line names its source and how sure we are, and a word finds its lines."""

from __future__ import annotations

import re
from html import unescape

import pytest

from simulation.exercise.procedures.letter.commands import RuleOnPoint
from simulation.law.book.rules import load_rules
from tests.desk.journeys import desk
from tests.webapp.conftest import Cast
from webapp.desk.reference.law_pages import CHAPTERS
from webapp.text.law_texts import book_lines, law_book
from webapp.text.say import wording_of

ROW = re.compile(r'<tr id="([^"]+)" class="r-law-text">(.*?)</tr>', re.DOTALL)
CELL = re.compile(r"<td[^>]*>(.*?)</td>", re.DOTALL)


def lines_of(cast: Cast, chapter: str) -> int:
    """Lines of a chapter, counted where the words are those of the page."""
    with cast.alba.house.app.test_request_context():
        return sum(named == chapter for named, _line in book_lines())


def lines(page: str) -> dict[str, list[str]]:
    return {name: CELL.findall(body) for name, body in ROW.findall(page)}


@pytest.mark.parametrize("chapter", [each for each in CHAPTERS if each not in {"treaties", "offences", "rulings"}])
def test_every_line_shows_its_source_and_how_sure_we_are(cast: Cast, chapter: str) -> None:
    shown = lines(cast.alba.get(desk(cast, f"law/{chapter}")).text)
    assert len(shown) == lines_of(cast, chapter)
    assert all(cells[-2].strip() and cells[-1].strip() for cells in shown.values())


def test_every_chapter_of_the_book_has_its_page() -> None:
    assert {entry.chapter for entry in law_book().entries()} <= set(CHAPTERS)


def test_words_find_the_lines_that_have_them_all(cast: Cast) -> None:
    found = lines(cast.alba.get(desk(cast, "law?q=Bank+SECRECY")).text)
    assert {"NR1", "UNTOC-18.8", "bank_records"} <= set(found)
    assert "R5" not in found
    assert "No line of the law book has these words." in cast.alba.get(desk(cast, "law?q=unicorn")).text
    assert "Mandatory grounds for refusal" in cast.alba.get(desk(cast, "law?q=+")).text


def test_the_treaty_matrix_says_whose_law_makes_a_ground_mandatory(cast: Cast) -> None:
    page = re.sub(r"</?a\b[^>]*>", "", cast.alba.get(desk(cast, "law")).text)
    assert re.search(r"G\d+ \(requested country: ", page)


def test_the_treaty_matrix_names_the_protocols_that_do_not_bind_the_two(cast: Cast) -> None:
    page = unescape(re.sub(r"<[^>]+>|\s+", " ", cast.alba.get(desk(cast, "law")).text))
    own, _, others = page.partition("Between the other countries")
    assert re.search(r"UN Convention against Organized Crime[^:]+not bound by: UN Trafficking Protocol; UN Smug", own)
    assert re.search(r"European Convention on Extradition; third protocol on extradition[^:]+not bound by: ", others)
    assert not re.search(r"\b(UNTOC|C?ETS\d+|BUD|TIP|SOM|FAP)\b", own), "a code is no name"


def test_every_instrument_has_a_short_name() -> None:
    codes = {row.id for row in law_book().instruments} | {*load_rules().instruments, *load_rules().parent}
    assert [code for code in sorted(codes - {"reciprocity"}) if wording_of(f"treaty.{code}") == ""] == []


def test_names_of_rows_that_nobody_cites_are_not_printed(cast: Cast) -> None:
    shown = lines(cast.alba.get(desk(cast, "law/kinds")).text)
    assert not any("bank_records" in cell for cell in shown["bank_records"])
    assert lines(cast.alba.get(desk(cast, "law/contents")).text)["C11"][0] == "C11"


def test_a_ruling_is_read_by_all_and_names_the_request_to_its_parties_only(cast: Cast) -> None:
    store = cast.alba.house.store
    live = store.published(cast.exercise).teams
    shown = next(each for each in live["KES"].requests if "SOV" not in {each.requesting, each.requested})
    command = RuleOnPoint(
        id="rule00000001",
        member="control",
        request=shown.key,
        finding="nexus_missing/C11",
        verdict="does_not_stand",
        reasons="The statement names the account.",
    )
    store.execute(cast.exercise, command)
    party, other = (each.get(desk(cast, "law/rulings")).text for each in (cast.brava, cast.alba))
    for page in (party, other):
        assert "the point is not justified" in page
        assert "The statement names the account." in page
    assert f">{shown.label}<" in party
    assert shown.label not in other


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("extradite", "extradition"),
        ("aut dedere", "submit"),
        ("freezing assets", "freez"),
        ("rogatory", "mutual legal assistance"),
        ("double criminality", "dual criminality"),
        ("refusing", "refus"),
    ],
)
def test_stems_and_other_words_for_the_same_find_lines(cast: Cast, typed: str, found: str) -> None:
    shown = lines(cast.alba.get(desk(cast, f"law?q={typed.replace(' ', '+')}")).text)
    assert shown
    assert any(found in " ".join(cells).casefold() for cells in shown.values())


def test_codes_lead_to_their_line(cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "law")).text
    links = re.findall(r'href="([^"#]*/law/\w+)#(G\d+)"', page)
    assert links
    for path, code in links[:3]:
        assert f'id="{code}"' in cast.alba.get(path).text


def test_an_assumption_of_our_own_is_told_by_the_law_book_alone(cast: Cast) -> None:
    assert "our own assumption" in cast.alba.get(desk(cast, "law/times")).text
    for path in ("measures", "channels", "assets", "case", "procedures/new/extradition", "requests/new"):
        assert "our own assumption" not in cast.alba.get(desk(cast, path)).text, path


def test_each_code_of_the_matrix_of_treaties_has_its_meaning_and_its_line_below(cast: Cast) -> None:
    page = cast.alba.get(desk(cast, "law/treaties")).text
    cells = re.findall(
        r'data-label="(?:Mandatory|Discretionary) grounds for refusal">\s*<span class="r-codes".*?</span>',
        page,
        re.DOTALL,
    )
    named = {code for cell in cells for code in re.findall(r"\b[GR]\d+\b", cell)}
    below = dict(re.findall(r'href="[^"#]*/law/\w+#([GR]\d+)" translate="no">\1</a> (.+?)</li>', page))
    assert named
    assert named <= below.keys(), named - below.keys()


def test_a_step_of_an_office_is_called_alike_in_the_law_book_and_on_a_request(cast: Cast) -> None:
    """A request is *Being typed*: the days that this takes stand in the law book under the same word."""
    times = cast.alba.get(desk(cast, "law/times")).text
    assert "typing and vetting by the requesting side" in times
    assert "air copy" not in times
