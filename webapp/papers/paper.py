"""A paper as a value: what every form of it (JSON, PDF, DOCX, XLSX) is made from, and the schema of its JSON.

All words are said in one language when the value is made, and numbers stand beside the words that tell them: `text` is
what is printed, `value` what a program reads. A paper holds no clock: its dates are those of the exercise.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue


class PaperKind(StrEnum):
    """Which paper it is."""

    AFTER_ACTION = "after-action"
    TEAM = "team"
    HOT_WASH = "hot-wash"


class FormKind(StrEnum):
    """A form that a team sends or signs, printed as the form it is."""

    LETTER = "letter"
    PROCEDURE = "procedure"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table.

    Attributes:
        text: What is printed; "" for nothing.
        value: The number or answer behind it, in the unit of its column or row; None for words, and where nothing was
            counted.
    """

    text: str
    value: bool | int | float | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A column.

    Attributes:
        label: Its heading.
        numeric: Numbers, which stand at the right.
        share: How wide it is against the others, at least 1.
    """

    label: str
    numeric: bool = False
    share: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row.

    Attributes:
        cells: One for each column.
        key: The figure of the ledger that it tells (`simulation.exercise.outcome`), "" for none.
        unit: Unit of its values where the row has one of its own, as in the ledger: `g`, `days`, `minor units`.
        printed_unit: Unit in which papers print these values, where it is another: `kg`, or the currency's code.
        printed_per: How many of the unit make one of the printed unit.
    """

    cells: tuple[Cell, ...]
    key: str = ""
    unit: str = ""
    printed_unit: str = ""
    printed_per: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: Short name for programs, the same in every language.
        title: What it shows.
        columns: Its columns.
        rows: Its rows.
        note: What a reader must know of it; "" for nothing.
        type: Always `table`.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    note: str = ""
    type: Literal["table"] = "table"


@dataclass(frozen=True, slots=True)
class LegendLine:
    """A line of a legend.

    Attributes:
        colour: As `#2f78bc`.
        text: What has it.
    """

    colour: str
    text: str


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart.

    Attributes:
        name: Short name for programs, the same in every language.
        title: What it shows, with its horizon.
        alt: Its finding in a sentence, for those who do not see it.
        svg: The drawing in the colours of print.
        table: The same numbers.
        legend: What its colours mean; empty where its lines are named.
        type: Always `figure`.
    """

    name: str
    title: str
    alt: str
    svg: str
    table: Table
    legend: tuple[LegendLine, ...] = ()
    type: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph.

    Attributes:
        text: Its words.
        type: Always `text`.
    """

    text: str
    type: Literal["text"] = "text"


@dataclass(frozen=True, slots=True)
class Point:
    """Something that is told in a sentence.

    Attributes:
        text: The sentence.
        detail: What is behind it; "" for nothing.
        source: On what it rests; "" for nothing.
    """

    text: str
    detail: str = ""
    source: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A numbered list.

    Attributes:
        points: Its entries.
        type: Always `points`.
    """

    points: tuple[Point, ...]
    type: Literal["points"] = "points"


@dataclass(frozen=True, slots=True)
class Tick:
    """A box of a form.

    Attributes:
        text: What it stands for.
        is_ticked: It is ticked.
    """

    text: str
    is_ticked: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a form.

    Attributes:
        label: What is asked for; "" where the heading says it.
        text: What is written there; "" for nothing yet.
        source: Where it stands that it is asked for; "" where nothing more is to be said than of the whole form.
        ticks: Boxes to choose from.
    """

    label: str
    text: str
    source: str = ""
    ticks: tuple[Tick, ...] = ()


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a form, one under the other.

    Attributes:
        lines: In order.
        type: Always `lines`.
    """

    lines: tuple[Line, ...]
    type: Literal["lines"] = "lines"


type Block = Annotated[Text | Points | Table | Figure | Lines, Field(discriminator="type")]
"""A part of a section."""


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the paper under a heading.

    Attributes:
        key: Short name for programs, the same in every language.
        title: Its heading.
        horizon: Up to when its figures count, in words; "" where it has none.
        blocks: What stands in it, in order.
    """

    key: str
    title: str
    blocks: tuple[Block, ...]
    horizon: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the cover.

    Attributes:
        label: What it tells.
        text: What it is.
    """

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Finding:
    """The sentence of the cover.

    Attributes:
        text: The finding.
        detail: What is behind it.
    """

    text: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper of one exercise.

    Attributes:
        format: Of this value, 1; it grows when a reader of the old one would misread the new one.
        kind: Which paper.
        language: Code of the language of its words.
        name: What the paper is called.
        title: What it is about.
        subtitle: More of that; "" for nothing.
        exercise: Title of the exercise; "" where it has none.
        facts: Lines of the cover.
        finding: The sentence of the cover; None without one.
        sections: Its parts in order.
        sources: Whence what it says comes, one a line.
        notice: What stands at the foot of every page.
        dated: Day on which it was last played, as `2031-03-04`: the date of the file; "" when nobody has played.
    """

    kind: PaperKind | FormKind
    language: str
    name: str
    title: str
    subtitle: str
    exercise: str
    facts: tuple[Fact, ...]
    finding: Finding | None
    sections: tuple[Section, ...]
    sources: tuple[str, ...]
    notice: str
    dated: str
    format: Literal[1] = 1

    def tables(self) -> Iterator[Table]:
        """Every table, those of charts among them, in order."""
        for section in self.sections:
            for block in section.blocks:
                match block:
                    case Table():
                        yield block
                    case Figure(table=table):
                        yield table
                    case _:
                        pass

    def figures(self) -> tuple[Figure, ...]:
        """Every chart, in order."""
        return tuple(block for section in self.sections for block in section.blocks if isinstance(block, Figure))


@cache
def _codec() -> TypeAdapter[Paper]:
    return TypeAdapter(Paper)


def json_text(paper: Paper) -> str:
    """The paper as JSON text: fields in order, indented, with a line end."""
    return json.dumps(_codec().dump_python(paper, mode="json"), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def from_json(text: str | bytes) -> Paper:
    """The paper that a JSON text says.

    Raises:
        ValueError: It says none.
    """
    return _codec().validate_json(text)


class _Plain(GenerateJsonSchema):
    """A schema without the titles that repeat the names."""

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002  # as pydantic has it
        return False


def schema() -> JsonSchemaValue:
    """The schema of the JSON (draft 2020-12); `paper.schema.json` beside this module is its text."""
    made = _codec().json_schema(mode="serialization", schema_generator=_Plain)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_text() -> str:
    """The schema as its file has it."""
    return json.dumps(schema(), ensure_ascii=False, indent=1) + "\n"
