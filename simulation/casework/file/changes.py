"""What a change of a case file was: small values that the exercise turns into its events."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulation.kernel.registers import Register
from simulation.kernel.terms import Facts


class ChangeCode(StrEnum):
    """Past-tense codes of what can happen to a case file."""

    DOCUMENT_FILED = "document_filed"
    ENTITY_KNOWN = "entity_known"
    RISK_SHOWN = "risk_shown"
    PERSON_PROTECTED = "person_protected"
    CONSENT_RECORDED = "consent_recorded"
    DEFECT_CURED = "defect_cured"
    CAME_AS_EVIDENCE = "came_as_evidence"
    ENTITY_CLAIMED = "entity_claimed"
    LINK_CLAIMED = "link_claimed"
    CLAIM_REMOVED = "claim_removed"
    PLAN_MADE = "plan_made"
    PLAN_DROPPED = "plan_dropped"
    ENTITIES_MERGED = "entities_merged"
    ENTITIES_SPLIT = "entities_split"
    REPORT_RECEIVED = "report_received"
    REPORT_TRIAGED = "report_triaged"
    MEASURE_MOVED = "measure_moved"
    ASSET_MOVED = "asset_moved"
    PERSON_CHARGED = "person_charged"
    CHARGE_SUPPLEMENTED = "charge_supplemented"
    CHARGE_DECIDED = "charge_decided"


@dataclass(frozen=True, slots=True)
class Change:
    """One change.

    Attributes:
        code: What happened.
        subject: Key of what it happened to: a document, person, claim, plan, report, measure, account or charge.
        documents: Papers it rests on.
        facts: Its numbers and codes.
    """

    code: ChangeCode
    subject: str
    documents: tuple[str, ...] = ()
    facts: Facts = ()


class Rows[Row]:
    """Rows of one kind in a case file.

    Attributes:
        rows: By key, in the order in which they came.
        concerned: Names an entity each time that something of the file comes to concern it; one for the whole file.
    """

    def __init__(self, concerned: list[str]) -> None:
        """Start with none."""
        self.rows: Register[str, Row] = Register()
        self.concerned = concerned

    @property
    def all(self) -> tuple[Row, ...]:
        """All of them, in order."""
        return tuple(self.rows.values())

    def get(self, key: str) -> Row | None:
        """The one with this key, None if there is none."""
        return self.rows.get(key)
