"""What control may do with the event list, and how a seat answers an inject."""

from __future__ import annotations

from dataclasses import dataclass

from simulation.exercise.core.command import Command, Giver, command
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import DocumentKind


@command("FireInject", giver=Giver.CONTROL, ends_with_play=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class FireInject(Command):
    """Fire an inject now, by hand."""

    inject: str


@command("HoldInject", giver=Giver.CONTROL, ends_with_play=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class HoldInject(Command):
    """Hold an inject back, or release it (`held` False)."""

    inject: str
    held: bool


@command("EditInject", giver=Giver.CONTROL, ends_with_play=True)
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
class WrittenOutcome:
    """What follows from a choice that control has written: work for a desk of the country that chose it.

    Attributes:
        choice: The choice, in its words.
        desk: Desk that gets the work.
        days: Days of work for each hand there; below 0 for what may wait is put off.
        after_days: Days between the answer and the work.
    """

    choice: str
    desk: str
    days: int
    after_days: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class EnclosedPaper:
    """A paper that comes with an event that control wrote: what the custodians of whoever gets it hold at that moment.

    Attributes:
        kind: Kind of document, as in a scenario.
        about: Key of whom or what it is about.
    """

    kind: DocumentKind
    about: str


@command("WriteInject", giver=Giver.CONTROL, ends_with_play=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class WriteInject(Command):
    """Write an event of control's own with everything that a line may have, or write it anew (key `added/<id>`).

    Attributes:
        inject: Its key.
        sender: Whom control plays.
        country: Who gets it; None for every played country.
        offices: Seats that get it; none for all.
        answer_days: Days within which an answer is expected; 0: no answer is needed.
        choices: Answers that are offered, in words; none: free text only.
        outcomes: What follows from choices.
        unanswered: The choice that holds when nobody has answered in time, "" when it stays open.
        expected: What control expects, for trainers alone.
        hints: Up to three, from a nudge to the answer.
        day: Day on which it comes, None when it waits for something else or for control's hand.
        event: Code of what it waits for; `InjectAnswered` for the answer to line `about`.
        about: Key of the line for whose answer, or (without `event`) for whose silence by `by_day`, it waits.
        choice: With an answer: which one, "" for any.
        from_country: Where it has to happen, or who has to answer; None for any.
        by_day: Day by which silence is too long.
        delay_days: Days between that and its coming.
        enclosure: A text that comes with it, in words; "" for none. It is read, and proves nothing.
        paper: A paper that comes with it into the file of each country that gets it; None for none.
    """

    inject: str
    title: str
    text: str
    sender: str = "control"
    country: str | None = None
    offices: tuple[Office, ...] = ()
    answer_days: int = 0
    choices: tuple[str, ...] = ()
    outcomes: tuple[WrittenOutcome, ...] = ()
    unanswered: str = ""
    expected: str = ""
    hints: tuple[str, ...] = ()
    day: int | None = None
    event: str = ""
    about: str = ""
    choice: str = ""
    from_country: str | None = None
    by_day: int | None = None
    delay_days: int = 0
    enclosure: str = ""
    paper: EnclosedPaper | None = None


@command("ReleaseEarly", giver=Giver.CONTROL, ends_with_play=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseEarly(Command):
    """Let interpreters read events before the room does, or take that back (`early` False)."""

    injects: tuple[str, ...]
    early: bool


@command("SendHint", giver=Giver.CONTROL, ends_with_play=True)
@dataclass(frozen=True, slots=True, kw_only=True)
class SendHint(Command):
    """Send one of an inject's hints (1-3) to the seats that got it."""

    inject: str
    number: int
    country: str


@command("AnswerInject")
@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerInject(Command):
    """Answer an inject, by one of its choices or in words."""

    inject: str
    choice: str = ""
    text: str = ""
