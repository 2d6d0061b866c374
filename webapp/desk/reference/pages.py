"""What people look things up in beside the law book: glossary, country and role cards, briefing, map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import abort, url_for
from flask.typing import ResponseReturnValue
from markdown_it import MarkdownIt
from markupsafe import Markup

from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import reader
from webapp.desk.documents.marks import PaperMark, paper_marks
from webapp.desk.home.pages import MapPart, map_values
from webapp.desk.reference.law_pages import DeclaredRow, OffenceRow, PairRow, declared_rows, offence_rows, pair_row
from webapp.desk.sheets import Tab
from webapp.pages.page import TeamPage, team_page
from webapp.pages.region_map import LARGE
from webapp.text.catalogue.glossary import TERMS
from webapp.text.say import say_code
from webapp.text.sorting import place

_MARKDOWN = (
    MarkdownIt("commonmark", {"html": False, "linkify": False}).disable(["image", "link", "autolink"]).enable("table")
)


def markdown(text: str) -> Markup:
    """An author's text as safe markup: no HTML, no links, no pictures; headings below those of the page."""
    return Markup(_MARKDOWN.render(text).replace("<h2>", "<h3>").replace("</h2>", "</h3>"))  # noqa: S704


@dataclass(frozen=True, slots=True)
class GlossaryPage(TeamPage):
    """The terms of the glossary."""

    template: ClassVar[str] = "desk/glossary.html"
    key: ClassVar[str] = "glossary"

    terms: tuple[tuple[str, str], ...]


@blueprint.get("/glossary", endpoint="glossary")
def glossary() -> ResponseReturnValue:
    return team_page(
        GlossaryPage(
            terms=tuple(
                sorted(
                    ((say_code(f"term.{key}"), say_code(f"term_text.{key}")) for key in TERMS),
                    key=lambda line: place(line[0]),
                )
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class CountryPage(TeamPage):
    """A country: its law, and what binds it and the own one."""

    template: ClassVar[str] = "desk/country.html"
    key: ClassVar[str] = "law"

    code: str
    name: str
    card: Markup | None
    pairs: tuple[PairRow, ...]
    offences: tuple[OffenceRow, ...]
    languages: str
    declared: tuple[DeclaredRow, ...]
    others: tuple[Tab, ...]


@blueprint.get("/countries/<code>", endpoint="country_card")
def country_card(code: str) -> ResponseReturnValue:
    reading = reader()
    country = next((each for each in reading.scenario.countries if each.code == code), None)
    if country is None:
        abort(404)
    own = reading.view.country
    text = reading.text(f"country.{code}.card")
    return team_page(
        CountryPage(
            code=code,
            name=reading.country(code),
            card=markdown(text) if text != f"country.{code}.card" else None,
            pairs=tuple(pair_row(pair, reading) for pair in reading.scenario.pairs if {pair.a, pair.b} == {own, code}),
            offences=offence_rows(country, reading),
            languages=", ".join(reading.text(f"language.{each}") for each in country.languages),
            declared=declared_rows(country, reading),
            others=tuple(
                Tab(url_for("desk.country_card", code=each.code), reading.country(each.code), each.code == code)
                for each in reading.scenario.countries
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class BriefingPage(TeamPage):
    """The briefing, the own case and the roles."""

    template: ClassVar[str] = "desk/briefing.html"
    key: ClassVar[str] = "briefing"

    title: str
    briefing: Markup | None
    case: Markup | None
    roles: tuple[tuple[str, Markup], ...]
    countries: tuple[Tab, ...]


@blueprint.get("/briefing", endpoint="briefing")
def briefing() -> ResponseReturnValue:
    reading = reader()
    own = reading.view.country

    def words(key: str) -> Markup | None:
        return markdown(reading.text(key)) if reading.scenario.has_text(key) else None

    return team_page(
        BriefingPage(
            title=reading.text("title"),
            briefing=words("briefing"),
            case=words(f"country.{own}.case"),
            roles=tuple(
                (reading.office(office), card)
                for office in reading.offices
                if (card := words(f"role.{own}.{office}")) is not None
            ),
            countries=tuple(
                Tab(url_for("desk.country_card", code=each.code), reading.country(each.code), each.code == own)
                for each in reading.scenario.countries
            ),
        )
    )


@dataclass(frozen=True, slots=True)
class WayRow:
    """A way that goods or money took, with the papers that show it."""

    text: str
    papers: tuple[PaperMark, ...]


@dataclass(frozen=True, slots=True)
class MapPage(TeamPage):
    """The map of the region, and its lines as a list."""

    template: ClassVar[str] = "desk/map.html"
    key: ClassVar[str] = "map"

    map: MapPart
    ways: tuple[WayRow, ...]


@blueprint.get("/map", endpoint="map")
def region() -> ResponseReturnValue:
    reading = reader()
    part = map_values(reading, LARGE)
    return team_page(
        MapPage(
            map=part,
            ways=tuple(WayRow(each.label, paper_marks(each.papers, reading)) for each in part.map.routes),
        )
    )
