"""What a person may not find: names, numbers and keys of the world, other teams' words, texts not yet said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import sqlalchemy as sa

from simulation.exercise.reactions.state import OUTCOME
from simulation.exercise.reactions.table import WHICH
from simulation.exercise.views.team_view import TeamView
from simulation.kernel.entities import EntityKind
from simulation.scenario.schema.scenario import start_words
from tests.exercise.views.test_partition import strings
from tests.partition.game import Game, WayBack, ways_back
from tests.partition.surface import BLANK, Answer, readings
from webapp.store.tables import DraftRecord, JournalRecord, MemberRecord, NoteRecord
from webapp.text.law_texts import law_book

NUMBERS = frozenset({EntityKind.ACCOUNT, EntityKind.PHONE, EntityKind.CONTAINER, EntityKind.VEHICLE})
SHORTEST_SENTENCE = 24
PIECE = 6
"""Characters: a text can only stand where all its pieces of this length do, which rules out most canaries at once."""
FEW = 100
"""Canaries that are sooner looked for one by one."""

PUBLIC = re.compile(
    r"title|summary|briefing|substance|(currency|preset|language|letterhead|offence|element|persona|purpose|request|place)\..*"
    r"|country\.\w+\.(name|summary|card)"
)
"""Scenario texts that everybody who plays may read; places that only a file knows are labels."""

OPEN_CODES = re.compile(r"(preset|persona|offence|language|request)\.")
"""Scenario texts whose keys stand in forms that everybody may use."""


@dataclass(frozen=True, slots=True)
class Canary:
    """A text that a person may not find, and what it is; `home` is where all addresses begin at which it may stand."""

    kind: str
    text: str
    is_number: bool = False
    home: str = ""

    def sings_in(self, searched: str, compact: str) -> bool:
        """Whether a reading of some lines holds it; numbers are found however they are grouped."""
        return BLANK.sub("", self.text) in compact if self.is_number else self.text in searched

    def may_sing(self, searched: set[str], compact: set[str]) -> bool:
        """Whether its pieces are among those of some lines."""
        text, there = (BLANK.sub("", self.text), compact) if self.is_number else (self.text, searched)
        return len(text) < PIECE or pieces(text) <= there


@dataclass(frozen=True, slots=True)
class Leak:
    """Where a canary was found."""

    path: str
    kind: str
    text: str


def pieces(text: str) -> set[str]:
    """Every piece of a text."""
    return {text[start : start + PIECE] for start in range(len(text) - PIECE + 1)}


def leaks(answers: Iterable[Answer], canaries: Sequence[Canary]) -> list[Leak]:
    """Every canary that stands in an answer; a line that many answers have is read once."""
    where: dict[str, list[str]] = {}
    for answer in answers:
        for line in answer.lines:
            where.setdefault(line, []).append(answer.path)
    read = {line: readings(line) for line in where}
    searched, compact = ("\n".join(texts) for texts in zip(*read.values(), strict=True))
    if len(canaries) > FEW:
        there = pieces(searched), pieces(compact)
        canaries = [canary for canary in canaries if canary.may_sing(*there)]
    return [
        Leak(path, canary.kind, canary.text)
        for canary in canaries
        if canary.sings_in(searched, compact)
        for line, texts in read.items()
        if canary.sings_in(*texts)
        for path in where[line]
        if not (canary.home and path.startswith(canary.home))
    ]


# --- the three kinds of viewers ---------------------------------------------------------------------------------------


def for_member(game: Game, country: str, told: TeamView | None = None) -> list[Canary]:
    """What somebody of a team may not find, nor a trainer at that team's desk; `told` is the view of its pages."""
    view = told or game.view(country)
    known = corpus(game, view)
    others = [code for code in game.team if code != country]
    return [
        *keys(game),
        *(canary for canary in labels(game) if canary.text not in known),
        *(canary for canary in scenario_texts(game, view) if canary.text not in known),
        *(canary for canary in needs(game) if canary.text not in known),
        *events_to_come(game),
        *(canary for canary in written(game, others) if canary.text not in known),
        *people(game, others),
        *own_rows(game, others),
        *(canary for way in ways_back(game) if way.member != game.team[country].member_id for canary in seat_keys(way)),
    ]


def for_interpreter(game: Game, country: str, member: str) -> list[Canary]:
    """What an interpreter of a team may not find: of events to come, what was given ahead is no secret."""
    ahead = "\n".join(strings(game.view(country).ahead))
    assert ahead
    own = {canary.text for way in ways_back(game) if way.member == member for canary in seat_keys(way)}
    return [each for each in for_member(game, country) if each.text not in ahead and each.text not in own]


def for_trainer(game: Game) -> list[Canary]:
    """A trainer sees the world and what was sent.

    A team's notes and drafts stand at that team's desk alone, and a personal link and code on the page of that person.
    """
    notes = (replace(canary, home=desk_of(game, code)) for code in game.team for canary in own_rows(game, [code]))
    ways = ((person_page(game, way.member), way) for way in ways_back(game))
    return [*notes, *(replace(canary, home=page) for page, way in ways for canary in seat_keys(way))]


def desk_of(game: Game, country: str) -> str:
    """How all addresses begin at which a trainer is at a country's desk."""
    return game.url(f"at/{country}/")


def person_page(game: Game, member: str) -> str:
    """The page of a person in the control room."""
    return game.url(f"control/people/{member}")


def for_stranger(game: Game) -> list[Canary]:
    """What somebody may not find who is no member of the exercise; who has the code sees who sits where."""
    texts = game.published.scenario.texts["en"]
    said = {texts["title"], *(texts[f"country.{code}.{part}"] for code in game.team for part in ("name", "card"))}
    known = "\n".join(BLANK.sub(" ", text) for text in said)
    everybody = list(game.team)
    words = (Canary(f"text {key}", part) for key, text in texts.items() for part in sentences(text))
    return [
        *keys(game),
        *labels(game),
        *(canary for canary in words if canary.text not in known),
        *written(game, everybody),
        *own_rows(game, everybody),
        *(canary for way in ways_back(game) for canary in seat_keys(way)),
    ]


# --- what there is to find --------------------------------------------------------------------------------------------


def corpus(game: Game, view: TeamView) -> str:
    """Everything that a team's file, letters and messages say, and the scenario's public words."""
    texts = game.published.scenario.texts["en"]
    own = [text for key, text in texts.items() if PUBLIC.fullmatch(key) or is_own(key, view)]
    law = strings(law_book().entries())
    return "\n".join(BLANK.sub(" ", text) for text in (*strings(view), *own, *law))


def is_own(key: str, view: TeamView) -> bool:
    """Whether a scenario text is for this team's eyes now."""
    first, _dot, rest = key.partition(".")
    match first:
        case "start" if rest.startswith("paper."):
            return key in {start_words("", "paper", filed.document.key) for filed in view.documents}
        case "role" | "start":
            return rest.startswith(f"{view.country}.")
        case "country":
            return rest == f"{view.country}.case"
        case "inject":
            name, _dot, part = rest.partition(".")
            inject = next((each for each in view.injects if each.key == f"inject/{name}"), None)
            sent = {f"hint{number}" for number in inject.hints} if inject is not None else set()
            came = {
                f"outcome.{dict(each.params)['choice']}"
                for each in view.reactions
                if each.code == OUTCOME and each.about == f"inject/{name}"
            }
            return inject is not None and (part in {"title", "text"} | sent | came or part.startswith("choice."))
        case "reaction":
            return any(rest == f"{each.code}{WHICH[each.number]}.text" for each in view.reactions)
        case "statement":
            cells = (cell for filed in view.documents for row in filed.document.rows for cell in row.cells)
            return any(rest in strings(cell) for cell in cells)
        case "report_reason":
            return any(rest in strings(filed.document) for filed in view.documents)
        case _:
            return False


def labels(game: Game) -> Iterator[Canary]:
    """Every name and number of the world."""
    for entity in game.engine.state.network.entities.values():
        if len(entity.label) > 5:
            yield Canary(entity.kind.value, entity.label, entity.kind in NUMBERS)


def keys(game: Game) -> list[Canary]:
    """Every key: they tell roles and causes, so that nobody's pages print one, known or not."""
    state = game.engine.state
    found = {key for key in state.network.entities if "/" in key}
    named = (key.split(".") for key in game.published.scenario.texts["en"] if not OPEN_CODES.match(key))
    found |= {parts[1] for parts in named if len(parts) > 1 and "_" in parts[1]}
    views = game.published.latest.values()
    for view in views:
        found |= {filed.document.key for filed in view.documents}
        found |= {request.key for request in view.requests}
        found |= {measure.key for measure in view.measures}
        found |= {charge.key for charge in view.charges}
        found |= {meeting.key for meeting in view.meetings}
        found |= {task.key for task in view.tasks}
        found |= {item.key for item in view.work}
    found |= {row.trace for view in views for filed in view.documents for row in filed.document.rows if row.trace}
    return [Canary("key", key) for key in sorted(found) if len(key) > 5]


def sentences(text: str) -> list[str]:
    """The sentences of an author's text, as a page would print them."""
    plain = re.sub(r"[*_`#|]", " ", text)
    parts = (BLANK.sub(" ", part).strip(" -") for part in re.split(r"\n|(?<=[.?!:]) ", plain))
    found = [part for part in parts if len(part) >= SHORTEST_SENTENCE]
    return found or ([text] if len(text) > 5 and " " not in text else [])


def scenario_texts(game: Game, view: TeamView) -> Iterator[Canary]:
    """Case texts and role cards of others, events that have not come, statements not taken, what only control reads."""
    for key, text in game.published.scenario.texts["en"].items():
        if not PUBLIC.fullmatch(key) and not is_own(key, view):
            for part in sentences(text):
                yield Canary(f"text {key}", part)


def events_to_come(game: Game) -> Iterator[Canary]:
    """What control wrote for an event that has not come: its words, what control expects, its hints."""
    for line in game.published.control.injects:
        for text in strings(line) if line.fired_at is None else ():
            if text.startswith("Secret"):
                yield Canary("event of control's to come", text)


def needs(game: Game) -> Iterator[Canary]:
    """What countries can only get by asking, as control reads it: titles of chains, who lacks it, who has it."""
    texts = game.published.scenario.texts["en"]
    for need in game.published.scenario.needs:
        yield Canary("need title", texts[f"chain.{need.chain}"])
        yield Canary("need key", need.key)
        yield Canary("need sentence", f"{texts[f'country.{need.country}.name']} lacks ")
        yield Canary("need holder", f"{texts[f'country.{need.holder}.name']} has it")


def written(game: Game, countries: list[str]) -> Iterator[Canary]:
    """What teams wrote: letters, messages, minutes, reasons."""
    for country in countries:
        view = game.published.latest[country]
        texts = [text for request in view.requests for text in strings(request.content)]
        texts += [line.text for request in view.requests for line in request.history]
        texts += [message.text for message in view.messages]
        texts += [text for meeting in view.meetings for text in (meeting.text, meeting.minutes)]
        texts += [text for text in strings(view) if text.startswith("Secret")]
        for text in dict.fromkeys(texts):
            for part in sentences(text) if " " in text or text.startswith("Secret") else ():
                yield Canary(f"written by or to {country}", part)


def own_rows(game: Game, countries: list[str]) -> Iterator[Canary]:
    """Notes and drafts."""
    with game.house.database.reading() as session:
        for table in (NoteRecord, DraftRecord):
            rows = session.execute(sa.select(table.country, table.text).where(table.country.in_(countries))).all()
            assert len(rows) >= 2 * len(countries)
            for country, text in rows:
                yield Canary(f"{table.__tablename__} of {country}", text)


def people(game: Game, countries: list[str]) -> Iterator[Canary]:
    """Names, ids, personal links and commands of other teams' people."""
    with game.house.database.reading() as session:
        members = session.scalars(sa.select(MemberRecord).where(MemberRecord.country.in_(countries))).all()
        ids = [row.id for row in members]
        commands = session.scalars(sa.select(JournalRecord.command_id).where(JournalRecord.member.in_(ids))).all()
    for row in members:
        for text in (row.name, row.id, row.link_seed):
            yield Canary(f"person of {row.country}", text)
    for text in commands:
        yield Canary("command of another team", text)


def seat_keys(way: WayBack) -> Iterator[Canary]:
    """Somebody's personal link and code."""
    yield Canary("personal link", way.link)
    yield Canary("personal code", way.code, is_number=True)
