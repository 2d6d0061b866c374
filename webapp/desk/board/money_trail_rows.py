"""Following the money from an entity of the file: the steps as rows of a page, and as a way on the board."""

from __future__ import annotations

from dataclasses import dataclass

from flask_babel import gettext as _

from simulation.casework.file.money_trail import MOST_HOPS, MoneyStep, accounts_held, follow, payments, trace_back
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from webapp.desk.board.names import BoardNames
from webapp.desk.documents.marks import PaperMark, paper_marks
from webapp.desk.readable import CODES, Reader
from webapp.text.formatting import days_text

USUAL_HOPS = 3
"""How many steps a page follows when nobody chose."""


@dataclass(frozen=True, slots=True)
class End:
    """Who paid or was paid: number, name, kind, and whose account it is as far as the papers say."""

    number: int | None
    label: str
    kind: str
    code: bool
    holder: str


@dataclass(frozen=True, slots=True)
class StepRow:
    """A step as a row of the table."""

    hop: int
    source: End
    target: End
    amount: str
    count: int
    when: str
    after: str
    is_followed: bool
    is_evidence: bool
    documents: tuple[PaperMark, ...]


@dataclass(frozen=True, slots=True)
class MoneyTrail:
    """The money that leads on from an entity.

    Attributes:
        rows: The steps, each before those that follow it.
        ends: Keys of all who paid or were paid, in that order.
        hops: Which step a payment between two is, by their keys.
        missing: Those of the ends that are not on the board.
    """

    rows: tuple[StepRow, ...]
    ends: tuple[str, ...]
    hops: dict[tuple[str, str], int]
    missing: tuple[Entity, ...]


def money_trail(
    entity: Entity, reader: Reader, *, hops: int = USUAL_HOPS, least_minor: int = 0, back: bool = False
) -> MoneyTrail:
    """The payments of the team's papers that lead on from an entity, or `back` from it, in order of time."""
    names = BoardNames(reader)
    papers = [filed.document for filed in reader.view.documents]
    held = accounts_held(papers, names.same)
    walk = trace_back if back else follow
    steps = walk(
        names.one(entity.key), payments(papers, names.same), held, hops=min(hops, MOST_HOPS), least_minor=least_minor
    )
    holders = {account: names.label(who) for who, accounts in held.items() if names.all_of(who) for account in accounts}
    ends = tuple(dict.fromkeys(key for step in steps for key in (step.a, step.b)))
    return MoneyTrail(
        rows=tuple(_row(step, holders, names, back=back) for step in steps),
        ends=ends,
        hops={(step.a, step.b): step.hop for step in reversed(steps)},
        missing=tuple(names.all_of(key)[0] for key in ends if key not in names.up and names.number(key) is not None),
    )


def _row(step: MoneyStep, holders: dict[str, str], names: BoardNames, *, back: bool) -> StepRow:
    calendar = names.reader.calendar
    first, last = step.payments[0].at, step.payments[-1].at
    after = ""
    if step.came is not None:
        apart = step.came - last if back else first - step.came
        after = _("same day") if apart < DAY else days_text(apart // DAY)
    return StepRow(
        hop=step.hop,
        source=_end(step.a, holders, names),
        target=_end(step.b, holders, names),
        amount=names.reader.amount(step.amount_minor),
        count=len(step.payments),
        when=" – ".join(dict.fromkeys((calendar.in_table(first), calendar.in_table(last)))),
        after=after,
        is_followed=step.is_followed,
        is_evidence=step.is_evidence,
        documents=paper_marks(step.documents, names.reader),
    )


def _end(key: str, holders: dict[str, str], names: BoardNames) -> End:
    found = names.all_of(key)
    if not found:
        return End(None, names.reader.entity(key), "", code=False, holder=holders.get(key, ""))
    entity = found[0]
    holder = holders.get(key, "") if entity.kind is EntityKind.ACCOUNT else ""
    return End(names.number(key), names.label(key), entity.kind.value, entity.kind in CODES, holder)
