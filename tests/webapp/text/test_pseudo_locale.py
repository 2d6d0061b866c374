"""In the pseudo-locale every text of the interface stands in brackets; what does not was never given to gettext."""

import re
from html.parser import HTMLParser

import pytest
import sqlalchemy as sa
from babel.core import Locale

from tests.webapp.conftest import Cast
from tests.webapp.house import House, nobody
from webapp.accounts.trainers import new_first_link
from webapp.store.tables import ExerciseRecord
from webapp.visit.languages import pseudo

SILENT = {"script", "style", "bdi", "svg", "title", "code", "option"}
LABELS = {"aria-label", "title", "placeholder", "alt"}
WITHIN = {"a", "bdi"}
"""Tags that may stand within a text: codes of the law book are links, wherever a text names one."""
BRACKETED = re.compile(r"⟦[^⟦⟧]*⟧")
WORD = re.compile(r"[A-Za-zÀ-ÿ]{2,}")
OURS = {"Rogatory", "VAL", "SOV", "KES", "ISA", "XCR"}


class Reader(HTMLParser):
    """Collects words of a page that are neither in brackets nor marked as data (`translate="no"`, `<bdi>`)."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, bool]] = []
        self.found: list[str] = []
        self.run: list[str] = []
        """What was read since the last tag that parts one text from the next."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.part(tag)
        given = dict(attrs)
        quiet = tag in SILENT or given.get("translate") == "no" or ("lang" in given and tag != "html")
        if not quiet and not any(silent for _tag, silent in self.stack):
            for name in LABELS & given.keys():
                self.check(given[name] or "")
        if tag not in {"meta", "link", "input", "br", "hr", "img", "use", "path", "rect", "line", "circle"}:
            self.stack.append((tag, quiet))

    def handle_endtag(self, tag: str) -> None:
        self.part(tag)
        for index in range(len(self.stack) - 1, -1, -1):
            if self.stack[index][0] == tag:
                del self.stack[index:]
                break

    def handle_data(self, data: str) -> None:
        if not any(silent for _tag, silent in self.stack):
            self.run.append(data)

    def part(self, tag: str = "") -> None:
        """Checks the text that a tag ends."""
        if tag not in WITHIN:
            self.check("".join(self.run))
            self.run.clear()

    def check(self, text: str) -> None:
        """Notes what stands outside brackets; nested brackets are opened from within."""
        before = ""
        while before != text:
            before, text = text, BRACKETED.sub(" ", text)
        self.found += [word for word in WORD.findall(text) if word not in OURS]


def unspoken(page: str) -> list[str]:
    """The words of a page that no translator would ever see."""
    reader = Reader()
    reader.feed(page)
    reader.close()
    reader.part()
    return reader.found


def test_the_reader_notices() -> None:
    assert unspoken("<p>Forgotten</p>") == ["Forgotten"]
    assert unspoken('<p aria-label="Left out">⟦x⟧</p>') == ["Left", "out"]
    assert unspoken("<p>⟦Under <a translate='no'>G8</a> and <a>G9</a> they wait⟧</p>") == []
    assert unspoken("<p>⟦Under</p><p>G8 they</p><p>wait⟧</p>") == ["Under", "they", "wait"]
    assert unspoken("<p>⟦Said⟧ <a>unsaid</a> ⟦said⟧ left") == ["unsaid", "left"]
    assert unspoken("<p>⟦One ⟦two⟧ three⟧ <bdi>Alba</bdi> <b translate='no'>Data</b> 12</p>") == []


def test_the_pseudo_text_keeps_its_places() -> None:
    assert pseudo("Move %(move)s of {n} <b>now</b>") == "⟦Móvé %(move)s óf {n} <b>ñów</b>⟧"
    assert pseudo("") == ""


def data_words(house: House, exercise: str) -> set[str]:
    """Words that come from the scenario, the calendar or the people, and are not the interface's."""
    with house.database.reading() as session:
        frozen = session.scalar(sa.select(ExerciseRecord.frozen)) or ""
    code = house.join_code(exercise)
    calendar = Locale("en").days["format"]["abbreviated"], Locale("en").months["format"]["abbreviated"]
    data = " ".join(["Tuesday group Alba Brava", code[:3], code[3:], *calendar[0].values(), *calendar[1].values()])
    return set(WORD.findall(f"{frozen} {data}".replace("\\n", " ")))


def strange(page: str, known: set[str]) -> list[str]:
    """Words outside brackets that are no data."""
    return [word for word in unspoken(page) if word not in known and not word.isupper()]


def test_every_text_of_the_lobby_and_the_accounts(house: House, cast: Cast) -> None:
    token = new_first_link(house.database)
    lobby = f"/x/{cast.exercise}/lobby/"
    code = house.join_code(cast.exercise)
    known = data_words(house, cast.exercise)
    pages = ["/", "/join", "/join/WRONG", "/sign-in", "/nothing", f"/first/{token}", "/first/used", "/exercises/new"]
    pages += ["/exercises", lobby, lobby + "welcome", f"/join/{code}", f"/join/{code}/seat", "/me/unknown"]
    left = {}
    for person in (*cast.everybody(), nobody(house, "Late", cast.exercise)):
        person.client.set_cookie("language", "xx")
        if person.name == "Late":
            person.post(f"/join/{code}", {"name": "Late"})
        for path in pages:
            answer = person.get(path)
            if answer.status_code != 303 and (words := strange(answer.text, known)):
                left[person.name, path] = words
    assert left == {}


@pytest.mark.parametrize("name", ["alba", "ines"])
def test_every_text_of_every_other_page_without_an_argument(house: House, cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    person.client.set_cookie("language", "xx")
    known = data_words(house, cast.exercise)
    left = {}
    for rule in house.app.url_map.iter_rules():
        if rule.arguments == {"exercise"} and "GET" in (rule.methods or ()):
            answer = person.get(rule.rule.replace("<exercise>", cast.exercise))
            is_page = answer.status_code == 200 and answer.mimetype == "text/html"
            if is_page and (words := strange(answer.text, known)):
                left[rule.rule] = words[:40]
    assert left == {}
