"""A question to a police or financial unit abroad, from the card of a thing: what, for which use, with which papers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.core.command import Command
from simulation.exercise.procedures.letter.commands import ActOnRequest, OpenDraft
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.entities import Entity
from simulation.kernel.errors import RuleViolation
from simulation.law.book.assistance_types import Kind
from simulation.law.book.content import Content
from simulation.scenario.schema.play import Sought
from webapp.desk.blueprint import blueprint
from webapp.desk.board.names import BoardNames
from webapp.desk.colleagues import can_be_taken, hand_over_url, who_can
from webapp.desk.current_view import (
    acting,
    attempt_all,
    entity_or_404,
    help_level,
    may_send,
    origins,
    papers_chosen,
    reader,
    rests_on,
)
from webapp.desk.readable import Reader, entity_kind
from webapp.desk.requests.short_way import (
    Exchange,
    askers,
    days_in_words,
    exchanges,
    hold_text,
    record_text,
    short_kinds,
    sought_of,
    usual_days,
)
from webapp.pages.forms import Option, command_id, one_of, text_field
from webapp.pages.page import TeamPage, new_command_id, panel_response, panel_version, team_page
from webapp.text.say import say_code
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member

USES = ("intelligence", "prosecutor", "court")
"""What an answer may be used for, as the asker says; the answerer decides (UNTOC 18(5), (19); Egmont practice)."""

LONGEST = 2000
"""Characters of a question."""


@dataclass(frozen=True, slots=True)
class KindOption:
    """A question that can be put, with who puts it and how long it takes.

    Attributes:
        value: The kind of assistance.
        label: Its name.
        hint: Usual days of an answer.
        selected: It is chosen.
        own: The visitor's own office puts it.
        office_text: The office that puts it.
        example: How such a question may read, for those who are guided; "" for others.
        hold: How long a hold lasts that is asked for, and what keeps the money; "" for any other question.
    """

    value: str
    label: str
    hint: str
    selected: bool
    own: bool
    office_text: str
    example: str
    hold: str


@dataclass(frozen=True, slots=True)
class Thread:
    """What was asked and answered about a thing."""

    exchanges: tuple[Exchange, ...]
    src: str
    version: str
    own: str


@dataclass(frozen=True, slots=True)
class QuestionPage(TeamPage):
    """What was asked about a thing on the short ways, and the next question."""

    template: ClassVar[str] = "desk/question.html"
    key: ClassVar[str] = "requests"

    number: int
    name: str
    kind_text: str
    country_name: str
    thread: Thread
    kinds: tuple[KindOption, ...]
    countries: tuple[Option, ...]
    to: str
    to_name: str
    uses: tuple[Option, ...]
    papers: tuple[Option, ...]
    typed: Mapping[str, str]
    command: str
    record: str
    others: tuple[str, ...]
    hand_over_url: str
    who_can: str
    has_free_seat: bool
    origins: tuple[str, ...]
    refusal: Refusal | None
    wanting: str
    can_send: bool
    is_over: bool


def _kinds(entity: Entity) -> tuple[Kind, ...]:
    """The questions that can be put about it.

    Raises:
        NotFound: None can.
    """
    found = short_kinds(entity)
    if not found:
        abort(404)
    return found


def _thread(entity: Entity, number: int, reading: Reader) -> Thread:
    return Thread(
        exchanges(entity, reading),
        url_for("desk.question_part", number=number),
        panel_version("requests"),
        reading.view.country,
    )


def _page(reading: Reader, entity: Entity, status: int = 200, refused: Refusal | None = None) -> Response:
    source = request.form if request.method == "POST" else request.args
    kinds = _kinds(entity)
    to = _asked(entity, source.get("to", ""), reading)
    chosen = _chosen(kinds, source.get("sought", ""), reading)
    number = reading.entities.number_of(entity.key) or 0
    own = tuple(each for each in kinds if _is_own(each, reading))
    asking = tuple(dict.fromkeys(office for each in kinds for office in askers(each, reading.view.country, reading)))
    ticked = frozenset(request.form.getlist("documents")) if request.method == "POST" else frozenset[str]()
    use = source.get("use", "") if source.get("use", "") in USES else USES[0]
    return team_page(
        QuestionPage(
            number=number,
            name=reading.entities.told_apart(entity),
            kind_text=entity_kind(entity.kind),
            country_name=reading.country(entity.country),
            thread=_thread(entity, number, reading),
            kinds=tuple(_option(each, chosen, to, reading) for each in own),
            countries=_countries(to, reading),
            to=to,
            to_name=reading.country(to),
            uses=tuple(Option(each, say_code(f"question_use.{each}"), "", each == use) for each in USES),
            papers=_papers(entity, ticked, reading),
            typed={"text": source.get("text", "")[:LONGEST]},
            command=new_command_id(f"question/{number}"),
            record=record_text(own[0].route, to, reading) if own and to else "",
            others=_others(kinds, own, reading),
            hand_over_url=hand_over_url(f"entity:{number}", reading),
            who_can=who_can(asking, reading),
            has_free_seat=can_be_taken(asking),
            origins=origins(),
            refusal=refused,
            wanting="text" if refused is not None and refused.code == "request.assistance_missing" else "",
            can_send=bool(own) and may_send(*askers(own[0], reading.view.country, reading)),
            is_over=reading.view.clock.is_over,
        ),
        status,
    )


def _asked(entity: Entity, text: str, reading: Reader) -> str:
    """The country that is asked: the one named, else the thing's own when it lies abroad; "" for none yet."""
    abroad = {each.code for each in reading.scenario.countries if each.code != reading.view.country}
    if text in abroad:
        return text
    return entity.country if entity.country in abroad else ""


def _countries(to: str, reading: Reader) -> tuple[Option, ...]:
    return tuple(
        Option(each.code, reading.country(each.code), "", each.code == to)
        for each in reading.scenario.countries
        if each.code != reading.view.country
    )


def _is_own(kind: Kind, reading: Reader) -> bool:
    return any(office in reading.offices for office in askers(kind, reading.view.country, reading))


def _chosen(kinds: tuple[Kind, ...], sought: str, reading: Reader) -> str:
    own = [each.id for each in kinds if _is_own(each, reading)]
    return sought if sought in own else next(iter(own), "")


def _option(kind: Kind, chosen: str, to: str, reading: Reader) -> KindOption:
    return KindOption(
        kind.id,
        say_code(f"sought.{kind.id}"),
        days_in_words(usual_days(kind, to, reading)) if to else "",
        kind.id == chosen,
        _is_own(kind, reading),
        reading.office(askers(kind, reading.view.country, reading)[0]),
        say_code(f"question_example.{kind.id}") if help_level() == "guided" else "",
        hold_text(to, reading) if to and kind.id == Sought.POSTPONEMENT else "",
    )


def _papers(entity: Entity, ticked: frozenset[str], reading: Reader) -> tuple[Option, ...]:
    """Papers that name the thing, or what the team says is the same; none is ticked beforehand."""
    keys = BoardNames(reading).keys(entity.key)
    return tuple(
        Option(
            filed.label,
            f"{filed.label} {reading.documents.title_of(filed)}",
            _("you need consent to cite it") if filed.document.use.needs_consent else "",
            filed.label in ticked,
        )
        for filed in reading.view.documents[::-1]
        if any(map(filed.document.names, keys)) or filed.label in ticked
    )


def _others(kinds: tuple[Kind, ...], own: tuple[Kind, ...], reading: Reader) -> tuple[str, ...]:
    """What other offices of the team can ask."""
    return tuple(
        _(
            "%(question)s: %(office)s",
            question=say_code(f"sought.{each.id}"),
            office=reading.office(askers(each, reading.view.country, reading)[0]),
        )
        for each in kinds
        if each not in own
    )


@blueprint.get("/entities/<int:number>/ask", endpoint="question")
def question(number: int) -> ResponseReturnValue:
    """What was asked about a thing, and the form of the next question."""
    reading = reader()
    return _page(reading, entity_or_404(reading, number))


@blueprint.get("/entities/<int:number>/ask/part", endpoint="question_part")
def question_part(number: int) -> ResponseReturnValue:
    """The thread, for a tick."""
    reading = reader()
    entity = entity_or_404(reading, number)
    _kinds(entity)
    return panel_response(
        "requests", "desk/parts/question_thread.html", lambda: {"thread": _thread(entity, number, reading)}
    )


@blueprint.post("/entities/<int:number>/ask", endpoint="send_question")
def send_question(number: int) -> ResponseReturnValue:
    """Opens the question and sends it, both or nothing."""
    reading = reader()
    entity = entity_or_404(reading, number)
    kinds = {each.id: each for each in _kinds(entity)}
    failed = attempt_all(lambda: _commands(kinds, entity, reading), in_turn=True)
    if failed is not None:
        return _page(reader(), entity, failed.status, failed)
    return redirect(url_for("desk.question", number=number, to=request.form.get("to") or None, _anchor="thread"), 303)


def _commands(kinds: Mapping[str, Kind], entity: Entity, reading: Reader) -> tuple[Command, ...]:
    """Opening the question and putting it.

    Raises:
        RuleViolation: No such question, no country, a text that is too long, or a seat that asks nothing of it.
    """
    kind = kinds[one_of("sought", kinds, label=_("Ask"))]
    asked = _asked(entity, request.form.get("to", ""), reading)
    if not asked:
        raise RuleViolation("question.no_country")
    words = text_field("text", label=_("Question"), limit=LONGEST)
    if not words:
        raise RuleViolation("request.assistance_missing")
    seat, member, made = acting(*askers(kind, reading.view.country, reading)), current_member().id, command_id()
    papers = papers_chosen(reading)
    use = one_of("use", USES, label=_("Use"))
    content = Content(
        subject=_("Our question about %(what)s", what=reading.entities.told_apart(entity)),
        authority_contact=say_code(
            "seat.abroad", office=reading.office(seat.office), country=reading.country(seat.country)
        ),
        persons=(entity.key,),
        assistance=words,
        grounds=papers,
        purpose=say_code(f"question_purpose.{use}"),
    )
    return (
        OpenDraft(
            id=made,
            by=seat,
            member=member,
            rests_on=rests_on(reading),
            sought=sought_of(kind),
            requested=asked,
            targets=(entity.key,),
        ),
        ActOnRequest(
            id=f"{made}q",
            by=seat,
            member=member,
            rests_on=tuple(dict.fromkeys((*rests_on(reading), *papers))),
            request=f"{seat.country}/{made}",
            action=LetterAction.ASK,
            content=content,
        ),
    )
