"""Notes, ratings and answers in the database, beside the journal: no engine reads them, and no undo takes them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from simulation.kernel.errors import RuleViolation
from webapp.store.tables import JudgementRecord, ObservationRecord, in_utc

MOST_NOTES = 500
"""Notes of one evaluator in one exercise: more than anybody writes in a day, so that no disk is filled."""

SURVEY = "survey/"
OBJECTIVE = "objective/"
TASK = "task/"
WORDS = "words/"
SCALE = "scale"

EVERYBODY = ""
"""The author of what holds for the whole exercise, and the team of what is about all of them."""


@dataclass(frozen=True, slots=True)
class Observation:
    """A note that was pinned while it happened.

    Attributes:
        author: A member's id or `trainer/<id>`.
        country: Whose table the evaluator sat at; "" for a trainer.
        about: What it is pinned to: `event/...`, `request/...`, `document/...` with the thing's key; "" for nothing.
        said: What that was called then.
        text: The note.
        at: Second since the scenario's start.
        wall: When it was written.
    """

    author: str
    country: str
    about: str
    said: str
    text: str
    at: int
    wall: datetime


@dataclass(frozen=True, slots=True)
class Judgement:
    """A rating or an answer by one person.

    Attributes:
        author: A member's id or `trainer/<id>`; "" for what holds for the exercise.
        country: The team that is judged; "" for all.
        about: `objective/...`, `task/...`, `words/...`, `survey/...` or `scale`.
        mark: Code of the rating, "" for none.
        text: Words that go with it.
    """

    author: str
    country: str
    about: str
    mark: str
    text: str


def of_task(key: str) -> str:
    """What a rating of a task is kept under; keys of tasks begin with the word already, as a rule."""
    return f"{TASK}{key.removeprefix(TASK)}"


def observations(session: Session, exercise: str) -> tuple[Observation, ...]:
    """Every note of an exercise, oldest first."""
    chosen = sa.select(ObservationRecord).where(ObservationRecord.exercise_id == exercise)
    return tuple(
        Observation(row.author, row.country, row.about, row.said, row.text, row.at, in_utc(row.wall))
        for row in session.scalars(chosen.order_by(ObservationRecord.id))
    )


def pin(session: Session, exercise: str, noted: Observation) -> None:
    """Keeps a note; the same words of the same person about the same thing are kept once.

    Raises:
        RuleViolation: The person has written as many as one may (`judge.too_many`).
    """
    own = (ObservationRecord.exercise_id == exercise, ObservationRecord.author == noted.author)
    rows = session.scalars(sa.select(ObservationRecord).where(*own)).all()
    if len(rows) >= MOST_NOTES:
        raise RuleViolation("judge.too_many", most=MOST_NOTES)
    if any((row.about, row.text, row.at) == (noted.about, noted.text, noted.at) for row in rows):
        return
    session.add(
        ObservationRecord(
            exercise_id=exercise,
            author=noted.author,
            country=noted.country,
            about=noted.about,
            said=noted.said[:200],
            text=noted.text,
            at=noted.at,
            wall=datetime.now(UTC),
        )
    )


def judgements(session: Session, exercise: str) -> tuple[Judgement, ...]:
    """Every rating and answer of an exercise, in a fixed order."""
    chosen = sa.select(JudgementRecord).where(JudgementRecord.exercise_id == exercise)
    ordered = chosen.order_by(JudgementRecord.about, JudgementRecord.country, JudgementRecord.author)
    return tuple(Judgement(row.author, row.country, row.about, row.mark, row.text) for row in session.scalars(ordered))


def keep(session: Session, exercise: str, given: Iterable[Judgement]) -> None:
    """Puts judgements in place of what the same person said of the same; one without mark and words is removed."""
    for each in given:
        session.execute(
            sa.delete(JudgementRecord).where(
                JudgementRecord.exercise_id == exercise,
                JudgementRecord.author == each.author,
                JudgementRecord.country == each.country,
                JudgementRecord.about == each.about,
            )
        )
        if each.mark or each.text:
            session.add(
                JudgementRecord(
                    exercise_id=exercise,
                    author=each.author,
                    country=each.country,
                    about=each.about,
                    mark=each.mark,
                    text=each.text,
                )
            )


def numbers_of(authors: Iterable[str]) -> Mapping[str, int]:
    """A number for each evaluator, so that papers name nobody; the same as long as nobody is added before."""
    return {author: number for number, author in enumerate(sorted(set(authors) - {EVERYBODY}), start=1)}
