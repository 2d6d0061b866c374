"""A request as the other side will read it: a letter under the standard headings, made from draft or content."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import PropertyPart
from simulation.law.book.content import Content
from simulation.law.book.forms import FormRow, block_of, form_of
from simulation.law.book.governance import Regime
from simulation.law.book.rules import load_rules
from simulation.scenario.schema.play import Route
from webapp.desk.authorities import addressed, issuer, recipient, said_of
from webapp.desk.readable import Reader, joined
from webapp.desk.requests.fields import form_source, regime_for
from webapp.desk.requests.short_way import asked_in, askers
from webapp.text.formatting import day_number, iso_text
from webapp.text.law_texts import basis_name, law_book, law_text, source_text
from webapp.text.retold import all_retold
from webapp.text.say import capital, say_code, wording_of


@dataclass(frozen=True, slots=True)
class LetterLine:
    """A line of a form: what is asked for, what is written there, and where it stands that it is asked for."""

    label: str
    text: str
    source: str = ""


@dataclass(frozen=True, slots=True)
class LetterPart:
    """A numbered part of the letter: a text, or lines and boxes as a form has them."""

    heading: str
    text: str
    lines: tuple[LetterLine, ...] = ()
    ticks: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """A part before it has its number."""

    heading: str
    text: str
    lines: tuple[LetterLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Letter:
    """The sheet; `form` says which form it is and where that stands, "" for a question."""

    state: str
    office: str
    number: str
    place_date: str
    to: str
    title: str
    opening: str
    parts: tuple[LetterPart, ...]
    closing: str
    form: str = ""


def letter(request: RequestView, content: Content, reader: Reader) -> Letter:
    """The letter of a request, in the form that its kind and what governs it have."""
    content, formal = all_retold(asked_in(request, content, reader)), request.route is Route.MLA
    asking, asked = reader.country(request.requesting), reader.country(request.requested)
    regime = regime_for(request, content.basis, content.offences, reader)
    office, addressee = _between(request, content, regime, reader)
    form = form_of(request.sought, regime.instrument) if formal else None
    block = block_of(request.sought) if formal and form is None else None
    if form is not None:
        title, parts = law_text(form.name), _form_parts(form, request, content, regime, reader)
    else:
        title = law_text(block.name) if block is not None else say_code(f"sought.{request.sought}")
        if formal and block is None:
            title = _("Request for assistance: %(what)s", what=title)
        parts = _numbered(_parts(request, content, reader) if formal else _question(request, content, reader))
    if request.shared is not None:
        title = _("Draft: %(what)s", what=title)
    row = form or block
    return Letter(
        state=asking,
        office=say_code(f"office.{office}"),
        number=request.label,
        place_date=reader.calendar.long(written_at(request, reader)),
        to=addressed(form, said_by(request, content, reader).get("custodian", ""), addressee, asked),
        title=title,
        opening=_opening(request, content, reader) if formal and form is None else "",
        parts=parts,
        closing=said_of(office, asking) if formal else "",
        form=form_source(row.source, request, regime, reader) if row is not None else "",
    )


def _between(request: RequestView, content: Content, regime: Regime, reader: Reader) -> tuple[Office, Office]:
    """The office that writes, and the one to which it goes."""
    if request.route is Route.MLA:
        pair = reader.scenario.pair(request.requesting, request.requested)
        return issuer(regime), recipient(regime, pair, content.channel)
    kind = law_book().kind_of(request.sought)
    return askers(kind, request.requesting, reader)[0], askers(kind, request.requested, reader)[0]


def line_label(name: str) -> str:
    """What a line of a form is called."""
    particular = load_rules().particulars.get(name)
    label = law_text(particular.name) if particular is not None else wording_of(f"form_line.{name}")
    return capital(label or wording_of(f"field.{name}") or wording_of(f"procedure_term.{name}") or name)


def _form_parts(
    form: FormRow, request: RequestView, content: Content, regime: Regime, reader: Reader
) -> tuple[LetterPart, ...]:
    said = said_by(request, content, reader) | {"issuer": said_of(issuer(regime), reader.country(request.requesting))}
    wanted = {
        name: source_text(item.source) for item in regime.items.values() for name in (*item.headings, *item.particulars)
    }
    is_closed = request.sought in load_rules().instruments[regime.instrument].closed
    printed = {name for part in form.parts for name in part.lines}
    rest = tuple(LetterLine(line_label(name), text) for name, text in content.particulars if name not in printed)
    more = (LetterPart(_("Further particulars"), "", rest),) if rest and not is_closed else ()
    return (*parts_of(form, request.sought, said, wanted), *more)


def parts_of(form: FormRow, kind: str, said: Mapping[str, str], wanted: Mapping[str, str]) -> tuple[LetterPart, ...]:
    """The parts of a form with what is written in them.

    Args:
        form: Which.
        kind: Kind of assistance, for its boxes.
        said: What is written in each line.
        wanted: Lines that the instrument asks for, with the article: they are printed when they are empty, too.
    """
    made = []
    for part in form.parts:
        lines = tuple(
            LetterLine(line_label(name), said.get(name, ""), wanted.get(name, ""))
            for name in part.lines
            if said.get(name, "") or name in wanted
        )
        text, ticks = law_text(part.text), tuple((law_text(each.name), kind in each.kinds) for each in part.ticks)
        if not (text or lines or ticks):
            text = _("Nothing is stated here.")
        heading = _("%(number)s. %(heading)s", number=part.mark, heading=law_text(part.name))
        made.append(LetterPart(heading if part.mark else law_text(part.name), text, lines, ticks))
    return tuple(made)


def said_by(request: RequestView, content: Content, reader: Reader) -> dict[str, str]:
    """What a request writes into each line of a form; "" where it says nothing."""
    asking, asked = reader.country(request.requesting), reader.country(request.requested)
    written = reader.calendar.long(written_at(request, reader))
    about_property = law_book().kind_of(request.sought).property is not PropertyPart.NONE
    return {
        **dict(content.particulars),
        "asking": asking,
        "asked": asked,
        "authority_contact": content.authority_contact,
        "subject": content.subject,
        "prior_contacts": content.prior_contacts,
        "basis": basis_name(content.basis, request.sought) if content.basis else "",
        "offences": joined(reader.offence(request.requesting, key) for key in content.offences),
        "penalties_text": content.penalties_text,
        "persons": joined(_person(key, reader) for key in content.persons),
        "concerns": _concerns(request, content, reader),
        "property_text": content.property_text if about_property else "",
        "order_text": content.order_text,
        "facts": content.facts,
        "freeze_facts": content.freeze_facts,
        "papers": _papers(request, content, reader),
        "assistance": content.assistance,
        "period": _period(request, content, reader),
        "formalities": joined(
            say_code(f"formality.{each}") for each in law_book().fitting(content.formalities, request.sought)
        ),
        "purpose": content.purpose,
        "urgency": _urgency(content, reader),
        "confidential": _confidential(content),
        "undertakings": joined(wording_of(f"undertaking.{each}") or each for each in content.undertakings),
        "signed": _("%(country)s, %(date)s", country=asking, date=written),
    }


def written_at(request: RequestView, reader: Reader) -> int:
    """The second of the letter's date: when it left its authority; for a draft, today."""
    if request.status in IN_HOUSE:
        return reader.now
    left = next((part.start for part in request.segments(reader.now) if part.status not in IN_HOUSE), None)
    if left is not None:
        return left
    sent = next((line.at for line in request.history if line.action in LEAVES), None)
    if sent is not None:
        return sent
    return request.since if request.segments(reader.now) or request.history else reader.now


IN_HOUSE = frozenset({LetterStatus.DRAFTING, LetterStatus.VETTING, LetterStatus.PREPARING, LetterStatus.TRANSLATING})
"""Statuses in which a request has not left its own country."""

LEAVES = frozenset({LetterAction.TRANSMIT, LetterAction.APPROVE, LetterAction.ASK})
"""Acts with which a request leaves its own country."""


def _numbered(parts: Iterable[Heading]) -> tuple[LetterPart, ...]:
    """The parts that say something, numbered in a row."""
    return tuple(
        LetterPart(_("%(number)s. %(heading)s", number=number, heading=part.heading), part.text, part.lines)
        for number, part in enumerate((part for part in parts if part.text or part.lines), start=1)
    )


def _opening(request: RequestView, content: Content, reader: Reader) -> str:
    office = say_code("office.authority")
    country = reader.country(request.requesting)
    if not content.basis:
        return _(
            "The %(office)s of %(country)s presents its compliments and has the honour to request assistance.",
            office=office,
            country=country,
        )
    if content.basis == "reciprocity":
        return _(
            "The %(office)s of %(country)s presents its compliments and has the honour to request "
            "assistance on the basis of reciprocity.",
            office=office,
            country=country,
        )
    return _(
        "The %(office)s of %(country)s presents its compliments and has the honour to request assistance "
        "under the %(basis)s.",
        office=office,
        country=country,
        basis=basis_name(content.basis, request.sought),
    )


def _question(request: RequestView, content: Content, reader: Reader) -> list[Heading]:
    """A question between two offices of a kind: who asks, about whom, what, and for which use. No letter's parts."""
    return [
        Heading(_("Asked by"), content.authority_contact),
        Heading(_("Matter"), content.subject),
        Heading(
            _("About"),
            joined((*(_person(key, reader) for key in content.persons), _concerns(request, content, reader))),
        ),
        Heading(_("Question"), content.assistance),
        Heading(_("What we know"), _facts(request, content, reader)),
        Heading(_("Use"), content.purpose),
        Heading(_("Needed by"), _urgency(content, reader)),
        Heading(
            _("Your answer"),
            _("For intelligence only, unless you permit another use: as a lead, for citation, or as evidence."),
        ),
    ]


def _papers(request: RequestView, content: Content, reader: Reader) -> str:
    """The papers chosen, by the writers' numbers; nobody else knows these."""
    return joined(reader.documents.label_of(key) for key in content.grounds) if not request.incoming else ""


def _facts(request: RequestView, content: Content, reader: Reader) -> str:
    """The facts, and after them the papers on which they rest."""
    papers = _papers(request, content, reader)
    return f"{content.facts} ({papers})" if content.facts and papers else content.facts or papers


def _urgency(content: Content, reader: Reader) -> str:
    if not content.urgent:
        return content.urgency_reason
    if content.urgent_by_day is None:
        return _("Urgent. %(reason)s", reason=content.urgency_reason)
    date = reader.calendar.long_day(content.urgent_by_day)
    return _("Urgent, by %(date)s. %(reason)s", date=date, reason=content.urgency_reason)


def _parts(request: RequestView, content: Content, reader: Reader) -> list[Heading]:
    offences = joined(reader.offence(request.requesting, key) for key in content.offences)
    about_property = law_book().kind_of(request.sought).property is not PropertyPart.NONE
    return [
        Heading(_("Authority and contact"), content.authority_contact),
        Heading(_("Subject and proceeding"), content.subject),
        Heading(_("Earlier contacts"), content.prior_contacts),
        Heading(
            _("Offences"),
            " ".join(part for part in (offences + "." if offences else "", content.penalties_text) if part),
        ),
        Heading(_("Persons"), joined(_person(key, reader) for key in content.persons)),
        Heading(_("Concerns"), _concerns(request, content, reader)),
        Heading(_("Property"), content.property_text if about_property else ""),
        Heading(_("Order of the court"), content.order_text),
        Heading(_("Facts"), _facts(request, content, reader)),
        Heading(_("Facts that support the freeze"), content.freeze_facts if about_property else ""),
        Heading(
            _("Assistance sought"),
            _sentences(content.assistance, _period(request, content, reader)),
        ),
        Heading(
            _("Formalities"),
            joined(say_code(f"formality.{each}") for each in law_book().fitting(content.formalities, request.sought)),
        ),
        *_particulars(request, content),
        Heading(_("Purpose"), content.purpose),
        Heading(_("Urgency"), _urgency(content, reader)),
        Heading(_("Confidentiality"), _confidential(content)),
        Heading(_("Undertakings"), joined(wording_of(f"undertaking.{each}") or each for each in content.undertakings)),
        Heading(_("Sent"), say_code(f"way.{content.channel}") if content.channel else ""),
        Heading(_("Language"), reader.text(f"language.{content.language}") if content.language else ""),
    ]


def _sentences(first: str, second: str) -> str:
    """One after the other; the first gets its full stop where its writer left it out and another follows."""
    stop = "." if first and second and first.rstrip()[-1:].isalnum() else ""
    return " ".join(part for part in (first.rstrip() + stop, second) if part)


def _confidential(content: Content) -> str:
    if not content.confidential:
        return ""
    return _("Please keep this request confidential. %(reason)s", reason=content.confidentiality_reason).rstrip()


def _particulars(request: RequestView, content: Content) -> tuple[Heading, ...]:
    """What a request of this kind says besides, and then what the instrument wants."""
    block, said = block_of(request.sought), dict(content.particulars)
    named = block.lines if block is not None else ()
    lines = tuple(LetterLine(line_label(name), said[name]) for name in named if said.get(name))
    rest = tuple(LetterLine(line_label(name), text) for name, text in content.particulars if text and name not in named)
    return (
        Heading(_("How the request is to be executed"), law_text(block.text) if block is not None else "", lines),
        Heading(_("Further particulars"), "", rest),
    )


def _period(request: RequestView, content: Content, reader: Reader) -> str:
    """For which time records are asked, in full dates."""
    if (
        not law_book().kind_of(request.sought).papers
        or content.period_from_day is None
        or content.period_to_day is None
    ):
        return ""
    start, end = (reader.calendar.long_day(day) for day in (content.period_from_day, content.period_to_day))
    if content.period_to_day > day_number(written_at(request, reader)):
        return _("Records from %(start)s to %(end)s, also those that are still to come.", start=start, end=end)
    return _("Records from %(start)s to %(end)s.", start=start, end=end)


def _concerns(request: RequestView, content: Content, reader: Reader) -> str:
    """Accounts, numbers, containers and companies by what papers print; people stand under their own heading."""
    named = {target.key: target for target in request.targets}
    for key in content.persons:
        known = reader.known(key)
        if known is not None:
            named.setdefault(key, known)
    return joined(
        each.label for each in named.values() if each.kind is not EntityKind.PERSON or (each.key not in content.persons)
    )


def _person(key: str, reader: Reader) -> str:
    """A person with birth and nationality, as far as the file tells them; "" for anything else."""
    known = reader.known(key)
    if known is None or known.kind is not EntityKind.PERSON:
        return ""
    details = dict(known.details)
    born, nationality = str(details.get("born", "")), str(details.get("nationality", ""))
    told = [
        _("born %(date)s", date=iso_text(born)) if born else "",
        _("national of %(country)s", country=reader.country(nationality)) if nationality else "",
    ]
    particulars = joined(told)
    return f"{known.label} ({particulars})" if particulars else known.label
