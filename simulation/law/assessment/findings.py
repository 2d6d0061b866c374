"""What a finding is, and the question that an assessment answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

from simulation.kernel.terms import Facts
from simulation.law.assessment.evidence_link import EvidenceLink
from simulation.law.book.assistance_types import Kind
from simulation.law.book.content import Content
from simulation.scenario.schema.country import Country, CountryPair

FISHING = "period_too_wide"
"""Code of a finding that no treaty puts a number on, and that everybody asks about: far more than the facts carry."""


class FindingVerdict(StrEnum):
    """How certain a finding is; pages say `certain` for `settled`, which people read as solved."""

    SETTLED = "settled"
    ARGUABLE = "arguable"
    FOR_TRAINER = "for_trainer"


class GroundNature(StrEnum):
    """What a ground is between two countries (law.md 1.4; belongs to the pair and its law)."""

    MANDATORY = "mandatory"
    DISCRETIONARY = "discretionary"
    CURABLE = "curable"
    TEMPORARY = "temporary"
    NOT_A_GROUND = "not_a_ground"


@dataclass(frozen=True, slots=True)
class OwnFacts:
    """What the requested side's own papers say; the world behind them is not asked.

    Attributes:
        own_case: Targets about which it has an own case on file.
        own_measures: Targets against which a covert measure of its own is running.
        own_nationals: Targets who are its nationals.
        privileged: Targets whose papers may be privileged (lawyers, their accounts).
        third_parties: Targets that belong to somebody uninvolved.
        at_risk: Targets who are known to be at risk.
        compelled: Those of them who were forced or exploited.
        cleared: Targets for whom a paper speaks: for the trial, and no bar.
        minors: Targets under eighteen.
        judged: Targets about whom a final judgment on what may be the same act is on file.
        judged_in_absence: Targets who were sentenced in their absence.
        lapsed: Targets whose act has lapsed under its law.
        ill_treatment: Targets for whom reports give reason to fear torture, prison conditions or an unfair trial.
        persecution: Targets for whom there are signs of persecution.
        refugees: Targets who asked for protection here.
        is_measure_unavailable: Its law would prohibit the action for a similar offence at home.
        circumstances: Further facts that a ground may rest on, by the tag of the rules, e.g. `political`.
    """

    own_case: tuple[str, ...] = ()
    own_measures: tuple[str, ...] = ()
    own_nationals: tuple[str, ...] = ()
    privileged: tuple[str, ...] = ()
    third_parties: tuple[str, ...] = ()
    at_risk: tuple[str, ...] = ()
    compelled: tuple[str, ...] = ()
    cleared: tuple[str, ...] = ()
    minors: tuple[str, ...] = ()
    judged: tuple[str, ...] = ()
    judged_in_absence: tuple[str, ...] = ()
    lapsed: tuple[str, ...] = ()
    ill_treatment: tuple[str, ...] = ()
    persecution: tuple[str, ...] = ()
    refugees: tuple[str, ...] = ()
    is_measure_unavailable: bool = False
    circumstances: tuple[str, ...] = ()


type PersonStatus = Literal[
    "", "witness", "expert", "suspect", "accused", "detained", "convicted", "victim", "third_party"
]
"""In which quality a person is concerned."""

type Consented = Literal["", "given", "refused"]
"""What a person said who was asked for consent; "" when nobody asked."""


@dataclass(frozen=True, slots=True)
class PersonFacts:
    """What a request says of a person beside the name.

    Attributes:
        key: Key of the person.
        status: In which quality the person is concerned; "" when nothing is said.
        consent: `given` or `refused`; "" when nobody asked.
    """

    key: str
    status: PersonStatus = ""
    consent: Consented = ""


@dataclass(frozen=True, slots=True)
class ToldFacts:
    """What is told about a request beside its contents; None and "" where nothing is said.

    Attributes:
        persons: Status and consent of persons.
        is_transnational: Whether the facts cross a border.
        is_evidence_there: Whether a victim, a witness, proceeds or evidence is in the country that is asked.
        is_group: Whether an organised criminal group is involved.
        provider: Provider to which it goes straight.
        costs: `ordinary` or `extraordinary`.
        used_for: What the result was used for: `stated`, `other` or `other_with_consent`.
    """

    persons: tuple[PersonFacts, ...] = ()
    is_transnational: bool | None = None
    is_evidence_there: bool | None = None
    is_group: bool | None = None
    provider: str = ""
    costs: Literal["", "ordinary", "extraordinary"] = ""
    used_for: Literal["", "stated", "other", "other_with_consent"] = ""


NOTHING_TOLD = ToldFacts()


@dataclass(frozen=True, slots=True)
class Question:
    """A request, its two countries and what both papers hold about it.

    Attributes:
        content: What the request names.
        kind: Kind of assistance that is asked for.
        targets: Entities it is about.
        requesting: Who asks.
        requested: Who is asked.
        pair: What binds them.
        grounds: The documents that the request relies on.
        offence_objects: Entities that the offence is about, in the requesting file.
        own: What the requested side's papers say.
        conditions: Conditions that were accepted.
        channel: How it was sent: `central`, `direct`, `diplomatic`, `electronic` or `oral`; "" as the pair agreed.
        unanswered_days: Days since the receipt for which nothing was decided or said.
        is_for_defence: The defence started it: it is passed on and treated like any other (law.md 5.5 G15).
        told: What is told about it beside its contents.
    """

    content: Content
    kind: Kind
    targets: tuple[str, ...]
    requesting: Country
    requested: Country
    pair: CountryPair
    grounds: tuple[EvidenceLink, ...] = ()
    offence_objects: tuple[str, ...] = ()
    own: OwnFacts = field(default_factory=OwnFacts)
    conditions: tuple[str, ...] = ()
    channel: str = ""
    is_for_defence: bool = False
    unanswered_days: int = 0
    told: ToldFacts = NOTHING_TOLD


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that can be said about a request.

    Attributes:
        code: Stable code that web and command line put into words.
        item: The content (C1-C15) or ground (R1-R10, G1-G16) that it is about, "" for none.
        verdict: How firm it is.
        options: Actions of the requested side that are defensible in view of it alone.
        params: Its values.
        source: The rule.
        is_open: A clarification about its item is founded.
    """

    code: str
    item: str
    verdict: FindingVerdict
    options: tuple[str, ...]
    params: Facts
    source: str
    is_open: bool = False
