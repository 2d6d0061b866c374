"""Invented names belong to nobody, and the same scenario and seed always give the same ones."""

import importlib
import pkgutil
import random
import subprocess
import sys
from itertools import combinations

import faker.providers.person as stock
import pytest
from faker import Faker
from faker.providers.date_time import Provider as DateTimeProvider

from simulation.exercise.registry import load_scenario
from simulation.scenario.checks.all_checks import real_codes, real_names
from simulation.scenario.load import directory_of
from simulation.scenario.schema.name_pools import freeze, pools
from simulation.scenario.schema.scenario import Scenario


@pytest.fixture(scope="module")
def blue_current() -> Scenario:
    return load_scenario(directory_of("blue-current"))


def _stock_names(part: str) -> set[str]:
    """All names of one kind in Faker's stock locales, folded."""
    found: set[str] = set()
    for module in pkgutil.iter_modules(stock.__path__):
        provider = importlib.import_module(f"{stock.__name__}.{module.name}").Provider
        for name in dir(provider):
            value = getattr(provider, name)
            if part in name and isinstance(value, (tuple, list, dict, set)):
                found |= {str(entry).casefold() for entry in value}
    return found


def test_no_family_name_is_one_of_a_real_place(blue_current: Scenario) -> None:
    real = _stock_names("last_name") | _stock_names("surname")
    assert len(real) > 20_000
    for country in blue_current.countries:
        assert {name.casefold() for name in country.naming.family} & real == set(), country.code


def test_few_given_names_are_met_in_life(blue_current: Scenario) -> None:
    real = _stock_names("first_name")
    for country in blue_current.countries:
        met = {name for name in country.naming.given if name.casefold() in real}
        assert len(met) <= 3, (country.code, met)


def test_no_two_countries_share_a_name(blue_current: Scenario) -> None:
    for one, other in combinations(blue_current.countries, 2):
        assert set(one.naming.family) & set(other.naming.family) == set()
        assert set(one.naming.given) & set(other.naming.given) == set()


def test_the_list_of_real_countries_is_whole() -> None:
    assert {country.alpha_3_code for country in DateTimeProvider.countries} <= real_codes()
    assert {country.name.casefold() for country in DateTimeProvider.countries} <= real_names()
    assert len(real_codes()) >= 249


def test_towns_streets_and_companies_name_no_real_country(blue_current: Scenario) -> None:
    for country in blue_current.countries:
        naming = country.naming
        for word in (*naming.towns, *naming.streets, *naming.companies, *naming.company_forms):
            assert word.casefold() not in real_names()


def test_pools_are_large_and_companies_unique(blue_current: Scenario) -> None:
    frozen = freeze(blue_current, 7)
    for code, pool in frozen.names.items():
        assert len(pool["person"]) >= 240, code
        assert len(pool["company"]) >= 60, code
        assert len(set(pool["company"])) == len(pool["company"])
        assert set(pool["town"]) == set(blue_current.country(code).naming.towns)
        assert all(person.split(" ", 1)[1] in blue_current.country(code).naming.family for person in pool["person"])


def test_the_same_seed_gives_the_same_digest_and_another_seed_other_people(blue_current: Scenario) -> None:
    first, again, other = freeze(blue_current, 7), freeze(blue_current, 7), freeze(blue_current, 8)
    assert first == again
    assert first.digest != other.digest
    assert first.names["SOV"]["person"] != other.names["SOV"]["person"]


def test_the_digest_follows_the_text(blue_current: Scenario) -> None:
    changed = blue_current.model_copy(update={"version": "other"})
    assert freeze(changed, 7).digest != freeze(blue_current, 7).digest


def test_one_country_says_nothing_about_anothers_names(blue_current: Scenario) -> None:
    fewer = blue_current.model_copy(update={"countries": blue_current.countries[1:]})
    assert freeze(fewer, 7).names["KES"] == freeze(blue_current, 7).names["KES"]


def test_the_shared_generators_are_left_alone(blue_current: Scenario) -> None:
    Faker.seed(3)
    random.seed(3)
    before = Faker("en_GB").name(), random.random()  # noqa: S311 - compared, not used
    Faker.seed(3)
    random.seed(3)
    pools(blue_current.countries[0], "blue-current", 7)
    assert (Faker("en_GB").name(), random.random()) == before  # noqa: S311


def test_another_process_with_another_hash_seed_draws_the_same(blue_current: Scenario) -> None:
    program = (
        "from simulation.exercise.registry import load_scenario\n"
        "from simulation.scenario.load import directory_of\n"
        "from simulation.scenario.schema.name_pools import freeze\n"
        "print(freeze(load_scenario(directory_of('blue-current')), 7).digest)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True, env={"PYTHONHASHSEED": "4"}
    )
    assert ran.stdout.strip() == freeze(blue_current, 7).digest
