"""A story: what happened, why, and what would have kept it; one shape for the news and for the object itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from simulation.exercise.core.digest import DigestLine
from simulation.exercise.core.importance import IMPORTANCE
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Office, Phrase

LONGEST = 99
"""Days that count for the place of a story; more change nothing."""


class StoryKind(StrEnum):
    """The word that stands before a story."""

    PEOPLE = "people"
    LOST = "lost"
    DECIDED = "decided"
    CAME = "came"
    YOURS = "yours"
    SAID = "said"


class Label(StrEnum):
    """What a line under a story says of it."""

    WHY = "why"
    KEPT = "kept"
    """What would have kept it: one act, with its last day."""

    ON = "on"
    LAPSES = "lapses"
    SHOWS = "shows"
    WHICH = "which"
    NEXT = "next"
    SAYS = "says"
    SAID = "said"
    FOLLOWED = "followed"
    HELPS = "helps"
    """What helps now: one act."""

    RULE = "rule"


@dataclass(frozen=True, slots=True)
class Figure:
    """The number of a story: money in minor units (`amount`), or a count of `days`, `papers`, `rows` or `matters`."""

    unit: str
    number: int


@dataclass(frozen=True, slots=True)
class Story:
    """Something that happened to a team, made from what its own view holds.

    Attributes:
        kind: The word before it.
        code: What happened: `story.<code>` words it, `story.<code>.short` in a headline.
        weight: Which fact of `IMPORTANCE` it is.
        at: Second at which it happened.
        about_kind: What it is about, as for lines of the digest, or `entity` or `measure`.
        about: Key of that thing; also of what the lines of the digest that it replaces are about.
        params: Values of its words.
        lines: What is said under it, in order.
        figure: Its number, None where it has none.
        offices: Whom it concerns; empty for the whole team.
        action: Code of its button, `story_action.<action>`; "" for none.
        is_loss: It went wrong, or goes wrong still.
        rests_on: What an act that starts from it rests on, by key.
        covers: Keys of further things whose lines of the digest it replaces.
    """

    kind: StoryKind
    code: str
    weight: str
    at: int
    about_kind: str
    about: str
    params: Facts = ()
    lines: tuple[tuple[Label, Phrase], ...] = ()
    figure: Figure | None = None
    offices: tuple[Office, ...] = ()
    action: str = ""
    is_loss: bool = False
    rests_on: tuple[str, ...] = ()
    covers: tuple[str, ...] = ()

    @property
    def importance(self) -> int:
        """Its place among others: the higher, the earlier."""
        days = self.figure.number if self.figure is not None and self.figure.unit == "days" else 0
        return IMPORTANCE[self.weight] + min(days, LONGEST)


type Teller = Callable[[TeamView, int], Iterable[Story]]
"""Makes the stories of one subject from a team's view: all that happened after a second."""


def day_of(second: int) -> int:
    """The number of the day, 1 for the first."""
    return second // DAY + 1


def by_about(view: TeamView, since: int, code: str) -> Iterator[DigestLine]:
    """The last line with a code about each matter since a second."""
    found = {line.about: line for line in view.digest if line.at >= since and line.what.code == code}
    return iter(found.values())
