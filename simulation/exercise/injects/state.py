"""What an exercise keeps of its event list."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.exercise.core.event import Actor
from simulation.exercise.injects.commands import EnclosedPaper
from simulation.exercise.matters.deadlines import OfficeHours
from simulation.kernel.agenda import DAY
from simulation.kernel.registers import Register, Watched
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import Inject

HINTS = 3
"""Hints of an inject."""


@dataclass(frozen=True, slots=True)
class Besides:
    """What control wrote besides words and choices.

    Attributes:
        expected: What control expects of the team, for trainers alone.
        waits_for: Title of the line whose answer or silence it waits for, "" for none.
        enclosure: A text that comes with it, "" for none.
        paper: A paper that comes with it into the file.
    """

    expected: str = ""
    waits_for: str = ""
    enclosure: str = ""
    paper: EnclosedPaper | None = None


@dataclass(frozen=True, slots=True)
class Answerer:
    """Who answered an inject for a country: who acted, and the office of the seat; None where silence answered."""

    by: Actor
    office: Office | None = None


@dataclass
class InjectState(Watched):
    """An inject of the event list as it stands now; `day` is the one on which it fires, its delay counted.

    `answers` are choices, or free answers where there is nothing to choose; `words` is what was written beside one.
    `planned` is the scenario's line of the event list, whichever time it comes, or what control wrote with
    `WriteInject`; None for one with title, words and day alone. `hint_texts` and `besides` are what
    control wrote with it. `is_early`: interpreters may read it before it comes.
    """

    key: str
    title: str
    text: str
    country: str | None
    day: int | None
    answer_days: int
    planned: Inject | None = None
    held: bool = False
    fired_at: int | None = None
    countries: tuple[str, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)
    answered_at: Mapping[str, int] = field(default_factory=dict)
    words: Mapping[str, str] = field(default_factory=dict)
    answered_by: Mapping[str, Answerer] = field(default_factory=dict)
    hints: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    hint_texts: tuple[str, ...] = ()
    besides: Besides = Besides()
    is_early: bool = False

    def last_day(self, hours: OfficeHours, at: int) -> int:
        """The last day for an answer to what came at a second.

        People may answer in the next office hours, whenever it came; where silence orders something in the world, the
        world does not wait for them.
        """
        if self.planned is not None and self.planned.acts_by_itself:
            return at // DAY + self.answer_days + 1
        return hours.last_day(at, self.answer_days)

    @property
    def is_standing(self) -> bool:
        """Recurring work: what is answered holds each time, and may be changed for the next."""
        return self.planned is not None and self.planned.trigger.every_days > 0


@dataclass(slots=True)
class Injects:
    """Injects by key; `triggered` are the few lines of the event list that an event triggers."""

    injects: Register[str, InjectState] = field(default_factory=Register)
    triggered: tuple[Inject, ...] = ()
