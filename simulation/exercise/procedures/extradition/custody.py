"""By which right a person is held for a surrender, as the procedure goes on, and by which rule let go."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from simulation.casework.file.detention import ReleaseRule, Right
from simulation.exercise.core.state import State
from simulation.exercise.detention.clock import PeopleHeld
from simulation.exercise.procedures.extradition.table import ExtraditionAction, ExtraditionStatus
from simulation.kernel.agenda import DAY, HOUR
from simulation.matters.proceeding import Proceeding
from simulation.network import questions

_S = ExtraditionStatus

HELD_ENDS: Mapping[str, ReleaseRule] = {
    _S.REFUSED: ReleaseRule.NO_SURRENDER,
    _S.DISCHARGED: ReleaseRule.NO_SURRENDER,
    _S.RELEASED: ReleaseRule.NOT_COLLECTED,
    _S.LAPSED: ReleaseRule.NO_SURRENDER,
    _S.WITHDRAWN: ReleaseRule.NO_SURRENDER,
    _S.NOT_HELD: ReleaseRule.NO_PAPERS,
}
"""Where a procedure holds nobody any more, and by which rule that is."""

RIGHTS: Mapping[str, Right] = {
    _S.PROVISIONAL: Right.PROVISIONAL,
    _S.RECEIVED: Right.SURRENDER,
    _S.SUPPLEMENTING: Right.SURRENDER,
    _S.COURT: Right.SURRENDER,
    _S.APPEALED: Right.SURRENDER,
    _S.DECIDING: Right.SURRENDER,
    _S.ASSURANCES: Right.SURRENDER,
    _S.CONSULTED: Right.SURRENDER,
    _S.POSTPONED: Right.SURRENDER,
    _S.GRANTED: Right.TO_BE_COLLECTED,
    _S.GRANTED_FOR_A_TIME: Right.TO_BE_COLLECTED,
    _S.OWN_PROSECUTION: Right.REMAND,
}
"""By which right the country that was asked holds the person there; elsewhere the right given last goes on."""

LATE_DAYS = 30
"""Days after the day of return on which somebody who was lent may still be held (assumption)."""

_HANDED_OVER = frozenset({_S.SURRENDERED, _S.LENT})


@dataclass(frozen=True, slots=True)
class SurrenderCustody:
    """PeopleHeld of whoever is to be surrendered.

    Attributes:
        state: The exercise.
        procedure: The procedure as it stands now.
        limit: When custody at this stage ends by the instrument, in seconds; None where it sets no day.
    """

    state: State
    procedure: Proceeding
    limit: int | None

    def follow(self, before: Proceeding, action: str) -> None:
        """Give, end or pass on the right by which the person is held, once the procedure has moved.

        Args:
            before: The procedure before.
            action: What was done.
        """
        after = self.procedure
        person, there, here = after.subjects[0], self._of(after.requested), self._of(after.requesting)
        if before.status == after.status:
            if action == ExtraditionAction.RELEASE:
                there.end_on(person, after.key, ReleaseRule.NO_PAPERS)
            return
        if after.status in HELD_ENDS:
            there.end_on(person, after.key, HELD_ENDS[after.status])
        elif after.status in _HANDED_OVER and self._is_in(after.requesting):
            for row in there.standing(person):
                there.end(row, ReleaseRule.HANDED_OVER, hands_over=True)
            back = after.number("until") if after.status == _S.LENT else None
            until = None if back is None else max(back, self.state.now) + LATE_DAYS * DAY
            here.hold(person, after.key, Right.SURRENDERED, until)
        elif after.status == _S.RETURNED and self._is_in(after.requested):
            here.end_on(person, after.key, ReleaseRule.HANDED_OVER, hands_over=True)
            there.back_from_loan(person, before.since, after.key)
        elif (right := RIGHTS.get(after.status)) is not None and self._is_in(after.requested):
            given = [row.right for row in there.standing(person) if row.basis == after.key]
            if given != [right]:
                until = None if self.limit is None or right is Right.SURRENDER else self.limit + HOUR
                there.hold(person, after.key, right, until)

    def _of(self, country: str) -> PeopleHeld:
        return PeopleHeld(self.state, country)

    def _is_in(self, country: str) -> bool:
        """Whether the person is in custody in a country, as the world has it."""
        world, person = self.state.network, self.procedure.subjects[0]
        return not questions.is_free(world, person) and questions.whereabouts(world, person) == country
