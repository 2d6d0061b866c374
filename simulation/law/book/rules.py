"""The rules by instrument: what each provides, wants in a request, lets refuse, and by when; one row a provision.

The rows lie in `data/rules`, a file for each family of instruments, and are read here alone. Each says in which article
it stands and how sure that is: `read` in the text, `known` from general knowledge, or `assumed` for the exercise.
"""

from __future__ import annotations

from enum import StrEnum
from functools import cache
from typing import Literal

from simulation.kernel.data_tables import table_rows
from simulation.kernel.field_types import FrozenModel
from simulation.kernel.shared import shared
from simulation.scenario.schema.country import Archetype

FAMILIES = ("united_nations", "council_of_europe", "union", "regional", "bilateral", "every")
"""Files of rules, in the order in which the law book shows them."""

EVERY = "*"
"""Instrument of rows that hold whatever governs, and kind of rows that hold for all that an instrument provides."""

type Sure = Literal["read", "known", "assumed"]
"""How sure a row is."""

CONFIDENCE: dict[str, str] = {"read": "T", "known": "M", "assumed": "P"}
"""The law book's mark for each."""

type Names = tuple[str, ...]


FOR_PEOPLE = frozenset(
    {
        "essential_interests", "own_law_forbids_measure", "own_law_on_assistance", "own_law_on_extradition",
        "fundamental_principles", "fundamental_rights", "importance", "political", "discrimination", "military",
        "humanitarian", "national_security", "terms_safety_burden", "safety_or_burden", "other_overriding",
        "measure_not_available_here", "less_intrusive", "not_authorised_in_domestic_case",
    }
)  # fmt: skip
"""Tags of letters whose facts the simulation does not hold, or cannot weigh."""


class RuleRow(FrozenModel):
    """What every rule carries.

    Attributes:
        source: Instrument and article, or `rule of the exercise`.
        sure: How sure that is.
    """

    source: str
    sure: Sure


class Extension(FrozenModel):
    """Kinds that a protocol adds where both are bound by it."""

    protocol: str
    kinds: Names


class InstrumentRule(RuleRow):
    """What an instrument is about.

    Attributes:
        id: As in the treaty matrix.
        cite: How its articles are cited, e.g. `ETS 30`.
        provides: Kinds of assistance, or sets of them.
        without: Those that it does not provide all the same.
        with_protocol: Those that its protocols add.
        protocols: Instruments that are read into it.
        closed: Kinds for which its list of contents is whole: practice adds nothing.
        own_letters: Kinds that may only be refused on its own letters: no safeguard comes in through one of them.
        provider: A request may go straight to a provider.
        provider_kinds: Kinds for which alone it may; empty for all.
        pace: Way of working (`archetypes.toml`) of offices between two that it binds; None for their own.
        scope: What it is about, in our words.
    """

    id: str
    cite: str
    provides: Names
    without: Names = ()
    with_protocol: tuple[Extension, ...] = ()
    protocols: Names = ()
    closed: Names = ()
    own_letters: Names = ()
    provider: bool = False
    provider_kinds: Names = ()
    pace: Archetype | None = None
    scope: str


class BoundRow(RuleRow):
    """A rule of an instrument.

    Attributes:
        i: Instrument.
        kinds: Kinds of assistance, sets of them, or `*`.
        not_for: Kinds that are excepted.
        protocol: It holds only where both are bound by this protocol; "" for always.
    """

    i: str
    kinds: Names = (EVERY,)
    not_for: Names = ()
    protocol: str = ""


class KindRule(BoundRow):
    """A rule on some kinds of assistance, which it always names.

    Attributes:
        replaced_by: It holds no longer where both are bound by this protocol; "" for always.
        note: What is to be remembered with it.
    """

    kinds: Names
    replaced_by: str = ""
    note: str = ""


class ContentNeed(StrEnum):
    """What hangs on a content; advice is shown and never missed."""

    MUST = "must"
    WHERE_POSSIBLE = "where_possible"
    IF_APPLICABLE = "if_applicable"
    PRACTICE = "practice"
    ADVICE = "advice"


class ContentRule(KindRule):
    """A letter of what a request names.

    Attributes:
        need: What hangs on it.
        fields: Fields of the form, headings of the request or particulars.
        way: Way to a confiscation on which it holds: `own_order`, `foreign_order`; `simplified` surrender; "" for all.
    """

    need: ContentNeed
    fields: Names
    way: Literal["", "own_order", "foreign_order", "simplified"] = ""


class LetterNature(StrEnum):
    """What a letter makes of a ground."""

    MANDATORY = "mandatory"
    OPTIONAL = "optional"
    CURABLE = "curable"
    POSTPONE = "postpone"
    CONDITION = "condition"
    RESERVATION = "reservation"
    NOT_A_GROUND = "not_a_ground"


class Consult(StrEnum):
    """Whether the other side is consulted before a letter is used."""

    MUST = "must"
    WHERE_APPROPRIATE = "where_appropriate"
    CONSIDER = "consider_conditions"
    NONE = "none"


class LetterRule(KindRule):
    """A letter on which something may be refused or postponed, or which says that it may not.

    Attributes:
        id: Instrument and letter.
        tag: What it is about; letters of several instruments share one.
        nature: What it makes of it.
        consult: Whether one consults first.
        consult_by: Where that stands.
        consult_with: Protocol from which alone that follows; "" where the text itself says so.
        prosecutes_by: Where it stands that who refuses on it submits the case at home; "" where no text says so.
        old: Code of the list under which it was named before, R8 to R12; "" for none.
        statuses: Qualities of a person in which alone it can be used; empty for all.
        not_under: Instruments whose list of grounds is closed to it: there it is none.
    """

    id: str
    tag: str
    nature: LetterNature
    consult: Consult
    consult_by: str = ""
    consult_with: str = ""
    prosecutes_by: str = ""
    old: str = ""
    statuses: Names = ()
    not_under: Names = ()

    @property
    def wants_consultation(self) -> bool:
        """One consults before using it: the text commands it, or wants part and conditions looked at first."""
        return self.consult in {Consult.MUST, Consult.CONSIDER}

    @property
    def consult_source(self) -> str:
        """Where that stands."""
        return self._of_its_text(self.consult_by) or self.source

    @property
    def prosecution_source(self) -> str:
        """Where it stands that who refuses on it submits the case at home."""
        return self._of_its_text(self.prosecutes_by)

    def _of_its_text(self, article: str) -> str:
        """A bare article with the name of the instrument before it; anything else as it is."""
        return f"{self.source.partition(' art. ')[0]} art. {article}" if article[:1].isdigit() else article


class ScopeRule(KindRule):
    """What the facts have to be for the instrument to reach them.

    Attributes:
        group: An organised criminal group is involved.
        border: A border is crossed.
        evidence_counts: A victim, a witness, proceeds or evidence in the country that is asked is border enough.
    """

    group: bool = False
    border: bool = False
    evidence_counts: bool = False


class DualCriminalityRule(KindRule):
    """When both laws have to know the act.

    Attributes:
        rule: What the instrument says.
        years: Highest sentence from which an offence of the instrument's list is free of it.
        free: Kinds that are free of it altogether.
        least_years: Highest sentence that an offence has to reach; 0 where the instrument names none.
        least_by: By whose law: of the side that asks, or of both.
        least_source: Where the sentence stands, if not where the rule does.
    """

    rule: Literal["required", "may_refuse", "may_refuse_coercive", "reservation", "waived_list", "own_law", "none"]
    years: int = 0
    free: Names = ()
    least_years: int = 0
    least_by: Literal["asking", "both"] = "both"
    least_source: str = ""


class ListedOffence(RuleRow):
    """An entry of the lists of offences for which dual criminality is not looked at.

    Attributes:
        id: The entry.
        instruments: Instruments on whose list it stands.
        elements: Elements of conduct by which an offence of a law is one of it.
        name: The entry as the forms have it, in our words.
    """

    id: str
    instruments: Names
    elements: Names
    name: str


class ClockRule(BoundRow):
    """A time that runs.

    Attributes:
        what: What has to be done.
        days: Days; 0 where the text has no figure.
        hours: Hours instead of days.
        extend: Days that may be added, with reasons.
        times: How often they may be added; None where nothing limits it.
        binding: The text commands it.
        lapse: What follows when it has run out.
        bounds: Stages of an office (`S1` to `S9`) whose work it bounds.
    """

    what: str
    days: int = 0
    hours: int = 0
    extend: int = 0
    times: int | None = None
    binding: bool
    lapse: str = ""
    bounds: Names = ()

    @property
    def binds_days(self) -> bool:
        """Whether it commands a number of days."""
        return self.binding and self.days > 0

    @property
    def at_most(self) -> int:
        """Days with those that may be added once."""
        return self.days + self.extend


class StatusRule(RuleRow):
    """Persons of whom a kind of assistance may not be asked.

    Attributes:
        i: Instrument.
        kinds: Kinds of assistance.
        code: Code of the finding.
        statuses: Qualities in which it is not provided.
    """

    i: str
    kinds: Names
    code: str
    statuses: Names


class TermRule(BoundRow):
    """How an instrument is worked with.

    Attributes:
        what: What it is about, e.g. `channel`, `use`, `reasons` for a refusal, a `supplement` to a request.
        text: The rule, in our words.
        interpol: An urgent request may go by INTERPOL.
        ministries_only: Kinds that are always asked for through the ministries of justice.
        reason: Confidentiality is asked for with a reason.
        limits: Whether use for something else needs consent: always, where it was made a condition, or not.
    """

    what: Literal[
        "channel", "language", "confidentiality", "use", "costs", "spontaneous", "remedy",
        "reasons", "supplement", "presence", "covert", "protection", "formalities", "no_longer_needed",
    ]  # fmt: skip
    text: str
    interpol: bool = False
    ministries_only: Names = ()
    reason: bool = False
    limits: Literal["none", "condition", "always"] = "none"


class PrecedenceRule(RuleRow):
    """An instrument that goes before others.

    Attributes:
        n: Its place in the order.
        matter: `assistance`, `extradition`, `confiscation`, `preservation` or `provider`.
        governs: The instrument.
        over: Those that give way where it binds both and provides what is asked.
        note: What is to be remembered with it.
    """

    n: int
    matter: str
    governs: str
    over: Names
    note: str = ""


class KindSet(RuleRow):
    """A named set of kinds of assistance."""

    id: str
    kinds: Names


class Particular(RuleRow):
    """Something that a request may want beside the standard headings.

    Attributes:
        id: Its name.
        item: Content to which it belongs, C1 to C15.
        name: What is to be said.
    """

    id: str
    item: str
    name: str


class Tag(RuleRow):
    """What letters of several instruments are about, in words."""

    id: str
    name: str


@shared
class RuleBook:
    """All rules, read once.

    Attributes:
        instruments: By id.
        contents: In the order of the files.
        letters: In the order of the files.
        scopes: In the order of the files.
        criminality: In the order of the files.
        clocks: In the order of the files.
        statuses: In the order of the files.
        terms: In the order of the files.
        precedence: In their order.
        listed: Offences of the lists of mutual recognition.
        particulars: By id.
        tags: What each tag is about, in words.
        parent: Instrument into which each protocol is read.
        lists: Codes that stood for a whole list of letters (R8 to R12): requests from before may still name one.
    """

    def __init__(self) -> None:
        self.instruments = {row.id: row for row in _all("instruments", InstrumentRule)}
        self.contents = _all("contents", ContentRule)
        self.letters = _all("grounds", LetterRule)
        self.scopes = _all("scopes", ScopeRule)
        self.criminality = _all("criminality", DualCriminalityRule)
        self.clocks = _all("clocks", ClockRule)
        self.statuses = _all("statuses", StatusRule)
        self.terms = _all("terms", TermRule)
        self.precedence = tuple(sorted(_rows("precedence", "precedence", PrecedenceRule), key=lambda row: row.n))
        self.listed = _rows("union", "listed", ListedOffence)
        self.particulars = {row.id: row for row in _rows("words", "fields", Particular)}
        self.tags = {row.id: row.name for row in _rows("words", "tags", Tag)}
        self.parent = {name: row.id for row in self.instruments.values() for name in row.protocols}
        self.lists = frozenset(row.old for row in self.letters if row.old)
        self._sets = {row.id: row.kinds for row in _rows("words", "sets", KindSet)}
        self._letter = {row.id: row for row in self.letters}
        known = {kind for row in self.instruments.values() for kind in self.kinds_of(row.provides)}
        known |= {kind for row in self.instruments.values() for each in row.with_protocol for kind in each.kinds}
        self.known_kinds = frozenset(known)

    def kinds_of(self, names: Names) -> frozenset[str]:
        """The kinds that names and sets of a row stand for."""
        found: set[str] = set()
        for name in names:
            found.update(self._sets[name[1:]] if name.startswith("@") else (name,))
        return frozenset(found)

    def is_about(self, row: BoundRow, kind: str) -> bool:
        """Whether a rule holds for a kind of assistance."""
        named = EVERY in row.kinds or kind in self.kinds_of(row.kinds)
        return named and kind not in self.kinds_of(row.not_for)

    def letter(self, name: str | None) -> LetterRule | None:
        """The letter with this id; None for one that nobody knows."""
        return self._letter.get(name or "")

    def provided(self, instrument: str, protocols: Names) -> frozenset[str]:
        """The kinds that an instrument provides between two that are bound by these protocols as well."""
        row = self.instruments[instrument]
        found = self.kinds_of(row.provides) - self.kinds_of(row.without)
        for each in row.with_protocol:
            if each.protocol in protocols:
                found |= self.kinds_of(each.kinds)
        return found


def _rows[Row: RuleRow](name: str, table: str, kind: type[Row]) -> tuple[Row, ...]:
    return table_rows("simulation.law", f"rules/{name}", table, kind)


def _all[Row: RuleRow](table: str, kind: type[Row]) -> tuple[Row, ...]:
    return tuple(
        row
        for family in FAMILIES
        for row in table_rows("simulation.law", f"rules/{family}", table, kind, is_optional=True)
    )


@cache
def load_rules() -> RuleBook:
    """Read the rules of the package, once in a process; every row is checked."""
    return RuleBook()
