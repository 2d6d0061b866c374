"""Confidentiality that cannot be kept: whoever is asked says so promptly, once, and the asker may withdraw."""

from __future__ import annotations

from dataclasses import replace

import pytest

from simulation.exercise.procedures.letter.rules import offers
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Side
from tests.assistance.builders import FULL, TO_RECEIVED, a_request, do, walk

SECRET = replace(FULL, confidential=True, confidentiality_reason="The suspects are at large.")


def test_it_is_said_once_and_the_asker_may_withdraw() -> None:
    request = walk(do(a_request(), LetterAction.SUBMIT, content=SECRET), *TO_RECEIVED[1:])
    told = do(request, LetterAction.NOT_CONFIDENTIAL, text="Our law gives the account holder notice.")
    assert (told.status, told.log[-1].action) == (LetterStatus.RECEIVED, LetterAction.NOT_CONFIDENTIAL)
    with pytest.raises(RuleViolation) as again:
        do(told, LetterAction.NOT_CONFIDENTIAL, text="Again.")
    assert again.value.code == "request.told_already"
    assert do(told, LetterAction.WITHDRAW).status is LetterStatus.WITHDRAWN


def test_nothing_has_to_be_said_where_nothing_was_asked() -> None:
    request = walk(do(a_request(), LetterAction.SUBMIT, content=replace(FULL, confidential=False)), *TO_RECEIVED[1:])
    assert LetterAction.NOT_CONFIDENTIAL not in {
        each.action for each in offers(request, Side.REQUESTED, None, request.since)
    }
    with pytest.raises(RuleViolation) as wrong:
        do(request, LetterAction.NOT_CONFIDENTIAL, text="Why?")
    assert wrong.value.code == "request.no_confidentiality_asked"
