"""R8: money on its way, hop by hop: by bank, as payment for goods, as virtual assets, or carried in cash.

Each hop takes the next layer of the batch's typology; the last one brings everything to the account where the treasury
lies. A part that lies in a frozen account, or arrives in one, stays there. A payment and its record have the same
second, so that statements and freezes agree to the second.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Entry
from simulation.kernel.draws import Purpose
from simulation.network.money.cash import carry, check
from simulation.network.money.suspicious_reports import suspect
from simulation.network.world import money_rules, rules
from simulation.network.world.accounts import Account, AccountShare, Batch, Keeping
from simulation.network.world.members import Launderer
from simulation.network.world.money import Money
from simulation.network.world.organisations import Organisation
from simulation.network.world.record_keeping import credit, leave_connection, leave_transfer
from simulation.network.world.typologies import HOME, Layer, split
from simulation.network.world.world import Membership, World
from simulation.scenario.schema.crime import Crime
from simulation.scenario.schema.functions import Function
from simulation.scenario.schema.money import HopMode

WEEK = 7 * DAY

FLOAT_DAYS = 30
"""The treasury keeps wages of so many days in cash. Assumption."""

MANY_PAYERS = 3
"""A bank notices that so many accounts pay into one at once. Assumption."""

MODES: dict[HopMode, tuple[float, float, float]] = {
    HopMode.BANK: (1.0, 0.0, -2.0),
    HopMode.TRADE: (0.3, 0.8, 0.5),
    HopMode.VIRTUAL: (0.1, 0.6, 1.5),
    HopMode.CASH: (0.6, 0.6, 1.0),
}
"""R8: worth of a way in calm, at security 1 added, at perceived risk 1 added. Assumptions."""

QUICK = (HopMode.BANK, HopMode.VIRTUAL)
"""Ways by which the first hop is done within a day (F18)."""

SERIAL = (HopMode.BANK, HopMode.TRADE)
"""Ways by which money comes home."""

CREWS = (Function.LAUNDERER, Function.FINANCIER, Function.COORDINATOR)
"""Who can see to money that is on its way."""

PURPOSES: dict[HopMode, tuple[str, ...]] = {
    HopMode.BANK: ("consulting", "loan", "services", "storage_services"),
    HopMode.TRADE: ("goods", "freight_charges"),
    HopMode.VIRTUAL: ("virtual_assets",),
    HopMode.CASH: ("cash",),
}
REASONS: dict[HopMode, str] = {
    HopMode.BANK: "round_sums_onward",
    HopMode.TRADE: "goods_not_seen",
    HopMode.VIRTUAL: "virtual_assets_onward",
    HopMode.CASH: "cash_paid_in",
}


def usable(money: Money, organisation: Organisation, leaving: str = "") -> list[Account]:
    """Accounts that an organisation believes to be open, outside a country if it has any there."""
    known = [money.accounts[key] for key in organisation.treasury.channels]
    free = [account for account in known if not account.noticed]
    return [account for account in free if account.country != leaving] or free


def in_keyed_order(world: World, accounts: list[Account], key: str, occasion: str, now: int) -> list[Account]:
    """Accounts in an order by chance; one more or less changes nothing in the order of the others."""
    chance = {
        each.key: world.chance.uniform(Purpose.LAUNDERING, key, f"{occasion}/{each.key}", now) for each in accounts
    }
    return sorted(accounts, key=lambda each: (chance[each.key], each.key))


def new_batch(
    crime: Crime,
    key: str,
    organisation: Organisation,
    provider: Organisation,
    pattern: str,
    layers: tuple[Layer, ...],
    parts: list[AccountShare],
    now: int,
) -> Batch:
    """Money that begins its way now, at the fee of this moment (F20)."""
    laundering = crime.laundering
    fee = money_rules.fee_rate(laundering.fee, laundering.fee_risk, provider.experience.risk("money", now))
    return Batch(key, organisation.key, provider.key, pattern, layers, parts, fee, parts[0].account)


def set_out(world: World, batch: Batch, now: int) -> None:
    """A batch is on its way: choose how the first hop is made, and when."""
    world.money.batches[batch.key] = batch
    _schedule(world, batch, now)


def _schedule(world: World, batch: Batch, now: int) -> None:
    organisation = world.membership.organisations[batch.provider]
    batch.mode = _choose_mode(world, organisation, batch, now)
    laundering = world.crime.laundering
    if batch.stage == 0 or batch.mode is HopMode.CASH:
        row, pace = laundering.first_hop_days, 1.0
    else:
        lies_at_exchange = any(world.money.accounts[part.account].keeping is Keeping.EXCHANGE for part in batch.parts)
        row = laundering.hop_days[HopMode.VIRTUAL if lies_at_exchange else batch.mode]
        pace = rules.slowness(organisation.security_now(now))
    delay = world.chance.days(row, Purpose.LAUNDERING, batch.key, f"days{batch.stage}", now)
    world.agenda.schedule(
        now + max(1, int(delay * pace)), f"network/hop/{batch.key}/{batch.stage}", "network.hop", (batch.key,)
    )


def _choose_mode(world: World, organisation: Organisation, batch: Batch, now: int) -> HopMode:
    """R8: the way of the next hop: what is open to it, by security and perceived risk, with keyed noise."""
    is_last = batch.stage >= len(batch.layers)
    known = usable(world.money, organisation, batch.leaving)
    open_ways = [HopMode.BANK]
    if any(account.keeping is Keeping.EXCHANGE for account in known):
        open_ways.append(HopMode.VIRTUAL)
    if len({account.country for account in known}) > 1 and not batch.leaving:
        open_ways.append(HopMode.TRADE)
        if organisation.crew.free(Function.COURIER):
            open_ways.append(HopMode.CASH)
    allowed = SERIAL if is_last else QUICK if batch.stage == 0 else tuple(HopMode)
    security, risk = organisation.security_now(now), organisation.experience.risk("money", now)
    options = tuple(
        (way.value, base + by_security * security + by_risk * risk)
        for way, (base, by_security, by_risk) in MODES.items()
        if way in open_ways and way in allowed
    )
    if len(options) == 1:
        return HopMode.BANK
    runner = runner_of(world.membership, world.membership.organisations[batch.provider], batch.launderer)
    if runner is None:
        ranked = sorted(options, key=lambda option: (-option[1], option[0]))
        world.reasons.add(now, batch.provider, "R8", options, 0.0, ranked[0][0], ranked[1][0])
        return HopMode(ranked[0][0])
    return HopMode(runner.choose(f"{batch.key}/way{batch.stage}", options, now))


def runner_of(membership: Membership, provider: Organisation, launderer: str) -> Launderer | None:
    """Who runs a batch now: the launderer who began it, or whoever took over."""
    member = membership.members.get(launderer)
    crew = [each for each in (member, *provider.crew.free(Function.LAUNDERER)) if isinstance(each, Launderer)]
    return next((each for each in crew if each.is_free), None)


def hop(world: World, entry: Entry) -> None:
    """R8: the next hop of a batch. Nobody free to do it: a week later, unless it is on the road."""
    batch = world.money.batches[str(entry.payload[0])]
    organisation, provider = (
        world.membership.organisations[batch.organisation],
        world.membership.organisations[batch.provider],
    )
    now = entry.time
    if not batch.purse and not any(each.crew.free(crew) for crew in CREWS for each in (provider, organisation)):
        world.agenda.schedule(now + WEEK, entry.key, entry.rule, entry.payload)
        return
    take_hop(world, organisation, batch, now)


def take_hop(world: World, organisation: Organisation, batch: Batch, now: int) -> None:
    """R8: one hop of a batch now."""
    provider = world.membership.organisations[batch.provider]
    if batch.began is None:
        batch.began = now
    batch.parts = _not_held(world.money, batch)
    targets = _targets(world, organisation, batch, now)
    if batch.parts and batch.mode is HopMode.CASH and not batch.purse:
        carry(world, provider, batch, next(iter(targets.values())), now)
        return
    if batch.purse:
        check(world, provider, batch, next(iter(targets.values())), now)
        batch.parts = _together(batch.parts)
    is_last = batch.stage >= len(batch.layers)
    runner = runner_of(world.membership, provider, batch.launderer)
    moved: list[AccountShare] = []
    payers: dict[str, set[str]] = {}
    for number, (part, after, wanted) in enumerate(_orders(batch)):
        account, target = world.money.accounts[part.account], targets[after]
        amount = min(wanted, account.balance)
        if amount <= 0:
            continue
        payers.setdefault(target.key, set()).add(account.key)
        if runner is not None and account.keeping is not Keeping.PURSE:
            leave_connection(world, f"{batch.key}/{batch.stage}/{account.key}/login", now, runner.key, account.key)
        reason = "many_payers" if len(payers[target.key]) >= MANY_PAYERS else REASONS[batch.mode]
        received = _pay_on(world, batch, account, target, amount, number, reason, now)
        if not target.frozen:
            moved.append(AccountShare(target.key, received, after))
        elif batch.is_fresh:
            target.stopped += received
    _put_away(world.money, batch, batch.parts)
    batch.parts = _together(moved)
    batch.stage += 1
    world.activity.note(now, 1 if moved else 0, 0)
    if not batch.parts or is_last:
        _finish(world.money, batch)
        if batch.parts:
            _arrive(world, organisation, batch, sum(part.amount for part in batch.parts), now)
    else:
        _schedule(world, batch, now)


def _not_held(money: Money, batch: Batch) -> list[AccountShare]:
    """The parts that no authority holds; what it holds leaves the batch, and is known to be takings still."""
    free: list[AccountShare] = []
    for part in batch.parts:
        account = money.accounts[part.account]
        if not account.frozen:
            free.append(part)
        elif batch.is_fresh:
            account.stopped = min(account.balance, account.stopped + part.amount)
    return free


def _put_away(money: Money, batch: Batch, lying: list[AccountShare]) -> None:
    """Forget purses that are empty."""
    for key in sorted({batch.purse, *(part.account for part in lying)}):
        account = money.accounts.get(key)
        if account is not None and account.keeping is Keeping.PURSE and not account.balance and not account.frozen:
            del money.accounts[key]
    batch.purse = ""


def _finish(money: Money, batch: Batch) -> None:
    money.batches.pop(batch.key, None)


def _orders(batch: Batch) -> list[tuple[AccountShare, int, int]]:
    """Every payment of the next layer: from which part, to which slot, how much."""
    if batch.stage >= len(batch.layers):
        return [(part, 0, part.amount) for part in batch.parts]
    layer = batch.layers[batch.stage]
    return [(part, after, amount) for part in batch.parts for after, amount in split(part.amount, layer, part.slot)]


def _together(parts: list[AccountShare]) -> list[AccountShare]:
    """What lies in one slot of one account, as one part."""
    found: dict[tuple[int, str], int] = {}
    for part in parts:
        found[part.slot, part.account] = found.get((part.slot, part.account), 0) + part.amount
    return [AccountShare(account, amount, slot) for (slot, account), amount in sorted(found.items())]


def _targets(world: World, organisation: Organisation, batch: Batch, now: int) -> dict[int, Account]:
    """Which account stands for each slot of the next layer."""
    if batch.stage >= len(batch.layers):
        return {0: world.money.accounts[organisation.treasury.reserve]}
    layer: Layer = batch.layers[batch.stage]
    slots = sorted({after for _, after, _ in layer})
    fitting = _fitting(world, batch) or [world.money.accounts[organisation.treasury.reserve]]
    home = world.money.accounts[batch.home]
    fitting = in_keyed_order(world, fitting, batch.key, f"hop{batch.stage}", now)
    return {
        slot: home if slot == HOME and not home.noticed else fitting[index % len(fitting)]
        for index, slot in enumerate(slots)
    }


def _fitting(world: World, batch: Batch) -> list[Account]:
    """Accounts that the way can lead to, those where the money lies now left out while others remain."""
    known = usable(world.money, world.membership.organisations[batch.provider], batch.leaving)
    here = {part.account for part in batch.parts}
    countries = {world.money.accounts[key].country for key in here}
    wanted = Keeping.EXCHANGE if batch.mode is HopMode.VIRTUAL else Keeping.BANK
    crosses = batch.mode in {HopMode.TRADE, HopMode.CASH}
    narrowed = [
        account for account in known if account.keeping is wanted and not (crosses and account.country in countries)
    ]
    fitting = narrowed or known
    return [account for account in fitting if account.key not in here] or fitting


def _pay_on(
    world: World, batch: Batch, account: Account, target: Account, amount: int, number: int, reason: str, now: int
) -> int:
    """One part goes on, less the fee; what the target receives."""
    if target is account:
        return amount
    fee = rules.share_of(amount, batch.fee)
    received = amount - fee
    account.balance -= amount
    world.money.totals.fees += fee
    purposes = PURPOSES[batch.mode]
    purpose = purposes[(batch.stage * 5 + number) % len(purposes)]
    key = f"{batch.key}/{batch.stage}/{number}"
    credit(world.happenings, target, received, key, now)
    origin = f"cash/{target.country.lower()}" if account.keeping is Keeping.PURSE else account.key
    leave_transfer(world, key, now, origin, target.key, received, purpose)
    suspect(world, target, received, reason, now)
    if target.frozen:
        world.membership.organisations[batch.provider].experience.passed("money", now, lost=True)
    return received


def _arrive(world: World, organisation: Organisation, batch: Batch, arrived: int, now: int) -> None:
    """A batch is home: it counts as laundered, cash is drawn for wages, and what is too much goes to the owners."""
    provider = world.membership.organisations[batch.provider]
    provider.experience.passed("money", now, lost=False)
    if batch.is_fresh:
        world.money.totals.laundered += arrived
        began = now if batch.began is None else batch.began
        facts = (
            ("amount_minor", arrived),
            ("pattern", batch.pattern),
            ("hops", batch.stages),
            ("hours", (now - began) // 3600),
        )
        world.happenings.add(
            now, f"{batch.key}/laundered", "MoneyLaundered", (organisation.key, organisation.treasury.reserve), facts
        )
    reserve = world.money.accounts[organisation.treasury.reserve]
    if provider is not organisation:
        _pay_service(world, batch, reserve, provider, rules.share_of(arrived, world.parameters.service_fee), now)
    wanted = min(max(0, FLOAT_DAYS * organisation.crew.daily_wages() - organisation.treasury.cash), reserve.balance)
    if wanted:
        reserve.balance -= wanted
        organisation.treasury.cash += wanted
        _withdraw(world, f"{batch.key}/wages", reserve, wanted, "cash", now)
    surplus = min(organisation.treasury.funds() - organisation.reserve_target(), reserve.balance)
    if surplus > 0:
        reserve.balance -= surplus
        world.money.totals.spent += surplus
        _withdraw(world, f"{batch.key}/owners", reserve, surplus, "dividend", now)


def _pay_service(world: World, batch: Batch, reserve: Account, provider: Organisation, cut: int, now: int) -> None:
    """What a laundering service keeps goes to its own treasury."""
    own = world.money.accounts.get(provider.treasury.reserve)
    cut = min(cut, reserve.balance)
    if own is None or own is reserve or cut <= 0:
        return
    reserve.balance -= cut
    credit(world.happenings, own, cut, f"{batch.key}/service", now)
    leave_transfer(world, f"{batch.key}/service", now, reserve.key, own.key, cut, "services")


def _withdraw(world: World, key: str, account: Account, amount: int, purpose: str, now: int) -> None:
    leave_transfer(world, key, now, account.key, f"cash/{account.country.lower()}", amount, purpose)


def recover(world: World, organisation: Organisation, account: Account, now: int) -> None:
    """R8: money that an authority lets go sets out for the treasury again, unless a batch still has it on its way.

    Takings that were stopped count as laundered when they are home; a treasury that was held was counted before.
    """
    stopped, account.stopped = account.stopped, 0
    left = world.money.at_rest(account)
    is_known = account.key in organisation.treasury.own() or account.keeping is Keeping.PURSE
    is_home = account.key == organisation.treasury.reserve
    if not is_known or left <= 0:
        return
    key = f"{organisation.key}/recover/{account.key}/{len(account.freezes)}"
    takings = min(stopped, left)
    treasury = 0 if is_home else left - takings
    for name, amount, is_fresh in ((key, takings, True), (f"{key}/treasury", treasury, False)):
        if amount > 0:
            parts = [AccountShare(account.key, amount, 0)]
            batch = new_batch(world.crime, name, organisation, organisation, "direct", (), parts, now)
            batch.is_fresh = is_fresh
            set_out(world, batch, now)
