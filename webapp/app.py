"""Assembles the application; nothing is opened, migrated or started here."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping, Sequence

from flask import Flask
from flask.templating import Environment
from flask_compress import Compress

from simulation.exercise.automation.player import Player
from simulation.exercise.core.command import SeatRole
from simulation.exercise.registry import SHIPPED, Registry
from simulation.players.policies import players
from webapp.accounts.area import AREA as ACCOUNTS
from webapp.control.area import AREA as CONTROL
from webapp.desk.area import AREA as DESK
from webapp.judging.area import AREA as JUDGING
from webapp.live.panels import LivePanels
from webapp.live.presence import PresenceBook
from webapp.live.stream import Hub
from webapp.lobby.area import AREA as LOBBY
from webapp.lobby.polling import AREA as POLLING
from webapp.pages import retelling
from webapp.pages.frame import Ui, ui
from webapp.process import static_files
from webapp.process.faults import TroubleBook
from webapp.process.kept_parts import KeptParts
from webapp.process.own_addresses import own_addresses
from webapp.review.area import AREA as REVIEW
from webapp.store.database import Database
from webapp.store.exercise_store import Store
from webapp.store.registered import REGISTRY
from webapp.store.sign_ins import SignInBook
from webapp.store.tables import Role
from webapp.visit import access, errors, languages, roles, security
from webapp.visit import impersonation as playing
from webapp.visit.area import Area, Who
from webapp.visit.config import BODY_LIMIT, Config
from webapp.visit.visitor import Services, remembered

AREAS: tuple[Area, ...] = (ACCOUNTS, LOBBY, POLLING, DESK, JUDGING, CONTROL, REVIEW)


PACKED = (
    "text/html",
    "text/plain",
    "text/csv",
    "application/json",
    "application/xml",
    "application/graphml+xml",
    "image/svg+xml",
)
"""Kinds of answers that are packed on the way; static files are packed once at start."""


TEXTS = "p|li|dt|dd|h[1-6]|option|button|summary|legend|caption|figcaption|label"
BEGINNING = re.compile(rf"(<(?:{TEXTS})\b[^<>]*>)\n +")
INDENTATION = re.compile(r"\n +")


class Templates(Environment):
    """Templates as authors indent them: of the blanks in front of a line one is sent, where a text begins none."""

    def preprocess(self, source: str, name: str | None = None, filename: str | None = None) -> str:
        """The source without its indentation."""
        return super().preprocess(INDENTATION.sub("\n ", BEGINNING.sub(r"\1", source)), name, filename)


def allow_list() -> dict[str, Who]:
    """Every endpoint with who may use it."""
    rows: dict[str, Who] = {}
    for area in AREAS:
        rows |= area.allowed()
    return rows


def penless_list() -> dict[str, frozenset[SeatRole]]:
    """Every form that somebody without a pen may send, with the posts that may."""
    rows: dict[str, frozenset[SeatRole]] = {}
    for area in AREAS:
        rows |= area.open_to_penless()
    return rows


def role_list() -> dict[str, Role]:
    """Every page and form that needs another role of a trainer than its method says."""
    rows: dict[str, Role] = {}
    for area in AREAS:
        rows |= area.needed_roles()
    return rows


def make_services(
    config: Config,
    database: Database,
    wall_clock: Callable[[], float],
    registry: Registry,
    policies: Mapping[str, Player],
    addresses: Callable[[], Sequence[str]],
) -> Services:
    """The parts that outlive a request, tied together."""
    hub = Hub()
    presence = PresenceBook(wall_clock)
    store = Store(database, policies, registry=registry, on_publish=hub.wake, time_of_day=wall_clock)

    def tell_all() -> None:
        for exercise in store.copies.loaded():
            hub.wake(exercise)

    troubles = TroubleBook(tell_all)
    return Services(
        config=config,
        database=database,
        store=store,
        hub=hub,
        presence=presence,
        panels=LivePanels(store, presence, hub.wake, troubles, born=wall_clock()),
        parts=KeptParts(),
        sign_ins=SignInBook(database, wall_clock),
        troubles=troubles,
        wall_clock=wall_clock,
        own_addresses=addresses,
    )


def create_app(
    config: Config,
    database: Database,
    wall_clock: Callable[[], float] = time.time,
    *,
    registry: Registry = SHIPPED,
    policies: Mapping[str, Player] | None = None,
    addresses: Callable[[], Sequence[str]] = own_addresses,
) -> Flask:
    """The application over an open database.

    Args:
        config: How it is run.
        database: Where exercises are.
        wall_clock: Seconds since 1970.
        registry: What there is in its exercises.
        policies: Automatic players by name; those that come with Rogatory when left out.
        addresses: Under which addresses others in its networks reach this machine now.
    """
    app = Flask(__name__, static_folder=None)
    app.config.update(
        SECRET_KEY=config.secret_key,
        MAX_CONTENT_LENGTH=BODY_LIMIT,
        MAX_FORM_MEMORY_SIZE=BODY_LIMIT,
        SESSION_COOKIE_NAME="rogatory",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,  # a slow tick must not bring back an older cookie
        COMPRESS_ALGORITHM=["br", "gzip"],  # in a room without a certificate browsers accept gzip alone
        COMPRESS_MIMETYPES=PACKED,
        COMPRESS_STREAMS=False,
        COMPRESS_EVALUATE_CONDITIONAL_REQUEST=False,  # views compare weak tags, the same packed or not
        WTF_CSRF_TIME_LIMIT=None,
        WTF_CSRF_SSL_STRICT=False,
        TESTING=config.testing,
        PROPAGATE_EXCEPTIONS=config.testing,
    )
    app.extensions["rogatory"] = make_services(
        config, database, wall_clock, registry, players() if policies is None else policies, addresses
    )
    app.extensions[REGISTRY] = registry
    app.jinja_environment = Templates
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    Compress(app)
    languages.install(app, config.data)
    retelling.install(app)
    static_files.install(app)
    for area in AREAS:
        app.register_blueprint(area.blueprint)
    playing.install(app)

    @app.context_processor
    def frame() -> dict[str, Ui]:
        return {"ui": remembered(f"ui/{languages.language()}", ui)}

    roles.install(app, role_list())
    access.install(app, allow_list(), penless_list())
    errors.install(app)
    security.install(app)
    return app
