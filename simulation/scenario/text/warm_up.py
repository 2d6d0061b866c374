"""The words of the warm-up's small matter: the package's own, or the scenario's where its author wrote some."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

from simulation.scenario.schema.scenario import Scenario

ROOM = "practice"
"""First part of the names of these words in a scenario's texts."""


@cache
def _packaged() -> dict[str, dict[str, str]]:
    text = (files("simulation.scenario") / "data" / "practice.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = tomllib.loads(text)
    return found


def names() -> tuple[str, ...]:
    """Names of the words, in the order of the file."""
    return tuple(_packaged()["en"])


def languages() -> tuple[str, ...]:
    """Languages in which the package has these words, English first."""
    return tuple(_packaged())


def practice_word(scenario: Scenario, name: str, language: str) -> str:
    """The words with a name: the scenario's own, else the package's in the language, else in English.

    Args:
        scenario: The scenario.
        name: One of `names`.
        language: Language of the exercise's papers.

    Raises:
        KeyError: There are no words with this name.
    """
    key = f"{ROOM}.{name}"
    if scenario.has_text(key, language) or scenario.has_text(key):
        return scenario.text(key, language)
    packaged = _packaged()
    return packaged.get(language, {}).get(name) or packaged["en"][name]
