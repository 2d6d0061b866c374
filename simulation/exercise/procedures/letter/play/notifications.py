"""Telling both sides' seats of a step of a request what they can know of it."""

from __future__ import annotations

from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.state import State
from simulation.exercise.core.treatment import Treatment
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.state import RequestState
from simulation.exercise.procedures.letter.play.visibility import (
    CONTACT_ACTS,
    ITS_OWN,
    is_internal,
    is_written_anew,
    offices_told,
    side_of,
)
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.terms import Phrase, Side

TOLD = frozenset(
    {
        LetterAction.QUERY_STATUS,
        LetterAction.ANSWER_QUERY,
        LetterAction.CONSULT,
        LetterAction.ANSWER_CONSULTATION,
        LetterAction.NOT_CONFIDENTIAL,
        LetterAction.CONFIRM_IN_WRITING,
        LetterAction.ASK_CONTACT,
        LetterAction.ANSWER_CONTACT,
        LetterAction.CONTACT_ANSWERED,
    }
)
"""Acts that leave a request where it stands and of which the other side is told."""


def tell(state: State, kept: RequestState, before: Letter, action: LetterAction, actor: str) -> None:
    """Tell both sides' seats what they can know."""
    request = kept.matter
    hidden = request.status == LetterStatus.LOST
    moved = request.status is not before.status or action in TOLD
    treatment = state.part(Treatment)
    for country in (request.requesting, request.requested):
        side = side_of(request, country)
        if side is None or hidden or (side is Side.REQUESTING and action in ITS_OWN):
            continue
        is_theirs = is_internal(request, side) or (is_written_anew(request, side) and is_written_anew(before, side))
        if is_theirs and action not in CONTACT_ACTS:
            continue
        seen = kept.seen_by(side)
        params = (("label", kept.label), ("status", seen.status), ("action", action.value))
        what = Phrase("digest.request", params)
        if moved and country != actor:
            offices = offices_told(state, request, country)
            line = DigestLine(state.now, what, "request", request.key, offices)
            state.tell(country, line, seen.occurrence_key(), treatment.reading(request, country))
        elif moved and country == actor and state.automatic_offices(country):
            state.wake(country, seen.occurrence_key(), treatment.reading(request, country))
