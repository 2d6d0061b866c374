"""The figures by which other runs of an exercise are compared: one list for bundles of waits and for single decisions.

All but one are figures of the outcome (`ExerciseOutcome`), as they stand at the end of play. They are told in the order
of their subjects, the surest first, and never added up or set against each other: people least of all.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from enum import StrEnum

from simulation.exercise.core.event import Event
from simulation.exercise.core.state import State
from simulation.exercise.outcome.exercise_outcome import outcome_of
from simulation.kernel.draws import quantile
from simulation.review.branches import AtEnd, Branch
from simulation.scenario.schema.functions import Activity
from simulation.scenario.schema.scenario import Scenario

type Figures = Mapping[str, float]
"""Figures of one run by key; those that a scenario does not count are left out."""


class Subject(StrEnum):
    """What a figure is about."""

    FILE = "file"
    CASE = "case"
    PEOPLE = "people"
    MONEY = "money"
    GOODS = "goods"


@dataclass(frozen=True, slots=True)
class Compared:
    """A figure that is compared between runs.

    Attributes:
        key: Its key: that of the outcome, or `records_expired` (records that were deleted unread).
        subject: What it is about.
        unit: `items`, `cases`, `days`, `minor units` or `g`.
        least: The smallest difference worth naming, in its unit; for goods and money a hundredth of what it is as
            played.
        more_is_good: Whether teams want more of it; None where it depends.
    """

    key: str
    subject: Subject
    unit: str
    least: float | None
    more_is_good: bool | None


LEAST_SHARE = 0.01
"""Part of the figure as played that is the smallest difference of goods or money worth naming (our own choice)."""

FIGURES = (
    Compared("requests_answered", Subject.FILE, "items", 1, more_is_good=True),
    Compared("papers_that_stand", Subject.FILE, "items", 1, more_is_good=True),
    Compared("records_expired", Subject.FILE, "items", 1, more_is_good=False),
    Compared("members_arrested", Subject.CASE, "items", 1, more_is_good=None),
    Compared("cases_decided_on_merits", Subject.CASE, "items", 1, more_is_good=True),
    Compared("exploitation_person_days", Subject.PEOPLE, "days", 1, more_is_good=False),
    Compared("known_exposure_days", Subject.PEOPLE, "days", 1, more_is_good=False),
    Compared("persons_protected", Subject.PEOPLE, "items", 1, more_is_good=True),
    Compared("money_laundered_minor", Subject.MONEY, "minor units", None, more_is_good=False),
    Compared("money_defrauded_minor", Subject.MONEY, "minor units", None, more_is_good=False),
    Compared("money_frozen_minor", Subject.MONEY, "minor units", None, more_is_good=True),
    Compared("money_confiscated_minor", Subject.MONEY, "minor units", None, more_is_good=True),
    Compared("drugs_delivered_g", Subject.GOODS, "g", None, more_is_good=False),
)
"""All of them, in the order in which they are told."""

BY_KEY = {each.key: each for each in FIGURES}


def moves_goods(scenario: Scenario) -> bool:
    """Whether anybody in the scenario deals in goods."""
    return any(Activity.DRUGS in each.activities for each in scenario.crime.organisations)


def moves_people(scenario: Scenario) -> bool:
    """Whether anybody in the scenario is moved or exploited."""
    return any(each.people is not None for each in scenario.crime.organisations)


def figures_of_case(scenario: Scenario) -> tuple[Compared, ...]:
    """The figures that mean something in a case."""
    return tuple(
        each
        for each in FIGURES
        if (each.subject is not Subject.GOODS or moves_goods(scenario))
        and (each.key not in {"exploitation_person_days", "money_defrauded_minor"} or moves_people(scenario))
    )


def figures_of(state: State, events: Sequence[Event]) -> dict[str, float]:
    """The figures of an exercise at the moment to which it has come.

    Args:
        state: The exercise.
        events: Everything that happened from its first second.
    """
    outcome = asdict(outcome_of(state, events))
    outcome["records_expired"] = state.network.traces.expired(state.now)
    return {each.key: outcome[each.key] for each in FIGURES if outcome[each.key] is not None}


@dataclass(frozen=True, slots=True)
class Horizons:
    """The figures of one run at the end of play and, where the epilogue was played, after it.

    Attributes:
        play: At the end of play by people.
        after: After automatic play to the scenario's horizon; None where that was not played.
    """

    play: dict[str, float]
    after: dict[str, float] | None = None


def horizons(play: Callable[[AtEnd | None], Branch], *, to_horizon: bool) -> tuple[Branch, Horizons]:
    """Play a branch, and count it where people stop and where the record ends.

    Args:
        play: Plays it, and tells what it is given of the moment at which people stop.
        to_horizon: Whether it plays the epilogue.
    """
    ended: list[dict[str, float]] = []

    def count(branch: Branch) -> None:
        ended.append(figures_of(branch.exercise.state, branch.events))

    branch = play(count if to_horizon else None)
    found = figures_of(branch.exercise.state, branch.events)
    return branch, Horizons(ended[0], found) if ended else Horizons(found)


def least_worth_naming(figure: Compared, as_played: Sequence[float]) -> float:
    """The smallest difference of a figure that is worth naming, in its unit.

    Args:
        figure: Which.
        as_played: Its values in the runs as played.
    """
    if figure.least is not None:
        return figure.least
    row = sorted(as_played)
    median = quantile(row if len(row) > 1 else row * 2 or [0, 0], 0.5)
    return max(1.0, LEAST_SHARE * median)
