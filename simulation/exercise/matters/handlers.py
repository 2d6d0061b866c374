"""Procedures in play: what a seat does with them, and what courts, channels and dates do by themselves.

The tables of `simulation.exercise.procedures` alone move a procedure; this module gives them the facts, puts what
follows by itself on the agenda, and lets the procedure's own conduct act in the world.
"""

from __future__ import annotations

from dataclasses import replace

from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import DigestLine, HistoryLine
from simulation.exercise.core.handler import Handler, decided
from simulation.exercise.core.state import OVERDUE, ProcedureState, State
from simulation.exercise.core.texts import LONGEST_TEXT
from simulation.exercise.matters import deadlines
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.matters.events import ProcedureMoved
from simulation.exercise.matters.procedure import Conduct
from simulation.exercise.matters.state import Procedures
from simulation.exercise.seats.handlers import require_pen
from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts, Holder, Office, Phrase, Side
from simulation.matters.declaration import Row
from simulation.matters.machine import Details, Procedure, advance, begin, rows_for

STEP = "exercise.procedure"
"""Rule of the agenda that gives a procedure what follows by itself."""

LONGEST_TERM = 2_000
"""Characters of one item of an agreement."""


def _begin(state: State, command: BeginProcedure) -> None:
    seat = require_pen(state, command)
    _enter(state, ProcedureState(_begun(state, command), ""), None, seat)


def _act(state: State, command: ActOnProcedure) -> None:
    kept, side, seat = _party(state, command)
    before = kept.procedure
    options = tuple(dict.fromkeys(row.action for row in offers(state, before, side, seat.office) if row.is_decision))
    moment = before.occurrence_key()
    kept.procedure = _after(state, command)
    _enter(state, kept, before, seat)
    if command.action in options:
        wider = options if len(options) > 1 else (command.action, "wait")
        decided(state, seat, moment, command.action, wider, command)


def fire(state: State, key: str) -> None:
    """What follows by itself has come due for a procedure."""
    kept = state.procedures[key]
    before = kept.procedure
    conduct = conduct_of(state, before)
    coming = conduct.step(state, before)
    if coming is None:
        _settle(state, kept, conduct)
        return
    drive(state, key, *coming)


def drive(state: State, key: str, action: str, terms: Facts = ()) -> None:
    """Take a step that the system takes: what a court, a custodian or a letter on another table brings about."""
    kept = state.procedures[key]
    before = kept.procedure
    conduct = conduct_of(state, before)
    kept.procedure = advance(conduct.table, before, action, Side.SYSTEM, None, state.now, Details(terms=terms))
    _enter(state, kept, before, None)


def take_in(state: State, procedure: Procedure) -> None:
    """Enter a procedure that began by what a measure or a letter brought, without a command of its own."""
    _enter(state, ProcedureState(procedure, ""), None, None)


def conduct_of(state: State, procedure: Procedure) -> Conduct:
    """How a procedure is conducted here."""
    return state.part(Procedures).known[procedure.kind]


def sides_of(state: State, procedure: Procedure, country: str) -> tuple[Side, ...]:
    """On which sides a country stands: both in a procedure at home, none when it is no party or cannot know of it."""
    is_asked = country == procedure.requested and is_shared(state, procedure)
    if country == procedure.requesting:
        return (Side.REQUESTING, Side.REQUESTED) if is_asked else (Side.REQUESTING,)
    return (Side.REQUESTED,) if is_asked else ()


def is_shared(state: State, procedure: Procedure) -> bool:
    """Whether the other side knows of it: it has been in a status that is not the requesting side's own affair."""
    stays = conduct_of(state, procedure).table.stays
    return any(not stays[stage.status].is_private for stage in procedure.stages)


def offers(state: State, procedure: Procedure, side: Side, office: Office | None) -> tuple[Row, ...]:
    """Rows that a seat may take now, the facts of the case asked."""
    conduct = conduct_of(state, procedure)
    rows = rows_for(conduct.table, procedure, side, office, state.now)
    return tuple([row for row in rows if conduct.obstacle(state, procedure, row) is None])


def is_before_court(state: State, country: str, subject: str) -> bool:
    """Whether a court has something of a country's case before it, or an order on it waits to be given effect.

    Until it has spoken money stays blocked (Regulation (EU) 2018/1805 article 12; elsewhere an assumption).
    """
    return any(
        kept.procedure.requesting == country
        and kept.procedure.subjects == (subject,)
        and kept.procedure.status in conduct_of(state, kept.procedure).before_court
        for kept in state.procedures.values()
    )


def holder_of(procedure: Procedure) -> str:
    """Code of the country that holds a procedure now, "" when neither does."""
    match procedure.holder:
        case Holder.REQUESTING:
            return procedure.requesting
        case Holder.REQUESTED:
            return procedure.requested
        case _:
            return ""


# --- inside -----------------------------------------------------------------------------------------------------------


def _begun(state: State, command: BeginProcedure) -> Procedure:
    seat = require_pen(state, command)
    conduct = state.part(Procedures).known.get(command.kind)
    if conduct is None:
        raise RuleViolation("procedure.unknown")
    if command.requested not in state.countries:
        raise RuleViolation("country.unknown", country=command.requested)
    if conduct.is_abroad and command.requested == seat.country:
        raise RuleViolation("procedure.not_at_home")
    _check_words(command.text, command.terms)
    file = state.countries[seat.country].file
    file.chosen(command.documents)
    if not command.subjects or any(file.entity(subject) is None for subject in command.subjects):
        raise RuleViolation("procedure.unknown_subject")
    details = Details(command.text, command.documents, command.terms)
    key = f"{seat.country}/{command.id}"
    made = begin(conduct.table, key, seat.country, command.requested, command.subjects, seat.office, state.now, details)
    return replace(made, terms=_with(made.terms, conduct.begun(state, command, seat)))


def _after(state: State, command: ActOnProcedure) -> Procedure:
    """The procedure as it would be after the act."""
    kept, side, seat = _party(state, command)
    procedure = kept.procedure
    _check_words(command.text, command.terms)
    state.countries[seat.country].file.chosen(command.documents)
    conduct = conduct_of(state, procedure)
    row = conduct.table.row(procedure.status, command.action, side)
    obstacle = conduct.obstacle(state, procedure, row) if row is not None else None
    details = Details(command.text, command.documents, command.terms)
    moved = advance(conduct.table, procedure, command.action, side, seat.office, state.now, details, obstacle)
    if row is None:  # pragma: no cover - advance has refused it
        return moved
    return replace(moved, terms=_with(moved.terms, conduct.judged(state, procedure, row, details, seat)))


def _with(terms: Facts, more: Facts) -> Facts:
    named = dict(terms)
    named.update(more)
    return tuple(named.items())


def _party(state: State, command: ActOnProcedure) -> tuple[ProcedureState, Side, Seat]:
    seat = require_pen(state, command)
    kept = state.procedures.get(command.procedure)
    sides = () if kept is None else sides_of(state, kept.procedure, seat.country)
    if kept is None or not sides:
        raise RuleViolation("procedure.unknown")
    if command.seen is not None and command.seen != kept.procedure.version:
        raise RuleViolation("seen.changed", what="procedure")
    table = conduct_of(state, kept.procedure).table
    able = (side for side in sides if table.row(kept.procedure.status, command.action, side) is not None)
    return kept, next(able, sides[0]), seat


def _check_words(text: str, terms: Facts) -> None:
    if len(text) > LONGEST_TEXT:
        raise RuleViolation("text.too_long", longest=LONGEST_TEXT)
    if any(isinstance(value, str) and len(value) > LONGEST_TERM for _, value in terms):
        raise RuleViolation("text.too_long", longest=LONGEST_TERM)


def _enter(state: State, kept: ProcedureState, before: Procedure | None, seat: Seat | None) -> None:
    """Take the new value in: number, agenda, event, history, word to both sides, and what it brings about."""
    procedure = kept.procedure
    conduct = conduct_of(state, procedure)
    state.procedures[procedure.key] = kept
    act = procedure.log[-1]
    _number(state, kept, conduct)
    country = seat.country if seat is not None else ""
    office = seat.office.value if seat is not None else ""
    state.emit(
        ProcedureMoved(
            at=state.now,
            cause=state.cause,
            by=state.by,
            procedure=procedure.key,
            kind=procedure.kind.value,
            requesting=procedure.requesting,
            requested=procedure.requested,
            subjects=procedure.subjects,
            occurrence=procedure.occurrence_key(),
            action=act.action,
            before=before.status if before is not None else "",
            status=procedure.status,
            holder=procedure.holder.value if procedure.holder is not None else "",
            time_kind=procedure.time_kind.value if procedure.time_kind is not None else "",
            country=country,
            office=office,
            text=act.text,
            documents=act.documents,
            terms=act.terms,
            label=kept.label,
        )
    )
    line = HistoryLine(state.now, act.action, procedure.status, country, office, "", act.text, state.by)
    kept.history.append(("" if is_shared(state, procedure) else procedure.requesting, line))
    conduct.follows(state, before, procedure, act)
    _settle(state, kept, conduct)
    _tell(state, kept, country)


def _number(state: State, kept: ProcedureState, conduct: Conduct) -> None:
    """Give it a number for people: its own side's while it is that side's affair, the pair's once both know of it."""
    procedure = kept.procedure
    pair = f"{procedure.requesting}-{procedure.requested}-{conduct.letter}"
    numbers = state.countries[procedure.requesting].numbers
    shared = is_shared(state, procedure)
    if kept.label and (kept.draft or not shared or not kept.label.startswith(f"{pair}D")):
        return
    row = f"{procedure.requested}/{conduct.letter}" if shared else f"draft/{conduct.letter}"
    numbers[row] = numbers.get(row, 0) + 1
    kept.draft = kept.label
    kept.label = f"{pair}{'' if shared else 'D'}{numbers[row]}"


def _settle(state: State, kept: ProcedureState, conduct: Conduct) -> None:
    """Put on the agenda what follows by itself, and when an automatic player acts for a holder who lets time pass."""
    procedure = kept.procedure
    entry, late = f"procedure/{procedure.key}", f"overdue/{procedure.key}"
    coming = None if procedure.is_final else conduct.due(state, procedure)
    kept.limit = coming
    if coming is None:
        state.agenda.cancel(entry)
    else:
        state.agenda.schedule(max(coming, state.now), entry, STEP, (procedure.key,))
    own = conduct.days(state, procedure) if conduct.days is not None else None
    days = conduct.table.stays[procedure.status].days if own is None else own
    holder = holder_of(procedure)
    if days is None or not holder:
        kept.due = None
        state.agenda.cancel(late)
        return
    kept.due = max(procedure.since + days * DAY, deadlines.seen_from(state, holder, procedure.since))
    at = max(kept.due + deadlines.OVERDUE_DAYS * DAY, state.now + 1)
    state.agenda.schedule(at, late, OVERDUE, (procedure.key,))


def _tell(state: State, kept: ProcedureState, actor: str) -> None:
    """Tell both sides' seats what they can know."""
    procedure = kept.procedure
    rows = conduct_of(state, procedure).table.rows_from(procedure.status)
    params = (
        ("label", kept.label),
        ("kind", procedure.kind.value),
        ("status", procedure.status),
        ("action", procedure.log[-1].action),
    )
    what = Phrase("digest.procedure", params)
    for country in dict.fromkeys((procedure.requesting, procedure.requested)):
        sides = sides_of(state, procedure, country)
        if not sides:
            continue
        able = tuple(dict.fromkeys(office for row in rows if row.side in sides for office in row.offices))
        offices = able or (Office.AUTHORITY, Office.PROSECUTOR)
        if country != actor:
            line = DigestLine(state.now, what, "procedure", procedure.key, offices)
            state.tell(country, line, procedure.occurrence_key())
        else:
            state.wake(country, procedure.occurrence_key())
        state.touch(country)


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
