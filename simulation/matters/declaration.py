"""What is declared of a kind of matter: where it can stand and whose time that is, who may do what, what follows.

A declaration is data and a few pure functions. `machine.advance` reads it, and nothing else sets a status.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from simulation.kernel.terms import Holder, Office, Side, TimeKind
from simulation.matters.matter import Act, Matter


@dataclass(frozen=True, slots=True)
class Status:
    """A status: whose time it is and of which kind.

    Attributes:
        code: The status.
        holder: Who holds the matter; None once nobody owes anything.
        time_kind: What kind of time it is; None once nobody owes anything.
        days: Days within which the holder is expected to act, None where a court, the channel or a date decides.
        is_private: The requesting side's own affair: the other side does not know of it yet.
        basis: Source of the days, or the reason why the time is protected.
        confidence: Mark of confidence of that (law.md 0).
        shown_as: The status that a side which may not know is shown while it stands here; "" for this one.
        may_reopen: An end from which something may still be asked.
        clock: Time of the rules by instrument that binds here where the pair's instrument has it; "" for none.
    """

    code: str
    holder: Holder | None
    time_kind: TimeKind | None
    days: int | None = None
    is_private: bool = False
    basis: str = ""
    confidence: str = "P"
    shown_as: str = ""
    may_reopen: bool = False
    clock: str = ""

    @property
    def is_final(self) -> bool:
        """Whether it is an end."""
        return self.holder is None

    @property
    def is_closed(self) -> bool:
        """Whether it is an end for good."""
        return self.holder is None and not self.may_reopen


@dataclass(frozen=True, slots=True)
class Transition:
    """What may be done from a status and what follows.

    Attributes:
        origin: From which status.
        action: What is done.
        target: Status that follows; the same as `origin` when the act changes no status.
        side: Who does it.
        basis: Source of the rule.
        confidence: Mark of confidence (law.md 0).
        offices: Seats that may do it; empty for the system.
        needs: Inputs without which it is not possible: `text`, `documents`, or the name of another input or term.
        may: Inputs that can be given besides.
        is_decision: The act is one of two or more defensible options (design.md 10).
    """

    origin: str
    action: str
    target: str
    side: Side
    basis: str
    confidence: str = "T"
    offices: tuple[Office, ...] = ()
    needs: tuple[str, ...] = ()
    may: tuple[str, ...] = ("text",)
    is_decision: bool = True

    @property
    def changes_status(self) -> bool:
        """Whether it moves the matter, or only adds to its log."""
        return self.origin != self.target


class InputKind(StrEnum):
    """How a person gives the value of a term."""

    TEXT = "text"
    DAYS = "days"
    DATE = "date"
    OFFENCE = "offence"
    GROUND = "ground"
    SIDE = "side"
    COUNTRY = "country"
    COUNTRIES = "countries"
    CHOICES = "choices"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class Input:
    """How a term is asked for and shown.

    Attributes:
        kind: How its value is given; `DAYS` is any number, `COUNTRIES` are codes with blanks between them.
        values: What can be chosen, where the choice is fixed.
        refuses: Of a ground: what is refused on it, which says which grounds can be chosen.
    """

    kind: InputKind
    values: tuple[str, ...] = ()
    refuses: str = ""


class Call(StrEnum):
    """When an act that may be done asks something of its office.

    `NEVER`: it is open to whoever waits, and nothing lies because nobody takes it. `BEFORE_LIMIT`: it gains time, and
    is looked at when something is about to follow by itself. `WHEN_STALE`: it ends what has stood still for long.
    """

    NOW = "now"
    NEVER = "never"
    BEFORE_LIMIT = "before_limit"
    WHEN_STALE = "when_stale"


@dataclass(frozen=True, slots=True)
class Family:
    """How refusals of a family of matters are called.

    Attributes:
        name: First part of their codes, e.g. `procedure` of `procedure.closed`.
        missing: Second part where an input is missing; `{input}` stands for its name.
    """

    name: str
    missing: str = "input_missing"

    def code(self, what: str) -> str:
        """The code of a refusal."""
        return f"{self.name}.{what}"


type Effect[M: Matter, A: Act] = Callable[[M, A, int], M]
"""What an act at a second writes besides the status."""


def _no_obstacle(_matter: Matter, _transition: Transition) -> str | None:
    return None


def _good_inputs(matter: Matter, transition: Transition, act: Act, now: int) -> None:
    pass


class Rules[M: Matter, A: Act]:
    """The rules of one kind of matter, checked when they are made.

    Attributes:
        code: Which kind.
        begins: The transition by which it begins, with the origin "".
        statuses: Its statuses by code, in order.
        transitions: Its transitions, in order.
        decisions: Actions that are decisions, in order.
        family: How its refusals are called.
        effects: What an act writes besides the status, by action.
        effect: The same for all other actions.
        obstacle: Why the matter itself forbids a transition now, as a code; None when it does not.
        check_inputs: Checks what was handed in, beyond what is needed (raising `RuleViolation`).
        inputs: How each term is asked for and shown, by its name; the others as a text.
        calls: When an act asks something of its office, by action; the others at once.
        open_to_all: Acts that never ask anything of an office.
        status_after: The status that follows a transition: a row of the same code whose holder the act may change.
    """

    def __init__(
        self,
        code: str,
        begins: Transition,
        statuses: Iterable[Status],
        transitions: Iterable[Transition],
        *,
        family: Family,
        effect: Effect[M, A],
        effects: Mapping[str, Effect[M, A]] | None = None,
        obstacle: Callable[[M, Transition], str | None] = _no_obstacle,
        check_inputs: Callable[[M, Transition, A, int], None] = _good_inputs,
        status_after: Callable[[M, Transition, A, Status], Status] | None = None,
        inputs: Mapping[str, Input] | None = None,
        calls: Mapping[str, Call] | None = None,
    ) -> None:
        """Index the transitions.

        Raises:
            ValueError: A transition names a status that is none, leaves an end for good, or stands twice.
        """
        self.code = code
        self.begins = begins
        self.statuses = {status.code: status for status in statuses}
        self.transitions = tuple(transitions)
        self.decisions = tuple(dict.fromkeys(each.action for each in self.transitions if each.is_decision))
        self.family = family
        self.effects = effects or {}
        self.effect = effect
        self.obstacle = obstacle
        self.check_inputs = check_inputs
        self.status_after = status_after
        self.inputs = inputs or {}
        self.calls = calls or {}
        self.open_to_all = frozenset(action for action, call in self.calls.items() if call is Call.NEVER)
        self._transition: dict[tuple[str, str, Side], Transition] = {}
        self._from: dict[str, tuple[Transition, ...]] = {}
        for each in self.transitions:
            known = each.origin in self.statuses and each.target in self.statuses
            if not known or (each.origin, each.action, each.side) in self._transition:
                raise ValueError(each)
            if self.statuses[each.origin].is_closed and each.changes_status:
                raise ValueError(each)
            self._transition[(each.origin, each.action, each.side)] = each
            self._from[each.origin] = (*self._from.get(each.origin, ()), each)

    def transition(self, status: str, action: str, side: Side) -> Transition | None:
        """The transition of an act, None if there is none."""
        return self._transition.get((status, action, side))

    def transitions_from(self, status: str) -> tuple[Transition, ...]:
        """What may happen from a status, in the declared order."""
        return self._from.get(status, ())

    def shown(self, status: str, side: Side) -> str:
        """The status that a side is shown which may not know the true one, e.g. that a letter is lost."""
        return status if side is Side.SYSTEM else self.statuses[status].shown_as or status
