"""Fields of forms hold what is kept, whatever the reader's language; the page around them is in that language."""

import re
from collections.abc import Iterator
from html import unescape

import pytest
from jinja2 import Environment

from simulation.exercise.registry import SHIPPED
from simulation.scenario.load import directory_of, load
from tests.control.conftest import Room
from tests.webapp.conftest import gather
from tests.webapp.house import House, build
from webapp.pages.retelling import Fields
from webapp.visit.languages import COOKIE

TEXTS = load(directory_of("blue-current"), SHIPPED.allowed_names).texts
DONE = "We have executed your request"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """A server in two languages."""
    made = build(tmp_path_factory.mktemp("fields"), languages=("en", "fr"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def room(house: House) -> Room:
    """An exercise in English of people who read French."""
    cast = gather(house)
    for person in (cast.alba, cast.ines):
        person.client.set_cookie(COOKIE, "fr")
    return Room(cast)


def fields(page: str) -> dict[str, str]:
    """What stands in the fields of a page, by their names."""
    tags = re.findall(r"<(?:input|textarea)\b[^>]*>[^<]*", page)
    found = {}
    for tag in tags:
        name, value = re.search(r'\sname="([^"]*)"', tag), re.search(r'\svalue="([^"]*)"', tag)
        if name is not None:
            found[name[1]] = unescape(value[1] if value is not None else tag.partition(">")[2])
    return found


def test_a_template_is_read_so_that_values_of_fields_are_escaped() -> None:
    plain = Environment(extensions=[Fields], finalize=lambda value: value if type(value) is not str else "said")  # noqa: S701
    shown = plain.from_string(
        '<p title="{{ a }}">{{ a }}</p><input name="{{ a }}" value="{{ b }}{{ a if c else d }}" title="{{ a }}">'
        "<textarea rows={{ a }}>{{ a }}</textarea>{{ a }}"
    ).render(a="<a>", b=1, c=True)
    assert shown == (
        '<p title="said">said</p><input name="said" value="1&lt;a&gt;" title="said">'
        "<textarea rows=said>&lt;a&gt;</textarea>said"
    )


def test_whoever_changes_the_day_of_an_event_leaves_its_words(house: House, room: Room) -> None:
    line = next(each for each in house.store.published(room.cast.exercise).control.injects if each.state == "armed")
    address = f"/events/{house.handle(room.cast.exercise, 'event', line.key)}"
    page = room.get(address)
    titles = {TEXTS["en"][key]: TEXTS["fr"][key] for key in TEXTS["en"] if key in TEXTS["fr"]}
    assert titles[line.title] in unescape(page)
    sent = {name: fields(page)[name] for name in ("title", "text", "answer_days")} | {"country": "SOV", "day": "20"}
    assert (sent["title"], sent["text"]) == (line.title, line.text)
    assert room.post(f"{address}/edit", on=address, **sent).status_code == 303
    now = next(each for each in house.store.published(room.cast.exercise).control.injects if each.key == line.key)
    assert (now.title, now.text, now.day) == (line.title, line.text, 20)


def test_what_is_chosen_is_what_the_trainer_wrote(house: House, room: Room) -> None:
    own = {"title": "Cranes", "text": "What now?", "country": "SOV", "way": "hand", "answer_days": "5"}
    answer = room.post("/events/new", on="/events/new", choice1=DONE, choice2="Wait for them", **own)
    assert answer.status_code == 303
    line = house.store.published(room.cast.exercise).control.injects[-1]
    assert (
        room.post(f"/events/{house.handle(room.cast.exercise, 'event', line.key)}/fire", on="/events").status_code < 400
    )
    alba = room.cast.alba
    address = f"/x/{room.cast.exercise}/desk/injects/{house.handle(room.cast.exercise, 'inject', line.key, 'SOV')}"
    page = alba.get(address).text
    assert f'value="{DONE}"' in page
    assert "Nous avons exécuté votre demande" in page
    given: dict[str, str | list[str]] = {"choice": DONE, "command_id": fields(page)["command_id"], "text": ""}
    assert alba.post(address, given).status_code == 303


def test_what_somebody_wrote_comes_back_as_they_wrote_it(room: Room) -> None:
    refused = room.post("/events/new", on="/events/new", title="", text=DONE, country="SOV", day="soon", minutes=DONE)
    assert refused.status_code == 422
    assert fields(refused.text)["text"] == DONE
    lost = room.post("/events/new", on="/events/new", title="", text="Trees", country="SOV", day="1", minutes=DONE)
    assert f"{DONE}</textarea>" in lost.text
    assert "Nous avons exécuté votre demande" not in lost.text


def test_what_is_known_of_an_exercise_goes_with_it(house: House, room: Room) -> None:
    exercise, copies = room.cast.exercise, house.store.copies
    room.get("/events")
    assert "teller/fr" in copies.of(exercise).beside
    copies.forget(exercise)
    assert copies.of(exercise).beside == {}
    room.get("/events")
    copies.of(exercise).rest()
    assert copies.of(exercise).beside == {}
