"""A rehearsal is one day: its parts follow each other in one room, and what goes wrong in one is told with pictures."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from tests.browser.conftest import started
from tests.rehearsal.room import Room, opened
from tests.rehearsal.seen import SeenError

FAILED = pytest.StashKey[BaseException]()


@pytest.fixture(scope="module")
def day_browser() -> Iterator[Browser]:
    """The browser of a day, closed after it, for it holds a loop."""
    with sync_playwright() as playwright:
        found = started(playwright)
        if found is None:
            pytest.skip("NO BROWSER: no Chromium, Chrome or Edge is installed, so no day was rehearsed")
        yield found
        found.close()


@pytest.fixture(scope="module")
def whole_day(
    request: pytest.FixtureRequest, day_browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Room]:
    """The room of a module's story, from the first part to the last."""
    with opened(request.module.STORY, day_browser, tmp_path_factory.mktemp("day")) as room:
        yield room


@pytest.fixture
def room(request: pytest.FixtureRequest, whole_day: Room, tmp_path: Path) -> Iterator[Room]:
    """The room for one part. Where people could not go on, the parts that follow are not tried."""
    if whole_day.stopped:
        pytest.skip(f"the day stopped at {whole_day.stopped}")
    yield whole_day
    failure = request.node.stash.get(FAILED, None)
    if failure is None:
        return
    whole_day.keep_pictures(tmp_path)
    request.node.add_report_section("teardown", "pictures", f"what everybody had before them: {tmp_path}")
    if not isinstance(failure, SeenError):
        whole_day.stopped = request.node.name


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """Tells the fixture how the part ended."""
    report = yield
    if call.when == "call" and call.excinfo is not None:
        item.stash[FAILED] = call.excinfo.value
    return report
