"""A request's page: where it stands, whose days those were, what this seat may do, what was said and found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.core.command import Seat
from simulation.exercise.procedures.letter.commands import ActOnRequest, KeepActs
from simulation.exercise.procedures.letter.play.state import ControlRuling
from simulation.exercise.procedures.letter.play.views import RequestView, SharedDraft
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import TimeKind
from simulation.law.book.rules import load_rules
from webapp.desk.beside import Beside, beside
from webapp.desk.blueprint import blueprint
from webapp.desk.colleagues import are_automatic
from webapp.desk.current_view import (
    acting,
    attempt,
    help_level,
    origins,
    own_offices,
    papers_chosen,
    reader,
    request_or_404,
    rests_on,
)
from webapp.desk.deadlines import Deadline
from webapp.desk.documents.because import BecauseLine, because_line
from webapp.desk.documents.facts import DocumentRow, document_rows
from webapp.desk.messages.rows import MessageRow, message_rows
from webapp.desk.next_task import flash_done
from webapp.desk.readable import Reader, joined
from webapp.desk.requests import offers
from webapp.desk.requests.argument import Argument, MistakeRow, argument_of, mistake_rows
from webapp.desk.requests.checks import (
    Card,
    Chain,
    FindingRow,
    as_drawn,
    chain_findings,
    chains,
    completeness_card,
    finding_rows,
    with_link,
)
from webapp.desk.requests.contact_points import ContactCard, contact_card, contact_words
from webapp.desk.requests.fields import content_of, first_fields
from webapp.desk.requests.form_paper import HANDED_OUT, handed_out, paper_of
from webapp.desk.requests.governing import Expected, GoverningCard, ending_holds, expected, governing
from webapp.desk.requests.letter import Letter, letter, written_at
from webapp.desk.requests.listing import RequestList, read_request, requests_values
from webapp.desk.requests.offers import OfferForm
from webapp.desk.requests.registry import ROUTINE, RegistryCard, authority, registry_card
from webapp.desk.requests.remarks import Remark, remark_on
from webapp.desk.requests.rows import HeldDays, age_text, held_days, next_deadline, stage, stops_days
from webapp.desk.requests.standing import with_standing
from webapp.desk.story_rows import StoryRow, told_here
from webapp.pages import drafts
from webapp.pages.forms import command_id, seen_field, text_field
from webapp.pages.page import TeamPage, has_pen, new_command_id, team_page
from webapp.papers.paper import FormKind
from webapp.text.formatting import Calendar, day_text
from webapp.text.law_texts import ground_text, spoken_of
from webapp.text.retold import retold
from webapp.text.say import capital, happened, say_code, wording_of
from webapp.text.signing import signature
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member

IF_TICKED = frozenset({LetterAction.ANSWER_CLARIFICATION, LetterAction.ANSWER_CONSULTATION})
"""Answers with which the draft goes where a box says so."""

WITH_DRAFT = frozenset({*IF_TICKED, LetterAction.SHARE_DRAFT, LetterAction.ASK_CONTACT})
"""Acts with which the draft goes as it stands."""

FORM_STATUSES = frozenset({"drafting", "clarifying"})


def is_writable(shown: RequestView) -> bool:
    """Whether the own side can change the letter now: as a draft, on a question, or on a proposal."""
    return not shown.incoming and (shown.status in FORM_STATUSES or shown.is_proposed_to)


@dataclass(frozen=True, slots=True)
class RequestHistoryRow:
    """A line of a request's history."""

    day: str
    what: str
    who: str
    text: str
    signed: str


@dataclass(frozen=True, slots=True)
class RequestsPage(TeamPage):
    """The list of letters."""

    template: ClassVar[str] = "desk/requests.html"
    key: ClassVar[str] = "requests"

    requests: RequestList
    registry: RegistryCard | None
    refusal: Refusal | None


def _list_page(status: int = 200, refusal: Refusal | None = None) -> Response:
    reading = reader()
    return team_page(
        RequestsPage(
            requests=requests_values(reading, "desk.requests"), registry=registry_card(reading), refusal=refusal
        ),
        status,
    )


@blueprint.get("/requests", endpoint="requests")
def requests() -> ResponseReturnValue:
    return _list_page()


@blueprint.post("/requests/registry", endpoint="keep_acts")
def keep_acts() -> ResponseReturnValue:
    """Says which acts on letters that come in the registry takes; the authority keeps the others."""
    taken = request.form.getlist("acts")
    refused = attempt(
        lambda: KeepActs(
            id=command_id(),
            by=acting(*authority()),
            member=current_member().id,
            acts=tuple(act for act in ROUTINE if act.value not in taken),
        )
    )
    if refused is not None:
        return _list_page(refused.status, refused)
    return redirect(url_for("desk.requests"), 303)


@blueprint.get("/requests/<number>", endpoint="request_page")
def request_page(number: str) -> ResponseReturnValue:
    reading = reader()
    shown = request_or_404(reading, number)
    read_request(shown)
    return _page(reading, shown)


def draft_fields(shown: RequestView, reading: Reader) -> tuple[dict[str, str], drafts.Draft]:
    """The draft's texts over what the request says already."""
    draft = drafts.load(f"request/{shown.key}")
    fields = {**first_fields(shown, reading, help_level()), **draft.fields}
    return with_standing(shown, fields, reading, help_level()), draft


@dataclass(frozen=True, slots=True)
class Ahead:
    """What lies ahead of a letter: what governs it, how long it may take, and which holds end before that."""

    governs: GoverningCard | None
    expected: Expected | None
    holds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RequestPage(TeamPage):
    """A letter, with what may be done with it."""

    template: ClassVar[str] = "desk/request.html"
    key: ClassVar[str] = "requests"

    shown: RequestView
    title: str
    told: tuple[StoryRow, ...]
    other_name: str
    route: str
    stage_text: str
    tone: str
    due: Deadline
    held: tuple[HeldDays, ...]
    age: str
    now_text: str
    forms: tuple[OfferForm, ...]
    beside: Beside
    contacts: ContactCard | None
    refusal: Refusal | None
    may_write: bool
    letter: Letter | None
    remark: Remark | None
    completeness: Card
    chains: tuple[Chain, ...]
    chain_findings: tuple[FindingRow, ...]
    findings: tuple[FindingRow, ...]
    mistakes: tuple[MistakeRow, ...]
    argument: Argument | None
    history: tuple[RequestHistoryRow, ...]
    results: tuple[DocumentRow, ...]
    conditions: tuple[str, ...]
    open_items: tuple[str, ...]
    ahead: Ahead
    messages: tuple[MessageRow, ...]
    command_ids: Mapping[str, str]
    origins: tuple[str, ...]
    because: BecauseLine
    print_number: str
    rulings: tuple[ControlRuling, ...]
    calendar: Calendar


def _page(reading: Reader, shown: RequestView, status: int = 200, refusal: Refusal | None = None) -> Response:
    given = _given() if refusal is not None else offers.NOTHING
    pens = tuple(office for office in reading.offices if has_pen(office))
    may_write = is_writable(shown)
    content = shown.content
    if may_write:
        fields, _draft = draft_fields(shown, reading)
        content = content_of(fields, reading)
    stage_text, tone = stage(shown, reading)
    due = next_deadline(shown, reading)
    forms = () if reading.view.clock.is_over else offers.offer_forms(shown, reading, pens, given)
    other = shown.other
    results = tuple(filed for filed in reading.view.documents if filed.document.key in shown.results)
    about = tuple(each for each in reading.view.messages if each.about == shown.key)
    links = chain_findings(shown.chain, reading, content.grounds)
    return team_page(
        RequestPage(
            shown=shown,
            title=reading.requests.title_of(shown),
            told=told_here(shown.key, reading),
            other_name=reading.country(other),
            route=say_code(f"route.{shown.route}"),
            stage_text=stage_text,
            tone=tone,
            due=due,
            held=held_days(shown.segments(reading.now)) if shown.shared is None else (),
            age=age_text(shown.days(reading.now), is_open=shown.is_open, is_over=reading.view.clock.is_over),
            now_text=_now_text(shown, reading),
            forms=tuple(
                form for form in forms if form.allowed or any(office in reading.offices for office in form.offices)
            ),
            beside=beside(
                "request",
                shown.label,
                (
                    (form.label, form.offices)
                    for form in forms
                    if not any(office in reading.offices for office in form.offices)
                ),
                reading,
            ),
            contacts=contact_card(shown, reading),
            refusal=refusal,
            may_write=may_write,
            letter=letter(shown, content, reading) if content.facts or content.assistance or content.subject else None,
            remark=remark_on(shown, reading),
            completeness=with_link(completeness_card(shown, content, help_level(), reading), links),
            chains=chains(shown.chain, reading, content.grounds, shown.requesting, content.offences),
            chain_findings=links,
            findings=finding_rows(as_drawn(shown.findings, shown.chain, links), reading, _rulings(shown, reading)),
            mistakes=mistake_rows(shown),
            argument=argument_of(shown, reading),
            history=_history(shown, reading),
            results=document_rows(results[::-1], reading, frozenset(), {}),
            conditions=tuple(
                wording_of(f"condition.{code}") or say_code(f"consent.{code}") for code in shown.conditions
            ),
            open_items=tuple(f"{item} {say_code(f'content.{item}')}" for item in _asked_about(shown)),
            ahead=Ahead(
                governing(shown, content, reading),
                expected(shown, content, reading)
                if shown.status in {"drafting", "vetting"} and not shown.incoming
                else None,
                ending_holds(shown, content, reading),
            ),
            messages=message_rows(about, reading),
            command_ids={form.action: new_command_id(f"request/{shown.label}/{form.action}") for form in forms},
            origins=origins(),
            because=because_line(() if shown.incoming else shown.rests_on, reading),
            print_number=shown.label,
            rulings=tuple(each for each in reading.view.rulings if each.request == shown.label),
            calendar=reading.calendar,
        ),
        status,
    )


def _rulings(shown: RequestView, reading: Reader) -> dict[str, str]:
    return {each.finding: each.verdict for each in reading.view.rulings if each.request in {shown.label, shown.key}}


def _asked_about(shown: RequestView) -> tuple[str, ...]:
    """Contents that the other side asks about; of a letter that came over while it asked, what the letter lacks."""
    if shown.open_items or shown.status != "clarifying":
        return shown.open_items
    return tuple(check.item for check in shown.checks if check.is_open)


def _now_text(shown: RequestView, reading: Reader) -> str:
    """One sentence: who holds it, since when, what kind of time that is; of a draft of others, who shared it."""
    if shown.shared is not None:
        return _shared_text(shown.shared, shown, reading)
    if not shown.holder:
        return ""
    is_ours, is_written = shown.waits_for_us, shown.status in FORM_STATUSES
    since = reading.calendar.short(shown.since if is_written else shown.held_since)
    if shown.status == "drafting" and not shown.incoming:
        return _("With you since %(since)s. Write the draft, then send it.", since=since)
    if shown.status == "clarifying" or (is_written and not stops_days(shown)):
        return _questioned_text(shown, reading, since)
    if is_ours and shown.time_kind == "decision":
        others = _who_decides(shown, reading)
        if others and are_automatic(shown.deciding_offices, reading):
            return _(
                "With your team (%(offices)s) since %(since)s. The automatic colleague at that office answers it.",
                offices=others,
                since=since,
            )
        if others:
            return _("With your team (%(offices)s) since %(since)s. Decision needed.", offices=others, since=since)
        return _("With you since %(since)s. Decision needed.", since=since)
    if shown.time_kind == TimeKind.PROTECTED and shown.kind_since > shown.held_since:
        return _(
            "Held by %(holder)s since %(since)s."
            " Protected time since %(protected)s: it is never counted against anybody.",
            holder=_holder_name(shown, reading),
            since=since,
            protected=reading.calendar.short(shown.kind_since),
        )
    return _(
        "Held by %(holder)s since %(since)s: %(kind)s.",
        holder=_holder_name(shown, reading),
        since=since,
        kind=say_code(f"time_kind.{shown.time_kind}"),
    )


def _shared_text(shared: SharedDraft, shown: RequestView, reading: Reader) -> str:
    """Who showed this side a draft, and when."""
    return _(
        "Draft, shared by %(who)s on %(date)s.",
        who=_sharer(shared, shown, reading),
        date=reading.calendar.short(shared.at),
    )


def _sharer(shared: SharedDraft, shown: RequestView, reading: Reader) -> str:
    if shared.office is None:
        return reading.country(shown.requesting)
    return reading.seat(Seat(shown.requesting, shared.office))


def _questioned_text(shown: RequestView, reading: Reader, since: str) -> str:
    """Its writer has to answer, whoever's days they are."""
    writer = reading.country(shown.requesting)
    match stops_days(shown), shown.incoming:
        case True, False:
            return _("With you since %(since)s. The other side’s days do not count until you answer.", since=since)
        case True, True:
            return _(
                "With %(holder)s since %(since)s. Your days do not count until the answer arrives.",
                holder=writer,
                since=since,
            )
        case False, False:
            return _(
                "With you since %(since)s. The other side’s days still count: only the first question about something "
                "that is missing stops them.",
                since=since,
            )
        case _:
            return _(
                "With %(holder)s since %(since)s. Your days still count: only the first question about something that "
                "is missing stops them.",
                holder=writer,
                since=since,
            )


def _who_decides(shown: RequestView, reading: Reader) -> str:
    """The offices of the own team for which it waits, where the visitor's is not among them; "" otherwise."""
    offices = shown.deciding_offices
    if any(office in offices for office in reading.offices):
        return ""
    return joined(reading.office(office) for office in offices)


def _holder_name(shown: RequestView, reading: Reader) -> str:
    if shown.holder == "requesting":
        return reading.country(shown.requesting)
    if shown.holder == "requested":
        return reading.country(shown.requested)
    return say_code(f"the_holder.{shown.holder}")


def _history(shown: RequestView, reading: Reader) -> tuple[RequestHistoryRow, ...]:
    rows = []
    for line in shown.history:
        who = ", ".join(part for part in (reading.office(line.office), reading.country(line.country)) if part)
        reason = ", ".join(name for name in (_named(code, reading) for code in line.reason.split()) if name)
        rows.append(
            RequestHistoryRow(
                day_text(line.at) if line.at >= 0 else reading.calendar.short(line.at),
                capital(happened(line.action)),
                who,
                " ".join(part for part in (reason, retold(line.text)) if part),
                signature(line.by, line.at, own=line.country == reading.view.country),
            )
        )
    if shown.shared is not None:
        done = capital(happened(LetterAction.SHARE_DRAFT))
        day, who = day_text(shown.shared.at), _sharer(shown.shared, shown, reading)
        rows.append(RequestHistoryRow(day, done, who, retold(shown.shared.text), ""))
    return tuple(reversed(rows))


def _named(code: str, reading: Reader) -> str:
    """An item or a ground by its number and name; what a contact point was asked or said."""
    plain_words = spoken_of(code)
    words = wording_of(f"content.{code}") or plain_words or ground_text(code)
    if load_rules().letter(code) is not None or plain_words:
        return words
    return f"{code} {words}" if words else contact_words(code, reading)


def _items(action: str) -> tuple[str, ...]:
    """Contents that were ticked; for a contact point, which one and what for."""
    if action == LetterAction.ASK_CONTACT:
        return tuple(part for part in request.form.get("contact", "")[:60].split("/") if part)
    return tuple(text[:20] for text in request.form.getlist("items")[:15])


def _given() -> offers.Given:
    """What the refused form held."""
    form = request.form
    return offers.Given(
        action=form.get("action", ""),
        values={name: form.get(name, "")[:8000] for name in ("text", "until", "alternative")},
        lists={
            name: tuple(form.getlist(name))
            for name in ("items", "conditions", "documents", "ground", "consent", "draft")
        },
    )


@blueprint.post("/requests/<number>/act", endpoint="act_on_request")
def act_on_request(number: str) -> ResponseReturnValue:
    """Takes one of the acts that the page offered."""
    reading = reader()
    shown = request_or_404(reading, number)
    action = request.form.get("action", "")
    offered = {offer.action: offices for offer, offices in offers.merged(shown.offers)}
    if action not in set(LetterAction):
        abort(422)
    says = _items(action)
    if action == LetterAction.ANSWER_CONSULTATION and says == (offers.WITHDRAW,):
        action, says = LetterAction.WITHDRAW, ()
    offices = offered.get(action, own_offices())
    content = None
    if action in WITH_DRAFT and (request.form.get("draft") or action not in IF_TICKED) and is_writable(shown):
        fields, _draft = draft_fields(shown, reading)
        content = content_of(fields, reading)
    if shown.incoming and shown.status == "checking":
        documents = offers.results_chosen(shown, request.form.getlist("documents"))
    else:
        documents = papers_chosen(reading)
    until = request.form.get("until", "")
    refused = attempt(
        lambda: ActOnRequest(
            id=command_id(),
            by=acting(*(tuple(office for office in offices if office in reading.offices) or offices)),
            member=current_member().id,
            seen=seen_field(),
            rests_on=tuple(dict.fromkeys((*shown.rests_on, *rests_on(reading), *documents))),
            request=shown.key,
            action=LetterAction(action),
            text=text_field("text", label=_("Text")),
            content=content,
            documents=documents,
            ground=request.form.get("ground", "")[:40],
            conditions=tuple(text[:40] for text in request.form.getlist("conditions")[:12]),
            items=says,
            until_day=reading.calendar.day_of_iso(until) if until else None,
            consent=request.form.get("consent", "")[:10],
            alternative=text_field(
                "alternative", label=_("Why a condition, partial execution or a later date would not be enough")
            ),
        )
    )
    if refused is not None:
        again = reader()
        return _page(again, request_or_404(again, number), refused.status, refused)
    page = url_for("desk.request_page", number=number)
    flash_done(_("%(number)s: %(what)s.", number=number, what=happened(action)), page)
    return redirect(page, 303)


@dataclass(frozen=True, slots=True)
class LetterPage(TeamPage):
    """A letter as it is sent, to be printed or taken away."""

    template: ClassVar[str] = "desk/letter.html"
    key: ClassVar[str] = "requests"

    letter: Letter
    shown: RequestView
    print_number: str
    files: tuple[tuple[str, str], ...]


def _sheet(reading: Reader, number: str) -> tuple[RequestView, Letter]:
    shown = request_or_404(reading, number)
    content = shown.content
    if is_writable(shown):
        content = content_of(draft_fields(shown, reading)[0], reading)
    return shown, letter(shown, content, reading)


@blueprint.get("/requests/<number>/letter", endpoint="letter_page")
def letter_page(number: str) -> ResponseReturnValue:
    """The letter alone, in its form, to be printed."""
    shown, sheet = _sheet(reader(), number)
    return team_page(
        LetterPage(
            letter=sheet,
            shown=shown,
            print_number=number,
            files=tuple(
                (ending.upper(), url_for("desk.letter_file", number=number, ending=ending)) for ending in HANDED_OUT
            ),
        )
    )


@blueprint.get("/requests/<number>/letter.<ending>", endpoint="letter_file")
def letter_file(number: str, ending: str) -> ResponseReturnValue:
    """The letter in its form, as a file."""
    if ending not in HANDED_OUT:
        abort(404)
    reading = reader()
    shown, sheet = _sheet(reading, number)
    dated = reading.calendar.iso_of_day(written_at(shown, reading) // DAY + 1)
    return handed_out(paper_of(sheet, FormKind.LETTER, dated), ending)
