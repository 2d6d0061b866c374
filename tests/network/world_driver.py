"""Drives a network without an engine: its own agenda, advanced to a moment, and what happened on the way."""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Agenda
from simulation.kernel.draws import Draws
from simulation.kernel.traces import Happening
from simulation.network.criminal_network import CriminalNetwork
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.scenarios import small_frozen


class Drive:
    """A network and its agenda."""

    def __init__(self, frozen: FrozenScenario | None = None, seed: int = 1, *, explain: bool = False) -> None:
        self.agenda = Agenda()
        self.network = CriminalNetwork(frozen or small_frozen(), Draws(seed), self.agenda, explain=explain)
        self.now = 0
        self.happened: list[Happening] = []

    def to(self, day: float) -> Drive:
        """Run everything due until a day."""
        self.now = int(day * DAY)
        while (entry := self.agenda.pop_due(self.now)) is not None:
            self.network.fire(entry)
        self.happened.extend(self.network.drain())
        return self

    def settle(self) -> Drive:
        """Take over what an intervention made happen."""
        self.happened.extend(self.network.drain())
        return self

    def named(self, code: str) -> list[Happening]:
        """What happened under one code."""
        return [each for each in self.happened if each.code == code]

    def free_members(self, function: str) -> list[str]:
        """Keys of free members of a function, sorted."""
        members = self.network.members
        return sorted(key for key, member in members.items() if member.is_free and member.function == function)


def state_of(network: CriminalNetwork) -> tuple[object, ...]:
    """What has to be the same when two runs are the same."""
    return (
        network.ledger(),
        network.firings,
        sorted((key, member.status, member.whereabouts) for key, member in network.members.items()),
        sorted((key, account.balance, account.frozen) for key, account in network.accounts.items()),
        sorted((key, load.status, load.grams, load.place) for key, load in network.consignments.items()),
        sorted(network.entities.items()),
        len(network.traces),
    )
