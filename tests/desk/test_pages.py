"""Every page of the desk opens, and none prints a key or a code of the simulation."""

import re
from html import unescape

import pytest

from tests.desk.journeys import LINK, desk, hidden, view
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody
from webapp.desk.requests.rows import age_text

START = (
    "", "?scope=team", "?box=in", "digest", "requests", "requests/new", "documents", "documents?q=bank", "board",
    "board?show=table",
    "measures", "assets", "case", "reports", "messages", "meetings", "law", "law/grounds", "law/times", "glossary",
    "countries/ISA", "briefing", "map",
)  # fmt: skip
CODES = re.compile(
    r"\b(?:work|digest|status|action|finding|content|column|heading|cell|link|element|sought)\.[a-z_]{3,}"
)


def crawl(person: Person, cast: Cast, most: int = 160) -> dict[str, str]:
    """Pages by address, following links within the desk."""
    waiting = [desk(cast, path) for path in START]
    pages: dict[str, str] = {}
    while waiting and len(pages) < most:
        where = waiting.pop(0)
        if where in pages:
            continue
        answer = person.get(where)
        assert answer.status_code in {200, 303}, (where, answer.status_code)
        pages[where] = answer.text
        waiting += [link for link in map(unescape, LINK.findall(answer.text)) if link.startswith(desk(cast))]
    return pages


def test_every_page_opens_and_speaks_in_words(house: House, cast: Cast) -> None:
    pages = crawl(cast.alba, cast)
    assert len(pages) > 60
    shown = view(house, cast, cast.alba)
    keys = {entity.key for entity in shown.entities} | {filed.document.key for filed in shown.documents}
    keys |= {inject.key for inject in shown.injects} | {
        request.key for request in shown.requests if "matter" in request.key
    }
    for where, page in pages.items():
        found = [key for key in keys if key in page]
        assert not found, (where, found)
        text = unescape(re.sub(r"<[^>]+>", " ", page))
        assert not CODES.findall(text), (where, CODES.findall(text))


def test_the_navigation_says_whose_reports_they_are(cast: Cast) -> None:
    """Reports may be of police, of experts or of banks: the entry and the page have one name."""
    page = cast.alba.get(desk(cast, "reports")).text
    assert re.search(r'/desk/reports" aria-current="page">.*?<span>Bank reports</span>', page, re.DOTALL)
    assert "<title>Bank reports" in page


def test_a_page_shown_twice_is_the_same_to_the_byte(cast: Cast) -> None:
    for path in ("requests", "measures", "board", "case"):
        first = cast.alba.get(desk(cast, path)).text
        assert re.sub(r'csrf[^>]*"', "", first) == re.sub(r'csrf[^>]*"', "", cast.alba.get(desk(cast, path)).text), path


@pytest.mark.parametrize(
    "path",
    [
        "requests/NOPE-1",
        "documents/D-999",
        "entities/9999",
        "injects/99",
        "countries/ZZZ",
        "law/nothing",
        "parts/nothing",
        "reports/D-999",
    ],
)
def test_what_is_not_there_is_not_found(cast: Cast, path: str) -> None:
    answer = cast.alba.get(desk(cast, path))
    assert answer.status_code == 404
    assert "Traceback" not in answer.text


def test_another_teams_paper_is_not_found_by_its_number(house: House, cast: Cast) -> None:
    own = {filed.document.key for filed in view(house, cast, cast.alba).documents}
    theirs = [filed for filed in view(house, cast, cast.brava).documents if filed.document.key not in own]
    page = cast.alba.get(desk(cast, f"documents/{theirs[0].label}")).text
    about = theirs[0].document.mention(theirs[0].document.about)
    assert about is not None
    assert about.label not in page


def test_live_parts_answer_with_their_version_and_304(cast: Cast) -> None:
    for name in ("work", "requests", "digest", "messages", "map"):
        first = cast.alba.get(desk(cast, f"parts/{name}"), headers={"X-Tick": "1"})
        assert first.status_code == 200, name
        assert f'data-panel="{name}"' in first.text
        again = cast.alba.get(
            desk(cast, f"parts/{name}"), headers={"X-Tick": "1", "If-None-Match": first.headers["ETag"]}
        )
        assert again.status_code == 304, name


def test_the_desk_counts_unread_messages_as_its_navigation_does(house: House, cast: Cast) -> None:
    aron = nobody(house, "Aron", cast.exercise)
    assert aron.join("police", "SOV").status_code == 303
    written = hidden(cast.alba.get(desk(cast, "messages")).text, "/messages", "Send") | {
        "to": "SOV.police",
        "text": "Hm.",
    }
    assert cast.alba.post(desk(cast, "messages"), written).status_code == 303
    page = aron.get(desk(cast)).text
    (counted,) = re.findall(r'aria-label="Messages"[^>]*>(?:(?!</a>).)*r-count-dot">(\d+)<', page, re.DOTALL)
    assert re.findall(r'class="r-meta">(\d+) unread', page) == [counted]


def test_a_letter_of_another_office_is_not_unread_and_only_one_from_abroad_can_be_answered(
    house: House, cast: Cast
) -> None:
    aron = nobody(house, "Aron", cast.exercise)
    assert aron.join("police", "SOV").status_code == 303
    sent = ((cast.alba, "KES.authority"), (aron, "KES.police"), (aron, "control"), (aron, "SOV.authority"))
    for writer, to in sent:
        form = hidden(writer.get(desk(cast, "messages")).text, "/messages", "Send")
        assert writer.post(desk(cast, "messages"), form | {"to": to, "text": f"To {to}."}).status_code == 303

    def lines(person: Person) -> list[str]:
        return person.get(desk(cast, "messages/part"), headers={"X-Tick": "1"}).text.split('<li class="r-message')[1:]

    def marks(person: Person, words: str) -> tuple[bool, bool]:
        """Whether the message with these words is marked as unread, and whether it can be answered."""
        line = next(each for each in lines(person) if words in each)
        return " is-unread" in line, "Answer" in line

    def bell(person: Person) -> int:
        found = re.search(r'aria-label="Messages"[^>]*>(?:(?!</a>).)*r-count-dot">(\d+)<', person.get(desk(cast)).text)
        return int(found[1]) if found is not None else 0

    for person in (cast.alba, cast.brava, aron):
        assert sum(" is-unread" in line for line in lines(person)) == bell(person), person.name
    assert marks(cast.alba, "To KES.police.") == (False, False)
    assert marks(cast.alba, "To control.") == (False, False)
    assert marks(cast.alba, "To SOV.authority.") == (True, True)
    assert marks(aron, "To KES.authority.") == (False, False)
    assert marks(cast.brava, "To KES.police.") == (False, True)
    assert marks(cast.brava, "To KES.authority.") == (True, True)


def test_a_paper_has_one_first_act_and_keeps_the_others(cast: Cast) -> None:
    label = next(each.label for each in view(cast.alba.house, cast, cast.alba).documents if each.document.rows)
    page = cast.alba.get(desk(cast, f"documents/{label}")).text
    main = page[page.index("<main") : page.index("</main>")]
    assert main.count("btn-primary") == 1
    quiet = main[main.index("Marked rows: save them, or draw them as links") :]
    assert 'value="marks"' in quiet
    assert 'value="links"' in quiet


def test_the_bar_names_the_office_also_where_it_is_narrow(cast: Cast) -> None:
    bar = cast.alba.get(desk(cast, "")).text
    assert re.search(r'r-role-short">[^<]*Authority', bar)


@pytest.mark.parametrize(
    ("matter", "words"),
    [
        ({"is_open": True, "is_over": False}, "so far"),
        ({"is_open": True, "is_over": True}, "until play ended"),
        ({"is_open": False, "is_over": True}, "in all"),
    ],
)
def test_days_count_so_far_only_while_they_are_counted(cast: Cast, matter: dict[str, bool], words: str) -> None:
    with cast.alba.house.app.test_request_context():
        assert age_text(35, **matter) == f"35 days {words}"
