"""Measures at home, from the order to what they bring, and the triage of reports.

The case file says whether a measure may be ordered; the world says what comes of it; nobody says beforehand whether the
person concerned has anything to do with the network.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from simulation.casework.documents.document import Origin
from simulation.casework.file.measure_orders import check_measure, is_confirmed
from simulation.casework.file.measures import (
    Measure,
    MeasureAction,
    MeasureStatus,
    court_seconds,
    work_seconds,
)
from simulation.casework.file.reports import Triage
from simulation.casework.file.reports import triage as check_triage
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.event import Actor
from simulation.exercise.core.handler import ComeDue, Handler, decided, subject
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.evidence import gathering, uninvolved
from simulation.exercise.measures import officers, protection, results
from simulation.exercise.measures.commands import OrderMeasure, StopMeasure, TriageReport
from simulation.exercise.measures.events import MeasureCompleted, MeasureOrdered, ReportTriaged
from simulation.exercise.measures.kinds import HomeMeasures, Outcome, home_measure
from simulation.exercise.measures.officers import WORK, left_of_hold
from simulation.exercise.seats.handlers import require_pen
from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Office, Phrase
from simulation.network import authorities, questions
from simulation.scenario.schema.play import DocumentKind

CONFIRM = "exercise.confirm"
"""Rule of the agenda that asks whether evidence has come for what was done on leads alone."""


def _check_order(state: State, command: OrderMeasure) -> None:
    """Whether the seat may order this.

    Raises:
        RuleViolation: The file, the law, the capacity or the seat does not allow it.
    """
    seat = require_pen(state, command)
    file, law = state.countries[seat.country].file, state.scenario.country(seat.country)
    rule = home_measure(state.part(HomeMeasures), command.kind).rule
    check_measure(rule, command.target, seat.office, command.documents, file, law, state.now)


def _order(state: State, command: OrderMeasure) -> None:
    seat = require_pen(state, command)
    order(state, state.countries[seat.country], command, seat.office)


def _check_triage(state: State, command: TriageReport) -> None:
    """Whether the seat may decide so on the report.

    Raises:
        RuleViolation: Not the FIU, no such report, it moved on, or it cannot be decided on so.
    """
    seat = require_pen(state, command)
    if seat.office not in state.leading(seat.country, OfficeTask.REPORTS):
        raise RuleViolation("seat.wrong_office", office=seat.office)
    report, to = state.countries[seat.country].file.reports.get(command.report), command.to
    if report is None:
        raise RuleViolation("report.unknown", report=command.report)
    if command.seen is not None and command.seen != report.version:
        raise RuleViolation("seen.changed", what="report")
    check_triage(report, command.decision, to, state.now)
    if to and (to == seat.country or to not in {each.code for each in state.scenario.countries}):
        raise RuleViolation("report.no_recipient", report=command.report)


def _triage(state: State, command: TriageReport) -> None:
    seat, key, decision, to = require_pen(state, command), command.report, command.decision, command.to
    country = state.countries[seat.country]
    country.file.reports.triage(key, decision, to, state.now)
    decided(state, seat, f"report/{key}", decision, tuple(each.value for each in Triage), command)
    state.emit(
        ReportTriaged(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=seat.country,
            report=key,
            decision=decision,
            to=to,
        )
    )
    _pass_on(state, country, key, decision, to)


def _come_due(state: State, key: str) -> None:
    """A measure's time has come: the judge's word, or the end of the work."""
    code = key.partition("/")[0]
    country = state.countries[code]
    measure = country.file.measures.get(key)
    if measure is None or not measure.is_running:
        return
    if measure.status is MeasureStatus.AUTHORISING:
        country.file.measures.move(key, MeasureAction.AUTHORISE, state.now)
        officers.take_up(state, country)
        return
    if measure.rule.waits and state.now < alert_ends(measure) and not _hit(state, country, measure):
        state.agenda.schedule(state.now + DAY, f"measure/{key}", WORK, (key,))
        return
    _complete(state, country, measure)


def _confirm(state: State, key: str) -> None:
    """What was done on leads alone ends unless evidence has come: the money is let go; of people a judge decides."""
    country = state.countries[key.partition("/")[0]]
    measure = country.file.measures.get(key)
    if measure is None or measure.result != "done" or is_confirmed(measure, country.file):
        return
    undo = home_measure(state.part(HomeMeasures), measure.kind).undo
    if undo is None:
        return
    undo(state, country, measure)
    what = Phrase("digest.unconfirmed", (("kind", measure.kind.value),))
    state.tell(country.code, DigestLine(state.now, what, "measure", key, (measure.office,)), news=f"unconfirmed/{key}")


def order(state: State, country: CountryState, command: OrderMeasure, office: Office) -> None:
    """Begin a measure; without a seat in the command it follows from a decision that was counted elsewhere.

    Raises:
        RuleViolation: The file, the law or the capacity does not allow it.
    """
    key = f"{country.code}/{command.id}"
    law = state.scenario.country(country.code)
    rule = home_measure(state.part(HomeMeasures), command.kind).rule
    plan = check_measure(rule, command.target, office, command.documents, country.file, law, state.now)
    measure = plan.measure(key, state.now, command.conduct, command.text, command.rests_on)
    measure = replace(measure, is_automatic=state.by is Actor.PLAYER)
    u = state.draws.uniform(Purpose.MEASURE, key, "court", state.now)
    court = max(1, court_seconds(rule, u)) if plan.needs_judge else 0
    left = left_of_hold(state.scenario, state.now, country, command.kind, command.target)
    if court and left is not None:
        court = max(1, min(court, left // 2))
    country.file.measures.open(measure)
    if court:
        state.agenda.schedule(state.now + court, f"measure/{key}", WORK, (key,))
    officers.take_up(state, country)
    if command.target in state.network.people.sites:
        authorities.seen_by_officials(
            state.network, command.target, country.code, state.now, f"measure/{key}", confidential=True
        )
    by = command.by
    if by is not None:
        decided(state, by, f"measure/{command.kind}/{command.target}", command.kind.value, ("order", "wait"), command)
    state.emit(
        MeasureOrdered(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=country.code,
            office=office,
            measure=key,
            kind=command.kind.value,
            target=command.target,
        )
    )


def _check_stop(state: State, command: StopMeasure) -> None:
    """Whether the seat may end this measure.

    Raises:
        RuleViolation: No such measure, not this office's, it moved on, or it is not one that is stopped.
    """
    seat = require_pen(state, command)
    measure = state.countries[seat.country].file.measures.get(command.measure)
    if measure is None:
        raise RuleViolation("measure.unknown", measure=command.measure)
    if seat.office not in measure.rule.offices:
        raise RuleViolation("measure.wrong_office", measure=measure.kind, office=seat.office)
    if command.seen is not None and command.seen != measure.version:
        raise RuleViolation("seen.changed", what="measure")
    if not measure.may_be_stopped:
        raise RuleViolation("measure.not_stopped", measure=command.measure)


def _stop(state: State, command: StopMeasure) -> None:
    """What came while a live measure ran is kept; what waited is struck off, and whoever it occupied is free."""
    country = state.countries[require_pen(state, command).country]
    measure = country.file.measures.get(command.measure)
    if measure is None:
        return
    has_run = measure.status is MeasureStatus.RUNNING
    if has_run:
        results.file_papers(state, country, measure)
    _end(state, country, measure, MeasureAction.STOP, "stopped")
    if has_run:
        _expose(state, measure)


def alert_ends(measure: Measure) -> int:
    """When an alert ends without a hit, in seconds since the start."""
    return measure.since + work_seconds(measure.rule, 0.5)


def _hit(state: State, country: CountryState, measure: Measure) -> bool:
    """Whether an own border or port has seen the target since the alert was given; the office is told within a day."""
    kinds = gathering.record_of(state, DocumentKind.PORT_LOG).looks_up
    target = state.network.identities.bearer(measure.target)
    seen = state.network.traces.about(target, kinds, measure.since, state.now, state.now)
    return any(trace.country == country.code for trace in seen)


def _complete(state: State, country: CountryState, measure: Measure) -> None:
    result, amount, grams = carry_out(state, country, measure)
    _hurt(state, country, measure, result)
    _end(state, country, measure, MeasureAction.COMPLETE, result, amount, grams)
    if measure.is_provisional and result == "done":
        confirm_by = state.now + measure.rule.confirm_days * DAY
        state.agenda.schedule(confirm_by, f"confirm/{measure.key}", CONFIRM, (measure.key,))
    _expose(state, measure)
    what = Phrase("digest.measure", (("kind", measure.kind.value), ("result", result)))
    line = DigestLine(state.now, what, "measure", measure.key, (measure.office,))
    state.tell(country.code, line, news=measure.key)


def _end(
    state: State,
    country: CountryState,
    measure: Measure,
    action: MeasureAction,
    result: str,
    amount: int = 0,
    grams: int = 0,
) -> None:
    """Enter the end of a measure; its officers take up what waits."""
    country.file.measures.move(measure.key, action, state.now, result)
    state.emit(
        MeasureCompleted(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=country.code,
            measure=measure.key,
            kind=measure.kind.value,
            target=measure.target,
            result=result,
            amount_minor=amount,
            grams=grams,
        )
    )
    officers.take_up(state, country)


def carry_out(state: State, country: CountryState, measure: Measure) -> Outcome:
    """What the world gives; a freeze hurts whoever owns the money too, see `restrained_assets.block`."""
    network, target = state.network, measure.target
    if target not in network.entities:  # a scenario's needs are examined with papers of later days
        return Outcome("person_gone")
    is_person = network.entities[target].kind is EntityKind.PERSON
    is_here = not is_person or questions.whereabouts(network, target) == country.code
    if measure.rule.needs_presence and not is_here:
        return Outcome("person_gone")
    if _is_hearing(measure) and questions.is_silent(network, target, state.now):
        return Outcome("says_nothing")
    return home_measure(state.part(HomeMeasures), measure.kind).carry_out(state, country, measure)


def _is_hearing(measure: Measure) -> bool:
    """Whether somebody is to say something, and no more than that."""
    return DocumentKind.INTERVIEW in measure.rule.produces.get(EntityKind.PERSON, ())


def _hurt(state: State, country: CountryState, measure: Measure, result: str) -> None:
    if measure.rule.intrusive and result == "done":
        uninvolved.record(state, country.code, measure.target, measure.key)


def _expose(state: State, measure: Measure) -> None:
    """A measure may be noticed by those it is aimed at; then their organisation is warned (R6)."""
    if state.draws.uniform(Purpose.LEAK, measure.key, "measure", state.now) < measure.rule.exposure:
        authorities.warn(state.network, measure.target, state.now, f"measure.{measure.kind}")


def _pass_on(state: State, country: CountryState, key: str, decision: str, to: str) -> None:
    filing = country.file.filed.get(key)
    if filing is None:
        return
    if decision == Triage.DISSEMINATE:
        what = Phrase("digest.report_disseminated", (("label", filing.label),))
        told = state.with_task(country.code, OfficeTask.CHARGES)
        line = DigestLine(state.now, what, "document", key, told)
        state.tell(country.code, line, news=f"disseminated/{key}")
    elif decision == Triage.SHARE_ABROAD and to in state.countries:
        use = gathering.passed_on(filing.document, country.code, gathering.lead(Origin.FIU))
        told = state.with_task(to, OfficeTask.REPORTS)
        gathering.file_document(state, to, filing.document.with_use(use), f"report/{country.code}", told)


HANDLERS = (
    Handler(OrderMeasure, _check_order, _order),
    Handler(StopMeasure, _check_stop, _stop),
    Handler(TriageReport, _check_triage, _triage),
)
"""Who checks and performs each command of measures at home and of reports."""


COMES_DUE: Mapping[str, ComeDue] = {
    WORK: lambda state, entry: _come_due(state, subject(entry)),
    CONFIRM: lambda state, entry: _confirm(state, subject(entry)),
    protection.OFFER: protection.come_due,
}
"""What comes due of it, by the rule of the agenda."""
