"""A notice as the team that asked for it sees it."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.procedures.notice.state import NoticeState


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


def notice_view(kept: NoticeState, country: str) -> NoticeView | None:
    """A notice as the country that asked for it sees it; None for others."""
    if kept.country != country:
        return None
    return NoticeView(
        kept.key, kept.kind, kept.target, kept.asked, kept.published, kept.ended, kept.is_diffusion, kept.found
    )
