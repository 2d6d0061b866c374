"""The words in which people rate: the exercise's own, or those of HSEEP by a switch; codes and order are the same."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from flask_babel import gettext as _

from webapp.judging.records import SCALE, Judgement


class Mark(StrEnum):
    """A rating; without one something is not assessed, which is not the same as the last."""

    PERFORMED = "P"
    SOME = "S"
    MAJOR = "M"
    UNABLE = "U"


class Scale(StrEnum):
    """Whose words."""

    OWN = "own"
    HSEEP = "hseep"


def scale_of(given: Iterable[Judgement]) -> Scale:
    """The words that the trainer chose for this exercise; the exercise's own unless somebody chose."""
    return next((Scale(each.mark) for each in given if each.about == SCALE and each.mark in set(Scale)), Scale.OWN)


def mark_said(mark: str, scale: Scale) -> str:
    """A rating in words, "not assessed" for none."""
    if mark not in set(Mark):
        return _("not assessed")
    if scale is Scale.HSEEP:
        return {
            Mark.PERFORMED: _("P: performed without challenges"),
            Mark.SOME: _("S: performed with some challenges"),
            Mark.MAJOR: _("M: performed with major challenges"),
            Mark.UNABLE: _("U: unable to be performed"),
        }[Mark(mark)]
    return {
        Mark.PERFORMED: _("done well"),
        Mark.SOME: _("done, with something to improve"),
        Mark.MAJOR: _("done in part, with much to improve"),
        Mark.UNABLE: _("not done"),
    }[Mark(mark)]


CRITERIA = ("facts", "rule", "people", "next")
"""What is looked at in reasons that people wrote, in the order of the page."""

STEPS = ("1", "2", "3", "4")
"""From 1, missing, to 4, as an expert would write it."""


def criterion_said(code: str) -> str:
    """What a criterion asks."""
    return {
        "facts": _("Names the facts on which the answer rests"),
        "rule": _("Names the rule, and the rule fits"),
        "people": _("Says what the answer means for people at risk"),
        "next": _("Says what happens next, or what would help"),
    }[code]
