"""C1-C15: what is needed, what is there, and nothing said about the words."""

from dataclasses import replace

import pytest

from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.law.book.required_contents import (
    ITEMS,
    ContentCheck,
    ContentState,
    completeness,
    is_ready_to_send,
    lacking,
)
from simulation.scenario.schema.country import Country, CountryPair
from simulation.scenario.schema.play import Route, Sought
from tests.assistance.builders import FULL, without
from tests.assistance.jurisdictions import CAPITAL_TRAFFICKING, a_country, a_pair

ALBA = a_country()
BRAVA = a_country("BRV", languages=("bravan", "alban"))


def checked(
    content: Content = FULL,
    sought: Sought = Sought.BANK_RECORDS,
    pair: CountryPair | None = None,
    asking: Country = ALBA,
    asked: Country = BRAVA,
) -> dict[str, ContentCheck]:
    found = completeness(content, kind_of(sought), pair or a_pair(), asking, asked)
    assert tuple(check.item for check in found) == ITEMS
    return {check.item: check for check in found}


def test_a_full_request_lacks_nothing() -> None:
    found = checked()
    assert lacking(tuple(found.values())) == ()
    assert is_ready_to_send(tuple(found.values()))


@pytest.mark.parametrize(
    ("field", "item"),
    [
        ("authority_contact", "C1"),
        ("subject", "C2"),
        ("facts", "C3"),
        ("assistance", "C4"),
        ("persons", "C5"),
        ("purpose", "C6"),
        ("grounds", "C11"),
        ("formalities", "C14"),
    ],
)
def test_an_empty_field_is_an_empty_item(field: str, item: str) -> None:
    found = checked(without(FULL, field))
    assert found[item].state is ContentState.EMPTY
    assert dict(found[item].reason.params)["fields"] == field


@pytest.mark.parametrize("field", ["authority_contact", "subject", "facts", "assistance", "purpose"])
def test_hard_items_keep_a_request_at_home(field: str) -> None:
    assert not is_ready_to_send(tuple(checked(without(FULL, field)).values()))


def test_soft_items_do_not() -> None:
    soft = replace(FULL, persons=(), grounds=(), formalities=(), penalties_text="")
    assert is_ready_to_send(tuple(checked(soft).values()))


def test_a_basis_without_its_text_is_partly_there() -> None:
    check = checked(replace(FULL, penalties_text=""))["C10"]
    assert check.state is ContentState.PARTLY
    assert dict(check.reason.params)["fields"] == "penalties_text"


def test_urgency_and_confidentiality_want_reasons() -> None:
    assert checked()["C12"].state is ContentState.NOT_NEEDED
    bare = replace(FULL, urgent=True)
    assert checked(bare)["C12"].state is ContentState.EMPTY
    assert checked(replace(bare, urgency_reason="x"))["C12"].state is ContentState.PARTLY
    assert checked(replace(bare, urgency_reason="x", urgent_by_day=3))["C12"].state is ContentState.FILLED
    asked = replace(FULL, confidential=True)
    assert checked(asked)["C12"].state is ContentState.NOT_NEEDED  # UNTOC 18(20) wants none
    assert checked(asked, pair=a_pair(instruments=("UNTOC", "ASEAN")))["C12"].state is ContentState.EMPTY


def test_reciprocity_is_promised_where_no_treaty_binds() -> None:
    pair = a_pair(instruments=())
    assert checked(pair=pair)["C13"].state is ContentState.EMPTY
    promised = replace(FULL, undertakings=("reciprocity",))
    assert checked(promised, pair=pair)["C13"].state is ContentState.FILLED


def test_an_assurance_is_needed_where_only_the_asking_law_knows_the_death_penalty() -> None:
    harsh = a_country(death_penalty=True, offences=(CAPITAL_TRAFFICKING,))
    assert checked(asking=harsh)["C13"].state is ContentState.EMPTY
    for_others = a_country(death_penalty=True)
    assert checked(asking=for_others)["C13"].state is ContentState.FILLED
    assert checked(asking=harsh, asked=a_country("BRV", death_penalty=True))["C13"].state is ContentState.FILLED
    assured = replace(FULL, undertakings=("assurance_no_death_penalty",))
    assert checked(assured, asking=harsh)["C13"].state is ContentState.FILLED


def test_a_language_that_is_not_accepted() -> None:
    check = checked(asked=a_country("BRV", languages=("bravan",)))["C15"]
    assert check.state is ContentState.PARTLY
    assert check.reason.code == "content.language_not_accepted"


def test_a_freeze_needs_its_facts() -> None:
    assert checked()["C9"].state is ContentState.NOT_NEEDED
    assert checked(sought=Sought.FREEZE)["C9"].state is ContentState.EMPTY
    given = replace(FULL, freeze_facts="x", property_text="y")
    assert checked(given, Sought.FREEZE)["C9"].state is ContentState.FILLED


def test_service_of_papers_needs_neither_facts_nor_links() -> None:
    found = checked(replace(FULL, facts="", grounds=()), Sought.SERVICE)
    assert found["C3"].state is ContentState.NOT_NEEDED
    assert found["C11"].state is ContentState.NOT_NEEDED


@pytest.mark.parametrize(("sought", "needed"), [(Sought.PERSON_CHECK, 4), (Sought.OWNER_CHECK, 5)])
def test_questions_on_informal_channels_need_little(sought: Sought, needed: int) -> None:
    assert kind_of(sought).route is not Route.MLA
    found = checked(sought=sought)
    assert sum(check.state is not ContentState.NOT_NEEDED for check in found.values()) == needed


def test_prose_is_only_ever_empty_or_not() -> None:
    nonsense = replace(FULL, facts="x", purpose="x", subject="x", assistance="x", penalties_text="x")
    assert {item: check.state for item, check in checked(nonsense).items()} == {
        item: check.state for item, check in checked().items()
    }


def test_undertakings_are_not_needed_between_treaty_partners() -> None:
    assert checked(replace(FULL, undertakings=()))["C13"].state is ContentState.NOT_NEEDED


def test_records_are_asked_for_a_period_that_ends_after_it_begins() -> None:
    given = replace(FULL, period_from_day=10, period_to_day=40)
    assert checked(given)["C4"].state is ContentState.FILLED
    backwards = checked(replace(given, period_from_day=40, period_to_day=10))["C4"]
    assert (backwards.state, backwards.reason.code) == (ContentState.PARTLY, "content.period_reversed")
    missing = checked(replace(given, period_to_day=None))["C4"]
    assert missing.is_open
    assert dict(missing.reason.params)["fields"] == "period_to_day"
    assert not checked(replace(FULL, period_from_day=None, period_to_day=None), Sought.SERVICE)["C4"].is_open
