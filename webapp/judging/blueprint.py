"""The blueprint of the evaluators' pages; addresses are made within the exercise that is being looked at."""

from __future__ import annotations

from flask import Blueprint

from webapp.visit.visitor import current_exercise

blueprint = Blueprint("judge", __name__, url_prefix="/x/<exercise>/judge", template_folder="templates")


@blueprint.url_defaults
def in_this_exercise(_endpoint: str, values: dict[str, object]) -> None:
    """Fills the exercise of an address from the one that is being looked at."""
    if "exercise" not in values:
        values["exercise"] = current_exercise().id
