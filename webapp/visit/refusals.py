"""A rule that said no, ready to be shown with the form."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.kernel.errors import RuleViolation

STALE = frozenset(
    {
        *("seen.changed", "command.differs", "exercise.ended", "draft.gone_out", "draft.approved", "draft.in_vetting"),
        *("inject.answered", "message.answered", "room.changed", "room.jumped"),
    }
)
"""Codes that say: the page is older than the exercise."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was done, in words, with the status of the answer."""

    code: str
    text: str
    status: int


def status_of(violation: RuleViolation) -> int:
    """409 where the page is older, 403 for a post or a role that does not reach for it, 422 where a rule says no."""
    if violation.code == "seat.reads_along" or violation.code.startswith("role."):
        return 403
    return 409 if violation.code in STALE else 422
