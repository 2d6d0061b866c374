"""Words go out to a file and come in again: not a letter is another, whatever is written."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from webapp.text.translating.faults import faults
from webapp.text.translating.files import READERS, WRITERS, WordFileError, as_po
from webapp.text.translating.template import interface_words
from webapp.text.translating.words import INTERFACE, Text, UnknownLanguageError, Words, merged, plural_forms

LANGUAGES = ("fr", "ru", "ar", "ja")
"""Two forms of the plural, three, six, and one."""

LINES = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn", "Co"), include_characters="\n"), min_size=1, max_size=40
)
KEYS = st.from_regex(r"[a-z]{1,5}(\.[a-z]{1,5}){0,2}", fullmatch=True)


@st.composite
def books(draw: st.DrawFn) -> Words:
    """Words of the interface or of a scenario, some of them translated."""
    language = draw(st.sampled_from(LANGUAGES))
    is_scenario = draw(st.booleans())
    texts: dict[tuple[str, str], Text] = {}
    for english in draw(st.lists(LINES.filter(str.strip), max_size=6, unique=True)):
        plural = "" if is_scenario else draw(st.one_of(st.just(""), LINES.filter(str.strip)))
        forms = plural_forms(language) if plural else 1
        said = tuple(draw(st.one_of(st.just(""), LINES)) for _ in range(forms))
        text = Text(english, said, plural, draw(KEYS) if is_scenario else "", ("webapp/a.py", "webapp/b.html"))
        texts[text.id] = text
    return Words("blue-current" if is_scenario else INTERFACE, language, "0.1.0", tuple(texts.values()))


@pytest.mark.parametrize("form", WRITERS)
@given(words=books())
def test_what_goes_out_comes_in(form: str, words: Words) -> None:
    assert READERS[form](WRITERS[form](words)) == words


@pytest.mark.parametrize("form", WRITERS)
def test_the_whole_interface_goes_out_and_in(form: str) -> None:
    words = interface_words("fr", "0.1.0")
    assert len(words.texts) > 2000
    assert words.gaps == len(words.texts)
    content = WRITERS[form](words)
    assert READERS[form](content) == words
    assert WRITERS[form](words) == content


@given(now=books(), came=books())
def test_nothing_that_was_translated_is_lost(now: Words, came: Words) -> None:
    """What this version does not say is kept beside it, in the file too; what both bring is taken as it came."""
    came = replace(came, book=now.book, language=now.language)
    empty = replace(now, texts=tuple(replace(text, said=("",) * len(text.said)) for text in now.texts))
    taken = READERS["po"](as_po(merged(empty, now.texts, came)))
    assert [text.id for text in taken.texts] == [text.id for text in now.texts]
    kept = {text.id: text.said for text in (*taken.texts, *taken.left)}
    brought = {text.id: text.said for text in came.texts if any(text.said)}
    for text in (*now.texts, *came.texts):
        if any(text.said) and len(kept.get(text.id, ())) == len(brought.get(text.id, text.said)):
            assert kept[text.id] == brought.get(text.id, text.said)
        assert text.id in kept or not any(text.said)


@pytest.mark.parametrize(
    ("english", "said", "is_bad"),
    [
        ("%(name)s has %(count)s papers", "%(count)s documents de %(name)s", False),
        ("%(name)s has papers", "Des documents", True),
        ("Day {day}", "Jour {jour}", True),
        ("<strong>Stop</strong>", "<strong>Halte</strong>", False),
        ("<strong>Stop</strong>", "<b>Halte</b>", True),
        ("Stop", "", False),
        ("Stop", "Halte %(name)s", True),
    ],
)
def test_a_translation_that_would_break_a_page_is_found(english: str, said: str, *, is_bad: bool) -> None:
    words = Words(INTERFACE, "fr", "1", (Text(english, (said,)),))
    assert bool(faults(words)) is is_bad


def test_one_may_be_said_in_a_word() -> None:
    words = Words(INTERFACE, "fr", "1", (Text("%(num)s day", ("un jour", "%(num)s jours"), "%(num)s days"),))
    assert not faults(words)


@pytest.mark.parametrize("form", READERS)
@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"\xff\xfe\x00", b'msgid "a"\nmsgstr "b"\n'])
def test_a_file_without_words_is_refused_in_words(form: str, content: bytes) -> None:
    with pytest.raises(WordFileError):
        READERS[form](content)


def test_a_language_that_is_none_is_refused() -> None:
    with pytest.raises(UnknownLanguageError):
        plural_forms("xq-nowhere")
