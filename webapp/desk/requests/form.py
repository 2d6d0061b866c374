"""Drafting a request: seven sections, kept per field as people type, sent by whoever holds the pen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import Response, abort, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.play.required_texts import QUESTION
from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.entities import EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.law.book.governance import Regime
from simulation.law.book.rules import load_rules
from simulation.law.book.transmission import WAYS
from simulation.scenario.schema.play import Route
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import (
    acting,
    attempt,
    help_level,
    may_send,
    reader,
    request_or_404,
)
from webapp.desk.documents.because import BecauseLine, because_line
from webapp.desk.documents.facts import summary
from webapp.desk.documents.search import Wanted, matches
from webapp.desk.readable import Reader, entity_kind
from webapp.desk.requests.checks import (
    Card,
    Chain,
    FindingRow,
    chain_findings,
    chains,
    completeness_card,
    live_chain,
    with_link,
)
from webapp.desk.requests.fields import (
    NAMES,
    PARTICULAR,
    Section,
    content_of,
    hint_of,
    lines,
    regime_for,
    sections,
    state_of,
)
from webapp.desk.requests.governing import Expected, ending_holds, expected
from webapp.desk.requests.letter import Letter, letter
from webapp.desk.requests.margin import Note, margin
from webapp.desk.requests.page import draft_fields, is_writable
from webapp.desk.requests.remarks import Remark, remark_on
from webapp.desk.requests.short_way import askers
from webapp.desk.requests.standing import Filled, filled, short_section
from webapp.pages import drafts
from webapp.pages.forms import Option, command_id, optional_int_field, seen_field
from webapp.pages.page import TeamPage, Values, new_command_id, refusal, team_page
from webapp.text.law_texts import basis_name, law_book, law_text, source_text
from webapp.text.say import say_code, wording_of
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_exercise, current_member

GENERAL_UNDERTAKINGS = (
    "reciprocity", "use_limits", "return", "costs", "confidentiality", "assurance_no_death_penalty",
)  # fmt: skip
"""What can be promised whatever is asked."""

PERSON_UNDERTAKINGS = ("custody", "return_person", "time_credit", "no_earlier_acts", "safe_conduct")
"""What can be promised of a person who comes: it follows from the treaty where one binds (UNTOC 18(11), (12), (27))."""

SENDS = {"submit": LetterAction.SUBMIT, "ask": LetterAction.ASK, "share": LetterAction.SHARE_DRAFT}


@dataclass(frozen=True, slots=True)
class StepItem:
    """A section in the list at the side."""

    number: int
    url: str
    label: str
    state: str
    current: bool
    flag: str


@dataclass(frozen=True, slots=True)
class GroundItem:
    """A paper of the file that can be a ground."""

    value: str
    number: str
    title: str
    shows: str
    is_evidence: bool
    chosen: bool
    note: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A field that somebody else saved in the meantime."""

    name: str
    label: str
    mine: str
    theirs: str


def _own_or_404(reading: Reader, number: str) -> RequestView:
    shown = request_or_404(reading, number)
    if shown.incoming:
        abort(404)
    return shown


_WITH_AUTHORITY = {
    LetterStatus.VETTING: "draft.in_vetting",
    LetterStatus.PREPARING: "draft.approved",
    LetterStatus.TRANSLATING: "draft.approved",
}


def closed(shown: RequestView) -> RuleViolation:
    """Why nothing can be added to a letter: it is with the own authority, or it went out."""
    return RuleViolation(_WITH_AUTHORITY.get(LetterStatus(shown.status), "draft.gone_out"))


def _submitted(shown: RequestView, section: Section) -> tuple[int, dict[str, str]]:
    """The version of the draft that the person saw, and what was typed into the section.

    Raises:
        RuleViolation: The letter went out or is being vetted in the meantime, or a text is longer than a draft holds.
    """
    if not is_writable(shown):
        raise closed(shown)
    return optional_int_field("version", lowest=0, highest=10**9) or 0, drafts.submitted(section.names)


@blueprint.get("/requests/<number>/form", endpoint="request_form")
def request_form(number: str) -> ResponseReturnValue:
    reading = reader()
    shown = request_or_404(reading, number)
    if not is_writable(shown):
        return redirect(url_for("desk.request_page", number=number), 303)
    return _page(reading, shown, _section(reading, shown, request.args.get("section", "")))


def _pages(reading: Reader, shown: RequestView) -> tuple[Section, ...]:
    """The form's pages, as what governs wants them: for a letter the short form, then every section of it."""
    values, _draft = draft_fields(shown, reading)
    return _pages_under(shown, _regime(shown, values, reading))


def _regime(shown: RequestView, values: Mapping[str, str], reading: Reader) -> Regime:
    """What governs the draft as it is now."""
    return regime_for(shown, values.get("basis", ""), lines(values.get("offences", "")), reading)


def _pages_under(shown: RequestView, regime: Regime) -> tuple[Section, ...]:
    found = sections(shown.sought, regime)
    return found if shown.route is not Route.MLA else (short_section(shown.sought, regime), *found)


def _section(reading: Reader, shown: RequestView, text: str) -> Section:
    """The page of the form with this number, or that has this field; else the first."""
    found = _pages(reading, shown)
    return next((each for each in found if text in (str(each.number), *each.names)), found[0])


@dataclass(frozen=True, slots=True)
class Sending(Values):
    """How the letter leaves: by which act, from which offices, and whether the visitor may."""

    command: str
    share_command: str
    send: str
    senders: str
    can_send: bool
    can_share: bool


@dataclass(frozen=True, slots=True)
class RequestFormPage(TeamPage):
    """A section of a letter that is being written."""

    template: ClassVar[str] = "desk/request_form.html"
    key: ClassVar[str] = "requests"

    shown: RequestView
    heading: str
    section: Section
    filled: tuple[Filled, ...]
    margin: Mapping[str, tuple[Note, ...]]
    steps: tuple[StepItem, ...]
    fields: Mapping[str, str]
    version: int
    saved_by: str
    options: Mapping[str, tuple[Option, ...]]
    grounds: tuple[GroundItem, ...]
    q: str
    conflicts: tuple[Conflict, ...]
    by: str
    refusal: Refusal | None
    is_saved: bool
    completeness: Card
    chains: tuple[Chain, ...]
    chain_findings: tuple[FindingRow, ...]
    chain_note: str
    letter: Letter
    other_name: str
    agreed: str
    accepted: str
    expected: Expected | None
    sending: Sending
    can_answer: bool
    because: BecauseLine
    remark: Remark | None
    is_elsewhere: bool
    cautions: tuple[str, ...]
    wanting: str
    needs: tuple[str, ...]
    particulars: tuple[tuple[str, str, str], ...]
    governs: str
    pen_url: str

    @property
    def letter_fields(self) -> tuple[str, ...]:
        """Fields of a letter that it shows."""
        return self.section.names


def _page(
    reading: Reader,
    shown: RequestView,
    section: Section,
    status: int = 200,
    *,
    refused: Refusal | None = None,
    is_saved: bool = True,
    fields: Mapping[str, str] | None = None,
    conflicts: tuple[Conflict, ...] = (),
    by: str = "",
) -> Response:
    remark = remark_on(shown, reading)
    kept, draft = draft_fields(shown, reading)
    values = {**kept, **(fields or {})}
    content = content_of(values, reading)
    level = help_level()
    guided = level == "guided" and bool(content.grounds)
    views = live_chain(content, shown, reading) if guided else shown.chain
    regime = _regime(shown, values, reading)
    found = _pages_under(shown, regime)
    found_links = chain_findings(views, reading, content.grounds)
    card = with_link(completeness_card(shown, content, level, reading), found_links)
    send = next((offer.action for offer in shown.offers if offer.action in {"submit", "ask"}), "")
    senders = tuple(offer.office for offer in shown.offers if offer.action == send)
    return team_page(
        RequestFormPage(
            shown=shown,
            heading=_(
                "%(what)s, requested country: %(country)s",
                what=say_code(f"sought.{shown.sought}"),
                country=reading.country(shown.requested),
            ),
            section=section,
            filled=filled(shown, values, reading, regime) if not section.number else (),
            margin=margin(shown, card, remark, reading, level),
            steps=tuple(
                StepItem(
                    each.number,
                    url_for("desk.request_form", number=shown.label, section=each.number),
                    each.label,
                    state_of(each, values),
                    each.number == section.number,
                    remark.flag if remark is not None and not remark.fields.isdisjoint(each.names) else "",
                )
                for each in found
            ),
            fields=values,
            version=draft.version,
            saved_by=draft.by,
            options=_options(section, shown, reading, values),
            grounds=_grounds(reading, values) if "grounds" in section.names else (),
            q=request.values.get("q", "")[:80],
            conflicts=conflicts,
            by=by,
            refusal=refused,
            is_saved=is_saved,
            completeness=card,
            chains=chains(views, reading, content.grounds, shown.requesting, content.offences),
            chain_findings=found_links,
            chain_note=_("for the draft as it is now") if guided else _("C11, as checked at the last vetting"),
            letter=letter(shown, content, reading),
            other_name=reading.country(shown.requested),
            agreed=_agreed(shown, reading) if level == "guided" else "",
            accepted=_accepted(shown, values, reading),
            expected=expected(shown, content, reading),
            sending=Sending(
                command=new_command_id(f"request/{shown.label}/{send}"),
                share_command=new_command_id(f"request/{shown.label}/share"),
                send=send,
                senders=", ".join(reading.office(office) for office in senders),
                can_send=bool(send) and may_send(*senders),
                can_share=any(offer.action == "share_draft" for offer in shown.offers) and may_send(*senders),
            ),
            can_answer=shown.status == "clarifying" or shown.is_proposed_to,
            because=because_line(shown.rests_on, reading),
            remark=remark,
            is_elsewhere=remark is not None and remark.fields.isdisjoint(section.names),
            cautions=(*_misplaced(shown, reading), *ending_holds(shown, content, reading)),
            wanting=_wanting(refused),
            needs=QUESTION if send == "ask" else (),
            particulars=tuple(
                (
                    f"{PARTICULAR}{name}",
                    law_text(load_rules().particulars[name].name),
                    hint_of(name, shown.sought, regime),
                )
                for name in section.particulars
            ),
            governs=_governs(shown, content.basis, regime, reading),
            pen_url=url_for("lobby.seats", exercise=current_exercise().id),
        ),
        status,
    )


def _governs(shown: RequestView, basis: str, regime: Regime, reading: Reader) -> str:
    """What governs a formal request, told where the draft names nothing or something else."""
    if shown.route != "mla" or regime.named == "governs":
        return ""
    other, where = reading.country(shown.requested), source_text(regime.articles)
    name = basis_name(regime.instrument, shown.sought)
    if not basis:
        text = _("Between you and %(country)s, the %(basis)s governs this request (%(where)s).")
        return text % {"country": other, "basis": name, "where": where}
    if regime.named == "gives_way":
        return _(
            "This instrument binds the two countries, but the %(basis)s governs: its rules on contents, "
            "grounds and time limits apply (%(where)s). This is not a ground for refusal. To avoid a "
            "question, name the governing instrument.",
            basis=name,
            where=where,
        )
    if regime.named == "does_not_provide":
        return _(
            "This instrument does not provide for what you ask; the %(basis)s does (%(where)s). %(country)s "
            "may ask for a correction, which costs days.",
            basis=name,
            where=where,
            country=other,
        )
    if regime.named == "does_not_cover":
        return _(
            "This instrument does not cover the offences that you name; the %(basis)s does (%(where)s). "
            "%(country)s may ask for a correction, which costs days.",
            basis=name,
            where=where,
            country=other,
        )
    if regime.named == "does_not_bind":
        return _(
            "This instrument does not bind the two countries. %(country)s will ask for a correction, "
            "which costs days: name the %(basis)s.",
            country=other,
            basis=name,
        )
    return ""


def _misplaced(shown: RequestView, reading: Reader) -> tuple[str, ...]:
    """Accounts that it is about and that banks of other countries keep."""
    return tuple(
        _(
            "%(account)s is an account of a bank in %(country)s, not in %(asked)s.",
            account=each.label,
            country=reading.country(each.country),
            asked=reading.country(shown.requested),
        )
        for each in shown.targets
        if each.kind is EntityKind.ACCOUNT and each.country not in {"", shown.requested}
    )


def _wanting(refused: Refusal | None) -> str:
    """The field for want of which a question was not sent."""
    return next((name for name in QUESTION if refused is not None and refused.code == f"request.{name}_missing"), "")


def _options(
    section: Section, shown: RequestView, reading: Reader, values: Mapping[str, str]
) -> dict[str, tuple[Option, ...]]:
    """The choices of the section's lists: what the pair, the law and the file hold."""
    scenario = reading.scenario
    pair = scenario.pair(shown.requesting, shown.requested)
    own = scenario.country(shown.requesting)

    def chosen(name: str) -> frozenset[str]:
        return frozenset(lines(values.get(name, "")))

    found: dict[str, tuple[Option, ...]] = {}
    if "basis" in section.names:
        bases = dict.fromkeys((*(row.id for row in law_book().instruments), "reciprocity"))
        found["basis"] = tuple(Option(each, basis_name(each, shown.sought)) for each in bases)
    if "offences" in section.names:
        found["offences"] = tuple(
            Option(
                each.key,
                reading.offence(own.code, each.key),
                ngettext("up to %(num)s year", "up to %(num)s years", each.max_years),
                each.key in chosen("offences"),
            )
            for each in own.offences
        )
    if "persons" in section.names:
        targets = {target.key for target in shown.targets}
        people = [
            (entity, name, number)
            for number, name, entity in reading.entities.by_name()
            if entity.kind in {EntityKind.PERSON, EntityKind.COMPANY} or entity.key in targets
        ]
        found["persons"] = tuple(
            Option(
                str(number),
                name,
                f"{entity_kind(entity.kind)}, {reading.country(entity.country)}",
                str(number) in chosen("persons"),
            )
            for entity, name, number in people
        )
    if "formalities" in section.names:
        found["formalities"] = tuple(
            Option(
                row.id,
                f"{row.id} {wording_of(f'formality.{row.id}') or law_text(row.name)}",
                "",
                row.id in chosen("formalities"),
            )
            for row in law_book().formalities
        )
    if "undertakings" in section.names:
        codes = (*GENERAL_UNDERTAKINGS, *(PERSON_UNDERTAKINGS if law_book().kind_of(shown.sought).undertakings else ()))
        found["undertakings"] = tuple(
            Option(each, say_code(f"undertaking.{each}"), "", each in chosen("undertakings")) for each in codes
        )
    if "language" in section.names:
        governs = _regime(shown, values, reading).instrument
        accepted = scenario.country(shown.requested).accepts(governs)
        spoken = dict.fromkeys((*accepted, *(each for country in scenario.countries for each in country.languages)))
        found["channel"] = tuple(Option(each, say_code(f"way.{each}")) for each in WAYS)
        found["language"] = tuple(Option(each, reading.text(f"language.{each}")) for each in spoken)
    found["bound"] = tuple(Option(each, basis_name(each, shown.sought)) for each in pair.instruments)
    return found


def _accepted(shown: RequestView, values: Mapping[str, str], reading: Reader) -> str:
    """The languages in which the other side takes a letter under what governs it."""
    governs = _regime(shown, values, reading).instrument
    accepted = reading.scenario.country(shown.requested).accepts(governs)
    return ", ".join(reading.text(f"language.{each}") for each in accepted)


def _agreed(shown: RequestView, reading: Reader) -> str:
    """The ways that the two have agreed, for those who are guided."""
    pair = reading.scenario.pair(shown.requesting, shown.requested)
    ways = [pair.channel.value, *(("electronic",) if pair.electronic else ())]
    return ", ".join(say_code(f"way.{way}") for way in ways)


def _grounds(reading: Reader, values: Mapping[str, str]) -> tuple[GroundItem, ...]:
    """The papers chosen, and with a search those that it finds, in order of the file: nothing is ranked."""
    wanted = Wanted.read(request.values.get("q", "")[:80])
    kept = set(lines(values.get("grounds", "")))
    return tuple(
        GroundItem(
            filed.label,
            filed.label,
            reading.documents.title_of(filed),
            summary(filed.document, reading),
            filed.document.use.stands,
            filed.label in kept,
            _("you need consent to cite it") if filed.document.use.needs_consent else "",
        )
        for filed in reading.view.documents
        if filed.label in kept or not wanted or matches(filed, wanted, reading)
    )


@blueprint.post("/requests/<number>/draft", endpoint="save_draft")
def save_draft(number: str) -> ResponseReturnValue:
    """What people type, kept as they type."""
    shown = _own_or_404(reader(), number)
    if not is_writable(shown):
        return drafts.unsaved(closed(shown))
    return drafts.autosave(f"request/{shown.key}", NAMES)


@blueprint.post("/requests/<number>/form", endpoint="send_form")
def send_form(number: str) -> ResponseReturnValue:
    """Keeps the section; then goes on, back, or sends."""
    reading = reader()
    shown = _own_or_404(reading, number)
    section = _section(reading, shown, request.form.get("section", ""))
    try:
        version, fields = _submitted(shown, section)
    except RuleViolation as violation:
        said, typed = refusal(violation), drafts.typed(section.names)
        return _page(reading, shown, section, said.status, refused=said, fields=typed, is_saved=False)
    keep, _sep, side = request.form.get("keep", "").partition(":")
    draft = drafts.load(f"request/{shown.key}")
    if side == "theirs" and keep in section.names:
        fields[keep] = draft.fields.get(keep, "")
    saved = drafts.save(f"request/{shown.key}", fields, version)
    if isinstance(saved, drafts.Stale):
        return _stale(reading, shown, section, fields, saved)
    action = request.form.get("action", "save")
    if action in SENDS:
        return _send(shown, section, SENDS[action])
    if action in NAMES:
        return redirect(url_for("desk.request_form", number=number, section=action), 303)
    step = {"next": 1, "back": -1}.get(action, 0)
    pages = _pages(reading, shown)
    number_after = min(max(section.number + step, pages[0].number), pages[-1].number)
    if request.form.get("q"):
        return redirect(
            url_for("desk.request_form", number=number, section=section.number, q=request.form["q"][:80]), 303
        )
    return redirect(url_for("desk.request_form", number=number, section=number_after), 303)


def _stale(
    reading: Reader, shown: RequestView, section: Section, fields: Mapping[str, str], stale: drafts.Stale
) -> Response:
    """Both texts, and the choice which one stays."""
    theirs = stale.theirs
    conflicts = tuple(
        Conflict(name, wording_of(f"field.{name}") or name, text, theirs.fields.get(name, ""))
        for name, text in fields.items()
        if name in theirs.fields and theirs.fields[name] != text
    )
    return _page(reading, shown, section, 409, fields=fields, conflicts=conflicts, by=theirs.by)


def _send(shown: RequestView, section: Section, action: LetterAction) -> ResponseReturnValue:
    reading = reader()
    fields, _draft = draft_fields(shown, reading)
    content = content_of(fields, reading)
    offered = "share_draft" if action is LetterAction.SHARE_DRAFT else action.value
    senders = tuple(offer.office for offer in shown.offers if offer.action == offered) or askers(
        law_book().kind_of(shown.sought), reading.view.country, reading
    )
    refused = attempt(
        lambda: ActOnRequest(
            id=command_id(),
            by=acting(*senders),
            member=current_member().id,
            seen=seen_field(),
            rests_on=tuple(dict.fromkeys((*shown.rests_on, *content.grounds))),
            request=shown.key,
            action=action,
            content=content,
        )
    )
    if refused is not None:
        again = reader()
        return _page(again, request_or_404(again, shown.label), section, refused.status, refused=refused)
    return redirect(url_for("desk.request_page", number=shown.label), 303)
