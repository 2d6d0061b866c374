"""Hand-made views of a team: as little as a test needs, everything else empty."""

from __future__ import annotations

from dataclasses import replace

from simulation.casework.documents.document import Assertion, Cell, CellKind, Document, Origin, Row, Use
from simulation.casework.documents.kinds.all_kinds import BY_KIND
from simulation.exercise.board.views import BoardView
from simulation.exercise.clock.views import ClockView
from simulation.exercise.evidence.views import FiledDocument
from simulation.exercise.matters.views import ProcedureView
from simulation.exercise.procedures.letter.play.views import OfferView, RequestView
from simulation.exercise.procedures.letter.statuses import LetterStatus
from simulation.exercise.procedures.restraint.table import FREEZING
from simulation.exercise.restrained_assets.views import AssetView
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.agenda import DAY
from simulation.kernel.entities import Entity, EntityKind
from simulation.kernel.terms import Holder, TimeKind
from simulation.law.book.assistance_types import kind_of
from simulation.law.book.content import Content
from simulation.matters.matter import Segment
from simulation.scenario.schema.play import DocumentKind, Route, Sought

ACCOUNT = Entity("account/one", EntityKind.ACCOUNT, "XD09 6565 7271 4980", "KES")
PERSON = Entity("cast/somebody", EntityKind.PERSON, "Fenorra Underlough", "KES", (("born", "1979-03-02"),))
COMPANY = Entity("company/trading", EntityKind.COMPANY, "Thistlewray Holdings LK", "KES")


def clock(day: int = 31, planned: tuple[int, ...] = (61, 91)) -> ClockView:
    """A clock that stands in the office hours of a day, with the days on which the next moves begin."""
    return ClockView((day - 1) * DAY + 9 * 3600, day, "office_hours", 2, 4, 30, (1, day), planned)


def segment(holder: str, kind: str, start_day: float, end_day: float) -> Segment:
    """A stretch of days."""
    return Segment(Holder(holder), TimeKind(kind), LetterStatus.DRAFTING, int(start_day * DAY), int(end_day * DAY))


def request(number: int = 1, **changes: object) -> RequestView:
    """An outgoing request for bank records from Sorvane to Kestria that stands in its draft."""
    made = RequestView(
        key=f"SOV/command{number}",
        label=f"SOV-KES-{number:02d}",
        route=kind_of(Sought.BANK_RECORDS).route,
        sought=Sought.BANK_RECORDS,
        requesting="SOV",
        requested="KES",
        incoming=False,
        targets=(ACCOUNT,),
        content=Content(),
        status="drafting",
        holder="requesting",
        time_kind="decision",
        since=10 * DAY,
        due_day=40,
        stays=(),
        offers=(),
        history=(),
        checks=(),
        findings=(),
        chain=(),
        results=(),
        conditions=(),
        open_items=(),
        version=1,
        rests_on=(),
        query_open=False,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields of the view


def answered(number: int, route: Route = Route.POLICE, **changes: object) -> RequestView:
    """An own request with an answer of day 27."""
    return request(number, **{"status": "answered", "holder": "", "since": 26 * DAY, "route": route, **changes})


def procedure(**changes: object) -> ProcedureView:
    """A freezing of the account that Sorvane asked Kestria for and that waits for Sorvane's letter."""
    made = ProcedureView(
        key="F1",
        label="SOV-KES-F1",
        draft="",
        kind=FREEZING,
        requesting="SOV",
        requested="KES",
        incoming=False,
        subjects=(ACCOUNT,),
        status="held_short",
        holder="requesting",
        time_kind="decision",
        since=25 * DAY,
        due_day=31,
        due_binds=False,
        limit_day=81,
        stays=(),
        offers=(),
        history=(),
        terms=(),
        documents=(),
        version=1,
        rests_on=(),
        decisions=(),
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields of the view


def asset(state: str = "lapsed", source: str = "SOV/command1") -> AssetView:
    """Money on the account, on which something happened on day 26."""
    until = 90 * DAY if state in {"frozen", "postponed"} else None
    return AssetView(ACCOUNT.key, "KES", 16_168_400, 25 * DAY, until, state, source, 25 * DAY, "suspicion")


def offer(office: str, action: str, needs: tuple[str, ...] = (), may: tuple[str, ...] = ()) -> OfferView:
    """An act that a seat may take."""
    return OfferView(office, action, is_decision=True, needs=needs, may=may)  # type: ignore[arg-type]  # an office's name is the office


def statement(number: int, assertions: tuple[Assertion, ...] = (), use: Use | None = None) -> FiledDocument:
    """A bank statement of the account with one payment."""
    row = Row(
        (Cell(CellKind.DATE, 3 * DAY), Cell(CellKind.ENTITY, COMPANY.key), Cell(CellKind.AMOUNT, 9_650_000)),
        (COMPANY.key,),
        f"trace/{number}",
    )
    paper = Document(
        key=f"paper/{number}",
        form=BY_KIND[DocumentKind.BANK_STATEMENT],
        custodian="Lower Quenby Bank",
        country="KES",
        dated=4 * DAY,
        about=ACCOUNT.key,
        period=(0, 30 * DAY),
        heading=(("account", Cell(CellKind.ENTITY, ACCOUNT.key)),),
        columns=("date", "name", "in"),
        rows=(row,),
        mentions=(ACCOUNT, COMPANY),
        assertions=assertions,
        exculpates=(),
        use=use or Use(is_evidence=True, origin=Origin.HOME),
    )
    return FiledDocument(f"D-{number:03d}", 5 * DAY, "", paper)


def team(country: str = "SOV", **changes: object) -> TeamView:
    """A team that has nothing and knows nothing."""
    made = TeamView(
        country=country,
        clock=clock(),
        seats=(),
        work=(),
        requests=(),
        procedures=(),
        documents=(),
        entities=(),
        board=BoardView((), (), (), 0),
        measures=(),
        assets=(),
        charges=(),
        reports=(),
        messages=(),
        injects=(),
        notices=(),
        meetings=(),
        tasks=(),
        digest=(),
        digest_since=0,
        rulings=(),
        at_risk=(),
        held=(),
        free_teams=2,
        officers=4,
        free_officers=4,
    )
    return replace(made, **changes)  # type: ignore[arg-type]  # a test names fields of the view
