"""Every act that the table of letters gives to a seat is a form on the letter's page, for each seat that has it."""

from __future__ import annotations

from dataclasses import replace

from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import Letters
from simulation.exercise.procedures.letter.rules import RULES
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.law.book.transmission import TransmissionResult
from simulation.matters.declaration import Transition
from simulation.scenario.schema.play import Route
from tests.desk.journeys import desk, open_draft
from tests.desk.procedures.test_every_act import Queues, desks, live
from tests.webapp.conftest import Cast
from tests.webapp.house import House

__all__ = ["desks"]

BEFORE_ARRIVAL = frozenset(
    {
        LetterStatus.DRAFTING,
        LetterStatus.VETTING,
        LetterStatus.PREPARING,
        LetterStatus.TRANSLATING,
        LetterStatus.SENT,
        LetterStatus.LOST,
    }
)
WAYS: dict[str, TransmissionResult] = {
    LetterAction.CONFIRM_IN_WRITING: TransmissionResult.TO_CONFIRM,
    LetterAction.RETURN_MISSENT: TransmissionResult.REFUSED,
}
"""Acts that a way on which a letter came opens."""


def put(first: Letter, row: Transition, version: int, now: int) -> Letter:
    """The letter where a row begins, with what opens the row."""
    last = first.stays[-1]
    arrived = () if row.origin in BEFORE_ARRIVAL else (replace(last, status=LetterStatus.RECEIVED, since=now),)
    asks_contact = row.action == LetterAction.ANSWER_CONTACT
    return first._replace(
        stays=(*first.stays, *arrived, replace(last, status=row.origin, since=now)),
        version=version,
        content=replace(first.content, confidential=True, urgent=True),
        conditions_offered=("use_limits",),
        query_open_since=now if row.action == LetterAction.ANSWER_QUERY else None,
        consulted_since=now if row.action == LetterAction.ANSWER_CONSULTATION else None,
        draft_shared=row.action != LetterAction.SHARE_DRAFT,
        way=WAYS.get(row.action, ""),
        contact="liaison/review_draft" if asks_contact else "",
        contact_since=now if asks_contact else None,
    )


def test_every_act_of_a_seat_is_a_form(house: House, cast: Cast, desks: Queues) -> None:
    shown = open_draft(house, cast, cast.brava, "SOV")
    state = live(house, cast).state
    kept = state.part(Letters).requests[shown.key]
    first = kept.matter
    rows = [row for row in RULES[Route.MLA].transitions if row.offices]
    missing = []
    for row in rows:
        kept.matter = put(first, row, kept.matter.version + 1, state.now)
        house.store._publish(house.store.copies._live[cast.exercise])
        is_submit = row.action == LetterAction.SUBMIT  # what is written goes out with the form in which it is written
        path = f"requests/{kept.label}/form?section=7" if is_submit else f"requests/{kept.label}"
        mark = 'value="submit"' if is_submit else f'name="action" value="{row.action}"'
        missing += [
            (row.origin, row.side.value, row.action, office.value)
            for office in row.offices
            if mark not in desks[row.side, office].get(desk(cast, path)).text
        ]
    assert len(rows) > 100
    assert missing == []
