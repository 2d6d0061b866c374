"""An inquiry about fees: what it brings, and what it does when its time has come; an order that brings the note too."""

from __future__ import annotations

from dataclasses import replace

from simulation.casework.file.measures import GroundsNeeded, Measure, MeasureRule, measure_rule
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.measures.kinds import HomeMeasure, Outcome, bring_papers
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import MeasureKind
from tests.scratch.fees.document import FEE_NOTE

FEE_INQUIRY = MeasureKind("fee_inquiry")


def _inquire(state: State, country: CountryState, measure: Measure) -> Outcome:
    came = bring_papers(state, country, measure)
    return Outcome("fees_told") if came.result == "done" else came


RECORD = HomeMeasure(
    FEE_INQUIRY,
    _inquire,
    row=MeasureRule(
        kind=FEE_INQUIRY,
        offices=(Office.PROSECUTOR, Office.POLICE),
        targets=(EntityKind.ACCOUNT,),
        needs_court=False,
        court_days=(0, 0),
        days=(4, 4, 4, 4, 4),
        hours=2,
        teams=0,
        covert=True,
        live=True,
        exposure=0,
        grounds=GroundsNeeded.NAME,
        confirm_days=0,
        produces={EntityKind.ACCOUNT: (FEE_NOTE,)},
        source="made up for a test",
        confidence="P",
    ),
    package="tests.scratch.fees",
)


def bringing(order: HomeMeasure) -> HomeMeasure:
    """A measure that brings the note too, where it is aimed at an account."""
    rule = measure_rule(order.kind)
    produces = {**rule.produces, EntityKind.ACCOUNT: (*rule.produces[EntityKind.ACCOUNT], FEE_NOTE)}
    return replace(order, row=rule.model_copy(update={"produces": produces}))
