"""What a country can only get by asking: `needs.toml`, for the author, the checks and the trainer.

A need is a record that a custodian or witness abroad has, that nothing at home brings, and without which an act at home
fails its check. The engine, automatic players and trainees never read it: it says what the world holds anyway.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field

from simulation.kernel.field_types import CountryCode, FrozenModel, Key
from simulation.scenario.schema.play import Sought

ANYTHING = "-"
"""Stands in `shows` for any subject or object."""

NETWORK_RULES: tuple[str, ...] = tuple(f"R{number}" for number in range(1, 15))
"""Rules of the network (docs/odd.md) by which what an act does may go on."""

NetworkRule = Annotated[str, Field(pattern=rf"^({'|'.join(NETWORK_RULES)})$")]

CHARGE = "charge"
"""Kind of an act at home that is no measure: a charge that its court would find proved."""


class Lacks(StrEnum):
    """What kind of thing a country lacks."""

    ELEMENT = "element"
    IDENTITY = "identity"
    LOCATION = "location"
    OWNER = "owner"
    NEXT_ACCOUNT = "next_account"
    PREDICATE = "predicate"
    WITNESS = "witness"
    GOODS = "goods"


class NeedSide(StrEnum):
    """Whether it is about goods and people on their way, or about where the money goes."""

    CHAIN = "chain"
    MONEY = "money"


class Loss(StrEnum):
    """How the engine's own rules take away what a country could have had."""

    RETENTION = "retention"
    DEPARTURE = "departure"
    DRAIN = "drain"
    SILENCE = "silence"


class FormalWay(FrozenModel):
    """A formal request that brings the fact as evidence.

    Attributes:
        kind: What is asked for.
        target: About what.
        bases: Instruments on which it can rest, those of the pair or `reciprocity`; the first is the usual one.
    """

    kind: Sought
    target: Key
    bases: Annotated[tuple[str, ...], Field(min_length=1)]


class InformalWay(FrozenModel):
    """A short question to police or to a financial intelligence unit: it shows where to look and proves nothing.

    Attributes:
        kind: What is asked for.
        target: About what.
    """

    kind: Sought
    target: Key


class Existence(FrozenModel):
    """From when it is available: a day, or an event and the day by which routine work alone causes the event.

    Attributes:
        day: On this day and later; 1 for what is there at the start.
        event: Once this event has happened, e.g. `GoodsSeized`.
        about: What the event is about.
        fallback_day: With `event`: by when it is there although nobody does anything.
    """

    day: Annotated[int, Field(ge=1, le=2000)] | None = None
    event: str | None = None
    about: Key | None = None
    fallback_day: Annotated[int, Field(ge=1, le=2000)] | None = None

    @property
    def by_day(self) -> int:
        """The day on which it is there in a world where nobody acts."""
        return self.day or self.fallback_day or 1


class LostBy(FrozenModel):
    """What ends it; `scenario check` calculates the day.

    Attributes:
        by: Records that expire, a person who leaves, an account that empties, a witness who falls silent.
        who: The person who leaves or falls silent.
        account: The account that empties.
    """

    by: Loss
    who: Key | None = None
    account: Key | None = None


class EnabledAct(FrozenModel):
    """The act at home whose check fails without it.

    Attributes:
        kind: Kind of measure, or `charge`: a charge that the own court would find proved.
        target: Whom or what it is aimed at.
        offence: Of a charge: key in the own offence table.
    """

    kind: Key
    target: Key
    offence: Key | None = None


class WaitsFor(FrozenModel):
    """Why it would be wrong to act before another answer is there.

    Attributes:
        need: The need whose answer to wait for.
        reason: Code of the reason, worded `waiting.<reason>` in the language files.
    """

    need: Key
    reason: Key


class Need(FrozenModel):
    """Something that a country lacks on day 1 and can only get by asking in play.

    Attributes:
        key: E.g. `need/kes_predicate`.
        country: Who lacks it.
        lacks: What kind of thing it is.
        about: Entity that it is about.
        shows: What the answer has to say: lists of assertion, subject, object; `-` for any.
        holder: Country whose custodian or witness has it.
        by: Formal requests each of which brings it as evidence.
        informal: Short questions that show where to look, and never prove.
        exists: From when it can be had.
        lost: What takes it away; left out: nothing does while play lasts.
        enables: The act at home that fails without it.
        together_with: Other needs of the country that have to be met as well; alternatives are further rows of the
            same chain.
        chain: Key of the chain of evidence to which it belongs, worded `chain.<chain>` in the language files.
        side: Goods and people on their way, or money.
        moves: Figures of the outcome (see the vocabulary below), each with `less` or `more`: what the act does to it.
        reacts: Rules by which the network answers to the act, R1 to R14.
        waits: Acting before another answer is here is wrong.
        closed: Ways at home that were closed, a line each, for whoever changes the scenario.
    """

    key: Annotated[str, Field(pattern=r"^need/[a-z0-9_]+$")]
    country: CountryCode
    lacks: Lacks
    about: Key
    shows: Annotated[tuple[tuple[str, str, str], ...], Field(min_length=1)]
    holder: CountryCode
    by: Annotated[tuple[FormalWay, ...], Field(min_length=1)]
    informal: tuple[InformalWay, ...] = ()
    exists: Existence
    lost: LostBy | None = None
    enables: EnabledAct
    together_with: tuple[Key, ...] = ()
    chain: Key
    side: NeedSide
    moves: tuple[tuple[str, Literal["less", "more"]], ...] = ()
    reacts: tuple[NetworkRule, ...] = ()
    waits: WaitsFor | None = None
    closed: tuple[Annotated[str, Field(min_length=1, max_length=400)], ...] = ()


def by_key(needs: tuple[Need, ...]) -> Mapping[str, Need]:
    """The needs by their keys."""
    return {need.key: need for need in needs}
