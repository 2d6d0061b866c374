"""The page of a letter says what the file knows of its persons: here, that the one to be heard by video is accused.

The form says the same of them beforehand.
"""

from __future__ import annotations

from collections.abc import Callable

from simulation.casework.file.charges import Charge
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import EntityKind
from simulation.scenario.schema.play import Sought
from simulation.scenario.schema.scenario import FrozenScenario
from tests.builders.bots import begun
from tests.builders.views import team
from tests.exercise.conftest import blue_current
from tests.exercise.correspondence import Correspondence
from tests.exercise.procedure_play import between
from webapp.desk.readable import Reader
from webapp.desk.requests.checks import finding_rows
from webapp.desk.requests.prefill import PREFILLED

__all__ = ["blue_current"]


def test_the_page_names_the_person_and_the_status(
    blue_current: FrozenScenario, reading: Callable[[TeamView], Reader]
) -> None:
    frozen = between(blue_current, "UNTOC")
    made = Correspondence(begun(frozen, "none", 7), "VAL", "ISA", Sought.VIDEO_HEARING)
    person = next(
        each.key
        for each in made.exercise.team_view("VAL").entities
        if (each.kind, each.country) == (EntityKind.PERSON, "ISA")
    )
    offence = frozen.scenario.country("VAL").offences[0]
    made.exercise.state.countries["VAL"].file.charges.rows["charge"] = Charge(
        "charge", person, offence.key, offence.elements, 0, 900 * DAY, ()
    )
    made.open(person)
    made.send(basis="UNTOC")
    made.until(LetterStatus.DECIDING)
    reading(team())
    own = made.exercise.team_view("VAL")
    written = own.request(made.key)
    assert written is not None
    form = PREFILLED["person_status"](written, "", Reader(frozen.scenario, "en", own, ()))
    assert form.endswith(": accused"), form
    view = made.exercise.team_view("ISA")
    shown = view.request(made.key)
    assert shown is not None
    texts = [row.text for row in finding_rows(shown.findings, Reader(frozen.scenario, "en", view, ()))]
    assert any("(accused): the article is for witnesses and experts." in text for text in texts), texts
