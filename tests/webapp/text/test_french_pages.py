"""No English is left on the pages of people who read French, in an exercise that others play in English."""

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from simulation.exercise.registry import SHIPPED as REGISTRY
from simulation.scenario.load import directory_of, load
from tests.stored.pages import Look, Visit, crawled
from tests.webapp.conftest import gather
from tests.webapp.house import build
from webapp.text.translating.catalogues import SHIPPED
from webapp.text.translating.files import from_po
from webapp.visit.languages import COOKIE

SILENT = {"script", "style", "code", "svg", "textarea"}
"""What is in a textarea is sent back, and stands there as it is kept."""
VOID = {"meta", "link", "input", "br", "hr", "img", "use", "path", "rect", "line", "circle", "col", "source", "wbr"}
WITHIN = {"a", "bdi", "b", "strong", "em", "small", "span", "time", "abbr"}
"""Tags that may stand within a text."""

LABELS = {"aria-label", "title", "placeholder", "alt"}
ENGLISH = re.compile(
    r"\b(the|and|of|with|from|this|that|is|are|was|were|has|have|been|not|by|its|their|your|you|who|which|what|when|"
    r"where|there|will|would|nobody|somebody|asked|they|them|into|about|before|until|without|because|every)\b",
    re.IGNORECASE,
)
"""Words that are in nearly every English sentence, and in no French one."""


class Runs(HTMLParser):
    """The texts of a page, each as far as a reader takes it for one; without what is marked as of another language."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[tuple[str, bool]] = []
        self.run: list[str] = []
        self.found: list[str] = []

    @property
    def is_quiet(self) -> bool:
        """Whether what comes now is not read as text."""
        return any(quiet for _tag, quiet in self.stack)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.end(tag)
        given = dict(attrs)
        quiet = tag in SILENT or given.get("translate") == "no" or ("lang" in given and tag != "html")
        if not quiet and not self.is_quiet:
            self.found += [plain(given[name] or "") for name in LABELS & given.keys()]
        if tag not in VOID:
            self.stack.append((tag, quiet))

    def handle_endtag(self, tag: str) -> None:
        self.end(tag)
        place = next((index for index in range(len(self.stack) - 1, -1, -1) if self.stack[index][0] == tag), None)
        if place is not None:
            del self.stack[place:]

    def handle_data(self, data: str) -> None:
        if not self.is_quiet:
            self.run.append(data)

    def end(self, tag: str) -> None:
        """A tag that parts one text from the next."""
        if tag not in WITHIN:
            self.found.append(plain("".join(self.run)))
            self.run.clear()


def plain(text: str) -> str:
    """A text with single blanks."""
    return " ".join(text.split())


def known_english() -> dict[str, str]:
    """English texts without values, each with its French where that is another."""
    texts = from_po((SHIPPED / "fr" / "LC_MESSAGES" / "messages.po").read_bytes()).texts
    scenario = load(directory_of("blue-current"), REGISTRY.vocabulary).texts
    pairs = [(text.english, text.said[0]) for text in texts]
    pairs += [(text, scenario["fr"].get(key, "")) for key, text in scenario["en"].items()]
    french = {plain(said) for _english, said in pairs}
    return {plain(english): said for english, said in pairs if english != said and plain(english) not in french}


NAMES = re.compile(r"Center for Democracy and Technology")
"""Names that hold an English word; a language is called by its own name."""


def english_on(page: str, known: dict[str, str]) -> Iterator[str]:
    """Texts of a page that are English."""
    runs = Runs()
    runs.feed(page)
    runs.close()
    runs.end("")
    for text in runs.found:
        if text and text != "English" and (text in known or ENGLISH.search(NAMES.sub("", text))):
            yield text


def test_english_is_noticed() -> None:
    known = {"Pen": "Plume"}
    page = (
        '<p>Pen</p><p lang="en">Pen</p><p title="Who waits">Plume</p><p translate="no">of the</p><p>fait <b>by</b> lui'
    )
    assert sorted(english_on(page, known)) == ["Pen", "Who waits", "fait by lui"]


def test_no_english_for_those_who_read_french(tmp_path: Path) -> None:
    house = build(tmp_path, languages=("en", "fr"))
    cast = gather(house)
    known, left = known_english(), dict[str, set[str]]()
    everybody = {"alba": cast.alba, "ines": cast.ines}
    for person in everybody.values():
        person.client.set_cookie(COOKIE, "fr")
    visit = Visit(house, cast.exercise, {"SOV": cast.alba, "KES": cast.brava})
    for name, person in everybody.items():
        for path in crawled(visit, person, Look("", 1, 1))[0]:
            answer = person.get(path)
            if answer.status_code == 200 and answer.mimetype == "text/html":
                for text in english_on(answer.text, known):
                    left.setdefault(text, set()).add(f"{name} {path}")
    house.close()
    assert {text: sorted(where)[:2] for text, where in left.items()} == {}
