"""A paper as its custodian issued it, ready to be printed: every cell as words, days, amounts or names."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b

from flask import url_for
from flask_babel import gettext as _

from simulation.casework.documents.document import Cell, CellKind, Document, Row
from simulation.exercise.evidence.views import FiledDocument
from simulation.scenario.schema.play import DocumentKind
from webapp.desk.readable import CODES, Reader
from webapp.text.formatting import duration, iso_text, mass, money
from webapp.text.say import plain, wording_of

NUMERIC = frozenset({CellKind.AMOUNT, CellKind.GRAMS, CellKind.DURATION, CellKind.NUMBER})

_ABOVE = frozenset({"report", "seizure"})
"""Sections that are what the paper is for, and stand above its table; others are beside it, and stand below."""

_FOOT = ("opening_balance", "total_out", "total_in", "closing_balance")
"""Sums that stand below the table."""

_NUMBER_COLUMNS = frozenset({"out", "in", "balance", "amount", "mass", "duration"})


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell as it is printed; with a kind it is an entity. `also` are others whom its line names, and no cell."""

    text: str
    kind: str = ""
    url: str = ""
    code: bool = False
    also: tuple[PrintedCell, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column's heading."""

    label: str
    numeric: bool


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A line of a table."""

    cells: tuple[PrintedCell, ...]
    marked: bool
    value: int
    section: str = ""


@dataclass(frozen=True, slots=True)
class SheetPart:
    """A table of the sheet: a section of the paper, with the columns in which anything stands.

    Attributes:
        title: What section it is; "" for the main table and where there is no other.
        columns: Its columns.
        places: Where these stand among the paper's columns.
        rows: Its rows with the cells of these columns.
    """

    title: str
    columns: tuple[Column, ...]
    places: tuple[int, ...]
    rows: tuple[PrintedRow, ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A particular above the table."""

    label: str
    text: str
    kind: str = ""
    url: str = ""
    code: bool = False


@dataclass(frozen=True, slots=True)
class Seal:
    """A stamp on the paper."""

    around: str
    date: str
    number: str
    id: str


@dataclass(frozen=True, slots=True)
class PrintedPaper:
    """Everything on the sheet."""

    custodian: str
    address: str
    reference: str
    seal: Seal | None
    facts: tuple[Fact, ...]
    columns: tuple[Column, ...]
    rows: tuple[PrintedRow, ...]
    foot: tuple[str, ...]
    page_text: str
    empty_text: str
    serif: bool


def cell_text(cell: Cell, document: Document, reader: Reader) -> str:
    """A cell in words."""
    value = cell.value
    if cell.kind is CellKind.EMPTY:
        return ""
    if isinstance(value, str):
        if cell.kind is CellKind.ENTITY:
            known = document.mention(value)
            return known.label if known is not None else reader.entity(value)
        if cell.kind is CellKind.DAY:
            return iso_text(value)
        return code_text(value, reader) if cell.kind is CellKind.CODE else value
    match cell.kind:
        case CellKind.DATE:
            return reader.calendar.in_table(value)
        case CellKind.TIME:
            return reader.calendar.with_hour(value)
        case CellKind.DURATION:
            return duration(value)
        case CellKind.GRAMS:
            return mass(value)
        case CellKind.AMOUNT:
            return money(value, reader.scenario.currency)
        case _:
            return str(value)


def code_text(code: str, reader: Reader) -> str:
    """A printed code in words: the scenario's own for purposes and reasons, else the interface's."""
    for key in (code, f"purpose.{code}", f"report_reason.{code}", f"event.{code}", f"port_event.{code}"):
        if reader.scenario.has_text(key, reader.language) or reader.scenario.has_text(key):
            return reader.text(key)
    return wording_of(f"cell.{code}") or plain(code).capitalize()


def printed_cell(cell: Cell, document: Document, reader: Reader, label: str) -> PrintedCell:
    """A cell as it is printed in the paper with this number."""
    text = cell_text(cell, document, reader)
    if cell.kind is not CellKind.ENTITY:
        return PrintedCell(text)
    key = str(cell.value)
    known = document.mention(key) or reader.known(key)
    number = reader.entities.number_of(key)
    if known is None:
        return PrintedCell(text)
    url = url_for("desk.entity_page", number=number, origin=label) if number is not None else ""
    return PrintedCell(text, known.kind.value, url, known.kind in CODES)


def printed(filed: FiledDocument, reader: Reader, marks: frozenset[int] = frozenset()) -> PrintedPaper:
    """The whole sheet."""
    document = filed.document
    facts = []
    for code, cell in document.heading:
        if code in _FOOT:
            continue
        shown = printed_cell(cell, document, reader, filed.label)
        if shown.text:
            facts.append(
                Fact(
                    wording_of(f"heading.{code}") or plain(code).capitalize(),
                    shown.text,
                    shown.kind,
                    shown.url,
                    shown.code,
                )
            )
    if document.period is not None and document.form.covers_time:
        start, end = document.period
        period = _(
            "%(start)s to %(end)s",
            start=reader.calendar.long(start),
            end=reader.calendar.long(max(start, end - 1)),
        )
        facts.append(Fact(_("Period"), period))
    if any(cell.kind is CellKind.AMOUNT for row in document.rows for cell in row.cells):
        facts.append(Fact(_("Currency"), reader.scenario.currency.code))
    foot = [
        f"{wording_of(f'heading.{code}')} {cell_text(cell, document, reader)}"
        for code, cell in document.heading
        if code in _FOOT
    ]
    made: dict[Cell, PrintedCell] = {}
    above = {cell.value for _code, cell in document.heading if cell.kind is CellKind.ENTITY}

    def once(cell: Cell) -> PrintedCell:
        """A cell that stands in many rows is made once; what stands above the table as a link is plain in it."""
        if cell not in made:
            shown = printed_cell(cell, document, reader, filed.label)
            made[cell] = replace(shown, url="") if cell.kind is CellKind.ENTITY and cell.value in above else shown
        return made[cell]

    return PrintedPaper(
        custodian=reader.documents.issuer(document),
        address=_(
            "%(country)s, issued %(date)s",
            country=reader.country(document.country),
            date=reader.calendar.long(document.dated),
        ),
        reference=reference(document, reader),
        seal=_seal(filed, reader),
        facts=tuple(facts),
        columns=tuple(_column(code, document, index) for index, code in enumerate(document.columns)),
        rows=tuple(
            PrintedRow(
                _with_others(tuple(map(once, row.cells)), row, once),
                line in marks,
                line,
                row.section,
            )
            for line, row in enumerate(document.rows, start=1)
        ),
        foot=tuple(foot),
        page_text=_("Page 1 of 1"),
        empty_text=_("The office that was asked knows nothing about the matter.")
        if document.kind is DocumentKind.ANSWER_NOTE
        else _("The custodian holds no record of what was asked for."),
        serif=document.form.is_prose,
    )


def _with_others(
    cells: tuple[PrintedCell, ...], row: Row, once: Callable[[Cell], PrintedCell]
) -> tuple[PrintedCell, ...]:
    """The cells of a line, the first name in it with all others that the line names and no cell prints."""
    named = {cell.value for cell in row.cells if cell.kind is CellKind.ENTITY}
    others = tuple(once(Cell(CellKind.ENTITY, key)) for key in row.entities if key not in named)
    others = tuple(each for each in others if not any(each.text in cell.text for cell in cells))
    if not others:
        return cells
    at = next((place for place, cell in enumerate(row.cells) if cell.kind is CellKind.ENTITY), 0)
    return (*cells[:at], replace(cells[at], also=others), *cells[at + 1 :])


def reference(document: Document, reader: Reader) -> str:
    """The custodian's own number of a paper, like `PT 2031/04417`: the same for every copy of it, whoever has it.

    It comes from the paper's key by a digest of which so little is left that nobody can read the key from it.
    """
    names = [word for word in reader.documents.issuer(document).replace(",", " ").split() if word[:1].isupper()]
    letters = "".join(word[0] for word in names) if len(names) > 1 else "".join(names)[:3].upper()
    digits = int.from_bytes(blake2b(document.key.encode(), digest_size=8).digest()) % 100_000
    return f"{letters[:4]} {reader.calendar.date_of(document.dated).year}/{digits:05d}"


def parts(paper: PrintedPaper, document: Document, rows: Sequence[PrintedRow]) -> tuple[SheetPart, ...]:
    """The rows to show, section by section."""
    codes = dict.fromkeys(row.section for row in paper.rows)
    ordered = sorted(codes, key=lambda code: (code not in _ABOVE, code != ""))
    found = []
    for code in ordered:
        shown = tuple(row for row in rows if row.section == code)
        places = tuple(
            place
            for place, _column in enumerate(paper.columns)
            if any(row.cells[place].text for row in paper.rows if row.section == code)
        )
        if shown:
            title = _section_title(document.kind, code) if len(codes) > 1 else ""
            columns = tuple(_named(paper.columns[place], document.columns[place], code) for place in places)
            cut = tuple(replace(row, cells=tuple(row.cells[place] for place in places)) for row in shown)
            found.append(SheetPart(title, columns, places, cut))
    return tuple(found)


def _section_title(kind: DocumentKind, code: str) -> str:
    """What a section is called in papers of this kind, else in any; the main table mostly needs no name."""
    own = wording_of(f"section.{kind}.{code or 'rows'}")
    return own or (wording_of(f"section.{code}") if code else "")


def _named(column: Column, code: str, section: str) -> Column:
    """A column under the name that it has in this section."""
    name = wording_of(f"column.{section}.{code}") if section else ""
    return replace(column, label=name) if name else column


def _column(code: str, document: Document, index: int) -> Column:
    kinds = {row.cells[index].kind for row in document.rows if index < len(row.cells)} - {CellKind.EMPTY}
    numeric = code in _NUMBER_COLUMNS or (bool(kinds) and kinds <= NUMERIC and code != "number")
    return Column(wording_of(f"column.{code}") or plain(code).capitalize(), numeric)


def _seal(filed: FiledDocument, reader: Reader) -> Seal | None:
    """Papers that came as evidence from abroad carry the stamp of whoever certified them."""
    document = filed.document
    if document.use.origin != "mla" or not document.use.is_evidence:
        return None
    request = reader.view.request(filed.source)
    return Seal(
        around=_("%(country)s · certified copy", country=reader.country(document.country)),
        date=reader.calendar.in_table(document.dated),
        number=request.label if request is not None else filed.label,
        id="r-seal",
    )


def table_lines(filed: FiledDocument, reader: Reader) -> list[list[str]]:
    """Heading and lines of the paper's table for a spreadsheet: amounts and masses as plain numbers."""
    document = filed.document
    lines = [[_column(code, document, index).label for index, code in enumerate(document.columns)]]
    for paper, row in zip(printed(filed, reader).rows, document.rows, strict=True):
        plain_cells = (_plain_cell(cell, document, reader) for cell in row.cells)
        lines.append(
            [
                "; ".join((text, *(each.text for each in cell.also)))
                for cell, text in zip(paper.cells, plain_cells, strict=True)
            ]
        )
    return lines


def _plain_cell(cell: Cell, document: Document, reader: Reader) -> str:
    value = cell.value
    if isinstance(value, int):
        if cell.kind is CellKind.AMOUNT:
            digits = reader.scenario.currency.minor_digits
            whole, rest = divmod(abs(value), 10**digits)
            sign = "-" if value < 0 else ""
            return f"{sign}{whole}.{rest:0{digits}d}" if digits else f"{sign}{whole}"
        if cell.kind in {CellKind.DATE, CellKind.TIME}:
            day = reader.calendar.date_of(value).isoformat()
            return day if cell.kind is CellKind.DATE else f"{day} {value % 86_400 // 3600:02d}:{value % 3600 // 60:02d}"
        if cell.kind in {CellKind.GRAMS, CellKind.DURATION, CellKind.NUMBER}:
            return str(value)
    return cell_text(cell, document, reader)
