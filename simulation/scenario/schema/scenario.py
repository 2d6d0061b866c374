"""A scenario as a whole, ready to be frozen into an exercise."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from simulation.kernel.field_types import CountryCode, FrozenModel, later
from simulation.scenario.schema.country import Country, CountryPair
from simulation.scenario.schema.crime import Crime
from simulation.scenario.schema.needs import Need
from simulation.scenario.schema.play import Play


def text_key(key: str) -> str:
    """The dotted key under which the language files keep the words.

    Slashes become dots, a doubled prefix is one, and what comes in numbers (`inject/outside_files/3`) has one wording.
    """
    parts = [part for part in key.replace("/", ".").split(".") if not part.isdecimal()]
    if len(parts) > 1 and parts[0] == parts[1]:
        parts = parts[1:]
    return ".".join(parts)


def start_words(country: str, part: str, key: str) -> str:
    """The dotted key of a line on the first pages of a country: of a person, a paper, a partner or the first thing.

    Args:
        country: Code of the country whose pages they are; a paper is of one country only and needs none.
        part: `person`, `paper`, `talk` or `now`.
        key: Key of the person or paper, code of the partner, or the office.
    """
    return text_key(f"start/paper/{key}" if part == "paper" else f"start/{country}/{part}/{key.removeprefix('cast/')}")


class ScenarioKind(StrEnum):
    """What a scenario is for."""

    EXERCISE = "exercise"
    TUTORIAL = "tutorial"


class Currency(FrozenModel):
    """The one reference currency; amounts are integers in minor units.

    Attributes:
        code: Three letters beginning with X, which ISO 4217 does not use.
        minor_digits: Digits after the point, e.g. 2 for hundredths.
    """

    code: Annotated[str, Field(pattern="^X[A-Z]{2}$")]
    minor_digits: Annotated[int, Field(ge=0, le=4)]


type MapLength = Annotated[int, Field(ge=100, le=10_000)]
"""Width or height of the map in map units."""


class Scenario(FrozenModel):
    """A scenario, format 1.

    Attributes:
        format: Always 1.
        kind: `exercise` for teams in a room; `tutorial` for one person alone, who lets the days pass without a trainer.
            A tutorial does not need what an exercise for teams needs: matters under way, an event list, results for
            comparison (`par.json`), facts.
        name: Directory name, e.g. `blue-current`.
        version: The author's own version, numbers first, e.g. `1.0`.
        start: Calendar day shown as day 1.
        horizon_days: Day on which the epilogue ends.
        currency: Reference currency.
        map_size: Width and height of the map in map units.
        countries: The fictional countries, played first.
        pairs: Treaty matrix: one row for every two countries.
        crime: The network.
        play: Play.
        needs: What countries can only get by asking, which nothing that plays reads; not written where it is empty.
        texts: Words by language, then by dotted key.
    """

    format: Literal[1]
    kind: ScenarioKind = later(ScenarioKind.EXERCISE)
    name: Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    version: Annotated[str, Field(pattern=r"^[0-9][0-9A-Za-z]*([.+-][0-9A-Za-z]+)*$", max_length=40)]
    start: date
    horizon_days: Annotated[int, Field(ge=30, le=2000)]
    currency: Currency
    map_size: tuple[MapLength, MapLength]
    countries: Annotated[tuple[Country, ...], Field(min_length=2)]
    pairs: tuple[CountryPair, ...]
    crime: Crime
    play: Play
    needs: tuple[Need, ...] = later(())
    texts: dict[str, dict[str, str]]

    def country(self, code: CountryCode) -> Country:
        """The country with this code.

        Raises:
            KeyError: There is none.
        """
        for country in self.countries:
            if country.code == code:
                return country
        raise KeyError(code)

    @property
    def is_tutorial(self) -> bool:
        """Whether one person plays it alone."""
        return self.kind is ScenarioKind.TUTORIAL

    @property
    def played(self) -> tuple[Country, ...]:
        """The countries with seats for trainees."""
        return tuple(country for country in self.countries if country.played)

    def pair(self, one: CountryCode, other: CountryCode) -> CountryPair:
        """What binds two countries, whatever the order.

        Raises:
            KeyError: The matrix has no row for them.
        """
        for pair in self.pairs:
            if (pair.a == one and pair.b == other) or (pair.a == other and pair.b == one):
                return pair
        raise KeyError((one, other))

    def text(self, key: str, language: str = "en") -> str:
        """The words for a key, in English when the language lacks them, the key itself when nobody wrote them.

        Keys of things are usable as they are: `matter/val_kes_accounts.subject`, `matter.val_kes_accounts.subject` and
        `matter.matter/val_kes_accounts.subject` name the same words.
        """
        plain = text_key(key)
        return self.texts.get(language, {}).get(plain) or self.texts.get("en", {}).get(plain) or key

    def has_text(self, key: str, language: str = "en") -> bool:
        """Whether somebody wrote words for this key in this language."""
        return bool(self.texts.get(language, {}).get(text_key(key)))


class FrozenScenario(FrozenModel):
    """A scenario as an exercise keeps it: text, name pools and checksum; editing the files never changes it.

    Attributes:
        scenario: The scenario.
        names: Pool of invented names per country and kind (`person`, `company`, `town`, `street`), made at creation.
        digest: SHA-256 of the canonical JSON of the two.
    """

    scenario: Scenario
    names: dict[str, dict[str, tuple[str, ...]]]
    digest: str
