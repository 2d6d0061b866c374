"""The address that a room gets: in the lobby, in QR codes and in personal links."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from html import unescape
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.webapp.house import House, Person, build, nobody, trainer
from webapp.app import create_app
from webapp.lobby.waiting_room import picture
from webapp.visit.room_address import CutOff, RoomAddress, found_address

HERE = "http://localhost:8000"
ADDRESS = re.compile(r'<bdi dir="ltr">([^<]+)</bdi></dd>')


@dataclass(slots=True)
class Machine:
    """A machine in these networks."""

    networks: Sequence[str] = ()

    def addresses(self) -> Sequence[str]:
        return self.networks


@dataclass(slots=True)
class Lobby:
    """The lobby of an exercise on a machine whose networks may change."""

    house: House
    machine: Machine
    exercise: str
    ines: Person = field(init=False)

    def __post_init__(self) -> None:
        self.ines = trainer(self.house)

    def page(self, asked: str = HERE, person: Person | None = None, path: str = "lobby/") -> str:
        answer = self.answer(asked, person or self.ines, path)
        assert answer.status_code == 200, answer.status
        return answer.text

    def answer(self, asked: str, person: Person, path: str = "lobby/") -> TestResponse:
        """A page for which a browser asked at this address; the test's browser would keep its cookie to its own."""
        scheme, _, host = asked.partition("://")
        cookie = person.client.get_cookie("rogatory")
        assert cookie is not None
        return self.house.app.test_client(use_cookies=False).get(
            f"/x/{self.exercise}/{path}",
            headers={"Host": host, "Cookie": f"rogatory={cookie.value}"},
            environ_overrides={"wsgi.url_scheme": scheme},
        )

    def address(self, asked: str = HERE) -> str:
        found = ADDRESS.search(self.page(asked))
        assert found is not None
        return unescape(found[1])


@pytest.fixture
def lobby(tmp_path: Path) -> Iterator[Lobby]:
    yield from opened(tmp_path / "lobby", "")


@pytest.fixture
def lone(tmp_path: Path) -> Iterator[Lobby]:
    """Of a server that was started for its machine alone."""
    yield from opened(tmp_path / "lone", "http://127.0.0.1:8000")


def opened(folder: Path, told: str) -> Iterator[Lobby]:
    folder.mkdir()
    machine = Machine()
    house = build(folder, public_url=told, make=partial(create_app, addresses=machine.addresses))
    yield Lobby(house, machine, house.new_exercise())
    house.close()


def test_the_address_follows_the_laptop_into_another_network(lobby: Lobby) -> None:
    lobby.machine.networks = ("192.168.8.10",)
    assert lobby.address() == "192.168.8.10:8000"
    before = lobby.page()
    lobby.machine.networks = ("10.0.0.7",)
    assert lobby.address() == "10.0.0.7:8000"
    for page, address in ((before, "192.168.8.10"), (lobby.page(), "10.0.0.7")):
        assert picture(f"http://{address}:8000/join/{lobby.house.join_code(lobby.exercise)}") in page


def test_behind_a_proxy_phones_get_the_address_for_which_the_browser_asked(lobby: Lobby, lone: Lobby) -> None:
    lobby.machine.networks = ("192.168.8.10", "10.0.0.7")
    for each in (lobby, lone):
        assert each.address("https://exercise.example.org") == "exercise.example.org"
        assert "try:" not in each.page("https://exercise.example.org")


def test_a_personal_link_has_the_scheme_of_the_proxy(lobby: Lobby) -> None:
    anna = nobody(lobby.house, "Anna", lobby.exercise)
    anna.join("authority", "SOV")
    welcome = "lobby/welcome"
    assert "https://exercise.example.org/me/" in lobby.page("https://exercise.example.org", anna, welcome)
    lobby.machine.networks = ("192.168.8.10",)
    assert "http://192.168.8.10:8000/me/" in lobby.page(HERE, anna, welcome)


def test_a_trainer_reads_why_no_phone_can_open_the_address(lobby: Lobby, lone: Lobby) -> None:
    assert "no IPv4 network was found" in lobby.page()
    assert "started for this machine alone" in lone.page()
    lone.machine.networks = ("192.168.8.10",)
    assert lone.address() == "127.0.0.1:8000"


def test_a_trainer_reads_further_addresses_and_a_trainee_does_not(lobby: Lobby) -> None:
    anna = nobody(lobby.house, "Anna", lobby.exercise)
    anna.join("authority", "SOV")
    assert "no IPv4 network" not in lobby.page(person=anna)
    lobby.machine.networks = ("192.168.8.10", "10.0.0.7", "172.17.0.1")
    page = lobby.page("http://10.0.0.7:8000")
    assert "If phones cannot open it, try:" in page
    assert re.findall(r'<bdi dir="ltr">([\d.:]+)</bdi>', page)[:3] == [
        "10.0.0.7:8000",
        "192.168.8.10:8000",
        "172.17.0.1:8000",
    ]
    assert "192.168.8.10" not in lobby.page("http://10.0.0.7:8000", anna)


@pytest.mark.parametrize("host", ["[", "a b", "x:99999999", "[::1", "x:y", '"><b>', "", "\xff"])
def test_an_odd_question_gets_no_fault(lobby: Lobby, host: str) -> None:
    answer = lobby.answer(f"http://{host}", lobby.ines)
    assert answer.status_code in {200, 400}, answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize(
    ("told", "asked", "own", "found"),
    [
        ("https://a.example", "http://localhost:8000", ["10.0.0.7"], RoomAddress("https://a.example")),
        ("http://10.0.0.7:80", "http://10.0.0.8:80", ["10.0.0.8"], RoomAddress("http://10.0.0.7:80")),
        ("", "http://10.0.0.7:80", ["10.0.0.7"], RoomAddress("http://10.0.0.7:80")),
        ("", "http://[::1]:81", ["10.0.0.7", "10.1.0.7"], RoomAddress("http://10.0.0.7:81", ("http://10.1.0.7:81",))),
        ("", "http://laptop", ["10.0.0.7"], RoomAddress("http://laptop", ("http://10.0.0.7",))),
        ("", "http://127.0.1.1:8000", [], RoomAddress("http://127.0.1.1:8000", (), CutOff.NO_NETWORK)),
        ("http://localhost:8000", HERE, ["10.0.0.7"], RoomAddress(HERE, (), CutOff.STARTED_SO)),
    ],
)
def test_the_order_of_what_counts(told: str, asked: str, own: list[str], found: RoomAddress) -> None:
    assert found_address(told, asked, own) == found
