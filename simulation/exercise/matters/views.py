"""How each side sees its procedures: what it may do, what it was told, whose days they were."""

from __future__ import annotations

from typing import NamedTuple

from simulation.exercise.core.derived import Row
from simulation.exercise.core.state import ProcedureState, State
from simulation.exercise.matters.handlers import is_shared, offers, sides_of
from simulation.exercise.matters.views_2 import ActOffer, ProcedureView
from simulation.exercise.procedures.letter.play.view_builder import named_in_letter
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity
from simulation.kernel.terms import Office, Side
from simulation.matters.declaration import Transition as TableRow
from simulation.matters.proceeding import Proceeding


class _Source(NamedTuple):
    """All that a view is made from; a history only grows, so that its length tells it."""

    procedure: Proceeding
    label: str
    draft: str
    due: int | None
    limit: int | None
    subjects: tuple[Entity, ...]
    rows: tuple[TableRow, ...]
    documents: tuple[str, ...]
    lines: int


def procedure_views(state: State, country: str) -> tuple[ProcedureView, ...]:
    """A country's procedures, in the order in which they were begun."""
    row: Row[_Source, ProcedureView] = state.memory.row(f"procedures/{country}")
    return row.show(
        (
            (key, _source(state, kept, country, sides))
            for key, kept in state.procedures.items()
            if (sides := sides_of(state, kept.procedure, country))
        ),
        lambda source: _view(state, source, country),
    )


def _source(state: State, kept: ProcedureState, country: str, sides: tuple[Side, ...]) -> _Source:
    procedure = kept.procedure
    file = state.countries[country].file
    return _Source(
        procedure,
        kept.label,
        kept.draft if country == procedure.requesting else "",
        kept.due,
        kept.limit,
        named_in_letter(state, procedure.subjects, procedure.requesting, country),
        tuple(row for side in sides for row in offers(state, procedure, side, None)),
        tuple(key for key in procedure.documents if file.filing(key) is not None),
        len(kept.history),
    )


def _offers(rows: tuple[TableRow, ...]) -> tuple[ActOffer, ...]:
    """What offices may do: a country that stands on both sides first as the requesting one."""
    return tuple(
        ActOffer(office, row.action, row.target, row.is_decision, row.needs, row.may, row.basis, row.confidence)
        for side in (Side.REQUESTING, Side.REQUESTED)
        for office in Office
        for row in rows
        if row.side is side and office in row.offices
    )


def _view(state: State, source: _Source, country: str) -> ProcedureView:
    procedure = source.procedure
    history = state.procedures[procedure.key].history
    return ProcedureView(
        key=procedure.key,
        label=source.label,
        draft=source.draft,
        kind=procedure.kind,
        requesting=procedure.requesting,
        requested=procedure.requested,
        incoming=country == procedure.requested and country != procedure.requesting,
        subjects=source.subjects,
        status=procedure.status,
        holder=procedure.holder.value if procedure.holder is not None else "",
        time_kind=procedure.time_kind.value if procedure.time_kind is not None else "",
        since=procedure.since,
        due_day=None if source.due is None else source.due // DAY + 1,
        limit_day=None if source.limit is None else source.limit // DAY + 1,
        stays=procedure.segments(procedure.since),
        offers=_offers(source.rows),
        history=tuple(line for owner, line in history if not owner or owner == country),
        terms=procedure.terms if is_shared(state, procedure) or country == procedure.requesting else (),
        documents=source.documents,
        version=procedure.version,
        rests_on=(procedure.occurrence_key(),),
    )
