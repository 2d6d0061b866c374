"""The epilogue on the wall: all of it on one screen, in letters that are read from eight metres."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import NewContext
from tests.browser.people import Trainer
from tests.browser.review.test_debrief import SIZES, SMALLEST
from tests.browser.rooms import first_start_link
from tests.webapp.review.finished import finished_example
from tests.webapp.serving import Process, free_port
from webapp.store.database import bring_up_to_date, connect

COVERED = """() => {
  const foot = document.querySelector(".r-projector-foot").getBoundingClientRect();
  return document.documentElement.scrollHeight > innerHeight
    || [...document.querySelectorAll(".r-epilogue tr")].some(row => row.getBoundingClientRect().bottom > foot.top);
}"""


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, tuple[str, ...]]]:
    """A server with a finished exercise of each scenario."""
    folder: Path = tmp_path_factory.mktemp("epilogue")
    database = connect(f"sqlite:///{folder / 'rogatory.sqlite'}")
    bring_up_to_date(database)
    found = tuple(
        finished_example(database, scenario=scenario, seed=5, title="Friday group")
        for scenario in ("blue-current", "glass-harbour")
    )
    database.close()
    server = Process(folder, free_port())
    server.start()
    yield server, found
    server.stop()


def test_all_rows_are_read_from_eight_metres(served: tuple[Process, tuple[str, ...]], new_context: NewContext) -> None:
    server, exercises = served
    page = new_context(width=1024, height=768).new_page()
    Trainer(page).sign_up(first_start_link(server))
    for exercise in exercises:
        page.goto(f"http://127.0.0.1:{server.port}/x/{exercise}/review/epilogue?wall=1", timeout=60_000)
        assert [words for size, words in page.evaluate(SIZES) if size < SMALLEST - 0.1] == []
        assert not page.evaluate(COVERED)
