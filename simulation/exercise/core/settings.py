"""What is settled when an exercise is made, and the version of the rules that plays it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.scenario.schema.play import Preset
from simulation.scenario.schema.scenario import FrozenScenario

RULES_VERSION = 17
"""Number of the rules; raised whenever a baseline run changes, so that older exercises open as archives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Choices made at creation.

    Attributes:
        preset: Key of the scenario's preset: moves, jumps, merged seats, capacity.
        seed: Seed of every draw.
        policies: Policy that plays a country's empty seats, by country; `auto` where none is named.
        help_levels: `guided`, `practice` or `exam` by country; `practice` where none is named.
        language: Language of the scenario's texts in documents that are rendered once.
        levers: Country, lever and day of the decision for levers chosen at preparation; day 0: in place from the start.
        automatic: Countries at whose seats nobody can sit: their policy plays them throughout.
        inherited: False withdraws the matters in flight (the no-cooperation baseline of the command line).
    """

    preset: str
    seed: int
    policies: tuple[tuple[str, str], ...] = ()
    help_levels: tuple[tuple[str, str], ...] = ()
    language: str = "en"
    inherited: bool = True
    levers: tuple[tuple[str, str, int], ...] = ()
    automatic: tuple[str, ...] = ()

    def policy(self, country: str) -> str:
        """The policy for a country's empty seats."""
        return dict(self.policies).get(country, "auto")

    def help_level(self, country: str) -> str:
        """The help level of a country's team."""
        return dict(self.help_levels).get(country, "practice")


def preset_of(frozen: FrozenScenario, key: str) -> Preset:
    """The preset with this key, the first one when the key is empty.

    Raises:
        KeyError: The scenario has no such preset.
    """
    presets = frozen.scenario.play.presets
    if not key:
        return presets[0]
    for preset in presets:
        if preset.key == key:
            return preset
    raise KeyError(key)
