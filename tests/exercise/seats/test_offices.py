"""Which offices there are, in which order, and how their codes are read."""

import json
import pickle
from dataclasses import replace

import pytest
from pydantic import ValidationError

from simulation.exercise.core.command import Command, Seat
from simulation.exercise.journal import JournalError, decode_command, encode_command
from simulation.exercise.measures.commands import TriageReport
from simulation.exercise.procedures.notice.commands import RequestNotice
from simulation.exercise.registry import SHIPPED
from simulation.exercise.seats.commands import TakeSeat
from simulation.exercise.trials.commands import ChargePerson
from simulation.kernel.codes import KnownCodes
from simulation.kernel.errors import RuleViolation
from simulation.kernel.offices import OFFICES, OfficeTask
from simulation.kernel.terms import Office
from simulation.scenario.schema.name_pools import digest_of
from simulation.scenario.schema.scenario import FrozenScenario, Scenario
from simulation.scenario.text.texts import problem_of
from tests.builders.bots import begun

COAST_GUARD = Office("coast_guard")
KNOWN: KnownCodes = {Office: (*Office, COAST_GUARD)}
SAT = TakeSeat(id="sit", member="somebody", country="VAL", offices=(COAST_GUARD,))


def test_their_order_is_that_of_offers_events_and_digests() -> None:
    assert [office.value for office in Office] == ["authority", "prosecutor", "police", "fiu"]
    assert OFFICES.codes == tuple(Office)
    assert SHIPPED.codes[Office] == tuple(Office)


def test_a_further_code_is_one_object_and_no_member() -> None:
    assert Office("coast_guard") is COAST_GUARD
    assert pickle.loads(pickle.dumps(COAST_GUARD)) is COAST_GUARD  # noqa: S301 - made here
    assert COAST_GUARD not in tuple(Office)
    assert str(Seat("VAL", COAST_GUARD)) == "VAL.coast_guard"
    with pytest.raises(ValueError, match="Not a code"):
        Office("Not a code")


def test_a_stored_line_holds_known_offices_only() -> None:
    line = encode_command(SAT)
    assert json.loads(line)["offices"] == ["coast_guard"]
    assert decode_command(line, KNOWN) == SAT
    with pytest.raises(JournalError, match="not a stored line of this program"):
        decode_command(line)


def test_a_scenario_may_give_known_offices_only(blue_current: FrozenScenario) -> None:
    raw = blue_current.scenario.model_dump(mode="json")
    raw["countries"][0]["further_offices"] = ["coast_guard"]
    country = Scenario.model_validate(raw, context=KNOWN).countries[0]
    assert country.offices == (*Office, COAST_GUARD)
    with pytest.raises(ValidationError) as refused:
        Scenario.model_validate(raw)
    problem = problem_of(refused.value.errors()[0], raw, "countries.toml")
    assert str(problem).endswith(
        "'coast_guard' is not allowed here; expected 'authority', 'prosecutor', 'police' or 'fiu'"
    )


@pytest.mark.parametrize("given", [["police"], ["coast_guard", "coast_guard"]])
def test_a_further_office_is_one_more(blue_current: FrozenScenario, given: list[str]) -> None:
    raw = blue_current.scenario.model_dump(mode="json")
    raw["countries"][0]["further_offices"] = given
    with pytest.raises(ValidationError, match=r"every country has|stands here twice"):
        Scenario.model_validate(raw, context=KNOWN)


def test_a_scenario_without_further_offices_keeps_its_digest(blue_current: FrozenScenario) -> None:
    scenario = blue_current.scenario
    assert "further_offices" not in scenario.model_dump_json()
    assert digest_of(scenario, blue_current.names) == blue_current.digest


def test_those_that_lead_a_task_come_first() -> None:
    assert OFFICES.with_task(OfficeTask.INQUIRIES) == (Office.POLICE, Office.PROSECUTOR)
    assert OFFICES.with_task(OfficeTask.LETTERS) == (Office.PROSECUTOR, Office.AUTHORITY)
    assert OFFICES.leading(OfficeTask.CENTRAL_AUTHORITY) == (Office.AUTHORITY,)
    assert OFFICES.asking_on("police") == (Office.POLICE,)
    assert OFFICES.asking_on("mla") == (Office.PROSECUTOR, Office.AUTHORITY)
    assert not OFFICES.speaking_on("")


ACTS = (
    (OfficeTask.CHARGES, ChargePerson(id="act", person="person/nobody", offence="drug_trade", documents=())),
    (OfficeTask.REPORTS, TriageReport(id="act", report="report/none", decision="keep")),
    (OfficeTask.NOTICES, RequestNotice(id="act", notice="blue", target="person/nobody")),
)


@pytest.mark.parametrize(("task", "act"), ACTS)
def test_only_those_that_lead_a_task_act(blue_current: FrozenScenario, task: OfficeTask, act: Command) -> None:
    exercise = begun(blue_current, "none", 7)
    allowed = []
    for office in Office:
        with pytest.raises(RuleViolation) as refused:
            exercise.check(replace(act, by=Seat("VAL", office)))
        if refused.value.code != "seat.wrong_office":
            allowed.append(office)
    assert tuple(allowed) == OFFICES.leading(task)


def test_every_task_is_led_by_somebody() -> None:
    assert [task for task in OfficeTask if not OFFICES.leading(task)] == []
