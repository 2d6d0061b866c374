"""What every matter is made of: stays in a status, a log of acts, and the age that follows from them."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from typing import NamedTuple, Self

from simulation.kernel.shared import shared
from simulation.kernel.terms import Facts, Holder, Office, Side, TimeKind


@dataclass(frozen=True, slots=True)
class Stay:
    """One stay of a matter in a status.

    Attributes:
        status: The status.
        holder: Whose days these are; None once nobody owes anything.
        time_kind: What kind of time it is; None once nobody owes anything.
        since: When it began, in seconds since the scenario's start.
        reason: Code of the action that led here, or of the ground that was given for it.
        read_from: Second in which the people who hold it could first read of it, None where that was as it began.
    """

    status: str
    holder: Holder | None
    time_kind: TimeKind | None
    since: int
    reason: str
    read_from: int | None = None

    @property
    def pace_ends(self) -> int:
        """Until when its days are the exercise's own and not its holder's; its beginning where none are."""
        return self.since if self.read_from is None else self.read_from


class Segment(NamedTuple):
    """A stretch of the age of a matter with one holder and one kind of time, `start` to `end` in seconds."""

    holder: Holder
    kind: TimeKind
    status: str
    start: int
    end: int

    @property
    def seconds(self) -> int:
        """Its length."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Act:
    """What a seat hands in with an act.

    Attributes:
        text: The person's words.
        documents: Keys of documents that go with it.
        terms: Named values that the act settles, e.g. a ground, a date (second), an item of an agreement; a later
            value of the same name takes the place of an earlier one.
        choices: Codes chosen, e.g. contents asked about.
    """

    text: str = ""
    documents: tuple[str, ...] = ()
    terms: Facts = ()
    choices: tuple[str, ...] = ()

    def has(self, need: str) -> bool:
        """Whether an input that a transition needs was given."""
        match need:
            case "text":
                return bool(self.text.strip())
            case "documents":
                return bool(self.documents)
            case "choices":
                return bool(self.choices)
            case _:
                return any(name == need and value != "" for name, value in self.terms)

    @property
    def reason(self) -> str:
        """Code of the reason given for a change of status; "" where the action says it all."""
        return ""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line of a matter's log.

    Attributes:
        action: What was done.
        side: Who did it.
        office: The seat that did it; None for an automatic authority or the system.
        time: When, in seconds since the scenario's start.
        text: What the person wrote.
        documents: Keys of documents that went with it.
        terms: Named values that it settled.
        choices: Codes chosen.
    """

    action: str
    side: Side
    office: Office | None
    time: int
    text: str = ""
    documents: tuple[str, ...] = ()
    terms: Facts = ()
    choices: tuple[str, ...] = ()


@shared
class Matter:
    """Anything between two countries that has a status and a holder: base of its value, which never changes.

    A kind of matter is a named tuple of its own parts with this as second base. `machine.advance` makes the next value
    from one, an act and the rules.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def key(self) -> str:
        """Causal key."""

    @property
    @abstractmethod
    def requesting(self) -> str:
        """Code of the country that began it."""

    @property
    @abstractmethod
    def requested(self) -> str:
        """Code of the other country; the same one for a matter at home."""

    @property
    @abstractmethod
    def stays(self) -> tuple[Stay, ...]:
        """Every stay in a status, in order; the last is the present one."""

    @property
    @abstractmethod
    def version(self) -> int:
        """Counts every change, from 1; a person's act names the version it was based on."""

    @property
    @abstractmethod
    def log(self) -> tuple[LogEntry, ...]:
        """Every act, in order."""

    @abstractmethod
    def moved(self, stays: tuple[Stay, ...], entry: LogEntry) -> Self:
        """The same with these stays, one more line in the log and the next version; for the machine alone."""

    @abstractmethod
    def to_be_read(self, at: int) -> Self:
        """The same, of which its holder can read from a second on."""

    @property
    def status(self) -> str:
        """Where it stands."""
        return self.stays[-1].status

    @property
    def since(self) -> int:
        """When it entered its present status, in seconds."""
        return self.stays[-1].since

    @property
    def holder(self) -> Holder | None:
        """Who holds it now; None when nobody owes anything."""
        return self.stays[-1].holder

    @property
    def time_kind(self) -> TimeKind | None:
        """What kind of time runs now; None when nobody owes anything."""
        return self.stays[-1].time_kind

    @property
    def holder_code(self) -> str:
        """Who holds it now, "" when nobody owes anything."""
        holder = self.stays[-1].holder
        return holder.value if holder is not None else ""

    @property
    def time_kind_code(self) -> str:
        """What kind of time runs now, "" when nobody owes anything."""
        time_kind = self.stays[-1].time_kind
        return time_kind.value if time_kind is not None else ""

    @property
    def holding_country(self) -> str:
        """Code of the country that holds it now, "" when neither does."""
        match self.stays[-1].holder:
            case Holder.REQUESTING:
                return self.requesting
            case Holder.REQUESTED:
                return self.requested
            case _:
                return ""

    @property
    def is_final(self) -> bool:
        """Whether nobody owes anything any more."""
        return self.stays[-1].holder is None

    def reached(self, status: str) -> int | None:
        """When it last entered a status, None if it never did."""
        return next((stay.since for stay in reversed(self.stays) if stay.status == status), None)

    def occurrence_key(self) -> str:
        """Key of the present stay in its status: `matter key/status/k`, k from 1."""
        status = self.status
        return f"{self.key}/{status}/{[stay.status for stay in self.stays].count(status)}"

    def segments(self, now: int) -> tuple[Segment, ...]:
        """Its age cut by holder and kind, without gaps while it is open; days after the end are nobody's.

        Args:
            now: The moment up to which the present stay is counted.
        """
        ends = [stay.since for stay in self.stays[1:]] + [now]
        return tuple(
            [
                Segment(stay.holder, kind, stay.status, start, stop)
                for stay, end in zip(self.stays, ends, strict=True)
                if stay.holder is not None and stay.time_kind is not None
                for kind, start, last in (
                    (TimeKind.PACE, stay.since, stay.pace_ends),
                    (stay.time_kind, stay.pace_ends, end),
                )
                if (stop := min(now, end, last)) > start
            ]
        )

    def age(self, now: int) -> int:
        """Seconds for which somebody owed something, up to now: the sum of the segments by another way."""
        total = 0
        open_since: int | None = None
        for stay in self.stays:
            if stay.since > now:
                break
            if stay.holder is None:
                if open_since is not None:
                    total += stay.since - open_since
                    open_since = None
            elif open_since is None:
                open_since = stay.since
        return total if open_since is None else total + max(0, now - open_since)
