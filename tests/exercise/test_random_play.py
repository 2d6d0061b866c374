"""Random people doing random things: what was checked can be done, what was refused changed nothing, papers balance."""

from __future__ import annotations

import random
from collections.abc import Callable
from operator import is_

import pytest

from simulation.casework.file.reports import Triage
from simulation.exercise.board.commands import ClaimEntity, ClaimLink, MergeEntities, PlanCase, RemoveClaim
from simulation.exercise.clock.commands import HandBack, Jump, SetAdversary, StartExercise, TakeOver
from simulation.exercise.core.command import Command, Seat, SeatRole
from simulation.exercise.core.event import StepDropped
from simulation.exercise.core.settings import Settings
from simulation.exercise.handovers.commands import HandedItem, HandOver, SettleHandOver
from simulation.exercise.injects.commands import AnswerInject, FireInject, HoldInject, SendHint
from simulation.exercise.injects.state import Injects
from simulation.exercise.journal import decode_command, encode_command, replay
from simulation.exercise.measures.commands import OrderMeasure, TriageReport
from simulation.exercise.meetings.commands import AgreedTask, AgreeMinutes, CompleteTask, ProposeMeeting, WriteMinutes
from simulation.exercise.meetings.handlers import AGENDA_ITEMS
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.seats.commands import LeaveSeat, PassPen, TakeSeat
from simulation.exercise.trials.commands import (
    Bench,
    ChargePerson,
    GiveBench,
    GiveJudgment,
    HearByVideo,
    HearCases,
    RaisePoint,
    SupplementCharge,
)
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.book.content import Content
from simulation.network import metrics
from simulation.players.policies import players
from simulation.scenario.schema.play import MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody
from tests.exercise.digest import digest
from tests.exercise.views.test_partition import told_of_the_world

pytestmark = pytest.mark.acceptance("plays days at random")

STEPS = 400
PRIVATE = (ClaimEntity, ClaimLink, HandOver, MergeEntities, OpenDraft, PassPen, PlanCase, RemoveClaim, SettleHandOver)
"""What a team does for itself."""
AT_HOME = frozenset({LetterAction.SUBMIT, LetterAction.APPROVE, LetterAction.RETURN_FOR_REPAIR})
"""Steps of a letter inside its writers' house, unless they have shown the draft."""
DOCUMENTS = ("nobody", "opening/none")


class Dice:
    """A hand that types anything a form could send, and some that no form would."""

    def __init__(self, seed: int, room: Room) -> None:
        self.dice = random.Random(seed)  # noqa: S311 - what to type, not a secret
        self.room = room
        self.countries = [country.code for country in room.exercise.scenario.countries]
        self.played = [country.code for country in room.exercise.scenario.played]
        self.hands: list[Callable[[str, Seat, str, TeamView], Command]] = [self.request] * 3
        self.hands += [self.file, self.board, self.talk, self.seats, self.control, self.court]

    def some(self, values: list[str]) -> str:
        return self.dice.choice(values) if values else "nothing"

    def few(self, values: list[str], most: int = 3) -> tuple[str, ...]:
        count = self.dice.randrange(0, most + 1)
        return tuple(self.some(values) for _ in range(count if values else 0))

    def command(self, number: int) -> Command:
        country = self.dice.choice(self.played)
        view = self.room.exercise.team_view(country)
        seat = Seat(country, self.dice.choice(list(Office)))
        member = f"{country}-{seat.office}" if self.dice.random() < 0.95 else "stranger"
        make = self.dice.choice(self.hands)
        return make(f"random-{number}", seat, member, view)

    def request(self, name: str, by: Seat, member: str, view: TeamView) -> Command:
        documents = [filed.document.key for filed in view.documents] + list(DOCUMENTS)
        entities = [entity.key for entity in view.entities] + ["cast/nobody"]
        if not view.requests or self.dice.random() < 0.2:
            return OpenDraft(
                id=name,
                by=by,
                member=member,
                sought=self.dice.choice(list(Sought)),
                requested=self.dice.choice(self.countries),
                targets=self.few(entities),
            )
        request = self.dice.choice(view.requests)
        offered = [LetterAction(offer.action) for offer in request.offers if offer.office is by.office]
        action = (
            self.dice.choice(offered) if offered and self.dice.random() < 0.9 else self.dice.choice(list(LetterAction))
        )
        content = Content(
            subject="A case",
            authority_contact="An authority",
            facts=self.dice.choice(["", "What happened"]),
            basis=self.dice.choice(["UNTOC", "", "reciprocity"]),
            offences=self.few(["trafficking", "laundering", "nothing"], 2),
            persons=request.content.persons,
            grounds=self.few(documents),
            assistance="Records",
            purpose="Trial",
            language="english",
            urgent=self.dice.random() < 0.4,
            period_from_day=self.dice.choice([None, -200, 5000]),
            period_to_day=self.dice.choice([None, 1, -3000]),
        )
        return ActOnRequest(
            id=name,
            by=by,
            member=member,
            request=request.key if self.dice.random() < 0.97 else "SOV/unknown",
            action=action,
            text=self.dice.choice(["", "Because.", "x" * 9000]),
            content=content if self.dice.random() < 0.8 else None,
            documents=self.few(documents),
            ground=self.dice.choice(["", "R1", "R2", "R5", "R6", "NR1", "G1", "G8", "nonsense"]),
            conditions=self.few(["use_limits", "return"]),
            items=self.few(["C3", "C11", "C99"]),
            until_day=self.dice.choice([None, -5, view.clock.day + 20]),
            consent=self.dice.choice(["", "lead", "evidence"]),
            seen=self.dice.choice([None, request.version, 0]),
        )

    def file(self, name: str, by: Seat, member: str, view: TeamView) -> Command:
        documents = [filed.document.key for filed in view.documents] + list(DOCUMENTS)
        entities = [entity.key for entity in view.entities] + ["cast/nobody"]
        kind = self.dice.randrange(3)
        if kind == 0:
            target = self.some(entities)
            naming = [filed.document.key for filed in view.documents if filed.document.names(target)]
            return OrderMeasure(
                id=name,
                by=by,
                member=member,
                kind=self.dice.choice(list(MeasureKind)),
                target=target,
                documents=tuple(naming[:2]) if self.dice.random() < 0.8 else self.few(documents),
            )
        if kind == 1:
            return ChargePerson(
                id=name,
                by=by,
                member=member,
                person=self.some(entities),
                offence=self.some(["trafficking", "laundering", "corruption", "nothing"]),
                documents=self.few(documents, 8),
            )
        return TriageReport(
            id=name,
            by=by,
            member=member,
            report=self.some([report.key for report in view.reports]),
            decision=self.some([*(each.value for each in Triage), "burn"]),
            to=self.some([*self.countries, ""]),
        )

    def board(self, name: str, by: Seat, member: str, view: TeamView) -> Command:
        entities = [entity.key for entity in view.entities] + ["cast/nobody"]
        documents = [filed.document.key for filed in view.documents] + list(DOCUMENTS)
        kind = self.dice.randrange(5)
        if kind == 4:
            offence = self.some(["trafficking", "laundering", "nothing"])
            planned = self.dice.random() < 0.7
            return PlanCase(id=name, by=by, member=member, person=self.some(entities), offence=offence, planned=planned)
        if kind == 0:
            return ClaimEntity(id=name, by=by, member=member, entity=self.some(entities), documents=self.few(documents))
        if kind == 1:
            return ClaimLink(
                id=name,
                by=by,
                member=member,
                a=self.some(entities),
                b=self.some(entities),
                kind=self.some(["linked", "paid", "owns", "loves"]),
                documents=self.few(documents),
            )
        if kind == 2:
            return RemoveClaim(id=name, by=by, member=member, claim=self.some([c for _, c in view.board.entities]))
        return MergeEntities(
            id=name,
            by=by,
            member=member,
            a=self.some(entities),
            b=self.some(entities),
            merged=self.dice.random() < 0.7,
        )

    def talk(self, name: str, by: Seat, member: str, view: TeamView) -> Command:
        other = Seat(self.dice.choice(self.countries), self.dice.choice(list(Office)))
        kind = self.dice.randrange(6)
        meeting = self.some([each.key for each in view.meetings])
        if kind == 0:
            return SendMessage(
                id=name, by=by, member=member, to=self.dice.choice([other, None]), text=self.some(["Hello", ""])
            )
        if kind == 1:
            return ProposeMeeting(
                id=name, by=by, member=member, seats=(other,), agenda=self.few(list(AGENDA_ITEMS)), text="Let us meet"
            )
        if kind == 2:
            task = AgreedTask(other, self.some(["Send it", " "]), view.clock.day + self.dice.randrange(-5, 40))
            return WriteMinutes(id=name, by=by, member=member, meeting=meeting, text="Agreed.", tasks=(task,))
        if kind == 3:
            return AgreeMinutes(
                id=name, by=by, member=member, meeting=meeting, agreed=self.dice.random() < 0.7, text="No."
            )
        if kind == 4:
            return CompleteTask(id=name, by=by, member=member, task=self.some([task.key for task in view.tasks]))
        inject = self.dice.choice(view.injects) if view.injects else None
        return AnswerInject(
            id=name,
            by=by,
            member=member,
            inject=inject.key if inject is not None else "inject/none",
            choice=self.some(list(inject.choices)) if inject is not None and inject.choices else "",
            text="We answer.",
        )

    def court(self, name: str, by: Seat, member: str, view: TeamView) -> Command:
        """A charge on papers that name somebody, or an act in the trial of one that somebody brought."""
        charges = [each.key for code in self.played for each in self.room.exercise.team_view(code).charges]
        charge, papers, kind = self.some(charges), [filed.document for filed in view.documents], self.dice.randrange(8)
        if kind <= 1 or not charges:
            persons = [each.key for each in view.entities if each.kind is EntityKind.PERSON]
            person = self.some([each for each in persons if any(paper.names(each) for paper in papers)])
            naming = tuple(paper.key for paper in papers if paper.names(person))
            by = Seat(by.country, Office.PROSECUTOR)
            return ChargePerson(id=name, by=by, member=member, person=person, offence="laundering", documents=naming)
        if kind == 2:
            own = self.some([each.key for each in view.charges])
            more = self.few([paper.key for paper in papers])
            return SupplementCharge(id=name, by=by, member=member, charge=own, documents=more)
        if kind == 3:
            return HearByVideo(id=name, by=by, member=member, charge=charge, witness=self.some(["cast/nobody"]))
        if kind == 4:
            return HearCases(id=name, member="control", country=self.some([*self.countries, ""]))
        if kind == 5:
            other = self.room.exercise.team_view(self.dice.choice(self.played))
            who = self.some([who for seat in other.seats for who in seat.members])
            return GiveBench(id=name, member="control", charge=charge, bench=self.dice.choice(list(Bench)), who=who)
        if kind == 6:
            about = self.some([paper.key for paper in papers]) if self.dice.random() < 0.5 else ""
            return RaisePoint(id=name, member="control", charge=charge, text="Who signed this?", document=about)
        outcome = self.some(["conviction", "acquittal", "dismissal", "mercy"])
        return GiveJudgment(id=name, member="control", charge=charge, outcome=outcome, text="So it is.", months=36)

    def seats(self, name: str, by: Seat, member: str, view: TeamView) -> Command:
        kind = self.dice.randrange(5)
        if kind == 3:
            matter, about = HandedItem.ENTITY, self.some([each.key for each in view.entities])
            to, text = self.dice.choice(list(Office)), self.some(["Please go on.", ""])
            return HandOver(id=name, by=by, member=member, matter=matter, about=about, to=to, text=text)
        if kind == 4:
            handed, taken = self.some([each.key for each in view.handovers]), self.dice.random() < 0.5
            return SettleHandOver(id=name, by=by, member=member, handover=handed, taken=taken, text="No.")
        if kind == 0:
            return TakeSeat(
                id=name,
                member=f"guest-{self.dice.randrange(6)}",
                country=self.dice.choice(self.countries),
                offices=(by.office,),
                post=self.dice.choice(list(SeatRole)),
            )
        if kind == 1:
            return LeaveSeat(id=name, member="control", who=f"guest-{self.dice.randrange(6)}")
        members = [who for seat in view.seats for who in seat.members]
        return PassPen(id=name, by=by, member=member, country=by.country, office=by.office, to=self.some(members))

    def control(self, name: str, by: Seat, member: str, view: TeamView) -> Command:
        del member, view
        kind = self.dice.randrange(8)
        inject = self.some(list(self.room.exercise.state.part(Injects).injects))
        if kind == 0:
            return TakeOver(id=name, member="control", country=by.country)
        if kind <= 2:
            return HandBack(id=name, member="control", country=by.country)
        if kind == 3:
            return SetAdversary(id=name, member="control", held=self.dice.random() < 0.3)
        if kind == 4:
            return FireInject(id=name, member="control", inject=inject)
        if kind == 5:
            return HoldInject(id=name, member="control", inject=inject, held=self.dice.random() < 0.5)
        if kind == 6:
            return SendHint(id=name, member="control", inject=inject, number=2, country=by.country)
        return Jump(id=name, member="control", days=self.dice.randrange(0, 30), ends_move=self.dice.random() < 0.5)


def is_private(room: Room, command: Command) -> bool:
    """Whether an act is the affair of its own team alone."""
    match command:
        case ActOnRequest(request=key, action=action):
            kept = room.exercise.state.part(Letters).requests[key]
            return action in AT_HOME and not kept.matter.draft_shared
        case SendMessage(by=by, to=to):
            return by is not None and to is not None and to.country == by.country
        case _:
            return isinstance(command, PRIVATE)


def shown(room: Room, countries: list[str]) -> list[TeamView]:
    """What teams see."""
    return [room.exercise.team_view(code) for code in countries]


@pytest.mark.parametrize("seed", range(4))
def test_random_play(blue_current: FrozenScenario, seed: int) -> None:
    room = open_room(blue_current, Settings(preset="half_day_14", seed=7 + seed), players())
    seat_everybody(room, tuple(country.code for country in room.exercise.scenario.played))
    room.control(StartExercise(id="", warm_up=False))
    dice = Dice(seed, room)
    played = [country.code for country in room.exercise.scenario.played]
    done = refused = private = 0
    for number in range(STEPS):
        command = dice.command(number)
        assert decode_command(encode_command(command)) == command
        before = shown(room, played)
        try:
            room.exercise.check(command)
        except RuleViolation as violation:
            refused += 1
            assert violation.code.count(".") == 1  # noqa: PT017 - refusing is one of two good ends here
            assert all(map(is_, shown(room, played), before))
            continue
        room.do(command)
        done += 1
        own = command.by.country if command.by is not None else getattr(command, "country", "")
        if is_private(room, command):
            private += 1
            others = [code for code in played if code != own]
            seen = [view for code, view in zip(played, before, strict=True) if code != own]
            assert all(map(is_, shown(room, others), seen))
        assert metrics.ledger(room.exercise.state.network).balanced
    assert not any(isinstance(event, StepDropped) for event in room.events)
    assert done > STEPS // 8
    assert refused > STEPS // 8
    assert private > STEPS // 40
    assert [told_of_the_world(room.exercise, code) for code in played] == [[]] * len(played)
    _, events = replay(room.frozen, room.settings, room.entries, room.players)
    assert digest(events) == digest(room.events)
