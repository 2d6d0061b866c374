"""Preservation, then content: every end between two teams, and records that are really gone, or really kept."""

from __future__ import annotations

import pytest

from simulation.exercise.core.command import CONTROL, Seat
from simulation.exercise.matters.state import Procedures
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.commands import RuleOnPoint
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.preservation.table import PRESERVATION, RULES, PreservationStatus
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.kernel.traces import TraceKind
from simulation.law.assessment.refusal_grounds import open_grounds
from simulation.law.book.rules import FOR_PEOPLE, load_rules
from simulation.players.runs import begin, policies_for
from simulation.scenario.schema.play import MeasureKind
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Line, Table, between, laid

ABROAD_DAYS = max(row.days for row in load_rules().clocks if row.what == "keep_data")
"""Days after which an order abroad has ended, whatever binds the two."""

CALLS = (TraceKind.CALL,)
REFUSAL: dict[str, str | int] = {"preservation_ground": "essential_interests"}

ENDS: dict[PreservationStatus, tuple[Line, ...]] = {
    PreservationStatus.REFUSED: (("asked", "refuse_preservation", REFUSAL),),
    PreservationStatus.ENDED: (("asked", "preserve", {}), 10, ("asking", "end_preservation", {})),
    PreservationStatus.EXPIRED: (
        ("asked", "preserve", {}),
        ("asking", "ask_path", {}),
        ("asked", "withhold_path", REFUSAL),
        ("asking", "ask_prolongation", {}),
        ("asked", "let_run_out", {}),
        ABROAD_DAYS + 1,
    ),
}
"""What two teams do to reach each end abroad; the content by an order at home is below."""


def known_abroad(table: Table) -> tuple[str, str, str]:
    """A country, another one, and a number there of which the first one's file knows."""
    for code, keeper in table.exercise.state.countries.items():
        for entity in keeper.file.known.all:
            if entity.kind is EntityKind.PHONE and entity.country != code:
                return code, entity.country, entity.key
    raise AssertionError


def asked(frozen: FrozenScenario, *, at_home: bool = False) -> Table:
    table = laid(frozen, "", "", "")
    table.asking, table.asked, table.subject = known_abroad(table)
    if at_home:
        table.asking = table.asked = next(
            code
            for code, keeper in table.exercise.state.countries.items()
            for entity in keeper.file.known.all
            if entity.kind is EntityKind.PHONE and entity.country == code
        )
        file = table.exercise.state.countries[table.asking].file
        phones = (each for each in file.known.all if each.kind is EntityKind.PHONE and each.country == table.asking)
        table.subject = next(each.key for each in phones if file.naming(each.key))
    table.open(PRESERVATION, Office.POLICE)
    return table


def test_every_end_is_played() -> None:
    assert {*ENDS, PreservationStatus.OBTAINED} == {status for status, stay in RULES.statuses.items() if stay.is_final}


@pytest.mark.parametrize("end", ENDS, ids=lambda end: end.value)
def test_two_teams_reach_the_end(blue_current: FrozenScenario, end: PreservationStatus) -> None:
    table = asked(blue_current)
    table.play(ENDS[end])
    assert table.status == table.view(table.asked).status == end


def test_an_order_at_home_lasts_until_the_records_are_produced(blue_current: FrozenScenario) -> None:
    table = asked(blue_current, at_home=True)
    table.wait(1)
    assert table.status == PreservationStatus.PRESERVED
    papers = table.exercise.state.countries[table.asking].file.naming(table.subject)
    by = Seat(table.asking, Office.PROSECUTOR)
    grounds = (papers[0].key,)
    table.perform(
        OrderMeasure(id="produce", by=by, kind=MeasureKind.PRODUCTION_ORDER, target=table.subject, documents=grounds)
    )
    assert table.status == PreservationStatus.KEPT
    table.wait(60)
    assert table.status == PreservationStatus.OBTAINED


def test_what_was_kept_is_gone_when_the_order_expires(blue_current: FrozenScenario) -> None:
    """A call that its operator deletes while the order runs is there until the last day, and not after it."""
    table = asked(blue_current)
    table.play((("asked", "preserve", {}),))
    traces, now = table.exercise.state.network.traces, table.now
    old = (now - DAY, now + 30 * DAY)
    traces.add("test/call", TraceKind.CALL, old[0], table.asked, "operator", old[1], (table.subject, "phone/other"))

    def is_there() -> bool:
        found = traces.about(table.subject, CALLS, old[0], old[0], table.now)
        return any(trace.key == "test/call" for trace in found)

    table.wait(40)
    assert is_there()
    assert not traces.about("phone/other", CALLS, old[0], old[0], table.now)
    table.play((("asking", "ask_prolongation", {}), ("asked", "prolong_preservation", {})))
    table.wait(ABROAD_DAYS)
    assert is_there()
    table.wait(ABROAD_DAYS)
    assert table.status == PreservationStatus.EXPIRED
    assert not is_there()


def test_the_path_is_a_lead(blue_current: FrozenScenario) -> None:
    table = asked(blue_current)
    before = {filed.document.key for filed in table.exercise.team_view(table.asking).documents}
    table.play((("asked", "preserve", {}), ("asking", "ask_path", {}), ("asked", "disclose_path", {})))
    new = [f.document for f in table.exercise.team_view(table.asking).documents if f.document.key not in before]
    assert len(new) == 1
    assert not new[0].use.stands


@pytest.mark.parametrize("path", [(), (("asked", "preserve", {}), ("asking", "ask_path", {}))])
def test_control_rules_on_a_refusal_that_people_have_to_weigh(
    blue_current: FrozenScenario, path: tuple[Line, ...]
) -> None:
    table = asked(blue_current)
    pair = blue_current.scenario.pair(table.asking, table.asked)
    grounds = open_grounds("preservation", pair, blue_current.scenario.country(table.asked))
    weighed = next(name for name in grounds if (row := load_rules().letter(name)) and row.tag in FOR_PEOPLE)
    table.play((*path, ("asked", "withhold_path" if path else "refuse_preservation", {"preservation_ground": weighed})))
    (found,) = table.view(table.asked).found
    assert (found.code, found.verdict) == ("refusal_to_be_weighed", "for_trainer")
    assert table.view(table.asking).found == ()
    state = table.exercise.state
    ((key, kept),) = state.part(Letters).elsewhere.items()
    assert (kept.kind, kept.requested) == (PRESERVATION, table.asked)
    point = f"{found.code}/{found.item}"
    table.perform(
        RuleOnPoint(id="r", member=CONTROL, request=key, finding=point, verdict="does_not_stand", reasons="Not shown.")
    )
    assert table.view(table.asked).found == ()


def test_a_second_refusal_leaves_the_first_and_its_ruling(blue_current: FrozenScenario) -> None:
    table = asked(blue_current)
    pair = blue_current.scenario.pair(table.asking, table.asked)
    grounds = open_grounds("preservation", pair, blue_current.scenario.country(table.asked))
    letters = (load_rules().letter(name) for name in grounds)
    one, other = [each.id for each in letters if each is not None and each.tag in FOR_PEOPLE][:2]
    ask: Line = ("asking", "ask_path", {})

    def rule(ground: str, command: str) -> None:
        point = f"refusal_to_be_weighed/{ground}"
        key = next(iter(table.exercise.state.part(Letters).elsewhere))
        table.perform(
            RuleOnPoint(id=command, member=CONTROL, request=key, finding=point, verdict="stands", reasons="Shown.")
        )

    def verdicts() -> dict[str, str]:
        return {each.item: each.verdict for each in table.view(table.asked).found}

    table.play((("asked", "preserve", {}), ask, ("asked", "withhold_path", {"preservation_ground": one})))
    rule(one, "first")
    table.play((ask, ("asked", "withhold_path", {"preservation_ground": other})))
    assert verdicts() == {one: "settled", other: "for_trainer"}
    table.play((ask, ("asked", "withhold_path", {"preservation_ground": one})))
    assert verdicts() == {one: "for_trainer", other: "for_trainer"}, "the same ground again is to be ruled on anew"


def test_no_other_ground_refuses_and_nobody_asks_twice(blue_current: FrozenScenario) -> None:
    table = asked(blue_current)
    with pytest.raises(RuleViolation, match=r"preservation\.ground_unknown"):
        table.act("asked", "refuse_preservation", {"preservation_ground": "R5"})
    with pytest.raises(RuleViolation, match=r"preservation\.running"):
        table.open(PRESERVATION, Office.POLICE, name="second")


def test_an_automatic_contact_point_keeps_them(blue_current: FrozenScenario) -> None:
    table = Table(begin(blue_current, policies_for(blue_current.scenario, "auto", {}), 7), "", "", "")
    table.asking, table.asked, table.subject = known_abroad(table)
    table.open(PRESERVATION, Office.POLICE)
    table.wait(10)
    assert table.status in {PreservationStatus.PRESERVED, PreservationStatus.KEPT}
    assert table.view(table.asked).limit_day is not None


def kept_under(frozen: FrozenScenario, *instruments: str) -> Table:
    """A preservation abroad that is granted, with these instruments between the two."""
    pair = known_abroad(laid(frozen, "", "", ""))[:2]
    table = asked(between(frozen, *instruments, countries=pair))
    table.play((("asked", "preserve", {}),))
    return table


@pytest.mark.parametrize(
    ("instruments", "more", "again"), [(("UNTOC", "EPO"), 30, False), (("UNTOC", "BUD"), 60, True)]
)
def test_the_instrument_says_how_long_and_how_often(
    blue_current: FrozenScenario, instruments: tuple[str, ...], more: int, *, again: bool
) -> None:
    table = kept_under(blue_current, *instruments)
    procedure = table.exercise.state.part(Procedures).begun[table.key].matter
    assert procedure.number("until") == table.now + 60 * DAY
    table.play((("asking", "ask_prolongation", {}), ("asked", "prolong_preservation", {})))
    procedure = table.exercise.state.part(Procedures).begun[table.key].matter
    assert procedure.number("until") == table.now + (60 + more) * DAY
    assert ("ask_prolongation" in {offer.action for offer in table.view(table.asking).offers}) is again
