"""Every code that reaches a person has words."""

import ast
import re
from collections import Counter
from collections.abc import Iterator

import pytest
from flask_babel import force_locale

from simulation.exercise.registry import SHIPPED, load_scenario
from simulation.kernel.data_tables import words_in
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Phrase
from simulation.scenario.load import directory_of
from tests.architecture.tree import modules, place
from tests.webapp.house import House
from webapp.text.law_texts import ROWS
from webapp.text.names import (
    AMOUNTS,
    CODES,
    COUNTRIES,
    DAYS,
    ELEMENTS,
    LANGUAGES,
    LAW,
    MOMENTS,
    OFFENCES,
    OFFICES,
    PERSONAS,
    SCENARIO,
    THINGS,
    Names,
    ScenarioNames,
)
from webapp.text.say import AREAS, say_code, sentence

SPEAKERS = {"RuleViolation", "Phrase"}
NAME = re.compile(r"%\((\w+)\)s")


def said_in(node: ast.expr) -> list[str]:
    """The codes that an expression may stand for; none when they are only known when the program runs."""
    match node:
        case ast.Constant(value=str(code)):
            return [code]
        case ast.IfExp(body=one, orelse=other):
            return [*said_in(one), *said_in(other)]
        case _:
            return []


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Every code that is written where a person is told something, with its place."""
    for path, tree in modules("simulation", "webapp"):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SPEAKERS:
                for code in said_in(node.args[0]) if node.args else []:
                    yield code, place(path, node), node


def test_every_code_has_words() -> None:
    unworded = sorted({f"{code} ({where})" for code, where, _node in calls() if sentence(code) is None})
    assert unworded == []


def test_rules_are_given_the_values_that_their_words_need() -> None:
    missing = [
        f"{where}: {code} needs {name}"
        for code, where, node in calls()
        if isinstance(node.func, ast.Name) and node.func.id == "RuleViolation"
        and not any(keyword.arg is None for keyword in node.keywords)
        for name in NAME.findall(sentence(code) or "")
        if name not in {keyword.arg for keyword in node.keywords}
    ]  # fmt: skip
    assert missing == []


def test_no_code_has_two_sentences() -> None:
    counted = Counter(
        code for words in (*AREAS, *(words_in(each.package) for each in SHIPPED.procedures)) for code in words
    )
    assert [code for code, count in counted.items() if count > 1] == []


@pytest.mark.parametrize("words", [*AREAS, SHIPPED.words])
def test_sentences_can_be_filled(words: dict[str, str]) -> None:
    for code, text in words.items():
        assert text % dict.fromkeys(NAME.findall(text), "x"), code


def test_how_codes_are_said(house: House) -> None:
    with house.app.test_request_context(), force_locale("en"):
        full = RuleViolation("seat.full", country="VAL", office="fiu")
        outside, inside = Names(), ScenarioNames(load_scenario(directory_of("blue-current")), "en")
        said = "This seat is full: Financial intelligence unit of VAL has four people. Choose another seat."
        assert outside.refused(full) == said
        assert inside.refused(full) == said.replace("VAL", "Valmora")
        phrase = Phrase("pace.wrong_phase", (("phase", "office_hours"),))
        assert outside.say(phrase).startswith("This cannot be done now: office hours")
        assert say_code("pace.jump_length", longest=60) == (
            "A jump covers 1 to 60 days; you asked for …. Nothing was changed."
        )
        assert say_code("nobody.worded.this_one") == "this one"


def test_what_values_are_called(house: House) -> None:
    names = ScenarioNames(load_scenario(directory_of("blue-current")), "en")
    with house.app.test_request_context(), force_locale("en"):
        assert names.value("country", "VAL") == "Valmora"
        assert names.value("about", "VAL") == "VAL"
        assert names.value("country", "XYZ") == "XYZ"
        assert names.value("kind", "extradition") == "Extradition"
        assert str(names.value("missing", "knew_of_it found")).count(",") == 1
        assert names.value("sender", "court") == "Investigating court"
        assert (names.value("day", 3), names.value("until", 3), names.value("amount", 3)) == (3, 3, 3)
        assert names.value("nobody_declared_this", "VAL") == "VAL"


def test_what_every_value_is_has_been_declared() -> None:
    """The names of values of phrases that views and events carry, and of refusals."""
    named = {
        name
        for _code, _where, node in calls()
        for name in [
            *(keyword.arg for keyword in node.keywords if keyword.arg),
            *(
                pair.elts[0].value
                for given in node.args[1:2]
                if isinstance(given, ast.Tuple)
                for pair in given.elts
                if isinstance(pair, ast.Tuple) and isinstance(pair.elts[0], ast.Constant)
            ),
        ]
    }
    assert sorted(map(str, named - DECLARED - PLAIN)) == []
    assert sorted(PLAIN & DECLARED) == []


DECLARED = {*COUNTRIES, *OFFICES, *THINGS, *DAYS, *MOMENTS, *AMOUNTS, *PERSONAS, *LAW, *SCENARIO, *CODES}
DECLARED |= {*LANGUAGES, *OFFENCES, *ELEMENTS, *ROWS}
PLAIN = {
    "acted", "basis", "begins", "chosen", "count", "days", "ends", "evidence", "fastest", "highest", "input", "items",
    "labels", "leads", "least", "limit", "longest", "lowest",
    "minutes", "most", "moves", "now", "other", "people", "persona", "rate", "row", "rows", "source", "text",
    "what", "who",
}  # fmt: skip
"""Values that stand for themselves, or that no sentence says."""
