"""The exercise's state: plain values, copied by pickle, changed only by the modules of this package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from simulation.casework.file.case_file import CaseFile
from simulation.exercise.core.command import Seat, SeatRole
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.event import Actor, Event, StepDropped
from simulation.exercise.core.settings import Settings
from simulation.kernel.agenda import DAY, HOUR, Agenda
from simulation.kernel.draws import Draws
from simulation.kernel.offices import OFFICES, Offices, OfficeTask
from simulation.kernel.registers import Log, Register, Watched
from simulation.kernel.terms import Office
from simulation.law.book.law_book import LawBook
from simulation.law.time.queues import Queues
from simulation.law.time.stage_times import StageTimes
from simulation.network.world.world import World
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import FrozenScenario, Scenario

OVER = frozenset({"ended", "epilogue", "closed"})
"""Phases after play, in which no seat may act any more."""

OFFICE_OPENS = 9 * HOUR
"""Office hours of a move begin at nine."""

MORNING = 10 * HOUR
"""Automatic offices act at ten, an hour after people's office hours begin."""

POST_DAYS = 3
"""Automatic offices go through what arrived every third day (assumption; keeps a year of play quick)."""

TURN = "exercise.turn"
"""Rule of the agenda that lets an automatic player act."""

OVERDUE = "exercise.overdue"
"""Rule of the agenda that acts for the holder of a request who let the time pass."""


def next_post(now: int) -> int:
    """The second at which an automatic office reads what reaches it now: ten o'clock of every third day."""
    day = now // DAY + (1 if now % DAY >= MORNING else 0)
    return (day + -day % POST_DAYS) * DAY + MORNING


@dataclass
class SeatState(Watched):
    """Who sits at an office, in order of arrival, and who holds the pen ("" for nobody)."""

    pen: str = ""
    members: Mapping[str, SeatRole] = field(default_factory=dict)


@dataclass(slots=True)
class CountryState:
    """What the exercise keeps for a country besides its case file.

    `drafts` counts the requests that it began, `numbers` those that went out to each other country.
    """

    code: str
    file: CaseFile
    offices: tuple[Office, ...]
    digest: Log[DigestLine] = field(default_factory=Log)
    drafts: int = 0
    numbers: dict[str, int] = field(default_factory=dict)
    news: list[str] = field(default_factory=list)
    to_control: bool = False
    decisions: dict[Office, int] = field(default_factory=dict)


@dataclass(slots=True)
class ClockState:
    """How the clock stands: phase, moves, and the jump that runs.

    Attributes:
        phase: Where the exercise is between lobby and closed.
        move: Number of the move, 0 before the first.
        move_starts: The second at which each move began.
        openings: The second at which office hours opened, each time.
        closings: The second at which they closed, each time.
        target: The second to which a jump runs, None without one.
        rate: Simulated seconds in a second of office hours, 0 while the clock stands.
        adversary_held: Control holds the network back.
    """

    phase: str = "lobby"
    move: int = 0
    move_starts: tuple[int, ...] = ()
    openings: tuple[int, ...] = ()
    closings: tuple[int, ...] = ()
    target: int | None = None
    rate: int = 0
    adversary_held: bool = False

    @property
    def is_over(self) -> bool:
        """Play has ended."""
        return self.phase in OVER


@dataclass(slots=True)
class EventLog:
    """What is written down while the exercise goes on: events not yet handed on, dropped steps, commands performed."""

    pending: list[Event] = field(default_factory=list)
    dropped: list[StepDropped] = field(default_factory=list)
    commands: int = 0


@dataclass(slots=True)
class SetAside:
    """The case as it lies aside while the warm-up has its own small matter on the desks: what comes back untouched."""

    files: dict[str, CaseFile]
    digests: dict[str, Log[DigestLine]]
    parts: dict[type, Any]


@dataclass(slots=True)
class State:
    """Everything an exercise is at one instant; what a subject keeps is its `part`.

    `by` is who acts now. `practice` is the case that lies aside in the warm-up, None outside it.
    """

    frozen: FrozenScenario
    settings: Settings
    preset: Preset
    draws: Draws
    agenda: Agenda
    network: World
    desks: Queues
    law: LawBook
    times: StageTimes
    now: int
    clock: ClockState = field(default_factory=ClockState)
    log: EventLog = field(default_factory=EventLog)
    seats: Register[Seat, SeatState] = field(default_factory=Register)
    countries: dict[str, CountryState] = field(default_factory=dict)
    memory: DerivedValues = field(default_factory=DerivedValues)
    cause: str = ""
    by: Actor = Actor.NOBODY
    practice: SetAside | None = None
    parts: dict[type, Any] = field(default_factory=dict)
    offices: Offices = OFFICES

    def part[P](self, kind: type[P]) -> P:
        """What a subject keeps, by its class; empty when nobody has asked for it before."""
        part: P | None = self.parts.get(kind)
        if part is None:
            part = self.parts[kind] = kind()
        return part

    @property
    def scenario(self) -> Scenario:
        """The scenario as frozen."""
        return self.frozen.scenario

    @property
    def day(self) -> int:
        """Day of the simulated clock as shown to people: 1 for the first."""
        return self.now // DAY + 1

    def emit(self, event: Event) -> None:
        """Add an event to what is happening now."""
        self.log.pending.append(event)

    def is_automatic(self, seat: Seat) -> bool:
        """Nobody sits there as a player and control has not taken the country over; in the epilogue every seat is."""
        return self.clock.phase == "epilogue" or not (self.countries[seat.country].to_control or self.seats[seat].pen)

    def automatic_offices(self, country: str) -> tuple[Office, ...]:
        """The offices of a country that its automatic player plays now."""
        if self.clock.phase == "epilogue":
            return self.countries[country].offices
        if self.countries[country].to_control:
            return ()
        taken = {seat.office for seat, state in self.seats.items() if state.pen and seat.country == country}
        offices = self.countries[country].offices
        return tuple(office for office in offices if office not in taken) if taken else offices

    def leading(self, country: str, task: OfficeTask) -> tuple[Office, ...]:
        """The offices of a country whose own task it is."""
        return self._of(country, self.offices.leading(task))

    def with_task(self, country: str, task: OfficeTask) -> tuple[Office, ...]:
        """The offices of a country that have to do with a task, those that lead it first."""
        return self._of(country, self.offices.with_task(task))

    def speaking_on(self, country: str, channel: str) -> tuple[Office, ...]:
        """The offices of a country that speak on an informal channel; none for that of letters."""
        return self._of(country, self.offices.speaking_on(channel))

    def _of(self, country: str, offices: tuple[Office, ...]) -> tuple[Office, ...]:
        own = self.countries[country].offices
        return tuple(each for each in offices if each in own)

    def tell(self, country: str, line: DigestLine, news: str = "", reading: float = 1.0) -> None:
        """Put a line into a country's digest; `news` also wakes its automatic player (see `wake`)."""
        state = self.countries.get(country)
        if state is None:
            return
        state.digest.add(line)
        if news:
            self.wake(country, news, reading)

    def wake(self, country: str, news: str, reading: float = 1.0) -> None:
        """Note what arrived for a country's automatic player, which acts when it next reads its post.

        Args:
            country: Its code.
            news: What arrived.
            reading: Factor of a treatment on the time until then.
        """
        state = self.countries.get(country)
        if state is None or not self.automatic_offices(country):
            return
        if news not in state.news:
            state.news.append(news)
        turn = f"turn/{country}"
        read_at = self.now + max(1, int((next_post(self.now) - self.now) * reading))
        known = self.agenda.when(turn)
        if known is None or read_at < known:
            self.agenda.schedule(read_at, turn, TURN, (country, 0))

    def has_people(self, country: str, offices: frozenset[Office] = frozenset()) -> bool:
        """Whether people decide for the country: at one of its seats (of some offices), or in the control room."""
        keeper = self.countries.get(country)
        if keeper is None or keeper.to_control:
            return keeper is not None
        sitting = [seat for seat, at in self.seats.items() if at.pen and seat.country == country]
        return self.clock.phase != "epilogue" and any(not offices or seat.office in offices for seat in sitting)

    def drained(self) -> tuple[Event, ...]:
        """The events since the last call, in order."""
        events = tuple(self.log.pending)
        self.log.pending.clear()
        return events
