"""Who judges: a trainer, of every team, or an observer, of the team at whose table he or she sits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from flask_babel import gettext as _
from werkzeug.exceptions import Forbidden

from simulation.exercise.core.event import Event
from simulation.review.measured import TaskFact, measured
from webapp.judging.records import EVERYBODY
from webapp.pages.page import all_views
from webapp.store import exercise_rows
from webapp.store.registered import registry
from webapp.store.tables import MemberRecord, TrainerRecord
from webapp.visit.visitor import current_exercise, current_visit, remembered, services


@dataclass(frozen=True, slots=True)
class Evaluator:
    """Somebody who judges.

    Attributes:
        author: Under which the rows are kept.
        country: The team that an observer sits with; "" for a trainer, who judges all of them.
    """

    author: str
    country: str

    @property
    def is_trainer(self) -> bool:
        """Whether every team may be judged."""
        return self.country == EVERYBODY


def evaluator() -> Evaluator:
    """Who asks; the table of pages lets trainers and observers in alone.

    Raises:
        Forbidden: An observer asks about an exercise of other rules, which can be read in its review alone.
    """
    visit = current_visit()
    if visit.trainer is not None:
        return Evaluator(f"trainer/{visit.trainer.id}", EVERYBODY)
    if visit.member is None or current_exercise().archived:
        raise Forbidden
    return Evaluator(visit.member.id, visit.member.country)


def names_of_authors() -> Mapping[str, str]:
    """What a trainer reads of who wrote something."""
    with services().database.reading() as session:
        own = sa.select(MemberRecord).where(MemberRecord.exercise_id == current_exercise().id)
        people = {
            row.id: _("%(name)s, observer of %(country)s", name=row.name, country=row.country)
            for row in session.scalars(own)
        }
        return people | {f"trainer/{row.id}": row.name for row in session.scalars(sa.select(TrainerRecord))}


def what_was_measured() -> tuple[TaskFact, ...]:
    """The figures of the exercise as it stands, the same for one request."""
    return remembered(f"measured/{current_exercise().id}", _measured)


def _measured() -> tuple[TaskFact, ...]:
    views = all_views()
    return measured(happened(), views.control.clock.now, views.scenario, registry().law)


def happened() -> tuple[Event, ...]:
    """The exercise's events, without those that an undo took back."""
    with services().database.reading() as session:
        stored = exercise_rows.events(session, current_exercise().id, registry().codes)
    return tuple(each.event for each in stored if not each.superseded)
