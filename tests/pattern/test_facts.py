"""The stylised facts over all their seeds: `python3 run.py test -m pattern`, for a long evening.

With PATTERN_JOURNAL=FILE the values of every seed are kept there, and a run that was stopped is carried on.
"""

import os
from pathlib import Path

import pytest

from tests.pattern.facts import facts, seeds
from tests.pattern.failing import failing
from tests.pattern.measure import Report, collect, passing, read_report, report_of
from tests.pattern.table import BEGIN, END, ODD, between, lines

pytestmark = pytest.mark.pattern

LEAST_PASSING = 20
MOST_NOT_APPLICABLE = 2
NEEDED = {"F15", "F25"}
"""What an exercise in mutual legal assistance teaches: acting together, and in time."""


@pytest.fixture(scope="session")
def fresh() -> Report:
    """Everything measured anew."""
    journal = os.environ.get("PATTERN_JOURNAL")
    workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    found = collect(facts(), seeds(smoke=False), workers, journal=Path(journal) if journal else None)
    return report_of(found, facts())


def _each() -> list[object]:
    known = failing()
    return [
        pytest.param(
            fact.key,
            name,
            id=f"{fact.key}-{name}",
            marks=[pytest.mark.xfail(strict=True, reason=known[fact.key, name])] if (fact.key, name) in known else [],
        )
        for fact in facts()
        for name in fact.applies
    ]


@pytest.mark.parametrize(("key", "name"), _each())
def test_the_fact_holds(key: str, name: str, fresh: Report) -> None:
    assert fresh[key][name]["holds"], fresh[key][name]


def test_most_facts_hold_and_those_that_matter_most(fresh: Report) -> None:
    passed = set(passing(fresh))
    assert passed >= NEEDED
    assert len(passed) >= LEAST_PASSING, sorted(set(fresh) - passed)


def test_the_report_is_what_is_measured(fresh: Report) -> None:
    assert read_report() == fresh
    assert between(ODD.read_text(encoding="utf-8"), BEGIN, END) == "\n".join(lines(fresh))


def test_few_facts_are_not_applicable() -> None:
    assert sum(not fact.applies for fact in facts()) <= MOST_NOT_APPLICABLE
