"""Members of the network: Mesa agents, one class for each function, each with what it does and decides.

An agent that has nothing to do costs nothing: its methods run when an entry of the calendar or another agent needs it.
Skill grows after joining (R5); an arrested, fled or retired member does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, NamedTuple

import mesa

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.network.world import rules
from simulation.network.world.model import NetworkModel
from simulation.network.world.record_keeping import leave_call
from simulation.scenario.schema.functions import Function

REFUSES_ABOVE = 0.5
"""A member more exposed than this takes no job until it has worn off. Assumption."""


class MemberStatus(StrEnum):
    """Where a member stands; one who has retired can still be arrested."""

    FREE = "free"
    ARRESTED = "arrested"
    FLED = "fled"
    RETIRED = "retired"


class Faded(NamedTuple):
    """Something that wears off: how much of it there was, 0 to 1, and when."""

    level: float
    since: int


@dataclass(slots=True)
class Custody:
    """What holds an arrested member back from speaking, or moves him or her to it (R10).

    Attributes:
        evidence: How much is proved, 0 to 1.
        left: What is left of the unit exponential threshold that the hazard has to cross.
        rate: Hazard a year since `since`.
        since: When the hazard was last reckoned.
        spoke_at: When he or she began to speak, None before.
        taken_with_load: Whether he or she had a load on them when last arrested.
    """

    evidence: float
    left: float
    rate: float
    since: int
    spoke_at: int | None = None
    taken_with_load: bool = False


class Member(mesa.Agent[NetworkModel]):
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
        taken_at: When last arrested, fled or retired.
        trust: How far the others trust the member, 0 to 1 (R5, R10).
        exposure: How exposed the member was when it was last reckoned; None while never.
        doubted: How far lost loads were held against the member when one was last lost; None before.
        custody: See `Custody`; None while never arrested.
        fled_to: Country to which the member had fled when last arrested; empty for none.
        replaces: Key of whoever held the position before, empty for the first.
    """

    function: ClassVar[Function]

    def __init__(
        self,
        model: NetworkModel,
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
        self.trust = 1.0
        self.exposure: Faded | None = None
        self.doubted: Faded | None = None
        self.custody: Custody | None = None
        self.fled_to = ""
        self.replaces = ""

    @property
    def is_free(self) -> bool:
        """Whether the member can act."""
        return self.status is MemberStatus.FREE

    @property
    def is_at_large(self) -> bool:
        """Whether the member can be arrested: at work or retired, and not out of reach."""
        return self.status in {MemberStatus.FREE, MemberStatus.RETIRED}

    @property
    def is_held(self) -> bool:
        """Whether an authority holds the member."""
        return self.status is MemberStatus.ARRESTED

    @property
    def wage(self) -> int:
        """Pay a day, minor units."""
        return self.model.parameters.wage_minor_per_day.get(self.function, 0)

    def skill(self, now: int) -> float:
        """R5: skill now, 0 to 1."""
        days = max(0, (now - self.joined) // DAY)
        return rules.quality(self.start_quality, days, self.model.parameters.replacement_learning_days)

    def exposure_now(self, now: int) -> float:
        """How exposed the member is: it wears off like the alarm of the organisation."""
        if self.exposure is None:
            return 0.0
        days = max(0, (now - self.exposure.since) // DAY)
        return rules.relaxed_security(self.exposure.level, 0.0, days, self.model.parameters.security_half_life_days)

    def becomes_exposed(self, now: int, steps: int = 1) -> None:
        """A partner was arrested, or the member was named: he or she is more careful for a while."""
        level = self.exposure_now(now)
        for _ in range(steps):
            level = rules.raised_security(level, self.model.parameters.exposure_step)
        self.exposure = Faded(level, now)

    def doubted_now(self, now: int) -> float:
        """R5: how far others hold what was lost through this member's hands against him or her, 0 to 1."""
        if self.doubted is None:
            return 0.0
        days = max(0, (now - self.doubted.since) // DAY)
        return rules.relaxed_security(self.doubted.level, 0.0, days, rules.DOUBT_HALF_LIFE_DAYS)

    def loses_a_load(self, now: int) -> None:
        """R5: a load that went through the member's hands was taken: for a while work goes rather to others."""
        self.doubted = Faded(rules.raised_security(self.doubted_now(now), rules.DOUBT_STEP), now)

    def refuses(self, now: int) -> bool:
        """Whether the member is too exposed to take a job."""
        return self.exposure_now(now) > REFUSES_ABOVE

    def take_job(self, now: int) -> None:
        """Be given something to do."""
        self.last_job = now
        self.jobs += 1

    def talk(self, key: str, to: Member, time: int, u: float) -> None:
        """Call somebody: leaves a record with the caller's operator."""
        leave_call(self.model, key, time, self.key, to.key, 25 + int(u * 540))

    def considers_leaving(self, cause: str, near: float, now: int, how: str) -> int | None:
        """R11: whether the member leaves because of what happened to others, and when.

        Args:
            cause: Causal key of what happened.
            near: How many partners are in custody, less where cells are closed off from each other (F11); each makes it
                likelier.
            now: When the member hears of it.
            how: `flee` out of reach or `desist`, for the record.

        Returns:
            The second of departure, one to ten days ahead, or None.
        """
        u = self.model.chance.uniform(Purpose.FLIGHT, self.key, cause, now)
        chance = min(self.model.parameters.flight_hazard * near, 1.0)
        leaves = u < chance
        inputs = (("chance", chance), ("near", near))
        self.model.reasons.add(now, self.key, "R11", inputs, u, how if leaves else "stay", "stay" if leaves else how)
        return now + DAY + int(u / chance * 9 * DAY) if leaves else None


class Leader(Member):
    """Somebody who can decide what is bought and which way it goes."""

    def choose(self, occasion: str, options: tuple[tuple[str, float], ...], noise: float, now: int, rule: str) -> str:
        """R2: the best option with keyed Gumbel noise: a logit choice that explains itself.

        Args:
            occasion: Causal key of the decision.
            options: Key and value of each; at least one.
            noise: Scale of the noise.
            now: When.
            rule: Rule for the because-record.
        """
        chance = {key: self.model.chance.gumbel(Purpose.CORRIDOR, occasion, key, now) for key, _ in options}
        scored = sorted((-(value + noise * chance[key]), key) for key, value in options)
        chosen, runner_up = scored[0][1], scored[1][1] if len(scored) > 1 else ""
        self.model.reasons.add(now, self.key, rule, (*options, ("noise", noise)), chance[chosen], chosen, runner_up)
        return chosen


class Coordinator(Leader):
    """Decides what is bought and which way it goes."""

    function = Function.COORDINATOR


class Broker(Leader):
    """Brings together those whom a deal needs; decides as well as he or she can while no coordinator is at liberty."""

    function = Function.BROKER
    vouched_at: int | None = None

    def vouches(self, now: int, days: int) -> bool:
        """R5: whether the broker brings somebody in now; so many days have to lie between two newcomers."""
        if self.vouched_at is not None and now - self.vouched_at < days * DAY:
            return False
        self.vouched_at = now
        return True

    def arrange(self, deal: str, others: tuple[Member, ...], calls: int, now: int) -> None:
        """Make the calls of a deal, spread over the week that follows; they come unless one of the two is taken first.

        Args:
            deal: Causal key of the deal.
            others: Those concerned, in the order in which they come in.
            calls: How many calls the deal leaves (fewer when the organisation is closed, R6).
            now: When the deal is struck.
        """
        self.take_job(now)
        if not others:
            return
        u = self.model.chance.uniform(Purpose.CALLS, deal, "times", now)
        for index in range(calls):
            other = others[index % len(others)]
            time = now + int(rules.fraction(u, index) * 7 * DAY)
            caller, called = (self, other) if index % 3 else (other, self)
            caller.talk(f"{deal}/call{index}", called, time, rules.fraction(u, index + 500))


class Courier(Member):
    """Moves goods over one leg."""

    function = Function.COURIER

    def odds(self, now: int) -> float:
        """R5: factor on the odds of detection that comes from the courier's skill."""
        return rules.clumsiness(self.skill(now))

    def price(self, risk: float, caught: float) -> int:
        """Fact F21: what the courier wants for a leg: more where prison is likelier.

        Args:
            risk: Risk of the leg as the organisation sees it.
            caught: Probability that whoever drives is taken with a load that is found.
        """
        parameters = self.model.parameters
        expected_years = risk * caught * parameters.sentence_years[self.function]
        return parameters.courier_pay_minor_per_leg + int(parameters.risk_pay_minor_per_year * expected_years)


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
    NOISE: ClassVar[float] = 0.5

    def capacity(self, now: int) -> int:
        """Payments that can be handled in a week: six for the practised (assumption)."""
        return max(1, int(self.CAPACITY * self.skill(now)))

    def choose(self, occasion: str, options: tuple[tuple[str, float], ...], now: int) -> str:
        """R8: the pattern or the way in which money is moved: a logit choice that explains itself.

        Args:
            occasion: Causal key of the decision.
            options: Key and value of each; at least two.
            now: When.
        """
        chance = {key: self.model.chance.gumbel(Purpose.LAUNDERING, occasion, key, now) for key, _ in options}
        scored = sorted((-(value + self.NOISE * chance[key]), key) for key, value in options)
        chosen, runner_up = scored[0][1], scored[1][1]
        inputs = (*options, ("noise", self.NOISE))
        self.model.reasons.add(now, self.key, "R8", inputs, chance[chosen], chosen, runner_up)
        return chosen


class CorruptOfficial(Member):
    """An official at a post who may be paid to look away; never at a played seat."""

    function = Function.CORRUPT_OFFICIAL
    SANCTION_DAYS: ClassVar[int] = 90

    def considers(self, offer: int, now: int) -> bool:
        """R9: takes the bribe when it outweighs the sanction that he or she expects.

        Integrity belongs to the person. The sanction expected is `SANCTION_DAYS` of what the post pays on the side
        (assumption).
        """
        integrity = self.model.chance.uniform(Purpose.STRUCTURE, self.key, "integrity", now) * 0.8
        sanction = self.SANCTION_DAYS * self.wage
        takes = rules.accepts_bribe(offer, integrity, sanction)
        inputs = (("offer", float(offer)), ("integrity", integrity), ("sanction", float(sanction)))
        ends = ("take", "refuse")
        self.model.reasons.add(now, self.key, "R9", inputs, integrity, ends[not takes], ends[takes])
        return takes


class Recruiter(Member):
    """Finds new people for the organisation, beyond those whom somebody in it knows."""

    function = Function.RECRUITER

    def find(self, now: int) -> float:
        """R5: factor on the time that open recruitment takes: a beginner needs half as long again."""
        self.take_job(now)
        return rules.clumsiness(self.skill(now))


class Controller(Member):
    """Keeps people in exploitation at a site."""

    function = Function.CONTROLLER


class Forger(Member):
    """Makes papers: for loads, for people who travel."""

    function = Function.FORGER

    def cover(self, now: int) -> float:
        """Factor on the odds of detection of a load with these papers; a beginner's are worth less."""
        self.take_job(now)
        return 1.0 - (1.0 - self.model.parameters.forged_odds) * self.skill(now)


class Financier(Member):
    """Owns or guards the money, and releases it for purchases."""

    function = Function.FINANCIER

    def release(self, banked: int, now: int) -> int:
        """What can be spent of the money in the treasury's account, minor units: all of it."""
        self.take_job(now)
        return banked


class StrawOwner(Member):
    """Lends a name to companies and accounts, and knows it: without the signature nothing moves through them."""

    function = Function.STRAW_OWNER


class Enabler(Member):
    """A lawyer, notary or accountant who makes companies, accounts and invoices that look right."""

    function = Function.ENABLER
    OPENING_DAYS: ClassVar[int] = 5

    def opening_days(self, now: int) -> int:
        """Days until a company and its account abroad can be used; a beginner takes longer (assumption)."""
        self.take_job(now)
        return int(self.OPENING_DAYS * rules.clumsiness(self.skill(now)))


_ALL: tuple[type[Member], ...] = (
    Coordinator, Broker, Courier, Storekeeper, Recruiter, Controller, Launderer, Forger, Financier, StrawOwner, Enabler,
    CorruptOfficial,
)  # fmt: skip

CLASSES: dict[Function, type[Member]] = {kind.function: kind for kind in _ALL}
"""The class for each function."""
