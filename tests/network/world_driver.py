"""Drives a network without an engine: its own agenda, advanced to a moment, and what happened on the way."""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws
from simulation.kernel.traces import Happening
from simulation.network import metrics
from simulation.network.criminal_network import fire, new_network
from simulation.network.world.world import World
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.scenarios import small_frozen


class Drive:
    """A network and its agenda."""

    def __init__(self, frozen: FrozenScenario | None = None, seed: int = 1, *, explain: bool = False) -> None:
        self.agenda = Agenda()
        self.network = new_network(frozen or small_frozen(), Draws(seed), self.agenda, explain=explain)
        self.now = 0
        self.happened: list[Happening] = []

    def to(self, day: float) -> Drive:
        """Run everything due until a day."""
        self.now = int(day * DAY)
        while (entry := self.agenda.pop_due(self.now)) is not None:
            fire(self.network, entry)
        self.happened.extend(self.network.happenings.drain())
        return self

    def settle(self) -> Drive:
        """Take over what an intervention made happen."""
        self.happened.extend(self.network.happenings.drain())
        return self

    def named(self, code: str) -> list[Happening]:
        """What happened under one code."""
        return [each for each in self.happened if each.code == code]

    def free_members(self, function: str) -> list[str]:
        """Keys of free members of a function, sorted."""
        members = self.network.membership.members
        return sorted(key for key, member in members.items() if member.is_free and member.function == function)


def state_of(network: World) -> tuple[object, ...]:
    """What has to be the same when two runs are the same."""
    return (
        metrics.ledger(network),
        network.activity.firings,
        sorted((key, member.status, member.whereabouts) for key, member in network.membership.members.items()),
        sorted((key, account.balance, account.frozen) for key, account in network.money.accounts.items()),
        sorted((key, load.status, load.grams, load.place) for key, load in network.goods.consignments.items()),
        sorted(network.entities.items()),
        len(network.traces),
    )
