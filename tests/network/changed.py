"""The small scenario with other numbers of its rules."""

from __future__ import annotations

from simulation.scenario.schema.crime import Group, OrganisationPlan
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.scenarios import small_frozen, with_crime

SMALL = small_frozen()


def with_parameters(frozen: FrozenScenario = SMALL, **numbers: object) -> FrozenScenario:
    """The scenario with some numbers of the rules changed."""
    crime = frozen.scenario.crime
    return with_crime(frozen, crime.model_copy(update={"parameters": crime.parameters.model_copy(update=numbers)}))


def with_groups(groups: tuple[Group, ...], key: str = "north", frozen: FrozenScenario = SMALL) -> FrozenScenario:
    """The scenario with other groups in one organisation."""
    crime = frozen.scenario.crime
    changed: tuple[OrganisationPlan, ...] = tuple(
        each.model_copy(update={"groups": groups}) if each.key == key else each for each in crime.organisations
    )
    return with_crime(frozen, crime.model_copy(update={"organisations": changed}))


def without(function: Function, key: str = "north") -> FrozenScenario:
    """The scenario with nobody of one function in an organisation."""
    (found,) = [each for each in SMALL.scenario.crime.organisations if each.key == key]
    return with_groups(tuple(group for group in found.groups if group.function is not function), key)
