"""A running application in a folder of its own, and the fixed cast that visits it."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from types import MethodType
from typing import Any, cast

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from werkzeug.routing import BaseConverter, Rule
from werkzeug.routing.rules import RulePart
from werkzeug.security import generate_password_hash
from werkzeug.test import TestResponse

from simulation.exercise.core.settings import Settings
from simulation.scenario.schema.scenario import FrozenScenario
from tests.webapp.markup import normal
from webapp.accounts.trainers import keep_hash
from webapp.app import create_app
from webapp.cli.server import Maker
from webapp.store.database import Database, bring_up_to_date, connect
from webapp.store.exercise_store import Store
from webapp.store.live_exercise import Live
from webapp.store.new_exercise import new_exercise
from webapp.store.tables import ExerciseRecord, MemberRecord
from webapp.visit.config import Config
from webapp.visit.handles import made
from webapp.visit.security import FORMS_KEY, masked
from webapp.visit.visitor import Services

TOKEN = re.compile(r'<meta name="csrf-token" content="([^"]+)">')
COMMAND = re.compile(r'name="command_id" value="([^"]+)"')
STOPPED = time.time()
"""The wall clock of every house stands still, so that two pages never differ by a minute that passed between them."""

BEGUN = datetime.now(UTC).astimezone().date()
"""The day on which the tests began."""

ROOM = "http://room.test"
"""Under which phones reach every house, whatever networks the machine is in that runs the tests."""

PASSWORD = "correct horse battery"
KEPT = generate_password_hash(PASSWORD, method="scrypt:256:1:1")
"""What is stored of it: told apart in no time, for a test signs in thousands of times; `tests/webapp/accounts` looks
at what the application itself stores."""


class Compiled(BytecodeCache):
    """Templates, compiled once for all houses of a process; one whose source has changed is compiled anew."""

    def __init__(self) -> None:
        """Nothing is compiled yet."""
        self.kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Gives what is kept; Jinja compares the source's sum."""
        if bucket.key in self.kept:
            bucket.bytecode_from_string(self.kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keeps what was compiled."""
        self.kept[bucket.key] = bucket.bytecode_to_string()


COMPILED = Compiled()


class Read(TestResponse):
    """What a browser gets; a page as it is seen, without the indentation of templates."""

    @property
    def text(self) -> str:
        """The body, of a page without the blanks that nobody sees."""
        whole = self.get_data(as_text=True)
        return normal(whole, "") if self.mimetype == "text/html" else whole


class Reader(FlaskClient):
    """A browser that reads."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  # as Werkzeug has it
        """As Flask makes it."""
        super().__init__(*args, **kwargs)
        self.response_wrapper = type("Answer", (Read, self.response_wrapper), {})


type Write = Callable[..., tuple[str, str]]
"""How a rule's address is written."""


@dataclass(frozen=True, slots=True)
class Address:
    """What Werkzeug makes of the text of a rule."""

    parts: list[RulePart]
    trace: list[tuple[bool, str]]
    converters: dict[str, BaseConverter]
    arguments: frozenset[str]
    build: Write
    build_unknown: Write


ADDRESSES: dict[tuple[object, ...], Address] = {}
compiled = Rule.compile


def compiled_once(rule: Rule) -> None:
    """Reads a rule once a process: it takes most of the time in which an application is made."""
    key = (rule.rule, rule.subdomain, rule.merge_slashes, repr(rule.defaults))
    if key not in ADDRESSES:
        compiled(rule)
        ADDRESSES[key] = Address(
            rule._parts,
            rule._trace,
            rule._converters,
            frozenset(rule.arguments),
            cast("MethodType", rule._build).__func__,
            cast("MethodType", rule._build_unknown).__func__,
        )
        return
    known = ADDRESSES[key]
    rule._parts, rule._trace, rule._converters = known.parts, known.trace, known.converters
    rule.arguments = set(known.arguments)
    rule._build = known.build.__get__(rule, None)
    rule._build_unknown = known.build_unknown.__get__(rule, None)


Rule.compile = compiled_once  # type: ignore[assignment, method-assign]


@dataclass(slots=True)
class House:
    """The application over its database."""

    app: Flask
    database: Database
    config: Config

    @property
    def services(self) -> Services:
        """The parts that outlive a request."""
        found: Services = self.app.extensions["rogatory"]
        return found

    @property
    def store(self) -> Store:
        """The store."""
        return self.services.store

    def client(self) -> FlaskClient:
        """A browser that nobody knows yet."""
        self.app.test_client_class = Reader
        return self.app.test_client()

    def new_exercise(
        self,
        *,
        seed: int = 1,
        preset: str = "day_28",
        title: str = "Tuesday group",
        frozen: FrozenScenario | None = None,
    ) -> str:
        """An exercise of blue-current in its lobby; `frozen` is what is played instead of the scenario that ships."""
        settings = Settings(preset=preset, seed=seed)
        made = new_exercise(self.database, scenario="blue-current", settings=settings, title=title, trainer=None)
        if frozen is not None:
            with self.database.writing() as session:
                row = session.get_one(ExerciseRecord, made)
                row.frozen, row.digest = frozen.model_dump_json(), frozen.digest
        return made

    def join_code(self, exercise: str) -> str:
        """The code of an exercise."""
        with self.database.reading() as session:
            found = session.scalar(sa.select(ExerciseRecord.join_code).where(ExerciseRecord.id == exercise))
        assert found is not None
        return found

    def members(self, exercise: str) -> list[MemberRecord]:
        """The rows of an exercise's members."""
        with self.database.reading() as session:
            return list(session.scalars(sa.select(MemberRecord).where(MemberRecord.exercise_id == exercise)))

    def handle(self, exercise: str, kind: str, key: str, viewer: str = "control") -> str:
        """What the pages of a viewer (a country's code, or control) call a thing."""
        return made(self.config.secret_key, exercise, viewer, kind, key)

    def close(self) -> None:
        """Gives every file back."""
        self.database.close()


@dataclass(slots=True)
class Person:
    """Somebody with a browser."""

    house: House
    client: FlaskClient
    name: str
    exercise: str = ""
    country: str = ""
    member_id: str = ""
    last: TestResponse | None = field(default=None)

    def get(self, url: str, headers: dict[str, str] | None = None) -> TestResponse:
        """Opens a page."""
        self.last = self.client.get(url, headers=headers, buffered=True)
        return self.last

    def token(self) -> str:
        """A token against forged forms; the first time from a page that everybody may see."""
        with self.client.session_transaction() as session:
            known = session.get(FORMS_KEY)
        return masked(known) if known else self.token_on("/join")

    def token_on(self, page: str) -> str:
        """The token that stands on a page."""
        found = TOKEN.search(self.client.get(page).text)
        assert found is not None
        return unescape(found[1])

    def post(
        self, url: str, data: dict[str, str | list[str]] | None = None, headers: dict[str, str] | None = None
    ) -> TestResponse:
        """Sends a form with its token."""
        self.last = self.client.post(url, data={"csrf_token": self.token(), **(data or {})}, headers=headers)
        return self.last

    def join(self, seat: str, country: str) -> TestResponse:
        """Gives a name and takes a seat."""
        code = self.house.join_code(self.exercise)
        named = self.post(f"/join/{code}", {"name": self.name})
        assert named.status_code == 303, named.text
        answer = self.post(f"/join/{code}/seat/{country}/{seat}")
        if answer.headers.get("Location", "").endswith("/lobby/waiting"):
            admit(self.house, self.exercise)
            answer = self.get(f"/x/{self.exercise}/lobby/waiting")
        if answer.status_code == 303:
            with self.client.session_transaction() as session:
                self.member_id = session["members"][self.exercise]
            self.country = country
        return answer


def build(
    folder: Path,
    *,
    url: str | None = None,
    languages: tuple[str, ...] = ("en", "xx"),
    wall_clock: Callable[[], float] = lambda: STOPPED,
    make: Maker = create_app,
    public_url: str = ROOM,
) -> House:
    """A house in a folder; its database is new unless the folder holds one."""
    config = Config(
        data=folder,
        database_url=url or f"sqlite:///{(folder / 'rogatory.sqlite').as_posix()}",
        secret_key="a key for tests only",
        languages=languages,
        public_url=public_url,
        joins_per_minute=1000,
        patience=1000,
        testing=True,
    )
    database = connect(config.database_url)
    bring_up_to_date(database)
    app = make(config, database, wall_clock)
    app.jinja_env.bytecode_cache = COMPILED
    return House(app, database, config)


def same_house(house: House, folder: Path, wall_clock: Callable[[], float] = lambda: STOPPED) -> House:
    """The same house in another folder, as it stands: what is done there stays there."""
    house.database.engine.dispose()
    for each in house.config.data.glob("rogatory.sqlite*"):
        shutil.copy(each, folder / each.name)
    config = house.config
    made = build(folder, languages=config.languages, wall_clock=wall_clock, public_url=config.public_url)
    if datetime.now(UTC).astimezone().date() != BEGUN:
        bring_to_today(made.database)
    for live in house.store.copies._live.values():
        if live.exercise is not None:  # what would be played again from the journal, as webapp/store/test_store.py
            made.store.copies._live[live.id] = Live(
                live.id,
                exercise=live.exercise.copy(),
                frozen=live.frozen,
                settings=live.settings,
                sequence=live.sequence,
                commands=dict(live.commands),
                published=live.published,
                room=live.room,
            )
    return made


def bring_to_today(database: Database) -> None:
    """Moves what was made before midnight to the day on which a test makes something beside it."""
    now = datetime.now(UTC)
    with database.writing() as session:
        session.execute(sa.update(ExerciseRecord).values(created_at=now, phase_since=now))


def in_house(house: House, person: Person) -> Person:
    """The same person with the same cookies in such a house."""
    browser = house.client()
    cookie = person.client.get_cookie("rogatory")
    if cookie is not None:
        browser.set_cookie("rogatory", cookie.value)
    return replace(person, house=house, client=browser, last=None)


def trainer(house: House, name: str = "Ines") -> Person:
    """A signed-in trainer."""
    with house.database.writing() as session:
        keep_hash(session, name, KEPT)
    person = Person(house, house.client(), name)
    answer = person.post("/sign-in", {"name": name, "password": PASSWORD})
    assert answer.status_code == 303, answer.text
    return person


def admit(house: House, exercise: str) -> None:
    """A trainer who looks at the door lets everybody in who waits, each to the seat that was asked for."""
    keeper = trainer(house, "Doorkeeper")
    page = keeper.get(f"/x/{exercise}/control/people").text
    for who in re.findall(r'action="[^"]*/control/people/(\w+)/admit"', page):
        answer = keeper.post(f"/x/{exercise}/control/people/{who}/admit", {"how": "new"})
        assert answer.status_code == 303, answer.text


def nobody(house: House, name: str = "Otto", exercise: str = "") -> Person:
    """Somebody who is on no team."""
    return Person(house, house.client(), name, exercise)


def command_of(page: str) -> str:
    """The first command id of a page."""
    found = COMMAND.search(page)
    assert found is not None, page
    return found[1]
