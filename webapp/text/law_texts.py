"""The law book as the desk reads it, loaded once."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.casework.proof.usability import UsabilityRule, usability_rules
from simulation.law.assessment.findings import Finding, FindingVerdict
from simulation.law.book.law_book import LawBook
from simulation.law.book.levers import load_levers
from simulation.law.book.rule_entries import LawEntry
from simulation.law.book.rules import CONFIDENCE, LetterRule, load_rules
from simulation.law.periods.restraint import restraint_row
from simulation.law.rows import Filled, LawRow
from simulation.matters.proceeding import ProceedingRules
from webapp.store.registered import registry
from webapp.text.say import plain, say_code, wording_of


def law_book() -> LawBook:
    """The law book of the running application's exercises."""
    return registry().law


def law_text(text: str) -> str:
    """A name or text of the law's tables in the visitor's language; every page says them by this."""
    if isinstance(text, Filled):
        said = _(text.message)
        if not text.values:  # a code in no catalogue is said in its English words
            return said if said != text.message else str(text)
        return said % {name: law_text(value) for name, value in text.values.items()}
    return _(text) if text else ""


def treaty_name(code: str) -> str:
    """The short name of an instrument; one that nobody has named so stands as it is written."""
    return wording_of(f"treaty.{code}") or code


def treaty_names(codes: Iterable[str]) -> str:
    """The short names of several instruments; "" for none."""
    return "; ".join(map(treaty_name, codes))


def basis_name(basis: str, sought: str = "") -> str:
    """An instrument by its name and articles, reciprocity in words.

    Args:
        basis: Id of the instrument.
        sought: Kind of assistance whose articles are named; "" for all articles.
    """
    if basis == "reciprocity":
        return _("reciprocity")
    instrument = law_book().instrument(basis)
    return (
        f"{law_text(instrument.name)}, {law_text(instrument.articles_on(sought))}" if instrument is not None else basis
    )


def mistake_text(code: str) -> str:
    """What a typical mistake is, by its code; "" for none."""
    return next((law_text(row.text) for row in law_book().mistakes if row.id == code), "")


def reason_text(code: str) -> str:
    """An item of a letter, a ground or a safeguard by number and name; a letter of an instrument by its article."""
    words = wording_of(f"content.{code}") or ground_text(code)
    if load_rules().letter(code) is not None:
        return words
    return f"{code} {words}" if words else spoken_of(code) or plain(code)


def spoken_of(code: str) -> str:
    """What two countries said to each other before a decision or after one: a proposal, its answer, a remedy."""
    return next(filter(None, (wording_of(f"{group}.{code}") for group in ("consultation", "proposal", "remedy"))), "")


def numbered(item: str) -> tuple[str, str]:
    """The number of an item of a letter, a ground or a safeguard, and its name; "" for a number that is none."""
    if not item:
        return "", ""
    words = wording_of(f"content.{item}") or ground_text(item)
    rules = load_rules()
    if words:
        return "" if rules.letter(item) is not None else item, words
    return "", law_text(rules.tags[item]) if item in rules.tags else plain(item)


def ground_name(code: str) -> str:
    """What a ground is about, in the middle of a sentence; "" for a code that is none."""
    letter = load_rules().letter(code)
    return law_text(load_rules().tags[letter.tag]) if letter is not None else ground_text(code)


def item_name(code: str) -> str:
    """An item of a letter, or a ground, by its name alone."""
    return wording_of(f"content.{code}") or ground_name(code)


def lacking_text(ground: str) -> str:
    """What would keep money blocked that is blocked on a ground."""
    return law_text(restraint_row(ground).lacks)


ROWS: Mapping[str, Callable[[str], str]] = {
    "ground": ground_name,
    "item": item_name,
    "mistake": mistake_text,
    "reasons": reason_text,
    "restraint": lacking_text,
}
"""Rows of the law's tables in words, by the name of the value that holds their code."""


def source_parts(source: str) -> tuple[str, ...]:
    """What of a source people can look up."""
    parts = (part.strip() for part in source.replace(": assumption", "; assumption").split(";"))
    return tuple(part for part in parts if part and part != "assumption" and "law.md" not in part)


def source_text(source: str, *, whole: bool = False) -> str:
    """A source as people can look it up; what stands only in docs/reference is a rule of the exercise.

    Args:
        source: As it stands in the table.
        whole: Also what is only assumed, and how; for the law book, which tells how sure it is of each line.
    """
    parts = [part for part in source_parts(source) if whole or not part.casefold().startswith("assumption")]
    return "; ".join(map(law_text, parts)) or _own_rule()


def _own_rule() -> str:
    return _("rule of the exercise")


def sure_text(confidence: str) -> str:
    """How sure we are of a row, in words."""
    return say_code(f"confidence.{confidence[:1]}")


def cited(row: LawRow | UsabilityRule) -> str:
    """Source and confidence of a row in a line, as every page shows them beside its text."""
    return _with_confidence(source_text(row.source), row.confidence)


def _with_confidence(source: str, confidence: str) -> str:
    """How sure we are of a source, if there is one; our own assumptions are marked in the law book alone."""
    return source if confidence[:1] == OWN or source == _own_rule() else f"{source} · {sure_text(confidence)}"


OWN = "P"
"""Confidence of rows that are our own assumption."""


def letter_text(letter: LetterRule) -> str:
    """A letter of an instrument: where it stands, and what it is about."""
    return f"{source_text(letter.source)}: {law_text(load_rules().tags[letter.tag])}"


def ground_text(code: str) -> str:
    """The name of a ground of the book, or of a letter of an instrument; "" for a code that is neither."""
    letter = load_rules().letter(code)
    if letter is not None:
        return letter_text(letter)
    row = law_book().ground(code) or law_book().safeguard(code)
    return law_text(row.name) if row is not None else ""


def cited_finding(item: str, source: str) -> str:
    """Source of a finding, with the confidence of the row that it is about; of no row, general knowledge."""
    row = law_book().ground(item) or law_book().safeguard(item)
    letter = load_rules().letter(item)
    mark = row.confidence if row is not None else CONFIDENCE[letter.sure] if letter is not None else _content_mark(item)
    return _with_confidence(source_text(source), mark)


def wording_code(finding: Finding) -> str:
    """Under which code the words of a finding stand.

    An act that nothing there resembles has no missing elements; what is firm is not said as a doubt.
    """
    if finding.code == "dual_criminality_not_met" and not dict(finding.params).get("missing"):
        return "dual_criminality_unlike"
    if finding.code == "basis_does_not_cover" and finding.verdict is FindingVerdict.SETTLED:
        return "basis_covers_none"
    return finding.code


def _content_mark(item: str) -> str:
    return next((row.confidence for row in law_book().contents if row.id == item), "M")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the book in words; its source as it stands in the table."""

    id: str
    name: str
    text: str
    source: str
    confidence: str


def usability_lines() -> tuple[Line, ...]:
    """What each defect of a paper does in a forum, by legal tradition."""
    return tuple(
        Line(
            rule.id,
            say_code(f"defect.{rule.defect}"),
            " ".join(
                part
                for part in (
                    f"{say_code(f'tradition.{rule.tradition}')}: {say_code(f'forum_effect.{rule.effect}')}.",
                    _("Can be repaired by: %(step)s.", step=say_code(f"cure.{rule.step}")) if rule.step else "",
                    _(
                        "Applies to: %(kinds)s.",
                        kinds=", ".join(say_code(f"document_kind.{kind}") for kind in rule.kinds),
                    )
                    if rule.kinds
                    else "",
                )
                if part
            ),
            rule.source,
            rule.confidence,
        )
        for rule in usability_rules()
    )


@dataclass(frozen=True, slots=True)
class LeverText:
    """A lever in words: what it does, how long until it works, how that is known."""

    id: str
    name: str
    text: str
    lead_days: int
    source: str
    confidence: str


def lever_texts() -> tuple[LeverText, ...]:
    """All levers, in the order of the table."""
    return tuple(
        LeverText(
            row.id,
            law_text(row.name),
            law_text(row.text),
            row.lead_days,
            source_text(row.source),
            sure_text(row.confidence),
        )
        for row in load_levers().values()
    )


def lever_name(lever: str) -> str:
    """The name of a lever."""
    return law_text(load_levers()[lever].name)


def procedure_lines() -> tuple[Line, ...]:
    """Every step of the procedures beside the letter of request: from where, by whom, to where."""
    return tuple(line for each in registry().procedures for line in _steps(each.rules))


def book_lines() -> tuple[tuple[str, Line], ...]:
    """Every line of the book with its chapter; some 1,200, so a page that shows one chapter asks for that one."""
    chapters = dict.fromkeys((*law_book().by_chapter, "usability", "procedures"))
    return tuple((chapter, line) for chapter in chapters for line in chapter_lines(chapter))


def chapter_lines(chapter: str) -> tuple[Line, ...]:
    """The lines of a chapter: the law book's own, the forum's rules, the procedures; none of one without lines."""
    others = {"usability": usability_lines, "procedures": procedure_lines}.get(chapter, tuple)
    return (*map(_entry_line, law_book().by_chapter.get(chapter, ())), *others())


def lines_named(codes: Container[str]) -> tuple[Line, ...]:
    """The law book's own lines with these codes, each once, in the order of the book."""
    entries = (entry for chapter in law_book().by_chapter.values() for entry in chapter)
    return tuple({entry.id: _entry_line(entry) for entry in entries if entry.id in codes}.values())


def _entry_line(entry: LawEntry) -> Line:
    return Line(entry.id, law_text(entry.name), law_text(entry.text), entry.source, entry.confidence)


def _steps(table: ProceedingRules) -> tuple[Line, ...]:
    kind = say_code(f"procedure_kind.{table.code}")

    def status(code: str) -> str:
        return (wording_of(f"procedure_status.{code}") or code.replace("_", " ")) if code else _("the beginning")

    return tuple(
        Line(
            f"{table.code}/{row.origin}/{row.action}/{row.side}",
            f"{kind}: {wording_of(f'procedure_done.{row.action}') or row.action.replace('_', ' ')}",
            _("From %(one)s to %(other)s.", one=status(row.origin), other=status(row.target)),
            row.basis,
            row.confidence,
        )
        for row in (table.begins, *table.transitions)
    )


def finding_name(code: str) -> str:
    """A finding as lists name it, where many requests stand behind it and none gives it values."""
    words = wording_of(f"finding_in_list.{code}") or wording_of(f"finding.{code}")
    return words if words and "%(" not in words else plain(code)
