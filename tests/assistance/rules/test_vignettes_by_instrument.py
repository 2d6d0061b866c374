"""Vignettes on instruments that bind beside the convention on organised crime, written from the law."""

from __future__ import annotations

import tomllib
from collections import Counter

from simulation.law.book.rules import LetterNature, load_rules
from tests.assistance.vignette_file import BY_INSTRUMENT, FOLDER, VIGNETTES, Row, law_of, request_of
from webapp.cli.arguments import scenario_named

LEAST = 6
"""Vignettes for each instrument that binds a pair of a scenario that ships."""

OF_ITSELF = {"UNTOC", "ETS182"}
"""The one that none rests on alone, and a protocol that is read into the convention of many vignettes."""


def test_there_are_enough_each_whole_and_with_its_source() -> None:
    assert len(BY_INSTRUMENT) >= 150
    keys = Counter(row["key"] for row in (*VIGNETTES, *BY_INSTRUMENT))
    assert [key for key, count in keys.items() if count > 1] == []
    for row in BY_INSTRUMENT:
        assert row["source"], row["key"]
        assert row["about"].endswith("."), row["key"]
        assert row["expected"] == sorted(row["expected"]), row["key"]
        assert law_of(row)[2].instruments != ("UNTOC",), row["key"]
        request_of(row)


def test_every_instrument_of_a_scenario_has_its_own() -> None:
    bound = {
        name
        for scenario in ("blue-current", "glass-harbour")
        for pair in scenario_named(scenario).pairs
        for name in pair.instruments
    }
    counted = Counter(name for row in BY_INSTRUMENT for name in named(row))
    assert {name: counted[name] for name in sorted(bound - OF_ITSELF) if counted[name] < LEAST} == {}


def named(row: Row) -> set[str]:
    """What binds the two, and what the request names."""
    return {*law_of(row)[2].instruments, request_of(row).content.basis}


def test_what_countries_of_a_scenario_declare_is_in_the_rules() -> None:
    rules = load_rules()
    for scenario in map(scenario_named, ("blue-current", "glass-harbour")):
        assert any(country.declarations for country in scenario.countries)
        for country in scenario.countries:
            bound = {name for pair in scenario.pairs if country.code in {pair.a, pair.b} for name in pair.instruments}
            for each in country.declarations:
                assert each.instrument in bound, (country.code, each.instrument)
                for name in each.reserves:
                    letter = rules.letter(name)
                    assert letter is not None, name
                    assert (letter.i, letter.nature) == (each.instrument, LetterNature.RESERVATION), name


def test_files_say_what_they_are() -> None:
    for path in sorted((FOLDER / "by_instrument").glob("*.toml")):
        assert tomllib.loads(path.read_text(encoding="utf-8"))["vignettes"], path
