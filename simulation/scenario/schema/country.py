"""The jurisdictions of a scenario: their law, offices, treaties and the names their people have."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from simulation.kernel.field_types import CountryCode, FrozenModel, Key, Share
from simulation.kernel.terms import Office


class Archetype(StrEnum):
    """How a country's authorities work (reference law.md 6.1)."""

    MUTUAL_RECOGNITION = "A1"
    SPECIALISED = "A2"
    FINANCIAL_CENTRE = "A3"
    OVERLOADED_HUB = "A4"
    DECENTRALISED = "A5"
    LOW_CAPACITY = "A6"
    UNRESPONSIVE = "A7"


class ChainRole(StrEnum):
    """A country's place in the chain of goods, people or money."""

    SOURCE = "source"
    COAST = "coast"
    TRANSIT = "transit"
    HUB = "hub"
    HOST = "host"
    MARKET = "market"
    MONEY = "money"
    FINANCE = "finance"
    OUTLINE = "outline"


class CourtUse(StrEnum):
    """Whether police and FIU information may be evidence in a country's courts."""

    NEVER = "never"
    WITH_CONSENT = "with_consent"
    FREE = "free"


class Tradition(StrEnum):
    """Legal tradition: selects the table of usability rules."""

    CIVIL = "civil"
    COMMON = "common"


class Channel(StrEnum):
    """Formal channel of a pair of countries."""

    CENTRAL = "central"
    DIRECT = "direct"
    DIPLOMATIC = "diplomatic"


class DualCriminality(StrEnum):
    """When assistance needs the act to be an offence on both sides."""

    NEVER = "never"
    COERCIVE = "coercive"
    ALWAYS = "always"


class Offence(FrozenModel):
    """An offence of one country's law, as a set of elements that can be compared (law.md 2.8).

    Attributes:
        key: Name within the law of the country, e.g. `trafficking`.
        elements: Elements of conduct (see the vocabulary below); dual criminality compares these sets.
        max_years: Maximum sentence in years.
        limitation_years: Years after which no proceedings may begin.
        death_penalty: Whether the death penalty is possible for it; `death_penalty` of the country says whether it is
            possible for any offence.
    """

    key: Key
    elements: Annotated[tuple[Key, ...], Field(min_length=1)]
    max_years: Annotated[int, Field(ge=1, le=40)]
    limitation_years: Annotated[int, Field(ge=1, le=40)]
    death_penalty: bool = False


class Staff(FrozenModel):
    """Staff of the offices: it sets how many matters an office handles at a time, and how many teams there are.

    Attributes:
        lawyers: Lawyers of the central authority (legal assessment of foreign requests, vetting of own drafts).
        translators: Translators of the central authority.
        registry: Clerks who register requests and return results.
        executors: Magistrates or officers who execute foreign requests.
        surveillance_teams: Teams that can carry out surveillance at the same time.
        investigators: Officers who can carry out measures at home at the same time; further measures wait.
        analysts: Analysts of the financial intelligence unit.
    """

    lawyers: Annotated[int, Field(ge=1, le=60)]
    translators: Annotated[int, Field(ge=1, le=60)]
    registry: Annotated[int, Field(ge=1, le=60)]
    executors: Annotated[int, Field(ge=1, le=200)]
    surveillance_teams: Annotated[int, Field(ge=1, le=6)]
    investigators: Annotated[int, Field(ge=1, le=40)]
    analysts: Annotated[int, Field(ge=1, le=40)]


class Retention(FrozenModel):
    """How long custodians keep records, in days (network.md c).

    Attributes:
        bank: Account files and statements.
        calls: Call records.
        port: Port logs.
        border: Records of border checks.
        connections: Logs of the internet addresses that a telephone number used, and of the services into which it was
            logged.
    """

    bank: Annotated[int, Field(ge=30, le=5000)]
    calls: Annotated[int, Field(ge=7, le=1500)]
    port: Annotated[int, Field(ge=7, le=3000)]
    border: Annotated[int, Field(ge=7, le=3000)]
    connections: Annotated[int, Field(ge=1, le=1500)] = 30


type InventedName = Annotated[str, Field(pattern=r"^[^\W\d_][^<>{}\\\x00-\x1f\x7f]{0,59}$")]
"""A name as it is printed: a letter first, at most 60 signs, none of them a bracket or a break."""


class Naming(FrozenModel):
    """Invented names from which the program makes a country's pools of names (Faker provider, `name_pools.py`).

    Attributes:
        given: Invented given names.
        family: Invented family names.
        towns: Invented towns.
        streets: Invented street names.
        companies: First words of company names.
        company_forms: Second words, e.g. a trade and an invented legal form.
    """

    given: Annotated[tuple[InventedName, ...], Field(min_length=12)]
    family: Annotated[tuple[InventedName, ...], Field(min_length=16)]
    towns: Annotated[tuple[InventedName, ...], Field(min_length=3)]
    streets: Annotated[tuple[InventedName, ...], Field(min_length=6)]
    companies: Annotated[tuple[InventedName, ...], Field(min_length=8)]
    company_forms: Annotated[tuple[InventedName, ...], Field(min_length=3)]


def _is_empty(rows: tuple[object, ...]) -> bool:
    return not rows


def _is_the_unit(office: Office) -> bool:
    return office is Office.FIU


class Declaration(FrozenModel):
    """Declarations and reservations of a country under an instrument, towards every other country that it binds.

    Attributes:
        instrument: Id of the instrument, e.g. `ETS30`.
        reserves: Provisions that it has reserved, by their ids in the law book, e.g. `ETS30-5.1.a`.
        languages: Languages that it accepts under the instrument; empty: those of the country.
        channel: Channel by which it wants to receive requests under the instrument; left out: as each pair has
            agreed.
        receives: Office that it has named to receive these requests (UNTOC 18(13), ETS 185 27(2), 35).
    """

    instrument: str
    reserves: tuple[str, ...] = ()
    languages: tuple[Key, ...] = ()
    channel: Channel | None = None
    receives: Office = Office.AUTHORITY


def _are_further(offices: tuple[Office, ...]) -> tuple[Office, ...]:
    common = sorted(set(offices) & set(Office))
    if common:
        message = f"{common[0].value!r} is an office that every country has"
        raise ValueError(message)
    if len(set(offices)) < len(offices):
        message = "an office stands here twice"
        raise ValueError(message)
    return offices


type FurtherOffices = Annotated[tuple[Office, ...], AfterValidator(_are_further)]
"""Offices beside those of every country."""


type SmallLetters = Annotated[str, Field(pattern=r"^[^\W\d_A-Z]{1,4}$")]
"""One to four small letters."""


class Country(FrozenModel):
    """A fictional country.

    Attributes:
        code: Three letters, which pages show for the country.
        played: True if trainees play it; the other countries are automatic and only outlined.
        archetype: Kind of its authorities (reference law.md 6.1).
        chain_role: Its place in the chain of goods, people or money. In a country with the role `finance` no
            organisation keeps its treasury; the other values have no effect and inform readers of the file.
        languages: Languages in which it accepts requests, its own first (names as in the texts).
        tradition: Legal tradition; it decides which rules of evidence its courts apply.
        police_information_in_court: Whether its courts accept information from police and from financial intelligence
            units as evidence.
        surrenders_nationals: Whether it surrenders its nationals; if false, their cases are submitted to its own
            authorities for prosecution.
        death_penalty: Whether its law provides for the death penalty for any offence.
        appeal_right: Whether owners may challenge the execution of a request before a court.
        short_freeze_days: Days for which the financial intelligence unit may hold a transaction without an order.
        freeze_review_days: Days after which a court reviews whether there is still a ground for a freeze; 0: never.
        reflection_days: Days that its law gives a presumed victim of trafficking in persons to recover and reflect: at
            least 30 where CETS 197 binds (article 13), and 30 as a benchmark elsewhere.
        covert_authority: Who authorises an undercover officer: a judge, or the prosecutor.
        asset_office: Office that acts as its asset recovery office: police, prosecutors or the financial intelligence
            unit, as each State decides (Directive 2024/1260 article 5).
        bank_prefix: Two letters, XA to XZ, with which its account numbers begin.
        phone_prefix: Prefix of its telephone numbers, one that cannot exist, e.g. `+XV`.
        staff: Capacity of its offices; `archetype` gives the reference times; presets may scale the capacity.
        retention: How many days custodians keep records.
        offences: The offences of its law.
        naming: The invented names of its people, towns, streets and companies.
        letters: Pairs of groups of small letters: the letters of a name, and the letters that its custodians write
            instead (see `written`).
        outline: Points (x, y) of its shape on the map, in map units.
        label_at: Where its name is printed on the map.
        further_offices: Offices that it has in addition to those that every country has; the program has to know each
            of them, and each needs a role card, `role.<country>.<office>`.
        declarations: Its declarations under instruments; for an instrument without an entry, the row of the pair
            applies.
    """

    code: CountryCode
    played: bool
    archetype: Archetype
    chain_role: ChainRole
    languages: Annotated[tuple[Key, ...], Field(min_length=1)]
    tradition: Tradition
    police_information_in_court: CourtUse
    surrenders_nationals: bool
    death_penalty: bool
    appeal_right: bool
    short_freeze_days: Annotated[int, Field(ge=1, le=60)]
    freeze_review_days: Annotated[int, Field(ge=0, le=400)]
    reflection_days: Annotated[int, Field(ge=30, le=180)] = 30
    covert_authority: Literal["judge", "prosecutor"] = "judge"
    asset_office: Annotated[Office, Field(exclude_if=_is_the_unit)] = Office.FIU
    """Left out of what is written where it is the financial unit, so that a scenario keeps its digest."""
    bank_prefix: Annotated[str, Field(pattern=r"^X[A-Z]$")]
    phone_prefix: Annotated[str, Field(pattern=r"^\+X[A-Z]$")]
    staff: Staff
    retention: Retention
    offences: Annotated[tuple[Offence, ...], Field(min_length=1)]
    naming: Naming
    letters: tuple[tuple[SmallLetters, SmallLetters], ...] = ()
    outline: Annotated[tuple[tuple[int, int], ...], Field(min_length=3)]
    label_at: tuple[int, int]
    further_offices: Annotated[FurtherOffices, Field(exclude_if=_is_empty)] = ()
    """Left out of what is written where there are none, so that a scenario without them keeps its digest."""
    declarations: Annotated[tuple[Declaration, ...], Field(exclude_if=_is_empty)] = ()
    """The same."""

    @property
    def offices(self) -> tuple[Office, ...]:
        """Its offices, in the order of the pages."""
        return (*Office, *self.further_offices)

    def declared(self, instrument: str) -> Declaration | None:
        """What it has declared under an instrument; None for nothing."""
        return next((each for each in self.declarations if each.instrument == instrument), None)

    def accepts(self, instrument: str) -> tuple[str, ...]:
        """Languages in which it accepts a request under an instrument."""
        declared = self.declared(instrument)
        return declared.languages if declared is not None and declared.languages else self.languages

    def surrenders(self, nationality: str) -> bool:
        """Whether its law lets a national of a country, by code, be surrendered; some never do so with their own."""
        return self.surrenders_nationals or nationality != self.code

    def offence(self, key: str) -> Offence | None:
        """The offence with this key, None if the law does not know it."""
        return next((offence for offence in self.offences if offence.key == key), None)

    def named(self, keys: Iterable[str]) -> tuple[Offence, ...]:
        """The offences with these keys that its law knows, in the order in which they are named."""
        return tuple(offence for key in keys if (offence := self.offence(key)) is not None)


class CountryPair(FrozenModel):
    """The instruments and agreements of two countries (law.md 2.9); one row applies in both directions.

    Attributes:
        a: One country.
        b: The other.
        instruments: Ids of the instruments that bind the pair, e.g. `UNTOC`, `BIL` (see the vocabulary below); empty:
            reciprocity or comity.
        channel: Channel that formal requests have to take.
        electronic: Electronic transmission is agreed.
        oral_urgent: Oral requests are agreed for urgent cases.
        dual_criminality: When the act has to be an offence under the laws of both countries.
        mandatory_grounds: Ids of grounds (see the vocabulary below) that either country must apply if the facts for
            them are there.
        mandatory_in_a: Grounds that `a` must apply under its own law when it is the requested country.
        mandatory_in_b: Grounds that `b` must apply under its own law when it is the requested country.
        discretionary_grounds: Ids of grounds that may be applied.
        liaison: One of the two countries has a liaison officer or magistrate in the other.
        networks: Networks of contact points in which both take part: `EJN`, `WACAP`.
        sharing: Share of confiscated value that the requesting side gets when nothing else is agreed.
    """

    a: CountryCode
    b: CountryCode
    instruments: tuple[str, ...] = ()
    channel: Channel
    electronic: bool = False
    oral_urgent: bool = False
    dual_criminality: DualCriminality
    mandatory_grounds: tuple[str, ...] = ()
    mandatory_in_a: tuple[str, ...] = ()
    mandatory_in_b: tuple[str, ...] = ()
    discretionary_grounds: tuple[str, ...] = ()
    liaison: bool = False
    networks: tuple[Literal["EJN", "WACAP"], ...] = ()
    sharing: Share = 0.5

    def mandatory(self, requested: str) -> tuple[str, ...]:
        """Ids of the grounds that must be applied when this country is asked."""
        return (*self.mandatory_grounds, *(self.mandatory_in_a if requested == self.a else self.mandatory_in_b))
