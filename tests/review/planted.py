"""A planted world: two countries with idle desks, a network that does nothing, and one account from which money goes.

The bank in BRO holds the statement that names the account in ALV; the account in ALV pays out by a timetable. So what a
freeze holds depends only on its moment, and a test can say without any engine what a day was worth.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from simulation.exercise.clock.commands import EndExercise, Jump, StartExercise
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.registry import load_scenario
from simulation.kernel.agenda import DAY, HOUR
from simulation.kernel.terms import Office
from simulation.law.book.content import Content
from simulation.players.policies import players
from simulation.review.branches import Record
from simulation.scenario.new_scenario import begin
from simulation.scenario.schema.country import Archetype, Staff
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.money import BankAccount, PlantedTransfer
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.play import DocumentKind, MeasureKind, OpeningDocument, Preset, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room, seat_everybody

HIDDEN = "account/hidden"
DEPOSIT_MINOR = 90_000_000
PAYMENTS = tuple((day, 400_000 + 1_000 * day) for day in range(3, 400, 7))
"""Days (from 0) and amounts of what the account pays out, at ten o'clock."""

JUMPS = (30,) * 10
GROUND = "opening/alv/statement"
_PLENTY = Staff(
    lawyers=60, translators=60, registry=60, executors=60, surveillance_teams=6, investigators=40, analysts=40
)
_HELPFUL = {
    "staff": _PLENTY,
    "freeze_review_days": 0,
    "appeal_right": False,
    "archetype": Archetype.MUTUAL_RECOGNITION,
}


def left_on_the_account(at: int) -> int:
    """What the account still holds at a moment, from the timetable alone."""
    return DEPOSIT_MINOR - sum(amount for day, amount in PAYMENTS if day * DAY + 10 * HOUR <= at)


def planted_world(directory: Path) -> FrozenScenario:
    """The scenario, frozen."""
    begin(directory)
    scenario = load_scenario(directory)
    crime = scenario.crime
    still = {
        "consignment_every_days": (800.0, 900.0, 1000.0),
        "groups": tuple(group for group in crime.organisations[0].groups if group.function is Function.COORDINATOR),
    }
    quiet = crime.parameters.model_copy(update={"proceeds_to_launder": 0.0})
    silent = crime.laundering.model_copy(update={"report_rate": 0.0, "report_false_monthly": 0.0})
    front = next(each for each in crime.accounts if each.key == "account/front")
    hidden = BankAccount(
        key=HIDDEN,
        country="ALV",
        holder="cast/clerk",
        owner="cast/owner",  # nobody from outside, who would go to court against the freeze
        laundering=False,
        opened_day=-300,
        monitoring=0.0,
        lawful_monthly=0,
    )
    away = hidden.model_copy(update={"key": "account/away", "country": "BRO", "holder": "cast/owner"})
    deposit = PlantedTransfer(
        key="transfer/deposit",
        day=-10,
        origin="account/front",
        destination=HIDDEN,
        amount_minor=DEPOSIT_MINOR,
        purpose="goods",
    )
    payments = tuple(
        PlantedTransfer(
            key=f"transfer/out{day}",
            day=day,
            origin=HIDDEN,
            destination="account/away",
            amount_minor=amount,
            purpose="goods",
        )
        for day, amount in PAYMENTS
    )
    statement = OpeningDocument(
        key=GROUND,
        country="ALV",
        office=Office.PROSECUTOR,
        kind=DocumentKind.BANK_STATEMENT,
        target="account/broker",
        from_day=-180,
        to_day=0,
        evidence=True,
    )
    world = scenario.model_copy(
        update={
            "horizon_days": 420,
            "countries": tuple(country.model_copy(update=_HELPFUL) for country in scenario.countries),
            "crime": crime.model_copy(
                update={
                    "organisations": (crime.organisations[0].model_copy(update=still),),
                    "accounts": (front, *(a for a in crime.accounts if a.key == "account/broker"), hidden, away),
                    "transfers": (*crime.transfers, deposit, *payments),
                    "laundering": silent,
                    "parameters": quiet,
                }
            ),
            "play": scenario.play.model_copy(
                update={
                    "documents": (statement, *(d for d in scenario.play.documents if d.kind is DocumentKind.INTERVIEW)),
                    "matters": (),
                    "streams": (),
                    "injects": (),
                    "presets": (Preset(key="planted", people=8, jumps=JUMPS, office_minutes=20, staff_factor=400),),
                }
            ),
        }
    )
    return freeze(world, 3)


@dataclass
class Desks:
    """People of the two countries who do the same in every office hours: whatever the papers in front of them need."""

    room: Room
    number: int = 0
    uses_the_statement: bool = True
    asked_for: str = "account/front"
    frozen: list[str] = field(default_factory=list)
    is_returned: bool = False

    def do(self, command: Command, seat: Seat) -> bool:
        """Give a command as the person at a seat."""
        self.number += 1
        self.room.do(replace(command, id=f"c{self.number}", member=f"{seat.country}-{seat.office}"))
        return True

    def ask(self) -> str:
        """ALV asks BRO for bank records: draft, submit, approve; gives the request's key."""
        drafter, authority = Seat("ALV", Office.PROSECUTOR), Seat("ALV", Office.AUTHORITY)
        self.do(
            OpenDraft(id="", by=drafter, sought=Sought.BANK_RECORDS, requested="BRO", targets=(self.asked_for,)),
            drafter,
        )
        key = f"ALV/c{self.number}"
        content = self.content()
        self.do(ActOnRequest(id="", by=drafter, request=key, action=LetterAction.SUBMIT, content=content), drafter)
        self.do(ActOnRequest(id="", by=authority, request=key, action=LetterAction.APPROVE), authority)
        return key

    def content(self) -> Content:
        """What ALV writes."""
        return Content(
            subject="Laundering",
            authority_contact="Central authority",
            basis="UNTOC",
            offences=("laundering",),
            penalties_text="up to eight years",
            facts="The broker paid the account.",
            grounds=(GROUND,),
            period_from_day=-120,
            period_to_day=0,
            assistance="Statements",
            purpose="The investigation",
            language="english",
            prior_contacts="none",
        )

    def is_clear(self, key: str) -> bool:
        """BRO asks once for what the papers lack, and ALV answers a move later with all of it."""
        status = self.room.exercise.state.part(Letters).requests[key].matter.status
        answering, asking = Seat("BRO", Office.AUTHORITY), Seat("ALV", Office.PROSECUTOR)
        if status == LetterStatus.DECIDING and not self.is_returned:
            self.is_returned = True
            act = ActOnRequest(
                id="", by=answering, request=key, action=LetterAction.ASK_CLARIFICATION, text="When?", items=("C4",)
            )
            self.do(act, answering)
        elif status == LetterStatus.CLARIFYING:
            mended = replace(self.content(), facts="The broker paid the account on three days.")
            told = ActOnRequest(
                id="",
                by=asking,
                request=key,
                action=LetterAction.ANSWER_CLARIFICATION,
                text="On three days.",
                content=mended,
            )
            self.do(told, asking)
            return True
        return self.is_returned and status not in {LetterStatus.CLARIFYING, LetterStatus.DECIDING}

    def answer(self, key: str) -> None:
        """BRO does what the request waits for, and ALV freezes once it has read who got the money."""
        authority = Seat("BRO", Office.AUTHORITY)
        following: dict[str, LetterAction] = {
            LetterStatus.DECIDING: LetterAction.ACCEPT,
            LetterStatus.CHECKING: LetterAction.RETURN_FULL,
        }
        action = following.get(self.room.exercise.state.part(Letters).requests[key].matter.status)
        if action is not None:
            self.do(ActOnRequest(id="", by=authority, request=key, action=action), authority)
        statement = next(
            (
                filed.document.key
                for filed in self.room.exercise.team_view("ALV").documents
                if filed.document.kind is DocumentKind.BANK_STATEMENT and filed.document.about == "account/front"
            ),
            None,
        )
        if statement is not None and self.uses_the_statement and not self.frozen:
            seat = Seat("ALV", Office.PROSECUTOR)
            order = OrderMeasure(
                id="", by=seat, kind=MeasureKind.FREEZE, target=HIDDEN, documents=(statement,), rests_on=(statement,)
            )
            self.frozen.append(HIDDEN)
            self.do(order, seat)


def play(
    frozen: FrozenScenario, *, uses_the_statement: bool = True, is_late: bool = False, is_returned: bool = False
) -> tuple[Record, str]:
    """An exercise in which ALV asks in its second office hours; the record and the request's key.

    Args:
        frozen: The scenario.
        uses_the_statement: Whether ALV freezes the account that the statement names.
        is_late: Whether whoever holds the request decides in every second office hours only.
        is_returned: Whether BRO asks once for what the papers lack, and is answered a move later.
    """
    room = open_room(frozen, Settings(preset="planted", seed=3), players())
    seat_everybody(room, ("ALV", "BRO"))
    room.control(StartExercise(id="", warm_up=False))
    desks = Desks(room, uses_the_statement=uses_the_statement)
    key = ""
    for move, days in enumerate(JUMPS):
        if move == 1:
            key = desks.ask()
        elif key and not (is_late and move % 2) and (not is_returned or desks.is_clear(key)):
            desks.answer(key)
        room.control(Jump(id="", days=days))
    desks.answer(key)
    room.control(EndExercise(id=""))
    return Record(frozen, room.settings, tuple(room.entries), tuple(room.events)), key
