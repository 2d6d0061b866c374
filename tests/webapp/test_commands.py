"""Serving as a command: what it prints, what is in its way, and how it ends."""

import os
import re
import socket
from pathlib import Path

import pytest
import sqlalchemy as sa

from tests.webapp.serving import Browser, Process, free_port, launch, sign_up
from webapp.database import bring_up_to_date, connect

pytestmark = pytest.mark.long


def refused(*arguments: str | Path) -> str:
    with launch(*arguments) as process:
        out, err = process.communicate(timeout=60)
    assert process.returncode == 2
    assert out == ""
    assert err.count("\n") == 1, err
    assert err.startswith("rogatory: ")
    return err


def test_a_first_start_prints_a_link_that_works_once(tmp_path: Path) -> None:
    server = Process(tmp_path / "data", free_port())
    server.start()
    ines = Browser(server.port)
    sign_up(ines, server.said)
    assert ines.get("/exercises").status == 200
    key = tmp_path / "data" / "secret-key"
    if os.name == "posix":
        assert key.stat().st_mode & 0o777 == 0o600
    first = key.read_text(encoding="ascii")
    assert server.stop() == 0
    server.start()
    assert not any("/first/" in line for line in server.said)
    assert ines.get("/exercises").status == 200
    assert key.read_text(encoding="ascii") == first
    assert server.stop() == 0


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        line = refused("serve", tmp_path, "--host", "127.0.0.1", "--port", str(port))
    assert f"port {port} on 127.0.0.1 cannot be used" in line
    assert "--port" in line


@pytest.mark.parametrize("port", ["70000", "-5", "many"])
def test_a_port_that_is_none(tmp_path: Path, port: str) -> None:
    refused("serve", tmp_path, "--host", "127.0.0.1", "--port", port)


def test_a_second_process_on_the_same_database(tmp_path: Path) -> None:
    server = Process(tmp_path, free_port())
    server.start()
    line = refused("serve", tmp_path, "--host", "127.0.0.1", "--port", str(free_port()))
    assert "another Rogatory is using the database" in line
    assert server.stop() == 0


def test_a_database_of_a_newer_version(tmp_path: Path) -> None:
    database = connect(f"sqlite:///{tmp_path / 'rogatory.sqlite'}")
    bring_up_to_date(database)
    with database.engine.execution_options(writes=True).begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    database.close()
    assert "newer version" in refused("serve", tmp_path, "--host", "127.0.0.1", "--port", str(free_port()))
    assert "newer version" in refused("reset-admin", tmp_path)


def test_a_data_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("hello", encoding="utf-8")
    assert "data folder cannot be used" in refused("serve", tmp_path / "file", "--port", str(free_port()))


def test_a_lost_password_beside_a_running_server(tmp_path: Path) -> None:
    server = Process(tmp_path, free_port())
    server.start()
    sign_up(Browser(server.port), server.said)
    with launch("reset-admin", tmp_path, "--address", f"http://127.0.0.1:{server.port}") as process:
        out, _err = process.communicate(timeout=60)
    assert process.returncode == 0
    other = Browser(server.port)
    sign_up(other, out.splitlines())
    assert other.get("/exercises").status == 200
    assert server.stop() == 0


def test_the_demo_can_be_joined_at_once(tmp_path: Path) -> None:
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
    assert "Move 2 of 8" in clock
    assert server.stop() == 0


def test_streams_end_with_the_server(tmp_path: Path) -> None:
    server = Process(tmp_path, free_port(), "demo")
    server.start()
    ines = Browser(server.port)
    sign_up(ines, server.said)
    exercise = re.search(r"/x/(\w+)/control", "\n".join(server.said))
    assert exercise is not None
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as stream:
        cookie = "; ".join(f"{name}={value}" for name, value in ines.cookies.items())
        path = f"/x/{exercise[1]}/live/control/stream"
        stream.sendall(f"GET {path} HTTP/1.1\r\nHost: x\r\nCookie: {cookie}\r\n\r\n".encode())
        received = b""
        while b"event: tick" not in received:
            part = stream.recv(65536)
            assert part, received
            received += part
        assert received.startswith(b"HTTP/1.1 200")
        assert server.stop() == 0
