"""What a side's view of its procedures is made from; what may be done is asked of hooks that may read anything."""

from __future__ import annotations

from simulation.exercise.core.state import State
from simulation.exercise.evidence.named import named_in_letter
from simulation.exercise.matters.handlers import is_shared, offers, procedure_of, sides_of
from simulation.exercise.matters.state import Procedures, ProcedureState
from simulation.exercise.matters.views import ProcedureSource
from simulation.kernel.terms import Side


def procedure_sources(state: State, country: str) -> tuple[ProcedureSource, ...]:
    """Those of a country's procedures, in the order in which they were begun."""
    return tuple(
        [
            _source(state, kept, country, sides)
            for kept in state.part(Procedures).begun.values()
            if (sides := sides_of(state.part(Procedures), kept.matter, country))
        ]
    )


def _source(state: State, kept: ProcedureState, country: str, sides: tuple[Side, ...]) -> ProcedureSource:
    procedure, file = kept.matter, state.countries[country].file
    played = procedure_of(state.part(Procedures), procedure)
    argued = played.argued(state, procedure).shown(sides[-1]) if played.argued is not None else ()
    return ProcedureSource(
        procedure=procedure,
        label=kept.label,
        draft=kept.draft if country == procedure.requesting else "",
        due=kept.due,
        binds=kept.binds,
        limit=kept.limit,
        subjects=named_in_letter(state.countries, state.memory, procedure.subjects, procedure.requesting, country),
        offered=tuple([each for side in sides for each in offers(state, procedure, side, None)]),
        documents=tuple([key for key in procedure.documents if file.filed.get(key) is not None]),
        history=kept.history,
        is_shared=is_shared(state.part(Procedures), procedure),
        decisions=played.rules.decisions,
        found=argued,
    )
