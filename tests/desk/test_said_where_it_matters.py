"""Words stand where they are needed: beside a choice, at the field that came back, in the row that waits."""

import re

import pytest

from simulation.exercise.core.command import Seat
from simulation.exercise.injects.commands import FireInject
from simulation.exercise.procedures.letter.commands import ActOnRequest
from simulation.exercise.procedures.letter.statuses import LetterAction
from simulation.kernel.errors import RuleViolation
from simulation.kernel.terms import Office
from simulation.law.book.content import Content
from tests.desk.journeys import DRAFT, act, desk, hidden, open_draft, view, write_section
from tests.webapp.conftest import Cast
from tests.webapp.house import House, Person, nobody

WORDS = "Because <nobody> else can tell them apart."
SHOWN = "Because &lt;nobody&gt; else can tell them apart."


def test_words_beside_a_choice_are_read_by_team_and_trainer(house: House, cast: Cast) -> None:
    published = house.store.published(cast.exercise)
    planned = {each.key: each for each in published.scenario.play.injects}
    line = next(
        each
        for each in published.control.injects
        if each.fired_at is None
        and each.key in planned
        and planned[each.key].choices
        and (not planned[each.key].offices or Office.AUTHORITY in planned[each.key].offices)
        and "SOV" in (each.countries or ("SOV",))
    )
    house.store.execute(cast.exercise, FireInject(id="fireachoice00", member="control", inject=line.key))
    where = f"injects/{house.handle(cast.exercise, 'inject', line.key, 'SOV')}"
    page = cast.alba.get(desk(cast, where)).text
    choice = planned[line.key].choices[0]
    sent = cast.alba.post(desk(cast, where), {**hidden(page, where), "choice": choice, "text": WORDS})
    assert sent.status_code == 303
    flashes = cast.alba.get(desk(cast, where)).text.partition('id="flashes"')[2].partition("</section>")[0]
    assert "Answered: " in flashes
    event = house.handle(cast.exercise, "event", line.key)
    own = f"/x/{cast.exercise}"
    for person, path in (
        (cast.alba, desk(cast, where)),
        (cast.alba, desk(cast, "messages")),
        (cast.ines, f"{own}/at/SOV/desk/messages"),
        (cast.ines, f"{own}/control/events/{event}"),
        (cast.ines, f"{own}/control/events"),
        (cast.ines, f"{own}/control/journal"),
    ):
        assert SHOWN in person.get(path).text, path
    assert SHOWN not in cast.brava.get(desk(cast, "messages")).text


def returned(house: House, cast: Cast) -> str:
    """The number of a draft that the own authority sent back."""
    label = open_draft(house, cast, cast.alba).label
    for section in (1, 2, 5, 6, 7):
        assert write_section(cast, cast.alba, label, section, DRAFT[section]) == 303
    assert write_section(cast, cast.alba, label, 7, DRAFT[7], "submit") == 303
    assert act(cast, cast.alba, label, "return_for_repair", text=WORDS, items=["C4", "C12"]) == 303
    return label


def test_a_return_stands_at_the_fields_that_it_concerns_and_in_the_row(house: House, cast: Cast) -> None:
    label = returned(house, cast)
    row = next(each for each in cast.alba.get(desk(cast, "parts/work")).text.split("<li") if label in each)
    assert SHOWN in row, "the row says why it is back"
    page = cast.alba.get(desk(cast, f"requests/{label}")).text
    note = page.partition("r-remark")[2].partition("</div>")[0]
    assert SHOWN in note
    assert "C4 Assistance sought" in note
    assert page.index("r-remark") < page.index("What you can do"), "not only in the history"
    form = cast.alba.get(desk(cast, f"requests/{label}/form?section=5")).text
    at_field = form.partition('for="assistance"')[0].rpartition("r-remark")[2]
    assert SHOWN in at_field, "just before the field"
    assert 'for="purpose"' not in at_field
    card = form.partition('id="completeness-head"')[2].partition("</ul>")[0]
    assert re.findall(r'r-complete-code">(C\d+)</span><span>[^<]*<span[^>]*>to repair', card) == ["C4", "C12"]
    flagged = re.findall(r'<span class="r-step-label">([^<]*) <span[^>]*>to repair', form)
    assert flagged == ["What only you can write", "Assistance sought", "Urgency and undertakings"]
    elsewhere = cast.alba.get(desk(cast, f"requests/{label}/form?section=1")).text
    assert elsewhere.count("r-remark") == 1, "at the top of every section, at no field of this one"


def questioner(house: House, cast: Cast) -> Person:
    """Somebody at Sorvane's police."""
    petra = nobody(house, "Petra", cast.exercise)
    assert petra.join("police", "SOV").status_code == 303
    return petra


def question(house: House, cast: Cast, petra: Person) -> str:
    """The number of a police question about two things that says nothing yet."""
    page = petra.get(desk(cast, "requests/new")).text
    values = {**hidden(page, "requests/new"), "sought": "person_check", "requested": "KES", "target": ["1", "2"]}
    opened = petra.post(desk(cast, "requests/new"), values)
    assert opened.status_code == 303, opened.text
    return opened.headers["Location"].split("/requests/")[1].split("/")[0]


def test_an_empty_question_is_not_sent_and_the_field_is_named(house: House, cast: Cast) -> None:
    petra = questioner(house, cast)
    label = question(house, cast, petra)
    where = desk(cast, f"requests/{label}/form")
    page = petra.get(where).text
    assert page.count("(required)") == 3
    kept = {**hidden(page, f"requests/{label}/form", 'name="section"'), "action": "ask"}
    texts: dict[str, str | list[str]] = {"authority_contact": "", "subject": "", "assistance": "", "purpose": ""}
    for name, words in (
        ("subject", "the matter that it concerns"),
        ("assistance", "what you want to know"),
        ("purpose", "what the answer is for"),
    ):
        fresh = hidden(petra.get(where).text, f"requests/{label}/form", 'name="section"')
        refused = petra.post(where, {**kept, **fresh, **texts})
        assert refused.status_code == 422
        assert words in refused.text
        assert f'id="{name}-error"' in refused.text
        texts[name] = "Who holds this line?"
    fresh = hidden(petra.get(where).text, f"requests/{label}/form", 'name="section"')
    assert petra.post(where, {**kept, **fresh, **texts}).status_code == 303


def test_the_rule_is_the_simulations_and_an_answer_says_something(house: House, cast: Cast) -> None:
    petra = questioner(house, cast)
    label = question(house, cast, petra)
    asked = next(each for each in view(house, cast, petra).requests if label in {each.label, each.draft})
    by, member = Seat("SOV", Office.POLICE), petra.member_id

    def ask(number: int, **texts: str) -> None:
        content = Content(subject=texts.get("subject", ""), assistance="Who?", purpose="To know")
        command = ActOnRequest(
            id=f"askaquestion{number}",
            by=by,
            member=member,
            request=asked.key,
            action=LetterAction.ASK,
            content=content,
        )
        house.store.execute(cast.exercise, command)

    with pytest.raises(RuleViolation, match=r"request\.subject_missing"):
        ask(1)
    ask(2, subject="The quay")
    cara = nobody(house, "Cara", cast.exercise)
    assert cara.join("police", "KES").status_code == 303
    theirs = next(each for each in view(house, cast, cara).requests if each.key == asked.key)
    said = re.search(r'<label for="answer-text">(.*?)</label>', cara.get(desk(cast, f"requests/{theirs.label}")).text)
    assert said is not None
    assert "needed if no document goes with it" in said[1], "the label says what the rule wants"
    assert "optional" not in said[1]
    assert act(cast, cara, theirs.label, "answer", text="") == 422
    assert "An answer needs a text or documents" in (cara.last.text if cara.last else "")
    assert act(cast, cara, theirs.label, "answer", text="Nobody by this name.") == 303
