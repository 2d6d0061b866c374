"""A letter list that was brought up turn by turn says what one says that reads all requests at once."""

from __future__ import annotations

from simulation.exercise.sources import open_view, players_view
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.players.runs import begin, policies_for
from simulation.players.turn.letter_list import LetterList
from simulation.scenario.schema.scenario import FrozenScenario

DAYS = 45
EVERY = 5


def _says(letter_list: LetterList, view: TeamView) -> tuple[object, ...]:
    own = [request for request in view.requests if not request.incoming]
    return (
        letter_list.open,
        letter_list.under_way,
        letter_list.answered,
        letter_list.asking,
        letter_list.own,
        letter_list.urgent,
        letter_list.inherited,
        [letter_list.decided_since(office, since * DAY) for office in Office for since in (-500, 20)],
        [letter_list.may(request, office) for request in view.requests for office in Office],
        [
            {each.key for each in letter_list.asked(request.sought, one.key)}
            for request in own
            for one in request.targets
        ],
        [letter_list.sent_since(request.requested, request.route, request.opened) for request in own],
    )


def test_what_is_brought_up_is_what_is_read_at_once(frozen: FrozenScenario) -> None:
    """Players see no question before its time, and all of them when a step is overdue: requests come and go."""
    exercise = begin(frozen, policies_for(frozen.scenario, "textbook", {}), 7)
    state, vanished = exercise.state, 0
    kept = {code: LetterList(code) for code in state.countries}
    for day in range(0, DAYS, EVERY):
        exercise.advance(day * DAY)
        for code, letter_list in kept.items():
            everything = open_view(state, code)
            for view in (everything, players_view(state, code)):
                vanished += len(everything.requests) - len(view.requests)
                afresh = LetterList(code)
                letter_list.bring_up(view.requests)
                afresh.bring_up(view.requests)
                assert _says(letter_list, view) == _says(afresh, view)
    assert vanished
