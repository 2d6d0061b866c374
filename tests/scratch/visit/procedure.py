"""Three statuses and four transitions; a visit ends by itself after some nights."""

from __future__ import annotations

from simulation.exercise.core.state import State
from simulation.exercise.matters.procedure import Procedure
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Facts, Holder, Office, Side, TimeKind
from simulation.matters.declaration import Input, InputKind, Status, Transition
from simulation.matters.proceeding import Proceeding, rules_of

VISIT = "visit"
DAYS_TO_ANSWER = 10
USUAL_NIGHTS = 5

RULES = rules_of(
    VISIT,
    Transition(
        "",
        "propose_visit",
        "visit_proposed",
        Side.REQUESTING,
        "made up",
        "P",
        offices=(Office.AUTHORITY, Office.PROSECUTOR),
        needs=("text",),
        may=("visitors",),
    ),
    (
        Status("visit_proposed", Holder.REQUESTED, TimeKind.DECISION, DAYS_TO_ANSWER),
        Status("on_visit", Holder.THIRD_PARTY, TimeKind.SYSTEM),
        Status("visit_over", None, None),
    ),
    (
        Transition(
            "visit_proposed",
            "welcome",
            "on_visit",
            Side.REQUESTED,
            "made up",
            offices=(Office.AUTHORITY,),
            needs=("nights",),
        ),
        Transition("visit_proposed", "turn_down", "visit_over", Side.REQUESTED, "made up", offices=(Office.AUTHORITY,)),
        Transition(
            "visit_proposed",
            "ask_again",
            "visit_proposed",
            Side.REQUESTING,
            "made up",
            offices=(Office.AUTHORITY, Office.PROSECUTOR),
        ),
        Transition("on_visit", "go_home", "visit_over", Side.SYSTEM, "made up", is_decision=False),
    ),
    inputs={"nights": Input(InputKind.DAYS)},
)


def _next_due(_state: State, proceeding: Proceeding) -> int | None:
    nights = proceeding.number("nights") or USUAL_NIGHTS
    return proceeding.since + nights * DAY if proceeding.status == "on_visit" else None


def _next_act(_state: State, _proceeding: Proceeding) -> tuple[str, Facts] | None:
    return "go_home", ()


PROCEDURE = Procedure(RULES, "V", next_due=_next_due, next_act=_next_act, is_abroad=True, package="tests.scratch.visit")
