"""What people send says something: a question, an answer and a return cannot be empty.

Automatic players write no prose, and nobody reads theirs; the rule is for whoever sits at a keyboard. It looks whether
something is there, never how good it is.
"""

from __future__ import annotations

from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.play.refusal import FEWEST_WORDS
from simulation.exercise.procedures.letter.play.state import RequestState
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.errors import RuleViolation

QUESTION = ("subject", "assistance", "purpose")
"""The least of a question between two police or financial units: in what matter, what, and what for (an assumption
after law.md 3: a counterpart who does not know these three cannot answer)."""


def require_words(kept: RequestState, command: ActOnRequest) -> None:
    """Whether a person's act on a request says what it cannot do without.

    Args:
        kept: The request that the act is about.
        command: The act.

    Raises:
        RuleViolation: `request.subject_missing`, `request.assistance_missing` or `request.purpose_missing` of a
            question; `request.answer_missing` of an answer and `request.return_missing` of a return that bring neither
            words nor papers; `request.proposal_missing` of a consultation that does not say what is proposed.
    """
    if not command.member:
        return
    content, is_bare = command.content, not command.text.strip() and not command.documents
    match command.action:
        case LetterAction.ASK if content is not None:
            for name in QUESTION:
                if not str(getattr(content, name)).strip():
                    raise RuleViolation(f"request.{name}_missing")
        case LetterAction.CONSULT if len(command.text.split()) < FEWEST_WORDS:
            raise RuleViolation("request.proposal_missing")
        case LetterAction.ANSWER if is_bare:
            raise RuleViolation("request.answer_missing")
        case LetterAction.RETURN_FULL if is_bare and not kept.results:
            raise RuleViolation("request.return_missing")
        case _:
            pass
