"""The room's own time: until when the offices are open by the wall clock, the plan of the day, an announced jump.

It stands beside the journal, in the exercise's row; no engine reads it. Wall times are whole seconds since 1970.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace

from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.scenario.schema.play import Preset
from webapp.store.day_outline import CHANGING_MINUTES, DayOutline

MINUTE = 60
SAME_DAY = 45 * MINUTE
"""Who opens the first move further than so many seconds from its planned time plays at another time than was planned:
the plan counts from then (assumption)."""


@dataclass(frozen=True, slots=True)
class Announcement:
    """A jump that was announced.

    Attributes:
        at: Wall second at which it was said to come.
        days: Its length.
        ends_move: Whether it opens the next move.
        begun: Simulated second at which it was announced; it stands until time has passed.
    """

    at: int
    days: int
    ends_move: bool
    begun: int


@dataclass(frozen=True, slots=True)
class RoomTime:
    """The room's time as it stands.

    Attributes:
        phase: Phase since which the minutes count.
        move: Move in it, 0 before the first.
        since: Wall second at which this phase of this move began.
        ends: Wall second at which these office hours end; None when they have no limit.
        minutes: Wall minutes of each move to come, when the trainer changed them; None for those of the preset.
        left_out: Moves at the end of the plan that are left out.
        made_minutes: Minutes as they were planned with the exercise; only where the trainer has changed the plan since.
        made_left_out: Moves left out as planned with the exercise; None while the trainer has not changed the plan.
        plan_ends: Wall second at which the day ends by the plan as it was when its first move opened.
        jump: The jump that is announced.
        said: What the trainer says on every screen, "" for nothing.
        paused: Wall second since which everybody looks up and no office minute passes; None while it does.
        outline: The day as it was planned beforehand; None for an exercise without such a plan.
        asked: Wall second at which every device was asked whether it can be read; 0 for never.
        went_back: Simulated day to which the trainer went back, until time passes or a move opens; 0 for none.
        undone: How many acts of each country's people were undone since, by its code.
        changes: Counts the changes, so that nobody changes what somebody else has changed meanwhile.
    """

    phase: str = ""
    move: int = 0
    since: int = 0
    ends: int | None = None
    minutes: int | None = None
    left_out: int = 0
    made_minutes: int | None = None
    made_left_out: int | None = None
    plan_ends: int | None = None
    jump: Announcement | None = None
    changes: int = 0
    said: str = ""
    paused: int | None = None
    outline: DayOutline | None = None
    asked: int = 0
    went_back: int = 0
    undone: Mapping[str, int] = field(default_factory=dict)

    @staticmethod
    def of(text: str) -> RoomTime:
        """From the row; nothing has been stored before the first act."""
        if not text:
            return RoomTime()
        body = json.loads(text)
        jump, outline = body.pop("jump"), body.pop("outline", None)
        return RoomTime(
            **body,
            jump=Announcement(**jump) if jump else None,
            outline=DayOutline.of(outline) if outline else None,
        )

    def text(self) -> str:
        """For the row."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":"))

    def anew(self) -> RoomTime:
        """What was planned before the first move, for another exercise of the same set-up."""
        minutes, left_out = self.made
        return RoomTime(minutes=minutes, left_out=left_out, outline=self.outline)

    @property
    def made(self) -> tuple[int | None, int]:
        """Minutes of each move and moves left out, as they were planned with the exercise."""
        if self.made_left_out is None:
            return self.minutes, self.left_out
        return self.made_minutes, self.made_left_out

    # --- what the exercise does ---------------------------------------------------------------------------------------

    def following(self, phase: str, move: int, now: int, wall: int, preset: Preset) -> RoomTime:
        """The room's time when the exercise stands here: office minutes begin anew with each move that opens.

        An undo that goes back to another move opens that move anew; one within a move takes no wall time back.

        Args:
            phase: Phase of the exercise.
            move: Number of its move.
            now: Its simulated second.
            wall: Wall second.
            preset: Its preset.
        """
        jump = self.jump if self.jump is not None and self.jump.begun == now else None
        back = self.went_back if self.went_back == now // DAY + 1 else 0
        if (phase, move) == (self.phase, self.move):
            stands = jump is self.jump and back == self.went_back
            undone = self.undone if back else {}
            return self if stands else replace(self, jump=jump, went_back=back, undone=undone, changes=self.changes + 1)
        if not move:
            return replace(self.anew(), phase=phase, since=wall, asked=self.asked, changes=self.changes + 1)
        limited = phase == "office_hours" and move <= len(preset.jumps) - self.left_out
        minutes = self.minutes_of(preset)
        return replace(
            self,
            phase=phase,
            move=move,
            since=wall,
            ends=wall + minutes * MINUTE if limited else None,
            plan_ends=self._planned_end(wall, preset, move) if self._begins_a_day(move, preset) else self.plan_ends,
            jump=None,
            said="",
            paused=None,
            went_back=0,
            undone={},
            changes=self.changes + 1,
        )

    def _begins_a_day(self, move: int, preset: Preset) -> bool:
        """Whether the plan counts anew from the opening of this move: it is the first one, or the first of a morning.

        An undo that goes back to an earlier move begins no day.
        """
        if not self.move or self.outline is None:
            return not self.move
        moves = len(preset.jumps) - self.left_out
        return move > self.move and self.outline.day_of(move, moves) != self.outline.day_of(self.move, moves)

    def _planned_end(self, wall: int, preset: Preset, move: int) -> int:
        """When the day of a move ends by the plan: by the clock where it was planned beforehand, else from now."""
        moves, minutes = len(preset.jumps) - self.left_out, self.minutes_of(preset)
        if self.outline is None:
            return wall + moves * (minutes + CHANGING_MINUTES) * MINUTE
        day = self.outline.day_of(move, moves)
        from_now = wall + self.outline.after_moves(day, minutes) * MINUTE
        planned = self.outline.end_on(wall, day, minutes)
        return planned if abs(planned - from_now) <= SAME_DAY else from_now

    # --- what the trainer does ----------------------------------------------------------------------------------------

    def back_on(self, now: int, undone: Mapping[str, int]) -> RoomTime:
        """The trainer undid what was done after this simulated second.

        Args:
            now: The simulated second.
            undone: How many acts of each country's people that took back; those of an earlier undo still count.
        """
        acts = dict(Counter(self.undone) + Counter(undone))
        return replace(self, went_back=now // DAY + 1, undone=acts, changes=self.changes + 1)

    def changed_by(self, minutes: int, wall: int) -> RoomTime:
        """More or fewer minutes for these office hours; when time is up, more count from now.

        Raises:
            RuleViolation: Fewer minutes are left than are to be taken away.
        """
        begin = max(self.ends or wall, wall)
        ends = begin + minutes * MINUTE
        if ends <= wall:
            raise RuleViolation("room.fewer_left", minutes=-minutes)
        return replace(self, ends=ends, changes=self.changes + 1)

    def planned(self, minutes: int | None, left_out: int) -> RoomTime:
        """Another plan for the moves to come."""
        made_minutes, made_left_out = self.made
        return replace(
            self,
            minutes=minutes,
            left_out=left_out,
            made_minutes=made_minutes,
            made_left_out=made_left_out,
            changes=self.changes + 1,
        )

    def accepted(self, plan_ends: int) -> RoomTime:
        """The plan as it is now becomes the one by which the room is late or early."""
        return replace(self, plan_ends=plan_ends, changes=self.changes + 1)

    def announced(self, jump: Announcement | None) -> RoomTime:
        """A jump is announced, or called off."""
        return replace(self, jump=jump, changes=self.changes + 1)

    def says(self, text: str) -> RoomTime:
        """Something is said on every screen; a pause goes on under other words."""
        return replace(self, said=text, changes=self.changes + 1)

    def pauses(self, text: str, wall: int) -> RoomTime:
        """Everybody looks up from now on, or still; words that stand on the screens stay where there are no others."""
        begun = wall if self.paused is None else self.paused
        return replace(self.says(text or self.said), paused=begun)

    def goes_on(self, wall: int) -> RoomTime:
        """Nothing is said any more; what a pause took is added to these office hours."""
        return replace(self, ends=self.ends_at(wall), said="", paused=None, changes=self.changes + 1)

    # --- what follows from it -----------------------------------------------------------------------------------------

    def minutes_of(self, preset: Preset) -> int:
        """Wall minutes of each move to come."""
        return self.minutes or preset.office_minutes

    def minutes_over(self, wall: float) -> int:
        """Whole minutes since time was up: by as many the plan of the day moves on."""
        if self.phase != "office_hours":
            return 0
        return max(0, int(wall) - (self.ends_at(int(wall)) or int(wall))) // MINUTE

    def ends_at(self, wall: int) -> int | None:
        """When these office hours end; after the wall clock was set back never later than they were long."""
        stood = max(0, wall - self.paused) if self.paused is not None else 0
        return None if self.ends is None else min(self.ends + stood, wall + self.ends - self.since)
