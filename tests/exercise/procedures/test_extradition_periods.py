"""The days of arrest and surrender are those of the instrument that binds the two."""

from __future__ import annotations

import pytest

from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.extradition.table import ExtraditionStatus as Status
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.extradition_days import periods_of
from simulation.law.book.rules import load_rules
from simulation.scenario.schema.scenario import FrozenScenario
from tests.assistance.jurisdictions import a_pair
from tests.exercise.procedure_play import Line, Table, between, laid
from tests.exercise.procedures.test_extradition import AT_COURT, BROKER, GRANTED, played

HELD: tuple[Line, ...] = (("asking", "ask_arrest", {}), ("asked", "order_arrest", {}), 21)


@pytest.mark.parametrize(
    ("instruments", "row"),
    [
        (("UNTOC", "ETS24", "ETS209"), "ETS24"),
        (("UNTOC", "ETS24", "EAW"), "EAW"),
        (("UNTOC", "MINSK"), "MINSK"),
        (("RIYADH",), "RIYADH"),
        (("UNTOC", "BIL", "UN88"), "UNTOC"),
        ((), "reciprocity"),
    ],
)
def test_which_days_hold(instruments: tuple[str, ...], row: str) -> None:
    assert periods_of(a_pair(instruments=instruments)).instrument == row


def test_the_days_of_each_instrument_are_in_order() -> None:
    for name in load_rules().instruments:
        days = periods_of(a_pair(instruments=(name,)))
        assert days.collect, name
        assert days.may_free is None or days.may_free <= days.collect, name
        if days.papers is not None:
            assert days.may_release is not None, name
            assert days.may_release <= days.papers, name
            assert days.consent <= days.papers, name


def test_a_warrant_has_no_time_for_papers() -> None:
    days = periods_of(a_pair(instruments=("ETS24", "EAW")))
    assert (days.may_release, days.papers, days.may_free) == (None, None, None)
    assert (days.decide, days.collect) == (90, 20)


def arrested(frozen: FrozenScenario, seed: int = 7) -> Table:
    table = laid(frozen, *BROKER, seed)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=(("offence", "trafficking"),))
    table.play(HELD)
    return table


@pytest.mark.parametrize("instruments", [("UNTOC", "ETS24"), ("UNTOC",), ("UNTOC", "MINSK")])
def test_an_arrest_without_papers_ends_on_the_last_day_of_the_instrument(
    blue_current: FrozenScenario, instruments: tuple[str, ...]
) -> None:
    frozen = between(blue_current, *instruments)
    row = periods_of(frozen.scenario.pair("VAL", "ISA"))
    assert row.papers is not None
    assert row.may_release is not None
    table = arrested(frozen)
    procedure = table.exercise.state.part(Procedures).begun[table.key].matter
    assert procedure.status == "provisional"
    taken = procedure.number("arrested")
    assert taken is not None
    kept = table.exercise.state.part(Procedures).begun[table.key]
    assert kept.limit == taken + row.papers * DAY
    assert kept.due == procedure.since + row.may_release * DAY
    early = {offer.action for offer in table.view("ISA").offers}
    assert ("release_early" in early) is (table.now >= taken + row.may_release * DAY)
    table.exercise.advance(taken + row.papers * DAY - 1)
    assert table.status == "provisional"
    table.exercise.advance(taken + row.papers * DAY)
    assert table.status == "not_held"


def test_who_may_let_go_early_has_to_wait_for_the_day(blue_current: FrozenScenario) -> None:
    early = {}
    for instruments in (("UNTOC", "ETS24"), ("UNTOC",)):
        table = arrested(between(blue_current, *instruments))
        taken = table.exercise.state.part(Procedures).begun[table.key].matter.number("arrested")
        assert taken is not None
        table.exercise.advance(taken + 20 * DAY)
        early[instruments] = "release_early" in {offer.action for offer in table.view("ISA").offers}
    assert early == {("UNTOC", "ETS24"): True, ("UNTOC",): False}


def test_an_arrest_on_a_warrant_goes_to_the_court_without_papers(blue_current: FrozenScenario) -> None:
    """The warrant is the paper; nationality is no ground; the decision comes within ninety days of the arrest."""
    table = arrested(between(blue_current, "UNTOC", "ETS24", "EAW"))
    assert table.status == "papers_received"
    assert "release_early" not in {offer.action for offer in table.view("ISA").offers}
    procedure = table.exercise.state.part(Procedures).begun[table.key].matter
    taken = procedure.number("arrested")
    assert taken is not None
    table.play((("asked", "bring_to_court", {}),))
    table.exercise.advance(taken + 90 * DAY)
    assert table.status in {"surrender_deciding", "surrender_appealed", "discharged"}
    assert "refuse_national" not in {offer.action for offer in table.view("ISA").offers}


@pytest.mark.parametrize(
    ("instruments", "appointed", "may", "must"),
    [(("UNTOC", "ETS24"), 10, 15, 30), (("UNTOC", "MINSK"), 0, 15, 30), (("UNTOC",), 0, 30, 60)],
)
def test_the_days_for_collecting_run_from_the_day_appointed(
    blue_current: FrozenScenario, instruments: tuple[str, ...], appointed: int, may: int, must: int
) -> None:
    """ETS 24 article 18(4): from the appointed date, which is told with the grant (18(3))."""
    table = played(between(blue_current, *instruments), BROKER, "trafficking", GRANTED)
    granted = table.exercise.state.part(Procedures).begun[table.key].matter.since
    table.exercise.advance(granted + (appointed + may) * DAY - 1)
    assert "free_uncollected" not in {offer.action for offer in table.view("ISA").offers}
    table.exercise.advance(granted + (appointed + may) * DAY)
    assert "free_uncollected" in {offer.action for offer in table.view("ISA").offers}
    assert table.exercise.state.part(Procedures).begun[table.key].limit == granted + (appointed + must) * DAY
    table.exercise.advance(granted + (appointed + must) * DAY)
    assert table.status == "released_uncollected"


WARRANT = ("UNTOC", "ETS24", "EAW")


def test_a_decision_on_a_warrant_is_due_by_the_day_of_the_arrest(blue_current: FrozenScenario) -> None:
    """Framework Decision 2002/584 article 17(3): sixty days after the arrest, however long the court was waited for."""
    table = arrested(between(blue_current, *WARRANT))
    table.play((("asked", "bring_to_court", {}), Status.DECIDING))
    kept = table.exercise.state.part(Procedures).begun[table.key]
    taken = kept.matter.number("arrested")
    assert taken is not None
    assert taken + 15 * DAY <= kept.matter.since <= taken + 75 * DAY
    assert kept.due == max(taken + 60 * DAY, kept.matter.since)
    assert table.view("ISA").due_binds


def test_who_consents_is_decided_on_within_ten_days(blue_current: FrozenScenario) -> None:
    """Article 17(2): ten days after consent."""
    table = arrested(between(blue_current, *WARRANT), seed=4)
    table.play((("asked", "bring_to_court", {}), Status.DECIDING))
    kept = table.exercise.state.part(Procedures).begun[table.key]
    consented = next(entry.time for entry in kept.matter.log if entry.action == "consented_to_surrender")
    assert kept.due == consented + 10 * DAY


def test_a_treaty_sets_no_days_for_the_decision(blue_current: FrozenScenario) -> None:
    table = played(between(blue_current, "UNTOC", "ETS24"), BROKER, "trafficking", AT_COURT)
    assert not table.view("ISA").due_binds
