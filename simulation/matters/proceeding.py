"""One case of a procedure: what its acts have settled, beside what every matter has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple, Self

from simulation.kernel.terms import Facts, Office
from simulation.matters import machine
from simulation.matters.declaration import Call, Family, Input, Rules, Status, Transition
from simulation.matters.matter import Act, LogEntry, Matter, Stay


class _Parts(NamedTuple):
    key: str
    kind: str
    requesting: str
    requested: str
    subjects: tuple[str, ...]
    stays: tuple[Stay, ...]
    terms: Facts = ()
    documents: tuple[str, ...] = ()
    version: int = 1
    log: tuple[LogEntry, ...] = ()


class Proceeding(_Parts, Matter):
    """A proceeding from its beginning to its end, as both sides keep it.

    Attributes:
        key: Causal key.
        kind: Which procedure.
        requesting: Code of the country that began it.
        requested: Code of the other country; the same one for a procedure at home.
        subjects: Keys of the persons, accounts or records that it is about.
        stays: Every stay, in order; the last is the present one.
        terms: What acts have settled so far, by name.
        documents: Keys of all documents that went with acts, in order.
        version: Counts every change, from 1.
        log: Every act, in order.
    """

    __slots__ = ()

    @property
    def opened(self) -> int:
        """When it began, in seconds since the scenario's start."""
        return self.stays[0].since

    def moved(self, stays: tuple[Stay, ...], entry: LogEntry) -> Self:
        """The same with these stays, one more line in the log and the next version."""
        return self._replace(stays=stays, version=self.version + 1, log=(*self.log, entry))

    def to_be_read(self, at: int) -> Self:
        """The same, of which its holder can read from a second on."""
        return self._replace(stays=(*self.stays[:-1], replace(self.stays[-1], read_from=at)))

    def settled(self, terms: Facts, documents: tuple[str, ...] = ()) -> Self:
        """The same with terms settled and documents added."""
        return self._replace(
            terms=tuple((dict(self.terms) | dict(terms)).items()),
            documents=tuple(dict.fromkeys((*self.documents, *documents))),
        )

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


type ProceedingRules = Rules[Proceeding, Act]
"""The rules of a procedure."""

FAMILY = Family("procedure")


def rules_of(
    kind: str,
    begins: Transition,
    statuses: tuple[Status, ...],
    transitions: tuple[Transition, ...],
    inputs: Mapping[str, Input] | None = None,
    calls: Mapping[str, Call] | None = None,
) -> ProceedingRules:
    """The rules of a procedure, whose acts settle terms and add documents."""
    return Rules(kind, begins, statuses, transitions, family=FAMILY, effect=_settle, inputs=inputs, calls=calls)


def _settle(proceeding: Proceeding, act: Act, _now: int) -> Proceeding:
    return proceeding.settled(act.terms, act.documents)


def begin(
    rules: ProceedingRules,
    key: str,
    requesting: str,
    requested: str,
    subjects: tuple[str, ...],
    office: Office | None,
    now: int,
    act: Act,
) -> Proceeding:
    """A new proceeding, begun by the requesting country at second `now`.

    Raises:
        RuleViolation: `procedure.wrong_office`, `procedure.input_missing`, `procedure.term_unknown`.
    """
    stay, entry = machine.begin(rules, office, now, act)
    return Proceeding(key, rules.code, requesting, requested, subjects, (stay,), act.terms, act.documents, log=(entry,))
