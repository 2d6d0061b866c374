"""Protection is an offer: the person may want to think, and answers while it stands; exposure goes on until a yes."""

from __future__ import annotations

from simulation.exercise.core.command import Seat
from simulation.exercise.core.derived import Reading
from simulation.exercise.evidence import gathering
from simulation.exercise.measures import protection
from simulation.exercise.measures.commands import OrderMeasure
from simulation.exercise.measures.views import MeasureView, protected_soon
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office
from simulation.scenario.schema.play import MeasureKind, Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.casework.builders import BROKER, CLERK, OWNER, PORT, a_file, a_note, says
from tests.exercise.procedure_play import Table, laid

COUNTRY, PERSON = "KES", "person/public/kes/1"


def results(table: Table, name: str) -> str:
    measure = table.exercise.state.countries[COUNTRY].file.measures.get(f"{COUNTRY}/{name}")
    assert measure is not None
    return measure.result


def offered(frozen: FrozenScenario) -> Table:
    """An exercise in which somebody at risk was offered protection and thinks it over."""
    for number in range(60):
        table = laid(frozen, COUNTRY, "", PERSON)
        state = table.exercise.state
        said = gathering.note(state, Sought.PERSON_CHECK, PERSON, COUNTRY, "said", gathering.HOME, "served")
        gathering.file_document(state, COUNTRY, said, "test")
        state.countries[COUNTRY].file.risks.show(PERSON, "said", state.now)
        order = OrderMeasure(
            id=f"protect{number}", by=Seat(COUNTRY, Office.POLICE), kind=MeasureKind.PROTECTION, target=PERSON
        )
        table.perform(order)
        while not results(table, f"protect{number}"):
            table.wait(1)
        if results(table, f"protect{number}") == "offered":
            return table
    raise AssertionError


def waits(table: Table) -> bool:
    """Whether somebody of the team has to see to the person's protection."""
    return any(item.key == f"risk/{PERSON}" for item in table.exercise.team_view(COUNTRY).work)


def is_exposed(table: Table) -> bool:
    return any(person == PERSON and end is None for person, _, end in table.exercise.team_view(COUNTRY).at_risk)


def test_who_wants_to_think_answers_within_days_and_is_exposed_until_a_yes(blue_current: FrozenScenario) -> None:
    table = offered(blue_current)
    assert is_exposed(table)
    assert not waits(table)
    table.wait(protection.THINKS_DAYS)
    digest = {line.what.code for line in table.exercise.team_view(COUNTRY).digest}
    assert "digest.protection_accepted" in digest
    assert not is_exposed(table)


def asked(target: str, now: int, result: str = "") -> frozenset[str]:
    """Whom nobody has to see to, when protection was ordered for this target and came to this on the tenth day."""
    file = a_file(
        a_note(says("identified", CLERK, PORT), key="seen"),
        a_note(says("held_at", OWNER, PORT), key="held"),
        a_note(says("at", BROKER, PORT), key="passed"),
    )
    order = MeasureView("m", "protection", target, Office.POLICE, 9 * DAY, 10 * DAY, not result, result, ())
    return protected_soon(Reading(lambda: (order,)), Reading(lambda: now), file)


def test_protection_of_a_site_covers_everybody_whom_papers_say_was_found_there() -> None:
    assert asked(PORT, 10 * DAY) >= {CLERK, OWNER}
    assert BROKER not in asked(PORT, 10 * DAY)
    assert asked(CLERK, 10 * DAY) == {CLERK}


def test_an_offer_waits_for_nobody_of_the_team_while_it_stands_and_no_longer() -> None:
    end = (10 + protection.THINKS_DAYS) * DAY
    assert CLERK in asked(CLERK, end - 1, "offered")
    assert CLERK not in asked(CLERK, end, "offered")
    assert CLERK not in asked(CLERK, 10 * DAY, "person_gone")
