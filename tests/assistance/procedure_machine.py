"""A machine that plays any procedure's table with random acts by random actors at random times."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office, Side
from simulation.matters.declaration import Transition
from simulation.matters.machine import advance, offers
from simulation.matters.matter import Act
from simulation.matters.proceeding import Proceeding, ProceedingRules, begin

PLAYS = settings(stateful_step_count=40)
"""As many plays as the profile says, of so many steps."""


def given(needs: tuple[str, ...]) -> Act:
    """Everything that a row needs."""
    terms = tuple((name, 40) for name in needs if name not in {"text", "documents"})
    return Act("words" if "text" in needs else "", ("paper",) if "documents" in needs else (), terms)


class Play(RuleBasedStateMachine):
    """One procedure, from its beginning on."""

    table: ClassVar[ProceedingRules]

    def __init__(self) -> None:
        """Nothing has begun."""
        super().__init__()
        self.now = 0
        self.ended: str | None = None
        self.procedure: Proceeding

    @initialize(start=st.integers(0, 100 * DAY))
    def begin(self, start: int) -> None:
        self.now = start
        row = self.table.begins
        self.procedure = begin(self.table, "key", "AAA", "BBB", ("subject",), row.offices[0], start, given(row.needs))

    @rule(seconds=st.integers(0, 60 * DAY))
    def time_passes(self, seconds: int) -> None:
        self.now += seconds

    @rule(choices=st.lists(st.integers(0, 40), min_size=1, max_size=15))
    def act_in_turn(self, choices: list[int]) -> None:
        for choice in choices:
            before, rows = self.procedure, self._rows(is_ending=choice > 35)
            if not rows:
                return
            row = rows[choice % len(rows)]
            office = row.offices[choice % len(row.offices)] if row.offices else None
            self.procedure = advance(self.table, before, row.action, row.side, office, self.now, given(row.needs))
            assert self.procedure.status == row.target
            assert self.procedure.version == before.version + 1
            assert self.procedure.stays[: len(before.stays)] == before.stays
            self.now += choice * DAY

    def _rows(self, *, is_ending: bool) -> tuple[Transition, ...]:
        """Rows that may be taken now; rarely those that end it, so that most plays go far."""
        rows = self.table.transitions_from(self.procedure.status)
        open_ones = tuple(row for row in rows if not self.table.statuses[row.target].is_final)
        return rows if is_ending or not open_ones else open_ones

    @rule(data=st.data(), side=st.sampled_from(Side), office=st.sampled_from((None, *Office)))
    def act_as_anybody(self, data: st.DataObject, side: Side, office: Office | None) -> None:
        actions = sorted({row.action for row in self.table.transitions})
        action, before = data.draw(st.sampled_from(actions)), self.procedure
        row = self.table.transition(before.status, action, side)
        inputs = given(row.needs if row is not None else ())
        try:
            self.procedure = advance(self.table, before, action, side, office, self.now, inputs)
        except RuleViolation:
            assert row is None or (office is not None and office not in row.offices)
            return
        assert row is not None
        assert (side, row.origin) == (row.side, before.status)
        assert office is None or office in row.offices

    @rule(choice=st.integers(0, 30))
    def what_the_facts_forbid_changes_nothing(self, choice: int) -> None:
        rows, before = self.table.transitions_from(self.procedure.status), self.procedure
        if rows:
            row = rows[choice % len(rows)]
            with pytest.raises(RuleViolation, match=r"fact\.forbids"):
                advance(self.table, before, row.action, row.side, None, self.now, given(row.needs), "fact.forbids")

    @invariant()
    def an_end_is_an_end(self) -> None:
        assert self.ended in {None, self.procedure.status}
        if self.procedure.is_final:
            self.ended = self.procedure.status

    @invariant()
    def one_holder_and_one_kind(self) -> None:
        for stage in self.procedure.stays:
            stay = self.table.statuses[stage.status]
            assert (stage.holder, stage.time_kind) == (stay.holder, stay.time_kind)
            assert (stage.holder is None) == (stage.time_kind is None) == stay.is_final

    @invariant()
    def days_held_sum_to_the_age(self) -> None:
        stretches = self.procedure.segments(self.now)
        assert sum(stretch.seconds for stretch in stretches) == self.procedure.age(self.now)
        assert all(earlier.end == later.start for earlier, later in pairwise(stretches))

    @invariant()
    def nobody_is_offered_anothers_turn(self) -> None:
        for side in (Side.REQUESTING, Side.REQUESTED):
            for office in Office:
                for row in offers(self.table, self.procedure, side, office, self.now):
                    assert (row.side, row.origin) == (side, self.procedure.status)
                    assert office in row.offices
        assert offers(self.table, self.procedure, Side.SYSTEM, None, self.now) == ()


def machine_for(table: ProceedingRules) -> type[Play]:
    """The test of one table."""
    made = type("Play", (Play,), {"table": table})
    made.TestCase.settings = PLAYS  # type: ignore[attr-defined]
    return made
