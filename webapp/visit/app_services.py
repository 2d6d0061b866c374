"""The parts of the application that outlive a request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webapp.live.panels import LivePanels
from webapp.live.presence import PresenceBook
from webapp.live.stream import Hub
from webapp.process.faults import TroubleBook
from webapp.process.kept_parts import KeptParts
from webapp.store.database import Database
from webapp.store.exercise_store import Store
from webapp.store.sign_ins import SignInBook
from webapp.visit.config import Config


@dataclass(frozen=True, slots=True)
class Services:
    """Made once when the application is assembled.

    Attributes:
        wall_clock: Seconds since 1970, for the countdown of office hours and for presence; a test may stop it.
    """

    config: Config
    database: Database
    store: Store
    hub: Hub
    presence: PresenceBook
    panels: LivePanels
    parts: KeptParts
    sign_ins: SignInBook
    troubles: TroubleBook
    wall_clock: Callable[[], float]
