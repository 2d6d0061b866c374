"""How long an office takes for one request: a place in a row of `stage_times`, and what makes it longer or shorter.

A draw picks a place in a row; nothing here calls exp or log. Times are seconds of service: waiting comes from the
desks' queues (`queues`).
"""

from __future__ import annotations

from dataclasses import dataclass

from simulation.kernel.agenda import DAY
from simulation.kernel.draws import Draws, Purpose, percentile
from simulation.law.time import trust
from simulation.law.time.stage_times import OfficeStage, StageTimes
from simulation.scenario.schema.country import Archetype, Channel, Country, CountryPair
from simulation.scenario.schema.play import Sought


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
