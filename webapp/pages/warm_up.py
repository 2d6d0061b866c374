"""How far the seats are in the warm-up: four small things each, of which nothing counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import sqlalchemy as sa

from simulation.casework.documents.document import Document
from simulation.exercise.clock import warm_up
from simulation.exercise.core.command import Seat
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from webapp.pages.seat_rows import merged_seats
from webapp.store.published_views import Published
from webapp.store.tables import MemberRecord, ReadRecord
from webapp.visit.visitor import services


@dataclass(frozen=True, slots=True)
class Done:
    """What a seat has done of the warm-up."""

    read: bool
    on_board: bool
    sent: bool
    answered: bool

    @property
    def is_whole(self) -> bool:
        """Whether all four are done."""
        return self.read and self.on_board and self.sent and self.answered


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the seats at which somebody sits have done all of it."""

    done: int
    seats: int


def papers_of(view: TeamView, offices: Iterable[Office]) -> tuple[Document, ...]:
    """The practice papers of some offices of a team."""
    wanted = {warm_up.paper_key(view.country, office) for office in offices}
    return tuple(filed.document for filed in view.documents if filed.document.key in wanted)


def done_by(view: TeamView, offices: tuple[Office, ...], read: frozenset[str]) -> Done:
    """What a seat has done so far.

    Args:
        view: What its team sees.
        offices: The offices of the seat.
        read: Keys of what people of the seat have read.
    """
    mine = {Seat(view.country, office) for office in offices}
    papers = papers_of(view, offices)
    named = {entity.key for paper in papers for entity in paper.mentions}
    sent = [message for message in view.messages if message.sender in mine]
    return Done(
        read=any(f"document:{paper.key}" in read for paper in papers),
        on_board=any(entity in named for entity, _claim in view.board.entities),
        sent=any(message.to is not None and message.to.country != view.country for message in sent),
        answered=any(message.answers for message in sent),
    )


def progress(published: Published, exercise: str) -> Progress | None:
    """How far the seats with people are; None outside the warm-up."""
    if published.control.clock.phase != warm_up.PHASE:
        return None
    read = _read_by_member(exercise)
    taken = done = 0
    for view in published.teams.values():
        by_office = {seat.seat.office: seat for seat in view.seats}
        for offices in merged_seats(published, view.country):
            there = {member for office in offices if office in by_office for member in by_office[office].members}
            if not any(by_office[office].pen for office in offices if office in by_office):
                continue
            if not papers_of(view, offices):  # it has no part in the small matter
                continue
            taken += 1
            keys = frozenset(key for member in there for key in read.get(member, ()))
            done += done_by(view, offices, keys).is_whole
    return Progress(done, taken)


def _read_by_member(exercise: str) -> Mapping[str, list[str]]:
    chosen = (
        sa.select(ReadRecord.member_id, ReadRecord.about)
        .join(MemberRecord, MemberRecord.id == ReadRecord.member_id)
        .where(MemberRecord.exercise_id == exercise)
    )
    found: dict[str, list[str]] = {}
    with services().database.reading() as session:
        for member, about in session.execute(chosen):
            found.setdefault(member, []).append(about)
    return found
