"""Nothing can be written: people are told why, keep what they wrote, and read on; the trainer is told too."""

import re
import shutil
import sqlite3
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import event

from tests.webapp.conftest import Cast
from tests.webapp.house import PASSWORD, House, Person, in_house, same_house
from webapp.process.faults import Fault
from webapp.server.housekeeping import Housekeeper
from webapp.store.database import FOREIGN_SECONDS

TEXT = "We ask you to keep the account of the company as it is. " * 60


@dataclass(frozen=True, slots=True)
class Room:
    """The cast on a disk that can be filled and emptied again."""

    cast: Cast
    house: House
    fill: Callable[[], None]
    empty: Callable[[], None]


def small_disk(folder: Path) -> Iterator[tuple[Callable[[], None], Callable[[], None]]]:
    """A file system of a few megabytes of its own."""
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=48m", "tmpfs", str(folder)], capture_output=True, text=True, check=False
    )
    if mounted.returncode != 0:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.strip()}")
    filler = folder / "holiday.mov"

    def fill() -> None:
        with filler.open("ab", buffering=0) as file:
            for size in (1 << 20, 4096, 1):
                try:
                    while True:
                        file.write(b"x" * size)
                except OSError:
                    continue

    yield fill, filler.unlink
    subprocess.run(["umount", "-l", str(folder)], check=False)


@pytest.fixture(params=["a small file system", "pages at an end"])
def room(request: pytest.FixtureRequest, tmp_path: Path, standing: Cast) -> Iterator[Room]:
    """Where mounting is not possible, SQLite is told that the file may not grow: the same error from the same place."""
    folder = tmp_path / "data"
    if request.param == "a small file system":
        disks = small_disk(folder)
        fill, empty = next(disks)
        house = same_house(standing.alba.house, folder)
    else:
        folder.mkdir()
        disks = iter(())
        house = same_house(standing.alba.house, folder)
        is_full = threading.Event()

        @event.listens_for(house.database.engine, "begin")
        def bound(connection: object) -> None:
            pages = 1 if is_full.is_set() else 1 << 30
            connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")  # type: ignore[attr-defined]

        fill, empty = is_full.set, is_full.clear
    alba, brava, ines, otto = (in_house(house, person) for person in standing.everybody())
    yield Room(Cast(standing.exercise, alba, brava, ines, otto), house, fill, empty)
    house.close()
    next(disks, None)


def send(person: Person, text: str) -> tuple[int, str]:
    page = person.get(f"/x/{person.exercise}/desk/messages").text
    command = re.search(r'name="command_id" value="([^"]+)"', page)
    to = re.search(r'<option value="([A-Z]{3}\.\w+|[A-Z]{3}/\w+)"', page)
    assert command is not None
    form: dict[str, str | list[str]] = {"command_id": command[1], "to": to[1] if to else "KES.authority", "text": text}
    answer = person.post(f"/x/{person.exercise}/desk/messages", form)
    return answer.status_code, answer.text


def until_full(person: Person) -> tuple[str, str]:
    """Sends until the first message that cannot be stored: its text and the answer."""
    for number in range(3000):
        text = f"Message {number}. {TEXT}"
        status, page = send(person, text)
        if status == 503:
            return text, page
        assert status == 303, page
    raise AssertionError("the disk never was full")


def chores(house: House) -> None:
    """One round of what the server does beside serving."""
    for chore in Housekeeper(house.services).chores:
        chore.what()


def test_a_full_disk_is_said_and_reading_goes_on(room: Room) -> None:
    cast, house = room.cast, room.house
    base = f"/x/{cast.exercise}"
    before = cast.alba.get(f"{base}/desk/documents").text
    document = re.search(rf'href="({base}/desk/documents/[^"?#]+)"', before)
    assert document is not None
    room.fill()
    text, page = until_full(cast.alba)
    assert "has no space left" in page
    assert "Nothing that was stored is lost" in page
    assert unescape(page).count(text.strip()) == 1, (
        "what was written stands there once, in the form that sends it again"
    )
    for person, path in (
        (cast.alba, document[1]),
        (cast.alba, f"{base}/desk/messages"),
        (cast.brava, f"{base}/desk/documents"),
        (cast.ines, f"{base}/control/"),
    ):
        assert person.get(path).status_code == 200, path
    told = cast.ines.get(f"{base}/control/").text
    assert "This laptop has no space left" in told
    assert "no space left" not in cast.alba.get(f"{base}/desk/").text
    house.store.copies.forget(cast.exercise)  # a page that has to be made from the journal again
    assert cast.brava.get(f"{base}/desk/messages").status_code == 200
    room.empty()
    chores(house)
    assert "This laptop has no space left" not in cast.ines.get(f"{base}/control/").text
    again = re.search(r'<form method="post" action="([^"]+)" class="r-stack">(.*?)</form>', page, re.DOTALL)
    assert again is not None
    fields: dict[str, str | list[str]] = {
        name: unescape(value) for name, value in re.findall(r'name="([^"]+)" value="([^"]*)"', again[2])
    }
    written = re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>(.*?)</textarea>', again[2], re.DOTALL)
    fields |= {name: unescape(value) for name, value in written}
    fields.pop("csrf_token")
    assert cast.alba.post(unescape(again[1]), fields).status_code == 303
    assert text.strip()[:60] in cast.alba.get(f"{base}/desk/messages").text


def test_a_password_is_never_shown_again(house: House, cast: Cast) -> None:
    with closing(sqlite3.connect(house.config.data / "rogatory.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        answer = cast.otto.post("/sign-in", {"name": "Ines", "password": PASSWORD})
        other.execute("ROLLBACK")
    assert answer.status_code == 503
    assert PASSWORD not in answer.text


def test_another_program_holds_the_database(house: House, cast: Cast) -> None:
    base = f"/x/{cast.exercise}"
    page = cast.alba.get(f"{base}/desk/documents").text
    document = re.search(rf'href="({base}/desk/documents/[^"?#]+)"', page)
    assert document is not None
    with closing(sqlite3.connect(house.config.data / "rogatory.sqlite", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        begun = time.monotonic()
        assert cast.alba.get(document[1]).status_code == 200
        assert time.monotonic() - begun < 3
        begun = time.monotonic()
        status, told = send(cast.alba, "Please keep it.")
        assert status == 503
        assert "Another program on the trainer&#39;s laptop has locked the database" in told
        assert time.monotonic() - begun < FOREIGN_SECONDS + 4
        begun = time.monotonic()
        assert send(cast.alba, "And once more.")[0] == 503  # nobody waits long for what is known
        assert time.monotonic() - begun < FOREIGN_SECONDS
        assert "Another program has locked the database" in cast.ines.get(f"{base}/control/").text
        other.execute("ROLLBACK")
    chores(house)
    assert "Another program has locked the database" not in cast.ines.get(f"{base}/control/").text
    assert send(cast.alba, "Please keep it.")[0] == 303


def test_the_trainer_is_told_before_it_is_full(house: House, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(house.config.data)
    with monkeypatch.context() as patch:
        patch.setattr(shutil, "disk_usage", lambda _path: usage._replace(free=90 * 1024 * 1024))
        chores(house)
    page = cast.ines.get(f"/x/{cast.exercise}/control/").text
    assert "This laptop is nearly full" in page
    assert "nearly full" not in cast.alba.get(f"/x/{cast.exercise}/desk/").text
    assert "nearly full" in cast.ines.get("/exercises").text
    chores(house)
    assert house.services.troubles.now() == () or usage.free < 200 * 1024 * 1024


def test_open_control_rooms_are_woken_by_a_fault(house: House, cast: Cast) -> None:
    poll = f"/x/{cast.exercise}/live/control/poll"
    before = cast.ines.get(poll).json
    house.services.troubles.noted(Fault.FULL)
    after = cast.ines.get(poll).json
    assert before is not None
    assert after is not None
    assert before["panels"]["alerts"] != after["panels"]["alerts"]
    assert {k: v for k, v in before["panels"].items() if k != "alerts"} == {
        k: v for k, v in after["panels"].items() if k != "alerts"
    }
