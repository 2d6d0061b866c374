"""Who acted: one definition for events, views and the review.

A step of a matter can be taken by people, or by an automatic player for them. Whoever reads what happened asks here,
so that nothing that the program did is ever told as a team's own act.
"""

from __future__ import annotations

from enum import StrEnum


class Actor(StrEnum):
    """Who brought something about."""

    NOBODY = ""
    """Nobody who sits at a seat: a court, a channel, an institution, the network, a date."""

    PEOPLE = "people"
    """A person at a seat."""

    CONTROL = "control"
    """Exercise control: with the clock and the event list, and for a country that it has taken over."""

    PLAYER = "player"
    """The automatic player of a seat at which nobody sits."""

    DUTY_OFFICER = "duty_officer"
    """An automatic player for a seat at which people sit, who let the time for something pass."""

    AFTER_PLAY = "after_play"
    """An automatic player after the end of play: no team had any part in it."""

    @property
    def is_person(self) -> bool:
        """Whether people acted: at a seat, or in the control room."""
        return self in {Actor.PEOPLE, Actor.CONTROL}
