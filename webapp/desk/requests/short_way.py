"""The short ways between two offices of a kind: what can be asked about a thing, how long it takes, what was said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.casework.file.measures import hold_ends
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.views.story import day_of
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import Kind, answer_row
from simulation.law.book.content import Content
from simulation.law.periods.restraint import RestraintGround, restraint_row
from simulation.law.time.typical_durations import DayRange, answer_span
from simulation.scenario.schema.play import Route, Sought
from webapp.desk.board.names import BoardNames
from webapp.desk.current_view import known_offices
from webapp.desk.documents.marks import PaperMark, paper_marks
from webapp.desk.messages.rows import when
from webapp.desk.readable import Reader, next_move_day
from webapp.text.law_texts import law_book
from webapp.text.say import capital, happened, say_code, wording_of
from webapp.text.signing import signature

RECORD = 4
"""Answers of the own record that a page names: the last ones."""

ANSWERS = frozenset({LetterAction.ANSWER, LetterAction.ANSWER_PART, LetterAction.DECLINE})

SILENT = frozenset({LetterAction.ASK, LetterAction.ARRIVE})
"""Lines of a history that say no more than the question itself."""


@dataclass(frozen=True, slots=True)
class Said:
    """Something that was asked or answered.

    Attributes:
        country: Whose office speaks.
        own: It is the team's own side.
        who: The office, with its country when it is abroad.
        when_text: The day, or `this move`.
        text: What was said; the act in words where nothing else was.
        note: What the answer may be used for, as the asker or the answerer said.
        papers: What went with it.
        is_lead: It brought something that no court takes as it is.
        signed: Who acted for the office, "" for its own people.
    """

    country: str
    own: bool
    who: str
    when_text: str
    text: str
    note: str
    papers: tuple[PaperMark, ...]
    is_lead: bool
    signed: str


@dataclass(frozen=True, slots=True)
class Exchange:
    """A question with what followed.

    Attributes:
        label: Its number.
        url: Its page, where the acts stand.
        title: What was asked.
        partner: Code of the other country.
        waits: Whom it waits for, in words; "" when it is over.
        is_ours: The next word is the own side's.
        said: What was said, in order.
    """

    label: str
    url: str
    title: str
    partner: str
    waits: str
    is_ours: bool
    said: tuple[Said, ...]


def short_kinds(entity: Entity) -> tuple[Kind, ...]:
    """What a police or financial unit can be asked about a thing of this kind, in the law book's order."""
    return tuple(each for each in law_book().kinds if each.route is not Route.MLA and entity.kind in each.targets)


def is_question(entity: Entity, sought: Sought) -> bool:
    """Whether this is asked about a thing on a short way, with three fields."""
    return any(kind.id == sought for kind in short_kinds(entity))


def askers(kind: Kind, country: str, reading: Reader) -> tuple[Office, ...]:
    """The offices of a country that put such a question, and answer it."""
    own = kind.office_in(reading.scenario.country(country))
    return (own,) if own is not None else known_offices().asking_on(kind.route)


def usual_days(kind: Kind, country: str, reading: Reader) -> DayRange:
    """Days that an answer of this country usually takes: the middle half."""
    return answer_span(law_book().times, reading.scenario.country(country).archetype, answer_row(kind))


def days_in_words(span: DayRange) -> str:
    """Like `6 to 19 days`."""
    if span.low == span.high:
        return ngettext("%(num)s day", "%(num)s days", span.high)
    return _("%(low)s to %(high)s days", low=span.low, high=span.high)


def own_record(route: Route, country: str, reading: Reader) -> tuple[int, ...]:
    """Days that this country took for the team's own last questions on a short way, the latest last."""
    found = []
    for each in reading.view.requests:
        if each.incoming or each.route is not route or each.requested != country:
            continue
        asked = next((line.at for line in each.history if line.action == LetterAction.ASK), None)
        done = next((line.at for line in each.history if line.action in ANSWERS), None)
        if asked is not None and done is not None:
            found.append((done, max(0, (done - asked) // DAY)))
    return tuple(days for _done, days in sorted(found)[-RECORD:])


def record_text(route: Route, country: str, reading: Reader) -> str:
    """Like `Your last questions there took 1, 1, 2 and 6 days`; "" while there was none."""
    took = own_record(route, country, reading)
    if not took:
        return ""
    return _("Days until your last questions to this country were answered: %(days)s.", days=", ".join(map(str, took)))


def hold_text(country: str, reading: Reader) -> str:
    """How long a country's unit may hold a payment, when that ends, and what keeps the money."""
    days = reading.scenario.country(country).short_freeze_days
    ends = day_of(hold_ends(reading.scenario.country(country), reading.view.clock.now))
    last = reading.day(ends)
    there = reading.country(country)
    text = ngettext(
        "%(country)s can hold a transaction for %(num)s day: if the hold begins today, until "
        "%(last)s. Send an urgent freezing request, with a reason and a date, before that day. A duty "
        "judge there then prolongs the hold for up to %(kept)s days, until the request is decided.",
        "%(country)s can hold a transaction for %(num)s days: if the hold begins today, until "
        "%(last)s. Send an urgent freezing request, with a reason and a date, before that day. A duty "
        "judge there then prolongs the hold for up to %(kept)s days, until the request is decided.",
        days,
        country=there,
        last=last,
        kept=restraint_row(RestraintGround.ANNOUNCED).days,
    )
    planned = next_move_day(reading.view)
    if planned is not None and planned > ends:
        text += " " + _("The next jump goes to %(day)s, after that date.", day=reading.day(planned))
    elif planned == ends:
        text += " " + _("The next jump goes to that day: send the request before the jump.")
    return text


def exchanges(entity: Entity, reading: Reader) -> tuple[Exchange, ...]:
    """The questions on short ways about a thing, or about what the team says is the same; the latest last."""
    keys = BoardNames(reading).keys(entity.key)
    found = [
        each
        for each in reading.view.requests
        if each.route is not Route.MLA
        and each.status != LetterStatus.DRAFTING
        and any(target.key in keys for target in each.targets)
    ]
    return tuple(_exchange(each, reading) for each in sorted(found, key=lambda each: (each.opened, each.label)))


def _exchange(request: RequestView, reading: Reader) -> Exchange:
    return Exchange(
        label=request.label,
        url=url_for("desk.request_page", number=request.label),
        title=say_code(f"sought.{request.sought}"),
        partner=request.other,
        waits=_waits(request, reading),
        is_ours=request.is_open and request.waits_for_us,
        said=(_question(request, reading), *_answers(request, reading)),
    )


def _waits(request: RequestView, reading: Reader) -> str:
    if not request.is_open:
        return ""
    if request.waits_for_us:
        return _("waits for you")
    return _("waits for %(country)s", country=reading.country(request.other))


def _office(request: RequestView, country: str, reading: Reader) -> str:
    (office, *_others) = askers(law_book().kind_of(request.sought), country, reading)
    name = reading.office(office)
    if country == reading.view.country:
        return name
    return say_code("seat.abroad", office=name, country=reading.country(country))


def asked_in(request: RequestView, content: Content, reading: Reader) -> Content:
    """The content of a request; in a question, the general words of the scenario's letters are those of a question.

    A scenario has one set of general words for its matters. They speak as a letter of request does: of a central
    authority, of certified documents, of evidence.
    """
    if request.route is Route.MLA:
        return content
    (office, *_others) = askers(law_book().kind_of(request.sought), request.requesting, reading)
    asker = say_code("seat.abroad", office=reading.office(office), country=reading.country(request.requesting))

    def own(name: str, said: str, instead: str) -> str:
        return instead if _is_general(name, said, reading) else said

    return replace(
        content,
        authority_contact=own("authority_contact", content.authority_contact, asker),
        assistance=own("assistance", content.assistance, ""),
        purpose=own("purpose", content.purpose, say_code("question_purpose.intelligence")),
    )


def _is_general(name: str, said: str, reading: Reader) -> bool:
    """Whether a part holds what every matter of the scenario says, in one of the scenario's languages."""
    return bool(said) and any(words.get(f"request.{name}") == said for words in reading.scenario.texts.values())


def _question(request: RequestView, reading: Reader) -> Said:
    asked = next((line.at for line in request.history if line.action in SILENT), request.opened)
    content = asked_in(request, request.content, reading)
    grounds = content.grounds if not request.incoming else ()
    return Said(
        country=request.requesting,
        own=not request.incoming,
        who=_office(request, request.requesting, reading),
        when_text=when(asked, reading),
        text=content.assistance or say_code(f"sought.{request.sought}"),
        note=content.purpose,
        papers=paper_marks(grounds, reading),
        is_lead=False,
        signed="",
    )


def _answers(request: RequestView, reading: Reader) -> Iterable[Said]:
    for line in request.history:
        if line.action in SILENT or not line.country:
            continue
        own = line.country == reading.view.country
        brought = line.action in {LetterAction.ANSWER, LetterAction.ANSWER_PART}
        papers = request.results if brought else ()
        uses = [wording_of(f"condition.{code}") or say_code(f"consent.{code}") for code in request.conditions]
        filed = [reading.view.document(key) for key in papers]
        yield Said(
            country=line.country,
            own=own,
            who=_office(request, line.country, reading),
            when_text=when(line.at, reading),
            text=line.text or capital(happened(line.action)),
            note=", ".join(uses) if brought or line.action == LetterAction.GIVE_CONSENT else "",
            papers=paper_marks(papers, reading),
            is_lead=any(each is not None and not each.document.use.stands for each in filed),
            signed=signature(line.by, line.at, own=own),
        )


def sought_of(kind: Kind) -> Sought:
    """The kind as a request names it."""
    return Sought(kind.id)
