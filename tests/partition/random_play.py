"""Random people at every seat: whatever they send, and whatever they write is told apart by who wrote it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import cast

from simulation.exercise.clock.commands import HandBack
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.engine import Exercise
from simulation.exercise.handovers.commands import HandOver, SettleHandOver
from simulation.exercise.injects.commands import AnswerInject
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.meetings.commands import ProposeMeeting, WriteMinutes
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.procedures.notice.commands import RequestNotice
from simulation.exercise.registry import SHIPPED
from simulation.exercise.seats.commands import LeaveSeat, TakeSeat
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts, Office
from simulation.scenario.schema.play import MeasureKind
from tests.builders.bots import Room
from tests.exercise.test_random_play import Dice
from tests.partition.game import Game, secret

WORDED = (
    ActOnProcedure, ActOnRequest, AnswerInject, BeginProcedure, HandOver, OrderMeasure, ProposeMeeting, SendMessage,
    SettleHandOver, WriteMinutes,
)  # fmt: skip
"""Acts with words of their own."""


@dataclass
class _Table:
    """Where the dice look for what they can name."""

    exercise: Exercise


class Hand(Dice):
    """Dice that also begin procedures, act on them and ask for notices, and whose every word is somebody's own."""

    def __init__(self, seed: int, exercise: Exercise) -> None:
        """At the table of an exercise."""
        super().__init__(seed, cast("Room", _Table(exercise)))
        self.hands += [self.procedure, self.procedure, self.measure, self.notice]

    def command(self, number: int) -> Command:
        """What is sent next; its words name their country."""
        made = super().command(number)
        if made.by is None:
            return made
        words = secret(made.by.country, f"act-{number}")
        if isinstance(made, ActOnRequest) and made.content is not None:
            made = replace(made, content=replace(made.content, facts=f"{words}-facts"))
        return replace(made, text=words) if isinstance(made, WORDED) and made.text else made

    def request(self, name: str, by: Seat, member: str, view: TeamView) -> Command:
        """Mostly what some office is offered."""
        made = super().request(name, by, member, view)
        if not isinstance(made, ActOnRequest):
            return made
        offers = [(one.key, offer) for one in view.requests for offer in one.offers]
        if not offers or self.dice.random() < 0.2:
            return made
        key, offer = self.dice.choice(offers)
        seat, action = Seat(by.country, Office(offer.office)), LetterAction(offer.action)
        return replace(made, by=seat, request=key, action=action, content=None, text="Because.")

    def procedure(self, name: str, by: Seat, member: str, view: TeamView) -> Command:
        """An act on a procedure that is offered, or a new one."""
        documents = [filed.document.key for filed in view.documents if filed.document.use.stands]
        offers = [(one, offer) for one in view.procedures for offer in one.offers]
        if offers and self.dice.random() < 0.7:
            one, offer = self.dice.choice(offers)
            sides = (one.requesting, one.requested)
            needs = (*offer.needs, *(each for each in offer.may if self.dice.random() < 0.3))
            return ActOnProcedure(
                id=name, by=Seat(by.country, Office(offer.office)), member=member, procedure=one.key,
                action=offer.action, text="Because.", documents=self.few(documents) if "documents" in needs else (),
                terms=self.terms(needs, sides, view), rests_on=one.rests_on,
            )  # fmt: skip
        kind = self.dice.choice(list(SHIPPED.procedure_by_code))
        begins = SHIPPED.procedure_by_code[kind].rules.begins
        other = self.some([code for code in self.countries if code != by.country])
        subject = self.some([one.key for one in view.entities if one.kind in {EntityKind.PERSON, EntityKind.ACCOUNT}])
        naming = [filed.document.key for filed in view.documents if filed.document.names(subject)]
        return BeginProcedure(
            id=name, by=Seat(by.country, self.dice.choice(begins.offices)), member=member, kind=kind, requested=other,
            subjects=(subject,), text="We begin.", documents=tuple(naming[:3]),
            terms=self.terms(begins.needs, (by.country, other), view),
        )  # fmt: skip

    def terms(self, names: tuple[str, ...], sides: tuple[str, str], view: TeamView) -> Facts:
        """Something for every term."""
        values: dict[str, str | int] = {
            "offence": self.some(["trafficking", "laundering"]),
            "leader": self.some(list(sides)),
            "until": view.clock.day + self.dice.randrange(1, 60),
            "arrested": view.clock.day + self.dice.randrange(1, 20),
            "amount_minor": 100_000,
            "share": 50,
            "duration_days": 90,
            "extra_days": 30,
        }
        asked = (each for each in names if each not in {"text", "documents"})
        return tuple((each, values.get(each, f"{secret(view.country, each)}-term")) for each in asked)

    def measure(self, name: str, by: Seat, member: str, view: TeamView) -> Command:
        """A measure at home on papers that name its target."""
        target = self.some([each.key for each in view.entities])
        naming = [filed.document.key for filed in view.documents if filed.document.names(target)]
        kind = self.dice.choice(list(MeasureKind))
        return OrderMeasure(
            id=name, by=by, member=member, kind=kind, target=target, documents=tuple(naming[:3]), text="Why."
        )

    def notice(self, name: str, by: Seat, member: str, view: TeamView) -> Command:
        """A notice about somebody."""
        target = self.some([each.key for each in view.entities if each.kind is EntityKind.PERSON])
        naming = [filed.document.key for filed in view.documents if filed.document.names(target)]
        to = tuple(self.few([code for code in self.countries if code != by.country], 1))
        colour = self.some(["blue", "red", "green", "silver"])
        return RequestNotice(
            id=name, by=by, member=member, notice=colour, target=target, documents=tuple(naming[:2]), to=to
        )


def play_at_random(game: Game, seed: int, steps: int) -> list[Command]:
    """Commands as random people send them, by whoever sits there; returns those that were done."""
    hand = Hand(seed, game.engine)
    done: list[Command] = []
    for number in range(steps):
        hand.room.exercise = game.engine
        command = hand.command(number)
        if isinstance(command, TakeSeat | LeaveSeat):
            continue
        if command.by is not None:
            command = replace(command, member=game.team[command.by.country].member_id)
        try:
            game.house.store.execute(game.exercise, command)
        except RuleViolation:
            continue
        done.append(command)
    for country in game.team:
        try:
            game.house.store.execute(game.exercise, HandBack(id=f"back{country}", member="control", country=country))
        except RuleViolation:
            continue
    return done
