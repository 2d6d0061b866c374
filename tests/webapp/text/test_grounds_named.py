"""A ground or reason is said in words wherever pages say it: never by its code alone."""

from collections.abc import Iterator

import pytest

from simulation.exercise.registry import load_scenario
from simulation.kernel.terms import Phrase
from simulation.law.assessment.findings import Finding, FindingVerdict
from simulation.law.book.assistance_types import load_kinds
from simulation.law.book.governance import regime_of
from simulation.scenario.load import directory_of
from tests.builders.views import team
from tests.webapp.house import House
from webapp.desk.readable import Reader
from webapp.desk.requests.checks import finding_rows
from webapp.text.law_texts import ground_text, law_book, reason_text
from webapp.text.names import Names

SHIPPED = ("blue-current", "glass-harbour")


def letters(name: str) -> set[str]:
    """Letters of the instruments between every two countries of a scenario, for all that can be asked."""
    pairs = load_scenario(directory_of(name)).pairs
    bases = {each for pair in pairs for each in ("", *pair.instruments)}
    return {
        letter.id
        for pair in pairs
        for kind in load_kinds().values()
        for basis in bases
        for letter in regime_of(pair, kind, basis).letters
    }


def book() -> set[str]:
    """Grounds and safeguards of the law book."""
    return {row.id for row in law_book().grounds} | {row.id for row in law_book().safeguards}


def said_of(code: str, reading: Reader) -> Iterator[str]:
    """What pages say of a ground: as a reason, a rule, in a sentence, and what a finding is about."""
    yield reason_text(code)
    yield ground_text(code)
    yield from (str(Names().value(name, code)) for name in ("ground", "item", "reasons"))
    yield Names().say(Phrase("reaction.forbidden_refusal.title", (("country", "KES"), ("ground", code))))
    yield Names().say(Phrase("reaction.refusal_without_facts.title", (("country", "KES"), ("ground", code))))
    found = Finding("ground_available", code, FindingVerdict.SETTLED, (), (("nature", "mandatory"),), "")
    yield from (row.about for row in finding_rows((found,), reading))


@pytest.mark.parametrize("name", SHIPPED)
def test_no_ground_is_said_by_its_code_alone(blank: House, name: str) -> None:
    scenario = load_scenario(directory_of(name))
    found = letters(name)
    assert len(found) > 20
    with blank.app.test_request_context("/"):
        reading = Reader(scenario, "en", team(scenario.played[0].code), ())
        for code in sorted(found):
            assert not [said for said in said_of(code, reading) if code in said or "2." in said[:3]], code
        for code in sorted(book()):
            assert not [said for said in said_of(code, reading) if not said.replace(code, "").strip(" .:“”")], code


def test_why_a_refusal_was_made_and_what_is_said_of_it(blank: House) -> None:
    with blank.app.test_request_context("/"):
        assert reason_text("BIL-4.2") == "bilateral treaty art. 4(2): Bank secrecy"
        title = Phrase("reaction.forbidden_refusal.title", (("country", "Sorvane"), ("ground", "BIL-4.2")))
        assert Names().say(title) == "Sorvane does not accept your refusal: Bank secrecy"
