"""Finding lines of the law book by words: word stems and words that practitioners use for the same thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from webapp.text.law_texts import Line

SAME: tuple[tuple[str, ...], ...] = (
    ("extradition", "surrender", "arrest warrant"),
    ("aut dedere", "prosecute or extradite", "submits the case", "submit the case", "own prosecutors"),
    ("freeze", "frozen", "restrain", "block", "hold", "seize"),
    ("confiscation", "forfeiture"),
    ("mutual legal assistance", "mla", "letter of request", "letters rogatory", "rogatory"),
    ("dual criminality", "double criminality"),
    ("ne bis in idem", "double jeopardy", "same facts"),
    ("speciality", "specialty", "use limitation", "for no other"),
    ("joint investigation team", "joint team", "jit"),
    ("financial intelligence unit", "financial unit", "fiu"),
    ("video link", "videoconference", "video conference"),
    ("wiretap", "interception", "intercept"),
    ("refusal", "refuse", "decline"),
    ("postpone", "adjourn", "defer"),
    ("bank secrecy", "banking secrecy"),
    ("witness", "testimony"),
    ("beneficial owner", "ubo"),
    ("nationality", "national", "citizen"),
    ("death penalty", "capital punishment"),
)
"""Words for one thing in the law of cooperation: the book uses some of them, people type others (our own choice)."""

_ENDINGS = (
    *("ations", "ation", "ments", "ment", "ings", "ing", "ions", "ion", "ures", "ure", "ities"),
    *("ity", "als", "al", "ies", "ees", "ed", "es", "er", "s", "e", "y"),
)
_LEAST = 4
"""So many letters a stem keeps at least."""

_WORD = re.compile(r"\w+")


def stem(word: str) -> str:
    """A word without its ending: `extradite` and `extradition` are both `extradit`."""
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            shorter = word[: -len(ending)]
            return shorter[:-2] if shorter.endswith("at") and len(shorter) - 2 >= _LEAST else shorter.rstrip("i")
    return word


@lru_cache(maxsize=4096)
def stems(text: str) -> tuple[str, ...]:
    """The stems of all words of a text, in order."""
    return tuple(stem(word) for word in _WORD.findall(text.casefold()))


def holds(line: Line, wanted: str) -> bool:
    """Whether a line has all the words, by stem, by another word for the same thing, or as they were typed."""
    text = f"{line.id} {line.name} {line.text} {line.source}"
    there = stems(text)
    return all(
        any(_runs(there, phrase) for phrase in phrases) or (typed != "" and typed in text.casefold())
        for phrases, typed in _needs(wanted)
    )


def _needs(wanted: str) -> Iterator[tuple[tuple[tuple[str, ...], ...], str]]:
    """What has to be there: alternatives as stems, and the word as it was typed."""
    typed = wanted.casefold().split()
    words = [stem(word) for word in typed]
    place = 0
    while place < len(words):
        length, same = _same_from(words[place:])
        if same:
            yield same, " ".join(typed[place : place + length])
            place += length
        else:
            yield (stems(typed[place]) or (words[place],),), typed[place]
            place += 1


def _same_from(words: Sequence[str]) -> tuple[int, tuple[tuple[str, ...], ...]]:
    """How many words from here on are one of the terms with others for the same, and all of these."""
    found: tuple[int, tuple[tuple[str, ...], ...]] = (0, ())
    for group in SAME:
        phrases = tuple(map(stems, group))
        for phrase in phrases:
            if len(phrase) > found[0] and tuple(words[: len(phrase)]) == phrase:
                found = (len(phrase), phrases)
    return found


def _runs(there: Sequence[str], phrase: Sequence[str]) -> bool:
    """Whether the stems stand there, one right after the other."""
    size = len(phrase)
    return any(tuple(there[at : at + size]) == tuple(phrase) for at in range(len(there) - size + 1))
