"""What an exercise keeps of trials besides the charges in the files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.exercise.trials.commands import Bench


@dataclass(slots=True)
class Hearings:
    """Countries all of whose trials people play, and by charge who sits at a bench."""

    heard: tuple[str, ...] = ()
    benches: Mapping[tuple[str, Bench], str] = field(default_factory=dict)
