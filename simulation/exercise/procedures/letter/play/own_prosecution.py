"""Surrender or prosecute: a country that keeps its national submits the case to its own prosecutor (UNTOC 16(10))."""

from __future__ import annotations

from collections.abc import Mapping

from simulation.exercise.core.command import Seat
from simulation.exercise.core.state import CountryState, State
from simulation.exercise.evidence import gathering
from simulation.exercise.meetings.commands import AgreedTask
from simulation.exercise.meetings.handlers import give_task
from simulation.exercise.meetings.state import Meetings
from simulation.exercise.procedures.letter.letter import Letter
from simulation.kernel.agenda import DAY
from simulation.kernel.offices import OfficeTask
from simulation.law.book.governance import may_keep
from simulation.law.book.grounds import named_ground
from simulation.network import questions
from simulation.scenario.schema.play import Sought

NATIONALITY_BAR = "G8"
"""The ground that one's own nationals are not surrendered (law.md 5.5 G8)."""

TASK = "task.submit_for_prosecution"
"""Code of the task; pages put it into words."""

TRANSFERRED = "task.prosecute_transferred"
"""Code of the task after a transfer of proceedings."""

WITHIN_DAYS = 30
"""Days that count as `without undue delay` (assumption)."""


def own_case(countries: Mapping[str, CountryState], request: Letter) -> str | None:
    """A paper of the requested side's own file about a target: what a postponement has to name (UNTOC 18(25))."""
    keeper = countries.get(request.requested)
    if keeper is None:
        return None
    for target in request.targets:
        for document in keeper.file.naming(target):
            if document.use.origin == "home":
                filing = keeper.file.filed.get(document.key)
                return None if filing is None else filing.label
    return None


def after_refusal(state: State, request: Letter) -> None:
    """After a surrender was refused because the person is a national, the prosecutor there gets the case, once.

    That the other side asks for it (ETS 24 article 6(2)) is taken as given (assumption). Who names the ground for
    somebody whom the law may not keep gets no file.
    """
    if request.sought is not Sought.SURRENDER or named_ground(request.ground) != NATIONALITY_BAR:
        return
    pair, there = state.scenario.pair(request.requesting, request.requested), state.scenario.country(request.requested)
    nationalities = [questions.nationality(state.network, target) for target in request.targets]
    if any(may_keep(pair, there, whose, request.content.basis) for whose in nationalities):
        take_over(state, request)


def take_over(state: State, request: Letter) -> None:
    """The prosecutor there has the case, once, with the papers relied on as evidence (UNTOC 16(10), 21)."""
    key = f"{request.key}/prosecution"
    if key in state.part(Meetings).tasks:
        return
    grounds = request.content.grounds
    gathering.hand_over_file(state, request.requesting, request.requested, grounds, request.key)
    owner = Seat(request.requested, state.leading(request.requested, OfficeTask.CHARGES)[0])
    due = state.now // DAY + 1 + WITHIN_DAYS
    what = TASK if request.sought is Sought.SURRENDER else TRANSFERRED
    give_task(state, key, AgreedTask(owner=owner, what=what, due_day=due), request.key, "".join(request.targets[:1]))
