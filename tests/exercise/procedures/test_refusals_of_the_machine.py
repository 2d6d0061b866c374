"""Why the machine refuses an act: one order of reasons for every kind of matter, each family in its own words."""

import pytest

from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Holder, Office, Side, TimeKind
from simulation.matters import machine
from simulation.matters.declaration import Family, Rules, Status, Transition
from simulation.matters.matter import Act
from simulation.matters.proceeding import Proceeding, begin, rules_of

BEGINS = Transition("", "ask", "asked", Side.REQUESTING, "made up", offices=(Office.POLICE,))
STATUSES = (
    Status("asked", Holder.REQUESTED, TimeKind.DECISION, 10),
    Status("answered", None, None, may_reopen=True),
    Status("closed", None, None),
)
TRANSITIONS = (
    Transition("asked", "answer", "answered", Side.REQUESTED, "made up", offices=(Office.POLICE,), needs=("text",)),
    Transition("answered", "close", "closed", Side.REQUESTING, "made up", offices=(Office.POLICE,)),
)
RULES = rules_of("made_up", BEGINS, STATUSES, TRANSITIONS)
ASKED = begin(RULES, "key", "AAA", "BBB", ("subject",), Office.POLICE, 100, Act())
ANSWERED = machine.advance(RULES, ASKED, "answer", Side.REQUESTED, None, 200, Act("Yes"))
CLOSED = machine.advance(RULES, ANSWERED, "close", Side.REQUESTING, None, 300, Act())


@pytest.mark.parametrize(
    ("matter", "action", "side", "office", "now", "text", "obstacle", "code"),
    [
        (CLOSED, "close", Side.REQUESTED, Office.FIU, 0, "", "fact.forbids", "procedure.closed"),
        (ANSWERED, "close", Side.REQUESTED, Office.FIU, 0, "", "fact.forbids", "procedure.not_your_turn"),
        (ASKED, "close", Side.REQUESTED, Office.FIU, 0, "", "fact.forbids", "procedure.not_possible_now"),
        (ASKED, "answer", Side.REQUESTED, Office.FIU, 0, "", "fact.forbids", "procedure.wrong_office"),
        (ASKED, "answer", Side.REQUESTED, Office.POLICE, 0, "", "fact.forbids", "procedure.time_before"),
        (ASKED, "answer", Side.REQUESTED, Office.POLICE, 200, "", "fact.forbids", "fact.forbids"),
        (ASKED, "answer", Side.REQUESTED, Office.POLICE, 200, "", None, "procedure.input_missing"),
    ],
)
def test_the_first_reason_is_told(
    matter: Proceeding, action: str, side: Side, office: Office, now: int, text: str, obstacle: str | None, code: str
) -> None:
    with pytest.raises(RuleViolation) as refused:
        machine.advance(RULES, matter, action, side, office, now, Act(text), obstacle)
    assert refused.value.code == code


def test_each_family_has_its_own_words() -> None:
    letters: Rules[Proceeding, Act] = Rules(
        "made_up",
        BEGINS,
        STATUSES,
        TRANSITIONS,
        family=Family("request", "{input}_missing"),
        effect=lambda matter, _act, _now: matter,
    )
    with pytest.raises(RuleViolation) as refused:
        machine.advance(letters, ASKED, "answer", Side.REQUESTED, None, 200, Act())
    assert refused.value.code == "request.text_missing"


def test_what_leads_out_of_an_end_for_good_cannot_be_declared() -> None:
    with pytest.raises(ValueError, match="reopen"):
        rules_of("made_up", BEGINS, STATUSES, (Transition("closed", "reopen", "asked", Side.REQUESTING, "made up"),))
