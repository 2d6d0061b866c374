"""The request form: its seven sections, and the way from a draft's texts to what the request names and back.

A draft keeps texts: entities by their numbers, papers by theirs, dates as a date field writes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from flask_babel import gettext as _

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.law.book.assistance_types import PropertyPart
from simulation.law.book.content import Content
from simulation.law.book.forms import room_for
from simulation.law.book.governance import Regime, item_of, regime_of
from simulation.law.book.precedence import with_protocols
from simulation.law.book.rules import ContentNeed, load_rules
from simulation.law.book.transmission import WAYS, agreed_way
from simulation.scenario.schema.country import Channel
from simulation.scenario.schema.play import Route, Sought
from webapp.desk.readable import Reader
from webapp.text.law_texts import law_book, source_parts, source_text

TEXTS = (
    "authority_contact", "subject", "prior_contacts", "penalties_text", "property_text", "order_text", "facts",
    "freeze_facts", "assistance", "purpose", "urgency_reason", "confidentiality_reason",
)  # fmt: skip
CHOICES = ("basis", "language", "channel")
LISTS = ("offences", "persons", "grounds", "formalities", "undertakings")
DAYS = ("period_from_day", "period_to_day", "urgent_by_day")
TICKS = ("urgent", "confidential")
PARTICULAR = "particular_"
"""How names of fields begin that hold a particular which the instrument wants."""

NAMES: tuple[str, ...] = (
    *TEXTS, *CHOICES, *LISTS, *DAYS, *TICKS, *(f"{PARTICULAR}{name}" for name in load_rules().particulars),
)  # fmt: skip
"""Every field of a draft."""


class State(StrEnum):
    """How far a section is filled."""

    DONE = "done"
    PARTLY = "partly"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Section:
    """A page of the form: the fields that it needs, and those that it may hold besides."""

    number: int
    key: str
    label: str
    needs: tuple[str, ...]
    may: tuple[str, ...] = ()
    particulars: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        return (*self.needs, *self.may, *(f"{PARTICULAR}{name}" for name in self.particulars))


PROPERTY: dict[PropertyPart, tuple[str, ...]] = {
    PropertyPart.NONE: (),
    PropertyPart.FREEZE: ("property_text", "freeze_facts"),
    PropertyPart.CONFISCATION: ("property_text",),
    PropertyPart.RETURN: ("property_text",),
}
"""Fields about property that a kind of assistance asks for (law.md 1.3 C7 to C9)."""


_AT = {
    **dict.fromkeys(("C1", "C2"), 1), "C10": 2, **dict.fromkeys(("C5", "C7", "C8"), 3),
    **dict.fromkeys(("C3", "C9", "C11"), 4), **dict.fromkeys(("C4", "C6", "C14"), 5),
    **dict.fromkeys(("C12", "C13"), 6), "C15": 7,
}  # fmt: skip
"""Page on which the particulars of a content are asked for."""


def sections(sought: Sought, regime: Regime | None = None) -> tuple[Section, ...]:
    """The form's pages: seven under the standard headings for a formal request, two for a question.

    Args:
        sought: What is asked for.
        regime: What governs it; the particulars for which its form has room stand on the page of their content. None:
            the headings alone.
    """
    found = _headings(sought)
    if regime is None or len(found) < len(set(_AT.values())):
        return found
    wanted = room_for(sought, regime)
    return tuple(
        replace(page, particulars=tuple(name for name in wanted if _AT[item_of(name)] == page.number)) for page in found
    )


def regime_for(shown: RequestView, basis: str, offences: tuple[str, ...], reader: Reader) -> Regime:
    """What governs a request that names this basis and these offences.

    Args:
        shown: The request.
        basis: Instrument that its draft names; "" for none yet.
        offences: Keys of the offences that its draft names.
        reader: Whose desk it is.
    """
    pair = reader.scenario.pair(shown.requesting, shown.requested)
    about = reader.scenario.country(shown.requesting).named(offences)
    return regime_of(pair, law_book().kind_of(shown.sought), basis, about)


def hint_of(name: str, sought: str, regime: Regime) -> str:
    """Whether a particular is required, with the article that asks for it.

    Args:
        name: The particular.
        sought: Kind of assistance.
        regime: What governs.
    """
    item = regime.items.get(item_of(name))
    if item is not None and name in item.particulars:
        return _("Required for this request: %(source)s.", source=source_text(item.source))
    if name in regime.applicable:
        source = source_text(regime.applicable[name])
        if name in regime.order_items:
            return _("Required for this request: %(source)s.", source=source)
        return _("Required if it applies: %(source)s.", source=source)
    rules = load_rules()
    for row in rules.contents:
        is_ours = row.i == regime.instrument and row.need is ContentNeed.ADVICE and name in row.fields
        if is_ours and rules.is_about(row, sought):
            return _("Useful in the letter: %(source)s.", source=source_text(row.source))
    return _("Usual in a request of this kind; no article requires it in the letter.")


def form_source(source: str, request: RequestView, regime: Regime, reader: Reader) -> str:
    """Where a form stands, of the instruments that govern and of models; "" where none of them has it.

    Args:
        source: Of the form: all instruments that know it.
        request: Whose it is.
        regime: What governs it.
        reader: The team's view.
    """
    rows = load_rules().instruments
    governs = with_protocols(regime.instrument, reader.scenario.pair(request.requesting, request.requested).instruments)
    protocols = {each: each.replace("ETS", "ETS ") for row in rows.values() for each in row.protocols}
    cites = {name: row.cite for name, row in rows.items()} | protocols
    others = tuple(f"{cite} " for name, cite in cites.items() if name not in governs)
    parts = [part for part in source_parts(source) if not part.replace(",", " ").startswith(others)]
    return source_text("; ".join(parts)) if parts else ""


def _headings(sought: Sought) -> tuple[Section, ...]:
    kind = law_book().kind_of(sought)
    if kind.route is not Route.MLA:
        facts = ("facts",) if kind.route is Route.FIU else ()
        return (
            Section(
                1,
                "question",
                _("Question"),
                ("authority_contact", "subject", "assistance", "purpose", *facts),
                ("persons",),
            ),
            Section(
                2,
                "reasons",
                _("Reasons and urgency"),
                (),
                ("grounds", "urgent", "urgency_reason", "urgent_by_day", "undertakings"),
            ),
        )
    needed = PROPERTY[kind.property]
    told = tuple(name for name in needed if name == "freeze_facts")
    shown = tuple(name for name in needed if name not in told)
    told = ("facts", "grounds", *told)
    needs, may = ((), told) if sought is Sought.SERVICE else (told, ())
    order = ("order_text",) if kind.property is PropertyPart.CONFISCATION else ()
    period = ("period_from_day", "period_to_day")
    return (
        Section(1, "authority", _("Authority and contact"), ("authority_contact", "subject"), ("prior_contacts",)),
        Section(2, "basis", _("Basis and offences"), ("basis", "offences", "penalties_text")),
        Section(3, "persons", _("Persons and property"), ("persons", *shown), order),
        Section(4, "facts", _("Facts and grounds"), needs, may),
        Section(
            5,
            "assistance",
            _("Assistance sought"),
            ("assistance", "purpose", *(period if kind.needs_period else ())),
            ("formalities", *(() if kind.needs_period or not kind.papers else period)),
        ),
        Section(
            6,
            "urgency",
            _("Urgency and undertakings"),
            (),
            ("urgent", "urgency_reason", "urgent_by_day", "confidential", "confidentiality_reason", "undertakings"),
        ),
        Section(7, "language", _("Language, channel and signature"), ("language", "channel"), ()),
    )


def state_of(section: Section, fields: Mapping[str, str]) -> State:
    """How far a section is filled: by emptiness alone."""
    wanted = section.needs or tuple(name for name in section.may if name == "undertakings")
    given = sum(bool(fields.get(name, "").strip()) for name in wanted)
    if given == len(wanted):
        return State.DONE
    return State.PARTLY if given else State.OPEN


def lines(text: str) -> tuple[str, ...]:
    """The values of a list field."""
    return tuple(dict.fromkeys(part.strip() for part in text.splitlines() if part.strip()))


def content_of(fields: Mapping[str, str], reader: Reader) -> Content:
    """What the request names by the draft; numbers that name nothing of the file fall away."""

    def day(name: str) -> int | None:
        return reader.calendar.day_of_iso(fields.get(name, "")) if fields.get(name) else None

    texts = {name: fields.get(name, "").strip() for name in (*TEXTS, *CHOICES)}
    persons = [reader.entities.called(number) for number in lines(fields.get("persons", ""))]
    papers = [reader.documents.labelled(label) for label in lines(fields.get("grounds", ""))]
    chosen = {filed.document.key for filed in papers if filed is not None}
    return Content(
        subject=texts["subject"],
        authority_contact=texts["authority_contact"],
        basis=texts["basis"],
        offences=lines(fields.get("offences", "")),
        penalties_text=texts["penalties_text"],
        persons=tuple(person.key for person in persons if person is not None),
        facts=texts["facts"],
        grounds=tuple(filed.document.key for filed in reader.view.documents if filed.document.key in chosen),
        period_from_day=day("period_from_day"),
        period_to_day=day("period_to_day"),
        assistance=texts["assistance"],
        formalities=lines(fields.get("formalities", "")),
        purpose=texts["purpose"],
        urgent=bool(fields.get("urgent")),
        urgency_reason=texts["urgency_reason"],
        urgent_by_day=day("urgent_by_day"),
        confidential=bool(fields.get("confidential")),
        confidentiality_reason=texts["confidentiality_reason"],
        undertakings=lines(fields.get("undertakings", "")),
        language=texts["language"],
        prior_contacts=texts["prior_contacts"],
        property_text=texts["property_text"],
        freeze_facts=texts["freeze_facts"],
        order_text=texts["order_text"],
        channel=texts["channel"] if texts["channel"] in WAYS else "",
        particulars=tuple(
            (name, text) for name in load_rules().particulars if (text := fields.get(f"{PARTICULAR}{name}", "").strip())
        ),
    )


def fields_of(content: Content, reader: Reader) -> dict[str, str]:
    """A draft's texts from what a request names: for repairing what was vetted or returned."""

    def day(value: int | None) -> str:
        return reader.calendar.iso_of_day(value) if value is not None else ""

    numbers = [reader.entities.number_of(key) for key in content.persons]
    fields = {name: str(getattr(content, name)) for name in (*TEXTS, *CHOICES)}
    fields |= {name: day(getattr(content, name)) for name in DAYS}
    fields |= {name: "yes" if getattr(content, name) else "" for name in TICKS}
    fields |= {name: "\n".join(getattr(content, name)) for name in ("offences", "formalities", "undertakings")}
    fields["persons"] = "\n".join(str(number) for number in numbers if number is not None)
    fields["grounds"] = "\n".join(label for label in map(reader.documents.label_of, content.grounds) if label)
    fields |= {f"{PARTICULAR}{name}": text for name, text in content.particulars}
    return {name: text for name, text in fields.items() if text}


def first_fields(request: RequestView, reader: Reader, help_level: str = "") -> dict[str, str]:
    """What a fresh draft begins with: what it said when it came back, else its targets and what led to it."""
    fields = fields_of(request.content, reader)
    if "persons" not in fields:
        numbers = [reader.entities.number_of(target.key) for target in request.targets]
        fields["persons"] = "\n".join(str(number) for number in numbers if number is not None)
    if request.content == Content() and (led := tuple(_led_here(request, reader))):
        fields["grounds"] = "\n".join(led)
    if "channel" not in fields and request.route is Route.MLA:
        fields["channel"] = _first_way(request, reader, help_level)
    return fields


def _led_here(request: RequestView, reader: Reader) -> Iterator[str]:
    """Numbers of the papers because of which it was opened: those that name a target and may be cited."""
    for filed in reader.view.documents:
        paper = filed.document
        names = any(paper.names(target.key) for target in request.targets)
        if names and paper.key in request.rests_on and not paper.use.needs_consent:
            yield filed.label


def _first_way(request: RequestView, reader: Reader, help_level: str) -> str:
    """What a fresh form has chosen: the way that the two have agreed; in an exam the usual one."""
    if help_level == "exam":
        return Channel.CENTRAL.value
    return agreed_way(reader.scenario.pair(request.requesting, request.requested))
