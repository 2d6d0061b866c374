"""The first page of a seat: who you are, one thing to do, the people of the case, three papers, whom to talk to."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from flask import url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.clock import warm_up
from simulation.exercise.core.command import SeatRole
from simulation.exercise.views.start import FirstPage, Introduced, first_page, start_of
from simulation.kernel.terms import Office
from simulation.scenario.schema.scenario import start_words
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import reader, unread
from webapp.desk.home.rows import WorkRow, work_rows
from webapp.desk.home.warm_up import WarmUpPart, warm_up_values
from webapp.desk.readable import Reader, joined
from webapp.pages.next_marks import Guide, guide
from webapp.pages.page import TeamPage, all_views, has_pen, my_offices, panel_version, team_page
from webapp.pages.seat_rows import Person, team_seats
from webapp.text.say import post_name, say_code, wording_of
from webapp.visit.impersonation import is_control
from webapp.visit.visitor import current_member

NUMBERS = 3
"""Numbers of papers beside a person."""


@dataclass(frozen=True, slots=True)
class PersonRow:
    """Somebody of the case: the name, what the file makes of the person, the scenario's line, and in which papers."""

    name: str
    url: str
    word: str
    line: str
    text: str
    is_at_risk: bool
    by_evidence: bool


@dataclass(frozen=True, slots=True)
class FirstPaper:
    """A paper to read; `line` says what for, where the scenario has words."""

    number: str
    title: str
    line: str
    url: str
    by_evidence: bool


@dataclass(frozen=True, slots=True)
class TalkRow:
    """A seat to talk to: what it does or has, a line each; `people` sit there, of the own team alone."""

    label: str
    country: str
    lines: tuple[str, ...]
    url: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class StartPart:
    """What a colleague's act or a new document changes on the first page of a seat."""

    first: WorkRow | None
    people: tuple[PersonRow, ...]
    named: int
    papers: tuple[FirstPaper, ...]
    to_read: FirstPaper | None
    """The first of them that was not read."""

    next_paper: str
    """Number of the first of them that was not read, where the scenario has no marks of its own; "" for none."""

    others: int
    guide: Guide | None
    src: str
    version: str


@dataclass(frozen=True, slots=True)
class StartPage(TeamPage):
    """The first page of a seat."""

    template: ClassVar[str] = "desk/start.html"
    key: ClassVar[str] = "start"

    heading: str
    wants: str
    start: StartPart
    talk: tuple[TalkRow, ...]
    warm_up: WarmUpPart | None


@blueprint.get("/start", endpoint="start")
def start() -> ResponseReturnValue:
    """Who you are and where to begin; nothing of the case while the warm-up is played."""
    reading = reader()
    return team_page(
        StartPage(
            heading=_heading(reading),
            wants=_wants(reading),
            start=start_values(reading),
            talk=_talk(_found(reading), reading),
            warm_up=warm_up_values(reading),
        )
    )


def start_values(reading: Reader) -> StartPart:
    """The live part of the page."""
    is_case = reading.view.clock.phase != warm_up.PHASE
    found = _found(reading)
    papers = _papers(found, reading) if is_case else ()
    to_read = _to_read(found, papers, reading)
    return StartPart(
        first=_first(found, reading) if reading.view.clock.move else None,  # nothing can be done before the first move
        people=tuple(_person(each, reading) for each in found.people) if is_case else (),
        named=len(reading.view.entities),
        papers=papers,
        to_read=to_read,
        next_paper=to_read.number if to_read is not None and not reading.scenario.play.marks else "",
        others=len(reading.view.documents) - len(found.papers),
        guide=guide(reading.view, reading.scenario, my_offices()) if has_pen() else None,
        src=url_for("desk.panel", name="start"),
        version=panel_version("start"),
    )


def _found(reading: Reader) -> FirstPage:
    play = reading.scenario.play
    played = [country.code for country in reading.scenario.played]
    return first_page(reading.view, reading.offices, play.documents, played, play.starts)


def _first(found: FirstPage, reading: Reader) -> WorkRow | None:
    """What waits before all else, with the scenario's own reason where it named this thing."""
    if found.first is None:
        return None
    row = work_rows((found.first,), reading)[0]
    start = start_of(reading.view.country, reading.offices, reading.scenario.play.starts)
    if start is None or start.first != found.first.about:
        return row
    return replace(row, why=_line("now", start.office, reading) or row.why)


def _line(part: str, key: str, reading: Reader) -> str:
    """The scenario's line about something on this team's first pages; "" for none."""
    return reading.written(start_words(reading.view.country, part, key))


def _heading(reading: Reader) -> str:
    country, post = reading.country(reading.view.country), current_member().post
    if post is not SeatRole.PLAYER and not is_control(current_member()):
        return f"{post_name(post)}, {country}"
    offices = _led_by(reading) or reading.offices
    code = f"start.you.{offices[0]}" if len(offices) == 1 else ""
    if wording_of(code):
        return say_code(code, country=country)
    sat_at = joined(reading.office(office) for office in reading.offices)
    return _("Your seat: %(office)s, %(country)s", office=sat_at or _("no office yet"), country=country)


def _led_by(reading: Reader) -> tuple[Office, ...]:
    """The office whose first page the scenario wrote, for somebody who plays alone; else none."""
    starts = reading.scenario.play.starts if reading.scenario.is_tutorial else ()
    return tuple(each.office for each in starts if each.country == reading.view.country)[:1]


def _wants(reading: Reader) -> str:
    """What the role card says first, without its marks; "" where the scenario has none."""
    for office in _led_by(reading) or reading.offices:
        card = reading.written(f"role.{reading.view.country}.{office}").strip()
        if card:
            return card.partition("\n\n")[0].replace("**", "").replace("\n", " ")
    return ""


def _person(each: Introduced, reading: Reader) -> PersonRow:
    entity = reading.known(each.person)
    papers = tuple(filter(None, map(reading.documents.label_of, each.documents)))
    if each.is_at_risk:
        word = _("At risk")
    elif each.is_namesake:
        word = _("Same family name as another person: do not confuse the two")
    else:
        word = ngettext("In %(num)s document", "In %(num)s documents", len(papers))
    number = reading.entities.number_of(each.person)
    return PersonRow(
        name=entity.label if entity is not None else "",
        url=url_for("desk.entity_page", number=number) if number is not None else "",
        word=word,
        line=_line("person", each.person, reading),
        text=joined(papers[:NUMBERS]),
        is_at_risk=each.is_at_risk,
        by_evidence=each.by_evidence,
    )


def _papers(found: FirstPage, reading: Reader) -> tuple[FirstPaper, ...]:
    filed = filter(None, map(reading.view.document, found.papers))
    return tuple(
        FirstPaper(
            each.label,
            reading.documents.title_of(each),
            _line("paper", each.document.key, reading),
            url_for("desk.document_page", number=each.label),
            each.document.use.stands,
        )
        for each in filed
    )


def _to_read(found: FirstPage, papers: tuple[FirstPaper, ...], reading: Reader) -> FirstPaper | None:
    left = unread("document", found.papers)
    numbers = {reading.documents.label_of(key) for key in left}
    return next((paper for paper in papers if paper.number in numbers), None)


def _talk(found: FirstPage, reading: Reader) -> tuple[TalkRow, ...]:
    """The other seats of the own team, then partners abroad."""
    own = reading.view.country
    rows = [
        TalkRow(
            row.label,
            "",
            tuple(wording_of(f"start.does.{office}") for office in row.offices),
            url_for("desk.handovers") if row.people else "",
            row.people,
        )
        for row in team_seats(all_views(), current_member())
        if set(row.offices).isdisjoint(reading.offices)
    ]
    rows += [
        TalkRow(
            reading.seat(seat),
            seat.country,
            (_line("talk", seat.country, reading) or _("Your counterpart"),),
            url_for("desk.messages", _anchor="write"),
            (),
        )
        for seat in found.partners
        if seat.country != own
    ]
    return tuple(rows)
