"""What stands beside a field of a letter: what came back about it, what was found, and how it may read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.procedures.letter.play.views import RequestView
from webapp.desk.readable import Reader
from webapp.desk.requests.checks import Card, FindingRow, finding_rows
from webapp.desk.requests.remarks import FIELDS, Remark
from webapp.text.say import wording_of


@dataclass(frozen=True, slots=True)
class Note:
    """A note beside a field.

    Attributes:
        tone: `red` for what came back, `amber` for what is open, `grey` for an example.
        title: Who says it, or what it is.
        text: What it says.
    """

    tone: str
    title: str
    text: str


def margin(
    shown: RequestView, card: Card, remark: Remark | None, reading: Reader, help_level: str
) -> Mapping[str, tuple[Note, ...]]:
    """The notes of each field: returns first, then findings, then an example for those who are guided.

    What is simply not written yet is no finding until somebody has vetted the letter or asked about it.
    """
    found: dict[str, list[Note]] = {}
    if remark is not None:
        for name in sorted(remark.fields):
            found.setdefault(name, []).append(Note("red", remark.who, remark.text))
    vetted = bool(shown.checks)
    for item in card.items:
        if item.reason and (item.state == "partly" or (vetted and item.state == "empty")):
            for name in FIELDS.get(item.code, ()):
                found.setdefault(name, []).append(Note("amber", f"{item.code} {item.label}", item.reason))
    for row in finding_rows(shown.findings, reading):
        if row.state != "filled" and not shown.incoming:
            for name in FIELDS.get(row.item, ()):
                notes = found.setdefault(name, [])
                if all(each.text != row.text for each in notes):
                    notes.append(Note("amber", _note_head(row), row.text))
    if help_level == "guided":
        for code in wording_codes():
            found.setdefault(code, []).append(Note("grey", _("Example"), wording_of(f"example.{code}")))
    return {name: tuple(notes) for name, notes in found.items()}


def _note_head(row: FindingRow) -> str:
    """Over a note: the item that it is about; how certain the finding is only where it can be doubted."""
    about = " ".join(part for part in (row.number, row.about) if part)
    return about if row.state == "empty" else f"{about}: {row.verdict}"


def wording_codes() -> tuple[str, ...]:
    """Fields for which there is an example."""
    return ("facts", "assistance", "freeze_facts", "urgent")
