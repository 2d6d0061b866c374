"""What providers record about a telephone number: when it was used to operate an account, lawfully or not.

Lawful logins are made when somebody asks, one for each payment that the holder of an account makes from it.
"""

from __future__ import annotations

from simulation.kernel.agenda import DAY
from simulation.kernel.traces import BY_TIME, Trace, TraceKind
from simulation.network import questions
from simulation.network.world.world import World

LOGIN = "/login"
"""What the key of a lawful login has behind that of its payment."""


def connections(network: World, phone: str, start: int, end: int, now: int) -> tuple[Trace, ...]:
    """What a number's provider still has of it, in order of time.

    Args:
        network: The world.
        phone: Key of the number.
        start: First second of the connections.
        end: Last second of the connections.
        now: When the provider is asked.
    """
    kept = network.traces.about(phone, (TraceKind.CONNECTION,), start, end, now)
    found = (*kept, *_lawful(network, phone, start, min(end, now), now))
    return tuple(sorted(found, key=BY_TIME))


def _lawful(network: World, phone: str, start: int, end: int, now: int) -> list[Trace]:
    entity = network.entities[phone]
    holder = str(dict(entity.details).get("holder", ""))
    kept = network.terrain.countries[entity.country].retention.connections * DAY
    facts = (("address", network.labels.address_of_net(phone)), ("service", "online_banking"))
    return [
        paid._replace(
            key=f"{paid.key}{LOGIN}",
            kind=TraceKind.CONNECTION,
            country=entity.country,
            custodian=network.identities.operators[entity.country],
            expires=paid.time + kept,
            subjects=(phone, account),
            facts=facts,
        )
        for account in questions.accounts_of(network, holder)
        for paid in network.money.lawful_transfers(account, start, end)
        if paid.subjects[0] == account
        and network.traces.exists(phone, TraceKind.CONNECTION, paid.time, paid.time + kept, now, entity.country)
    ]
