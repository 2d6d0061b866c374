"""The news on the desk: its words, its headline, and the way to each thing."""

import ast
import itertools
import random
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from flask import render_template_string

import webapp
from simulation.exercise.core.command import Seat
from simulation.exercise.core.digest import HistoryLine
from simulation.exercise.core.event import Actor
from simulation.exercise.injects.views import InjectView
from simulation.exercise.measures.views import MeasureView
from simulation.exercise.messages.state import Message
from simulation.exercise.reactions.state import Reaction
from simulation.exercise.reactions.table import reactions
from simulation.exercise.seats.views import SeatView
from simulation.exercise.views import (
    case_stories,
    colleague_stories,
    letter_stories,
    message_stories,
    people_stories,
    procedure_stories,
    stories,
)
from simulation.exercise.views.case_stories import FAILED
from simulation.exercise.views.risk_abroad import RiskAbroad
from simulation.exercise.views.stories import news
from simulation.exercise.views.story import Figure, Label, Story, StoryKind
from simulation.exercise.views.team_view import TeamView, WorkItem
from simulation.exercise.views.wall import things, wall
from simulation.kernel.agenda import DAY
from simulation.kernel.terms import Office, Phrase
from simulation.scenario.schema.play import Route
from tests.builders.views import ACCOUNT, PERSON, answered, asset, team
from webapp.desk.home.news import HEADLINE_WORDS, headline
from webapp.desk.home.rows import work_rows
from webapp.desk.home.strip import LETTER, strip_of
from webapp.desk.home.wall import things_of
from webapp.desk.measures.rows import asset_rows, measure_rows
from webapp.desk.messages.rows import message_rows
from webapp.desk.readable import Reader
from webapp.desk.story_rows import causes_of, story_rows, told_here
from webapp.text.say import wording_of

SINCE = 20 * DAY
CODE = re.compile(r"^story\.[a-z_.]+[a-z]$")


def codes_said() -> Iterator[str]:
    """Every whole code of the stories' lines in the source."""
    modules = (
        case_stories,
        colleague_stories,
        people_stories,
        letter_stories,
        message_stories,
        procedure_stories,
        stories,
    )
    for module in modules:
        for node in ast.walk(ast.parse(Path(str(module.__file__)).read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.match(node.value):
                yield node.value


def wrote(sender: Seat | None, to: Office, by: Actor, persona: str = "") -> Message:
    """A message to an office of the team on day 24."""
    return Message("message/1", 24 * DAY, sender, persona, Seat("SOV", to), "She is at risk.", "", "", by)


def test_a_colleagues_message_is_not_ones_own_and_says_that_nobody_wrote_it(
    reading: Callable[[TeamView], Reader],
) -> None:
    colleague, abroad = Seat("SOV", Office.POLICE), Seat("KES", Office.AUTHORITY)
    sent = (
        wrote(Seat("SOV", Office.AUTHORITY), Office.POLICE, Actor.PEOPLE),
        wrote(colleague, Office.AUTHORITY, Actor.PLAYER),
        wrote(colleague, Office.AUTHORITY, Actor.PEOPLE),
        wrote(abroad, Office.AUTHORITY, Actor.PLAYER),
    )
    rows = message_rows(sent, reading(team(messages=sent)))[::-1]
    assert [row.own for row in rows] == [True, False, False, False]
    assert [bool(row.signed) for row in rows] == [False, True, False, False]


def test_a_message_is_told_with_its_words_and_the_way_to_it(reading: Callable[[TeamView], Reader]) -> None:
    ministry = wrote(None, Office.AUTHORITY, Actor.CONTROL, "ministry")
    for each in (wrote(Seat("KES", Office.AUTHORITY), Office.AUTHORITY, Actor.PLAYER), ministry):
        view = team(messages=(each,))
        (row,) = story_rows(news(view, SINCE).stories, reading(view))
        assert any("She is at risk." in line.text for line in row.lines)
        assert "/messages#message-" in row.url
        assert "None" not in row.title
        assert row.short


def test_a_headline_never_says_that_nothing_waits(reading: Callable[[TeamView], Reader]) -> None:
    """What has no short words is named as it is: beside it stands what waits."""
    event = InjectView("inject/1", 24 * DAY, "ambassador", (), "The telephone rings", "text", ("a",), 30, "", "", ())
    view = team(injects=(event,))
    assert headline(news(view, SINCE), reading(view)) == "The telephone rings"


def test_every_line_has_words() -> None:
    said = set(codes_said())
    assert len(said) > 15
    said |= {f"story.order.{result}.{line}" for result in FAILED for line in ("why", "kept")}
    said |= {f"story.lapsed.{term}.{line}" for term in ("short", "long") for line in ("why", "kept")}
    said |= {f"story_kind.{kind}" for kind in StoryKind} | {f"story_label.{label}" for label in Label}
    assert not [code for code in sorted(said) if not wording_of(code)]


def test_a_loss_has_what_why_and_what_would_have_kept_it(reading: Callable[[TeamView], Reader]) -> None:
    view = team(
        entities=(PERSON, ACCOUNT),
        at_risk=((PERSON.key, 2 * DAY, None),),
        assets=(replace(asset(), told_by="CETS 198 art. 41(1)(e)"),),
        requests=(answered(1),),
    )
    reader = replace(reading(view), offices=())
    found = news(view, SINCE)
    person, money, answer = story_rows(found.stories, reader)
    assert PERSON.label in person.title
    assert [line.is_cure for line in person.lines] == [False, True]
    assert person.url.endswith("/entities/1")
    assert (money.number, money.unit, money.is_loss) == ("161,684", "XCR", True) or money.number == "161,684"
    assert "lapsed" in money.title
    assert "Wed" in money.lines[1].text or "Mar" in money.lines[1].text
    assert money.lines[2].text == "Kestria has to tell you when a hold ends by itself: CETS 198 art. 41(1)(e)"
    assert "Kestria" in answer.title
    said = headline(found, reader)
    assert said.startswith(f"{PERSON.label} is still unprotected.")
    assert len(said.split()) <= HEADLINE_WORDS
    assert "%(" not in " ".join(line.text for row in (person, money, answer) for line in row.lines)


def test_a_release_takes_in_everything_of_a_story() -> None:
    persons = [f"cast/person{number}" for number in range(3)]
    questions = tuple(answered(number) for number in range(1, 6))
    view = team(at_risk=tuple((each, 2 * DAY, None) for each in persons), requests=questions)
    counted = things(view, SINCE)
    told = [things_of(story, counted) for story in news(view, SINCE).stories]
    assert sorted(held for held in told if held) == [
        tuple(f"answers:{each.key}" for each in questions),
        tuple(f"people:{each}" for each in persons),
    ]
    for held, number in zip(told, (3, 5), strict=True):
        assert [line.number for line in wall((view,), SINCE, {view.country: held})] == [number]


def test_each_failed_order_says_why(reading: Callable[[TeamView], Reader]) -> None:
    for result in sorted(FAILED):
        order = MeasureView("m1", "search", PERSON.key, Office.POLICE, SINCE, SINCE + DAY, False, result, ())
        view = team(entities=(PERSON,), measures=(order,))
        (row,) = story_rows(news(view, SINCE).stories, reading(view))
        assert len({line.text for line in row.lines}) == 2
        assert row.action == "View"  # the police ordered it; this is the authority's page


def test_the_thing_itself_says_why_and_what_followed(reading: Callable[[TeamView], Reader]) -> None:
    refusal = HistoryLine(26 * DAY, "refuse", "refused", "KES", "authority", "R11", "Not convenient.")
    gone = answered(1, Route.MLA, status="refused", history=(refusal,), mistakes=(("M1", "C11"),))
    orders = tuple(
        MeasureView(f"m{n}", "search", PERSON.key, Office.POLICE, 0, DAY, False, result, ())
        for n, result in enumerate(("nothing_found", "done", ""))
    )
    view = team(
        entities=(PERSON, ACCOUNT),
        requests=(gone,),
        measures=orders,
        assets=(replace(asset(), source="m9"),),
        at_risk=((PERSON.key, 2 * DAY, None),),
    )
    reader = reading(view)
    (told,) = told_here(gone.key, reader)
    assert "Not convenient." in told.lines[0].text
    assert "R11" in told.lines[0].text
    assert "No link between what is asked for and the offence" in told.lines[1].text
    assert [len(causes_of(each.key, reader)) for each in orders] == [2, 0, 0]
    assert [len(causes_of(key, reader)) for key in (ACCOUNT.key, PERSON.key, "nothing")] == [2, 2, 0]
    failed, *others = measure_rows(orders[:1], reader)
    assert failed.causes == causes_of("m0", reader)
    assert not others
    assert asset_rows(view.assets, reader)[0].causes == causes_of(ACCOUNT.key, reader)


def test_no_label_on_the_line_of_days_lies_on_another(reading: Callable[[TeamView], Reader]) -> None:
    dice = random.Random(3)  # noqa: S311 - days to draw, not a secret
    for count in (0, 1, 2, 3, 5, 7) * 12:
        days = [dice.randrange(21, 31) for _ in range(count)]
        orders = tuple(
            MeasureView(f"m{n}", "search", PERSON.key, Office.POLICE, SINCE, day * DAY, False, "done", ())
            for n, day in enumerate(days)
        )
        reader = reading(team(entities=(PERSON,), measures=orders))
        found = news(reader.view, SINCE).stories
        strip = strip_of(found, story_rows(found, reader), SINCE, 32 * DAY)
        assert (strip is None) == (count < 2)
        if strip is None:
            continue
        assert sorted(dot.x for dot in strip.dots) == sorted((day - 20) * strip.width // 12 for day in days)
        rows: dict[int, list[tuple[float, float]]] = {}
        for dot in strip.dots:
            wide = len(dot.label) * LETTER
            left = {"start": dot.x, "middle": dot.x - wide / 2, "end": dot.x - wide}[dot.anchor]
            if dot.label:
                rows.setdefault(dot.y, []).append((left, left + wide))
        for spans in rows.values():
            ordered = sorted(spans)
            assert all(one[1] <= other[0] for one, other in itertools.pairwise(ordered))
            assert min(left for left, _right in spans) >= -1
            assert max(right for _left, right in spans) <= strip.width + 1


def test_the_line_of_days_says_the_news_where_it_has_room(reading: Callable[[TeamView], Reader]) -> None:
    orders = tuple(
        MeasureView(f"m{day}", kind, PERSON.key, Office.POLICE, SINCE, day * DAY, False, "done", ())
        for day, kind in ((22, "search"), (30, "arrest"))
    )
    reader = reading(team(entities=(PERSON,), measures=orders))
    found = news(reader.view, SINCE).stories
    strip = strip_of(found, story_rows(found, reader), SINCE, 32 * DAY)
    assert strip is not None
    assert sorted(dot.label for dot in strip.dots) == [
        f"day 23, Search, {PERSON.label}: done",
        f"day 31, Arrest, {PERSON.label}: done",
    ]
    assert f"{PERSON.label}: done." in headline(news(reader.view, SINCE), reader)


def test_the_line_of_days_names_facts_and_no_kinds(reading: Callable[[TeamView], Reader]) -> None:
    """An event has no short words: as much of its title stands as has room."""
    event = InjectView("inject/1", 23 * DAY, "ambassador", (), "High water", "text", (), None, "", "", ())
    orders = MeasureView("m1", "search", PERSON.key, Office.POLICE, SINCE, 29 * DAY, False, "done", ())
    reader = reading(team(entities=(PERSON,), measures=(orders,), injects=(event,)))
    found = news(reader.view, SINCE).stories
    strip = strip_of(found, story_rows(found, reader), SINCE, 32 * DAY)
    assert strip is not None
    labels = " ".join(dot.label for dot in strip.dots)
    assert "day 24, High water" in labels
    assert not [kind for kind in StoryKind if wording_of(f"story_kind.{kind}") in labels]


def test_a_day_that_is_past_is_not_told_as_one_to_come(reading: Callable[[TeamView], Reader]) -> None:
    for due, words in ((25, "was due by"), (40, "is due by")):
        event = InjectView("inject/1", 21 * DAY, "ambassador", (), "High water", "text", ("a",), due, "", "", ())
        view = team(injects=(event,))
        (row,) = story_rows(news(view, SINCE).stories, reading(view))
        assert words in row.lines[-1].text


def test_an_own_warning_is_no_headline_and_people_stand_before_money(reading: Callable[[TeamView], Reader]) -> None:
    safe = replace(PERSON, key="cast/safe", label="Ioma Salt")
    view = team(
        entities=(PERSON, ACCOUNT, safe),
        at_risk=((PERSON.key, 2 * DAY, None), (safe.key, 20 * DAY, 26 * DAY)),
        risk_abroad=(RiskAbroad(PERSON.key, "KES", 3 * DAY),),
        assets=(asset(),),
    )
    found = news(view, SINCE)
    assert [story.code for story in found.stories] == ["protected", "lapsed.unnamed", "exposed.told"]
    said = headline(found, reading(view))
    assert said.startswith("Ioma Salt is protected.")
    assert PERSON.label not in said


def test_a_hold_on_an_empty_account_lost_no_sum(reading: Callable[[TeamView], Reader]) -> None:
    empty = replace(asset(), amount_minor=0)
    reader = reading(team(entities=(PERSON, ACCOUNT), assets=(empty,)))
    (row,) = story_rows(news(reader.view, SINCE).stories, reader)
    assert (row.number, row.unit, row.is_loss) == ("", "", True)
    assert not asset_rows(reader.view.assets, reader)[0].gone
    assert asset_rows((asset(),), reader)[0].gone


def test_the_figure_of_one_row_says_nothing_and_stands_nowhere(reading: Callable[[TeamView], Reader]) -> None:
    orders = tuple(
        MeasureView(f"m{day}", "search", PERSON.key, Office.POLICE, SINCE, day * DAY, False, "done", ())
        for day in (23, 27)
    )
    reader = reading(team(entities=(PERSON,), measures=orders))
    found = news(reader.view, SINCE).stories
    counted = [tuple(replace(each, figure=Figure("rows", number)) for each in found) for number in (1, 214)]
    said = [[(row.number, row.unit) for row in story_rows(stories, reader)] for stories in counted]
    assert said == [[("", "")] * 2, [("214", "rows in documents")] * 2]
    strips = [strip_of(stories, story_rows(stories, reader), SINCE, 32 * DAY) for stories in counted]
    assert all(strip is not None and len(strip.dots) == 2 for strip in strips)
    one, many = (strip.dots[0].label for strip in strips if strip is not None)
    assert "214 rows in documents" in many
    assert "row" not in one


def test_what_somebody_says_is_worded_whole(reading: Callable[[TeamView], Reader]) -> None:
    """Every reaction, in the scenario's words or the program's: no dots where a value is missing, no code."""
    about = {"asset": ACCOUNT.key, "person": PERSON.key}
    for row in reactions():
        kind = "asset" if "mistake.M14" in row.signs else "person" if "left_unprotected" in row.signs else "request"
        for number in range(row.texts):
            key, target = about.get(kind, "REQ-1"), about.get(kind, PERSON.key)
            params = (
                *(("label", "REQ-1"), ("country", "KES"), ("sought", "bank_records"), ("target", target), ("days", 21)),
                *(("item", "C11"), ("ground", "NR1"), ("formality", "F1"), ("amount", 100)),
            )
            said = Reaction(
                "k", "SOV", SINCE, row.code, number, row.sender, "KES", kind, key, params, (), "UNTOC art. 18"
            )
            view = team(entities=(PERSON, ACCOUNT), requests=(answered(1),), reactions=(said,))
            found = [each for each in news(view, SINCE).stories if each.weight == "reaction"]
            (shown,) = story_rows(found, reading(view))
            texts = [shown.title, *(line.text for line in shown.lines)]
            assert len(texts) == 5, row.code
            assert not [text for text in texts if "…" in text or "%(" in text or "_" in text], (row.code, texts)
            assert shown.is_loss


def test_work_of_another_office_says_with_whom_it_is_and_offers_a_look(reading: Callable[[TeamView], Reader]) -> None:
    """The reader sits at the central authority; nobody sits at the police."""
    said = Phrase("work.report", ())
    items = tuple(
        WorkItem(str(office), (office,), said, said, None, 0, "report", "paper/1", "open", False, ())
        for office in (Office.AUTHORITY, Office.PROSECUTOR, Office.POLICE)
    )
    seats = tuple(SeatView(Seat("SOV", each), "", (), each is Office.POLICE) for each in Office)
    reader = reading(team(work=items, seats=seats))
    own, colleague, nobody = work_rows(items, reader)
    assert not own.why.startswith("With")
    assert colleague.why.startswith(f"With {reader.office(Office.PROSECUTOR)}. ")
    assert nobody.why.startswith(f"With {reader.office(Office.POLICE)}, played automatically. ")
    assert own.action_label != colleague.action_label == nobody.action_label


def test_an_offer_that_was_accepted_is_not_thought_over_any_more(reading: Callable[[TeamView], Reader]) -> None:
    offer = MeasureView("SOV/m1", "protection", PERSON.key, Office.POLICE, 21 * DAY, 22 * DAY, False, "offered", ())
    for until, words in ((None, "thinks it over"), (25 * DAY, "protected since")):
        view = team(entities=(PERSON,), at_risk=((PERSON.key, 2 * DAY, until),), measures=(offer,))
        (row,) = measure_rows(view.measures, reading(view))
        assert words in row.state


def test_who_is_protected_by_now_is_told_as_such_and_not_as_an_offer(reading: Callable[[TeamView], Reader]) -> None:
    offer = MeasureView("SOV/m1", "protection", PERSON.key, Office.POLICE, 21 * DAY, 22 * DAY, False, "offered", ())
    said = []
    for until in (None, 25 * DAY):
        view = team(entities=(PERSON,), at_risk=((PERSON.key, 2 * DAY, until),), measures=(offer,))
        found = news(view, SINCE)
        said.append((headline(found, reading(view)), len(found.stories)))
    assert "thinks it over" in said[0][0]
    assert said[1] == (f"{PERSON.label} is protected.", 1)


def test_what_a_story_counts_is_named_in_every_window(reading: Callable[[TeamView], Reader]) -> None:
    which = Phrase("story.stood_in.which", (("documents", ""),))
    story = Story(
        StoryKind.YOURS,
        "stood_in",
        "stood_in",
        0,
        "",
        "",
        params=(("count", 1), ("day", 1)),
        lines=((Label.WHICH, which), (Label.KEPT, Phrase("story.stood_in.kept", ()))),
        figure=Figure("matters", 1),
    )
    lines = story_rows((story,), reading(team()))[0].lines
    assert [(line.is_which, line.is_cure) for line in lines] == [(True, False), (False, True)]
    shown = render_template_string("{% from 'components/news.html' import because %}{{ because(lines) }}", lines=lines)
    assert '<dd class="is-which">' in shown, "narrow windows leave out lines that are neither this nor a cure"
    sheet = (Path(webapp.__file__).parent / "static" / "css" / "components.css").read_text(encoding="utf-8")
    assert "> dd:not(.is-cure, .is-which) { display: none; }" in sheet
