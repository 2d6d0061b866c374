"""The money workbench: an account payment by payment, from the team's own papers, with one click to act."""

from __future__ import annotations

import re

from simulation.casework.file.account_book import BookLine, book
from simulation.kernel.entities import Entity
from simulation.scenario.schema.play import DocumentKind
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person


def statement_of(
    house: House, cast: Cast, who: Person | None = None
) -> tuple[int, Entity, tuple[BookLine, ...], dict[str, int]]:
    """Number, account, book and head of the longest bank statement that somebody has, Alba if nobody is named."""
    shown = view(house, cast, who or cast.alba)
    papers = [filed.document for filed in shown.documents]
    paper = max((each for each in papers if each.kind is DocumentKind.BANK_STATEMENT), key=lambda each: len(each.rows))
    number = next(n for n, each in enumerate(shown.entities, start=1) if each.key == paper.about)
    head = {code: int(cell.value) for code, cell in paper.heading if isinstance(cell.value, int)}
    return number, shown.entities[number - 1], book(paper.about, papers), head


def test_the_book_is_shown_with_its_balances(house: House, cast: Cast) -> None:
    number, account, lines, head = statement_of(house, cast)
    closing = f"{head['closing_balance'] / 100:,.2f}"
    accounts = cast.alba.get(desk(cast, "money")).text
    assert account.label in accounts
    assert closing in accounts
    page = cast.alba.get(desk(cast, f"entities/{number}/money?fold=no")).text
    assert len(re.findall(r'id="row-\d+"', page)) == len(lines)
    assert f"{head['opening_balance'] / 100:,.2f}" in page
    assert closing in page
    for name in ("parties", "months", "on", "back"):
        assert cast.alba.get(desk(cast, f"entities/{number}/money?view={name}")).status_code == 200
    assert cast.alba.get(desk(cast, f"entities/{number}/money?view=all&row=99999&account=4711")).status_code == 200


def test_every_document_on_which_an_account_rests_is_named(house: House, cast: Cast) -> None:
    for who in (cast.alba, cast.brava):
        shown = view(house, cast, who)
        files = {filed.document.key: filed.label for filed in shown.documents}
        number, _account, lines, _head = statement_of(house, cast, who)
        rests_on = {files[key] for line in lines for key in line.documents}
        for path in ("money", f"entities/{number}/money"):
            page = who.get(desk(cast, path)).text
            row = page[page.index(f"entities/{number}/money") :] if path == "money" else page
            told = row[: row.index("</dl>") if path == "money" else row.index("</h1>") + 2000]
            named = set(re.findall(r">(D-\d+)</a>", told))
            more = re.search(r"and (\d+) more", told)
            assert len(named & rests_on) + (int(more[1]) if more else 0) >= len(rests_on), (path, named, rests_on)


def test_everyday_payments_beside_large_ones_are_folded(house: House, cast: Cast) -> None:
    number, _account, lines, _head = statement_of(house, cast, cast.brava)
    rows = {
        fold: len(re.findall(r'id="row-\d+"', cast.brava.get(desk(cast, f"entities/{number}/money{fold}")).text))
        for fold in ("", "?fold=no")
    }
    assert rows[""] < rows["?fold=no"] == len(lines)


def test_a_payment_is_chosen_and_its_other_side_put_on_the_board(house: House, cast: Cast) -> None:
    number, _account, lines, _head = statement_of(house, cast)
    place = max(range(len(lines)), key=lambda each: -lines[each].amount_minor) + 1
    page = cast.alba.get(desk(cast, f"entities/{number}/money?row={place}")).text
    assert f'id="row-{place}" class="is-chosen"' in page
    shown = view(house, cast, cast.alba)
    other = next(n for n, each in enumerate(shown.entities, start=1) if each.key == lines[place - 1].other)
    form = hidden(page, f"entities/{number}/money", "command_id")
    answer = cast.alba.post(desk(cast, f"entities/{number}/money"), form | {"party": str(other), "row": str(place)})
    assert answer.status_code == 303
    assert answer.headers["Location"].endswith(f"row={place}#row-{place}")
    up = {key for key, _claim in view(house, cast, cast.alba).board.entities}
    assert {shown.entities[number - 1].key, lines[place - 1].other} <= up
    assert "is now on the board" in cast.alba.get(desk(cast, f"entities/{number}/money?row={place}")).text
