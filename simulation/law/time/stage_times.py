"""The rows from which durations are drawn: percentiles by archetype and stage, and what changes them.

They are data (`data/stage_times.toml` from law.md 6.2 and 6.5, `data/multipliers.toml`, `data/channels.toml`,
`data/desks.toml`), read once. What a request makes of them is in `durations`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import BeforeValidator, Field

from simulation.kernel.shared import shared
from simulation.law.rows import LawRow, Said, rows
from simulation.scenario.schema.country import Archetype, CountryPair
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
