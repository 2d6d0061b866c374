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
    """A formal request that brings the missing thing as evidence.

    Attributes:
        kind: What is asked for.
        target: Key of the target.
        bases: Instruments on which the request can be based, among those of the pair, or `reciprocity`; the first is
            the usual one.
    """

    kind: Sought
    target: Key
    bases: Annotated[tuple[str, ...], Field(min_length=1)]


class InformalWay(FrozenModel):
    """A short question to police or to a financial intelligence unit: it shows where to look and proves nothing.

    Attributes:
        kind: What is asked for.
        target: Key of the target.
    """

    kind: Sought
    target: Key


class Existence(FrozenModel):
    """From when the missing thing is available: a day, or an event with the day by which routine work causes it.

    Attributes:
        day: Day from which it is available; 1 if it exists at the start.
        event: Event after which it is available, e.g. `GoodsSeized`.
        about: Key of the entity that the event is about.
        fallback_day: With `event`: the day by which it exists even if nobody does anything.
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
    """How the missing thing becomes unavailable; `scenario check` calculates the day.

    Attributes:
        by: `retention`: records expire; `departure`: a person leaves; `drain`: an account becomes empty; `silence`: a
            witness becomes silent.
        who: The person who leaves or becomes silent.
        account: The account that becomes empty.
    """

    by: Loss
    who: Key | None = None
    account: Key | None = None


class EnabledAct(FrozenModel):
    """The act at home that fails as long as the thing is missing.

    Attributes:
        kind: Kind of measure, or `charge`: a charge that the country's own court would find proved.
        target: Target of the act.
        offence: For a charge: key of the offence in the country's own table.
    """

    kind: Key
    target: Key
    offence: Key | None = None


class WaitsFor(FrozenModel):
    """Why it would be wrong to act before another answer is there.

    Attributes:
        need: The need whose answer has to come first.
        reason: Code of the reason; its words are `waiting.<reason>` in the language files.
    """

    need: Key
    reason: Key


class Need(FrozenModel):
    """Something that a country lacks on day 1 and can only get from another country during play.

    Attributes:
        key: E.g. `need/kes_predicate`.
        country: Country that lacks it.
        lacks: What kind of thing is missing.
        about: Entity that the missing thing is about.
        shows: What the answer has to show: lists of assertion, subject and object, with `-` for any subject or object.
        holder: Country whose custodian or witness has the missing thing.
        by: Formal requests, each of which brings the missing thing as evidence.
        informal: Short questions that show where to look and prove nothing.
        exists: From when it is available.
        lost: How it can be lost; left out: it remains available during play.
        enables: The act at home that fails without it.
        together_with: Other needs of the country that have to be met too. A second way to the same thing is a row of
            its own, with the same country, `lacks`, `about` and `enables`.
        chain: Key of the chain of evidence to which the need belongs; its words are `chain.<chain>` in the language
            files.
        side: `chain` for goods and people on their way, or `money`.
        moves: Figures of the outcome that the act changes (see the vocabulary below), each with `less` or `more`.
        reacts: Rules by which the network reacts to the act, R1 to R14.
        waits: Another answer, before which it would be wrong to act.
        closed: Ways to get the missing thing at home that the author has ruled out, one line for each, as a note for
            people who change the scenario.
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

    @property
    def thing(self) -> tuple[CountryCode, Lacks, Key, EnabledAct]:
        """What is missing; rows with the same are ways to it, of which one is enough."""
        return self.country, self.lacks, self.about, self.enables


def by_key(needs: tuple[Need, ...]) -> Mapping[str, Need]:
    """The needs by their keys."""
    return {need.key: need for need in needs}
