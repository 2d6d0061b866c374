"""Trials: which of them people play, who sits there, and the case as court and defence see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from flask import abort, flash, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.errors import RuleViolation
from simulation.exercise.case_views import ChargeView, HearingView
from simulation.exercise.commands import Command, Post
from simulation.exercise.hearing_acts import Bench, GiveBench, HearCases
from webapp.control.blueprint import blueprint
from webapp.control.naming import country, reader
from webapp.control.room import Choice
from webapp.desk.hearing_rows import court_reader, hearing, judgment, played, played_by, point_raised
from webapp.desk.here import attempt
from webapp.desk.reader import Reader
from webapp.desk.speech import say_code
from webapp.forms import choice_field, command_id, is_ticked, key_field, optional_int_field
from webapp.languages import language
from webapp.pages import CONTROL_MEMBER, all_views, back, control_page, control_view, do, new_command_id, refusal
from webapp.refusals import Refusal
from webapp.team_rows import member_names, members

MOST_TRIALS = 10_000


@dataclass(frozen=True, slots=True)
class TrialRow:
    """A trial in the list."""

    code: str
    number: int
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
def trials(exercise: str) -> ResponseReturnValue:  # noqa: ARG001
    """Every charge, those still open first."""
    return _list()


def _list(status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    teams = all_views().latest
    heard = control_view().heard
    rows = sorted(
        (
            (bool(charge.outcome), charge.trial_at, code, number)
            for code, view in teams.items()
            for number, charge in enumerate(view.charges, start=1)
        ),
    )
    return control_page(
        "control/trials.html",
        "trials",
        status,
        refused=refused,
        rows=tuple(_row(code, number) for _over, _at, code, number in rows),
        courts=tuple(
            CourtRow(code, country(code), code in heard, new_command_id(f"hear/{code}/{code in heard}"))
            for code in teams
        ),
        all_heard=len(heard) == len(teams),
        any_heard=bool(heard),
        all_ids={state: new_command_id(f"hear/all/{state}") for state in ("yes", "no")},
    )


def _row(code: str, number: int) -> TrialRow:
    reading = reader(code, with_epilogue=True)
    charge = reading.view.charges[number - 1]
    if charge.outcome:
        stands = f"{say_code(f'outcome.{charge.outcome}')}, {_ruled_by(charge, reading)}"
    else:
        stands = _("people play the court") if charge.heard else _("decided by the rule on its day")
    return TrialRow(
        code,
        number,
        reading.entity(charge.person),
        reading.offence(code, charge.offence),
        reading.calendar.short(charge.trial_at),
        stands,
        charge.heard,
        not charge.outcome,
        url_for("control.trial", code=code, number=number),
        new_command_id(f"hear/{code}/{number}"),
    )


def _ruled_by(charge: ChargeView, reading: Reader) -> str:
    """Whose decision it was: the rule's, or that of people who played the court."""
    if charge.ruling is None:
        return _("decided by the rule")
    return _("ruled by %(who)s", who=played_by(charge.ruling.by, reading))


def _charge(code: str, number: int) -> tuple[Reader, ChargeView]:
    reading = reader(code, with_epilogue=True)
    if not 0 < number <= len(reading.view.charges):
        abort(404)
    return reading, reading.view.charges[number - 1]


@blueprint.post("/trials/hear")
def hear_cases(exercise: str) -> ResponseReturnValue:  # noqa: ARG001
    """Takes one trial, all of a country or all of the exercise into people's hands, or gives them back."""
    code = key_field("country")
    number = optional_int_field("number", lowest=1, highest=MOST_TRIALS) if code else None
    key = _charge(code, number)[1].key if number else ""
    command = HearCases(id=command_id(), member=CONTROL_MEMBER, country=code, charge=key, heard=is_ticked("heard"))
    refused = do(command)
    if refused is not None:
        return _list(refused.status, refused)
    if number and command.heard:
        return back("control.trial", code=code, number=str(number))
    return back("control.trials")


@blueprint.get("/trials/<code>/<int:number>")
def trial(exercise: str, code: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """One case."""
    return _case(code, number)


def _case(code: str, number: int, status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    own, charge = _charge(code, number)
    shown = _shown(code, number)
    return control_page(
        "control/trial.html",
        "trials",
        status,
        refused=refused,
        row=_row(code, number),
        name=country(code),
        h=hearing(shown, court_reader(shown, own.view.clock, own.scenario, language())) if shown is not None else None,
        judge_url=url_for("control.give_judgment", code=code, number=number),
        raise_url=url_for("control.raise_point", code=code, number=number),
        judge_id=new_command_id(f"judge/{code}/{number}"),
        raise_id=new_command_id(f"raise/{code}/{number}"),
        may_judge=True,
        may_raise=True,
        benches=_benches(shown, code, number) if shown is not None else (),
        ruling=played(charge, own),
    )


def _shown(code: str, number: int) -> HearingView | None:
    """The trial, None when people do not play it or it is over."""
    return next((each for each in control_view().hearings if (each.country, each.number) == (code, number)), None)


@dataclass(frozen=True, slots=True)
class BenchRow:
    """A bench, who sits there, and who might."""

    bench: str
    label: str
    people: tuple[Choice, ...]
    command: str


def _benches(shown: HearingView, code: str, number: int) -> tuple[BenchRow, ...]:
    names = member_names()
    playing = {member.id for member in members().values() if member.post is Post.PLAYER}
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
            BenchRow(bench.value, label, tuple(people), new_command_id(f"bench/{code}/{number}/{bench}/{who}"))
        )
    return tuple(found)


@blueprint.post("/trials/<code>/<int:number>/bench")
def give_bench(exercise: str, code: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """Says who is court or defence; nobody chosen means control itself."""
    _reading, charge = _charge(code, number)
    return _after(
        code,
        number,
        lambda: GiveBench(
            id=command_id(),
            member=CONTROL_MEMBER,
            charge=charge.key,
            bench=choice_field("bench", Bench),
            who=key_field("who"),
        ),
    )


@blueprint.post("/trials/<code>/<int:number>/point")
def raise_point(exercise: str, code: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """Control raises a point as the defence."""
    shown = _shown(code, number)
    if shown is None:
        return _gone(code, number)
    return _after(code, number, lambda: point_raised(shown, CONTROL_MEMBER))


@blueprint.post("/trials/<code>/<int:number>/judgment")
def give_judgment(exercise: str, code: str, number: int) -> ResponseReturnValue:  # noqa: ARG001
    """Control decides as the court."""
    shown = _shown(code, number)
    if shown is None:
        return _gone(code, number)
    return _after(code, number, lambda: judgment(shown, CONTROL_MEMBER))


def _gone(code: str, number: int) -> ResponseReturnValue:
    refused = refusal(RuleViolation("hearing.not_yours"))
    return _case(code, number, refused.status, refused)


def _after(code: str, number: int, make: Callable[[], Command]) -> ResponseReturnValue:
    refused = attempt(make)
    if refused is not None:
        return _case(code, number, refused.status, refused)
    flash(_("Done."))
    return back("control.trial", code=code, number=str(number))
