"""Every citation of a reference in docs/reference leads to a section of it, and to a row where it names one.

`law.md 5.4 F6, 5.5` cites row F6 of section 5.4, and section 5.5. A row belongs to the section named before it.
"""

import re
from collections.abc import Iterator
from functools import cache

import pytest

from tests.architecture.tree import ROOT, project_files

REFERENCES = ("design", "law", "network", "stack")
CITING = {".md", ".mermaid", ".py", ".toml", ".html", ".js"}

SECTION = r"rule \d|\d+(?:\.\d+)?|\b[a-f](?:\.\d)?\b"
ROW = r"[A-Z]{1,3}\d+[a-z]?\b|[A-Z]{2,}[A-Z0-9]*(?:-[A-Z]+)?\b"
ONE = rf"(?:{SECTION}|{ROW})"
CITATION = re.compile(
    rf"\b({'|'.join(REFERENCES)})\.md`?,?(?: section| part)? ({ONE}(?:(?:, | and | to |-| )(?:{ONE}))*)"
)

LINE_END = re.compile(r"\s*\n\s*(?:#:? ?|\* |> )?")
"""A citation may go over the end of a line, in a comment as well."""


@cache
def sections(reference: str) -> dict[str, str]:
    """The sections of a reference by their anchors, each with its text and that of the sections below it."""
    text = (ROOT / "docs" / "reference" / f"{reference}.md").read_text(encoding="utf-8")
    headings = [*re.finditer(r'^(#+) <a id="([a-z0-9.-]+)"></a>(.+)$', text, flags=re.MULTILINE)]
    found: dict[str, str] = {}
    for number, heading in enumerate(headings):
        below = (later.start() for later in headings[number + 1 :] if len(later[1]) <= len(heading[1]))
        assert heading[2] not in found, f"{reference}.md has two sections {heading[2]}"
        found[heading[2]] = text[heading.end() : next(below, len(text))]
    return found


def has_row(text: str, row: str) -> bool:
    """Whether a section has a table with such a row."""
    return re.search(rf"^\| ?{re.escape(row)} ?\|", text, flags=re.MULTILINE) is not None


def dangling(text: str) -> Iterator[str]:
    """The citations of a text that lead nowhere."""
    for citation in CITATION.finditer(LINE_END.sub(" ", text)):
        reference, cited = citation.groups()
        known = sections(reference)
        section = ""
        for one in re.findall(ONE, cited):
            if re.fullmatch(SECTION, one):
                section = one.replace(" ", "-")
                if section not in known:
                    yield f"{reference}.md {one}"
            elif not has_row(known.get(section, ""), one):
                yield f"{reference}.md {section} {one}"


def citing() -> Iterator[tuple[str, str]]:
    """The files that may cite, with their texts."""
    for path in project_files():
        if path.suffix in CITING and path.name != "test_citations.py":
            yield path.as_posix(), (ROOT / path).read_text(encoding="utf-8")


def test_every_citation_resolves() -> None:
    assert [f"{name}: {each}" for name, text in citing() for each in dangling(text)] == []


def test_they_are_found_in_their_hundreds() -> None:
    """So that a change of form does not make the test blind."""
    found = {
        reference: sum(citation[1] == reference for _, text in citing() for citation in CITATION.finditer(text))
        for reference in REFERENCES
    }
    assert found["law"] > 800
    assert found["network"] > 30
    assert found["design"] > 20


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("(law.md 5.4 F6, 5.5 G1; UNTOC art. 18)", []),
        ("law.md 5.9", ["law.md 5.9"]),
        ("law.md 5.4\n    # F99: nothing", ["law.md 5.4 F99"]),
        ("law.md 5.3 M1-M23", ["law.md 5.3 M23"]),
        ("law.md 1.3 and 77", ["law.md 77"]),
        ("law.md rule 7", ["law.md rule 7"]),
        ("network.md d.3 R8, R77", ["network.md d.3 R77"]),
        ("network.md F18", ["network.md  F18"]),
        ("design.md 11", ["design.md 11"]),
        ("stack.md 70", ["stack.md 70"]),
    ],
)
def test_a_dangling_one_is_seen(text: str, lost: list[str]) -> None:
    assert list(dangling(text)) == lost
