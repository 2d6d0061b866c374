"""A house whose application was made with the additions, the cast in it, and a server of the same for browsers."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import browser, contexts_of
from tests.browser.rooms import Place, placed
from tests.scratch.served import WITH_ADDITIONS
from tests.webapp.conftest import Cast, gather
from tests.webapp.house import House, build
from tests.webapp.serving import Process, free_port

__all__ = ["browser"]

SERVED = ("-m", "tests.scratch.served")


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


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where that server keeps its data."""
    return tmp_path


@pytest.fixture
def place(folder: Path, browser: Browser) -> Iterator[Place]:
    """A server that was started with the additions."""
    process = Process(folder, free_port(), program=SERVED)
    process.start()
    try:
        with contexts_of(browser) as make:
            yield placed(process, make)
    finally:
        process.stop()
