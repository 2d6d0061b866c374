"""What an exercise keeps of reactions."""

from __future__ import annotations

from dataclasses import dataclass, field

from simulation.exercise.reactions.signs import Sign
from simulation.exercise.reactions.table import ReactionRow
from simulation.kernel.registers import Register
from simulation.kernel.shared import shared
from simulation.kernel.terms import Facts, Office, Phrase

OUTCOME = "outcome"
"""Code of what came of a choice, which has no row."""


def key_of(country: str, code: str, about: str) -> str:
    """The key of what is said to a country about one thing."""
    return f"{country}/{code}/{about}"


@shared
@dataclass(frozen=True, slots=True)
class Reaction:
    """What somebody said to a team; fields as in `ReactionCame`.

    Attributes:
        key: Its own key.
        country: The team that reads it.
        at: When it came.
        code: Code of its row.
        number: Which of its texts.
        sender: Who speaks, a persona.
        other: The other country, "" where there is none.
        about_kind: Kind of what it is about.
        about: Key of that.
        params: Values of its words.
        offices: Whom it concerns; none: the whole team.
        source: The rule, "" for an outcome.
        followed: Of an outcome, what followed.
    """

    key: str
    country: str
    at: int
    code: str
    number: int
    sender: str
    other: str
    about_kind: str
    about: str
    params: Facts
    offices: tuple[Office, ...]
    source: str
    followed: tuple[Phrase, ...] = ()


@dataclass(slots=True)
class Reactions:
    """Reactions by key, and how often each row was told to each country (`COUNTRY/CODE`)."""

    rows: Register[str, Reaction] = field(default_factory=Register)
    told: dict[str, int] = field(default_factory=dict)

    def times(self, country: str, code: str) -> int:
        """How often a row was told to a country."""
        return self.told.get(f"{country}/{code}", 0)

    def has_words(self, sign: Sign, row: ReactionRow) -> bool:
        """Whether a row has words left for a country, and was not told to it about the same thing."""
        is_told = key_of(sign.country, row.code, sign.about) in self.rows
        return not is_told and self.times(sign.country, row.code) < row.texts

    def add(self, reaction: Reaction) -> None:
        """Enter what was said."""
        self.rows[reaction.key] = reaction
        self.told[f"{reaction.country}/{reaction.code}"] = self.times(reaction.country, reaction.code) + 1
