"""Walking every page that a person can reach by links, and every address of the application."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import urldefrag, urlsplit

from tests.webapp.house import House, Person

LINK = re.compile(r'(?:href|data-src)="(/[^"]*)"')
VOLATILE = re.compile(r'data-now="\d+"|⟦?\d+ min left⟧?|>[^<]*min left[^<]*<')
MOST_PAGES = 400


def addresses(house: House, exercise: str) -> list[str]:
    """Every address that needs no more than the exercise."""
    rules = house.app.url_map.iter_rules()
    found = {rule.rule for rule in rules if rule.arguments <= {"exercise"} and "GET" in (rule.methods or ())}
    return sorted(path.replace("<exercise>", exercise) for path in found)


def is_page(path: str) -> bool:
    """Whether a link leads to something that is made for this person."""
    return not urlsplit(path).path.startswith(("/static/", "/assets/"))


def walk(house: House, person: Person, exercise: str) -> dict[str, str]:
    """Every page, part and export that the person can open, by address."""
    waiting = [
        *addresses(house, exercise),
        *(f"/x/{exercise}/live/{kind}/poll" for kind in ("team", "lobby", "control")),
    ]
    seen: dict[str, str] = {}
    known = set(waiting)
    while waiting and len(seen) < MOST_PAGES:
        path = waiting.pop(0)
        answer = person.get(path)
        seen[path] = (
            f"{answer.status_code}\n{answer.headers.get('Location', '')}\n{answer.get_data().decode('latin-1')}"
        )
        if answer.mimetype != "text/html":
            continue
        for raw in LINK.findall(answer.text):
            link = urldefrag(unescape(raw))[0]
            if link not in known and is_page(link):
                known.add(link)
                waiting.append(link)
    return seen


def steady(text: str) -> str:
    """A page without the wall minutes that are left."""
    return VOLATILE.sub("", text)
