"""`--address`: which address phones open, and what `serve` prints about it."""

from functools import partial
from pathlib import Path

import pytest

from tests.webapp.serving import free_port
from webapp.app import create_app
from webapp.cli.addresses import given_address, said_of
from webapp.cli.arguments import BadUseError
from webapp.cli.commands import demo, serve
from webapp.cli.server import opened_house

GOOD = {
    "https://exercise.example.org": "https://exercise.example.org",
    "https://exercise.example.org/": "https://exercise.example.org",
    "HTTPS://Exercise.Example.org:8443": "https://exercise.example.org:8443",
    "http://192.168.8.10:8000": "http://192.168.8.10:8000",
    "192.168.8.10": "http://192.168.8.10:8123",
    "laptop.lan": "http://laptop.lan:8123",
    "laptop:80": "http://laptop:80",
    "fd00::7": "http://[fd00::7]:8123",
    "https://[fd00::7]": "https://[fd00::7]",
    "übung.example.org": "http://xn--bung-zra.example.org:8123",
}
BAD = (
    "ftp://exercise.example.org",
    "https://",
    "https://exercise.example.org/room",
    "https://exercise.example.org?x=1",
    "https://exercise.example.org#x",
    "https://ines@exercise.example.org",
    "https://exercise.example.org:99999",
    "https://exercise.example.org:",
    "https://exercise.example.org:0",
    "exercise example org",
    "192.168.8.300",
    "0.0.0.0",  # noqa: S104  # refused, not bound
    "8000",
    "a..b",
    "-a.org",
    "fe80::1%eth0",
    "mailto:ines",
    " ",
)


@pytest.mark.parametrize("text", GOOD)
def test_an_address_that_phones_can_open(text: str) -> None:
    assert given_address(text, 8123) == GOOD[text]


@pytest.mark.parametrize("text", BAD)
def test_anything_else_is_refused_in_one_line(text: str) -> None:
    with pytest.raises(BadUseError) as refused:
        given_address(text, 8123)
    assert len(str(refused.value).splitlines()) == 1


@pytest.mark.parametrize("text", ["localhost", "http://127.0.0.1:8000", "::1", "https://room.localhost"])
def test_an_address_that_leads_each_device_to_itself_is_refused(text: str) -> None:
    with pytest.raises(BadUseError, match="On a phone"):
        given_address(text, 8123)


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("ROGATORY_DATA", str(tmp_path))


@pytest.mark.parametrize("command", ["serve", "demo"])
def test_the_command_refuses_it_before_it_serves(command: str, alone: None, capsys: pytest.CaptureFixture[str]) -> None:
    given = ["--host", "127.0.0.1", "--port", str(free_port()), "--address", "https://a.example/b"]
    carry_out = {"serve": serve.run, "demo": demo.run}[command]
    assert carry_out(given) == 2
    said = capsys.readouterr().err
    assert said.startswith("rogatory: --address needs")
    assert said.count("\n") == 1


@pytest.mark.parametrize(
    ("given", "own", "address", "lines"),
    [
        ("", ("192.168.8.10",), "http://192.168.8.10:{port}", []),
        (
            "",
            ("192.168.8.10", "10.0.0.7"),
            "http://192.168.8.10:{port}",
            ["If phones cannot open it: http://10.0.0.7:{port}/"],
        ),
        ("", (), "http://127.0.0.1:{port}", ["No IPv4 network was found: {rest}"]),
        ("https://exercise.example.org", (), "https://exercise.example.org", []),
    ],
)
def test_what_the_command_says(given: str, own: tuple[str, ...], address: str, lines: list[str], alone: None) -> None:
    port = free_port()
    make = partial(create_app, addresses=lambda: own)
    with opened_house("0.0.0.0", port, given=given, make=make) as house:  # noqa: S104  # as a room needs it
        assert house.address == address.format(port=port)
        said = said_of(house.found)
    rest = (
        "only the browser of this machine can open the pages. Switch on its Wi-Fi or its hotspot; you need not "
        "start again."
    )
    assert said == [line.format(port=port, rest=rest) for line in lines]


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost"])
def test_a_server_for_this_machine_alone_says_no_more(host: str, alone: None) -> None:
    port = free_port()
    with opened_house(host, port, make=partial(create_app, addresses=lambda: ("10.0.0.7",))) as house:
        assert (house.address, said_of(house.found)) == (f"http://{host}:{port}", [])
