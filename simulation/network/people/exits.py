"""How people come out of an organisation's hands: escaped, stopped, identified as victims, or lost; and protection.

Whoever is out and not protected may be drawn back. Records are made by those whose task it is: border posts, labour
inspectorates, police, victim services.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Purpose
from simulation.kernel.terms import Facts
from simulation.kernel.traces import TraceKind
from simulation.network.world.moved_people import OUT, JourneyStage, PersonMoved
from simulation.network.world.world import World

LONG = 10_000 * DAY
"""Beyond every horizon: a protected witness stays reachable."""

ALARMING = frozenset({"self_report", "ngo", "inspection", "operation"})
"""Ways of being identified of which the organisation learns, because somebody is missing at the site."""


def settle(world: World, person: PersonMoved, now: int) -> None:
    """Put the next thing that may come of a person's situation on the calendar, in place of what was there."""
    key = f"network/fate/{person.key}"
    if person.stage is JourneyStage.HELD:
        site = world.people.sites[person.site]
        rates = person.rates_when_held(site.coercion, site.seen, now)
    elif person.stage in OUT:
        rates = person.rates_when_out()
    else:
        world.agenda.cancel(key)
        return
    due = person.face(rates, now)
    if due is None:
        world.agenda.cancel(key)
        return
    world.agenda.schedule(max(due[0], now + 1), key, "network.fate", (person.key, due[1]))


def leave_hands(world: World, person: PersonMoved, stage: JourneyStage, now: int) -> None:
    """Come out: off the site's roll, or off the journey, and to another stage."""
    site = world.people.sites.get(person.site)
    if site is not None:
        site.count(now)
        site.people.discard(person.key)
        site.expected.discard(person.key)
    for what in ("depart", "arrive"):
        world.agenda.cancel(f"network/person_{what}/{person.key}")
    if person.stage is JourneyStage.HELD:
        person.debt.amount = person.owes(now)
        person.debt.since = now
    person.enter(stage, now)
    settle(world, person, now)


def said_of(person: PersonMoved, *more: tuple[str, str | int]) -> Facts:
    """What a happening says of a person: where, and what he or she was made to do; nothing that could be a price."""
    base = (("country", person.country), ("place", person.place), ("form", person.form.value))
    return (*base, ("woman", int(person.traits.woman)), ("child", int(person.traits.child)), *more)


def escape(world: World, person: PersonMoved, now: int, how: str) -> None:
    """Leave the organisation's hands by oneself: `fled`, or `stranded` on the way."""
    person.notes(now, "left", person.site)
    site = person.site
    leave_hands(world, person, JourneyStage.ESCAPED, now)
    world.happenings.add(
        now, f"{person.key}/escaped/{now}", "PersonEscaped", _subjects(person, site), said_of(person, ("how", how))
    )


def lose(world: World, person: PersonMoved, now: int) -> None:
    """Die or be lost; nobody puts a number on it but one."""
    site = person.site
    leave_hands(world, person, JourneyStage.LOST, now)
    world.happenings.add(now, f"{person.key}/lost", "PersonLost", _subjects(person, site), said_of(person))


def intercept(world: World, person: PersonMoved, now: int, by: str) -> None:
    """Be stopped and not seen as a victim: at a border, in a raid, or by an arrest."""
    site = person.site if person.stage is JourneyStage.HELD else ""
    leave_hands(world, person, JourneyStage.INTERCEPTED, now)
    world.happenings.add(
        now,
        f"{person.key}/intercepted/{now}",
        "PersonIntercepted",
        _subjects(person, site),
        said_of(person, ("by", by)),
    )


def identify(world: World, person: PersonMoved, now: int, channel: str, *, heard: bool = True) -> bool:
    """F22, R14: be seen as a victim of trafficking; False for somebody who is identified already, free, or lost.

    Args:
        world: The world.
        person: Whom.
        now: When.
        channel: `inspection`, `self_report`, `ngo`, `border` or `operation`.
        heard: Whether somebody sits down with the person for a statement after time to recover.
    """
    if person.stage in {JourneyStage.IDENTIFIED, JourneyStage.LOST, JourneyStage.ARRIVED}:
        return False
    held = person.stage is JourneyStage.HELD
    site = person.site if held else ""
    leave_hands(world, person, JourneyStage.IDENTIFIED, now)
    _refer(world, person, site or person.place, now)
    world.happenings.add(
        now,
        f"{person.key}/identified/{now}",
        "PersonIdentified",
        _subjects(person, site),
        said_of(person, ("channel", channel)),
    )
    if held and channel in ALARMING:
        world.membership.organisations[person.organisation].alarm(now, 1)
    if heard:
        hear(world, person, now)
    return True


def _refer(world: World, person: PersonMoved, where: str, now: int) -> None:
    """The first paper about a victim: that he or she was seen as one, where, and nothing of what was lived through."""
    country = person.country
    world.traces.add(
        f"{person.key}/referred/{now}",
        TraceKind.TESTIMONY,
        now,
        country,
        f"{world.labels.town(f'victim_service/{country}', country)} Victim Service",
        None,
        (person.key, where),
        (("event", "identified"),),
    )


def hear(world: World, person: PersonMoved, now: int) -> None:
    """Give a person time to recover and reflect; then there may be a statement (protected time)."""
    if person.given_until > now:
        due = now + 10 * DAY
    else:
        due = now + world.chance.days(
            person.numbers.statement_days, Purpose.IDENTIFICATION, person.key, f"statement{now}", now
        )
    world.agenda.schedule(due, f"network/statement/{person.key}", "network.statement", (person.key,))


def protect(world: World, person: PersonMoved, now: int) -> bool:
    """Bring a person out and keep him or her safe; False where the person cannot be reached or is lost.

    Consent is the person's: who travels in the hands of an organisation is brought out first. A statement that was not
    made may come now, and what was said stays within reach.
    """
    if person.stage in {JourneyStage.LOST, JourneyStage.TRAVELLING}:
        return False
    fresh = not person.protected
    person.protected = True
    if person.stage is not JourneyStage.ARRIVED and not identify(world, person, now, "operation") and fresh:
        settle(world, person, now)
        hear(world, person, now)
    world.traces.preserve(person.key, (TraceKind.TESTIMONY,), now + LONG, now)
    return True


def statement(world: World, person: PersonMoved, now: int) -> None:
    """An identified person speaks or does not: the same envelope, whose odds protection raises."""
    if person.stage is not JourneyStage.IDENTIFIED or person.key in world.people.spoke:
        return
    numbers = person.numbers
    chance = numbers.speaks_protected if person.protected else numbers.speaks
    u = world.chance.uniform(Purpose.IDENTIFICATION, person.key, "speaks", now)
    if u >= chance and person.given_until <= now:
        return
    speak(world, person, now)


def speak(world: World, person: PersonMoved, now: int) -> bool:
    """Tell the victim service what was lived through, once; False for somebody who is not identified, or has spoken."""
    if person.stage is not JourneyStage.IDENTIFIED or person.key in world.people.spoke:
        return False
    numbers = person.numbers
    world.people.spoke.add(person.key)
    country = person.country
    custodian = f"{world.labels.town(f'victim_service/{country}', country)} Victim Service"
    expires = None if person.protected else now + numbers.reachable_days * DAY
    for index, (time, event, named) in enumerate(person.lived):
        facts: Facts = (("event", event),)
        if event == "held":
            facts = (*facts, ("form", person.form.value))
        world.traces.add(
            f"{person.key}/account/{index}",
            TraceKind.TESTIMONY,
            time,
            country,
            custodian,
            expires,
            (person.key, *named),
            facts,
        )
    world.happenings.add(now, f"{person.key}/spoke", "PersonSpoke", (person.key,), said_of(person))
    return True


def report_missing(world: World, person: PersonMoved, now: int) -> None:
    """The family goes to the police, unless it has heard from the person."""
    if person.stage in {JourneyStage.ARRIVED, JourneyStage.IDENTIFIED, JourneyStage.ESCAPED}:
        return
    country = world.terrain.country_of(person.traits.home)
    custodian = f"{world.labels.town(f'police/{country}', country)} Police"
    key = f"{person.key}/missing"
    world.traces.add(
        key,
        TraceKind.MISSING_REPORT,
        now,
        country,
        custodian,
        None,
        (person.key, person.traits.home),
        (("event", "missing"),),
    )
    facts = (("country", country), ("place", person.traits.home))
    world.happenings.add(now, key, "PersonReportedMissing", (person.key, person.traits.home), facts)
    world.activity.note(now, 0, 1)


def leave_border_entry(world: World, person: PersonMoved, place: str, now: int, event: str) -> None:
    """The entry that a border post makes of a person, by name: `entered`, `refused` or `referred`."""
    country = world.terrain.country_of(place)
    world.traces.add(
        f"{person.key}/{place}/{event}/{now}",
        TraceKind.BORDER_ENTRY,
        now,
        country,
        world.entities[place].label,
        now + world.terrain.countries[country].retention.border * DAY,
        (person.key, place),
        (("event", event),),
    )


def leave_lodging(world: World, person: PersonMoved, place: str, now: int) -> None:
    """The entry that a guest house makes when somebody stays the night."""
    country = world.terrain.country_of(place)
    world.traces.add(
        f"{person.key}/{place}/lodging/{now}",
        TraceKind.LODGING,
        now,
        country,
        f"{world.labels.town(f'lodging/{place}', country)} Guest House",
        now + world.terrain.countries[country].retention.port * DAY,
        (person.key, place),
        (("event", "lodged"),),
    )


def _subjects(person: PersonMoved, site: str) -> tuple[str, ...]:
    return (person.key, site) if site else (person.key,)
