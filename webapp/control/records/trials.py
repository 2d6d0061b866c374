"""Trials: which of them people play, who sits there, and the case as court and defence see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import ClassVar

from flask import abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.core.command import CONTROL, Command, SeatRole
from simulation.exercise.trials.commands import Bench, GiveBench, HearCases
from simulation.exercise.trials.views import ChargeView, HearingView
from simulation.kernel.errors import RuleViolation
from webapp.control.blueprint import blueprint
from webapp.control.room.pages import Choice
from webapp.control.value_names import country, reader
from webapp.desk.case.hearing_rows import (
    Hearing,
    Played,
    court_reader,
    hearing,
    judgment,
    played,
    played_by,
    point_raised,
)
from webapp.desk.current_view import attempt
from webapp.desk.readable import Reader
from webapp.pages.forms import choice_field, command_id, is_ticked, key_field
from webapp.pages.page import ControlPage, all_views, back, control_page, control_view, do, new_command_id, refusal
from webapp.pages.team_rows import member_names, members
from webapp.text.say import say_code
from webapp.visit.handles import handle_of, held
from webapp.visit.languages import language
from webapp.visit.refusals import Refusal


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A trial in the list."""

    code: str
    handle: str
    person: str
    offence: str
    when: str
    stands: str
    heard: bool
    is_open: bool
    url: str
    command: str


@dataclass(frozen=True, slots=True)
class CourtRow:
    """A country whose trials people may play, all of them."""

    code: str
    name: str
    heard: bool
    command: str


@blueprint.get("/trials")
def trials() -> ResponseReturnValue:
    """Every charge, those still open first."""
    return _list()


@dataclass(frozen=True, slots=True)
class TrialsPage(ControlPage):
    """All cases before the courts."""

    template: ClassVar[str] = "control/trials.html"
    key: ClassVar[str] = "trials"

    refused: Refusal | None
    rows: tuple[TrialRow, ...]
    courts: tuple[CourtRow, ...]
    all_heard: bool
    any_heard: bool
    all_ids: Mapping[str, str]


def _list(status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    teams = all_views().latest
    heard = control_view().heard
    rows = sorted(
        (
            (bool(charge.outcome), charge.trial_at, code, charge.charged, charge.key)
            for code, view in teams.items()
            for charge in view.charges
        ),
    )
    return control_page(
        TrialsPage(
            refused=refused,
            rows=tuple(_row(code, key) for _over, _at, code, _charged, key in rows),
            courts=tuple(
                CourtRow(code, country(code), code in heard, new_command_id(f"hear/{code}/{code in heard}"))
                for code in teams
            ),
            all_heard=len(heard) == len(teams),
            any_heard=bool(heard),
            all_ids={state: new_command_id(f"hear/all/{state}") for state in ("yes", "no")},
        ),
        status,
    )


def _row(code: str, key: str) -> TrialRow:
    reading = reader(code, with_epilogue=True)
    charge = next(each for each in reading.view.charges if each.key == key)
    own = handle_of("trial", key)
    if charge.outcome:
        stands = f"{say_code(f'outcome.{charge.outcome}')}, {_ruled_by(charge, reading)}"
    else:
        stands = _("people play the court") if charge.heard else _("decided by the rule on its day")
    return TrialRow(
        code,
        own,
        reading.entity(charge.person),
        reading.offence(code, charge.offence),
        reading.calendar.short(charge.trial_at),
        stands,
        charge.heard,
        not charge.outcome,
        url_for("control.trial", code=code, handle=own),
        new_command_id(f"hear/{key}"),
    )


def _ruled_by(charge: ChargeView, reading: Reader) -> str:
    """Whose decision it was: the rule's, or that of people who played the court."""
    if charge.ruling is None:
        return _("decided by the rule")
    return _("decided by %(who)s", who=played_by(charge.ruling.by, reading))


def _charge(code: str, handle: str) -> tuple[Reader, ChargeView]:
    reading = reader(code, with_epilogue=True)
    charge = held("trial", reading.view.charges, handle)
    if charge is None:
        abort(404)
    return reading, charge


@blueprint.post("/trials/hear")
def hear_cases() -> ResponseReturnValue:
    """Takes one trial, all of a country or all of the exercise into people's hands, or gives them back."""
    code = key_field("country")
    handle = key_field("charge") if code else ""
    key = _charge(code, handle)[1].key if handle else ""
    command = HearCases(id=command_id(), member=CONTROL, country=code, charge=key, heard=is_ticked("heard"))
    refused = do(command)
    if refused is not None:
        return _list(refused.status, refused)
    if handle and command.heard:
        return back("control.trial", code=code, handle=handle)
    return back("control.trials")


@blueprint.get("/trials/<code>/<handle>")
def trial(code: str, handle: str) -> ResponseReturnValue:
    """One case."""
    return _case(code, handle)


@dataclass(frozen=True, slots=True)
class TrialPage(ControlPage):
    """A case before a court, which control may play."""

    template: ClassVar[str] = "control/trial.html"
    key: ClassVar[str] = "trials"

    refused: Refusal | None
    row: TrialRow
    name: str
    h: Hearing | None
    judge_url: str
    raise_url: str
    judge_id: str
    raise_id: str
    may_judge: bool
    may_raise: bool
    benches: tuple[BenchRow, ...]
    ruling: Played


def _case(code: str, handle: str, status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    own, charge = _charge(code, handle)
    shown = _shown(charge)
    return control_page(
        TrialPage(
            refused=refused,
            row=_row(code, charge.key),
            name=country(code),
            h=hearing(shown, court_reader(shown, own.view.clock, own.scenario, language()))
            if shown is not None
            else None,
            judge_url=url_for("control.give_judgment", code=code, handle=handle),
            raise_url=url_for("control.raise_point", code=code, handle=handle),
            judge_id=new_command_id(f"judge/{charge.key}"),
            raise_id=new_command_id(f"raise/{charge.key}"),
            may_judge=True,
            may_raise=True,
            benches=_benches(shown, code) if shown is not None else (),
            ruling=played(charge, own),
        ),
        status,
    )


def _shown(charge: ChargeView) -> HearingView | None:
    """The trial, None when people do not play it or it is over."""
    return next((each for each in control_view().hearings if each.charge.key == charge.key), None)


@dataclass(frozen=True, slots=True)
class BenchRow:
    """A bench, who sits there, and who might."""

    bench: str
    label: str
    people: tuple[Choice, ...]
    command: str


def _benches(shown: HearingView, code: str) -> tuple[BenchRow, ...]:
    names = member_names()
    playing = {member.id for member in members().values() if member.post is SeatRole.PLAYER}
    found = []
    for bench, who in ((Bench.COURT, shown.court), (Bench.DEFENCE, shown.defence)):
        people = [
            Choice(
                member,
                _("%(name)s, %(country)s", name=names.get(member, ""), country=country(line.country)),
                current=member == who,
            )
            for line in control_view().countries
            if line.country != code
            for member in dict.fromkeys(each for seat in line.seats for each in seat.members if each in playing)
        ]
        label = _("Court") if bench is Bench.COURT else _("Defence")
        found.append(
            BenchRow(bench.value, label, tuple(people), new_command_id(f"bench/{shown.charge.key}/{bench}/{who}"))
        )
    return tuple(found)


@blueprint.post("/trials/<code>/<handle>/bench")
def give_bench(code: str, handle: str) -> ResponseReturnValue:
    """Says who is court or defence; nobody chosen means control itself."""
    _reading, charge = _charge(code, handle)
    return _after(
        code,
        handle,
        lambda: GiveBench(
            id=command_id(),
            member=CONTROL,
            charge=charge.key,
            bench=choice_field("bench", Bench),
            who=key_field("who"),
        ),
    )


@blueprint.post("/trials/<code>/<handle>/point")
def raise_point(code: str, handle: str) -> ResponseReturnValue:
    """Control raises a point as the defence."""
    shown = _shown(_charge(code, handle)[1])
    if shown is None:
        return _gone(code, handle)
    return _after(code, handle, lambda: point_raised(shown, CONTROL))


@blueprint.post("/trials/<code>/<handle>/judgment")
def give_judgment(code: str, handle: str) -> ResponseReturnValue:
    """Control decides as the court."""
    shown = _shown(_charge(code, handle)[1])
    if shown is None:
        return _gone(code, handle)
    return _after(code, handle, lambda: judgment(shown, CONTROL))


def _gone(code: str, handle: str) -> ResponseReturnValue:
    refused = refusal(RuleViolation("hearing.not_yours"))
    return _case(code, handle, refused.status, refused)


def _after(code: str, handle: str, make: Callable[[], Command]) -> ResponseReturnValue:
    refused = attempt(make)
    if refused is not None:
        return _case(code, handle, refused.status, refused)
    flash(_("Done."))
    return back("control.trial", code=code, handle=handle)
