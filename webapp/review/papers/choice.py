"""Which paper is wanted, and its value."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.review.bundles import ReplayRun
from simulation.review.prices.prices import Price
from simulation.review.record_reading import RecordReading
from webapp.papers.paper import Paper, PaperKind
from webapp.review.papers.after_action import Held, after_action
from webapp.review.papers.delay_section import delay_section
from webapp.review.papers.team_file import hot_wash_paper, team_report


class UnknownPaperError(LookupError):
    """The exercise has no such paper; the text says why, in one line."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A paper that somebody wants.

    Attributes:
        kind: Which.
        team: Code of the country whose paper it is; "" for the after-action report.
        move: The move of a hot wash; 0 for the whole.
    """

    kind: PaperKind
    team: str = ""
    move: int = 0


def paper_of(
    reading: RecordReading, held: Held, wanted: Wanted, prices: Iterable[Price] = (), runs: Iterable[ReplayRun] = ()
) -> Paper:
    """The paper.

    Args:
        reading: The exercise as the review reads it.
        held: What is not in its record.
        wanted: Which paper.
        prices: Prices of decisions, as far as they were found.
        runs: Runs under every bundle of waits, as far as they were played.

    Raises:
        UnknownPaperError: The exercise has no such paper.
    """
    if wanted.kind is PaperKind.AFTER_ACTION:
        return after_action(reading, held, prices, delay_section(reading, runs))
    teams = [country.code for country in reading.scenario.played]
    if wanted.team not in teams:
        raise UnknownPaperError(
            _("this document belongs to one team; choose from: %(teams)s", teams=", ".join(teams))
            if not wanted.team
            else _("there is no team %(team)s; choose from: %(teams)s", team=wanted.team, teams=", ".join(teams))
        )
    if wanted.team not in reading.files:
        raise UnknownPaperError(
            _("the exercise was played under other rules, so the file of a team cannot be made again")
        )
    if wanted.kind is PaperKind.TEAM:
        return team_report(reading, reading.files[wanted.team], held)
    made = hot_wash_paper(reading, reading.files[wanted.team], held, wanted.move)
    if made is None:
        raise UnknownPaperError(_("there was no move %(move)s", move=wanted.move))
    return made
