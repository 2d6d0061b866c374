"""Drafts: text by field with a version; whoever saves over something newer is shown both."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sa
from flask import jsonify, make_response, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import gettext as _
from sqlalchemy.orm import Session

from simulation.kernel.errors import RuleViolation
from webapp.pages.forms import LONG, clean, optional_int_field
from webapp.pages.team_rows import touch_team
from webapp.store.tables import DraftRecord, MemberRecord
from webapp.text.names import Names
from webapp.text.say import sentence
from webapp.visit.visitor import current_member, services


@dataclass(frozen=True, slots=True)
class Draft:
    """What a team has written so far; version 0 for nothing; `by` names who saved last."""

    fields: Mapping[str, str]
    version: int
    by: str


@dataclass(frozen=True, slots=True)
class Stale:
    """A save that came too late: what stands there now."""

    theirs: Draft


def _rows(session: Session, exercise: str, country: str, key: str) -> list[DraftRecord]:
    return list(
        session.scalars(
            sa.select(DraftRecord)
            .where(
                DraftRecord.exercise_id == exercise,
                DraftRecord.country == country,
                DraftRecord.key == key,
            )
            .order_by(DraftRecord.field)
        )
    )


def _draft(session: Session, rows: list[DraftRecord]) -> Draft:
    latest = max(rows, key=lambda row: row.version, default=None)
    author = session.get(MemberRecord, latest.member_id) if latest is not None else None
    return Draft(
        {row.field: row.text for row in rows},
        latest.version if latest is not None else 0,
        author.name if author is not None else (_("Exercise control") if latest is not None else ""),
    )


def load(key: str) -> Draft:
    """The team's draft with this key."""
    member = current_member()
    with services().database.reading() as session:
        return _draft(session, _rows(session, member.exercise, member.country, key))


def save(key: str, fields: Mapping[str, str], version: int) -> Draft | Stale:
    """Saves fields over the version that the person saw; a field that nobody else changed since never conflicts."""
    member = current_member()
    now = datetime.fromtimestamp(services().wall_clock(), UTC)
    with services().database.writing() as session:
        rows = {row.field: row for row in _rows(session, member.exercise, member.country, key)}
        before = _draft(session, list(rows.values()))
        changed = {name: text for name, text in fields.items() if name not in rows or rows[name].text != text}
        if not changed:
            return before
        if any(name in rows and rows[name].version > version for name in changed):
            return Stale(before)
        new = before.version + 1
        for name, text in changed.items():
            session.merge(
                DraftRecord(
                    exercise_id=member.exercise,
                    country=member.country,
                    key=key,
                    field=name,
                    text=text,
                    version=new,
                    member_id=member.id,
                    saved_at=now,
                )
            )
        session.flush()
        saved = _draft(session, _rows(session, member.exercise, member.country, key))
    touch_team()
    return saved


def discard(session: Session, exercise: str, country: str, key: str) -> None:
    """Throws a draft away."""
    session.execute(
        sa.delete(DraftRecord).where(
            DraftRecord.exercise_id == exercise, DraftRecord.country == country, DraftRecord.key == key
        )
    )


def typed(names: Iterable[str]) -> dict[str, str]:
    """The draft's fields as they stand in the form; several values of one name stand on lines of their own."""
    return {
        name: "\n".join(clean(value) for value in request.form.getlist(name))
        for name in names
        if name in request.form or f"{name}__shown" in request.form
    }


def submitted(names: Iterable[str]) -> dict[str, str]:
    """The same, to be kept.

    Raises:
        RuleViolation: One is longer than a draft may hold.
    """
    found = typed(names)
    for name, text in found.items():
        if len(text) > LONG * 2:
            label = sentence(f"field.{name}")
            raise RuleViolation("field.too_long", label=name if label is None else gettext(label), limit=LONG * 2)
    return found


def unsaved(violation: RuleViolation) -> ResponseReturnValue:
    """The answer to a form that saves itself where a rule says no."""
    return make_response(jsonify(message=Names().refused(violation)), 422)


def autosave(key: str, names: Iterable[str]) -> ResponseReturnValue:
    """The answer to a form that saves itself."""
    try:
        version = optional_int_field("version", lowest=0, highest=10**9) or 0
        saved = save(key, submitted(names), version)
    except RuleViolation as violation:
        return unsaved(violation)
    if isinstance(saved, Stale):
        theirs = saved.theirs
        return make_response(jsonify(version=theirs.version, fields=dict(theirs.fields), by=theirs.by), 409)
    services().presence.typed(current_member().id)
    return jsonify(version=saved.version, text=_("Saved"))
