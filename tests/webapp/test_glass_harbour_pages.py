"""Every page of every seat of glass-harbour opens, at the start and after a jump, and shows words instead of keys."""

import re
from pathlib import Path

import pytest

from simulation.exercise.core.settings import Settings
from simulation.kernel.terms import Office
from tests.webapp.crawl import walk
from tests.webapp.house import House, Person, build, command_of, nobody, trainer
from webapp.store.new_exercise import new_exercise

pytestmark = pytest.mark.acceptance("opens every page of every seat")

PLAYED = ("LMR", "QSA", "ZRN", "CRR")
KEYS = re.compile(r">[^<]*\b(?:cast|person|site|account|company|phone|matter|inject|opening|exchange|org)/[a-z][^<]*<")
UNWORDED = re.compile(r">\s*(?:link|element|kind|sought|offence|standing|event|happening)\.[a-z_]+\s*<")


def _words(page: str) -> str:
    """What a reader sees of a page: no scripts, no forms' hidden values."""
    return re.sub(r"<(script|style|svg)\b.*?</\1>", "", page, flags=re.DOTALL)


@pytest.fixture
def house(tmp_path: Path) -> House:
    return build(tmp_path, languages=("en",))


def _gathered(house: House) -> tuple[str, Person, list[Person]]:
    settings = Settings(preset="day_28", seed=2)
    exercise = new_exercise(
        house.database, scenario="glass-harbour", settings=settings, title="Thursday group", trainer=None
    )
    people = []
    for code in PLAYED:
        for office in Office:
            person = nobody(house, f"{code} {office}", exercise)
            assert person.join(office.value, code).status_code == 303
            people.append(person)
    chief = trainer(house)
    chief.exercise = exercise
    opened = chief.post(f"/x/{exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    assert opened.status_code == 303, opened.text
    return exercise, chief, people


def _look(house: House, exercise: str, person: Person) -> list[str]:
    wrong = []
    for path, page in walk(house, person, exercise).items():
        code, _, body = page.split("\n", 2)
        status, shown = int(code), _words(body)
        if status >= 500:
            wrong.append(f"{person.name} {path}: {status}")
        if status == 200 and "<html" in body:
            wrong += [f"{person.name} {path}: {found[0]}" for found in KEYS.finditer(shown)]
            wrong += [f"{person.name} {path}: {found[0]}" for found in UNWORDED.finditer(shown)]
    return wrong


def test_pages_open_and_show_words(house: House) -> None:
    exercise, chief, people = _gathered(house)
    wrong = [each for person in people[::5] for each in _look(house, exercise, person)]
    command = command_of(chief.get(f"/x/{exercise}/control/").text)
    jumped = chief.post(f"/x/{exercise}/control/jump", {"days": "30", "ends_move": "yes", "command_id": command})
    assert jumped.status_code == 303, jumped.text
    host_police = people[PLAYED.index("ZRN") * len(Office) + list(Office).index(Office.POLICE)]
    wrong += _look(house, exercise, host_police)
    wrong += _look(house, exercise, chief)
    assert wrong == []
    house.close()
