"""Forms: what a request looks like on paper, by kind of assistance and by the instrument that governs."""

from __future__ import annotations

from functools import cache

from simulation.kernel.field_types import FrozenModel
from simulation.law.book.governance import Regime
from simulation.law.book.rules import ContentNeed, load_rules
from simulation.law.rows import LawRow, Said, rows


class FormTick(FrozenModel):
    """A box of a form.

    Attributes:
        name: What it stands for.
        kinds: Kinds of assistance for which it is ticked.
    """

    name: Said
    kinds: tuple[str, ...]


class FormPart(FrozenModel):
    """A part of a form.

    Attributes:
        mark: How the form numbers it; "" where it does not.
        name: Its heading.
        text: What stands there in any case; "" for nothing.
        lines: What is written there: headings of a request, particulars, or what the exercise knows.
        ticks: Boxes to choose from.
    """

    mark: str
    name: Said
    text: str = ""
    lines: tuple[str, ...] = ()
    ticks: tuple[FormTick, ...] = ()


class FormRow(LawRow):
    """A form that has an order of its own.

    Attributes:
        id: Its name.
        name: What it is called.
        kinds: Kinds of assistance, or papers of procedures.
        instruments: What governs; empty for whatever does.
        is_whole: Every part is printed, also one in which nothing is written.
        to_provider: It is addressed to whoever holds the data, and to no authority.
        parts: In order.
    """

    id: str
    name: Said
    kinds: tuple[str, ...]
    instruments: tuple[str, ...]
    is_whole: bool = False
    to_provider: bool = False
    parts: tuple[FormPart, ...]


class FormBlock(LawRow):
    """What a letter of one kind says beside the standard headings.

    Attributes:
        id: Its name.
        name: What such a letter is called.
        kinds: Kinds of assistance.
        lines: Particulars, in order.
        text: What stands there in any case; "" for nothing.
    """

    id: str
    name: Said
    kinds: tuple[str, ...]
    lines: tuple[str, ...]
    text: str = ""


@cache
def load_forms() -> tuple[FormRow, ...]:
    """The forms, in the order in which they are tried."""
    return rows("forms", "forms", FormRow)


@cache
def load_blocks() -> tuple[FormBlock, ...]:
    """The blocks of letters by kind."""
    return rows("forms", "blocks", FormBlock)


def form_of(kind: str, instrument: str) -> FormRow | None:
    """The form of a kind where an instrument governs; None where it is a letter under the standard headings.

    Args:
        kind: Kind of assistance, or paper of a procedure.
        instrument: What governs, as in `Regime.instrument`.
    """
    fits = (row for row in load_forms() if kind in row.kinds and (not row.instruments or instrument in row.instruments))
    return next(fits, None)


def block_of(kind: str) -> FormBlock | None:
    """What a letter of this kind says besides; None for nothing."""
    return next((row for row in load_blocks() if kind in row.kinds), None)


def room_for(kind: str, regime: Regime) -> tuple[str, ...]:
    """The particulars for which the form of a request has room, in the order in which they are asked for.

    Those that the instrument wants, those of the kind, and those that the instrument knows for cases in which they
    apply, e.g. a box of the list of offences.

    Args:
        kind: Kind of assistance.
        regime: What governs.
    """
    rules, block = load_rules(), block_of(kind)
    applies = (
        name
        for row in rules.contents
        if row.i == regime.instrument and row.need is ContentNeed.IF_APPLICABLE and rules.is_about(row, kind)
        for name in row.fields
        if name in rules.particulars
    )
    return tuple(dict.fromkeys((*regime.wanted, *(block.lines if block is not None else ()), *applies)))
