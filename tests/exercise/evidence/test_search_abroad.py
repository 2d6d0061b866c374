"""What a search abroad brings: an inventory, the books and devices that were taken, and no record of a third party."""

from __future__ import annotations

from simulation.casework.documents.document import CellKind
from simulation.exercise.evidence import gathering
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.agenda import DAY
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import regime_of, stated
from simulation.scenario.schema.play import DocumentKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.exercise.correspondence import Correspondence

TAKEN = {
    DocumentKind.SEIZED_FILES,
    DocumentKind.DEVICE_IMAGE,
    DocumentKind.SEARCH_INVENTORY,
    DocumentKind.INSPECTION_REPORT,
}


def test_it_brings_what_a_search_can_find() -> None:
    assert set(kind_of(Sought.SEARCH).papers) == TAKEN


def test_two_teams_have_a_firm_searched(blue_current: FrozenScenario) -> None:
    made = Correspondence(begun(blue_current, "none", 7), "VAL", "ISA", Sought.SEARCH)
    state = made.exercise.state
    made.open("company/forwarding")
    regime = regime_of(state.scenario.pair("VAL", "ISA"), kind_of(Sought.SEARCH), "ETS30")
    made.send(
        "",
        basis="ETS30",
        offences=("trafficking",),
        formalities=("F4",),
        period_to_day=None,
        particulars=stated(regime, "As we spoke"),
        language="english",
    )
    made.until(LetterStatus.DECIDING)
    made.act("asked", LetterAction.ACCEPT)
    made.until(LetterStatus.CHECKING)
    made.act("asked", LetterAction.RETURN_FULL)
    made.until(LetterStatus.RETURNED)
    seen = made.seen("asking")
    assert seen is not None
    papers = [each.document for each in made.exercise.team_view("VAL").documents if each.document.key in seen.results]
    assert papers
    assert {paper.kind for paper in papers} <= TAKEN | {DocumentKind.ANSWER_NOTE}
    (paper,) = [each for each in papers if each.kind is DocumentKind.SEIZED_FILES]
    assert paper.rows
    assert paper.use.stands
    assert "custody" in dict(paper.heading)


def test_what_lies_in_books_and_devices_is_what_custodians_have(blue_current: FrozenScenario) -> None:
    state = begun(blue_current, "none", 7).state
    for kind, like, target in (
        (DocumentKind.SEIZED_FILES, DocumentKind.PORT_LOG, "company/forwarding"),
        (DocumentKind.DEVICE_IMAGE, DocumentKind.CALL_RECORDS, "phone/carrier_director"),
    ):
        found, kept = (
            gathering.make(state, each, target, "ISA", f"test/{each}", gathering.HOME, start=-200 * DAY, end=0)
            for each in (kind, like)
        )
        assert found is not None
        assert kept is not None
        assert {row.trace for row in found.rows} <= {row.trace for row in kept.rows}
        assert all(len(row.cells) == len(found.columns) for row in found.rows)
        assert found.form.issuer in {"investigators", "laboratory"}, "no port and no operator has issued it"
        assert any(cell.kind is CellKind.ENTITY for row in found.rows for cell in row.cells)
        assert ("hash" in dict(found.heading)) is (kind is DocumentKind.DEVICE_IMAGE)
