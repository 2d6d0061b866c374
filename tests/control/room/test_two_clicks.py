"""Nothing that a trainer needs within a minute is more than two clicks away from the control room."""

from __future__ import annotations

import re
from html import unescape

from tests.control.conftest import Room

LINK = re.compile(r'<a\b[^>]*?href="([^"#]+)')
FORM = re.compile(r'<form\b[^>]*?action="([^"]+)"')

NEEDED = (
    *("/jump", "/jump/announce", "/minutes", "/say", "/adversary", "/end", "/start"),
    *("/events/list.xlsx", "/events/bring", "/people/door", "/messages", "/points/", "/needs", "/world"),
    *("/projector/join", "/projector/clock", "/projector/news", "/prepare", "/journal", "/undo"),
    *("/desk/", "/requests/", "/countries/SOV/take", "/countries/SOV/levers"),
)
"""Parts of addresses of what cannot wait; those of forms lie on a page that is one click away."""


def addresses(room: Room, url: str) -> set[str]:
    """What a page leads to: links and forms."""
    answer = room.cast.ines.get(url)
    if answer.status_code != 200 or answer.mimetype != "text/html":
        return set()
    return {unescape(each) for each in (*LINK.findall(answer.text), *FORM.findall(answer.text))}


def test_within_two_clicks(room: Room) -> None:
    """One click opens a page, the second follows a link or sends a form of it; a jump has brought news."""
    assert room.post("/jump", days="5", ends_move="no").status_code == 303
    home = room.address("/")
    first = addresses(room, home)
    near = set(first)
    for url in sorted(first):
        if url.startswith(f"/x/{room.cast.exercise}/") and "/review" not in url:
            near |= addresses(room, url)
    far = [each for each in NEEDED if not any(each in url for url in near)]
    assert far == []
    hints = [url for url in near if re.search(r"/events/[^/]+/(hint|fire)$", url)]
    people = [url for url in near if re.search(r"/people/\w+$", url)]
    seats = [url for url in near if "/desk/?seat=" in url]
    assert hints
    assert people
    assert seats
