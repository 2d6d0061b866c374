"""Names that belong to nobody: pools of persons, companies, towns and streets for each fictional country.

Faker draws them at creation with one provider of our own for each country, made from the scenario's invented names; the
stock locales are never used, so that no offender has a real nationality. The pools are kept in the frozen scenario: a
later version of Faker changes no exercise that has begun. An entity takes its entry by a keyed draw (`draws.py`).
"""

from __future__ import annotations

import json
from collections.abc import Callable
from hashlib import sha256

from faker import Generator
from faker.providers import BaseProvider

from simulation.scenario.schema.country import Country, Naming
from simulation.scenario.schema.scenario import FrozenScenario, Scenario

PERSONS = 320
"""Persons' names in a country's pool; two entities may draw the same, as namesakes do in life."""

COMPANIES = 90
"""Companies' names in a country's pool, all different: a register refuses a name that is taken."""

_TRIES = 40


class InventedNames(BaseProvider):
    """What every country's provider can make; `naming` is filled in by the country's own class."""

    naming: Naming

    def _one(self, of: tuple[str, ...]) -> str:
        """What `random_element` draws, which is made for more than a row of names and takes five times as long."""
        drawn: str = self.generator.random.choice(of)
        return drawn

    def person(self) -> str:
        """Given and family name."""
        return f"{self._one(self.naming.given)} {self._one(self.naming.family)}"

    def company(self) -> str:
        """A trade name, or one or two families', with a trade and an invented legal form."""
        form = self._one(self.naming.company_forms)
        style = self.random_int(0, 5)
        if style <= 2:
            return f"{self._one(self.naming.companies)} {form}"
        if style <= 4:
            return f"{self._one(self.naming.family)} {form}"
        one, other = self.random_sample(self.naming.family, length=2)
        return f"{one} & {other} {form}"

    def towns(self) -> tuple[str, ...]:
        """All towns in a drawn order."""
        return tuple(self.random_sample(self.naming.towns, length=len(self.naming.towns)))

    def streets(self) -> tuple[str, ...]:
        """All streets in a drawn order."""
        return tuple(self.random_sample(self.naming.streets, length=len(self.naming.streets)))


def provider_for(country: Country) -> type[InventedNames]:
    """The provider class of one country, e.g. `NamesOfSOV`."""
    return type(f"NamesOf{country.code}", (InventedNames,), {"naming": country.naming, "__provider__": "invented"})


def pools(country: Country, scenario_name: str, seed: int) -> dict[str, tuple[str, ...]]:
    """The name pools of one country: `person`, `company`, `town`, `street`.

    Each country has an instance of its own, seeded by scenario, seed and code, so that one country's names never
    depend on another's; Faker's shared generator is not touched.

    Args:
        country: Whose names.
        scenario_name: Name of the scenario.
        seed: Seed of the exercise.
    """
    generator = Generator()
    provider = provider_for(country)(generator)
    generator.add_provider(provider)
    generator.seed_instance(f"{scenario_name}|{seed}|{country.code}")
    return {
        "person": _different(provider.person, PERSONS),
        "company": _different(provider.company, COMPANIES),
        "town": provider.towns(),
        "street": provider.streets(),
    }


def freeze(scenario: Scenario, seed: int) -> FrozenScenario:
    """The scenario with its names drawn, as an exercise keeps it.

    Args:
        scenario: A loaded scenario.
        seed: Seed of the exercise; other seeds give other people.
    """
    names = {country.code: pools(country, scenario.name, seed) for country in scenario.countries}
    return FrozenScenario(scenario=scenario, names=names, digest=digest_of(scenario, names))


def digest_of(scenario: Scenario, names: dict[str, dict[str, tuple[str, ...]]]) -> str:
    """SHA-256 of the canonical JSON of a scenario and its names: the same text and names, the same digest."""
    value = {"scenario": scenario.model_dump(mode="json"), "names": names}
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(text.encode()).hexdigest()


def _different(make: Callable[[], str], count: int) -> tuple[str, ...]:
    """So many different names; fewer when the lists allow no more (after a stated number of tries for each)."""
    found: dict[str, None] = {}
    for _ in range(count * _TRIES):
        found.setdefault(make())
        if len(found) == count:
            break
    return tuple(found)
