"""What an exercise keeps of letters and short questions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from simulation.casework.documents.document import Document
from simulation.exercise.matters.state import MatterState
from simulation.exercise.procedures.letter.letter import Letter
from simulation.exercise.procedures.letter.play.visibility import seen_by
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.registers import Register
from simulation.kernel.terms import Side
from simulation.law.assessment.findings import Finding, PersonFacts
from simulation.law.book.content import Content
from simulation.law.book.grounds import Grounds, grounds_with
from simulation.law.book.required_contents import ContentCheck
from simulation.scenario.schema.play import Sought


@dataclass(frozen=True, slots=True)
class EvidenceChain:
    """How the chosen grounds link an offence to one target.

    Attributes:
        target: Entity key.
        path: Entity keys from the offence's object to the target; empty when nothing links it.
        documents: For each step, the document that supports it.
        leads: For each step, whether it rests on a lead.
        is_linked: Whether anything links the target; True with an empty chain when it is itself what the case is about.
    """

    target: str
    path: tuple[str, ...]
    documents: tuple[str, ...]
    leads: tuple[bool, ...]
    is_linked: bool


@dataclass(frozen=True, slots=True)
class ControlRuling:
    """A ruling of control, shown to all: the request's label only where the viewer is a party."""

    at: int
    request: str
    finding: str
    verdict: str
    reasons: str


@dataclass
class RequestState(MatterState[Letter]):
    """A request and what each side knows around it.

    Attributes:
        checks: C1-C15 at the latest vetting and at the latest receipt.
        chain: The nexus at the latest vetting.
        results: Papers made by execution, as the requesting side will get them.
        letter: What it said when the requested side last got it, None before.
        returned: Keys of papers that came with the return or the answer.
        ruled: Control's rulings by finding.
        ready: When an automatic police or FIU seat has found its answer; people answer when they like.
        own_case: Reference of an own case of the requested side about a target, as a matter says; "" for none.
        inherited: True for a matter in flight at the start.
        silent: Days without a word when that was found too long; 0 while it is not, or once there is a word.
        silence_found: It has been found since the request last arrived.
        mistakes: Typical mistakes of the requesting side, with the item at which each shows.
    """

    checks: tuple[ContentCheck, ...] = ()
    received_checks: tuple[ContentCheck, ...] = ()
    letter: Content | None = None
    chain: tuple[EvidenceChain, ...] = ()
    results: tuple[Document, ...] = ()
    returned: tuple[str, ...] = ()
    ruled: Mapping[str, str] = field(default_factory=dict)
    own_case: str = ""
    inherited: bool = False
    mistakes: Mapping[str, str] = field(default_factory=dict)
    ready: int = 0
    silent: int = 0
    silence_found: bool = False

    def seen_by(self, side: Side) -> Letter:
        """The request as far as a side can know where it stands, worked out once for each of its stays."""
        seen: dict[Side, tuple[Letter, Letter]] = self.__dict__.setdefault("_seen", {})
        known = seen.get(side)
        if known is None or known[0] is not self.matter:
            known = seen[side] = (self.matter, seen_by(self.matter, side))
        return known[1]


@dataclass(frozen=True, slots=True)
class RefusalElsewhere:
    """What was found of a refusal in a procedure beside the letter, and control's rulings on it.

    Attributes:
        label: Number of the procedure for people.
        kind: Which procedure.
        requested: Who refused.
        findings: What was found of it.
        ruled: Control's rulings by finding.
    """

    label: str
    kind: str
    requested: str
    findings: tuple[Finding, ...]
    ruled: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Letters:
    """Letters and short questions by key, and control's rulings on them.

    `asked` are those that wait for an answer of a police or FIU seat, `grounds` those that there are for refusing;
    `own_acts` are the acts of its registry that each country keeps for its authority; `because` is what whoever opened
    one said that it rests on, by key, what counted most first; `refusals` is what was found of each refusal, by key,
    `elsewhere` the same of refusals in procedures beside the letter; `to_allow` are keys of papers that came with an
    answer and can be used in court once its sender consents, by key of the letter; `named` is in which quality each
    letter names its persons, as the file had it when the letter was last written, by key; `settled` is the stay for
    which what follows by itself was put on the agenda, by key: the stay's own key, the act, and the dates on which
    that rests.
    """

    requests: Register[str, RequestState] = field(default_factory=Register)
    asked: dict[str, None] = field(default_factory=dict)
    rulings: tuple[ControlRuling, ...] = ()
    own_acts: Mapping[str, tuple[LetterAction, ...]] = field(default_factory=dict)
    grounds: Grounds = field(default_factory=grounds_with)
    because: dict[str, tuple[str, ...]] = field(default_factory=dict)
    refusals: dict[str, tuple[Finding, ...]] = field(default_factory=dict)
    elsewhere: dict[str, RefusalElsewhere] = field(default_factory=dict)
    to_allow: dict[str, tuple[str, ...]] = field(default_factory=dict)
    named: dict[str, tuple[PersonFacts, ...]] = field(default_factory=dict)
    settled: dict[str, tuple[str, str, int | None, int | None]] = field(default_factory=dict)

    def sought_in(self, key: str) -> Sought | None:
        """What a letter asks for, by its key; None for what is no letter."""
        kept = self.requests.get(key)
        return None if kept is None else kept.matter.sought

    def keeps(self, country: str, act: LetterAction) -> bool:
        """Whether a country's authority keeps an act of its registry for itself."""
        return act in self.own_acts.get(country, ())
