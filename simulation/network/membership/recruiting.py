"""R5: how vacant posts are filled, and fact F14: who leaves without an arrest.

A successor is looked for within two ties by skill and trust, then through a broker who vouches, then in the open. Who
moves up leaves a post of his or her own vacant. Every vacancy has a causal key (post and generation), so that the same
vacancy at another time meets the same delay.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY, Agenda, Entry
from simulation.kernel.draws import Purpose, quantile
from simulation.network.membership.population import add_member, add_person
from simulation.network.world import rules
from simulation.network.world.members import CLASSES, Broker, Member, MemberStatus, Recruiter
from simulation.network.world.organisations import YEAR_DAYS, Organisation, Post
from simulation.network.world.world import Membership, World
from simulation.scenario.schema.functions import Function, Search

LADDER: dict[Function, tuple[Function, ...]] = {
    Function.COORDINATOR: (Function.BROKER, Function.FINANCIER),
    Function.BROKER: (Function.STOREKEEPER, Function.RECRUITER, Function.COURIER),
    Function.FINANCIER: (Function.LAUNDERER,),
    Function.STOREKEEPER: (Function.COURIER,),
    Function.RECRUITER: (Function.STOREKEEPER, Function.COURIER),
    Function.CONTROLLER: (Function.RECRUITER, Function.COURIER),
}
"""R5: from which functions somebody can move up; specialists and names to lend come from outside. Assumption."""

LEAST_STANDING = 0.5
"""R5: skill times trust that somebody needs to move up. Assumption."""

LEADING = frozenset({Function.COORDINATOR, Function.BROKER})
"""R5: who decides about newcomers and vouches for them."""

VOUCH_DAYS = 60
"""R5: a broker vouches for one newcomer in so many days. Assumption."""

NOBODY_SEARCHES = 1.5
"""R5: factor on the time of open recruitment when no recruiter is at liberty. Assumption."""

RECRUITING_DAYS = 30
"""R5: a new member costs so many days of wages. Assumption."""

RETRY_DAYS = 14
"""R5: days until somebody tries again who could not pay. Assumption."""

MOST_CAREER_DAYS = 4000
"""Careers that end later than this end beyond every scenario."""


def begin_career(world: World, member: Member, now: int) -> None:
    """F14: when the member will leave by himself or herself: one exponential time. The cast of the story stays."""
    rate = world.parameters.attrition_per_year
    if rate <= 0.0 or member.key.startswith("cast/"):
        return
    days = world.chance.exponential(Purpose.ATTRITION, member.key, "", now) / rate * YEAR_DAYS
    if days < MOST_CAREER_DAYS:
        due = now + int(days * DAY) + 1
        world.agenda.schedule(due, f"network/retire/{member.key}", "network.retire", (member.key,))


def desist(agenda: Agenda, member: Member, when: int) -> None:
    """R11: a member who has had enough ends the career sooner than it would have ended. The cast of the story stays."""
    key = f"network/retire/{member.key}"
    due = agenda.when(key)
    if not member.key.startswith("cast/") and (due is None or when < due):
        agenda.schedule(when, key, "network.retire", (member.key,))


def retire(world: World, entry: Entry) -> None:
    """F14: a member leaves; he or she can still be found and arrested."""
    member = world.membership.members[str(entry.payload[0])]
    if not member.is_free:
        return
    member.status, member.taken_at = MemberStatus.RETIRED, entry.time
    world.roll_changed(member)
    facts = (("function", member.function.value), ("organisation", member.organisation))
    world.happenings.add(entry.time, f"{member.key}/retired", "MemberRetired", (member.key,), facts)
    open_vacancy(world, member, entry.time)


def open_vacancy(world: World, member: Member, now: int) -> None:
    """The post of somebody who is gone falls vacant, unless another holds it: the search begins."""
    post = world.membership.posts[member.position]
    if world.membership.is_filled(post):
        return
    post.vacant_since = now
    organisation = world.membership.organisations[post.organisation]
    _silence(world, organisation, post)
    search = _search(world.membership, organisation, post, now)
    pace = world.parameters.replacement_pace[search] * rules.vetting(organisation.settings.security)
    if search is Search.OPEN:
        recruiter = organisation.crew.rested(Function.RECRUITER, post.country, now)
        pace *= recruiter.find(now) if isinstance(recruiter, Recruiter) else NOBODY_SEARCHES
    row = world.parameters.replacement_days[post.function]
    u = world.chance.uniform(Purpose.REPLACEMENT, post.key, f"delay{post.generation}", now)
    delay = int(max(1, int(quantile(row, u) * DAY)) * pace)
    world.agenda.schedule(now + delay, _key(post), "network.replace", (post.key, search.value))
    slower = {Search.TIES: Search.BROKER.value, Search.BROKER: Search.OPEN.value, Search.OPEN: ""}
    inputs = (("pace", pace), ("days", float(delay // DAY)))
    world.reasons.add(now, organisation.key, "R5", inputs, u, f"seek_{search}:{post.key}", slower[search])


def close_vacancy(world: World, member: Member) -> None:
    """Somebody who was gone is back: nobody else is looked for."""
    post = world.membership.posts[member.position]
    world.agenda.cancel(_key(post))
    if post.vacant_since is not None:
        post.holder, post.vacant_since = member.key, None
        world.membership.occupants[post.key] = member.key
    _sign_again(world.membership.organisations[post.organisation], post)


def _key(post: Post) -> str:
    return f"network/replace/{post.key}"


def _search(membership: Membership, organisation: Organisation, post: Post, now: int) -> Search:
    if insiders(membership, organisation, post, now):
        return Search.TIES
    vouching = organisation.crew.rested(Function.BROKER, post.country, now)
    if isinstance(vouching, Broker) and vouching.vouches(now, VOUCH_DAYS):
        return Search.BROKER
    return Search.OPEN


def insiders(membership: Membership, organisation: Organisation, post: Post, now: int) -> tuple[Member, ...]:
    """R5: who could move up to a post, the best by skill and trust first: at hand, and within two ties of it."""
    near = set(membership.ties.get(post.key, ()))
    for position in sorted(near):
        near |= membership.ties.get(position, set())
    able = [
        member
        for function in LADDER.get(post.function, ())
        for member in organisation.crew.free(function)
        if member.position in near and member.whereabouts == post.country and not member.refuses(now)
    ]
    standing = [(member.skill(now) * member.trust, member.jobs, member) for member in able]
    fit = [row for row in standing if row[0] >= LEAST_STANDING]
    return tuple(row[2] for row in sorted(fit, key=lambda row: (-row[0], -row[1], row[2].key)))


def replace(world: World, entry: Entry) -> None:
    """R5: fill a vacancy; later when neither treasury nor takings can pay for it."""
    post = world.membership.posts[str(entry.payload[0])]
    if world.membership.is_filled(post):
        return
    organisation = world.membership.organisations[post.organisation]
    now = entry.time
    security = organisation.security_now(now)
    gone = _gone_around(world.membership, post) + rules.deterred(security, organisation.settings.security)
    gone += world.parameters.unled_search * _unled(world.membership, organisation, post)
    if gone > 0.0 and len(entry.payload) == 2 and post.vacant_since is not None:
        late = now + max(1, int((now - post.vacant_since) * gone))
        world.agenda.schedule(late, entry.key, entry.rule, (*entry.payload, "late"))
        return
    search = Search(str(entry.payload[1]))
    candidates = insiders(world.membership, organisation, post, now) if search is Search.TIES else ()
    if candidates:
        _promote(world, organisation, post, candidates, now)
        return
    price = RECRUITING_DAYS * world.parameters.wage_minor_per_day[post.function]
    if not organisation.treasury.raise_cash(price):
        world.agenda.schedule(now + RETRY_DAYS * DAY, entry.key, entry.rule, entry.payload)
        return
    organisation.treasury.spend(price)
    world.money.totals.recruitment += price
    _hire(world, organisation, post, Search.BROKER if search is Search.TIES else search, price, now)


def _gone_around(membership: Membership, post: Post) -> float:
    """R5: share of the posts tied to a vacant one that are vacant too: fewer who look, vouch and hand over.

    The search takes as much longer. That successors are found by social distance: Duijn et al. 2014; that losses at
    several places at once do more than the same losses one by one: fact F15. The form is an assumption.
    """
    tied = sorted(membership.ties.get(post.key, ()))
    vacant = sum(
        position in membership.posts and not membership.is_filled(membership.posts[position]) for position in tied
    )
    return vacant / len(tied) if tied else 0.0


def _unled(membership: Membership, organisation: Organisation, post: Post) -> float:
    """R5, fact F15: share of the other leading posts that are vacant: nobody there decides about a newcomer or vouches.

    Who loses leaders one by one has others look for each; who loses them on one day has hardly anybody who looks. That
    the way of recovering matters more than whom a network loses: Diviák 2023. The form is an assumption.
    """
    others = [each for each in organisation.crew.posts.values() if each.function in LEADING and each.key != post.key]
    return sum(not membership.is_filled(each) for each in others) / len(others) if others else 0.0


def _hire(world: World, organisation: Organisation, post: Post, search: Search, price: int, now: int) -> None:
    key = f"{post.key}/successor/{post.generation + 1}"
    add_person(world, key, post.country, world.labels.person(key, post.country))
    new = _seat(world, post, key, search, now)
    begin_career(world, new, now)
    inputs = (("days", _vacant_days(post, now)), ("price", float(price)))
    _settle(world, organisation, post, new, search, inputs, "", now)


def _promote(world: World, organisation: Organisation, post: Post, candidates: tuple[Member, ...], now: int) -> None:
    """R5: somebody moves up, keeps what he or she is known for, and leaves the old post vacant."""
    old = candidates[0]
    inputs = (
        ("days", _vacant_days(post, now)),
        ("skill", old.skill(now)),
        ("trust", old.trust),
        ("candidates", float(len(candidates))),
    )
    old.remove()
    new = _seat(world, post, old.key, Search.TIES, now)
    new.trust, new.jobs, new.last_job = max(old.trust, new.trust), old.jobs, old.last_job
    new.exposure = old.exposure
    _settle(world, organisation, post, new, Search.TIES, inputs, candidates[1].key if len(candidates) > 1 else "", now)
    open_vacancy(world, old, now)


def _seat(world: World, post: Post, key: str, search: Search, now: int) -> Member:
    gone = post.holder
    new = CLASSES[post.function](
        world,
        key,
        position=post.key,
        organisation=post.organisation,
        country=post.country,
        place=post.place,
        joined=now,
        start_quality=world.parameters.replacement_quality[search],
    )
    new.trust = world.parameters.replacement_trust[search]
    new.generation = post.generation + 1
    new.replaces = gone
    return new


def _settle(
    world: World,
    organisation: Organisation,
    post: Post,
    new: Member,
    search: Search,
    inputs: tuple[tuple[str, float], ...],
    runner_up: str,
    now: int,
) -> None:
    world.reasons.add(now, organisation.key, "R5", inputs, 0.0, f"{search}:{new.key}", runner_up)
    add_member(world, new)
    _sign_again(organisation, post)
    facts = (("function", post.function.value), ("organisation", post.organisation), ("search", search.value))
    key = f"{post.key}/filled/{post.generation}"
    world.happenings.add(now, key, "MemberReplaced", (new.key, new.replaces), facts)


def _vacant_days(post: Post, now: int) -> float:
    return float((now - post.vacant_since) // DAY) if post.vacant_since is not None else 0.0


# --- who signs


def _silence(world: World, organisation: Organisation, post: Post) -> None:
    """Without its straw owner nothing moves into a front company's accounts; one channel always stays."""
    signed = {company for company, signatory in world.membership.signatories.items() if signatory == post.key}
    stopped = [key for key in organisation.treasury.channels if world.money.accounts[key].holder in signed]
    if stopped and len(stopped) < len(organisation.treasury.channels):
        organisation.treasury.unsigned[post.key] = stopped
        organisation.treasury.channels[:] = [key for key in organisation.treasury.channels if key not in stopped]


def _sign_again(organisation: Organisation, post: Post) -> None:
    stopped = organisation.treasury.unsigned.pop(post.key, None)
    if stopped is not None:
        organisation.treasury.channels[:] = sorted({*organisation.treasury.channels, *stopped})
