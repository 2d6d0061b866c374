"""Officers and teams are queues: what needs them waits its turn; what can still be ended makes room for the next."""

from __future__ import annotations

import pytest

from simulation.casework.documents.document import Origin
from simulation.casework.file.measures import MeasureStatus, measure_rule
from simulation.exercise.core.command import Seat
from simulation.exercise.evidence import gathering
from simulation.exercise.measures.commands import OrderMeasure, StopMeasure
from simulation.exercise.measures.officers import WORK, officers_busy, officers_of
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.kernel.traces import TraceKind
from simulation.network import questions
from simulation.scenario.schema.play import MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.procedure_play import Table, laid


@pytest.fixture
def table(blue_current: FrozenScenario) -> Table:
    """The country whose file names most people whom its own officers can hear."""
    table = laid(blue_current, "", "", "")
    table.asking = max(table.exercise.state.countries, key=lambda code: len(people(table, code)))
    return table


def people(table: Table, code: str) -> list[Entity]:
    file = table.exercise.state.countries[code].file
    return [each for each in file.known.all if (each.kind, each.country) == (EntityKind.PERSON, code)]


def order(table: Table, kind: MeasureKind, place: int = 0, office: Office = Office.POLICE) -> str:
    """Order a measure against one of those people; its key."""
    file = table.exercise.state.countries[table.asking].file
    person = people(table, table.asking)[place].key
    table.perform(
        OrderMeasure(
            id=f"{kind.replace('_', '')}{place}",
            by=Seat(table.asking, office),
            kind=kind,
            target=person,
            documents=tuple(each.key for each in file.naming(person)),
            text=f"Because of {place}.",
        )
    )
    return f"{table.asking}/{kind.replace('_', '')}{place}"


def stop(table: Table, key: str, office: Office = Office.POLICE) -> None:
    table.perform(StopMeasure(id=f"stop{key.replace('/', '')}", by=Seat(table.asking, office), measure=key))


def status(table: Table, key: str) -> MeasureStatus:
    measure = table.exercise.state.countries[table.asking].file.measures.get(key)
    assert measure is not None
    return measure.status


def few(table: Table, number: int) -> None:
    """So many officers are there from now on."""
    state = table.exercise.state
    own = state.scenario.country(table.asking)
    staff = own.staff.model_copy(update={"investigators": number})
    changed = tuple(
        each.model_copy(update={"staff": staff}) if each.code == own.code else each for each in state.scenario.countries
    )
    state.frozen = state.frozen.model_copy(
        update={"scenario": state.scenario.model_copy(update={"countries": changed})}
    )


def test_what_needs_officers_waits_and_begins_when_they_are_free(table: Table) -> None:
    few(table, 1)
    first, second = order(table, MeasureKind.INTERVIEW, 0), order(table, MeasureKind.INTERVIEW, 1)
    assert (status(table, first), status(table, second)) == (MeasureStatus.RUNNING, MeasureStatus.QUEUED)
    view = table.exercise.team_view(table.asking)
    assert (view.officers, view.free_officers) == (1, 0)
    assert next(each.result for each in view.measures if each.key == second) == "queued"
    while status(table, first) is MeasureStatus.RUNNING:
        assert status(table, second) is MeasureStatus.QUEUED
        table.wait(1)
    waited = table.exercise.state.countries[table.asking].file.measures.get(second)
    assert waited is not None
    assert (waited.status, waited.since > waited.ordered) == (MeasureStatus.RUNNING, True)
    table.wait(20)
    assert status(table, second) is MeasureStatus.DONE
    assert officers_busy(table.exercise.state.countries[table.asking].file.measures.all, 9) == 0


def test_who_is_in_danger_goes_first_and_nobody_else_overtakes(table: Table) -> None:
    few(table, 2)
    running = [order(table, MeasureKind.INTERVIEW, place) for place in (0, 1)]
    waiting = order(table, MeasureKind.INTERVIEW, 2)
    protection = order(table, MeasureKind.PROTECTION, 0)
    done_on = {}
    for day in range(40):
        for key in (waiting, protection):
            if key not in done_on and status(table, key) is not MeasureStatus.QUEUED:
                done_on[key] = day
        table.wait(1)
    assert done_on[protection] < done_on[waiting]
    assert all(status(table, key) is MeasureStatus.DONE for key in running)


def test_evidence_has_to_come_from_when_an_arrest_on_a_lead_was_made_however_long_it_waited(table: Table) -> None:
    state, code = table.exercise.state, table.asking
    who = f"person/public/{code.lower()}/1"
    lead = gathering.note(state, Sought.PERSON_CHECK, who, code, "lead", gathering.lead(Origin.POLICE), "served")
    gathering.file_document(state, code, lead, "test")
    arrest = OrderMeasure(
        id="arrest", by=Seat(code, Office.POLICE), kind=MeasureKind.ARREST, target=who, documents=("lead",)
    )
    table.perform(arrest)
    key = f"{code}/arrest"
    state.agenda.cancel(f"measure/{key}")  # it waits longer than evidence would have been waited for
    table.wait(measure_rule(MeasureKind.ARREST).confirm_days + 5)
    state.agenda.schedule(state.now + DAY, f"measure/{key}", WORK, (key,))
    table.wait(2)
    assert status(table, key) is MeasureStatus.DONE
    assert not questions.is_free(state.network, who)
    table.wait(measure_rule(MeasureKind.ARREST).confirm_days)
    assert questions.is_free(state.network, who)


def test_a_country_with_fewer_officers_sends_all_that_it_has(table: Table) -> None:
    few(table, 1)
    key = order(table, MeasureKind.PROTECTION)
    assert status(table, key) is MeasureStatus.RUNNING
    assert officers_of(table.exercise.state.scenario, table.exercise.state.preset, table.asking) == 1


def test_surveillance_is_ended_early_and_its_team_is_free(table: Table) -> None:
    free = table.exercise.team_view(table.asking).free_teams
    key = order(table, MeasureKind.SURVEILLANCE)
    table.wait(2)
    with pytest.raises(RuleViolation, match=r"measure\.wrong_office"):
        stop(table, key, Office.FIU)
    stop(table, key)
    view = table.exercise.team_view(table.asking)
    assert (status(table, key), view.free_teams) == (MeasureStatus.STOPPED, free)
    assert next(each.result for each in view.measures if each.key == key) == "stopped"
    table.wait(31)
    assert status(table, key) is MeasureStatus.STOPPED


def test_what_has_begun_and_is_not_live_runs_to_its_end(table: Table) -> None:
    key = order(table, MeasureKind.INTERVIEW)
    with pytest.raises(RuleViolation, match=r"measure\.not_stopped"):
        stop(table, key)


def test_a_paper_of_what_was_ended_says_what_came_until_then(table: Table) -> None:
    """The log of three days holds what those days saw, and nothing of the day after."""
    key = order(table, MeasureKind.SURVEILLANCE)
    person = people(table, table.asking)[0].key
    network = table.exercise.state.network
    place = next(each.key for each in network.entities.values() if each.kind is EntityKind.PLACE)
    for name, at in (("seen", table.now + DAY), ("later", table.now + 4 * DAY)):
        network.traces.add(
            f"test/{name}", TraceKind.BORDER_CHECK, at, table.asking, "post", at + 90 * DAY, (person, place)
        )
    table.wait(3)
    stop(table, key)
    papers = [each.document for each in table.exercise.team_view(table.asking).documents if each.source == key]
    rows = [row.trace for paper in papers for row in paper.rows]
    assert "test/seen" in rows
    assert "test/later" not in rows


def teams(table: Table, number: int) -> None:
    """So many surveillance teams are there from now on."""
    state = table.exercise.state
    changed = tuple(
        each.model_copy(update={"staff": each.staff.model_copy(update={"surveillance_teams": number})})
        if each.code == table.asking
        else each
        for each in state.scenario.countries
    )
    state.frozen = state.frozen.model_copy(
        update={"scenario": state.scenario.model_copy(update={"countries": changed})}
    )


def test_who_is_to_be_watched_waits_for_a_team_in_the_order_in_which_it_was_asked_for(table: Table) -> None:
    teams(table, 1)
    first, second, third = (order(table, MeasureKind.SURVEILLANCE, place) for place in range(3))
    assert status(table, first) is MeasureStatus.RUNNING
    assert status(table, second) is status(table, third) is MeasureStatus.QUEUED
    assert table.exercise.team_view(table.asking).free_teams == 0
    interview = order(table, MeasureKind.INTERVIEW, 3)
    assert status(table, interview) is MeasureStatus.RUNNING  # it needs an officer, and no team
    stop(table, first)
    assert (status(table, second), status(table, third)) == (MeasureStatus.RUNNING, MeasureStatus.QUEUED)


def test_a_measure_keeps_its_reasons_and_the_day_on_which_its_work_began(table: Table) -> None:
    few(table, 1)
    keys = [order(table, MeasureKind.INTERVIEW, place) for place in (0, 1)]
    stop(table, keys[1])
    shown = {each.key: each for each in table.exercise.team_view(table.asking).measures}
    assert [shown[key].begun is None for key in keys] == [False, True]
    assert [shown[key].reasons for key in keys] == ["Because of 0.", "Because of 1."]
