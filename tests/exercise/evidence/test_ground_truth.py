"""Papers of a played day against the world: nothing invented, nothing left out, both sides of a payment alike."""

from __future__ import annotations

from collections import Counter

from simulation.casework.documents.document import EMPTY, Cell, CellKind
from simulation.scenario.schema.play import DocumentKind
from tests.builders.bots import Room
from tests.exercise import ground_truth


def test_every_row_is_something_that_happened(bot_day: Room) -> None:
    kinds = Counter(paper.kind for paper in ground_truth.papers(bot_day.exercise))
    assert len(kinds) >= 8
    assert DocumentKind.CONNECTION_LOG in kinds
    assert sum(len(paper.rows) for paper in ground_truth.papers(bot_day.exercise)) > 2000
    assert ground_truth.untrue(bot_day.exercise) == []


def test_what_was_alive_in_custody_and_asked_for_is_in_the_paper(bot_day: Room) -> None:
    assert ground_truth.left_out(bot_day.exercise) == []


def test_a_payment_is_the_same_in_the_statements_of_both_sides(bot_day: Room) -> None:
    both, wrong = ground_truth.one_sided(bot_day.exercise)
    assert both >= 20, "enough to see one that is wrong"
    assert wrong == []


def test_a_row_that_is_invented_or_changed_is_noticed(bot_day: Room) -> None:
    paper = next(each for each in ground_truth.papers(bot_day.exercise) if each.kind == "bank_statement" and each.rows)
    row, book = paper.rows[-1], ground_truth.book_of(bot_day.exercise, paper)
    trace = ground_truth.origin_of(bot_day.exercise, row)
    assert trace is not None
    assert ground_truth.differing(paper, row, trace, book) == []
    assert ground_truth.origin_of(bot_day.exercise, row._replace(trace="transfer/never")) is None
    for place, cell in enumerate(row.cells):
        if cell.kind is CellKind.AMOUNT:
            dearer = (*row.cells[:place], Cell(CellKind.AMOUNT, int(cell.value) + 1), *row.cells[place + 1 :])
            assert len(ground_truth.differing(paper, row._replace(cells=dearer), trace, book)) == 1
    without = (*row.cells[:-1], EMPTY)
    assert ground_truth.differing(paper, row._replace(cells=without), trace, book) != []
