"""The criminal network as the exercise sees it: one Mesa model, driven by the engine's calendar.

The engine hands in its agenda and calls `fire` for every entry whose rule begins with `network.`. Idle agents cost
nothing; the daily routine is an entry at midnight that calls `step`.

A day, in this order:

1. Before midnight, whatever is due by the calendar, in the order (time, key): deals, departures, checks, sales, hops,
   reports, replacements, flights.
2. At midnight `step` runs, for each organisation in the order of their keys:
   a. the wages of the day are paid, in closed form for all members at once; unpaid days are counted (R5, coupling);
   b. security has relaxed by a day (R6), which needs no work because it is computed from the last alarm when asked;
   c. arrests and deliveries that are out of every window are forgotten.
3. The next midnight is put on the calendar.
4. What people do at a later hour of the day follows: commands of the exercise run at their own second.
"""

from __future__ import annotations

from collections.abc import Callable

from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.kernel.draws import Draws
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Phrase
from simulation.kernel.traces import BY_TIME, Happening, Trace, TraceKind
from simulation.network import control_snapshot, past_life
from simulation.network.goods import market, planning, transport
from simulation.network.membership import cooperation, corruption, custody, reactions, recruiting
from simulation.network.membership.population import populate
from simulation.network.metrics import NetworkMetrics, Shape, measure, shape
from simulation.network.money import asset_flight, laundering, suspicious_reports, transfers, treasury
from simulation.network.people import counts, exploitation
from simulation.network.people.people_of_network import PeopledWorld
from simulation.network.people.recruitment import open_people
from simulation.network.people.rule_table import PEOPLE_DECISIONS, PEOPLE_MOTIONS
from simulation.network.shocks import interventions, shocks
from simulation.network.world.consignments import LoadStatus
from simulation.network.world.ledger import Ledger
from simulation.network.world.moved_people import HELD_BY_OTHERS
from simulation.network.world.world import World
from simulation.scenario.schema.scenario import FrozenScenario
from simulation.scenario.schema.shocks import Shock

type Rule = Callable[[World, Entry], None]

DECISIONS: dict[str, Rule] = {
    "network.plan": planning.plan,
    "network.review": planning.review,
    "network.launder": laundering.launder,
    "network.replace": recruiting.replace,
    "network.speak": cooperation.speak,
    "network.follow_up": cooperation.follow_up,
    "network.approach": corruption.approach,
    "network.flee": reactions.flee,
    "network.move_assets": asset_flight.move_assets,
    "network.notice": interventions.notice,
    "network.open_account": treasury.open_account,
    **PEOPLE_DECISIONS,
}
"""Rules by which the network decides; they wait while the adversary is held."""

MOTIONS: dict[str, Rule] = {
    "network.retire": recruiting.retire,
    "network.plant": planning.plant,
    "network.depart": transport.depart,
    "network.arrive": transport.arrive,
    "network.sell": market.sell,
    **PEOPLE_MOTIONS,
    "network.hop": transfers.hop,
    "network.report": suspicious_reports.report,
    "network.false_report": suspicious_reports.false_report,
    "network.decide_cash": interventions.decide_cash,
    "network.pay": past_life.pay,
    "network.shock": shocks.come,
    "network.end_shock": shocks.end_shock,
}
"""Rules that carry on what is in motion."""

FORGET_DAYS = 400

CONFIDENTIAL = 0.25
"""R7: share of the leak probability that is left when a request asks for confidentiality. Assumption."""


class CriminalNetwork(PeopledWorld):
    """The network: everything that happens, its traces, and what authorities do to it."""

    def __init__(self, frozen: FrozenScenario, draws: Draws, agenda: Agenda, *, explain: bool = False) -> None:
        """Make everybody and everything; history is scheduled and nothing runs yet.

        Args:
            frozen: The scenario with its name pools.
            draws: Sealed envelopes of the run.
            agenda: The engine's calendar, which the network shares.
            explain: Keep because-records.
        """
        super().__init__(frozen, draws, agenda, explain=explain)
        self._shape: tuple[int, Shape] | None = None
        self._midnight = 0
        populate(self)
        past_life.schedule_history(self)
        open_people(self, -self.crime.history_days * DAY)
        shocks.schedule_shocks(self)

    # --- the calendar

    def fire(self, entry: Entry) -> None:
        """Run one entry of the calendar.

        Raises:
            KeyError: No rule of the network has this name.
        """
        if self.held and entry.rule in DECISIONS:
            self.deferred.append((entry.key, entry.rule, entry.payload))
            return
        self.firings += 1
        if entry.rule == "network.day":
            self._midnight = entry.time
            self.step()
            return
        rule = MOTIONS.get(entry.rule) or DECISIONS[entry.rule]
        rule(self, entry)

    def step(self) -> None:
        """The daily routine, steps 2 and 3 of the module's list; Mesa counts the days."""
        now = self._midnight
        for organisation in self.organisations.values():
            wages = organisation.daily_wages()
            if self.funds(organisation) >= wages:
                self.spend(organisation, wages)
                self.books.wages += wages
                organisation.wages_unpaid = 0
            else:
                organisation.wages_unpaid += 1
            while organisation.arrests and organisation.arrests[0] < now - FORGET_DAYS * DAY:
                organisation.arrests.popleft()
        while self.delivered_on and self.delivered_on[0][0] < now - 2 * market.SUPPLY_DAYS * DAY:
            self.delivered_on.pop(0)
        day = now // DAY
        self.activity.pop(day - 2 * market.SUPPLY_DAYS, None)
        self.agenda.schedule(now + DAY, f"network/day/{day + 1}", "network.day")

    def drain(self) -> tuple[Happening, ...]:
        """What happened since the last time this was asked, in order."""
        happened = tuple(self.happenings)
        self.happenings.clear()
        return happened

    def set_hold(self, held: bool, now: int) -> None:  # noqa: FBT001 - the contract's signature
        """The adversary dial: while held, the network decides nothing; what waited is decided on release."""
        self.held = held
        if held:
            return
        for key, rule, payload in self.deferred:
            self.agenda.schedule(now, key, rule, payload)
        self.deferred.clear()

    # --- records

    def lawful_transfers(self, account: str, start: int, end: int) -> tuple[Trace, ...]:
        """Lawful payments of an account, the same in both parties' statements; made when asked for."""
        if self.lawful is None or account not in self.accounts:
            return ()
        return self.lawful.transfers(account, start, end)

    def bank_records(self, account: str, start: int, end: int, now: int) -> tuple[Trace, ...]:
        """What the account's own bank still has: payments of every kind and the opening of the account.

        Args:
            account: Key of the account.
            start: First second of the payments.
            end: Last second of the payments.
            now: When the bank is asked.
        """
        known = self.accounts.get(account)
        if known is None:
            return ()
        opened = self.traces.about(account, (TraceKind.ACCOUNT_OPENED,), known.opened, now, now)
        kept = self.countries[known.country].retention.bank * DAY
        last = min(end, now)
        criminal = self.traces.about(account, (TraceKind.TRANSFER,), start, last, now)
        found = [
            Trace(row.key, row.kind, row.time, known.country, known.bank, row.time + kept, row.subjects, row.facts)
            for row in (*criminal, *self.lawful_transfers(account, start, last))
            if now < row.time + kept
            or self.traces.exists(account, TraceKind.TRANSFER, row.time, row.time + kept, now, known.country)
        ]
        return tuple(sorted((*opened, *found), key=BY_TIME))

    # --- interventions, by the engine only

    def arrest(self, person: str, now: int, found_in: str = "") -> bool:
        """Take a person; False if unknown, held already, or fled and not found in this country."""
        return interventions.arrest(self, self.bearer(person), now, found_in)

    def hand_over(self, person: str, country: str, now: int) -> bool:
        """Bring a person who is held to another country, where he or she is held on; False if nobody holds him."""
        return interventions.hand_over(self, self.bearer(person), country, now)

    def release(self, person: str, now: int) -> bool:
        """Let a person go; False if nobody holds him or her."""
        return interventions.release(self, self.bearer(person), now)

    def freeze(self, account: str, now: int) -> int:
        """Hold an account and what comes in later; the network's money in it now, minor units."""
        return interventions.freeze(self, account, now)

    def lift(self, account: str, now: int) -> int:
        """Let an account go; the network's money that is free again, minor units."""
        return interventions.lift(self, account, now)

    def confiscate(self, account: str, now: int) -> int:
        """Take the network's money in an account for good, minor units."""
        return interventions.confiscate(self, account, now)

    def seize(self, container: str, now: int) -> int:
        """Take the load in a container; grams, 0 when there is none."""
        load = self.consignments.get(self.by_container.get(container, ""))
        if load is None or not load.is_under_way:
            return 0
        return transport.take(self, load, now, "order")

    def let_run(self, container: str, now: int) -> bool:
        """Begin a controlled delivery: goods only, watched to the end, then seized unless they are lost from sight."""
        load = self.consignments.get(self.by_container.get(container, ""))
        return load is not None and transport.let_run(self, load, now)

    def let_go(self, container: str, now: int) -> bool:
        """A load that the story held, or an authority watched, moves on unwatched; False when there is none."""
        load = self.consignments.get(self.by_container.get(container, ""))
        return load is not None and transport.let_go(self, load, now)

    def warn(self, organisation_or_member: str, now: int, cause: str) -> None:
        """The organisation learns of something (R7); the same cause twice is one warning, an unknown key none."""
        organisation = self.organisations.get(self.organisation_of(organisation_or_member) or "")
        if organisation is not None:
            reactions.warn(self, organisation, self.members.get(self.bearer(organisation_or_member)), now, cause)
        if organisation is not None and organisation_or_member in self.sites:
            exploitation.plan_to_leave(self, self.sites[organisation_or_member], now)

    def charged(self, person: str, now: int) -> None:
        """A prosecutor has charged somebody: an arrested member has more to lose by silence (R10)."""
        member = self.members.get(self.bearer(person))
        if member is not None:
            custody.evidence_grew(self, member, custody.CHARGED, now)

    def offer_benefit(self, person: str, now: int) -> bool:
        """A prosecutor offers a benefit for cooperation: whether the person speaks (R10)."""
        return cooperation.offer(self, self.bearer(person), now)

    def seen_by_officials(self, subject: str, country: str, now: int, cause: str, *, confidential: bool) -> bool:
        """A request or notification about somebody is handled in a country: whether it leaks (R7).

        Args:
            subject: Key of whom or what it is about.
            country: Where officials see it.
            now: When.
            cause: Causal key of what they see.
            confidential: Whether it asks for confidentiality.
        """
        organisation = self.organisations.get(self.organisation_of(subject) or "")
        if organisation is None:
            return False
        care = CONFIDENTIAL if confidential else 1.0
        leaks = reactions.leak(self, organisation, self.members.get(self.bearer(subject)), country, now, cause, care)
        if leaks and subject in self.sites:
            exploitation.plan_to_leave(self, self.sites[subject], now)
        return leaks

    def apply(self, shock: Shock, now: int) -> None:
        """Do to the network what an inject or a shock file says."""
        shocks.apply(self, shock, now)

    # --- questions

    def is_free(self, person: str) -> bool:
        """Whether a person can act: neither arrested nor fled; True for uninvolved people whom nobody holds."""
        person = self.bearer(person)
        member, moved = self.members.get(person), self.people.get(person)
        if moved is not None and moved.stage in HELD_BY_OTHERS:
            return False
        return person not in self.detained if member is None else member.is_free

    def whereabouts(self, person: str) -> str:
        """Code of the country where a person is.

        Raises:
            KeyError: Nobody has this key.
        """
        moved, member = self.people.get(person), self.members.get(self.bearer(person))
        if moved is not None:
            return moved.country
        return self.entities[person].country if member is None else member.whereabouts

    def organisation_of(self, entity: str) -> str | None:
        """The organisation that an organisation key, member, account, front company, container or phone belongs to."""
        if entity in self.organisations:
            return entity
        if entity in self.sites:
            return self.sites[entity].settings.organisation
        known = self.entities.get(entity)
        if known is not None and known.kind is EntityKind.PHONE:
            entity = str(dict(known.details)["holder"])
        member = self.members.get(self.bearer(entity))
        if member is not None:
            return member.organisation
        account = self.accounts.get(entity)
        if account is not None:
            return account.organisation
        load = self.consignments.get(self.by_container.get(entity, ""))
        if load is not None:
            return load.organisation
        return next((key for key, fronts in self.fronts.items() if entity in fronts), None)

    def phone_of(self, person: str) -> str | None:
        """Key of a person's telephone, None without one."""
        return self.phones.get(self.bearer(person))

    def accounts_of(self, holder: str) -> tuple[str, ...]:
        """Keys of the accounts in the name of a person or company, sorted."""
        return tuple(sorted(self.accounts_by_holder.get(self.bearer(holder), ())))

    def holder_of(self, account: str) -> str | None:
        """In whose name an account is, None if there is no such account."""
        known = self.accounts.get(account)
        return None if known is None else known.holder

    def owner_of(self, account: str) -> str | None:
        """To whom an account really belongs, None if there is no such account."""
        known = self.accounts.get(account)
        return None if known is None else known.owner

    def is_frozen(self, account: str) -> bool:
        """Whether an authority holds an account now."""
        known = self.accounts.get(account)
        return known is not None and known.frozen

    def held_on(self, account: str) -> int:
        """The network's money on an account that an authority holds, 0 when nobody holds it; minor units."""
        known = self.accounts.get(account)
        return known.balance if known is not None and known.frozen else 0

    def key_of(self, name: str) -> str:
        """The world's key for a name that a scenario uses."""
        return control_snapshot.key_of(self, name)

    def is_organiser(self, person: str) -> bool:
        """Whether somebody leads or deals for an organisation."""
        return control_snapshot.is_organiser(self, self.bearer(person))

    # --- for exercise control

    def loads_under_way(self, now: int) -> tuple[control_snapshot.LoadInSight, ...]:
        """Loads on the map; never persons."""
        return control_snapshot.loads_under_way(self, now)

    def money_under_way(self) -> tuple[control_snapshot.MoneyInSight, ...]:
        """Money between accounts of different countries; never persons."""
        return control_snapshot.money_under_way(self)

    def routes(self) -> tuple[tuple[str, bool], ...]:
        """Every corridor with whether it is in use now."""
        return control_snapshot.routes(self)

    def latest_reasons(self, count: int) -> tuple[Phrase, ...]:
        """The latest decisions of the network with their reasons, newest first; none unless records are kept."""
        return control_snapshot.latest_reasons(self, count)

    # --- totals

    def metrics(self, now: int) -> NetworkMetrics:
        """The numbers of design.md 9 at this moment."""
        if self._shape is None or self._shape[0] != self.rolls:
            self._shape = (self.rolls, shape(self))
        return measure(self, self._shape[1], now)

    def ledger(self) -> Ledger:
        """The three flows, exactly balanced at every moment."""
        held, frozen = self.money_held()
        return self.books.ledger(
            in_store=self.grams_in(LoadStatus.STORED),
            in_transit=self.grams_in(LoadStatus.MOVING),
            held=held,
            frozen=frozen,
            people=counts.headcount(self),
        )
