"""Who and what can be named in a record, a request or on a board.

The network makes them, the case file shows them, the law names them in requests; the three do not know each other, so
what they have in common lives in the kernel.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulation.kernel.shared import shared
from simulation.kernel.terms import Facts


class EntityKind(StrEnum):
    """What can stand on a board."""

    PERSON = "person"
    COMPANY = "company"
    ACCOUNT = "account"
    PHONE = "phone"
    CONTAINER = "container"
    VEHICLE = "vehicle"
    PLACE = "place"
    CASH = "cash"
    """Cash over the counters of a country's banks: where money came from or went to, no account that anybody holds."""
    NAME = "name"
    """A name by which people speak of somebody whom they could not point out; nobody is reached by it."""


@shared
@dataclass(frozen=True, slots=True)
class Entity:
    """A person or thing of the world, with what a record about it would print.

    Attributes:
        key: Causal key, e.g. `cast/port_official` or `org/northern/courier/3`.
        kind: What it is.
        label: The name, number or code that papers print, e.g. a person's full name or `XK07 5512 0043 9917`.
        country: Code of the country whose authorities can reach it (residence, registration, bank, operator).
        details: Printed particulars in order, e.g. ("born", "1979-03-02"), ("address", ...), ("holder", person key).
    """

    key: str
    kind: EntityKind
    label: str
    country: str
    details: Facts = ()
