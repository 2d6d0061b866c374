"""How certain a finding is, in words that nobody reads as solved."""

from collections.abc import Callable

from simulation.exercise.views.team_view import TeamView
from simulation.law.assessment.findings import Finding, FindingVerdict
from tests.builders.views import request, team
from webapp.desk.readable import Reader
from webapp.desk.requests.checks import Card, finding_rows
from webapp.desk.requests.margin import margin


def test_a_gap_that_is_certain_does_not_read_as_solved(reading: Callable[[TeamView], Reader]) -> None:
    gap = Finding("content_empty", "C3", FindingVerdict.SETTLED, (), (), "", is_open=True)
    doubt = Finding("period_wide", "C4", FindingVerdict.ARGUABLE, (), (("days", 400),), "", is_open=True)
    shown = request(1, findings=(gap, doubt))
    reader = reading(team(requests=(shown,)))
    certain, arguable = finding_rows(shown.findings, reader)
    assert (certain.number, certain.about, certain.verdict) == ("C3", "Summary of facts", "certain")
    assert arguable.verdict == "arguable"
    notes = margin(shown, Card((), "", ""), None, reader, "")
    assert notes["facts"][0].title == "C3 Summary of facts"
    assert notes["assistance"][0].title == "C4 Assistance sought: arguable"
