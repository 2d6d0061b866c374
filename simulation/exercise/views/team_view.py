"""What a viewer may see: frozen values made by the exercise; pages and players get these and nothing else.

A team's view is made from its country's file, its requests, its messages and the public part of the scenario. What
control sees is in `control_views`. Nothing here holds a reference to the exercise.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.casework.file.case_plan import Plan
from simulation.casework.file.detention import Detention, LoadConviction
from simulation.exercise.board.views import BoardView
from simulation.exercise.clock.views import ClockView
from simulation.exercise.core.digest import DigestLine
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.handovers.views import HandOverView
from simulation.exercise.injects.views import AheadView, InjectView
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.measures.views import MeasureView, ReportView
from simulation.exercise.meetings.views import MeetingView, TaskView
from simulation.exercise.messages.state import Message
from simulation.exercise.procedures.letter.play.state import ControlRuling
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.notice.views import NoticeView
from simulation.exercise.reactions.state import Reaction
from simulation.exercise.restrained_assets.views import AssetView
from simulation.exercise.seats.views import SeatView
from simulation.exercise.trials.views import ChargeView, HearingView
from simulation.exercise.views.risk_abroad import RiskAbroad
from simulation.kernel.entities import Entity
from simulation.kernel.terms import Office, Phrase


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
        due_binds: An instrument, a court or one's own word sets that day; otherwise it is a benchmark. Of
            a request the desk asks the instrument that governs it.
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
    due_binds: bool = True


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
    messages: tuple[Message, ...]
    injects: tuple[InjectView, ...]
    notices: tuple[NoticeView, ...]
    meetings: tuple[MeetingView, ...]
    tasks: tuple[TaskView, ...]
    digest: tuple[DigestLine, ...]
    digest_since: int
    rulings: tuple[ControlRuling, ...]
    at_risk: tuple[tuple[str, int, int | None], ...]
    """People at risk in the file: (person, known since, protected at)."""

    held: tuple[Detention, ...]
    """Rights by which the country holds people of its file now, in the order in which they began."""

    free_teams: int
    """Surveillance teams that no measure has or waits for."""

    officers: int
    free_officers: int
    """Officers of the country, and those of them who are free now."""

    handovers: tuple[HandOverView, ...] = ()
    """Matters handed over between its seats, in order."""

    hearings: tuple[HearingView, ...] = ()
    """Trials of other countries at which a member of this team sits as court or defence: that member's alone."""

    own_acts: tuple[str, ...] = ()
    """Acts on letters that come in which its authority keeps for itself; its registry takes the others."""

    plans: tuple[Plan, ...] = ()
    """Suspects and offences that the team works towards, in the order in which they were put into its case plan."""

    reactions: tuple[Reaction, ...] = ()
    """What others said of what it did or let lie, and what came of its choices, in order."""

    convicted: tuple[LoadConviction, ...] = ()
    """People of its file whom its ordinary courts have convicted of a load, each arrest by itself."""

    ahead: tuple[AheadView, ...] = ()
    """Events that control lets the team's interpreters read before they come; for nobody else of the team."""

    risk_abroad: tuple[RiskAbroad, ...] = ()
    """People at risk without protection whom its file places in another country."""

    is_taken_over: bool = False
    """Whether exercise control plays the country, so that its people can read, but not act."""

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
