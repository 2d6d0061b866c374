"""What a country's file can hold at most with everything that is at home, and with what its matters in flight bring.

Every measure that the engine's check lets pass is carried out by the engine's own code, on copies of the untouched
world, until nothing new comes: without a court, without officers who are busy, on several days. It is an upper bound of
what a team can have without asking abroad in play.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from simulation.casework.documents.document import Document
from simulation.casework.file.measure_orders import check_measure
from simulation.casework.file.measures import MeasureAction, MeasureRule, ordering_offices
from simulation.exercise import world_events
from simulation.exercise.core.state import State
from simulation.exercise.evidence import gathering
from simulation.exercise.measures.handlers import carry_out
from simulation.exercise.measures.kinds import HomeMeasure, HomeMeasures, bring_papers
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.visibility import is_known_to_requested
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.needs import answers
from simulation.needs.untouched import STEP_DAYS, UntouchedWorld
from simulation.network import questions
from simulation.scenario.checks.crime import entity_keys
from simulation.scenario.schema.play import MeasureKind

WINDOW_DAYS = 120
"""Days for which a team works at home: about the half day of an exercise (assumption)."""

UNDOING = frozenset(
    {
        MeasureKind.RELEASE,
        MeasureKind.LIFT_FREEZE,
        MeasureKind.RELEASE_GOODS,
        MeasureKind.FREEZE,
        MeasureKind.POSTPONEMENT,
    }
)
"""Measures that bring no paper and end what would leave one: they are left out."""

HOLDING = frozenset({MeasureKind.ARREST, MeasureKind.COOPERATION_OFFER})
"""Measures of which something comes only when somebody who is held speaks (R10), which is chance: told apart."""


@dataclass(slots=True)
class DistinctPapers:
    """Papers, each of which says or names something that none before it does.

    Attributes:
        papers: In order of receipt.
    """

    papers: list[Document] = field(default_factory=list)
    _known: set[object] = field(default_factory=set)

    def take(self, documents: Iterable[Document]) -> None:
        """Put papers on it; what an own measure found in favour of its target, nobody would have ordered."""
        for paper in documents:
            if paper.key.partition("/")[2].startswith(MEASURE) and paper.about in paper.exculpates:
                continue
            says: set[object] = {(*each[:3], trace, each.source) for each in paper.assertions for trace in each.traces}
            says.update(mention.key for mention in paper.mentions)
            if not says <= self._known:
                self._known |= says
                self.papers.append(paper)


MEASURE = "at_home/"
"""How the id of a measure begins that is carried out here."""


@dataclass(frozen=True, slots=True)
class AtHome:
    """What a country can have without asking abroad in play.

    Attributes:
        country: Its code.
        opening: Papers of its file on day 1.
        home: These, what banks and borders report, and what measures at home bring.
        inherited: These, and what its matters in flight bring, with the measures that follow.
    """

    country: str
    opening: tuple[Document, ...]
    home: tuple[Document, ...]
    inherited: tuple[Document, ...]


def at_home(world: UntouchedWorld, country: str, in_flight: Sequence[Letter]) -> AtHome:
    """The closure of a country's file.

    Args:
        world: The untouched world.
        country: Whose file.
        in_flight: Matters in flight of all countries.
    """
    home, inherited = DistinctPapers(), DistinctPapers()
    opening = world.at(0).state.countries[country].file.documents
    for day in range(0, WINDOW_DAYS + 1, STEP_DAYS):
        bench = _Bench(world.at(day).state, country, day)
        bench.add(home.papers)
        home.take(bench.exhausted())
        bench.add(inherited.papers)
        if day == 0:  # they ask for what there was when they were sent
            bench.receive(in_flight)
        inherited.take(bench.exhausted())
    home.take(_acting(world, country))
    both = DistinctPapers()
    both.take((*home.papers, *inherited.papers))
    return AtHome(country, opening, tuple(home.papers), tuple(both.papers))


def held(world: UntouchedWorld, country: str) -> tuple[Document, ...]:
    """What a country's file holds besides when it arrests whomever it may, and some of them speak under this seed."""
    return _acting(world, country, HOLDING)


def follow_up(world: UntouchedWorld, country: str, day: int, papers: Iterable[Document]) -> tuple[Document, ...]:
    """A file with these papers and what measures at home bring on top of them on a day."""
    bench = _Bench(world.at(day).state, country, day)
    bench.add(papers)
    return bench.exhausted()


def _acting(world: UntouchedWorld, country: str, further: frozenset[MeasureKind] = frozenset()) -> tuple[Document, ...]:
    """The file of a country that does all that it may from day 1 on, in a world that goes on from there."""
    exercise = world.at(0)
    papers: tuple[Document, ...] = ()
    for day in range(0, WINDOW_DAYS + 1, STEP_DAYS):
        exercise.advance(day * DAY)
        bench = _Bench(exercise.state, country, day, further)
        papers = bench.acted() if 0 < day < WINDOW_DAYS else bench.exhausted()
    return papers


class _Bench:
    """A copy of the world on a day, in which one country does everything that it may."""

    def __init__(self, state: State, country: str, day: int, further: frozenset[MeasureKind] = frozenset()) -> None:
        """Look at the kinds of measures that there are.

        Args:
            state: The copy.
            country: Who acts.
            day: Which day it is.
            further: Kinds that are not left out this time.
        """
        self._state = state
        self._country = state.countries[country]
        self._law = state.scenario.country(country)
        self._day = day
        self._story = entity_keys(state.scenario)
        self._done: dict[tuple[MeasureKind, str], int] = {}
        left_out = UNDOING | (HOLDING - further)
        kinds = [each for each in state.part(HomeMeasures).known.values() if each.kind not in left_out]
        papers = [each for each in kinds if each.carry_out is bring_papers and not self._can_wait(each.rule)]
        self._as_witness = [each for each in papers if not each.rule.as_suspect]
        self._as_suspect = [each for each in papers if each.rule.as_suspect]
        self._acts = [each for each in kinds if each.carry_out is not bring_papers]

    @property
    def _is_between(self) -> bool:
        return 0 < self._day < WINDOW_DAYS

    def _can_wait(self, rule: MeasureRule) -> bool:
        """Whether what it brings on a day between is brought on the last one as well: an analysis looks back."""
        return self._is_between and rule.leads_only

    def _keeps(self, entity: Entity) -> bool:
        """Whether the records of an entity outlast the window, so that the last day has them all."""
        return self._is_between and entity.kind is EntityKind.ACCOUNT and self._law.retention.bank > WINDOW_DAYS

    def add(self, papers: Iterable[Document]) -> None:
        """File papers that the country had before."""
        for paper in papers:
            self._country.file.add(paper, self._state.now, "before")

    def receive(self, in_flight: Sequence[Letter]) -> None:
        """Have the matters in flight answered; whoever knows of one knows its targets."""
        state, entities = self._state, self._state.network.entities
        for letter in in_flight:
            named = tuple(gathering.as_named(entities[key]) for key in letter.targets if key in entities)
            if letter.requesting == self._country.code or (
                letter.requested == self._country.code and is_known_to_requested(letter)
            ):
                self._country.file.known.learn(named)
            if letter.requesting == self._country.code:
                for paper in answers.carried_out(state, letter):
                    again = replace(paper, key=f"{paper.key}/{self._day}")
                    gathering.file_document(state, self._country.code, again, letter.key)

    def exhausted(self) -> tuple[Document, ...]:
        """The papers of the file when every measure that may be ordered is done and nothing new comes."""
        file = self._country.file
        while any(self._turn(kinds) for kinds in (self._as_witness, self._as_suspect, self._acts)):
            pass
        return file.documents

    def acted(self) -> tuple[Document, ...]:
        """The same after acts alone: searches, inspections, seizures, purchases, protection."""
        self._turn(self._acts)
        return self._country.file.documents

    def _turn(self, kinds: Sequence[HomeMeasure]) -> bool:
        """Order what may be ordered of these kinds; whether a paper came."""
        file = self._country.file
        before = len(file.filed)
        for key, entity in list(file.known.rows.items()):
            naming = len(file.naming(key)) if self._is_of_the_case(key) and not self._keeps(entity) else -1
            for each in kinds:
                if naming < 0 or entity.kind not in each.rule.targets or self._done.get((each.kind, key), -1) >= naming:
                    continue
                done = self._order(each, key)
                self._done[each.kind, key] = 1_000_000 if done else naming
        return len(file.filed) > before

    def _is_of_the_case(self, key: str) -> bool:
        """Whether somebody or something belongs to the story or the network: nothing is said of it by others' records.

        The thousand lawful customers of the same shops and banks are left alone, as by any team.
        """
        network = self._state.network
        return (
            network.identities.bearer(key) in self._story
            or key in network.people.persons
            or questions.organisation_of(network, key) is not None
        )

    def _order(self, kind: HomeMeasure, target: str) -> bool:
        """Carry a measure out at once if it may be ordered; live ones have run since the last look."""
        state, country, rule = self._state, self._country, kind.rule
        naming = tuple(paper.key for paper in country.file.naming(target))
        office = next((each for each in ordering_offices(rule, self._law) if each in country.offices), None)
        if office is None:
            return False
        try:
            plan = check_measure(rule, target, office, naming, country.file, self._law, state.now)
        except RuleViolation:
            return False
        key = f"{country.code}/{MEASURE}{kind.kind}/{target}/{self._day}"
        measures = country.file.measures
        measures.open(plan.measure(key, state.now))
        if plan.needs_judge:
            measures.move(key, MeasureAction.AUTHORISE, state.now)
        measures.move(key, MeasureAction.START, state.now - STEP_DAYS * DAY if rule.live else state.now)
        outcome = carry_out(state, country, measures.rows[key])
        measures.move(key, MeasureAction.COMPLETE, state.now, outcome.result)
        world_events.report(state)
        return True
