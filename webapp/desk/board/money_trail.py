"""The pages on which a team works through money: its accounts, and one of them payment by payment, on and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from simulation.casework.file.money_trail import MOST_HOPS
from simulation.exercise.board.commands import ClaimEntity
from simulation.kernel.entities import Entity, EntityKind
from webapp.desk.blueprint import blueprint
from webapp.desk.board.account_figures import Balance, Flow, balance, flow
from webapp.desk.board.account_rows import AccountMoney, account_book, accounts_of
from webapp.desk.board.money_trail_rows import USUAL_HOPS, MoneyTrail, money_trail
from webapp.desk.board.names import BoardNames
from webapp.desk.current_view import acting, attempt_all, entity_or_404, reader
from webapp.desk.readable import Reader
from webapp.pages.forms import Option, command_id
from webapp.pages.page import TeamPage, new_command_id, team_page
from webapp.visit.refusals import Refusal
from webapp.visit.visitor import current_member

MOST_CLAIMS = 60
"""How many entities one press of the button puts on the board."""

VIEWS = ("rows", "parties", "months", "on", "back")
"""Ways to look at the money of an entity: payments, by other party, by month, where it went, where it came from."""


def _number(name: str, usual: int, lowest: int, highest: int) -> int:
    text = request.values.get(name, "")
    return min(max(int(text), lowest), highest) if text.isdecimal() and len(text) < 12 else usual


def _hops() -> int:
    return _number("hops", USUAL_HOPS, 1, MOST_HOPS)


def _least() -> int:
    """The smallest payment that is followed, in whole units of the currency."""
    return _number("least", 0, 0, 10**9)


def _trail(entity: Entity, reading: Reader, *, back: bool = False) -> MoneyTrail:
    scale = 10**reading.scenario.currency.minor_digits
    return money_trail(entity, reading, hops=_hops(), least_minor=_least() * scale, back=back)


def trail_chosen(reading: Reader) -> MoneyTrail | None:
    """The money that the board's address asks to follow, None when it asks for none."""
    entity = reading.entities.numbered(_number("follow", 0, 0, 10**7))
    return _trail(entity, reading) if entity is not None else None


def trail_address() -> str:
    """The page of the money that the board's address asks to follow."""
    return url_for("desk.money", number=_number("follow", 0, 0, 10**7), hops=_hops(), least=_least() or None, view="on")


@dataclass(frozen=True, slots=True)
class AccountLine:
    """An account of the file with what papers show of it."""

    number: int
    label: str
    holder: str
    country: str
    abroad: bool
    count: int
    money: AccountMoney


@dataclass(frozen=True, slots=True)
class AccountsPage(TeamPage):
    """The accounts of which the team's papers show payments, and those of which a statement would."""

    template: ClassVar[str] = "desk/accounts.html"
    key: ClassVar[str] = "accounts"

    booked: tuple[AccountLine, ...]
    others: tuple[AccountLine, ...]
    currency: str


@blueprint.get("/money", endpoint="accounts")
def accounts() -> ResponseReturnValue:
    """Every account of the file: those with a statement first, each with what came in and went out."""
    reading = reader()
    names = BoardNames(reading)
    found: dict[str, AccountLine] = {}
    for number, entity in enumerate(reading.view.entities, start=1):
        one = names.one(entity.key)
        if entity.kind is not EntityKind.ACCOUNT or one in found:
            continue
        made = account_book(entity, names)
        if made.lines:
            money = made.shown(fold=True, place=0)
            found[one] = AccountLine(
                number,
                names.label(one),
                made.holders.get(one, ""),
                reading.country(entity.country),
                entity.country != reading.view.country,
                len(made.lines),
                money,
            )
    lines = sorted(found.values(), key=lambda each: (-each.count, each.number))
    return team_page(
        AccountsPage(
            booked=tuple(each for each in lines if each.money.is_booked),
            others=tuple(each for each in lines if not each.money.is_booked),
            currency=reading.scenario.currency.code,
        )
    )


@blueprint.get("/entities/<int:number>/money", endpoint="money")
def money(number: int) -> ResponseReturnValue:
    """An account payment by payment, and who was paid from there and whom they paid afterwards."""
    reading = reader()
    return _page(reading, entity_or_404(reading, number), number)


@dataclass(frozen=True, slots=True)
class MoneyPage(TeamPage):
    """The money of one entity."""

    template: ClassVar[str] = "desk/money.html"
    key: ClassVar[str] = "accounts"

    refusal: Refusal | None
    entity: Entity
    number: int
    label: str
    holder: str
    view: str
    account: AccountMoney | None
    account_number: int
    accounts: tuple[Option, ...]
    flow: Flow | None
    balance: Balance | None
    trail: MoneyTrail
    hops: int
    least: int
    hop_options: tuple[Option, ...]
    currency: str
    over: bool
    most: int
    board_id: str


def _page(reading: Reader, entity: Entity, number: int, refusal: Refusal | None = None) -> ResponseReturnValue:
    names = BoardNames(reading)
    held = accounts_of(entity, names)
    wanted = _number("account", 0, 0, 10**7)
    chosen = next((each for each in held if names.number(each.key) == wanted), None)
    books = [account_book(each, names) for each in ((chosen,) if chosen is not None else held)]
    made = max(books, key=lambda each: len(each.lines), default=None)
    if made is not None and not made.lines:
        made = None
    view = request.values.get("view", "")
    if view not in VIEWS or (made is None and view not in {"on", "back"}):
        view = "rows" if made is not None else "on"
    fold = request.values.get("fold") != "no"
    return team_page(
        MoneyPage(
            refusal=refusal,
            entity=entity,
            number=number,
            label=names.label(made.account) if made is not None else reading.entities.told_apart(entity),
            holder=made.holders.get(made.account, "") if made is not None else "",
            view=view,
            account=made.shown(fold=fold, place=_number("row", 0, 0, 10**6)) if made is not None else None,
            account_number=(names.number(made.account) if made is not None else None) or number,
            accounts=tuple(Option(str(names.number(each.key)), names.label(each.key)) for each in held),
            flow=flow(made) if made is not None else None,
            balance=balance(made) if made is not None else None,
            trail=_trail(entity, reading, back=view == "back"),
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
    """Puts on the board whom one row names, or whom the money went to and is not there yet, with the papers that
    name them."""
    reading = reader()
    entity = entity_or_404(reading, number)
    named = reading.entities.called(request.form.get("party", ""))
    missing = (entity, named) if named is not None else _trail(entity, reading).missing[:MOST_CLAIMS]
    boarded = set(BoardNames(reading).up)
    missing = tuple(each for each in missing if each.key not in boarded)
    refused = attempt_all(lambda: _claims(missing, reading)) if missing else None
    if refused is not None:
        return _page(reader(), entity, number, refused)
    if named is None:
        return redirect(url_for("desk.board", follow=number, hops=_hops(), least=_least() or None), 303)
    flash(
        _(
            "%(name)s is now on the board, with the payments that connect the two parties.",
            name=reading.entities.told_apart(named),
        ),
        "info",
    )
    place = _number("row", 0, 0, 10**6)
    fold = "no" if request.form.get("fold") == "no" else None
    where = url_for(
        "desk.money", number=number, fold=fold, row=place or None, _anchor=f"row-{place}" if place else "main"
    )
    return redirect(where, 303)


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
