"""A case of another country that the visitor hears as its court, or in which the visitor is the defence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.trials.views import HearingView
from webapp.desk.blueprint import blueprint
from webapp.desk.case.hearing_rows import Hearing, court_reader, hearing, judgment, point_raised
from webapp.desk.current_view import attempt, reader
from webapp.pages.page import TeamPage, back, new_command_id, scenario, team_page, team_view
from webapp.visit.handles import handle_of
from webapp.visit.languages import language
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member


@dataclass(frozen=True, slots=True)
class BenchLink:
    """A way to a case in which the visitor has a bench."""

    url: str
    text: str


def bench_links() -> tuple[BenchLink, ...]:
    """The cases in which the visitor has a bench."""
    reading = reader()
    return tuple(
        BenchLink(
            url_for("desk.hear", code=each.country, handle=handle_of("hearing", each.charge.key)),
            _("You are the court in a case of %(country)s", country=reading.country(each.country))
            if each.court == current_member().id
            else _("You are the defence in a case of %(country)s", country=reading.country(each.country)),
        )
        for each in _mine()
    )


def _mine() -> tuple[HearingView, ...]:
    me = current_member().id
    return tuple(each for each in team_view().hearings if me in {each.court, each.defence})


def _own(code: str, handle: str) -> HearingView:
    """The case, not found for whoever has no bench in it."""
    found = next(
        (each for each in _mine() if each.country == code and handle_of("hearing", each.charge.key) == handle),
        None,
    )
    if found is None:
        abort(404)
    return found


@blueprint.get("/hearings/<code>/<handle>", endpoint="hear")
def hear(code: str, handle: str) -> ResponseReturnValue:
    """The case as the bench sees it."""
    return _page(_own(code, handle))


@dataclass(frozen=True, slots=True)
class HearingPage(TeamPage):
    """A case before the court, with what may be said and decided there."""

    template: ClassVar[str] = "desk/hearing.html"
    key: ClassVar[str] = "desk"

    refusal: Refusal | None
    h: Hearing
    may_judge: bool
    may_raise: bool
    judge_url: str
    raise_url: str
    judge_id: str
    raise_id: str


def _page(shown: HearingView, status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    reading = court_reader(shown, team_view().clock, scenario(), language())
    own = handle_of("hearing", shown.charge.key)
    return team_page(
        HearingPage(
            refusal=refused,
            h=hearing(shown, reading),
            may_judge=shown.court == current_member().id,
            may_raise=shown.defence == current_member().id,
            judge_url=url_for("desk.judge_case", code=shown.country, handle=own),
            raise_url=url_for("desk.defend", code=shown.country, handle=own),
            judge_id=new_command_id(f"judge/{shown.charge.key}"),
            raise_id=new_command_id(f"raise/{shown.charge.key}"),
        ),
        status,
    )


@blueprint.post("/hearings/<code>/<handle>/judgment", endpoint="judge_case")
def judge_case(code: str, handle: str) -> ResponseReturnValue:
    """Gives the judgment."""
    shown = _own(code, handle)
    refused = attempt(lambda: judgment(shown, current_member().id))
    if refused is not None:
        return _page(shown, refused.status, refused)
    flash(_("Judgment given."))
    return back("desk.home")


@blueprint.post("/hearings/<code>/<handle>/point", endpoint="defend")
def defend(code: str, handle: str) -> ResponseReturnValue:
    """Raises a point of the defence."""
    shown = _own(code, handle)
    refused = attempt(lambda: point_raised(shown, current_member().id))
    if refused is not None:
        return _page(shown, refused.status, refused)
    flash(_("This point is now before the court."))
    return back("desk.hear", code=code, handle=handle)
