"""The warm-up as people meet it: a matter of its own on the desk, four tasks, and nothing of it in the first move."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

import pytest
import sqlalchemy as sa

from simulation.exercise.clock.commands import Jump, Rewind
from simulation.exercise.core.settings import Settings
from tests.webapp.house import House, Person, nobody, trainer
from webapp.store.new_exercise import new_exercise
from webapp.store.tables import DraftRecord, MarkRecord, NoteRecord, PlaceRecord, ReadRecord

COMMAND = re.compile(r'name="command_id" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Room:
    """A trainer, a person at a seat of ZRN and one of LMR in the warm-up of glass-harbour."""

    house: House
    exercise: str
    ines: Person
    zora: Person
    lena: Person

    def desk(self, path: str = "/") -> str:
        return f"/x/{self.exercise}/desk{path}"

    def start(self, what: str) -> None:
        answer = self.ines.post(
            f"/x/{self.exercise}/lobby/start",
            {"what": what, "command_id": f"start{what}".replace("_", "").ljust(16, "x")},
        )
        assert answer.status_code == 303, answer.text

    def page(self, who: Person, path: str = "/") -> str:
        answer = who.get(self.desk(path))
        assert answer.status_code == 200, (path, answer.status_code)
        return unescape(answer.text)

    def tasks(self, who: Person) -> str:
        found = re.search(r"(\d) of 4 done", self.page(who))
        assert found is not None
        return found[1]

    def lobby(self) -> str:
        return unescape(self.ines.get(f"/x/{self.exercise}/lobby/").text)


@pytest.fixture
def seated(house: House) -> Room:
    """Two people at their seats; nothing has been opened yet."""
    settings = Settings(preset="half_day_14", seed=77)
    exercise = new_exercise(house.database, scenario="glass-harbour", settings=settings, title="Tuesday", trainer=None)
    zora, lena, ines = nobody(house, "Zora", exercise), nobody(house, "Lena", exercise), trainer(house)
    ines.exercise = exercise
    for person, seat, country in ((zora, "authority+prosecutor", "ZRN"), (lena, "authority+prosecutor", "LMR")):
        answer = person.join(seat, country)
        assert answer.status_code == 303, answer.text
    return Room(house, exercise, ines, zora, lena)


@pytest.fixture
def room(seated: Room) -> Room:
    seated.start("warm_up")
    return seated


def forms(page: str, action: str) -> dict[str, str]:
    """The hidden fields of the form that posts to an address."""
    start = page.index(f'action="{action}')
    body = page[start : page.index("</form>", start)]
    return dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', body))


def say(room: Room, who: Person, text: str, *, to: str = "", answering: str = "") -> None:
    """Write a message by the form, or answer the one that begins so by its own link."""
    page = room.page(who, "/messages")
    if answering:
        found = re.search(r'href="([^"]*messages\?answers=[^"]*)"', page[page.index(answering) :])
        assert found is not None
        answer = who.get(found[1].partition("#")[0])
        page = unescape(answer.text)
        to = "control"
    fields = forms(page, room.desk("/messages"))
    sent = who.post(room.desk("/messages"), {**fields, "to": to, "text": text})
    assert sent.status_code == 303, sent.text


def test_the_desk_has_the_small_matter_and_nothing_of_the_case(room: Room) -> None:
    home = room.page(room.zora)
    assert "0 of 4 done; the warm-up does not count" in home
    assert "This is practice. A violin" in home
    assert "The case opens with the first move" in home
    assert "ninth floor" not in home.lower()
    papers = room.page(room.zora, "/documents")
    assert "Ostral Night Trains" in papers
    assert papers.count("/desk/documents/D-") >= 4


def test_a_seat_is_asked_its_own_practice_questions_and_not_those_of_other_offices(room: Room) -> None:
    police = nobody(room.house, "Pia", room.exercise)
    assert police.join("police+fiu", "ZRN").status_code == 303
    for path in ("/", "/messages"):
        own, theirs = room.page(room.zora, path), room.page(police, path)
        assert "Which office of the other country would you write to?" in own
        assert "The register shows who keeps the van" not in own
        assert "The register shows who keeps the van" in theirs
        assert "Which office of the other country would you write to?" not in theirs
    assert "Exercise control wrote to you" not in room.page(police)


def test_before_the_first_move_a_seat_is_told_to_read_and_then_to_act(seated: Room) -> None:
    """Nothing can be done before the first move, so nothing else is the one thing to do."""
    assert "Read your first document" in seated.page(seated.zora, "/start")
    seated.start("warm_up")
    assert "One thing to do now" not in seated.page(seated.zora, "/start")
    seated.start("end_warm_up")
    opened = seated.page(seated.zora, "/start")
    assert "One thing to do now" in opened
    assert "Read your first document" not in opened


def test_the_card_comes_and_goes_on_an_open_desk(room: Room) -> None:
    part = room.desk("/parts/warm_up")
    assert "of 4 done" in room.zora.get(part).text
    room.start("end_warm_up")
    gone = room.zora.get(part)
    assert (gone.status_code, gone.text.strip()) == (200, "")
    assert "The case opens with the first move" not in room.page(room.zora)


def test_no_event_of_the_list_can_be_fired_or_answered(room: Room) -> None:
    events = room.ines.get(f"/x/{room.exercise}/control/events").text
    assert "Fire now" not in events
    assert "0 of " in events
    room.start("end_warm_up")
    assert "Fire now" in room.ines.get(f"/x/{room.exercise}/control/events").text


def test_tasks_tick_off_and_the_trainer_sees_it_and_nothing_stays(room: Room) -> None:
    zora, store = room.zora, room.house.store
    assert "Warm-up: 0 of 2 seats have finished" in room.lobby()
    view = store.published(room.exercise).teams["ZRN"]
    paper = next(filed for filed in view.documents if filed.document.key.endswith("/prosecutor"))

    sheet = room.page(zora, f"/documents/{paper.label}")
    assert room.tasks(zora) == "1"

    marking = room.desk(f"/documents/{paper.label}/marks")
    zora.post(marking, {**forms(sheet, marking), "line": "2", "action": "board"})
    zora.post(room.desk(f"/documents/{paper.label}/notes"), {"text": "A practice note"})
    assert room.tasks(zora) == "2"
    say(room, zora, "Good morning, Lomara", to="LMR.prosecutor")
    assert room.tasks(zora) == "3"
    say(room, zora, "The violinist", answering="The conductor")
    assert room.tasks(zora) == "4"
    assert "Warm-up: 1 of 2 seats have finished" in room.lobby()
    assert "1 of 2 seats have finished" in room.ines.get(f"/x/{room.exercise}/control/").text

    room.start("end_warm_up")
    for path in ("/", "/documents", "/board", "/messages"):
        shown = room.page(zora, path)
        for word in ("violin", "Ostral", "Torrimond", "Good morning, Lomara", "practice"):
            assert word.lower() not in shown.lower(), (path, word)
    assert "Good morning, Lomara" not in room.page(room.lena, "/messages")
    with room.house.database.reading() as session:
        for kind in (NoteRecord, MarkRecord, PlaceRecord, DraftRecord):
            assert session.scalar(sa.select(sa.func.count()).select_from(kind)) == 0, kind
        left = session.scalars(sa.select(ReadRecord.about)).all()
        assert not [key for key in left if "practice/" in key or key.startswith("message:")]


def test_what_belongs_to_the_case_is_refused_in_words_with_the_text_kept(room: Room) -> None:
    page = room.page(room.zora, "/meetings")
    fields = forms(page, room.desk("/meetings"))
    answer = room.zora.post(
        room.desk("/meetings"), {**fields, "seat": "LMR.prosecutor", "agenda": "facts", "text": "Let us meet at noon"}
    )
    assert answer.status_code in {409, 422}
    assert "opens with the first move" in unescape(answer.text)
    assert "Let us meet at noon" in answer.text


def test_undo_back_into_the_warm_up_brings_the_practice_back(room: Room) -> None:
    room.start("end_warm_up")
    last = room.house.store.published(room.exercise).sequence
    answer = room.ines.post(f"/x/{room.exercise}/control/journal/{last - 1}/undo", {"command_id": "backtothewarmupx"})
    assert answer.status_code == 303, answer.text
    assert "0 of 4 done; the warm-up does not count" in room.page(room.zora)
    assert "Ostral Night Trains" in room.page(room.zora, "/documents")


def test_an_undo_in_play_leaves_read_what_was_read(room: Room) -> None:
    room.start("end_warm_up")
    with room.house.database.writing() as session:
        session.add(ReadRecord(member_id=room.zora.member_id, about="message:one", at=0))
    room.house.store.execute(room.exercise, Jump(id="jump00001", member="control", days=2))
    last = room.house.store.published(room.exercise).sequence
    room.house.store.execute(room.exercise, Rewind(id="undo00001", member="control", to=last - 1))
    with room.house.database.reading() as session:
        kept = session.scalars(sa.select(ReadRecord.about).where(ReadRecord.member_id == room.zora.member_id)).all()
    assert "message:one" in kept


def test_a_desk_leads_to_the_first_page_until_a_day_has_passed(seated: Room) -> None:
    lead = "Your first page shows you where to begin"
    seated.start("warm_up")
    desk = seated.page(seated.zora)
    assert lead in desk
    assert "desk/requests/new" not in desk.partition("<main")[2], "nothing can be asked before the case opens"
    seated.start("end_warm_up")
    desk = seated.page(seated.zora)
    assert lead in desk
    assert "desk/requests/new" in desk
    assert "Only routine steps" not in desk
    seated.house.store.execute(seated.exercise, Jump(id="jumpthreedays", member="control", days=3))
    assert lead not in seated.page(seated.zora)


def test_the_counts_of_a_desk_say_what_they_count(seated: Room) -> None:
    seated.start("first_move")
    desk = seated.page(seated.zora)
    counted = re.search(
        r"(\d+) items are waiting for you, (\d+) of them due this move, your team has (\d+) open requests", desk
    )
    assert counted is not None
    work = desk.partition("What needs you now")[2].partition("</ul>")[0]
    assert int(counted[1]) == work.count('class="r-work"')
    assert f"{counted[2]} due this move</span>" in desk, "as the bar says"
    assert f"All requests {counted[3]}" in desk


def test_an_open_page_of_the_warm_up_leads_to_the_desk_once_the_first_move_has_begun(room: Room) -> None:
    paper = re.search(r'/desk(/documents/D-[^"#?/]+)"', room.page(room.zora, "/documents"))
    assert paper is not None
    page = room.page(room.zora, paper[1])
    thing = re.search(r'data-thing="([^"]+)"', page)
    assert thing is not None
    assert " data-warm-up" in page
    asked = {"X-Tick": "1", "X-Thing": thing[1], "X-Warm-Up": "1"}
    room.start("end_warm_up")
    gone = room.zora.get(room.desk(paper[1]), headers=asked)
    assert (gone.status_code, gone.headers["Location"]) == (303, room.desk())
    room.zora.get(room.desk(), headers={"X-Tick": "1"})
    desk = room.page(room.zora)
    assert "The warm-up is over: the first move has begun." in desk
    assert " data-warm-up" not in desk
    del asked["X-Warm-Up"]
    assert room.zora.get(room.desk(paper[1]), headers=asked).status_code == 404
