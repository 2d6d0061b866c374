"""How a page signs what people did not do themselves."""

from __future__ import annotations

from flask_babel import gettext as _

from simulation.exercise.core.event import Actor
from simulation.kernel.agenda import DAY


def signature(by: Actor, at: int, *, own: bool) -> str:
    """Who acted, in words for the team of the seat or for another reader; "" when it was the seat's own people.

    Args:
        by: Who acted.
        at: When, in seconds since the start.
        own: Whether the reader's own team sits there.
    """
    day = at // DAY + 1
    match by:
        case Actor.DUTY_OFFICER if own:
            return _("Duty officer: nobody in your team answered by day %(day)s", day=day)
        case Actor.DUTY_OFFICER:
            return _("Duty officer: nobody at the seat answered by day %(day)s", day=day)
        case Actor.PLAYER if own:
            return _("Automatic player: nobody sat at this seat")
        case Actor.AFTER_PLAY:
            return _("After play, by an automatic player")
        case _:
            return ""


def signature_for_control(by: Actor, at: int) -> str:
    """The same for exercise control, which also sees where an automatic player has an empty seat."""
    return _("Automatic player") if by is Actor.PLAYER else signature(by, at, own=False)
