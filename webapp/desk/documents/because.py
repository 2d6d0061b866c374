"""Because of what an act is begun: a form keeps it, shows it, lets it be changed, and pages name it afterwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from webapp.desk.current_view import origins
from webapp.desk.documents.facts import held_tag
from webapp.desk.documents.marks import PaperMark, paper_marks
from webapp.desk.origins import key_of
from webapp.desk.readable import Reader
from webapp.pages.forms import Option

SHOWN = 3
"""Papers that a line names; of more it tells the number."""


@dataclass(frozen=True, slots=True)
class Because:
    """What a form says of its reason.

    Attributes:
        named: What it was begun because of, ticked: papers of the file, steps of a letter, messages, events.
        others: The other papers of the file, where the form has no list of papers that count as its reason too.
    """

    named: tuple[Option, ...]
    others: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class BecauseLine:
    """Papers because of which something was done, what counted most first, and how many more there are."""

    papers: tuple[PaperMark, ...]
    more: int


def because_of(reading: Reader, *, has_papers: bool) -> Because:
    """What the form on this page is begun because of, as the address names it, or as the refused form had it.

    Args:
        reading: The team's view.
        has_papers: The form has a list of papers already; those that are ticked in it count as its reason too.
    """
    tokens = tuple(token for token in dict.fromkeys(origins()) if key_of(token, reading))
    papers = paper_options(reading, frozenset(tokens))
    by_label = {option.value: option for option in papers}
    return Because(
        named=tuple(by_label.get(token) or Option(token, _said(token, reading), "", selected=True) for token in tokens),
        others=() if has_papers else tuple(option for option in papers if not option.selected),
    )


def because_line(keys: Iterable[str], reading: Reader) -> BecauseLine:
    """What something was done because of, as its page names it."""
    marks = paper_marks(tuple(dict.fromkeys(keys)), reading)
    return BecauseLine(marks[:SHOWN], max(0, len(marks) - SHOWN))


def paper_options(reading: Reader, chosen: frozenset[str]) -> tuple[Option, ...]:
    """Papers of the file as boxes, those chosen already first; nothing is ranked otherwise."""
    options = [
        Option(
            filed.label,
            f"{filed.label} {reading.documents.title_of(filed)}",
            _("evidence") if filed.document.use.stands else held_tag(filed, reading) or _("lead"),
            filed.label in chosen,
        )
        for filed in reading.view.documents
    ]
    return tuple(sorted(options, key=lambda option: not option.selected))


def _said(token: str, reading: Reader) -> str:
    """What is no paper: an event by its title, a letter by its number, a message."""
    label = token.partition(":")[0]
    if reading.requests.labelled(label) is not None:
        return label
    return reading.thing(key_of(token, reading)) or _("a message")
