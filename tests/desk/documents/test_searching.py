"""Papers are found by what stands in them, however people type it, and a row of a paper becomes a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.casework.documents.document import Assertion, AssertionKind
from simulation.casework.file.links import LINKED
from simulation.exercise.views.team_view import TeamView
from tests.builders.views import ACCOUNT, COMPANY, statement, team
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House
from webapp.desk.documents.facts import links_of
from webapp.desk.documents.search import Wanted, folded, matches, text_of
from webapp.desk.readable import Reader

Reading = Callable[[TeamView], Reader]
PAID = Assertion(AssertionKind.PAID, COMPANY.key, ACCOUNT.key, 0, 9_650_000, ("trace/1",))


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [
        ("d-007", True), ("D007", True), ("statement thistlewray", True), ("THISTLEWRÄY", True), ("nobody", False),
        ("XD09 6565 7271 4980", True), ("xd09656572714980", True), ("6565-7271", True), ("6565 7272", False),
        ("XD09 4980 6565", False), ("4980 2031-03-06", True),
        ("96500", True), ("96,500.00", True), ("96 500", True), ("96,501", False),
        ("2031-03-06", True), ("6 March 2031", True), ("06.03.2031", True), ("6/3/2031", True), ("2031-03-08", False),
        ("thistlewray 2031-03-06 96500.00", True), ("thistlewray-holdings", True), ("", True),
    ],
)  # fmt: skip
def test_a_paper_is_found_however_it_is_typed(reading: Reading, typed: str, *, is_found: bool) -> None:
    assert matches(statement(7), Wanted.read(typed), reading(team())) is is_found


def test_letters_lose_their_marks() -> None:
    assert folded("Łódź, Šćepanović, STRASSE, straße, Ærø") == "lodz, scepanovic, strasse, strasse, aero"


def test_rows_are_told_that_hold_every_word(reading: Reading) -> None:
    filed = statement(1)
    (row,) = filed.document.rows
    later = row._replace(cells=(row.cells[0]._replace(value=4 * 86_400), *row.cells[1:]))
    text = text_of(replace(filed.document, rows=(row, later)), reading(team()))
    assert text.found(Wanted.read("thistlewray")) == (1, 2)
    assert text.found(Wanted.read("2031-03-07")) == (2,)
    assert text.found(Wanted.read("thistlewray 4980")) == ()


def test_a_row_is_the_link_that_its_paper_says() -> None:
    assert links_of(statement(1, (PAID,)).document, 1) == (("paid", COMPANY.key, ACCOUNT.key),)
    assert links_of(statement(1).document, 1) == ((LINKED, ACCOUNT.key, COMPANY.key),)
    alone = replace(statement(1).document, about="")
    assert links_of(alone, 1) == ()


def test_marked_rows_are_drawn_as_links_with_their_paper(house: House, cast: Cast) -> None:
    shown = view(house, cast, cast.alba)
    filed, line, ends = next(
        (filed, line, links_of(filed.document, line))
        for filed in shown.documents
        for line in range(1, len(filed.document.rows) + 1)
        if links_of(filed.document, line)
    )
    address = desk(cast, f"documents/{filed.label}")
    form = hidden(cast.alba.get(address).text, f"documents/{filed.label}/marks")
    page = cast.alba.get(address).text
    form["command_id"] = page.split('name="command_id" value="')[1].split('"')[0]
    answer = cast.alba.post(f"{address}/marks", {**form, "action": "links", "line": [str(line)]})
    assert answer.status_code == 303
    drawn = {(link.kind, link.a, link.b): link for link in view(house, cast, cast.alba).board.links if link.on_board}
    for each in ends:
        assert drawn[each].is_claim
        assert filed.document.key in drawn[each].documents
    nothing = cast.alba.post(f"{address}/marks", {**form, "action": "links", "command_id": "nothingmarked"})
    assert nothing.status_code == 303
    assert "First mark rows that name two" in cast.alba.get(address).text
