"""What a viewer may see: frozen values made by the exercise; pages and players get these and nothing else.

A team's view is made from its country's file, its requests, its messages and the public part of the scenario. What
control sees is in `control_views`. Nothing here holds a reference to the exercise.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from simulation.casework.documents.document import Document
from simulation.casework.file.case_plan import Plan
from simulation.exercise.core.actors import Actor
from simulation.exercise.core.command import AgreedForum, Seat
from simulation.exercise.matters.views_2 import ProcedureView
from simulation.exercise.measures.views import MeasureView
from simulation.exercise.meetings.commands import AgreedTask
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.trials.views import ChargeView, HearingView
from simulation.kernel.entities import Entity
from simulation.kernel.shared import shared
from simulation.kernel.terms import Office, Phrase


@dataclass(frozen=True, slots=True)
class ClockView:
    """The one simulated clock.

    Attributes:
        now: Seconds since the start.
        day: Day shown to people, 1 for the first.
        phase: `lobby`, `warm_up`, `office_hours`, `jump`, `running`, `ended` or `epilogue`.
        move: Number of the present move, from 1; 0 before the first.
        moves: Number of moves planned.
        next_jump_days: Days that the plan foresees after this move.
        move_days: Day on which each move so far began, in order.
        planned_days: Days on which the moves still to come begin by the plan, and the end.
        rate: Simulated seconds for a wall second while running.
        adversary_held: Shown to control only; False in team views.
    """

    now: int
    day: int
    phase: str
    move: int
    moves: int
    next_jump_days: int
    move_days: tuple[int, ...]
    planned_days: tuple[int, ...]
    rate: int = 0
    adversary_held: bool = False

    @property
    def is_over(self) -> bool:
        """Play has ended: nobody may act any more."""
        return self.phase in {"ended", "epilogue", "closed"}


@dataclass(frozen=True, slots=True)
class SeatView:
    """Who sits at an office: ids of members (names are the web's), and who holds the pen ("" for nobody)."""

    seat: Seat
    pen: str
    members: tuple[str, ...]
    automatic: bool


@dataclass(frozen=True, slots=True)
class WorkItem:
    """Something that waits for a seat.

    Attributes:
        key: Stable key of the item.
        offices: Offices that can do it.
        title: Verb-first title.
        why: One line of why.
        due_day: Day by which, None for no limit.
        waiting_since: Second since when it waits.
        about_kind: `request`, `procedure`, `report`, `inject`, `measure`, `document`, `task`, `meeting`, `message`,
            `freeze`, `person` or `handover`.
        about: Key of that thing.
        action: Code of the button.
        is_decision: Two or more defensible options.
        rests_on: What an act started from here rests on.
    """

    key: str
    offices: tuple[Office, ...]
    title: Phrase
    why: Phrase
    due_day: int | None
    waiting_since: int
    about_kind: str
    about: str
    action: str
    is_decision: bool
    rests_on: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FiledDocument:
    """A paper of the team's file: number for people, when it came, from which request or measure, and the paper."""

    label: str
    received: int
    source: str
    document: Document


class LinkView(NamedTuple):
    """A link of the board or of the file: solid when a document that is evidence supports it, dashed for a lead."""

    key: str
    a: str
    b: str
    kind: str
    documents: tuple[str, ...]
    is_evidence: bool
    on_board: bool
    is_claim: bool


@dataclass(frozen=True, slots=True)
class BoardView:
    """The team's board.

    Attributes:
        entities: Keys of entities on the board with the claim's key: (entity, claim).
        links: Links between entities of the file; `on_board` when both ends are on it.
        merged: Pairs said to be one.
        version: For `seen`.
    """

    entities: tuple[tuple[str, str], ...]
    links: tuple[LinkView, ...]
    merged: tuple[tuple[str, str], ...]
    version: int


@dataclass(frozen=True, slots=True)
class AssetView:
    """Money that the team's file knows to be blocked: `state` frozen, postponed, lapsed, lifted or confiscated.

    `began` is when it was frozen, `since` when the state began or a court last looked, `ground` on what it stays.
    """

    account: str
    country: str
    amount_minor: int
    since: int
    until: int | None
    state: str
    source: str
    began: int
    ground: str


@dataclass(frozen=True, slots=True)
class ReportView:
    """A suspicious transaction report in the FIU's stream, and what was decided on it.

    `decision` is "" while it is open, `due_day` the last day for it, `decided` when it was taken, `about` the account.
    """

    key: str
    document: str
    received: int
    decision: str
    to: str
    due_day: int
    decided: int | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class MessageView:
    """A message to or from this team; `by` is who wrote it for its seat."""

    key: str
    at: int
    sender: Seat | None
    persona: str
    to: Seat | None
    text: str
    about: str
    answers: str
    by: Actor = Actor.NOBODY


@dataclass(frozen=True, slots=True)
class InjectView:
    """An inject that reached this team; its words come from the scenario's texts unless edited.

    `unanswered` is the choice that holds when nobody answers in time, "" when it stays open; `answered_at` is when a
    seat answered, None when none did, and `answered_by` who did it: nobody, when the time for it had passed; `words`
    is what it wrote beside its choice.
    """

    key: str
    at: int
    sender: str
    offices: tuple[Office, ...]
    title: str
    text: str
    choices: tuple[str, ...]
    answer_due_day: int | None
    answered: str
    document: str
    hints: tuple[int, ...]
    unanswered: str = ""
    answered_at: int | None = None
    answered_by: Actor = Actor.NOBODY
    words: str = ""


@dataclass(frozen=True, slots=True)
class MeetingView:
    """A meeting this team was invited to or called: minutes with each side's agreement ("", `agreed`, `declined`)."""

    key: str
    at: int
    caller: Seat
    seats: tuple[Seat, ...]
    agenda: tuple[str, ...]
    text: str
    minutes: str
    tasks: tuple[AgreedTask, ...]
    forums: tuple[AgreedForum, ...]
    sides: tuple[tuple[str, str], ...]
    version: int


@dataclass(frozen=True, slots=True)
class TaskView:
    """A dated task of this team from agreed minutes, or a duty `about` a person that a letter brought."""

    key: str
    owner: Seat
    what: str
    due_day: int
    done: bool
    meeting: str
    about: str = ""


@shared
@dataclass(frozen=True, slots=True)
class DigestLine:
    """A line of "since you were last here"."""

    at: int
    what: Phrase
    about_kind: str
    about: str
    offices: tuple[Office, ...] = ()


@dataclass(frozen=True, slots=True)
class RulingView:
    """A ruling of control, shown to all: the request's label only where the viewer is a party."""

    at: int
    request: str
    finding: str
    verdict: str
    reasons: str


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice or diffusion that this team asked for: `found` names the countries whose registers showed something."""

    key: str
    kind: str
    target: str
    asked: int
    published: int | None
    ended: int | None
    is_diffusion: bool
    found: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HandOverView:
    """A matter that one seat of this team gave to another.

    Attributes:
        key: Its key.
        since: Second of the last step.
        by: The office that gave it, or gave it back.
        to: The office at which it waits, or that took it.
        matter: `request`, `procedure`, `document`, `entity` or `measure`.
        about: Key of that thing.
        text: The note.
        stands: `handed`, `taken` or `returned`; what was handed to a seat that is empty now counts as returned.
        waits: Somebody is to take it.
    """

    key: str
    since: int
    by: Office
    to: Office
    matter: str
    about: str
    text: str
    stands: str
    waits: bool


@dataclass(frozen=True, slots=True)
class TeamView:
    """Everything a country's team may see."""

    country: str
    clock: ClockView
    seats: tuple[SeatView, ...]
    work: tuple[WorkItem, ...]
    requests: tuple[RequestView, ...]
    procedures: tuple[ProcedureView, ...]
    documents: tuple[FiledDocument, ...]
    entities: tuple[Entity, ...]
    board: BoardView
    measures: tuple[MeasureView, ...]
    assets: tuple[AssetView, ...]
    charges: tuple[ChargeView, ...]
    reports: tuple[ReportView, ...]
    messages: tuple[MessageView, ...]
    injects: tuple[InjectView, ...]
    notices: tuple[NoticeView, ...]
    meetings: tuple[MeetingView, ...]
    tasks: tuple[TaskView, ...]
    digest: tuple[DigestLine, ...]
    digest_since: int
    rulings: tuple[RulingView, ...]
    at_risk: tuple[tuple[str, int, int | None], ...]
    """People at risk in the file: (person, known since, protected at)."""

    free_teams: int
    """Surveillance teams that no measure has or waits for."""

    officers: int
    free_officers: int
    """Officers of the country, and those of them who are free now."""

    handovers: tuple[HandOverView, ...] = ()
    """Matters handed over between its seats, in order."""

    hearings: tuple[HearingView, ...] = ()
    """Trials of other countries at which a member of this team sits as court or defence: that member's alone."""

    plans: tuple[Plan, ...] = ()
    """Suspects and offences that the team works towards, in the order in which they were put into its case plan."""

    def request(self, key: str) -> RequestView | None:
        """The request with this key, None when this team has none."""
        return next((request for request in self.requests if request.key == key), None)

    def procedure(self, key: str) -> ProcedureView | None:
        """The procedure with this key, None when this team has none."""
        return next((procedure for procedure in self.procedures if procedure.key == key), None)

    def document(self, key: str) -> FiledDocument | None:
        """The paper with this key, None when this team does not have it."""
        return next((filed for filed in self.documents if filed.document.key == key), None)

    def entity(self, key: str) -> Entity | None:
        """The entity with this key as this team's file knows it, None when it does not."""
        return next((entity for entity in self.entities if entity.key == key), None)
