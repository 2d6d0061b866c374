"""Run the server: lock the database, take the port, drive the clock, and report what goes wrong in one line."""

from __future__ import annotations

import asyncio
import contextlib
import os
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from gettext import gettext as _

import sqlalchemy as sa
import uvicorn
from flask import Flask

from webapp.app import create_app
from webapp.cli.addresses import told_address, web_address
from webapp.cli.upgrading import NotUpgradedError, prepare
from webapp.live.stream import Hub
from webapp.process.faults import TroubleBook, fault_of
from webapp.review.ahead import LOOK_SECONDS, look_ahead
from webapp.review.current_review import end_work
from webapp.server.connections import ConnectionConfig, end_overdue
from webapp.server.front import front_of
from webapp.server.housekeeping import Chore, Housekeeper
from webapp.server.stopping import Stop, leave_soon
from webapp.store.database import Database, DatabaseProblemError, connect, held_alone
from webapp.store.exercise_store import ArchivedExerciseError, Store, UnknownExerciseError
from webapp.store.tables import ExerciseRecord, Phase
from webapp.visit.config import BadSettingError, Config, from_environment
from webapp.visit.room_address import RoomAddress, found_address
from webapp.visit.visitor import Services

TICK_SECONDS = 1.0
IDLE_SECONDS = 1800.0
BAD_USE = 2


type Maker = Callable[[Config, Database, Callable[[], float]], Flask]
"""Makes an application over a database, by a wall clock."""


class CannotRunError(Exception):
    """The server cannot run; the text is the one line for the person who started it."""


@dataclass(frozen=True, slots=True)
class House:
    """An application that is ready to be served, with the socket it will listen on."""

    app: Flask
    services: Services
    listening: socket.socket
    found: RoomAddress
    stop: Stop

    @property
    def address(self) -> str:
        """The address of the room, as it is at the start."""
        return self.found.url


def words_of(problem: DatabaseProblemError, database: Database) -> str:
    """The problem with the database, in one line."""
    name = database.engine.url.database or ""
    texts = {
        "database.newer": _(
            "the database {name} was used by a newer version of Rogatory (tables {detail}); start that version, "
            "or choose another folder with ROGATORY_DATA. Nothing was changed."
        ),
        "database.in_use": _(
            "another Rogatory is using the database {name}; end that one first, "
            "or choose another folder with ROGATORY_DATA."
        ),
        "database.unreachable": _("the database {name} cannot be opened: {detail}"),
        "database.foreign": _(
            "the file {name} belongs to another program; choose another folder with ROGATORY_DATA. Nothing was changed."
        ),
        "database.damaged": _("the file {name} is not a database that Rogatory can read: {detail}"),
    }
    text = texts.get(problem.code, problem.code)
    return " ".join(text.format(name=name, detail=problem.detail).split())


def take_port(host: str, port: int) -> socket.socket:
    """A listening socket, which is opened before anything else is done.

    Raises:
        CannotRunError: The port is taken, or the address is not one of this machine.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    taken = socket.socket(family, socket.SOCK_STREAM)
    if os.name == "posix":
        taken.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taken.bind((host, port))
        taken.listen(512)
    except OSError as problem:
        taken.close()
        reason = problem.strerror or str(problem)
        raise CannotRunError(
            _("port {port} on {host} cannot be used ({reason}); choose another with --port.").format(
                port=port, host=host, reason=reason
            )
        ) from problem
    except OverflowError as problem:
        taken.close()
        raise CannotRunError(_("{port} is not a port; choose one from 1 to 65535.").format(port=port)) from problem
    return taken


@contextlib.contextmanager
def opened_house(
    host: str,
    port: int,
    *,
    given: str = "",
    yes: bool = False,
    wall_clock: Callable[[], float] = time.time,
    make: Maker = create_app,
) -> Iterator[House]:
    """Takes port and database, brings the tables up to date, assembles the application.

    Args:
        host: Address to listen on.
        port: Port to listen on.
        given: Address that phones open, where the person who starts the server says it.
        yes: Do not ask before an upgrade.
        wall_clock: Seconds since 1970; a rehearsal moves it.
        make: What makes the application.

    Raises:
        BadUseError: `given` is no address that a browser can open.
        CannotRunError: Something prevents it.
    """
    stop = Stop()
    with stop.listening(), contextlib.closing(take_port(host, port)) as listening:
        taken = listening.getsockname()[1]
        config = replace(settings(), public_url=told_address(host, taken, given))
        database = connect(config.database_url)
        try:
            with held_alone(database):
                prepare(database, held=True, yes=yes, to_play=True)
                app = make(config, database, wall_clock)
                services: Services = app.extensions["rogatory"]
                try:
                    found = found_address(config.public_url, web_address("127.0.0.1", taken), services.own_addresses())
                    yield House(app, services, listening, found, stop)
                finally:
                    end_work(app)
                    database.settle()
        except DatabaseProblemError as problem:
            raise CannotRunError(words_of(problem, database)) from problem
        except NotUpgradedError as problem:
            raise CannotRunError(str(problem)) from problem
        except sa.exc.OperationalError as problem:
            unreachable = DatabaseProblemError("database.unreachable", str(problem.orig))
            raise CannotRunError(words_of(unreachable, database)) from problem
        finally:
            database.close()
            if stop.asked.is_set():
                leave_soon()  # all is kept; a thread that hangs has nothing more to do


def settings() -> Config:
    """The configuration from the environment.

    Raises:
        CannotRunError: The data folder cannot be used.
    """
    texts = {
        "key.damaged": _(
            "the secret key in {detail} is damaged or too short; delete that file and start again. "
            "Rogatory then makes a new key: everybody has to sign in again or open their personal link "
            "again. Nothing else is lost."
        ),
        "database.kind": _(
            "DATABASE_URL names a kind of database that Rogatory does not know ({detail}); "
            "write postgresql://USER@HOST/NAME, or leave it out for a file in the data folder."
        ),
    }
    try:
        return from_environment(os.environ)
    except BadSettingError as problem:
        raise CannotRunError(texts[problem.code].format(detail=problem.detail or "?")) from problem
    except OSError as problem:
        raise CannotRunError(
            _("the data folder cannot be used: {reason}; choose another with ROGATORY_DATA.").format(reason=problem)
        ) from problem


class ClockDriver(threading.Thread):
    """Bring running clocks up to the wall clock, about once a second, and leave idle exercises alone."""

    def __init__(self, store: Store, troubles: TroubleBook) -> None:
        """Drive every exercise that this process has opened; problems are noted for the trainer."""
        super().__init__(name="clock", daemon=True)
        self.store = store
        self.troubles = troubles
        self.ending = threading.Event()

    def run(self) -> None:
        """Ticks until the server ends."""
        while not self.ending.wait(TICK_SECONDS):
            self.store.copies.let_rest(IDLE_SECONDS)
            for exercise in self.store.copies.loaded():
                if not self.store.copies.is_running(exercise):
                    continue
                try:
                    self.store.tick(exercise)
                except (UnknownExerciseError, ArchivedExerciseError):
                    self.store.copies.forget(exercise)
                except sa.exc.OperationalError as problem:
                    if self.troubles.noted(fault_of(problem)):
                        print(f"rogatory: {problem.orig}", file=sys.stderr)


def open_running(services: Services) -> None:
    """Opens the exercises whose clock was running, so that it runs on from where it was shown."""
    with services.database.reading() as session:
        running = session.scalars(sa.select(ExerciseRecord.id).where(ExerciseRecord.phase == Phase.RUNNING)).all()
    for exercise in running:
        with contextlib.suppress(ArchivedExerciseError):
            services.store.published(exercise)


class EndingServer(uvicorn.Server):
    """A server that ends its streams before it waits for open connections; another module handles signals.

    When it has to end, it accepts no more connections, closes those that wait for a request and ends the streams. It
    gives work in progress `timeout_graceful_shutdown` seconds; then `run` returns.
    """

    def __init__(self, config: uvicorn.Config, hub: Hub, ready: Callable[[], None]) -> None:
        """Keep the hub, and the function to call when the server listens."""
        super().__init__(config)
        self.hub = hub
        self.ready = ready

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Leaves the signals to `webapp.server.stopping`."""
        yield

    def end(self, hurried: bool) -> None:  # noqa: FBT001  # as `Stop.serving` tells it
        """Ask the server to end; with `hurried` it waits for nobody."""
        self.should_exit = True
        self.force_exit = self.force_exit or hurried

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Listens, then says so."""
        await super().startup(sockets)
        if not self.should_exit:
            self.ready()

    async def on_tick(self, counter: int) -> bool:
        """Once a second, ends connections whose deadline passed; uvicorn calls it ten times a second."""
        if counter % 10 == 0:
            end_overdue(self.server_state.connections, asyncio.get_running_loop().time())
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Ends the streams, then the rest."""
        self.hub.end()
        await super().shutdown(sockets)


def run_house(house: House, ready: Callable[[], None], *, prices_ahead: bool = True) -> None:
    """Serves until the process is asked to end.

    Args:
        house: What is served.
        ready: Called once, when the server listens.
        prices_ahead: Whether the review of an exercise that has ended is worked out before somebody opens it.
    """
    services = house.services
    config = ConnectionConfig(
        front_of(house.app, services),
        lifespan="on",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=True,  # of a proxy on this machine, or on those that FORWARDED_ALLOW_IPS names
        timeout_graceful_shutdown=5,
    )
    open_running(services)
    driver = ClockDriver(services.store, services.troubles)
    driver.start()
    ahead = (Chore(partial(look_ahead, house.app), LOOK_SECONDS),) if prices_ahead else ()
    housekeeper = Housekeeper(services, ahead)
    housekeeper.start()
    server = EndingServer(config, services.hub, ready)
    try:
        with house.stop.serving(server.end):
            server.run(sockets=[house.listening])
    finally:
        driver.ending.set()
        driver.join(5)
        housekeeper.end()


def refuse(problem: Exception) -> int:
    """Say in one line why nothing was started."""
    print(f"rogatory: {problem}", file=sys.stderr)
    return BAD_USE
