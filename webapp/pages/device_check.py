"""The communications check: each device is asked once whether it can be read, and says so with one press.

Answers are rows beside the journal, one for each browser, so that two devices of one person are two answers.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable

import sqlalchemy as sa
from flask import session, url_for

from webapp.store.tables import ReadRecord
from webapp.visit.impersonation import is_control
from webapp.visit.visitor import Member, current_exercise, services

KEPT = "checked"
"""Where a browser keeps, by exercise, which question it has answered."""


def question(member: Member | None, asked: int) -> int:
    """The question that this browser has not answered, by the wall second at which it was put; 0 for none."""
    if member is None or is_control(member):
        return 0
    kept = session.get(KEPT, {})
    return 0 if not asked or (isinstance(kept, dict) and kept.get(current_exercise().id) == asked) else asked


def answer_url(member: Member | None, asked: int) -> str:
    """Where this browser answers, "" when it need not."""
    open_question = question(member, asked)
    if member is None or not open_question:
        return ""
    return url_for("lobby.say_here", exercise=member.exercise, asked=open_question)


def answer(member: Member, asked: int) -> None:
    """Writes that this browser can be read; a second press changes nothing."""
    if not question(member, asked):
        return
    row = ReadRecord(member_id=member.id, about=f"{_prefix(asked)}{secrets.token_hex(4)}", at=0)
    with services().database.writing() as database:
        database.add(row)
    kept = session.get(KEPT, {})
    session[KEPT] = {**(kept if isinstance(kept, dict) else {}), current_exercise().id: asked}
    services().panels.touch(current_exercise().id)


def answered(asked: int, members: Iterable[str]) -> dict[str, int]:
    """How many devices of each person have answered a question; who is not named has not."""
    chosen = (
        sa.select(ReadRecord.member_id, sa.func.count())
        .where(
            ReadRecord.member_id.in_(tuple(members)),
            ReadRecord.about.startswith(_prefix(asked), autoescape=True),
        )
        .group_by(ReadRecord.member_id)
    )
    with services().database.reading() as database:
        return dict(database.execute(chosen).all())


def _prefix(asked: int) -> str:
    return f"check/{asked}/"
