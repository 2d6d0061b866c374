"""What the rows of the law's data files have in common, and reading them."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Self

from pydantic import Field, StringConstraints

from simulation.kernel.data_tables import table_rows
from simulation.kernel.field_types import FrozenModel

type Confidence = Annotated[str, StringConstraints(pattern=r"^[TSMP]\??(\+[TSMP]\??)?$")]
"""T read in the primary source, S in a secondary source, M general knowledge, P our own proposal; `?` weaker."""

type Said = Annotated[str, Field(min_length=1)]
"""Words for a person."""


class LawRow(FrozenModel):
    """What every row of the law data carries: where it comes from and how sure we are (law.md 0).

    Attributes:
        source: Instrument and article, or the reference, or the word assumption.
        confidence: Mark of confidence.
    """

    source: Said
    confidence: Confidence


class Filled(str):
    """An English text that is a sentence with values, each of which may be a text of the tables.

    Attributes:
        message: The sentence with places for the values, which is what is translated.
        values: What stands in these places.
    """

    __slots__ = ("message", "values")

    message: str
    values: dict[str, str]

    def __new__(cls, message: str, **values: str) -> Self:
        """The sentence with its values."""
        text = super().__new__(cls, message % values)
        text.message, text.values = message, values
        return text

    def __getnewargs_ex__(self) -> tuple[tuple[str], dict[str, str]]:
        """How another process makes it again: from the sentence, not from the filled text, which may have a "%"."""
        return (self.message,), self.values


class CodeWords(FrozenModel):
    """The English words of a code of the rules.

    Attributes:
        id: Code, as in the tables of rules.
        text: Its words.
    """

    id: Said
    text: Said


def coded(code: str) -> Filled:
    """A code of the rules in English words, which are what is translated.

    Args:
        code: A code without a line in `coded.toml` is said with spaces for `_`, without the `@` of a set.
    """
    return Filled(_code_words().get(code) or code.removeprefix("@").replace("_", " "))


@cache
def _code_words() -> dict[str, str]:
    return {row.id: row.text for row in table_rows("simulation.law", "rules/coded", "words", CodeWords)}


def rows[Row: LawRow](name: str, table: str, kind: type[Row]) -> tuple[Row, ...]:
    """The rows of one table of a file of law, checked; see `table_rows`."""
    return table_rows("simulation.law", name, table, kind)
