"""What an answer to an inject brings about: a measure, a step of a request, word to others, work for a desk, a shock.

The scenario says it, row by row. What the file or the law does not carry does not happen; the answer stands on record
all the same.
"""

from __future__ import annotations

from simulation.casework.documents.document import Origin
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering
from simulation.exercise.measures import handlers as measures
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.measures.kinds import HomeMeasures, home_measure
from simulation.exercise.procedures.letter.play import hooks as letter_hooks
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office, Side
from simulation.law.time.stage_times import OfficeQueue
from simulation.network import questions
from simulation.network.shocks import shocks
from simulation.scenario.schema.play import AnswerEffect, Inject, MeasureKind, Route

LATER = "exercise.consequence"
"""Rule of the agenda for what follows from an answer some days later."""

PAPERS = 3
"""Papers that a measure ordered by an answer rests on, evidence first (assumption)."""


def follow(
    state: State, inject: Inject, key: str, country: str, choice: str, office: Office | None, *, again: int = 0
) -> None:
    """Let an answer have its consequences, now and later.

    Args:
        state: The exercise.
        inject: The line of the event list.
        key: Which time it came.
        country: Who answered.
        choice: How.
        office: The seat that answered; None when time ran out.
        again: The day, when the same answer holds for work that came again; 0 for the answer itself.
    """
    for number, row in enumerate(inject.consequences):
        if row.answer != choice:
            continue
        if row.after_days:
            at = state.now + row.after_days * DAY
            payload = (key, number, country, office.value if office is not None else "")
            time = f"/{again}" if again else ""
            state.agenda.schedule(at, f"consequence/{key}/{country}/{number}{time}", LATER, payload)
        else:
            _happen(state, row, key, country, office)


def happen_later(state: State, inject: Inject, key: str, number: int, country: str, office: str) -> None:
    """The day of a later consequence has come."""
    _happen(state, inject.consequences[number], key, country, Office(office) if office else None)


def _happen(state: State, row: AnswerEffect, key: str, country: str, office: Office | None) -> None:
    if row.order is not None and row.target is not None:
        _order(state, row.order, questions.key_of(state.network, row.target), key, country, office)
    if row.act is not None and row.about is not None:
        _act(state, LetterAction(row.act), row.about, country)
    if row.document is not None:
        _tell(state, row.document, country, row.tell)
    if row.desk is not None:
        state.desks.burden(country, OfficeQueue(row.desk), state.now, row.days * DAY)
    if row.shock is not None:
        shocks.apply(state.network, row.shock, state.now)


def _order(state: State, kind: MeasureKind, target: str, key: str, country: str, office: Office | None) -> None:
    record = home_measure(state.part(HomeMeasures), kind)
    if record.is_so is not None and record.is_so(state.network, target):
        return
    rule = record.rule
    by = office if office in rule.offices else rule.office
    keeper = state.countries[country]
    naming = sorted(keeper.file.naming(target), key=lambda paper: not paper.use.stands)
    papers = tuple(paper.key for paper in naming[:PAPERS])
    command = OrderMeasure(id=f"{key}/{kind}/{target}", kind=kind, target=target, documents=papers)
    try:
        measures.order(state, keeper, command, by)
    except RuleViolation:
        return


def _act(state: State, action: LetterAction, request: str, country: str) -> None:
    kept = state.part(Letters).requests.get(request)
    if kept is None or kept.matter.requesting != country:
        return
    try:
        letter_hooks.step(state, kept, action, Side.REQUESTING)
    except RuleViolation:
        return


def _tell(state: State, document: str, country: str, others: tuple[str, ...]) -> None:
    filing = state.countries[country].file.filed.get(document)
    if filing is None:
        return
    for other in others:
        if other != country:
            use = gathering.passed_on(filing.document, country, gathering.lead(Origin.POLICE))
            paper = filing.document.with_use(use)
            offices = state.speaking_on(other, Route.POLICE)
            gathering.file_document(state, other, paper, f"told/{country}", offices)
