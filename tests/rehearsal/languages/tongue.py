"""People of the room who read another language: steps are told in English, and looked for in the words they see.

A page of such a person is given English names and texts and looks for what the catalogues say for them; what it reads
compares with English in the same way. So one rehearsal serves every language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit

from playwright.sync_api import Error, Locator, Page

from simulation.exercise.registry import SHIPPED
from simulation.scenario.load import directory_of, load
from tests.webapp.text.english_left import english_on, known_english
from webapp.text.translating.catalogues import SHIPPED as CATALOGUES
from webapp.text.translating.files import from_po

SLOT = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%%")
SPECIAL = re.compile(r"(\\W\+|\\b|\^|\$|\\s\*|\.\*|\\\?|\W\+)")
PARTS: dict[str, dict[str, str]] = {
    "fr": {
        r"Move (\d+) of ?": "Phase \\1 sur ",
        r"You play (\w+) now": "Vous jouez désormais ce pays\u00a0: \\1",
        r"You play (\w+)": "au nom de la direction de l’exercice\u00a0: \\1",
        r"in (\d:\d\d)\.": "dans \\1.",
        r"The jump to (Day) (\d+)": "Nouvelle date\u00a0: Jour \\2",
        r"(\d+) of (\d+) done": "\\1 sur \\2",
        r"This is practice.": "Ceci est un entraînement.",
        r"Jumped": "Saut de",
        r"^Admit\W+W+$": r"^Laisser entrer\\W+W+$",
        r"^Change\W+W+$": r"^Modifier\\W+W+$",
        r"^Remove": "^(?:Supprimer|Retirer)",
        r"ime is up": "e temps est écoulé",
        r" typing": "écri",
        r"to Central authority": "Autorité centrale",
        r"Answer: ": "Répondre : ",
        r"^1 of 3 seats": r"^Sièges ayant terminé\\s: 1 sur 3",
        r"^Half a day, 14 people": "^Une demi-journée, 14 personnes",
        r"Days passed: \d+": r"Jours passés\\s: \\d+",
        r"^Fired: ": r"^Déclenché\\s?: ",
        r"^D-\d+, received": r"^D-\\d+, reçue? le",
        r"^\s*Jump 30 days, to Day 31, .*\?\s*$": r"^\\s*Sauter 30 jours, jusqu’à cette date\\s: Jour 31, .*\\?\\s*$",
        r"^Undo \d+ entr": r"^Annuler \\d+ entr",
        r"not sent|already": "non envoyé|déjà",
        r"\d+ requests? moved": r"\\d+ demandes?",
        r"^Answer: ": r"^Rép(?:onse|ondre)\\s?: ",
        r"\d+ min left": r"encore \\d+ min|\\d+ min restantes",
        r"The exercise has ended": "L’exercice est terminé",
        r"\byou acted\b": r"\\bvous avez agi\\b",
    }
}
"""Parts of sentences that steps look for, in the words of a language: a catalogue has whole ones."""

LEAST = 3
"""Letters besides its values by which a sentence is known."""

NUMBER = "7"
"""Stands for any number while a pattern is translated."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A text with places for values, as a pattern of the English and as what is said for it."""

    english: re.Pattern[str]
    slots: tuple[str, ...]
    said: tuple[str, ...]
    length: int


@dataclass(slots=True)
class Tongue:
    """A language as somebody reads it."""

    code: str
    exact: dict[str, str] = field(default_factory=dict)
    sentences: list[Sentence] = field(default_factory=list)
    begins: dict[str, str] = field(default_factory=dict)

    def say(self, text: str) -> str:
        """What a person of this language sees where another sees the English text; the text where nothing is known."""
        part = self._part(text)
        if part:
            return part
        core = text.strip()
        said = (
            self.exact.get(core)
            or self._capital(core)
            or self._begun(core)
            or self._filled(core)
            or self._by_parts(core)
        )
        return text.replace(core, said) if core else text

    def _part(self, text: str) -> str:
        for english, said in PARTS.get(self.code, {}).items():
            if english == text:
                return said.replace("\\\\", "\\")
            if "\\" in english and not english.startswith("^"):
                found = re.fullmatch(english, text)
                if found is not None:
                    return found.expand(said)
        return ""

    def says(self, shown: str, *english: str) -> bool:
        """Whether what is shown is said for one of the English texts, however wide its blanks are."""
        return " ".join(shown.split()) in {" ".join(self.say(each).split()) for each in english}

    def _filled(self, text: str) -> str:
        for each in self.sentences:
            found = each.english.fullmatch(text)
            if found is None:
                continue
            values = dict(zip(each.slots, map(self.say, found.groups()), strict=True))
            number = next((int(value) for value in found.groups() if value.isdecimal()), 2)
            said = each.said[min(int(number > 1), len(each.said) - 1)]
            for slot, value in {**values, "%%": "%"}.items():
                said = said.replace(slot, value)
            return said
        return ""

    def _capital(self, text: str) -> str:
        """What is said for a text that a page begins with a capital."""
        said = self.exact.get(text[:1].lower() + text[1:], "")
        return said[:1].upper() + said[1:]

    def _begun(self, text: str) -> str:
        """What is said for the sentence without values that begins with a text of several words."""
        if text.count(" ") < 2:
            return ""
        begun = [english for english in self.begins if english.startswith(text)]
        return self.begins[min(begun, key=len)] if begun else ""

    def _by_parts(self, text: str) -> str:
        for between in (", ", ": "):
            if between in text:
                parts = [self.say(part) if part else part for part in text.split(between)]
                return ("\u00a0: " if between == ": " else between).join(parts)
        return text

    def pattern(self, pattern: re.Pattern[str]) -> re.Pattern[str]:
        """The same for a pattern: its texts are said, its places stay."""
        for english, said in PARTS.get(self.code, {}).items():
            if pattern.pattern == english:
                return re.compile(said.replace("\\\\", "\\"), pattern.flags)
        opened = re.fullmatch(r"\^Open (\w+)\.s desk\$", pattern.pattern)
        if opened is not None:
            return re.compile(rf"^Ouvrir le bureau de ce pays\s: {opened[1]}$")
        counted = pattern.pattern.replace(r"\d+", NUMBER)
        parts = [part if SPECIAL.fullmatch(part) else self._piece(part) for part in SPECIAL.split(counted)]
        return re.compile("".join(parts).replace(NUMBER, r"\d+"), pattern.flags)

    def _piece(self, part: str) -> str:
        if "|" in part:
            return "|".join(map(self._piece, part.split("|")))
        plain = re.sub(r"\\(.)", r"\1", part)
        if not plain.strip():
            return part
        lead = re.match(r"\W*", plain)
        head = lead[0] if lead else ""
        said = self.say(plain[len(head) :].rstrip(" ,."))
        return r"\s*:\s*" * (":" in head) + re.escape(said).replace(r"\ ", r"\s").replace("\u00a0", r"\s")


@cache
def tongue(code: str, scenario: str = "blue-current") -> Tongue:
    """A language that ships, with the words of a scenario."""
    found = Tongue(code)
    texts = load(directory_of(scenario), SHIPPED.allowed_names).texts
    for key, english in texts["en"].items():
        found.exact.setdefault(english, texts.get(code, {}).get(key, english))
    for text in from_po((CATALOGUES / code / "LC_MESSAGES" / "messages.po").read_bytes()).texts:
        for english in filter(None, (text.english, text.plural)):
            if SLOT.search(english):
                if len(re.findall(r"[^\W\d_]", SLOT.sub("", english))) < LEAST:
                    continue  # hardly more than values: people write so too
                found.sentences.append(_sentence(english, text.said))
                found.begins[SLOT.split(english)[0]] = SLOT.split(text.said[0])[0].strip()
            else:
                found.exact[english] = text.said[0]
    found.begins |= found.exact
    found.sentences.sort(key=lambda each: -each.length)
    return found


def _sentence(english: str, said: tuple[str, ...]) -> Sentence:
    slots = tuple(found[0] for found in SLOT.finditer(english) if found[0] != "%%")
    parts = re.split(r"(%\(\w+\)[sd]|\{\w*\}|%%)", english)
    shape = "".join(
        "%" if part == "%%" else r"(\d+)" if part == "%(num)s" else "(.+?)" if SLOT.fullmatch(part) else re.escape(part)
        for part in parts
    )
    return Sentence(re.compile(shape), slots, said, sum(len(part) for part in parts if not SLOT.fullmatch(part)))


class Seen(str):
    """What somebody reads in another language: English that it holds in that language is found in it."""

    __slots__ = ("tongue",)
    tongue: Tongue

    def __contains__(self, text: object) -> bool:
        """Whether it has a text, or what is said for it."""
        given = str(text)
        plain = self.replace("\u202f", "\u00a0")
        return str.__contains__(self, given) or str.__contains__(plain, self.tongue.say(given))

    def __eq__(self, other: object) -> bool:
        """Whether it is a text, or what is said for it."""
        return str.__eq__(self, str(other)) or str.__eq__(self, self.tongue.say(str(other)))

    def __ne__(self, other: object) -> bool:
        """The opposite."""
        return not self == other

    __hash__ = str.__hash__


def seen(text: str, language: Tongue) -> Seen:
    """A text as read in a language."""
    made = Seen(text)
    made.tongue = language
    return made


NAMED = {"name", "has_text", "has_not_text", "label", "text"}
"""Arguments that are words of a page."""

LOOKS = {"get_by_label", "get_by_text", "get_by_placeholder", "get_by_title"}
"""Ways to look for words by the first argument."""

READS = {"inner_text", "all_inner_texts", "text_content", "title", "all_text_contents"}


class Abroad:
    """A page or a place on it, before somebody who reads another language; it stands for what it holds."""

    def __init__(self, inner: Page | Locator, language: Tongue, english: dict[str, str] | None = None) -> None:
        """Hold it; English that is read on a page is noted, with where it stood."""
        self.__dict__.update(inner=inner, language=language, english=english)

    @property  # type: ignore[misc]  # a class is written once, and this stands for another
    def __class__(self) -> type:
        """What it stands for: an assertion of the browser's library asks."""
        return type(self.__dict__["inner"])

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401  # whatever it holds
        inner, language = self.__dict__["inner"], self.__dict__["language"]
        found = getattr(inner, name)
        if isinstance(found, Locator):
            return Abroad(found, language)
        if not callable(found) or name.startswith("_"):
            return found

        def called(*given: Any, **named: Any) -> Any:  # noqa: ANN401
            arguments = [
                _said(each, language) if name in LOOKS and not place else _open(each)
                for place, each in enumerate(given)
            ]
            words = {key: _said(each, language) if key in NAMED else _open(each) for key, each in named.items()}
            answer = found(*arguments, **words)
            if name == "wait_for_load_state":
                self.note_english()
            if isinstance(answer, Locator):
                return Abroad(answer, language)
            if name in READS:
                return seen(answer, language) if isinstance(answer, str) else [seen(each, language) for each in answer]
            if name == "all":
                return [Abroad(each, language) for each in answer]
            return answer

        return called

    def note_english(self) -> None:
        """Notes what of the page is English now."""
        page, english = self.__dict__["inner"], self.__dict__["english"]
        if english is not None:
            english |= dict.fromkeys(english_on(_whole(page), known_english()), urlsplit(page.url).path)


def _whole(page: Page) -> str:
    """The page as it is, or, where it is just leaving for another, that one: a browser reads no page between two."""
    while True:
        try:
            return page.content()
        except Error as fault:
            if "navigating" not in fault.message:
                raise
            page.wait_for_load_state("load")


def _open(value: Any) -> Any:  # noqa: ANN401
    return value.__dict__["inner"] if type(value) is Abroad else value


def _said(value: Any, language: Tongue) -> Any:  # noqa: ANN401
    if isinstance(value, str):
        return language.say(value)
    return language.pattern(value) if isinstance(value, re.Pattern) else _open(value)


def abroad(page: Page, code: str, english: dict[str, str]) -> Page:
    """A page before somebody who reads a language; English that is left on it is noted, with where it stood."""
    return cast("Page", Abroad(page, tongue(code), english))


def tongue_of(page: object) -> Tongue | None:
    """The language in which somebody reads a page, None for English."""
    return page.__dict__["language"] if type(page) is Abroad else None


def matched(pattern: str, text: str, flags: int = 0) -> re.Match[str] | None:
    """What of a text fits a pattern, in the language in which it was read."""
    wanted = re.compile(pattern, flags)
    return (text.tongue.pattern(wanted) if isinstance(text, Seen) else wanted).search(text)
