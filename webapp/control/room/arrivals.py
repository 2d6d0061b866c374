"""What a jump brought, in one line for each country."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from webapp.control.value_names import country
from webapp.pages.page import all_views


@dataclass(frozen=True, slots=True)
class Arrival:
    """A country's news as counts, with the way to its hot wash."""

    code: str
    name: str
    text: str
    url: str


def since() -> int | None:
    """The simulated second after which the page counts the news, None when it does not."""
    given = request.args.get("since", "")
    return int(given) if given.isdecimal() and len(given) < 12 else None


def arrivals(after: int | None) -> tuple[Arrival, ...]:
    """A line for each played country; nothing when no jump has just been made."""
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
