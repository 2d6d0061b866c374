"""A witness who has left: who can still hear him, and who learns that he is gone."""

from __future__ import annotations

import pytest

from simulation.casework.documents.document import Origin, Use
from simulation.exercise.core.command import Seat
from simulation.exercise.evidence import gathering
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.procedures.letter.play.execution import carry_out
from simulation.kernel.terms import Office
from simulation.scenario.schema.crime import PlannedDeparture
from simulation.scenario.schema.play import DocumentKind, MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.exercise.correspondence import written
from tests.exercise.procedure_play import Table, laid

PERSON = "cast/house_seller"
LEAVES = 40


def leaving(frozen: FrozenScenario, to: str | None) -> FrozenScenario:
    """The shipped scenario, in which the seller of the house leaves Kestria."""
    row = PlannedDeparture(key="departure/seller", person=PERSON, day=LEAVES, to=to)
    crime = frozen.scenario.crime.model_copy(update={"departures": (row,)})
    return frozen.model_copy(update={"scenario": frozen.scenario.model_copy(update={"crime": crime})})


@pytest.fixture
def table(blue_current: FrozenScenario) -> Table:
    return laid(leaving(blue_current, "castrella"), "", "", "")


def order(table: Table, kind: MeasureKind, name: str) -> str:
    """An order of Kestria's police about the seller, on a lead that names him."""
    state = table.exercise.state
    use = Use(is_evidence=False, origin=Origin.HOME)
    paper = gathering.note(state, Sought.PERSON_CHECK, PERSON, "KES", f"test/{name}", use, "served")
    gathering.file_document(state, "KES", paper, "test")
    table.perform(
        OrderMeasure(id=name, by=Seat("KES", Office.POLICE), kind=kind, target=PERSON, documents=(paper.key,))
    )
    return f"KES/{name}"


def result(table: Table, measure: str) -> str:
    found = table.exercise.state.countries["KES"].file.measures.get(measure)
    assert found is not None
    return found.result


def test_police_at_home_hear_who_is_there_and_nobody_who_has_left(table: Table) -> None:
    early = order(table, MeasureKind.INTERVIEW, "early")
    table.wait(LEAVES + 3)
    late = order(table, MeasureKind.INTERVIEW, "late")
    table.wait(20)
    assert (result(table, early), result(table, late)) == ("done", "person_gone")
    file = table.exercise.state.countries["KES"].file
    heard = [paper for paper in file.told() if paper.kind is DocumentKind.INTERVIEW and paper.about == PERSON]
    assert {paper.key.rpartition("/interview/")[0] for paper in heard if paper.dated > 0} == {early}


def test_a_letter_finds_who_has_left_where_he_is(blue_current: FrozenScenario) -> None:
    letter = written(leaving(blue_current, "castrella"), "SOV", "KES", sought=Sought.STATEMENT)
    letter.wait(LEAVES - 1)
    state = letter.exercise.state
    said = {code: carry_out(state, letter.request._replace(requested=code), PERSON) for code in ("KES", "VAL")}
    assert said == {"KES": "", "VAL": "not_found"}
    letter.wait(2)
    said = {code: carry_out(state, letter.request._replace(requested=code), PERSON) for code in ("KES", "VAL")}
    assert said == {"KES": "not_found", "VAL": ""}


def test_of_whom_nobody_knows_where_he_went_nobody_hears(blue_current: FrozenScenario) -> None:
    letter = written(leaving(blue_current, None), "SOV", "KES", sought=Sought.STATEMENT)
    letter.wait(LEAVES + 1)
    state = letter.exercise.state
    for country in blue_current.scenario.countries:
        assert carry_out(state, letter.request._replace(requested=country.code), PERSON) == "not_found"


@pytest.mark.parametrize(("kind", "is_told"), [(MeasureKind.BORDER_ALERT, True), (MeasureKind.INTERVIEW, False)])
def test_who_has_an_alert_out_learns_of_it(table: Table, kind: MeasureKind, is_told: bool) -> None:  # noqa: FBT001
    order(table, kind, "watch")
    table.wait(LEAVES + 1)
    told = [line.what for line in table.exercise.state.countries["KES"].digest.lines if "left" in line.what.code]
    assert [dict(what.params) for what in told] == ([{"person": PERSON, "country": "VAL"}] if is_told else [])
    elsewhere = [code for code in table.exercise.state.countries if code != "KES"]
    for code in elsewhere:
        lines = table.exercise.state.countries[code].digest.lines
        assert not [line for line in lines if line.what.code == "digest.person_left"]


def test_the_register_of_travellers_has_it(table: Table) -> None:
    table.wait(LEAVES + 1)
    state = table.exercise.state
    found = gathering.make(state, DocumentKind.TRAVEL_RECORD, PERSON, "KES", "travel", gathering.HOME)
    assert found is not None
    assert [row.cells[2].value for row in found.rows] == ["left"]


def test_a_witness_does_not_forget_within_the_longest_exercise(table: Table) -> None:
    table.wait(300)
    state = table.exercise.state
    found = gathering.make(state, DocumentKind.INTERVIEW, "cast/quay_clerk", "SOV", "late", gathering.HOME)
    assert found is not None
    planted = [
        each.key for each in state.scenario.crime.knowledge if each.person == "cast/quay_clerk" and not each.shown
    ]
    assert {row.trace for row in found.rows} >= {f"knowledge/{key}" for key in planted}
