"""Writes docs/reactions.md, the table of who reacts to what and by which rule, from the data that play reads.

Usage: python -m tests.exercise.reactions.table_page
"""

from __future__ import annotations

from simulation.exercise.reactions.signs import LYING_DAYS, TWICE_DAYS, UNPROTECTED_DAYS, UNUSED_DAYS
from simulation.exercise.reactions.table import PACKAGE, ReactionRow, reactions
from simulation.kernel.data_tables import words_in
from simulation.law.book.governance import citing
from simulation.law.book.law_book import load_law_book
from simulation.law.rows import coded
from tests.architecture.tree import ROOT
from webapp.text.say import sentence

PAGE = ROOT / "docs" / "reactions.md"

HEAD = f"""# Who reacts to which act or omission

`python -m tests.exercise.reactions.table_page` makes this page from the table
`simulation/exercise/reactions/data/reactions.toml`; a test compares both.

If a team makes a mistake or omits something, somebody tells the team some days later, within the next jump. Only
this team is told. It is told once about each thing, and in other words when the same mistake happens again. A scenario
may have its own words (`[reaction.CODE]` with `title`, `text` and `cure` in its texts); the table has the words that
are used without them. A reaction changes nothing in the world. `…` stands for a name, a number or a sum of the team's
own file.

A request counts as unanswered after {LYING_DAYS} days, and a person as unprotected after {UNPROTECTED_DAYS}.
An answer counts as not followed up after {UNUSED_DAYS} days, and a letter as not withdrawn after {TWICE_DAYS}.
These numbers are our own assumptions.

The column *rule* gives the source as the team reads it. Where it says "governs", the article is that of the instrument
that governs the request, on this subject. If this instrument says nothing on the subject, the rule is a rule of the
exercise.

No program can notice machine translation (M8) or a measure that domestic law would not allow (M10); a trainer has to
mention them.

| act or omission | who says it | days after it | title of the message | what helps | rule |
|---|---|---|---|---|---|
"""

SIGNS = {
    "clarification_not_open": "A question is asked about an item that is not open",
    "clarification_repeated": "The same question is asked again",
    "returned_without_defect": "A letter is returned although it has no defect",
    "postponed_without_consultation": "A request was postponed without consultation",
    "not_followed": "Records that an informal answer names are not requested by letter (M13)",
    "preservation_expired": "Data were preserved, and no letter asked for them (M13)",
    "nothing_promised": "A letter contains no undertaking (M17)",
    "came_another_way": "A letter is not withdrawn although its result came in another way (M18)",
    "question_left": "A question about the team's own letter is not answered (M19)",
    "refused_without_reasons": "A refusal gives almost no reasons",
    "left_unprotected": "A person at risk stays without an order of protection",
    "left_lying": "A decision for which somebody abroad is waiting is not taken",
}
"""The names of signs that are in no other list of words."""

READ = {"finding": "as the finding cites it", "ground": "governs: the ground", "basis": "governs: why it governs"}
"""Rules that are read elsewhere than in a row that has a word."""


def page() -> str:
    """The page as it has to be."""
    return HEAD + "".join(_line(row) for row in reactions())


def _line(row: ReactionRow) -> str:
    words = words_in(PACKAGE)
    codes = (row.code, *row.on_ground.values())
    title, cure = (" / ".join(words[f"reaction.{code}.{part}"] for code in codes) for part in ("title", "cure"))
    sender = sentence(f"persona.{row.sender}") or row.sender
    signs = "; ".join(_sign(each).removesuffix(".") for each in row.signs)
    return f"| {signs} | {sender} | {row.days} | {_plain(title)} | {_plain(cure)} | {_rule(row)} |\n"


def _rule(row: ReactionRow) -> str:
    content = next((each.name for each in load_law_book().contents if each.id == row.cites), "")
    read = (READ.get(row.cites) or f"governs: {content or coded(row.cites)}") if row.cites else ""
    return citing(read, row.source)


def _sign(sign: str) -> str:
    mistake = next((row for row in load_law_book().mistakes if sign == f"mistake.{row.id}"), None)
    if mistake is not None:
        return f"{mistake.name} ({mistake.id})"
    return (
        SIGNS.get(sign)
        or sentence(f"finding.{sign}")
        or sentence(f"lesson.{sign}")
        or sign.replace("_", " ").capitalize()
    )


def _plain(text: str) -> str:
    while "%(" in text:
        start = text.index("%(")
        text = f"{text[:start]}…{text[text.index(')s', start) + 2 :]}"
    return text


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
