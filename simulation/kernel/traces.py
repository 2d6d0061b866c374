"""What acts leave behind and what happened in the world: the records that the network makes and the file reads."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from operator import attrgetter
from typing import NamedTuple

from simulation.kernel.shared import shared
from simulation.kernel.terms import Facts


class TraceKind(StrEnum):
    """What an act leaves behind."""

    TRANSFER = "transfer"
    ACCOUNT_OPENED = "account_opened"
    CALL = "call"
    SUBSCRIBER = "subscriber"
    PORT_MOVEMENT = "port_movement"
    BORDER_CHECK = "border_check"
    SUSPICIOUS_REPORT = "suspicious_report"
    SEIZURE = "seizure"
    CASH_FOUND = "cash_found"
    COMPANY_REGISTERED = "company_registered"
    KNOWLEDGE = "knowledge"
    BORDER_ENTRY = "border_entry"
    LODGING = "lodging"
    MISSING_REPORT = "missing_report"
    INSPECTION = "inspection"
    TESTIMONY = "testimony"
    COVERT_CONTACT = "covert_contact"
    CONNECTION = "connection"
    MANIFEST = "manifest"
    VEHICLE_REGISTERED = "vehicle_registered"


@shared
class Trace(NamedTuple):
    """A record of an act that somebody keeps for a time.

    Attributes:
        key: Causal key.
        kind: What act it is about.
        time: When the act happened, in seconds since the scenario's start.
        country: Code of the country where the custodian sits.
        custodian: Label of who keeps it (a bank, an operator, a port authority, a person).
        expires: When it is deleted unless preserved; None if it does not expire within the horizon.
        subjects: Keys of the entities it is about, the principal first. TRANSFER: (from account, to account).
            ACCOUNT_OPENED: (account, holder, beneficial owner). CALL: (calling phone, called phone). SUBSCRIBER:
            (phone, person). PORT_MOVEMENT: (container, company, place). BORDER_CHECK: (person or container, place,
            who drove, vehicle).
            SUSPICIOUS_REPORT: (account, holder). SEIZURE: (container or person, place). CASH_FOUND: (person, place).
            COMPANY_REGISTERED: (company, director, owner). KNOWLEDGE: (person who knows, what or whom it is about,
            ...). BORDER_ENTRY: (person, place). LODGING: (person, place). MISSING_REPORT: (person, place last seen).
            INSPECTION: (site, company or "", people found, ...). TESTIMONY: (person, members, companies, sites or
            places named, ...). COVERT_CONTACT: (person met, place). CONNECTION: (phone, account that was operated).
            MANIFEST: (container, carrier, consignee, port of loading, port of discharge). VEHICLE_REGISTERED: (vehicle,
            keeper).
        facts: Plain values: `amount_minor`, `purpose`, `seconds`, `grams`, `seal`, `event`, `statement` (a code), ...
    """

    key: str
    kind: TraceKind
    time: int
    country: str
    custodian: str
    expires: int | None
    subjects: tuple[str, ...]
    facts: Facts = ()

    def fact(self, name: str) -> str | int | None:
        """The value of one fact, None when the record does not have it."""
        for key, value in self.facts:
            if key == name:
                return value
        return None

    def signed(self, account: str) -> int:
        """What a payment brought into an account, minor units; below 0 what it took out."""
        amount = int(self.fact("amount_minor") or 0)
        return amount if self.subjects[1] == account else -amount


BY_TIME = attrgetter("time", "key")
"""By what records are sorted by time, those of one moment by key."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that happened in the world, for the review and for those whom it concerns.

    Attributes:
        time: When, in seconds since the scenario's start.
        key: Causal key.
        code: Past-tense code, e.g. `GoodsSeized`.
        subjects: Keys of what it concerns, the principal first.
        facts: Its numbers and words.
    """

    time: int
    key: str
    code: str
    subjects: tuple[str, ...]
    facts: Facts = ()
