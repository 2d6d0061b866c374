"""A procedure between two countries beside the letter of request: one table, one function that moves it.

Extradition, freezing and confiscation, preservation and the joint team are each a `Table`: where it can stand and whose
time that is, and who may do what from there and what follows. `advance` reads a table and returns a new value or
raises; nothing else sets a status. What the facts of the case forbid (an expired limit, a ground that is none) is found
by the exercise and handed over as an obstacle; what follows in the world is the exercise's too.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts, Holder, Office, Side, TimeKind
from simulation.matters.declaration import ProcedureKind, Row, Table
from simulation.matters.matter import Segment


@dataclass(frozen=True, slots=True)
class Details:
    """What goes with an act.

    Attributes:
        text: The person's words.
        documents: Keys of papers that go with it.
        terms: Named values that the act settles, e.g. a ground, a date (second), an item of an agreement; a later
            value of the same name takes the place of an earlier one.
    """

    text: str = ""
    documents: tuple[str, ...] = ()
    terms: Facts = ()

    def has(self, need: str) -> bool:
        """Whether an input that a row needs was given."""
        if need in {"text", "documents"}:
            return bool(self.text.strip() if need == "text" else self.documents)
        return any(name == need and value != "" for name, value in self.terms)


NOTHING = Details()
"""An act that says nothing more."""


@dataclass(frozen=True, slots=True)
class Entered:
    """One stay of a procedure: status, holder and kind of its time, since when, and by which action."""

    status: str
    holder: Holder | None
    kind: TimeKind | None
    since: int
    action: str


@dataclass(frozen=True, slots=True)
class Act:
    """A line of a procedure's log: an action, who took it, when, the words and the papers that went with it."""

    action: str
    side: Side
    office: Office | None
    time: int
    text: str = ""
    documents: tuple[str, ...] = ()
    terms: Facts = ()


@dataclass(frozen=True, slots=True)
class Procedure:
    """A procedure from its beginning to its end, as both sides keep it.

    Attributes:
        key: Causal key.
        kind: Which procedure.
        requesting: Code of the country that began it.
        requested: Code of the other country; the same one for a procedure at home.
        subjects: Keys of the persons, accounts or records that it is about.
        stages: Every stay, in order; the last is the present one.
        terms: What acts have settled so far, by name.
        documents: Keys of all papers that went with acts, in order.
        version: Counts every change, from 1.
        log: Every act, in order.
    """

    key: str
    kind: ProcedureKind
    requesting: str
    requested: str
    subjects: tuple[str, ...]
    stages: tuple[Entered, ...]
    terms: Facts = ()
    documents: tuple[str, ...] = ()
    version: int = 1
    log: tuple[Act, ...] = field(default=(), repr=False)

    @property
    def status(self) -> str:
        """Where it stands."""
        return self.stages[-1].status

    @property
    def since(self) -> int:
        """When it entered its present status."""
        return self.stages[-1].since

    @property
    def opened(self) -> int:
        """When it began, in seconds since the scenario's start."""
        return self.stages[0].since

    @property
    def holder(self) -> Holder | None:
        """Who holds it now; None when it has ended."""
        return self.stages[-1].holder

    @property
    def time_kind(self) -> TimeKind | None:
        """What kind of time runs now; None when it has ended."""
        return self.stages[-1].kind

    @property
    def is_final(self) -> bool:
        """Whether it has ended."""
        return self.holder is None

    def term(self, name: str) -> str | int | None:
        """What was settled under a name last, None if nothing was."""
        return next((value for key, value in self.terms if key == name), None)

    def number(self, name: str) -> int | None:
        """The same where it is a number, e.g. a date in seconds."""
        value = self.term(name)
        return value if isinstance(value, int) else None

    def word(self, name: str) -> str:
        """The same where it is a word; "" if nothing was settled."""
        value = self.term(name)
        return value if isinstance(value, str) else ""

    def entered(self, status: str) -> int | None:
        """When it last entered a status, None if it never did."""
        return next((stage.since for stage in reversed(self.stages) if stage.status == status), None)

    def occurrence_key(self) -> str:
        """Key of the present stay in its status: `procedure key/status/k`, k from 1."""
        count = sum(stage.status == self.status for stage in self.stages)
        return f"{self.key}/{self.status}/{count}"

    def segments(self, now: int) -> tuple[Segment, ...]:
        """Its age cut by holder and kind, without gaps; days after the end are nobody's."""
        ends = [stage.since for stage in self.stages[1:]] + [now]
        return tuple(
            Segment(stage.holder, stage.kind, stage.status, stage.since, min(end, now))
            for stage, end in zip(self.stages, ends, strict=True)
            if stage.holder is not None and stage.kind is not None and min(end, now) > stage.since
        )

    def age(self, now: int) -> int:
        """Seconds from its beginning to its end, or to now while it is open."""
        end = min(now, self.since) if self.is_final else now
        return max(0, end - self.opened)


def begin(
    table: Table,
    key: str,
    requesting: str,
    requested: str,
    subjects: tuple[str, ...],
    office: Office | None,
    now: int,
    details: Details = NOTHING,
) -> Procedure:
    """A new procedure of a table, begun by the requesting country at second `now`.

    Raises:
        RuleViolation: `procedure.wrong_office`, `procedure.input_missing`, `procedure.term_unknown`.
    """
    row = table.begins
    if office is not None and office not in row.offices:
        raise RuleViolation("procedure.wrong_office", action=row.action, office=office.value)
    _check_inputs(row, details)
    stay = table.stays[row.target]
    act = Act(row.action, Side.REQUESTING, office, now, details.text, details.documents, details.terms)
    return Procedure(
        key=key,
        kind=table.kind,
        requesting=requesting,
        requested=requested,
        subjects=subjects,
        stages=(Entered(row.target, stay.holder, stay.kind, now, row.action),),
        terms=details.terms,
        documents=details.documents,
        log=(act,),
    )


def rows_for(table: Table, procedure: Procedure, side: Side, office: Office | None, now: int) -> tuple[Row, ...]:
    """Rows that a seat may take now, before the facts of the case are asked; nothing before the status began.

    An automatic authority (`office` None) may act for every office of its side.
    """
    if now < procedure.since or side is Side.SYSTEM:
        return ()
    rows = table.rows_from(procedure.status)
    return tuple([row for row in rows if row.side is side and (office is None or office in row.offices)])


def advance(
    table: Table,
    procedure: Procedure,
    action: str,
    by: Side,
    office: Office | None,
    now: int,
    details: Details = NOTHING,
    obstacle: str | None = None,
) -> Procedure:
    """The procedure after an act at second `now`, by a seat, by an automatic authority or the system (`office` None).

    The obstacle is why the facts of the case forbid the act, as a code; None when they do not.

    Raises:
        RuleViolation: It may not be done now, by this seat or in this way; nothing has changed. Codes:
            `procedure.closed`, `procedure.not_possible_now`, `procedure.not_your_turn`, `procedure.wrong_office`,
            `procedure.time_before`, `procedure.input_missing`, `procedure.term_unknown`, or the obstacle's.
    """
    row = _row_for(table, procedure, action, by, office, now)
    _check_inputs(row, details)
    if obstacle is not None:
        raise RuleViolation(obstacle, action=action)
    named = dict(procedure.terms)
    named.update(details.terms)
    stages = procedure.stages
    if row.changes_status:
        stay = table.stays[row.target]
        stages = (*stages, Entered(row.target, stay.holder, stay.kind, now, action))
    return replace(
        procedure,
        stages=stages,
        terms=tuple(named.items()),
        documents=tuple(dict.fromkeys((*procedure.documents, *details.documents))),
        version=procedure.version + 1,
        log=(*procedure.log, Act(action, by, office, now, details.text, details.documents, details.terms)),
    )


def _row_for(table: Table, procedure: Procedure, action: str, by: Side, office: Office | None, now: int) -> Row:
    row = table.row(procedure.status, action, by)
    if row is None:
        others = any(each.action == action for each in table.rows_from(procedure.status))
        open_code = "procedure.not_your_turn" if others else "procedure.not_possible_now"
        raise RuleViolation("procedure.closed" if procedure.is_final else open_code, action=action)
    if office is not None and office not in row.offices:
        raise RuleViolation("procedure.wrong_office", action=action, office=office.value)
    last = procedure.log[-1].time if procedure.log else procedure.since
    if now < max(procedure.since, last):
        raise RuleViolation("procedure.time_before", action=action)
    return row


def _check_inputs(row: Row, details: Details) -> None:
    for need in row.needs:
        if not details.has(need):
            raise RuleViolation("procedure.input_missing", action=row.action, input=need)
    if row.side is Side.SYSTEM:
        return  # what the system writes down is the exercise's word
    for name, _ in details.terms:
        if name not in row.needs and name not in row.may:
            raise RuleViolation("procedure.term_unknown", action=row.action, input=name)
