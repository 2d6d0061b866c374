"""A request as one side sees it; frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.matters.views import MatterView
from simulation.exercise.procedures.letter.play.state import EvidenceChain
from simulation.exercise.procedures.letter.statuses import BESIDE_THE_STEP, LetterAction
from simulation.kernel.entities import Entity
from simulation.kernel.terms import Facts, Office
from simulation.law.assessment.findings import Finding
from simulation.law.book.content import Content
from simulation.law.book.required_contents import ContentCheck
from simulation.matters.matter import Segment
from simulation.scenario.schema.play import Route, Sought


@dataclass(frozen=True, slots=True)
class OfferView:
    """An action that a seat may take on a request now: inputs that it needs, and inputs that may be added."""

    office: Office
    action: str
    is_decision: bool
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ContactView:
    """A contact point that can be asked about a request now: which, for what, and the hours that it takes."""

    id: str
    acts: tuple[str, ...]
    hours: int


@dataclass(frozen=True, slots=True)
class ContactTold:
    """What the contact point that was asked last said, as codes and in words, and the hours that all have taken."""

    said: tuple[str, ...] = ()
    text: str = ""
    hours: int = 0


_NOTHING_TOLD = ContactTold()


@dataclass(frozen=True, slots=True)
class SharedDraft:
    """How its writers showed a draft to the other side before they sent it: when, which office, and its note."""

    at: int
    office: Office | None
    text: str


@dataclass(frozen=True, slots=True)
class RequestView(MatterView):
    """A request as one side sees it.

    Attributes:
        key: Its key.
        label: Number for people, e.g. `VAL-KES-14`, or `VAL-KES-D3` for a draft.
        draft: The label that it had as a draft, for addresses that were opened then; the own side alone knows it.
        route: Channel.
        sought: What is asked for.
        requesting: Who asks.
        requested: Who is asked.
        incoming: True for the requested side.
        targets: Entities concerned, as this side's papers or the request print them.
        content: What the request says (empty while the draft has not been submitted; the web keeps drafts).
        status: Status as this side can know it (`sent` while in the channel or silent).
        holder: Who holds it.
        time_kind: What kind of time runs.
        since: Second since when.
        due_day: Day on which the holder's next step is due by law or usual time, or until which it is put off; None for
            none.
        stays: Its time in earlier statuses by holder and kind, as this side can know it; the present one runs from
            `since` while somebody holds it.
        offers: What this side's offices may do now.
        history: What happened, as this side can know it.
        checks: C1-C15 as checked when the own authority last vetted (requesting) or on receipt (requested).
        findings: Findings that this side has been told.
        chain: Documents of the nexus from offence to target by target: (target, path of entity keys, documents, lead).
        results: Keys of documents that it brought.
        conditions: Conditions offered or accepted.
        open_items: Contents that the requested side asked about.
        version: For `seen`.
        rests_on: What an act on it rests on by default: where it stands, then why the own side opened it.
        query_open: The requesting side asked how it stands and has no answer yet.
        expected_days: Median days by stage with this office (exercise figures).
        contacts: Contact points that this side can ask now.
        contact: Contact point and act asked for last, e.g. `liaison/review_draft`, "" for none.
        contact_until: Day on which it answers by itself, 0 for the side that asked; None when no answer is to come.
        contact_told: What it said, and the hours that contact points have taken so far.
        mistakes: Typical mistakes of the own request once it has ended, with the item (C1-C15) at which each shows.
        shared: How the draft was shown to this side, while this side has nothing else of the request; otherwise None.
    """

    key: str
    label: str
    route: Route
    sought: Sought
    requesting: str
    requested: str
    incoming: bool
    targets: tuple[Entity, ...]
    content: Content
    status: str
    holder: str
    time_kind: str
    since: int
    due_day: int | None
    stays: tuple[Segment, ...]
    offers: tuple[OfferView, ...]
    history: tuple[HistoryLine, ...]
    checks: tuple[ContentCheck, ...]
    findings: tuple[Finding, ...]
    chain: tuple[EvidenceChain, ...]
    results: tuple[str, ...]
    conditions: tuple[str, ...]
    open_items: tuple[str, ...]
    version: int
    rests_on: tuple[str, ...]
    query_open: bool = False
    expected_days: tuple[tuple[str, int], ...] = ()
    draft: str = ""
    mistakes: tuple[tuple[str, str], ...] = ()
    contacts: tuple[ContactView, ...] = ()
    contact: str = ""
    contact_until: int | None = None
    contact_told: ContactTold = _NOTHING_TOLD
    shared: SharedDraft | None = None

    @property
    def contact_open(self) -> bool:
        """Whether the contact point that was asked last has not answered yet."""
        return self.contact_until is not None

    @property
    def opened(self) -> int:
        """Second in which its file was opened."""
        return self.stays[0].start if self.stays else self.since

    @property
    def deciding_offices(self) -> tuple[Office, ...]:
        """The offices of this side that can take the step for which it waits."""
        return tuple(dict.fromkeys(each.office for each in self.offers if each.action not in BESIDE_THE_STEP))

    @property
    def is_proposed_to(self) -> bool:
        """Whether a proposal of the other side waits for an answer of this one."""
        return any(offer.action == LetterAction.ANSWER_CONSULTATION for offer in self.offers)

    @property
    def consulted_on(self) -> str:
        """The ground on which the requested side last consulted, "" for none."""
        said = (line.reason for line in reversed(self.history) if line.action == LetterAction.CONSULT)
        return next(said, "").partition(" ")[0]

    @property
    def awaits_direction(self) -> bool:
        """Whether the own authority can say before the assessment what becomes of it, and has not said so."""
        return any(offer.action == LetterAction.DIRECT for offer in self.offers)


@dataclass(frozen=True, slots=True)
class PointView:
    """A disputed or open point that waits for the trainer: finding of a request."""

    request: str
    label: str
    finding: str
    verdict: str
    params: Facts
    ruled: str
    item: str = ""
    """Content or ground that it is about."""

    options: tuple[str, ...] = ()
    """What the requested side may defensibly do in view of it."""

    requested: str = ""
    """The country that was asked."""

    procedure: str = ""
    """Which procedure it is about; "" for a letter."""
