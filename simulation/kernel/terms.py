"""Words that every part of the simulation shares: offices, holders, kinds of time, sides, worded codes and facts."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple, Self

type Facts = tuple[tuple[str, str | int], ...]
"""Named plain values in a fixed order: hashable, comparable and storable."""


class Phrase(NamedTuple):
    """Something to say to a person: a stable code that web and command line put into words, and its values."""

    code: str
    params: Facts = ()


_CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class OpenCode(StrEnum):
    """Codes of a list that can be made longer: those that ship are members, and any other well-formed code is a value.

    Whether a code is known, the list says that an exercise is made with; looping over the class gives those that ship.
    """

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        if not isinstance(value, str) or _CODE.fullmatch(value) is None:
            return None
        code = str.__new__(cls, value)
        code._name_, code._value_ = value.upper(), value
        return cls._value2member_map_.setdefault(value, code)  # type: ignore[return-value]  # its values are members


class Office(StrEnum):
    """The seats of a country."""

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
    """What kind of time a day is: only decisions are ever priced, protected time never."""

    DECISION = "decision"
    SYSTEM = "system"
    PROTECTED = "protected"


class Side(StrEnum):
    """Who performs an action on a request."""

    REQUESTING = "requesting"
    REQUESTED = "requested"
    SYSTEM = "system"
