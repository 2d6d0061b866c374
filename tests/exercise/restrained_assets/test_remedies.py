"""A challenge of a freeze succeeds on facts, each with its rule: the same facts, the same outcome."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from importlib import resources

import pytest

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Charge
from simulation.exercise.procedures.restraint.remedies import CARRIED, NOT_CARRIED, Abroad, Challenge
from simulation.exercise.restrained_assets.court_review import proved_behind
from simulation.scenario.schema.country import DualCriminality, Offence
from tests.assistance.jurisdictions import TRAFFICKING, a_country, a_pair
from tests.casework.builders import LEAD, OWN_ACCOUNT, OWNER, QUAY, a_file, a_note, says

TIES = a_note(says("holds", OWNER, OWN_ACCOUNT), key="ties")
SMUGGLING = Offence(key="smuggling", elements=("people_moved",), max_years=8, limitation_years=10)


def charged(file: CaseFile, outcome: str, offence: Offence = TRAFFICKING) -> CaseFile:
    """The same file with a charge against the holder that a court has decided so; "" for none yet."""
    charge = Charge("charge", OWNER, offence.key, offence.elements, 0, 0, ())
    file.charges.rows["charge"] = replace(charge, outcome=outcome)
    return file


def a_challenge(file: CaseFile | None = None, abroad: Abroad | None = None, *offences: Offence) -> Challenge:
    return Challenge(OWN_ACCOUNT, file or a_file(TIES), offences, is_third_party=False, abroad=abroad)


def the_place(
    *instruments: str, file: CaseFile | None = None, dual: DualCriminality = DualCriminality.ALWAYS
) -> Abroad:
    pair = a_pair(instruments=instruments, dual_criminality=dual)
    return Abroad(file or CaseFile("BRV"), a_country("BRV"), pair)


def test_the_holder_is_read_from_evidence_and_from_nothing_else() -> None:
    assert proved_behind(a_file(TIES), OWN_ACCOUNT) == {OWNER}
    assert not proved_behind(a_file(), OWN_ACCOUNT)
    lead = a_note(says("holds", OWNER, OWN_ACCOUNT), key="lead", use=LEAD)
    assert not proved_behind(a_file(lead), OWN_ACCOUNT)
    claimed = a_file(a_note(says("stated", OWNER, OWN_ACCOUNT), key="names"))
    claimed.claim_link(OWNER, OWN_ACCOUNT, "holds", ("names",), 0)
    assert not proved_behind(claimed, OWN_ACCOUNT)


def test_who_directs_the_company_that_holds_it_is_a_holder_too() -> None:
    company = a_note((*says("holds", QUAY, OWN_ACCOUNT), *says("directs", OWNER, QUAY)), key="register")
    file = charged(a_file(company), "acquittal")
    assert proved_behind(file, OWN_ACCOUNT) == {QUAY, OWNER}
    assert a_challenge(file).found == "acquitted"


def test_evidence_that_ties_the_account_to_the_case_keeps_the_freeze() -> None:
    assert a_challenge().found == NOT_CARRIED
    assert a_challenge(abroad=the_place("UNTOC")).found == NOT_CARRIED


def test_lawful_money_of_somebody_else_goes_back() -> None:
    assert replace(a_challenge(), is_third_party=True).found == "third_party"


def test_a_lead_alone_holds_nothing() -> None:
    lead = a_note(says("holds", OWNER, OWN_ACCOUNT), key="lead", use=LEAD)
    assert a_challenge(a_file(lead)).found == "not_connected"


@pytest.mark.parametrize(
    ("outcome", "found"),
    [("acquittal", "acquitted"), ("conviction", NOT_CARRIED), ("dismissal", NOT_CARRIED), ("", NOT_CARRIED)],
)
def test_an_acquittal_takes_the_aim_away(outcome: str, found: str) -> None:
    assert a_challenge(charged(a_file(TIES), outcome)).found == found


@pytest.mark.parametrize(
    ("instrument", "offence", "found"),
    [
        ("CETS198", TRAFFICKING, "judged_there"),
        ("FRZ", TRAFFICKING, "judged_there"),
        ("CETS198", SMUGGLING, NOT_CARRIED),  # other facts: no element in common
    ],
)
def test_a_judgment_there_for_the_same_facts_bars_it(instrument: str, offence: Offence, found: str) -> None:
    place = the_place(instrument, file=charged(CaseFile("BRV"), "conviction", offence), dual=DualCriminality.NEVER)
    assert a_challenge(None, place, TRAFFICKING).found == found


def test_no_offence_there_where_the_instrument_asks_for_one() -> None:
    assert a_challenge(None, the_place("UNTOC"), SMUGGLING).found == "no_offence_there"
    assert a_challenge(None, the_place("UNTOC"), TRAFFICKING).found == NOT_CARRIED
    assert a_challenge(None, the_place("UNTOC"), SMUGGLING, TRAFFICKING).found == NOT_CARRIED  # one carries it
    assert a_challenge(None, the_place("UNTOC", dual=DualCriminality.NEVER), SMUGGLING).found == NOT_CARRIED
    assert a_challenge(None, None, SMUGGLING).found == NOT_CARRIED  # at home there is one law


def test_every_outcome_is_told_in_words_that_cite_its_rule() -> None:
    words = tomllib.loads(
        resources.files("simulation.exercise.procedures.restraint").joinpath("words.toml").read_text()
    )
    told: dict[str, str] = words["procedure_value"]["remedy"]
    assert told.keys() == {*CARRIED, NOT_CARRIED}
    for why, rule in CARRIED.items():
        articles = set(re.findall(r"\d+\(\d+\)", rule.partition(": ")[0]))
        assert articles <= set(re.findall(r"\d+\(\d+\)", told[why])), why
    assert not any("ECHR 8" in each or "ECHR art. 8" in each for each in (*CARRIED.values(), *told.values()))  # money
