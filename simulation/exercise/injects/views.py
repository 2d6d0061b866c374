"""Injects as those whom they reached see them, and as control does."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Actor
from simulation.kernel.terms import Office, Phrase


@dataclass(frozen=True, slots=True)
class InjectView:
    """An inject that reached this team; its words come from the scenario's texts unless edited.

    `unanswered` is the choice that holds when nobody answers in time, "" when it stays open; `answered_at` is when a
    seat answered, None when none did, and `answered_by` who did it: nobody, when the time for it had passed; `words`
    is what it wrote beside its choice.
    """

    key: str
    at: int
    sender: str
    offices: tuple[Office, ...]
    title: str
    text: str
    choices: tuple[str, ...]
    answer_due_day: int | None
    answered: str
    document: str
    hints: tuple[int, ...]
    unanswered: str = ""
    answered_at: int | None = None
    answered_by: Actor = Actor.NOBODY
    words: str = ""


@dataclass(frozen=True, slots=True)
class InjectLine:
    """A line of control's event list: state `fired`, `waiting`, `armed`, `held` or `missed`.

    `answered_by` are the countries whose people answered; `stood_in` those where others did, with who: an automatic
    player, or nobody when the time for an answer had passed.
    """

    key: str
    title: str
    text: str
    trigger: Phrase
    day: int | None
    state: str
    fired_at: int | None
    countries: tuple[str, ...]
    answered_by: tuple[str, ...]
    contingency: bool
    hints_sent: tuple[int, ...]
    stood_in: tuple[tuple[str, Actor], ...] = ()
