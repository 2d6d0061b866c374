"""What became of a meeting or of a task."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.event import Event, event


@event("MeetingChanged")
@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChanged(Event):
    """A meeting was proposed, got minutes, or its minutes were agreed or declined by a side."""

    meeting: str
    change: str
    country: str
    countries: tuple[str, ...]
    text: str = ""


@event("TaskChanged")
@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChanged(Event):
    """A task from agreed minutes was given or completed."""

    task: str
    country: str
    office: str
    what: str
    due: int
    change: str
