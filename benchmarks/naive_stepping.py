"""The same rules stepped naively: every agent every day, instead of entries of a calendar that are due.

An oracle, not a model: it must give identical events. Each day every organisation, member, post, account, load, batch
and person looks through what it has in hand for something due, and works out anew what the model keeps: who is free,
pay, security, perceived risk. What is due on a day runs in the order (time, key), as the contract of the calendar says.
"""

from __future__ import annotations

from bisect import insort

from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.kernel.draws import Draws
from simulation.network.criminal_network import new_network
from simulation.network.world.world import World
from simulation.scenario.schema.scenario import FrozenScenario

NOBODY = ""
"""Owner of what belongs to no agent: the day itself."""


class HandsAgenda(Agenda):
    """A calendar without a heap: each agent has its own entries in hand, in no order."""

    def __init__(self) -> None:
        """Start empty; `network` has to be set before the first entry is taken."""
        super().__init__()
        self.network: World | None = None
        self._hands: dict[str, list[Entry]] = {}
        self._today: list[Entry] = []
        self._end_of_day: int | None = None

    def schedule(self, time: int, key: str, rule: str, payload: tuple[str | int, ...] = ()) -> None:
        """Give an entry to the agent that it is about; one for today is seen today."""
        entry = Entry(time, key, rule, payload)
        self._live[key] = entry
        if self._end_of_day is not None and time <= self._end_of_day:
            insort(self._today, entry)
            return
        owner = str(payload[0]) if payload else NOBODY
        self._hands.setdefault(owner, []).append(entry)

    def pop_due(self, until: int) -> Entry | None:
        """The next entry with time <= until; day after day everybody is asked until one is found."""
        while True:
            while self._today and self._today[0].time <= until:
                entry = self._today.pop(0)
                if self._live.get(entry.key) is entry:
                    del self._live[entry.key]
                    return entry
            if self._end_of_day is not None and self._end_of_day >= until:
                return None
            self._next_day()

    def _next_day(self) -> None:
        if self._end_of_day is None:
            first = min((entry.time for entry in self._live.values()), default=0)
            self._end_of_day = first // DAY * DAY - 1
        self._end_of_day += DAY
        agents = () if self.network is None else look(self.network, self._end_of_day + 1 - DAY)
        asked = {NOBODY, *agents}
        for owner in (NOBODY, *agents, *(key for key in self._hands if key not in asked)):
            hand = self._hands.get(owner)
            if not hand:
                continue
            due = [entry for entry in hand if entry.time <= self._end_of_day]
            if due:
                self._hands[owner] = [entry for entry in hand if entry.time > self._end_of_day]
                self._today.extend(due)
        self._today.sort()


def stepped_network(frozen: FrozenScenario, draws: Draws, *, explain: bool = False) -> World:
    """A network with everybody asked every day, on a calendar of its own."""
    agenda = HandsAgenda()
    agenda.network = new_network(frozen, draws, agenda, explain=explain)
    return agenda.network


def look(network: World, now: int) -> tuple[str, ...]:
    """Everybody takes stock at the beginning of a day.

    Returns:
        Keys of all agents, in order.
    """
    membership = network.membership
    for organisation in membership.organisations.values():
        organisation.crew.roll_changed()
        paid = sum(member.wage for member in organisation.crew.members.values() if member.is_free)
        if paid != organisation.crew.daily_wages():
            message = f"{organisation.key} pays {organisation.crew.daily_wages()} for members who earn {paid}"
            raise AssertionError(message)
        organisation.security_now(now)
        organisation.experience.load_now(now)
        for corridor in organisation.corridors:
            organisation.experience.risk(corridor, now)
    for member in membership.members.values():
        if member.is_free:
            member.skill(now)
    return tuple(
        sorted(
            {
                *(*membership.organisations, *membership.members, *membership.posts, *network.money.accounts),
                *(*network.goods.consignments, *network.money.batches),
                *(*network.people.persons, *network.people.sites),
            }
        )
    )
