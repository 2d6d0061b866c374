"""Notices and diffusions of the police network: published after a check, answered from registers, never evidence.

Every bureau that sees a notice may let it be known (R7). A red notice is no warrant: who is found is arrested under the
law of the place, on a request for extradition.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulation.casework.documents.document import Document, Origin, detail
from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.casework.file.detention import ReleaseRule
from simulation.casework.proof.proof import CourtOutcome
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.handler import ComeDue, Handler, decided
from simulation.exercise.core.state import State
from simulation.exercise.core.treatment import Treatment
from simulation.exercise.evidence import gathering
from simulation.exercise.procedures.notice.commands import RequestNotice
from simulation.exercise.procedures.notice.events import NoticeChanged
from simulation.exercise.procedures.notice.state import Notices, NoticeState
from simulation.exercise.seats.handlers import require_pen
from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.draws import Purpose
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Phrase
from simulation.law.book.assistance_types import answer_row
from simulation.law.book.law_book import LawBook, Notice
from simulation.law.time.answer_times import answer_seconds
from simulation.network import authorities
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.play import DocumentKind, Sought

NOTICE = "exercise.notice"
"""Rule of the agenda by which a notice is published, or answered by a bureau abroad."""

PUBLISHED_WITHIN_DAYS = 3
"""The General Secretariat checks a notice within so many days (law.md 3: publication days; size: assumption)."""

DIFFUSED_WITHIN_DAYS = 1
"""A diffusion goes out the same day (law.md 3)."""


def _check(state: State, command: RequestNotice) -> None:
    """Whether the bureau may ask for this notice.

    Raises:
        RuleViolation: Not the police, no such notice, not for this kind of thing, or the file does not carry it.
    """
    seat = require_pen(state, command)
    if seat.office not in state.leading(seat.country, OfficeTask.NOTICES):
        raise RuleViolation("seat.wrong_office", office=seat.office)
    rule = rule_of(state.law, command.notice)
    file = state.countries[seat.country].file
    entity = file.known.get(command.target)
    if rule is None or entity is None or entity.kind not in rule.targets:
        raise RuleViolation("notice.not_for_this")
    if not any(paper.names(command.target) for paper in file.told(command.documents, command.target)):
        raise RuleViolation("notice.needs_a_paper")
    if not _is_met(rule, file, command.target, state.scenario.country(seat.country)):
        raise RuleViolation(f"notice.needs_{rule.needs}")
    if any(detail(entity, name) is None for name in rule.particulars):
        raise RuleViolation("notice.needs_identity")
    others = {country.code for country in state.scenario.countries if country.code != seat.country}
    if not others.issuperset(command.to):
        raise RuleViolation("country.unknown", country=", ".join(command.to))
    same = (seat.country, command.notice, command.target)
    if any(
        (kept.country, kept.kind, kept.target) == same and not kept.ended
        for kept in state.part(Notices).notices.values()
    ):
        raise RuleViolation("notice.asked_before")


def _ask(state: State, command: RequestNotice) -> None:
    seat = require_pen(state, command)
    key = f"{seat.country}/{command.id}"
    to = command.to or tuple(c.code for c in state.scenario.countries if c.code != seat.country)
    kept = NoticeState(key, seat.country, command.notice, command.target, state.now, command.documents, to)
    kept.is_diffusion = bool(command.to)
    state.part(Notices).notices[key] = kept
    within = DIFFUSED_WITHIN_DAYS if kept.is_diffusion else PUBLISHED_WITHIN_DAYS
    wait = int(state.draws.uniform(Purpose.ANSWER, key, "published", state.now) * within * DAY)
    state.agenda.schedule(state.now + wait + 1, f"notice/{key}", NOTICE, (key, ""))
    decided(state, seat, f"notice/{command.notice}/{command.target}", command.notice, ("ask", "wait"), command)
    _changed(state, kept, "requested")


def _come_due(state: State, entry: Entry) -> None:
    """It is published, or a bureau abroad has looked."""
    kept, other = state.part(Notices).notices[str(entry.payload[0])], str(entry.payload[1])
    if other:
        _answered(state, kept, other)
    else:
        _publish(state, kept)


def rule_of(law: LawBook, notice: str) -> Notice | None:
    """The row of a notice."""
    return next((row for row in law.notices if row.id == notice), None)


def _is_met(rule: Notice, file: CaseFile, target: str, law: Country) -> bool:
    match rule.needs:
        case "charged":
            spared = file.detentions.is_held(target) or any(each.person == target for each in file.risks.all)
            served = {row.basis for row in file.detentions.rows.values() if row.rule is ReleaseRule.SERVED}
            return not spared and any(
                _is_serious(rule, each, law)
                for each in file.charges.all
                if each.person == target and each.key not in served
            )
        case "missing":
            at_risk = any(exposure.person == target for exposure in file.risks.all)
            return at_risk or any(p.kind is DocumentKind.MISSING_PERSON_REPORT for p in file.naming(target))
        case "listed":
            return False  # nobody in an exercise stands on a list of the Security Council
        case _:
            return True


def _is_serious(rule: Notice, charge: Charge, law: Country) -> bool:
    """Whether somebody is wanted for trial on it, or for a sentence, that reaches what the notice asks for.

    The court that has the charge, or gave the judgment, has ordered the arrest (a rule of the exercise).
    """
    if charge.outcome:
        return charge.outcome == CourtOutcome.CONVICTION and charge.months >= rule.least_months
    offence = law.offence(charge.offence)
    return offence is not None and offence.max_years >= rule.least_years


def _publish(state: State, kept: NoticeState) -> None:
    rule = rule_of(state.law, kept.kind)
    kept.published = state.now
    _changed(state, kept, "published")
    if rule is None:
        return
    papers = state.countries[kept.country].file.chosen(kept.documents)
    for other in kept.to:
        if rule.needs != "missing":
            cause = f"notice/{kept.key}"
            authorities.seen_by_officials(state.network, kept.target, other, state.now, cause, confidential=True)
        if rule.tells:
            _tell(state, kept, other, papers)
        if rule.asks is not None:
            country = state.scenario.country(other)
            row = answer_row(state.law.kind_of(rule.asks))
            wait = answer_seconds(state.times, state.draws, country, row, f"{kept.key}/{other}", state.now)
            wait = int(wait * state.part(Treatment).answering)
            state.agenda.schedule(state.now + wait, f"notice/{kept.key}/{other}", NOTICE, (kept.key, other))
            kept.open += 1
    if not kept.open:
        _end(state, kept)


def _tell(state: State, kept: NoticeState, other: str, papers: tuple[Document, ...]) -> None:
    for paper in papers:
        told = paper.with_use(gathering.passed_on(paper, kept.country, gathering.lead(Origin.POLICE)))
        gathering.file_document(
            state, other, told, f"notice/{kept.country}", state.with_task(other, OfficeTask.NOTICES)
        )


def _answered(state: State, kept: NoticeState, other: str) -> None:
    """A bureau abroad has looked in its registers; it writes only when they show something."""
    rule = rule_of(state.law, kept.kind)
    asks: Sought | None = None if rule is None else rule.asks
    kept.open -= 1
    if asks is not None:
        key = f"{kept.key}/{DocumentKind.ANSWER_NOTE}/{other}"
        use = gathering.lead(Origin.POLICE)
        paper = gathering.note(state, asks, kept.target, other, key, use, "")
        if paper.rows:
            kept.found = (*kept.found, other)
            offices = state.with_task(kept.country, OfficeTask.NOTICES)
            gathering.file_document(state, kept.country, paper, f"notice/{kept.key}", offices)
            _changed(state, kept, "answered", other)
    if not kept.open:
        _end(state, kept)


def _end(state: State, kept: NoticeState) -> None:
    kept.ended = state.now
    _changed(state, kept, "ended")
    rule = rule_of(state.law, kept.kind)
    code = "digest.notice_found" if kept.found else "digest.notice_ended"
    what = Phrase(code, (("notice", kept.kind if rule is None else rule.name), ("about", kept.target)))
    line = DigestLine(state.now, what, "notice", kept.key, state.with_task(kept.country, OfficeTask.NOTICES))
    state.tell(kept.country, line)


def _changed(state: State, kept: NoticeState, change: str, other: str = "") -> None:
    state.emit(
        NoticeChanged(
            at=state.now,
            cause=state.cause,
            by=state.by,
            country=kept.country,
            notice=kept.key,
            kind=kept.kind,
            target=kept.target,
            change=change,
            other=other,
        )
    )


HANDLERS = (Handler(RequestNotice, _check, _ask),)
"""Who checks and performs its command."""


COMES_DUE: Mapping[str, ComeDue] = {
    NOTICE: _come_due,
}
"""What comes due of it, by the rule of the agenda."""
