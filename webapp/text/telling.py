"""Texts that an exercise keeps, known again: the scenario's in each of its languages, the players' in English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from flask_babel import gettext

from simulation.law.book.law_book import LawBook
from simulation.scenario.schema.scenario import Scenario
from simulation.scenario.text.warm_up import languages, names, practice_word
from webapp.text.catalogue.letters import LINES, REWORDED, WRITTEN
from webapp.text.names import ScenarioNames
from webapp.text.say import wording_of

SLOT = re.compile(r"%\((\w+)\)s|\{([^{}]*)\}")
ENTITY = r"[A-ZÀ-Þ0-9+]\S*(?: (?:[A-ZÀ-Þ0-9&+]\S*|of|the|and))*?"
"""What a thing or a country is called: words that begin with a capital or a figure, so that prose of people is none."""

ENTITIES = frozenset({"account", "country", "person", "target"})

FIGURES = frozenset({"limit", "years"})
"""Values that are figures: without this, a second offence would count as the last value of the first."""

CODED = frozenset({"offence", "elements"})
"""Values that players write as codes: they are said by their names in every language."""

MOST_REMEMBERED = 4_000
LONGEST_REMEMBERED = 300
"""So many answers are remembered, and those to texts of so many letters: what people write must not fill the memory."""

LONGEST_PUT_TOGETHER = 2_000
"""A text of more letters is known as a whole or not at all."""

DEEPEST = 3
"""A value may be a text with values itself, so many times."""

MARKS = (".", ";")
BREAK = re.compile(r"(?<=[.;]) ")
"""Between what a player writes one after the other."""

MOST_BREAKS = 3
"""So many breaks a text may have within it where another text follows."""


@dataclass(frozen=True, slots=True)
class Form:
    """A text with places for values, in the language in which it is kept and in the reader's.

    Attributes:
        sign: The longest of its fixed parts; a text without it is none of this form.
    """

    kept: re.Pattern[str]
    names: tuple[str, ...]
    said: str
    sign: str


def form(kept: str, said: str) -> Form:
    """A form from its two wordings, whose places have the same names.

    A value ends where the fixed part behind it first comes, and no other end is tried: a text that people wrote must
    not cost more than its length.
    """
    slots = tuple(SLOT.finditer(kept))
    names = tuple(dict.fromkeys(slot[1] or slot[2] for slot in slots))
    ends = (*(slot.start() for slot in slots), len(kept))
    fixed = [kept[: ends[0]], *(kept[slot.end() : end] for slot, end in zip(slots, ends[1:], strict=True))]
    parts, seen = [re.escape(fixed[0])], set[str]()
    for slot, behind in zip(slots, fixed[1:], strict=True):
        name = slot[1] or slot[2]
        place, shape, after = names.index(name), _shape(name), re.escape(behind)
        if name in seen:
            parts.append(f"(?P=s{place}){after}")
        elif slot is slots[-1]:
            parts.append(f"(?P<s{place}>{shape}){after}")
        else:
            parts.append(f"(?>(?P<s{place}>{shape}){after})")
        seen.add(name)
    return Form(re.compile("".join(parts)), names, said, max(fixed, key=len))


def _shape(name: str) -> str:
    """What a value of this name looks like."""
    return ENTITY if name in ENTITIES else r"\d+" if name in FIGURES else ".+?"


class Teller:
    """Who knows the texts of an exercise and says them in one language."""

    def __init__(
        self, pairs: Iterable[tuple[str, str]], lines: Iterable[tuple[str, str]], names: ScenarioNames
    ) -> None:
        """Learn every text with what is said for it; a pair of the same words is none, unless a value is a code.

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
        self._remembered = lru_cache(MOST_REMEMBERED)(self._said)
        for kept, said in pairs:
            slots = {slot[1] or slot[2] for slot in SLOT.finditer(kept)}
            if not said or (kept == said and CODED.isdisjoint(slots)):
                continue
            if slots:
                first = kept.partition(" ")[0]
                self._forms.setdefault("" if SLOT.search(first) else first, []).append(form(kept, said))
            else:
                self._exact.setdefault(kept, said)

    def tell(self, text: str) -> str:
        """The text in the reader's language; as it is where it is not known."""
        return (self._remembered if len(text) <= LONGEST_REMEMBERED else self._said)(text) or text

    def remembered(self) -> int:
        """Of how many texts it is remembered what is said for them."""
        return self._remembered.cache_info().currsize

    def _said(self, text: str, depth: int = 0) -> str:
        """What is said for a text or for several, one behind the other; "" where one of them is not known."""
        if len(text) > LONGEST_PUT_TOGETHER:
            return self._whole(text, depth)
        said, parts = list[str](), BREAK.split(text)
        while parts:
            runs = (len(parts), *range(1, min(len(parts), MOST_BREAKS + 2)))
            known = ((run, self._run(" ".join(parts[:run]), depth)) for run in runs)
            first = next(((run, words) for run, words in known if words), None)
            if first is None:
                return ""
            said.append(first[1])
            del parts[: first[0]]
        return " ".join(said)

    def _run(self, text: str, depth: int) -> str:
        """What is said for one text with the mark that parts it from the next, which need not be its own."""
        known = self._whole(text, depth)
        if known or text[-1:] not in MARKS:
            return known
        known = self._whole(text[:-1], depth)
        return known if not known or known.endswith(text[-1]) else known + text[-1]

    def _whole(self, text: str, depth: int) -> str:
        """What is said for one text, "" where it is not known."""
        stripped = text.strip()
        exact = self._exact.get(stripped)
        if exact is not None:
            return text.replace(stripped, exact)
        if len(stripped) > LONGEST_PUT_TOGETHER or depth > DEEPEST:
            return ""
        forms = (*self._forms.get(stripped.partition(" ")[0], ()), *self._forms.get("", ()))
        return next((said for each in forms if (said := self._filled(each, stripped, depth))), "")

    def _value(self, name: str, value: str, depth: int) -> str:
        match name:
            case "offence":
                return self._named("offence", value) or value
            case "elements":
                parts = value.split(", ")
                return ", ".join(_within(self._named("element", part)) or part for part in parts)
            case "status":
                return wording_of(f"status.{value.replace(' ', '_')}") or value
            case "lines":
                return "; ".join(self._line(line, depth) for line in value.split("; "))
            case "contents":
                return "; ".join(map(self._content, value.split("; ")))
            case _:
                return self._said(value, depth + 1) or value

    def _named(self, kind: str, value: str) -> str:
        """The name of a code; "" for what people wrote in its place."""
        code = f"{kind}.{value.replace(' ', '_')}"
        return self._names.written(code) or wording_of(code)

    def _line(self, text: str, depth: int) -> str:
        return next((said for each in self._lines if (said := self._filled(each, text, depth))), text)

    def _filled(self, known: Form, text: str, depth: int) -> str:
        """What is said for a text of this form, "" for any other text."""
        found = known.kept.fullmatch(text) if known.sign in text else None
        if found is None:
            return ""
        values = {name: self._value(name, found[f"s{place}"], depth) for place, name in enumerate(known.names)}

        def value(slot: re.Match[str]) -> str:
            name = slot[1] or slot[2]
            said = values.get(name, slot[0])
            is_within = name == "offence" and slot.start() and self._named(name, found[f"s{known.names.index(name)}"])
            return _within(said) if is_within else said

        return SLOT.sub(value, known.said)

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
        said = gettext(REWORDED.get(kept, kept))
        yield kept, said
        if not SLOT.search(kept):  # what is asked for stands before what it is about
            yield _about(kept, said)
    yield from (_about(row.name, gettext(row.name)) for row in law.kinds)


def _within(name: str) -> str:
    """A name within a sentence."""
    return f"{name[:1].lower()}{name[1:]}"


def _about(kept: str, said: str) -> tuple[str, str]:
    return f"{kept}: %(target)s", gettext("%(what)s: %(target)s", what=said, target="%(target)s")
