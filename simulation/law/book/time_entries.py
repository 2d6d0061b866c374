"""Stage times and what changes them, as lines of the law book."""

from __future__ import annotations

from simulation.law.book.rule_entries import LawEntry
from simulation.law.rows import Filled, LawRow
from simulation.law.time.stage_times import OfficeStage, StageTimes


def time_entries(times: StageTimes) -> tuple[LawEntry, ...]:
    """How long each stage takes, and what makes it shorter or longer."""
    stages = [
        LawEntry("times", f"{row.stage}/{row.archetype}", row.what, _days(row.days), row.source, row.confidence)
        for row in times.stages
    ]
    return (*stages, *_factors(times))


def _factors(times: StageTimes) -> tuple[LawEntry, ...]:
    """What makes a stage shorter or longer than its row: what is asked for, how it is sent, what becomes of it."""
    stages = {row.stage: row.what for row in times.stages}
    lines: list[tuple[str, str, str, LawRow]] = [
        (
            row.id,
            row.text,
            Filled(
                "Compared with bank records, execution takes %(execution)s %% of the time and assessment "
                "%(assessment)s %%.",
                execution=str(row.execution),
                assessment=str(row.assessment),
            ),
            row,
        )
        for row in times.sought
    ]
    lines += [
        (
            f"{row.id}/{'+'.join(row.stages).lower()}",
            row.text,
            Filled("%(stages)s: %(percent)s %%.", stages=_named(row.stages, stages), percent=str(row.factor)),
            row,
        )
        for row in times.modifiers
    ]
    lines += [(row.id, row.text, Filled("%(percent)s %%.", percent=str(row.percent)), row) for row in times.shares]
    lines += [
        (
            f"{what}/{row.archetype.lower()}",
            Filled("%(what)s, %(archetype)s", what=name, archetype=row.archetype),
            Filled(
                "In %(number)s of 100 requests; days at the 10th, 50th and 90th percentiles: %(days)s.",
                number=f"{row.probability * 100:.0f}",
                days=_days(row.days),
            ),
            row,
        )
        for what, name, rows_of in (
            ("clarification", Filled("A request for clarification, with its answer"), times.clarifications),
            ("appeal", Filled("An appeal by a person affected"), times.appeals),
        )
        for row in rows_of
    ]
    lines += [
        (
            "difficulty",
            Filled("A difficult or an easy case, at all of its stages"),
            Filled(
                "The times are multiplied by %(range)s (10th, 50th and 90th percentiles).",
                range=_days(times.difficulty.days, 2),
            ),
            times.difficulty,
        ),
        (
            "diplomatic",
            Filled("The diplomatic channel, in each direction"),
            Filled("Days at the 10th, 50th and 90th percentiles: %(days)s.", days=_days(times.diplomatic.days)),
            times.diplomatic,
        ),
    ]
    return tuple(LawEntry("factors", name, what, text, row.source, row.confidence) for name, what, text, row in lines)


def _named(stages: tuple[OfficeStage, ...], names: dict[OfficeStage, str]) -> str:
    first, *more = stages
    return Filled("%(one)s; %(more)s", one=names[first], more=_named(tuple(more), names)) if more else names[first]


def _days(row: tuple[float, ...], digits: int = 0) -> str:
    return f"{row[9]:.{digits}f} / {row[49]:.{digits}f} / {row[89]:.{digits}f}"
