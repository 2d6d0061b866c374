"""Usability of papers in the forum by rule table: each defect excludes, is curable, or goes to weight.

The table is `data/usability.toml`. Nothing is multiplied: a paper is usable, usable if cured, or excluded, and the rule
is named (design.md 5).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated

from pydantic import Field

from simulation.casework.documents.document import Consent, Document, Origin
from simulation.kernel.data_tables import table_rows
from simulation.kernel.field_types import FrozenModel
from simulation.scenario.schema.country import Country, CourtUse, Tradition
from simulation.scenario.schema.play import DocumentKind


class Effect(StrEnum):
    """What a defect does."""

    EXCLUDES = "excludes"
    CURABLE = "curable"
    WEIGHT = "weight"


class Defect(StrEnum):
    """What can be wrong with a paper."""

    POLICE_INFORMATION_NEVER = "police_information_never"
    POLICE_INFORMATION_WITHOUT_CONSENT = "police_information_without_consent"
    POLICE_INFORMATION_FREE = "police_information_free"
    CONSENT_REFUSED = "consent_refused"
    HOME_LEAD = "home_lead"
    OTHER_PURPOSE = "other_purpose"
    CERTIFICATE_MISSING = "certificate_missing"
    OATH_MISSING = "oath_missing"
    CHAIN_MISSING = "chain_missing"
    DEFENCE_RIGHTS_MISSING = "defence_rights_missing"
    SUSPECT_STATEMENT = "suspect_statement"
    WITNESS_ABSENT = "witness_absent"
    INCITEMENT = "incitement"
    REWARD_UNDISCLOSED = "reward_undisclosed"
    HEARD_BY_VIDEO = "heard_by_video"


class UsabilityStatus(StrEnum):
    """What the forum does with a paper."""

    USABLE = "usable"
    CURABLE = "curable"
    EXCLUDED = "excluded"


class UsabilityRule(FrozenModel):
    """A row of the table; the meaning of each column stands at the top of `data/usability.toml`."""

    id: Annotated[str, Field(pattern=r"^V\d+(\.[a-z]+)+$")]
    defect: Defect
    tradition: Annotated[str, Field(pattern="^(civil|common|both)$")]
    kinds: tuple[DocumentKind, ...]
    effect: Effect
    step: str
    source: Annotated[str, Field(min_length=10)]
    confidence: Annotated[str, Field(pattern="^[TSMP]$")]

    def covers(self, defect: Defect, kind: DocumentKind, tradition: Tradition) -> bool:
        """Whether the row speaks of this defect of this kind of paper in this tradition."""
        fits = self.tradition in {"both", tradition.value}
        return self.defect is defect and fits and (not self.kinds or kind in self.kinds)


@cache
def usability_rules() -> tuple[UsabilityRule, ...]:
    """The table, in its order."""
    return table_rows("simulation.casework", "usability", "rules", UsabilityRule)


def usability_rule(name: str) -> UsabilityRule:
    """The row with this id.

    Raises:
        StopIteration: There is none.
    """
    return next(rule for rule in usability_rules() if rule.id == name)


@cache
def _rules_for(defect: Defect, kind: DocumentKind, tradition: Tradition) -> tuple[UsabilityRule, ...]:
    return tuple(rule for rule in usability_rules() if rule.covers(defect, kind, tradition))


@dataclass(frozen=True, slots=True)
class UsabilityFinding:
    """One defect of a paper and the rule that speaks of it.

    Attributes:
        rule: Id of the rule.
        defect: What is wrong.
        effect: What that does in this forum.
        step: What makes it good, "" if nothing does.
        source: Where the rule stands.
    """

    rule: str
    defect: Defect
    effect: Effect
    step: str
    source: str


@dataclass(frozen=True, slots=True)
class Usability:
    """What the forum does with one paper, and why.

    Attributes:
        document: Its key.
        status: Usable, usable if cured, or excluded.
        findings: Every defect with its rule.
    """

    document: str
    status: UsabilityStatus
    findings: tuple[UsabilityFinding, ...]

    @property
    def needs_support(self) -> bool:
        """Whether a defect goes to weight: a second source has to stand beside it."""
        return any(finding.effect is Effect.WEIGHT for finding in self.findings)


def usability(
    document: Document,
    offence: str,
    country: Country,
    absent: frozenset[str] = frozenset(),
    shown: frozenset[str] = frozenset(),
    by_video: frozenset[str] = frozenset(),
) -> Usability:
    """Judge a paper by the forum's rules.

    Args:
        document: The paper.
        offence: Key of the offence charged, for limits of purpose.
        country: The forum.
        absent: People who do not come to court; statements of theirs are read out or fall away.
        shown: Papers that are before the court and the defence.
        by_video: Witnesses whom the court hears by video link though nobody protects them.
    """
    defects = (
        *_channel(document, country),
        *_purpose(document, offence),
        *_form(document, absent, by_video),
        *_obtained(document, shown),
    )
    findings = tuple(
        UsabilityFinding(rule.id, defect, rule.effect, rule.step, rule.source)
        for defect in defects
        for rule in _rules_for(defect, document.kind, country.tradition)
    )
    return Usability(document.key, status_of(findings), findings)


def status_of(findings: tuple[UsabilityFinding, ...]) -> UsabilityStatus:
    """What defects together make of a paper."""
    effects = {finding.effect for finding in findings}
    if Effect.EXCLUDES in effects:
        return UsabilityStatus.EXCLUDED
    return UsabilityStatus.CURABLE if Effect.CURABLE in effects else UsabilityStatus.USABLE


def _channel(document: Document, country: Country) -> tuple[Defect, ...]:
    """Defects of the way a paper came: the channel, the sender's consent and the forum's law decide (law.md rule 1)."""
    use = document.use
    if use.consent is Consent.REFUSED:
        return (Defect.CONSENT_REFUSED,)
    if use.is_evidence and use.consent is not Consent.NEEDED:
        return ()
    if use.origin is Origin.HOME:
        return (Defect.HOME_LEAD,)
    if country.police_information_in_court is CourtUse.NEVER:
        return (Defect.POLICE_INFORMATION_NEVER,)
    if use.consent is Consent.GIVEN:
        return ()
    if country.police_information_in_court is CourtUse.FREE and not use.owner:
        return (Defect.POLICE_INFORMATION_FREE,)
    return (Defect.POLICE_INFORMATION_WITHOUT_CONSENT,)


def _obtained(document: Document, shown: frozenset[str]) -> tuple[Defect, ...]:
    """Defects of the way it was come by: incitement, and a reward that court and defence have not been told of."""
    incited = (Defect.INCITEMENT,) if document.use.incited else ()
    return incited if shown.issuperset(document.use.rewards) else (*incited, Defect.REWARD_UNDISCLOSED)


def _purpose(document: Document, offence: str) -> tuple[Defect, ...]:
    use = document.use
    limited = bool(use.purposes) and offence not in use.purposes
    return (Defect.OTHER_PURPOSE,) if limited and use.consent is not Consent.GIVEN else ()


def _form(document: Document, absent: frozenset[str], by_video: frozenset[str]) -> tuple[Defect, ...]:
    """Defects of form; what was obtained at home keeps the forum's own form."""
    met = document.use.formalities
    foreign = document.use.origin is not Origin.HOME
    defects: list[Defect] = []
    if document.form.is_record and foreign and "F1" not in met:
        defects.append(Defect.CERTIFICATE_MISSING)
    if document.form.is_secured and foreign and "F4" not in met:
        defects.append(Defect.CHAIN_MISSING)
    if document.form.is_spoken:
        is_suspect = any(name == "status" and cell.value == "suspect" for name, cell in document.heading)
        if foreign and "F2" not in met:
            defects.append(Defect.OATH_MISSING)
        if is_suspect and foreign and "F7" not in met:
            defects.append(Defect.DEFENCE_RIGHTS_MISSING)
        if is_suspect:
            defects.append(Defect.SUSPECT_STATEMENT)
        if document.about in absent and "F6" not in met:
            defects.append(Defect.WITNESS_ABSENT)
        elif document.about in by_video and "F6" not in met:
            defects.append(Defect.HEARD_BY_VIDEO)
    return tuple(defects)
