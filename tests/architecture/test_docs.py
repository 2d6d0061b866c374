"""Pages of the documentation lead to what is there, and the lists of decisions and rules are whole."""

import re
from pathlib import Path

import pytest

from tests.architecture.tree import ROOT, project_files

LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#:\s]*)(?:#([^)\s]+))?\)")
ANCHORED = re.compile(r'^#+ <a id="([^"]+)"></a>(.+)$', re.MULTILINE)
DECISIONS, RULES = ROOT / "docs" / "decisions", ROOT / "docs" / "rules"


def anchors(page: Path) -> set[str]:
    """What a link may name in a page: its own anchors, and those that are made of headings."""
    text = page.read_text(encoding="utf-8")
    headings = re.findall(r"^#+ (?:<a id=\"[^\"]+\"></a>)?(.+)$", text, flags=re.MULTILINE)
    return {anchor for anchor, _ in ANCHORED.findall(text)} | {
        re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings
    }


def lost(page: Path, text: str) -> list[str]:
    """The links of a page that lead nowhere."""
    found = []
    for target, anchor in LINK.findall(text):
        other = page.parent / target if target else page
        if not other.exists() or (anchor and anchor not in anchors(other)):
            found.append(f"{page.relative_to(ROOT)}: {target}#{anchor}")
    return found


def test_every_link_leads_somewhere() -> None:
    pages = [ROOT / path for path in project_files() if path.suffix == ".md"]
    assert len(pages) > 40
    assert [link for page in pages for link in lost(page, page.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("link", ["[x](nothing.md)", "[x](reference/law.md#5.99)", "[x](#nowhere)"])
def test_a_dangling_link_is_seen(link: str) -> None:
    assert len(lost(ROOT / "docs" / "odd.md", link)) == 1


def listed(page: Path) -> list[tuple[str, str, str]]:
    """The records that an index lists: number, title and place."""
    return re.findall(r"^- (\d{3}): \[([^\]]+)\]\(([^)]+)\)", page.read_text(encoding="utf-8"), flags=re.MULTILINE)


def decisions() -> list[tuple[str, str, str]]:
    """The records on the architecture, a file each."""
    files = sorted(DECISIONS.glob("[0-9]*.md"))
    return [(each.name[:3], each.read_text(encoding="utf-8").partition("\n")[0][2:], each.name) for each in files]


def rules() -> list[tuple[str, str, str]]:
    """The rules of the exercise, a section each, with their numbers as anchors."""
    return [
        (number, title, f"{page.name}#{number}")
        for page in sorted(RULES.glob("[a-z]*.md"))
        for number, title in ANCHORED.findall(page.read_text(encoding="utf-8"))
    ]


def test_decisions_are_listed_in_their_order() -> None:
    assert listed(DECISIONS / "README.md") == decisions()
    assert len(decisions()) < 40, "rules of the exercise stand in docs/rules"


def test_rules_are_listed() -> None:
    assert sorted(listed(RULES / "README.md")) == sorted(rules())
    assert rules()


def test_a_number_stands_for_one_record() -> None:
    numbers = [number for number, _, _ in (*decisions(), *rules())]
    assert len(set(numbers)) == len(numbers)


def test_records_that_code_names_are_there() -> None:
    known = {f"docs/decisions/{place}" for _, _, place in decisions()} | {
        f"docs/rules/{place}" for _, _, place in rules()
    }
    named = [
        (path.as_posix(), place)
        for path in project_files()
        if path.suffix in {".py", ".toml", ".html"}
        for place in re.findall(
            r"docs/(?:decisions|rules)/[\w-]+\.md(?:#\d+)?", (ROOT / path).read_text(encoding="utf-8")
        )
    ]
    assert named
    assert [each for each in named if each[1] not in known] == []


def test_files_that_pages_name_are_there() -> None:
    files = [f"/{path.as_posix()}" for path in project_files()]
    lost_files = [
        f"{page}: {name}"
        for page in project_files()
        if page.suffix == ".md"
        for name in re.findall(
            r"`([\w.-]+/[\w./-]+\.(?:py|toml|js|css|html))`", (ROOT / page).read_text(encoding="utf-8")
        )
        if "NAME" not in name and not any(file.endswith(f"/{name}") for file in files)
    ]
    assert lost_files == []
