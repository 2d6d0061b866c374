"""Notes as they are read, and what there is to pin one to."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask_babel import format_time
from flask_babel import gettext as _

from simulation.kernel.agenda import DAY
from webapp.judging.evaluator import Evaluator, evaluator, names_of_authors
from webapp.judging.records import observations
from webapp.pages.forms import Option
from webapp.pages.frame import day_text
from webapp.pages.page import all_views, control_view, scenario, text
from webapp.store.tables import in_utc
from webapp.visit.handles import handle_of
from webapp.visit.visitor import current_exercise, services

LATEST = 40
"""Documents to choose from, the latest; an older one is reached from its own page."""


@dataclass(frozen=True, slots=True)
class NoteRow:
    """A note as it is read.

    Attributes:
        when: Simulated day and the room's time.
        about: What it is pinned to, "" for nothing.
        text: The note.
        who: Who wrote it, for trainers.
    """

    when: str
    about: str
    text: str
    who: str


@dataclass(frozen=True, slots=True)
class Thing:
    """Something to which a note can be pinned.

    Attributes:
        token: What forms call it.
        key: What is kept.
        said: What it is called.
    """

    token: str
    key: str
    said: str


def things(who: Evaluator) -> tuple[Thing, ...]:
    """What there is to pin a note to: for an observer what the own table can read."""
    if who.is_trainer:
        view = control_view()
        events = [
            Thing(f"event-{handle_of('event', each.key)}", f"event/{each.key}", _event_said(each.key, each.title))
            for each in view.injects
            if each.fired_at is not None
        ]
        labels = {each.label: each.key for team in all_views().teams.values() for each in team.requests if each.label}
        return (*events, *(_request(label, key) for label, key in sorted(labels.items())))
    team = all_views().teams[who.country]
    got = [
        Thing(f"event-{handle_of('inject', each.key)}", f"event/{each.key}", _event_said(each.key, each.title))
        for each in team.injects
    ]
    asked = [_request(each.label, each.key) for each in team.requests if each.label]
    papers = [
        Thing(
            f"document-{filed.label}",
            f"document/{who.country}/{filed.document.key}"[:200],
            _("Document %(label)s", label=filed.label),
        )
        for filed in team.documents
    ]
    return (*got, *asked, *papers)


def _event_said(key: str, shown: str) -> str:
    return _("Event: %(title)s", title=shown or text(f"{key}.title"))


def _request(label: str, key: str) -> Thing:
    return Thing(f"request-{label}", f"request/{key}", _("Request %(label)s", label=label))


def about_options(chosen: str) -> tuple[Option, ...]:
    """The things as options; of documents the latest, and the one that was chosen."""
    found = things(evaluator())
    papers = [each for each in found if each.token.startswith("document-")]
    hidden = {each.token for each in papers[:-LATEST]} - {chosen}
    return tuple(
        Option(each.token, each.said, selected=each.token == chosen) for each in found if each.token not in hidden
    )


def note_rows(author: str = "", about: str = "") -> tuple[NoteRow, ...]:
    """Notes, the latest first.

    Args:
        author: Of this evaluator alone; "" for those of all, with their names.
        about: Pinned to this alone.
    """
    names = names_of_authors() if not author else {}
    with services().database.reading() as session:
        found = observations(session, current_exercise().id)
    chosen = [each for each in found if author in {"", each.author} and about in {"", each.about}]
    return tuple(
        NoteRow(
            _("%(day)s, %(time)s", day=day_text(scenario(), each.at // DAY + 1, short=True), time=_time(each.wall)),
            each.said,
            each.text,
            names.get(each.author, _("somebody")) if not author else "",
        )
        for each in reversed(chosen)
    )


def _time(moment: datetime) -> str:
    return str(format_time(in_utc(moment).astimezone().replace(tzinfo=None), "HH:mm", rebase=False))
