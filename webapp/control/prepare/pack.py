"""What is printed for a day, as one PDF: seat cards, hand-outs of the countries, role cards, and the event list.

Cards and hand-outs say only what their readers may know; the event list is the trainer's, stands last and says so on
every page. Dates are those of the house's clock.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from pathlib import Path

import segno
import typst
from flask import Response, abort, flash, make_response, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markdown_it import MarkdownIt

from webapp.control.blueprint import blueprint
from webapp.control.event_list.rows import ordered, printed, row
from webapp.control.people.rows import seat_said
from webapp.control.prepare import guests
from webapp.control.prepare.guests import Guest
from webapp.control.value_names import country, names, worded
from webapp.pages.page import all_views, back, control_view, for_the_room
from webapp.pages.seat_rows import merged_seats, seat_label
from webapp.process.print_fonts import FAMILIES, printing_room
from webapp.text.say import office_name
from webapp.visit.languages import language
from webapp.visit.personal_links import code_of, token_of
from webapp.visit.room_address import address_of
from webapp.visit.visitor import current_exercise, services

TEMPLATE = Path(__file__).with_name("pack.typ")
PSEUDO_LANGUAGES: Mapping[str, str] = {"xx": "en"}
QR_SCALE = 10
"""Points of a picture for each square of a code: a printer needs no more."""


class Part(StrEnum):
    """A part of what is printed."""

    CARDS = "cards"
    COUNTRIES = "countries"
    ROLES = "roles"
    EVENTS = "events"


def code_picture(address: str) -> bytes:
    """An address as a square to scan, as PNG."""
    kept = BytesIO()
    segno.make(address, error="m").save(kept, kind="png", scale=QR_SCALE, border=2)
    return kept.getvalue()


def link_of(guest: Guest) -> str:
    """The personal link of a card."""
    return address_of(url_for("lobby.come_back", token=token_of(guest.id, guest.link_seed)))


# --- the parts --------------------------------------------------------------------------------------------------------


def cards(found: Sequence[Guest], files: dict[str, bytes]) -> list[dict[str, object]]:
    """A card for each person; the pictures are put among the files.

    Args:
        found: Who gets one.
        files: Files for the print, by name; the pictures are added.
    """
    made = []
    door = address_of("/join").split("://", 1)[-1]
    for number, guest in enumerate(found):
        picture = f"qr{number}.png"
        files[picture] = code_picture(link_of(guest))
        made.append(
            {
                "name": guest.name,
                "country": guest.country,
                "seat": seat_said(guest.country, guest.seat) if guest.seat else _("Your trainer will give you a seat."),
                "qr": picture,
                "alt": _("Personal link of %(name)s as a QR code", name=guest.name),
                "steps": [
                    {"text": _("Scan the QR code. Your seat opens."), "strong": ""},
                    {
                        "text": _("Page lost, or no camera? Open %(address)s and type", address=door),
                        "strong": code_of(guest.id, guest.link_seed),
                    },
                    {"text": _("The same card works on a second device. It is for you only."), "strong": ""},
                ],
            }
        )
    return [{"kind": "cards", "cards": made}] if made else []


def hand_outs(codes: Sequence[str]) -> list[dict[str, object]]:
    """What each country reads first: the briefing, its own card and its case."""
    return [
        _sheet(
            title=country(code),
            under=_("Handout for everybody at this table"),
            code=code,
            text="\n\n".join(
                filter(None, map(names().written, ("briefing", f"country.{code}.card", f"country.{code}.case")))
            ),
            foot=_("Invented facts only."),
        )
        for code in codes
    ]


def role_cards(codes: Sequence[str]) -> list[dict[str, object]]:
    """A card for each seat of each country, with the offices that it plays."""
    return [
        _sheet(
            title=seat_label(offices),
            under=country(code),
            code=code,
            text="\n\n".join(
                (f"### {office_name(office)}\n\n" if len(offices) > 1 else "")
                + names().written(f"role.{code}.{office}")
                for office in offices
            ),
            foot=_("Invented facts only."),
        )
        for code in codes
        for offices in merged_seats(all_views(), code)
        if any(names().written(f"role.{code}.{office}") for office in offices)
    ]


def event_list() -> list[dict[str, object]]:
    """The event list, for the trainer."""
    view = control_view()
    rows = []
    for line in ordered(view):
        shown, said = row(line, view, ""), printed(line)
        to = shown.to_text if not said.seats else f"{shown.to_text}: {said.seats}"
        what = f"{shown.title}\n{said.text}" if said.text else shown.title
        rows.append([shown.day_text, shown.trigger, to, said.sender, what, said.purpose, said.expected])
    columns = (
        (_("Day"), 6),
        (_("When"), 11),
        (_("To"), 10),
        (_("From"), 10),
        (_("What"), 34),
        (_("Why"), 16),
        (_("Expected"), 16),
    )
    return [
        {
            "kind": "list",
            "title": _("Event list"),
            "mark": _("For the trainer only: never to be seen by teams"),
            "columns": [{"label": label, "share": share} for label, share in columns],
            "rows": rows,
        }
    ]


def _sheet(*, title: str, under: str, code: str, text: str, foot: str) -> dict[str, object]:
    return {
        "kind": "sheet",
        "title": title,
        "under": under,
        "country": code,
        "mark": under,
        "foot": foot,
        "blocks": blocks(text),
    }


def blocks(text: str) -> list[dict[str, object]]:
    """Paragraphs, headings and points of a text that is written as Markdown, each of plain and strong words."""
    found: list[dict[str, object]] = []
    kind = "text"
    for token in MarkdownIt().parse(text):
        match token.type:
            case "heading_open":
                kind = "heading"
            case "list_item_open":
                kind = "item"
            case "inline":
                found.append({"kind": kind, "runs": _runs(token.children or ())})
            case "heading_close" | "list_item_close":
                kind = "text"
    return found


def _runs(tokens: Sequence[object]) -> list[dict[str, object]]:
    runs: list[dict[str, object]] = []
    depth = 0
    for token in tokens:
        match getattr(token, "type", ""):
            case "strong_open":
                depth += 1
            case "strong_close":
                depth -= 1
            case "softbreak" | "hardbreak":
                runs.append({"strong": False, "text": " "})
            case _:
                runs.append({"strong": depth > 0, "text": getattr(token, "content", "")})
    return runs


# --- the print --------------------------------------------------------------------------------------------------------


@for_the_room
def made(wanted: Sequence[Part]) -> bytes:
    """The parts in print; the same list at the same minute of the house's clock gives the same bytes."""
    found = guests.expected()
    seated = [guest.country for guest in found if guest.country]
    codes = [code for code in all_views().teams if code in seated or not seated]
    files: dict[str, bytes] = {"main.typ": TEMPLATE.read_bytes()}
    coming = sorted(
        (guest for guest in found if not guest.is_gone),
        key=lambda guest: (codes.index(guest.country) if guest.country in codes else len(codes), guest.seat),
    )
    parts: list[dict[str, object]] = []
    for part in wanted:
        match part:
            case Part.CARDS:
                parts += cards(coming, files)
            case Part.COUNTRIES:
                parts += hand_outs(codes)
            case Part.ROLES:
                parts += role_cards(codes)
            case Part.EVENTS:
                parts += event_list()
    now = datetime.fromtimestamp(services().wall_clock()).astimezone()
    pack = {
        "title": _("Documents of the day"),
        "exercise": f"{worded('title')}, {current_exercise().title}",
        "card_note": _("Invented facts only. A nickname is fine."),
        "printed": _("printed %(when)s", when=f"{now:%Y-%m-%d %H:%M}"),
        "fonts": FAMILIES,
        "lang": PSEUDO_LANGUAGES.get(language(), language()),
        "parts": parts,
    }
    files["pack.json"] = json.dumps(pack).encode()
    with printing_room(files) as (folder, fonts):
        printed_pages: bytes = typst.compile(
            folder / "main.typ", font_paths=[fonts], ignore_system_fonts=True, format="pdf"
        )
    return printed_pages


@blueprint.get("/prepare/pack.pdf")
def pack() -> ResponseReturnValue:
    """The whole pack, or the parts that are named (`?part=cards`)."""
    known = {part.value: part for part in Part}
    asked = request.args.getlist("part") or list(known)
    if not set(asked) <= set(known):
        abort(404)
    if asked == [Part.CARDS] and not guests.expected():
        flash(_("Nobody is on the list yet, so there is no card to print."))
        return back("control.expected")
    answer: Response = make_response(made([part for name, part in known.items() if name in asked]))
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="{"-".join(asked) if len(asked) == 1 else "pack"}.pdf"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
