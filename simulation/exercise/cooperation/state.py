"""What countries think of each other, and what they have decided for better cooperation."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class Cooperation:
    """Trust and levers.

    Attributes:
        trust: In thousandths, by who relies and on whom; absent: the usual.
        levers: Modifiers that work in a country.
        pulled: When a lever of a country begins to work.
    """

    trust: dict[tuple[str, str], int] = field(default_factory=dict)
    levers: dict[str, tuple[str, ...]] = field(default_factory=dict)
    pulled: dict[tuple[str, str], int] = field(default_factory=dict)
