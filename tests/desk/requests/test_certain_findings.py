"""How certain a finding is, in words that nobody reads as solved."""

from collections.abc import Callable

from simulation.exercise.views.team_view import TeamView
from simulation.law.assessment.findings import Finding, FindingVerdict
from simulation.law.assessment.refusal_grounds import between_two, ground_finding
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.governance import regime_of
from simulation.law.book.grounds import TAGS
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import Scenario
from tests.builders.views import request, team
from webapp.desk.readable import Reader
from webapp.desk.requests.checks import Card, finding_rows
from webapp.desk.requests.margin import margin
from webapp.text.law_texts import letter_text, source_text


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


def test_a_finding_names_the_letter_that_it_cites_as_the_list_of_grounds_does(
    reading: Callable[[TeamView], Reader], scenario: Scenario
) -> None:
    """A person in danger and a victim who was compelled are one safeguard and two letters, each with its own source."""
    pairs = [scenario.pair(one.code, "SOV") for one in scenario.countries if one.code != "SOV"]
    regimes = [(pair, regime_of(pair, kind_of(Sought.SURRENDER))) for pair in pairs]
    pair, regime = next(each for each in regimes if set(TAGS["G7"]) <= each[1].by_tag.keys())
    between = between_two(pair, scenario.country("SOV"), regime)
    letters = [regime.by_tag[tag] for tag in TAGS["G7"]]
    found = tuple(ground_finding("G7", between, FindingVerdict.ARGUABLE, "", by=letter) for letter in letters)
    rows = finding_rows(found, reading(team()))
    assert [f"{source_text(letter.source)}: {row.about}" for letter, row in zip(letters, rows, strict=True)] == [
        letter_text(letter) for letter in letters
    ]
    assert all(source_text(letter.source) in row.source for letter, row in zip(letters, rows, strict=True))
    assert len({row.about for row in rows}) == len(letters) > 1
