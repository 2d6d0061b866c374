"""A challenge of a freeze succeeds on facts, each with its rule: the same facts, the same outcome."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from importlib import resources

import pytest

from simulation.casework.file.case_file import CaseFile
from simulation.casework.file.charges import Appeal, Charge
from simulation.casework.file.detention import NOT_PLAYED, Right
from simulation.exercise.procedures.restraint.remedies import CARRIED, NOT_CARRIED, Abroad, Challenge
from simulation.exercise.restrained_assets.court_review import proved_behind
from simulation.scenario.schema.country import DualCriminality, Offence
from tests.assistance.jurisdictions import TRAFFICKING, a_country, a_pair
from tests.casework.builders import DAY, LEAD, NOMINEE, OWN_ACCOUNT, OWNER, PORT, QUAY, a_file, a_note, says

TIES = a_note(says("holds", OWNER, OWN_ACCOUNT), key="ties")
LAUNDERING = Offence(
    key="laundering", elements=("proceeds", "transfer_or_conceal", "knowledge"), max_years=8, limitation_years=10
)
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


def test_a_judgment_there_counts_once_it_is_final_and_for_all_that_the_money_is_frozen_for() -> None:
    """Who was tried for trafficking has not been tried for laundering: that both ask for knowledge says nothing."""
    theirs = charged(CaseFile("BRV"), "conviction")
    place = the_place("CETS198", file=theirs, dual=DualCriminality.NEVER)
    assert a_challenge(None, place, TRAFFICKING).found == "judged_there"
    assert a_challenge(None, place, LAUNDERING).found == NOT_CARRIED
    assert a_challenge(None, place, TRAFFICKING, LAUNDERING).found == NOT_CARRIED
    theirs.charges.move_appeal("charge", Appeal.LODGED, None)
    assert a_challenge(None, place, TRAFFICKING).found == NOT_CARRIED


def test_a_judgment_of_an_ordinary_court_there_is_one() -> None:
    theirs = CaseFile("BRV")
    theirs.detentions.give(OWNER, NOT_PLAYED, Right.SENTENCE, 0, 9)
    place = the_place("CETS198", file=theirs, dual=DualCriminality.NEVER)
    assert a_challenge(None, place, TRAFFICKING).found == "judged_there"
    assert a_challenge(None, place, LAUNDERING).found == NOT_CARRIED


def test_a_load_found_after_the_arrest_is_another_matter_though_its_paper_does_not_name_the_account() -> None:
    """146: evidence of the case ties the holder to a load that the ordinary court has not seen."""
    theirs = CaseFile("BRV")
    theirs.detentions.give(OWNER, NOT_PLAYED, Right.SENTENCE, 60 * DAY, 99 * DAY)
    place = the_place("CETS198", file=theirs, dual=DualCriminality.NEVER)
    for day, found in ((50, "judged_there"), (70, NOT_CARRIED)):
        load = a_note(says("found", OWNER, PORT, n=day + 1), key="load")
        assert a_challenge(a_file(TIES, load), place, TRAFFICKING).found == found, day


def test_money_goes_back_once_everybody_who_holds_or_owns_it_was_acquitted() -> None:
    """A nominee is acquitted; whose the money really is has not been charged yet, or awaits the verdict."""
    file = charged(a_file(TIES, a_note(says("owns", NOMINEE, OWN_ACCOUNT), key="owner")), "acquittal")
    assert a_challenge(file).found == NOT_CARRIED
    other = Charge("other", NOMINEE, TRAFFICKING.key, TRAFFICKING.elements, 0, 0, ())
    for outcome, found in (("", NOT_CARRIED), ("conviction", NOT_CARRIED), ("acquittal", "acquitted")):
        file.charges.rows["other"] = replace(other, outcome=outcome)
        assert a_challenge(file).found == found, outcome


def test_no_offence_there_where_the_instrument_asks_for_one() -> None:
    assert a_challenge(None, the_place("UNTOC"), SMUGGLING).found == "no_offence_there"
    assert a_challenge(None, the_place("UNTOC"), TRAFFICKING).found == NOT_CARRIED
    assert a_challenge(None, the_place("UNTOC"), SMUGGLING, TRAFFICKING).found == NOT_CARRIED  # one carries it
    assert a_challenge(None, the_place("UNTOC", dual=DualCriminality.NEVER), SMUGGLING).found == NOT_CARRIED
    assert a_challenge(None, None, SMUGGLING).found == NOT_CARRIED  # at home there is one law


def test_every_outcome_is_told_in_words_that_name_no_instrument() -> None:
    words = tomllib.loads(
        resources.files("simulation.exercise.procedures.restraint").joinpath("words.toml").read_text()
    )
    told: dict[str, str] = words["procedure_value"]["remedy"]
    assert told.keys() == {*CARRIED, NOT_CARRIED}
    named = [why for why, words in told.items() if re.search(r"UNTOC|UNCAC|CETS|ETS \d|Regulation", words)]
    assert not named, "the instrument that governs is cited beside them"
    assert not any("ECHR 8" in each or "ECHR art. 8" in each for each in (*CARRIED.values(), *told.values()))  # money
