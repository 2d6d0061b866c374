"""The page on which a team follows the money from an entity of its file, and puts what it finds on the board."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from simulation.casework.file.money_trail import MOST_HOPS
from simulation.exercise.board.commands import ClaimEntity
from simulation.kernel.entities import Entity
from webapp.desk.blueprint import blueprint
from webapp.desk.board.money_trail_rows import USUAL_HOPS, MoneyTrail, money_trail
from webapp.desk.current_view import acting, attempt_all, entity_or_404, reader
from webapp.desk.readable import Reader
from webapp.pages.forms import Option, command_id
from webapp.pages.page import TeamPage, new_command_id, team_page
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member

MOST_CLAIMS = 60
"""How many entities one press of the button puts on the board."""


def _number(name: str, usual: int, lowest: int, highest: int) -> int:
    text = request.values.get(name, "")
    return min(max(int(text), lowest), highest) if text.isdecimal() and len(text) < 12 else usual


def _hops() -> int:
    return _number("hops", USUAL_HOPS, 1, MOST_HOPS)


def _least() -> int:
    """The smallest payment that is followed, in whole units of the currency."""
    return _number("least", 0, 0, 10**9)


def _trail(entity: Entity, reading: Reader) -> MoneyTrail:
    scale = 10**reading.scenario.currency.minor_digits
    return money_trail(entity, reading, hops=_hops(), least_minor=_least() * scale)


def trail_chosen(reading: Reader) -> MoneyTrail | None:
    """The money that the board's address asks to follow, None when it asks for none."""
    entity = reading.entity_numbered(_number("follow", 0, 0, 10**7))
    return _trail(entity, reading) if entity is not None else None


def trail_address() -> str:
    """The page of the money that the board's address asks to follow."""
    return url_for("desk.money", number=_number("follow", 0, 0, 10**7), hops=_hops(), least=_least() or None)


@blueprint.get("/entities/<int:number>/money", endpoint="money")
def money(number: int) -> ResponseReturnValue:
    """Who was paid from here, and whom they paid afterwards."""
    reading = reader()
    return _page(reading, entity_or_404(reading, number), number)


@dataclass(frozen=True, slots=True)
class MoneyPage(TeamPage):
    """Where money of one account went, and the form that asks for more of it."""

    template: ClassVar[str] = "desk/money.html"
    key: ClassVar[str] = "board"

    refusal: Refusal | None
    entity: Entity
    number: int
    trail: MoneyTrail
    hops: int
    least: int
    hop_options: tuple[Option, ...]
    currency: str
    over: bool
    most: int
    board_id: str


def _page(reading: Reader, entity: Entity, number: int, refusal: Refusal | None = None) -> ResponseReturnValue:
    return team_page(
        MoneyPage(
            refusal=refusal,
            entity=entity,
            number=number,
            trail=_trail(entity, reading),
            hops=_hops(),
            least=_least(),
            hop_options=tuple(Option(str(each), str(each)) for each in range(1, MOST_HOPS + 1)),
            currency=reading.scenario.currency.code,
            over=reading.view.clock.is_over,
            most=MOST_CLAIMS,
            board_id=new_command_id(f"money/{number}"),
        ),
        refusal.status if refusal is not None else 200,
    )


@blueprint.post("/entities/<int:number>/money", endpoint="board_money")
def board_money(number: int) -> ResponseReturnValue:
    """Puts on the board whom the money went to and is not there yet, with the papers that name them."""
    reading = reader()
    entity = entity_or_404(reading, number)
    missing = _trail(entity, reading).missing[:MOST_CLAIMS]
    refused = attempt_all(lambda: _claims(missing, reading)) if missing else None
    if refused is not None:
        return _page(reader(), entity, number, refused)
    return redirect(url_for("desk.board", follow=number, hops=_hops(), least=_least() or None), 303)


def _claims(missing: tuple[Entity, ...], reading: Reader) -> list[ClaimEntity]:
    ident, by, member = command_id(), acting(), current_member().id
    found = []
    for place, entity in enumerate(missing):
        papers = tuple(filed.document.key for filed in reading.view.documents if filed.document.names(entity.key))
        found.append(
            ClaimEntity(
                id=f"{ident}{place:02d}", by=by, member=member, rests_on=papers, entity=entity.key, documents=papers
            )
        )
    return found
