"""What an exercise keeps of its event list."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.exercise.core.event import Actor


@dataclass(slots=True)
class InjectState:
    """An inject of the event list as it stands now; `day` is the one on which it fires, its delay counted.

    `answers` are choices, or free answers where there is nothing to choose; `words` is what was written beside one.
    """

    key: str
    title: str
    text: str
    country: str | None
    day: int | None
    answer_days: int
    held: bool = False
    fired_at: int | None = None
    countries: tuple[str, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    answered_at: dict[str, int] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    answered_by: dict[str, Actor] = field(default_factory=dict)
    hints: dict[str, tuple[int, ...]] = field(default_factory=dict)


@dataclass(slots=True)
class Injects:
    """Injects by key.

    `changed` names one each time that it changed: what was made from it is brought up to date by that.
    """

    injects: dict[str, InjectState] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
