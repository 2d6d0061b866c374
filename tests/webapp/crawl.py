"""Walking every page that a person can reach by links, and every address of the application."""

from __future__ import annotations

import re
from collections import Counter
from html import unescape
from urllib.parse import parse_qs, urldefrag, urlsplit

from tests.webapp.house import House, Person

LINK = re.compile(r'(?:href|data-src)="(/[^"]*)"')
VOLATILE = re.compile(r'data-now="\d+"|⟦?\d+ min left⟧?|>[^<]*min left[^<]*<')
MOST_PAGES = 400
MOST_OF_A_FORM = 3
"""Links that are followed to one page with arguments of the same names behind `?`: forms about one thing each."""


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
    forms: Counter[tuple[str, tuple[str, ...]]] = Counter()
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
            if link in known or not is_page(link):
                continue
            known.add(link)
            where = urlsplit(link)
            form = (where.path, tuple(parse_qs(where.query, keep_blank_values=True)))
            forms[form] += 1
            if not where.query or forms[form] <= MOST_OF_A_FORM:
                waiting.append(link)
    return seen


def steady(text: str) -> str:
    """A page without the wall minutes that are left."""
    return VOLATILE.sub("", text)
