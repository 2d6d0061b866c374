"""What an act on a procedure settles, as fields of a form and as words: one row of data for each term."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from flask import request

from simulation.kernel.agenda import DAY
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Facts
from simulation.law.assessment.refusal_grounds import REFUSED, between_two, open_grounds
from simulation.law.book.governance import regime_of
from simulation.law.book.rules import load_rules
from simulation.matters.declaration import Input, InputKind
from webapp.desk.readable import Reader
from webapp.desk.refusing import warned
from webapp.pages.forms import Option, optional_int_field, text_field
from webapp.store.registered import registry
from webapp.text.law_texts import cited, law_book, law_text, letter_text
from webapp.text.say import say_code, wording_of

MOST_DAYS = 3_000
_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Field:
    """A term as a form asks for it."""

    name: str
    label: str
    kind: str
    required: bool
    value: str
    options: tuple[Option, ...]
    first_day: str


@dataclass(frozen=True, slots=True)
class Sides:
    """The two countries of a procedure."""

    requesting: str
    requested: str


def fields(
    needs: tuple[str, ...],
    may: tuple[str, ...],
    sides: Sides,
    settled: Facts,
    reading: Reader,
    usual: Mapping[str, str] = _NOTHING,
) -> tuple[Field, ...]:
    """The fields of a row's terms, filled with what the refused form held, else with what is settled, else as usual."""
    known = {**usual, **dict(settled)}
    given = request.form if request.method == "POST" else None
    made = []
    for name in (*needs, *may):
        if name in {"text", "documents"}:
            continue
        term = registry().input_of(name)
        before = "" if term.kind is InputKind.DATE else str(known.get(name, ""))
        value = given.get(name, before) if given is not None else before
        chosen = set(given.getlist(name)) if given is not None and name in given else set(before.split())
        made.append(
            Field(
                name=name,
                label=say_code(f"procedure_term.{name}"),
                kind=term.kind.value,
                required=name in needs,
                value=value,
                options=_options(term, sides, chosen or {value}, reading),
                first_day=reading.calendar.iso_of_day(reading.view.clock.day + 1),
            )
        )
    return tuple(made)


def _options(term: Input, sides: Sides, chosen: set[str], reading: Reader) -> tuple[Option, ...]:
    match term.kind:
        case InputKind.OFFENCE:
            offences = reading.scenario.country(sides.requesting).offences
            return tuple(
                Option(each.key, reading.offence(sides.requesting, each.key), "", each.key in chosen)
                for each in offences
            )
        case InputKind.SIDE:
            codes = (sides.requesting, sides.requested)
            return tuple(Option(code, reading.country(code), "", code in chosen) for code in codes)
        case InputKind.COUNTRY | InputKind.COUNTRIES:
            return tuple(
                Option(each.code, reading.country(each.code), "", each.code in chosen)
                for each in reading.scenario.countries
                if term.kind is InputKind.COUNTRY or each.code not in {sides.requesting, sides.requested}
            )
        case InputKind.GROUND:
            return tuple(
                _warning(_ground(key, key in chosen), term.refuses, sides, reading)
                for key in _open(term.refuses, sides, reading)
            )
        case InputKind.CHOICES:
            return tuple(
                Option(value, say_code(f"procedure_value.{value}"), "", value in chosen) for value in term.values
            )
        case _:
            return ()


def _open(what: str, sides: Sides, reading: Reader) -> tuple[str, ...]:
    """On what something may be refused between the two sides."""
    scenario, known = reading.scenario, registry().grounds
    if sides.requesting == sides.requested:
        return known.refusing(what)
    return open_grounds(
        what, scenario.pair(sides.requesting, sides.requested), scenario.country(sides.requested), known
    )


def _warning(ground: Option, what: str, sides: Sides, reading: Reader) -> Option:
    """The ground with what would be found of it in a refused surrender; of other refusals nothing is found.

    Whether the two have consulted on it the page does not know, so that nothing is said of that.
    """
    if what != "extradition" or sides.requesting == sides.requested:
        return ground
    pair, asked = reading.scenario.pair(sides.requesting, sides.requested), reading.scenario.country(sides.requested)
    between = between_two(pair, asked, regime_of(pair, law_book().kind_of(REFUSED[what])))
    said = warned(ground.value, between, None)
    return replace(ground, follows=said.follows, wants=said.wants)


def _ground(key: str, selected: bool) -> Option:  # noqa: FBT001 - as the option has it
    row, letter = law_book().ground(key) or law_book().safeguard(key), load_rules().letter(key)
    if letter is not None:
        return Option(key, letter_text(letter), law_text(letter.note) if letter.note else "", selected)
    if row is None:
        return Option(key, wording_of(f"procedure_value.{key}") or key, "", selected)
    return Option(key, f"{key} {law_text(row.name)}", cited(row), selected)


def read_terms(names: tuple[str, ...], reading: Reader) -> Facts:
    """What the form settles, for the terms that a row has.

    Raises:
        RuleViolation: A number or a date is none (`field.not_a_number`, `field.not_a_choice`).
    """
    terms: list[tuple[str, str | int]] = []
    for name in names:
        if name in {"text", "documents"}:
            continue
        value = _read(name, registry().input_of(name), reading)
        if value is not None and value != "":
            terms.append((name, value))
    return tuple(terms)


def without(country: str, terms: Facts) -> Facts:
    """The terms without a country that is chosen in another field: it is a party once."""
    left: list[tuple[str, str | int]] = []
    for name, value in terms:
        if registry().input_of(name).kind is not InputKind.COUNTRIES:
            left.append((name, value))
        elif kept := " ".join(code for code in str(value).split() if code != country):
            left.append((name, kept))
    return tuple(left)


def _read(name: str, term: Input, reading: Reader) -> str | int | None:
    label = say_code(f"procedure_term.{name}")
    match term.kind:
        case InputKind.DAYS:
            return optional_int_field(name, lowest=1, highest=MOST_DAYS, label=label)
        case InputKind.DATE:
            text = text_field(name, label=label, limit=20)
            day = reading.calendar.day_of_iso(text) if text else None
            if text and day is None:
                raise RuleViolation("field.not_a_choice", label=label)
            return None if day is None else (day - 1) * DAY
        case InputKind.CHOICES:
            return " ".join(value for value in request.form.getlist(name)[:20] if value in term.values)
        case InputKind.COUNTRIES:
            known = {each.code for each in reading.scenario.countries}
            return " ".join(value for value in request.form.getlist(name)[:20] if value in known)
        case _:
            return text_field(name, label=label, limit=2000)


def said(name: str, value: str | int, sides: Sides, reading: Reader) -> str:
    """A settled term in words, "" for one that is nothing to people."""
    term = registry().input_of(name)
    if not wording_of(f"procedure_term.{name}") or value == "":
        return ""
    match term.kind:
        case InputKind.DATE:
            return reading.calendar.long(value) if isinstance(value, int) else str(value)
        case InputKind.AMOUNT:
            return reading.amount(int(value))
        case InputKind.OFFENCE:
            return ", ".join(reading.offence(sides.requesting, key) for key in str(value).split())
        case InputKind.SIDE | InputKind.COUNTRY | InputKind.COUNTRIES:
            return ", ".join(reading.country(code) for code in str(value).split())
        case InputKind.GROUND:
            return _ground(str(value), selected=False).label
        case InputKind.CHOICES:
            return ", ".join(say_code(f"procedure_value.{key}") for key in str(value).split())
        case _:
            return wording_of(f"procedure_value.{name}.{value}") or str(value)
