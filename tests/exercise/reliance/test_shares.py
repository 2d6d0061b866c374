"""How much of the work rests on answers: stated and implied apart, at any depth."""

from __future__ import annotations

import pytest

from simulation.exercise.reliance.acts import ActKind, CameBy, Paper, Reliance, RestingAct, Shares
from simulation.exercise.reliance.needed import Groups

ASKED = Paper("answer", CameBy.ASKED, "ALV/ask", 20)
PAPERS = (
    ASKED,
    Paper("second", CameBy.ASKED, "ALV/ask", 20),
    Paper("opening", CameBy.OPENING, "", 0),
    Paper("inherited", CameBy.INHERITED, "matter/1", 3),
    Paper("spontaneous", CameBy.UNASKED, "", 5),
    Paper("found", CameBy.HOME, "ALV/search", 40),
    Paper("bank", CameBy.HOME, "", 41),
)
REQUEST = RestingAct("ALV/ask", ActKind.REQUEST, "bank_records", "ALV", 1, ("account/a",), (), (("opening",),))


def an_act(key: str, *rests_on: str, implied: Groups = (), kind: ActKind = ActKind.MEASURE) -> RestingAct:
    return RestingAct(f"ALV/{key}", kind, "search", "ALV", 30, ("cast/a",), rests_on, implied)


def told(*acts: RestingAct) -> Reliance:
    return Reliance({act.key: act for act in (REQUEST, *acts)}, {("ALV", paper.key): paper for paper in PAPERS})


@pytest.mark.parametrize(
    ("act", "either", "implied"),
    [
        pytest.param(an_act("a", "answer"), 1, 0, id="stated"),
        pytest.param(an_act("a", "ALV/ask/returned/1"), 1, 0, id="the answered request is stated"),
        pytest.param(an_act("a", "ALV/ask/drafting/1"), 0, 0, id="a request without an answer is stated"),
        pytest.param(an_act("a", implied=(("answer",),)), 1, 1, id="implied"),
        pytest.param(an_act("a", implied=(("answer", "second"),)), 1, 1, id="either answer"),
        pytest.param(an_act("a", implied=(("opening", "answer"),)), 0, 0, id="the opening paper was enough"),
        pytest.param(an_act("a", implied=(("opening",), ("answer",))), 1, 1, id="the opening paper and the answer"),
        pytest.param(an_act("a", "opening", "inherited", "spontaneous", "bank", "unheard-of"), 0, 0, id="others"),
        pytest.param(an_act("a", implied=(("opening",), ("inherited",), ("bank",))), 0, 0, id="others, implied"),
    ],
)
def test_an_act_rests_on_an_answer(act: RestingAct, either: int, implied: int) -> None:
    assert told(act).shares(("ALV",)) == Shares(1, either, implied)


def test_what_an_own_measure_brought_rests_on_what_the_measure_rests_on() -> None:
    later = an_act("charge", "found", kind=ActKind.CHARGE, implied=(("found",),))
    stated, implied = an_act("search", "answer"), an_act("search", implied=(("answer",),))
    assert told(stated, later).shares(("ALV",)) == Shares(2, 2, 0)
    assert told(implied, later).shares(("ALV",)) == Shares(2, 2, 2)
    assert told(an_act("search", "opening"), later).shares(("ALV",)) == Shares(2, 0, 0)


def test_the_way_back_goes_by_the_answer_and_by_the_paper_that_came_first() -> None:
    search = an_act("search", implied=(("bank",), ("answer", "second")))
    charge = an_act("charge", kind=ActKind.CHARGE, implied=(("found",),))
    steps = told(search, charge).way_back("ALV/charge")
    assert [step.act.key for step in steps] == ["ALV/charge", "ALV/search", "ALV/ask"]
    assert [step.paper and step.paper.key for step in steps] == ["found", "answer", "opening"]
    assert told().way_back("ALV/unheard-of") == ()
    (only,) = told(an_act("free")).way_back("ALV/free")
    assert only.paper is None
