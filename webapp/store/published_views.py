"""What is shown: the views of one committed moment, and a digest for each of their fields.

A value here never changes; the store swaps the whole at once, so that pages read it without any lock.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from hashlib import blake2b
from types import MappingProxyType

from simulation.exercise.clock.views import ClockView
from simulation.exercise.core.settings import Settings
from simulation.exercise.views.control_view import ControlView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import HOUR
from simulation.needs.standing import NeedStanding
from simulation.scenario.schema.scenario import Scenario
from webapp.store.room_time import RoomTime

CONTROL = "control"
"""Name of control's facets beside the countries' codes."""

type Facets = Mapping[str, str]
"""Digest by name of a facet: a part of a view that pages are made from."""

TEAM_FACETS = tuple(field.name for field in fields(TeamView) if field.name != "country")
CONTROL_FACETS = tuple(field.name for field in fields(ControlView))
NEEDS = "needs"
"""A facet of control's view beside its fields: where the needs stand."""

DAY = "day"
"""A facet of every view beside its fields: the clock as far as the words of a page depend on it, without its hours."""


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
        needs: Where what countries can only get by asking stands, for control alone.
        after: What there is to see of each country after the epilogue, apart from its team's own; empty before.
        facets: Digests of the fields of each team's view by code, and of control's under `control`.
        commands: How many commands each member has in the journal.
        room: The room's own time.
    """

    sequence: int
    horizon: int
    scenario: Scenario
    settings: Settings
    control: ControlView
    teams: Mapping[str, TeamView]
    facets: Mapping[str, Facets]
    commands: Mapping[str, int]
    room: RoomTime
    needs: tuple[NeedStanding, ...] = ()
    after: Mapping[str, TeamView] = MappingProxyType({})

    @property
    def open_countries(self) -> tuple[str, ...]:
        """Countries at whose seats people can sit; the others are played automatically throughout."""
        return tuple(code for code in self.teams if code not in self.settings.automatic)

    @property
    def played_to(self) -> int:
        """The last second of which the teams' files tell: that of the end of play, once it has ended."""
        return next((team.clock.now for team in self.teams.values()), self.horizon)

    @property
    def latest(self) -> Mapping[str, TeamView]:
        """Everything that came of each country's matters, the epilogue included: for control alone."""
        return self.after or self.teams


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

    def facets(self, view: TeamView | ControlView, room: RoomTime) -> dict[str, str]:
        """The digest of each field of a view, and of its day."""
        names = TEAM_FACETS if isinstance(view, TeamView) else CONTROL_FACETS
        found = {name: self._field(getattr(view, name)) for name in names}
        return {**found, "clock": clock_digest(view.clock, room), DAY: digest(replace(view.clock, now=0))}

    def _field(self, value: object) -> str:
        return self.of(value) if isinstance(value, tuple) else digest(value)
