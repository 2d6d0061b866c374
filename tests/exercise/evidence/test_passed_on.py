"""A paper of a third country stays a lead with that country's limits, whichever way it comes again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.casework.documents.document import Consent, Document, Origin, Use
from simulation.casework.proof.usability import Defect, Usability, UsabilityStatus, usability
from simulation.exercise.evidence import gathering
from simulation.exercise.procedures.letter.play import execution
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.country import CourtUse
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.casework.builders import OWNER, PORT, a_note, says
from tests.exercise.correspondence import ENTIRE, Correspondence

ASKING, ASKED, THIRD = "ORL", "ISA", "KES"
PERSON = "cast/isa_broker"
KEPT = replace(execution.KEPT, owner=THIRD)
"""What a country may do with a paper that it obtained for a third."""

LIMITS = Use(is_evidence=True, origin=Origin.MLA, purposes=("trafficking",), conditions=("no_other_use",))


@pytest.fixture
def letter(blue_current: FrozenScenario) -> Correspondence:
    """A question to the police of a country that has a paper of its own and one of a third country."""
    made = asked_by(blue_current, ASKING)
    assert made.exercise.scenario.country(ASKING).police_information_in_court is CourtUse.FREE
    return made


def asked_by(frozen: FrozenScenario, asking: str) -> Correspondence:
    """The question of one country."""
    exercise = begin(frozen, policies_for(frozen.scenario, "none", {}), 7)
    file = exercise.state.countries[ASKED].file
    model = next(paper for paper in file.documents if paper.use.stands)
    file.add(replace(model, key="own", country=ASKED, use=gathering.HOME), 0)
    file.add(replace(model, key="third", country=THIRD, use=LIMITS), 0)
    made = Correspondence(exercise, asking, ASKED, Sought.PERSON_CHECK)
    exercise.state.countries[asking].file.known.learn((exercise.state.network.entities[PERSON],))
    made.open(PERSON)
    made.act("asking", LetterAction.ASK, Office.POLICE, content=ENTIRE)
    return made


def answered(letter: Correspondence, *papers: str) -> dict[str, Document]:
    letter.act("asked", LetterAction.ANSWER, Office.POLICE, documents=papers, consent="lead")
    return {key: letter.exercise.state.countries[ASKING].file.filed[key].document for key in papers}


def test_a_third_countrys_paper_is_a_lead_with_its_limits_also_where_police_information_is_free(
    letter: Correspondence,
) -> None:
    """UNTOC article 18(19)."""
    came = answered(letter, "own", "third")
    assert came["own"].use.stands
    third = came["third"].use
    assert (third.stands, third.consent, third.origin) == (False, Consent.NEEDED, Origin.POLICE)
    assert (third.purposes, third.conditions) == (LIMITS.purposes, LIMITS.conditions)
    assert Defect.POLICE_INFORMATION_WITHOUT_CONSENT not in defects_before_court(letter, "own")
    assert Defect.POLICE_INFORMATION_WITHOUT_CONSENT in defects_before_court(letter, "third")
    assert judged(letter, "third").status is not UsabilityStatus.USABLE


def judged(letter: Correspondence, key: str) -> Usability:
    """What the court of the asking country does with a paper; police information is free there."""
    exercise = letter.exercise
    paper = exercise.state.countries[ASKING].file.filed[key].document
    return usability(paper, "trafficking", exercise.scenario.country(ASKING))


def defects_before_court(letter: Correspondence, key: str) -> set[Defect]:
    return {finding.defect for finding in judged(letter, key).findings}


def test_what_was_handed_over_or_sent_for_a_decision_is_no_police_information_that_is_free(
    letter: Correspondence,
) -> None:
    """UNTOC article 18(19): what supplements a request serves its decision, and a file keeps its senders' limits."""
    state = letter.exercise.state
    gathering.inform(state, ASKED, ASKING, ("own",), "procedure")
    gathering.hand_over_file(state, ASKED, ASKING, ("third",), "handed")
    for key in ("own", "third"):
        assert Defect.POLICE_INFORMATION_WITHOUT_CONSENT in defects_before_court(letter, key), key


def test_a_lead_is_weighed_freely_only_where_its_own_country_sent_it(letter: Correspondence) -> None:
    state = letter.exercise.state
    for key in ("own", "third"):
        paper = state.countries[ASKED].file.filed[key].document
        use = gathering.passed_on(paper, ASKED, gathering.lead(Origin.POLICE))
        gathering.file_document(state, ASKING, paper.with_use(use), "notice")
    assert Defect.POLICE_INFORMATION_FREE in defects_before_court(letter, "own")
    assert Defect.POLICE_INFORMATION_WITHOUT_CONSENT in defects_before_court(letter, "third")
    state.countries[ASKING].file.record_consent("third", Consent.GIVEN)
    assert not {each for each in defects_before_court(letter, "third") if each.startswith("police_information")}


def test_a_lead_handed_over_with_limits_is_not_raised_by_an_answer_nor_by_the_senders_own_consent(
    letter: Correspondence,
) -> None:
    state = letter.exercise.state
    gathering.hand_over_file(state, ASKED, ASKING, ("third",), "handed")
    before = state.countries[ASKING].file.filed["third"].document.use
    assert (before.stands, before.conditions) == (False, LIMITS.conditions)
    assert answered(letter, "third")["third"].use == before
    execution.consent(state.countries[ASKING], state.part(Letters).to_allow[letter.key], ())
    assert state.countries[ASKING].file.filed["third"].document.use == before


def test_what_its_owner_sends_as_evidence_stands_within_the_limits_under_which_it_came_first(
    letter: Correspondence,
) -> None:
    state = letter.exercise.state
    gathering.hand_over_file(state, ASKED, ASKING, ("third",), "handed")
    paper = state.countries[ASKED].file.filed["third"].document
    sent = Use(is_evidence=True, origin=Origin.MLA, conditions=("return_when_done",))
    gathering.file_document(state, ASKING, paper.with_use(sent), "letter")
    use = state.countries[ASKING].file.filed["third"].document.use
    assert use.stands
    assert use.purposes == LIMITS.purposes
    assert use.conditions == (*LIMITS.conditions, "return_when_done")


@pytest.mark.parametrize(
    ("newer", "left"),
    [
        ((), ("trafficking",)),
        (("laundering", "trafficking"), ("trafficking",)),
        (("laundering",), ("laundering",)),  # nothing in common: its owner speaks for itself
    ],
)
def test_purposes_of_two_comings_narrow_each_other(
    letter: Correspondence, newer: tuple[str, ...], left: tuple[str, ...]
) -> None:
    state = letter.exercise.state
    gathering.hand_over_file(state, ASKED, ASKING, ("third",), "handed")
    paper = state.countries[ASKED].file.filed["third"].document
    gathering.file_document(
        state, ASKING, paper.with_use(Use(is_evidence=True, origin=Origin.MLA, purposes=newer)), "letter"
    )
    assert state.countries[ASKING].file.filed["third"].document.use.purposes == left


def test_purposes_that_come_later_limit_a_paper_that_had_none() -> None:
    paper = a_note(says("at", OWNER, PORT), use=Use(is_evidence=True, origin=Origin.MLA, purposes=("laundering",)))
    assert paper.limited_by(Use(is_evidence=False, origin=Origin.POLICE)).use.purposes == ("laundering",)


def test_what_was_obtained_for_another_country_is_not_weighed_freely_at_home(letter: Correspondence) -> None:
    """The country for which it was obtained has to be asked, or an own measure brings it."""
    countries = letter.exercise.state.countries
    made = countries[ASKED].file.filed["own"].document
    countries[ASKING].file.add(replace(made, key="kept", country=ASKING, use=KEPT), 0)
    assert Defect.POLICE_INFORMATION_WITHOUT_CONSENT in defects_before_court(letter, "kept")
    assert judged(letter, "kept").status is not UsabilityStatus.USABLE


def test_what_was_obtained_for_another_country_keeps_its_limits_with_a_third(letter: Correspondence) -> None:
    state = letter.exercise.state
    file = state.countries[ASKED].file
    file.add(replace(file.filed["own"].document, key="kept", use=KEPT), 0)
    use = answered(letter, "kept")["kept"].use
    assert (use.stands, use.owner) == (False, THIRD)
    assert Defect.POLICE_INFORMATION_WITHOUT_CONSENT in defects_before_court(letter, "kept")
    letters = state.part(Letters)
    assert "kept" not in letters.to_allow[letter.key]
    execution.consent(state.countries[ASKING], letters.to_allow[letter.key], ())
    assert state.countries[ASKING].file.filed["kept"].document.use == use


def consents_offered(letter: Correspondence) -> bool:
    view = letter.exercise.team_view(ASKING).request(letter.key)
    assert view is not None
    return LetterAction.ASK_CONSENT in {each.action for each in view.offers}


def test_consent_is_offered_and_taken_only_where_the_sender_can_allow_something(letter: Correspondence) -> None:
    """Of a third country's paper its sender has nothing to allow; what it sends of its own is free here."""
    answered(letter, "own", "third")
    letters = letter.exercise.state.part(Letters)
    allowed = set(letters.to_allow[letter.key])
    assert allowed.isdisjoint({"own", "third"})
    assert not allowed
    assert not consents_offered(letter)
    with pytest.raises(RuleViolation) as why:
        letter.act("asking", LetterAction.ASK_CONSENT, Office.POLICE, text="May we use it?")
    assert why.value.code == "request.nothing_to_allow"


def test_consent_is_offered_for_the_senders_own_paper_and_changes_no_other(blue_current: FrozenScenario) -> None:
    asking = next(
        country.code
        for country in blue_current.scenario.played
        if country.police_information_in_court is CourtUse.WITH_CONSENT and country.code not in {ASKED, THIRD}
    )
    letter = asked_by(blue_current, asking)
    letter.act("asked", LetterAction.ANSWER, Office.POLICE, documents=("own", "third"), consent="lead")
    state = letter.exercise.state
    assert {"own", "third"}.intersection(state.part(Letters).to_allow[letter.key]) == {"own"}
    view = letter.exercise.team_view(asking).request(letter.key)
    assert view is not None
    assert LetterAction.ASK_CONSENT in {each.action for each in view.offers}
    letter.act("asking", LetterAction.ASK_CONSENT, Office.POLICE, text="May we use it in court?")
    letter.act("asked", LetterAction.GIVE_CONSENT, Office.POLICE, consent="evidence")
    filed = state.countries[asking].file.filed
    assert (filed["own"].document.use.stands, filed["third"].document.use.stands) == (True, False)
