"""What acts leave behind, and how long it stays.

Custodians delete records after their country's retention (FATF recommendation 11 for banks; retention of call data
differs by state and may be absent; reference network.md c). A preservation order keeps what still exists when it
is made, and what comes after, until its last day; it never brings back what is gone. Rows are kept as plain tuples and
become `Trace` objects when somebody asks, because most are never asked for.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from simulation.kernel.terms import Facts
from simulation.kernel.traces import BY_TIME, Trace, TraceKind

type Row = tuple[str, TraceKind, int, str, str, int | None, tuple[str, ...], Facts]
"""The fields of a `Trace` in order."""


@dataclass(frozen=True, slots=True)
class Hold:
    """A preservation order over one subject's records.

    Attributes:
        kinds: Kinds of records that it covers.
        since: When it was made; what had expired by then stays gone.
        until: When it ends.
        country: Code of the country whose custodians it binds, "" for all.
    """

    kinds: frozenset[TraceKind]
    since: int
    until: int
    country: str = ""


class TraceStore:
    """All traces of the world, found by what they are about."""

    def __init__(self) -> None:
        """Start empty."""
        self._rows: dict[str, Row] = {}
        self._about: dict[str, list[Row]] = {}
        self._holds: dict[str, list[Hold]] = {}

    def add(
        self,
        key: str,
        kind: TraceKind,
        time: int,
        country: str,
        custodian: str,
        expires: int | None,
        subjects: tuple[str, ...],
        facts: Facts = (),
    ) -> None:
        """Keep a record; a second one with the same key changes nothing, because an act happens once."""
        if key in self._rows:
            return
        row: Row = (key, kind, time, country, custodian, expires, subjects, facts)
        self._rows[key] = row
        about = self._about
        for subject in subjects:
            rows = about.get(subject)
            if rows is None:
                about[subject] = [row]
            elif rows[-1] is not row:
                rows.append(row)

    def call_off(self, subject: str, kind: TraceKind, now: int) -> None:
        """Strike out acts of one kind that were to come and will not, because somebody cannot act any more."""
        for row in [row for row in self._about.get(subject, ()) if row[1] is kind and row[2] > now]:
            del self._rows[row[0]]
            for about in row[6]:
                self._about[about] = [kept for kept in self._about[about] if kept is not row]

    def get(self, key: str) -> Trace | None:
        """The record with this key, whether it still exists or not; None if there never was one."""
        row = self._rows.get(key)
        return None if row is None else Trace(*row)

    def about(self, subject: str, kinds: Collection[TraceKind], start: int, end: int, now: int) -> tuple[Trace, ...]:
        """Records about an entity that exist now, in order of time.

        Args:
            subject: Key of the entity.
            kinds: Kinds wanted; empty for all.
            start: First second of the acts.
            end: Last second of the acts.
            now: When somebody looks; later acts are not there yet, expired ones no more.
        """
        last = min(end, now)
        found = [
            Trace(*row)
            for row in self._about.get(subject, ())
            if start <= row[2] <= last
            and (not kinds or row[1] in kinds)
            and self.exists(subject, row[1], row[2], row[5], now, row[3])
        ]
        return tuple(sorted(found, key=BY_TIME))

    def exists(
        self, subject: str, kind: TraceKind, time: int, expires: int | None, now: int, country: str = ""
    ) -> bool:
        """Whether a record about a subject that a country's custodians made can be had now: not deleted, or held."""
        if time > now:
            return False
        if expires is None or now < expires:
            return True
        return any(
            kind in hold.kinds and hold.since < expires and now < hold.until and hold.country in {"", country}
            for hold in self._holds.get(subject, ())
        )

    def preserve(self, subject: str, kinds: Collection[TraceKind], until: int, now: int, country: str = "") -> None:
        """Order that records about a subject are kept (Budapest Convention article 16, domestic at most 90 days).

        An order that still runs over the same records is prolonged: what it has kept stays.

        Args:
            subject: Key of the entity.
            kinds: Kinds to keep.
            until: End of the order.
            now: When it is made.
            country: Whose custodians it binds, "" for all.
        """
        wanted = frozenset(kinds)
        holds = self._holds.setdefault(subject, [])
        running = [hold for hold in holds if (hold.kinds, hold.country) == (wanted, country) and now < hold.until]
        since = min((hold.since for hold in running), default=now)
        self._holds[subject] = [hold for hold in holds if hold not in running]
        self._holds[subject].append(Hold(wanted, since, until, country))

    def is_preserved(self, subject: str, now: int) -> bool:
        """Whether an order to keep records about a subject runs now."""
        return any(now < hold.until for hold in self._holds.get(subject, ()))

    def let_go(self, subject: str, kinds: Collection[TraceKind], now: int, country: str) -> None:
        """End an order before its last day: what only it has kept is gone."""
        wanted = frozenset(kinds)
        self._holds[subject] = [
            hold
            for hold in self._holds.get(subject, ())
            if (hold.kinds, hold.country) != (wanted, country) or hold.until <= now
        ]

    def expired(self, now: int) -> int:
        """How many records are gone by now."""
        return sum(
            1
            for row in self._rows.values()
            if row[5] is not None
            and row[5] <= now
            and not any(self.exists(subject, row[1], row[2], row[5], now, row[3]) for subject in row[6])
        )

    def __len__(self) -> int:
        """Number of records ever made."""
        return len(self._rows)
