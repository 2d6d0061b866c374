"""One game for all tests that only look; a copy for each test that acts."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.partition.game import Game, begin, copied, write_secrets
from tests.partition.random_play import play_at_random

SEED, STEPS, LEAST = 5, 450, 80


@pytest.fixture(scope="session")
def game(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Game]:
    """A game after two moves of sense and some weeks of random acts; nobody may act in it."""
    made = begin(tmp_path_factory.mktemp("game"))
    done = play_at_random(made, SEED, STEPS)
    assert len(done) > LEAST
    assert len({type(command) for command in done}) > 15
    write_secrets(made)
    yield made
    made.house.close()


@pytest.fixture
def busy(game: Game, tmp_path: Path) -> Iterator[Game]:
    """A copy of the game to act in."""
    made = copied(game, tmp_path)
    yield made
    made.house.close()
