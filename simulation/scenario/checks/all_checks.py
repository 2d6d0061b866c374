"""What makes a scenario whole: every reference leads somewhere, and what belongs together fits together.

A scenario that fails here cannot be played. What a good exercise needs beyond that is in `demands.py`.
"""

from __future__ import annotations

import tomllib
from functools import cache
from itertools import combinations
from pathlib import Path

from simulation.kernel.errors import Problem
from simulation.kernel.terms import Office
from simulation.scenario.checks.crime import NETWORK, check_crime
from simulation.scenario.checks.money import check_money
from simulation.scenario.checks.needs import check_needs
from simulation.scenario.checks.people import check_people
from simulation.scenario.checks.play import AllowedNames, check_play
from simulation.scenario.checks.problems import Findings
from simulation.scenario.checks.texts import check_words
from simulation.scenario.schema.scenario import Scenario

COUNTRIES = "countries.toml"
TREATIES = "treaties.toml"
HEAD = "scenario.toml"

KOSOVO_BANK_PREFIX = "XK"
"""The one prefix of the user-assigned range that real account numbers carry."""

REAL_CURRENCIES = frozenset(
    "XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT XSU XTS XUA XXX".split()  # noqa: SIM905 - a list to read
)
"""Codes with X that ISO 4217 uses."""

ASSET_OFFICES = (Office.POLICE, Office.PROSECUTOR, Office.FIU)
"""Offices that can be a country's asset recovery office: no central authority is (Directive 2024/1260 article 5)."""

_REAL = Path(__file__).parents[1] / "data" / "real_world.toml"


def check(scenario: Scenario, known: AllowedNames) -> tuple[Problem, ...]:
    """Every fault of meaning in a scenario whose shape is right, each with file and path; empty when there is none.

    Args:
        scenario: The scenario.
        known: What it may name of what an exercise knows.
    """
    findings = Findings()
    _countries(scenario, findings)
    _asset_offices(scenario, findings)
    _offences(scenario, known, findings)
    _treaties(scenario, findings)
    _treaty_codes(scenario, known, findings)
    _declarations(scenario, known, findings)
    check_crime(scenario, findings)
    _statements(scenario, known, findings)
    check_money(scenario, findings)
    check_people(scenario, findings)
    check_play(scenario, known, findings)
    check_needs(scenario, known, findings)
    check_words(scenario, findings)
    return findings.problems()


@cache
def _real_world() -> tuple[frozenset[str], frozenset[str]]:
    real = tomllib.loads(_REAL.read_text(encoding="utf-8"))
    return frozenset(real["codes"]), frozenset(map(str.casefold, real["names"]))


def real_codes() -> frozenset[str]:
    """Codes of ISO 3166-1 alpha-3, which no invented country may use."""
    return _real_world()[0]


def real_names() -> frozenset[str]:
    """Names of real countries and territories in English, folded for comparison."""
    return _real_world()[1]


def _countries(scenario: Scenario, findings: Findings) -> None:
    width, height = scenario.map_size
    if scenario.currency.code in REAL_CURRENCIES:
        findings.tell(HEAD, "currency.code", f"{scenario.currency.code} is a real code; take another with X")
    for field in ("code", "bank_prefix", "phone_prefix"):
        findings.unique(COUNTRIES, "countries", (str(getattr(c, field)) for c in scenario.countries), field)
    if not scenario.played:
        findings.tell(COUNTRIES, "countries", "no country is played; set `played = true` for those with seats")
    for index, country in enumerate(scenario.countries):
        path = f"countries.{index}"
        if country.code in real_codes():
            findings.tell(COUNTRIES, f"{path}.code", f"{country.code} is a real country's code; countries are invented")
        if country.bank_prefix == KOSOVO_BANK_PREFIX:
            findings.tell(
                COUNTRIES, f"{path}.bank_prefix", "XK begins real account numbers; take another", country.code
            )
        for language in scenario.texts:
            name = scenario.text(f"country.{country.code}.name", language)
            if name.casefold() in real_names():
                findings.tell(f"texts/{language}.toml", f"country.{country.code}.name", f"{name} is a real country")
        findings.unique(COUNTRIES, f"{path}.offences", (offence.key for offence in country.offences))
        for place, offence in enumerate(country.offences):
            if offence.death_penalty and not country.death_penalty:
                where = f"{path}.offences.{place}.death_penalty"
                findings.tell(COUNTRIES, where, "the country's own death_penalty is false", offence.key)
        for place, (x, y) in enumerate(country.outline):
            if not (0 <= x <= width and 0 <= y <= height):
                findings.tell(COUNTRIES, f"{path}.outline.{place}", f"({x}, {y}) lies outside the map", country.code)
        if not _inside(country.label_at, country.outline):
            findings.tell(COUNTRIES, f"{path}.label_at", "the name stands outside the country's outline", country.code)


def _asset_offices(scenario: Scenario, findings: Findings) -> None:
    """An asset recovery office is one that sits in the networks of such offices, and that answers there."""
    may = ", ".join(ASSET_OFFICES)
    for index, country in enumerate(scenario.countries):
        if country.asset_office not in ASSET_OFFICES:
            told = f"{country.asset_office} is no asset recovery office, and nobody there would answer; take {may}"
            findings.tell(COUNTRIES, f"countries.{index}.asset_office", told, country.code)


def _offences(scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    for index, country in enumerate(scenario.countries):
        for number, offence in enumerate(country.offences):
            for place, element in enumerate(offence.elements):
                where = f"countries.{index}.offences.{number}.elements.{place}"
                findings.reference(COUNTRIES, where, element, known.elements, "element of an offence", offence.key)


def _treaty_codes(scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    """Treaties and grounds are those that the law book knows: what it does not know, nobody could look up."""
    kinds = {
        "instruments": ("instrument", known.instruments),
        "mandatory_grounds": ("ground for refusing", known.grounds),
        "mandatory_in_a": ("ground for refusing", known.grounds),
        "mandatory_in_b": ("ground for refusing", known.grounds),
        "discretionary_grounds": ("ground for refusing", known.grounds),
    }
    for index, pair in enumerate(scenario.pairs):
        for field, (what, codes) in kinds.items():
            for place, code in enumerate(getattr(pair, field)):
                where = f"pairs.{index}.{field}.{place}"
                findings.reference(TREATIES, where, code, codes, what, f"{pair.a}-{pair.b}")


def _declarations(scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    """What a country has declared names treaties and letters of the law book, and languages that somebody speaks."""
    spoken = tuple(sorted({language for country in scenario.countries for language in country.languages}))
    for index, country in enumerate(scenario.countries):
        for number, declared in enumerate(country.declarations):
            where, name = f"countries.{index}.declarations.{number}", country.code
            findings.reference(
                COUNTRIES, f"{where}.instrument", declared.instrument, known.instruments, "instrument", name
            )
            for place, letter in enumerate(declared.reserves):
                findings.reference(COUNTRIES, f"{where}.reserves.{place}", letter, known.letters, "letter", name)
            for place, language in enumerate(declared.languages):
                findings.reference(COUNTRIES, f"{where}.languages.{place}", language, spoken, "language", name)


def _statements(scenario: Scenario, known: AllowedNames, findings: Findings) -> None:
    """What people of the cast say is something that a paper can say."""
    for index, knowledge in enumerate(scenario.crime.knowledge):
        where, name = f"knowledge.{index}", knowledge.key
        findings.reference(NETWORK, f"{where}.asserts", knowledge.asserts, known.statements, "statement", name)
        says = knowledge.shown_that[0] if knowledge.shown_that is not None else None
        findings.reference(NETWORK, f"{where}.shown_that.0", says, known.assertions, "assertion of a paper", name)


def _inside(point: tuple[int, int], outline: tuple[tuple[int, int], ...]) -> bool:
    """Whether a point lies in a polygon: a line from it to the right crosses the outline an odd number of times."""
    x, y = point
    crossings = 0
    for (x1, y1), (x2, y2) in zip(outline, (*outline[1:], outline[0]), strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossings += 1
    return crossings % 2 == 1


def _treaties(scenario: Scenario, findings: Findings) -> None:
    codes = {country.code for country in scenario.countries}
    seen: dict[frozenset[str], int] = {}
    for index, pair in enumerate(scenario.pairs):
        name, path = f"{pair.a}-{pair.b}", f"pairs.{index}"
        known = [findings.reference(TREATIES, f"{path}.{f}", getattr(pair, f), codes, "country", name) for f in "ab"]
        if pair.a == pair.b:
            findings.tell(TREATIES, path, "a pair has two different countries", name)
        elif all(known):
            both = frozenset((pair.a, pair.b))
            if both in seen:
                findings.tell(TREATIES, path, f"these two have a row already, pairs.{seen[both]}", name)
            seen.setdefault(both, index)
        for field in ("instruments", "mandatory_grounds", "mandatory_in_a", "mandatory_in_b", "discretionary_grounds"):
            values = getattr(pair, field)
            if len(set(values)) < len(values):
                findings.tell(TREATIES, f"{path}.{field}", "the same entry stands here twice", name)
        for ground in sorted(set(pair.mandatory_grounds) & {*pair.mandatory_in_a, *pair.mandatory_in_b}):
            findings.tell(TREATIES, f"{path}.mandatory_grounds", f"{ground} is mandatory for both already", name)
        for ground in sorted({*pair.mandatory(pair.a), *pair.mandatory(pair.b)} & set(pair.discretionary_grounds)):
            findings.tell(
                TREATIES, f"{path}.discretionary_grounds", f"{ground} cannot be mandatory and discretionary", name
            )
    for a, b in combinations(sorted(codes), 2):
        if frozenset((a, b)) not in seen:
            findings.tell(TREATIES, "pairs", f"there is no row for {a} and {b}; the matrix needs every two countries")
