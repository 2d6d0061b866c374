"""Where a team put what stands on its board: layout only, never read by the engine."""

from __future__ import annotations

import re

from flask import request
from flask.typing import ResponseReturnValue

from webapp.desk.blueprint import blueprint
from webapp.desk.current_view import entity_chosen, reader
from webapp.desk.readable import Reader
from webapp.pages.forms import optional_int_field
from webapp.pages.team_rows import place_all, place_entity

LARGEST = 20_000
MOST_PLACES = 40_000
PLACE = re.compile(r"(?<!\S)([0-9]{1,7}):(-?[0-9]{1,6}):(-?[0-9]{1,6})(?!\S)")


@blueprint.post("/board/place", endpoint="place_on_board")
def place_on_board() -> ResponseReturnValue:
    """Where somebody of the team moved an entity to, or where the browser laid out what had no place yet (`tidy`: or
    everything anew, because somebody asked for it).

    Layout only, never read by the engine.
    """
    reading = reader()
    laid_out = _laid_out(reading, request.form.get("places", "")[:MOST_PLACES])
    if laid_out:
        place_all(laid_out, over=request.form.get("tidy") == "yes")
        return "", 204
    key = entity_chosen(reading, "entity")
    x = optional_int_field("x", lowest=-LARGEST, highest=LARGEST)
    y = optional_int_field("y", lowest=-LARGEST, highest=LARGEST)
    if key and x is not None and y is not None:
        place_entity(key, x, y)
    return "", 204


def _laid_out(reading: Reader, text: str) -> dict[str, tuple[int, int]]:
    """Places like `12:340:-25`, one an entity; anything else is left out."""
    found = {}
    for number, x, y in PLACE.findall(text):
        entity = reading.entities.numbered(int(number))
        if entity is not None and max(abs(int(x)), abs(int(y))) <= LARGEST:
            found[entity.key] = (int(x), int(y))
    return found
