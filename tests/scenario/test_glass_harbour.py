"""The second shipped scenario: people in online-fraud compounds. Balanced, invented throughout, and fair to people."""

from itertools import combinations

import pytest

from simulation.casework.documents.document import AssertionKind
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.registry import load_scenario
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.law_book import load_law_book
from simulation.matters.machine import path_to
from simulation.scenario.checks.all_checks import real_names
from simulation.scenario.checks.demands import COMING_BACK
from simulation.scenario.checks.texts import needed
from simulation.scenario.load import directory_of
from simulation.scenario.schema.crime import MemberStanding
from simulation.scenario.schema.functions import FACILITATORS, Activity, Function
from simulation.scenario.schema.measured_facts import MeasuredFact
from simulation.scenario.schema.name_pools import freeze
from simulation.scenario.schema.needs import NeedSide
from simulation.scenario.schema.people import Exploitation
from simulation.scenario.schema.play import DocumentKind, Route, Sought
from simulation.scenario.schema.scenario import Scenario
from tests.scenario.test_names import _stock_names

PLAYED = ("LMR", "QSA", "ZRN", "CRR")


@pytest.fixture(scope="module")
def glass() -> Scenario:
    return load_scenario(directory_of("glass-harbour"))


def test_source_transit_host_and_money_are_played_and_two_answer_by_rule(glass: Scenario) -> None:
    assert tuple(country.code for country in glass.played) == PLAYED
    assert [country.chain_role for country in glass.played] == ["source", "transit", "host", "money"]
    assert [country.code for country in glass.countries if not country.played] == ["DVR", "KLV"]
    assert [country.archetype for country in glass.countries] == ["A5", "A2", "A4", "A2", "A6", "A3"]


def test_somebody_in_the_opening_files_knows_whose_an_account_abroad_is(glass: Scenario) -> None:
    """Decision 078: one team can ask for a freeze abroad in the first move, with grounds."""
    accounts = {account.key: account for account in glass.crime.accounts}
    heard = {
        (document.country, document.target)
        for document in glass.play.documents
        if document.kind is DocumentKind.INTERVIEW and document.evidence
    }
    said = {
        (country, account, knowledge.asserts)
        for country, person in heard
        for knowledge in glass.crime.knowledge
        if knowledge.person == person and not knowledge.exculpates
        for account in knowledge.about
        if account in accounts and accounts[account].country != country
    }
    assert said >= {
        ("CRR", "account/payments_talmira", AssertionKind.HOLDS),
        ("CRR", "account/payments_talmira", AssertionKind.OWNS),
    }
    witnesses = {each.person for each in glass.crime.knowledge if "account/payments_talmira" in each.about}
    assert not any(each.exculpates for each in glass.crime.knowledge if each.person in witnesses)
    assert not accounts["account/payments_talmira"].laundering


# --- balance --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", PLAYED)
def test_each_country_has_a_case_of_its_own_in_every_seat(glass: Scenario, code: str) -> None:
    later = {inject.document for inject in glass.play.injects}
    papers = [paper for paper in glass.play.documents if paper.country == code and paper.key not in later]
    for office in Office:
        assert len([paper for paper in papers if paper.office is office]) == 2, office
    assert any(paper.evidence for paper in papers)
    known = {offence.key for offence in glass.country(code).offences}
    own = {matter.offence for matter in glass.play.matters if matter.requesting == code}
    assert own <= known
    assert own & {"human_trafficking", "fraud", "corruption"}


@pytest.mark.parametrize("code", PLAYED)
def test_each_country_holds_what_two_need_and_needs_what_two_hold(glass: Scenario, code: str) -> None:
    formal = [matter for matter in glass.play.matters if kind_of(matter.sought).route is Route.MLA]
    between = [matter for matter in formal if {matter.requesting, matter.requested} <= set(PLAYED)]
    assert len({matter.requesting for matter in between if matter.requested == code}) >= 2
    assert len({matter.requested for matter in between if matter.requesting == code}) >= 2
    assert len([matter for matter in formal if code in {matter.requesting, matter.requested}]) >= 3
    assert any(
        matter.requesting == code and matter.status in COMING_BACK and 0 < matter.due_day <= 30 for matter in formal
    )


@pytest.mark.parametrize("code", PLAYED)
def test_each_country_has_a_request_that_is_not_to_be_executed_as_it_is(glass: Scenario, code: str) -> None:
    notes = {matter.note for matter in glass.play.matters if matter.requested == code and matter.note}
    assert notes
    hard = [matter for matter in glass.play.matters if matter.requested == code and matter.note]
    assert all(matter.status == "deciding" for matter in hard)


def test_all_three_hard_answers_are_there(glass: Scenario) -> None:
    assert {matter.note for matter in glass.play.matters if matter.note} == {"refuse", "condition", "postpone"}


@pytest.mark.parametrize("code", PLAYED)
def test_each_country_has_one_person_to_protect(glass: Scenario, code: str) -> None:
    documents = {document.key: document for document in glass.play.documents}
    members = {member.key: member for member in glass.crime.cast}
    (protected,) = [each for each in glass.play.protected if each.country == code]
    assert members[protected.person].at_risk
    assert members[protected.person].function is None
    assert members[protected.person].country == code
    assert documents[protected.shown_by].target == protected.person
    said = [k for k in glass.crime.knowledge if k.person == protected.person and k.asserts.startswith("threatened")]
    assert said[0].about[0] == protected.person


def test_one_act_can_be_tried_in_two_played_countries_and_more(glass: Scenario) -> None:
    legs = {leg.key: leg for leg in glass.crime.corridors}
    homes = {place.key: place.country for place in glass.crime.places}
    punishing = {
        country.code
        for country in glass.played
        if any("act_on_person" in offence.elements for offence in country.offences)
    }
    assert punishing == set(PLAYED)
    for way in glass.crime.moved:
        touched = {homes[place] for key in way.corridors for place in (legs[key].origin, legs[key].destination)}
        assert len(touched & punishing) >= 2, way.person


# --- the law --------------------------------------------------------------------------------------------------------


def test_instruments_of_several_regions_stand_in_the_law_book(glass: Scenario) -> None:
    book = load_law_book()
    instruments = {row.id for row in book.instruments}
    grounds = {row.id for row in book.grounds} | {row.id for row in book.safeguards}
    bound = {instrument for pair in glass.pairs for instrument in pair.instruments}
    assert bound <= instruments
    assert {"UNTOC", "TIP", "SOM", "UNCAC", "ETS30", "CETS198", "BUD", "ASEAN", "OAS", "HARARE", "BIL"} <= bound
    for pair in glass.pairs:
        assert set(pair.mandatory_grounds) | set(pair.discretionary_grounds) <= grounds
    assert len(glass.pairs) == 15
    asked = [matter.basis for matter in glass.play.matters] + [stream.basis for stream in glass.play.streams]
    assert set(asked) <= instruments


def test_the_laws_differ_where_the_lesson_lies(glass: Scenario) -> None:
    offences = {country.code: {o.key: o for o in country.offences} for country in glass.countries}
    assert "smuggling" not in offences["LMR"]
    assert "human_trafficking" not in offences["DVR"]
    assert offences["ZRN"]["fraud"].max_years < 4 <= offences["CRR"]["fraud"].max_years
    assert [country.code for country in glass.countries if country.death_penalty] == ["DVR"]
    assert [key for law in offences.values() for key, each in law.items() if each.death_penalty] == ["organised_group"]
    assert all("G1" in pair.mandatory_grounds for pair in glass.pairs if "DVR" in {pair.a, pair.b})


def test_own_nationals_are_a_mandatory_ground_of_those_who_keep_them(glass: Scenario) -> None:
    keeping = {country.code for country in glass.played if not country.surrenders_nationals}
    assert keeping == {"LMR", "ZRN"}
    for pair in glass.pairs:
        assert ("G8" in pair.mandatory_grounds) is bool({pair.a, pair.b} & keeping), (pair.a, pair.b)


def test_statuses_at_the_start_are_those_of_the_request_machine(glass: Scenario) -> None:
    for matter in glass.play.matters:
        assert path_to(RULES[kind_of(matter.sought).route], matter.status)


# --- people ---------------------------------------------------------------------------------------------------------


def test_nobody_who_is_moved_has_a_function(glass: Scenario) -> None:
    moved = [member for member in glass.crime.cast if member.standing is MemberStanding.MOVED]
    assert {way.person for way in glass.crime.moved} == {member.key for member in moved}
    assert len(moved) >= 5
    assert all(member.function is None and member.organisation is None for member in moved)


def test_suspects_who_are_victims_have_a_paper_that_speaks_for_them(glass: Scenario) -> None:
    """The caller, the account holder and the traveller: accused by somebody, cleared by somebody's words."""
    favoured = {knowledge.exculpates for knowledge in glass.crime.knowledge}
    suspects = {"cast/caller", "cast/account_opener", "cast/traveller"}
    assert suspects <= favoured
    surrendered = {matter.targets[0] for matter in glass.play.matters if matter.sought is Sought.SURRENDER}
    assert {"cast/caller", "cast/traveller"} <= surrendered
    hard = {matter.targets[0]: matter.note for matter in glass.play.matters if matter.note}
    assert hard["cast/caller"] == "condition"
    assert hard["cast/traveller"] == "refuse"


def test_no_statement_accuses_a_person_who_is_moved(glass: Scenario) -> None:
    moved = {member.key for member in glass.crime.cast if member.standing is MemberStanding.MOVED}
    accusing = {
        *("recruited", "transported", "harboured", "coerced", "exploited", "deceived", "forged"),
        *("instructed", "directs", "owns", "released", "serves", "carried", "moved"),
    }
    for knowledge in glass.crime.knowledge:
        if knowledge.asserts in accusing:
            assert knowledge.about[0] not in moved, knowledge.key


def test_there_is_an_honest_site_that_looks_like_the_others(glass: Scenario) -> None:
    honest = [site for site in glass.crime.sites if site.organisation is None]
    assert [site.key for site in honest] == ["site/helpdesk"]


def test_compounds_defraud_residents_abroad_and_other_sites_are_easier_to_see(glass: Scenario) -> None:
    run = [site for site in glass.crime.sites if site.organisation is not None]
    labour = [site for site in run if site.exploitation is Exploitation.FORCED_LABOUR]
    compounds = [site for site in run if site.exploitation is Exploitation.FORCED_CRIMINALITY]
    assert {*labour, *compounds} == {*run}
    assert all(site.defrauds == "CRR" for site in compounds)
    assert all(site.defrauds is None for site in labour)
    assert max(site.secrecy for site in labour) < min(site.secrecy for site in compounds)
    assert sum(site.held_at_start for site in labour) < sum(site.held_at_start for site in compounds)


def test_no_drugs_are_moved(glass: Scenario) -> None:
    assert glass.crime.consignments == ()
    assert {activity for organisation in glass.crime.organisations for activity in organisation.activities} == {
        Activity.EXPLOITATION,
        Activity.LAUNDERING,
    }


def test_every_paper_of_a_person_moved_has_somebody_behind_it(glass: Scenario) -> None:
    ways = {way.person: way for way in glass.crime.moved}
    for paper in glass.play.documents:
        if paper.kind is DocumentKind.MISSING_PERSON_REPORT:
            missing = ways[paper.target].missing_day
            assert missing is not None
            assert missing <= 0


def test_what_people_say_can_prove_act_means_and_purpose(glass: Scenario) -> None:
    said = {knowledge.asserts for knowledge in glass.crime.knowledge}
    wanted = {
        AssertionKind.RECRUITED,
        AssertionKind.TRANSPORTED,
        AssertionKind.HARBOURED,
        AssertionKind.COERCED,
        AssertionKind.DECEIVED,
        AssertionKind.EXPLOITED,
        AssertionKind.FORGED,
    }
    assert {kind.value for kind in wanted} <= said


# --- what only others can answer ------------------------------------------------------------------------------------


@pytest.mark.parametrize("code", PLAYED)
def test_each_country_lacks_and_holds_things_on_both_sides(glass: Scenario, code: str) -> None:
    lacking = [need for need in glass.needs if need.country == code]
    holding = [need for need in glass.needs if need.holder == code]
    assert len(lacking) >= 2
    assert len(holding) >= 2
    assert {need.side for need in lacking} == set(NeedSide)
    assert {need.side for need in holding} == set(NeedSide)


def test_each_two_played_countries_have_something_that_the_other_lacks(glass: Scenario) -> None:
    asked = {frozenset({need.country, need.holder}) for need in glass.needs}
    assert {frozenset(pair) for pair in combinations(PLAYED, 2)} <= asked


def test_everything_lacking_can_be_had_in_two_ways(glass: Scenario) -> None:
    for need in glass.needs:
        others = [each for each in glass.needs if each.chain == need.chain and each.enables == need.enables]
        assert len(need.by) >= 2 or len(others) >= 2, need.key


def test_what_leaves_by_timetable_is_what_the_texts_say(glass: Scenario) -> None:
    payments = {payment.key: payment for payment in glass.crime.transfers}
    into = {"account/payments_talmira": 0, "account/coral_reserve": 0}
    for payment in glass.crime.transfers:
        if payment.every_days is None and payment.destination in into:
            into[payment.destination] += payment.amount_minor
        elif payment.every_days is None and payment.origin in into:
            into[payment.origin] -= payment.amount_minor
    talmira, coral = payments["transfer/talmira_leaving"], payments["transfer/coral_leaving"]
    assert into["account/payments_talmira"] == 29 * talmira.amount_minor == 58_000_000
    assert talmira.every_days is not None
    assert talmira.day + 28 * talmira.every_days == 305
    glasswork = next(each for each in glass.crime.organisations if each.key == "glasswork")
    assert glasswork.reserve == "account/coral_reserve"
    assert glasswork.reserve_minor is not None
    assert glasswork.reserve_minor + into["account/coral_reserve"] == 12 * coral.amount_minor == 48_000_000
    assert coral.every_days is not None
    assert coral.day + 11 * coral.every_days == coral.until_day == 280
    said = " ".join(glass.text(f"country.{code}.case") for code in PLAYED)
    assert f"{talmira.amount_minor // 100:,} guilders every tenth day" in said
    assert f"from day {talmira.day}" in said
    assert f"twelve equal parts, every 20th day from day {coral.day}" in said


def test_days_of_flats_and_departures_are_what_the_texts_say(glass: Scenario) -> None:
    sites = {site.key: site for site in glass.crime.sites}
    assert sites["site/flat"].given_up_day == sites["site/flat_two"].opens_day
    case = glass.text("country.CRR.case")
    for key in ("site/flat", "site/flat_two"):
        assert f"on day {sites[key].given_up_day}" in case
    leaves = {each.person: each.day for each in glass.crime.departures}
    for code in ("QSA", "CRR"):
        assert f"day {leaves['cast/runaway']}" in glass.text(f"country.{code}.case")


def test_in_the_host_country_one_official_is_paid(glass: Scenario) -> None:
    paid = [
        group
        for organisation in glass.crime.organisations
        for group in organisation.groups
        if group.function is Function.CORRUPT_OFFICIAL and group.country == "ZRN"
    ]
    assert paid == []
    assert [
        member.key
        for member in glass.crime.cast
        if member.function is Function.CORRUPT_OFFICIAL and member.country == "ZRN"
    ] == ["cast/inspector"]


# --- size, words, names ---------------------------------------------------------------------------------------------


def test_the_world_is_of_the_size_that_a_case_has(glass: Scenario) -> None:
    functions = [group.function for o in glass.crime.organisations for group in o.groups for _ in range(group.count)]
    functions += [member.function for member in glass.crime.cast if member.function is not None]
    assert 60 <= len(functions) <= 150
    facilitators = sum(function in FACILITATORS for function in functions)
    assert 15 <= 100 * facilitators / len(functions) <= 35
    assert 25 <= len(glass.crime.cast) <= 45
    assert 15 <= len(glass.crime.accounts) <= 36


def test_neighbours_share_their_border_and_the_island_does_not(glass: Scenario) -> None:
    outlines = {country.code: set(country.outline) for country in glass.countries}
    pairs = {("LMR", "QSA"), ("QSA", "ZRN"), ("QSA", "CRR"), ("QSA", "DVR"), ("ZRN", "DVR"), ("DVR", "CRR")}
    for one, other in combinations(outlines, 2):
        shared = len(outlines[one] & outlines[other])
        if {one, other} in [set(pair) for pair in pairs]:
            assert shared >= 3, (one, other)
        else:
            assert shared <= 1, (one, other)


def test_all_words_are_written_and_all_facts_are_measured(glass: Scenario) -> None:
    for key in needed(glass):
        assert glass.has_text(key), key
    facts = {task.fact for objective in glass.play.objectives for task in objective.tasks}
    assert facts <= {fact.value for fact in MeasuredFact}
    assert len(glass.play.injects) >= 30


def test_names_are_of_no_real_place_and_of_no_other_scenario(glass: Scenario) -> None:
    real = _stock_names("last_name") | _stock_names("surname")
    first = _stock_names("first_name")
    blue = load_scenario(directory_of("blue-current"))
    taken = {name for country in blue.countries for name in (*country.naming.given, *country.naming.family)}
    seen: set[str] = set()
    for country in glass.countries:
        naming = country.naming
        assert {name.casefold() for name in naming.family} & real == set(), country.code
        assert len([name for name in naming.given if name.casefold() in first]) <= 3
        own = {*naming.given, *naming.family}
        assert own & (taken | seen) == set()
        seen |= own
        for word in (*naming.towns, *naming.streets, *naming.companies, *naming.company_forms):
            assert word.casefold() not in real_names()
    assert {country.code for country in blue.countries} & {country.code for country in glass.countries} == set()


def test_pools_are_large_and_companies_unique(glass: Scenario) -> None:
    for code, pool in freeze(glass, 7).names.items():
        assert len(pool["person"]) >= 240, code
        assert len(pool["company"]) >= 60, code
        assert len(set(pool["company"])) == len(pool["company"])
