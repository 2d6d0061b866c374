"""Somebody at risk whom the team's own file places in another country: that country is told, nothing is ordered."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest

from simulation.casework.documents.document import AssertionKind
from simulation.exercise.clock.commands import Jump
from simulation.exercise.core.derived import DerivedValues
from simulation.exercise.core.settings import Settings
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.terms import Office
from simulation.players.policies import EXPERT
from simulation.players.turn.turn import Turn
from simulation.players.turn.whereabouts import holder
from tests.desk.test_work_lines import plain
from tests.webapp.house import House, Person, build, nobody, trainer
from webapp.store.new_exercise import new_exercise
from webapp.store.transfer import put_in, taken_out


@pytest.fixture
def petra(tmp_path: Path) -> Iterator[Person]:
    """The police of Quessa in the first move; one of the two people at risk in its file is held in Dovrania."""
    house = build(tmp_path, languages=("en",))
    settings = Settings(preset="day_28", seed=11)
    exercise = new_exercise(house.database, scenario="glass-harbour", settings=settings, title="Group", trainer=None)
    person = nobody(house, "Petra", exercise)
    assert person.join("police", "QSA").status_code == 303
    opened = trainer(house).post(f"/x/{exercise}/lobby/start", {"what": "first_move", "command_id": "openthefirstmove"})
    assert opened.status_code == 303
    yield person
    house.close()


def view(petra: Person) -> TeamView:
    return petra.house.store.published(petra.exercise).teams["QSA"]


def page(petra: Person, path: str = "") -> str:
    return petra.get(f"/x/{petra.exercise}/desk/{path}").text


def control(house: House, petra: Person, path: str) -> str:
    return plain(trainer(house).get(f"/x/{petra.exercise}/control/{path}").text)


def test_the_desk_asks_the_country_that_can_protect_and_leads_to_the_message(petra: Person) -> None:
    first = view(petra).risk_abroad[0]
    number, name = next((n, e.label) for n, e in enumerate(view(petra).entities, start=1) if e.key == first.person)
    work = page(petra, "parts/work")
    assert f"Ask Dovrania to protect {name}" in plain(work)
    assert f"Protect {name}" not in plain(work)
    link = next(each for each in re.findall(r'href="([^"]+)"', work) if f"person={number}" in each)
    form = petra.get(unescape(link)).text
    assert re.search(r'<option value="DVR\.police" selected>', form)
    written = re.search(r'<textarea[^>]*name="text"[^>]*>(.*?)</textarea>', form, re.DOTALL)
    assert written is not None
    assert name in unescape(written[1])

    card = plain(page(petra, f"entities/{number}"))
    assert "Ask Dovrania to protect" in card
    assert "Protect now" not in card
    assert "It can be ordered today" not in card
    assert "only the authorities there can order protection" in card

    sent = petra.post(
        f"/x/{petra.exercise}/desk/messages",
        {"command_id": "telldovrania1", "to": "DVR.police", "text": unescape(written[1]).strip()},
    )
    assert sent.status_code == 303
    assert next(each.told for each in view(petra).risk_abroad if each.person == first.person) is not None
    assert f"protect {name}" not in plain(page(petra, "parts/work"))
    card = plain(page(petra, f"entities/{number}"))
    assert "You told Dovrania on" in card
    assert "is at risk in Dovrania, and you have told Dovrania" in card
    assert "Write to Dovrania again" in card

    copy = put_in(petra.house.database, taken_out(petra.house.database, petra.exercise, with_names=False))
    kept = petra.house.store.published(copy).teams["QSA"].risk_abroad
    assert kept == view(petra).risk_abroad, "a file hides the words, and what they brought about stays"


@pytest.mark.parametrize(("seat", "path"), [("observer", ""), ("head", ""), ("authority", "?scope=team")])
def test_only_whoever_may_send_it_is_led_to_the_message(petra: Person, seat: str, path: str) -> None:
    reader = nobody(petra.house, "Rosa", petra.exercise)
    assert reader.join(seat, "QSA").status_code == 303
    number = next(n for n, e in enumerate(view(petra).entities, start=1) if e.key == view(petra).risk_abroad[0].person)
    parts = [f"parts/work{path}"]
    if seat != "authority":
        parts += ["measures/part", "case/part", f"entities/{number}", "parts/digest"]
        petra.house.store.execute(petra.exercise, Jump(id="somedays", member="control", days=10))
        assert "Write" in page(petra, "parts/digest")
    for part in parts:
        shown = page(reader, part)
        assert "Dovrania" in shown
        assert "/desk/messages?to=" not in shown, part
        assert not re.search(r">\s*(Write|Ask Dovrania to protect)\s*<", shown), part


def test_whoever_is_at_home_can_still_be_protected_here(petra: Person) -> None:
    away = {each.person for each in view(petra).risk_abroad}
    at_home = next(person for person, _since, until in view(petra).at_risk if until is None and person not in away)
    number, name = next((n, e.label) for n, e in enumerate(view(petra).entities, start=1) if e.key == at_home)
    assert f"Protect {name}" in plain(page(petra, "parts/work"))
    assert "Protect now" in page(petra, f"entities/{number}")


def test_the_room_reads_which_country_has_to_be_told(petra: Person) -> None:
    house = petra.house
    home = control(house, petra, "")
    assert "Quessa has not told Dovrania that 1 person there is at risk" in home
    assert "Quessa: 1 person at risk is not protected" in home
    away = [each.label for each in view(petra).entities if each.key in {x.person for x in view(petra).risk_abroad}]
    assert f"ask Quessa (Police) to tell Dovrania of {', '.join(away)}" in home
    jump = control(house, petra, "jump?days=30&ends_move=yes")
    assert "Ask Dovrania to protect" in jump
    names = [each.label for each in view(petra).entities if each.key in {x.person for x in view(petra).risk_abroad}]
    for n, name in enumerate(names):
        told: dict[str, str | list[str]] = {"command_id": f"telldovrania{n}", "to": "DVR.police"}
        told["text"] = f"{name} is in danger in your country."
        assert petra.post(f"/x/{petra.exercise}/desk/messages", told).status_code == 303
    home = control(house, petra, "")
    assert "Quessa has told Dovrania that 1 person there is at risk" in home
    assert "Ask Dovrania to protect" not in control(house, petra, "jump?days=30&ends_move=yes")


def write(petra: Person, text: str, n: int) -> None:
    fields: dict[str, str | list[str]] = {"command_id": f"aboutthem{n}", "to": "DVR.police", "text": text}
    assert petra.post(f"/x/{petra.exercise}/desk/messages", fields).status_code == 303


def test_a_longer_name_is_no_warning(petra: Person) -> None:
    first = view(petra).risk_abroad[0]
    name = next(each.label for each in view(petra).entities if each.key == first.person)
    write(petra, f"{name}s is the name of a ship.", 1)
    assert view(petra).risk_abroad[0].told is None
    write(petra, f"We fear for {name}.", 2)
    assert view(petra).risk_abroad[0].told is not None


def test_the_file_places_people_where_the_automatic_player_looks_for_them(petra: Person) -> None:
    team, scenario = view(petra), petra.house.store.published(petra.exercise).scenario
    player = Turn(team, scenario, tuple(Office), EXPERT.parameters, DerivedValues())
    known = {each.key: each for each in team.entities}
    abroad = {each.person: each.country for each in team.risk_abroad}
    for person, _since, _until in team.at_risk:
        assert holder(player, known[person]) == abroad.get(person, "QSA")
    assert set(abroad.values()) == {"DVR"}


def test_who_only_reads_along_is_offered_no_protection(petra: Person) -> None:
    away = {each.person for each in view(petra).risk_abroad}
    person = next(each for each, _since, until in view(petra).at_risk if until is None and each not in away)
    number = next(n for n, e in enumerate(view(petra).entities, start=1) if e.key == person)
    olga = nobody(petra.house, "Olga", petra.exercise)
    assert olga.join("observer", "QSA").status_code == 303
    for path, offered in ((f"entities/{number}", "Protect now"), ("measures", "kind=protection")):
        assert offered in page(petra, path), path
        assert offered not in page(olga, path), path


def test_a_file_that_says_only_who_is_missing_places_nobody_abroad(petra: Person) -> None:
    house = petra.house
    lena = nobody(house, "Lena", petra.exercise)
    assert lena.join("police", "LMR").status_code == 303
    team = house.store.published(petra.exercise).teams["LMR"]
    reported = {
        said.subject
        for filed in team.documents
        for said in filed.document.assertions
        if said.kind is AssertionKind.MISSING
    }
    assert reported
    assert team.risk_abroad == ()
    for number, entity in enumerate(team.entities, start=1):
        if entity.key in reported:
            card = plain(page(lena, f"entities/{number}"))
            assert "Zerrane" not in card.partition("Documents")[0]
            assert "Lomara" in card
