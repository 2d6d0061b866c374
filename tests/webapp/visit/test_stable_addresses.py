"""What an address or form was about, it stays about, whatever is added, fired, answered or called meanwhile."""

import re
from dataclasses import dataclass, field
from html import unescape

import pytest

from simulation.exercise.core.command import Seat
from simulation.exercise.injects.commands import EditInject, FireInject
from simulation.exercise.meetings.commands import ProposeMeeting
from simulation.exercise.messages.commands import SendMessage
from simulation.kernel.terms import Office
from tests.desk.journeys import desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person

pytestmark = pytest.mark.acceptance("looks at every page before and after others act")

LINK = re.compile(r'<a\b[^>]*href="(/x/[^"#?]+)')
HEADING = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
ROW = re.compile(r'<(?P<tag>\w+)\b[^>]*\bdata-key="(?P<key>[^"]+)"[^>]*>(?P<body>.*?)</(?P=tag)>', re.DOTALL)
NAME = re.compile(r"<bdi[^>]*>(.*?)</bdi>", re.DOTALL)
FORM = re.compile(r'<form[^>]*action="([^"#]+)[^"]*"[^>]*>(.*?)</form>', re.DOTALL)
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)">')
OF_THE_MOMENT = {"csrf_token", "command_id", "seen", "version", "rests_on", "held", "stay"}
TAG = re.compile(r"<[^>]+>")
GONE = {404, 410}
SAME_FOR_ALL = re.compile(
    r"/(law|glossary|country|map|briefing|lobby|review|undo|new|form|letter|table\.csv)\b|\.csv|graphml"
)
MOST = 160


@dataclass(slots=True)
class Remembered:
    """What somebody's pages said of each thing: headings by address, names by row, rows by form."""

    headings: dict[str, str] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    forms: dict[tuple[str, tuple[tuple[str, str], ...]], str] = field(default_factory=dict)


def plain(text: str) -> str:
    return " ".join(unescape(TAG.sub(" ", text)).split())


def look(person: Person, start: list[str]) -> Remembered:
    """Reads everything that can be reached from some pages."""
    found, waiting, met = Remembered(), list(start), set(start)
    while waiting and len(found.headings) < MOST:
        path = waiting.pop(0)
        answer = person.get(path)
        if answer.status_code != 200 or answer.mimetype != "text/html":
            continue
        heading = HEADING.search(answer.text)
        found.headings[path] = plain(heading[1]) if heading else ""
        for row in ROW.finditer(answer.text):
            name = NAME.search(row["body"])
            if name is None:
                continue
            found.names.setdefault(row["key"], plain(name[1]))
            for action, body in FORM.findall(row["body"]):
                named = tuple(sorted(each for each in HIDDEN.findall(body) if each[0] not in OF_THE_MOMENT))
                found.forms.setdefault((action, named), plain(name[1]))
        for link in LINK.findall(answer.text):
            if link not in met and not SAME_FOR_ALL.search(link):
                met.add(link)
                waiting.append(link)
    return found


def write(person: Person, path: str, form: str, values: dict[str, str | list[str]]) -> None:
    page = person.get(path).text
    assert person.post(path.partition("?")[0], {**hidden(page, form), **values}).status_code == 303


def happenings(house: House, cast: Cast, round_: int) -> None:
    """Events are added and fired, people write, meet and hand over; keys are such that they stand before and after."""
    for number, country in enumerate(("SOV", None, "KES", "SOV")):
        key = f"added/{'az'[round_ % 2]}{round_}{number:06d}"
        for command in (
            EditInject(
                id=f"add{round_}{number:06d}",
                member="control",
                inject=key,
                title=f"Event {round_}.{number}",
                text="What do you say?",
                country=country,
                answer_days=3,
            ),
            FireInject(id=f"fire{round_}{number:06d}", member="control", inject=key),
        ):
            house.store.execute(cast.exercise, command)
    for person, other in ((cast.alba, "KES"), (cast.brava, "SOV")):
        by, member = Seat(person.country, Office.AUTHORITY), person.member_id
        to = Seat(other, Office.AUTHORITY)
        tail, text = f"{round_}{other.lower()}0000", f"Round {round_} to {other}"
        said = SendMessage(id=f"say{tail}", by=by, member=member, to=to, text=text)
        house.store.execute(cast.exercise, said)
        called = ProposeMeeting(id=f"meet{tail}", by=by, member=member, seats=(to,), agenda=("facts",), text=text)
        house.store.execute(cast.exercise, called)


def event_at(cast: Cast, title: str) -> str:
    """The address of an event as Alba's messages link it."""
    found = re.search(rf'href="([^"]+/injects/[^"]+)"><bdi>{title}<', cast.alba.get(desk(cast, "messages")).text)
    assert found is not None
    return found[1]


def test_addresses_rows_and_forms_stay_with_their_things(house: House, cast: Cast) -> None:
    happenings(house, cast, 1)
    people = {
        cast.alba.name: (cast.alba, [desk(cast, page) for page in ("", "messages", "meetings", "measures", "case")]),
        cast.brava.name: (cast.brava, [desk(cast, page) for page in ("messages", "meetings")]),
        cast.ines.name: (cast.ines, [f"/x/{cast.exercise}/control/{page}" for page in ("events", "points", "trials")]),
    }
    before = {name: look(person, start) for name, (person, start) in people.items()}
    where = event_at(cast, "Event 1.0")
    write(cast.alba, where, where, {"text": "So be it."})
    happenings(house, cast, 2)
    happenings(house, cast, 3)
    for name, (person, start) in people.items():
        known = before[name]
        assert len(known.headings) > 8, name
        for path, heading in known.headings.items():
            answer = person.get(path)
            now = HEADING.search(answer.text)
            assert answer.status_code in GONE or (now and plain(now[1]) == heading) or not heading, (name, path)
        again = look(person, start)
        moved = {
            key: (said, again.names[key]) for key, said in known.names.items() if again.names.get(key, said) != said
        }
        assert moved == {}, name
        wrong = {form: said for form, said in known.forms.items() if again.forms.get(form, said) != said}
        assert wrong == {}, name
    mine = set(before[cast.alba.name].headings) & set(before[cast.brava.name].headings)
    assert not any(re.search(r"/(injects|meetings)/[0-9a-f]{10}$", path) for path in mine), "each team has its own"


def test_an_answer_sent_after_others_came_goes_where_it_belongs(house: House, cast: Cast) -> None:
    happenings(house, cast, 1)
    where = event_at(cast, "Event 1.0")
    form = hidden(cast.alba.get(where).text, where)
    happenings(house, cast, 2)
    assert cast.alba.post(where, {**form, "text": "For the first."}).status_code == 303
    answered = {each.title: each.answered for each in view(house, cast, cast.alba).injects if each.answered}
    assert answered == {"Event 1.0": "For the first."}
