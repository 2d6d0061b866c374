"""The law data as one page for a practitioner to check, row by row (docs/law-review.md)."""

from __future__ import annotations

from simulation.law.book.law_book import LawBook
from simulation.law.book.rule_entries import LawEntry

_HEAD = """# The law data, row by row

This page is for a lawyer of a central authority who checks the law of the exercise. It is made from
`simulation/law/data`; do not edit it here. Treaty texts are in our own words. Countries and the treaties between them
are invented; the instruments are real.

The column *sure* says how sure we are: **T** read in the primary source, **S** read in a secondary source, **M**
general knowledge to be verified, **P** our own proposal; `?` means that the source is weaker than the letter says.
The column *checked* stays empty until a practitioner has read the row; then it has the name and the day.
"""

_TITLES = {
    "instruments": "Instruments",
    "provisions": "Provisions",
    "kinds": "Kinds of assistance",
    "contents": "Contents of a request",
    "grounds": "Grounds, and points that are not grounds",
    "precedence": "Which instrument has priority over which, by matter",
    "wanted": "What each instrument requires in a request, item by item",
    "letters": "Provisions on refusal and postponement in each instrument, and points that are not grounds",
    "criminality": "When dual criminality is required, by instrument and measure",
    "clocks": "Time limits of each instrument, and whether they bind",
    "terms": "How each instrument works: channel, language, confidentiality, use, costs, remedies",
    "channels": "Channels",
    "freezing": "How long money stays blocked, and on which ground",
    "notices": "Notices",
    "formalities": "Formalities",
    "safeguards": "Safeguards",
    "usability": "Use in court, by legal tradition",
    "sentences": "Sentences, as a share of the highest sentence of the offence",
    "appeals": "Appeals, and the time until a verdict is final",
    "procedures": "Steps of the procedures",
    "mistakes": "Typical mistakes",
    "practice": "Good practice",
    "archetypes": "Ways of working",
    "levers": "Levers: what a country can change",
    "times": "Stage times: days after which 10, 50 and 90 % of the requests have finished a stage",
    "factors": "Factors that change a stage time",
    "desks": "Offices, their outside work and their queues",
    "trust": "Trust between authorities (never shown to teams)",
}


def law_review(law: LawBook, more: tuple[LawEntry, ...] = ()) -> str:
    """The page in Markdown: a table for each chapter, with an empty column for the person who checks it.

    Args:
        law: The law book.
        more: Rows that other tables hold: the forum's rules of use, the steps of procedures.
    """
    entries = (*law.entries(), *more)
    parts = [_HEAD]
    for chapter in dict.fromkeys(entry.chapter for entry in entries):
        rows = [_line(entry) for entry in entries if entry.chapter == chapter]
        head = "| id | what | in our words | source | sure | checked |\n|---|---|---|---|---|---|"
        parts.append(f"## {_TITLES[chapter]}\n\n{head}\n" + "\n".join(rows) + "\n")
    return "\n".join(parts)


def _line(entry: LawEntry) -> str:
    cells = (entry.id, entry.name, entry.text, entry.source, entry.confidence, "")
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
