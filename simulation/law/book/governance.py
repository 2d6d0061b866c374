"""What follows from the instrument that governs a request between two countries, prepared once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from simulation.kernel.shared import shared
from simulation.law.book.assistance_types import Kind, PropertyPart, kind_of
from simulation.law.book.content import Content
from simulation.law.book.grounds import TAG_OF_NONE, TAGS, THROUGH
from simulation.law.book.precedence import OWN_LAW, UNKNOWN, choice, provides, with_protocols
from simulation.law.book.rules import (
    EVERY,
    ClockRule,
    Consult,
    ContentNeed,
    DualCriminalityRule,
    KindRule,
    LetterNature,
    LetterRule,
    PrecedenceRule,
    RuleBook,
    ScopeRule,
    StatusRule,
    TermRule,
    load_rules,
)
from simulation.scenario.schema.country import Country, CountryPair, Offence
from simulation.scenario.schema.play import Sought

PRACTICE = "rule of the exercise"
"""Source of what no instrument wants."""

HEADINGS: dict[str, str] = {
    "authority_contact": "C1",
    "subject": "C2",
    "facts": "C3",
    "assistance": "C4",
    "persons": "C5",
    "purpose": "C6",
    "property_text": "C7",
    "order_text": "C8",
    "freeze_facts": "C9",
    "basis": "C10",
    "offences": "C10",
    "penalties_text": "C10",
    "grounds": "C11",
    "formalities": "C14",
    "language": "C15",
    "prior_contacts": "C15",
}
"""Standard headings of a request, each with its content; the others are particulars of the rules."""

_COUNTED = frozenset({ContentNeed.MUST, ContentNeed.WHERE_POSSIBLE, ContentNeed.PRACTICE})


def citing(*sources: str) -> str:
    """Several sources as one, each once."""
    return "; ".join(dict.fromkeys(filter(None, sources)))


@dataclass(frozen=True, slots=True)
class ItemRule:
    """One content, as the instrument that governs wants it.

    Attributes:
        item: C1 to C15.
        headings: Fields of the request that are looked at.
        particulars: Names of particulars that are looked at.
        musts: Those of both that the instrument commands.
        source: Where they stand.
    """

    item: str
    headings: tuple[str, ...]
    particulars: tuple[str, ...]
    musts: frozenset[str]
    source: str


@shared
@dataclass(frozen=True, slots=True)
class Regime:
    """What governs a kind of assistance between two countries, and everything that follows from it.

    Attributes:
        instrument: Id of what governs; `reciprocity` for the own law.
        named: What is to be said of the basis that the request names: `governs`, `gives_way`, `does_not_provide`,
            `does_not_bind`, `does_not_cover` its offences, or "" for none named.
        articles: Where it stands that it governs.
        name: How it is cited as a whole, where it says nothing.
        items: Contents by their number.
        order_items: Contents of a foreign order of confiscation, beside them.
        letters: Letters on which it may be refused, in their order.
        by_id: The same by id.
        by_tag: The letter that holds for each tag.
        criminality: When both laws have to know the act; None where the pair alone says so.
        has_criminality: The instrument speaks of dual criminality at all.
        statuses: Persons of whom it may not be asked.
        terms: How it is worked with, by what it is about.
        applicable: Where it stands what is wanted only if it applies, or on one way to a confiscation, by field.
        clocks: Times that run.
        wants_reason: Whoever asks for confidentiality says why.
        scope: What the facts have to be for it to reach them; None where it says nothing of group or border.
        takes_provider: A request may go straight to a provider.
        recognises: Orders are recognised: a standard form, days that bind, and no promises asked.
        has_own_letters: It may only be refused on its own letters: no safeguard comes in through one of them.
    """

    instrument: str
    named: str
    articles: str
    name: str
    items: dict[str, ItemRule]
    order_items: tuple[str, ...]
    letters: tuple[LetterRule, ...]
    by_id: dict[str, LetterRule]
    by_tag: dict[str, LetterRule]
    criminality: DualCriminalityRule | None
    has_criminality: bool
    statuses: tuple[StatusRule, ...]
    terms: dict[str, TermRule]
    applicable: dict[str, str]
    clocks: tuple[ClockRule, ...]
    wants_reason: bool
    scope: ScopeRule | None
    takes_provider: bool
    recognises: bool
    has_own_letters: bool

    def letter_for(self, ground: str) -> LetterRule | None:
        """The letter for a ground; None where the instrument has none, not even one through which it comes in."""
        for tag in TAGS.get(ground, ()):
            found = self.by_tag.get(tag)
            if found is not None:
                return found
        for tag in () if self.has_own_letters else THROUGH.get(ground, ()):
            found = self.by_tag.get(tag)
            if found is not None and found.nature is not LetterNature.NOT_A_GROUND:
                return found
        return None

    @property
    def particulars(self) -> tuple[str, ...]:
        """Particulars that are wanted, in the order of the contents."""
        return tuple(name for item in self.items.values() for name in item.particulars)

    @property
    def wants_reciprocity(self) -> bool:
        """Whoever asks has to promise the same help, or the request may be refused."""
        return "reciprocity_missing" in self.by_tag

    @property
    def wanted(self) -> tuple[str, ...]:
        """The same, and those of a foreign order of confiscation."""
        return tuple(dict.fromkeys((*self.particulars, *self.order_items)))

    def cite(self, what: str) -> str:
        """Where a rule on how it is worked with stands; practice where the instrument has none.

        Args:
            what: What the rule is about, e.g. `reasons`.
        """
        found = self.terms.get(what)
        return found.source if found is not None else PRACTICE

    def provision(self, what: str) -> str:
        """Where it stands, whatever it is about; practice where the instrument has nothing on it.

        Args:
            what: `basis`, a content, a field that is wanted if it applies, a rule on how it is worked with, or a time.
        """
        if what == "basis":
            return self.articles
        if what in self.items:
            return self.items[what].source
        term, time = self.terms.get(what), self.clock(what)
        named = term or (time if time is not None and time.i != EVERY else None)
        return self.applicable.get(what) or (named.source if named is not None else PRACTICE)

    def none_by(self, ground: str) -> str:
        """Where it stands that something is no ground; practice where the instrument says nothing of it."""
        letter = self.by_id.get(ground) or self.by_tag.get(TAG_OF_NONE.get(ground, ""))
        return letter.source if letter is not None and letter.nature is LetterNature.NOT_A_GROUND else PRACTICE

    def knows(self, none: str) -> bool:
        """Whether the instrument has as a ground what elsewhere is none, e.g. the fiscal nature of an offence."""
        letter = self.by_tag.get(TAG_OF_NONE.get(none, ""))
        return letter is not None and letter.nature is not LetterNature.NOT_A_GROUND

    def clock(self, what: str) -> ClockRule | None:
        """A time of the instrument; None where it has none."""
        return next((row for row in self.clocks if row.what == what), None)

    def binding_clock(self, what: str) -> ClockRule | None:
        """A time of the instrument that binds and has a figure; None where nothing binds."""
        return next((row for row in self.clocks if row.what == what and row.i != EVERY and row.binds_days), None)


_MATTERS = {"preservation": "preservation", "joint_team": "team", "transfer_of_proceedings": "proceedings"}
"""Kinds with a matter of their own; teams and transfers rest on agreement, so that no instrument goes first."""


def matter_of(kind: Kind) -> str:
    """The matter of a kind of assistance, by which instruments are put in order."""
    if kind.id == Sought.SURRENDER:
        return "extradition"
    if kind.property is not PropertyPart.NONE:
        return "confiscation"
    return _MATTERS.get(kind.id, "assistance")


def regime_of(pair: CountryPair, kind: Kind, basis: str = "", about: tuple[Offence, ...] = ()) -> Regime:
    """What governs a kind of assistance between two countries when a request names this basis and these offences.

    Args:
        pair: What binds the two.
        kind: What is asked.
        basis: Id of the instrument that the request names; "" for none.
        about: The offences that it names, of the law of whoever asks; where it names none, an instrument on some
            offences only comes last.
    """
    known = basis if not basis or basis in _bases() else "" if basis in pair.instruments else UNKNOWN
    matter = matter_of(kind)
    governs, said = choice(pair.instruments, kind.id, matter, kind.instruments, known, about)
    return _regime(pair.instruments, kind.id, matter, kind.needs_link, governs, said)


def regime_of_letter(content: Content, kind: Kind, pair: CountryPair, requesting: Country) -> Regime:
    """What governs a letter, by the basis and the offences that it names.

    Args:
        content: What it names.
        kind: What is asked.
        pair: What binds the two countries.
        requesting: Law of the country that asks: the offences are its own.
    """
    return regime_of(pair, kind, content.basis, requesting.named(content.offences))


def read_into(name: str, pair: CountryPair) -> tuple[str, ...]:
    """An instrument and those of its protocols that bind the two: their offences are offences of the convention.

    Trafficking, Smuggling and Firearms Protocols, article 1(2), (3).

    Args:
        name: Id of the instrument.
        pair: What binds the two.
    """
    return with_protocols(name, pair.instruments)


def first_choice(pair: CountryPair, kind: Kind, about: tuple[Offence, ...] = ()) -> str:
    """The instrument on which one asks: an order straight to a provider where there is one, else what governs.

    Args:
        pair: What binds the two.
        kind: What is asked.
        about: The offences that the request will name.
    """
    rules = load_rules()
    for name in pair.instruments:
        row = rules.instruments.get(name)
        if row is not None and row.provider and kind.id in rules.provided(name, pair.instruments):
            return name
    return regime_of(pair, kind, about=about).instrument


def is_provided(pair: CountryPair, kind: Kind) -> bool:
    """Whether two countries have an instrument that provides for a kind, or where none binds them the own law does."""
    bound = pair.instruments or (OWN_LAW,)
    rules = load_rules()
    names = dict.fromkeys(rules.parent.get(name, name) for name in bound)
    return any(provides(rules, name, kind.id, kind.instruments, bound) for name in names)


NOT_A_BASIS = "not_a_basis"
"""Tag of the letters by which a country says that it does not take an instrument for its treaty on extradition."""


def surrender_bases(pair: CountryPair, requested: Country) -> tuple[str, ...]:
    """Instruments on which somebody can be surrendered between two countries.

    A protocol counts as the convention into which it is read. What the requested side has declared not to take for a
    treaty on extradition is none (UNTOC article 16(4), (5)).

    Args:
        pair: What binds the two.
        requested: Law of the country in which the person is.
    """
    reserved = tuple((declared.instrument, name) for declared in requested.declarations for name in declared.reserves)
    return _surrender_bases(pair.instruments, reserved)


def is_surrender_closed(pair: CountryPair, requested: Country) -> bool:
    """Whether a country has declared that it takes nothing of what binds the two for its treaty on extradition.

    UNTOC article 16(4), (5). Where nothing at all binds the two, its own law may still surrender, against a promise.

    Args:
        pair: What binds the two.
        requested: Law of the country in which the person is.
    """
    return not surrender_bases(pair, requested) and bool(_surrender_bases(pair.instruments, ()))


def may_keep(pair: CountryPair, requested: Country, nationality: str, basis: str = "") -> bool:
    """Whether a country may keep somebody from a surrender as its national: by its law, unless what governs forbids it.

    UNTOC article 16(10) lets it; under a European arrest warrant nationality is no ground.

    Args:
        pair: What binds the two.
        requested: Law of the country in which the person is.
        nationality: Code of the country whose national the person is.
        basis: Id of the instrument that the request names; "" for none.
    """
    if requested.surrenders(nationality):
        return False
    letter = regime_of(pair, kind_of(Sought.SURRENDER), basis).by_tag.get("nationality")
    return letter is None or letter.nature is not LetterNature.NOT_A_GROUND


@cache
def _surrender_bases(bound: tuple[str, ...], reserved: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    """The bases by what binds the two and by instrument and letter of each declaration; asked in every turn."""
    rules = load_rules()
    binding = dict.fromkeys(rules.parent.get(name, name) for name in bound)
    excepted = {
        instrument
        for instrument, name in reserved
        if (letter := rules.letter(name)) is not None and letter.tag == NOT_A_BASIS
    }
    return tuple(
        name for name in binding if name not in excepted and provides(rules, name, Sought.SURRENDER, (), bound)
    )


@cache
def _bases() -> frozenset[str]:
    rules = load_rules()
    return frozenset({*rules.instruments, *rules.parent})


@cache
def _regime(
    bound: tuple[str, ...],
    kind: str,
    matter: str,
    needs_link: bool,  # noqa: FBT001
    governs: str,
    said: str,
) -> Regime:
    rules = load_rules()
    order = [row for row in rules.precedence if row.matter == matter]
    return _prepared(rules, governs, _Asked(kind, bound, needs_link), said, order)


class _Asked(NamedTuple):
    """What is asked, between two that are bound by these instruments."""

    kind: str
    bound: tuple[str, ...]
    needs_link: bool

    def holds(self, protocol: str) -> bool:
        """Whether a rule of a protocol holds, "" for one of none."""
        return not protocol or protocol in self.bound

    def binds(self, row: KindRule) -> bool:
        """Whether a rule on kinds holds: its protocol binds the two, and none that replaces it does."""
        return self.holds(row.protocol) and row.replaced_by not in self.bound


def _prepared(rules: RuleBook, governs: str, asked: _Asked, said: str, order: list[PrecedenceRule]) -> Regime:
    row, kind = rules.instruments[governs], asked.kind
    letters = tuple(
        each if asked.holds(each.consult_with) else each.model_copy(update={"consult": Consult.NONE})
        for each in rules.letters
        if each.i in {governs, EVERY}
        and governs not in each.not_under
        and asked.binds(each)
        and rules.is_about(each, kind)
    )
    by_tag: dict[str, LetterRule] = {}
    for each in sorted(letters, key=_rank):
        if each.nature is not LetterNature.RESERVATION or each.tag == "dual_criminality":
            by_tag.setdefault(each.tag, each)
    criminality = [each for each in rules.criminality if each.i == governs]
    about = sorted((each for each in criminality if rules.is_about(each, kind)), key=lambda each: EVERY in each.kinds)
    terms: dict[str, TermRule] = {}
    for term in sorted(rules.terms, key=lambda found: (found.i == EVERY, not found.protocol)):
        is_ours = term.i in {governs, EVERY} and asked.holds(term.protocol)
        if is_ours and rules.is_about(term, kind):
            terms.setdefault(term.what, term)
    confidential = terms.get("confidentiality")
    excepted = [each for each in rules.statuses if each.i in {governs, EVERY} and kind in each.kinds]
    items = _items(rules, governs, asked, is_closed=kind in row.closed)
    commanded = frozenset(name for item in items.values() for name in item.musts)
    return Regime(
        instrument=governs,
        named=said,
        articles=next((each.source for each in order if each.governs == governs), row.source),
        name=row.cite,
        items=items,
        order_items=_order_items(rules, governs, kind),
        letters=letters,
        by_id={each.id: each for each in letters},
        by_tag=by_tag,
        criminality=next(iter(about), None),  # the special before the general
        has_criminality=bool(criminality),
        statuses=tuple({each.code: each for each in reversed(excepted)}.values()),  # its own before what holds for all
        terms=terms,
        applicable={
            name: source
            for name, source in _applicable(rules, governs, asked, confidential).items()
            if name not in commanded  # the row that commands it is its source
        },
        clocks=tuple(
            each
            for each in sorted(rules.clocks, key=lambda found: (found.i == EVERY, not found.protocol))
            if each.i in {governs, EVERY} and asked.holds(each.protocol) and rules.is_about(each, kind)
        ),
        wants_reason=confidential is not None and confidential.reason,
        scope=next((each for each in rules.scopes if each.i == governs and rules.is_about(each, kind)), None),
        takes_provider=row.provider and kind in (row.provider_kinds or (kind,)),
        recognises=row.pace is not None,
        has_own_letters=kind in row.own_letters,
    )


def _rank(letter: LetterRule) -> tuple[bool, bool, bool, bool]:
    """Norms above first, a protocol before its convention, the special before the general, a reservation last."""
    is_reserved = letter.nature is LetterNature.RESERVATION
    return (letter.i != EVERY, is_reserved, not letter.protocol, EVERY in letter.kinds)


def _items(rules: RuleBook, governs: str, asked: _Asked, *, is_closed: bool) -> dict[str, ItemRule]:
    fields: dict[str, dict[str, None]] = {}
    musts: dict[str, set[str]] = {}
    sources: dict[str, dict[str, None]] = {}
    for row in rules.contents:
        if row.i not in {governs, EVERY} or row.need not in _COUNTED or row.way or not asked.binds(row):
            continue
        if not rules.is_about(row, asked.kind) or (is_closed and row.i == EVERY and row.need is not ContentNeed.MUST):
            continue
        for name in row.fields:
            item = item_of(name)
            if not asked.needs_link and name in {"grounds", "formalities"}:
                continue
            fields.setdefault(item, {})[name] = None
            if row.i == governs:
                sources.setdefault(item, {})[row.source] = None
                if row.need is ContentNeed.MUST:
                    musts.setdefault(item, set()).add(name)
    if "C15" in fields and not is_closed:
        fields["C15"]["authority_contact"] = None
    return {
        item: ItemRule(
            item,
            tuple(name for name in HEADINGS if name in names),
            tuple(name for name in names if name not in HEADINGS),
            frozenset(musts.get(item, ())),
            "; ".join(sources.get(item, {})) or PRACTICE,
        )
        for item, names in fields.items()
    }


_ORDERS = frozenset({"own_order", "foreign_order"})
"""Ways to a confiscation: by an order of the side that is asked, or by carrying out the other side's."""


def _applicable(rules: RuleBook, governs: str, asked: _Asked, confidential: TermRule | None) -> dict[str, str]:
    found = {"confidentiality_reason": confidential.source} if confidential is not None else {}
    for row in rules.contents:
        is_wanted = row.need is ContentNeed.IF_APPLICABLE or (row.need is ContentNeed.MUST and row.way in _ORDERS)
        if row.i == governs and is_wanted and asked.binds(row) and rules.is_about(row, asked.kind):
            found |= dict.fromkeys(row.fields, row.source)
    return found


def _order_items(rules: RuleBook, governs: str, kind: str) -> tuple[str, ...]:
    return tuple(
        dict.fromkeys(
            name
            for row in rules.contents
            if row.i == governs
            and row.way == "foreign_order"
            and row.need is ContentNeed.MUST
            and rules.is_about(row, kind)
            for name in row.fields
            if name not in HEADINGS
        )
    )


def stated(regime: Regime, words: str) -> tuple[tuple[str, str], ...]:
    """All particulars that the instrument wants, each said in the same words.

    Args:
        regime: What governs the request.
        words: What is said of each.
    """
    return tuple((name, words) for name in (*regime.particulars, *regime.order_items))


@cache
def silent_days() -> int:
    """Days for which a proposal lies before it counts as answered by silence (a rule of the exercise)."""
    return next(row.days for row in load_rules().clocks if row.what == "consultation_silence")


@cache
def benchmark_days(what: str) -> int:
    """Days of a benchmark of the exercise, which binds nobody.

    Args:
        what: What has to be done: `acknowledge`, `decide` or `answer`.
    """
    return next(row.days for row in load_rules().clocks if row.what == f"benchmark_{what}")


def item_of(field: str) -> str:
    """The content to which a heading or a particular belongs."""
    return HEADINGS.get(field) or load_rules().particulars[field].item
