"""How long offices take: rows of percentiles by archetype and stage, and what makes a stage longer or shorter.

The rows are data (`data/stage_times.toml`, from law.md 6.2 and 6.5); a draw picks a place in a row, nothing here
calls exp or log. Times are seconds of service: waiting comes from the desks' queues (`offices`).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws, Purpose, percentile
from simulation.kernel.shared import shared
from simulation.law.rows import LawRow, Said, rows
from simulation.law.time import trust
from simulation.scenario.schema.country import Archetype, Channel, Country, CountryPair
from simulation.scenario.schema.play import Sought


def _numbers(row: object) -> object:
    return tuple(map(float, row.split())) if isinstance(row, str) else row


type Percentiles = Annotated[tuple[float, ...], BeforeValidator(_numbers), Field(min_length=99, max_length=99)]
"""Days at p1..p99; in a file they are one text, numbers with blanks between them."""


class OfficeStage(StrEnum):
    """The nine stages of law.md 6.2."""

    DRAFT = "S1"
    TRANSLATE = "S2"
    VET = "S3"
    TRANSMIT = "S4"
    REGISTER = "S5"
    ASSESS = "S6"
    ALLOCATE = "S7"
    EXECUTE = "S8"
    RETURN = "S9"


class OfficeQueue(StrEnum):
    """Where matters queue in a country."""

    TRANSLATORS = "translators"
    LAWYERS = "lawyers"
    REGISTRY = "registry"
    EXECUTORS = "executors"
    BANKS = "banks"
    OPERATORS = "operators"
    PORTS = "ports"


class StageRow(LawRow):
    """Time of one stage at one archetype, in days."""

    stage: OfficeStage
    archetype: Archetype
    what: Said
    days: Percentiles


class ChanceRow(LawRow):
    """Time of something that happens only sometimes, in days, with its probability."""

    archetype: Archetype
    probability: float
    days: Percentiles


class ProcedureRow(LawRow):
    """Time of a whole procedure at one archetype, in days."""

    procedure: str
    archetype: Archetype
    days: Percentiles


class FactorRow(LawRow):
    """A row of factors or days that every archetype shares."""

    days: Percentiles


class SoughtRow(LawRow):
    """What a kind of assistance does to stage times, in percent of bank records.

    Attributes:
        id: What is asked for.
        execution: Percent on stage S8.
        assessment: Percent on stage S6.
        is_coercive: A court has to authorise it.
        body: Desk that executes.
        procedure: Procedure whose row stands for the execution, None for S8.
        text: For the law book.
    """

    id: Sought
    execution: int
    assessment: int
    is_coercive: bool
    body: OfficeQueue
    procedure: str | None = None
    text: Said


class ModifierRow(LawRow):
    """Something that changes the time of some stages, in percent."""

    id: str
    stages: tuple[OfficeStage, ...]
    factor: int
    text: Said


class ShareRow(LawRow):
    """A part of a stage, in percent."""

    id: str
    percent: int
    text: Said


class ChannelLoss(LawRow):
    """How many of a hundred papers a channel loses."""

    id: str
    loss_percent: int
    text: Said


class QueueRow(LawRow):
    """A kind of desk.

    Attributes:
        id: Which.
        staff: Field of the country's staff that works there; None for a third party.
        matters_each: Matters that one person has in hand at a time.
        servers: Matters in hand at a third party at a time.
        stages: Stages of its outside cases, in turn.
        text: For the law book.
    """

    id: OfficeQueue
    staff: str | None = None
    matters_each: int = 1
    servers: int = 0
    stages: tuple[OfficeStage, ...]
    text: Said


class LoadRow(LawRow):
    """How busy an archetype's desks are with outside cases, in percent.

    Attributes:
        archetype: Which.
        utilisation: Of its own offices.
        third_party_utilisation: Of banks, operators and ports.
        service: Part of a stage's reference time that is service rather than waiting.
    """

    archetype: Archetype
    utilisation: Annotated[int, Field(ge=1, le=95)]
    third_party_utilisation: Annotated[int, Field(ge=1, le=95)]
    service: Annotated[int, Field(ge=10, le=100)]


MEDIAN = 49
"""Place of the median in a row of percentiles p1..p99."""


@shared
@dataclass(frozen=True)
class StageTimes:
    """All rows about time, loaded once by `load_stage_times`."""

    stages: tuple[StageRow, ...]
    clarifications: tuple[ChanceRow, ...]
    appeals: tuple[ChanceRow, ...]
    procedures: tuple[ProcedureRow, ...]
    difficulty: FactorRow
    diplomatic: FactorRow
    sought: tuple[SoughtRow, ...]
    modifiers: tuple[ModifierRow, ...]
    shares: tuple[ShareRow, ...]
    losses: tuple[ChannelLoss, ...]
    desks: tuple[QueueRow, ...]
    loads: tuple[LoadRow, ...]

    @cached_property
    def _stage(self) -> dict[tuple[Archetype, OfficeStage], Percentiles]:
        return {(row.archetype, row.stage): row.days for row in self.stages}

    @cached_property
    def _procedure(self) -> dict[tuple[str, Archetype], Percentiles]:
        return {(row.procedure, row.archetype): row.days for row in self.procedures}

    @cached_property
    def _sought(self) -> dict[Sought, SoughtRow]:
        return {row.id: row for row in self.sought}

    @cached_property
    def _load(self) -> dict[Archetype, LoadRow]:
        return {row.archetype: row for row in self.loads}

    @cached_property
    def _modifier(self) -> dict[tuple[str, OfficeStage], int]:
        return {(row.id, stage): row.factor for row in self.modifiers for stage in row.stages}

    @cached_property
    def _loss(self) -> dict[str, int]:
        return {row.id: row.loss_percent for row in self.losses}

    @cached_property
    def court_percent(self) -> int:
        """Part of a coercive execution that is the court's authorisation, in percent."""
        return next(row.percent for row in self.shares if row.id == "court")

    def row(self, archetype: Archetype, stage: OfficeStage) -> Percentiles:
        """Reference times of a stage in days, p1..p99 (law.md 6.2)."""
        return self._stage[archetype, stage]

    def median_days(self, archetype: Archetype, stage: OfficeStage) -> float:
        """The reference median of a stage in days, for charts and timetables."""
        return self._stage[archetype, stage][MEDIAN]

    def procedure(self, name: str, archetype: Archetype) -> Percentiles:
        """Reference times of a procedure in days, p1..p99 (law.md 6.5)."""
        return self._procedure[name, archetype]

    def of(self, sought: Sought) -> SoughtRow:
        """What a kind of formal assistance does to stage times."""
        return self._sought[sought]

    def load(self, archetype: Archetype) -> LoadRow:
        """How busy an archetype's desks are."""
        return self._load[archetype]

    def factor(self, modifier: str, stage: OfficeStage) -> int:
        """Percent that a modifier leaves of a stage; 100 when it does not touch it."""
        return self._modifier.get((modifier, stage), 100)

    def loss_percent(self, pair: CountryPair) -> int:
        """Papers of a hundred that the pair's channel loses."""
        return self._loss["electronic" if pair.electronic else pair.channel.value]

    def loss_on(self, way: str) -> int:
        """Papers of a hundred that a way loses."""
        return self._loss[way]


def load_stage_times() -> StageTimes:
    """Read all rows about time from the package's data."""
    times, changes = "stage_times", "multipliers"
    return StageTimes(
        stages=rows(times, "stages", StageRow),
        clarifications=rows(times, "clarification", ChanceRow),
        appeals=rows(times, "appeal", ChanceRow),
        procedures=rows(times, "procedures", ProcedureRow),
        difficulty=rows(times, "difficulty", FactorRow)[0],
        diplomatic=rows(times, "diplomatic", FactorRow)[0],
        sought=rows(changes, "sought", SoughtRow),
        modifiers=rows(changes, "modifiers", ModifierRow),
        shares=rows(changes, "shares", ShareRow),
        losses=rows("channels", "formal", ChannelLoss),
        desks=rows("desks", "desks", QueueRow),
        loads=rows("desks", "loads", LoadRow),
    )


@dataclass(frozen=True, slots=True)
class Circumstances:
    """What about a request makes its stages longer or shorter.

    Attributes:
        key: The request's causal key.
        sought: What is asked for.
        is_urgency_accepted: Urgency with reason and date was taken over.
        is_draft_shared: The draft was shared before.
        has_liaison: A liaison officer or magistrate is posted between the two.
        is_electronic: Electronic transmission is agreed.
        trust: How far the requested authority relies on the requesting one, in thousandths.
        levers: Ids of modifiers that levers have put in place in the country whose stage it is.
        is_urgency_stated: Urgency with reason and date is stated; whoever sends it hurries from the first step.
    """

    key: str
    sought: Sought
    is_urgency_accepted: bool = False
    is_draft_shared: bool = False
    has_liaison: bool = False
    is_electronic: bool = False
    trust: int = trust.USUAL
    levers: tuple[str, ...] = ()
    is_urgency_stated: bool = False

    def modifiers(self) -> tuple[str, ...]:
        """Ids of the modifiers that apply."""
        named = (
            ("urgency_stated", self.is_urgency_stated),
            ("urgency_accepted", self.is_urgency_accepted),
            ("draft_shared", self.is_draft_shared),
            ("liaison", self.has_liaison),
            ("electronic", self.is_electronic),
        )
        return (*(name for name, applies in named if applies), *self.levers)


_SHARED_DIFFICULTY = frozenset(
    {OfficeStage.REGISTER, OfficeStage.ASSESS, OfficeStage.ALLOCATE, OfficeStage.EXECUTE, OfficeStage.RETURN}
)
_TRUSTING = frozenset({OfficeStage.ASSESS, OfficeStage.ALLOCATE})
_SENDING = frozenset({OfficeStage.TRANSLATE, OfficeStage.VET, OfficeStage.TRANSMIT})
_WITHOUT_QUEUE = frozenset({OfficeStage.DRAFT, OfficeStage.TRANSMIT})


def _place(draws: Draws, stage: OfficeStage, about: Circumstances, visit: str, now: int) -> float:
    """The place of a visit in the row of a stage: an urgent letter leaves sooner than half of the ordinary ones."""
    drawn = draws.uniform(Purpose.STAGE, visit, stage.value, now)
    return min(drawn, 0.5) if about.is_urgency_stated and stage in _SENDING else drawn


def stage_work(
    times: StageTimes,
    draws: Draws,
    archetype: Archetype,
    stage: OfficeStage,
    about: Circumstances,
    visit: str,
    now: int,
) -> int:
    """Seconds of service that a stage of this request needs; keyed by the request, so nobody else's changes.

    Args:
        times: The rows.
        draws: The run's draws.
        archetype: Of the country whose stage it is.
        stage: Which stage.
        about: What the request is like.
        visit: Which visit to the stage, normally the request occurrence key.
        now: The moment of the draw, for re-keyed chance.
    """
    kind = times.of(about.sought)
    row = times.row(archetype, stage)
    percent = 100.0
    if stage is OfficeStage.EXECUTE:
        percent = float(kind.execution)
        if kind.procedure is not None:
            row = times.procedure(kind.procedure, archetype)
    elif stage is OfficeStage.ASSESS:
        percent = float(kind.assessment)
    days = percentile(row, _place(draws, stage, about, visit, now)) * percent / 100.0
    for modifier in about.modifiers():
        days = days * times.factor(modifier, stage) / 100.0
    if stage in _TRUSTING:
        days = days * trust.pace(about.trust) / 1000.0
    if stage in _SHARED_DIFFICULTY:
        days *= percentile(times.difficulty.days, draws.uniform(Purpose.DIFFICULTY, about.key, "", now))
    if stage not in _WITHOUT_QUEUE:
        days = days * times.load(archetype).service / 100.0
    return max(1, int(days * DAY))


def transmission(
    times: StageTimes,
    draws: Draws,
    asking: Archetype,
    pair: CountryPair,
    about: Circumstances,
    visit: str,
    now: int,
    way: str = "",
) -> int:
    """Seconds that the paper travels: the sender's row, or the diplomatic channel's own; `way` "" as the two agreed."""
    if (way or ("" if pair.electronic else pair.channel)) == Channel.DIPLOMATIC:
        days = percentile(times.diplomatic.days, _place(draws, OfficeStage.TRANSMIT, about, visit, now))
        hurry = times.factor("urgency_stated", OfficeStage.TRANSMIT) if about.is_urgency_stated else 100
        return max(1, int(days * hurry / 100.0 * DAY))
    return stage_work(times, draws, asking, OfficeStage.TRANSMIT, about, visit, now)


def is_lost(times: StageTimes, draws: Draws, pair: CountryPair, visit: str, now: int, way: str = "") -> bool:
    """Whether the channel loses this sending; `way` "" as the two agreed."""
    lost = times.loss_on(way) if way else times.loss_percent(pair)
    return draws.uniform(Purpose.LOSS, visit, "", now) * 100.0 < lost


def appeal_seconds(times: StageTimes, draws: Draws, requested: Country, key: str, now: int) -> int | None:
    """Seconds before a court if an owner appeals against this execution; None if nobody does or nobody may.

    Args:
        times: The rows.
        draws: The run's draws.
        requested: The executing country; without a right of appeal there is none.
        key: The request's key.
        now: The moment of the draw.
    """
    return contested_seconds(times, draws, requested, key, now) if requested.appeal_right else None


def contested_seconds(times: StageTimes, draws: Draws, country: Country, key: str, now: int) -> int | None:
    """The same where everybody may appeal: seconds before a country's court, None if nobody does."""
    row = next(row for row in times.appeals if row.archetype is country.archetype)
    if draws.uniform(Purpose.APPEAL, key, "whether", now) >= row.probability:
        return None
    return max(1, int(percentile(row.days, draws.uniform(Purpose.APPEAL, key, "long", now)) * DAY))
