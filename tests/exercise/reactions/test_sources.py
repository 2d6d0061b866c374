"""Whoever reacts cites the instrument that governs the request in hand, and another treaty of none that it is not."""

from __future__ import annotations

import pytest

from simulation.exercise.clock.commands import Jump, StartExercise, TakeOver
from simulation.exercise.core.command import Seat
from simulation.exercise.core.settings import Settings
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.opening import inherited_request
from simulation.exercise.procedures.letter.play.facts import between
from simulation.exercise.procedures.letter.play.state import Letters, RequestState
from simulation.exercise.procedures.letter.statuses import LetterAction, LetterStatus
from simulation.exercise.reactions.scene import scene_of
from simulation.exercise.reactions.signs import Sign
from simulation.exercise.reactions.table import by_code
from simulation.exercise.reactions.wording import reaction_of
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.law.book.governance import PRACTICE
from simulation.players.policies import players
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import Room, open_room


@pytest.fixture
def room(blue_current: FrozenScenario) -> Room:
    """Control plays every country."""
    made = open_room(blue_current, Settings(preset="half_day_14", seed=7), players())
    made.control(StartExercise(id="", warm_up=False))
    for country in made.exercise.scenario.played:
        made.control(TakeOver(id="", country=country.code))
    return made


@pytest.mark.parametrize(
    ("code", "sought", "basis", "source"),
    [
        ("bare_names", Sought.BANK_RECORDS, "ETS30", "ETS 30 art. 14(1)(c)"),
        ("bare_names", Sought.FREEZE, "CETS198", "CETS 198 art. 37(1)(e)(i)"),
        ("leak", Sought.BANK_RECORDS, "ETS30", "ETS 182 art. 25"),
        ("leak", Sought.FREEZE, "CETS198", "CETS 198 art. 43(1)-(3)"),
        ("no_formalities", Sought.BANK_RECORDS, "ETS30", "ETS 182 art. 8"),
        ("silence", Sought.FREEZE, "CETS198", "CETS 198 art. 38; ten days: assumption"),
        ("lying", Sought.BANK_RECORDS, "ETS30", f"{PRACTICE}; twenty days: assumption"),
        ("not_withdrawn", Sought.BANK_RECORDS, "ETS30", PRACTICE),
        ("poor_refusal", Sought.BANK_RECORDS, "ETS30", "ETS 30 art. 19"),
    ],
)
def test_a_reaction_cites_what_governs_the_request(
    room: Room, code: str, sought: Sought, basis: str, source: str
) -> None:
    state = room.exercise.state
    content = Content(basis=basis)
    status = LetterStatus.DECIDING
    request = inherited_request("ISA/l", kind_of(sought), "ISA", "VAL", ("p",), content, status, -DAY, 0)
    state.part(Letters).requests["ISA/l"] = RequestState(request, "X-1")
    said = reaction_of(scene_of(state), Sign("", "ISA", "request", "ISA/l", 0), by_code()[code], 0)
    assert said.source == source


def test_a_refusal_that_is_answered_cites_what_was_found_of_it(room: Room) -> None:
    """No reason, and a ground that is none, of a request that another treaty than the UNTOC governs."""
    state = room.exercise.state
    letters = state.part(Letters)
    request = next(
        kept.matter
        for code in ("ISA", "VAL", "KES")
        for view in [room.exercise.team_view(code)]
        for each in view.requests
        if each.incoming and any(offer.action == LetterAction.REFUSE for offer in each.offers)
        for kept in [letters.requests[each.key]]
        if not between(state.scenario, state.law, kept.matter).regime.articles.startswith("UNTOC")
    )
    regime = between(state.scenario, state.law, request).regime
    room.do(
        ActOnRequest(
            id="refuse",
            by=Seat(request.requested, Office.AUTHORITY),
            member="control",
            request=request.key,
            action=LetterAction.REFUSE,
            text="We cannot.",
            ground="NR1",
        )
    )
    room.control(Jump(id="", days=22))
    said = {
        each.code: each for each in room.exercise.team_view(request.requested).reactions if each.about == request.key
    }
    assert said["forbidden_refusal"].source == regime.none_by("NR1")
    assert said["poor_refusal"].source == regime.cite("reasons")
