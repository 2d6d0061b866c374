"""Two teams that play a procedure by hand: who does what, and days that pass."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.event import Event
from simulation.exercise.engine import Exercise
from simulation.exercise.journal import JournalEntry
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.trials.commands import ChargePerson
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Office
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun

type Line = tuple[str, str, dict[str, str | int]] | int | str
"""Who acts (`asking` or `asked`), the act and its terms; how many days pass; or the status until which they do."""

PATIENCE_DAYS = 1100


@dataclass
class Table:
    """An exercise in which nobody acts by itself, with one procedure on the table."""

    exercise: Exercise
    asking: str
    asked: str
    subject: str
    key: str = ""
    events: list[Event] = field(default_factory=list)
    acts: int = 0
    given: list[JournalEntry] = field(default_factory=list)

    @property
    def now(self) -> int:
        """The second reached."""
        return self.exercise.now

    def view(self, country: str) -> ProcedureView:
        """The procedure as a side sees it."""
        found = self.exercise.team_view(country).procedure(self.key)
        assert found is not None
        return found

    @property
    def status(self) -> str:
        """Where it stands."""
        return self.view(self.asking).status

    def papers(self, country: str) -> tuple[str, ...]:
        """Papers of a side's file that name the subject and stand as evidence."""
        view = self.exercise.team_view(country)
        return tuple(
            filed.document.key
            for filed in view.documents
            if filed.document.names(self.subject) and filed.document.use.stands
        )

    def perform(self, command: Command) -> None:
        """Check and perform."""
        self.exercise.check(command)
        self.given.append(JournalEntry(len(self.given) + 1, self.now, command))
        self.events += self.exercise.perform(command)

    def open(self, kind: str, office: Office, text: str = "We begin", terms: Facts = (), name: str = "first") -> None:
        """Begin the procedure; whose surrender is asked for has been charged."""
        if kind == EXTRADITION:
            self.charge(str(dict(terms).get("offence", "")))
        self.key = f"{self.asking}/{name}"
        self.perform(
            BeginProcedure(
                id=name,
                by=Seat(self.asking, office),
                kind=kind,
                requested=self.asked,
                subjects=(self.subject,),
                text=text,
                documents=self.papers(self.asking)[:2],
                terms=terms,
            )
        )

    def charge(self, offence: str) -> None:
        """Charge the subject, where the asking side knows it and has not yet: a surrender rests on a warrant."""
        file = self.exercise.state.countries[self.asking].file
        known = file.known.get(self.subject)
        if known is None or any((each.person, each.offence) == (self.subject, offence) for each in file.charges.all):
            return
        self.perform(
            ChargePerson(
                id=f"charge-{offence}",
                by=Seat(self.asking, Office.PROSECUTOR),
                person=self.subject,
                offence=offence,
                documents=self.papers(self.asking),
            )
        )

    def act(self, side: str, action: str, terms: dict[str, str | int] | None = None) -> None:
        """An act that a side is offered, with whatever its row needs."""
        country = self.asking if side == "asking" else self.asked
        offer = next((each for each in self.view(country).offers if each.action == action), None)
        assert offer is not None, (self.status, action, [each.action for each in self.view(country).offers])
        self.acts += 1
        self.perform(
            ActOnProcedure(
                id=f"act{self.acts}",
                by=Seat(country, offer.office),
                seen=self.view(country).version,
                procedure=self.key,
                action=action,
                text="Our reasons" if "text" in offer.needs else "",
                documents=self.papers(country)[:2] if "documents" in offer.needs else (),
                terms=tuple({**_usual(offer.needs), **(terms or {})}.items()),
            )
        )

    def wait(self, days: int) -> None:
        """Days pass."""
        self.events += self.exercise.advance(self.exercise.now + days * DAY)

    def until(self, status: str, stride: int = 1) -> None:
        """Days pass until it stands there."""
        for _ in range(0, PATIENCE_DAYS, stride):
            if self.status == status:
                return
            self.wait(stride)
        message = f"{self.status} after {PATIENCE_DAYS} days, not {status}"
        raise AssertionError(message)

    def play(self, lines: tuple[Line, ...]) -> None:
        """Play line by line."""
        for line in lines:
            if isinstance(line, int):
                self.wait(line)
            elif isinstance(line, str):
                self.until(line)
            else:
                self.act(*line)


def _usual(needs: tuple[str, ...]) -> dict[str, str | int]:
    """Words for what an act wants said, where a test does not care."""
    return {"presence_there": "Our papers name the person there"} if "presence_there" in needs else {}


def laid(frozen: FrozenScenario, asking: str, asked: str, subject: str, seed: int = 7) -> Table:
    """A new exercise in which only the test acts."""
    return Table(begun(frozen, "none", seed), asking, asked, subject)


def between(frozen: FrozenScenario, *instruments: str, countries: tuple[str, str] = ("VAL", "ISA")) -> FrozenScenario:
    """The scenario with other instruments between those two who play."""
    pairs = tuple(
        pair.model_copy(update={"instruments": instruments}) if {pair.a, pair.b} == set(countries) else pair
        for pair in frozen.scenario.pairs
    )
    return frozen.model_copy(update={"scenario": frozen.scenario.model_copy(update={"pairs": pairs})})
