"""What an exercise keeps of notices."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.kernel.registers import Register, Watched


@dataclass
class NoticeState(Watched):
    """A notice or diffusion: who asked, about what, to whom it goes, and what came of it."""

    key: str
    country: str
    kind: str
    target: str
    asked: int
    documents: tuple[str, ...]
    to: tuple[str, ...]
    is_diffusion: bool = False
    published: int | None = None
    ended: int | None = None
    open: int = 0
    found: tuple[str, ...] = ()


@dataclass(slots=True)
class Notices:
    """Notices and diffusions by key."""

    notices: Register[str, NoticeState] = field(default_factory=Register)
