"""A house whose application was made with the additions, and the cast in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.scratch.served import WITH_ADDITIONS
from tests.webapp.conftest import Cast, gather
from tests.webapp.house import House, build


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    """A fresh application with the additions."""
    made = build(tmp_path, make=WITH_ADDITIONS)
    yield made
    made.close()


@pytest.fixture
def cast(house: House) -> Cast:
    """The cast in an exercise of that house."""
    return gather(house)
