"""What happened in an exercise: frozen events in the past tense, stored and read by the review.

`at` is simulated time; `cause` is the id of the command or the key of the agenda entry that brought it about; `by` says
who acted: every reader that tells people's acts from others goes by it.
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.actors import Actor
from simulation.kernel.terms import Facts, Office
from simulation.kernel.traces import Happening
from simulation.scenario.schema.play import DocumentKind, Route, Sought


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What all events carry."""

    at: int
    cause: str
    by: Actor = Actor.NOBODY


@dataclass(frozen=True, slots=True, kw_only=True)
class PhaseChanged(Event):
    """The exercise entered a phase (`lobby`, `warm_up`, `office_hours`, `jump`, `running`, `ended`, `epilogue`)."""

    phase: str
    move: int
    until: int
    rate: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatTaken(Event):
    """Somebody sat down."""

    country: str
    offices: tuple[Office, ...]
    member: str
    post: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLeft(Event):
    """Somebody stood up."""

    country: str
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PenPassed(Event):
    """An office's pen went to a member."""

    country: str
    office: Office
    member: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryHanded(Event):
    """Control took a country over (`to_control`) or handed it back."""

    country: str
    to_control: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdversaryDialled(Event):
    """The adversary was held or let run."""

    held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestOpened(Event):
    """A request file was opened; `label` is what its own side calls it from then on."""

    request: str
    route: Route
    sought: Sought
    requesting: str
    requested: str
    targets: tuple[str, ...]
    inherited: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RequestMoved(Event):
    """A request entered a status, or something happened on it that leaves the status (`status == before`).

    Attributes:
        request: Its key.
        occurrence: `request/status/k`, the k-th time it entered the status; what later acts may rest on.
        action: Action of the machine that was taken.
        before: Status before.
        status: Status now.
        holder: Who holds it now.
        kind: What kind of time runs now.
        country: Country of the actor, "" for an institution or the channel.
        office: Office of the actor, "" likewise.
        reason: Ground, item or short code that the action names.
        text: Words that went with it.
        label: Number for people that it has from now on.
    """

    request: str
    occurrence: str
    action: str
    before: str
    status: str
    holder: str
    kind: str
    country: str
    office: str
    reason: str = ""
    text: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingMade(Event):
    """The assessment, or a wrong step, led to a finding.

    `request` is "" for a finding on something else, which `place` then names: `charge/...`, `asset/...`.
    """

    request: str
    finding: str
    verdict: str
    against: str
    facts: Facts = ()
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RulingMade(Event):
    """Control ruled on a point."""

    request: str
    finding: str
    verdict: str
    reasons: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentReceived(Event):
    """A paper entered a country's file; `document` is what acts may rest on."""

    country: str
    document: str
    kind: DocumentKind
    about: str
    origin: str
    source: str
    is_evidence: bool
    rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureOrdered(Event):
    """A measure at home was ordered."""

    country: str
    office: Office
    measure: str
    kind: str
    target: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureCompleted(Event):
    """A measure ended; `result` is a code (`done`, `nothing_found`, `person_gone`, `refused_by_court`, ...)."""

    country: str
    measure: str
    kind: str
    target: str
    result: str
    amount_minor: int = 0
    grams: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetsFrozen(Event):
    """Money was blocked in an account for a country's case."""

    country: str
    for_country: str
    account: str
    amount_minor: int
    until: int | None
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FreezeEnded(Event):
    """A freeze ended: `lapsed`, `lifted` or `confiscated`."""

    country: str
    account: str
    amount_minor: int
    how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UninvolvedAffected(Event):
    """A measure, or the execution of a request, hit somebody who has nothing to do with the network."""

    country: str
    entity: str
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCharged(Event):
    """A person was charged."""

    country: str
    charge: str
    person: str
    offence: str
    trial_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ChargeSupplemented(Event):
    """More papers were put before the court."""

    country: str
    charge: str
    documents: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VerdictGiven(Event):
    """A court decided: `conviction`, `acquittal` or `dismissal`, with the reasons' codes.

    After a conviction the sentence in months and the ids of the rows that made it.
    """

    country: str
    charge: str
    person: str
    offence: str
    outcome: str
    is_organiser: bool
    reasons: tuple[str, ...] = ()
    months: int = 0
    grounds: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTriaged(Event):
    """An FIU decided on a report."""

    country: str
    report: str
    decision: str
    to: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ExposureKnown(Event):
    """A country's file shows a person at risk: known exposure runs until protection."""

    country: str
    person: str
    document: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonProtected(Event):
    """A person at risk is protected; exposure ends."""

    country: str
    person: str
    measure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageSent(Event):
    """A message went out; `to_country` "" is exercise control."""

    message: str
    from_country: str
    from_office: str
    persona: str
    to_country: str
    to_office: str
    text: str
    about: str = ""
    answers: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectFired(Event):
    """An inject reached seats."""

    inject: str
    countries: tuple[str, ...]
    by_hand: bool
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectChanged(Event):
    """Control held, released, edited or added an inject, or sent a hint."""

    inject: str
    change: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InjectAnswered(Event):
    """A seat answered an inject."""

    inject: str
    country: str
    office: str
    choice: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardChanged(Event):
    """A team's board changed."""

    country: str
    change: str
    claim: str
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingChanged(Event):
    """A meeting was proposed, got minutes, or its minutes were agreed or declined by a side."""

    meeting: str
    change: str
    country: str
    countries: tuple[str, ...]
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskChanged(Event):
    """A task from agreed minutes was given or completed."""

    task: str
    country: str
    office: str
    what: str
    due: int
    change: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken(Event):
    """A seat decided where two or more options were defensible; `moment` names the decision point."""

    country: str
    office: Office
    moment: str
    chosen: str
    options: tuple[str, ...]
    automatic: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WorldChanged(Event):
    """Something happened in the world, whether anybody knows it or not."""

    happening: Happening


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDropped(Event):
    """Something that was due by itself (`cause`) could not be done any more and was left out; play goes on.

    Attributes:
        rule: Rule of the agenda that would have done it.
        about: Key of what it was about, "" for nothing in particular.
        code: Why the rules said no.
    """

    rule: str
    about: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewound(Event):
    """Play went back to just after a journal entry."""

    to: int
