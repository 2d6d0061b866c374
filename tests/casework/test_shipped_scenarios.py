"""What shipped scenarios say of offences and of what people know is something that the case file can use."""

import pytest

from simulation.casework.documents.document import AssertionKind
from simulation.casework.documents.kinds.statements import STATEMENT_ASSERTIONS
from simulation.casework.proof.elements import element, element_keys
from simulation.casework.proof.prospects import Prospects
from simulation.exercise.registry import load_scenario
from simulation.scenario.load import available, directory_of
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.scenario import Scenario
from tests.builders.bots import begun


@pytest.fixture(params=available())
def scenario(request: pytest.FixtureRequest) -> Scenario:
    name: str = request.param
    return load_scenario(directory_of(name))


def test_every_element_of_an_offence_can_be_proved(scenario: Scenario) -> None:
    named = {key for country in scenario.countries for offence in country.offences for key in offence.elements}
    assert named <= set(element_keys())


def test_what_people_know_says_something_that_rules_of_proof_read(scenario: Scenario) -> None:
    codes = {knowledge.asserts for knowledge in scenario.crime.knowledge}
    assert codes <= {*STATEMENT_ASSERTIONS, AssertionKind.STATED}


def test_whoever_is_at_risk_can_be_shown_to_be(scenario: Scenario) -> None:
    threatened = {known.about[0] for known in scenario.crime.knowledge if known.asserts.startswith("threatened")}
    assert {member.key for member in scenario.crime.cast if member.at_risk} <= threatened


def test_statements_are_worded_for_the_people_they_name(scenario: Scenario) -> None:
    for known in scenario.crime.knowledge:
        text = scenario.text(f"statement.{known.key}")
        assert text != f"statement.{known.key}", known.key
        subjects = (known.person, *known.about)
        for place, subject in enumerate(subjects):
            text = text.replace(f"{{{place}}}", "").replace(f"{{{subject}}}", "")
        assert "{" not in text, known.key


def test_goods_can_be_found_only_where_somebody_looks() -> None:
    """The element about goods rests on a record of finding them, never on a manifest."""
    goods = element("goods_illicit")
    assert goods is not None
    assert {kind for rule in goods.rules for pattern in rule.patterns for kind in pattern.kinds} == {
        AssertionKind.FOUND
    }


def test_no_opening_statement_alone_proves_a_threat(scenario: Scenario) -> None:
    state = begun(freeze(scenario, 7), "none", 7).state
    for country in scenario.played:
        file = state.countries[country.code].file
        spoken = tuple(paper for paper in file.told() if paper.form.is_spoken)
        for paper in spoken:
            prospects = Prospects(country)
            prospects.take_in((paper,))
            for entity in file.known.all:
                found = [prospects.of(entity.key, offence) for offence in country.offences]
                assert not [each for each in found if each is not None and each.offence == "obstruction"]
