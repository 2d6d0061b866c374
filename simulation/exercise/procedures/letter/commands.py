"""What a seat may do with a request, and the ruling of control on a point of one."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command, Giver, command
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.law.book.content import Content
from simulation.scenario.schema.play import Sought


@command("RuleOnPoint", giver=Giver.CONTROL, ends_with_play=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOnPoint(Command):
    """Control's ruling on a disputed finding of a request, with reasons; overrides the finding, shown to all."""

    request: str
    finding: str
    verdict: str
    reasons: str


@command("OpenDraft")
@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft(Command):
    """Open a request file: formal (MLA), police check or FIU question, as `sought` says. Its key is `COUNTRY/id`."""

    sought: Sought
    requested: str
    targets: tuple[str, ...] = ()


@command("KeepActs")
@dataclass(frozen=True, slots=True, kw_only=True)
class KeepActs(Command):
    """Say which acts on letters that come in an authority keeps for itself; its registry takes the others.

    Attributes:
        acts: Of `acknowledge`, `accept` (as directed) and `return_full`; none leaves all of them to the registry.
    """

    acts: tuple[LetterAction, ...] = ()


@command("ActOnRequest")
@dataclass(frozen=True, slots=True, kw_only=True)
class ActOnRequest(Command):
    """Take an action of the request machine; which inputs are needed is in the seat's offer.

    Attributes:
        request: Key of the request.
        action: The action.
        text: Reasons, question, answer or note.
        content: The whole content, for submit and answers that amend.
        documents: Documents that go with it (keys of the actor's file).
        ground: Id of the ground for refusal or postponement.
        conditions: Ids of conditions offered.
        items: Contents (C1-C15) asked about; of a consultation the one kind of proposal (`Proposal`), of the answer to
            it the one choice (`ConsultationAnswer`).
        alternative: Of a refusal: why no condition, part or later day would help.
        until_day: Date for a postponement or a later answer.
        consent: For FIU and police answers: what use is allowed (`lead`, `cite`, `evidence`).
    """

    request: str
    action: LetterAction
    text: str = ""
    content: Content | None = None
    documents: tuple[str, ...] = ()
    ground: str = ""
    conditions: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    until_day: int | None = None
    consent: str = ""
    alternative: str = ""
