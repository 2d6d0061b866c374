"""Pages of stored exercises as text: every address that somebody can open, and what it answers.

A page is kept line by line, a tag a line, without what changes by itself: digests of files and of what
panels show, tokens against forged forms, ids of commands to come. Blank space is one space; a line break between two
tags is none.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from html import unescape
from pathlib import Path
from urllib.parse import parse_qs, unquote, urldefrag, urlsplit

import sqlalchemy as sa
from werkzeug.exceptions import HTTPException
from werkzeug.test import TestResponse

from tests.stored import files
from tests.stored.making import MOMENT, same_luck
from tests.webapp.house import House, Person, build, nobody, trainer
from webapp.store.exchange_file import read
from webapp.store.tables import ExerciseRecord
from webapp.store.transfer import put_in

EXERCISES: dict[str, tuple[int, int]] = {
    "blue-mid-move": (4, 3),
    "glass-matters": (2, 3),
    "blue-finished": (2, 2),
    "blue-warm-up": (1, 1),
    "glass-finished": (1, 1),
}
"""Exercises whose pages are kept: how many teams look, and how many pages of one address with other arguments."""

LINK = re.compile(r'\b(?:href|src|data-src|data-url|hx-get)="(/[^"#]*)')
DIGEST = re.compile(r"(/(?:static|assets)/[^\"'?\s)]*?)\.[0-9a-f]{12}(?=\.\w+)")
TOKEN = re.compile(
    r'((?:name="csrf_token" value|name="csrf-token" content|name="command_id" value|data-version)=")[^"]*'
)
PANEL = re.compile(r'("[\w-]+":")[0-9a-f]{18}(?=")')
BREAK = re.compile(r">\s*\n\s*<")
BLANK = re.compile(r"\s+")
TAG = re.compile(r"(?<!^)(?=<)")
HEAD = "@@ "
KINDS = ("team", "lobby", "control", "unknown")
"""What a page that keeps up is of."""

TITLES, SHOWN = 10, 3
"""Pages that differ: how many are named, and how many are shown."""

STATIC = {"static", "assets"}
KEPT = ("text/", "application/json")
"""Types of answers that are kept as text; of others their length and sum are."""


type Address = tuple[str, str]
"""Who looks, and at what."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A stored exercise in a house, and who looks at it."""

    house: House
    exercise: str
    people: dict[str, Person]


def plain(answer: TestResponse) -> str:
    """An answer without what changes by itself."""
    where = answer.headers.get("Location", "")
    head = f"{answer.status_code} {answer.mimetype}{f' to {where}' if where else ''}"
    body = answer.get_data()
    if not (answer.mimetype or "").startswith(KEPT):
        return f"{head}\n{len(body)} bytes, {sha256(body).hexdigest()}"
    text = TOKEN.sub(r"\1", DIGEST.sub(r"\1", body.decode()))
    if answer.mimetype == "application/json":
        text = PANEL.sub(r"\1", text)
    if answer.mimetype == "text/html":
        text = TAG.sub("\n", BLANK.sub(" ", BREAK.sub("><", text)).strip())
    return f"{head}\n{text}"


def visited(house: House, name: str, folder: Path) -> Visit:
    """A stored exercise is put into the house, and people come back to their seats."""
    teams, _most = EXERCISES[name]
    with same_luck(name):
        exercise = put_in(house.database, read(files.unpacked(files.exercise(name), folder)))
    then = datetime.fromtimestamp(MOMENT, UTC)
    with house.database.writing() as session:
        session.execute(
            sa.update(ExerciseRecord)
            .where(ExerciseRecord.id == exercise)
            .values(created_at=then, phase_since=then, title=name)
        )
    people: dict[str, Person] = {}
    for member in sorted(house.members(exercise), key=lambda each: each.join_command):
        if member.country not in people and len(people) < teams:
            person = nobody(house, member.name, exercise)
            with person.client.session_transaction() as session:
                session["members"] = {exercise: member.id}
            person.member_id, person.country = member.id, member.country
            people[member.country] = person
    return Visit(house, exercise, people)


def a_house(folder: Path) -> House:
    """A house whose wall clock stands."""
    return build(folder, languages=("en",), wall_clock=lambda: MOMENT)


# --- which addresses ----------------------------------------------------------------------------------------------


def starts(visit: Visit) -> Iterator[str]:
    """An address of every rule: with the exercise and its first country, and else with nothing known."""
    country = next(iter(visit.people))
    known = {"exercise": visit.exercise, "country": country, "at": country, "code": country}
    for rule in sorted(visit.house.app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if "GET" not in (rule.methods or ()) or rule.endpoint in STATIC:
            continue
        for kind in KINDS if "kind" in rule.arguments else ("",):
            path = rule.rule
            for name in rule.arguments:
                value = kind if name == "kind" else known.get(name, "1" if f":{name}>" in path else "unknown")
                path = re.sub(rf"<(?:\w+:)?{name}>", value, path)
            yield path


def rule_of(house: House, path: str) -> str | None:
    """The rule behind an address that can be opened."""
    try:
        rule, _values = house.app.url_map.bind("localhost").match(unquote(path), return_rule=True)
    except HTTPException:
        return None
    return rule.rule if rule.endpoint not in STATIC else None


def crawled(visit: Visit, person: Person, most: int) -> list[str]:
    """The addresses that somebody reaches: all without arguments, and of others the first that pages name."""
    waiting = list(starts(visit))
    known, forms, found = set(waiting), Counter[tuple[str, tuple[str, ...]]](), []
    while waiting:
        path = waiting.pop(0)
        answer = person.get(path)
        found.append(path)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        for raw in LINK.findall(answer.text):
            link = urldefrag(unescape(raw))[0]
            where = urlsplit(link)
            rule = rule_of(visit.house, where.path)
            if link in known or rule is None or not where.path.startswith(("/x/", "/join")):
                continue
            known.add(link)
            form = (rule, tuple(parse_qs(where.query, keep_blank_values=True)))
            forms[form] += 1
            if forms[form] <= most:
                waiting.append(link)
    return found


# --- taking and comparing ------------------------------------------------------------------------------------------


def cast(visit: Visit, ines: Person) -> dict[str, Person]:
    """Who looks: people of teams, the trainer, and somebody who has no seat."""
    return {**visit.people, "trainer": ines, "nobody": nobody(visit.house, "Otto", visit.exercise)}


def taken(name: str, folder: Path) -> str:
    """The pages of an exercise as they are now; which addresses there are is found out anew."""
    visit = visited(a_house(folder), name, folder)
    most = EXERCISES[name][1]
    everybody = cast(visit, trainer(visit.house))
    addresses = [(who, path) for who, person in everybody.items() for path in crawled(visit, person, most)]
    visit.house.close()
    return opened(name, addresses, folder / "again")


def again(name: str, folder: Path) -> str:
    """The stored addresses of an exercise, and what each answers now."""
    return opened(name, parted(files.read(file(name))), folder / "again")


def opened(name: str, addresses: Iterable[Address], folder: Path) -> str:
    """What each address answers, in a house of its own: pages know what somebody has seen before."""
    folder.mkdir()
    visit = visited(a_house(folder), name, folder)
    people = cast(visit, trainer(visit.house))
    pages = {(who, path): plain(people[who].get(path)) for who, path in addresses}
    visit.house.close()
    return "\n".join(f"{HEAD}{who} {path}\n{page}" for (who, path), page in pages.items())


def parted(text: str) -> dict[Address, str]:
    """Stored pages by who looks and address."""
    pages = {}
    for part in text.removeprefix(HEAD).split(f"\n{HEAD}"):
        head, _, body = part.partition("\n")
        who, _, path = head.partition(" ")
        pages[who, path] = body
    return pages


def difference(before: str, now: str) -> list[str]:
    """The titles of the pages that are not the same, then the differences of the first of them line by line."""
    old, new = parted(before), parted(now)
    others = [each for each in dict.fromkeys((*old, *new)) if old.get(each) != new.get(each)]
    lines = [f"{len(others)} pages differ", *(" ".join(each) for each in others[:TITLES])]
    for each in others[:SHOWN]:
        lines += files.difference(old.get(each, ""), new.get(each, ""), " ".join(each))
    return lines


def file(name: str) -> Path:
    """Where the pages of an exercise are stored."""
    return files.PAGES / f"{name}.txt.xz"
