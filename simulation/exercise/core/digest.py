"""Lines that tell somebody what happened: since the last visit, on a matter, and what control should look at."""

from __future__ import annotations

from dataclasses import dataclass, replace

from simulation.exercise.core.event import Actor
from simulation.kernel.shared import shared
from simulation.kernel.terms import Office, Phrase


@shared
@dataclass(frozen=True, slots=True)
class DigestLine:
    """A line of "since you were last here"."""

    at: int
    what: Phrase
    about_kind: str
    about: str
    offices: tuple[Office, ...] = ()


@shared
@dataclass(frozen=True, slots=True)
class HistoryLine:
    """A line of a matter's history as this side knows it.

    `by` is who acted for the office; `alternative` says of a refusal why no term would help, `papers` is how many
    papers went with it, and `enclosed` which ones, by key, for the side that acted.
    """

    at: int
    action: str
    status: str
    country: str
    office: str
    reason: str
    text: str
    by: Actor = Actor.NOBODY
    alternative: str = ""
    papers: int = 0
    enclosed: tuple[str, ...] = ()

    def as_read_by(self, country: str) -> HistoryLine:
        """The line for one side: which papers of its file went with an act is known to the side that acted."""
        return self if country == self.country or not self.enclosed else replace(self, enclosed=())


@dataclass(frozen=True, slots=True)
class AlertView:
    """Something that control should look at."""

    key: str
    tone: str
    what: Phrase
    why: Phrase
    about_kind: str
    about: str
