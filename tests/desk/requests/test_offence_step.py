"""The step from the offence to a thing counts only what the letter rests on, in the drawing and in words."""

from collections.abc import Callable
from dataclasses import replace

from simulation.casework.documents.document import Assertion, AssertionKind, Origin, Use
from simulation.exercise.procedures.letter.play.state import EvidenceChain
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.law.assessment.findings import Finding, FindingVerdict
from tests.builders.views import ACCOUNT, COMPANY, PERSON, statement, team
from webapp.desk.readable import Reader
from webapp.desk.requests.checks import as_drawn, chain_findings, chains, finding_rows

Reading = Callable[[TeamView], Reader]

REPORTED = Assertion(AssertionKind.REPORTED, ACCOUNT.key, COMPANY.key, 4 * DAY, 0, ())
LEAD = Use(is_evidence=False, origin=Origin.POLICE)
WAY = EvidenceChain(COMPANY.key, (ACCOUNT.key, COMPANY.key), ("paper/2",), (False,), is_linked=True)


def test_a_lead_that_was_not_chosen_is_no_step_and_the_words_say_so(reading: Reading) -> None:
    reader = reading(
        team(entities=(ACCOUNT, COMPANY, PERSON), documents=(statement(1, (REPORTED,), LEAD), statement(2)))
    )
    (drawn,) = chains([WAY], reader, ("paper/2",))
    assert (drawn.links[0].document, drawn.links[0].is_open) == ("", True)
    (said,) = chain_findings([WAY], reader, ("paper/2",))
    assert said.state == "partly"
    assert said.text == (
        f"{COMPANY.label} is linked with {ACCOUNT.label}, but no chosen document says what {ACCOUNT.label} has to do "
        "with the offence."
    )
    other = replace(WAY, target=PERSON.key, path=(ACCOUNT.key, PERSON.key))
    assert len({each.text for each in chain_findings([WAY, other], reader, ("paper/2",))}) == 2
    itself = replace(WAY, target=ACCOUNT.key, path=(ACCOUNT.key,), documents=(), leads=())
    (said,) = chain_findings([itself], reader, ("paper/2",))
    assert said.text == f"No chosen document says what {ACCOUNT.label} has to do with the offence."

    (drawn,) = chains([WAY], reader, ("paper/1", "paper/2"))
    assert drawn.links[0].is_lead
    (said,) = chain_findings([WAY], reader, ("paper/1", "paper/2"))
    assert said.state == "partly"
    assert "rests on a lead" in said.text
    assert drawn.links[0].document in said.text


def test_evidence_that_was_chosen_is_a_step(reading: Reading) -> None:
    reader = reading(team(entities=(ACCOUNT, COMPANY), documents=(statement(1, (REPORTED,)), statement(2))))
    (said,) = chain_findings([WAY], reader, ("paper/1", "paper/2"))
    assert said.state == "filled"


def test_no_finding_calls_a_link_shown_of_which_the_drawing_says_what_is_missing(reading: Reading) -> None:
    reader = reading(team(entities=(ACCOUNT, COMPANY), documents=(statement(1, (REPORTED,)), statement(2))))
    shown = Finding("nexus_shown", "C11", FindingVerdict.SETTLED, (), (("target", COMPANY.key),), "")
    for chosen, count in ((("paper/2",), 0), (("paper/1", "paper/2"), 1)):
        links = chain_findings([WAY], reader, chosen)
        assert len(finding_rows(as_drawn([shown], [WAY], links), reader)) == count
