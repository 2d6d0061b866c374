"""A short look at the facts whose experiments are quick: ten seeds, signs only.

Left out are those that need many network years (F8, F10, F11, F13, F14, F20) or whole exercises over a year and more
(F6, F25), and criteria of facts that are known to fail.
"""

import pytest

from tests.pattern.experiments import values_of
from tests.pattern.facts import facts, points_the_right_way, seeds
from tests.pattern.failing import failing
from tests.pattern.measure import Found, chosen, collect, rows_of

pytestmark = pytest.mark.acceptance("runs fifteen experiments over ten seeds")

QUICK = frozenset({"F1", "F2", "F3", "F4", "F5", "F9", "F12", "F15", "F16", "F17", "F18", "F19", "F21", "F22", "F23"})
WORKERS = 1
"""In this process: what runs beside it is another file of tests."""


@pytest.fixture(scope="module")
def found() -> Found:
    """Ten seeds of the quick experiments."""
    return collect(chosen(QUICK, ()), seeds(smoke=True), WORKERS, short=True)


def _each() -> list[tuple[str, str]]:
    known = failing()
    return [
        (fact.key, name)
        for fact in facts()
        for name in fact.applies
        if fact.key in QUICK and (fact.key, name) not in known
    ]


@pytest.mark.parametrize(("key", "name"), _each())
def test_it_points_the_right_way(key: str, name: str, found: Found) -> None:
    fact = next(fact for fact in facts() if fact.key == key)
    rows = rows_of(found, key, name)
    for criterion in fact.criteria:
        values = values_of(key, criterion.name, rows)
        assert points_the_right_way(criterion, values), (criterion.name, values)
