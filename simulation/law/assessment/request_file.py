"""A request as a file: everything that an assessment asks, to be read from outside an exercise.

An unknown field is an error, so that a typing slip is found.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from simulation.kernel.field_types import CountryCode, FrozenModel
from simulation.law.assessment.evidence_link import EvidenceLink
from simulation.law.assessment.findings import OwnFacts, PersonFacts, PersonStatus, Question, ToldFacts
from simulation.law.book.assistance_types import kind_of, load_kinds
from simulation.law.book.content import Content
from simulation.law.book.grounds import refusing
from simulation.law.book.rules import load_rules
from simulation.scenario.schema.country import Country, CountryPair

type Names = tuple[str, ...]


class ContentFile(FrozenModel):
    """What the request names, under the standard headings; see `requests.Content`."""

    subject: str = ""
    authority_contact: str = ""
    basis: str = ""
    offences: Names = ()
    penalties_text: str = ""
    persons: Names = ()
    facts: str = ""
    grounds: Names = ()
    period_from_day: int | None = None
    period_to_day: int | None = None
    assistance: str = ""
    formalities: Names = ()
    purpose: str = ""
    urgent: bool = False
    urgency_reason: str = ""
    urgent_by_day: int | None = None
    confidential: bool = False
    confidentiality_reason: str = ""
    undertakings: Names = ()
    language: str = ""
    prior_contacts: str = ""
    property_text: str = ""
    freeze_facts: str = ""
    order_text: str = ""
    particulars: dict[str, str] = Field(default_factory=dict)


class PersonFile(FrozenModel):
    """What the request says of a person beside the name.

    Attributes:
        key: Key of the person.
        status: In which quality the person is concerned; "" when nothing is said.
        consent: Whether the person agrees, freely and informed, to what needs it; "" when nobody asked.
    """

    key: str
    status: PersonStatus
    consent: Literal["", "given", "refused"] = ""


class GroundFile(FrozenModel):
    """A paper that the request relies on.

    Attributes:
        document: Its key.
        links: Pairs of entity keys that it connects.
        lead: It is information, not evidence.
        needs_consent: Its originator has to agree before it is passed on, and has not.
    """

    document: str
    links: tuple[tuple[str, str], ...] = ()
    lead: bool = False
    needs_consent: bool = False


class OwnFile(FrozenModel):
    """What papers of the requested side say, by the keys of targets; see `findings.OwnFacts`."""

    own_case: Names = ()
    own_measures: Names = ()
    own_nationals: Names = ()
    privileged: Names = ()
    third_parties: Names = ()
    at_risk: Names = ()
    compelled: Names = ()
    cleared: Names = ()
    minors: Names = ()
    judged: Names = ()
    judged_in_absence: Names = ()
    lapsed: Names = ()
    ill_treatment: Names = ()
    persecution: Names = ()
    refugees: Names = ()
    is_measure_unavailable: bool = False
    circumstances: Names = ()


class RequestFile(FrozenModel):
    """A request and what both files hold about it.

    Attributes:
        requesting: Code of the country that asks.
        requested: Code of the country that is asked.
        sought: Id of the kind of assistance.
        targets: Keys of the entities that it is about.
        content: What it names.
        grounds: The papers that it relies on, as the requesting file has them.
        objects: Entities that the offence is about, in the requesting file.
        own: What the requested side's papers say.
        conditions: Conditions that were accepted.
        channel: How it was sent; "" as the two have agreed.
        persons: Status and consent of persons.
        is_transnational: Whether the facts cross a border; None when nothing is said.
        is_evidence_there: Whether a victim, a witness, proceeds or evidence is in the country that is asked; None when
            nothing is said.
        is_group: Whether an organised criminal group is involved; None when nothing is said.
        provider: Name of a provider to which the request goes straight; "" when it goes to an authority.
        costs: Whether executing it costs more than is ordinary; "" when nothing is said.
        used_for: What the result was used for after its return; "" when nothing is said.
        for_defence: The defence started it.
        unanswered_days: Days since the receipt for which nothing was decided or said.
        refusal: The ground on which the requested side refused; "" when it did not.
    """

    requesting: CountryCode
    requested: CountryCode
    sought: str
    targets: Annotated[Names, Field(min_length=1)]
    content: ContentFile = ContentFile()
    grounds: tuple[GroundFile, ...] = ()
    objects: Names = ()
    own: OwnFile = OwnFile()
    conditions: Names = ()
    channel: Literal["", "central", "direct", "diplomatic", "electronic", "oral", "interpol"] = ""
    persons: tuple[PersonFile, ...] = ()
    is_transnational: bool | None = None
    is_evidence_there: bool | None = None
    is_group: bool | None = None
    provider: str = ""
    costs: Literal["", "ordinary", "extraordinary"] = ""
    used_for: Literal["", "stated", "other", "other_with_consent"] = ""
    for_defence: bool = False
    unanswered_days: Annotated[int, Field(ge=0)] = 0
    refusal: str = ""

    @model_validator(mode="after")
    def _is_whole(self) -> Self:
        """Names that nobody could resolve are found here."""
        if self.requesting == self.requested:
            message = "a request goes to another country"
            raise ValueError(message)
        if self.sought not in load_kinds():
            message = f"there is no kind of assistance {self.sought!r}; there are: {', '.join(sorted(load_kinds()))}"
            raise ValueError(message)
        rules = load_rules()
        known = {*refusing("letter"), *rules.lists}
        if self.refusal and self.refusal not in known and rules.letter(self.refusal) is None:
            message = f"{self.refusal!r} is no ground that a refusal can name"
            raise ValueError(message)
        unknown = [name for name in self.content.particulars if name not in load_rules().particulars]
        if unknown:
            message = f"content.particulars has names that no instrument wants: {', '.join(unknown)}"
            raise ValueError(message)
        tags = {letter.tag for letter in load_rules().letters}
        strange = [tag for tag in self.own.circumstances if tag not in tags]
        if strange:
            message = f"own.circumstances has names that no ground rests on: {', '.join(strange)}"
            raise ValueError(message)
        papers = [ground.document for ground in self.grounds]
        missing = [name for name in self.content.grounds if name not in papers]
        if missing:
            message = f"content.grounds names papers that grounds does not have: {', '.join(missing)}"
            raise ValueError(message)
        return self


def question_of(file: RequestFile, requesting: Country, requested: Country, pair: CountryPair) -> Question:
    """The assessment's question about a request that was read from a file.

    Args:
        file: The request.
        requesting: Law of the country that asks.
        requested: Law of the country that is asked.
        pair: What binds the two.
    """
    chosen = set(file.content.grounds)
    return Question(
        content=Content(**{**dict(file.content), "particulars": tuple(file.content.particulars.items())}),
        kind=kind_of(file.sought),
        targets=file.targets,
        requesting=requesting,
        requested=requested,
        pair=pair,
        grounds=tuple(
            EvidenceLink(each.document, each.links, is_lead=each.lead, needs_consent=each.needs_consent)
            for each in file.grounds
            if each.document in chosen
        ),
        offence_objects=file.objects,
        own=OwnFacts(**dict(file.own)),
        conditions=file.conditions,
        channel=file.channel,
        is_for_defence=file.for_defence,
        unanswered_days=file.unanswered_days,
        told=ToldFacts(
            persons=tuple(PersonFacts(**dict(each)) for each in file.persons),
            is_transnational=file.is_transnational,
            is_evidence_there=file.is_evidence_there,
            is_group=file.is_group,
            provider=file.provider,
            costs=file.costs,
            used_for=file.used_for,
        ),
    )
