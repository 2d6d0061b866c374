"""What every part of a scenario shares: strictness, keys, and rows of quantiles."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from simulation.kernel.shared import shared


@shared
class FrozenModel(BaseModel):
    """A piece of a scenario file: frozen, and an unknown key is an error, so that a typing slip is found."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


def later[T](default: T) -> T:
    """A field that came into the format later: where it has its default it is not written down.

    So the digest of a scenario that does not use it, and what was stored with it, stays what it was.

    Args:
        default: Its value where a scenario leaves it out.
    """
    field: T = Field(default=default, exclude_if=lambda value: value == default)
    return field


def _never_falls(row: tuple[float, ...]) -> tuple[float, ...]:
    if any(later < earlier for earlier, later in pairwise(row)):
        message = "values must not fall"
        raise ValueError(message)
    return row


type Row = Annotated[tuple[float, ...], Field(min_length=2, max_length=101), AfterValidator(_never_falls)]
"""Quantiles at equally spaced probabilities from 0 to 1, e.g. five values for p0, p25, p50, p75, p100."""

type Key = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*(/[a-z0-9_]+)*$", max_length=80)]
"""Name of a thing inside the scenario: lower case, digits, underscore, parts divided by a slash."""

type CountryCode = Annotated[str, Field(pattern=r"^[A-Z]{3}$")]
"""Three letters; never one that a real country uses."""

type Probability = Annotated[float, Field(ge=0.0, le=1.0)]
"""A probability."""

type Share = Annotated[float, Field(ge=0.0, le=1.0)]
"""A share of a whole."""

type Minor = Annotated[int, Field(ge=0, le=10_000_000_000_000)]
"""An amount in minor units of the scenario's reference currency."""

type Day = Annotated[int, Field(ge=-2000, le=2000)]
"""A day counted from the scenario's start; negative before it."""
