"""One turn of an automatic player: the view, what it may do, and the commands it writes.

A desk lives for one call of `decide` only. Ids of commands are causal: they name what an act is for, never a count of
acts, so that one more paper shifts no other act's id.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from types import MappingProxyType

from simulation.casework.file.impossible import never_of_held
from simulation.casework.proof.prospects import Prospects
from simulation.exercise.automation.waiting_matters import matter_left
from simulation.exercise.core.command import Command, Seat
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.event import Actor
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.measures.views import MeasureView
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.offices import OFFICES
from simulation.kernel.terms import Facts, Office
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.players.turn.document_summaries import ByIdentity
from simulation.players.turn.duplicates import Doubles
from simulation.players.turn.file_analysis import FileAnalysis, read
from simulation.players.turn.letter_list import ROUTINE, LetterList
from simulation.players.turn.parameters import PolicyParameters
from simulation.players.turn.shown import Shown
from simulation.players.turn.workload import Workload
from simulation.scenario.schema.country import Country, CountryPair
from simulation.scenario.schema.play import MeasureKind, Route, Sought
from simulation.scenario.schema.scenario import Scenario

OFFICE_OF_ROUTE: dict[Route, Office] = {route: OFFICES.asking_on(route)[0] for route in Route}
"""Who begins a request on each route; on an informal one the same office answers."""


def asking_office(country: Country, sought: str) -> Office:
    """The office of a country that begins what is sought, and on a short way answers it."""
    kind = kind_of(sought)
    return kind.office_in(country) or OFFICE_OF_ROUTE[kind.route]


type Move = tuple[str, str, tuple[str, ...], Facts]
"""An action with its words, its papers and its terms."""

type Answer = Callable[[Turn, ProcedureView, frozenset[str]], Move | None]
"""What to do with a procedure, of the acts that are offered; None to leave it for now."""


_PEOPLE = frozenset({Actor.PEOPLE, Actor.CONTROL})
"""Who writes for a team by hand."""


class Turn:
    """What a country's automatic player has in front of it in one turn."""

    def __init__(
        self,
        view: TeamView,
        scenario: Scenario,
        offices: tuple[Office, ...],
        parameters: PolicyParameters,
        memory: DerivedValues,
        answers: Mapping[str, Answer] = MappingProxyType({}),
    ) -> None:
        """Lay the papers out.

        Args:
            view: What the country's team sees.
            scenario: Law and treaties.
            offices: The offices that the player acts for.
            parameters: How this policy works.
            memory: What was read in earlier turns.
            answers: What is done with each kind of procedure.

        `open` are the requests on which somebody of the country may act; on the others nothing can be done any more.
        """
        self.view = view
        self.scenario = scenario
        self.offices = offices
        self.parameters = parameters
        self.answers = answers
        self._memory = memory
        self.code = view.country
        self.country: Country = scenario.country(view.country)
        self.now = view.clock.now
        self.today = view.clock.day
        self.shown = Shown(view, memory)
        self.letter_list = memory.keep("letter_list", (), lambda: LetterList(view.country))
        self.letter_list.bring_up(view.requests)
        self.open = self.letter_list.open
        self.workload = Workload(view, self.letter_list, parameters, memory)
        self._ordered: set[tuple[str, str]] = set()
        self._asked: set[tuple[Sought, str]] = set()
        self._free_teams: int | None = None

    @cached_property
    def others(self) -> frozenset[str]:
        """Codes of the other countries."""
        return frozenset(country.code for country in self.scenario.countries) - {self.code}

    @cached_property
    def issued(self) -> dict[str, str]:
        """Where accounts and numbers are of, by their labels, as far as it was looked up: these never change."""
        return self._memory.keep("issued", (), dict)

    @cached_property
    def reading(self) -> FileAnalysis:
        """What the file shows, read once a turn at most."""
        return read(self.view, self.letter_list.inherited, self._memory)

    @property
    def free_teams(self) -> int:
        """Surveillance teams that are free, those sent out in this turn taken off."""
        if self._free_teams is None:
            self._free_teams = self.view.free_teams
        return self._free_teams

    @free_teams.setter
    def free_teams(self, number: int) -> None:
        self._free_teams = number

    @cached_property
    def prospects(self) -> Prospects:
        """What the file would prove, against whom."""
        law, filed = ByIdentity(self.code, self.country), self.shown.documents
        prospects = self._memory.keep("prospects", (law,), lambda: Prospects(self.country))
        stamp = (ByIdentity("documents", filed),)
        prospects.take_in(self._memory.keep("papers", stamp, lambda: tuple([each.document for each in filed])))
        return prospects

    def doubles(self) -> tuple[tuple[str, str], ...]:
        """Pairs of people whose particulars agree."""
        found = self._memory.keep("doubles", (), Doubles)
        found.take_in(self.view.entities)
        return tuple(found.pairs)

    def sits(self, office: Office) -> bool:
        """Whether the player acts for this office."""
        return office in self.offices

    def offered(self, request: RequestView, office: Office) -> frozenset[str]:
        """Actions that an office may take on a request now."""
        return self.letter_list.may(request, office)

    def seat(self, office: Office) -> Seat:
        """The office's seat."""
        return Seat(self.code, office)

    def name(self, what: str) -> str:
        """The causal id of a command."""
        return f"auto/{self.code}/{what}"

    def pair(self, other: str) -> CountryPair:
        """What binds the country and another."""
        return self.scenario.pair(self.code, other)

    # --- what waits -------------------------------------------------------------------------------------------------

    def may_wait(self, request: RequestView, office: Office) -> bool:
        """Whether an office that is full leaves a request for the next move, in which the oldest comes first.

        What people of its own team wrote or answered is taken up at once.
        """
        if any(line.country == self.code and line.by in _PEOPLE for line in request.history):
            return False
        waits = self.workload.must_wait(office, is_urgent=request.content.urgent)
        if waits:
            most = self.parameters.limit if request.content.urgent else self.parameters.most
            until = self.workload.falls_below(office, most)
            self.leave(matter_left(request.key, request.version, len(request.history)), until)
        return waits

    def leave(self, key: str, at: int) -> None:
        """Note what is left lying, and the second before which it will not be taken up as things stand."""
        self._memory.left[key] = min(at, self._memory.left.get(key, at))

    # --- commands ---------------------------------------------------------------------------------------------------

    def act(
        self,
        request: RequestView,
        action: LetterAction,
        office: Office,
        *,
        text: str = "",
        content: Content | None = None,
        documents: tuple[str, ...] = (),
        ground: str = "",
        conditions: tuple[str, ...] = (),
        items: tuple[str, ...] = (),
        until_day: int | None = None,
        consent: str = "",
        alternative: str = "",
    ) -> ActOnRequest:
        """An action on a request, on the version that the view shows."""
        before = sum(line.action == action for line in request.history)
        if action not in ROUTINE:
            self.workload.took_on(office)
        return ActOnRequest(
            id=self.name(f"{action}/{request.key}/{before + 1}"),
            by=self.seat(office),
            seen=request.version,
            rests_on=request.rests_on,
            request=request.key,
            action=action,
            text=text,
            content=content,
            documents=documents,
            ground=ground,
            conditions=conditions,
            items=items,
            until_day=until_day,
            consent=consent,
            alternative=alternative,
        )

    def order(
        self,
        kind: MeasureKind,
        target: str,
        office: Office,
        documents: Iterable[str],
        *,
        because: tuple[str, ...] = (),
        again: str = "",
    ) -> OrderMeasure:
        """A measure at home, on papers, and `because` of others; `again` tells a later order from the first."""
        chosen = tuple(documents)
        self._ordered.add((kind, target))
        self.workload.took_on(office)
        return OrderMeasure(
            id=self.name(f"{kind}/{target}{again}"),
            by=self.seat(office),
            rests_on=tuple(dict.fromkeys((*because, *chosen))),
            kind=kind,
            target=target,
            documents=chosen,
        )

    def open_and_send(
        self,
        sought: Sought,
        requested: str,
        target: str,
        content: Content,
        rests_on: tuple[str, ...],
        *,
        again: str = "",
    ) -> list[Command]:
        """Open a request file and hand it in: to the own authority for a formal request, to the other side else."""
        office = asking_office(self.country, sought)
        name = self.name(f"{sought}/{requested}/{target}{again}")
        key = f"{self.code}/{name}"
        self._asked.add((sought, target))
        self.workload.sent.append((requested, kind_of(sought).route))
        self.workload.urgent += content.urgent
        self.workload.took_on(office, *([Office.AUTHORITY] if kind_of(sought).route is Route.MLA else []))
        action = LetterAction.SUBMIT if kind_of(sought).route is Route.MLA else LetterAction.ASK
        return [
            OpenDraft(
                id=name, by=self.seat(office), rests_on=rests_on, sought=sought, requested=requested, targets=(target,)
            ),
            ActOnRequest(
                id=f"{name}/{action}",
                by=self.seat(office),
                rests_on=rests_on,
                request=key,
                action=action,
                content=content,
                text=content.assistance,
            ),
        ]

    # --- what was done already --------------------------------------------------------------------------------------

    def ordered(self, kind: MeasureKind, target: str) -> tuple[MeasureView, ...]:
        """Measures of a kind against a target so far, in order."""
        return self.shown.orders.get((kind, target), ())

    def ordered_now(self, kind: MeasureKind) -> tuple[str, ...]:
        """Targets of the measures of a kind that were ordered in this turn."""
        return tuple(sorted(target for known, target in self._ordered if known == kind))

    def may_order(self, kind: MeasureKind, target: str, *, after_days: int | None = None) -> bool:
        """Whether a measure was never ordered, or (with `after_days`) ended so long ago that it is worth repeating.

        None is that makes no sense of a person in custody.
        """
        if (kind, target) in self._ordered:
            return False
        if kind in never_of_held() and target in self.shown.held:
            return False
        before = self.ordered(kind, target)
        if not before:
            return True
        if after_days is None or any(each.is_running for each in before):
            return False
        return before[-1].ordered + after_days * DAY <= self.now

    def asked(self, sought: Sought, target: str) -> tuple[RequestView, ...]:
        """Requests of this country for the same thing about the same target so far."""
        return self.letter_list.asked(sought, target)

    def may_ask(self, sought: Sought, target: str) -> bool:
        """Whether this was never asked."""
        return (sought, target) not in self._asked and not self.asked(sought, target)
