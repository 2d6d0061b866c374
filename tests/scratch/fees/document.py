"""A note of fees: a bank says of an account of its own what it charges."""

from __future__ import annotations

from simulation.casework.documents.document import AssertionKind, Cell, CellKind
from simulation.casework.documents.record import DocumentRecord
from simulation.casework.documents.writer import DocumentWriter, date
from simulation.kernel.entities import EntityKind
from simulation.kernel.traces import Trace, TraceKind
from simulation.scenario.schema.play import DocumentKind

FEE_NOTE = DocumentKind("fee_note")
FEE_MINOR = 123_456


def _write(draft: DocumentWriter, traces: list[Trace], _status: str) -> None:
    draft.columns = ("date", "account", "holder", "fee")
    draft.heading.append(("account", draft.entity(draft.target.key)))
    for trace in traces:
        account, holder = trace.subjects[:2]
        fee = Cell(CellKind.AMOUNT, FEE_MINOR)
        draft.line(trace, date(trace), draft.entity(account), draft.entity(holder), fee)
        draft.say_once(AssertionKind.HOLDS, holder, account, trace)


RECORD = DocumentRecord(
    kind=FEE_NOTE,
    writer=_write,
    prints=frozenset({TraceKind.ACCOUNT_OPENED}),
    looks_up=(TraceKind.ACCOUNT_OPENED,),
    whole=True,
    held_as=EntityKind.ACCOUNT,
    is_record=True,
    targets=frozenset({"account"}),
    package="tests.scratch.fees",
)
