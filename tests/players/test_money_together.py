"""Money that one account feeds: its records first, then all of it on one day, and then whose it is."""

from __future__ import annotations

from simulation.exercise.measures.events import MeasureOrdered
from simulation.exercise.procedures.letter.events import RequestOpened
from simulation.kernel.agenda import DAY
from simulation.players.policies import TEXTBOOK
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought
from simulation.scenario.schema.scenario import Scenario
from tests.players.conftest import Played, played

PAYER = "account/forwarding"
"""In blue-current Isandre blocks it for Kestria; it feeds two accounts in Kestria, and Kestria knows one of them."""

KNOWN, UNKNOWN = "account/trading_main", "account/trading_second"


def _ordered(run: Played, account: str) -> int | None:
    return next(
        (
            event.at // DAY
            for event in run.events
            if isinstance(event, MeasureOrdered) and event.kind == MeasureKind.FREEZE and event.target == account
        ),
        None,
    )


def _statement(run: Played) -> int | None:
    """The day on which the payer's own statement came to Kestria."""
    return next(
        (
            each.received // DAY
            for each in run.exercise.state.countries["KES"].file.filed.values()
            if each.document.kind is DocumentKind.BANK_STATEMENT and each.document.about == PAYER
        ),
        None,
    )


def test_all_that_a_blocked_account_feeds_is_frozen_on_one_day_after_its_records_came(textbook_run: Played) -> None:
    """A move without room for all of it is left to end first; the players look once a week."""
    came = _statement(textbook_run)
    assert came is not None
    assert _ordered(textbook_run, KNOWN) == _ordered(textbook_run, UNKNOWN)
    assert came <= (_ordered(textbook_run, KNOWN) or 0) <= came + TEXTBOOK.wake_every_days


def test_its_records_are_asked_for_on_the_first_day(textbook_run: Played) -> None:
    (asked,) = (
        event
        for event in textbook_run.events
        if isinstance(event, RequestOpened)
        and (event.requesting, event.sought, event.targets) == ("KES", Sought.BANK_RECORDS, (PAYER,))
    )
    assert asked.at < DAY


def test_the_register_abroad_is_asked_whose_the_frozen_money_is(textbook_run: Played) -> None:
    frozen = _ordered(textbook_run, UNKNOWN)
    asked = [
        event.at // DAY
        for event in textbook_run.events
        if isinstance(event, RequestOpened)
        and (event.requesting, event.sought, event.targets) == ("KES", Sought.GOVERNMENT_RECORDS, ("company/skerry",))
    ]
    assert frozen is not None
    assert len(asked) == 1
    assert frozen <= asked[0] <= frozen + 40


def test_who_asks_nobody_abroad_does_not_wait(shipped: Scenario) -> None:
    home = played(shipped, "home", 7, 60)
    assert _ordered(home, KNOWN) is not None
    assert _statement(home) is None


def test_an_account_that_a_witness_gives_to_suspects_is_to_be_frozen_from_the_first_day(glass_run: Played) -> None:
    asked = [
        event.at // DAY
        for event in glass_run.events
        if isinstance(event, RequestOpened)
        and (event.requesting, event.sought, event.targets) == ("CRR", Sought.FREEZE, ("account/payments_talmira",))
    ]
    assert asked == [0]
