"""Pages of stored exercises as text: every address that somebody can open, and what it answers.

A page is kept in its normal form (`tests.webapp.markup`), without what changes by itself: digests of files, tokens
against forged forms, ids of commands to come; and without digests that follow the names of classes, of panels and of
lines that tell what happened.
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
from time import sleep
from urllib.parse import parse_qs, unquote, urldefrag, urlsplit

import sqlalchemy as sa
from werkzeug.exceptions import HTTPException
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tests.stored import files
from tests.stored.making import MOMENT, same_luck
from tests.webapp.house import House, Person, build, nobody, trainer
from tests.webapp.markup import normal
from webapp.store.exchange_file import read
from webapp.store.tables import ExerciseRecord
from webapp.store.transfer import put_in


@dataclass(frozen=True, slots=True)
class Look:
    """How much of a stored exercise is looked at.

    Attributes:
        exercise: Name of the exercise.
        teams: How many teams look.
        most: Pages of one rule with other arguments.
        sends: Whether every form is sent empty too, when all pages have been seen.
        rules: Rules under which it is to have been played; those of today when left out.
    """

    exercise: str
    teams: int
    most: int
    sends: bool = False
    rules: int | None = None


LOOKS = {
    "blue-mid-move": Look("blue-mid-move", 4, 4),
    "glass-matters": Look("glass-matters", 2, 3, sends=True),
    "blue-finished": Look("blue-finished", 2, 2),
    "blue-warm-up": Look("blue-warm-up", 1, 1),
    "glass-finished": Look("glass-finished", 1, 1),
    "glass-archive": Look("glass-finished", 1, 1, rules=1),
}
"""Exercises whose pages are kept."""

LINK = re.compile(r'\b(?:href|src|data-src|data-url|hx-get)="(/[^"#]*)')
DIGEST = re.compile(r"(/(?:static|assets)/[^\"'?\s)]*?)\.[0-9a-f]{12}(?=\.\w+)")
TOKEN = re.compile(
    r'((?:name="csrf_token" value|name="csrf-token" content|name="command_id" value|data-version)="'
    r'|data-key="digest-)[^"]*'
)
FORM = re.compile(r'<form[^>]*? action="(/x/[^"]*)"')
DRAFT = re.compile(r"/desk/requests/([A-Z]+-[A-Z]+-D\d+)\b")
PANEL = re.compile(r'("[\w-]+":")[0-9a-f]{18}(?=")')
HEAD, SENT = "@@ ", "POST "
LOG, STAMP = "/trainers/log", re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")
"""The page that tells what was done when by the wall clock, and how it writes that."""

MAKING = {"review.branch_off"}
"""Forms that make another exercise, with a number by the same luck as this one has."""

KINDS = ("team", "lobby", "control", "unknown")
"""What a page that keeps up is of."""

TRIES = 480
"""How often the page of needs is asked, four times a second, whether its days are worked out."""

TITLES, SHOWN = 10, 3
"""Pages that differ: how many are named, and how many are shown."""

STATIC = {"static", "assets"}
LEAVING = {"lobby.leave", "lobby.make", "accounts.sign_out", "accounts.end_sign_in"}
"""Forms after which somebody would be somebody else."""

KEPT = ("text/", "application/json", "application/graphml+xml")
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
    text = normal(body.decode()) if answer.mimetype == "text/html" else body.decode()
    text = TOKEN.sub(r"\1", DIGEST.sub(r"\1", text))
    if answer.request.path == LOG:
        text = STAMP.sub("", text)
    if answer.mimetype == "application/json":
        text = PANEL.sub(r"\1", text)
    return f"{head}\n{text}"


def visited(house: House, name: str, folder: Path) -> Visit:
    """A stored exercise is put into the house, and people come back to their seats."""
    look = LOOKS[name]
    with same_luck(name):
        exercise = put_in(house.database, read(files.unpacked(files.exercise(look.exercise), folder, look.rules)))
    then = datetime.fromtimestamp(MOMENT, UTC)
    with house.database.writing() as session:
        session.execute(
            sa.update(ExerciseRecord)
            .where(ExerciseRecord.id == exercise)
            .values(created_at=then, phase_since=then, title=name)
        )
    people: dict[str, Person] = {}
    for member in sorted(house.members(exercise), key=lambda each: each.join_command):
        if member.country not in people and len(people) < look.teams:
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


def starts(visit: Visit, method: str) -> Iterator[str]:
    """An address of every rule: with the exercise and its first country, and else with nothing known."""
    country = next(iter(visit.people))
    known = {"exercise": visit.exercise, "country": country, "at": country, "code": country} | _draft(visit)
    for rule in sorted(visit.house.app.url_map.iter_rules(), key=lambda rule: rule.rule):
        if method not in (rule.methods or ()) or rule.endpoint in STATIC:
            continue
        for kind in KINDS if "kind" in rule.arguments else ("",):
            path = rule.rule
            for name in rule.arguments:
                is_counted = f":{name}>" in path
                value = kind if name == "kind" else "1" if is_counted else known.get(name, "unknown")
                path = re.sub(rf"<(?:\w+:)?{name}>", value, path)
            yield path


def _draft(visit: Visit) -> dict[str, str]:
    """The number of a draft that somebody has on the desk, whose form opens; nothing where nobody has one."""
    lists = (person.get(f"/x/{visit.exercise}/desk/requests").text for person in visit.people.values())
    found = (DRAFT.search(text) for text in lists)
    return next(({"number": draft[1]} for draft in found if draft is not None), {})


def rule_of(house: House, path: str, method: str = "GET") -> Rule | None:
    """The rule behind an address that can be opened, or sent to."""
    try:
        rule, _values = house.app.url_map.bind("localhost").match(unquote(path), method, return_rule=True)
    except HTTPException:
        return None
    return rule if rule.endpoint not in STATIC else None


def crawled(visit: Visit, person: Person, look: Look) -> tuple[list[str], list[str]]:
    """The addresses that somebody reaches: all without arguments, and of others the first that pages name.

    Apart from them the forms: of each rule the first that a page has.
    """
    waiting = list(starts(visit, "GET"))
    known, counted, found = set(waiting), Counter[tuple[str, tuple[str, ...]]](), []
    forms: dict[str, str] = {}
    while waiting:
        path = waiting.pop(0)
        answer = person.get(path)
        found.append(path)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        for raw in FORM.findall(answer.text) if look.sends else ():
            action = urlsplit(unescape(raw)).path
            forms.setdefault(_name(rule_of(visit.house, action, "POST")), f"{SENT}{action}")
        for raw in LINK.findall(answer.text):
            link = urldefrag(unescape(raw))[0]
            where = urlsplit(link)
            rule = rule_of(visit.house, where.path)
            if link in known or rule is None or not where.path.startswith(("/x/", "/join")):
                continue
            known.add(link)
            form = (rule.rule, tuple(parse_qs(where.query, keep_blank_values=True)))
            counted[form] += 1
            if counted[form] <= look.most:
                waiting.append(link)
    for path in starts(visit, "POST") if look.sends else ():
        forms.setdefault(_name(rule_of(visit.house, path, "POST")), f"{SENT}{path}")
    leaving = {"", *(rule.rule for rule in visit.house.app.url_map.iter_rules() if rule.endpoint in LEAVING | MAKING)}
    return found, [form for rule, form in forms.items() if rule not in leaving]


def _name(rule: Rule | None) -> str:
    return "" if rule is None else rule.rule


# --- taking and comparing ------------------------------------------------------------------------------------------


def cast(visit: Visit, ines: Person) -> dict[str, Person]:
    """Who looks: people of teams, the trainer, and somebody who has no seat."""
    return {**visit.people, "trainer": ines, "nobody": nobody(visit.house, "Otto", visit.exercise)}


def taken(name: str, folder: Path) -> str:
    """The pages of an exercise as they are now; which addresses there are is found out anew."""
    visit = visited(a_house(folder), name, folder)
    everybody = cast(visit, trainer(visit.house))
    reached = {who: crawled(visit, person, LOOKS[name]) for who, person in everybody.items()}
    visit.house.close()
    addresses = [(who, path) for place in (0, 1) for who, each in reached.items() for path in each[place]]
    return opened(name, addresses, folder / "again")


def again(name: str, folder: Path) -> str:
    """The stored addresses of an exercise, and what each answers now."""
    return opened(name, parted(files.read(file(name))), folder / "again")


def opened(name: str, addresses: Iterable[Address], folder: Path) -> str:
    """What each address answers, in a house of its own: pages know what somebody has seen before."""
    folder.mkdir()
    visit = visited(a_house(folder), name, folder)
    people = cast(visit, trainer(visit.house))
    until_losses_are_known(visit, people["trainer"])
    with same_luck(name):
        pages = {(who, path): answered(people[who], path) for who, path in addresses}
    visit.house.close()
    return "\n".join(f"{HEAD}{who} {path}\n{page}" for (who, path), page in pages.items())


def until_losses_are_known(visit: Visit, ines: Person) -> None:
    """Waits until the page of needs tells days: they are worked out in a process of its own, once a scenario."""
    for _ in range(TRIES):
        if "are being worked out" not in ines.get(f"/x/{visit.exercise}/control/needs").text:
            return
        sleep(0.25)
    raise TimeoutError("the days on which what countries need is lost were not worked out")


def answered(person: Person, path: str) -> str:
    """What somebody gets who opens an address, or sends its form with nothing in it."""
    if path.startswith(SENT):
        return plain(person.post(path.removeprefix(SENT)))
    return plain(person.get(path))


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
