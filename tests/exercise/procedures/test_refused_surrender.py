"""A refused surrender is an argument: a proposal is heard first, what is missing is found, and control rules on it."""

from __future__ import annotations

import pytest

from simulation.casework.file.detention import Right
from simulation.exercise.core.command import CONTROL, Seat
from simulation.exercise.core.event import FindingMade
from simulation.exercise.matters.commands import ActOnProcedure
from simulation.exercise.procedures.extradition.table import SILENT_DAYS
from simulation.exercise.procedures.extradition.table import ExtraditionStatus as Status
from simulation.exercise.procedures.letter.commands import RuleOnPoint
from simulation.exercise.procedures.letter.events import RefusalArgued
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.assessment.refusal_grounds import open_grounds
from simulation.law.book.governance import silent_days
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Table, between
from tests.exercise.procedures.test_extradition import AT_COURT, BROKER, played

WHY = "The court of our capital fears for his life in that prison"
NO_TERM = "No assurance was offered that an independent body would watch"


def refused(table: Table, ground: str, text: str, *, alternative: str = "", papers: bool = False) -> None:
    """The other side refuses, in these words."""
    view = table.view(table.asked)
    office = next(offer.office for offer in view.offers if offer.action == "refuse_surrender")
    terms = (("ground", ground), *((("alternative", alternative),) if alternative else ()))
    table.acts += 1
    table.perform(
        ActOnProcedure(
            id=f"act{table.acts}",
            by=Seat(table.asked, office),
            seen=view.version,
            procedure=table.key,
            action="refuse_surrender",
            text=text,
            documents=table.papers(table.asked)[:1] if papers else (),
            terms=terms,
        )
    )


def found(table: Table) -> dict[str, str]:
    """Codes of what was found, each with how firm it is."""
    made = [each for each in table.events if isinstance(each, FindingMade) and each.finding.startswith("refus")]
    return {each.finding: each.verdict for each in made}


def test_a_proposal_that_nobody_answers_is_answered_by_silence(blue_current: FrozenScenario) -> None:
    assert silent_days() == SILENT_DAYS == 7
    table = played(blue_current, BROKER, "trafficking", AT_COURT)
    table.act("asked", "consult_on_surrender", {"ground": "G2"})
    assert table.status == Status.CONSULTED
    held = table.exercise.state.countries["ISA"].file.detentions.standing(table.subject)
    assert {row.right for row in held} == {Right.SURRENDER}  # custody goes on while the two speak
    assert table.view("VAL").waits_for_us
    with pytest.raises(AssertionError):
        table.act("asked", "refuse_surrender", {"ground": "G2"})
    table.wait(SILENT_DAYS - 1)
    assert table.status == Status.CONSULTED
    table.wait(1)
    assert table.status == Status.DECIDING
    with pytest.raises(RuleViolation, match=r"extradition\.consulted_already"):  # once on each ground
        table.act("asked", "consult_on_surrender", {"ground": "G2"})
    table.act("asked", "consult_on_surrender", {"ground": "G3"})
    assert table.status == Status.CONSULTED


def test_an_answer_is_one_choice_with_words(blue_current: FrozenScenario) -> None:
    table = played(blue_current, BROKER, "trafficking", AT_COURT)
    table.act("asked", "consult_on_surrender", {"ground": "G2"})
    with pytest.raises(RuleViolation, match=r"said_to_it"):
        table.act("asking", "answer_on_surrender", {})
    table.act("asking", "answer_on_surrender", {"said_to_it": "consult_more"})
    assert table.status == Status.DECIDING
    assert table.view("ISA").term("said_to_it") == "consult_more"


def test_papers_that_go_with_an_answer_lie_in_the_file_of_who_decides(blue_current: FrozenScenario) -> None:
    """UNTOC 16(16): opinions and information; as a lead, for its decision alone."""
    table = played(blue_current, BROKER, "trafficking", AT_COURT)
    table.act("asked", "consult_on_surrender", {"ground": "G2"})
    there = table.exercise.state.countries["ISA"].file
    sent = next(key for key in table.papers("VAL") if key not in there.filed)
    table.perform(
        ActOnProcedure(
            id="said",
            by=Seat("VAL", Office.AUTHORITY),
            procedure=table.key,
            action="answer_on_surrender",
            text="He moved the load himself",
            documents=(sent,),
            terms=(("said_to_it", "consult_more"),),
        )
    )
    (filed,) = [each for each in there.documents if each.key == sent]
    assert not filed.use.stands
    assert filed.use.needs_consent


@pytest.mark.parametrize("said", ["consult_agree consult_no", "perhaps"])
def test_an_answer_is_exactly_one_of_those_that_there_are(blue_current: FrozenScenario, said: str) -> None:
    table = played(blue_current, BROKER, "trafficking", AT_COURT)
    table.act("asked", "consult_on_surrender", {"ground": "G2"})
    with pytest.raises(RuleViolation, match=r"extradition\.one_answer"):
        table.act("asking", "answer_on_surrender", {"said_to_it": said})
    assert table.status == Status.CONSULTED


@pytest.mark.parametrize(("instrument", "ground"), [("ETS24", "ETS24-6"), ("UNTOC", "UNTOC-16.10")])
def test_nationality_alone_ends_no_request(blue_current: FrozenScenario, instrument: str, ground: str) -> None:
    """UNTOC 16(10), ETS 24 article 6(2): who keeps a national prosecutes, so that this is an act of its own."""
    bound = between(blue_current, instrument)
    scenario = bound.scenario
    offered = open_grounds("extradition", scenario.pair("VAL", "ISA"), scenario.country("ISA"))
    assert ground not in offered
    table = played(bound, BROKER, "trafficking", AT_COURT)
    with pytest.raises(RuleViolation, match=r"extradition\.refused_on_nationality"):
        refused(table, ground, WHY, alternative=NO_TERM, papers=True)
    assert table.status == Status.DECIDING


@pytest.mark.parametrize(
    ("ground", "lacks"), [("ETS24-7.1", ("fact", "reasons", "alternative")), ("G2", ("fact", "reasons"))]
)
def test_a_bare_refusal_is_found_in_every_part_that_it_lacks(
    blue_current: FrozenScenario, ground: str, lacks: tuple[str, ...]
) -> None:
    """No word on terms is wanted where the ground is mandatory, as a real risk of ill-treatment is."""
    table = played(blue_current, BROKER, "trafficking", AT_COURT)
    refused(table, ground, "No.")
    (argued,) = [each for each in table.events if isinstance(each, RefusalArgued)]
    assert argued.lacks == lacks
    assert not argued.is_consulted
    assert "refused_without_reasons" in found(table)
    ours = {each.code for each in table.view("ISA").found}
    assert ours == set(found(table))
    theirs = {each.code for each in table.view("VAL").found}
    assert "refused_without_reasons" in theirs
    assert theirs <= ours  # nothing that hangs on papers abroad
    assert not theirs & {"refused_without_facts", "refusal_to_be_weighed"}


def test_an_argument_that_is_whole_lacks_nothing(blue_current: FrozenScenario) -> None:
    table = played(blue_current, BROKER, "trafficking", AT_COURT)
    table.act("asked", "consult_on_surrender", {"ground": "G2"})
    table.wait(SILENT_DAYS)
    refused(table, "G2", WHY, alternative=NO_TERM, papers=True)
    (argued,) = [each for each in table.events if isinstance(each, RefusalArgued)]
    assert argued.lacks == ()
    assert argued.is_consulted
    assert not found(table).keys() & {"refused_without_reasons", "refused_without_consultation"}
    assert table.view("VAL").term("alternative") == NO_TERM


@pytest.mark.parametrize("spoken_of", ["UNTOC-16.7", "UNTOC-16.14", ""])
def test_a_proposal_counts_for_the_ground_that_it_named(blue_current: FrozenScenario, spoken_of: str) -> None:
    """UNTOC 16(16): on another ground the requesting side had no say; assurances are asked for the whole surrender."""
    table = played(between(blue_current, "UNTOC"), BROKER, "trafficking", AT_COURT)
    if spoken_of:
        table.act("asked", "consult_on_surrender", {"ground": spoken_of})
        table.act("asking", "answer_on_surrender", {"said_to_it": "consult_no"})
    else:
        table.act("asked", "ask_assurances", {"assurances": "assurance_fair_trial"})
        table.act("asking", "decline_assurances")
    refused(table, "UNTOC-16.7", WHY, alternative=NO_TERM, papers=True)
    (argued,) = [each for each in table.events if isinstance(each, RefusalArgued)]
    assert argued.is_consulted is (spoken_of != "UNTOC-16.14")
    assert ("refused_without_consultation" in found(table)) is not argued.is_consulted


@pytest.mark.parametrize(
    ("instruments", "ground", "verdict"),
    [(("UNTOC",), "UNTOC-16.7", "arguable"), (("ETS24",), "ETS24-3.1", None)],
)
def test_whether_one_speaks_first_is_the_instruments_word(
    blue_current: FrozenScenario, instruments: tuple[str, ...], ground: str, verdict: str | None
) -> None:
    """UNTOC 16(16): where appropriate; ETS 24 commands none."""
    table = played(between(blue_current, *instruments), BROKER, "trafficking", AT_COURT)
    refused(table, ground, WHY, alternative=NO_TERM, papers=True)
    assert found(table).get("refused_without_consultation") == verdict


def test_control_rules_on_what_was_found_of_it(blue_current: FrozenScenario) -> None:
    table = played(blue_current, BROKER, "trafficking", AT_COURT)
    refused(table, "G2", "No.")
    points = {each.finding: each for each in table.exercise.control_view().points if each.request == table.key}
    point = points["refused_without_reasons"]
    assert (point.requested, point.procedure, point.label) == ("ISA", "extradition", table.view("ISA").label)
    ruling = "The words in the annex were enough"
    rule = RuleOnPoint(
        id="r", member=CONTROL, request=table.key, finding=f"{point.finding}/{point.item}",
        verdict="does_not_stand", reasons=ruling,
    )  # fmt: skip
    table.perform(rule)
    for side in ("ISA", "VAL"):
        assert "refused_without_reasons" not in {each.code for each in table.view(side).found}
        told = {(each.request, each.reasons) for each in table.exercise.team_view(side).rulings}
        assert (table.view(side).label, ruling) in told
    ruled = next(each for each in table.exercise.control_view().points if each.finding == point.finding)
    assert ruled.ruled == "does_not_stand"
    with pytest.raises(RuleViolation, match=r"request\.unknown"):
        table.perform(_other(rule))


def _other(rule: RuleOnPoint) -> RuleOnPoint:
    return RuleOnPoint(id="s", member=CONTROL, request="nobody", finding=rule.finding, verdict="stands", reasons="Yes")
