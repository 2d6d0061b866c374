"""Serving as a command: what it prints, what is in its way, and how it ends."""

import os
import re
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.webapp.serving import Browser, Process, free_port, sign_up
from webapp.cli import main as cli
from webapp.store.database import bring_up_to_date, connect

pytestmark = pytest.mark.acceptance("starts and ends server processes")


@dataclass(slots=True)
class Served:
    """A server that was started, signed up at, stopped and started again; what came of it each time."""

    server: Process
    said: list[list[str]]
    keys: list[str]
    pages: list[int]
    exit_code: int


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """One server for all tests that only need one that runs."""
    server = Process(tmp_path_factory.mktemp("served") / "data", free_port())
    ines = Browser(server.port)
    found = Served(server, [], [], [], 0)

    def start() -> None:
        server.start()
        if not found.said:
            sign_up(ines, server.said)
        found.said.append(server.said)
        found.keys.append((server.folder / "secret-key").read_text(encoding="ascii"))
        found.pages.append(ines.get("/exercises").status)

    start()
    found.exit_code = server.stop()
    start()
    yield found
    assert server.stop() == 0


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Runs a command that refuses, here in this process, and gives its line."""
    monkeypatch.delenv("DATABASE_URL", raising=False)

    def run(command: str, folder: Path, *arguments: str) -> str:
        monkeypatch.setenv("ROGATORY_DATA", str(folder))
        assert cli.run([command, *arguments]) == 2
        out, err = capsys.readouterr()
        assert out == ""
        assert err.count("\n") == 1, err
        assert err.startswith("rogatory: ")
        return err

    return run


def test_a_first_start_prints_a_link_that_works_once(served: Served) -> None:
    assert any("/first/" in line for line in served.said[0])
    assert not any("/first/" in line for line in served.said[1])
    assert served.pages == [200, 200]
    assert served.keys[0] == served.keys[1]
    if os.name == "posix":
        assert (served.server.folder / "secret-key").stat().st_mode & 0o777 == 0o600
    assert served.exit_code == 0


def test_a_port_in_use(tmp_path: Path, refused: Callable[..., str]) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        line = refused("serve", tmp_path, "--host", "127.0.0.1", "--port", str(port))
    assert f"port {port} on 127.0.0.1 cannot be used" in line
    assert "--port" in line


@pytest.mark.parametrize("port", ["70000", "-5", "many"])
def test_a_port_that_is_none(tmp_path: Path, port: str, refused: Callable[..., str]) -> None:
    refused("serve", tmp_path, "--host", "127.0.0.1", "--port", port)


def test_a_second_process_on_the_same_database(served: Served, refused: Callable[..., str]) -> None:
    line = refused("serve", served.server.folder, "--host", "127.0.0.1", "--port", str(free_port()))
    assert "another Rogatory is using the database" in line


def test_a_database_of_a_newer_version(tmp_path: Path, refused: Callable[..., str]) -> None:
    database = connect(f"sqlite:///{tmp_path / 'rogatory.sqlite'}")
    bring_up_to_date(database)
    with database.engine.execution_options(writes=True).begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    assert "newer version" in refused("serve", tmp_path, "--host", "127.0.0.1", "--port", str(free_port()))
    assert "newer version" in refused("reset-admin", tmp_path)


def test_a_data_folder_that_is_a_file(tmp_path: Path, refused: Callable[..., str]) -> None:
    (tmp_path / "file").write_text("hello", encoding="utf-8")
    assert "data folder cannot be used" in refused("serve", tmp_path / "file", "--port", str(free_port()))


def test_a_lost_password_beside_a_running_server(
    served: Served, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("ROGATORY_DATA", str(served.server.folder))
    assert cli.run(["reset-admin", "--address", f"http://127.0.0.1:{served.server.port}"]) == 0
    other = Browser(served.server.port)
    sign_up(other, capsys.readouterr().out.splitlines())
    assert other.get("/exercises").status == 200


def test_the_demo_can_be_joined_at_once_and_its_streams_end_with_it(tmp_path: Path) -> None:
    server = Process(tmp_path, free_port(), "demo")
    server.start()
    said = "\n".join(server.said)
    code = re.search(r"Join code: (\w{3}) (\w{3})", said)
    assert code is not None, said
    assert f"http://127.0.0.1:{server.port}/first/" in said
    alba = Browser(server.port)
    joined = alba.post("/join", {"code": "".join(code.groups())})
    assert joined.status == 303
    assert alba.post(joined.location, {"name": "Alba"}).status == 303
    sat = alba.post(f"{joined.location}/seat/VAL/police", {})
    assert sat.status == 303
    exercise = sat.location.split("/")[2]
    clock = alba.get(f"/x/{exercise}/live/clock").text
    assert "Move 1 of 8" in clock
    ines = Browser(server.port)
    sign_up(ines, server.said)
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as stream:
        cookie = "; ".join(f"{name}={value}" for name, value in ines.cookies.items())
        path = f"/x/{exercise}/live/control/stream"
        stream.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n".encode())
        received = b""
        while b"event: tick" not in received:
            part = stream.recv(65536)
            assert part, received
            received += part
        assert received.startswith(b"HTTP/1.1 200")
        assert server.stop() == 0
