"""The outcome as a table: what was counted, in groups that are never added up or set against each other."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass

from simulation.exercise.outcome.exercise_outcome import UNITS
from simulation.review.figures import moves_goods
from simulation.review.record_reading import RecordReading
from webapp.review.charts.charts import number
from webapp.text.formatting import mass
from webapp.text.say import say_code

GROUPS: Mapping[str, tuple[str, ...]] = {
    "people": (
        "exploitation_person_days", "known_exposure_days", "persons_identified", "persons_protected",
        "uninvolved_persons_affected",
    ),
    "goods": ("drugs_delivered_g", "drugs_seized_g", "drugs_lost_g"),
    "money": (
        "money_laundered_minor", "money_defrauded_minor", "money_free_minor", "money_ever_frozen_minor",
        "money_frozen_minor", "money_released_minor", "money_confiscated_minor",
    ),
    "cases": (
        "case_solved", "organiser_decided", "recovered_minor", "day_solved", "day_proved", "papers_that_stand",
        "members_arrested", "members_charged", "members_convicted", "organisers_convicted", "cases_decided_on_merits",
    ),
    "requests": (
        "requests_sent", "requests_answered", "requests_refused", "requests_withdrawn", "requests_open",
        "requests_never_sent", "inherited_requests", "inherited_answered", "inherited_open", "median_days_to_answer",
    ),
}  # fmt: skip


MAY_BE_MISSING = frozenset({"day_solved", "day_proved", "median_days_to_answer"})
"""Figures that have no value yet; of the others, those without one are not counted in the scenario."""


@dataclass(frozen=True, slots=True)
class OutcomeRow:
    """A line of the outcome table, under the heading of its group."""

    key: str
    group: str
    label: str
    played: str
    after: str


def outcome_rows(reading: RecordReading) -> tuple[OutcomeRow, ...]:
    """The outcome at the end of play and after the epilogue; what this depth does not count is left out.

    Goods are left out where nobody moves any; figures about people stand first, under their own heading.
    """
    if reading.outcome is None:
        return ()
    after = asdict(reading.outcome_after) if reading.outcome_after is not None else {}
    played = asdict(reading.outcome)
    has_goods = moves_goods(reading.scenario)
    return tuple(
        OutcomeRow(
            key,
            say_code(f"outcome_group.{group}"),
            say_code(f"outcome_key.{key}"),
            _figure(reading, key, played[key]),
            _figure(reading, key, after.get(key)),
        )
        for group, keys in GROUPS.items()
        if group != "goods" or has_goods
        for key in keys
        if played[key] is not None or key in MAY_BE_MISSING
    )


def _figure(reading: RecordReading, key: str, value: float | None) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return say_code("outcome_value.yes" if value else "outcome_value.no")
    match UNITS.get(key, ""):
        case "g":
            return mass(round(value / 1000) * 1000 if value >= 1000 else int(value))
        case "minor units":
            return number(value / 10**reading.scenario.currency.minor_digits)
        case "days":
            return number(value, 1)
        case _:
            return number(value)
