"""Texts that an exercise keeps, known again: the scenario's in each of its languages, the players' in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from flask_babel import gettext

from simulation.law.book.law_book import LawBook
from simulation.scenario.schema.scenario import Scenario
from simulation.scenario.text.warm_up import languages, names, practice_word
from webapp.text.catalogue.letters import LINES, WRITTEN
from webapp.text.names import ScenarioNames
from webapp.text.say import wording_of

SLOT = re.compile(r"%\((\w+)\)s|\{([^{}]*)\}")
ENTITY = r"[A-ZÀ-Þ0-9+]\S*(?: (?:[A-ZÀ-Þ0-9&+]\S*|of|the|and))*?"
"""What a thing or a country is called: words that begin with a capital or a figure, so that prose of people is none."""

ENTITIES = frozenset({"account", "country", "person", "target"})

MOST_KNOWN = 20_000
LETTER_BREAKS = (". ", "; ")
"""Between what a player writes one after the other."""


@dataclass(frozen=True, slots=True)
class Form:
    """A text with places for values, in the language in which it is kept and in the reader's."""

    kept: re.Pattern[str]
    names: tuple[str, ...]
    said: str


def form(kept: str, said: str) -> Form:
    """A form from its two wordings, whose places have the same names."""
    names = tuple(dict.fromkeys(one or other for one, other in SLOT.findall(kept)))
    parts, end, seen = [], 0, set[str]()
    for found in SLOT.finditer(kept):
        name = found[1] or found[2]
        place, shape = names.index(name), ENTITY if name in ENTITIES else ".+?"
        parts += [re.escape(kept[end : found.start()]), f"(?P=s{place})" if name in seen else f"(?P<s{place}>{shape})"]
        seen.add(name)
        end = found.end()
    return Form(re.compile("".join([*parts, re.escape(kept[end:])]), re.DOTALL), names, said)


class Teller:
    """Who knows the texts of an exercise and says them in one language."""

    def __init__(
        self, pairs: Iterable[tuple[str, str]], lines: Iterable[tuple[str, str]], names: ScenarioNames
    ) -> None:
        """Learn every text with what is said for it; a pair of the same words is none.

        Args:
            pairs: Texts.
            lines: What stands in letters alone, as lines of facts.
            names: What codes are called that players write as words.
        """
        self._names = names
        self._lines = tuple(form(kept, said) for kept, said in lines)
        self._exact: dict[str, str] = {}
        self._forms: dict[str, list[Form]] = {}
        """By the first word, "" where a form begins with a value."""
        self._known: dict[str, str] = {}
        for kept, said in pairs:
            if not said or kept == said:
                continue
            if SLOT.search(kept):
                first = kept.partition(" ")[0]
                self._forms.setdefault("" if SLOT.search(first) else first, []).append(form(kept, said))
            else:
                self._exact.setdefault(kept, said)

    def tell(self, text: str) -> str:
        """The text in the reader's language; as it is where it is not known."""
        found = self._known.get(text)
        if found is None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            found = self._known[text] = self._said(text) or text
        return found

    def _said(self, text: str) -> str:
        """What is said for a text, "" where it is not known."""
        stripped = text.strip()
        exact = self._exact.get(stripped)
        if exact is not None:
            return text.replace(stripped, exact)
        forms = (*self._forms.get(stripped.partition(" ")[0], ()), *self._forms.get("", ()))
        found = next((said for each in forms if (said := self._filled(each, stripped))), "")
        if found:
            return found
        return self._in_parts(stripped)

    def _in_parts(self, text: str) -> str:
        """A text of several, each of which is known; "" where one is not."""
        for between in LETTER_BREAKS:
            head, found, rest = text.partition(between)
            if not found:
                continue
            ended = between[0] if between == ". " else ""
            first = self._said(head + ended) or self._said(head)
            if not first:
                continue
            more = self._said(rest)
            if more:
                return f"{first if first.endswith(ended) else first + ended}{'' if ended else between[0]} {more}"
        return ""

    def _value(self, name: str, value: str) -> str:
        match name:
            case "offence":
                return self._names.offence("", value.replace(" ", "_"))
            case "elements":
                return ", ".join(self._names.element(part.replace(" ", "_")) for part in value.split(", "))
            case "status":
                return wording_of(f"status.{value.replace(' ', '_')}") or value
            case "lines":
                return "; ".join(map(self._line, value.split("; ")))
            case "contents":
                return "; ".join(map(self._content, value.split("; ")))
            case _:
                return self._said(value) or value

    def _line(self, text: str) -> str:
        return next((said for each in self._lines if (said := self._filled(each, text))), text)

    def _filled(self, known: Form, text: str) -> str:
        """What is said for a text of this form, "" for any other text."""
        found = known.kept.fullmatch(text)
        if found is None:
            return ""
        values = {name: self._value(name, found[f"s{place}"]) for place, name in enumerate(known.names)}
        return SLOT.sub(lambda slot: values.get(slot[1] or slot[2], slot[0]), known.said)

    def _content(self, text: str) -> str:
        """An item of a letter by its name, with what it has to say in brackets."""
        name, _, rest = text.partition(" (")
        sentence = f"{rest.removesuffix(')')}."
        said = gettext(sentence) if rest else ""
        return f"{gettext(name)} ({said.rstrip('.')})" if said else gettext(name)


def teller_of(scenario: Scenario, law: LawBook, language: str) -> Teller:
    """Who says the texts of an exercise in a language.

    Args:
        scenario: The exercise's own.
        law: Its law book, whose names players write into letters.
        language: The reader's; a request in that language asks.
    """
    lines = ((kept, gettext(kept)) for kept in LINES)
    return Teller(
        (*_of_scenario(scenario, language), *_of_warm_up(scenario, language), *_of_players(law)),
        lines,
        ScenarioNames(scenario, language),
    )


def _of_scenario(scenario: Scenario, language: str) -> Iterator[tuple[str, str]]:
    own = scenario.texts.get(language, {})
    own_words = frozenset(own.values())
    for other, words in scenario.texts.items():
        if other == language:
            continue
        for key, kept in words.items():
            said = own.get(key, "")
            if kept in own_words:
                continue
            yield kept, said
            kept_lines, said_lines = kept.splitlines(), said.splitlines()
            if 1 < len(kept_lines) == len(said_lines):  # ways to tell the same, one of which is chosen
                yield from zip(kept_lines, said_lines, strict=True)


def _of_warm_up(scenario: Scenario, language: str) -> Iterator[tuple[str, str]]:
    for name in names():
        said = practice_word(scenario, name, language)
        yield from ((practice_word(scenario, name, other), said) for other in languages() if other != language)


def _of_players(law: LawBook) -> Iterator[tuple[str, str]]:
    for kept in WRITTEN:
        said = gettext(kept)
        yield kept, said
        if not SLOT.search(kept):  # what is asked for stands before what it is about
            yield _about(kept, said)
    yield from (_about(row.name, gettext(row.name)) for row in law.kinds)


def _about(kept: str, said: str) -> tuple[str, str]:
    return f"{kept}: %(target)s", gettext("%(what)s: %(target)s", what=said, target="%(target)s")
