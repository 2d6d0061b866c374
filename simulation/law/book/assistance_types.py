"""Kinds of assistance: UNTOC article 18(3) and beyond, with what each needs and what it brings with it."""

from __future__ import annotations

from enum import StrEnum
from functools import cache

from simulation.kernel.entities import EntityKind
from simulation.kernel.terms import Office
from simulation.kernel.traces import TraceKind
from simulation.law.rows import LawRow, Said, rows
from simulation.scenario.schema.country import Country
from simulation.scenario.schema.play import DocumentKind, Route


class DualRule(StrEnum):
    """When a kind of assistance asks for dual criminality."""

    PAIR = "pair"
    ALWAYS = "always"
    NEVER = "never"


class PropertyPart(StrEnum):
    """What a kind needs about property (law.md 1.3 C7-C9)."""

    NONE = ""
    FREEZE = "freeze"
    CONFISCATION = "confiscation"
    RETURN = "return"


class Kind(LawRow):
    """A kind of assistance.

    Attributes:
        id: As a request names it, e.g. `bank_records`; what can be sought in play has the same name.
        name: Short name.
        text: What it is, in our words.
        route: The channel on which it is asked.
        is_coercive: It touches rights of the person concerned, and needs an order in most laws.
        is_covert: The person concerned must not know while it runs.
        needs_period: Records for a time that the request has to name.
        needs_link: Grounds have to link what is asked for with the offence (C11), and formalities are named (C14).
        dual_criminality: As the pair has it, always, or never.
        moves_person: A person is handed over or brought to the other country.
        property: What has to be said about property.
        instruments: Ids of the instruments that provide for it; empty when all do.
        formalities: Formalities without which it is of no use (F1-F8).
        met: Formalities that are met by the way it is done, asked or not.
        undertakings: What has to be promised.
        targets: What it is usually asked about.
        papers: Papers that it brings, made from the records that custodians there hold.
        registers: Records that a note of answer is written from where it brings no such paper.
        is_live: Only records made while it is being executed come, none from before.
        answered: Row of times for an answer on a short way, where it has one of its own (law.md 6.5).
        in_scenarios: What matters of a scenario may ask it about, as the first part of a key, where that is not what
            its targets are called there.
        fetches_kept: Things about which such a letter asks for what a preservation order has had kept.
        hears_person: A person is heard, whom nobody presses while he or she recovers (CETS 197 article 13).
        by_asset_office: The asset recovery office of each country asks and answers, whichever office that is.
    """

    id: str
    name: Said
    text: Said
    route: Route
    is_coercive: bool = False
    is_covert: bool = False
    needs_period: bool = False
    needs_link: bool = True
    dual_criminality: DualRule = DualRule.PAIR
    moves_person: bool = False
    property: PropertyPart = PropertyPart.NONE
    instruments: tuple[str, ...] = ()
    formalities: tuple[str, ...] = ()
    met: tuple[str, ...] = ()
    undertakings: tuple[str, ...] = ()
    targets: tuple[EntityKind, ...] = ()
    papers: tuple[DocumentKind, ...] = ()
    registers: tuple[TraceKind, ...] = ()
    is_live: bool = False
    answered: str = ""
    in_scenarios: tuple[str, ...] = ()
    fetches_kept: tuple[EntityKind, ...] = ()
    hears_person: bool = False
    by_asset_office: bool = False

    def office_in(self, country: Country) -> Office | None:
        """The office of a country that asks and answers, where it is not the one that speaks on the route."""
        return country.asset_office if self.by_asset_office else None


_IN_SCENARIOS = {
    EntityKind.PERSON: "cast",
    EntityKind.COMPANY: "company",
    EntityKind.ACCOUNT: "account",
    EntityKind.PHONE: "phone",
    EntityKind.CONTAINER: "container",
    EntityKind.PLACE: "site",
}
"""How keys of a scenario begin; no vehicle has one."""


def answer_row(kind: Kind) -> str:
    """The row of times for an answer on a short way (law.md 6.5)."""
    return kind.answered or ("fiu_answer" if kind.route is Route.FIU else "police_answer")


def scenario_targets(kind: Kind) -> frozenset[str]:
    """What matters of a scenario may ask for it about, as first parts of keys."""
    return frozenset(kind.in_scenarios or (_IN_SCENARIOS[each] for each in kind.targets if each in _IN_SCENARIOS))


@cache
def load_kinds() -> dict[str, Kind]:
    """The rows of the table by id, read once in a process."""
    return {row.id: row for row in rows("kinds", "kinds", Kind)}


def kind_of(sought: str) -> Kind:
    """The kind of assistance that ships with this id; those of an exercise are in its law book.

    Raises:
        KeyError: There is none.
    """
    return load_kinds()[sought]
