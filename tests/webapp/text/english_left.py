"""English on a page that speaks French: texts that a catalogue or a scenario has in French, and English sentences."""

import re
from collections.abc import Iterator
from functools import cache
from html.parser import HTMLParser

from simulation.exercise.registry import SHIPPED as REGISTRY
from simulation.scenario.load import directory_of, load
from webapp.text.translating.catalogues import SHIPPED
from webapp.text.translating.files import from_po

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


@cache
def known_english() -> dict[str, str]:
    """English texts without values, each with its French where that is another."""
    texts = from_po((SHIPPED / "fr" / "LC_MESSAGES" / "messages.po").read_bytes()).texts
    scenario = load(directory_of("blue-current"), REGISTRY.allowed_names).texts
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
    yield from (text for text in runs.found if is_english(text, known))


def is_english(text: str, known: dict[str, str]) -> bool:
    """Whether a text is English, by what is known or by its words."""
    return bool(text) and text != "English" and bool(text in known or ENGLISH.search(NAMES.sub("", text)))
