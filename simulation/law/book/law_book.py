"""The law book: instruments, contents, grounds, channels, formalities, safeguards, mistakes: rows that pages show.

`load_law_book` reads the package's data once, when the caller says so. Every row names its source and how sure we are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Literal

from simulation.kernel.entities import EntityKind
from simulation.kernel.shared import shared
from simulation.law.book.assistance_types import Kind, load_kinds
from simulation.law.book.contact_points import ContactRow, load_contacts
from simulation.law.book.content import Gate
from simulation.law.book.levers import Lever, load_levers
from simulation.law.book.rule_entries import LawEntry, rule_entries
from simulation.law.book.time_entries import time_entries
from simulation.law.book.transmission import WayRow, load_ways
from simulation.law.periods.restraint import RestraintRow, load_restraint
from simulation.law.rows import Filled, LawRow, Said, rows
from simulation.law.time.stage_times import StageTimes, load_stage_times
from simulation.scenario.schema.play import Route, Sought

CERTIFIED_COPY = "F1"
"""Formality: certified copy with the custodian's certificate (law.md 5.4)."""


class Narrowed(LawRow):
    """The articles of an instrument on what a letter seeks.

    Attributes:
        kinds: Kinds of assistance that rest on them; empty for every other kind.
        article: These articles.
    """

    kinds: tuple[str, ...] = ()
    article: Said


class Instrument(LawRow):
    """A treaty or other basis for assistance.

    Attributes:
        id: As in the treaty matrix, e.g. `UNTOC`.
        name: Its usual name.
        article: The articles on assistance.
        narrowed: Its articles by kind of assistance, the first row that fits; empty: all of them.
        text: What it gives, in our words.
        covers: Elements of offences it is about, any of which is enough; empty for all offences.
        covers_beside: Elements of offences that it is about as well where they follow one of these: laundering of its
            proceeds.
        min_years: The highest sentence that an offence has to reach, 0 for no such threshold.
        whatever: Elements of offences that it is about whatever their sentence (UNTOC 3(1)(a)).
    """

    id: str
    name: Said
    article: Said
    text: Said
    narrowed: tuple[Narrowed, ...] = ()
    covers: tuple[str, ...] = ()
    covers_beside: tuple[str, ...] = ()
    min_years: int = 0
    whatever: frozenset[str] = frozenset()

    def articles_on(self, sought: str) -> str:
        """The articles on which a letter rests.

        Args:
            sought: Kind of assistance that it asks for; "" for no letter: all articles.
        """
        rows = self.narrowed if sought else ()
        return next((row.article for row in rows if sought in row.kinds or not row.kinds), self.article)


class Provision(LawRow):
    """A paragraph of an instrument, e.g. `18.16`, and what the exercise uses it for."""

    id: str
    name: Said
    text: Said


class ContentRow(LawRow):
    """An item that a request has to name (C1-C15)."""

    id: str
    name: Said
    text: Said
    gate: Gate


class GroundRow(LawRow):
    """A ground of refusal or postponement, or something that is none.

    Attributes:
        id: R1-R12, or NR1-NR3.
        name: Short name.
        text: What it says, in our words.
        nature: What the treaty makes of it; the pair's own law may make it mandatory.
        consult_first: Consultation is due before it is used (UNTOC 18(26)).
        refuses: What may be refused on it; see `simulation.law.book.grounds`.
        preservation: Codes of what it is made of, on each of which preservation may be refused by itself.
        for_people: The simulation does not hold its facts, or cannot weigh them.
        in_request: What carries it is in the request or in the two laws, so that no paper of the own file is needed.
    """

    id: str
    name: Said
    text: Said
    nature: Said
    consult_first: bool = False
    refuses: tuple[str, ...] = ()
    preservation: tuple[str, ...] = ()
    for_people: bool = False
    in_request: bool = False


class InformalChannel(LawRow):
    """A channel beside formal requests, what it may be used for, and whether it gives evidence.

    Attributes:
        id: The channel.
        route: The route of questions that go on it.
        name: Short name.
        use: What it is for.
        is_evidence: What it brings is evidence.
        text: What to know of it, in our words.
        by_asset_office: The asset recovery office of each country speaks on it, whichever office that is.
    """

    id: str
    route: Route
    name: Said
    use: Said
    is_evidence: bool
    text: Said
    by_asset_office: bool = False


class LawNote(LawRow):
    """A formality (F), a typical mistake (M), a rule of good practice (P), a notice or an archetype (A)."""

    id: str
    name: Said
    text: Said


class Notice(LawNote):
    """A notice of the police network (law.md 3.1).

    Attributes:
        targets: What it can be about.
        asks: Question that bureaus abroad answer from their registers; None for none.
        tells: Whether bureaus abroad get the papers that go with it.
        needs: What the file must show: `charged`, `missing` (missing or at risk) or `listed` (under sanctions).
        least_years: Highest penalty, in years, that the charge has to reach.
        least_months: Sentence, in months, that a conviction has to reach.
        particulars: Printed particulars of the person without which nobody can be identified by it.
    """

    targets: tuple[EntityKind, ...]
    asks: Sought | None = None
    tells: bool = False
    needs: Literal["", "charged", "missing", "listed"] = ""
    least_years: int = 0
    least_months: int = 0
    particulars: tuple[str, ...] = ()


class Formality(LawNote):
    """A formality of evidence (law.md 5.4).

    Attributes:
        practised: Legal tradition whose bodies do it unasked; `both` for every one.
    """

    practised: Literal["civil", "common", "both"]


class ArchetypeRow(LawNote):
    """How a country's authorities work (law.md 6.1).

    Attributes:
        p90_days: Days from receipt to result within which nine of ten good requests are answered (law.md 6.3).
    """

    p90_days: int


class Mistake(LawNote):
    """A typical mistake (law.md 5.3).

    Attributes:
        signs: Findings and conduct that show it: `code`, `code/item` or `code/item/field`; none where people judge.
    """

    signs: tuple[str, ...] = ()


class Safeguard(LawNote):
    """A safeguard (G): its time is protected, and some are grounds under the requested side's legal system.

    Attributes:
        consult_first: Consultation is due before assistance is refused on it (UNTOC 18(26), 16(16)).
        refuses: What may be refused on it; see `simulation.law.book.grounds`.
        for_people: The simulation does not hold its facts, or cannot weigh them.
        in_request: What carries it is in the request or in the two laws, so that no paper of the own file is needed.
    """

    consult_first: bool = False
    refuses: tuple[str, ...] = ()
    for_people: bool = False
    in_request: bool = False


@shared
@dataclass(frozen=True)
class LawBook:
    """Everything about law that the simulation and its pages read."""

    instruments: tuple[Instrument, ...]
    provisions: tuple[Provision, ...]
    kinds: tuple[Kind, ...]
    contents: tuple[ContentRow, ...]
    grounds: tuple[GroundRow, ...]
    informal: tuple[InformalChannel, ...]
    ways: tuple[WayRow, ...]
    contacts: tuple[ContactRow, ...]
    restraint: tuple[RestraintRow, ...]
    notices: tuple[Notice, ...]
    formalities: tuple[Formality, ...]
    safeguards: tuple[Safeguard, ...]
    mistakes: tuple[Mistake, ...]
    practice: tuple[LawNote, ...]
    archetypes: tuple[ArchetypeRow, ...]
    levers: tuple[Lever, ...]
    times: StageTimes

    @cached_property
    def _instrument(self) -> dict[str, Instrument]:
        return {row.id: row for row in self.instruments}

    @cached_property
    def _kind(self) -> dict[str, Kind]:
        return {row.id: row for row in self.kinds}

    def kind_of(self, sought: str) -> Kind:
        """The kind of assistance with this id.

        Raises:
            KeyError: There is none.
        """
        return self._kind[sought]

    def fitting(self, wanted: tuple[str, ...], sought: str) -> tuple[str, ...]:
        """Those of the formalities wanted that fit what is sought: where no paper comes back, there is none to certify.

        Args:
            wanted: Formalities, F1 to F8 (law.md 5.4).
            sought: Kind of assistance.
        """
        return tuple(each for each in wanted if each != CERTIFIED_COPY or self.kind_of(sought).papers)

    def practised(self, wanted: tuple[str, ...], tradition: str) -> tuple[str, ...]:
        """Those of the formalities wanted that bodies of a legal tradition attach by themselves (law.md 5.4)."""
        own = {row.id for row in self.formalities if row.practised in {"both", tradition}}
        return tuple(each for each in wanted if each in own)

    def answered_within(self, archetype: str) -> int:
        """Days within which authorities that work so answer nine of ten requests."""
        return next(row.p90_days for row in self.archetypes if row.id == archetype)

    @cached_property
    def _ground(self) -> dict[str, GroundRow]:
        return {row.id: row for row in self.grounds}

    @cached_property
    def _safeguard(self) -> dict[str, Safeguard]:
        return {row.id: row for row in self.safeguards}

    def instrument(self, name: str) -> Instrument | None:
        """The instrument with this id, None if the book does not have it."""
        return self._instrument.get(name)

    def ground(self, name: str) -> GroundRow | None:
        """The ground with this id, None if the book does not have it."""
        return self._ground.get(name)

    def safeguard(self, name: str) -> Safeguard | None:
        """The safeguard with this id, None if the book does not have it."""
        return self._safeguard.get(name)

    @cached_property
    def by_chapter(self) -> Mapping[str, tuple[LawEntry, ...]]:
        """The entries of the book by chapter, in the order of the book."""
        found: dict[str, list[LawEntry]] = {}
        for entry in self.entries():
            found.setdefault(entry.chapter, []).append(entry)
        return {chapter: tuple(entries) for chapter, entries in found.items()}

    @cached_property
    def chapters(self) -> Mapping[str, str]:
        """The chapter in which each entry of the book stands, by the entry's id."""
        return {entry.id: chapter for chapter, entries in self.by_chapter.items() for entry in entries}

    def entries(self) -> tuple[LawEntry, ...]:
        """The whole book, chapter by chapter, for pages and print."""
        found = [
            LawEntry(
                "instruments",
                row.id,
                Filled("%(name)s, %(article)s", name=row.name, article=row.article),
                row.text,
                row.source,
                row.confidence,
            )
            for row in self.instruments
        ]
        named: tuple[tuple[str, tuple[_Named, ...]], ...] = (
            ("provisions", self.provisions),
            ("kinds", self.kinds),
            ("contents", self.contents),
            ("grounds", self.grounds),
            ("channels", self.informal),
            ("channels", self.ways),
            ("channels", self.contacts),
            ("freezing", self.restraint),
            ("notices", self.notices),
            ("formalities", self.formalities),
            ("safeguards", self.safeguards),
            ("mistakes", self.mistakes),
            ("practice", self.practice),
            ("archetypes", self.archetypes),
            ("levers", self.levers),
        )
        for chapter, lines in named:
            found += [LawEntry(chapter, row.id, row.name, row.text, row.source, row.confidence) for row in lines]
        found += [
            LawEntry("channels", row.id, row.id, row.text, row.source, row.confidence) for row in self.times.losses
        ]
        return (*found, *time_entries(self.times), *rule_entries())


type _Named = (
    Provision | Kind | ContentRow | GroundRow | InformalChannel | WayRow | ContactRow | RestraintRow | LawNote | Lever
)


@cache
def load_law_book() -> LawBook:
    """Read the law data of the package, once in a process; every row is checked."""
    return LawBook(
        instruments=rows("instruments", "instruments", Instrument),
        provisions=rows("instruments", "provisions", Provision),
        kinds=tuple(load_kinds().values()),
        contents=rows("contents", "contents", ContentRow),
        grounds=rows("grounds", "grounds", GroundRow),
        informal=rows("channels", "informal", InformalChannel),
        ways=load_ways(),
        contacts=tuple(load_contacts().values()),
        restraint=load_restraint(),
        notices=rows("notices", "notices", Notice),
        formalities=rows("formalities", "formalities", Formality),
        safeguards=rows("safeguards", "safeguards", Safeguard),
        mistakes=rows("mistakes", "mistakes", Mistake),
        practice=rows("mistakes", "practice", LawNote),
        archetypes=rows("archetypes", "archetypes", ArchetypeRow),
        levers=tuple(load_levers().values()),
        times=load_stage_times(),
    )
