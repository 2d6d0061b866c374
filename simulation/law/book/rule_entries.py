"""The rules by instrument as lines of the law book: order, what is wanted, letters, times, and how each works."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from simulation.law.book.rules import CONFIDENCE, EVERY, ClockRule, ContentRule, RuleRow, TermRule, load_rules
from simulation.law.rows import Filled, coded


@dataclass(frozen=True, slots=True)
class LawEntry:
    """A line of the law book as a page shows it; name and text may be `Filled`."""

    chapter: str
    id: str
    name: str
    text: str
    source: str
    confidence: str


def rule_entries() -> tuple[LawEntry, ...]:
    """All of them, chapter by chapter."""
    return tuple(_entries())


def _entries() -> Iterator[LawEntry]:
    rules = load_rules()
    for order in rules.precedence:
        nothing = Filled("where no other instrument has priority over it")
        over = Filled("with priority over %(others)s", others=_listed(order.over)) if order.over else nothing
        name = Filled("%(governs)s, %(matter)s", governs=coded(order.governs), matter=coded(order.matter))
        yield _entry("precedence", f"{order.n}", name, _joined(over, order.note), order)
    for number, content in enumerate(rules.contents, start=1):
        yield _entry("wanted", f"{number}", _who(content.i), _wanted(content), content)
    for letter in rules.letters:
        consult = coded(f"consult_{letter.consult}") if letter.consult != "none" else ""
        said = _joined(coded(letter.nature), consult, letter.note)
        yield _entry("letters", letter.id, rules.tags[letter.tag], said, letter)
    for number, rule in enumerate(rules.criminality, start=1):
        yield _entry(
            "criminality", f"{number}", _who(rule.i), _joined(coded(rule.rule), _for(rule.kinds), rule.note), rule
        )
    for row in rules.listed:
        who = _listed(row.instruments)
        yield _entry(
            "criminality",
            f"listed/{row.id}",
            row.name,
            Filled("On the list of offences: %(instruments)s", instruments=who),
            row,
        )
    for clock in rules.clocks:
        said = _joined(
            _time(clock),
            Filled("a binding time limit") if clock.binding else Filled("not a binding time limit"),
            clock.lapse,
            _for_only(clock.kinds),
        )
        name = Filled("%(who)s: %(what)s", who=_who(clock.i), what=coded(clock.what))
        yield _entry("clocks", _key(clock), name, said, clock)
    for term in rules.terms:
        name = Filled("%(who)s: %(what)s", who=_who(term.i), what=coded(term.what))
        yield _entry("terms", _key(term), name, _joined(term.text, _for_only(term.kinds)), term)


def _entry(chapter: str, name: str, what: str, text: str, row: RuleRow) -> LawEntry:
    return LawEntry(chapter, name, what, text, row.source, CONFIDENCE[row.sure])


def _key(row: ClockRule | TermRule) -> str:
    """Instrument, what the row is about, the protocol by which it says so, and the kinds for which alone."""
    return "/".join(part for part in (row.i, row.what, row.protocol, *row.kinds) if part not in {"", EVERY})


def _who(instrument: str) -> str:
    row = load_rules().instruments.get(instrument)
    return row.cite if row is not None else Filled("every instrument")


def _wanted(row: ContentRule) -> str:
    return _joined(coded(row.need), _listed(row.fields), _for(row.kinds), row.note)


def _time(clock: ClockRule) -> str:
    if clock.days:
        return Filled("%(number)s days", number=str(clock.days))
    return Filled("%(number)s hours", number=str(clock.hours)) if clock.hours else Filled("no number of days")


def _for(kinds: tuple[str, ...]) -> str:
    if EVERY in kinds:
        return Filled("for every kind of assistance that it provides")
    return Filled("for %(kinds)s", kinds=_listed(kinds))


def _for_only(kinds: tuple[str, ...]) -> str:
    return "" if EVERY in kinds else _for(kinds)


def _listed(codes: tuple[str, ...]) -> str:
    return _chained([coded(code) for code in codes], lambda one, more: Filled("%(one)s, %(more)s", one=one, more=more))


def _joined(*parts: str) -> str:
    said = [part for part in parts if part]
    return _chained(said, lambda one, more: Filled("%(one)s; %(more)s", one=one, more=more))


def _chained(parts: Sequence[str], two: Callable[[str, str], str]) -> str:
    """Parts one after the other, each a text of its own."""
    first, *others = parts or ("",)
    return two(first, _chained(others, two)) if others else first
