"""How each side sees its procedures: what it may do, what it was told, whose days they were."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.agenda import DAY
from simulation.assistance.procedure import Procedure
from simulation.exercise.memory import Row
from simulation.exercise.procedure_views import ActOffer, ProcedureView
from simulation.exercise.procedures import is_shared, offers, sides_of
from simulation.exercise.request_viewing import named_in_letter
from simulation.exercise.request_views import HistoryLine
from simulation.exercise.state import ProcedureState, State
from simulation.records import Entity, Office


@dataclass(frozen=True, slots=True)
class _Source:
    """All that a view is made from."""

    procedure: Procedure
    label: str
    draft: str
    due: int | None
    limit: int | None
    subjects: tuple[Entity, ...]
    offers: tuple[ActOffer, ...]
    documents: tuple[str, ...]
    history: tuple[HistoryLine, ...]


def procedure_views(state: State, country: str) -> tuple[ProcedureView, ...]:
    """A country's procedures, in the order in which they were begun."""
    row: Row[_Source, ProcedureView] = state.memory.row(f"procedures/{country}")
    return row.show(
        (
            (key, _source(state, kept, country))
            for key, kept in state.procedures.items()
            if sides_of(kept.procedure, country)
        ),
        lambda source: _view(source, country),
    )


def _source(state: State, kept: ProcedureState, country: str) -> _Source:
    procedure = kept.procedure
    file = state.countries[country].file
    return _Source(
        procedure=procedure,
        label=kept.label,
        draft=kept.draft if country == procedure.requesting else "",
        due=kept.due,
        limit=kept.limit,
        subjects=named_in_letter(state, procedure.subjects, procedure.requesting, country),
        offers=_offers(state, procedure, country),
        documents=tuple(key for key in procedure.documents if file.filing(key) is not None),
        history=tuple(line for owner, line in kept.history if not owner or owner == country),
    )


def _offers(state: State, procedure: Procedure, country: str) -> tuple[ActOffer, ...]:
    found = []
    for side in sides_of(procedure, country):
        rows = offers(state, procedure, side, None)
        found += [
            ActOffer(office, row.action, row.target, row.is_decision, row.needs, row.may, row.basis, row.confidence)
            for office in Office
            for row in rows
            if office in row.offices
        ]
    return tuple(found)


def _view(source: _Source, country: str) -> ProcedureView:
    procedure = source.procedure
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
        offers=source.offers,
        history=source.history,
        terms=procedure.terms if is_shared(procedure) or country == procedure.requesting else (),
        documents=source.documents,
        version=procedure.version,
        rests_on=(procedure.occurrence_key(),),
    )
