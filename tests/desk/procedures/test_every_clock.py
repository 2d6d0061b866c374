"""Every time of the rules that has days: nobody is late a day before its end, and whoever is bound is a day after it.

The cases are made by program, from the rows. What tells that a time is over is what the program itself asks: the card
and the deadline of a letter, and the acts that a procedure offers or takes.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.matters.state import Procedures
from simulation.exercise.procedures.extradition.table import EXTRADITION
from simulation.exercise.procedures.extradition.table import ExtraditionStatus as Status
from simulation.exercise.procedures.letter.effects import has_consulted
from simulation.exercise.procedures.letter.statuses import STATUSES, LetterAction, LetterStatus
from simulation.exercise.procedures.preservation.table import PreservationStatus
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.content import Content
from simulation.law.book.extradition_days import periods_of
from simulation.law.book.preservation_days import KEEP, KEEP_AT_HOME
from simulation.law.book.rules import EVERY, ClockRule, load_rules
from simulation.scenario.schema.scenario import FrozenScenario, Scenario
from tests.assistance.rules.test_every_rule import basis, bound, kind_for
from tests.builders.views import clock, request, team
from tests.exercise.conftest import blue_current
from tests.exercise.correspondence import written
from tests.exercise.procedure_play import Table, between, laid
from tests.exercise.procedures.test_extradition import BROKER
from tests.exercise.procedures.test_preservation import asked
from webapp.desk.deadlines import deadline
from webapp.desk.readable import Reader
from webapp.desk.requests.governing import RUNS, governing
from webapp.desk.requests.rows import next_deadline
from webapp.text.say import say_code

__all__ = ["blue_current"]

type Reading = Callable[[TeamView], Reader]

WITH_DAYS = [row for row in load_rules().clocks if row.days]

OF_STATUSES = {status.clock: code for code, status in STATUSES.items() if status.clock}
"""Statuses of a letter whose holder an instrument may bind, by the time that binds."""

BENCHMARKS = {
    "benchmark_acknowledge": LetterStatus.RECEIVED,
    "benchmark_decide": LetterStatus.DECIDING,
    "benchmark_answer": LetterStatus.CONDITIONS,
}
"""Statuses of a letter with days of the exercise, which bind nobody."""

ON_THE_CARD = [row for row in WITH_DAYS if row.i != EVERY and row.what in RUNS]
OF_HOLDERS = [row for row in WITH_DAYS if row.i != EVERY and row.what in OF_STATUSES]
ON_NOBODY = [row for row in WITH_DAYS if row.what in BENCHMARKS]
OF_SILENCE = [row for row in WITH_DAYS if row.what == "consultation_silence"]
OF_RECORDS = [row for row in WITH_DAYS if row.what in {KEEP, KEEP_AT_HOME}]
OF_PAPERS = [row for row in WITH_DAYS if row.what in {"papers_may_release", "papers_must_release"}]
OF_COLLECTING = [row for row in WITH_DAYS if row.what in {"collect_may_release", "collect_must_release"}]
OF_THE_WARRANT = [row for row in WITH_DAYS if row.i == "EAW" and row.what in {"decide", "decide_consent"}]

NOBODY_LATE = {
    "collect_appointed": "the day from which the days for collecting a person run, which that case has",
    "tell_consent": "the program tells whether the person consents, on that day",
}
"""Times in play in which nobody can be late."""

NOT_PLAYED = {
    "safe_conduct_ends": "the exercise does not follow a person after a hearing",
    "summons_to_accused": "the day of a hearing stands in the letter, in words",
    "speciality_lapses": "the exercise does not follow a person after release",
    "decide_simplified": "who consents under the third protocol is decided on without days",
    "surrender_simplified": "the protocol prefers these days; the days of the convention are played",
    "decide_on_speciality": "consent to further offences has no days",
    "consent_to_more_offences": "consent to further offences has no days",
    "answer_of_provider": "a letter goes to the authority, and not to the provider",
    "answer_on_limit": "nobody asks to limit a freeze in time",
    "decide_enforcement": "no provider refuses an order",
    "object_third_country_law": "no provider objects to an order",
    "confirm_oral": "the confirmation of what was asked by word of mouth has no days",
}
"""Times that no matter of the exercise has, with the reason."""


def test_every_time_with_days_has_a_case_or_a_reason() -> None:
    run = (ON_THE_CARD, OF_HOLDERS, ON_NOBODY, OF_SILENCE, OF_RECORDS, OF_PAPERS, OF_COLLECTING, OF_THE_WARRANT)
    met = {id(row) for rows in run for row in rows}
    assert {row.what for row in WITH_DAYS if id(row) not in met} == {*NOBODY_LATE, *NOT_PLAYED}
    assert not {row.what for rows in run for row in rows} & {*NOBODY_LATE, *NOT_PLAYED}


def each(rows: list[ClockRule]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("row", rows, ids=[f"{row.i}-{row.what}" for row in rows])


# --- letters ----------------------------------------------------------------------------------------------------------


def reader_of(row: ClockRule, reading: Reading, day: int) -> Reader:
    """A reader on a day of a scenario in which every two are bound as the row wants it, and by nothing else."""
    made = reading(replace(team(), clock=clock(day)))
    pairs = tuple(pair.model_copy(update={"instruments": bound(row)}) for pair in made.scenario.pairs)
    return replace(made, scenario=Scenario.model_validate({**dict(made.scenario), "pairs": pairs}))


@each(ON_THE_CARD)
def test_the_card_of_a_letter(reading: Reading, row: ClockRule) -> None:
    """What is done, and what is not yet done, counted from the act from which the time runs."""
    kind, (begin, end) = kind_for(row), RUNS[row.what]
    assert kind is not None

    def tone(after: int, *acts: tuple[LetterAction, int]) -> str:
        reader = reader_of(row, reading, after)
        lines = tuple(HistoryLine(day * DAY, action, "", "KES", "", "", "") for action, day in acts)
        card = governing(request(sought=kind.id, history=lines), Content(basis=basis(row)), reader)
        assert card is not None
        (said,) = {line.tone for line in card.lines if line.label == say_code(f"letter_clock.{row.what}")}
        return said

    late = "late" if row.binding else ""
    assert tone(row.days - 1, (begin[0], 0)) == ""
    assert tone(row.days + 1, (begin[0], 0)) == late
    for act in end:
        assert tone(2 * row.days, (begin[0], 0), (act, row.days - 1)) == "done"
        assert tone(2 * row.days, (begin[0], 0), (act, row.days + 1)) == (late or "done")


@each(OF_HOLDERS)
def test_the_holder_of_a_letter_is_late_the_day_after(reading: Reading, row: ClockRule) -> None:
    assert tones(row, OF_STATUSES[row.what], reading) == ("now", "late")


@each(ON_NOBODY)
def test_nobody_is_late_by_a_benchmark(reading: Reading, row: ClockRule) -> None:
    assert tones(row, BENCHMARKS[row.what], reading) == ("benchmark", "benchmark")


def tones(row: ClockRule, status: str, reading: Reading) -> tuple[str, str]:
    """How the deadline of a letter looks a day before the end of its time, and a day after it."""
    kind = kind_for(row)
    assert kind is not None
    shown = request(sought=kind.id, status=status, due_day=row.days, content=Content(basis=basis(row)))
    before, after = (next_deadline(shown, reader_of(row, reading, day)).tone for day in (row.days - 1, row.days + 1))
    return before, after


@each(OF_SILENCE)
def test_a_proposal_that_nobody_answers_counts_as_answered_the_day_after(
    blue_current: FrozenScenario, row: ClockRule
) -> None:
    letter = written(blue_current, "VAL", "ISA").request._replace(consulted_on="R2", consulted_since=0)
    assert [has_consulted(letter, "R2", (row.days + more) * DAY) for more in (-1, 1)] == [False, True]


# --- procedures -------------------------------------------------------------------------------------------------------


@each(OF_RECORDS)
def test_records_are_kept_until_the_last_day(blue_current: FrozenScenario, row: ClockRule) -> None:
    frozen = blue_current
    pairs = tuple(pair.model_copy(update={"instruments": bound(row)}) for pair in frozen.scenario.pairs)
    frozen = frozen.model_copy(update={"scenario": frozen.scenario.model_copy(update={"pairs": pairs})})
    table = asked(frozen, at_home=row.what == KEEP_AT_HOME)
    if row.what == KEEP_AT_HOME:
        table.until(PreservationStatus.PRESERVED)
    else:
        table.act("asked", "preserve")
    since = matter_since(table)
    assert at_days(table, since, row.days - 1) == PreservationStatus.PRESERVED
    assert at_days(table, since, row.days + 1) == PreservationStatus.EXPIRED


@each(OF_PAPERS)
def test_who_is_held_without_papers_is_let_go(blue_current: FrozenScenario, row: ClockRule) -> None:
    """From the arrest: earlier nobody may let go, and after the last day nobody is held (Minsk: the same day)."""
    table = arrested(between(blue_current, *bound(row)))
    table.until(Status.PROVISIONAL)
    taken = number(table, "arrested")
    if row.what == "papers_may_release":
        assert not offers_at(table, taken, row.days - 1, "release_early")
        assert offers_at(table, taken, row.days + 1, "release_early") or table.status == Status.NOT_HELD
        return
    assert at_days(table, taken, row.days - 1) == Status.PROVISIONAL
    assert at_days(table, taken, row.days + 1) == Status.NOT_HELD


@each(OF_COLLECTING)
def test_who_is_not_collected_is_let_go(blue_current: FrozenScenario, row: ClockRule) -> None:
    """From the grant, or from the day that is told with it."""
    frozen = between(blue_current, *bound(row))
    appointed = periods_of(frozen.scenario.pair("VAL", "ISA")).appointed
    table = arrested(frozen)
    if periods_of(frozen.scenario.pair("VAL", "ISA")).asks_for_papers:
        table.play((Status.PROVISIONAL, ("asking", "send_papers", {})))
    table.play((Status.RECEIVED, ("asked", "bring_to_court", {}), Status.DECIDING, ("asked", "grant_surrender", {})))
    granted, last = matter_since(table), appointed + row.at_most
    if row.what == "collect_may_release":
        assert [offers_at(table, granted, last + more, "free_uncollected") for more in (-1, 1)] == [False, True]
        return
    assert at_days(table, granted, last - 1) == Status.GRANTED
    assert at_days(table, granted, last + 1) == Status.RELEASED


@each(OF_THE_WARRANT)
def test_a_court_is_late_with_its_decision_the_day_after(
    blue_current: FrozenScenario, reading: Reading, row: ClockRule
) -> None:
    reading(team())
    table = arrested(between(blue_current, *bound(row)), seed=4 if row.what == "decide_consent" else 7)
    table.play((Status.RECEIVED, ("asked", "bring_to_court", {}), Status.DECIDING))
    due = table.exercise.state.part(Procedures).begun[table.key].due
    assert due is not None

    def tone(at: int) -> str:
        table.exercise.advance(at)
        team, shown = table.exercise.team_view("ISA"), table.view("ISA")
        assert shown.status == Status.DECIDING
        calendar = reading(team).calendar
        return deadline(shown.due_day, team.clock, calendar, binds=shown.due_binds).tone

    assert due - table.now > DAY
    assert (tone(due - DAY) == "late", tone(due + DAY)) == (False, "late")


def arrested(frozen: FrozenScenario, seed: int = 7) -> Table:
    table = laid(frozen, *BROKER, seed)
    table.open(EXTRADITION, Office.PROSECUTOR, terms=(("offence", "trafficking"),))
    table.play((("asking", "ask_arrest", {}), ("asked", "order_arrest", {})))
    return table


def matter_since(table: Table) -> int:
    return table.exercise.state.part(Procedures).begun[table.key].matter.since


def number(table: Table, name: str) -> int:
    found = table.exercise.state.part(Procedures).begun[table.key].matter.number(name)
    assert found is not None
    return found


def at_days(table: Table, since: int, days: int) -> str:
    """Where a procedure stands so many days after a moment."""
    table.exercise.advance(since + days * DAY)
    return table.status


def offers_at(table: Table, since: int, days: int, action: str) -> bool:
    """Whether the side that is asked is offered an act so many days after a moment."""
    table.exercise.advance(since + days * DAY)
    return action in {offer.action for offer in table.view(table.asked).offers}
