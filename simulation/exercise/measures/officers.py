"""Officers and surveillance teams as queues: what home measures need people for waits until enough of them are free.

A country has so many officers at a time (`Staff.investigators`, scaled by the preset) and so many surveillance teams.
Measures take them in the order in which they came to the desk, those that go first before the others, and nobody
overtakes: what needs four officers is not kept waiting by what needs one, and what waits for one kind of people keeps
its place with the other. The short hold of a financial unit hurries the freeze that it is for.
"""

from __future__ import annotations

from collections.abc import Iterable

from simulation.casework.file.measures import Measure, MeasureAction, MeasureStatus, work_seconds
from simulation.casework.file.restrained_assets import AssetState
from simulation.exercise.core.state import CountryState, State
from simulation.kernel.agenda import DAY, HOUR
from simulation.kernel.draws import Purpose
from simulation.scenario.schema.play import MeasureKind, Preset
from simulation.scenario.schema.scenario import Scenario


def left_of_hold(scenario: Scenario, now: int, country: CountryState, kind: MeasureKind, target: str) -> int | None:
    """Seconds within which a freeze is decided and carried out, because the unit holds the money until then.

    That is what a short hold is for: courts take such a freeze first (FATF recommendation 4, CETS 198 article 14; by
    analogy Regulation (EU) 2018/1805 article 9(1) and (3), with 48 hours a step in urgent cases; that it is always in
    time is an assumption). None where nothing is held.
    """
    if kind is not MeasureKind.FREEZE:
        return None
    asset = country.file.assets.get(target)
    if asset is not None and asset.state is AssetState.POSTPONED and asset.until is not None:
        return max(0, asset.until - now)
    is_coming = any(
        each.kind is MeasureKind.POSTPONEMENT and each.target == target and each.is_running
        for each in country.file.measures.all
    )
    return scenario.country(country.code).short_freeze_days * DAY if is_coming else None


WORK = "exercise.measure"
"""Rule of the agenda that ends the judge's time of a measure, or its work."""


def officers_of(scenario: Scenario, preset: Preset, country: str) -> int:
    """How many officers a country has at a time."""
    return max(1, scenario.country(country).staff.investigators * preset.staff_factor // 100)


def officers_busy(measures: Iterable[Measure], officers: int) -> int:
    """How many of a country's officers are at work."""
    return sum(_needs(each, officers) for each in measures if each.status is MeasureStatus.RUNNING)


def _teams_out(country: CountryState) -> int:
    return sum(each.teams for each in country.file.measures.all if each.status is MeasureStatus.RUNNING)


def waiting(country: CountryState) -> tuple[Measure, ...]:
    """Measures that wait for officers or a team, in the order in which they will get them."""
    found = [each for each in country.file.measures.all if each.status is MeasureStatus.QUEUED]
    return tuple(sorted(found, key=lambda each: (not each.rule.goes_first, each.since)))


def take_up(state: State, country: CountryState) -> None:
    """Begin what waits, as far as officers and teams are free; what has to wait is reckoned with by those behind it."""
    of_country = officers_of(state.scenario, state.preset, country.code)
    officers = of_country - officers_busy(country.file.measures.all, of_country)
    teams = state.scenario.country(country.code).staff.surveillance_teams - _teams_out(country)
    for measure in waiting(country):
        needed, watching = _needs(measure, of_country), measure.rule.teams
        officers -= needed
        teams -= watching
        if (needed and officers < 0) or (watching and teams < 0):
            continue
        country.file.measures.move(measure.key, MeasureAction.START, state.now)
        u = state.draws.uniform(Purpose.MEASURE, measure.key, "work", state.now)
        due = DAY if measure.rule.waits else work_seconds(measure.rule, u)
        left = left_of_hold(state.scenario, state.now, country, measure.kind, measure.target)
        if left is not None:
            due = min(due, max(0, left - HOUR))
        state.agenda.schedule(state.now + due, f"measure/{measure.key}", WORK, (measure.key,))


def _needs(measure: Measure, officers: int) -> int:
    """A country with fewer officers than a measure wants sends all that it has."""
    return min(measure.rule.officers, officers)
