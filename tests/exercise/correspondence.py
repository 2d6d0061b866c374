"""Two authorities and a letter: drafted, sent on a way of one's choice, received; nobody acts but the test."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from simulation.exercise.core.command import Seat
from simulation.exercise.core.event import Event
from simulation.exercise.engine import Exercise
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.seats.commands import TakeSeat
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun

ENTIRE = Content(
    subject="Proceedings",
    authority_contact="Desk 3",
    basis="UNTOC",
    facts="What happened.",
    assistance="Statements of the account",
    purpose="Evidence at trial",
    period_from_day=-60,
    period_to_day=0,
)
"""A letter whose prose is there."""


@dataclass
class Correspondence:
    """An exercise with one letter, and the acts of its two sides."""

    exercise: Exercise
    asking: str
    asked: str
    sought: Sought = Sought.BANK_RECORDS
    key: str = ""
    events: list[Event] = field(default_factory=list)
    acts: int = 0

    def open(self, target: str | None = None, *also: str, by: Office | None = None) -> None:
        """Open the draft about an entity of the own file, and about others."""
        known = target or next(
            each.key for each in self.exercise.team_view(self.asking).entities if each.country == self.asked
        )
        self.key = f"{self.asking}/letter"
        office = by or (Office.PROSECUTOR if kind_of(self.sought).route == "mla" else Office.POLICE)
        command = OpenDraft(
            id="letter", by=Seat(self.asking, office), sought=self.sought, requested=self.asked, targets=(known, *also)
        )
        self.exercise.check(command)
        self.events += self.exercise.perform(command)

    def act(self, side: str, action: LetterAction, office: Office = Office.AUTHORITY, **given: object) -> None:
        """An act of a side."""
        country = self.asking if side == "asking" else self.asked
        self.acts += 1
        command = ActOnRequest(
            id=f"act{self.acts}", by=Seat(country, office), request=self.key, action=action, text="Our words"
        )
        command = replace(command, **given)  # type: ignore[arg-type]
        self.exercise.check(command)
        self.events += self.exercise.perform(command)

    def send(self, channel: str = "", **named: object) -> None:
        """Submit and approve, on a way."""
        content = replace(ENTIRE, channel=channel, **named)  # type: ignore[arg-type]
        self.act("asking", LetterAction.SUBMIT, content=content)
        self.act("asking", LetterAction.APPROVE)

    def wait(self, days: int) -> None:
        """Days pass."""
        self.events += self.exercise.advance(self.exercise.now + days * DAY)

    def until(self, status: str, days: int = 400) -> None:
        """Days pass until it stands there."""
        for _day in range(days):
            if self.request.status == status:
                return
            self.wait(1)
        raise AssertionError(self.request.status)

    @property
    def request(self) -> Letter:
        """The letter itself."""
        return self.exercise.state.part(Letters).requests[self.key].matter

    def seen(self, side: str) -> RequestView | None:
        """The letter as a side sees it, None when it does not."""
        country = self.asking if side == "asking" else self.asked
        return self.exercise.team_view(country).request(self.key)

    def offered(self, side: str) -> set[str]:
        """Acts that a side is offered."""
        shown = self.seen(side)
        return set() if shown is None else {offer.action for offer in shown.offers}

    def happened(self) -> list[str]:
        """Acts on it, in order."""
        return [step.action for step in self.request.log]

    def seat(self, country: str, office: Office = Office.AUTHORITY) -> None:
        """A person sits down."""
        name = f"{country}-{office}"
        command = TakeSeat(id=f"sit-{name}", member=name, country=country, offices=(office,))
        self.exercise.check(command)
        self.events += self.exercise.perform(command)


def written(
    frozen: FrozenScenario, asking: str, asked: str, seed: int = 7, sought: Sought | None = None
) -> Correspondence:
    """A new exercise with an open draft."""
    letter = Correspondence(begun(frozen, "none", seed), asking, asked, sought or Sought.BANK_RECORDS)
    letter.open()
    return letter
