"""A paper as DOCX, to be written on: headings, tables with repeated heads, charts with alternative texts."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime

from docx import Document
from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from webapp.papers.paper import Figure, Lines, Paper, Points, Section, Table, Text
from webapp.papers.pdf import appendix, cut, is_wide, pictures
from webapp.papers.plain_words import writable

FONT = "Calibri"
"""A font of the program that opens it; the fonts of the pages are not on the reader's machine."""

STILL = (1980, 1, 1, 0, 0, 0)
"""Date of the parts in the file, so that the same paper gives the same bytes; the earliest that a ZIP can say."""

NOBODY_PLAYED = datetime(1980, 1, 1, tzinfo=UTC)
MARGIN, WIDTH, HEIGHT = Mm(20), Mm(210), Mm(297)
GREY = RGBColor(0x4A, 0x55, 0x52)


def word_file(paper: Paper) -> bytes:
    """The paper; the same paper gives the same bytes."""
    document = Document()
    _set_up(document, paper)
    _cover(document, paper)
    drawn = iter(pictures(paper.figures()))
    for section in (*paper.sections, *appendix(paper)):
        document.add_heading(writable(section.title), 1)
        if section.horizon:
            _small(document.add_paragraph(), section.horizon)
        _blocks(document, section, drawn)
    buffer = io.BytesIO()
    document.save(buffer)
    return _stilled(buffer.getvalue())


def _set_up(document: WordDocument, paper: Paper) -> None:
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = FONT, Pt(10.5)
    for name in ("Title", *(f"Heading {level}" for level in range(1, 4))):
        style = styles[name]
        style.font.color.rgb, style.font.name = RGBColor(0x1B, 0x24, 0x22), FONT
        style.element.rPr.rFonts.set(qn("w:asciiTheme"), "minorHAnsi")
    page = document.sections[0]
    page.page_width, page.page_height = WIDTH, HEIGHT
    page.left_margin = page.right_margin = MARGIN
    page.header.paragraphs[0].text = f"{writable(paper.name)}\t\t{cut(writable(paper.exercise))}"
    foot = page.footer.paragraphs[0]
    foot.text = f"{cut(writable(paper.title))}\t{writable(paper.notice)}\t"
    _field(foot, "PAGE")
    told = document.core_properties
    when = datetime.fromisoformat(paper.dated).replace(tzinfo=UTC) if paper.dated else NOBODY_PLAYED
    told.title, told.subject = writable(f"{paper.title}: {paper.name}")[:255], writable(paper.exercise)[:255]
    told.author, told.comments, told.last_modified_by = "Rogatory", "", "Rogatory"
    told.created = told.modified = when
    told.language = paper.language


def _cover(document: WordDocument, paper: Paper) -> None:
    document.add_heading(writable(paper.title), 0)
    if paper.subtitle:
        document.add_paragraph(writable(paper.subtitle))
    lines = document.add_table(rows=0, cols=2)
    for fact in paper.facts:
        cells = lines.add_row().cells
        cells[0].width, cells[1].width = Mm(40), Mm(130)
        _small(cells[0].paragraphs[0], fact.label)
        cells[1].paragraphs[0].text = writable(fact.text)
    if paper.finding is not None:
        document.add_paragraph()
        document.add_paragraph().add_run(writable(paper.finding.text)).bold = True
        if paper.finding.detail:
            document.add_paragraph(writable(paper.finding.detail))


def _blocks(document: WordDocument, section: Section, drawn: Iterator[bytes]) -> None:
    for block in section.blocks:
        match block:
            case Text():
                document.add_paragraph(writable(block.text))
            case Points():
                _points(document, block)
            case Table():
                if block.title != section.title:
                    document.add_heading(writable(block.title), 2)
                _table(document, block)
            case Lines():
                _lines(document, block)
            case Figure():
                _figure(document, block, next(drawn))


def _points(document: WordDocument, block: Points) -> None:
    for point in block.points:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(writable(point.text)).bold = True
        if point.detail:
            paragraph.add_run(f" {writable(point.detail)}")
        if point.source:
            _small(paragraph, f" {point.source}")


def _lines(document: WordDocument, block: Lines) -> None:
    """Lines of a form in a grid: what is asked for, and what is written there or is to be."""
    if len(block.lines) == 1 and not block.lines[0].label and not block.lines[0].ticks:
        document.add_paragraph(writable(block.lines[0].text))
        return
    grid = document.add_table(rows=0, cols=2)
    grid.style, grid.autofit = "Table Grid", False
    for line in block.lines:
        cells = grid.add_row().cells
        cells[0].width, cells[1].width = Mm(48), Mm(122)
        _small(cells[0].paragraphs[0], line.label)
        if line.source:
            _small(cells[0].add_paragraph(), line.source)
        cells[1].paragraphs[0].text = writable(line.text)
        for tick in line.ticks:
            cells[1].add_paragraph(writable(f"{'☒' if tick.is_ticked else '☐'} {tick.text}"))


def _table(document: WordDocument, block: Table) -> None:
    if not block.rows:
        return
    shares = [column.share for column in block.columns]
    room = WIDTH - 2 * MARGIN
    made = document.add_table(rows=0, cols=len(block.columns))
    made.style, made.autofit = "Light List", False
    head = made.add_row()
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    head._tr.get_or_add_trPr().append(repeated)  # noqa: SLF001 - python-docx has no word for it
    for cell, column in zip(head.cells, block.columns, strict=True):
        _fill(cell, column.label, numeric=column.numeric)
    for row in block.rows:
        cells = made.add_row().cells
        for cell, column, told in zip(cells, block.columns, row.cells, strict=True):
            _fill(cell, told.text, numeric=column.numeric)
    for line in made.rows:
        for cell, share in zip(line.cells, shares, strict=True):
            cell.width = int(room * share / sum(shares))
    if block.note:
        _small(document.add_paragraph(), block.note)


def _fill(cell: _Cell, words: str, *, numeric: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.add_run(writable(words)).font.size = Pt(9)
    if numeric:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _figure(document: WordDocument, figure: Figure, picture: bytes) -> None:
    """A chart, on a page across where it is wide."""
    if is_wide(figure):
        across = document.add_section(WD_SECTION.NEW_PAGE)
        across.orientation, across.page_width, across.page_height = WD_ORIENT.LANDSCAPE, HEIGHT, WIDTH
    document.add_heading(writable(figure.title), 2)
    if figure.legend:
        legend = document.add_paragraph()
        for line in figure.legend:
            legend.add_run("■ ").font.color.rgb = RGBColor.from_string(line.colour.lstrip("#").upper())
            _small(legend, f"{line.text}   ")
    width = (HEIGHT if is_wide(figure) else WIDTH) - 2 * MARGIN
    shape = document.add_picture(io.BytesIO(picture), width=width)
    named = shape._inline.docPr  # noqa: SLF001 - python-docx has no word for it
    named.set("descr", writable(figure.alt))
    named.set("name", figure.name)
    _small(document.add_paragraph(), figure.alt)
    if is_wide(figure):
        upright = document.add_section(WD_SECTION.NEW_PAGE)
        upright.orientation, upright.page_width, upright.page_height = WD_ORIENT.PORTRAIT, WIDTH, HEIGHT


def _small(paragraph: Paragraph, words: str) -> None:
    run = paragraph.add_run(writable(words))
    run.font.size, run.font.color.rgb = Pt(9), GREY


def _field(paragraph: Paragraph, code: str) -> None:
    """A field that the reader's program fills in."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), code)
    paragraph._p.append(field)  # noqa: SLF001 - python-docx has no word for it


def _stilled(content: bytes) -> bytes:
    """The file with every part at one date."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as given, zipfile.ZipFile(buffer, "w") as kept:
        for name in given.namelist():
            part = zipfile.ZipInfo(name, STILL)
            part.compress_type = zipfile.ZIP_DEFLATED
            kept.writestr(part, given.read(name))
    return buffer.getvalue()
