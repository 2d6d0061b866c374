"""Records of fees, asked for abroad: of an account they come, of its holder nobody there knows."""

from __future__ import annotations

from simulation.exercise.core.state import State
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.assistance import AssistanceType
from simulation.kernel.entities import EntityKind
from simulation.law.book.assistance_types import Kind
from simulation.law.time.stage_times import OfficeQueue, SoughtRow
from simulation.scenario.schema.play import Route, Sought
from tests.scratch.fees.document import FEE_NOTE

FEE_RECORDS = Sought("fee_records")


def _ask_the_bank(state: State, _letter: Letter, target: str) -> str:
    return "" if state.network.entities[target].kind is EntityKind.ACCOUNT else "not_found"


RECORD = AssistanceType(
    FEE_RECORDS,
    _ask_the_bank,
    row=Kind(
        id=FEE_RECORDS,
        name="Records of bank fees",
        text="What a bank charged for an account.",
        route=Route.MLA,
        targets=(EntityKind.ACCOUNT, EntityKind.COMPANY),
        papers=(FEE_NOTE,),
        source="made up for a test",
        confidence="P",
    ),
    time=SoughtRow(
        id=FEE_RECORDS,
        execution=50,
        assessment=50,
        is_coercive=False,
        body=OfficeQueue.BANKS,
        text="What a bank charged for an account.",
        source="made up for a test",
        confidence="P",
    ),
    package="tests.scratch.fees",
)
