"""The channels beside letters: what each is for and how fast it is with whom; notices of the police network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import Response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.procedures.notice.commands import RequestNotice
from simulation.exercise.procedures.notice.views import NoticeView
from simulation.kernel.offices import OfficeTask
from simulation.law.book.contact_points import contacts_of
from simulation.scenario.schema.play import Route
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import (
    acting,
    attempt,
    entity_chosen,
    known_offices,
    may_send,
    origins,
    papers_chosen,
    reader,
)
from webapp.desk.documents.because import paper_options
from webapp.desk.readable import Reader, entity_kind
from webapp.pages.forms import Option, command_id
from webapp.pages.page import TeamPage, new_command_id, team_page
from webapp.text.law_texts import law_book, law_text, source_text, sure_text
from webapp.text.say import say_code
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member


@dataclass(frozen=True, slots=True)
class ChannelRow:
    """An informal channel."""

    name: str
    who: str
    use: str
    speed: str
    evidence: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class PartnerRow:
    """What one can expect with another country: the way of letters with its losses, and days of the short ways."""

    code: str
    name: str
    formal: str
    lost: int
    police: str
    unit: str
    contacts: str


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice that this team asked for."""

    title: str
    about: str
    state: str
    found: str


@dataclass(frozen=True, slots=True)
class NoticeRule:
    """A kind of notice to choose."""

    id: str
    name: str
    text: str
    targets: str
    source: str
    confidence: str
    selected: bool


@blueprint.get("/channels", endpoint="channels")
def channels() -> ResponseReturnValue:
    return _page(reader())


@blueprint.post("/channels", endpoint="request_notice")
def request_notice() -> ResponseReturnValue:
    reading = reader()
    target, papers = entity_chosen(reading, "target"), papers_chosen(reading)
    refused = attempt(
        lambda: RequestNotice(
            id=command_id(),
            by=acting(*known_offices().leading(OfficeTask.NOTICES)),
            member=current_member().id,
            rests_on=papers,
            notice=request.form.get("notice", "")[:20],
            target=target,
            documents=papers,
            to=tuple(code[:3] for code in request.form.getlist("to")[:12]),
        )
    )
    if refused is not None:
        return _page(reader(), refused.status, refused)
    return redirect(url_for("desk.channels"), 303)


@dataclass(frozen=True, slots=True)
class ChannelsPage(TeamPage):
    """All channels, the notices, and the form that asks for one."""

    template: ClassVar[str] = "desk/channels.html"
    key: ClassVar[str] = "messages"

    rows: tuple[ChannelRow, ...]
    partners: tuple[PartnerRow, ...]
    notices: tuple[NoticeRow, ...]
    rules: tuple[NoticeRule, ...]
    targets: tuple[Option, ...]
    papers: tuple[Option, ...]
    to: tuple[Option, ...]
    command: str
    refusal: Refusal | None
    can_send: bool


def _page(reading: Reader, status: int = 200, refusal: Refusal | None = None) -> Response:
    posted = request.method == "POST"
    chosen = frozenset(request.form.getlist("documents")) if posted else frozenset(origins())
    sent_to = set(request.form.getlist("to")) if posted else set[str]()
    target = request.form.get("target", "")
    return team_page(
        ChannelsPage(
            rows=tuple(_channel_rows(reading)),
            partners=tuple(_partner(reading, code) for code in _others(reading)),
            notices=tuple(_notice_row(notice, reading) for notice in reversed(reading.view.notices)),
            rules=tuple(_rules(request.form.get("notice", ""))),
            targets=tuple(
                Option(str(number), f"{name} ({entity_kind(each.kind)})", "", str(number) == target)
                for number, name, each in reading.entities.by_name()
            ),
            papers=paper_options(reading, chosen),
            to=tuple(Option(code, reading.country(code), "", code in sent_to) for code in _others(reading)),
            command=new_command_id("notice"),
            refusal=refusal,
            can_send=may_send(*known_offices().leading(OfficeTask.NOTICES)),
        ),
        status,
    )


def _others(reading: Reader) -> tuple[str, ...]:
    return tuple(each.code for each in reading.scenario.countries if each.code != reading.view.country)


def _asset_offices(reading: Reader) -> str:
    office = reading.scenario.country(reading.view.country).asset_office
    return _("Channel between asset recovery offices; our office: %(office)s", office=reading.office(office))


def _channel_rows(reading: Reader) -> list[ChannelRow]:
    return [
        ChannelRow(
            law_text(row.name),
            _asset_offices(reading) if row.by_asset_office else say_code(f"route.{row.route}"),
            law_text(row.use),
            law_text(row.text),
            _("evidence") if row.is_evidence else _("help") if row.route is Route.MLA else _("lead"),
            source_text(row.source),
            sure_text(row.confidence),
        )
        for row in law_book().informal
    ]


def _partner(reading: Reader, code: str) -> PartnerRow:
    times = law_book().times
    pair = reading.scenario.pair(reading.view.country, code)
    archetype = reading.scenario.country(code).archetype
    formal = _("electronically") if pair.electronic else say_code(f"channel.{pair.channel}")
    return PartnerRow(
        code,
        reading.country(code),
        formal,
        times.loss_percent(pair),
        _days(times.procedure("police_answer", archetype)),
        _days(times.procedure("fiu_answer", archetype)),
        ", ".join(law_text(row.name) for route in (Route.MLA, Route.POLICE) for row in contacts_of(pair, route)),
    )


def _days(row: tuple[float, ...]) -> str:
    low, middle, high = (round(row[place]) for place in (9, 49, 89))
    return _("%(middle)s (%(low)s to %(high)s)", middle=middle, low=low, high=high)


def _notice_row(notice: NoticeView, reading: Reader) -> NoticeRow:
    names = {row.id: row.name for row in law_book().notices}
    calendar = reading.calendar
    if notice.ended is not None:
        state = _("fully answered on %(date)s", date=calendar.short(notice.ended))
    elif notice.published is not None:
        state = _("published %(date)s", date=calendar.short(notice.published))
    else:
        state = _("requested %(date)s", date=calendar.short(notice.asked))
    name = law_text(names[notice.kind])
    return NoticeRow(
        _("%(notice)s, as a diffusion", notice=name) if notice.is_diffusion else name,
        reading.entity(notice.target),
        state,
        ", ".join(reading.country(code) for code in notice.found),
    )


def _rules(chosen: str) -> list[NoticeRule]:
    return [
        NoticeRule(
            row.id,
            law_text(row.name),
            law_text(row.text),
            ", ".join(entity_kind(kind) for kind in row.targets),
            source_text(row.source),
            sure_text(row.confidence),
            row.id == chosen,
        )
        for row in law_book().notices
    ]
