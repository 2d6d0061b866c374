"""What organisations do, what their members do for them, and how they look for new ones."""

from __future__ import annotations

from enum import StrEnum


class Activity(StrEnum):
    """What an organisation lives on; most have one main activity (82 %, Europol 2024)."""

    DRUGS = "drugs"
    EXPLOITATION = "exploitation"
    LAUNDERING = "laundering"


class Function(StrEnum):
    """What a member does for the organisation; never called role (that is a user's).

    The last five are facilitators: people with a lawful trade or post, or a name to lend, without whom the others could
    not work (a quarter of a case network, Caviar; network.md b F16).
    """

    COORDINATOR = "coordinator"
    BROKER = "broker"
    COURIER = "courier"
    STOREKEEPER = "storekeeper"
    RECRUITER = "recruiter"
    CONTROLLER = "controller"
    LAUNDERER = "launderer"
    FORGER = "forger"
    FINANCIER = "financier"
    STRAW_OWNER = "straw_owner"
    ENABLER = "enabler"
    CORRUPT_OFFICIAL = "corrupt_official"


FACILITATORS = frozenset(
    {
        Function.LAUNDERER,
        Function.FORGER,
        Function.FINANCIER,
        Function.STRAW_OWNER,
        Function.ENABLER,
        Function.CORRUPT_OFFICIAL,
    }
)
"""Functions outside the core of a network (network.md b F16; which belong here is an assumption)."""


class Search(StrEnum):
    """Where a successor is found (R5): within two ties, through a broker, or in the open."""

    TIES = "ties"
    BROKER = "broker"
    OPEN = "open"
