"""Every kind of measure at home: its row of the table, what carrying it out gives, and what undoes it.

What the rows say stands in `simulation.casework.file.measures` and its table; an exercise is given the list that it
knows, and may be given a longer one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.detention import Right
from simulation.casework.file.measure_orders import WANTS_TIME, WANTS_TO_BE_HEARD
from simulation.casework.file.measures import Conduct, Measure, MeasureRule, hold_until, measure_rule
from simulation.casework.file.restrained_assets import AssetAction
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.evidence import conduct_findings, gathering, uninvolved
from simulation.exercise.measures import protection, results
from simulation.exercise.restrained_assets import handlers as restrained_assets
from simulation.kernel.draws import Purpose
from simulation.kernel.shared import shared
from simulation.law.assessment import typical_mistakes
from simulation.network import authorities, questions
from simulation.network.goods.covert_purchase import buy
from simulation.network.world.consignments import LoadStatus
from simulation.network.world.world import World
from simulation.scenario.schema.play import MeasureKind


class Outcome(NamedTuple):
    """What a measure came to: code of the result, money in minor units, goods in grams."""

    result: str
    amount_minor: int = 0
    grams: int = 0


type CarryOut = Callable[[State, CountryState, Measure], Outcome]
"""Does in the world what a measure is for, when its time has come."""

type Undo = Callable[[State, CountryState, Measure], None]
"""Ends what was done on leads alone and was never confirmed."""


type IsSo = Callable[[World, str], bool]
"""Whether what a measure is for is so already, whoever brought it about."""


def _found(is_found: object) -> str:
    return "done" if is_found else "nothing_found"


def bring_papers(state: State, country: CountryState, measure: Measure) -> Outcome:
    """Only the papers of its custodians come."""
    return Outcome(_found(results.file_papers(state, country, measure)))


@shared
@dataclass(frozen=True, slots=True, eq=False)
class HomeMeasure:
    """A kind of measure at home with all its columns.

    Attributes:
        kind: Its code.
        carry_out: What is done when its time has come.
        undo: What ends it where it began on leads and no evidence followed; None where nothing lasts.
        is_so: Whether what it is for is so; None where nothing but the measure itself says so.
        row: Its rule; None: the table has it.
        package: The package in which its words lie, as `words.toml`; "" where the catalogue has them.
    """

    kind: MeasureKind
    carry_out: CarryOut = bring_papers
    undo: Undo | None = None
    is_so: IsSo | None = None
    row: MeasureRule | None = None
    package: str = ""

    @property
    def rule(self) -> MeasureRule:
        """Who may order it, at what and on what grounds, what it costs and brings."""
        return self.row or measure_rule(self.kind)


@dataclass(slots=True)
class HomeMeasures:
    """The kinds of measures that there are in this exercise, by code."""

    known: Mapping[MeasureKind, HomeMeasure] = field(default_factory=dict)


def home_measure(home_measures: HomeMeasures, kind: MeasureKind) -> HomeMeasure:
    """The record of a kind of measure in this exercise.

    Raises:
        KeyError: It knows no such kind.
    """
    return home_measures.known[kind]


def is_done(record: HomeMeasure, target: str, network: World, files: Iterable[CaseFile]) -> bool:
    """Whether a measure comes too late: what it is for is so, or somebody ordered it and it runs.

    Where nothing but the measure itself can say so, it is enough that it was carried out once.

    Args:
        record: The measure.
        target: Key of its target.
        network: The world.
        files: The files in which it may have been ordered.
    """
    if record.is_so is not None and record.is_so(network, target):
        return True
    return any(
        each.is_running or (record.is_so is None and each.result == "done")
        for file in files
        for each in file.measures.all
        if each.kind == record.kind and each.target == target
    )


def _arrest(state: State, country: CountryState, measure: Measure) -> Outcome:
    is_taken = authorities.arrest(state.network, measure.target, state.now)
    if is_taken:
        PeopleHeld(state, country.code).hold(measure.target, measure.key, Right.ARREST, silent=True)
    return Outcome(_found(is_taken))


def _release(state: State, country: CountryState, measure: Measure) -> Outcome:
    return Outcome(_found(PeopleHeld(state, country.code).ordered_out(measure.target)))


WANTS_NOW = 0.3
"""Share of people who recover who want to be heard at once (assumption: no published figure)."""


def _ask(state: State, country: CountryState, measure: Measure) -> Outcome:
    """The person says, informed and to the victim service, whether to be heard now; who wants it speaks there."""
    person = measure.target
    if questions.whereabouts(state.network, person) != country.code:
        return Outcome("person_gone")
    if state.draws.uniform(Purpose.MEASURE, person, "wish", state.now) >= WANTS_NOW:
        return Outcome(WANTS_TIME)
    authorities.hear_now(state.network, person, state.now)
    return Outcome(WANTS_TO_BE_HEARD)


def _freeze(state: State, country: CountryState, measure: Measure) -> Outcome:
    return _block(state, country, measure, AssetAction.FREEZE)


def _postpone(state: State, country: CountryState, measure: Measure) -> Outcome:
    return _block(state, country, measure, AssetAction.POSTPONE)


def _block(state: State, country: CountryState, measure: Measure, action: AssetAction) -> Outcome:
    code, target = country.code, measure.target
    until = hold_until(measure.kind, state.scenario.country(code), state.now)
    amount = restrained_assets.block(state, code, code, target, action, measure.key, until)
    return Outcome(_found(state.network.money.is_frozen(target)), amount)


def _lift(state: State, country: CountryState, measure: Measure) -> Outcome:
    return Outcome("done", restrained_assets.end(state, country.code, measure.target, AssetAction.LIFT))


def _let_go(state: State, country: CountryState, measure: Measure) -> None:
    restrained_assets.end(state, country.code, measure.target, AssetAction.LIFT)


def _protect(state: State, country: CountryState, measure: Measure) -> Outcome:
    return Outcome(protection.protect(state, country.code, measure))


def _inspect(state: State, country: CountryState, measure: Measure) -> Outcome:
    found = authorities.inspect(state.network, measure.target, state.now)
    results.file_papers(state, country, measure)
    return Outcome(_found(found))


def _search(state: State, country: CountryState, measure: Measure) -> Outcome:
    """A search; its record is owed to whoever was searched and to the file, also when nothing was found."""
    found = authorities.inspect(state.network, measure.target, state.now)
    papers = results.file_papers(state, country, measure)
    if not papers:
        kind = measure.rule.produces[state.network.entities[measure.target].kind][0]
        key = f"{measure.key}/{kind}/{measure.target}"
        record = gathering.make(
            state, kind, measure.target, country.code, key, gathering.HOME, start=measure.since, is_owed=True
        )
        if record is not None:
            gathering.file_document(state, country.code, record, measure.key, (measure.office,))
    return Outcome(_found(papers or found))


def _seize(state: State, country: CountryState, measure: Measure) -> Outcome:
    grams = authorities.seize(state.network, measure.target, state.now)
    results.file_papers(state, country, measure)
    return Outcome(_found(grams), 0, grams)


def _buy(state: State, country: CountryState, measure: Measure) -> Outcome:
    """The purchase; pressing is incitement, and hurts whoever would never have sold."""
    pressing = measure.conduct is Conduct.PRESSING
    grams = buy(
        state.network,
        measure.key,
        state.network.identities.bearer(measure.target),
        country.code,
        state.now,
        pressing=pressing,
    )
    if pressing:
        conduct_findings.note_elsewhere(state, country.code, typical_mistakes.INCITEMENT, f"measure/{measure.key}")
    if pressing and grams:
        uninvolved.record(state, country.code, measure.target, measure.key)
    results.file_papers(state, country, measure)
    return Outcome(_found(grams), 0, grams)


def _let_run(state: State, _country: CountryState, measure: Measure) -> Outcome:
    return Outcome(_found(authorities.let_run(state.network, measure.target, state.now)))


def _give_back(state: State, _country: CountryState, measure: Measure) -> Outcome:
    authorities.let_go(state.network, measure.target, state.now)
    return Outcome("done")


def _offer(state: State, country: CountryState, measure: Measure) -> Outcome:
    if not authorities.offer_benefit(state.network, measure.target, state.now):
        return Outcome("declined")
    return bring_papers(state, country, measure)


def _is_held(network: World, person: str) -> bool:
    known = network.identities.bearer(person)
    return any(held == known for held, _country in questions.in_custody(network))


def _is_at_large(network: World, person: str) -> bool:
    return not _is_held(network, person)


def _is_blocked(network: World, account: str) -> bool:
    return network.money.is_frozen(account)


def _is_unblocked(network: World, account: str) -> bool:
    return not _is_blocked(network, account)


def _is_seized(network: World, container: str) -> bool:
    load = network.goods.in_container(container)
    return load is not None and load.status is LoadStatus.SEIZED


SHIPPED: tuple[HomeMeasure, ...] = (
    HomeMeasure(MeasureKind.PRODUCTION_ORDER),
    HomeMeasure(MeasureKind.SURVEILLANCE),
    HomeMeasure(MeasureKind.INTERCEPT),
    HomeMeasure(MeasureKind.INTERVIEW),
    HomeMeasure(MeasureKind.BORDER_ALERT),
    HomeMeasure(MeasureKind.SEARCH, _search),
    HomeMeasure(MeasureKind.INSPECTION, _inspect),
    HomeMeasure(MeasureKind.ARREST, _arrest, is_so=_is_held),
    HomeMeasure(MeasureKind.RELEASE, _release, is_so=_is_at_large),
    HomeMeasure(MeasureKind.FREEZE, _freeze, undo=_let_go, is_so=_is_blocked),
    HomeMeasure(MeasureKind.LIFT_FREEZE, _lift, is_so=_is_unblocked),
    HomeMeasure(MeasureKind.POSTPONEMENT, _postpone, is_so=_is_blocked),
    HomeMeasure(MeasureKind.PROTECTION, _protect, is_so=questions.is_safe),
    HomeMeasure(MeasureKind.SEIZURE, _seize, is_so=_is_seized),
    HomeMeasure(MeasureKind.CONTROLLED_DELIVERY, _let_run),
    HomeMeasure(MeasureKind.RELEASE_GOODS, _give_back),
    HomeMeasure(MeasureKind.COVERT_PURCHASE, _buy),
    HomeMeasure(MeasureKind.INFORMANT),
    HomeMeasure(MeasureKind.COOPERATION_OFFER, _offer),
    HomeMeasure(MeasureKind.ANALYSIS),
    HomeMeasure(MeasureKind.WISH, _ask),
)
"""The measures that ship, in the order of the pages."""
