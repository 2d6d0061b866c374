"""What a jump brought, in one line for each country."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.control.value_names import country
from webapp.pages.page import all_views, control_view, panel_version
from webapp.text.formatting import day_number


@dataclass(frozen=True, slots=True)
class Arrival:
    """A country's news as counts, with the way to its hot wash."""

    code: str
    name: str
    text: str
    url: str


def since() -> int | None:
    """The simulated second after which the room counts the news, None when there are none.

    During a move these are the news since the move before began, as on desks and on the wall; the address names the
    second at which the epilogue began.
    """
    clock = control_view().clock
    given = request.args.get("since", "")
    if clock.is_over:
        return int(given) if given.isdecimal() and len(given) < 12 else None
    began = next(iter(all_views().teams.values())).digest_since
    return began if clock.move and clock.day > day_number(began) else None


def arrival_values() -> dict[str, object]:
    """What the room shows of the last jump, for the whole move that it opened."""
    after = since()
    return {
        "arrivals": arrivals(after),
        "arrivals_since": after if control_view().clock.is_over else None,
        "arrivals_version": panel_version("arrivals"),
    }


def arrivals(after: int | None) -> tuple[Arrival, ...]:
    """A line for each played country; nothing before the first jump."""
    if after is None:
        return ()
    return tuple(
        Arrival(code, country(code), _counted(code, after), url_for("control.hot_wash_page", code=code))
        for code in all_views().teams
    )


def _counted(code: str, after: int) -> str:
    lines = [line for line in all_views().latest[code].digest if line.at > after]
    count = {kind: len({line.about for line in lines if line.about_kind == kind}) for kind in KINDS}
    parts = [
        ngettext("%(num)s document", "%(num)s documents", count["document"]) if count["document"] else "",
        ngettext("%(num)s request moved", "%(num)s requests moved", count["request"]) if count["request"] else "",
        ngettext("%(num)s message", "%(num)s messages", count["message"]) if count["message"] else "",
        ngettext("%(num)s event", "%(num)s events", count["inject"]) if count["inject"] else "",
        ngettext("%(num)s measure done", "%(num)s measures done", count["measure"]) if count["measure"] else "",
    ]
    return ", ".join(part for part in parts if part) or _("nothing new")


KINDS = ("document", "request", "message", "inject", "measure")
"""What a country's news are about, as far as they are counted here."""
