"""No word that `docs/style.md` replaces, no long sentence, nothing contracted, and nothing that proselint finds."""

import re
from collections.abc import Callable
from functools import cache

import pytest
from proselint.checks import __register__
from proselint.config import Config
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

from tests.english import corpus
from tests.english.corpus import Text

TEXTS: dict[str, Callable[[], tuple[Text, ...]]] = {
    "interface": corpus.interface,
    "scenarios": corpus.scenarios,
    "documents": corpus.documents,
}
REPLACED = re.compile(r"^\| ([^|]+) \| ([^|]+?) \|", re.MULTILINE)


def replaced() -> dict[str, str]:
    """What stands nowhere, with what is said instead."""
    page = corpus.STYLE.read_text(encoding="utf-8").partition("## Words")[2].partition("## Before and after")[0]
    return {old.strip(): new.strip() for new, old in REPLACED.findall(page) if new not in {"use", "---"}}


def test_the_page_has_sixty_words() -> None:
    assert len(replaced()) >= 60


@pytest.mark.parametrize("of", TEXTS)
def test_no_word_that_is_replaced(of: str) -> None:
    old = re.compile(rf"\b({'|'.join(map(re.escape, sorted(replaced(), key=len, reverse=True)))})\b", re.IGNORECASE)
    found = [(each.where, match.group()) for each in TEXTS[of]() for match in old.finditer(each.text)]
    assert found == []


CONTRACTED = re.compile(
    r"\b\w+n[’']t\b|\b(?:I|you|we|they|it|he|she|that|there|who)[’'](?:re|ve|ll|m|d|s)\b", re.IGNORECASE
)


@pytest.mark.parametrize("of", ["interface", "documents"])
def test_nothing_is_contracted(of: str) -> None:
    assert [(each.where, each.text) for each in TEXTS[of]() if CONTRACTED.search(each.text)] == []


MOST_WORDS = {"interface": 25, "scenarios": 30, "documents": 30}


@pytest.mark.parametrize("of", MOST_WORDS)
def test_no_sentence_is_too_long(of: str) -> None:
    found = [
        (each.where, number, sentence)
        for each in TEXTS[of]()
        for number, sentence in corpus.sentences(each.text)
        if number > MOST_WORDS[of]
    ]
    assert found == []


LEFT_OUT = {
    "annotations",  # marks of unfinished work are for ruff
    "lexical_illusions",  # tables and lists of law say a word in two neighbouring cells
    "restricted",  # words for a primary school; proselint has it off by itself
    "spelling.consistency",  # finds "labor" in "collaborate"
    "typography",  # straight quotes stand in sources and commands
    "weasel_words",  # a witness may say "very"
}
"""What proselint would look for besides, with the reason why it does not here."""

AS_IT_IS = {
    "'né'": "the Latin of ne bis in idem",
    "'for ever'": "two words in British English",
    "'on the money'": "a hold on the money of an account",
    "'found missing'": "a paper of a request that was found missing",
    "'Found missing'": "the same as a heading",
    "'in the matter of'": "a request in the matter of somebody",
    "'benefit of the doubt'": "the rule of law",
    "'waitress'": "the name of a program",
    "'at the end of the day'": "when the day of the exercise ends",
    "'on the same page'": "a page of the program",
    "p.m.": "per mille",
}
"""What it finds and is right here, by a part of its message, with the reason."""


@cache
def checks() -> Config:
    """Which of its checks read our texts."""
    CheckRegistry().register_many(__register__)
    keys = [check.path for check in CheckRegistry().checks]
    return {"max_errors": 1000, "checks": {key: not any(key.startswith(each) for each in LEFT_OUT) for key in keys}}


@pytest.mark.parametrize("of", TEXTS)
def test_proselint_finds_nothing(of: str) -> None:
    texts, enabled = TEXTS[of](), checks()
    lines = [each.text.replace("\n", " ") for each in texts]
    found = [
        (texts[result.pos[0] - 1].where, result.check_result.check_path, result.check_result.message)
        for result in LintFile(of, "\n".join(lines)).lint(enabled)
    ]
    assert [each for each in found if not any(word in each[2] for word in AS_IT_IS)] == []
