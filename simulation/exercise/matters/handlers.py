"""Procedures in play: what a seat does with them, and what courts, channels and dates do by themselves.

The tables of `simulation.exercise.procedures` alone move a procedure; this module gives them the facts, puts what
follows by itself on the agenda, and lets the procedure's own hooks act in the world.
"""

from __future__ import annotations

from collections.abc import Mapping

from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import DigestLine, HistoryLine
from simulation.exercise.core.event import Event
from simulation.exercise.core.handler import ComeDue, Handler, decided_or_waited, subject
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.core.texts import check_length
from simulation.exercise.core.treatment import Treatment
from simulation.exercise.matters import deadlines
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.matters.deadlines import DaysGiven
from simulation.exercise.matters.events import ProcedureMoved
from simulation.exercise.matters.procedure import Procedure
from simulation.exercise.matters.state import Procedures, ProcedureState
from simulation.exercise.seats.handlers import require_pen
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import OfficeTask
from simulation.kernel.terms import Facts, Office, Phrase, Side
from simulation.matters import machine
from simulation.matters.declaration import Transition
from simulation.matters.matter import Act
from simulation.matters.proceeding import Proceeding, begin

STEP = "exercise.procedure"
"""Rule of the agenda that gives a procedure what follows by itself."""

LONGEST_TERM = 2_000
"""Characters of one item of an agreement."""


def _begin(state: State, command: BeginProcedure) -> None:
    seat = require_pen(state, command)
    _enter(state, ProcedureState(_begun(state, command), ""), None, seat)


def _act(state: State, command: ActOnProcedure) -> None:
    kept, side, seat = _party(state, command)
    before = kept.matter
    options = tuple(dict.fromkeys(each.action for each in offers(state, before, side, seat.office) if each.is_decision))
    moment = before.occurrence_key()
    kept.matter = _after(state, command)
    _enter(state, kept, before, seat)
    if command.action in options:
        decided_or_waited(state, seat, moment, command.action, options, command)


def come_due(state: State, key: str) -> None:
    """What follows by itself has come due for a proceeding."""
    kept = state.part(Procedures).begun[key]
    before = kept.matter
    procedure = procedure_of(state.part(Procedures), before)
    coming = procedure.next_act(state, before)
    if coming is None:
        _settle(state, kept, procedure)
        return
    drive(state, key, *coming)


def drive(state: State, key: str, action: str, terms: Facts = ()) -> None:
    """Take a step that the system takes: what a court, a custodian or a letter on another table brings about."""
    kept = state.part(Procedures).begun[key]
    before = kept.matter
    procedure = procedure_of(state.part(Procedures), before)
    kept.matter = machine.advance(procedure.rules, before, action, Side.SYSTEM, None, state.now, Act(terms=terms))
    _enter(state, kept, before, None)


def drive_if_open(state: State, proceeding: Proceeding, action: str, terms: Facts = ()) -> None:
    """Take an act of the system if the rules have it from where the proceeding stands now."""
    now = state.part(Procedures).begun[proceeding.key].matter
    if procedure_of(state.part(Procedures), now).rules.transition(now.status, action, Side.SYSTEM) is not None:
        drive(state, now.key, action, terms)


def follow(state: State, events: tuple[Event, ...]) -> None:
    """Let procedures follow what has just happened elsewhere."""
    known = state.part(Procedures).known.values()
    listening = [procedure.listens for procedure in known if procedure.listens is not None]
    for event in events:
        for listens in listening:
            listens(state, event)


def open_from_outside(state: State, proceeding: Proceeding, seat: Seat | None = None) -> None:
    """Enter a procedure that began by what something else brought, without a command of its own.

    Args:
        state: The exercise.
        proceeding: As it begins.
        seat: Who began it; None where nobody did, as when a measure or a letter brought it.
    """
    _enter(state, ProcedureState(proceeding, ""), None, seat)


def procedure_of(procedures: Procedures, proceeding: Proceeding) -> Procedure:
    """The declared procedure of a proceeding."""
    return procedures.known[proceeding.kind]


def sides_of(procedures: Procedures, proceeding: Proceeding, country: str) -> tuple[Side, ...]:
    """On which sides a country stands: both in a procedure at home, none when it is no party or cannot know of it."""
    is_asked = country == proceeding.requested and is_shared(procedures, proceeding)
    if country == proceeding.requesting:
        return (Side.REQUESTING, Side.REQUESTED) if is_asked else (Side.REQUESTING,)
    return (Side.REQUESTED,) if is_asked else ()


def is_shared(procedures: Procedures, proceeding: Proceeding) -> bool:
    """Whether the other side knows of it: it has been in a status that is not the requesting side's own affair."""
    stays = procedure_of(procedures, proceeding).rules.statuses
    return any(not stays[stay.status].is_private for stay in proceeding.stays)


def offers(state: State, proceeding: Proceeding, side: Side, office: Office | None) -> tuple[Transition, ...]:
    """What a seat may do now, the facts of the case asked."""
    procedure = procedure_of(state.part(Procedures), proceeding)
    transitions = machine.offers(procedure.rules, proceeding, side, office, state.now)
    return tuple([each for each in transitions if procedure.obstacle(state, proceeding, each) is None])


def is_before_court(procedures: Procedures, country: str, subject: str) -> bool:
    """Whether a court has something of a country's case before it, or an order on it waits to be given effect.

    Until it has spoken money stays blocked (Regulation (EU) 2018/1805 article 12; elsewhere an assumption).
    """
    return any(
        kept.matter.requesting == country
        and kept.matter.subjects == (subject,)
        and kept.matter.status in procedure_of(procedures, kept.matter).before_court
        for kept in procedures.begun.values()
    )


# --- inside -----------------------------------------------------------------------------------------------------------


def _begun(state: State, command: BeginProcedure) -> Proceeding:
    seat = require_pen(state, command)
    procedure = state.part(Procedures).known.get(command.kind)
    if procedure is None:
        raise RuleViolation("procedure.unknown")
    if command.requested not in state.countries:
        raise RuleViolation("country.unknown", country=command.requested)
    if procedure.is_abroad and command.requested == seat.country:
        raise RuleViolation("procedure.not_at_home")
    _check_words(command.text, command.terms)
    file = state.countries[seat.country].file
    file.chosen(command.documents)
    if not command.subjects or any(file.known.get(subject) is None for subject in command.subjects):
        raise RuleViolation("procedure.unknown_subject")
    act = Act(command.text, command.documents, command.terms)
    key = f"{seat.country}/{command.id}"
    made = begin(procedure.rules, key, seat.country, command.requested, command.subjects, seat.office, state.now, act)
    return made.settled(procedure.check_opening(state, command, seat))


def _after(state: State, command: ActOnProcedure) -> Proceeding:
    """The procedure as it would be after the act."""
    kept, side, seat = _party(state, command)
    proceeding = kept.matter
    _check_words(command.text, command.terms)
    state.countries[seat.country].file.chosen(command.documents)
    procedure = procedure_of(state.part(Procedures), proceeding)
    transition = procedure.rules.transition(proceeding.status, command.action, side)
    obstacle = procedure.obstacle(state, proceeding, transition) if transition is not None else None
    act = Act(command.text, command.documents, command.terms)
    moved = machine.advance(procedure.rules, proceeding, command.action, side, seat.office, state.now, act, obstacle)
    if transition is None:  # pragma: no cover - advance has refused it
        return moved
    return moved.settled(procedure.check_act(state, proceeding, transition, act, seat))


def _party(state: State, command: ActOnProcedure) -> tuple[ProcedureState, Side, Seat]:
    seat = require_pen(state, command)
    kept = state.part(Procedures).begun.get(command.procedure)
    sides = () if kept is None else sides_of(state.part(Procedures), kept.matter, seat.country)
    if kept is None or not sides:
        raise RuleViolation("procedure.unknown")
    if command.seen is not None and command.seen != kept.matter.version:
        raise RuleViolation("seen.changed", what="procedure")
    table = procedure_of(state.part(Procedures), kept.matter).rules
    able = (side for side in sides if table.transition(kept.matter.status, command.action, side) is not None)
    return kept, next(able, sides[0]), seat


def _check_words(text: str, terms: Facts) -> None:
    check_length(text)
    for _, value in terms:
        check_length(str(value), LONGEST_TERM)


def _enter(state: State, kept: ProcedureState, before: Proceeding | None, seat: Seat | None) -> None:
    """Take the new value in: number, agenda, event, history, word to both sides, and what it brings about."""
    procedure = procedure_of(state.part(Procedures), kept.matter)
    if before is None or len(before.stays) != len(kept.matter.stays):
        kept.matter = deadlines.to_be_read(state, kept.matter, procedure.rules)
    proceeding = kept.matter
    state.part(Procedures).begun[proceeding.key] = kept
    entry = proceeding.log[-1]
    _number(state.part(Procedures), state.countries, kept, procedure)
    country = seat.country if seat is not None else ""
    office = seat.office.value if seat is not None else ""
    state.emit(
        ProcedureMoved(
            at=state.now,
            cause=state.cause,
            by=state.by,
            procedure=proceeding.key,
            kind=proceeding.kind,
            requesting=proceeding.requesting,
            requested=proceeding.requested,
            subjects=proceeding.subjects,
            occurrence=proceeding.occurrence_key(),
            action=entry.action,
            before=before.status if before is not None else "",
            status=proceeding.status,
            holder=proceeding.holder_code,
            time_kind=proceeding.time_kind_code,
            country=country,
            office=office,
            text=entry.text,
            documents=entry.documents,
            terms=entry.terms,
            label=kept.label,
        )
    )
    line = HistoryLine(state.now, entry.action, proceeding.status, country, office, "", entry.text, state.by)
    kept.remember("" if is_shared(state.part(Procedures), proceeding) else proceeding.requesting, line)
    procedure.after_act(state, before, proceeding, entry)
    _settle(state, kept, procedure)
    _tell(state, kept, country)


def _number(
    procedures: Procedures, countries: Mapping[str, CountryState], kept: ProcedureState, procedure: Procedure
) -> None:
    """Give it a number for people: its own side's while it is that side's affair, the pair's once both know of it."""
    proceeding = kept.matter
    pair = f"{proceeding.requesting}-{proceeding.requested}-{procedure.label_letter}"
    numbers = countries[proceeding.requesting].numbers
    shared = is_shared(procedures, proceeding)
    if kept.label and (kept.draft or not shared or not kept.label.startswith(f"{pair}D")):
        return
    row = f"{proceeding.requested}/{procedure.label_letter}" if shared else f"draft/{procedure.label_letter}"
    numbers[row] = numbers.get(row, 0) + 1
    kept.draft = kept.label
    kept.label = f"{pair}{'' if shared else 'D'}{numbers[row]}"


def _settle(state: State, kept: ProcedureState, procedure: Procedure) -> None:
    """Put on the agenda what follows by itself, and when an automatic player acts for a holder who lets time pass."""
    proceeding = kept.matter
    entry = f"procedure/{proceeding.key}"
    coming = None if proceeding.is_final else procedure.next_due(state, proceeding)
    kept.limit = coming
    if coming is None:
        state.agenda.cancel(entry)
    else:
        state.agenda.schedule(max(coming, state.now), entry, STEP, (proceeding.key,))
    given = procedure.days(state, proceeding) or DaysGiven(procedure.rules.statuses[proceeding.status].days)
    kept.binds, kept.due = given.binds, deadlines.due(state, proceeding, given)
    deadlines.plan_overdue(state, proceeding, kept.due)


def _tell(state: State, kept: ProcedureState, actor: str) -> None:
    """Tell both sides' seats what they can know."""
    proceeding = kept.matter
    transitions = procedure_of(state.part(Procedures), proceeding).rules.transitions_from(proceeding.status)
    params = (
        ("label", kept.label),
        ("kind", proceeding.kind),
        ("status", proceeding.status),
        ("action", proceeding.log[-1].action),
    )
    what = Phrase("digest.procedure", params)
    treatment = state.part(Treatment)
    for country in dict.fromkeys((proceeding.requesting, proceeding.requested)):
        sides = sides_of(state.part(Procedures), proceeding, country)
        if not sides:
            continue
        able = tuple(dict.fromkeys(office for each in transitions if each.side in sides for office in each.offices))
        offices = able or state.with_task(country, OfficeTask.CENTRAL_AUTHORITY)
        if country != actor:
            line = DigestLine(state.now, what, "procedure", proceeding.key, offices)
            state.tell(country, line, proceeding.occurrence_key(), treatment.reading(proceeding, country))
        else:
            state.wake(country, proceeding.occurrence_key(), treatment.reading(proceeding, country))


def _check_begin(state: State, command: BeginProcedure) -> None:
    """Whether a procedure can be begun so: as it would begin, it can.

    Raises:
        RuleViolation: The table, its inputs or the facts say no.
    """
    _begun(state, command)


def _check_act(state: State, command: ActOnProcedure) -> None:
    """Whether this can be done on a procedure now.

    Raises:
        RuleViolation: Not a party, not the holder, the procedure moved on, or the table and the facts say no.
    """
    _after(state, command)


HANDLERS = (Handler(BeginProcedure, _check_begin, _begin), Handler(ActOnProcedure, _check_act, _act))
"""Who checks and performs each command of procedures."""


COMES_DUE: Mapping[str, ComeDue] = {
    STEP: lambda state, entry: come_due(state, subject(entry)),
}
"""What comes due of it, by the rule of the agenda."""
