"""What an automatic player is to the exercise: it sees a team's view and answers with commands."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from simulation.exercise.core.command import Command
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import Route
from simulation.scenario.schema.scenario import Scenario


class Player(Protocol):
    """A policy that plays countries from their views alone.

    It is not asked to decide when news says only how matters move and nothing waits for its offices (see `waiting`).
    It holds no state between turns and contains no scenario key: what it needs to remember stands in the view. The id
    of each of its commands is causal (`auto/COUNTRY/what it is for`), so that one more document shifts no other's id.
    """

    name: str
    """Name of the policy, e.g. `textbook`."""

    wake_every_days: int
    """Days between its own wake-ups, besides those on delivery; 0 for none."""

    @property
    def begins(self) -> bool:
        """Whether it begins anything of its own: then it reads its file at its own wake-ups, and when a paper came."""
        ...

    @property
    def asks_first(self) -> bool:
        """Whether it waits for what a contact point says of a draft before the draft goes out."""
        ...

    @property
    def patience_days(self) -> Mapping[Route, int]:
        """Days without a word on a request of its own after which it asks where that stands, by channel."""
        ...

    def decide(
        self,
        view: TeamView,
        scenario: Scenario,
        steps: tuple[str, ...],
        offices: tuple[Office, ...],
        memory: DerivedValues | None = None,
    ) -> tuple[Command, ...]:
        """What the country does now.

        Args:
            view: What the country's team sees.
            scenario: The public part matters only: countries' laws, treaties, offences. Never the network.
            steps: Keys of the steps of matters and the words that alone make it look; none when it looks at everything,
                at its own wake-up or because a paper or a result has come.
            offices: The offices that it plays; it acts for these only.
            memory: What was read from the country's earlier views, good for as long as they show the same; with an
                empty one the same is decided, later.
        """
        ...
