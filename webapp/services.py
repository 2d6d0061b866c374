"""The parts of the application that outlive a request."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from webapp.config import Config
from webapp.database import Database
from webapp.exercise_store import Store
from webapp.faults import TroubleBook
from webapp.kept_parts import KeptParts
from webapp.live_panels import LivePanels
from webapp.presence import PresenceBook
from webapp.sign_ins import SignInBook
from webapp.stream import Hub


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
