"""A trainer at a country's desk: control plays a country that it took over, and may look at the others.

The country stands in the address (`/x/<exercise>/at/<country>/desk/...`), so that two tabs are two desks. Every
address of a desk and of its live parts exists in both forms; made within a desk, addresses stay at that desk.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import Flask, g
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException

from simulation.exercise.core.command import SeatRole
from webapp.store.published_views import CONTROL, Published
from webapp.visit.visitor import Member, Visit, current_visit

MEMBERS_OWN = ("/x/<exercise>/desk", "/x/<exercise>/live/")
"""How addresses begin that a member has without a country, and a trainer with one."""


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands above a desk that a trainer looks at."""

    code: str
    country: str
    plays: bool
    seat: str = ""
    """The one seat whose page it is, "" for all of the country."""


class WhichDesk(HTTPException):
    """A trainer opened a desk's address that names no country."""

    code = 300


def install(app: Flask) -> None:
    """Gives every address of a desk its form with a country."""

    @app.url_value_preprocessor
    def take_place(_endpoint: str | None, values: dict[str, object] | None) -> None:
        """Takes exercise and country out of an address: views ask `current_exercise` and the visit."""
        values = values or {}
        g.at = str(values.pop("at", ""))
        g.exercise = values.pop("exercise", None)

    @app.url_defaults
    def stay_at_the_desk(endpoint: str, values: dict[str, object]) -> None:
        if "at" in values or not g.get("at"):
            return
        if app.url_map.is_endpoint_expecting(endpoint, "at"):
            values["at"] = g.at

    for rule in tuple(app.url_map.iter_rules()):
        if rule.rule.startswith(MEMBERS_OWN):
            app.add_url_rule(
                rule.rule.replace("<exercise>", "<exercise>/at/<at>", 1),
                rule.endpoint,
                app.view_functions[rule.endpoint],
                methods=(rule.methods or set()) - {"OPTIONS", "HEAD"},
            )


def at_the_desk(visit: Visit, country: str) -> Visit:
    """The same visit as the desk of a country sees it: a trainer stands in for its members, nobody else does."""
    if not country:
        return visit
    if visit.trainer is None or visit.exercise is None:
        return replace(visit, member=None)
    name = _("Exercise control")
    return replace(visit, member=Member(CONTROL, visit.exercise.id, name, country, SeatRole.PLAYER, ""))


def is_control(member: Member) -> bool:
    """Whether this is a trainer who looks at a desk."""
    return member.id == CONTROL


def plays(published: Published, member: Member) -> bool:
    """Whether control may act for the country of the desk that it looks at: only while it has taken it over.

    Whoever looks on in the exercise (`webapp.visit.roles`) may act at no desk.
    """
    trainer, exercise = current_visit().trainer, current_visit().exercise
    runs = trainer is None or exercise is None or trainer.may_run(exercise)
    return (is_control(member) and runs) and any(
        line.country == member.country and line.controlled for line in published.control.countries
    )
