"""The plug is pulled under load: every acknowledged act is there, and the clock stands where it was shown."""

import re
import threading
import time
from http.client import HTTPException
from pathlib import Path

import pytest

from simulation.exercise.journal import decode_command
from tests.webapp.serving import Browser, Process, free_port, sign_up
from webapp.store.database import connect
from webapp.store.exercise_rows import journal_rows

pytestmark = pytest.mark.acceptance("kills a server under load")

PLAYED = ("SOV", "ISA", "VAL", "KES")
ROUNDS = 3


def make_exercise(browser: Browser) -> str:
    form = {
        "title": "Under load", "scenario": "blue-current", "preset": "day_28", "seed": "1",
        **{f"policy_{code}": "auto" for code in PLAYED}, **{f"help_{code}": "practice" for code in PLAYED},
    }  # fmt: skip
    made = browser.post("/exercises/new", form)
    assert made.status == 303, made.text
    return made.location.split("/")[2]


def code_of(browser: Browser, exercise: str) -> str:
    found = re.search(r'dir="ltr">(\w{3}) (\w{3})</bdi>', browser.get(f"/x/{exercise}/lobby/").text)
    assert found is not None
    return found[1] + found[2]


def join_and_change(port: int, code: str, exercise: str, number: int, stop: threading.Event, done: list[str]) -> None:
    """Joins, then keeps changing the seat; notes the id of every act that was acknowledged."""
    browser = Browser(port)
    try:
        browser.post(f"/join/{code}", {"name": f"Person {number}"})
        country = PLAYED[number % 4]
        browser.post(f"/join/{code}/seat/{country}/authority", {})
        turn = 0
        while not stop.is_set():
            command = f"p{number}t{turn}x{int(time.time() * 1000)}"
            post = ("police", "authority")[turn % 2]
            answer = browser.post(f"/x/{exercise}/lobby/seat/{country}/{post}?command_id={command}", {})
            if answer.status == 303:
                done.append(command)
            turn += 1
    except (OSError, HTTPException):
        return


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    server = Process(tmp_path, free_port())
    server.start()
    ines = Browser(server.port)
    sign_up(ines, server.said)
    exercise = make_exercise(ines)
    code = code_of(ines, exercise)
    acknowledged: list[str] = []
    shown = ""
    for round_ in range(ROUNDS):
        stop = threading.Event()
        crowd = [
            threading.Thread(target=join_and_change, args=(server.port, code, exercise, n, stop, acknowledged))
            for n in range(round_ * 6, round_ * 6 + 6)
        ]
        for person in crowd:
            person.start()
        before = len(acknowledged)
        deadline = time.monotonic() + 20
        while len(acknowledged) < before + 15 and time.monotonic() < deadline:
            time.sleep(0.01)
        server.kill()
        stop.set()
        for person in crowd:
            person.join(30)
        database = connect(f"sqlite:///{tmp_path / 'rogatory.sqlite'}")
        with database.reading() as session:
            rows = journal_rows(session, exercise)
            kept = [row.command_id for row in rows]
            assert [row.sequence for row in rows] == list(range(1, len(rows) + 1))
            assert all(decode_command(row.payload).id == row.command_id for row in rows)
        database.close()
        assert len(acknowledged) >= before + 15
        assert set(acknowledged) <= set(kept)
        server.start()
        page = ines.get(f"/x/{exercise}/live/clock").text
        found = re.search(r'r-clock-day">([^<]+)<', page)
        assert found is not None, page
        assert shown in {"", found[1]}
        if round_ == 0:
            begun = ines.post(f"/x/{exercise}/lobby/start", {"what": "warm_up", "command_id": "openthewarmup"})
            assert begun.status == 303
        shown = found[1]
    assert "The warm-up is open" in ines.get(f"/x/{exercise}/lobby/").text
    assert server.stop() == 0
