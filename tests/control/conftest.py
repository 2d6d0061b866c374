"""The cast of the web tests, and a trainer's hand on the room."""

import re
from dataclasses import dataclass

import pytest
from werkzeug.test import TestResponse

from tests.webapp.conftest import Cast, blank, cast, house, standing
from tests.webapp.house import House, nobody

__all__ = ["blank", "cast", "house", "standing"]

COMMAND = re.compile(r'name="command_id" value="([^"]+)"')


@dataclass(frozen=True, slots=True)
class Room:
    """What a trainer sees and does."""

    cast: Cast

    def address(self, path: str) -> str:
        """A page of the room."""
        return f"/x/{self.cast.exercise}/control{path}"

    def get(self, path: str) -> str:
        """A page's text."""
        answer = self.cast.ines.get(self.address(path))
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.text

    def command(self, page: str, action: str) -> str:
        """The command id of the form that posts to an address."""
        start = page.index(f'action="{self.address(action)}"')
        found = COMMAND.search(page, start)
        assert found is not None
        return found[1]

    def post(self, path: str, on: str = "", **fields: str) -> TestResponse:
        """Sends the form of a page; a jump stands on the page that asks first."""
        on = on or ("/jump?days=30&ends_move=yes" if path == "/jump" else "/")
        if "command_id" not in fields:
            fields["command_id"] = self.command(self.get(on), path)
        return self.cast.ines.post(self.address(path), dict(fields))


@pytest.fixture
def room(cast: Cast) -> Room:
    """The room of the cast's exercise."""
    return Room(cast)


@pytest.fixture
def unguarded(house: House, room: Room) -> Room:
    """The same with people, who do nothing, at the seats that go to people: no automatic office protects anybody."""
    for code in house.store.published(room.cast.exercise).teams:
        for seat in ("police", "prosecutor"):
            person = nobody(house, f"{seat.capitalize()} of {code}", room.cast.exercise)
            assert person.join(seat, code).status_code == 303
    return room
