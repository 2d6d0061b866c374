"""The defence raises what the file leaves open, each point with its rule."""

from __future__ import annotations

from dataclasses import replace

from simulation.casework.documents.document import Document
from simulation.casework.proof.defence import PointKind, defence_points, point_rows
from simulation.casework.proof.usability import UsabilityStatus, usability
from tests.casework.builders import LEAD, a_country, a_file
from tests.casework.test_verdict import CLERK_SAYS, FOR_HIM, WHOLE, charged

CLERK = CLERK_SAYS.about


def raised(*before_court: Document, file: tuple[Document, ...] = ()) -> list[tuple[str, str]]:
    kept = a_file(*before_court, *file)
    points = defence_points(charged(kept, *before_court), kept, a_country())
    assert all(len(point.source) > 10 and point.confidence in set("TSMP") for point in points)
    return [(point.kind.value, point.about) for point in points]


def test_a_whole_case_leaves_its_witness() -> None:
    assert raised(*WHOLE) == [("witness", CLERK)]


def test_a_witness_heard_by_video_link_answers_the_point_and_weighs_less() -> None:
    kept = a_file(*WHOLE)
    charge = replace(charged(kept, *WHOLE), by_video=(CLERK,))
    points = [(each.kind.value, each.detail) for each in defence_points(charge, kept, a_country())]
    assert points == [("defect", "heard_by_video"), ("not_proved", "")]


def test_what_speaks_for_the_accused_comes_first_while_it_is_withheld() -> None:
    assert raised(*WHOLE, file=(FOR_HIM,))[0] == ("withheld", FOR_HIM.key)
    assert ("withheld", FOR_HIM.key) not in raised(*WHOLE, FOR_HIM)


def test_a_lead_is_raised_with_its_rule_and_what_makes_it_good() -> None:
    lead = replace(WHOLE[0], use=LEAD)
    kept = a_file(lead, *WHOLE[1:])
    points = defence_points(charged(kept, lead, *WHOLE[1:]), kept, a_country())
    judged = usability(lead, "", a_country())
    assert judged.status is not UsabilityStatus.USABLE
    first = points[0]
    assert (first.kind, first.about) == (PointKind.DEFECT, lead.key)
    assert (first.rule, first.step) == (judged.findings[0].rule, judged.findings[0].step)
    assert PointKind.NOT_PROVED in {point.kind for point in points}


def test_every_point_without_a_rule_for_papers_has_a_row() -> None:
    assert set(point_rows()) == set(PointKind) - {PointKind.DEFECT}
