"""The rules by instrument as lines of the law book: order, what is wanted, letters, times, and how each works."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from simulation.law.book.rules import CONFIDENCE, ContentRule, RuleRow, load_rules


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
        over = f"before {', '.join(order.over)}" if order.over else "where nothing goes before it"
        yield _entry("precedence", f"{order.n}", f"{order.governs}, {order.matter}", _joined(over, order.note), order)
    for number, content in enumerate(rules.contents, start=1):
        yield _entry("wanted", f"{number}", _who(content.i), _wanted(content), content)
    for letter in rules.letters:
        said = _joined(_plain(letter.nature), _plain(letter.consult) if letter.consult != "none" else "", letter.note)
        yield _entry("letters", letter.id, rules.tags[letter.tag], said, letter)
    for number, rule in enumerate(rules.criminality, start=1):
        said = _joined(_plain(rule.rule), f"for {_about(rule.kinds)}", rule.note)
        yield _entry("criminality", f"{number}", _who(rule.i), said, rule)
    for clock in rules.clocks:
        time = f"{clock.days} days" if clock.days else f"{clock.hours} hours" if clock.hours else "no figure"
        said = _joined(time, "binds" if clock.binding else "binds nobody", clock.lapse)
        yield _entry("clocks", f"{clock.i}/{clock.what}", f"{_who(clock.i)}: {_plain(clock.what)}", said, clock)
    for term in rules.terms:
        name = "/".join(part for part in (term.i, term.what, term.protocol) if part)
        yield _entry("terms", name, f"{_who(term.i)}: {term.what}", term.text, term)


def _entry(chapter: str, name: str, what: str, text: str, row: RuleRow) -> LawEntry:
    return LawEntry(chapter, name, what, text, row.source, CONFIDENCE[row.sure])


def _who(instrument: str) -> str:
    row = load_rules().instruments.get(instrument)
    return row.cite if row is not None else "every instrument"


def _wanted(row: ContentRule) -> str:
    return _joined(_plain(row.need), ", ".join(map(_plain, row.fields)), f"for {_about(row.kinds)}", row.note)


def _about(kinds: tuple[str, ...]) -> str:
    return ", ".join("all that it provides" if kind == "*" else _plain(kind.removeprefix("@")) for kind in kinds)


def _plain(code: str) -> str:
    return code.replace("_", " ")


def _joined(*parts: str) -> str:
    return "; ".join(part for part in parts if part)
