"""What is shown: the views of one committed moment, and a digest for each of their panels.

A value here never changes; the store swaps the whole at once, so that pages read it without any lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import blake2b
from types import MappingProxyType

from simulation.agenda import HOUR
from simulation.exercise.control_views import ControlView
from simulation.exercise.settings import Settings
from simulation.exercise.views import ClockView, TeamView
from simulation.records import Office
from simulation.scenario.model import Scenario
from webapp.room_time import RoomTime

CONTROL = "control"
"""Name of control's panels beside the countries' codes."""

type Panels = Mapping[str, str]
"""Digest by name of a panel."""


@dataclass(frozen=True, slots=True)
class Published:
    """The views of one exercise at one committed moment.

    Attributes:
        sequence: Number of the last journal entry.
        horizon: Simulated second that is shown.
        scenario: The frozen scenario.
        settings: Choices made at creation.
        control: What control sees.
        teams: What each played country's team sees, by code; once the epilogue is played, as it stood at the end of
            play.
        after: What there is to see of each country after the epilogue, apart from its team's own; empty before.
        panels: Digests of the team's panels by code, and of control's under `control`.
        work: Digest of what waits for each office, by code.
        commands: How many commands each member has in the journal.
        room: The room's own time.
    """

    sequence: int
    horizon: int
    scenario: Scenario
    settings: Settings
    control: ControlView
    teams: Mapping[str, TeamView]
    panels: Mapping[str, Panels]
    work: Mapping[str, Mapping[Office, str]]
    commands: Mapping[str, int]
    room: RoomTime
    after: Mapping[str, TeamView] = MappingProxyType({})

    @property
    def latest(self) -> Mapping[str, TeamView]:
        """Everything that came of each country's matters, the epilogue included: for control alone."""
        return self.after or self.teams

    def team_panels(self, country: str, offices: Iterable[Office]) -> dict[str, str]:
        """The digests that a seat at these offices sees."""
        waiting = self.work[country]
        panels = self.panels[country]
        shown = (panels["hearings"], *(waiting[office] for office in sorted(offices)))
        return {**panels, "work": joined(shown)}


def digest(value: object) -> str:
    """A short digest of a frozen value; equal values give equal digests in every process."""
    return blake2b(repr(value).encode(), digest_size=9).hexdigest()


def joined(parts: Iterable[str]) -> str:
    """The digest of several digests in order."""
    return blake2b("|".join(parts).encode(), digest_size=9).hexdigest()


def clock_digest(clock: ClockView, room: RoomTime) -> str:
    """Changes when the shown clock does: by the hour while it runs, by day, phase and room time while it stands."""
    shown = clock.now // HOUR * HOUR if clock.rate else 0
    return digest((replace(clock, now=shown), room))


@dataclass(slots=True)
class Digester:
    """Makes digests, remembering those of values that have not been replaced since the last time."""

    _known: dict[int, tuple[object, str]] = field(default_factory=dict)
    _used: dict[int, tuple[object, str]] = field(default_factory=dict)

    def of(self, values: tuple[object, ...]) -> str:
        """The digest of a tuple whose members are mostly the same objects as last time."""
        return joined(self._one(value) for value in values)

    def _one(self, value: object) -> str:
        found = self._known.get(id(value))
        if found is None or found[0] is not value:
            found = (value, digest(value))
        self._used[id(value)] = found
        return found[1]

    def forget_unused(self) -> None:
        """Lets go of what the last round did not meet."""
        self._known, self._used = self._used, {}

    def team(self, view: TeamView, room: RoomTime) -> dict[str, str]:
        """The digests of a team's panels, without what depends on the office."""
        return {
            "clock": clock_digest(view.clock, room),
            "seats": self.of(view.seats),
            "requests": self.of(view.requests),
            "procedures": self.of(view.procedures),
            "documents": self.of(view.documents),
            "board": joined((self.of(view.entities), digest(view.board))),
            "measures": joined((self.of(view.measures), f"{view.free_teams}/{view.free_officers}")),
            "assets": self.of(view.assets),
            "charges": joined((self.of(view.charges), self.of(view.plans))),
            "reports": self.of(view.reports),
            "messages": self.of(view.messages),
            "injects": self.of(view.injects),
            "meetings": self.of(view.meetings),
            "tasks": self.of(view.tasks),
            "handovers": self.of(view.handovers),
            "hearings": self.of(view.hearings),
            "digest": self.of(view.digest),
            "rulings": self.of(view.rulings),
            "risk": digest(view.at_risk),
        }

    def work(self, view: TeamView) -> dict[Office, str]:
        """What waits for each office."""
        return {office: self.of(tuple(item for item in view.work if office in item.offices)) for office in Office}

    def control(self, view: ControlView, room: RoomTime) -> dict[str, str]:
        """The digests of control's panels."""
        return {
            "clock": clock_digest(view.clock, room),
            "countries": self.of(view.countries),
            "requests": self.of(view.requests),
            "injects": self.of(view.injects),
            "points": self.of(view.points),
            "alerts": self.of(view.alerts),
            "messages": self.of(view.messages),
            "marks": digest(view.marks),
            "routes": digest(view.routes),
            "because": digest(view.because),
            "metrics": digest(view.metrics),
        }
