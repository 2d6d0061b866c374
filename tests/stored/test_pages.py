"""Every page of stored exercises, for each kind of person who may open it or not, is the one that was taken."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.stored import files, pages
from tests.webapp.house import House

pytestmark = pytest.mark.acceptance("opens every page of everybody in stored exercises")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """An empty house."""
    made = pages.a_house(tmp_path_factory.mktemp("pages"))
    yield made
    made.close()


@pytest.mark.parametrize("name", pages.LOOKS)
def test_pages_stay_as_they_were_taken(name: str, tmp_path: Path) -> None:
    before, now = files.read(pages.file(name)), pages.again(name, tmp_path)
    if before == now:
        return
    for text, word in ((before, "stored"), (now, "now")):
        (tmp_path / f"{word}.txt").write_text(text, encoding="utf-8")
    told = files.shown(pages.difference(before, now))
    pytest.fail(f"{told}\nall of it: diff {tmp_path}/stored.txt {tmp_path}/now.txt", pytrace=False)


@pytest.mark.parametrize("name", pages.LOOKS)
def test_nothing_of_this_machine_is_in_a_stored_page(name: str) -> None:
    text = files.read(pages.file(name))
    assert len(pages.parted(text)) > 300
    assert not [word for word in (str(Path.home()), "/tmp/", "0.0.0.0", "Traceback") if word in text]  # noqa: S104, S108


IDS = re.compile(r'\bid="([^"]*)"')
REFERS = re.compile(
    r'\b(?:for|form|list|aria-labelledby|aria-describedby|aria-controls)="([^"]*)"|<a\b[^>]*\bhref="#([^"]+)"'
)
ESCAPED = re.compile(r"<[^<>\"]*=&#34;[^<>]{0,60}")


@pytest.mark.parametrize("name", pages.LOOKS)
def test_what_a_stored_page_refers_to_is_there_and_there_once(name: str) -> None:
    """A label belongs to its field, a description to what it describes, a link within the page to its place."""
    wrong = set()
    for (_who, path), page in pages.parted(files.read(pages.file(name))).items():
        if not page.startswith("200 ") or "<html" not in page:
            continue
        ids = Counter(IDS.findall(page))
        meant = {word for named, place in REFERS.findall(page) for word in (named or place).split()}
        wrong |= {(path, f"{each} stands {times} times") for each, times in ids.items() if times > 1}
        wrong |= {(path, f"{each} is not there") for each in meant - ids.keys()}
        wrong |= {(path, broken) for broken in ESCAPED.findall(page)}
    assert not wrong


def test_every_rule_was_asked_for_and_opens_for_somebody(house: House) -> None:
    """In some exercise; what opens for nobody is named."""
    rules = [rule for rule in house.app.url_map.iter_rules() if rule.endpoint not in pages.STATIC]
    asked, opens = set(), set()
    for name in pages.LOOKS:
        for (_who, path), page in pages.parted(files.read(pages.file(name))).items():
            method = "POST" if path.startswith(pages.SENT) else "GET"
            rule = pages.rule_of(house, path.removeprefix(pages.SENT).partition("?")[0], method)
            assert rule is not None, path
            asked.add((method, rule.rule))
            if page.startswith("200 ") and method == "GET":
                opens.add(rule.rule)
    known = {(method, rule.rule) for rule in rules for method in ("GET", "POST") if method in (rule.methods or ())}
    left = {("POST", rule.rule) for rule in rules if rule.endpoint in pages.LEAVING | pages.MAKING}
    assert known - asked == left
    assert {rule for method, rule in known if method == "GET"} - opens == NEVER_OPEN


NEVER_OPEN = {
    "/first/<token>",
    "/join/<code>",
    "/join/<code>/seat",
    "/me/<token>",
    "/scenarios/<name>.rogscn",
    "/scenarios/<name>/dry-run",
    "/scenarios/<name>/dry-run/part",
    "/x/<exercise>/at/<at>/desk/ahead",
    "/x/<exercise>/at/<at>/desk/ahead/part",
    "/x/<exercise>/at/<at>/desk/compared",
    "/x/<exercise>/at/<at>/desk/hearings/<code>/<handle>",
    "/x/<exercise>/control/people/<who>/card",
    "/x/<exercise>/desk/ahead",
    "/x/<exercise>/desk/ahead/part",
    "/x/<exercise>/desk/compared",
    "/x/<exercise>/lobby/waiting",
    "/x/<exercise>/review/own.<form>",
}
"""Rules that open for nobody here: personal links and cards, what comes before a seat, benches, files and dry runs of
scenarios, what interpreters read ahead, the last page of an exercise alone, and what a team gets when the trainer
releases the review."""
