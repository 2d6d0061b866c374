"""The law book: its chapters, what binds two countries, offences, and what a search finds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.law.book.rules import load_rules
from simulation.scenario.schema.country import Country, CountryPair
from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import reader
from webapp.desk.readable import Reader
from webapp.desk.reference.codes import CODE
from webapp.desk.reference.search import holds
from webapp.desk.sheets import Tab
from webapp.pages.page import TeamPage, team_page
from webapp.text.law_texts import (
    Line,
    basis_name,
    book_lines,
    chapter_lines,
    letter_text,
    lines_named,
    source_text,
    sure_text,
    treaty_names,
)
from webapp.text.say import say_code

CHAPTERS_BY_GROUP: Mapping[str, tuple[str, ...]] = {
    "between": ("treaties", "offences", "instruments", "provisions"),
    "request": ("kinds", "contents", "wanted", "formalities", "channels", "terms", "notices"),
    "refusal": ("grounds", "letters", "precedence", "criminality", "safeguards"),
    "course": ("clocks", "freezing", "usability", "procedures"),
    "exercise": ("times", "factors", "archetypes", "practice", "mistakes", "levers", "rulings"),
}  # fmt: skip
"""The chapters of the book under what they are about, so that a page offers those of one group and not all."""

CHAPTERS = tuple(chapter for chapters in CHAPTERS_BY_GROUP.values() for chapter in chapters)

LONGEST_SEARCH = 80
"""Characters of a search that are read."""


@dataclass(frozen=True, slots=True)
class PairRow:
    """What binds two countries."""

    a: str
    a_name: str
    b: str
    b_name: str
    instruments: str
    unbound: str
    """Protocols to conventions that bind the two, which do not bind them; "" where there are none."""

    channel: str
    electronic: str
    dual: str
    mandatory: str
    discretionary: str
    own: bool


@dataclass(frozen=True, slots=True)
class OffenceRow:
    """An offence as a country's law has it."""

    country: str
    name: str
    elements: str
    years: str


@dataclass(frozen=True, slots=True)
class LawRow:
    """A line of the law book."""

    id: str
    name: str
    text: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class ControlRulingRow:
    """A ruling of exercise control; the request is named to its parties only."""

    when: str
    request: str
    verdict: str
    reasons: str


def pair_row(pair: CountryPair, reading: Reader) -> PairRow:
    """A row of the treaty matrix, the own country first."""
    own = reading.view.country
    a, b = (pair.b, pair.a) if pair.b == own else (pair.a, pair.b)
    extras = [
        word
        for word, given in (
            (_("electronic"), pair.electronic),
            (_("oral when urgent"), pair.oral_urgent),
            (_("liaison officer"), pair.liaison),
        )
        if given
    ]
    return PairRow(
        a,
        reading.country(a),
        b,
        reading.country(b),
        treaty_names(pair.instruments) or _("none: reciprocity"),
        treaty_names(_unbound_protocols(pair)),
        say_code(f"channel.{pair.channel}"),
        ", ".join(extras),
        say_code(f"dual.{pair.dual_criminality}"),
        _mandatory(pair, reading),
        ", ".join(pair.discretionary_grounds) or "–",
        own in {a, b},
    )


def _unbound_protocols(pair: CountryPair) -> list[str]:
    """Protocols that would be read into a convention between the two if both were bound by them (ETS 98 art. 9)."""
    parent = load_rules().parent
    return [name for name, of in parent.items() if of in pair.instruments and name not in pair.instruments]


def _mandatory(pair: CountryPair, reading: Reader) -> str:
    """The grounds that have to be applied, with the country whose law says so where it is one of the two."""
    by_law = ((pair.a, pair.mandatory_in_a), (pair.b, pair.mandatory_in_b))
    lines = [", ".join(pair.mandatory_grounds)] if pair.mandatory_grounds else []
    lines += [
        _("%(grounds)s (requested country: %(country)s)", grounds=", ".join(grounds), country=reading.country(code))
        for code, grounds in by_law
        if grounds
    ]
    return "; ".join(lines) or "–"


@dataclass(frozen=True, slots=True)
class DeclaredRow:
    """What a country has declared under an instrument."""

    country: str
    instrument: str
    reserved: tuple[str, ...]
    languages: str
    channel: str
    receives: str


def declared_rows(country: Country, reading: Reader) -> tuple[DeclaredRow, ...]:
    """What a country has declared and reserved, instrument by instrument."""
    rules = load_rules()
    return tuple(
        DeclaredRow(
            reading.country(country.code),
            basis_name(each.instrument),
            tuple(letter_text(letter) for name in each.reserves if (letter := rules.letter(name)) is not None),
            ", ".join(reading.text(f"language.{name}") for name in country.accepts(each.instrument)),
            say_code(f"channel.{each.channel}") if each.channel is not None else "",
            say_code(f"office.{each.receives}"),
        )
        for each in country.declarations
    )


def offence_rows(country: Country, reading: Reader) -> tuple[OffenceRow, ...]:
    """A country's offences."""
    return tuple(
        OffenceRow(
            country.code,
            reading.offence(country.code, each.key),
            ", ".join(reading.element(element) for element in each.elements),
            _("%(max)s years; lapse of time: %(lapse)s years", max=each.max_years, lapse=each.limitation_years),
        )
        for each in country.offences
    )


@blueprint.get("/law", endpoint="law")
def law() -> ResponseReturnValue:
    """The treaties first; with `q` every line of the book that has all of its words, by stem or by another word."""
    return _law_page("treaties", request.args.get("q", "").strip()[:LONGEST_SEARCH])


@blueprint.get("/law/<chapter>", endpoint="law_chapter")
def law_chapter(chapter: str) -> ResponseReturnValue:
    if chapter not in CHAPTERS:
        abort(404)
    return _law_page(chapter)


@dataclass(frozen=True, slots=True)
class LawPage(TeamPage):
    """A chapter of the law book, or what a search found in it."""

    template: ClassVar[str] = "desk/law.html"
    key: ClassVar[str] = "law"

    chapter: str
    q: str
    groups: tuple[Tab, ...]
    tabs: tuple[Tab, ...]
    title: str
    declared: tuple[DeclaredRow, ...]
    own_pairs: tuple[PairRow, ...]
    other_pairs: tuple[PairRow, ...]
    codes: tuple[LawRow, ...]
    offences: tuple[tuple[str, str, tuple[OffenceRow, ...]], ...]
    rulings: tuple[ControlRulingRow, ...]
    rows: tuple[LawRow, ...]


def _law_page(asked: str, wanted: str = "") -> ResponseReturnValue:
    reading = reader()
    scenario = reading.scenario
    chapter = "" if wanted else asked
    is_treaties = chapter == "treaties"
    pairs = sorted((pair_row(pair, reading) for pair in scenario.pairs if is_treaties), key=lambda row: (row.a, row.b))
    shown = next((name for name, chapters in CHAPTERS_BY_GROUP.items() if chapter in chapters), "")
    return team_page(
        LawPage(
            chapter=chapter,
            q=wanted,
            groups=tuple(
                Tab(
                    url_for("desk.law_chapter", chapter=chapters[0]),
                    say_code(f"law_group.{name}"),
                    name == shown,
                )
                for name, chapters in CHAPTERS_BY_GROUP.items()
            ),
            tabs=tuple(
                Tab(url_for("desk.law_chapter", chapter=each), say_code(f"law_chapter.{each}"), each == chapter)
                for each in CHAPTERS_BY_GROUP.get(shown, ())
            ),
            title=say_code(f"law_chapter.{chapter}") if chapter else _("Search results"),
            declared=tuple(
                row for country in scenario.countries if is_treaties for row in declared_rows(country, reading)
            ),
            own_pairs=tuple(row for row in pairs if row.own),
            other_pairs=tuple(row for row in pairs if not row.own),
            codes=tuple(map(_law_row, lines_named(_named_in(pairs)))),
            offences=tuple(
                (country.code, reading.country(country.code), offence_rows(country, reading))
                for country in scenario.countries
                if chapter == "offences"
            ),
            rulings=tuple(
                ControlRulingRow(
                    reading.calendar.short(each.at),
                    each.request,
                    say_code(f"verdict.{each.verdict}"),
                    each.reasons,
                )
                for each in reversed(reading.view.rulings)
            ),
            rows=tuple(map(_law_row, chapter_lines(chapter) if chapter else _found(wanted))),
        )
    )


def _found(wanted: str) -> Iterator[Line]:
    """The lines of the book that have all of these words."""
    return (line for _chapter, line in book_lines() if holds(line, wanted))


def _law_row(line: Line) -> LawRow:
    return LawRow(line.id, line.name, line.text, source_text(line.source, whole=True), sure_text(line.confidence))


def _named_in(pairs: Sequence[PairRow]) -> set[str]:
    """The codes that the treaties name."""
    return {code for row in pairs for text in (row.mandatory, row.discretionary) for code in CODE.findall(text)}
