"""A notice as the team that asked for it sees it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice or diffusion that this team asked for: `found` names the countries whose registers showed something."""

    key: str
    kind: str
    target: str
    asked: int
    published: int | None
    ended: int | None
    is_diffusion: bool
    found: tuple[str, ...]
