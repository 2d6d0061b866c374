"""Members of the network: Mesa agents, one class for each function, each with what it does and decides.

An agent that has nothing to do costs nothing: its methods run when an entry of the calendar or another agent needs it.
Skill grows after joining (R5); an arrested, fled or retired member does nothing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar

import mesa

from simulation.agenda import DAY
from simulation.draws import Purpose
from simulation.network import rules
from simulation.network.ground import Ground
from simulation.scenario.functions import Function


class MemberStatus(StrEnum):
    """Where a member stands."""

    FREE = "free"
    ARRESTED = "arrested"
    FLED = "fled"


class Member(mesa.Agent[Ground]):
    """Somebody who works for an organisation.

    Attributes:
        key: Causal key, which is also the person's entity.
        position: Key of the place in the organisation, which successors inherit.
        organisation: Key of the organisation.
        country: Residence.
        place: Where the person works.
        joined: When he or she began.
        status: Whether free, arrested or fled.
        whereabouts: Country where the person is now.
        start_quality: Skill on joining (R5).
        last_job: When last given something to do; work goes to whoever has rested longest.
        jobs: Things done so far.
        generation: How many held the position before.
        taken_at: When last arrested or fled.
    """

    function: ClassVar[Function]

    def __init__(
        self,
        model: Ground,
        key: str,
        *,
        position: str,
        organisation: str,
        country: str,
        place: str,
        joined: int,
        start_quality: float,
    ) -> None:
        """Join; the entity of the person is made by whoever recruits."""
        super().__init__(model)
        self.key = key
        self.position = position
        self.organisation = organisation
        self.country = country
        self.place = place
        self.joined = joined
        self.status = MemberStatus.FREE
        self.whereabouts = country
        self.start_quality = start_quality
        self.last_job = joined
        self.jobs = 0
        self.generation = 0
        self.taken_at = joined

    @property
    def is_free(self) -> bool:
        """Whether the member can act."""
        return self.status is MemberStatus.FREE

    @property
    def wage(self) -> int:
        """Pay a day, minor units."""
        return self.model.parameters.wage_minor_per_day.get(self.function, 0)

    def skill(self, now: int) -> float:
        """R5: skill now, 0 to 1."""
        days = max(0, (now - self.joined) // DAY)
        return rules.quality(self.start_quality, days, self.model.parameters.replacement_learning_days)

    def take_job(self, now: int) -> None:
        """Be given something to do."""
        self.last_job = now
        self.jobs += 1

    def talk(self, key: str, to: Member, time: int, u: float) -> None:
        """Call somebody: leaves a record with the caller's operator."""
        self.model.leave_call(key, time, self.key, to.key, 25 + int(u * 540))

    def considers_flight(self, cause: str, near: int, now: int) -> int | None:
        """R11: whether the member leaves reach because of what happened to a partner, and when.

        Args:
            cause: Causal key of what happened.
            near: How many partners have been arrested in the last ninety days; each makes it likelier.
            now: When the member hears of it.

        Returns:
            The second of departure, one to ten days ahead, or None.
        """
        u = self.model.uniform(Purpose.FLIGHT, self.key, cause, now)
        chance = min(self.model.parameters.flight_hazard * near, 1.0)
        flees = u < chance
        if flees:
            self.model.explain_choice(
                now, self.key, "R11", (("chance", chance), ("near", float(near))), u, "flee", "stay"
            )
        return now + DAY + int(u / chance * 9 * DAY) if flees else None


class Coordinator(Member):
    """Decides what is bought and which way it goes."""

    function = Function.COORDINATOR

    def choose(self, occasion: str, options: tuple[tuple[str, float], ...], noise: float, now: int, rule: str) -> str:
        """R2: the best option with keyed Gumbel noise: a logit choice that explains itself.

        Args:
            occasion: Causal key of the decision.
            options: Key and value of each; at least one.
            noise: Scale of the noise.
            now: When.
            rule: Rule for the because-record.
        """
        scored = sorted(
            (-(value + noise * self.model.gumbel(Purpose.CORRIDOR, occasion, key, now)), key) for key, value in options
        )
        runner_up = scored[1][1] if len(scored) > 1 else ""
        self.model.explain_choice(now, self.key, rule, options, noise, scored[0][1], runner_up)
        return scored[0][1]


class Broker(Member):
    """Brings together those whom a deal needs."""

    function = Function.BROKER

    def arrange(self, deal: str, others: tuple[Member, ...], calls: int, now: int) -> None:
        """Make the calls of a deal, spread over the week before it.

        Args:
            deal: Causal key of the deal.
            others: Those concerned, in the order in which they come in.
            calls: How many calls the deal leaves (fewer when the organisation is closed, R6).
            now: When the deal is struck.
        """
        self.take_job(now)
        if not others:
            return
        u = self.model.uniform(Purpose.CALLS, deal, "times", now)
        for index in range(calls):
            other = others[index % len(others)]
            time = now - int(rules.fraction(u, index) * 7 * DAY)
            caller, called = (self, other) if index % 3 else (other, self)
            caller.talk(f"{deal}/call{index}", called, time, rules.fraction(u, index + 500))


class Courier(Member):
    """Moves goods over one leg."""

    function = Function.COURIER

    def odds(self, now: int) -> float:
        """R5: factor on the odds of detection that comes from the courier's skill."""
        return rules.clumsiness(self.skill(now))


class Storekeeper(Member):
    """Takes goods in, keeps them, and hands them out."""

    function = Function.STOREKEEPER

    def portions(self, grams: int) -> tuple[int, ...]:
        """What is sold of a load, week by week: three parts."""
        third = grams // 3
        return (third, third, grams - 2 * third)


class Launderer(Member):
    """Moves takings through accounts."""

    function = Function.LAUNDERER
    CAPACITY: ClassVar[int] = 6

    def capacity(self, now: int) -> int:
        """Payments that can be handled in a week: six for the practised (assumption)."""
        return max(1, int(self.CAPACITY * self.skill(now)))

    def choose_pattern(self, occasion: str, security: float, now: int) -> str:
        """R8: how takings are moved: closed organisations prefer long chains, open ones a quick spread."""
        options = (("fan_out", 1.0), ("gather", 1.0 + security), ("stack", 0.6 + 2.0 * security))
        scored = sorted(
            (-(value + 0.5 * self.model.gumbel(Purpose.LAUNDERING, occasion, key, now)), key) for key, value in options
        )
        self.model.explain_choice(now, self.key, "R8", options, 0.5, scored[0][1], scored[1][1])
        return scored[0][1]


class CorruptOfficial(Member):
    """An official at a post who may be paid to look away; never at a played seat."""

    function = Function.CORRUPT_OFFICIAL

    def considers(self, offer: int, occasion: str, now: int) -> bool:
        """R9: takes the bribe when it outweighs the sanction that he or she expects.

        Integrity belongs to the person. The sanction expected is ninety days of what the post pays on the side
        (assumption).
        """
        integrity = self.model.uniform(Purpose.STRUCTURE, self.key, "integrity", now) * 0.8
        sanction = 90 * self.wage
        takes = rules.accepts_bribe(offer, integrity, sanction)
        inputs = (("offer", float(offer)), ("integrity", integrity), ("sanction", float(sanction)))
        self.model.explain_choice(now, self.key, "R9", inputs, 0.0, "take" if takes else "refuse", occasion)
        return takes


class Recruiter(Member):
    """Finds new people for the organisation."""

    function = Function.RECRUITER


class Controller(Member):
    """Keeps people in exploitation at a site."""

    function = Function.CONTROLLER


class Forger(Member):
    """Makes papers: for loads, for people who travel, for companies."""

    function = Function.FORGER


class Financier(Member):
    """Owns or guards the money, and releases it for purchases."""

    function = Function.FINANCIER


class StrawOwner(Member):
    """Lends a name to companies and accounts, and knows it."""

    function = Function.STRAW_OWNER


class Enabler(Member):
    """A lawyer, notary or accountant who makes companies, accounts and invoices that look right."""

    function = Function.ENABLER


_ALL: tuple[type[Member], ...] = (
    Coordinator, Broker, Courier, Storekeeper, Recruiter, Controller, Launderer, Forger, Financier, StrawOwner, Enabler,
    CorruptOfficial,
)  # fmt: skip

CLASSES: dict[Function, type[Member]] = {kind.function: kind for kind in _ALL}
"""The class for each function."""
