"""What would be found of the ground of a refusal, told before it is sent, by the rules that judge it afterwards."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.exercise.procedures.letter.play.refusal import FEWEST_WORDS, Argument
from simulation.law.assessment.findings import Finding
from simulation.law.assessment.refusal_grounds import Between, judge_refusal
from webapp.store.registered import registry
from webapp.text.say import say_code, wording_of

WARNING = "{ground.follows} {ground.lacks} "
"""Beginning of a question before a refusal: the page's script puts in what follows from the ground that is chosen."""

_FORBIDDEN = "refused_on_forbidden_ground"
_OUTSIDE = "refused_outside_the_pairs_grounds"


@dataclass(frozen=True, slots=True)
class Warned:
    """What is said of a ground before a refusal on it is sent.

    Attributes:
        follows: What would be found of the ground itself; "" for nothing.
        wants: Parts of the argument that a refusal on it has to contain: `fact`, `reasons`, `alternative`.
    """

    follows: str = ""
    wants: tuple[str, ...] = ()


def warned(ground: str, between: Between, findings: tuple[Finding, ...] | None, not_consulted: str = "") -> Warned:
    """What is to be said of a refusal on a ground before it is sent.

    Args:
        ground: Its id, or that of a letter.
        between: What stands between the two countries.
        findings: What the team has been told of the matter; a ground that the facts contain is among it. None where
            the page does not know, so that nothing is said of the facts.
        not_consulted: The country with which one would have to consult on this ground first; "" where nothing is due.
    """
    known = registry().grounds
    if _is_forbidden(ground):
        codes = [_FORBIDDEN]
    else:
        judged = judge_refusal(ground, findings or (), between, known)
        codes = [judged.code] if judged is not None and (findings is not None or judged.code == _OUTSIDE) else []
    said = [say_code(f"warns.{code}") for code in codes if wording_of(f"warns.{code}")]
    if not_consulted and not {_FORBIDDEN, _OUTSIDE} & set(codes):
        said.append(say_code("warns.refused_without_consultation", country=not_consulted))
    return Warned(" ".join(said), Argument(ground, "", (), "").lacks(known, between))


def forbidden(ground: str) -> str:
    """What is to be said of a ground that the treaty excludes; "" of another: that is all that is found of a question
    declined on a short way."""
    return say_code(f"warns.{_FORBIDDEN}") if _is_forbidden(ground) else ""


def _is_forbidden(ground: str) -> bool:
    named = registry().grounds.of(ground)
    return named is not None and named.is_none


def lacking() -> tuple[tuple[str, str], ...]:
    """What the page's script needs to say which parts are missing: attributes of the button, by name."""
    parts = (("lacks-" + part, say_code(f"refusal_part.{part}")) for part in ("fact", "reasons", "alternative"))
    return (("fewest", str(FEWEST_WORDS)), ("lacks", _("Missing: %(fields)s.", fields="{parts}")), *parts)
