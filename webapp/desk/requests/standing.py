"""What a fresh letter holds already: the parts that file, treaty and own office know (C1, C2, C6, C10, C13).

Nothing is decided here that people should think about: facts, papers, what is asked for, periods and haste stay empty.
On exam the treaty and what goes with it stay empty too.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.procedures.preservation.table import PRESERVATION
from simulation.law.book.assistance_types import Kind
from simulation.law.book.content import Content
from simulation.law.book.forms import block_of, room_for
from simulation.law.book.governance import Regime, regime_of
from simulation.law.book.required_contents import RECIPROCITY
from simulation.scenario.schema.play import Route, Sought
from webapp.desk.authorities import issuer
from webapp.desk.readable import Reader, joined
from webapp.desk.requests.fields import PARTICULAR, Section, lines, sections
from webapp.desk.requests.letter import line_label
from webapp.desk.requests.prefill import PREFILLED
from webapp.text.law_texts import basis_name, law_book
from webapp.text.say import say_code, wording_of

USUAL_FORMALITY = "F1"
"""What a court asks of records: a certified copy with the custodian's certificate (law.md 5.4)."""

OWN = ("offences", "facts", "grounds", "freeze_facts", "assistance", "period_from_day", "period_to_day", "language")
"""What nobody but the writer can say."""


def short_section(sought: Sought, regime: Regime | None = None) -> Section:
    """The short form: of what this kind needs, all that is not filled in from the file, and what the instrument wants.

    Where evidence comes back and no formality is usual, it also asks how the evidence is to be taken.

    Args:
        sought: What is asked for.
        regime: What governs it; None: the headings alone.
    """
    needed = [name for each in sections(sought) for name in each.needs]
    rest = (name for name in needed if name not in OWN and name not in STANDING)
    needs = (*(name for name in OWN if name in needed), *rest)
    block = block_of(sought)
    asked = (*regime.wanted, *(block.lines if block is not None else ())) if regime is not None else ()
    particulars = tuple(name for name in dict.fromkeys(asked) if name not in PREFILLED)
    return Section(0, "short", _("What only you can write"), needs, _asked_first(sought), particulars=particulars)


def _asked_first(sought: Sought) -> tuple[str, ...]:
    """What the short form asks though the kind can do without it."""
    kind = law_book().kind_of(sought)
    return ("formalities",) if kind.papers and not _usual_formalities(kind) else ()


def _usual_formalities(kind: Kind) -> tuple[str, ...]:
    """The formalities that a fresh letter holds."""
    if not kind.needs_link:
        return ()
    return kind.formalities or ((USUAL_FORMALITY,) if kind.needs_period else ())


STANDING = (
    "authority_contact", "subject", "prior_contacts", "basis", "penalties_text", "persons", "purpose", "undertakings",
    "formalities", "channel",
)  # fmt: skip
"""Parts that a fresh letter holds."""


def with_standing(request: RequestView, fields: dict[str, str], reading: Reader, help_level: str) -> dict[str, str]:
    """The draft's texts with the standing parts that nobody has written yet; a part that was emptied stays empty.

    A letter that came back is filled up only with the penalties of offences that it did not name before.
    """
    if request.incoming or request.route is not Route.MLA or request.status != LetterStatus.DRAFTING:
        return fields
    if request.content != Content():
        penalties = "" if request.content.offences else _penalties(request, fields.get("offences", ""), reading)
        return {**({"penalties_text": penalties} if penalties else {}), **fields}
    made = _made(request, fields, reading, help_level)
    return {**{name: text for name, text in made.items() if text and name not in fields}, **fields}


def _made(request: RequestView, fields: Mapping[str, str], reading: Reader, help_level: str) -> dict[str, str]:
    pair = reading.scenario.pair(request.requesting, request.requested)
    kind = law_book().kind_of(request.sought)
    offences = fields.get("offences", "") or _offences(request, reading)
    about = reading.scenario.country(request.requesting).named(lines(offences))
    regime = regime_of(pair, kind, about=about)
    made = {
        "authority_contact": _authority(request, regime, reading),
        "subject": _subject(request, offences, reading),
        "prior_contacts": _earlier(request, reading),
        "purpose": wording_of(f"purpose.{kind.property}") or say_code("purpose.evidence"),
        "offences": offences,
        "penalties_text": _penalties(request, offences, reading),
    }
    if help_level == "exam":
        return made
    made |= {
        f"{PARTICULAR}{name}": PREFILLED[name](request, offences, reading)
        for name in room_for(request.sought, regime)
        if name in PREFILLED
    }
    governs = regime.instrument
    made["basis"] = governs if governs in pair.instruments else next(iter(pair.instruments), RECIPROCITY)
    wanted = [*kind.undertakings, "use_limits", *(() if pair.instruments else (RECIPROCITY,))]
    made["undertakings"] = "\n".join(dict.fromkeys(wanted))
    made["formalities"] = "\n".join(_usual_formalities(kind))
    if help_level == "guided":
        made["language"] = _language(request, governs, reading)
    return made


def _authority(request: RequestView, regime: Regime, reading: Reader) -> str:
    office, country = issuer(regime), reading.country(request.requesting)
    if regime.recognises:
        return _(
            "%(authority)s of %(country)s, which issues this order and conducts the investigation. "
            "Contact point: the desk of the %(authority)s, in office hours.",
            authority=say_code(f"office.{office}"),
            country=country,
        )
    return _(
        "%(authority)s of %(country)s, for the %(office)s of %(country)s, which conducts the "
        "investigation. Contact point: the desk of the %(authority)s, in office hours.",
        authority=say_code(f"office.{office}"),
        office=say_code("office.prosecutor").lower(),
        country=country,
    )


def _subject(request: RequestView, offences: str, reading: Reader) -> str:
    named = joined(reading.offence(request.requesting, key) for key in lines(offences))
    targets = joined(target.label for target in request.targets)
    if named:
        return _(
            "Criminal investigation, before charges: %(offences)s. It concerns %(what)s.", offences=named, what=targets
        )
    return _("Criminal investigation, before charges. It concerns %(what)s.", what=targets)


def _earlier(request: RequestView, reading: Reader) -> str:
    """What the own side asked there before about the same, by number: what is kept for this letter in front."""
    about = {target.key for target in request.targets}
    labels = [
        _("%(number)s (%(kind)s)", number=each.label, kind=say_code(f"procedure_kind.{each.kind}"))
        for each in reading.view.procedures
        if each.kind == PRESERVATION
        and each.requesting == request.requesting
        and each.requested == request.requested
        and any(subject.key in about for subject in each.subjects)
    ]
    labels += [
        each.label
        for each in reading.view.requests
        if not each.incoming
        and each.key != request.key
        and each.requested == request.requested
        and each.status != LetterStatus.DRAFTING
        and any(target.key in about for target in each.targets)
    ]
    if not labels:
        return _("No earlier letter about this matter.")
    return _("Earlier requests about the same matter: %(numbers)s.", numbers=", ".join(labels))


def _offences(request: RequestView, reading: Reader) -> str:
    """The offences of the own case plan and charges, those about a target first; the only one that the law has."""
    about = {target.key for target in request.targets}
    known = {each.key for each in reading.scenario.country(request.requesting).offences}
    found = [(each.person in about, each.offence) for each in reading.view.plans]
    found += [(each.person in about, each.offence) for each in reading.view.charges]
    chosen = [offence for is_target, offence in found if is_target] or [offence for _is, offence in found]
    if len(known) == 1:
        chosen = list(known)
    return "\n".join(dict.fromkeys(offence for offence in chosen if offence in known))


def _penalties(request: RequestView, offences: str, reading: Reader) -> str:
    """The penalties of the offences that are named, from the own law."""
    own = reading.scenario.country(request.requesting)
    texts = []
    for key in lines(offences):
        offence = own.offence(key)
        if offence is not None:
            texts.append(
                _(
                    "%(offence)s: up to %(years)s years of imprisonment; lapse of time: %(limit)s years.",
                    offence=reading.offence(own.code, key),
                    years=offence.max_years,
                    limit=offence.limitation_years,
                )
            )
    return " ".join((*texts, _("The text of the provisions is enclosed."))) if texts else ""


def _language(request: RequestView, governs: str, reading: Reader) -> str:
    own = reading.scenario.country(request.requesting).languages
    accepted = reading.scenario.country(request.requested).accepts(governs)
    return next((each for each in own if each in accepted), accepted[0])


@dataclass(frozen=True, slots=True)
class Filled:
    """A part that is filled in: its field and name, what it says, and where it is changed; "" says it is open."""

    name: str
    label: str
    text: str
    url: str


def filled(
    request: RequestView, fields: Mapping[str, str], reading: Reader, regime: Regime | None = None
) -> tuple[Filled, ...]:
    """The parts that stand beside the short form, as the letter will say them."""
    found, beside = [], _asked_first(request.sought)
    for section in sections(request.sought, regime):
        for name in section.names:
            particular = name.removeprefix(PARTICULAR) if name.startswith(PARTICULAR) else ""
            if name in OWN or name in beside or (particular and particular not in PREFILLED):
                continue
            text = _said(name, fields.get(name, "").strip(), request, reading)
            if not text and name == "penalties_text" and not fields.get("offences", "").strip():
                text = _("Follows when you choose the offences.")
            if not text and name not in section.needs:
                continue
            label = line_label(particular or name)
            url = url_for("desk.request_form", number=request.label, section=section.number)
            found.append(Filled(name, label[:1].upper() + label[1:], text, url))
    return tuple(found)


def _said(name: str, text: str, request: RequestView, reading: Reader) -> str:
    """What a field says, in words."""
    if not text:
        return ""
    match name:
        case "basis":
            return basis_name(text, request.sought)
        case "offences":
            return joined(reading.offence(request.requesting, key) for key in lines(text))
        case "persons":
            known = (reading.entities.called(number) for number in lines(text))
            return joined(entity.label for entity in known if entity is not None)
        case "undertakings":
            return joined(wording_of(f"undertaking.{each}") or each for each in lines(text))
        case "formalities":
            return joined(say_code(f"formality.{each}") for each in lines(text))
        case "language":
            return reading.text(f"language.{text}")
        case "channel":
            return say_code(f"way.{text}")
        case "urgent" | "confidential":
            return _("yes")
        case _:
            return text
