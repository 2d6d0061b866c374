"""Words to be translated, wherever they come from and whatever file they go into."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from babel.core import Locale, UnknownLocaleError
from babel.messages.plurals import get_plural

INTERFACE = "interface"
"""The book of all that pages, letters, papers and the law book say; any other book is a scenario's, by its name."""

type Key = tuple[str, str]
"""What tells a text from all others of its book: its key in a scenario ("" in the interface), and the English."""


class UnknownLanguageError(Exception):
    """A code that names no language whose numbers of plural forms are known; its text is the code."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text and its translation.

    Attributes:
        english: What is said in English, of one thing where number matters.
        plural: The same of several; empty where number does not matter.
        key: Under which a scenario keeps it; empty in the interface.
        said: In the other language: one form, or as many as its plural has; empty strings where it is not translated.
        places: Files in which it stands, sorted.
        note: For the translator.
    """

    english: str
    said: tuple[str, ...]
    plural: str = ""
    key: str = ""
    places: tuple[str, ...] = ()
    note: str = ""

    @property
    def id(self) -> Key:
        """What tells it from all others of its book."""
        return self.key, self.english

    @property
    def is_translated(self) -> bool:
        """Whether each form is there."""
        return all(self.said)


@dataclass(frozen=True, slots=True)
class Words:
    """The texts of one book in one language.

    Attributes:
        book: `interface`, or the name of a scenario.
        language: Code of the language they are translated into.
        version: Of the program that wrote them out.
        texts: In the order in which they stand in the product.
        left: Translations of texts that this version does not have: kept, so that another version finds them.
    """

    book: str
    language: str
    version: str
    texts: tuple[Text, ...]
    left: tuple[Text, ...] = field(default=())

    @property
    def gaps(self) -> int:
        """How many texts are not translated."""
        return sum(not text.is_translated for text in self.texts)


def plural_forms(language: str) -> int:
    """How many forms of a plural a language has.

    Raises:
        UnknownLanguageError: There is no such language.
    """
    try:
        return int(get_plural(str(Locale.parse(language))).num_plurals)
    except (UnknownLocaleError, ValueError) as error:
        raise UnknownLanguageError(language) from error


def merged(now: Words, known: Iterable[Text], came: Words) -> Words:
    """What this version says, in the words that came, else in those that were known; nothing of either is dropped.

    Args:
        now: The texts of this version, none of them translated.
        known: What was translated before, also of texts that this version does not have.
        came: What a file brings.
    """
    best: dict[Key, Text] = {}
    for text in (*known, *came.texts, *came.left):
        if any(text.said) or text.id not in best:
            best[text.id] = text if any(text.said) else best.get(text.id, text)
    here = {text.id for text in now.texts}
    texts = tuple(
        Text(text.english, _fitting(text, best.get(text.id)), text.plural, text.key, text.places, text.note)
        for text in now.texts
    )
    left = tuple(text for key, text in best.items() if key not in here and any(text.said))
    return Words(now.book, now.language, now.version, texts, left)


def _fitting(text: Text, found: Text | None) -> tuple[str, ...]:
    """The translation where it has as many forms as the text wants, else none."""
    return found.said if found is not None and len(found.said) == len(text.said) else text.said
