"""How much one person may send in a minute, so that nobody floods a room; people who work never meet these bounds.

Counted by person and not by address, for a whole room may share one. Trainers are not bound.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import cast

from flask import Flask, Response, jsonify, make_response, request
from flask.typing import RouteCallable
from flask_babel import gettext as _
from flask_babel import ngettext
from flask_limiter import Limiter, RequestLimit

from webapp.visit import errors
from webapp.visit.told import Told
from webapp.visit.visitor import current_visit, services

PER_MINUTE: dict[str, tuple[int, tuple[str, ...]]] = {
    "messages": (12, ("send_message",)),
    "notes": (20, ("note_document", "note_entity")),
    "board": (60, ("claim_entity", "claim_link", "merge_entities", "remove_claim", "board_money", "mark_rows")),
    "places": (240, ("place_on_board",)),
    "drafts": (120, ("save_draft",)),
}
"""Forms of a desk that are counted together, and how many of them a person may send in a minute (our judgement: five
times what was ever seen in play)."""

OTHERS = 60
"""The same for each other form of a desk."""


def person() -> str:
    """Who is counted."""
    member = current_visit().member
    return member.id if member is not None else ""


def is_unbound() -> bool:
    """Whether nobody is to be counted: a trainer, or somebody who is refused anyway."""
    visit = current_visit()
    return visit.member is None or visit.trainer is not None or request.method != "POST"


def too_many(hit: RequestLimit) -> Response:
    """The answer to somebody who sends too much: what was kept, and when to try again, with the form to do it."""
    seconds = max(1, round(hit.reset_at - time.time()))
    wait = ngettext("Send it again in %(num)s second.", "Send it again in %(num)s seconds.", seconds)
    told = _("That was too much in one minute. Nothing was sent; what you wrote is kept.")
    if "application/json" in request.headers.get("Accept", "") and "text/html" not in request.headers["Accept"]:
        return make_response(jsonify(message=f"{told} {wait}"), 429)
    words = Told(_("Too much in one minute"), told, do=wait)
    return errors.answer(429, words, kept=errors.kept_form())


def install(app: Flask, limiter: Limiter) -> None:
    """Bounds every form of a desk; call when every view is registered."""
    rules = app.url_map.iter_rules()
    forms = {rule.endpoint for rule in rules if rule.endpoint.startswith("desk.") and "POST" in (rule.methods or ())}
    for endpoint in sorted(forms):
        view = endpoint.partition(".")[2]
        counted = (item for item in PER_MINUTE.items() if view in item[1][1])
        scope, (most, _views) = next(counted, (view, (OTHERS, ())))
        bound = limiter.shared_limit(
            _rate(most), scope=f"person/{scope}", key_func=person, exempt_when=is_unbound, on_breach=too_many
        )
        app.view_functions[endpoint] = cast("RouteCallable", bound(app.view_functions[endpoint]))


def _rate(most: int) -> Callable[[], str]:
    return lambda: f"{most * services().config.patience} per minute"
