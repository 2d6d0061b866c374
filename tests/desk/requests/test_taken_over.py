"""A letter that was taken over while the other side asked about it: its page says about what."""

from simulation.exercise.core.settings import Settings
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
