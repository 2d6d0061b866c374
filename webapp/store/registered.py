"""What there is in the exercises of this application: the registry that it was made with."""

from __future__ import annotations

from typing import cast

from flask import current_app, has_app_context

from simulation.exercise.registry import SHIPPED, Registry

REGISTRY = "rogatory_registry"
"""Where an application keeps it."""


def registry() -> Registry:
    """The registry of the running application; what comes with Rogatory where none runs, as on the command line."""
    return cast("Registry", current_app.extensions[REGISTRY]) if has_app_context() else SHIPPED
