"""The world as far as it holds people who are moved: what authorities do for them, and how many are where."""

from __future__ import annotations

from simulation.network.people import counts, exits, exploitation
from simulation.network.world.moved_people import HELD_BY_OTHERS
from simulation.network.world.world import World


class PeopledWorld(World):
    """The world with what the engine asks and does about people who are moved; they are never offenders."""

    def protect(self, person: str, country: str, now: int) -> bool:
        """Keep somebody safe; who is moved has to be in the country, and is brought out; False if he or she is not."""
        moved = self.people.get(person)
        if moved is None:
            return True
        return moved.country == country and exits.protect(self, moved, now)

    def decides_freely(self, person: str, country: str) -> bool:
        """Whether somebody can be asked what he or she wants: in the country, and in nobody's hands; false of sites."""
        if person in self.sites:
            return False
        moved = self.people.get(person)
        return moved is None or (moved.country == country and moved.stage not in HELD_BY_OTHERS)

    def inspect(self, site: str, now: int) -> tuple[str, ...] | None:
        """An ordered inspection of a site: keys of the people identified; None if this is no site."""
        found = self.sites.get(site)
        return None if found is None else exploitation.inspect(self, found, now, ordered=True)

    def found_at(self, site: str, country: str) -> tuple[str, ...]:
        """Keys of people who came out of a site and are in a country's hands, sorted."""
        return tuple(person.key for person in counts.found_at(self, site, country))

    @property
    def moves_people(self) -> bool:
        """Whether the scenario has people who are moved."""
        return self.crime.people is not None

    def exploitation_seconds(self, now: int) -> int:
        """Seconds of exploitation of all people since the scenario's start."""
        return counts.held_seconds(self, 0, now)

    def identify(self, person: str, now: int, channel: str) -> bool:
        """See somebody as a victim of trafficking; False if unknown, free, lost or identified before."""
        moved = self.people.get(person)
        return moved is not None and exits.identify(self, moved, now, channel)
