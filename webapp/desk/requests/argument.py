"""How a letter ended, in words: why it was refused, and the typical mistakes that it had."""

from __future__ import annotations

from dataclasses import dataclass

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from webapp.desk.readable import Reader
from webapp.pages.forms import Option
from webapp.text.law_texts import ground_text, law_book, law_text, source_text, sure_text
from webapp.text.say import say_code


@dataclass(frozen=True, slots=True)
class Argument:
    """A refusal in its three parts; `papers` says on which papers the fact rests, `own` names them to who refused."""

    facts: str
    rule: str
    alternative: str
    papers: str
    own: tuple[Option, ...]


def argument_of(shown: RequestView, reading: Reader) -> Argument | None:
    """What was said when it was refused; None of a letter that was not.

    Args:
        shown: The letter as the own side sees it.
        reading: Who reads it.
    """
    said = next((line for line in reversed(shown.history) if line.action == LetterAction.REFUSE), None)
    if said is None or shown.status != LetterStatus.REFUSED:
        return None
    papers = ngettext(
        "(%(num)s document from the file of the requested country)",
        "(%(num)s documents from the file of the requested country)",
        said.papers,
    )
    rule = ground_text(said.reason) or said.reason
    own = tuple(
        Option(url_for("desk.document_page", number=filed.label), f"{filed.label} {reading.documents.title_of(filed)}")
        for filed in reading.view.documents
        if filed.document.key in said.enclosed
    )
    if own:
        papers = ""
    elif not said.papers:
        papers = _("(no document was named)")
    return Argument(said.text, rule, said.alternative, papers, own)


@dataclass(frozen=True, slots=True)
class MistakeRow:
    """A typical mistake of the own request, told when the request has ended."""

    code: str
    name: str
    text: str
    where: str
    source: str
    confidence: str


def mistake_rows(request: RequestView) -> tuple[MistakeRow, ...]:
    """What to do differently next time, each with its article."""
    rows = {row.id: row for row in law_book().mistakes}
    return tuple(
        MistakeRow(
            mistake,
            law_text(rows[mistake].name),
            law_text(rows[mistake].text),
            f"{item} {say_code(f'content.{item}')}" if item else "",
            source_text(rows[mistake].source),
            sure_text(rows[mistake].confidence),
        )
        for mistake, item in request.mistakes
    )
