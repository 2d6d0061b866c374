"""What interpreters read before the room does: events that control has given them, and a glossary to work with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.injects.views import AheadView
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import reader
from webapp.desk.readable import Reader
from webapp.pages.page import TeamPage, panel_response, panel_version, team_page
from webapp.text.names import choice_words


@dataclass(frozen=True, slots=True)
class AheadRow:
    """An event that has not come, with all its words."""

    title: str
    text: str
    sender: str
    seats: str
    when: str
    choices: tuple[str, ...]
    enclosure: str


@dataclass(frozen=True, slots=True)
class AheadPage(TeamPage):
    """Everything that interpreters of the team may read ahead."""

    template: ClassVar[str] = "desk/ahead.html"
    key: ClassVar[str] = "ahead"

    rows: tuple[AheadRow, ...]
    version: str


@blueprint.get("/ahead", endpoint="ahead")
def ahead() -> ResponseReturnValue:
    """The page."""
    return team_page(AheadPage(rows=_rows(reader()), version=panel_version("ahead")))


@blueprint.get("/ahead/part", endpoint="ahead_part")
def ahead_part() -> ResponseReturnValue:
    """The list, when something was given or came."""
    return panel_response("ahead", "desk/parts/ahead.html", lambda: {"rows": _rows(reader())})


def _rows(reading: Reader) -> tuple[AheadRow, ...]:
    in_order = sorted(reading.view.ahead, key=lambda each: (each.day is None, each.day or 0, each.key))
    return tuple(_row(each, reading) for each in in_order)


def _row(event: AheadView, reading: Reader) -> AheadRow:
    return AheadRow(
        title=reading.text(event.title),
        text=reading.text(event.text),
        sender=reading.persona(event.sender),
        seats=", ".join(reading.office(office) for office in event.offices),
        when=_("planned for day %(day)s", day=event.day)
        if event.day is not None
        else _("comes when exercise control sends it"),
        choices=tuple(choice_words(reading, event.key, code) for code in event.choices),
        enclosure=event.enclosure,
    )
