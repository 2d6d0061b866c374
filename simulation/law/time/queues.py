"""The desks of every country as real queues: matters of the exercise wait behind each other and behind outside cases.

A desk takes matters in order of arrival with as many hands as its staff has; one hand in eight (none at a desk of
fewer than eight) is kept for urgent matters, which may take any hand. A matter that was accepted keeps its
place, so its end is known on arrival. Outside cases come at the archetype's reference utilisation; they are drawn by
their own number, lazily up to the moment somebody asks, so that nobody's asking changes them: one more request delays
others only by standing before them.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws, Purpose, percentile
from simulation.law.time.stage_times import OfficeQueue, OfficeStage, QueueRow, StageTimes
from simulation.scenario.schema.country import Country

_URGENT_EVERY = 10
"""Every tenth outside case is urgent (an assumption)."""

_LANE_PART = 8
"""One hand in so many is kept for urgent matters (an assumption; about the share of urgent cases)."""

_WARM_UP_SERVICES = 3
"""A desk fills for this many mean services before the first matter is asked about (an assumption)."""


@dataclass(slots=True)
class _Queue:
    """One desk: when each hand gets free, and the next outside case."""

    hands: list[int]
    lane: list[int]
    next_case: int = 0
    next_arrival: int = 0
    latest: int = 0
    busy: dict[str, int] = field(default_factory=dict)

    def serve(self, arrival: int, work: int, *, urgent: bool) -> int:
        """Put a matter on the first hand that it may take; returns its end."""
        hands = self.hands
        if urgent and self.lane and self.lane[0] <= hands[0]:
            hands = self.lane
        end = max(arrival, hands[0]) + work
        heapq.heapreplace(hands, end)
        return end


@dataclass(frozen=True, slots=True)
class _Outside:
    """The outside cases of one desk: rows of service in turn, and the mean time between two."""

    rows: tuple[tuple[float, ...], ...]
    service_percent: int
    gap: float
    mean: float


class Queues:
    """All desks of all countries; mutable, and the same whenever the same things are asked in the same order.

    Attributes:
        draws: The run's draws; a branch with other chance events sets its own.
    """

    def __init__(
        self, countries: tuple[Country, ...], times: StageTimes, draws: Draws, staff_percent: int = 100
    ) -> None:
        """Open the desks; nothing is drawn yet.

        Args:
            countries: Whose desks.
            times: The rows.
            draws: The run's draws.
            staff_percent: Factor of the preset on every country's capacity; the outside cases keep pace with it, as it
                sizes the exercise and does not overload it.
        """
        self.draws = draws
        self._times = times
        self._countries = {country.code: country for country in countries}
        self._desks = {row.id: row for row in times.desks}
        self._percent = staff_percent
        self._queues: dict[tuple[str, OfficeQueue], _Queue] = {}
        self._outside: dict[tuple[str, OfficeQueue], _Outside] = {}

    def servers(self, country: str, desk: OfficeQueue) -> int:
        """Matters that a desk has in hand at a time, before any lever."""
        row = self._desks[desk]
        if row.staff is None:
            return max(1, row.servers * self._percent // 100)
        people: int = getattr(self._countries[country].staff, row.staff)
        return max(1, people * row.matters_each * self._percent // 100)

    def finish(
        self, country: str, desk: OfficeQueue, key: str, now: int, work_seconds: int, *, urgent: bool = False
    ) -> int:
        """When the desk is done with a matter that arrives now.

        Args:
            country: Whose desk.
            desk: Which.
            key: Causal key of the matter at this desk; asking again for the same key gives the same answer.
            now: Arrival; from the start on never before an earlier arrival at the same desk.
            work_seconds: Service it needs.
            urgent: It may take a hand kept for urgent matters.

        Raises:
            ValueError: `now` lies after the start and before an arrival that was served already.
        """
        queue = self._queue(country, desk)
        if key in queue.busy:
            return queue.busy[key]
        if now < _BEGINNING:
            queue.busy[key] = now + work_seconds
            return now + work_seconds
        if 0 <= now < queue.latest:
            message = f"arrival {now} at {country}/{desk} after {queue.latest}"
            raise ValueError(message)
        # Matters in flight come in the scenario's order, whatever their dates: each queues behind the one before.
        arrival = max(now, queue.latest)
        self._let_outside_cases_in(country, desk, queue, arrival)
        queue.latest = arrival
        end = queue.serve(arrival, work_seconds, urgent=urgent)
        queue.busy[key] = end
        return end

    def hire(self, country: str, desk: OfficeQueue, now: int, percent: int) -> None:
        """Give a desk more hands from now on; the outside cases stay as many, and what was promised keeps its time.

        Args:
            country: Whose desk.
            desk: Which.
            now: From when.
            percent: How many more, in percent of those it has by its staff; at least one.
        """
        queue = self._queue(country, desk)
        self._let_outside_cases_in(country, desk, queue, now)
        queue.latest = max(queue.latest, now)
        for _ in range(max(1, self.servers(country, desk) * percent // 100)):
            heapq.heappush(queue.hands, now)

    def burden(self, country: str, desk: OfficeQueue, now: int, seconds: int) -> None:
        """Give each hand other work, or put off what waits before it; what was promised keeps its time.

        Args:
            country: Whose desk.
            desk: Which.
            now: From when.
            seconds: Work for each hand; below 0 as much of what it has before it is put off.
        """
        queue = self._queue(country, desk)
        self._let_outside_cases_in(country, desk, queue, now)
        queue.latest = max(queue.latest, now)
        for hands in (queue.hands, queue.lane):
            hands[:] = [max(now, end) + seconds if seconds > 0 else max(min(now, end), end + seconds) for end in hands]

    def backlog(self, country: str, desk: OfficeQueue, now: int) -> int:
        """Seconds that an ordinary matter arriving now would wait before somebody takes it up."""
        queue = self._queue(country, desk)
        if now >= queue.latest:
            self._let_outside_cases_in(country, desk, queue, now)
            queue.latest = now
        return max(0, queue.hands[0] - now)

    def _queue(self, country: str, desk: OfficeQueue) -> _Queue:
        place = (country, desk)
        queue = self._queues.get(place)
        if queue is None:
            outside = self._outside_of(country, desk)
            count = self.servers(country, desk)
            # A fixed beginning well before the first matter: never one that depends on who asks first.
            beginning = min(_BEGINNING - int(_WARM_UP_SERVICES * outside.mean), _BEGINNING - 60 * DAY)
            lane = count // _LANE_PART
            queue = _Queue(hands=[beginning] * (count - lane), lane=[beginning] * lane, latest=beginning)
            queue.next_arrival = beginning + self._gap(country, desk, 0, outside)
            self._queues[place] = queue
        return queue

    def _outside_of(self, country: str, desk: OfficeQueue) -> _Outside:
        place = (country, desk)
        found = self._outside.get(place)
        if found is None:
            row: QueueRow = self._desks[desk]
            archetype = self._countries[country].archetype
            load = self._times.load(archetype)
            rows = tuple(self._times.row(archetype, OfficeStage(stage)) for stage in row.stages)
            mean = sum(sum(values) for values in rows) / (99 * len(rows)) * load.service / 100.0 * DAY
            busy = load.utilisation if row.staff is not None else load.third_party_utilisation
            gap = mean * 100.0 / (busy * self.servers(country, desk))
            found = _Outside(rows, load.service, gap, mean)
            self._outside[place] = found
        return found

    def _gap(self, country: str, desk: OfficeQueue, number: int, outside: _Outside) -> int:
        return int(self.draws.exponential(Purpose.CASELOAD, f"{country}/{desk}", number) * outside.gap) + 1

    def _let_outside_cases_in(self, country: str, desk: OfficeQueue, queue: _Queue, now: int) -> None:
        outside = self._outside_of(country, desk)
        place = f"{country}/{desk}"
        while queue.next_arrival <= now:
            number, arrival = queue.next_case, queue.next_arrival
            row = outside.rows[number % len(outside.rows)]
            u = self.draws.uniform(Purpose.QUEUE, place, number, arrival)
            work = int(percentile(row, u) * outside.service_percent / 100.0 * DAY) + 1
            queue.serve(arrival, work, urgent=number % _URGENT_EVERY == _URGENT_EVERY - 1)
            queue.next_case = number + 1
            queue.next_arrival = arrival + self._gap(country, desk, number + 1, outside)


_BEGINNING = -240 * DAY
"""From here on desks have filled; a matter that entered its desk even earlier did not wait (an assumption: a scenario's
matters in flight stand where they stand for some weeks or months)."""
