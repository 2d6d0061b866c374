"""A relabelled scenario is as whole as the original and tells the same story under other keys."""

from collections import Counter

import pytest

from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.scenario.checks.all_checks import check
from simulation.scenario.checks.demands import examine
from simulation.scenario.load import available, directory_of
from simulation.scenario.permuted import permute
from simulation.scenario.schema.scenario import Scenario


@pytest.fixture(scope="module")
def blue_current() -> Scenario:
    return load_scenario(directory_of("blue-current"))


@pytest.mark.parametrize("name", available())
@pytest.mark.parametrize("seed", range(6))
def test_a_relabelled_copy_has_no_problem(name: str, seed: int) -> None:
    copy = permute(load_scenario(directory_of(name)), seed)
    assert check(copy, SHIPPED.allowed_names) == ()
    assert examine(copy, SHIPPED.allowed_names) == ()


def test_every_code_and_key_changes_its_holder(blue_current: Scenario) -> None:
    copy = permute(blue_current, 1)
    for before, after in zip(blue_current.countries, copy.countries, strict=True):
        assert before.code != after.code
        assert before.naming != after.naming
        assert before.outline == after.outline
        assert before.archetype is after.archetype
    for member, moved in zip(blue_current.crime.cast, copy.crime.cast, strict=True):
        assert member.key != moved.key
        assert member.function is moved.function
    for place, other in zip(blue_current.crime.places, copy.crime.places, strict=True):
        assert place.key != other.key
    for matter, other_matter in zip(blue_current.play.matters, copy.play.matters, strict=True):
        assert matter.key != other_matter.key
        assert (matter.status, matter.sought, matter.note) == (
            other_matter.status,
            other_matter.sought,
            other_matter.note,
        )


def test_the_labels_are_the_same_ones_only_elsewhere(blue_current: Scenario) -> None:
    copy = permute(blue_current, 1)
    for section in ("cast", "companies", "accounts", "places"):
        before = Counter(thing.key for thing in getattr(blue_current.crime, section))
        assert before == Counter(thing.key for thing in getattr(copy.crime, section))
    assert sorted(copy.texts["en"].values()) == sorted(blue_current.texts["en"].values())


def test_words_follow_what_they_are_about(blue_current: Scenario) -> None:
    copy = permute(blue_current, 1)
    for before, after in zip(blue_current.countries, copy.countries, strict=True):
        assert copy.text(f"country.{after.code}.card") == blue_current.text(f"country.{before.code}.card")
    for matter, moved in zip(blue_current.play.matters, copy.play.matters, strict=True):
        assert copy.text(f"{moved.key}.facts") == blue_current.text(f"{matter.key}.facts")


def test_seeds_differ_and_repeat(blue_current: Scenario) -> None:
    assert permute(blue_current, 1) == permute(blue_current, 1)
    assert permute(blue_current, 1) != permute(blue_current, 2)
