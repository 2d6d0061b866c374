"""Each rule of proof is met by papers that say what it asks, and by none that say almost that."""

import pytest

from simulation.casework.documents.document import Assertion
from simulation.casework.proof.assertions import Assertions
from simulation.casework.proof.elements import ProofRule, element, element_keys, elements
from simulation.casework.proof.proof import ElementState, _meets, assess_case
from simulation.casework.proof.proof_context import Scene, SetName
from simulation.scenario.schema.country import Offence
from tests.casework.builders import (
    BOX,
    BROKER,
    BROKER_PHONE,
    CLERK,
    NOMINEE,
    OWN_ACCOUNT,
    OWNER,
    OWNER_PHONE,
    PORT,
    QUAY,
    QUAY_ACCOUNT,
    TRADING,
    TRADING_ACCOUNT,
    a_country,
    a_file,
    a_note,
    says,
)

type Said = tuple[Assertion, ...]

FOUND = says("found", BOX, PORT)
TRADER_MOVED = (*FOUND, *says("consigned", TRADING, BOX), *says("holds", TRADING, TRADING_ACCOUNT))
OWN = says("holds", OWNER, OWN_ACCOUNT)
VEILED = (*says("directs", OWNER, QUAY), *says("holds", QUAY, QUAY_ACCOUNT))
OWNED_BY_OTHER_NAME = (*says("owns", OWNER, QUAY_ACCOUNT), *says("holds", QUAY, QUAY_ACCOUNT))
FED = (*TRADER_MOVED, *OWN, *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT))
"""Money of those to whom the goods went came to the accused."""
DILUTED = (*FED, *says("paid", QUAY_ACCOUNT, OWN_ACCOUNT, n=2))
"""The same, but most of the account's money is somebody else's."""
IN_TOUCH = (
    *says("subscribes", OWNER, OWNER_PHONE),
    *says("subscribes", BROKER, BROKER_PHONE),
    *says("called", OWNER_PHONE, BROKER_PHONE, n=3),
)
BROKER_MOVED = (*FOUND, *says("carried", BROKER, BOX))
EXPLOITER = (*says("exploited", TRADING, CLERK), *says("holds", TRADING, TRADING_ACCOUNT))
DECEIVER = (*says("deceived", TRADING, CLERK), *says("holds", TRADING, TRADING_ACCOUNT))
BROKER_HOLDS = says("holds", BROKER, TRADING_ACCOUNT)

CASES: dict[str, tuple[Said, Said]] = {
    "goods_illicit.found": ((*FOUND, *says("carried", OWNER, BOX)), (*FOUND, *says("carried", NOMINEE, BOX))),
    "goods_illicit.on_person": (says("found", OWNER, PORT), says("found", NOMINEE, PORT)),
    "possession.carried": ((*FOUND, *says("carried", OWNER, BOX)), says("carried", OWNER, BOX)),
    "possession.company": (
        (*FOUND, *says("directs", OWNER, QUAY), *says("moved", QUAY, BOX)),
        (*FOUND, *says("directs", NOMINEE, QUAY), *says("moved", QUAY, BOX)),
    ),
    "possession.ordered": (
        (*FOUND, *says("instructed", OWNER, CLERK, source=CLERK), *says("released", CLERK, BOX)),
        (*FOUND, *says("instructed", OWNER, CLERK, source=OWNER), *says("released", CLERK, BOX)),
    ),
    "possession.on_person": (says("found", OWNER, PORT), says("at", OWNER, PORT)),
    "knowledge.stated": (says("knew", OWNER, BOX), says("knew", CLERK, BOX)),
    "knowledge.ordered": (says("instructed", OWNER, CLERK, source=CLERK), says("instructed", CLERK, OWNER)),
    "knowledge.in_touch": ((*IN_TOUCH, *BROKER_MOVED, *FED), (*IN_TOUCH[:-1], *BROKER_MOVED, *FED)),
    "knowledge.passed_through": (
        (
            *TRADER_MOVED,
            *OWN,
            *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT, n=2),
            *says("paid", OWN_ACCOUNT, QUAY_ACCOUNT, n=2),
        ),
        (
            *TRADER_MOVED,
            *OWN,
            *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT, n=2),
            *says("paid", OWN_ACCOUNT, QUAY_ACCOUNT),
        ),
    ),
    "knowledge.veiled": (
        (*TRADER_MOVED, *OWNED_BY_OTHER_NAME, *says("paid", TRADING_ACCOUNT, QUAY_ACCOUNT)),
        (
            *TRADER_MOVED,
            *says("owns", OWNER, OWN_ACCOUNT),
            *OWN,
            *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT),
        ),
    ),
    "proceeds.traced": (FED, DILUTED),
    "proceeds.own": (
        (*FOUND, *OWN, *says("carried", OWNER, BOX), *says("paid", QUAY_ACCOUNT, OWN_ACCOUNT)),
        (*FOUND, *OWN, *says("moved", OWNER, BOX), *says("paid", QUAY_ACCOUNT, OWN_ACCOUNT)),
    ),
    "transfer.paid_on": (
        (*FED, *says("paid", OWN_ACCOUNT, QUAY_ACCOUNT)),
        (*DILUTED, *says("paid", OWN_ACCOUNT, QUAY_ACCOUNT)),
    ),
    "transfer.veiled": (OWNED_BY_OTHER_NAME, (*says("owns", OWNER, OWN_ACCOUNT), *OWN)),
    "predicate.goods": (
        (*TRADER_MOVED, *OWN, *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT)),
        (*TRADER_MOVED, *OWN, *says("paid", QUAY_ACCOUNT, OWN_ACCOUNT)),
    ),
    "predicate.own": (
        (*FOUND, *says("directs", OWNER, QUAY), *says("moved", QUAY, BOX)),
        (*FOUND, *says("directs", OWNER, QUAY), *says("moved", TRADING, BOX)),
    ),
    "public_official.serves": (says("serves", OWNER, PORT), says("at", OWNER, PORT)),
    "public_official.released": (says("released", OWNER, BOX), says("released", CLERK, BOX)),
    "advantage.traced": (
        (*TRADER_MOVED, *OWN, *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT)),
        (*OWN, *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT)),
    ),
    "advantage.partner": (
        (*IN_TOUCH, *BROKER_HOLDS, *OWN, *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT)),
        (*IN_TOUCH, *OWN, *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT)),
    ),
    "advantage.veiled": (
        (*VEILED, *says("paid", TRADING_ACCOUNT, QUAY_ACCOUNT)),
        (*OWN, *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT)),
    ),
    "advantage.stated": (says("paid", BROKER, OWNER, source=CLERK), says("paid", BROKER, OWNER, source=OWNER)),
    "act_in_office.released": (says("released", OWNER, BOX), says("released", OWNER, PORT)),
    "act_in_office.ordered": (
        (*says("instructed", OWNER, CLERK, source=CLERK), *says("knew", OWNER, BOX, source=CLERK)),
        (*says("instructed", OWNER, CLERK, source=CLERK), *says("knew", OWNER, QUAY, source=CLERK)),
    ),
    "group.three": (
        (*says("instructed", OWNER, CLERK), *says("directs", CLERK, QUAY), *says("owns", NOMINEE, QUAY)),
        (*says("instructed", OWNER, CLERK), *says("directs", NOMINEE, QUAY)),
    ),
    "role.ordered": (says("instructed", OWNER, CLERK, source=CLERK), says("instructed", OWNER, CLERK, source=OWNER)),
    "role.directed": (
        (*FOUND, *says("directs", OWNER, QUAY), *says("consigned", QUAY, BOX)),
        (*FOUND, *says("directs", OWNER, QUAY), *says("moved", QUAY, BOX)),
    ),
    "role.carried": ((*FOUND, *says("released", OWNER, BOX)), says("released", OWNER, BOX)),
    "role.paid": (
        (*IN_TOUCH, *says("holds", BROKER, QUAY_ACCOUNT), *FED, *says("paid", OWN_ACCOUNT, QUAY_ACCOUNT)),
        (*IN_TOUCH, *FED, *says("paid", OWN_ACCOUNT, QUAY_ACCOUNT)),
    ),
    "role.laundered": (
        (*FED, *says("paid", OWN_ACCOUNT, QUAY_ACCOUNT)),
        (*DILUTED, *says("paid", OWN_ACCOUNT, QUAY_ACCOUNT)),
    ),
    "aim.goods": ((*FOUND, *says("knew", OWNER, BOX)), FOUND),
    "aim.money": (FED, DILUTED),
    "intimidation.two_voices": (
        (*says("threatened", CLERK, OWNER, source=CLERK), *says("threatened", CLERK, OWNER, source=NOMINEE)),
        (*says("threatened", CLERK, OWNER, source=CLERK), *says("threatened", CLERK, BROKER, source=NOMINEE)),
    ),
    "intimidation.in_touch": (
        (*says("threatened", BROKER, OWNER, source=BROKER), *IN_TOUCH),
        (*says("threatened", CLERK, OWNER, source=CLERK), *IN_TOUCH),
    ),
    "witness.speaker": (
        says("threatened", CLERK, OWNER, source=CLERK),
        says("threatened", NOMINEE, OWNER, source=CLERK),
    ),
    "act_on_person.done": (
        says("recruited", OWNER, CLERK, source=CLERK),
        says("recruited", OWNER, CLERK, source=OWNER),
    ),
    "act_on_person.company": (
        (*says("directs", OWNER, QUAY), *says("harboured", QUAY, CLERK)),
        (*says("directs", NOMINEE, QUAY), *says("harboured", QUAY, CLERK)),
    ),
    "act_on_person.ordered": (
        (*says("instructed", OWNER, BROKER, source=CLERK), *says("transported", BROKER, CLERK)),
        (*says("instructed", OWNER, BROKER, source=CLERK), *says("transported", NOMINEE, CLERK)),
    ),
    "means.used": (says("coerced", OWNER, CLERK, source=CLERK), says("coerced", NOMINEE, CLERK, source=CLERK)),
    "exploitation.crew": (says("exploited", OWNER, CLERK, source=CLERK), says("exploited", NOMINEE, CLERK)),
    "exploitation.paid": (
        (*EXPLOITER, *OWN, *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT)),
        (*EXPLOITER, *OWN, *says("paid", QUAY_ACCOUNT, OWN_ACCOUNT)),
    ),
    "predicate.people": (
        (*EXPLOITER, *OWN, *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT)),
        (*EXPLOITER, *OWN, *says("paid", QUAY_ACCOUNT, OWN_ACCOUNT)),
    ),
    "role.preyed": (says("coerced", OWNER, CLERK, source=CLERK), says("coerced", OWNER, CLERK, source=OWNER)),
    "aim.people": (says("deceived", OWNER, CLERK, source=CLERK), says("deceived", OWNER, CLERK, source=OWNER)),
    "illegal_entry.brought": (
        (*says("transported", OWNER, CLERK, source=CLERK), *says("forged", BROKER, CLERK)),
        says("transported", OWNER, CLERK, source=CLERK),
    ),
    "benefit.stated": (says("paid", BROKER, OWNER, source=CLERK), says("paid", BROKER, OWNER, source=OWNER)),
    "benefit.account": (
        (*EXPLOITER, *OWN, *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT)),
        (*EXPLOITER, *OWN, *says("paid", QUAY_ACCOUNT, OWN_ACCOUNT)),
    ),
    "forged_document.given": (says("forged", OWNER, CLERK), says("forged", NOMINEE, CLERK)),
    "deception.crew": (says("deceived", OWNER, CLERK, source=CLERK), says("deceived", NOMINEE, CLERK, source=CLERK)),
    "loss.collected": (
        (*DECEIVER, *says("directs", OWNER, TRADING), *says("paid", QUAY_ACCOUNT, TRADING_ACCOUNT)),
        (*DECEIVER, *says("directs", NOMINEE, TRADING), *says("paid", QUAY_ACCOUNT, TRADING_ACCOUNT)),
    ),
    "loss.traced": (
        (*DECEIVER, *OWN, *says("paid", TRADING_ACCOUNT, OWN_ACCOUNT)),
        (*DECEIVER, *OWN, *says("paid", QUAY_ACCOUNT, OWN_ACCOUNT)),
    ),
}
RULES: dict[str, tuple[str, ProofRule]] = {rule.id: (each.key, rule) for each in elements() for rule in each.rules}


def test_every_rule_has_a_case() -> None:
    assert CASES.keys() == RULES.keys()
    assert len(set(element_keys())) == len(element_keys())
    assert sum(len(each.rules) for each in elements()) == len(RULES)
    assert element("unheard_of") is None


@pytest.mark.parametrize("name", sorted(CASES))
def test_a_rule_is_met_and_nearly_met(name: str) -> None:
    key, rule = RULES[name]
    enough, nearly = CASES[name]
    papers = [a_note((each,), key=f"n{place}") for place, each in enumerate(enough)]
    found = _meets(rule, Scene(Assertions(papers), OWNER), frozenset())
    assert found
    assert _meets(rule, Scene(Assertions([a_note(nearly)]), OWNER), frozenset()) is None
    assert _meets(rule, Scene(Assertions(papers), "cast/somebody"), frozenset()) is None
    naming = tuple(paper.key for paper in papers if paper.names(OWNER))
    file = a_file(*papers)
    file.bring_charge("c", OWNER, Offence(key="x", elements=(key,), max_years=5, limitation_years=5), naming, 9, 99)
    file.supplement_charge("c", tuple(paper.key for paper in papers))
    (charge,) = file.charges.all
    (proof,) = assess_case(charge, file, a_country()).elements
    assert proof.state is ElementState.PROVED
    assert set(proof.documents) <= {paper.key for paper in papers}


def test_money_is_followed_while_it_makes_up_half_of_what_comes_in() -> None:
    on = (*TRADER_MOVED, *OWN, *says("paid", TRADING_ACCOUNT, QUAY_ACCOUNT), *says("paid", QUAY_ACCOUNT, OWN_ACCOUNT))
    half = Scene(Assertions([a_note((*on, *says("paid", OWN_ACCOUNT, QUAY_ACCOUNT)))]), OWNER)
    assert half.members(SetName.DIRTY_ACCOUNT) == {TRADING_ACCOUNT, QUAY_ACCOUNT}
    assert half.members(SetName.FED_ACCOUNT) == {OWN_ACCOUNT}
    less = Scene(Assertions([a_note((*on, *says("paid", OWN_ACCOUNT, QUAY_ACCOUNT, n=2)))]), OWNER)
    assert less.members(SetName.DIRTY_ACCOUNT) == {TRADING_ACCOUNT}
    assert less.members(SetName.FED_ACCOUNT) == frozenset()
    assert BOX in less.members(SetName.ANY)
    assert "" not in less.members(SetName.ANY)
    assert OWNER in less.members(SetName.ANY)


def test_an_honest_carrier_makes_no_money_dirty() -> None:
    carried = (*FOUND, *says("moved", TRADING, BOX), *says("holds", TRADING, TRADING_ACCOUNT))
    scene = Scene(Assertions([a_note(carried)]), OWNER)
    assert scene.members(SetName.MOVER) == frozenset()
    assert scene.members(SetName.DIRTY_ACCOUNT) == frozenset()


def test_two_calls_make_a_tie_and_one_does_not() -> None:
    ends = IN_TOUCH[:2]
    assert Scene(Assertions([a_note((*ends, *says("called", BROKER_PHONE, OWNER_PHONE, n=2)))]), OWNER).group()[0] == {
        OWNER,
        BROKER,
    }
    assert Scene(Assertions([a_note((*ends, *says("called", BROKER_PHONE, OWNER_PHONE)))]), OWNER).group()[0] == {OWNER}


def test_one_word_alone_proves_no_threat() -> None:
    _, rule = RULES["intimidation.two_voices"]
    alone = says("threatened", CLERK, OWNER, source=CLERK)
    twice = [a_note(alone), a_note(alone, key="again")]
    assert _meets(rule, Scene(Assertions(twice), OWNER), frozenset()) is None
    by_himself = says("threatened", CLERK, OWNER, source=OWNER)
    assert _meets(rule, Scene(Assertions([*twice, a_note(by_himself, key="own")]), OWNER), frozenset()) is None


def test_who_is_behind_a_company_above_is_behind_what_the_one_below_has_and_does() -> None:
    below = (*says("owns", TRADING, QUAY), *says("holds", QUAY, QUAY_ACCOUNT), *FOUND, *says("carried", QUAY, BOX))
    above = says("owns", OWNER, TRADING)
    alone, together = (Scene(Assertions([a_note(said)]), OWNER) for said in (below, (*below, *above)))
    assert alone.members(SetName.ACCUSED_COMPANY) == frozenset()
    assert together.members(SetName.ACCUSED_COMPANY) == {TRADING, QUAY}
    assert together.members(SetName.ACCUSED_ACCOUNT) == {QUAY_ACCOUNT}
    assert alone.members(SetName.MOVER) == {QUAY, TRADING}
    assert together.members(SetName.MOVER) == {QUAY, TRADING, OWNER}


def test_those_behind_a_company_act_together_and_a_company_is_nobody() -> None:
    said = (*says("owns", TRADING, QUAY), *says("directs", NOMINEE, QUAY), *says("owns", OWNER, TRADING))
    papers = [a_note((each,), key=f"n{place}") for place, each in enumerate(said)]
    reached, shown = Scene(Assertions(papers), OWNER).group()
    assert reached == {OWNER, NOMINEE}
    assert shown == {"n0", "n1", "n2"}
    assert Scene(Assertions(papers[:2]), NOMINEE).group()[0] == {NOMINEE}
    circle = [*papers, a_note(says("owns", QUAY, TRADING), key="n3")]
    assert Scene(Assertions(circle), OWNER).group()[0] == {OWNER, NOMINEE}
