"""A form on paper: a letter's value as a paper that is printed (PDF), written on (DOCX) or shown."""

from __future__ import annotations

from flask import Response, make_response
from flask_babel import gettext as _

from webapp.desk.requests.letter import Letter, LetterPart
from webapp.papers.forms import FORMS, file_of
from webapp.papers.paper import Fact, FormKind, Line, Lines, Paper, Section, Text, Tick
from webapp.text.retold import all_retold
from webapp.visit.languages import language
from webapp.visit.visitor import current_exercise

HANDED_OUT = ("pdf", "docx")
"""Endings of the files in which a form is handed out."""


def paper_of(sheet: Letter, kind: FormKind, dated: str) -> Paper:
    """The paper of a form.

    Args:
        sheet: The form with what is written in it.
        kind: What it is a form of.
        dated: Day of it, as `2031-03-04`.
    """
    facts = (
        (_("From"), f"{sheet.office}, {sheet.state}"),
        (_("To"), sheet.to),
        (_("Number"), sheet.number),
        (_("Date"), sheet.place_date),
        (_("Form according to"), sheet.form),
    )
    return Paper(
        kind=kind,
        language=language(),
        name=sheet.number,
        title=sheet.title,
        subtitle="",
        exercise=current_exercise().title,
        facts=tuple(Fact(label, text) for label, text in facts if text),
        finding=None,
        sections=(
            *((Section("opening", _("Request"), (Text(sheet.opening),)),) if sheet.opening else ()),
            *(_section(number, part) for number, part in enumerate(sheet.parts, start=1)),
            *((Section("closing", _("Signed"), (Text(sheet.closing),)),) if sheet.closing else ()),
        ),
        sources=(),
        notice=_("Exercise: invented facts"),
        dated=dated,
    )


def _section(number: int, part: LetterPart) -> Section:
    ticks = tuple(Tick(text, is_ticked) for text, is_ticked in part.ticks)
    lines = tuple(Line(each.label, each.text, each.source) for each in part.lines)
    boxes = (Line(_("Choose"), "", ticks=ticks),) if ticks else ()
    blocks = (
        *((Text(part.text),) if part.text else ()),
        *((Lines((*boxes, *lines)),) if boxes or lines else ()),
    )
    return Section(f"part{number}", part.heading, blocks)


def handed_out(paper: Paper, ending: str) -> Response:
    """The file that a browser keeps; the same paper gives the same bytes.

    Args:
        paper: The form.
        ending: One of `HANDED_OUT`.
    """
    answer: Response = make_response(file_of(all_retold(paper), ending))
    answer.headers["Content-Type"] = FORMS[ending].media_type
    answer.headers["Content-Disposition"] = f'attachment; filename="{paper.name}.{ending}"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
