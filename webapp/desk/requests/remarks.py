"""What came back about a request, beside the fields that it concerns: a return, or a question from abroad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.procedures.letter.play.views import RequestView
from webapp.desk.readable import Reader
from webapp.text.law_texts import ground_text
from webapp.text.say import capital, happened, say_code, wording_of

CAME_BACK = frozenset({"return_for_repair", "return_deficient", "return_missent"})
ASKED = frozenset({"ask_clarification"})
PROPOSED = frozenset({"consult"})

FIELDS: Mapping[str, tuple[str, ...]] = {
    "C1": ("authority_contact",),
    "C2": ("subject",),
    "C3": ("facts",),
    "C4": ("assistance",),
    "C5": ("persons",),
    "C6": ("purpose",),
    "C7": ("property_text",),
    "C8": ("order_text",),
    "C9": ("freeze_facts",),
    "C10": ("basis",),
    "C11": ("grounds",),
    "C12": ("urgent",),
    "C13": ("undertakings",),
    "C14": ("formalities",),
    "C15": ("language",),
}
"""The field of the form at which each content is written."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said that has to be dealt with before the request goes on.

    Attributes:
        who: Who said it and when.
        text: In their words.
        items: Contents that it is about (C1 to C15), none for all of it.
        names: The same in words.
        fields: Names of the fields at which they are written.
        flag: What a section or content that it concerns is marked with.
    """

    who: str
    text: str
    items: tuple[str, ...]
    names: str
    fields: frozenset[str]
    flag: str


def remark_on(shown: RequestView, reading: Reader) -> Remark | None:
    """The last return or question, while the own side has to deal with it."""
    wanted = PROPOSED if shown.is_proposed_to else {"drafting": CAME_BACK, "clarifying": ASKED}.get(shown.status)
    if wanted is None or shown.incoming:
        return None
    line = next((each for each in reversed(shown.history) if each.action in wanted), None)
    if line is None:
        return _asked_before_play(shown, reading) if shown.status == "clarifying" else None
    return _remark(line, reading)


def _asked_before_play(shown: RequestView, reading: Reader) -> Remark | None:
    """The question on a matter that the team took over with it, in the words of the scenario.

    None in an exercise that began before scenarios had these words.
    """
    key = f"{shown.key}.question"
    if not reading.scenario.has_text(key):
        return None
    return Remark(
        _("%(country)s asked this before you took the matter over", country=reading.country(shown.requested)),
        reading.scenario.text(key, reading.language),
        (),
        "",
        frozenset(),
        _("asked about"),
    )


def _remark(line: HistoryLine, reading: Reader) -> Remark:
    items = tuple(code for code in line.reason.split() if wording_of(f"content.{code}"))
    office = reading.office(line.office)
    by = office if line.country == reading.view.country else reading.country(line.country)
    said = capital(happened(line.action))
    who = _("%(what)s, %(date)s: %(who)s", what=said, date=reading.calendar.short(line.at), who=by or office)
    return Remark(
        who,
        line.text,
        items,
        ", ".join(f"{code} {say_code(f'content.{code}')}" for code in items)
        or ", ".join(
            filter(None, (ground_text(code) or wording_of(f"proposal.{code}") for code in line.reason.split()))
        ),
        frozenset(name for code in items for name in FIELDS.get(code, ())),
        _("asked about") if line.action in ASKED else _("to repair"),
    )
