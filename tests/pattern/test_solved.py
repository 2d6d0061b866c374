"""Cases can be solved from the documents alone, over all judging seeds: `python3 run.py test -m pattern`.

With SOLVED_JOURNAL=FILE every run is kept there, one JSON document a line, and a test that was stopped is carried on.
A row holds the two totals of fact F6 as well, which is about the same runs of the textbook.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from benchmarks.solved import SCENARIOS, row, summary
from tests.pattern.facts import seeds

pytestmark = pytest.mark.pattern

TEXTBOOK_AT_LEAST = 0.6
NOVICE_BELOW = 0.25
UNINVOLVED_BELOW = 0.1
VALID_AT_LEAST = 0.5

type Rows = dict[tuple[object, object, object], dict[str, object]]


@pytest.fixture(scope="session")
def told() -> dict[tuple[object, object], dict[str, object]]:
    """The summary by scenario and policy."""
    place = os.environ.get("SOLVED_JOURNAL")
    journal = Path(place) if place else None
    known: Rows = {}
    if journal is not None and journal.exists():
        for line in journal.read_text(encoding="utf-8").splitlines():
            found = json.loads(line)
            known[found["scenario"], found["seed"], found["policy"]] = found
    for name in SCENARIOS:
        for seed in seeds(smoke=False):
            for policy in ("textbook", "novice"):
                if (name, seed, policy) not in known:
                    known[name, seed, policy] = row(name, seed, policy)
                    if journal is not None:
                        with journal.open("a", encoding="utf-8") as file:
                            file.write(json.dumps(known[name, seed, policy]) + "\n")
    wanted = [each for place, each in sorted(known.items(), key=str) if place[1] in seeds(smoke=False)]
    return {(each["scenario"], each["policy"]): each for each in summary(wanted)}


def _figure(told: dict[tuple[object, object], dict[str, object]], name: str, policy: str, key: str) -> float:
    value = told[name, policy][key]
    assert isinstance(value, int | float)
    return value


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_textbook_solves_most_cases(name: str, told: dict[tuple[object, object], dict[str, object]]) -> None:
    assert _figure(told, name, "textbook", "solved") > TEXTBOOK_AT_LEAST


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_beginner_loses_most_cases(name: str, told: dict[tuple[object, object], dict[str, object]]) -> None:
    """By its mistakes, not by sitting still: it sends at least half as many valid requests."""
    assert _figure(told, name, "novice", "solved") < NOVICE_BELOW
    valid = _figure(told, name, "textbook", "requests_valid")
    assert _figure(told, name, "novice", "requests_valid") >= VALID_AT_LEAST * valid


@pytest.mark.parametrize("name", SCENARIOS)
def test_the_textbook_hardly_ever_hits_the_uninvolved(
    name: str, told: dict[tuple[object, object], dict[str, object]]
) -> None:
    assert _figure(told, name, "textbook", "uninvolved") < UNINVOLVED_BELOW
