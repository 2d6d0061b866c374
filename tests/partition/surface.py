"""Every address of the application with every argument that anybody's things would give it."""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from itertools import product
from urllib.parse import parse_qs, quote, unquote, urldefrag, urlsplit

from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import IntegerConverter, Rule
from werkzeug.test import TestResponse

from simulation.exercise.views.team_view import TeamView
from tests.partition.game import Game
from tests.partition.packed import PACKED, lines_of
from webapp.control.room.pages import PARTS as ROOM_PARTS
from webapp.desk.home.pages import PARTS as DESK_PARTS
from webapp.desk.procedures.paper_rules import PAPERS
from webapp.desk.reference.law_pages import CHAPTERS
from webapp.desk.requests.form_paper import HANDED_OUT
from webapp.live.panels import Kind
from webapp.lobby.polling import FRAME
from webapp.papers.forms import FORMS
from webapp.papers.paper import PaperKind

READ_BY_TRAINERS = re.compile(r"/at/(\w+)/|/x/\w+/(control|review)/")
LINK = re.compile(r'(?:href|src|data-src|data-url|hx-get)="(/[^"#]*)')
TAG = re.compile(r"<[^>]*>")
BLANK = re.compile(r"\s+")
FILES = {"static", "assets"}
LEAVING = {"lobby.leave", "accounts.sign_out", "accounts.set_first", "lobby.make"}
"""Forms after which somebody would be somebody else."""
COOKIE = "the cookie"
SAME: Mapping[str, tuple[str, ...]] = {
    "kind": (*Kind, *PaperKind, "world"),
    "form": (*FORMS, "unknown"),
    "ticket_of": ("unknown",),
    "chapter": (*CHAPTERS, "unknown"),
    "part": (*FRAME, "unknown"),
    "seat": ("police",),
    "name": (*dict.fromkeys((*DESK_PARTS, "requests", *ROOM_PARTS)), "glass-harbour", "unknown"),
    "token": ("unknown",),
    "filename": ("unknown",),
    "paper": (*dict.fromkeys(rule.code for rules in PAPERS.values() for rule in rules), "unknown"),
    "ending": (*HANDED_OUT, "unknown"),
    "objective": ("unknown",),
}
"""Arguments that take the same values in every address and game."""

MOST_PAGES = 6000
EVERY = 5
"""Of things that teams have, every so manieth is tried by its number; a team's own are all reached by links."""

MOST_OF_A_FORM = 3
"""Links that are followed to one rule with arguments of the same names behind `?`: forms about one thing each."""

MOST_OF_A_LIST = 25
"""Links that are followed to one rule from lists that a trainer reads: at one country's desk, whose own people follow
them all to the same views; in the control room; and in the review."""

MOST_PACKED = 4
"""Packed files of one rule that links are followed to, each of which takes long to read. Those that are tried by their
address, others' among them, are all asked for."""

MOST_REFUSALS = 12
"""Addresses of one rule that are tried by somebody to whom it has never opened."""

NO_VIEW = "none"
SHUT = {300, 303, 403}
"""Not for this person, or not without a country in the address."""


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with everything in it that a curious person could read; `lines` are its headers and its body."""

    path: str
    status: int
    text: str
    mimetype: str
    lines: frozenset[str]


def answer_of(path: str, given: TestResponse) -> Answer:
    """What came back."""
    mimetype = given.mimetype or ""
    data = given.get_data()
    body = "\n".join(lines_of(data)) if mimetype.startswith(PACKED) else data.decode("utf-8", "replace")
    headers = (f"{name}: {value}" for name, value in given.headers.items() if name != "Set-Cookie")
    return Answer(path, given.status_code, body, mimetype, frozenset((*headers, *body.splitlines())))


def readings(line: str) -> tuple[str, str]:
    """A line to search: as sent, without entities and percent signs, without tags; and without any blank."""
    plain = unescape(unquote(line)).replace("\\/", "/")
    text = unescape(TAG.sub(" ", line))
    return "\t".join(dict.fromkeys(BLANK.sub(" ", each) for each in (line, plain, text))), BLANK.sub("", plain)


def arguments(game: Game, rule: Rule, name: str) -> list[str]:
    """The values that an argument of an address is tried with.

    Raises:
        AssertionError: Nobody has said yet what values an argument of this name takes.
    """
    before = rule.rule.partition(f"<{name}>")[0] if f"<{name}>" in rule.rule else rule.rule.partition(f":{name}>")[0]
    countries = [country.code for country in game.published.scenario.countries]
    if isinstance(rule._converters.get(name), IntegerConverter):
        most = most_things(game, before)
        return [*map(str, (*range(0, most, EVERY), most, most + 1)), "99999999999999999999"]
    match name:
        case "exercise":
            return [game.exercise]
        case "code" if before.startswith("/join"):
            return [game.house.join_code(game.exercise), "ABCDEF"]
        case "code" | "country" | "team":
            return [*countries, "XXX"]
        case "at":
            return [next(iter(game.published.teams)), "XXX"]
        case "handle":
            of_teams = (each for country in game.team for each in handles(game, country))
            return [*[*of_teams, *handles_of_control(game)][::EVERY], "unknown"]
        case "number":
            *known, letter, paper, nobodys = labels(game, before)
            return [*known[::EVERY], letter, paper, nobodys]
        case "who":
            return [game.brava.member_id, "unknown"]
        case "link":
            return [*board_links(game), "1:holds:2", "unknown"]
        case _ if name in SAME:
            return list(SAME[name])
        case _:
            message = f"say in {__name__} which values <{name}> takes: {rule.rule}"
            raise AssertionError(message)


def board_links(game: Game) -> Iterator[str]:
    """A link of every team's file as addresses name it, by the team's own numbers of its ends."""
    for view in game.published.teams.values():
        numbers = {entity.key: number for number, entity in enumerate(view.entities, start=1)}
        link = view.board.links[0]
        yield f"{numbers[link.a]}:{link.kind}:{numbers[link.b]}"


def handles(game: Game, country: str) -> Iterator[str]:
    """What the pages of a team call what has no number, kind by kind."""
    view = game.view(country)
    keys = {
        "inject": [each.key for each in view.injects],
        "meeting": [each.key for each in view.meetings],
        "task": [each.key for each in view.tasks],
        "handover": [each.key for each in view.handovers],
        "charge": [each.key for each in view.charges],
        "hearing": [each.charge.key for each in view.hearings],
    }
    for kind, known in keys.items():
        yield from (game.house.handle(game.exercise, kind, key, country) for key in known)


def handles_of_control(game: Game) -> Iterator[str]:
    """What the pages of control call what has no number."""
    trials = (each.key for view in game.published.teams.values() for each in view.charges)
    for kind, keys in {"event": (line.key for line in game.published.control.injects), "trial": trials}.items():
        yield from (game.house.handle(game.exercise, kind, key) for key in keys)


def most_things(game: Game, before: str) -> int:
    """The greatest count of what pages number here, or of anything that pages number."""
    views = game.published.teams.values()

    def of(view: TeamView) -> int:
        return max(len(view.entities), len(view.injects), len(view.meetings), len(view.messages), len(view.tasks))

    return max(*map(of, views), len(game.published.control.injects))


def labels(game: Game, before: str) -> list[str]:
    """Every number of a request or paper that any team has, and keys that nobody should be able to use."""
    views = game.published.teams.values()
    requests = sorted({request.label for view in views for request in view.requests})
    papers = sorted({filed.label for view in views for filed in view.documents})
    keys = [next(iter(views)).requests[0].key, next(iter(views)).documents[0].document.key]
    if before.endswith(("/requests/", "/procedures/")):
        return [*requests, *keys, "unknown"]
    if before.endswith(("/documents/", "/reports/")):
        return [*papers, *keys, "unknown"]
    return [*requests, *papers, *keys, "unknown"]


def rules(game: Game, method: str) -> list[Rule]:
    """The rules of the application that know a method, files that are the same for everybody left out."""
    found = (rule for rule in game.house.app.url_map.iter_rules() if method in (rule.methods or ()))
    return sorted((rule for rule in found if rule.endpoint not in FILES), key=lambda rule: rule.rule)


def addresses(game: Game) -> list[str]:
    """Every address that can be opened, with every argument."""
    return [path for rule in rules(game, "GET") for path in filled(game, rule)]


def filled(game: Game, rule: Rule) -> Iterator[str]:
    """A rule with every combination of its arguments; of countries whose thing it cannot be, with the first thing.

    A paper is tried in its first format, and the first paper in every format; pages link to the others.
    """
    names = sorted(rule.arguments)
    tried = [arguments(game, rule, name) for name in names]
    for values in product(*tried):
        given, first = dict(zip(names, values, strict=True)), [each[0] for each in tried]
        if "number" in given and "code" in given and given["code"] not in given["number"] and values[-1] != first[-1]:
            continue
        if "handle" in given and "code" in given and given["code"] not in game.team and values[-1] != first[-1]:
            continue
        if "at" in given and given["at"] not in game.team and [*values[1:]] != first[1:]:
            continue
        if {"ending", "paper"} <= given.keys() and all(given[name] != SAME[name][0] for name in ("ending", "paper")):
            continue
        path = rule.rule
        for name, value in given.items():
            path = re.sub(rf"<(?:\w+:)?{name}>", quote(value, safe=""), path)
        yield path


def crawl(game: Game, client: FlaskClient, start: list[str]) -> list[Answer]:
    """Opens these addresses, and everything of this exercise that the answers lead to."""
    here = (game.url(""), *(f"/{part}" for part in ("join", "exercises")))
    waiting, known, found, by_address = deque(start), set(start), [], frozenset(start)
    forms: Counter[tuple[str, tuple[str, ...]]] = Counter()
    refused: Counter[str] = Counter()
    packed: Counter[str] = Counter()
    of_lists: Counter[tuple[str, str]] = Counter()
    while waiting:
        path = waiting.popleft()
        rule = str(rule_of(game, path))
        if refused[rule] >= MOST_REFUSALS or (packed[rule] >= MOST_PACKED and path not in by_address):
            continue
        answer = answer_of(path, client.get(path, buffered=True))
        found.append(answer)
        assert len(found) < MOST_PAGES, "the crawl does not end"
        refused[rule] += 1 if answer.status in SHUT else -MOST_PAGES
        packed[rule] += answer.mimetype.startswith(PACKED)
        if answer.mimetype != "text/html":
            continue
        for raw in LINK.findall(answer.text):
            link = urldefrag(unescape(raw))[0]
            where = urlsplit(link)
            if link in known or not where.path.startswith(here):
                continue
            known.add(link)
            rule = str(rule_of(game, where.path))
            form = (rule, tuple(parse_qs(where.query, keep_blank_values=True)))
            forms[form] += 1
            if where.query and forms[form] > MOST_OF_A_FORM:
                continue
            if read := READ_BY_TRAINERS.search(where.path):
                of_lists[rule, read[0]] += 1
                if of_lists[rule, read[0]] > MOST_OF_A_LIST:
                    continue
            waiting.append(link)
    return found


def rule_of(game: Game, path: str) -> Rule | None:
    """The rule of an address that can be opened; a view has several, of which one may be shut while another opens."""
    try:
        rule, _values = game.house.app.url_map.bind("localhost").match(
            unquote(path.partition("?")[0]), return_rule=True
        )
    except HTTPException:
        return None
    return rule


def view_of(game: Game, path: str) -> str:
    """The view behind an address that can be opened."""
    rule = rule_of(game, path)
    return str(rule.endpoint) if rule is not None else NO_VIEW


def opened(game: Game, client: FlaskClient) -> list[Answer]:
    """Everything that a browser gets to see of the game, and what its cookie says."""
    found = crawl(game, client, addresses(game))
    with client.session_transaction() as session:
        kept = repr({name: value for name, value in session.items() if name != "members"})
    return [*found, Answer(COOKIE, 200, kept, "", frozenset({kept}))]
