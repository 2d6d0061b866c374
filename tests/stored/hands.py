"""Hands that try every act there is, in the store, so that a few short exercises hold all of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import product

from simulation.casework.file.charges import PointRuling
from simulation.casework.proof.defence import PointKind
from simulation.exercise.board.commands import ClaimEntity, ClaimLink, MergeEntities, PlanCase, RemoveClaim
from simulation.exercise.clock.commands import HandBack, Jump, SetAdversary, StartClock, StopClock, TakeOver
from simulation.exercise.cooperation.commands import PullLever
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.handovers.commands import HandedItem, HandOver, SettleHandOver
from simulation.exercise.injects.commands import (
    EditInject,
    FireInject,
    HoldInject,
    SendHint,
    WriteInject,
    WrittenOutcome,
)
from simulation.exercise.matters.commands import ActOnProcedure, BeginProcedure
from simulation.exercise.measures.commands import OrderMeasure, StopMeasure
from simulation.exercise.meetings.commands import AgreedTask, AgreeMinutes, CompleteTask, ProposeMeeting, WriteMinutes
from simulation.exercise.messages.commands import SendMessage
from simulation.exercise.procedures.letter.commands import KeepActs, RuleOnPoint
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.procedures.notice.commands import RequestNotice
from simulation.exercise.registry import SHIPPED
from simulation.exercise.seats.commands import LeaveSeat
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
from simulation.kernel.terms import Facts, Office
from simulation.law.book.levers import load_levers
from simulation.scenario.schema.play import MeasureKind
from tests.partition.game import Game
from tests.partition.random_play import Hand

CONTROL = "control"
ENOUGH_OF_A_KIND = 2
"""Matters that are begun of each procedure by each country that can."""


@dataclass
class Hands:
    """Everybody's hands in one exercise.

    Attributes:
        game: The exercise and its people.
        seats: Who sits where.
        done: Commands that were done.
    """

    game: Game
    seats: Mapping[Seat, str]
    done: int = 0

    def view(self, country: str) -> TeamView:
        """What a team sees."""
        return self.game.view(country)

    @property
    def countries(self) -> tuple[str, ...]:
        """The played countries."""
        return tuple(self.game.team)

    def do(self, command: Command) -> bool:
        """Send it as whoever sits there, or as exercise control; False when the rules refuse it."""
        member = CONTROL if command.by is None else self.seats[command.by]
        made = replace(command, id=f"hand{self.done:06d}", member=command.member or member)
        try:
            self.game.house.store.execute(self.game.exercise, made)
        except RuleViolation:
            return False
        self.done += 1
        return True

    def must(self, command: Command) -> None:
        """Send what has to be done."""
        assert self.do(command), command

    # --- the board, talk and what a team does for itself ------------------------------------------------------------

    def board(self, country: str) -> None:
        """Two entities of a paper claimed, linked and said to be the same, and one taken off again."""
        view, by = self.view(country), Seat(country, Office.POLICE)
        for filed in view.documents:
            named = [each.key for each in view.entities if filed.document.names(each.key)]
            if len(named) < 3:
                continue
            papers = (filed.document.key,)
            for key in named[:3]:
                self.do(ClaimEntity(id="", by=by, entity=key, documents=papers))
            self.do(ClaimLink(id="", by=by, a=named[0], b=named[1], kind="linked", documents=papers))
            kinds = {each.key: each.kind for each in view.entities}
            same = [(a, b) for a, b in product(kinds, kinds) if a < b and kinds[a] is kinds[b]]
            for a, b in same[:3]:
                self.do(MergeEntities(id="", by=by, a=a, b=b))
            claims = [claim for _key, claim in self.view(country).board.entities]
            self.do(RemoveClaim(id="", by=by, claim=claims[-1]))
            return

    def talk(self, country: str, other: str) -> None:
        """Messages, a meeting with minutes, and a task that is done."""
        by, there = Seat(country, Office.AUTHORITY), Seat(other, Office.AUTHORITY)
        self.do(SendMessage(id="", by=by, to=there, text="Good morning."))
        self.do(SendMessage(id="", by=by, to=None, text="A question to control."))
        self.must(ProposeMeeting(id="", by=by, seats=(there,), agenda=("facts",), text="Let us meet."))
        key = self.view(country).meetings[-1].key
        task = AgreedTask(there, "Send the statement", self.view(country).clock.day + 20)
        self.must(WriteMinutes(id="", by=by, meeting=key, text="We agreed.", tasks=(task,)))
        self.do(AgreeMinutes(id="", by=there, meeting=key, agreed=True, text="Yes."))
        tasks = [each.key for each in self.view(other).tasks]
        if tasks:
            self.do(CompleteTask(id="", by=there, task=tasks[-1]))

    def keep(self, country: str) -> None:
        """An authority keeps an act on letters from its registry, and gives it back."""
        for acts in ((LetterAction.RETURN_FULL,), ()):
            self.must(KeepActs(id="", by=Seat(country, Office.AUTHORITY), acts=acts))

    def hand_over(self, country: str) -> None:
        """One matter of each kind handed to another seat; every second is taken."""
        view, by = self.view(country), Seat(country, Office.PROSECUTOR)
        things = {
            HandedItem.REQUEST: [each.key for each in view.requests],
            HandedItem.PROCEDURE: [each.key for each in view.procedures],
            HandedItem.DOCUMENT: [each.document.key for each in view.documents],
            HandedItem.ENTITY: [each.key for each in view.entities],
            HandedItem.MEASURE: [each.key for each in view.measures],
        }
        for number, (matter, keys) in enumerate(things.items()):
            if keys and self.do(HandOver(id="", by=by, matter=matter, about=keys[0], to=Office.POLICE, text="Go on.")):
                handed, to = self.view(country).handovers[-1].key, Seat(country, Office.POLICE)
                if number < 3:
                    self.do(SettleHandOver(id="", by=to, handover=handed, taken=number != 1, text="Not ours."))

    def plan(self, country: str) -> None:
        """A suspect and an offence in the case plan."""
        view, by = self.view(country), Seat(country, Office.PROSECUTOR)
        offences = [each.key for each in self.game.published.scenario.country(country).offences]
        people = [each.key for each in view.entities if each.kind is EntityKind.PERSON]
        any(self.do(PlanCase(id="", by=by, person=p, offence=o)) for p, o in product(people, offences))

    def leave(self, country: str) -> None:
        """Whoever is at the police desk of a country goes home."""
        who = self.seats[Seat(country, Office.POLICE)]
        self.must(LeaveSeat(id="", member=CONTROL, who=who))

    def measures(self, country: str) -> None:
        """Of each measure the first two that may be ordered, one of them stopped."""
        view = self.view(country)
        for kind in MeasureKind:
            ordered = 0
            for entity, office in product(view.entities, Office):
                papers = tuple(each.document.key for each in view.documents if each.document.names(entity.key))
                if papers and ordered < ENOUGH_OF_A_KIND:
                    by = Seat(country, office)
                    ordered += self.do(
                        OrderMeasure(id="", by=by, kind=kind, target=entity.key, documents=papers[:2], text="Why.")
                    )
            key = self.view(country).measures[-1].key if ordered else ""
            any(self.do(StopMeasure(id="", by=Seat(country, office), measure=key)) for office in Office if ordered > 1)

    # --- exercise control -------------------------------------------------------------------------------------------

    def control(self) -> None:
        """What exercise control can do in office hours."""
        country = self.countries[1]
        for lever in list(load_levers())[:2]:
            self.do(PullLever(id="", country=country, lever=lever))
        own = "added/ofcontrol"
        self.must(EditInject(id="", inject=own, title="An event", text="What now?", country=country, answer_days=3))
        self.do(FireInject(id="", inject=own))
        work = WrittenOutcome(choice="Today", desk="lawyers", days=2)
        soon = self.game.published.control.clock.day + 2
        self.must(
            WriteInject(
                id="", inject="added/written", title="A call", text="When?", country=country, day=soon,
                answer_days=2, choices=("Today", "Later"), outcomes=(work,), unanswered="Later", hints=("Who waits?",),
            )
        )  # fmt: skip
        for line in self.game.published.control.injects[:12]:
            self.do(SendHint(id="", inject=line.key, number=1, country=country))
            self.do(HoldInject(id="", inject=line.key, held=True))
        for line in self.game.published.control.injects[:6]:
            self.do(HoldInject(id="", inject=line.key, held=False))
        self.do(SetAdversary(id="", held=True))
        self.do(SetAdversary(id="", held=False))
        self.do(TakeOver(id="", country=country))
        self.do(HandBack(id="", country=country))
        for point in self.game.published.control.points[:2]:
            for verdict in ("stands", "either_way"):
                text = "As the law book says."
                self.do(RuleOnPoint(id="", request=point.request, finding=point.finding, verdict=verdict, reasons=text))

    def clock(self) -> None:
        """The clock runs and stands."""
        self.must(StartClock(id="", rate=60))
        self.must(StopClock(id=""))

    def jump(self, days: int, *, ends_move: bool = True) -> None:
        """Days pass."""
        self.must(Jump(id="", days=days, ends_move=ends_move))

    # --- matters ----------------------------------------------------------------------------------------------------

    def begin_matters(self) -> None:
        """Every procedure, and a notice of each colour, by each country that can."""
        for country, kind in product(self.countries, SHIPPED.procedure_by_code):
            begins = SHIPPED.procedure_by_code[kind].rules.begins
            begun = 0
            view = self.view(country)
            offences = [each.key for each in self.game.published.scenario.country(country).offences]
            charges = offences if "offence" in begins.needs else [""]
            for entity, other, office, offence in product(view.entities, self.countries, begins.offices, charges):
                papers = tuple(each.document.key for each in view.documents if each.document.names(entity.key))
                if not papers or begun == ENOUGH_OF_A_KIND:
                    continue
                begun += self.do(
                    BeginProcedure(
                        id="",
                        by=Seat(country, office),
                        kind=kind,
                        requested=other,
                        subjects=(entity.key,),
                        text="We begin.",
                        documents=papers[:3],
                        terms=self.charged(self.terms(begins.needs, (country, other), view), offence),
                    )
                )
        for country, colour in product(self.countries, ("blue", "red", "green", "silver", "yellow")):
            view = self.view(country)
            for entity in view.entities:
                papers = tuple(each.document.key for each in view.documents if each.document.names(entity.key))
                if any(
                    self.do(
                        RequestNotice(
                            id="", by=Seat(country, o), notice=colour, target=entity.key, documents=papers[:2]
                        )
                    )
                    for o in Office
                ):
                    break

    def charged(self, terms: Facts, offence: str) -> Facts:
        """The terms with this offence, where one is among them: nobody is sought on an offence that no paper shows."""
        return tuple((name, offence if name == "offence" else value) for name, value in terms)

    def terms(self, names: tuple[str, ...], sides: tuple[str, str], view: TeamView) -> Facts:
        """Something for every term."""
        return Hand.terms(self.hand(1), names, sides, view)

    def act_on_matters(self, rounds: int) -> None:
        """Of what each side is offered in a procedure, the acts that go on with it; one a round."""
        for number, country in product(range(rounds), self.countries):
            for one in self.view(country).procedures:
                offers = one.offers[number % max(1, len(one.offers)) :]
                for offer in offers:
                    needs = (*offer.needs, *offer.may)
                    papers = [each.document.key for each in self.view(country).documents if each.document.use.stands]
                    if self.do(
                        ActOnProcedure(
                            id="",
                            by=Seat(country, offer.office),
                            procedure=one.key,
                            action=offer.action,
                            text="Our reasons.",
                            documents=tuple(papers[:2]) if "documents" in needs else (),
                            terms=self.terms(needs, (one.requesting, one.requested), self.view(country)),
                            rests_on=one.rests_on,
                        )
                    ):
                        break

    # --- courts -----------------------------------------------------------------------------------------------------

    def hearing(self, outcome: str = "conviction") -> None:
        """Somebody is charged, others sit as court and as defence, and judgment is given."""
        home, judge, counsel = self.countries[0], self.countries[1], self.countries[2]
        charge = self.charge(home)
        court, defence = (self.game.team[code].member_id for code in (judge, counsel))
        self.must(HearCases(id="", country=home, charge=charge))
        self.must(GiveBench(id="", charge=charge, bench=Bench.COURT, who=court))
        self.must(GiveBench(id="", charge=charge, bench=Bench.DEFENCE, who=defence))
        self.must(RaisePoint(id="", member=defence, charge=charge, text="It was not so."))
        shown = next(each for each in self.game.published.control.hearings if each.charge.key == charge)
        points = tuple(
            PointRuling(each.kind.value, each.about, each.detail, upheld=False, reasons="Not so.")
            for each in shown.points
            if each.kind is not PointKind.WITNESS
        )
        given = GiveJudgment(
            id="",
            member=court,
            charge=charge,
            outcome=outcome,
            text="For these reasons.",
            points=points,
            months=shown.months[0] if outcome == "conviction" else 0,
        )
        assert self.do(given) or self.do(replace(given, outcome="acquittal", months=0))
        self.do(HearCases(id="", country=home))

    def charge(self, country: str) -> str:
        """Somebody is charged on papers that name them, a paper is added, and a witness is heard by video link."""
        view, by = self.view(country), Seat(country, Office.PROSECUTOR)
        offences = [each.key for each in self.game.published.scenario.country(country).offences]
        people = [each.key for each in view.entities if each.kind is EntityKind.PERSON]
        for person, offence in product(people, offences):
            papers = tuple(
                each.document.key for each in view.documents if each.document.use.stands and each.document.names(person)
            )
            if papers and self.do(
                ChargePerson(id="", by=by, person=person, offence=offence, documents=papers[:1], rests_on=papers[:1])
            ):
                break
        key = self.view(country).charges[-1].key
        more = tuple(each.document.key for each in view.documents if each.document.use.stands)
        any(self.do(SupplementCharge(id="", by=by, charge=key, documents=(paper,))) for paper in more)
        any(self.do(HearByVideo(id="", by=by, charge=key, witness=each)) for each in people)
        return key

    def hand(self, seed: int) -> Hand:
        """Random hands at this table."""
        return Hand(seed, self.game.engine)
