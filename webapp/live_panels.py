"""Which version of each panel a viewer should be showing: digests of committed views, presence and web rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from simulation.exercise import practice
from simulation.exercise.views import SeatView
from webapp.exercise_store import Store
from webapp.faults import TroubleBook
from webapp.presence import PresenceBook
from webapp.published import CONTROL, Published, digest, joined


class Kind(StrEnum):
    """What a viewer looks at."""

    TEAM = "team"
    CONTROL = "control"
    LOBBY = "lobby"


@dataclass(frozen=True, slots=True)
class Viewer:
    """Somebody who is shown panels; `country` and `member` are empty for a trainer, `person` says who it is."""

    exercise: str
    kind: Kind
    country: str = ""
    member: str = ""
    person: str = ""


BEFORE_THE_FIRST_MOVE = frozenset({"lobby", "warm_up"})
"""Phases in which seats can be changed and everybody sees who is here."""


def lobby_countries(shown: Published, country: str, member: str) -> tuple[str, ...]:
    """The countries whose people a visitor of the lobby sees.

    Everybody's until the first move opens; from then on a member sees the own team only, so that what another team
    does, even that it reads, changes nothing here.
    """
    sits = bool(member) and any(member in seat.members for seat in shown.teams[country].seats)
    if sits and shown.control.clock.phase not in BEFORE_THE_FIRST_MOVE:
        return (country,)
    return tuple(shown.teams)


PEOPLE = "people"
"""Counts, before a country, what a trainer did with its people."""


@dataclass(slots=True)
class LivePanels:
    """The digests of every viewer's panels.

    Rows beside the journal have a counter by exercise and country, so that a team's private acts change that team's
    panels alone.
    """

    store: Store
    presence: PresenceBook
    on_change: Callable[[str], None]
    troubles: TroubleBook
    _touched: dict[tuple[str, str], int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def touch(self, exercise: str, country: str = "") -> None:
        """Says that rows of a team (or, without a country, of the lobby) have changed."""
        with self._lock:
            self._touched[exercise, country] = self._touched.get((exercise, country), 0) + 1
        self.on_change(exercise)

    def touch_people(self, exercise: str, *countries: str) -> None:
        """Says that a trainer named, moved or took off people: the lobby and control see it, and only their teams."""
        with self._lock:
            for name in ("", *(f"{PEOPLE}/{country}" for country in countries)):
                self._touched[exercise, name] = self._touched.get((exercise, name), 0) + 1
        self.on_change(exercise)

    def of(self, viewer: Viewer) -> dict[str, str]:
        """The digest of each panel that the viewer sees."""
        shown = self.store.published(viewer.exercise)
        if viewer.kind is Kind.CONTROL:
            lobby = self._lobby(viewer, shown)
            here = self._people([seat for view in shown.teams.values() for seat in view.seats])
            return {
                **shown.panels[CONTROL],
                "clock": joined(
                    (shown.panels[CONTROL]["clock"], str(shown.room.minutes_over(self.store.time_of_day())))
                ),
                "busy": self._busy(shown),
                "alerts": joined((shown.panels[CONTROL]["alerts"], here, lobby, *self.troubles.now())),
                "presence": joined((here, lobby)),
                "lobby": lobby,
                "people": joined((here, lobby)),
                "practice": self._practice(viewer, shown, tuple(shown.teams)),
            }
        if viewer.kind is Kind.LOBBY:
            return {"lobby": self._lobby(viewer, shown)}
        view = shown.teams[viewer.country]
        offices = [seat.seat.office for seat in view.seats if viewer.member in {*seat.members, CONTROL}]
        panels = shown.team_panels(viewer.country, offices)
        people = self._touched.get((viewer.exercise, f"{PEOPLE}/{viewer.country}"), 0)
        panels["seats"] = joined((panels["seats"], self._people(view.seats), str(people)))
        panels["pen"] = panels["seats"]
        holds = str(any(seat.pen == viewer.member for seat in view.seats))
        panels |= {
            name: joined((panels[name], holds)) for name in ("work", "requests")
        }  # their buttons ask for the pen
        panels["you"] = joined((viewer.country, *sorted(offices)))
        panels["practice"] = self._practice(viewer, shown, (viewer.country,))
        panels["team"] = str(self._touched.get((viewer.exercise, viewer.country), 0))
        return panels

    def _people(self, seats: list[SeatView] | tuple[SeatView, ...]) -> str:
        members = sorted({member for seat in seats for member in seat.members})
        return joined(f"{member}:{self.presence.of(member)}" for member in members)

    def _busy(self, shown: Published) -> str:
        """Who is writing something now."""
        there = {member for view in shown.teams.values() for seat in view.seats for member in seat.members}
        return joined(sorted(member for member in there if self.presence.is_typing(member)))

    def _lobby(self, viewer: Viewer, shown: Published) -> str:
        countries = lobby_countries(shown, viewer.country, viewer.member)
        seats = [seat for country in countries for seat in shown.teams[country].seats]
        phase = shown.control.clock.phase
        touched = "" if len(countries) == 1 else str(self._touched.get((viewer.exercise, ""), 0))
        practised = self._practice(viewer, shown, countries) if not viewer.member else ""
        return joined((digest(seats), self._people(seats), phase, touched, practised))

    def _practice(self, viewer: Viewer, shown: Published, countries: tuple[str, ...]) -> str:
        """Changes with what the seats of some countries have done of the warm-up; nothing outside it."""
        if shown.control.clock.phase != practice.PHASE:
            return ""
        done = (f"{shown.panels[code]['board']}/{shown.panels[code]['messages']}" for code in countries)
        return joined((*done, *(str(self._touched.get((viewer.exercise, code), 0)) for code in countries)))
