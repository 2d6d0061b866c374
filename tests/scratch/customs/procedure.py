"""What customs alone may begin and answer: a question from office to office."""

from __future__ import annotations

from simulation.exercise.matters.procedure import Procedure
from simulation.kernel.terms import Holder, Side, TimeKind
from simulation.matters.declaration import Status, Transition
from simulation.matters.proceeding import rules_of
from tests.scratch.customs.office import CUSTOMS

QUESTION = "customs_question"
DAYS_TO_ANSWER = 9

_CUSTOMS = (CUSTOMS,)

RULES = rules_of(
    QUESTION,
    Transition(
        "", "ask_customs", "customs_asked", Side.REQUESTING, "made up", "P", offices=(CUSTOMS,), needs=("text",)
    ),
    (
        Status("customs_asked", Holder.REQUESTED, TimeKind.DECISION, DAYS_TO_ANSWER),
        Status("customs_told", None, None),
    ),
    (
        Transition(
            "customs_asked",
            "tell_customs",
            "customs_told",
            Side.REQUESTED,
            "made up",
            offices=(CUSTOMS,),
            needs=("text",),
        ),
    ),
)

PROCEDURE = Procedure(RULES, "Q", is_abroad=True)
