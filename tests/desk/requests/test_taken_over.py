"""A letter that was taken over while the other side asked about it: its page says about what."""

import pytest

from simulation.exercise.core.settings import Settings
from simulation.scenario.schema.scenario import Scenario
from tests.desk.journeys import desk, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody, trainer
from webapp.store.new_exercise import new_exercise


def test_the_open_question_is_told_with_what_it_is_about(house: House) -> None:
    settings = Settings(preset="day_28", seed=2)
    exercise = new_exercise(
        house.database, scenario="glass-harbour", settings=settings, title="Friday group", trainer=None
    )
    person = nobody(house, "Quessa", exercise)
    assert person.join("authority", "QSA").status_code == 303
    chief = trainer(house)
    chief.exercise = exercise
    chief.post(f"/x/{exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    page = person.get(f"/x/{exercise}/desk/requests/QSA-DVR-01").text
    assert "Clarification" in page
    assert "Open questions about:</strong> C14 Formalities required" in page
    assert "asked this before you took the matter over" in page
    assert "In which form shall we hear him?" in page


def test_an_exercise_of_an_older_scenario_shows_no_key_in_its_place(
    house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    has_text = Scenario.has_text
    monkeypatch.setattr(
        Scenario, "has_text", lambda self, key, *rest: ".question" not in key and has_text(self, key, *rest)
    )
    person = nobody(house, "Ada", cast.exercise)
    assert person.join("authority", "ISA").status_code == 303
    label = next(each.label for each in view(house, cast, person).requests if each.key == "matter/isa_orl_haulier")
    page = person.get(desk(cast, f"requests/{label}")).text
    assert "Answer the question" in page
    assert "isa_orl_haulier" not in page
    assert "asked this before" not in page
