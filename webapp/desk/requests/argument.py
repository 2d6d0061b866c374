"""How a letter was refused, in words: the fact, the rule, and what was said of terms."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _
from flask_babel import ngettext

from simulation.exercise.procedures.letter.play.views import RequestView
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from webapp.text.law_texts import ground_text


@dataclass(frozen=True, slots=True)
class Argument:
    """A refusal in its three parts; `papers` says on which papers the fact rests."""

    facts: str
    rule: str
    alternative: str
    papers: str


def argument_of(shown: RequestView) -> Argument | None:
    """What was said when it was refused; None of a letter that was not.

    Args:
        shown: The letter as the own side sees it.
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
    return Argument(said.text, rule, said.alternative, papers if said.papers else _("(no document was named)"))
