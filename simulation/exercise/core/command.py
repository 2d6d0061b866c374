"""What people and automatic players may do: frozen commands in the imperative.

Every command has an id made with its form (a repeat returns the first result), the seat that acts (None: exercise
control), the member at the keyboard ("" for an automatic player), the version of the object that the person saw, and
what it rests on: the documents, answers or injects from which the act was started (keys of `DocumentReceived`,
request occurrences or injects). `rests_on` is what lets the review move a reaction together with its cause.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulation.casework.file.measures import Conduct, MeasureKind
from simulation.exercise.procedures.letter.rules import Action
from simulation.kernel.terms import Office
from simulation.law.book.content import Content
from simulation.scenario.schema.play import Sought


@dataclass(frozen=True, slots=True, order=True)
class Seat:
    """A country's office."""

    country: str
    office: Office

    def __str__(self) -> str:
        """E.g. `VAL.police`."""
        return f"{self.country}.{self.office}"


class Post(StrEnum):
    """What a person is at a seat; only a player may hold the pen."""

    PLAYER = "player"
    HEAD = "head"
    INTERPRETER = "interpreter"
    OBSERVER = "observer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """What all commands carry."""

    id: str
    by: Seat | None = None
    member: str = ""
    seen: int | None = None
    rests_on: tuple[str, ...] = ()


# --- the exercise itself: control -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class StartExercise(Command):
    """Open the exercise: warm-up first, or the first office hours at once."""

    warm_up: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class EndWarmUp(Command):
    """Close the warm-up; the first move's office hours begin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Jump(Command):
    """Let so many days pass, up to office opening; `ends_move` opens the next move's office hours."""

    days: int
    ends_move: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StartClock(Command):
    """Let the clock run: simulated seconds for each wall second (solo play)."""

    rate: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StopClock(Command):
    """Stand the clock still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndExercise(Command):
    """End play; nobody may act any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlayEpilogue(Command):
    """Hand all seats to automatic players until the scenario's horizon; shown apart from what teams did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(Command):
    """Control plays a country itself from now on."""

    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HandBack(Command):
    """Give the country back to its people, or to its automatic player where seats are empty."""

    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAdversary(Command):
    """The adversary dial: while held, the network decides nothing new; what is in motion goes on."""

    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FireInject(Command):
    """Fire an inject now, by hand."""

    inject: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldInject(Command):
    """Hold an inject back, or release it (`held` False)."""

    inject: str
    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EditInject(Command):
    """Change an inject's words or the day on which it fires, or (with a new key `added/<id>`) add one."""

    inject: str
    title: str
    text: str
    country: str | None = None
    day: int | None = None
    answer_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SendHint(Command):
    """Send one of an inject's hints (1-3) to the seats that got it."""

    inject: str
    number: int
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleOnPoint(Command):
    """Control's ruling on a disputed finding of a request, with reasons; overrides the finding, shown to all."""

    request: str
    finding: str
    verdict: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewind(Command):
    """Undo: the exercise goes back to just after journal entry `to`; nothing is deleted."""

    to: int


# --- seats ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeSeat(Command):
    """Sit down at one or more offices of a country; the first player at an office gets its pen."""

    country: str
    offices: tuple[Office, ...]
    post: Post = Post.PLAYER


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveSeat(Command):
    """Stand up; the pen goes to the next player at the office, or the office to its automatic player."""

    who: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PassPen(Command):
    """Give an office's pen to another player there (control may do it for anybody)."""

    country: str
    office: Office
    to: str


# --- assistance -----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDraft(Command):
    """Open a request file: formal (MLA), police check or FIU question, as `sought` says. Its key is `COUNTRY/id`."""

    sought: Sought
    requested: str
    targets: tuple[str, ...] = ()


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
        items: Contents (C1-C15) asked about.
        until_day: Date for a postponement or a later answer.
        consent: For FIU and police answers: what use is allowed (`lead`, `cite`, `evidence`).
    """

    request: str
    action: Action
    text: str = ""
    content: Content | None = None
    documents: tuple[str, ...] = ()
    ground: str = ""
    conditions: tuple[str, ...] = ()
    items: tuple[str, ...] = ()
    until_day: int | None = None
    consent: str = ""


# --- casework -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderMeasure(Command):
    """Order a measure at home against a target, resting on documents of the file. Its key is `COUNTRY/id`.

    `conduct` says how an undercover officer behaves.
    """

    kind: MeasureKind
    target: str
    documents: tuple[str, ...] = ()
    text: str = ""
    conduct: Conduct = Conduct.PASSIVE


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargePerson(Command):
    """Charge a person with an offence of the country's law, on documents of the file. Its key is `COUNTRY/id`."""

    person: str
    offence: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SupplementCharge(Command):
    """Put more papers before the court, before the verdict: more proof, or disclosure."""

    charge: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageReport(Command):
    """Decide on a suspicious transaction report."""

    report: str
    decision: str
    to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimEntity(Command):
    """Put an entity of the file on the team's board."""

    entity: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLink(Command):
    """Draw a link on the board, supported by documents (none: a pencil line)."""

    a: str
    b: str
    kind: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveClaim(Command):
    """Take an entity or a link off the board."""

    claim: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MergeEntities(Command):
    """Say that two entities of the board are one and the same, or (`merged` False) that they are not."""

    a: str
    b: str
    merged: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage(Command):
    """Write to a seat at home or abroad, or (`to` None) to exercise control.

    Attributes:
        to: Seat that gets it.
        persona: Whom control plays when it writes (`minister`, `press`, ...).
        text: The message.
        about: Key of what it is about.
        answers: Id of the message it answers.
    """

    to: Seat | None
    text: str
    persona: str = ""
    about: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInject(Command):
    """Answer an inject, by one of its choices or in words."""

    inject: str
    choice: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeMeeting(Command):
    """Invite seats to a meeting; the clock stands still. Its key is `COUNTRY/id`."""

    seats: tuple[Seat, ...]
    agenda: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, order=True)
class AgreedTask:
    """A dated task from agreed minutes."""

    owner: Seat
    what: str
    due_day: int


@dataclass(frozen=True, slots=True, order=True)
class AgreedForum:
    """In which country a person is to be tried."""

    person: str
    country: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WriteMinutes(Command):
    """Propose minutes of a meeting with its tasks and forums; every side invited then agrees or not."""

    meeting: str
    text: str
    tasks: tuple[AgreedTask, ...] = ()
    forums: tuple[AgreedForum, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreeMinutes(Command):
    """Agree to minutes, or (`agreed` False) say why not; when all sides agree, the tasks stand."""

    meeting: str
    agreed: bool
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTask(Command):
    """Say that a task from minutes is done."""

    task: str
