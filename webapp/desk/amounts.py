"""The amounts of a freeze, each with what it is: held when the order took effect, held now, held at the end."""

from __future__ import annotations

from flask_babel import gettext as _

from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.restraint.table import RestraintAction
from webapp.desk.readable import Reader

AMOUNT = "amount_minor"
"""Name of the term: what the bank held when the last event that named an amount came."""

_ENDS = frozenset({RestraintAction.LAPSE, RestraintAction.LIFT})


def amounts(procedure: ProcedureView, reading: Reader) -> tuple[tuple[str, str], ...]:
    """What was held when the hold or the freeze began, or when it ended; and what is held now, as on Assets.

    Money that comes in on a blocked account is held too: the two differ then.
    """
    settled = procedure.term(AMOUNT)
    subjects = {each.key for each in procedure.subjects}
    own = () if procedure.incoming else reading.view.assets
    blocked = [each for each in own if each.account in subjects and each.state in {"frozen", "postponed"}]
    found: list[tuple[str, str]] = []
    if isinstance(settled, int):
        name = (
            _("On hold or frozen when it ended")
            if _has_ended(procedure)
            else _("In the account when the hold or the freeze began")
        )
        found.append((name, reading.amount(settled)))
    if procedure.is_open:
        found += ((_("On hold or frozen now"), reading.amount(each.amount_minor)) for each in blocked)
    return tuple(found)


def began_with(procedure: ProcedureView | None, held: int, reading: Reader) -> str:
    """What was held when it began, where that is another amount than what is held now; "" otherwise."""
    settled = procedure.term(AMOUNT) if procedure is not None and procedure.is_open else None
    return reading.amount(settled) if isinstance(settled, int) and settled != held else ""


def _has_ended(procedure: ProcedureView) -> bool:
    """Whether the amount is that of the end: an order that is enforced abroad names none of its own."""
    done = {line.action for line in procedure.history}
    if not done.isdisjoint(_ENDS):
        return True
    return RestraintAction.CONFISCATE in done and RestraintAction.RECOGNISE not in done
