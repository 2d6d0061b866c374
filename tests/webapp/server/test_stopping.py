"""Every way to end a server ends it cleanly: exit 0, no process left, everything in the one file of the database."""

import http.client
import os
import re
import shutil
import signal
import sqlite3
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from simulation.exercise.clock.commands import Jump, StartExercise
from tests.webapp.house import PASSWORD, build
from tests.webapp.serving import Browser, Process, free_port, wait_until
from webapp.accounts.trainers import set_password

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and /proc of POSIX")


def played(folder: Path) -> str:
    """A folder with a trainer and an exercise whose first move is over; gives the exercise."""
    house = build(folder)
    exercise = house.new_exercise(preset="half_day_14")
    house.store.execute(exercise, StartExercise(id="start0001", member="control", warm_up=False))
    house.store.execute(exercise, Jump(id="jump00001", member="control", days=10))
    with house.database.writing() as session:
        set_password(session, "Ines", PASSWORD)
    house.close()
    return exercise


def children(parent: int) -> list[int]:
    """The processes that come from this one, theirs included."""
    found = []
    for each in Path("/proc").glob("[0-9]*/stat"):
        try:
            after_name = each.read_text(encoding="utf-8").rpartition(")")[2].split()
        except OSError:
            continue
        if int(after_name[1]) == parent and after_name[0] != "Z":
            found += [int(each.parent.name), *children(int(each.parent.name))]
    return found


def alive(process: int) -> bool:
    try:
        return Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def assert_whole(folder: Path, exercise: str, aside: Path) -> None:
    """The one file, copied alone, holds the exercise; its log holds nothing."""
    log = folder / "rogatory.sqlite-wal"
    assert not log.exists() or log.stat().st_size == 0
    shutil.copy(folder / "rogatory.sqlite", aside / "stick.sqlite")
    with closing(sqlite3.connect(aside / "stick.sqlite")) as copy:
        assert copy.execute("PRAGMA quick_check").fetchone() == ("ok",)
        assert copy.execute("SELECT count(*) FROM journal WHERE exercise_id = ?", (exercise,)).fetchone() == (2,)


def pricing(server: Process, exercise: str) -> list[int]:
    """Signs in and asks for a price; gives the worker processes once they work."""
    ines = Browser(server.port)
    assert ines.post("/sign-in", {"name": "Ines", "password": PASSWORD}).status == 303
    form = {"country": "VAL", "lever": "liaison", "day": "0"}
    assert ines.post(f"/x/{exercise}/review/levers/price", form).status == 303
    assert server.running is not None
    parent = server.running.pid

    def busy() -> list[int]:
        return [each for each in children(parent) if cpu_seconds(each) > 1.0]

    wait_until(busy, 60)
    return children(parent)


def cpu_seconds(process: int) -> float:
    try:
        parts = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


@pytest.mark.acceptance("ends servers in every way")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to find worker processes in")
@pytest.mark.parametrize("how", ["SIGTERM", "Ctrl+C", "Ctrl+C twice", "window closed"])
def test_the_end_in_the_middle_of_a_price(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    exercise = played(folder)
    server = Process(folder, free_port(), group=True)
    server.start()
    workers = pricing(server, exercise)
    assert workers
    assert server.running is not None
    group = os.getpgid(server.running.pid)
    match how:
        case "SIGTERM":
            server.running.send_signal(signal.SIGTERM)
        case "Ctrl+C" | "Ctrl+C twice":  # a terminal tells every process of the group
            os.killpg(group, signal.SIGINT)
            if how == "Ctrl+C twice":
                os.killpg(group, signal.SIGINT)
        case _:
            os.killpg(group, signal.SIGHUP)
    code, out, err = server.ended()
    assert (code, err) == (0, ""), (out, err)
    wait_until(lambda: not any(alive(each) for each in workers), 5)
    assert_whole(folder, exercise, tmp_path)


@pytest.mark.acceptance("starts and kills a server")
@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="no /proc to find worker processes in")
def test_workers_end_with_a_server_that_was_killed(tmp_path: Path) -> None:
    exercise = played(tmp_path)
    server = Process(tmp_path, free_port())
    server.start()
    workers = pricing(server, exercise)
    server.kill()
    wait_until(lambda: not any(alive(each) for each in workers), 15)


@pytest.mark.acceptance("starts and ends a server")
def test_the_end_while_streams_are_open_and_a_form_is_half_sent(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    exercise = played(folder)
    server = Process(folder, free_port())
    server.start()
    ines = Browser(server.port)
    assert ines.post("/sign-in", {"name": "Ines", "password": PASSWORD}).status == 303
    stream = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    cookies = "; ".join(f"{name}={value}" for name, value in ines.cookies.items())
    stream.request("GET", f"/x/{exercise}/live/control/stream", headers={"Cookie": cookies})
    answer = stream.getresponse()
    assert answer.status == 200
    assert b"tick" in answer.readline()
    half = http.client.HTTPConnection("127.0.0.1", server.port, timeout=30)
    half.putrequest("POST", "/join")
    half.putheader("Content-Length", "1000")
    half.endheaders(b"code=")
    begun = time.monotonic()
    assert server.running is not None
    server.running.send_signal(signal.SIGTERM)
    code, _out, _err = server.ended()
    assert code == 0
    assert time.monotonic() - begun < 15
    while answer.readline():
        pass  # the stream has an end
    half.close()
    stream.close()
    assert_whole(folder, exercise, tmp_path)


def test_each_move_is_brought_into_the_one_file(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    house = build(folder)
    exercise = house.new_exercise(preset="half_day_14")
    house.store.execute(exercise, StartExercise(id="start0001", member="control", warm_up=False))
    shutil.copy(folder / "rogatory.sqlite", tmp_path / "stick.sqlite")
    with closing(sqlite3.connect(tmp_path / "stick.sqlite")) as copy:
        assert copy.execute("SELECT count(*) FROM journal").fetchone() == (1,)
    house.close()


@pytest.mark.acceptance("starts and ends a server")
def test_the_end_is_asked_for_while_the_server_is_made_ready(tmp_path: Path) -> None:
    """The demo plays a move before it listens; Ctrl+C then ends it just as well."""
    server = Process(tmp_path, free_port(), "demo")
    server.begin()
    wait_until((tmp_path / "rogatory.sqlite").exists, 60)
    assert server.running is not None
    server.running.send_signal(signal.SIGINT)
    code, out, err = server.ended()
    assert (code, err) == (0, "")
    assert not re.search("Trainer:", out)
    log = tmp_path / "rogatory.sqlite-wal"
    assert not log.exists() or log.stat().st_size == 0
