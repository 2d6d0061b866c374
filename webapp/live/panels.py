"""Which version of each panel a viewer should be showing.

A version is made of digests of facets: the fields of the viewer's view, who is here, and counters of rows beside the
journal. A panel names every facet that its template could show; `tests/partition/test_panel_versions.py` looks on while
each of them is rendered and finds those that are missing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from threading import Lock

from simulation.exercise.clock import warm_up
from simulation.exercise.seats.views import SeatView
from webapp.live.presence import Presence, PresenceBook
from webapp.process.faults import TroubleBook
from webapp.store.exercise_store import Store
from webapp.store.published_views import CONTROL, DAY, NEEDS, Published, digest, joined


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


SEATED = "seated"
"""The offices at which the viewer sits, the pens held there, and whether control plays the country."""

OWN = "own"
"""How much the viewer has done, which the ids of forms are made from."""

READ = "read"
"""What the viewer has read."""

ROWS = "rows"
"""The team's notes, marks, drafts, places on the board, and which papers its people have read."""

RELEASES = "releases"
"""What the team lets the wall show."""

NAMES = "names"
"""What the people of the team are called."""

AWAY = "away"
"""For how many minutes each holder of a pen is away."""

TYPING = "typing"
"""Who is writing something now."""

YOU = "you"
"""Where the viewer sits, one word for the country and each office: a page that knew one more is opened anew."""

UNDONE = "undone"
"""How often control has undone something."""

OVER = "over"
"""Minutes by which the room is late."""

TROUBLES = "troubles"
"""What is wrong with the server."""

STARTED = "started"
"""When the server was started: the wall clock may have been set meanwhile, by which office hours count down."""

HERE = "here"
"""Who of the people shown is here."""

LOBBY = "lobby"
"""Seats and people, as far as the viewer sees them in the lobby."""

PRACTISED = "practised"
"""How far the seats are in the warm-up."""

WORKED_OUT = "worked_out"
"""Whether the days are known on which what countries need is lost."""

TEAMS = "teams."
"""Before the name of a field: that field of every team's view, for control."""

_LABELS = ("documents", "entities", "requests", "procedures", "measures")
"""What lines of every kind name by their labels."""

MOMENT = (DAY, UNDONE)
"""What the whole page follows, also outside its panels: the move, the phase and the day, and whether time went back."""

TEAM_PANELS: Mapping[str, tuple[str, ...]] = {
    "clock": ("clock", "is_taken_over", STARTED),
    "seats": (DAY, "seats", HERE, NAMES, OWN, SEATED),
    "pen": (DAY, "seats", HERE, AWAY, NAMES, OWN, SEATED),
    "you": (YOU,),
    "moment": MOMENT,
    "frame": (
        *(DAY, "work", "board", "assets", "charges", "reports", "messages", "injects", "ahead", *_LABELS),
        *("is_taken_over", READ, SEATED, NAMES),
    ),
    "work": (DAY, "work", "injects", "messages", "hearings", "meetings", "reports", "seats", "tasks", *_LABELS, SEATED),
    "start": (DAY, "work", "at_risk", "injects", "messages", "reports", "seats", "tasks", *_LABELS, READ, SEATED),
    "requests": (DAY, "requests", "documents", "entities", "digest_since", READ, SEATED),
    "digest": (
        *(DAY, "clock", "digest", "digest_since", "assets", "at_risk", "injects", "messages", "meetings", "work"),
        *("charges", "reactions", "risk_abroad", "seats", "tasks"),
        *(*_LABELS, RELEASES, SEATED),
    ),
    "messages": (DAY, "messages", "injects", READ, SEATED),
    "conversation": (DAY, "messages", "injects", *_LABELS, SEATED),  # what was new when it was opened stays marked
    "practice": (DAY, "messages", "injects", "board", *_LABELS, READ, ROWS, SEATED),
    "map": ("documents", "entities"),
    "board": ("board", "documents", "entities", ROWS, NAMES, SEATED),
    "documents": (*_LABELS, ROWS, READ, NAMES, SEATED),
    "measures": (
        DAY,
        "assets",
        "at_risk",
        "free_officers",
        "free_teams",
        "officers",
        "reactions",
        "risk_abroad",
        "seats",
        *_LABELS,
        SEATED,
        OWN,
    ),
    "assets": (DAY, "assets", "at_risk", "reactions", *_LABELS, SEATED),
    "case": (
        DAY,
        "charges",
        "assets",
        "at_risk",
        "risk_abroad",
        "hearings",
        "plans",
        "reactions",
        "seats",
        *_LABELS,
        SEATED,
        OWN,
    ),
    "plan": (DAY, "plans", "charges", "at_risk", "assets", "board", "seats", *_LABELS, SEATED, OWN),
    "reports": (DAY, "reports", *_LABELS, READ, SEATED),
    "handovers": (DAY, "handovers", *_LABELS, SEATED, OWN),
    "meetings": (DAY, "meetings", "tasks", *_LABELS, SEATED, OWN),
    "procedures": (DAY, "assets", *_LABELS, SEATED),
    "ahead": (DAY, "ahead"),
}
"""The panels of a team's pages, each with the facets that it shows."""

CONTROL_PANELS: Mapping[str, tuple[str, ...]] = {
    "clock": ("clock", "because", "countries", "points", OVER, STARTED, TYPING, OWN),
    "busy": (DAY, TEAMS + "work", TEAMS + "requests", TEAMS + "seats", TYPING, ROWS, NAMES),
    "points": ("countries", "points"),
    "requests": (DAY, "requests", "alerts", TEAMS + "work", TEAMS + "requests", TEAMS + "seats", HERE, NAMES),
    "injects": (DAY, "injects", TEAMS + "injects", TEAMS + "entities", OWN),
    "alerts": (
        *(DAY, "alerts", "countries", "injects", "requests", TEAMS + "at_risk", TEAMS + "injects", TEAMS + "assets"),
        *(TEAMS + "risk_abroad", TEAMS + "work", "clock", HERE, NAMES, LOBBY, TROUBLES),
    ),
    "people": (DAY, "countries", TEAMS + "is_taken_over", TEAMS + "seats", HERE, AWAY, NAMES, LOBBY, OWN),
    "presence": (DAY, "clock", "countries", TEAMS + "seats", TEAMS + "work", HERE, NAMES, LOBBY),
    "arrivals": (DAY, "clock", TEAMS + "digest", TEAMS + "digest_since"),
    "marks": (DAY, "marks", "routes"),
    "beats": (
        DAY,
        *(
            TEAMS + name
            for name in ("at_risk", "risk_abroad", "assets", "digest_since", "measures", "requests", "work")
        ),
        RELEASES,
    ),
    "messages": (DAY, "messages", TEAMS + "messages", OWN),
    "practice": (DAY, PRACTISED),
    "needs": (DAY, NEEDS, WORKED_OUT),
    "lobby": (LOBBY,),
    "moment": MOMENT,
}
"""The panels of control's pages."""

LOBBY_PANELS: Mapping[str, tuple[str, ...]] = {"lobby": (LOBBY, OWN), "moment": MOMENT}

PANELS = {Kind.TEAM: TEAM_PANELS, Kind.CONTROL: CONTROL_PANELS, Kind.LOBBY: LOBBY_PANELS}


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


def summed(versions: Mapping[str, str]) -> str:
    """One digest of all versions: a browser that was told another has missed something."""
    return joined(f"{name}={version}" for name, version in sorted(versions.items()))


@dataclass(slots=True)
class LivePanels:
    """The versions of every viewer's panels.

    Rows beside the journal have counters by whose they are, so that what a team does for itself changes that team's
    panels alone. They begin anew with the process, and are told apart from those of an earlier one by when it began.
    """

    store: Store
    presence: PresenceBook
    on_change: Callable[[str], None]
    troubles: TroubleBook
    born: float = 0.0
    _touched: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def touch(self, exercise: str, country: str = "", what: str = ROWS) -> None:
        """Says that rows of a team have changed: its papers' marks and notes, what it released, or its people's names.

        Args:
            exercise: In which exercise.
            country: Whose rows; none for the lobby, where somebody joined, left or is called otherwise.
            what: `ROWS`, `RELEASES` or `NAMES`.
        """
        self._count(exercise, country, what if country else LOBBY)

    def has_read(self, exercise: str, country: str, member: str) -> None:
        """Says that a member has read something new; control at the country's desk sees what anybody there has read."""
        self._count(exercise, country, READ)
        self._count(exercise, member, READ)

    def _count(self, exercise: str, whose: str, what: str) -> None:
        with self._lock:
            key = (exercise, whose, what)
            self._touched[key] = self._touched.get(key, 0) + 1
        self.on_change(exercise)

    def has_worked_out(self, exercise: str) -> None:
        """Says that the days are known on which what countries need is lost: control alone shows them."""
        self._count(exercise, "", WORKED_OUT)

    def has_undone(self, exercise: str) -> None:
        """Says that control has undone something, perhaps on the same day."""
        self._count(exercise, "", UNDONE)

    def touch_people(self, exercise: str, *countries: str) -> None:
        """Says that a trainer named, moved or took off people: the lobby and control see it, and only their teams."""
        for country in countries:
            self._count(exercise, country, NAMES)
        self._count(exercise, "", LOBBY)

    def of(self, viewer: Viewer, shown: Published | None = None) -> dict[str, str]:
        """The version of each panel that the viewer sees, of the last committed moment or of the one that is given."""
        shown = shown or self.store.published(viewer.exercise)
        facets = self._facets(viewer, shown)
        return {
            name: facets[needed[0]] if len(needed) == 1 else joined(facets[facet] for facet in needed)
            for name, needed in PANELS[viewer.kind].items()
        }

    def _facets(self, viewer: Viewer, shown: Published) -> Mapping[str, str]:
        if viewer.kind is Kind.CONTROL:
            return self._control(viewer, shown)
        if viewer.kind is Kind.LOBBY:
            day = shown.facets[viewer.country or CONTROL][DAY]
            undone = self.undone(viewer.exercise)
            return {LOBBY: self._lobby(viewer, shown), OWN: self._own(viewer, shown), DAY: day, UNDONE: undone}
        return self._team(viewer, shown)

    def _team(self, viewer: Viewer, shown: Published) -> Mapping[str, str]:
        view = shown.teams[viewer.country]
        is_control = viewer.member == CONTROL
        plays = is_control and any(
            line.country == viewer.country and line.controlled for line in shown.control.countries
        )
        own = [seat for seat in view.seats if is_control or viewer.member in seat.members]
        seated = (*(f"{seat.seat.office}:{seat.pen == viewer.member}" for seat in own), str(plays))
        return {
            **shown.facets[viewer.country],
            SEATED: joined(seated),
            OWN: self._own(viewer, shown),
            READ: self._counted(viewer.exercise, viewer.country if is_control else viewer.member, READ),
            ROWS: self._counted(viewer.exercise, viewer.country, ROWS),
            RELEASES: self._counted(viewer.exercise, viewer.country, RELEASES),
            NAMES: self._counted(viewer.exercise, viewer.country, NAMES),
            HERE: self._people(view.seats),
            AWAY: self._away(view.seats),
            UNDONE: self.undone(viewer.exercise),
            STARTED: str(self.born),
            YOU: " ".join(digest((viewer.country, place)) for place in ("", *(seat.seat.office for seat in own))),
        }

    def _control(self, viewer: Viewer, shown: Published) -> Mapping[str, str]:
        teams = {
            TEAMS + name: joined(shown.facets[country][name] for country in shown.teams)
            for name in (
                "assets",
                "at_risk",
                "digest",
                "digest_since",
                "entities",
                "injects",
                "is_taken_over",
                "measures",
                "messages",
                "requests",
                "risk_abroad",
                "seats",
                "work",
            )
        }
        seats = [seat for view in shown.teams.values() for seat in view.seats]
        return {
            **shown.facets[CONTROL],
            **teams,
            OWN: self._own(viewer, shown),
            NAMES: self._names(viewer.exercise, shown.teams),
            HERE: self._people(seats),
            AWAY: self._away(seats),
            TYPING: joined(
                sorted(member for seat in seats for member in seat.members if self.presence.is_typing(member))
            ),
            ROWS: joined(self._counted(viewer.exercise, country, ROWS) for country in shown.teams),
            RELEASES: joined(self._counted(viewer.exercise, country, RELEASES) for country in shown.teams),
            TROUBLES: joined(self.troubles.now()),
            OVER: str(shown.room.minutes_over(self.store.time_of_day())),
            PRACTISED: self._practised(viewer, shown, shown.teams),
            LOBBY: self._lobby(viewer, shown),
            WORKED_OUT: self._counted(viewer.exercise, "", WORKED_OUT),
            UNDONE: self.undone(viewer.exercise),
            STARTED: str(self.born),
        }

    def _counted(self, exercise: str, whose: str, what: str) -> str:
        return f"{self.born}:{self._touched.get((exercise, whose, what), 0)}"

    def undone(self, exercise: str) -> str:
        """How often control has undone something.

        Not told apart by when the process began: pages need not be fetched anew because a server was started.
        """
        return str(self._touched.get((exercise, "", UNDONE), 0))

    def _names(self, exercise: str, countries: Iterable[str]) -> str:
        return joined(self._counted(exercise, country, NAMES) for country in countries)

    @staticmethod
    def _own(viewer: Viewer, shown: Published) -> str:
        return str(shown.commands.get(viewer.member or CONTROL, 0))

    def _people(self, seats: list[SeatView] | tuple[SeatView, ...]) -> str:
        members = sorted({member for seat in seats for member in seat.members})
        return joined(f"{member}:{self.presence.of(member)}" for member in members)

    def _away(self, seats: Iterable[SeatView]) -> str:
        holders = sorted({seat.pen for seat in seats if seat.pen})
        gone = (each for each in holders if self.presence.of(each) is Presence.AWAY)
        return joined(f"{each}:{int(self.presence.away_seconds(each) or 0) // 60}" for each in gone)

    def _lobby(self, viewer: Viewer, shown: Published) -> str:
        countries = lobby_countries(shown, viewer.country, viewer.member)
        seats = [seat for country in countries for seat in shown.teams[country].seats]
        phase = shown.control.clock.phase
        everybodys = "" if viewer.member and len(countries) == 1 else self._counted(viewer.exercise, "", LOBBY)
        names = self._names(viewer.exercise, countries)
        practised = self._practised(viewer, shown, countries) if not viewer.member else ""
        return joined((digest(seats), self._people(seats), phase, everybodys, names, practised))

    def _practised(self, viewer: Viewer, shown: Published, countries: Iterable[str]) -> str:
        """Changes with what the seats of some countries have done of the warm-up; nothing outside it."""
        if shown.control.clock.phase != warm_up.PHASE:
            return ""
        done = (f"{shown.facets[code]['board']}/{shown.facets[code]['messages']}" for code in countries)
        return joined((*done, *(self._counted(viewer.exercise, code, ROWS) for code in countries)))
