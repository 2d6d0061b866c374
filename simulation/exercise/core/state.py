"""The exercise's state: plain values, copied by pickle, changed only by the modules of this package."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from simulation.casework.documents.document import Document
from simulation.casework.file.case_file import CaseFile
from simulation.exercise.core.actors import Actor
from simulation.exercise.core.command import AgreedForum, Post, Seat
from simulation.exercise.core.derived import Memory
from simulation.exercise.core.digest import DigestLine, HistoryLine
from simulation.exercise.core.event import Event, StepDropped
from simulation.exercise.core.office_hours import next_post
from simulation.exercise.core.settings import Settings
from simulation.exercise.handovers.commands import Matter
from simulation.exercise.meetings.commands import AgreedTask
from simulation.exercise.messages.views import MessageView
from simulation.exercise.procedures.letter.letter import AssistanceRequest
from simulation.exercise.procedures.letter.play.views import ChainView, RulingView
from simulation.exercise.procedures.letter.play.visibility import seen_by
from simulation.exercise.trials.commands import Bench
from simulation.kernel.agenda import DAY, HOUR, Agenda
from simulation.kernel.draws import Draws
from simulation.kernel.terms import Office, Side
from simulation.law.book.content import Content
from simulation.law.book.law_book import LawBook
from simulation.law.book.required_contents import ContentCheck
from simulation.law.time.durations import StageTimes
from simulation.law.time.queues import Desks
from simulation.matters.machine import Procedure
from simulation.network.criminal_network import CriminalNetwork
from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import FrozenScenario, Scenario

OFFICE_OPENS = 9 * HOUR
"""Office hours of a move begin at nine."""

_EVERY_OFFICE = tuple(Office)

TURN = "exercise.turn"
"""Rule of the agenda that lets an automatic player act."""

OVERDUE = "exercise.overdue"
"""Rule of the agenda that acts for the holder of a request who let the time pass."""


@dataclass(slots=True)
class SeatState:
    """Who sits at an office, in order of arrival, and who holds the pen ("" for nobody)."""

    pen: str = ""
    members: dict[str, Post] = field(default_factory=dict)


@dataclass(slots=True)
class RequestState:
    """A request and what each side knows around it.

    Attributes:
        request: The request itself.
        label: Number for people; a draft has one of its own side's until it goes out.
        draft: The label that it had as a draft, "" while it is one or when it never was.
        history: What happened, with the side that can know it ("" for both).
        checks: C1-C15 at the latest vetting and at the latest receipt.
        chain: The nexus at the latest vetting.
        results: Papers made by execution, as the requesting side will get them.
        letter: What it said when the requested side last got it, None before.
        returned: Keys of papers that came with the return or the answer.
        ruled: Control's rulings by finding.
        due: When the holder's next step is due, None for none.
        ready: When an automatic police or FIU seat has found its answer; people answer when they like.
        own_case: Reference of an own case of the requested side about a target, as a matter says; "" for none.
        inherited: True for a matter in flight at the start.
        silent: Days without a word when that was found too long; 0 while it is not, or once there is a word.
        silence_found: It has been found since the request last arrived.
        mistakes: Typical mistakes of the requesting side, with the item at which each shows.
    """

    request: AssistanceRequest
    label: str
    history: list[tuple[str, HistoryLine]] = field(default_factory=list)
    checks: tuple[ContentCheck, ...] = ()
    received_checks: tuple[ContentCheck, ...] = ()
    letter: Content | None = None
    chain: tuple[ChainView, ...] = ()
    results: tuple[Document, ...] = ()
    returned: tuple[str, ...] = ()
    ruled: dict[str, str] = field(default_factory=dict)
    due: int | None = None
    own_case: str = ""
    draft: str = ""
    inherited: bool = False
    mistakes: dict[str, str] = field(default_factory=dict)
    ready: int = 0
    silent: int = 0
    silence_found: bool = False
    _seen: tuple[AssistanceRequest, AssistanceRequest] | None = None

    def seen_by(self, side: Side) -> AssistanceRequest:
        """The request as far as a side can know where it stands, worked out once for each of its stays."""
        if side is not Side.REQUESTED:
            return seen_by(self.request, side)
        if self._seen is None or self._seen[0] is not self.request:
            self._seen = (self.request, seen_by(self.request, side))
        return self._seen[1]


@dataclass(slots=True)
class ProcedureState:
    """A procedure and what each side knows around it.

    Attributes:
        procedure: The procedure itself.
        label: Number for people; while it is its own side's affair, a number of that side's.
        draft: The label that it had then, "" while it has it or when it never was.
        history: What happened, with the side that can know it ("" for both).
        due: When the holder's next step is due, None for none.
        limit: When something follows by itself that a person can avert or has to expect, None for nothing.
    """

    procedure: Procedure
    label: str
    draft: str = ""
    history: list[tuple[str, HistoryLine]] = field(default_factory=list)
    due: int | None = None
    limit: int | None = None


@dataclass(slots=True)
class CountryState:
    """What the exercise keeps for a country besides its case file.

    `drafts` counts the requests that it began, `numbers` those that went out to each other country.
    """

    code: str
    file: CaseFile
    digest: list[DigestLine] = field(default_factory=list)
    drafts: int = 0
    numbers: dict[str, int] = field(default_factory=dict)
    news: list[str] = field(default_factory=list)
    to_control: bool = False
    version: int = 0
    decisions: dict[Office, int] = field(default_factory=dict)


@dataclass(slots=True)
class InjectState:
    """An inject of the event list as it stands now; `day` is the one on which it fires, its delay counted.

    `answers` are choices, or free answers where there is nothing to choose; `words` is what was written beside one.
    """

    key: str
    title: str
    text: str
    country: str | None
    day: int | None
    answer_days: int
    held: bool = False
    fired_at: int | None = None
    countries: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    answered_at: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    answered_by: dict[str, Actor] = field(default_factory=dict)
    hints: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class NoticeState:
    """A notice or diffusion: who asked, about what, to whom it goes, and what came of it."""

    key: str
    country: str
    kind: str
    target: str
    asked: int
    documents: tuple[str, ...]
    to: tuple[str, ...]
    is_diffusion: bool = False
    published: int | None = None
    ended: int | None = None
    open: int = 0
    found: tuple[str, ...] = ()


@dataclass(slots=True)
class MeetingState:
    """A meeting: who called it, who was invited, its minutes and each side's word on them."""

    key: str
    at: int
    caller: Seat
    seats: tuple[Seat, ...]
    agenda: tuple[str, ...]
    text: str
    minutes: str = ""
    tasks: tuple[AgreedTask, ...] = ()
    forums: tuple[AgreedForum, ...] = ()
    sides: dict[str, str] = field(default_factory=dict)
    version: int = 0


@dataclass(slots=True)
class TaskState:
    """A dated task from agreed minutes."""

    key: str
    task: AgreedTask
    meeting: str
    done: bool = False


@dataclass(slots=True)
class HandOverState:
    """A matter between two seats of a country: who gave it to whom, what it is, the last note, and where it stands."""

    key: str
    country: str
    by: Office
    to: Office
    matter: Matter
    about: str
    text: str
    since: int
    stands: str


@dataclass(slots=True)
class SetAside:
    """The case as it lies aside while the warm-up has its own small matter on the desks: what comes back untouched."""

    files: dict[str, CaseFile]
    digests: dict[str, list[DigestLine]]
    messages: list[MessageView]


@dataclass(slots=True)
class State:
    """Everything an exercise is at one instant.

    `requests_changed` names a request each time that it or what is kept beside it changed, `injects_changed` an inject:
    what was made from them is brought up to date by that. `asked` are the requests that wait for an answer of a police
    or FIU seat. `by` is who acts now. `practice` is the case that lies aside in the warm-up, None
    outside it. `heard` are countries all of whose trials people play, `benches` says by charge who sits at one.
    """

    frozen: FrozenScenario
    settings: Settings
    preset: Preset
    draws: Draws
    agenda: Agenda
    network: CriminalNetwork
    desks: Desks
    law: LawBook
    times: StageTimes
    now: int
    phase: str = "lobby"
    move: int = 0
    move_starts: list[int] = field(default_factory=list)
    openings: list[int] = field(default_factory=list)
    target: int | None = None
    rate: int = 0
    adversary_held: bool = False
    journal: int = 0
    seats: dict[Seat, SeatState] = field(default_factory=dict)
    countries: dict[str, CountryState] = field(default_factory=dict)
    requests: dict[str, RequestState] = field(default_factory=dict)
    asked: dict[str, None] = field(default_factory=dict)
    requests_changed: list[str] = field(default_factory=list)
    procedures: dict[str, ProcedureState] = field(default_factory=dict)
    messages: list[MessageView] = field(default_factory=list)
    injects: dict[str, InjectState] = field(default_factory=dict)
    injects_changed: list[str] = field(default_factory=list)
    meetings: dict[str, MeetingState] = field(default_factory=dict)
    tasks: dict[str, TaskState] = field(default_factory=dict)
    notices: dict[str, NoticeState] = field(default_factory=dict)
    handovers: dict[str, HandOverState] = field(default_factory=dict)
    forums: dict[tuple[str, str], str] = field(default_factory=dict)
    heard: dict[str, None] = field(default_factory=dict)
    benches: dict[tuple[str, Bench], str] = field(default_factory=dict)
    trust: dict[tuple[str, str], int] = field(default_factory=dict)
    levers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pulled: dict[tuple[str, str], int] = field(default_factory=dict)
    rulings: list[RulingView] = field(default_factory=list)
    memory: Memory = field(default_factory=Memory)
    dropped: list[StepDropped] = field(default_factory=list)
    out: list[Event] = field(default_factory=list)
    cause: str = ""
    by: Actor = Actor.NOBODY
    practice: SetAside | None = None
    control_version: int = 0
    parts: dict[type, Any] = field(default_factory=dict)

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
        self.out.append(event)

    def touch(self, *countries: str) -> None:
        """Say that these countries' views changed; control's always does."""
        self.control_version += 1
        for code in countries:
            country = self.countries.get(code)
            if country is not None:
                country.version += 1

    def is_automatic(self, seat: Seat) -> bool:
        """Nobody sits there as a player and control has not taken the country over; in the epilogue every seat is."""
        return self.phase == "epilogue" or not (self.countries[seat.country].to_control or self.seats[seat].pen)

    def automatic_offices(self, country: str) -> tuple[Office, ...]:
        """The offices of a country that its automatic player plays now."""
        if self.phase == "epilogue":
            return _EVERY_OFFICE
        if self.countries[country].to_control:
            return ()
        taken = {seat.office for seat, state in self.seats.items() if state.pen and seat.country == country}
        return tuple(office for office in Office if office not in taken) if taken else _EVERY_OFFICE

    def tell(self, country: str, line: DigestLine, news: str = "") -> None:
        """Put a line into a country's digest; `news` also wakes its automatic player."""
        state = self.countries.get(country)
        if state is None:
            return
        state.digest.append(line)
        if news:
            self.wake(country, news)
        self.touch(country)

    def wake(self, country: str, news: str) -> None:
        """Note what arrived for a country's automatic player, which acts the next morning."""
        state = self.countries.get(country)
        if state is None or not self.automatic_offices(country):
            return
        if news not in state.news:
            state.news.append(news)
        if self.agenda.when(f"turn/{country}") is None:
            self.agenda.schedule(next_post(self.now), f"turn/{country}", TURN, (country, 0))

    def has_people(self, country: str) -> bool:
        """Whether people decide for the country: at one of its seats, or in the control room."""
        keeper = self.countries.get(country)
        if keeper is None or keeper.to_control:
            return keeper is not None
        return self.phase != "epilogue" and country in [seat.country for seat, at in self.seats.items() if at.pen]

    def drained(self) -> tuple[Event, ...]:
        """The events since the last call, in order."""
        events = tuple(self.out)
        self.out.clear()
        return events
