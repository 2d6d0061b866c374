"""Where a debrief stands: the slide on the wall, the minutes used, what the room said, what each table agreed.

It stands beside the journal, in the exercise's row; no engine reads it. Wall times are whole seconds since 1970.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, replace

from simulation.kernel.agenda import DAY
from webapp.store.database import Database
from webapp.store.tables import ExerciseRecord

MINUTES = (5, 6, 7, 7, 5)
"""Minutes planned for each slide: thirty together (the picture guide of the review, section 5)."""

SLIDES = len(MINUTES)
MINUTE = 60

LONGEST_NOTE, MOST_NOTES = 500, 100
"""Characters of what somebody said, and how many such notes are kept."""

LONGEST_PLAN = 160
"""Characters of each field of what a table does from Monday."""


@dataclass(frozen=True, slots=True)
class Note:
    """What the room said.

    Attributes:
        slide: On which slide, from 1.
        text: The words.
    """

    slide: int
    text: str


@dataclass(frozen=True, slots=True)
class Plan:
    """What a table does from Monday; "" for what has not been said.

    Attributes:
        what: The change.
        who: An office or a post, no name.
        by: Until when.
    """

    what: str = ""
    who: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where the debrief stands.

    Attributes:
        slide: The slide on the wall, from 1.
        step: How many of its steps have been shown.
        is_blank: Whether the wall is blank.
        begun: Wall second at which it was begun; 0 before.
        turned: Wall second at which this slide came.
        spent: Wall seconds used on each slide before it was left.
        picks: What the trainer chose to show: `request`, `figure`, `mattered`, `waiting`; the review proposes the rest.
        notes: What the room said, in order.
        plans: By office, what its table does from Monday.
        changes: Counts the changes, so that the wall finds out.
    """

    slide: int = 1
    step: int = 0
    is_blank: bool = False
    begun: int = 0
    turned: int = 0
    spent: tuple[int, ...] = (0,) * SLIDES
    picks: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    plans: Mapping[str, Plan] = field(default_factory=dict)
    changes: int = 0

    @staticmethod
    def of(text: str) -> Standing:
        """From the row; nothing is stored before the first act."""
        if not text:
            return Standing()
        body = json.loads(text)
        return Standing(
            **{
                **body,
                "spent": tuple(body["spent"]),
                "notes": tuple(Note(**each) for each in body["notes"]),
                "plans": {office: Plan(**each) for office, each in body["plans"].items()},
            }
        )

    def text(self) -> str:
        """For the row."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    @property
    def is_running(self) -> bool:
        """Whether it has begun and not ended."""
        return self.begun > 0

    # --- what the trainer does ----------------------------------------------------------------------------------------

    def begins(self, wall: int) -> Standing:
        """The first slide comes; notes and plans of an earlier debrief are kept."""
        return replace(
            self,
            slide=1,
            step=0,
            is_blank=False,
            begun=wall,
            turned=wall,
            spent=(0,) * SLIDES,
            changes=self.changes + 1,
        )

    def ends(self) -> Standing:
        """The debrief is over: the wall is blank, notes and plans stay."""
        return replace(self, begun=0, turned=0, is_blank=True, changes=self.changes + 1)

    def goes_to(self, slide: int, step: int, wall: int) -> Standing:
        """Another slide or another step of it; the minutes of the slide that is left are counted."""
        slide = min(max(slide, 1), SLIDES)
        spent = list(self.spent)
        if slide != self.slide and self.is_running:
            spent[self.slide - 1] += self.on_slide(wall)
        turned = self.turned if slide == self.slide else wall
        return replace(
            self,
            slide=slide,
            step=max(step, 0),
            is_blank=False,
            turned=turned,
            spent=tuple(spent),
            changes=self.changes + 1,
        )

    def blanks(self) -> Standing:
        """The wall goes blank, or shows the slide again."""
        return replace(self, is_blank=not self.is_blank, changes=self.changes + 1)

    def shows(self, slot: str, key: str) -> Standing:
        """Something else is shown on a slide; "" for what the review proposes."""
        picks = {other: each for other, each in self.picks.items() if other != slot}
        return replace(
            self, picks=picks | ({slot: key[:LONGEST_PLAN]} if key else {}), step=0, changes=self.changes + 1
        )

    def notes_down(self, text: str) -> Standing:
        """The room said something; with no words, or when no more are kept, nothing changes."""
        words = " ".join(text.split())[:LONGEST_NOTE]
        if not words or len(self.notes) >= MOST_NOTES:
            return self
        return replace(self, notes=(*self.notes, Note(self.slide, words)), changes=self.changes + 1)

    def drops(self, place: int) -> Standing:
        """A note is taken out, by its place from 0."""
        kept = tuple(each for number, each in enumerate(self.notes) if number != place)
        return replace(self, notes=kept, changes=self.changes + 1)

    def agrees(self, office: str, plan: Plan) -> Standing:
        """A table says what it does from Monday."""
        kept = Plan(*(" ".join(each.split())[:LONGEST_PLAN] for each in (plan.what, plan.who, plan.by)))
        plans = {each: other for each, other in self.plans.items() if each != office}
        return replace(self, plans=plans | ({office: kept} if kept != Plan() else {}), changes=self.changes + 1)

    # --- what follows from it -----------------------------------------------------------------------------------------

    def on_slide(self, wall: int) -> int:
        """Seconds since this slide came, at most a day."""
        return min(max(0, wall - self.turned), DAY) if self.is_running else 0

    def used(self, wall: int) -> tuple[int, ...]:
        """Seconds used on each slide."""
        return tuple(
            each + (self.on_slide(wall) if number == self.slide else 0) for number, each in enumerate(self.spent, 1)
        )

    def ends_at(self) -> int:
        """Wall second at which thirty minutes are over."""
        return self.begun + sum(MINUTES) * MINUTE

    def ahead(self, wall: int) -> int:
        """Whole minutes by which the room is ahead of the plan; negative when it is behind, 0 within its own slide."""
        before = sum(MINUTES[: self.slide - 1]) * MINUTE
        within = MINUTES[self.slide - 1] * MINUTE
        gone = max(0, wall - self.begun)
        if gone < before:
            return (before - gone) // MINUTE
        return -max(0, gone - before - within) // MINUTE


def standing_of(database: Database, exercise: str) -> Standing:
    """Where the debrief of an exercise stands."""
    with database.reading() as session:
        return Standing.of(session.get_one(ExerciseRecord, exercise).debrief)


def change_standing(database: Database, exercise: str, change: Callable[[Standing], Standing]) -> Standing:
    """Change it in one transaction.

    Args:
        database: Where it is kept.
        exercise: Of which exercise.
        change: What becomes of it.
    """
    with database.writing() as session:
        row = session.get_one(ExerciseRecord, exercise)
        found = change(Standing.of(row.debrief))
        row.debrief = found.text()
        return found
