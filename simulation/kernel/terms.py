"""Words that every part of the simulation shares: offices, holders, kinds of time, sides, worded codes and facts."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from simulation.kernel.codes import Code

type Facts = tuple[tuple[str, str | int], ...]
"""Named plain values in a fixed order: hashable, comparable and storable."""


class Phrase(NamedTuple):
    """Something to say to a person: a stable code that web and command line put into words, and its values."""

    code: str
    params: Facts = ()


class Office(Code):
    """The offices of a country: those that every one has; what holds for each stands in `simulation.kernel.offices`."""

    AUTHORITY = "authority"
    PROSECUTOR = "prosecutor"
    POLICE = "police"
    FIU = "fiu"


class Holder(StrEnum):
    """Who holds a matter on a given day (design.md 1.6)."""

    REQUESTING = "requesting"
    REQUESTED = "requested"
    CHANNEL = "channel"
    COURT = "court"
    THIRD_PARTY = "third_party"


class TimeKind(StrEnum):
    """What kind of time a day is: only decisions are ever priced, protected time never.

    `PACE` is the exercise's own: the days from when something reached a seat at which people sit until the office
    hours in which they could first read it. They are nobody's fault and stand in no ratio.
    """

    DECISION = "decision"
    SYSTEM = "system"
    PROTECTED = "protected"
    PACE = "pace"


class Side(StrEnum):
    """Who performs an action on a request."""

    REQUESTING = "requesting"
    REQUESTED = "requested"
    SYSTEM = "system"
