"""The clock's buttons: start, warm-up, running clock, end, epilogue, and the adversary's dial."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import flash, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.exercise.clock.commands import (
    EndExercise,
    EndWarmUp,
    PlayEpilogue,
    SetAdversary,
    StartClock,
    StartExercise,
    StopClock,
)
from simulation.exercise.clock.handlers import FASTEST_RATE
from simulation.exercise.core.command import CONTROL
from simulation.kernel.errors import RuleViolation
from webapp.control.blueprint import blueprint
from webapp.control.room.jumping import answer
from webapp.control.value_names import day
from webapp.pages.forms import command_id, int_field, one_of
from webapp.pages.page import ControlPage, all_views, back, control_page, control_view, do, new_command_id, refusal
from webapp.visit.refusals import Refusal


@blueprint.post("/start")
def start() -> ResponseReturnValue:
    """Opens the warm-up or the first move."""
    what = one_of("what", ("warm_up", "first_move", "end_warm_up"), label=_("Start"))
    if what == "end_warm_up":
        return answer(do(EndWarmUp(id=command_id(), member=CONTROL)))
    return answer(do(StartExercise(id=command_id(), member=CONTROL, warm_up=what == "warm_up")))


@blueprint.post("/clock")
def run_clock() -> ResponseReturnValue:
    """Lets the clock run, or stands it still."""
    try:
        if request.form.get("what") == "stop":
            return answer(do(StopClock(id=command_id(), member=CONTROL)))
        rate = int_field("rate", lowest=1, highest=FASTEST_RATE, label=_("Speed"))
        return answer(do(StartClock(id=command_id(), member=CONTROL, rate=rate)))
    except RuleViolation as violation:
        return answer(refusal(violation))


@blueprint.post("/adversary")
def adversary() -> ResponseReturnValue:
    """Runs or holds the network's decisions."""
    held = request.form.get("adversary") == "hold"
    return answer(do(SetAdversary(id=command_id(), member=CONTROL, held=held)))


@blueprint.get("/end")
def end() -> ResponseReturnValue:
    """What ending means, and the button."""
    return end_page()


@dataclass(frozen=True, slots=True)
class EndPage(ControlPage):
    """What ending the exercise means now."""

    template: ClassVar[str] = "control/end.html"
    key: ClassVar[str] = "room"

    refused: Refusal | None
    can_end: bool
    open_requests: int
    moves_left: int
    id: str


def end_page(status: int = 200, refused: Refusal | None = None) -> ResponseReturnValue:
    """The page that asks."""
    view = control_view()
    open_requests = sum(
        item.status not in {"returned", "refused", "withdrawn"} for item in view.requests if item.route == "mla"
    )
    return control_page(
        EndPage(
            refused=refused,
            can_end=view.clock.phase in {"warm_up", "office_hours", "running"},
            open_requests=open_requests,
            moves_left=max(0, view.clock.moves - all_views().room.left_out - view.clock.move),
            id=new_command_id("control/end"),
        ),
        status,
    )


@blueprint.post("/end")
def end_now() -> ResponseReturnValue:
    """Ends play."""
    refused = do(EndExercise(id=command_id(), member=CONTROL))
    if refused is not None:
        return end_page(refused.status, refused)
    flash(_("The exercise has ended. Hot wash and epilogue are ready."))
    return back("control.home")


@blueprint.post("/epilogue")
def epilogue() -> ResponseReturnValue:
    """Plays on to the horizon with automatic players."""
    ended = control_view().clock.now
    refused = do(PlayEpilogue(id=command_id(), member=CONTROL))
    if refused is None:
        flash(
            _(
                "The epilogue has been played to %(day)s. The review shows it separately from play by the teams.",
                day=day(control_view().clock.day),
            )
        )
        return back("control.home", since=str(ended))
    return answer(refused)
