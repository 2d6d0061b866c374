"""The book of an account as rows of a page: payment by payment, by other party, by month, with one payment chosen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from flask_babel import format_date, ngettext
from flask_babel import gettext as _

from simulation.casework.file.account_book import BookLine, book, could_be, everyday_below
from simulation.casework.file.money_trail import accounts_held, payments
from simulation.exercise.evidence.views import FiledDocument
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.scenario.schema.play import DocumentKind
from webapp.desk.board.names import BoardNames
from webapp.desk.documents.because import BecauseLine, because_line
from webapp.desk.documents.marks import PaperMark, paper_marks
from webapp.desk.documents.sheet import code_text
from webapp.desk.readable import CODES
from webapp.text.formatting import round_money

FOLDED_AT = 2
"""So many everyday payments in a row, or more, are one line."""


@dataclass(frozen=True, slots=True)
class Party:
    """Who paid or was paid: number, name, kind, whose account it is, and what can be done about it from a row."""

    number: int | None
    label: str
    kind: str
    code: bool
    holder: str
    on_board: bool
    abroad: bool

    @property
    def can_be_asked(self) -> bool:
        """Whether anybody keeps records about it: nobody does about cash."""
        return self.number is not None and self.kind != EntityKind.CASH


@dataclass(frozen=True, slots=True)
class MoneyRow:
    """A line of the table: a payment, or several everyday ones folded.

    Attributes:
        place: Place of the payment in the book, 1 for the first; 0 for folded ones.
        when: Day, or days.
        party: Who paid or was paid, None for folded ones.
        text: Reference, or how many are folded and for what.
        out: What went out, "" for nothing.
        into: What came in.
        balance: What lay there afterwards, "" where no paper says so.
        mark: `chosen`, `could` for one with which the chosen one may be connected, else "".
        origin: Number of the first paper that shows it.
    """

    place: int
    when: str
    party: Party | None
    text: str
    out: str
    into: str
    balance: str
    mark: str
    is_evidence: bool
    origin: str
    documents: tuple[PaperMark, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The payments with one party, or of one month."""

    label: str
    party: Party | None
    count: int
    out: str
    into: str
    net_minor: int
    when: str
    balance: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """One payment in full: what it could have come from or gone on to, and what is known of the other side.

    Attributes:
        covered: What the payments of `could` make together.
        lay_before: They are less than what went out: the rest lay on the account before these papers begin.
    """

    place: int
    title: str
    goes_out: bool
    party: Party
    could: str
    covered: str
    lay_before: bool
    onward: str
    origin: str
    documents: tuple[PaperMark, ...]


@dataclass(frozen=True, slots=True)
class AccountMoney:
    """What the papers of a file show of an account.

    Attributes:
        lines: The book.
        rows: The table.
        chosen: The payment that was chosen.
        opening: What lay there before the first payment, "" where no paper says so.
        closing: What lay there after the last.
        is_booked: Whether a paper of its bank prints balances.
        everyday: The sum below which payments are everyday, as text.
        papers: All papers that show its payments, the bank's statements of it first.
        has_statement: There is one of these.
    """

    lines: tuple[BookLine, ...]
    rows: tuple[MoneyRow, ...]
    parties: tuple[Group, ...]
    months: tuple[Group, ...]
    chosen: Chosen | None
    opening: str
    closing: str
    total_out: str
    total_in: str
    first: str
    last: str
    is_booked: bool
    folds: bool
    everyday: str
    papers: BecauseLine
    has_statement: bool
    is_evidence: bool


@dataclass(frozen=True, slots=True)
class AccountBook:
    """Makes what a page shows of one account; `account` is the key that stands for it."""

    names: BoardNames
    account: str
    lines: tuple[BookLine, ...]
    holders: dict[str, str] = field(default_factory=dict)

    def shown(self, *, fold: bool, place: int) -> AccountMoney:
        """The account with its everyday payments folded or not, and a payment chosen (1 for the first, 0 for none)."""
        reader = self.names.reader
        least = everyday_below(self.lines)
        at = place - 1 if 0 < place <= len(self.lines) else None
        could = could_be(self.lines, at, least) if at is not None else ()
        first, last = (self.lines[0], self.lines[-1]) if self.lines else (None, None)
        opening = first.balance_minor - first.amount_minor if first and first.balance_minor is not None else None
        statements = tuple(filed for filed in reader.view.documents if self._is_statement(filed))
        return AccountMoney(
            lines=self.lines,
            rows=tuple(self._rows(fold=fold, least=least, chosen=at, could=could)),
            parties=self._by_party(),
            months=self._by_month(),
            chosen=self._chosen(at, could) if at is not None else None,
            opening=self._money(opening),
            closing=self._money(last.balance_minor if last else None),
            total_out=self._money(-sum(each.amount_minor for each in self.lines if each.amount_minor < 0)),
            total_in=self._money(sum(each.amount_minor for each in self.lines if each.amount_minor > 0)),
            first=reader.calendar.in_table(first.at) if first else "",
            last=reader.calendar.in_table(last.at) if last else "",
            is_booked=any(each.balance_minor is not None for each in self.lines),
            folds=fold,
            everyday=round_money(least, reader.scenario.currency),
            papers=because_line(
                (
                    *(filed.document.key for filed in statements),
                    *(key for line in self.lines for key in line.documents),
                ),
                reader,
            ),
            has_statement=bool(statements),
            is_evidence=any(filed.document.use.stands for filed in statements),
        )

    def party(self, key: str) -> Party:
        """Who paid or was paid."""
        found = self.names.all_of(key)
        reader = self.names.reader
        if not found:
            return Party(None, reader.entity(key), "", code=False, holder="", on_board=False, abroad=False)
        entity = found[0]
        is_account = entity.kind is EntityKind.ACCOUNT
        return Party(
            self.names.number(key),
            self.names.label(key),
            entity.kind.value,
            code=entity.kind in CODES,
            holder=self.holders.get(key, "") if is_account else "",
            on_board=self.names.one(key) in self.names.up,
            abroad=entity.country != reader.view.country,
        )

    def said(self, party: Party) -> str:
        """A party by whose account it is, else by its number."""
        return party.holder or party.label

    def _is_statement(self, filed: FiledDocument) -> bool:
        document = filed.document
        return document.kind is DocumentKind.BANK_STATEMENT and self.names.one(document.about) == self.account

    def _money(self, minor: int | None) -> str:
        return "" if minor is None else self.names.reader.amount(minor)

    def _rows(self, *, fold: bool, least: int, chosen: int | None, could: Sequence[int]) -> Iterable[MoneyRow]:
        waiting: list[int] = []
        marked = {*could, chosen}
        for place, line in enumerate(self.lines):
            if fold and abs(line.amount_minor) < least and place not in marked:
                waiting.append(place)
                continue
            yield from self._folded(waiting)
            waiting = []
            yield self._row(place, mark="chosen" if place == chosen else "could" if place in could else "")
        yield from self._folded(waiting)

    def _folded(self, places: list[int]) -> Iterable[MoneyRow]:
        if len(places) < FOLDED_AT:
            yield from (self._row(place) for place in places)
            return
        reader = self.names.reader
        lines = [self.lines[place] for place in places]
        days = dict.fromkeys(reader.calendar.in_table(each.at) for each in (lines[0], lines[-1]))
        purposes = dict.fromkeys(code_text(each.purpose, reader) for each in lines if each.purpose)
        count = ngettext("%(num)s everyday payment", "%(num)s everyday payments", len(lines))
        out, into = (
            -sum(min(0, each.amount_minor) for each in lines),
            sum(max(0, each.amount_minor) for each in lines),
        )
        yield MoneyRow(
            0,
            " – ".join(days),
            None,
            ": ".join(part for part in (count, ", ".join(list(purposes)[:3])) if part),
            self._money(out) if out else "",
            self._money(into) if into else "",
            self._money(lines[-1].balance_minor),
            "",
            all(each.is_evidence for each in lines),
            "",
            (),
        )

    def _row(self, place: int, mark: str = "") -> MoneyRow:
        line, reader = self.lines[place], self.names.reader
        marks = paper_marks(line.documents, reader)
        return MoneyRow(
            place + 1,
            reader.calendar.in_table(line.at),
            self.party(line.other),
            code_text(line.purpose, reader) if line.purpose else "",
            self._money(-line.amount_minor) if line.amount_minor < 0 else "",
            self._money(line.amount_minor) if line.amount_minor > 0 else "",
            self._money(line.balance_minor),
            mark,
            line.is_evidence,
            marks[0].number if marks else "",
            marks,
        )

    def _by_party(self) -> tuple[Group, ...]:
        found: dict[str, list[BookLine]] = {}
        for line in self.lines:
            found.setdefault(line.other, []).append(line)
        weighed = sorted(found.items(), key=lambda item: (-sum(abs(each.amount_minor) for each in item[1]), item[0]))
        return tuple(self._group(self.party(key), "", lines) for key, lines in weighed)

    def _by_month(self) -> tuple[Group, ...]:
        calendar = self.names.reader.calendar
        found: dict[str, list[BookLine]] = {}
        for line in self.lines:
            month = str(format_date(calendar.date_of(line.at), "MMMM yyyy", rebase=False))
            found.setdefault(month, []).append(line)
        return tuple(self._group(None, month, lines) for month, lines in found.items())

    def _group(self, party: Party | None, label: str, lines: list[BookLine]) -> Group:
        calendar = self.names.reader.calendar
        out = -sum(min(0, each.amount_minor) for each in lines)
        into = sum(max(0, each.amount_minor) for each in lines)
        return Group(
            label or (self.said(party) if party else ""),
            party,
            len(lines),
            self._money(out) if out else "",
            self._money(into) if into else "",
            into - out,
            " – ".join(dict.fromkeys(calendar.in_table(each.at) for each in (lines[0], lines[-1]))),
            self._money(lines[-1].balance_minor),
        )

    def _chosen(self, at: int, could: Sequence[int]) -> Chosen:
        line, reader = self.lines[at], self.names.reader
        party, goes_out = self.party(line.other), line.amount_minor < 0
        amount = round_money(abs(line.amount_minor), reader.scenario.currency)
        values = {"amount": amount, "name": self.said(party), "date": reader.calendar.short(line.at)}
        title = (
            _("%(amount)s to %(name)s, %(date)s", **values)
            if goes_out
            else _("%(amount)s from %(name)s, %(date)s", **values)
        )
        marks = paper_marks(line.documents, reader)
        covered = sum(abs(self.lines[place].amount_minor) for place in could)
        return Chosen(
            at + 1,
            title,
            goes_out,
            party,
            "; ".join(self._apart(place, line.at) for place in reversed(could) if goes_out)
            or "; ".join(self._apart(place, line.at) for place in could),
            self._money(covered) if could else "",
            goes_out and line.balance_minor is not None and covered < -line.amount_minor,
            self._onward(line) if goes_out else "",
            marks[0].number if marks else "",
            marks,
        )

    def _apart(self, place: int, at: int) -> str:
        """Like `Mirzo Novarlo 52,000 (3 days)`."""
        line = self.lines[place]
        days = abs(at - line.at) // DAY
        amount = round_money(abs(line.amount_minor), self.names.reader.scenario.currency)
        apart = ngettext("%(num)s day", "%(num)s days", days) if days else _("same day")
        return f"{self.said(self.party(line.other))} {amount} ({apart})"

    def _onward(self, line: BookLine) -> str:
        """What papers show the other side to have paid afterwards, "" where none does."""
        reader = self.names.reader
        papers = [filed.document for filed in reader.view.documents]
        to = payments(papers, self.names.same).get(line.other, {})
        later = {key: [each for each in paid if each.at >= line.at] for key, paid in to.items()}
        most = sorted(
            ((sum(each.amount_minor for each in paid), key) for key, paid in later.items() if paid), reverse=True
        )
        currency = reader.scenario.currency
        return "; ".join(f"{self.said(self.party(key))} {round_money(amount, currency)}" for amount, key in most[:3])


def account_book(account: Entity, names: BoardNames) -> AccountBook:
    """The book of an account, with whose the other accounts are as far as papers say."""
    papers = [filed.document for filed in names.reader.view.documents]
    held = accounts_held(papers, names.same)
    holders = {key: names.label(who) for who, keys in held.items() if names.all_of(who) for key in keys}
    one = names.one(account.key)
    return AccountBook(names, one, book(one, papers, names.same), holders)


def accounts_of(entity: Entity, names: BoardNames) -> tuple[Entity, ...]:
    """The account itself, or those that papers say a person or company holds or owns."""
    if entity.kind is EntityKind.ACCOUNT:
        return (entity,)
    papers = [filed.document for filed in names.reader.view.documents]
    keys = accounts_held(papers, names.same).get(names.one(entity.key), ())
    return tuple(found[0] for found in map(names.all_of, keys) if found and found[0].kind is EntityKind.ACCOUNT)
