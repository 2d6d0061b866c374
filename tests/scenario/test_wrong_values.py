"""`scenario check` catches one wrong value for each key of the format, and what was silent before."""

from pathlib import Path
from typing import Any

import pytest
from pydantic import ValidationError

from simulation.exercise.outcome.exercise_outcome import ExerciseOutcome
from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.scenario.checks.all_checks import check
from simulation.scenario.checks.demands import examine
from simulation.scenario.format_page import FILES, _kind, format_page
from simulation.scenario.load import available, directory_of
from simulation.scenario.schema.measured_facts import OUTCOME_FIGURES
from simulation.scenario.schema.scenario import Scenario
from tests.scenario.copies import Spoiler, appended, copy_of_blue_current, problems_after, replaced
from tests.scenario.wrong_values import WrongValue, wrong_values

SELDOM = """
[[shocks]]
kind = "arrest"
day = 40
select = { function = "courier", country = "ISA", organisation = "tideway" }

[[starts]]
country = "SOV"
office = "police"
people = ["cast/sov_broker"]
papers = ["opening/sov/weighbridge"]
talk = [{ country = "ISA", office = "police" }]
"""
"""Tables of `play.toml` that no shipped scenario has."""


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Scenario, ...]:
    """What ships, and a copy that has what is seldom written."""
    copied = copy_of_blue_current(tmp_path_factory.mktemp("seldom"))
    appended("play.toml", SELDOM)(copied)
    return (*(load_scenario(directory_of(name)) for name in available()), load_scenario(copied))


def _is_caught(raw: dict[str, Any], wrong: WrongValue) -> bool:
    try:
        scenario = Scenario.model_validate(wrong.written(raw), context=SHIPPED.codes)
    except ValidationError:
        return True
    return bool(check(scenario, SHIPPED.allowed_names) or examine(scenario, SHIPPED.allowed_names))


@pytest.mark.acceptance("checks every scenario anew for each of its keys")
def test_one_wrong_value_for_each_key_is_caught(written: tuple[Scenario, ...]) -> None:
    silent, tried = [], 0
    for scenario in written:
        raw = scenario.model_dump(mode="json", exclude_unset=True)
        for wrong in wrong_values(scenario):
            tried += 1
            silent += [] if _is_caught(raw, wrong) else [wrong.name]
    assert silent == []
    assert tried > 1000


def test_every_key_of_the_format_is_tried(written: tuple[Scenario, ...]) -> None:
    tried = {f"{each.model}.{each.field}" for scenario in written for each in wrong_values(scenario)}
    tables = {model for _file, _purpose, found in FILES for _heading, model in found}
    missing = {
        f"{model.__name__}.{name}"
        for model in tables
        for name, field in model.model_fields.items()
        if "table" not in _kind(field.annotation) and f"{model.__name__}.{name}" not in tried
    }
    assert missing <= {"Scenario.texts"}


def test_the_figures_of_the_outcome_are_those_that_there_are() -> None:
    assert set(OUTCOME_FIGURES) == set(ExerciseOutcome.__dataclass_fields__)


SILENT_BEFORE: list[tuple[str, Spoiler, str]] = [
    ("invented treaty", replaced("treaties.toml", '"UNTOC", "UN88"', '"UNTOC", "MOONPACT"'), "no instrument"),
    ("ground that may", replaced("treaties.toml", '"R2", "R3"', '"R999", "R3"'), "no ground for refusing"),
    ("ground that must", replaced("treaties.toml", 'mandatory_in_a = ["', 'mandatory_in_a = ["R999", "'), "no ground"),
    ("invented element", replaced("countries.toml", 'elements = ["', 'elements = ["bananas", "'), "no element"),
    ("place in the chain", replaced("countries.toml", 'chain_role = "coast"', 'chain_role = "bananas"'), "'coast'"),
    ("what nobody can say", replaced("network.toml", 'asserts = "threatened"', 'asserts = "flew"'), "no statement"),
    ("dear road", replaced("network.toml", "cost_minor_per_kg = 37100", "cost_minor_per_kg = 999999999"), "can bring"),
]


@pytest.mark.parametrize(("spoil", "words"), [each[1:] for each in SILENT_BEFORE], ids=[e[0] for e in SILENT_BEFORE])
def test_what_was_silent_is_told_with_what_the_value_must_be(tmp_path: Path, spoil: Spoiler, words: str) -> None:
    told = [problem.message for problem in problems_after(tmp_path, spoil) if words in problem.message]
    assert told
    assert any(hint in told[0] for hint in ("there is: ", "did you mean", "more than", "expected")), told


def test_every_code_that_an_author_may_write_stands_in_the_page_of_the_format() -> None:
    page, known = format_page(SHIPPED.allowed_names), SHIPPED.allowed_names
    codes = (*known.assertions, *known.statements, *known.instruments, *known.grounds, *known.elements, *known.orders)
    for code in (*codes, *OUTCOME_FIGURES, *(value for each in SHIPPED.codes.values() for value in each)):
        assert f"`{code}`" in page, code
